"""Classes of time expressions one by one: what each means against Wednesday 11 March 2026, expected by hand."""

from datetime import date, datetime

import pytest

from variorum.annotate.parse import parse
from variorum.annotate.time import timexes
from variorum.model import Reference, Timex

PUBLISHED = Reference(date(2026, 3, 11), "published", "stated")


def read(text: str, reference: Reference = PUBLISHED) -> tuple[Timex, ...]:
    """The expressions of a text."""
    return timexes(parse(text), reference)


def values(text: str) -> list[tuple[str, str | None]]:
    """The words and values of the expressions of a text."""
    return [(t.span.of(text), t.value) for t in read(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Officers were called to the home on Friday.", "2026-03-06"),
        ("She was asked on Friday to leave.", "2026-03-06"),
        ("Classes are canceled Friday.", "2026-03-13"),
        ("The deadline was extended until Friday.", "2026-03-13"),
        ("He was remanded in custody until Friday.", "2026-03-13"),
        ("He could be freed as early as Friday.", "2026-03-13"),
        ("The officer could not be reached Friday.", "2026-03-06"),
        ("They will get around Friday's ruling.", "2026-03-06"),
        ("They are among the seeds for Friday's draw.", "2026-03-13"),
        ("It had been due to expire on Friday.", "2026-03-06"),
        ("Crews will meet and talk on Friday.", "2026-03-13"),
    ],
)
def test_verb_and_noun_choose_past_or_future(text: str, value: str) -> None:
    """Passives of orders, deadlines, modals and nouns of done or planned things put a weekday on its side."""
    (timex,) = read(text)
    assert timex.value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The Senate is split ahead of elections in November.", "2026-11"),
        ("Payrolls were expected to have grown in February.", "2026-02"),
        ("Voting was supposed to begin Tuesday.", "2026-03-10"),
        ("Voters in the hills go to the polls Sunday.", "2026-03-15"),
        ("The group wants elections held by September.", "2026-09"),
        ("Crews hoped to reopen the road by Thursday.", "2026-03-12"),
        ("Officials said the vote would be delayed until Friday.", "2026-03-13"),
        ("The judge gave the parties until Tuesday to respond.", "2026-03-17"),
        ("The lawsuit on Tuesday targets three laws.", "2026-03-10"),
        ("She was the third minister to resign on Friday.", "2026-03-06"),
        ("The court has scheduled a hearing Friday.", "2026-03-13"),
        ("The mayor has called a meeting for Friday.", "2026-03-13"),
        ("He was able to qualify for the October debates.", "2025-10"),
        ("The two will be tried for the August 2 drive-by shooting.", "2025-08-02"),
        ("The chamber dropped a measure to repeal the levy in December.", "2025-12"),
    ],
)
def test_the_sentence_around_chooses_past_or_future(text: str, value: str) -> None:
    """What is hoped, wanted, put off or lies before a vote is ahead; what was done, or due yesterday, is past."""
    assert [v for _, v in values(text)] == [value]


