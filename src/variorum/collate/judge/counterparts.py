"""How many, how much, how long, at what hour: values that answer one question and cannot both hold.

The values are placed by ``collate/counterparts``; this judge asks whether anything explains their difference.
"""

import re
from collections.abc import Callable, Sequence
from itertools import combinations

from variorum.collate.align import elsewhere
from variorum.collate.context import Context
from variorum.collate.counterparts.features import like_nouns
from variorum.collate.counterparts.loci import Locus, Sort, Standing, standing
from variorum.collate.counterparts.model import evidence
from variorum.collate.counterparts.pairing import Counterparts, counterparts
from variorum.collate.judge.common import Item, differing, finding, readings
from variorum.collate.judge.quantities import grew, joined_with, with_killer
from variorum.collate.judge.times import shown
from variorum.collate.lists import words
from variorum.collate.score import days_apart, happened
from variorum.model import Evidence, Finding, FindingKind, Grain, Measure, Quantity, Slot, Timex
from variorum.values.predicates import words as predicate_words
from variorum.values.times import Relation, compare_days, seconds

SURE = {Sort.COUNT: 0.6, Sort.MONEY: 0.3, Sort.PERCENT: 0.5, Sort.UNIT: 0.3, Sort.CLOCK: 0.2, Sort.DAY: 0.25,
        Sort.DURATION: 0.5}  # fmt: skip
"""Log odds from which two values of a sort that differ are set against one another."""
SURE_IN_OPENING = -0.5
"""The same where each is its report's only one of its unit, in the opening that tells what happened."""
SURE_OF_WORDS = -0.5
"""The same where the sentences share most of their rare words (``SHARED``)."""
SURE_TO_GROW = -0.25
"""The same where the later report has more: an update at most."""
SHARED = 0.7
JOINS = -1.0
"""Log odds from which a third report's equal value stands beside one of them."""
TRANSPOSED = 1.0
"""Log odds that two numbers with the same digits in another order add: a slip of the pen."""
RATIO = {Sort.COUNT: 5.0, Sort.MONEY: 5.0, Sort.PERCENT: 4.0, Sort.UNIT: 3.0, Sort.DURATION: 12.0}
"""How many times the lower the higher may be: beyond, they are two things."""
APART_DAYS = 62
"""Days between two dates beyond which they date two things."""
_TOLD = (Relation.EQUAL, Relation.CONTAINS, Relation.WITHIN, Relation.NEAR)
HOURS = 8
"""Hours between two clock times beyond which they are two things."""
NEAR_MINUTES = 15
"""Minutes between two clock times that reports may round away."""
LATER_DAYS = 21
"""Days between two publications beyond which reports tell of two stages."""
_DIFFERENCES = (FindingKind.CONFLICT, FindingKind.DISPUTE, FindingKind.UPDATE)
_HOLDS = (Standing.EQUAL, Standing.FITS)
_ANCHORED = re.compile(r"\s+(?:after|before|later|earlier|ago|from|into|prior|since|away)\b", re.IGNORECASE)
_WITHIN = re.compile(r"\b(?:within|in|over|for|during|past|last|next|previous|first)\s+(?:the\s+)?(?:\w+\s+)?\Z", re.IGNORECASE)


def judge_counterparts(ctx: Context, taken: Sequence[Finding]) -> list[Finding]:
    """Findings on values of two or more reports that answer one question and differ, without those that *taken* shows."""
    done = {(a.report_id, a.span.start) for f in taken for r in f.readings for a in r.anchors
            if f.slot in (Slot.QUANTITY, Slot.TIME) and f.kind in _DIFFERENCES}  # fmt: skip
    every, pairs = counterparts(ctx)
    out: list[Finding] = []
    used: set[int] = set()
    for pair in pairs:
        if pair.standing is not Standing.APART or {id(pair.one), id(pair.two)} & used:
            continue
        ends = {(x.report_id, x.item.span.start) for x in (pair.one, pair.two)}
        if ends & done or _surety(pair) < _needed(ctx, pair) or any(explains(ctx, pair, every) for explains in _EXPLAINED):
            continue
        held = [pair.one, pair.two, *_beside(pair, pairs)]
        used |= {id(x) for x in held}
        made = _judged(ctx, pair, held)
        out += [made] if made is not None else []
    return out


