"""Time expressions of invented news sentences, read against Wednesday 28 January 2026."""

from datetime import date, datetime

import pytest

from variorum.annotate.parse import parse
from variorum.annotate.time import timexes
from variorum.model import Grain, Reference, Timex

PUBLISHED = Reference(date(2026, 1, 28), "published", "stated")
UNDATED = Reference(None, "none", "no date was found")


def found(text: str, reference: Reference = PUBLISHED) -> list[tuple[str, str, str | None]]:
    """The words, type and value of every expression of a text."""
    return [(t.span.of(text), t.type, t.value) for t in timexes(parse(text), reference)]


def only(text: str, reference: Reference = PUBLISHED) -> Timex:
    """The one expression of a text."""
    (timex,) = timexes(parse(text), reference)
    return timex


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor was hurt around 11 am local time on Wednesday.", [("around 11 am local time on Wednesday", "TIME", "2026-01-28T11:00")]),
        ("It exploded at 9:05 a.m. CST Saturday outside the mill.", [("9:05 a.m. CST Saturday", "TIME", "2026-01-24T09:05")]),
        ("The council will meet on Thursday.", [("Thursday", "DATE", "2026-01-29")]),
        ("The two leaders met on Thursday.", [("Thursday", "DATE", "2026-01-22")]),
        ("Police arrested her on Wednesday.", [("Wednesday", "DATE", "2026-01-28")]),
        ("The dam failed in late December.", [("late December", "DATE", "2025-12")]),
        ("The bill passed earlier this month.", [("earlier this month", "DATE", "2026-01")]),
        ("Nine miners died over the last three weeks.", [("the last three weeks", "DURATION", "P3W")]),
        ("The riot began on Tuesday night.", [("Tuesday night", "TIME", "2026-01-27TNI")]),
        ("He died at 1 a.m. Wednesday.", [("1 a.m. Wednesday", "TIME", "2026-01-28T01:00")]),
        ("She left on Jan. 24, 2026, at noon.", [("Jan. 24, 2026, at noon", "TIME", "2026-01-24T12:00")]),
        ("It reopened on Tuesday, 27 January.", [("Tuesday, 27 January", "DATE", "2026-01-27")]),
        ("Profit fell in the third quarter of 2025.", [("the third quarter of 2025", "DATE", "2025-Q3")]),
        ("Profit fell in fiscal 2025.", [("fiscal 2025", "DATE", "2025")]),
        ("The wall was built in the 1990s.", [("the 1990s", "DATE", "199")]),
        ("The mill burned last summer.", [("last summer", "DATE", "2025-SU")]),
        ("The store burned on Christmas Eve.", [("Christmas Eve", "DATE", "2025-12-24")]),
        ("The ship sank last weekend.", [("last weekend", "DATE", "2026-W04-WE")]),
        ("The strike began two weeks ago.", [("two weeks ago", "DATE", "2026-W03")]),
        ("The bridge closed five months ago.", [("five months ago", "DATE", "2025-08")]),
        ("The trial ends at the end of 2027.", [("the end of 2027", "DATE", "2027")]),
        ("Trams stop every Friday.", [("every Friday", "SET", "XXXX-WXX-5")]),
        ("It costs $3 million a year.", [("a year", "SET", "P1Y")]),
        ("She was held for more than two hours.", [("more than two hours", "DURATION", "PT2H")]),
        ("They signed a 27-year lease.", [("27-year", "DURATION", "P27Y")]),
        ("It rose in the second half of 2024.", [("the second half of 2024", "DATE", "2024-H2")]),
        ("She was seen at half past six on Friday evening.", [("half past six on Friday evening", "TIME", "2026-01-23T18:30")]),
        ("It rose in Q3 2025.", [("Q3 2025", "DATE", "2025-Q3")]),
        ("Shots rang out between 10 and 11 p.m. on Saturday.", [("10", "TIME", "2026-01-24T22:00"), ("11 p.m. on Saturday", "TIME", "2026-01-24T23:00")]),
        ("The agents tried to enter on Tuesday.", [("Tuesday", "DATE", "2026-01-27")]),
        ("The envoys agreed to meet on Tuesday.", [("Tuesday", "DATE", "2026-02-03")]),
        ("The talks resume on the second Monday in February.", [("the second Monday in February", "DATE", "2026-02-09")]),
    ],
)  # fmt: skip
def test_expression_has_span_type_and_value(text: str, expected: list[tuple[str, str, str]]) -> None:
    """Each expression is found whole, with its TIMEX3 type and value."""
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Schools close on Monday, Tuesday and Friday.", 3),
        ("The raids of April 24 and 25 led to arrests.", 2),
        ("The talks of 12-14 July failed.", 2),
        ("From January to March 2020 it rose.", 2),
    ],
)
def test_lists_and_ranges_are_read_one_by_one(text: str, values: int) -> None:
    """Each day or month of a list or range is an expression of its own."""
    assert len(found(text)) == values