@pytest.mark.parametrize(
    ("text", "alternatives"),
    [
        ("The two met on Friday.", []),
        ("The two will meet on Friday.", []),
        ("Classes are canceled Friday.", [date(2026, 3, 6)]),
        ("The judge will rule next Thursday.", [date(2026, 3, 12)]),
        ("Snow fell overnight.", [date(2026, 3, 11)]),
        ("She was last seen last February.", [date(2025, 2, 1)]),
    ],
)
def test_unsure_readings_keep_the_other_one(text: str, alternatives: list[date]) -> None:
    """Where another day, night or month may be meant, it stands in the alternatives; a sure one has none."""
    (timex,) = read(text)
    assert [i.earliest.date() for i in timex.alternatives if i.earliest] == alternatives


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on Monday, Tuesday and Friday.", ["2026-03-02", "2026-03-03", "2026-03-06"]),
        ("They met on Monday, Tuesday and Friday last week.", ["2026-03-02", "2026-03-03", "2026-03-06"]),
        ("Schools will close on Monday, Tuesday and Friday.", ["2026-03-16", "2026-03-17", "2026-03-20"]),
        ("Shops will shut from Friday to Monday.", ["2026-03-13", "2026-03-16"]),
        ("It rained from Friday to Monday.", ["2026-03-06", "2026-03-09"]),
        ("Shops shut on Saturday and Sunday.", ["2026-03-07", "2026-03-08"]),
        ("The March 3-5 summit failed.", ["2026-03-03", "2026-03-05"]),
        ("The road is shut from 3 to 5 April.", ["2026-04-03", "2026-04-05"]),
        ("It rained in the spring and summer of 1979.", ["1979-SP", "1979-SU"]),
        ("Sales fell in January and February last year.", ["2025-01", "2025-02"]),
        ("It is shut from 1 a.m. to 4 a.m. on Saturday.", ["2026-03-14T01:00", "2026-03-14T04:00"]),
        ("It will be shut between 9pm and midnight on Friday.", ["2026-03-13T21:00", "2026-03-14T00:00"]),
    ],
)  # fmt: skip
def test_members_of_a_list_or_range_share_what_is_said_once(text: str, expected: list[str]) -> None:
    """The week, month, year or day that a list or range states once is that of each member."""
    assert [v for _, v in values(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sales rose from the same period last year.", [("the same period last year", "2025")]),
        ("Fewer came than this time last year.", [("this time last year", "2025-03")]),
        ("By this time next week it is over.", [("this time next week", "2026-W12")]),
        ("Sales rose in the quarter ended Dec. 31.", [("the quarter", "2025-Q4"), ("Dec. 31", "2025-12-31")]),
        ("Inflation slowed in the year to September.", [("the year", "P1Y"), ("September", "2025-09")]),
        ("Profit fell in the latest quarter.", [("the latest quarter", "2025-Q4")]),
        ("Revenue will grow in the second half.", [("the second half", "2026-H2")]),
        ("He scored twice in the second half of the match.", []),
        ("Trading was halted for a second straight day.", [("a second straight day", "2026-03-11")]),
        ("Shares fell over the past week.", [("the past week", "P1W")]),
        ("It rained throughout the month of February.", [("the month of February", "2026-02")]),
        ("They were out for the second night running.", [("the second night running", "2026-03-11TNI")]),
        ("Prices fell for the third year in a row.", [("the third year in a row", "2026")]),
        ("He lied over a three-year period.", [("a three-year period", "P3Y")]),
        ("The index is up 4% since year-end.", [("year-end", "2025")]),
        ("Stocks fell at month's end.", [("month's end", "2026-03")]),
        ("A year-long inquiry cleared him.", [("year-long", "P1Y")]),
        ("The weeklong strike ended.", [("weeklong", "P1W")]),
        ("Little has changed in the past half-century.", [("the past half-century", "P50Y")]),
        ("Prices rose for at least the past 18 months.", [("at least the past 18 months", "P18M")]),
        ("Net for the year-earlier nine months rose.", [("the year-earlier nine months", "P9M")]),
        ("The year-earlier results were restated.", [("year-earlier", "2025")]),
        ("It will close over the next year or so.", [("the next year or so", "2027")]),
        ("Banks shut on the last day of the month.", [("the last day of the month", "2026-03-31")]),
        ("They meet in the third week of this month.", [("the third week of this month", "2026-W12")]),
        ("He worked under a 20-year contract.", [("20-year", "P20Y")]),
        ("It was the worst attack since 9/11.", [("9/11", "2001-09-11")]),
        ("They guard the bridge at night.", [("night", "XXXX-XX-XXTNI")]),
        ("It broke for the second time in as many weeks.", []),
        ("They will wed this Saturday, March 14.", [("this Saturday, March 14", "2026-03-14")]),
        ("On Thursday, the 10th anniversary of the flood, bells rang.", [("Thursday", "2026-03-05")]),
        ("It began on Thursday, the 5th.", [("Thursday, the 5th", "2026-03-05")]),
        ("Two of the last three winters were mild.", [("the last three winters", "XXXX-WI")]),
        ("She called 555-374-1934 about it.", []),
        ("Rain fell overnight Tuesday.", [("overnight Tuesday", "2026-03-10TNI")]),
        ("In the long run it is cheaper for today's youth.", []),
        ("Today's vote is close.", [("Today", "2026-03-11")]),
    ],
)  # fmt: skip
def test_periods_are_counted_from_the_report(text: str, expected: list[tuple[str, str]]) -> None:
    """Quarters, halves and periods of comparison have the value that a reader of the report gives them."""
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It sank on Monday week.", [("Monday week", "2026-03-23")]),
        ("A fortnight ago he left.", [("A fortnight ago", "2026-W09")]),
        ("He was hurt at the weekend.", [("the weekend", "2026-W10-WE")]),
        ("Three years ago this week the mine closed.", [("Three years ago this week", "2023-W10")]),
        ("It was built more than half a century ago.", [("more than half a century ago", "1976")]),
        ("She was jailed for four-and-a-half years.", [("four-and-a-half years", "P4Y6M")]),
        ("It took two hours and four minutes.", [("two hours and four minutes", "PT2H4M")]),
        ("They meet three weeks from Saturday.", [("three weeks from Saturday", "2026-04-04")]),
        ("The trial opens in the new year.", [("the new year", "2026")]),
        ("The order of 23.06.2016 was revoked.", [("23.06.2016", "2016-06-23")]),
        ("Nobody locked a door in those days.", [("those days", "PAST_REF")]),
        ("It was the first of many weeks of calm.", [("many weeks", "PXW")]),
        ("The siege followed months of calm.", [("months", "PXM")]),
        ("She waited for a year or two.", [("a year or two", "P1Y")]),
        ("He feared the weeks ahead.", [("the weeks ahead", "PXW")]),
        ("The boy was shot this summer.", [("this summer", "2026-SU")]),
        ("It takes in some 40 dogs a month.", [("a month", "P1M")]),
    ],
)  # fmt: skip
def test_turns_of_phrase_of_both_englishes(text: str, expected: list[tuple[str, str]]) -> None:
    """British and American turns of phrase have their value."""
    assert values(text) == expected


