"""Feasts of other calendars, against days that public calendars print."""

from datetime import date

import pytest

from variorum.annotate.time.calendars import feast


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        ("hebrew:07-01", date(2023, 9, 16)),
        ("hebrew:07-10", date(2024, 10, 12)),
        ("hebrew:01-15", date(2025, 4, 13)),
        ("hebrew:09-25", date(2024, 12, 26)),
        ("hebrew:03-06", date(2023, 5, 26)),
        ("table:lunar-new-year", date(2026, 2, 17)),
        ("table:diwali", date(2023, 11, 12)),
    ],
)
def test_feast_is_on_the_day_that_calendars_print(rule: str, day: date) -> None:
    """A feast of the Hebrew calendar or of a table falls on its civil day."""
    assert feast(rule, day.year) == day


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        ("islamic:10-01", date(2024, 4, 10)),
        ("islamic:10-01", date(2025, 3, 30)),
        ("islamic:12-10", date(2023, 6, 28)),
        ("islamic:09-01", date(2026, 2, 18)),
    ],
)
def test_tabular_islamic_day_is_within_a_day_of_the_one_observed(rule: str, day: date) -> None:
    """The arithmetic gives an Islamic feast to a day: the moon, once sighted, decides."""
    found = feast(rule, day.year)
    assert found is not None
    assert abs((found - day).days) <= 1


def test_a_table_ends() -> None:
    """Beyond its table a feast has no day, rather than a guessed one."""
    assert feast("table:diwali", 1950) is None
