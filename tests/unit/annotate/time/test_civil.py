"""Calendar arithmetic against dates that any almanac gives."""

from datetime import date, datetime

import pytest

from variorum.annotate.time.civil import (
    add_months,
    easter,
    holiday,
    holiday_rules,
    interval_of,
    nth_weekday,
    week_value,
)
from variorum.annotate.time.grammar import spoken
from variorum.annotate.time.units import amount


@pytest.mark.parametrize(
    ("value", "start", "end"),
    [
        ("2026-01-28", (2026, 1, 28), (2026, 1, 29)),
        ("2026-02", (2026, 2, 1), (2026, 3, 1)),
        ("2026", (2026, 1, 1), (2027, 1, 1)),
        ("2026-W01", (2025, 12, 29), (2026, 1, 5)),
        ("2026-W05-WE", (2026, 1, 31), (2026, 2, 2)),
        ("2025-Q4", (2025, 10, 1), (2026, 1, 1)),
        ("2025-WI", (2025, 12, 1), (2026, 3, 1)),
        ("2024-H2", (2024, 7, 1), (2025, 1, 1)),
        ("199", (1990, 1, 1), (2000, 1, 1)),
        ("19", (1900, 1, 1), (2000, 1, 1)),
        ("2026-01-28TNI", (2026, 1, 28, 18), (2026, 1, 29, 6)),
        ("2026-01-28T11:05", (2026, 1, 28, 11, 5), (2026, 1, 28, 11, 6)),
    ],
)
def test_value_denotes_its_interval(value: str, start: tuple[int, ...], end: tuple[int, ...]) -> None:
    """A TIMEX3 value denotes the half-open stretch that the standard says."""
    found = interval_of(value)
    assert found is not None
    assert (found[0].earliest, found[0].latest) == (datetime(*start), datetime(*end))  # type: ignore[arg-type]  # noqa: DTZ001 - naive civil times; mypy cannot see the length


@pytest.mark.parametrize("value", ["XXXX-01-28", "2026-02-30", "PAST_REF", "P3W", "2026-W60", ""])
def test_undetermined_or_impossible_values_denote_nothing(value: str) -> None:
    """A value with unknown parts, or of no calendar day, denotes no interval."""
    assert interval_of(value) is None


def test_easter_of_known_years() -> None:
    """Easter falls on the days that the almanac gives."""
    assert [easter(y) for y in (2000, 2024, 2025, 2026)] == [
        date(2000, 4, 23),
        date(2024, 3, 31),
        date(2025, 4, 20),
        date(2026, 4, 5),
    ]


def test_moving_holidays_of_known_years() -> None:
    """Thanksgiving, Memorial Day and the United States election day fall where the law puts them."""
    assert holiday("11:3:4", 2025) == date(2025, 11, 27)
    assert holiday("05:0:-1", 2025) == date(2025, 5, 26)
    assert holiday("11:0:1+1", 2024) == date(2024, 11, 5)


def test_every_holiday_rule_gives_a_day() -> None:
    """Each rule in the data gives a day of the year asked for."""
    assert {day.year for rule in holiday_rules() if (day := holiday(rule, 2025))} == {2025}
    assert all(holiday(rule, 2025) for rule in holiday_rules())


def test_fifth_weekday_may_be_missing() -> None:
    """A month without a fifth Monday has none."""
    assert nth_weekday(2026, 2, 0, 5) is None


def test_months_are_clipped_to_their_last_day() -> None:
    """A month after 31 January is the last of February."""
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)


def test_weeks_are_iso_weeks() -> None:
    """Weeks begin on Monday and carry the ISO year."""
    assert week_value(date(2027, 1, 1)) == "2026-W53"


@pytest.mark.parametrize(
    ("words", "number"),
    [((20, 4), 24), ((2, 100, 5), 205), ((19, 97), 1997), ((19, 90, 7), 1997), ((2, 1000), 2000), ((3, 1000, 4, 100), 3400)],
)  # fmt: skip
def test_number_words_add_up(words: tuple[float, ...], number: float) -> None:
    """Number words add up as they are spoken, years by pairs included."""
    assert spoken(list(words)) == number


@pytest.mark.parametrize(
    ("number", "unit", "value"),
    [(3, "W", "P3W"), (2, "H", "PT2H"), (None, "D", "PXD"), (2, "E", "P20Y"), (2.5, "Y", "P2Y6M"), (1.5, "MI", "PT1M30S")],
)  # fmt: skip
def test_durations_are_written_as_in_timex3(number: float | None, unit: str, value: str) -> None:
    """A number of units is written as a TIMEX3 duration."""
    assert amount(number, unit) == value
