"""Dates as news pages write them."""

from datetime import date

import pytest

from variorum.read.dates import date_at, whole_date


@pytest.mark.parametrize(
    "written",
    [
        "2026-03-03",
        "2026/03/03",
        "20260303",
        "3 March 2026",
        "3rd of March, 2026",
        "Mar. 3, 2026",
        "Tues., March 3, 2026",
        "03.03.2026",
        "03/03/2026",
        "3-Mar-2026",
    ],
)
def test_forms(written: str) -> None:
    """Each common form of one day gives that day."""
    reading = whole_date(written)
    assert reading is not None
    assert reading.date == date(2026, 3, 3)


@pytest.mark.parametrize(
    ("written", "why"),
    [("03/04/2026", "ambiguous"), ("30 February 2026", "impossible"), ("2026-00-10", "impossible")],
)
def test_dates_that_give_no_day(written: str, why: str) -> None:
    """A date that is ambiguous or impossible says which, and has no day."""
    reading = whole_date(written)
    assert reading is not None
    assert (reading.date, reading.why) == (None, why)


@pytest.mark.parametrize(
    "written",
    ["March 3", "Tuesday", "3 March 26", "2026", "A crane fell on 3 March 2026", "3 March 2026 was cold"],
)
def test_what_is_no_whole_date(written: str) -> None:
    """A partial date, or a date among other words, is no whole date."""
    assert whole_date(written) is None


def test_the_end_of_a_date() -> None:
    """A reading ends where its date ends."""
    reading = date_at("2026-03-03T10:00:00Z and more")
    assert reading is not None
    assert reading.end == len("2026-03-03T10:00:00Z")


def test_a_weekday_decides_between_day_and_month() -> None:
    """A numeric date that could be read in two ways is read so that its weekday is right."""
    american, british = whole_date("Tuesday, 1/5/2016"), whole_date("Sunday, 1/5/2016")
    assert american is not None
    assert american.date == date(2016, 1, 5)
    assert british is not None
    assert british.date == date(2016, 5, 1)
