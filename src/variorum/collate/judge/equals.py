"""How many, how much, how long, when: values of several reports that answer one question and are equal.

Two reports of one event that both have £45m, 6,214 or 10.42 p.m. hardly mean two things by it: the rarer a value, the
less its surroundings need to share (``collate/counterparts``).
"""

from collections.abc import Sequence

from variorum.collate.context import Context
from variorum.collate.counterparts.features import like_nouns, like_topics
from variorum.collate.counterparts.loci import Locus, Sort, Standing
from variorum.collate.counterparts.model import evidence
from variorum.collate.counterparts.pairing import Counterparts
from variorum.collate.judge.cases import bounding, digits, posted
from variorum.collate.judge.common import finding, readings
from variorum.collate.judge.sums import two_questions
from variorum.collate.judge.times import shown
from variorum.collate.together import told as together
from variorum.collate.together import values_together
from variorum.collate.traits import dated
from variorum.model import Claim, Evidence, Finding, FindingKind, Quantity, Slot, Timex
from variorum.values.predicates import lexicon
from variorum.values.times import Relation, compare_days

NEEDED = {
    Sort.COUNT: (0.0, -2.0), Sort.MONEY: (-1.0, -3.0), Sort.PERCENT: (0.0, -1.0), Sort.UNIT: (-0.5, -2.0),
    Sort.CLOCK: (-0.5, -2.0), Sort.DURATION: (0.5, -1.5), Sort.DAY: (0.5, -0.5),
}  # fmt: skip
"""Log odds from which equal values of a sort are one reading: common values, and rare ones. Set by hand, where few of
the pairs read on the development halves were wrong."""
SMALL = 3
"""Counts up to which a number is too common to be known again."""
SMALL_NEEDED = 1.0
SHARED = 0.4
"""Share of the rarer words of both sentences from which equal values of unlike deeds are one reading."""
TOGETHER = 1.0
"""Log odds by the reader of pairs from which equal values are one reading though their surroundings share little; set
by hand, where nearly all pairs read on the development halves were right."""
HARDLY = -3.0
"""Log odds of the surroundings below which the reader is not asked."""
LONG = 20
"""Counts and lengths of time from which two digits make a number rare."""
_TIMES = (Sort.CLOCK, Sort.DURATION, Sort.DAY)


def judge_equals(ctx: Context, pairs: Sequence[Counterparts], taken: Sequence[Finding]) -> list[Finding]:
    """Agreements on values that no other finding shows.

    Args:
        ctx: the story.
        pairs: its counterparts.
        taken: the findings so far; what one of them shows in both reports is not listed again.
    """
    groups: list[dict[str, Locus]] = []
    why: list[Counterparts] = []
    for pair in sorted(
        (p for p in pairs if not _of_a_stamp(ctx, p) and _one_reading(ctx, p)), key=lambda p: -p.odds
    ):
        if any(_shown(f, pair) for f in taken):
            continue
        home = next((g for g in groups if any(x is pair.one or x is pair.two for x in g.values())), None)
        if home is None:
            groups.append({pair.one.report_id: pair.one, pair.two.report_id: pair.two})
            why.append(pair)
        else:
            for x in (pair.one, pair.two):
                home.setdefault(x.report_id, x)
    return [
        f for g, p in zip(groups, why, strict=True) if (f := _agreement(ctx, list(g.values()), p)) is not None
    ]


def _one_reading(ctx: Context, pair: Counterparts) -> bool:
    """Whether equal values are one reading: their surroundings share enough, or the two sentences ask one question."""
    one, two = pair.one, pair.two
    if pair.standing is not Standing.EQUAL or one.sort not in NEEDED or one.partial != two.partial:
        return False
    if isinstance(one.value, Quantity) and one.sort is Sort.COUNT and one.value.stated == 1:
        return False  # "one count", "one vehicle"
    if one.sort is Sort.COUNT and not like_nouns(one.noun, two.noun) and one.noun and two.noun:
        return False
    if isinstance(one.value, Quantity) and isinstance(two.value, Quantity):
        if _of_two_matters(pair) or two_questions(
            ctx, (one.report_id, one.value), (two.report_id, two.value)
        ):
            return False
    elif _of_two_days(pair):
        return False
    untold = one.sort is Sort.COUNT and (one.noun is None) != (two.noun is None)
    if pair.odds >= (NEEDED[one.sort][0] if untold else _needed(one)):
        return True  # "47 a year" and "47 seats" share a rare number, and perhaps nothing else
    small = isinstance(one.value, Quantity) and one.sort is Sort.COUNT and one.value.stated <= SMALL
    if pair.odds < HARDLY or _of_two_matters(pair) or (small and None in (one.noun, two.noun)):
        return False  # "on night two", "it takes two" beside another's two
    return (values_together(ctx, one, two) or 0.0) >= TOGETHER


