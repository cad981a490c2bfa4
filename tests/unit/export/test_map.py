"""The map: what is land, where a mark stands, which places are drawn, and a table that says the same."""

import itertools
import json
import re
import runpy
from dataclasses import replace
from importlib import resources
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.export.html import to_html
from variorum.export.lookup import lookup
from variorum.export.map import HEIGHT, WIDTH, Map, places_map
from variorum.export.outlines import Point, Window, clipped, outlines, path, unbroken
from variorum.model import Dossier, Place
from variorum.text import Span

MADE = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("fixtures.py"))))
HALDEN = MADE.span("A", "Port Halden")


def dossier(*places: Place) -> Dossier:
    """The hand-made dossier, with these places in report A and none in the others."""
    made: Dossier = MADE.dossier()
    witnesses = tuple(
        replace(w, layers=replace(w.layers, places=places if w.sigil == "A" else ())) for w in made.witnesses
    )
    claims = tuple(replace(c, places=(0,) if c.id == "ca1" else ()) for c in made.claims)
    return replace(made, witnesses=witnesses, claims=claims)


def town(name: str, longitude: float, latitude: float, *path: str, at: Span = HALDEN) -> Place:
    """A place."""
    return Place(at, name, (name, *path), 1, latitude, longitude)


def drawn(*places: Place) -> Map:
    """The map of these places."""
    found = places_map(lookup(dossier(*places)))
    assert found is not None
    return found


def inside(point: Point, ring: tuple[Point, ...]) -> bool:
    """Whether a point lies in a ring: a ray from it crosses an odd number of sides."""
    x, y = point
    odd = False
    for k, (bx, by) in enumerate(ring):
        ax, ay = ring[k - 1]
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            odd = not odd
    return odd


def area(ring: tuple[Point, ...]) -> float:
    """The area of a ring (Gauss)."""
    return abs(sum(ring[k - 1][0] * p[1] - p[0] * ring[k - 1][1] for k, p in enumerate(ring))) / 2


LAND = [
    (2.35, 48.86),
    (-104.9, 39.7),
    (77.2, 28.6),
    (36.8, -1.3),
    (-58.4, -34.7),
    (149.1, -35.3),
    (138.4, 36.2),
    (37.6, 55.75),
]
SEA = [
    (-30.0, 40.0),
    (-140.0, 0.0),
    (80.0, -20.0),
    (3.0, 56.5),
    (18.0, 35.5),
    (-60.0, 30.0),
    (160.0, 45.0),
    (0.0, -40.0),
    (-43.7, 16.0),
]


@pytest.mark.parametrize("point", LAND)
def test_land_is_inside_an_outline(point: Point) -> None:
    """A town far from any coast lies in exactly one country."""
    assert sum(inside(point, ring) for ring, _ in outlines().rings) == 1


@pytest.mark.parametrize("point", SEA)
def test_the_sea_is_outside(point: Point) -> None:
    """A point in the open sea lies in no country."""
    assert not any(inside(point, ring) for ring, _ in outlines().rings)


def test_the_outlines_are_small_and_say_where_they_are_from() -> None:
    """The data file is under 200 KB and names its source."""
    text = resources.files("variorum.export").joinpath("data", "outlines.json").read_text("utf-8")
    assert len(text) < 200_000
    assert "Natural Earth" in json.loads(text)["source"]


@given(
    st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=3, max_size=12),
    st.tuples(st.floats(-30, 0), st.floats(-30, 0), st.floats(1, 30), st.floats(1, 30)),
)
def test_what_is_clipped_lies_in_the_window(
    ring: list[Point], edges: tuple[float, float, float, float]
) -> None:
    """No point of a clipped ring lies outside, and a ring that lies inside is as it was."""
    west, south, east, north = edges
    out = clipped(tuple(ring), edges)
    assert all(west - 1e-6 <= x <= east + 1e-6 and south - 1e-6 <= y <= north + 1e-6 for x, y in out)
    if all(west <= x <= east and south <= y <= north for x, y in ring):
        assert out == tuple(ring)


@given(st.tuples(st.floats(-9, -1), st.floats(-9, -1), st.floats(1, 9), st.floats(1, 9)))
def test_a_square_is_clipped_to_the_common_part(edges: tuple[float, float, float, float]) -> None:
    """The part of a square in a rectangle has the area that the two have in common."""
    west, south, east, north = edges
    square = ((-5.0, -5.0), (5.0, -5.0), (5.0, 5.0), (-5.0, 5.0))
    common = (min(east, 5) - max(west, -5)) * (min(north, 5) - max(south, -5))
    assert area(clipped(square, edges)) == pytest.approx(common)


