"""How two quantities stand to one another."""

import pytest

from variorum.model import Measure, Quantity
from variorum.text import Span
from variorum.values.amounts import AmountRelation as R
from variorum.values.amounts import compare


def count(
    low: float | None,
    high: float | None = None,
    *,
    stated: float | None = None,
    approx: bool = False,
    strict: bool = False,
    change: bool = False,
) -> Quantity:
    """A count between two bounds."""
    number = stated if stated is not None else (low if low is not None else high)
    assert number is not None
    return Quantity(Span(0, 1), Measure.COUNT, number, low, high, approx, strict, change=change)


def exact(number: float) -> Quantity:
    """A plain number."""
    return count(number, number)


def about(number: float) -> Quantity:
    """An approximate number."""
    return count(number, number, approx=True)


def unit(number: float, name: str, measure: Measure = Measure.UNIT) -> Quantity:
    """A measured number."""
    return Quantity(Span(0, 1), measure, number, number, number, unit=name)


DOZENS = count(24, stated=12, approx=True)
BARELY = count(500, approx=True, strict=True)
NEARLY = count(None, 500, approx=True, strict=True)

CASES = [
    ("equal", exact(12), exact(12), R.EQUAL),
    ("close exact numbers", exact(12), exact(13), R.DISJOINT),
    ("a rounding", exact(1200), exact(1203), R.ROUNDED),
    ("a rounding to one figure", exact(3000), exact(2960), R.ROUNDED),
    ("too far to be a rounding", exact(3000), exact(2800), R.DISJOINT),
    ("too small to be a rounding", exact(50), exact(48), R.DISJOINT),
    ("about", about(3000), exact(2950), R.ROUNDED),
    ("about, but not near", about(3000), exact(2500), R.UNKNOWN),
    ("about, far off", about(3000), exact(1000), R.DISJOINT),
    ("more than, just above", count(3000, strict=True), exact(3012), R.ROUNDED),
    ("more than a dozen", count(12, strict=True), exact(14), R.CONTAINS),
    ("at least, above", count(12), exact(14), R.CONTAINS),
    ("at least, below", count(14), exact(12), R.DISJOINT),
    ("up to, above", count(None, 40), exact(50), R.DISJOINT),
    ("up to, below", count(None, 40), exact(30), R.CONTAINS),
    ("a range", count(10, 20), exact(15), R.CONTAINS),
    ("two ranges", count(10, 20), count(30, 40), R.DISJOINT),
    ("a range in a range", count(10, 40), count(20, 30), R.CONTAINS),
    ("dozens and forty", DOZENS, exact(40), R.CONTAINS),
    ("dozens and five", DOZENS, exact(5), R.DISJOINT),
    ("nearly", NEARLY, exact(490), R.ROUNDED),
    ("nearly, far below", NEARLY, exact(200), R.DISJOINT),
    ("just over", BARELY, exact(512), R.ROUNDED),
    ("just over, far above", BARELY, exact(900), R.DISJOINT),
    ("excluded by a hair", count(12, strict=True), exact(12), R.UNKNOWN),
    ("a change and a level", count(12, 12, change=True), exact(12), R.UNKNOWN),
    ("overlapping bounds", count(None, 40), count(12), R.UNKNOWN),
    ("two lower bounds", count(12), count(14), R.CONTAINS),
    ("two lower bounds of what may have grown", count(3), count(17), R.CONTAINS),
]


@pytest.mark.parametrize(("why", "a", "b", "expected"), CASES, ids=[c[0] for c in CASES])
def test_counts(why: str, a: Quantity, b: Quantity, expected: R) -> None:
    """Counts are equal, roundings, inside bounds, or apart."""
    assert compare(a, b) is expected, why


MEASURED = [
    (unit(10, "kilometre"), unit(6, "mile"), R.ROUNDED),
    (unit(10, "kilometre"), unit(10, "mile"), R.DISJOINT),
    (unit(30, "degree celsius"), unit(86, "degree fahrenheit"), R.EQUAL),
    (unit(100, "kilogram"), unit(100, "kilometre"), R.UNKNOWN),
    (unit(5e6, "USD", Measure.MONEY), unit(5e6, "EUR", Measure.MONEY), R.UNKNOWN),
    (unit(1.2e6, "USD", Measure.MONEY), unit(1_203_450, "USD", Measure.MONEY), R.ROUNDED),
    (unit(1e6, "USD", Measure.MONEY), unit(1.2e6, "USD", Measure.MONEY), R.DISJOINT),
    (unit(75, "USD per barrel", Measure.MONEY), unit(75, "USD", Measure.MONEY), R.UNKNOWN),
    (unit(4, "percent", Measure.PERCENT), unit(4.2, "percent", Measure.PERCENT), R.ROUNDED),
    (unit(0.5, "fraction", Measure.PERCENT), unit(50, "percent", Measure.PERCENT), R.EQUAL),
    (unit(37, "year", Measure.AGE), unit(38, "year", Measure.AGE), R.DISJOINT),
    (unit(37, "year", Measure.AGE), exact(37), R.UNKNOWN),
    (unit(2, "", Measure.ORDINAL), unit(3, "", Measure.ORDINAL), R.DISJOINT),
]  # fmt: skip


def over(number: float) -> Quantity:
    """More than a sum of money."""
    return Quantity(Span(0, 1), Measure.MONEY, number, number, None, unit="USD", strict=True)


def test_two_open_sums_far_apart_are_not_one() -> None:
    """*Over $22 million* is no looser reading of *more than $175 million*; of *more than $30 million* it is."""
    assert compare(over(22e6), over(175e6)) is R.UNKNOWN
    assert compare(over(22e6), over(30e6)) is R.CONTAINS


@pytest.mark.parametrize(("a", "b", "expected"), MEASURED)
def test_measures(a: Quantity, b: Quantity, expected: R) -> None:
    """Units of one family are converted, roundings of the conversion allowed for; currencies never are."""
    assert compare(a, b) is expected
