"""What explains that two values differ: they are not one thing, not of one time, or not all of it.

Each question takes a :class:`Case`, two values placed side by side, and answers whether it explains the difference.
"""

import re
from itertools import combinations

from variorum.collate.align import elsewhere
from variorum.collate.context import Context
from variorum.collate.counterparts.features import like_nouns, like_topics
from variorum.collate.counterparts.loci import Locus, Sort, Standing, standing
from variorum.collate.judge.cases import Case, bounding, digits, lemmas, named, near, posted, ratio, size
from variorum.collate.judge.dated import days_told
from variorum.collate.judge.quantities import joined_with, sums_up, with_killer
from variorum.collate.judge.wholes import both_hold
from variorum.collate.lists import words
from variorum.collate.score import cannot_link, days_apart, happened, unlike
from variorum.model import Claim, Grain, Measure, Modality, Polarity, Quantity, Timex

RATIO = {Sort.COUNT: 5.0, Sort.MONEY: 5.0, Sort.PERCENT: 4.0, Sort.UNIT: 3.0, Sort.DURATION: 12.0}
"""How many times the lower the higher may be: beyond, they are two things."""
ROUNDED = 1.2
"""How many times the lower the higher may be where a rounding explains it."""
HOURS = 10
"""Hours between two clock times beyond which they are two things."""
NEAR_MINUTES = 15
"""Minutes between two clock times that reports may round away."""
STAGE_MINUTES = 180
"""Minutes within which a stage of an event (*called*, *pronounced dead*) follows it."""
SOON_MINUTES, SOON_DAYS = 45, 1
"""Minutes between clock times, and days between two days, beyond which deeds of unlike verbs are two."""
LATER_DAYS = 21
"""Days between two publications beyond which reports tell of two stages."""
RARE = 0.55
"""Share of the heaviest weight from which one word near both values ties them."""
LIKE_SUMS = 3.0
"""How many times the lower the higher sum may be where only the noun of both is one (*a contract*)."""
SURELY = 1.0
"""Log odds from which two times are of one event, however its claims were read."""
_NOON = 720
_TIES = frozenset({"same verb", "verbs of one class", "one incident", "same topic", "like topic"})
AMOUNTS = (Sort.COUNT, Sort.MONEY, Sort.PERCENT, Sort.UNIT)
_ZONE = re.compile(r"\b(?:GMT|UTC|[A-Z][SD]?T|[A-Z]\w+ time|local time|local)\b")
_NOT_YET = {Modality.PLANNED: "to come", Modality.REQUIRED: "to come"}
_TOLD_OF = frozenset({"told", "to come"})
WORDED = 0.6
"""Share of the rarer words of both sentences from which they speak of one thing, whoever is named in them."""
_ANCHORED = re.compile(r"\s+(?:after|before|later|earlier|ago|from|into|prior|since|away)\b", re.IGNORECASE)
_WITHIN = re.compile(
    r"\b(?:within|in|over|for|during|past|last|next|previous|first)\s+(?:the\s+)?(?:\w+\s+)?\Z", re.IGNORECASE
)


def explained(case: Case) -> bool:
    """Whether anything explains that the two values differ."""
    return any(explains(case) for explains in _EXPLAINED)


def _unlike(case: Case) -> bool:
    """They count different things."""
    one, two = case.both
    if (
        one.sort in (Sort.COUNT, Sort.PERCENT, Sort.UNIT)
        and one.noun
        and two.noun
        and not like_nouns(one.noun, two.noun)
    ):
        return True
    if one.sort is Sort.COUNT and ((one.noun is None) != (two.noun is None) or _kinds_apart(one, two)):
        return True
    if one.sort is Sort.PERCENT and one.figures and two.figures and not one.figures & two.figures:
        return True
    if (
        one.sort is Sort.COUNT
        and one.classes
        and two.classes
        and ("kill" in one.classes) != ("kill" in two.classes)
    ):
        return True
    if one.sort is Sort.CLOCK and _other_stage(case):
        return True
    return (
        one.sort in (Sort.UNIT, Sort.MONEY)
        and one.topic is not None
        and two.topic is not None
        and not like_topics(one.topic, two.topic)
    )


