"""How many, how much, how long, when: values that answer one question and cannot both hold.

The values are placed by ``collate/counterparts``; ``explained`` asks whether anything explains their difference.
"""

from collections.abc import Sequence

from variorum.collate.context import Context
from variorum.collate.counterparts.loci import Locus, Sort, Standing, standing
from variorum.collate.counterparts.model import evidence
from variorum.collate.counterparts.pairing import Counterparts
from variorum.collate.judge.cases import Case, digits, lemmas, named, ratio, size
from variorum.collate.judge.common import Item, differing, finding, readings
from variorum.collate.judge.explained import RATIO, explained
from variorum.collate.judge.quantities import grew
from variorum.collate.judge.times import shown
from variorum.collate.lists import words
from variorum.collate.together import told as together
from variorum.collate.together import values_together
from variorum.model import Evidence, Finding, FindingKind, Quantity, Slot, Timex
from variorum.values.times import Relation, compare_clocks

SURE = {Sort.COUNT: 0.0, Sort.MONEY: -0.5, Sort.PERCENT: 0.5, Sort.UNIT: 0.3, Sort.CLOCK: -0.75, Sort.DAY: -0.5,
        Sort.DURATION: 0.5}  # fmt: skip
"""Log odds from which two values of a sort that differ are set against one another. This and what follows is set by
hand, where few of the pairs read on the development halves were wrong."""
SURE_UNTIED = {**SURE, Sort.COUNT: 0.6, Sort.DAY: 0.2}
"""The same where neither verb, noun nor incident is one in both."""
SURE_IN_OPENING = -0.5
"""The same where each is its report's only one of its unit, in the opening that tells what happened."""
SURE_OF_WORDS = -0.5
"""The same where the sentences share most of their rare words."""
SURE_TO_GROW = -0.25
"""The same where the later report has more: an update at most."""
SURE_OF_DATE = -1.3
"""The same for two dates of the calendar: few other things are dated within days of one another."""
SHARED = 0.7
"""Share of the rarer words of both sentences that counts as most."""
SHARED_NEAR = 0.6
"""Rarity of a word near both values that goes with it."""
ALONE = 0.5
"""One rival at most."""
JOINS = -1.0
"""Log odds from which a third report's equal value stands beside one of them."""
TRANSPOSED = 1.0
"""Log odds that two numbers with the same digits in another order add: a slip of the pen."""
SAME_HOUR = 1.0
"""Log odds that one clock time at two days adds."""
UNLIKELY, UNLIKELY_TIMES = -3.5, -1.25
"""Log odds by the reader of pairs below which two amounts, or two times, answer two questions, whatever their
surroundings share. Set on written events that it had not seen: of 19 right differences of times none was below, and 7
of 18 wrong ones; of 59 right ones of amounts none."""
_DIFFERENCES = (FindingKind.CONFLICT, FindingKind.DISPUTE, FindingKind.UPDATE)
_HOLDS = (Standing.EQUAL, Standing.FITS)


def judge_counterparts(
    ctx: Context, taken: Sequence[Finding], every: Sequence[Locus], pairs: Sequence[Counterparts]
) -> list[Finding]:
    """Findings on values of several reports that answer one question and differ, without what *taken* sets apart."""
    done = {(a.report_id, a.span.start) for f in taken for r in f.readings for a in r.anchors
            if f.slot in (Slot.QUANTITY, Slot.TIME) and f.kind in _DIFFERENCES}  # fmt: skip
    out: list[Finding] = []
    used: set[int] = set()
    for pair in sorted((p for p in pairs if p.standing is Standing.APART), key=_first):
        ends = {(x.report_id, x.item.span.start) for x in (pair.one, pair.two)}
        if {id(pair.one), id(pair.two)} & used or ends & done:
            continue
        why = _apart(ctx, pair, every)
        if why is None:
            continue
        held = [pair.one, pair.two, *_beside(pair, pairs)]
        used |= {id(x) for x in held}
        made = _judged(ctx, pair, held, why)
        out += [made] if made is not None else []
    return out


def _apart(ctx: Context, pair: Counterparts, every: Sequence[Locus]) -> list[Evidence] | None:
    """What more shows that two values answer one question and nothing explains that they differ; else ``None``.

    The reader of pairs may only object (decisions 020 and 021): on events that it has not seen, differences that it
    makes by itself are as often wrong as right.
    """
    if _surety(pair) < _needed(ctx, pair) or explained(Case(ctx, pair, every)):
        return None
    odds = values_together(ctx, pair.one, pair.two)
    if odds is None:
        return []
    timed = pair.one.sort in (Sort.CLOCK, Sort.DAY, Sort.DURATION)
    return (
        None
        if odds < (UNLIKELY_TIMES if timed else UNLIKELY)
        else [together("one value would fill both gaps", odds)]
    )


