"""Laws of the time stage that hold for any text and any intervals."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from variorum.annotate.time import timexes
from variorum.annotate.time.civil import interval_of
from variorum.model import Interval, Parse, Reference, Timex, Token
from variorum.text import Span
from variorum.values.durations import compare_durations
from variorum.values.times import Relation, compare_clocks, compare_days, inverse, relate

MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2040, 1, 1))  # noqa: DTZ001 - civil times
ENDS = st.none() | MOMENTS


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """A non-empty half-open interval, perhaps open at an end."""
    low, length = draw(ENDS), draw(st.none() | st.integers(1, 10**6))
    if low is None:
        return Interval(None, draw(ENDS))
    return Interval(low, None if length is None else low + timedelta(minutes=length))


VALUES = st.sampled_from(
    ["2026-01-27", "2026-01-28", "2026-01", "2026-W05", "2026-01-27TNI", "2026-01-28TMO", "2026-01-28T01:00",
     "2026-01-27T23:30", "2026-01-28T09:05", "2025", "XXXX-WXX-2", "PAST_REF"]
)  # fmt: skip


@st.composite
def expressions(draw: st.DrawFn) -> Timex:
    """An expression with a random value, modifier and stated parts."""
    value = draw(VALUES)
    found = interval_of(value)
    clock = int(value[11:13]) * 60 + int(value[14:16]) if "T" in value and value[-2:].isdigit() else None
    other = interval_of(draw(VALUES)) if draw(st.booleans()) else None
    return Timex(
        Span(0, 1), "TIME" if "T" in value and found else "DATE", value, draw(st.sampled_from([None, "APPROX", "END"])),
        found[1] if found else None, found[0] if found else None, (other[0],) if other else (),
        zone=draw(st.sampled_from([None, "UTC", "UTC-06", "local"])), relative=draw(st.booleans()),
        weekday=draw(st.none() | st.integers(0, 6)), month=draw(st.none() | st.integers(1, 12)), clock=clock,
    )  # fmt: skip


@given(intervals(), intervals(), st.integers(0, 10**5))
def test_relate_is_symmetric(a: Interval, b: Interval, near: int) -> None:
    """Swapping the intervals exchanges *contains* and *within* and keeps the rest, the gap included."""
    relation, gap = relate(a, b, near=timedelta(minutes=near))
    assert relate(b, a, near=timedelta(minutes=near)) == (inverse(relation), gap)


@given(intervals())
def test_relate_is_reflexive(a: Interval) -> None:
    """An interval equals itself, unless it says nothing."""
    nothing = a.earliest is None and a.latest is None
    assert relate(a, a)[0] is (Relation.UNKNOWN if nothing else Relation.EQUAL)


@given(expressions(), expressions(), st.booleans())
def test_comparisons_are_symmetric(a: Timex, b: Timex, borrowed: bool) -> None:  # noqa: FBT001 - drawn by hypothesis
    """Comparing the other way round gives the inverse relation, of days and of clocks."""
    assert compare_days(b, a, borrowed=borrowed) is inverse(compare_days(a, b, borrowed=borrowed))
    assert compare_clocks(b, a) is inverse(compare_clocks(a, b))


@given(expressions(), expressions())
def test_borrowing_never_adds_a_conflict_without_words(a: Timex, b: Timex) -> None:
    """With a borrowed reference, expressions whose words state no calendar part are never disjoint."""
    if a.relative and b.relative and {a.weekday, a.month, b.weekday, b.month} == {None}:
        assert compare_days(a, b, borrowed=True) is not Relation.DISJOINT


@given(intervals(), intervals(), MOMENTS)
def test_relate_agrees_with_the_moments_of_both(a: Interval, b: Interval, moment: datetime) -> None:
    """A moment in both denies *disjoint*; a moment in the second only denies that the first contains it."""

    def holds(i: Interval) -> bool:
        return (i.earliest is None or i.earliest <= moment) and (i.latest is None or moment < i.latest)

    relation, gap = relate(a, b)
    if relation is Relation.UNKNOWN:
        return
    if holds(a) and holds(b):
        assert relation not in (Relation.DISJOINT, Relation.NEAR)
    if holds(b) and not holds(a):
        assert relation not in (Relation.CONTAINS, Relation.EQUAL)
    assert (gap > timedelta(0)) <= (relation is Relation.DISJOINT)


@given(intervals(), intervals(), intervals())
def test_containing_is_transitive(a: Interval, b: Interval, c: Interval) -> None:
    """What contains a container contains what that contains."""
    if relate(a, b)[0] is Relation.CONTAINS and relate(b, c)[0] is Relation.CONTAINS:
        assert relate(a, c)[0] is Relation.CONTAINS


@given(expressions(), expressions(), VALUES, st.booleans())
def test_another_alternative_never_makes_a_conflict(
    a: Timex, b: Timex, value: str, borrowed: bool  # noqa: FBT001 - drawn by hypothesis
) -> None:  # fmt: skip
    """More readings of an expression can take *disjoint* away, and never bring it."""
    found = interval_of(value)
    if found is None or a.interval is None:
        return
    more = replace(a, alternatives=(*a.alternatives, found[0]))
    if compare_days(a, b, borrowed=borrowed) is not Relation.DISJOINT:
        assert compare_days(more, b, borrowed=borrowed) is not Relation.DISJOINT


@given(st.integers(0, 1439), st.integers(0, 1439), st.integers(-12, 14), st.integers(-12, 14))
def test_clocks_of_stated_zones_are_compared_in_universal_time(a: int, b: int, east: int, west: int) -> None:
    """Two clock times whose zones are stated are equal exactly where they are the same minute of the world."""

    def at(minutes: int, hours: int) -> Timex:
        zone = f"UTC{hours:+03d}"
        return Timex(Span(0, 1), "TIME", None, None, None, None, (), zone=zone, clock=minutes)

    same = (a - 60 * east - b + 60 * west) % 1440 == 0
    assert (compare_clocks(at(a, east), at(b, west)) is Relation.EQUAL) is same


LENGTHS = st.builds(
    lambda number, unit: f"PT{number}{unit}" if unit in "HS" else f"P{number}{unit}",
    st.integers(1, 400), st.sampled_from("YMWDHS"),
)  # fmt: skip


@given(LENGTHS, LENGTHS, st.sampled_from([None, "APPROX", "MORE_THAN", "LESS_THAN"]))
def test_lengths_are_compared_the_same_both_ways(a: str, b: str, mod: str | None) -> None:
    """Comparing two lengths the other way round gives the inverse relation, and a length equals itself."""
    first = Timex(Span(0, 1), "DURATION", a, mod, None, None, ())
    second = Timex(Span(0, 1), "DURATION", b, None, None, None, ())
    assert compare_durations(second, first) is inverse(compare_durations(first, second))
    assert compare_durations(first, first) is Relation.EQUAL


WORDS = st.sampled_from(
    [
        "the",
        "a",
        "last",
        "next",
        "this",
        "two",
        "11",
        "12",
        "2026",
        "1999",
        ",",
        ".",
        "-",
        ":",
        "'s",
        "of",
        "on",
        "at",
        "in",
        "early",
        "late",
        "mid",
        "Monday",
        "Tuesday",
        "night",
        "morning",
        "January",
        "March",
        "May",
        "3",
        "24th",
        "am",
        "p.m.",
        "noon",
        "o'clock",
        "week",
        "weeks",
        "day",
        "days",
        "year",
        "years",
        "ago",
        "later",
        "after",
        "before",
        "about",
        "more",
        "than",
        "every",
        "fiscal",
        "quarter",
        "third",
        "first",
        "spring",
        "Christmas",
        "Eve",
        "today",
        "tomorrow",
        "'",
        "'",
        "90s",
        "'98",
        "10:45",
        "GMT",
        "(",
        ")",
        "and",
        "to",
        "$",
        "5,000",
        "1/2",
        "decade",
        "century",
        "BC",
        "30",
        "\n",
        "\n\n",
        "é",
        "half",
        "or",
        "so",
        "period",
        "same",
        "once",
        "ended",
        "dawn",
        "overnight",
        "Monday",
        "漢",
        "🙂",
        "x",
    ]
)


def bare(text: str) -> Parse:
    """A parse of blank-separated tokens in one sentence without structure."""
    tokens: list[Token] = []
    at = 0
    for word in text.split():
        at = text.index(word, at)
        index = len(tokens)
        end = at + len(word)
        tokens.append(
            Token(
                index,
                at,
                end,
                word,
                word.lower(),
                "X",
                "XX",
                "dep",
                0,
                0,
                index,
                index + 1,
                "",
                ent_begins=False,
            )
        )
        at += len(word)
    sentences = ((0, len(tokens)),) if tokens else ()
    return Parse(text, tuple(tokens), tuple(() for _ in tokens), sentences, (), "none", "")


@given(st.lists(WORDS, max_size=30), st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_expressions_of_any_words_are_well_formed(words: list[str], day: date | None) -> None:
    """Spans are in bounds, in order and apart; intervals are never empty or reversed."""
    text = " ".join(words)
    found = timexes(bare(text), Reference(day, "published", ""))
    end = 0
    for timex in found:
        assert end <= timex.span.start < timex.span.end <= len(text)
        end = timex.span.end
        assert timex.type in ("DATE", "TIME", "DURATION", "SET")
        for interval in (timex.interval, *timex.alternatives):
            if interval and interval.earliest and interval.latest:
                assert interval.earliest < interval.latest


@given(st.text(max_size=200), st.none() | st.dates())
def test_any_text_is_read_without_error(text: str, day: date | None) -> None:
    """No text and no reference day makes the stage fail."""
    for timex in timexes(bare(text), Reference(day, "published", "")):
        assert timex.span.of(text).strip()
