"""Expressions counted from another time, against Wednesday 11 March 2026, expected by hand."""

from datetime import date

import pytest

from variorum.annotate.parse import parse
from variorum.annotate.time import timexes
from variorum.model import Reference

PUBLISHED = Reference(date(2026, 3, 11), "published", "stated")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was held the weekend of March 7.", [("the weekend of March 7", "2026-W10-WE")]),
        ("It is held on the weekend of 21-22 March.", [("the weekend of 21", "2026-W12-WE"), ("22 March", "2026-03-22")]),
        ("It starts in the week beginning 16 March.", [("the week beginning 16 March", "2026-W12")]),
        ("Claims rose in the week ending 7 March.", [("the week ending 7 March", "2026-W10")]),
        ("He left two Sundays ago.", [("two Sundays ago", "2026-03-01")]),
        ("He was seen on the Friday before last.", [("the Friday before last", "2026-02-27")]),
        ("It sank the week before last.", [("the week before last", "2026-W09")]),
        ("He died the year before last.", [("the year before last", "2024")]),
        ("It burned the night before last.", [("the night before last", "2026-03-09TNI")]),
        ("The Tuesday after Easter is a holiday.", [("The Tuesday after Easter", "2026-04-07")]),
        ("It fell a quarter-century ago.", [("a quarter-century ago", "2001")]),
        ("It began a decade ago.", [("a decade ago", "2016")]),
        ("It closed two decades ago.", [("two decades ago", "200")]),
        ("They fled three hours before Christmas.", [("three hours", "PT3H"), ("Christmas", "2025-12-25")]),
        ("They fled a few days before July 4, 1997.", [("a few days", "PXD"), ("July 4, 1997", "1997-07-04")]),
        ("The plant shut two weeks before Thanksgiving 2024.", [("two weeks before Thanksgiving 2024", "2024-11-14")]),
        ("He left a day earlier than planned.", [("a day", "P1D")]),
    ],
)  # fmt: skip
def test_offset_is_counted_from_its_anchor(text: str, expected: list[tuple[str, str]]) -> None:
    """A week, day or length is counted from the date, feast or weekday that its words name."""
    assert [(t.span.of(text), t.value) for t in timexes(parse(text), PUBLISHED)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trams run every Monday and Thursday.", ["XXXX-WXX-1", "XXXX-WXX-4"]),
        ("They meet on Sunday mornings.", ["XXXX-WXX-7TMO"]),
        ("It is open 24 hours a day.", ["PT24H", "P1D"]),
        ("The council meets on the first Thursday of the month.", ["P1M"]),
        ("The bank pays twice a year.", ["P1Y"]),
    ],
)
def test_habits_are_sets(text: str, expected: list[str]) -> None:
    """What happens again and again is a SET without a day."""
    found = timexes(parse(text), PUBLISHED)
    assert [t.value for t in found] == expected
    assert all(t.interval is None for t in found)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("It exploded at ten to six on Friday evening.", 17 * 60 + 50),
        ("It exploded at half-past eight on Friday morning.", 8 * 60 + 30),
        ("It will be open from 7:30-9 p.m. on Friday.", 19 * 60 + 30),
        ("He spoke at 12 noon on Friday.", 12 * 60),
        ("At 0215 hours on 10 March the post was shelled.", 2 * 60 + 15),
        ("The truce begins at 0600 on 14 March.", 6 * 60),
    ],
)
def test_clocks_of_many_forms(text: str, clock: int) -> None:
    """A clock time in words, in military figures or as the first of a range states its minutes."""
    first, *_ = timexes(parse(text), PUBLISHED)
    assert first.clock == clock


def test_fiscal_code_names_its_year() -> None:
    """*FY2025* and *FY25* are that year."""
    text = "Guidance for FY2025 and FY26 was raised."
    assert [t.value for t in timexes(parse(text), PUBLISHED)] == ["2025", "2026"]
