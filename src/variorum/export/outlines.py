"""Outlines of countries inside a window of the world, as the path of an SVG; nothing is fetched, there are no tiles."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

Point = tuple[float, float]
NEAR = 3
"""Units of the picture that two points of a line are apart at least; a page makes a unit less than a pixel."""


@dataclass(frozen=True, slots=True)
class Window:
    """A part of the world: its edges in degrees, and the picture that it is drawn on."""

    west: float
    south: float
    east: float
    north: float
    width: float
    height: float

    def at(self, longitude: float, latitude: float) -> Point:
        """Where a point is drawn."""
        x = (longitude - self.west) / (self.east - self.west) * self.width
        y = (self.north - latitude) / (self.north - self.south) * self.height
        return x, y


@dataclass(frozen=True, slots=True)
class Outlines:
    """Rings of longitude and latitude, each with its bounds (west, south, east, north)."""

    rings: tuple[tuple[tuple[Point, ...], tuple[float, float, float, float]], ...]


@lru_cache(maxsize=1)
def outlines() -> Outlines:
    """The outlines of countries from ``data/outlines.json``, which says where they are from."""
    text = resources.files("variorum.export").joinpath("data", "outlines.json").read_text("utf-8")
    body = json.loads(text)
    arcs = [_points(flat, body["step"]) for flat in body["arcs"]]
    rings = []
    for shape in body["shapes"]:
        for numbers in shape:
            ring: list[Point] = []
            for number in numbers:
                ring += arcs[number] if number >= 0 else arcs[~number][::-1]
            rings += [(whole, _bounds(whole)) for whole in unbroken(ring)]
    return Outlines(tuple(rings))


def _bounds(ring: tuple[Point, ...]) -> tuple[float, float, float, float]:
    longitudes, latitudes = [x for x, _ in ring], [y for _, y in ring]
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def unbroken(ring: Sequence[Point]) -> tuple[tuple[Point, ...], ...]:
    """A ring without leaps over the 180th meridian: once as it goes on beyond it, and once a turn of the world away.

    A ring that goes around a pole is closed over the pole.
    """
    turned: list[Point] = []
    turn = 0.0
    for k, (longitude, latitude) in enumerate(ring):
        leap = longitude - ring[k - 1][0] if k else 0.0
        turn -= 360.0 * (leap > 180) - 360.0 * (leap < -180)
        turned.append((longitude + turn, latitude))
    if all(x == y for x, y in zip(turned, ring, strict=True)):
        return (tuple(turned),)
    if abs(turned[-1][0] - turned[0][0]) > 180:
        pole = 90.0 if turned[0][1] > 0 else -90.0
        turned += [(turned[-1][0], pole), (turned[0][0], pole)]
    away = -360.0 if sum(x for x, _ in turned) > 0 else 360.0
    return tuple(turned), tuple((x + away, y) for x, y in turned)


def _points(flat: list[int], step: float) -> list[Point]:
    x = y = 0
    points = []
    for dx, dy in zip(flat[::2], flat[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((round(x * step, 4), round(y * step, 4)))
    return points


def path(window: Window) -> str:
    """The outlines in a window as an SVG path of whole numbers; lines that run along its edges lie outside it."""
    slack = (window.east - window.west) * 0.02
    edges = (window.west - slack, window.south - slack, window.east + slack, window.north + slack)
    parts = []
    for ring, (west, south, east, north) in outlines().rings:
        if west > edges[2] or east < edges[0] or south > edges[3] or north < edges[1]:
            continue
        inside = west >= edges[0] and east <= edges[2] and south >= edges[1] and north <= edges[3]
        drawn = _drawn(ring if inside else clipped(ring, edges), window)
        if len(drawn) > 2:
            parts.append("M" + "L".join(f"{x} {y}" for x, y in drawn) + "Z")
    return "".join(parts)


def _drawn(ring: tuple[Point, ...], window: Window) -> list[tuple[int, int]]:
    """The points of a ring on the picture, but for those beside the one before."""
    drawn: list[tuple[int, int]] = []
    for longitude, latitude in ring:
        x, y = window.at(longitude, latitude)
        place = (round(x), round(y))
        if not drawn or abs(drawn[-1][0] - place[0]) + abs(drawn[-1][1] - place[1]) >= NEAR:
            drawn.append(place)
    return drawn


def clipped(ring: tuple[Point, ...], edges: tuple[float, float, float, float]) -> tuple[Point, ...]:
    """The part of a ring inside a rectangle (Sutherland and Hodgman, 1974).

    Args:
        ring: its points; the last need not repeat the first.
        edges: west, south, east, north.
    """
    west, south, east, north = edges
    for axis, limit, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        kept: list[Point] = []
        for k, point in enumerate(ring):
            before = ring[k - 1]
            in_now, in_before = sign * (point[axis] - limit) >= 0, sign * (before[axis] - limit) >= 0
            if in_now != in_before:
                kept.append(_crossing(before, point, axis, limit))
            if in_now:
                kept.append(point)
        ring = tuple(kept)
        if not ring:
            break
    return ring


def _crossing(a: Point, b: Point, axis: int, limit: float) -> Point:
    share = (limit - a[axis]) / (b[axis] - a[axis])
    other = a[1 - axis] + share * (b[1 - axis] - a[1 - axis])
    return (limit, other) if axis == 0 else (other, limit)