def _needed(ctx: Context, pair: Counterparts) -> float:
    held = _named(pair)
    if _later_is_more(ctx, pair):
        return SURE_TO_GROW
    if held.get("both in the opening") and held["alone"] >= 0.5 and pair.one.sort in (Sort.UNIT, Sort.MONEY, Sort.CLOCK):
        return SURE_IN_OPENING
    shared = held.get("words of both sentences", 0.0) >= SHARED and held.get("rarest word near both", 0.0) >= 0.6
    return SURE_OF_WORDS if shared and pair.one.sort is not Sort.COUNT else SURE[pair.one.sort]


def _named(pair: Counterparts) -> dict[str, float]:
    return {name.removeprefix("day: "): value for name, value in pair.features}


def _surety(pair: Counterparts) -> float:
    return pair.odds + (TRANSPOSED if _transposed(pair.one, pair.two) else 0.0)


def _digits(locus: Locus) -> str:
    """The significant digits of a number."""
    return f"{locus.value.stated:.6e}".partition("e")[0].replace(".", "").rstrip("0") if isinstance(locus.value, Quantity) else ""


def _transposed(one: Locus, two: Locus) -> bool:
    """Whether two numbers of one length have the same digits in another order (*148*, *184*)."""
    a, b = _digits(one), _digits(two)
    return len(a) == len(b) > 1 and a != b and sorted(a) == sorted(b) and _ratio(one, two) < RATIO[Sort.MONEY]


def _ratio(one: Locus, two: Locus) -> float:
    sizes = sorted(abs(_size(x)) for x in (one, two))
    return sizes[1] / sizes[0] if sizes[0] else float("inf")


def _size(locus: Locus) -> float:
    if isinstance(locus.value, Quantity):
        return locus.value.stated
    return seconds(locus.value) or 0.0


def _beside(pair: Counterparts, pairs: Sequence[Counterparts]) -> list[Locus]:
    """Values of other reports that equal one side and answer the same question."""
    reports = {pair.one.report_id, pair.two.report_id}
    out: dict[str, Locus] = {}
    for p in pairs:
        if p.standing in (Standing.EQUAL, Standing.FITS) and p.odds >= JOINS:
            for x, y in ((p.one, p.two), (p.two, p.one)):
                if (x is pair.one or x is pair.two) and y.report_id not in reports:
                    out.setdefault(y.report_id, y)
    return list(out.values())


def _judged(ctx: Context, pair: Counterparts, held: Sequence[Locus]) -> Finding | None:
    items = [shown(x.sort.value, x.item) if x.sort in (Sort.CLOCK, Sort.DAY) else x.item for x in held]
    by_item = {id(i): x for i, x in zip(items, held, strict=True)}
    same: Callable[[Item, Item], bool] = lambda a, b: standing(ctx, by_item[id(a)], by_item[id(b)]) in _HOLDS  # noqa: E731
    found = readings(ctx, items, same)
    if len(found) < 2:
        return None
    classes = {c for x in held for c in x.classes}
    amounts = all(isinstance(x.value, Quantity) for x in held)
    grown = amounts and (grew(ctx, items, classes) or _later_is_more(ctx, pair))
    kind = FindingKind.UPDATE if grown else differing(ctx, found)
    verdict = "the later report has more" if grown else "cannot both hold"
    why = Evidence(pair.one.sort.value, float(grown), f"{' / '.join(r.value for r in found)}: {verdict}")
    return finding(
        kind, Slot.QUANTITY if amounts else Slot.TIME, None if amounts else pair.one.sort.value, found,
        claims=[c.id for x in held for c in x.claims],
        evidence=[*evidence(dict(pair.features), _surety(pair)), *_slip(pair), why],
    )  # fmt: skip


def _slip(pair: Counterparts) -> list[Evidence]:
    return [Evidence("digits", 1.0, "the same digits in another order")] if _transposed(pair.one, pair.two) else []


def _later_is_more(ctx: Context, pair: Counterparts) -> bool:
    """Whether the report of a later day has more of what grows: a count, an area, a sum that it says has grown."""
    dates = [ctx.reports[x.report_id].published for x in (pair.one, pair.two)]
    if dates[0] is None or dates[1] is None or dates[0] == dates[1]:
        return False
    early, late = (pair.one, pair.two) if dates[0] < dates[1] else (pair.two, pair.one)
    if not _size(early) < _size(late):
        return False
    return pair.one.sort is Sort.COUNT or (
        pair.one.sort in (Sort.UNIT, Sort.MONEY) and bool(_lemmas(ctx, late) & words()["grown"])
    )