def test_joined_month_takes_the_year_of_its_neighbour() -> None:
    """The first month of a range has the year that the second states."""
    assert [v for _, _, v in found("From January to March 2020 it rose.")] == ["2020-01", "2020-03"]


@pytest.mark.parametrize(
    "text",
    [
        "A 17-year-old was wounded beside a man who was 52 years old.",
        "Highway 1984 was closed and flight 1999 was diverted.",
        "Some 1,500 officers faced 2,000 marchers.",
        "He may resign, and the marchers may go home.",
        "The Sunday Times printed the letter.",
        "They won 3-2 and paid $1999.",
        "He lives at 1915 Alder Street, in the 2100 block.",
    ],
)
def test_what_is_no_time_is_left_alone(text: str) -> None:
    """Ages, road and flight numbers, counts, modal verbs, newspapers and sums of money are no times."""
    assert found(text) == []


def test_following_day_counts_from_the_day_told_before() -> None:
    """*The following day* and *two days later* count from the day that the text has just named."""
    text = "He was shot on Tuesday. The following day, crowds gathered. Two days later, he died."
    assert [v for _, _, v in found(text)] == ["2026-01-27", "2026-01-28", "2026-01-30"]


def test_later_without_a_day_told_has_no_interval() -> None:
    """*Two days later* denotes no day where no day has been named."""
    assert only("Two days later, he left the country.").interval is None


def test_day_after_an_event_has_no_interval() -> None:
    """*The day after the vote* denotes no day while the vote's own day is unknown."""
    assert only("The day after the vote, he resigned.").interval is None


def test_clock_without_a_day_states_its_minutes_only() -> None:
    """A clock time whose day nothing says keeps its minutes and no interval."""
    timex = only("Police arrived at 11:20 a.m. and left.")
    assert (timex.clock, timex.interval) == (11 * 60 + 20, None)


def test_clock_takes_the_day_that_its_sentence_names() -> None:
    """A clock time apart from its date in the sentence is of that day."""
    first, _ = timexes(parse("At 11:20 a.m. local time, agents came to the gate on Tuesday."), PUBLISHED)
    assert first.interval is not None
    assert first.interval.earliest == datetime(2026, 1, 27, 11, 20)  # noqa: DTZ001 - civil time


def test_zone_is_kept() -> None:
    """A stated time zone is kept with the clock time, and universal time marks the value."""
    timex = only("It struck at 17:00 GMT on Tuesday.")
    assert (timex.zone, timex.value) == ("UTC", "2026-01-27T17:00Z")


def test_words_of_the_calendar_are_kept() -> None:
    """Weekday, month, day, year and clock are filled from the words alone."""
    timex = only("It sank at 9 p.m. on Monday, January 5, 2026.")
    assert (timex.weekday, timex.month, timex.day, timex.year, timex.clock) == (0, 1, 5, 2026, 1260)
    assert timex.relative is False
    assert timex.grain is Grain.HOUR


@pytest.mark.parametrize(
    ("text", "value", "part"),
    [
        ("She was shot on Tuesday.", "XXXX-WXX-2", ("weekday", 1)),
        ("She was shot on December 4.", "XXXX-12-04", ("day", 4)),
        ("She was shot in December.", "XXXX-12", ("month", 12)),
        ("She was shot at 9:15 a.m.", "XXXX-XX-XXT09:15", ("clock", 555)),
        ("She was shot yesterday.", "XXXX-XX-XX", ("relative", True)),
    ],
)
def test_undated_report_keeps_the_words(text: str, value: str, part: tuple[str, int]) -> None:
    """Without a reference, relative expressions have no interval but keep their calendar parts."""
    timex = only(text, UNDATED)
    assert timex.interval is None
    assert timex.value == value
    assert getattr(timex, part[0]) == part[1]


def test_absolute_date_needs_no_reference() -> None:
    """A full date is resolved in an undated report too."""
    timex = only("She was born on 4 July 1975.", UNDATED)
    assert (timex.value, timex.relative) == ("1975-07-04", False)
    assert timex.interval is not None


def test_unsure_tense_gives_an_alternative() -> None:
    """Where the tense leaves past or future open, the other weekday is an alternative."""
    timex = only("The envoy meets his counterpart Monday in Geneva.")
    assert timex.interval is not None
    (other,) = timex.alternatives
    assert timex.interval.earliest is not None
    assert other.earliest is not None
    assert abs((other.earliest - timex.interval.earliest).days) == 7


def test_edge_of_a_month_narrows_its_interval() -> None:
    """*Late December* is the second half of the month, *early* the first."""
    late, early = only("It failed in late December."), only("It failed in early December.")
    assert (late.mod, early.mod) == ("END", "START")
    assert late.interval is not None
    assert early.interval is not None
    assert late.interval.earliest == early.interval.latest == datetime(2025, 12, 16, 12)  # noqa: DTZ001 - civil time


