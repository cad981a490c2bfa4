"""What explains that two days differ: they date two things, or one of them only the saying of it."""

from variorum.collate.context import Context
from variorum.collate.counterparts.features import like_topics
from variorum.collate.counterparts.loci import Locus, Sort
from variorum.collate.judge.cases import Case, named
from variorum.collate.score import days_apart
from variorum.model import Timex
from variorum.values.predicates import words as predicate_words
from variorum.values.times import Relation, compare_clocks, compare_days

APART_DAYS = 10
"""Days between two dates beyond which they date two things."""
WEEK = 6
"""The same between two days told by their weekdays."""
CLOSE_DAYS = 5
"""Days between two dates of the calendar that a shared word or name ties together."""
RARER = 0.55
"""Share of the heaviest weight from which one word near two dates of the calendar ties them, if nothing else does."""
ONE_YEAR = 60
"""Days between two publications within which a date without a year is of one year in both."""
_YEAR = 365
_TOLD = (Relation.EQUAL, Relation.CONTAINS, Relation.WITHIN)


def days_told(case: Case) -> bool:
    """Days of which either stands in the other report too, that are far apart, or that no one event ties together."""
    one, two = case.both
    if one.sort is not Sort.DAY:
        return False
    assert isinstance(one.value, Timex)
    assert isinstance(two.value, Timex)
    if any(x.verb is None for x in case.both):
        return True  # a line that gives its own date
    hour = one.value.clock is not None and one.value.clock == two.value.clock
    if not hour and any(stated(x) for x in case.both):
        return True  # the day of a statement
    if one.value.weekday is not None and one.value.weekday == two.value.weekday:
        return (
            True  # one word for the day in both: which week it is, is ours to find, not theirs to contradict
        )
    if _one_date(one.value, two.value):
        return True
    gap = _gap(case, one.value, two.value)
    near = APART_DAYS if one.family == two.family == "date" else WEEK
    if gap is None or gap > near or any(also_told(case.ctx, x, y) for x, y in case.ways):
        return True
    if one.topic and two.topic and not like_topics(one.topic, two.topic) and not one.classes & two.classes:
        return True
    held = named(case.pair)
    tied = set(held) & {"one incident", "same verb", "verbs of one class", "same topic", "like topic"}
    if one.value.month and two.value.month:
        close = gap <= CLOSE_DAYS and bool(one.near & two.near or "same name" in held)
        return not tied and not close and held.get("rarest word near both", 0.0) < RARER
    opens = "both in the opening" in held and bool(one.near & two.near)
    return not (tied or opens or hour) or ("other verb" in held and not one.near & two.near and not hour)


def stated(locus: Locus) -> bool:
    """Whether a day is that of saying something, and no noun ties it to anything else (*a June 20 hearing*)."""
    return locus.verb in predicate_words()["speech_verbs"] and locus.topic is None


def _one_date(one: Timex, two: Timex) -> bool:
    """Whether two dates have one day of one month, and only the year was presumed apart."""
    stated = None not in (one.month, one.day, two.month, two.day)
    return stated and (one.month, one.day) == (two.month, two.day) and None in (one.year, two.year)


def _gap(case: Case, one: Timex, two: Timex) -> float | None:
    """Days between two days; between two dates of which one leaves its year unsaid, whatever year was presumed."""
    gap = days_apart(one, two)
    dates = [case.ctx.reports[x.report_id].published for x in case.both]
    together = dates[0] is not None and dates[1] is not None and abs((dates[0] - dates[1]).days) <= ONE_YEAR
    if gap is None or None not in (one.year, two.year) or not (one.month and two.month and together):
        return gap
    return min(gap % _YEAR, _YEAR - gap % _YEAR)


def one_hour(one: Locus, two: Locus) -> bool:
    """Whether two days are told with one clock time (*10:30 p.m. on Monday*, *10:30 on Friday night*)."""
    if not isinstance(one.value, Timex) or not isinstance(two.value, Timex) or one.sort is not Sort.DAY:
        return False
    return (
        None not in (one.value.clock, two.value.clock)
        and compare_clocks(one.value, two.value) is Relation.EQUAL
    )


def also_told(ctx: Context, one: Locus, two: Locus) -> bool:
    """Whether the other report gives a day for something else."""
    assert isinstance(one.value, Timex)
    others = (
        t
        for t in ctx.layers[two.report_id].timexes
        if t is not two.value and (t.weekday is not None or t.day)
    )
    return any(compare_days(one.value, t, borrowed=False) in _TOLD for t in others)