def _lemmas(ctx: Context, locus: Locus) -> set[str]:
    parse = ctx.layers[locus.report_id].parse
    first, last = parse.sentences[locus.sentence]
    return {t.lemma.lower() for t in parse.tokens[first:last]}


# What explains that two values differ; each takes the pair and every locus of the story.


def _unlike(ctx: Context, pair: Counterparts, every: Sequence[Locus]) -> bool:
    """They count different things, or their surroundings share no more than a name."""
    one, two = pair.one, pair.two
    if one.sort in (Sort.COUNT, Sort.PERCENT, Sort.UNIT) and one.noun and two.noun and not like_nouns(one.noun, two.noun):
        return True
    if one.sort is Sort.COUNT and ((one.noun is None) != (two.noun is None) or _kinds_apart(one, two)):
        return True
    if one.sort is Sort.PERCENT and one.figures and two.figures and not one.figures & two.figures:
        return True
    if ("kill" in one.classes) != ("kill" in two.classes) and one.sort is Sort.COUNT and one.classes and two.classes:
        return True
    tied = {"same verb", "verbs of one class", "both in the opening", "one incident"} & set(_named(pair))
    near = _named(pair).get("rarest word near both", 0.0)
    return not tied and near < 0.55


def _kinds_apart(one: Locus, two: Locus) -> bool:
    """Whether one counts a kind of persons (*two men*) and the other persons of any kind (*three people*)."""
    kinds = words()["gendered"] | words()["part_of_a_toll"]
    return one.noun != two.noun and bool({one.noun, two.noun} & kinds)


def _days_told(ctx: Context, pair: Counterparts, every: Sequence[Locus]) -> bool:
    """Days of which either stands in the other report too, that are far apart, or that no one event ties together."""
    one, two = pair.one, pair.two
    if one.sort is not Sort.DAY:
        return False
    assert isinstance(one.value, Timex)
    assert isinstance(two.value, Timex)
    if any(x.verb in predicate_words()["speech_verbs"] for x in (one, two)):
        return True  # the day of a statement
    if one.value.weekday is not None and one.value.weekday == two.value.weekday:
        return True  # one word for the day in both: which week it is, is ours to find, not theirs to contradict
    gap = days_apart(one.value, two.value)
    if gap is None or gap > APART_DAYS:
        return True
    for x, y in ((one, two), (two, one)):
        held = ctx.layers[y.report_id].timexes
        if any(compare_days(x.value, t, borrowed=False) in _TOLD for t in held if t is not y.value and isinstance(x.value, Timex)):
            return True
    named = set(_named(pair))
    return not named & {"one incident", "same verb", "verbs of one class"} or "other verb" in named and not one.near & two.near


def _size_apart(ctx: Context, pair: Counterparts, every: Sequence[Locus]) -> bool:
    """They are of two orders of size, or so near that a rounding explains it."""
    one, two = pair.one, pair.two
    if one.sort is Sort.DAY:
        return False
    if one.sort is Sort.CLOCK:
        assert isinstance(one.value, Timex)
        assert isinstance(two.value, Timex)
        gap = abs((one.value.clock or 0) - (two.value.clock or 0))
        gap = min(gap, 24 * 60 - gap)
        return not NEAR_MINUTES <= gap <= 60 * HOURS
    ratio = _ratio(one, two)
    round_ = one.sort is Sort.DURATION or (one.sort is not Sort.COUNT and min(len(_digits(one)), len(_digits(two))) < 2)
    return ratio > RATIO[one.sort] or (ratio < 1.2 and round_)


def _parts(ctx: Context, pair: Counterparts, every: Sequence[Locus]) -> bool:
    """One is a part of a whole, one of several in a list, or the sum of the other report's."""
    if pair.one.partial or pair.two.partial or any(" of " in x.item.value for x in (pair.one, pair.two)):
        return True
    for x, y in ((pair.one, pair.two), (pair.two, pair.one)):
        if isinstance(x.value, Quantity) and x.sort is Sort.COUNT:
            if joined_with(ctx, x.report_id, x.value) and x.noun in (words()["anyone"] | {None}):
                return True
            beside = [_size(z) for z in every if z.report_id == y.report_id and z.sort is x.sort and z.sentence == y.sentence]
            if any(sum(some) == _size(x) for n in (2, 3) for some in combinations(beside, n)):
                return True
    return False


