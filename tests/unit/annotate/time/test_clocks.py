"""Clock times as news writes them, and the numbers that look alike; read against Wednesday 11 March 2026."""

from datetime import date

import pytest

from variorum.annotate.parse import parse
from variorum.annotate.quantity import quantities
from variorum.annotate.time import timexes
from variorum.model import Reference, Timex

PUBLISHED = Reference(date(2026, 3, 11), "published", "stated")


def read(text: str) -> tuple[Timex, ...]:
    """The expressions of a text."""
    return timexes(parse(text), PUBLISHED)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The alarm was raised at 9.41 on Tuesday.", "9.41 on Tuesday", "2026-03-10T09:41"),
        ("He left at 6.55 on Monday evening.", "6.55 on Monday evening", "2026-03-09T18:55"),
        ("The bus leaves at 10.15 tomorrow.", "10.15 tomorrow", "2026-03-12T10:15"),
        ("The count dragged on until 1.40 this morning.", "1.40 this morning", "2026-03-11T01:40"),
        ("The vessel called at 1945H on 9 March.", "1945H on 9 March", "2026-03-09T19:45"),
        ("Three shells fell on Friday at about two.", "Friday at about two", "2026-03-06T02:00"),
    ],
)
def test_clock_times_with_their_day(text: str, words: str, value: str) -> None:
    """A clock with a point, with an H, or in a word behind *at about* joins its day."""
    (timex,) = read(text)
    assert (timex.span.of(text), timex.type, timex.value) == (words, "TIME", value)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("The hall was cleared at 23.40.", 23 * 60 + 40),
        ("The men came home shortly before four.", 4 * 60),
        ("It began a little after eight.", 8 * 60),
        ("The ceremony began at seven.", 7 * 60),
        ("It struck at 10 past 3.", 3 * 60 + 10),
        ("06:42 – Two tanks burn at the depot.", 6 * 60 + 42),
    ],
)
def test_clock_times_without_a_day(text: str, clock: int) -> None:
    """Behind *at*, *shortly before*, a verb of what begins, or at the head of a running report an hour is a clock time."""
    (timex,) = read(text)
    assert (timex.clock, timex.interval) == (clock, None)
    assert all(not q.span.overlaps(timex.span) for q in quantities(parse(text), (timex,)))


def test_both_ends_of_a_span_of_clock_times() -> None:
    """*Between 21:00 and 06:00* has two clock times."""
    assert [t.clock for t in read("A curfew holds between 21:00 and 06:00.")] == [21 * 60, 6 * 60]


@pytest.mark.parametrize(
    "text",
    [
        "The yuan stood at 6.41 and the euro at 1.12.",
        "The stock was quoted at 12.40.",
        "Sales grew by 3.15 per cent.",
        "The price fell from 3.15 to 2.30.",
        "They struck at nine villages.",
        "It stood at nine.",
        "He came shortly before two other men.",
        "They filed past, one by one past two guards.",
        "He took five and ten books.",
        "1:08 Fans cheer the team.",
        "The two thousand mourners went home.",
    ],
)
def test_numbers_that_look_alike(text: str) -> None:
    """Prices, measures, counts, levels and the lengths of films are no clock times."""
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "words", "value", "sure"),
    [
        (
            "The men were freed on Monday. They had fled the night before.",
            "the night before",
            "2026-03-08TNI",
            True,
        ),
        ("He flew back in the afternoon.", "the afternoon", "2026-03-11TAF", False),
        ("It has been shut since the New Year.", "the New Year", "2026", True),
        ("The inn is closed until St Patrick's Day.", "St Patrick's Day", "2026-03-17", True),
    ],
)
def test_parts_of_days_and_feasts(text: str, words: str, value: str, sure: bool) -> None:  # noqa: FBT001 - of a table
    """A part of a day counts from the day told, and has no interval where none is; feasts have their day."""
    timex = read(text)[-1]
    assert (timex.span.of(text), timex.value, timex.interval is not None) == (words, value, sure)


def test_a_part_of_the_day_that_is_a_nouns_is_left_alone() -> None:
    """*The morning delivery* and *the night he died* tell of no time that is not said elsewhere."""
    assert read("She was on her way to fetch papers for the morning delivery.") == ()
    assert read("He fired shots on the night he died.") == ()


def test_numbers_joined_by_and_are_no_sum() -> None:
    """*Five and seven months* are not twelve; *a hundred and five days* are a hundred and five."""
    assert [t.value for t in read("The leases run for five and seven months.")][-1] == "P7M"
    assert [t.value for t in read("The siege took a hundred and five days.")] == ["P105D"]