def test_report_updated_after_its_date() -> None:
    """A report that speaks twice of the day after its date, and never of its own weekday, came out later."""
    text = "The dam broke on Thursday. Officials said on Thursday that nobody was hurt."
    assert [v for _, _, v in found(text)] == ["2026-01-29", "2026-01-29"]


def test_today_in_a_quotation_may_be_the_speakers() -> None:
    """*Yesterday* in a quotation has the day before the utterance as an alternative."""
    first, _ = timexes(parse('"I saw her yesterday," he said on Saturday.'), PUBLISHED)
    assert [i.earliest for i in first.alternatives] == [datetime(2026, 1, 23)]  # noqa: DTZ001 - civil time


def test_history_is_told_by_its_own_years() -> None:
    """In a text of old dates, a date without a year takes the year of the one before."""
    text = (
        "On 3 May 1811 the brig Halda left port. In June 1811 it reached Toro. On 9 July the crew rebelled. "
        "In 1812 the mutineers were tried."
    )
    assert ("9 July", "DATE", "1811-07-09") in found(text)


def test_september_11_attacks_are_of_2001() -> None:
    """*The Sept. 11 attacks* are those of 2001, whatever the date of the report."""
    assert only("It was the worst since the Sept. 11 attacks.").value == "2001-09-11"


def test_expressions_do_not_cross_lines_of_a_heading() -> None:
    """A heading's last word and the next line's first make no expression together."""
    assert [s for s, _, _ in found("Fire in 2005\nJune 6, 2005\nThe mill burned.")] == [
        "2005",
        "June 6, 2005",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The standoff began around 11 a.m., as guards of the squad—formed on December 8, 2025—tried to enter.",
        "The standoff began around 11 a.m., when guards (hired on Monday) opened the gate.",
        "The standoff began around 11 a.m. as guards, who had come on Monday, tried to enter the mill.",
        "The guards, hired on Monday, opened the gate at 9 a.m. and left.",
        "Guards opened the gate at 9 a.m., police said on Tuesday.",
        "Police said on Tuesday that guards opened the gate at 9 a.m.",
        "The ferry left at 9 a.m. and returned on Tuesday.",
        "He was born on May 3, 1970 and was last seen at 9 a.m. near the mill.",
        "The fire, which broke out on Monday night, was put out at 3 a.m. by crews.",
    ],
)
def test_clock_takes_no_day_of_another_clause(text: str) -> None:
    """A day in brackets, in a clause that a noun carries, of the saying, or of a later clause is not the clock's."""
    (clock,) = [t for t in timexes(parse(text), PUBLISHED) if t.clock is not None]
    assert clock.interval is None


@pytest.mark.parametrize(
    "text",
    [
        "On Monday, guards opened the gate and left at 9 a.m.",
        "The mill burned on Monday. The fire began at 9 a.m., witnesses said.",
        "The mill burned on Monday. It was built on May 3, 2020. The fire began at 9 a.m., witnesses said.",
        "The mill, built on May 3, 2020, burned on Monday. The fire began at 9 a.m., witnesses said.",
        "Shots rang out at 9 a.m. during a march on Monday.",
    ],
)
def test_clock_takes_the_day_of_what_is_told(text: str) -> None:
    """A clock time takes a day of its clause, of the clause that holds it, or of the event just told."""
    (clock,) = [t for t in timexes(parse(text), PUBLISHED) if t.clock is not None]
    assert clock.interval is not None
    assert clock.interval.earliest == datetime(2026, 1, 26, 9)  # noqa: DTZ001 - civil time


@pytest.mark.parametrize(
    "text",
    [
        "Sunday evening's blast will be investigated.",
        "The mayor may resign after the fire on Sunday evening.",
        "The town expects answers about the crash on Sunday evening.",
        "The mill burns on Sunday evening; two dead.",
    ],
)
def test_day_of_what_nobody_plans_is_past(text: str) -> None:
    """The weekday of a blast or a crash is the last one, whatever the tense around it."""
    assert [v for _, _, v in found(text)] == ["2026-01-25TEV"]


def test_alternative_days_stay_with_a_clock() -> None:
    """A clock time on a weekday that may be past or future keeps both days."""
    timex = only("The envoy meets his counterpart at 9:30 p.m. Monday in Geneva.")
    assert len(timex.alternatives) == 1


def test_date_beside_a_part_of_the_day_says_which() -> None:
    """The evening of *this evening, July 19* is that evening, although the report came out on the day after."""
    after_midnight = Reference(date(2025, 7, 20), "published", "stated")
    first, second = timexes(parse("The mill burned earlier this evening, July 19, in Toro."), after_midnight)
    assert (first.value, second.value) == ("2025-07-19TEV", "2025-07-19")


@pytest.mark.parametrize(
    ("text", "clock"), [("It began shortly after midnight.", 0), ("It began at noon.", 720), ("It began just before midday.", 720)]
)  # fmt: skip
def test_named_hours_are_clocks(text: str, clock: int) -> None:
    """Midnight, noon and midday state their minutes."""
    assert only(text).clock == clock
