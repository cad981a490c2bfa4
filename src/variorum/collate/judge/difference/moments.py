"""What may explain that two times differ: they are of two stages or deeds, vague, or told from elsewhere."""

import re

from variorum.collate.context import Context
from variorum.collate.counterparts.loci import Locus, Sort
from variorum.collate.judge.cases import Case, bounding, named, posted, ratio
from variorum.collate.lists import words
from variorum.collate.score import days_apart
from variorum.model import Grain, Timex
from variorum.values.times import minutes_apart

HOURS = 10
"""Hours between two clock times beyond which they are probably two things."""
NEAR_MINUTES = 15
"""Minutes between two clock times that reports may round away."""
NOON_MINUTES = 90
"""Minutes around noon that may still be called so."""
LOOSE = 3.0
"""How many times the lower the higher may be of two lengths of which one is told as one of its unit."""
STAGE_MINUTES = 180
"""Minutes within which a stage of an event (*called*, *pronounced dead*) follows it."""
SOON_MINUTES, SOON_DAYS = 45, 1
"""Minutes between clock times, and days between two days, beyond which deeds of unlike verbs are two."""
WORDED = 0.6
"""Share of the rarer words of both sentences from which they speak of one thing, whoever is named in them."""
TIES = frozenset({"same verb", "verbs of one class", "one incident", "same topic", "like topic"})
_NOON = 720
_ZONE = re.compile(r"\b(?:GMT|UTC|[A-Z][SD]?T|[A-Z]\w+ time|local time|local)\b")
_ANCHORED = re.compile(r"\s+(?:after|before|later|earlier|ago|from|into|prior|since|away)\b", re.IGNORECASE)
_WITHIN = re.compile(
    r"\b(?:within|in|over|for|during|past|last|next|previous|first)\s+(?:the\s+)?(?:\w+\s+)?\Z", re.IGNORECASE
)


def another_stage(case: Case) -> bool:
    """Two stages of one event (*shot at 8:15*, *pronounced dead at 9:50*)."""
    if case.pair.one.sort is not Sort.CLOCK:
        return False
    verbs = {x.verb for x in case.both}
    told = verbs & words()["stages"]
    return len(verbs) == 2 and (len(told) == 2 or (bool(told) and minutes(case) < STAGE_MINUTES))


def whole_hours_of_a_zone(case: Case) -> bool:
    """A zone is named (*11 o'clock Corrin time*, *0400 GMT*): whole hours may be its doing."""
    clock = case.pair.one.sort is Sort.CLOCK
    return clock and minutes(case) % 60 == 0 and any(_zoned(case.ctx, x) for x in case.both)


def minutes_rounded(case: Case) -> bool:
    """Few minutes apart: a rounding explains it."""
    return case.pair.one.sort is Sort.CLOCK and minutes(case) < NEAR_MINUTES


def hours_apart(case: Case) -> bool:
    """Many hours apart."""
    return case.pair.one.sort is Sort.CLOCK and minutes(case) > 60 * HOURS


def minutes(case: Case) -> int:
    """Minutes between two clock times, the shorter way round; the nearer ones where the half of a day is not said."""
    one, two = case.both
    assert isinstance(one.value, Timex)
    assert isinstance(two.value, Timex)
    return minutes_apart(one.value, two.value)


def far_off(case: Case) -> bool:
    """Moments of unlike deeds lie so far apart that both may hold (*crossed at 6.15*, *regained it at 8.30*)."""
    one, two = case.both
    held = named(case.pair)
    tied = TIES & set(held) and not {one.verb, two.verb} <= words()["weak_predicates"]
    if tied or held.get("words of both sentences", 0.0) >= WORDED:
        return False
    if one.sort is Sort.CLOCK:
        return minutes(case) > SOON_MINUTES
    if one.sort is not Sort.DAY or not isinstance(one.value, Timex) or not isinstance(two.value, Timex):
        return False
    return (days_apart(one.value, two.value) or 0.0) > SOON_DAYS


def days_untied(case: Case) -> bool:
    """Two days, and neither one verb, one class of deed, one incident nor one noun that both would date."""
    return case.pair.one.sort is Sort.DAY and not TIES & set(named(case.pair))


def _zoned(ctx: Context, locus: Locus) -> bool:
    parse = ctx.layers[locus.report_id].parse
    zone = isinstance(locus.value, Timex) and locus.value.zone is not None
    return zone or bool(_ZONE.search(parse.sentence_span(locus.sentence).of(parse.text)))


def of_a_posting(case: Case) -> bool:
    """A time says when a report was posted or changed."""
    return any(x.sort in (Sort.CLOCK, Sort.DAY) and posted(case.ctx, x) for x in case.both)


def from_another_moment(case: Case) -> bool:
    """A length of time is told from another moment (*three days after*)."""
    return any(_behind(case.ctx, x, _ANCHORED) for x in case.both)


def as_a_frame(case: Case) -> bool:
    """A length of time is told as a frame (*in the past week*)."""
    for x in case.both:
        parse = case.ctx.layers[x.report_id].parse
        before = parse.text[max(0, x.item.span.start - 24) : x.value.span.start]
        if x.sort is Sort.DURATION and _WITHIN.search(before):
            return True
    return False


def _behind(ctx: Context, locus: Locus, pattern: re.Pattern[str]) -> bool:
    text, end = ctx.layers[locus.report_id].parse.text, locus.item.span.end
    return locus.sort is Sort.DURATION and bool(pattern.match(text[end : end + 12]))


def bounds(case: Case) -> bool:
    """One time bounds a stretch (*until 5 p.m.*, *by Monday*), the other dates something, or is its other end."""
    one, two = (bounding(case.ctx, x) for x in case.both)
    return one != two and {one, two} != {"", "start"}


def vague(case: Case) -> bool:
    """*Midday*, *in the morning*, *a week*: no hour or length of its own that one not far off could contradict."""
    one, two = case.both
    if one.sort is Sort.CLOCK:
        return any(_no_hour(x.value) for x in case.both) or (
            any(_noon(x.value) for x in case.both) and minutes(case) <= NOON_MINUTES
        )
    loose = one.sort is Sort.DURATION and any(_loose(x) for x in case.both)
    return loose and ratio(one, two) < LOOSE


def _no_hour(value: object) -> bool:
    undated = isinstance(value, Timex) and value.weekday is None and value.day is None
    return isinstance(value, Timex) and value.grain is Grain.DAYPART and undated


def _noon(value: object) -> bool:
    return isinstance(value, Timex) and value.clock == _NOON and value.mod is None


def _loose(locus: Locus) -> bool:
    """Whether a length of time is told as one of its unit (*a week*, *an hour*; not *a year and a half*)."""
    told = locus.item.value.lower().split()
    return bool(told) and told[0] in ("a", "an", "the") and "half" not in told
