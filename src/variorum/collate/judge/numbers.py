"""Numbers that stand in like sentences of two reports, whatever predicate governs them.

What the aligned claims do not reach (*49 percent of the company*, *950 jobs in Germany*) is matched by what is
counted and by the words around. An equal value is strong evidence by itself; values that differ are compared here only
as parts of one whole (*seven of its nine cars*), and elsewhere by ``counterparts``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from variorum.collate.context import Context
from variorum.collate.judge.common import Item, differing, finding, readings
from variorum.collate.judge.quantities import grew, is_person, normal, with_noun
from variorum.collate.judge.sums import two_questions
from variorum.collate.lists import noun_groups, words
from variorum.collate.score import happened
from variorum.collate.traits import content_words
from variorum.model import Claim, Evidence, Finding, FindingKind, Measure, Quantity, Slot
from variorum.values.amounts import AmountRelation, compare

EQUAL_AROUND = 0.3
"""Share of rare words from which equal values of one thing are one reading; a third of it for rare values."""
CLOSE_AROUND = 0.4
"""The same for values of which one contains or rounds the other."""
_MEASURES = (Measure.COUNT, Measure.MONEY, Measure.PERCENT, Measure.UNIT)
_SMALL = 3


@dataclass(frozen=True, slots=True)
class Place:
    """A quantity in its sentence: the words around it, and the claims that hold it."""

    item: Item
    quantity: Quantity
    words: frozenset[str]
    near: frozenset[str]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class _Pair:
    score: float
    relation: AmountRelation
    one: Place
    two: Place
    around: float


def judge_numbers(ctx: Context, taken: Sequence[Finding]) -> list[Finding]:
    """Findings on numbers of like sentences that no other finding shows."""
    done = {
        (a.report_id, a.span.start, a.span.end)
        for f in taken
        if f.slot is Slot.QUANTITY
        for r in f.readings
        for a in r.anchors
    }
    places = [p for p in _places(ctx) if (p.item.report_id, p.item.span.start, p.item.span.end) not in done]
    pairs = [pair for one, two in combinations(places, 2)
             if one.item.report_id != two.item.report_id and (pair := _pair(ctx, one, two)) is not None]  # fmt: skip
    pairs.sort(
        key=lambda p: (
            -p.score,
            ctx.order[p.one.item.report_id],
            p.one.item.span,
            ctx.order[p.two.item.report_id],
            p.two.item.span,
        )
    )
    groups: list[list[Place]] = []
    kinds: dict[int, set[AmountRelation]] = {}
    around: dict[int, float] = {}
    home: dict[int, list[Place]] = {}
    for pair in pairs:
        a, b = home.get(id(pair.one)), home.get(id(pair.two))
        if a is not None and b is not None:
            continue
        group = a if a is not None else b if b is not None else []
        new = [p for p in (pair.one, pair.two) if not any(p is q for q in group)]
        if {p.item.report_id for p in new} & {p.item.report_id for p in group}:
            continue
        if not group:
            groups.append(group)
        group.extend(new)
        for p in new:
            home[id(p)] = group
        kinds.setdefault(id(group), set()).add(pair.relation)
        around.setdefault(id(group), pair.around)
    return [f for g in groups if (f := _judged(ctx, g, kinds[id(g)], around[id(g)])) is not None]


def _places(ctx: Context) -> list[Place]:
    holders: dict[tuple[str, int], list[Claim]] = {}
    for claim in ctx.claims:
        for k in claim.quantities:
            holders.setdefault((claim.report_id, k), []).append(claim)
    out = []
    for w in ctx.witnesses:
        parse = w.layers.parse
        for k, q in enumerate(w.layers.quantities):
            tokens = parse.tokens_in(q.span)
            alone = q.stated == 1 and q.measure is Measure.COUNT  # "one of the darkest days", "one count"
            if (
                alone
                or q.measure not in _MEASURES
                or q.change
                or (q.low is None and q.high is None)
                or not tokens
            ):
                continue
            if tokens[0].sentence in ctx.furniture[w.report.id]:
                continue
            first, last = parse.sentences[tokens[0].sentence]
            own = {t.index for t in tokens}
            around = [t for t in parse.tokens[first:last] if t.index not in own and t.pos != "NUM"]
            near = [t for t in around if abs(t.index - tokens[0].index) <= 8]
            span = with_noun(ctx, w.report.id, q)
            held = tuple(a.id for a in ctx.attributions.values() if a.report_id == w.report.id
                         and any(s.contains(q.span) for s in a.content) and a.act != "intention")  # fmt: skip
            item = Item(
                w.report.id,
                None,
                span,
                span.of(parse.text),
                normal(q),
                held,
                q,
                partial=q.partial or q.implied,
            )
            out.append(
                Place(
                    item,
                    q,
                    content_words(around),
                    content_words(near),
                    tuple(holders.get((w.report.id, k), ())),
                )
            )
    return out


def _same_thing(one: Quantity, two: Quantity) -> bool:
    if one.measure is not two.measure:
        return False
    if one.measure is not Measure.COUNT:
        return True
    a, b = one.noun or "", two.noun or ""
    if (
        a == b
        or (a in words()["anyone"] and b in words()["anyone"])
        or (not a and b in words()["anyone"])
        or (not b and a in words()["anyone"])
    ):
        return bool(a or b) or _distinct(one)
    if (not a or not b) and _distinct(one) and one.stated == two.stated:
        return True
    if {a, b} & words()["gendered"]:
        return False  # "one man" and "one woman" are two persons
    groups = noun_groups()
    return bool(groups.get(a, frozenset()) & groups.get(b, frozenset()))


def _pair(ctx: Context, one: Place, two: Place) -> _Pair | None:
    q, r = one.quantity, two.quantity
    if not _same_thing(q, r) and not _persons(ctx, one, two):
        return None
    relation = compare(q, r)
    if two_questions(ctx, (one.item.report_id, q), (two.item.report_id, r)):
        return None
    around = ctx.overlap(one.words, two.words)
    near = ctx.overlap(one.near, two.near)
    same_whole = q.subset_of is not None and q.subset_of == r.subset_of
    part = (one.item.partial or two.item.partial) and not same_whole
    if relation is not AmountRelation.EQUAL and not (_told(one) and _told(two)):
        return None
    if relation is not AmountRelation.EQUAL and (part or _other_scope(one, two)):
        return None
    if relation is AmountRelation.EQUAL:
        known = _distinct(q) or (q.noun == r.noun is not None and q.stated >= 10)
        need = EQUAL_AROUND / 3 if known else EQUAL_AROUND * (1.6 if q.stated <= _SMALL else 1)
        ok = max(around, near) >= need
        return _Pair(2 + around, relation, one, two, around) if ok else None
    if q.subset_of is not None and q.subset_of == r.subset_of and relation is AmountRelation.DISJOINT:
        # "seven of its nine cars", "five of the nine carriages": parts of the same whole
        ok = max(around, near) >= EQUAL_AROUND / 2 and _same_thing(q, r)
        return _Pair(around, relation, one, two, around) if ok else None
    if (q.subset_of is None) != (r.subset_of is None):
        return None
    if relation in (AmountRelation.ROUNDED, AmountRelation.CONTAINS, AmountRelation.WITHIN):
        ok = (
            max(around, near) >= (CLOSE_AROUND * 0.7 if _distinct(q) and _distinct(r) else CLOSE_AROUND)
            and q.stated > _SMALL
            and r.stated > _SMALL
        )
        return _Pair(1 + around, relation, one, two, around) if ok and _in_size(q, r) else None
    return None


def _later_is_more(ctx: Context, one: Place, two: Place) -> bool:
    """Whether the report published later has the higher count, at most three times the lower."""
    dates = [ctx.reports[p.item.report_id].published for p in (one, two)]
    if dates[0] is None or dates[1] is None or dates[0] == dates[1]:
        return False
    early, late = (one, two) if dates[0] < dates[1] else (two, one)
    return early.quantity.stated < late.quantity.stated <= 3 * early.quantity.stated


def _told(place: Place) -> bool:
    """Whether a number stands in something that is told as a fact, or in no claim at all."""
    return not place.claims or any(happened(c) for c in place.claims)


def _other_scope(one: Place, two: Place) -> bool:
    """Whether a sentence tells of another occurrence or of a rate."""
    return bool((one.words | two.words) & words()["other_scope"])


def _persons(ctx: Context, one: Place, two: Place) -> bool:
    """Whether one counts people at large and the other a kind of persons (*150 people*, *148 volunteers*)."""
    pair = ((one, two), (two, one))
    return any(
        a.quantity.noun in words()["anyone"]
        and is_person(ctx, b.item.report_id, b.quantity)
        and b.quantity.stated > _SMALL
        for a, b in pair
    )


def _distinct(q: Quantity) -> bool:
    """Whether a number is rare enough to be known again: two significant digits, and no small count."""
    digits = f"{q.stated:.6g}".replace(".", "").rstrip("0")
    return len(digits) >= 2 and (q.stated > 60 or q.measure is not Measure.COUNT)


def _in_size(q: Quantity, r: Quantity) -> bool:
    return 0.8 <= q.stated / r.stated <= 1.25 if q.stated and r.stated else False


def _judged(
    ctx: Context, group: Sequence[Place], kinds: set[AmountRelation], around: float
) -> Finding | None:
    items = [p.item for p in group]
    found = readings(ctx, items, _equal)
    evidence = [Evidence("words around", round(around, 2), "share of the rarer words of both sentences")]
    shown = " / ".join(r.value for r in found)
    if len(found) == 1:
        why = Evidence("quantity", 1.0, f"{shown}: are equal")
        return finding(FindingKind.AGREEMENT, Slot.QUANTITY, None, found, evidence=[*evidence, why])
    if AmountRelation.DISJOINT not in kinds:
        why = Evidence("quantity", 1.0, f"{shown}: are compatible")
        return finding(FindingKind.REFINEMENT, Slot.QUANTITY, None, found, evidence=[*evidence, why])
    if any(_elsewhere(ctx, a, b) for a, b in combinations(group, 2)):
        return None
    classes = {c for p in group for claim in p.claims for c in claim.classes}
    grown = all(_later_is_more(ctx, a, b) for a, b in combinations(group, 2) if not _equal(a.item, b.item))
    kind = FindingKind.UPDATE if grown or grew(ctx, items, classes) else differing(ctx, found)
    verdict = "the later report has more" if kind is FindingKind.UPDATE else "cannot both hold"
    why = Evidence("quantity", 0.0, f"{shown}: {verdict}")
    return finding(
        kind,
        Slot.QUANTITY,
        None,
        found,
        claims=[c.id for p in group for c in p.claims],
        evidence=[*evidence, why],
    )


def _elsewhere(ctx: Context, one: Place, two: Place) -> bool:
    """Whether a report has the other's value too, for the same thing: then each may mean another."""
    for here, there in ((one, two), (two, one)):
        for q in ctx.layers[here.item.report_id].quantities:
            if _same_thing(q, there.quantity) and compare(q, there.quantity) is AmountRelation.EQUAL:
                return True
    return False


def _equal(one: Item, two: Item) -> bool:
    assert isinstance(one.payload, Quantity)
    assert isinstance(two.payload, Quantity)
    return compare(one.payload, two.payload) is AmountRelation.EQUAL