def test_a_path_stays_near_its_picture() -> None:
    """The outlines of a window are whole numbers no further than its slack outside the picture."""
    numbers = [int(n) for n in re.findall(r"-?\d+", path(Window(-10, 40, 10, 51.2, WIDTH, HEIGHT)))]
    assert len(numbers) > 500
    assert min(numbers) >= -25
    assert max(numbers) <= WIDTH + 25


def test_a_mark_stands_where_its_place_is() -> None:
    """Of two places the eastern one stands further right and the northern one higher, both inside the picture."""
    west, east = drawn(town("Westby", -3.0, 55.0, "Land"), town("Eastby", 1.0, 51.0, "Land")).spots
    assert (west.left or 0) < (east.left or 0)
    assert (west.top or 0) < (east.top or 0)
    assert all(0 < (v or 0) < 100 for s in (west, east) for v in (s.left, s.top))
    assert west.occurs
    assert not east.occurs


def test_areas_and_countries_get_no_mark() -> None:
    """A country, and an area in which another place of the story lies, stand in the table alone."""
    spots = drawn(
        town("Port Halden", 5.0, 60.0, "Shire", "Nordmark"), town("Shire", 6.0, 61.0, "Nordmark"), town("Nordmark", 8.0, 62.0),
    ).spots  # fmt: skip
    assert {s.full: s.left is not None for s in spots} == {
        "Port Halden, Shire, Nordmark": True, "Shire, Nordmark": False, "Nordmark": False,
    }  # fmt: skip


def test_no_map_without_a_place() -> None:
    """Where only countries or places without coordinates are named there is no map, and the page has none."""
    for places in (
        (),
        (town("Nordmark", 8.0, 62.0),),
        (Place(HALDEN, "Port Halden", ("Port Halden", "Nordmark")),),
    ):
        assert places_map(lookup(dossier(*places))) is None
    assert 'id="map"' not in to_html(dossier())


@given(st.lists(st.tuples(st.floats(-170, 170), st.floats(-60, 70)), min_size=1, max_size=25))
def test_names_cover_neither_marks_nor_one_another(points: list[Point]) -> None:
    """Wherever places lie, names that are drawn have room; the others keep their number alone."""
    found = drawn(*(town(f"Place {n}", x, y, "Land") for n, (x, y) in enumerate(points)))
    boxes = []
    for spot in found.drawn:
        x, y, long = (spot.left or 0) * 10, (spot.top or 0) * 5.6, 10 * len(spot.name)
        if spot.side:
            left = {"right": x + 14, "left": x - 14 - long}.get(spot.side, x - long / 2)
            top = {"above": y - 38, "below": y + 14}.get(spot.side, y - 12)
            boxes.append((left, top, left + long, top + 24))
    assert all(
        a[2] <= b[0] + 1e-6 or b[2] <= a[0] + 1e-6 or a[3] <= b[1] + 1e-6 or b[3] <= a[1] + 1e-6
        for n, a in enumerate(boxes) for b in boxes[:n]
    )  # fmt: skip


def test_the_table_says_what_the_map_shows() -> None:
    """Each place has a row with its number, and the words that it rests on are linked."""
    html = to_html(dossier(town("Port Halden", 5.0, 60.0, "Nordmark"), town("Nordmark", 8.0, 62.0)))
    table = html.split('aria-label="Places table"')[1].split("</table>")[0]
    assert table.count("<tr>") == 3
    assert f'href="#A-{HALDEN.start}-{HALDEN.end}"' in table
    assert "not drawn" in table
    assert html.count('<circle class="spot') == 1


def test_no_outline_leaps_over_the_map() -> None:
    """No side of a ring is longer than half the world: a country on both sides of the 180th meridian is not ruled across."""
    for ring, _ in outlines().rings:
        sides = [abs(b[0] - a[0]) for a, b in itertools.pairwise(ring) if min(a[1], b[1]) > -90]
        assert max(sides, default=0.0) <= 180


def test_a_country_on_both_sides_of_the_meridian_is_on_both_edges() -> None:
    """A square from 170 to -170 degrees stands once beyond each edge of the world."""
    ring = [(170.0, 10.0), (-170.0, 10.0), (-170.0, 0.0), (170.0, 0.0)]
    east, west = unbroken(ring)
    assert east == ((170.0, 10.0), (190.0, 10.0), (190.0, 0.0), (170.0, 0.0))
    assert west == ((-190.0, 10.0), (-170.0, 10.0), (-170.0, 0.0), (-190.0, 0.0))