def _of_two_matters(pair: Counterparts) -> bool:
    """Whether equal values belong to deeds of two classes (*86 killed*, *86 injured*; *a fine*, *a bribe*)."""
    one, two = pair.one, pair.two
    classes = [{c for c in x.classes if not lexicon().has(c, "weak")} for x in (one, two)]
    told = bool(classes[0] and classes[1]) and not classes[0] & classes[1]
    topics = one.topic is not None and two.topic is not None and not like_topics(one.topic, two.topic)
    shared = dict(pair.features).get("words of both sentences", 0.0) >= SHARED
    return (told or topics) and not shared


def _of_two_days(pair: Counterparts) -> bool:
    """Whether clock times stand beside two days (*at 7 a.m. on Monday*, *on Wednesday at 7 a.m.*)."""
    one, two = pair.one.value, pair.two.value
    if not (isinstance(one, Timex) and isinstance(two, Timex)) or pair.one.sort is not Sort.CLOCK:
        return False
    return dated(one) and dated(two) and compare_days(one, two, borrowed=False) is Relation.DISJOINT


def _of_a_stamp(ctx: Context, pair: Counterparts) -> bool:
    """Whether a value stands beside the report, or a time says when it was posted, or bounds a stretch."""
    if any(x.sentence in ctx.furniture[x.report_id] for x in (pair.one, pair.two)):
        return True
    timed = pair.one.sort in (Sort.CLOCK, Sort.DAY)
    return timed and any(posted(ctx, x) or bounding(ctx, x) for x in (pair.one, pair.two))


def _needed(x: Locus) -> float:
    common, rare = NEEDED[x.sort]
    if x.sort is Sort.DAY:
        return rare if x.family == "date" else common
    if isinstance(x.value, Timex):
        known = (
            x.value.clock is not None and x.value.clock % 30 if x.sort is Sort.CLOCK else len(digits(x)) > 1
        )
        return rare if known else common
    value = x.value.stated
    figures = len(f"{value:.6g}".replace(".", "").rstrip("0"))
    if x.sort is Sort.COUNT and value <= SMALL:
        return SMALL_NEEDED
    return rare if figures > 1 and (x.sort is not Sort.COUNT or value >= LONG) else common


def _shown(f: Finding, pair: Counterparts) -> bool:
    """Whether a finding stands on both values already."""
    held = [(a.report_id, a.span) for r in f.readings for a in r.anchors]
    return f.slot in (Slot.QUANTITY, Slot.TIME) and all(
        any(r == x.report_id and s.overlaps(x.value.span) for r, s in held) for x in (pair.one, pair.two)
    )


def _agreement(ctx: Context, held: Sequence[Locus], pair: Counterparts) -> Finding | None:
    timed = pair.one.sort in _TIMES
    items = [shown(x.sort.value, x.item) if x.sort in (Sort.CLOCK, Sort.DAY) else x.item for x in held]
    found = readings(ctx, items, lambda _a, _b: True)
    if len(found) != 1 or len(found[0].anchors) < 2:
        return None
    why = Evidence(pair.one.sort.value, 1.0, f"{found[0].value}: are equal")
    told = [c.id for x in held for c in _told_by(ctx, x)]
    slot, part = (Slot.TIME, pair.one.sort.value) if timed else (Slot.QUANTITY, None)
    read = values_together(ctx, pair.one, pair.two) if pair.odds < _needed(pair.one) else None
    placed = [together("one value would fill both gaps", read)] if read is not None else []
    reasons = [*evidence(dict(pair.features), pair.odds), *placed, why]
    return finding(FindingKind.AGREEMENT, slot, part, found, claims=told, evidence=reasons)


def _told_by(ctx: Context, x: Locus) -> Sequence[Claim]:
    """The claims that hold a value, or else the first of its sentence."""
    if x.claims:
        return x.claims
    return [c for c in ctx.claims if c.report_id == x.report_id and ctx.trigger(c).sentence == x.sentence][:1]
