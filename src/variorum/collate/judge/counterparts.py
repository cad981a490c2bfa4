"""How many, how much, how long, when: values that answer one question and cannot both hold.

The values are placed by ``collate/counterparts``; ``difference`` asks whether anything explains a difference,
and weighs what speaks for one question; the reader of pairs says whether one value would fill both gaps.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from variorum.collate.context import Context
from variorum.collate.counterparts.loci import Locus, Sort, Standing, standing
from variorum.collate.counterparts.pairing import Counterparts, Placed
from variorum.collate.judge.cases import Case, lemmas, ratio, size
from variorum.collate.judge.common import SET_APART, Item, differing, finding, readings
from variorum.collate.judge.difference.features import FULL, compatible, doubted, features, shortest, ties
from variorum.collate.judge.difference.model import evidence, odds, read
from variorum.collate.judge.difference.placed import placed_surely
from variorum.collate.judge.objections import objects
from variorum.collate.judge.quantities import grew
from variorum.collate.judge.times import shown
from variorum.collate.lists import words
from variorum.collate.together import told as together
from variorum.collate.together import values_together
from variorum.model import Evidence, Finding, FindingKind, Quantity, Slot

BAR = 2.0
"""Log odds from which two values are set against one another where nothing may explain their difference, with
or without a reader. By folds over written events that the reader had not read, 171 pairs of 176 were right
(``tools/learn_differences.py``, decision 025)."""
BAR_DOUBTED = {Sort.COUNT: 3.0, Sort.PERCENT: 3.0, Sort.UNIT: 3.5, Sort.MONEY: 2.5, Sort.CLOCK: 2.0, Sort.DAY: 2.0,
               Sort.DURATION: 2.0}  # fmt: skip
"""The same where something may explain it, by sort. By those folds and by folds over real reports: counts 31 of 31,
money 23 of 23, shares 4 of 4, measures 11 of 11, clock times 30 of 30, days 46 of 47, lengths of time 37 of 38."""
BAR_SHORT = 4.0
"""The same where a report is shorter than those that the weights were learnt from."""
BAR_PLACED = 0.0
"""The same where the surroundings place both surely as well (``difference/placed``): 185 of 201."""
BAR_TO_GROW = 0.75
"""The same where the later report has more of what grows, an update at most; ``BAR`` where something may explain it."""
READ_FROM = -0.25
"""Log odds by the rules from which the reader is asked: it makes no difference by itself."""
QUESTIONS = 30
"""Pairs that the reader reads for a story at most, the likest first."""
JOINS = -1.0
"""Log odds from which a third report's equal value stands beside one of them."""
_HOLDS = (Standing.EQUAL, Standing.FITS)


@dataclass(frozen=True, slots=True)
class _Weighed:
    """Two values that cannot both hold, their features, log odds by the rules, and the bar that they have to pass."""

    pair: Counterparts
    found: dict[str, float]
    rules: float
    bar: float


@dataclass(frozen=True, slots=True)
class _Apart:
    """Two values that answer one question with some log odds, and why."""

    pair: Counterparts
    odds: float
    why: tuple[Evidence, ...]


def judge_counterparts(ctx: Context, taken: Sequence[Finding], placed: Placed) -> list[Finding]:
    """Findings on values of several reports that answer one question and differ, without what *taken* sets apart."""
    done = {(a.report_id, a.span.start) for f in taken for r in f.readings for a in r.anchors
            if f.slot in (Slot.QUANTITY, Slot.TIME) and f.kind in SET_APART}  # fmt: skip
    out: list[Finding] = []
    used: set[int] = set()
    for each in _apart(ctx, placed, done):
        pair = each.pair
        if {id(pair.one), id(pair.two)} & used:
            continue
        held = [pair.one, pair.two, *_beside(pair, placed.mutual)]
        used |= {id(x) for x in held}
        made = _judged(ctx, each, held)
        out += [made] if made is not None else []
    return out