def _other_matter(ctx: Context, pair: Counterparts, every: Sequence[Locus]) -> bool:
    """A sentence tells of another occurrence, a rate, a hypothesis, or of other persons or days."""
    one, two = pair.one, pair.two
    if (one.words | two.words) & words()["other_scope"]:
        return True
    if one.persons and two.persons and not one.persons & two.persons:
        return True
    for x in (one, two):
        if x.claims and not any(happened(c) and not elsewhere(ctx, c) for c in x.claims):
            return True
    return one.sort is not Sort.DAY and _dated_apart(ctx, one, two)


def _dated_apart(ctx: Context, one: Locus, two: Locus) -> bool:
    held = []
    for x in (one, two):
        layers = ctx.layers[x.report_id]
        inside = layers.parse.sentence_span(x.sentence)
        held.append([t for t in layers.timexes if inside.contains(t.span) and t.type in ("DATE", "TIME")])
    gaps = [g for a in held[0] for b in held[1] if (g := days_apart(a, b)) is not None]
    return bool(gaps) and min(gaps) > (1 if one.sort is Sort.CLOCK else 2)


def _posted(ctx: Context, pair: Counterparts, every: Sequence[Locus]) -> bool:
    """A time says when a report was posted or changed, or a length of time is told from another moment."""
    for x in (pair.one, pair.two):
        parse = ctx.layers[x.report_id].parse
        first, last = parse.sentences[x.sentence]
        if x.sort in (Sort.CLOCK, Sort.DAY) and (_lemmas(ctx, x) & words()["posting"] or last - first < 6):
            return True
        if x.sort is Sort.DURATION:
            after = parse.text[x.item.span.end : x.item.span.end + 12]
            before = parse.text[max(0, x.item.span.start - 24) : x.value.span.start]
            if _ANCHORED.match(after) or _WITHIN.search(before):
                return True
    return False


def _given_twice(ctx: Context, pair: Counterparts, every: Sequence[Locus]) -> bool:
    """A report has several values of the kind that would do, or the killer may be counted or not."""
    for x, y in ((pair.one, pair.two), (pair.two, pair.one)):
        for z in every:
            if z.report_id == x.report_id and z is not x and z.family == x.family and z.sort is x.sort:
                if standing(ctx, z, y) is not Standing.APART and like_nouns(z.noun, y.noun) and z.words & y.near:
                    return True
    if "kill" in pair.one.classes | pair.two.classes and abs(_size(pair.one) - _size(pair.two)) <= 2:
        return any(with_killer(ctx, x.report_id) for x in (pair.one, pair.two))
    return False


def _late(ctx: Context, pair: Counterparts, every: Sequence[Locus]) -> bool:
    """The reports are weeks apart: each tells of its own stage."""
    dates = [ctx.reports[x.report_id].published for x in (pair.one, pair.two)]
    if dates[0] is None or dates[1] is None or pair.one.sort is Sort.CLOCK:
        return False
    return abs((dates[0] - dates[1]).days) > LATER_DAYS


def _no_point(ctx: Context, pair: Counterparts, every: Sequence[Locus]) -> bool:
    """*Four times*, *dozens*, *midday*, *since 3 p.m.*: no number or hour of its own that another could contradict."""
    return any(x.noun in words()["no_count"] or _vague(x.value) or _loosely(x) or _bounding(ctx, x) for x in (pair.one, pair.two))


def _vague(value: Quantity | Timex) -> bool:
    if isinstance(value, Timex):
        return (value.grain is Grain.DAYPART and value.weekday is None and value.day is None) or (value.clock == 720 and value.mod is None)
    broken = value.measure is Measure.COUNT and value.stated != int(value.stated)
    return broken or (value.approx and value.low is not None and value.low > value.stated)


def _loosely(locus: Locus) -> bool:
    """Whether a length of time is told by an article alone (*a week*, *a month-long*)."""
    return locus.sort is Sort.DURATION and locus.item.value.lower().lstrip().startswith(("a ", "a-", "an ", "the "))


def _bounding(ctx: Context, locus: Locus) -> bool:
    """Whether a time bounds a stretch (*until 5 p.m.*) instead of dating something."""
    parse = ctx.layers[locus.report_id].parse
    first = parse.tokens_in(locus.value.span)[0]
    before = parse.tokens[first.index - 1].text.lower() if first.index else ""
    return locus.sort in (Sort.CLOCK, Sort.DAY) and before in words()["bounding"]


_EXPLAINED = (_unlike, _days_told, _size_apart, _parts, _other_matter, _posted, _given_twice, _late, _no_point)
