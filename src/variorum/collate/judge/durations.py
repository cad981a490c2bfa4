"""How long: lengths of time of one occurrence (*deliberated for nine hours*, *jailed for 14 years*)."""

from collections.abc import Sequence
from itertools import combinations

from variorum.collate.align import Alignment, long_before
from variorum.collate.context import Context
from variorum.collate.judge.common import Item, differing, finding, readings
from variorum.collate.judge.times import with_preposition
from variorum.collate.score import cannot_link, happened, like
from variorum.collate.traits import content_words
from variorum.model import Bound, Claim, Evidence, Finding, FindingKind, Slot, Timex
from variorum.values.durations import compare_durations
from variorum.values.times import Relation

AROUND = 0.35
"""Share of rare words from which equal lengths in two sentences are one reading."""


def judge_durations(ctx: Context, alignments: Sequence[Alignment]) -> list[Finding]:
    """Findings on lengths of time: of aligned occurrences, of like predicates, and equal ones in like sentences."""
    items = _items(ctx)
    groups: list[list[Item]] = []
    homes: dict[int, Alignment | None] = {}
    for one, two in combinations(items, 2):
        home = next((x for x in alignments if _claim(one) in x.claims and _claim(two) in x.claims), None)
        if one.report_id == two.report_id or not _comparable(ctx, home, items, one, two):
            continue
        near = [g for g in groups if any(i is one or i is two for i in g)]
        merged = [i for g in near for i in g] + [
            i for i in (one, two) if not any(i is k for g in near for k in g)
        ]
        groups = [g for g in groups if not any(g is n for n in near)] + [merged]
        homes[id(merged)] = next((homes[id(n)] for n in near if homes.get(id(n))), home)
    return [made for g in groups if (made := _made(ctx, g, homes[id(g)])) is not None]


def _items(ctx: Context) -> list[Item]:
    out = []
    for claim in ctx.claims:
        layers = ctx.layers[claim.report_id]
        for time in claim.times:
            timex = layers.timexes[time.timex]
            if timex.type == "DURATION" and time.bound_to is not Bound.PUBLICATION and happened(claim):
                span = with_preposition(ctx, claim.report_id, timex.span)
                normal = (("timex", timex.value), ("mod", timex.mod))
                words = span.of(layers.parse.text)
                out.append(Item(claim.report_id, claim, span, words, normal, claim.attributions, timex))
    return out


def _timex(item: Item) -> Timex:
    assert isinstance(item.payload, Timex)
    return item.payload


def _claim(item: Item) -> Claim:
    assert item.claim is not None
    return item.claim


def _comparable(ctx: Context, home: Alignment | None, items: Sequence[Item], one: Item, two: Item) -> bool:
    """Whether two lengths measure one thing: equal in like sentences, or of claims that are joined or alike."""
    relation = compare_durations(_timex(one), _timex(two))
    a, b = _claim(one), _claim(two)
    around = ctx.overlap(ctx.words(a), ctx.words(b))
    joined = home is not None and home.joined(a, b)
    if relation is Relation.EQUAL:
        return joined or around >= (AROUND / 2 if set(a.classes) & set(b.classes) else AROUND)
    return (
        relation is Relation.DISJOINT
        and (joined or _same_deed(ctx, a, b, around))
        and not _twice(items, one, two)
        and not any(long_before(ctx, c) for c in (a, b))
    )


def _same_deed(ctx: Context, one: Claim, two: Claim, around: float) -> bool:
    """Whether two claims have the same predicate and a like doer, and share rare words."""
    if one.predicate != two.predicate or around < 0.2 or cannot_link(ctx, one, two):
        return False
    parse, other = ctx.layers[one.report_id].parse, ctx.layers[two.report_id].parse
    bare = content_words([parse.tokens[one.trigger]]) == content_words([other.tokens[two.trigger]])
    alike = any(
        like(ctx, one, p, two, q) >= 0.4
        for p in one.participants
        for q in two.participants
        if p.role == q.role
    )
    return bare and (alike or around >= 0.4)


def _twice(items: Sequence[Item], one: Item, two: Item) -> bool:
    """Whether a report has the other's length for the same kind of thing too."""
    for here, there in ((one, two), (two, one)):
        for item in items:
            same = item.report_id == here.report_id and _claim(item).predicate == _claim(there).predicate
            if same and compare_durations(_timex(item), _timex(there)) in (Relation.EQUAL, Relation.NEAR):
                return True
    return False


def _made(ctx: Context, items: Sequence[Item], home: Alignment | None) -> Finding | None:
    found = readings(ctx, items, lambda a, b: compare_durations(_timex(a), _timex(b)) is Relation.EQUAL)
    reports = [r for reading in found for r in reading.reports]
    if len(reports) != len(set(reports)):
        return None  # a report with two lengths leaves it open which one it means
    verdict = "the lengths differ" if len(found) > 1 else "the lengths are equal"
    kind = differing(ctx, found) if len(found) > 1 else FindingKind.AGREEMENT
    why = Evidence("duration", float(len(found) == 1), f"{' / '.join(r.value for r in found)}: {verdict}")
    return finding(
        kind, Slot.TIME, "duration", found, occurrence=home.id if home else None,
        claims=[_claim(i).id for i in items], evidence=[why],
    )  # fmt: skip