def _untied(case: Case) -> bool:
    """Nothing but a name ties them: no verb, noun or incident, and no rare word beside both."""
    one, two = case.both
    held = named(case.pair)
    ties = {"same verb", "verbs of one class", "one incident"}
    if one.sort is not Sort.MONEY or "other verb" not in held:
        ties.add("both in the opening")
    if one.sort is Sort.MONEY and ratio(one, two) <= LIKE_SUMS:
        ties.add("same topic")
    tied = one.sort is Sort.DAY or ties & set(held)
    return not tied and held.get("rarest word near both", 0.0) < RARE


def _other_stage(case: Case) -> bool:
    """Whether clock times are of two stages of one event (*shot at 8:15*, *pronounced dead at 9:50*)."""
    verbs = {x.verb for x in case.both}
    told = verbs & words()["stages"]
    return len(verbs) == 2 and (len(told) == 2 or (bool(told) and _minutes(case) < STAGE_MINUTES))


def _kinds_apart(one: Locus, two: Locus) -> bool:
    """Whether one counts a kind of persons (*two men*) and the other persons of any kind (*three people*)."""
    kinds = words()["gendered"] | words()["part_of_a_toll"]
    return one.noun != two.noun and bool({one.noun, two.noun} & kinds)


def _size_apart(case: Case) -> bool:
    """They are of two orders of size, or so near that a rounding explains it."""
    one, two = case.both
    if one.sort is Sort.DAY:
        return False
    if one.sort is Sort.CLOCK:
        if _minutes(case) % 60 == 0 and any(_zoned(case.ctx, x) for x in case.both):
            return True
        return not NEAR_MINUTES <= _minutes(case) <= 60 * HOURS
    loose = one.sort is Sort.DURATION or (
        one.sort is not Sort.COUNT and min(len(digits(x)) for x in case.both) < 2
    )
    times = ratio(one, two)
    return times > RATIO[one.sort] or (times < ROUNDED and loose)


def _minutes(case: Case) -> int:
    """Minutes between two clock times, the shorter way round."""
    one, two = case.both
    assert isinstance(one.value, Timex)
    assert isinstance(two.value, Timex)
    gap = abs((one.value.clock or 0) - (two.value.clock or 0))
    return min(gap, 2 * _NOON - gap)


def _far_off(case: Case) -> bool:
    """Two moments of unlike deeds lie so far apart that both may hold (*crossed at 6.15*, *regained it at 8.30*)."""
    one, two = case.both
    held = named(case.pair)
    tied = _TIES & set(held) and not {one.verb, two.verb} <= words()["weak_predicates"]
    if tied or held.get("words of both sentences", 0.0) >= WORDED:
        return False
    if one.sort is Sort.CLOCK:
        return _minutes(case) > SOON_MINUTES
    if one.sort is not Sort.DAY or not isinstance(one.value, Timex) or not isinstance(two.value, Timex):
        return False
    return (days_apart(one.value, two.value) or 0.0) > SOON_DAYS


def _zoned(ctx: Context, locus: Locus) -> bool:
    """Whether a sentence names a zone (*11 o'clock Corrin time*, *0400 GMT*): whole hours may be its doing."""
    parse = ctx.layers[locus.report_id].parse
    zone = isinstance(locus.value, Timex) and locus.value.zone is not None
    return zone or bool(_ZONE.search(parse.sentence_span(locus.sentence).of(parse.text)))


def _parts(case: Case) -> bool:
    """One is a part of a whole, one of several in a list, or the sum of the other report's."""
    if any(x.partial or (isinstance(x.value, Quantity) and " of " in x.item.value) for x in case.both):
        return True
    one, two = (x.item for x in case.both)
    if case.pair.one.sort in AMOUNTS and both_hold(case.ctx, one, two):
        return True
    if case.pair.one.sort is Sort.COUNT and any(sums_up(case.ctx, i) for i in (one, two)):
        return True
    for x, y in case.ways:
        if isinstance(x.value, Quantity):
            if (
                x.sort is Sort.COUNT
                and joined_with(case.ctx, x.report_id, x.value)
                and x.noun in (words()["anyone"] | {None})
            ):
                return True
            beside = [size(z) for z in case.every
                      if (z.report_id, z.sort, z.sentence) == (y.report_id, x.sort, y.sentence)]  # fmt: skip
            if any(sum(some) == size(x) for n in (2, 3) for some in combinations(beside, n)):
                return True
    return False


