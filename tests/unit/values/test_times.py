"""The algebra of times, on expressions built by hand."""

from datetime import datetime, timedelta

import pytest

from variorum.annotate.time.civil import interval_of
from variorum.model import Interval, Timex
from variorum.text import Span
from variorum.values.durations import compare_durations
from variorum.values.times import Relation, compare_clocks, compare_days, relate


def at(value: str, **parts: object) -> Timex:
    """A resolved expression with the given TIMEX3 value and calendar parts."""
    found = interval_of(value)
    kind = "DURATION" if value.startswith("P") else "TIME" if "T" in value else "DATE"
    others = tuple(i[0] for o in parts.pop("others", ()) if (i := interval_of(o)))  # type: ignore[attr-defined]  # a tuple of values
    base = Timex(
        Span(0, 1), kind, value, None, found[1] if found else None, found[0] if found else None, others
    )
    from dataclasses import replace  # noqa: PLC0415 - one use

    return replace(base, **{"relative": True, **parts})  # type: ignore[arg-type]  # fields by name


DAY = timedelta(days=1)


def test_relations_of_intervals() -> None:
    """Intervals are equal, contain, lie within, overlap, are near by the gap, or are disjoint."""
    day, month = interval_of("2026-01-28"), interval_of("2026-01")
    other = interval_of("2026-01-30")
    assert day
    assert month
    assert other
    assert relate(day[0], day[0]) == (Relation.EQUAL, timedelta(0))
    assert relate(month[0], day[0])[0] is Relation.CONTAINS
    assert relate(day[0], month[0])[0] is Relation.WITHIN
    assert relate(day[0], other[0]) == (Relation.DISJOINT, DAY)
    assert relate(day[0], other[0], near=2 * DAY)[0] is Relation.NEAR