def _first(pair: Counterparts) -> tuple[float, float]:
    """The surest first, and of equals those nearest in size."""
    return -_surety(pair), ratio(pair.one, pair.two)


def _needed(ctx: Context, pair: Counterparts) -> float:
    held = named(pair)
    if _later_is_more(ctx, pair):
        return SURE_TO_GROW
    if pair.one.family == pair.two.family == "date":
        return SURE_OF_DATE
    told = pair.one.sort in (Sort.UNIT, Sort.MONEY, Sort.CLOCK)
    if told and "both in the opening" in held and held["alone"] >= ALONE:
        return SURE_IN_OPENING
    shared = held.get("words of both sentences", 0.0) >= SHARED
    shared = shared and held.get("rarest word near both", 0.0) >= SHARED_NEAR
    if shared and pair.one.sort is not Sort.COUNT:
        return SURE_OF_WORDS
    tied = {"one incident", "same verb", "verbs of one class", "same topic", "like topic"} & set(held)
    return (SURE if tied else SURE_UNTIED)[pair.one.sort]


def _surety(pair: Counterparts) -> float:
    slip = TRANSPOSED if _transposed(pair.one, pair.two) else 0.0
    return pair.odds + slip + (SAME_HOUR if _same_hour(pair.one, pair.two) else 0.0)


def _same_hour(one: Locus, two: Locus) -> bool:
    """Whether two days are told with one clock time (*10:30 p.m. on Monday*, *10:30 on Friday night*)."""
    if not isinstance(one.value, Timex) or not isinstance(two.value, Timex) or one.sort is not Sort.DAY:
        return False
    clocks = one.value.clock is not None and two.value.clock is not None
    return clocks and compare_clocks(one.value, two.value) is Relation.EQUAL


def _transposed(one: Locus, two: Locus) -> bool:
    """Whether two numbers of one length have the same digits in another order (*148*, *184*)."""
    a, b = digits(one), digits(two)
    return len(a) == len(b) > 1 and a != b and sorted(a) == sorted(b) and ratio(one, two) < RATIO[Sort.MONEY]


def _beside(pair: Counterparts, pairs: Sequence[Counterparts]) -> list[Locus]:
    """Values of other reports that equal one side, or fit it, and answer the same question."""
    reports = {pair.one.report_id, pair.two.report_id}
    out: dict[str, Locus] = {}
    for p in pairs:
        if p.standing in _HOLDS and p.odds >= JOINS:
            for x, y in ((p.one, p.two), (p.two, p.one)):
                if (x is pair.one or x is pair.two) and y.report_id not in reports:
                    out.setdefault(y.report_id, y)
    return list(out.values())


def _judged(
    ctx: Context, pair: Counterparts, held: Sequence[Locus], placed: Sequence[Evidence]
) -> Finding | None:
    items = [shown(x.sort.value, x.item) if x.sort in (Sort.CLOCK, Sort.DAY) else x.item for x in held]
    by_item = {id(i): x for i, x in zip(items, held, strict=True)}

    def same(a: Item, b: Item) -> bool:
        return standing(ctx, by_item[id(a)], by_item[id(b)]) in _HOLDS

    found = readings(ctx, items, same)
    if len(found) < 2:
        return None
    classes = {c for x in held for c in x.classes}
    amounts = all(isinstance(x.value, Quantity) for x in held)
    grown = amounts and (grew(ctx, items, classes) or _later_is_more(ctx, pair))
    kind = FindingKind.UPDATE if grown else differing(ctx, found)
    verdict = "the later report has more" if grown else "cannot both hold"
    why = (
        [Evidence("digits", 1.0, "the same digits in another order")]
        if _transposed(pair.one, pair.two)
        else []
    )
    why.append(
        Evidence(pair.one.sort.value, float(grown), f"{' / '.join(r.value for r in found)}: {verdict}")
    )
    return finding(
        kind, Slot.QUANTITY if amounts else Slot.TIME, None if amounts else pair.one.sort.value, found,
        claims=[c.id for x in held for c in x.claims],
        evidence=[*evidence(dict(pair.features), _surety(pair)), *placed, *why],
    )  # fmt: skip


def _later_is_more(ctx: Context, pair: Counterparts) -> bool:
    """Whether the report of a later day has more of what grows: a count, an area, a sum that it says has grown."""
    dates = [ctx.reports[x.report_id].published for x in (pair.one, pair.two)]
    if dates[0] is None or dates[1] is None or dates[0] == dates[1]:
        return False
    early, late = (pair.one, pair.two) if dates[0] < dates[1] else (pair.two, pair.one)
    if not size(early) < size(late):
        return False
    told = bool(lemmas(ctx, late) & (words()["grown"] | words()["growing_sums"]))
    return pair.one.sort is Sort.COUNT or (pair.one.sort in (Sort.UNIT, Sort.MONEY) and told)