def _apart(ctx: Context, placed: Placed, done: set[tuple[str, int]]) -> list[_Apart]:
    """The pairs that answer one question surely enough, the surest first."""
    left = QUESTIONS
    out = []
    for each in _weighed(ctx, placed, done):
        answer = values_together(ctx, each.pair.one, each.pair.two) if left else None
        left -= answer is not None
        total = each.rules if answer is None else read(each.rules, answer)
        if total >= each.bar and (
            ctx.reader is None or (answer is not None and not objects(each.pair, answer))
        ):
            why = [evidence(each.found, total)]
            why += [] if answer is None else [together("one value would fill both gaps", answer)]
            out.append(_Apart(each.pair, total, tuple(why)))
    return sorted(out, key=lambda each: (-each.odds, ratio(each.pair.one, each.pair.two)))


def _weighed(ctx: Context, placed: Placed, done: set[tuple[str, int]]) -> list[_Weighed]:
    """The pairs that cannot both hold and are likely enough of one question, the likest first."""
    mutual = {id(p) for p in placed.mutual}
    out = []
    for pair in placed.apart:
        if {(x.report_id, x.item.span.start) for x in (pair.one, pair.two)} & done:
            continue
        case = Case(ctx, pair, placed.every)
        grows = later_is_more(ctx, pair)
        surely = placed_surely(case, mutual, grows=grows)
        if (not surely and odds(ties(case)) < READ_FROM) or compatible(case):
            continue  # doubts only take from the odds
        surely = surely and not doubted(case)
        found = features(case, placed=surely)
        bar = BAR_PLACED if surely else _bar(case, found, grows=grows)
        each = _Weighed(pair, found, odds(found), bar)
        if surely or each.rules >= (READ_FROM if ctx.reader else bar):
            out.append(each)
    return sorted(out, key=lambda each: (-each.rules, ratio(each.pair.one, each.pair.two)))


def _bar(case: Case, found: Mapping[str, float], *, grows: bool) -> float:
    if any(name.startswith("doubt:") for name in found):
        doubted_ = BAR_DOUBTED[case.pair.one.sort] if shortest(case) >= FULL else BAR_SHORT
        return BAR if grows else doubted_
    return BAR_TO_GROW if grows else BAR


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


def _judged(ctx: Context, apart: _Apart, held: Sequence[Locus]) -> Finding | None:
    pair = apart.pair
    items = [shown(x.sort.value, x.item) if x.sort in (Sort.CLOCK, Sort.DAY) else x.item for x in held]
    by_item = {id(i): x for i, x in zip(items, held, strict=True)}

    def same(a: Item, b: Item) -> bool:
        return standing(ctx, by_item[id(a)], by_item[id(b)]) in _HOLDS

    found = readings(ctx, items, same)
    if len(found) < 2:
        return None
    classes = {c for x in held for c in x.classes}
    amounts = all(isinstance(x.value, Quantity) for x in held)
    grown = amounts and (grew(ctx, items, classes) or later_is_more(ctx, pair))
    kind = FindingKind.UPDATE if grown else differing(ctx, found)
    verdict = "the later report has more" if grown else "cannot both hold"
    how = Evidence(pair.one.sort.value, float(grown), f"{' / '.join(r.value for r in found)}: {verdict}")
    return finding(
        kind, Slot.QUANTITY if amounts else Slot.TIME, None if amounts else pair.one.sort.value, found,
        claims=[c.id for x in held for c in x.claims], evidence=[*apart.why, how],
    )  # fmt: skip


def later_is_more(ctx: Context, pair: Counterparts) -> bool:
    """Whether the report of a later day has more of what grows: a count, an area, a sum that it says has grown."""
    dates = [ctx.reports[x.report_id].published for x in (pair.one, pair.two)]
    if dates[0] is None or dates[1] is None or dates[0] == dates[1]:
        return False
    early, late = (pair.one, pair.two) if dates[0] < dates[1] else (pair.two, pair.one)
    if not size(early) < size(late):
        return False
    told = bool(lemmas(ctx, late) & (words()["grown"] | words()["growing_sums"]))
    return pair.one.sort is Sort.COUNT or (pair.one.sort in (Sort.UNIT, Sort.MONEY) and told)