def test_open_ends_reach_everywhere() -> None:
    """An open end contains all that lies on its side, and two open ends tell nothing."""
    day = interval_of("2026-01-28")
    assert day
    assert relate(Interval(None, datetime(2026, 2, 1)), day[0])[0] is Relation.CONTAINS  # noqa: DTZ001 - civil time
    assert relate(Interval(None, None), day[0])[0] is Relation.UNKNOWN


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (at("2026-01-27"), at("2026-01-28"), Relation.DISJOINT),
        (at("2026-01-27T09:00", clock=540), at("2026-01-27"), Relation.EQUAL),
        (at("2026-01"), at("2026-01-27"), Relation.CONTAINS),
        (at("2026-01-27TNI"), at("2026-01-28T01:00", clock=60), Relation.NEAR),
        (at("2026-01-27TNI"), at("2026-01-28"), Relation.NEAR),
        (at("2026-01-27T23:30", clock=1410), at("2026-01-28T00:10", clock=10), Relation.NEAR),
        (at("2026-01-27TMO"), at("2026-01-28TMO"), Relation.DISJOINT),
        (at("2026-01-27T10:00", clock=600), at("2026-01-28T10:00", clock=600), Relation.DISJOINT),
        (at("2026-01-12", mod="APPROX"), at("2026-01-13"), Relation.NEAR),
        (at("2026-01-26", others=("2026-02-02",)), at("2026-02-02"), Relation.UNKNOWN),
        (at("2026-01-26", others=("2026-02-02",)), at("2026-02-04"), Relation.DISJOINT),
        (at("P3W"), at("2026-02-04"), Relation.UNKNOWN),
        (at("PAST_REF"), at("2026-02-04"), Relation.UNKNOWN),
    ],
)
def test_days_compared(a: Timex, b: Timex, relation: Relation) -> None:
    """Days differ only where every reading of both excludes the other, midnight and roundings allowed for."""
    assert compare_days(a, b, borrowed=False) is relation


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (at("2026-01-27", weekday=1), at("2026-01-28", weekday=2), Relation.DISJOINT),
        (at("2026-01-27"), at("2026-01-28"), Relation.UNKNOWN),
        (at("2026-01-27", weekday=1), at("2026-01-28", month=1, day=28), Relation.UNKNOWN),
        (at("2026-01-27", month=1, day=27), at("2026-01-28", month=1, day=28), Relation.DISJOINT),
        (at("2025-12", month=12), at("2026-01", month=1), Relation.DISJOINT),
        (at("2025", relative=False, year=2025), at("2026", relative=False, year=2026), Relation.DISJOINT),
        (at("2026-01-27TNI", weekday=1), at("2026-01-28T01:00", weekday=2, clock=60), Relation.NEAR),
        (at("2026-W04"), at("2026-W05"), Relation.UNKNOWN),
    ],
)
def test_borrowed_reference_lets_only_the_words_disagree(a: Timex, b: Timex, relation: Relation) -> None:
    """With a borrowed reference, only calendar parts that both state can be disjoint."""
    assert compare_days(a, b, borrowed=True) is relation


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (at("XXXX-WXX-2", weekday=1), at("2026-01-28", weekday=2), Relation.DISJOINT),
        (at("XXXX-WXX-2", weekday=1), at("2026-01-27", weekday=1), Relation.EQUAL),
        (at("XXXX-XX-XX"), at("2026-01-27", weekday=1), Relation.UNKNOWN),
        (at("XXXX-01-27", month=1, day=27), at("2026-01-27", month=1, day=27, year=2026), Relation.EQUAL),
        (at("XXXX-02-29", month=2, day=29), at("XXXX-02-28", month=2, day=28), Relation.DISJOINT),
    ],
)
def test_undated_expressions_compare_by_their_words(a: Timex, b: Timex, relation: Relation) -> None:
    """An expression without interval is compared by the weekday, month and day that it states."""
    assert compare_days(a, b, borrowed=False) is relation


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (at("2026-01-27T11:00", clock=660), at("2026-01-27T11:00", clock=660), Relation.EQUAL),
        (at("2026-01-27T11:00", clock=660, mod="APPROX"), at("2026-01-27T10:45", clock=645), Relation.NEAR),
        (at("2026-01-27T11:00", clock=660, mod="APPROX"), at("2026-01-27T15:00", clock=900), Relation.DISJOINT),
        (at("2026-01-27T09:05", clock=545), at("2026-01-27T09:25", clock=565), Relation.DISJOINT),
        (at("2026-01-27T09:05", clock=545, zone="UTC-06"), at("2026-01-27T15:05Z", clock=905, zone="UTC"), Relation.EQUAL),
        (at("2026-01-27T09:05", clock=545), at("2026-01-27T15:05Z", clock=905, zone="UTC"), Relation.NEAR),
        (at("2026-01-27TMO"), at("2026-01-27T09:05", clock=545), Relation.CONTAINS),
        (at("2026-01-27T09:05", clock=545), at("2026-01-27TMO"), Relation.WITHIN),
        (at("2026-01-27TEV"), at("2026-01-27T09:05", clock=545), Relation.DISJOINT),
        (at("2026-01-27TNI"), at("2026-01-28T01:00", clock=60), Relation.CONTAINS),
        (at("2026-01-27TEV"), at("2026-01-27TNI"), Relation.OVERLAPS),
        (at("2026-01-27TMO"), at("2026-01-27TEV"), Relation.DISJOINT),
        (at("2026-01-27"), at("2026-01-27T09:05", clock=545), Relation.UNKNOWN),
        (at("2026-01-27T05:30", clock=330, others=("2026-01-27T17:30",)), at("2026-01-27T17:30", clock=1050), Relation.EQUAL),
    ],
)  # fmt: skip
def test_clocks_compared(a: Timex, b: Timex, relation: Relation) -> None:
    """Clock times differ only beyond rounding, approximation, zones and the unsaid half of the day."""
    assert compare_clocks(a, b) is relation


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (at("P2W"), at("P14D"), Relation.EQUAL),
        (at("PT2H"), at("PT5H"), Relation.DISJOINT),
        (at("PT1H", mod="MORE_THAN"), at("PT90M"), Relation.CONTAINS),
        (at("PT1H"), at("PT50M"), Relation.NEAR),
        (at("PXD"), at("P3D"), Relation.UNKNOWN),
        (at("P10D", mod="APPROX"), at("P9D"), Relation.CONTAINS),
    ],
)
def test_durations_compared(a: Timex, b: Timex, relation: Relation) -> None:
    """Lengths of time are compared in seconds, with their modifiers, to half of the coarser unit."""
    assert compare_durations(a, b) is relation