def _other_matter(case: Case) -> bool:
    """A sentence tells of another occurrence, a rate, a hypothesis, or of other persons or days."""
    ctx, (one, two) = case.ctx, case.both
    if (one.words | two.words) & words()["other_scope"]:
        return True
    ordinals = [near(ctx, x) & words()["not_the_first"] for x in case.both]
    if ordinals[0] != ordinals[1]:
        return True  # a second round, another quake
    others = one.persons and two.persons and not one.persons & two.persons
    if others and not _one_matter(case):
        return True
    pairs = [(a, b) for a in one.claims for b in two.claims if set(a.classes) & set(b.classes)]
    if one.sort in (Sort.DAY, Sort.CLOCK) and _others_differ(case):
        return True
    if pairs and all(_two_deeds(case, a, b) for a, b in pairs):
        return True
    if one.sort is Sort.COUNT and any(_left_or_held(ctx, x) for x in case.both):
        return True
    if one.sort is Sort.DAY and one.claims and two.claims:
        return not {happened(c) for c in one.claims} & {
            happened(c) for c in two.claims
        }  # told of, and still to come
    if one.sort is not Sort.DAY and not _modes(ctx, one) & _modes(ctx, two):
        return True
    return one.sort is not Sort.DAY and _dated_apart(ctx, one, two)


def _two_deeds(case: Case, one: Claim, two: Claim) -> bool:
    """Whether two claims are certainly of two occurrences; of two times in one setting only what they name tells."""
    timed = case.pair.one.sort in (Sort.DAY, Sort.CLOCK) and case.pair.odds >= SURELY
    forbidden = not timed and cannot_link(case.ctx, one, two)
    return forbidden or unlike(case.ctx, one, two) or _other_named(case.ctx, one, two)


def _others_differ(case: Case) -> bool:
    """Whether the sentences of two times differ in a number as well: two differences are two occurrences."""
    held = [
        [
            z
            for z in case.every
            if (z.report_id, z.sentence) == (x.report_id, x.sentence) and z.sort in AMOUNTS
        ]
        for x in case.both
    ]
    return any(
        a.sort is b.sort and a.family == b.family and like_nouns(a.noun, b.noun)
        and standing(case.ctx, a, b) is Standing.APART and ratio(a, b) > ROUNDED
        for a in held[0] for b in held[1]
    )  # fmt: skip


def _left_or_held(ctx: Context, locus: Locus) -> bool:
    """Whether a count is of what is left, of what a place can hold, or of some of several that its sentence tells of.

    *Still without power*, *seats 42,000*, *two went to one hospital, a third to another*.
    """
    listed = lemmas(ctx, locus) & words()["one_of_several"] - {"one", "other"}
    return bool(near(ctx, locus) & words()["left_over"] or listed) or locus.verb in words()["capacity"]


def _one_matter(case: Case) -> bool:
    """Whether two sentences about different persons speak of one thing all the same (*the Dec. 9 report*)."""
    one, two = case.both
    held = named(case.pair)
    topic = bool({"same topic", "like topic"} & set(held) and one.figures & two.figures)
    return topic or held.get("words of both sentences", 0.0) >= WORDED


def _modes(ctx: Context, locus: Locus) -> frozenset[str]:
    """How what a value belongs to is told: *told*, *past* (a month or more before), or what it is only said to be.

    A value that no claim holds may be told in any way.
    """
    if not locus.claims:
        return _TOLD_OF
    out = set()
    for c in locus.claims:
        mode = (
            "told" if happened(c) else _NOT_YET.get(c.modality, "") if c.polarity is Polarity.POSITIVE else ""
        )
        out.add("past" if mode and elsewhere(ctx, c) else mode)
    return frozenset(out - {""})


