"""Where the reports say that things occurred: named places on outlines, and the same as a table."""

from dataclasses import dataclass, replace
from math import cos, log10, radians

from variorum.export.lookup import Lookup
from variorum.export.outlines import Window, path
from variorum.export.visible import one_line
from variorum.model import Place
from variorum.text import Anchor, anchor

WIDTH, HEIGHT = 1000, 560
"""Units of the picture."""
NARROWEST = 6.0
"""Degrees that a map is wide at least; the outlines are no finer than a twentieth of a degree."""
MARGIN = 0.12
"""Share of the picture left free on each side."""
MOST = 40
"""Places that are drawn; the table has all."""
LETTER, ROW, MARK = 10.0, 24.0, 14.0
"""Units of a letter, of a line of letters and of a mark, at the width that a page gives the picture."""


@dataclass(frozen=True, slots=True)
class Mentioned:
    """One report's mentions of a place: the first of them, and how many."""

    sigil: str
    anchor: Anchor
    times: int


@dataclass(frozen=True, slots=True)
class Spot:
    """A place: ``occurs`` tells whether something is said to have occurred there, else it is only named.

    ``left`` and ``top`` are per cent of the picture, ``None`` where it is not drawn. ``side`` says on which side of its
    mark its name stands; empty where there is no room, and the number alone stands there.
    """

    number: int
    name: str
    full: str
    occurs: bool
    mentions: tuple[Mentioned, ...]
    left: float | None = None
    top: float | None = None
    side: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """A bar of so many kilometres, in per cent of the picture's width."""

    width: float
    kilometres: int


@dataclass(frozen=True, slots=True)
class Map:
    """Places on outlines. ``path`` is drawn on a picture of ``WIDTH`` by ``HEIGHT``."""

    spots: tuple[Spot, ...]
    path: str
    scale: Scale

    @property
    def drawn(self) -> tuple[Spot, ...]:
        """The places that are on the picture."""
        return tuple(s for s in self.spots if s.left is not None)


@dataclass(frozen=True, slots=True)
class _Found:
    """A place with its mentions while they are gathered; a country is too wide for a mark."""

    place: Place
    full: str
    country: bool
    occurs: bool
    mentions: tuple[Mentioned, ...]


def places_map(book: Lookup) -> Map | None:
    """The map of a dossier; ``None`` where no report names a place that is smaller than a country."""
    found = sorted(_found(book), key=lambda f: (not f.occurs, -len(f.mentions), f.full))
    drawn = [f for f in found if not f.country and not _holds_another(f, found)][:MOST]
    if not drawn:
        return None
    window = _window([(f.place.longitude or 0.0, f.place.latitude or 0.0) for f in drawn])
    spots = []
    for number, one in enumerate(found, 1):
        spot = Spot(number, one_line(one.place.name), one.full, one.occurs, one.mentions)
        if one in drawn:
            x, y = window.at(one.place.longitude or 0.0, one.place.latitude or 0.0)
            spot = replace(spot, left=_percent(x, WIDTH), top=_percent(y, HEIGHT))
        spots.append(spot)
    return Map(_named(spots), path(window), _scale(window))


def _holds_another(one: _Found, found: list[_Found]) -> bool:
    """Whether a place is an area in which another one lies: a mark in its middle would mislead."""
    path = one.place.path
    return not one.place.facility and any(
        len(other.place.path) > len(path) and other.place.path[-len(path) :] == path for other in found
    )


def _percent(value: float, whole: int) -> float:
    return round(100 * value / whole, 2)


def _found(book: Lookup) -> list[_Found]:
    """The places that have coordinates, each with its mentions by report."""
    happened = {(c.report_id, n) for c in book.claims.values() for n in c.places}
    found: dict[tuple[float, float, str], _Found] = {}
    for witness in book.dossier.witnesses:
        text = witness.report.text
        for number, place in enumerate(witness.layers.places):
            if place.latitude is None or place.longitude is None:
                continue
            full = one_line(
                ", ".join((place.name, *place.path) if place.facility else place.path) or place.name
            )
            key = (place.longitude, place.latitude, full)
            country = len(place.path) < 2 and not place.facility
            before = found.get(key) or _Found(place, full, country, occurs=False, mentions=())
            own = anchor(witness.report.id, text, place.span)
            found[key] = replace(
                before, mentions=_counted(before.mentions, witness.sigil, own),
                occurs=before.occurs or (witness.report.id, number) in happened,
            )  # fmt: skip
    return list(found.values())


def _counted(mentions: tuple[Mentioned, ...], sigil: str, own: Anchor) -> tuple[Mentioned, ...]:
    if mentions and mentions[-1].sigil == sigil:
        return (*mentions[:-1], replace(mentions[-1], times=mentions[-1].times + 1))
    return (*mentions, Mentioned(sigil, own, 1))


def _window(points: list[tuple[float, float]]) -> Window:
    """The part of the world that holds all points with room around, as long and high as the picture."""
    wests, souths = [x for x, _ in points], [y for _, y in points]
    middle = (min(wests) + max(wests)) / 2, (min(souths) + max(souths)) / 2
    squeeze = max(cos(radians(middle[1])), 0.2)  # a degree of longitude is shorter away from the equator
    wide = (max(wests) - min(wests)) * squeeze
    high = (max(souths) - min(souths)) * WIDTH / HEIGHT
    across = max(wide, high, NARROWEST * (1 - 2 * MARGIN)) / (1 - 2 * MARGIN)
    half_x, half_y = across / squeeze / 2, across * HEIGHT / WIDTH / 2
    return Window(
        middle[0] - half_x, middle[1] - half_y, middle[0] + half_x, middle[1] + half_y, WIDTH, HEIGHT
    )


def _scale(window: Window) -> Scale:
    """A round number of kilometres, a fifth of the picture at most."""
    across = (window.north - window.south) * 111.2 * WIDTH / HEIGHT
    power = 10 ** int(log10(across / 5))
    kilometres = max(k * power for k in (1, 2, 5) if k * power <= across / 5)
    return Scale(round(100 * kilometres / across, 2), int(kilometres))


Box = tuple[float, float, float, float]


def _named(spots: list[Spot]) -> tuple[Spot, ...]:
    """The same, each with its name on the first side where it covers no other mark or name."""
    taken = [_around(*_units(s)) for s in spots if s.left is not None]
    out = []
    for spot in spots:
        if spot.left is None:
            out.append(spot)
            continue
        x, y = _units(spot)
        long = LETTER * len(spot.name)
        boxes: dict[str, Box] = {
            "right": (x + MARK, y - ROW / 2, x + MARK + long, y + ROW / 2),
            "left": (x - MARK - long, y - ROW / 2, x - MARK, y + ROW / 2),
            "above": (x - long / 2, y - MARK - ROW, x + long / 2, y - MARK),
            "below": (x - long / 2, y + MARK, x + long / 2, y + MARK + ROW),
        }
        side = next(
            (s for s, box in boxes.items() if _inside(box) and not any(_meet(box, t) for t in taken)), ""
        )
        if side:
            taken.append(boxes[side])
        out.append(replace(spot, side=side))
    return tuple(out)


def _units(spot: Spot) -> tuple[float, float]:
    return (spot.left or 0.0) * WIDTH / 100, (spot.top or 0.0) * HEIGHT / 100


def _around(x: float, y: float) -> Box:
    return x - MARK + 1, y - MARK + 1, x + MARK - 1, y + MARK - 1


def _inside(box: Box) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= WIDTH and box[3] <= HEIGHT


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