def test_summer_long_over_was_last_year() -> None:
    """A deed of *this summer*, told in January, is of the summer before."""
    january = Reference(date(2026, 1, 5), "published", "stated")
    (timex,) = read("The boy was shot this summer.", january)
    assert timex.value == "2025-SU"


@pytest.mark.parametrize(
    "text",
    [
        "She told CBS's 60 Minutes that he lied.",
        "He spoke on VOA Today about it.",
        "USA Today reported it.",
        "Shots were fired at Christmas Hill Park in Corrin.",
        "He drove through Sun Valley and Mar del Plata.",
        "He met Mrs May and the lawyer.",
        "He faced the 11th-hour charges.",
        "The 2020 seats were sold.",
        "The county's fiscal year is long.",
    ],
)
def test_names_and_counts_are_no_times(text: str) -> None:
    """Programmes, places, people, figures of speech and counts that look like times are left alone."""
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("A ship sank off Tessel. A second ship sank a day later.", "2026-03-11"),
        ("It was built in 2016. A day earlier he had spoken.", "2026-03-10"),
        ("He was shot on Tuesday. Two days earlier he had married.", "2026-03-08"),
        ("He was shot on Tuesday and died the day after.", "2026-03-11"),
        ("He was shot on Tuesday. Hours later he died.", "2026-03-10"),
    ],
)
def test_later_and_earlier_count_from_what_is_told(text: str, first: str) -> None:
    """*A day later* counts from the day just told, never reaches beyond the report, and ignores years told."""
    assert values(text)[-1][1] == first


@pytest.mark.parametrize("text", ["He resigned the day after the vote.", "A second ship sank a day later."])
def test_a_day_that_the_text_does_not_tell_has_no_interval(text: str) -> None:
    """Without the day of the vote or of the first sinking there is nothing to compare."""
    (timex,) = read(text)
    assert timex.interval is None


@pytest.mark.parametrize(
    ("text", "value", "mod"),
    [
        ("Shops shut on Yom Kippur.", "2025-10-02", "APPROX"),
        ("Shops will shut for Eid al-Fitr.", "2026-03-20", "APPROX"),
        ("They fled before the Lunar New Year.", "2026-02-17", "APPROX"),
        ("It will be over long before Election Day.", "2026-11-03", None),
        ("She left on Mother's Day.", "2025-05-11", None),
    ],
)
def test_feasts_have_their_day(text: str, value: str, mod: str | None) -> None:
    """Feasts of the civil calendar have their day, those that follow the moon one that may be a day off."""
    (timex,) = read(text)
    assert (timex.value, timex.mod) == (value, mod)


def test_that_before_a_weekday_may_be_a_conjunction() -> None:
    """The *that* of reported speech is no part of the expression."""
    assert values("A source told reporters that Wednesday's ruling would stand.") == [
        ("Wednesday", "2026-03-11")
    ]


def test_over_may_be_a_preposition() -> None:
    """*Over* is *more than* before a length that something lasts, and a preposition where it is spread out."""
    spread, (lasting,) = (
        read("It can be repaid over three years."),
        read("She was away for over three years."),
    )
    assert [(t.mod, t.span.end - t.span.start) for t in spread] == [(None, len("three years"))]
    assert lasting.mod == "MORE_THAN"


def test_clock_of_a_range_takes_the_day_of_its_end() -> None:
    """The first hour of a range is of the day that stands behind the second."""
    first, _ = read("The shop would close from 1 a.m.-4 a.m. on Saturday.")
    assert first.interval is not None
    assert first.interval.earliest == datetime(2026, 3, 14, 1)  # noqa: DTZ001 - civil time


def test_a_history_keeps_its_year_past_an_aside() -> None:
    """A date without a year is of the year that is told, not of one that is only compared; what people say is no news."""
    text = (
        "The war began on 14 February 1919. Kerran fell on 3 May 1919. “Tomorrow we march,” he said. The truce of "
        "12 August 1920 failed, as that of 1812 had. On 5 September the last fort fell."
    )
    assert values(text)[-1] == ("5 September", "1920-09-05")


def test_what_opens_a_sentence_takes_up_the_one_before() -> None:
    """*The following morning* is that of the day just told, however long ago; further on in a sentence it is not known."""
    assert (
        values("The ferry sank on 12 January 1993. The following morning, divers went down.")[-1][1]
        == "1993-01-13TMO"
    )


def test_overnight_is_past_where_the_verb_is() -> None:
    """A night before the report is meant where the verb is past, though the sentence names a feast that is to come."""
    reference = Reference(date(2026, 10, 30), "published", "stated")
    found = read("Two people were shot dead at a Halloween party overnight.", reference)
    assert [t.value for t in found] == ["2026-10-31", "2026-10-29TNI"]