def _other_named(ctx: Context, one: Claim, two: Claim) -> bool:
    """Whether what takes part in two claims in one role has two names."""
    held = [
        (ctx.traits[one.id].figures.get(r), ctx.traits[two.id].figures.get(r)) for r in ("agent", "patient")
    ]
    return any(a and b and not a & b for a, b in held)


def _dated_apart(ctx: Context, one: Locus, two: Locus) -> bool:
    held = []
    for x in (one, two):
        layers = ctx.layers[x.report_id]
        inside = layers.parse.sentence_span(x.sentence)
        held.append([t for t in layers.timexes if inside.contains(t.span) and t.type in ("DATE", "TIME")])
    gaps = [g for a in held[0] for b in held[1] if (g := days_apart(a, b)) is not None]
    return bool(gaps) and min(gaps) > (1 if one.sort is Sort.CLOCK else 2)


def _posted(case: Case) -> bool:
    """A time says when a report was posted or changed."""
    return any(x.sort in (Sort.CLOCK, Sort.DAY) and posted(case.ctx, x) for x in case.both)


def _from_elsewhere(case: Case) -> bool:
    """A length of time is told from another moment (*three days after*), or as a frame (*in the past week*)."""
    for x in case.both:
        parse = case.ctx.layers[x.report_id].parse
        if x.sort is Sort.DURATION:
            after = parse.text[x.item.span.end : x.item.span.end + 12]
            before = parse.text[max(0, x.item.span.start - 24) : x.value.span.start]
            if _ANCHORED.match(after) or _WITHIN.search(before):
                return True
    return False


def _given_twice(case: Case) -> bool:
    """A report has several values of the kind that would do, or the killer may be counted or not."""
    for x, y in case.ways:
        kin = [
            z
            for z in case.every
            if z.report_id == x.report_id and z is not x and (z.sort, z.family) == (x.sort, x.family)
        ]
        fits = (z for z in kin if standing(case.ctx, z, y) is not Standing.APART)
        if any((z.noun is None or like_nouns(z.noun, y.noun)) and z.words & y.near for z in fits):
            return True
    one, two = case.both
    close = "kill" in one.classes | two.classes and abs(size(one) - size(two)) <= 2
    return close and any(with_killer(case.ctx, x.report_id) for x in case.both)


def _late(case: Case) -> bool:
    """The reports are weeks apart: each tells of its own stage."""
    dates = [case.ctx.reports[x.report_id].published for x in case.both]
    if dates[0] is None or dates[1] is None or case.pair.one.sort in (Sort.CLOCK, Sort.DAY):
        return False
    return abs((dates[0] - dates[1]).days) > LATER_DAYS


def _no_point(case: Case) -> bool:
    """*Four times*, *dozens*, *midday*, *since 3 p.m.*: no number or hour of its own that another could contradict."""
    return any(
        x.noun in words()["no_count"] or _vague(x.value) or _loosely(x) or bounding(case.ctx, x)
        for x in case.both
    )


def _vague(value: Quantity | Timex) -> bool:
    if isinstance(value, Timex):
        undated = value.weekday is None and value.day is None
        return (value.grain is Grain.DAYPART and undated) or (value.clock == _NOON and value.mod is None)
    broken = value.measure is Measure.COUNT and value.stated != int(value.stated)
    return broken or (value.approx and value.low is not None and value.low > value.stated)


def _loosely(locus: Locus) -> bool:
    """Whether a length of time is told by an article alone (*a week*, *a month-long*)."""
    return locus.sort is Sort.DURATION and locus.item.value.lower().lstrip().startswith(
        ("a ", "a-", "an ", "the ")
    )


_EXPLAINED = (
    _unlike,
    _untied,
    days_told,
    _size_apart,
    _far_off,
    _parts,
    _other_matter,
    _posted,
    _from_elsewhere,
    _given_twice,
    _late,
    _no_point,
)
