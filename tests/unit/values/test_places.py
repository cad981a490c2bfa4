"""How two places stand to one another."""

import pytest

from variorum.model import Place
from variorum.text import Span
from variorum.values.places import PlaceRelation as R
from variorum.values.places import compare, distance

AT = Span(0, 1)
PERU = Place(AT, "Peru", ("Peru",), 1, -10, -76)
ECUADOR = Place(AT, "Ecuador", ("Ecuador",), 2, -2, -77.5)
QUITO = Place(AT, "Quito", ("Quito", "Pichincha", "Ecuador"), 3, -0.23, -78.52)
LIMA = Place(AT, "Lima", ("Lima", "Peru"), 4, -12.04, -77.03)
MINNESOTA = Place(AT, "Minnesota", ("Minnesota", "United States"), 5, 46.25, -94.25)
TEXAS = Place(AT, "Texas", ("Texas", "United States"), 6, 31.25, -99.25)
HENNEPIN = Place(AT, "Hennepin County", ("Hennepin County", "Minnesota", "United States"), 7, 45.04, -93.47)
MINNEAPOLIS = Place(AT, "Minneapolis", ("Minneapolis", "Minnesota", "United States"), 8, 44.98, -93.264)
SAINT_PAUL = Place(AT, "Saint Paul", ("Saint Paul", "Minnesota", "United States"), 9, 44.944, -93.093)
BLOOMINGTON = Place(
    AT,
    "Bloomington",
    ("Bloomington", "Minnesota", "United States"),
    12,
    44.84,
    -93.3,
    county="Hennepin County",
)
CITY_HALL = Place(
    AT, "city hall", BLOOMINGTON.path, None, 44.84, -93.3, facility=True, county="Hennepin County"
)
RAMSEY = Place(AT, "Ramsey County", ("Ramsey County", "Minnesota", "United States"), 13, 45.02, -93.1)
DULUTH = Place(AT, "Duluth", ("Duluth", "Minnesota", "United States"), 10, 46.783, -92.107)
DALLAS = Place(AT, "Dallas", ("Dallas", "Texas", "United States"), 11, 32.783, -96.807)
NOWHERE = Place(AT, "Springfield", ())
CONSULATE = Place(AT, "Ecuadorian consulate", MINNEAPOLIS.path, None, 44.98, -93.264, facility=True)
CLINIC = Place(AT, "clinic", DULUTH.path, None, 46.783, -92.107, facility=True)

CASES = [
    (QUITO, QUITO, R.EQUAL),
    (ECUADOR, QUITO, R.CONTAINS),
    (MINNESOTA, DULUTH, R.CONTAINS),
    (PERU, ECUADOR, R.DISJOINT),
    (PERU, QUITO, R.DISJOINT),
    (QUITO, LIMA, R.DISJOINT),
    (MINNEAPOLIS, SAINT_PAUL, R.NEAR),
    (MINNEAPOLIS, DULUTH, R.DISJOINT),
    (MINNEAPOLIS, DALLAS, R.DISJOINT),
    (MINNEAPOLIS, TEXAS, R.DISJOINT),
    (MINNESOTA, TEXAS, R.DISJOINT),
    (HENNEPIN, MINNEAPOLIS, R.NEAR),
    (HENNEPIN, DULUTH, R.UNKNOWN),
    (HENNEPIN, BLOOMINGTON, R.CONTAINS),
    (HENNEPIN, CITY_HALL, R.CONTAINS),
    (RAMSEY, BLOOMINGTON, R.UNKNOWN),
    (HENNEPIN, DALLAS, R.DISJOINT),
    (NOWHERE, MINNEAPOLIS, R.UNKNOWN),
    (MINNEAPOLIS, CONSULATE, R.CONTAINS),
    (MINNESOTA, CONSULATE, R.CONTAINS),
    (ECUADOR, CONSULATE, R.DISJOINT),
    (CONSULATE, CLINIC, R.DISJOINT),
    (CONSULATE, CONSULATE, R.EQUAL),
]


@pytest.mark.parametrize(("a", "b", "expected"), CASES, ids=[f"{a.name}-{b.name}" for a, b, _ in CASES])
def test_relations(a: Place, b: Place, expected: R) -> None:
    """Places are equal, contain one another, are near, or lie apart; what is not sure stays unknown."""
    assert compare(a, b) is expected
    converse = {R.CONTAINS: R.WITHIN, R.WITHIN: R.CONTAINS}.get(expected, expected)
    assert compare(b, a) is converse


def test_distance() -> None:
    """From Minneapolis to Dallas it is some 1,390 km as the crow flies."""
    assert distance(MINNEAPOLIS, DALLAS) == pytest.approx(1390, abs=15)
    assert distance(MINNEAPOLIS, NOWHERE) is None
