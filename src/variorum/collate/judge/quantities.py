"""How many: counts, sums and shares of one occurrence, and tolls across a story's main event."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, permutations

from variorum.collate.align import Alignment, long_before
from variorum.collate.context import Context
from variorum.collate.judge.common import Item, Normal, differing, finding, reading, readings, voices
from variorum.collate.judge.narrower import of_the_treated
from variorum.collate.judge.wholes import both_hold
from variorum.collate.lists import noun_groups, words
from variorum.collate.score import happened
from variorum.model import (
    Claim,
    Evidence,
    Finding,
    FindingKind,
    Kind,
    Measure,
    Quantity,
    Reading,
    Slot,
)
from variorum.text import Span
from variorum.values.amounts import AmountRelation, compare
from variorum.values.predicates import lexicon

RECENT = 10
"""Days before publication from which a count's own date puts it into the background of the news."""
ORDERS = 10.0
"""How many times a sum of money another may be before they pay for two things."""
GROWING = (
    "kill",
    "injure",
    "hospitalize",
    "evacuate",
    "destroy",
    "damage",
    "infect",
    "rescue",
    "find_dead",
    "strand",
    "burn",
)
"""Classes whose counts grow as time passes; the missing are found, and grow fewer."""
MAY_GROW = frozenset({"arrest", "charge"})
"""Classes whose counts grow where the higher one is told in the perfect."""
_NOMINAL = ("NOUN", "PROPN", "NUM", "PRON")


def judge_quantities(ctx: Context, alignment: Alignment, taken: Sequence[Finding]) -> list[Finding]:
    """Findings on the counts of one occurrence told by several reports, without those that *taken* holds."""
    done = {(a.report_id, a.span) for f in taken for r in f.readings for a in r.anchors}
    slots: dict[str, list[Item]] = {}
    for claim in alignment.claims:
        if happened(claim) and not long_before(ctx, claim, RECENT):
            for item in items_of(ctx, claim):
                if (item.report_id, item.span) not in done:
                    slots.setdefault(_slot(item), []).append(item)
    out = []
    for _, items in sorted(slots.items()):
        made = judged(ctx, items, alignment.id, alignment.evidence(), sure=_joined(alignment, items))
        if made is not None:
            out.append(made)
    return out


def _joined(alignment: Alignment, items: Sequence[Item]) -> bool:
    """Whether counts that differ stand in claims that are joined directly, and none is a bare *one*."""
    apart = [(a, b) for a, b in combinations(items, 2)
             if a.report_id != b.report_id and compare(amount(a), amount(b)) is AmountRelation.DISJOINT]  # fmt: skip
    return all(a.claim and b.claim and alignment.joined(a.claim, b.claim) for a, b in apart) and not any(
        amount(i).stated == 1 for pair in apart for i in pair
    )


def is_person(ctx: Context, report_id: str, quantity: Quantity) -> bool:
    """Whether the counted noun heads a mention of persons."""
    mentions = ctx.layers[report_id].mentions
    kinds = {e.id: e.kind for e in ctx.layers[report_id].entities}
    return any(
        m.head == quantity.noun_token and kinds[m.entity] in (Kind.PERSON, Kind.GROUP) for m in mentions
    )


def amount(item: Item) -> Quantity:
    """The quantity that an item holds."""
    assert isinstance(item.payload, Quantity)
    return item.payload


def items_of(ctx: Context, claim: Claim) -> list[Item]:
    """The comparable counts of one claim: no parts of a whole, no changes, no ages."""
    layers = ctx.layers[claim.report_id]
    out = []
    for k in claim.quantities:
        q = layers.quantities[k]
        if (
            q.measure is Measure.AGE
            or q.subset_of is not None
            or q.change
            or (q.low is None and q.high is None)
        ):
            continue
        if q.measure is Measure.ORDINAL:
            if "kill" not in claim.classes or (
                q.noun not in words()["anyone"] and not is_person(ctx, claim.report_id, q)
            ):
                continue
            q = replace(q, measure=Measure.COUNT, noun="people")
        span = with_noun(ctx, claim.report_id, q)
        exact = span.of(layers.parse.text)
        part = (q.partial or q.implied) and not _beside_the_dead(ctx, claim)
        part = part or q.noun in words()["of_something"]  # "five counts" of what each report says
        part = part or ("kill" in claim.classes and of_the_treated(ctx, claim))
        out.append(Item(claim.report_id, claim, span, exact, normal(q), claim.attributions, q, partial=part))
    return out


def joined_with(ctx: Context, report_id: str, quantity: Quantity) -> bool:
    """Whether a count is only a part: joined to other persons (*his two children and four other people*)."""
    parse = ctx.layers[report_id].parse
    at = quantity.noun_token if quantity.noun_token is not None else parse.head_in(quantity.span)
    if at is None:
        return False
    token = parse.tokens[at]
    head = parse.tokens[token.head]
    kids = [parse.tokens[i] for i in parse.children[at]]
    joined = token.dep == "conj" and head.pos in _NOMINAL
    return joined or any(
        (k.dep == "conj" and k.pos in _NOMINAL) or (k.dep == "amod" and k.lemma == "other") for k in kids
    )


def _beside_the_dead(ctx: Context, claim: Claim) -> bool:
    """Whether *others* are others than the dead of the sentence (*two died, 14 others were injured*): all of them."""
    sentence = ctx.trigger(claim).sentence
    return "kill" not in claim.classes and any(
        c.report_id == claim.report_id and "kill" in c.classes and ctx.trigger(c).sentence == sentence
        for c in ctx.claims
    )


def with_noun(ctx: Context, report_id: str, quantity: Quantity) -> Span:
    """A quantity's words with the noun that it counts, where that stands close behind."""
    parse = ctx.layers[report_id].parse
    if quantity.noun_token is None:
        return quantity.span
    noun = parse.tokens[quantity.noun_token]
    near = (
        noun.sentence == parse.tokens_in(quantity.span)[0].sentence
        and 0 <= noun.start - quantity.span.end < 30
    )
    return Span(quantity.span.start, noun.end) if near else quantity.span


def normal(q: Quantity) -> Normal:
    """A quantity's machine value."""
    return (("low", q.low), ("high", q.high), ("unit", q.unit), ("noun", q.noun))


def _slot(item: Item) -> str:
    q = amount(item)
    noun = "" if q.noun is None or q.noun in words()["anyone"] else q.noun
    groups = sorted(noun_groups().get(noun, ())) if noun else []
    classes = (
        item.claim.classes[-1]
        if item.claim and item.claim.classes
        else item.claim.predicate
        if item.claim
        else ""
    )
    return f"{classes}|{_role(item)}|{q.measure}|{q.unit}|{groups[0] if groups else noun}"


def _role(item: Item) -> str:
    """The role of what is counted: the doers and the ones done to are counted apart."""
    q = amount(item)
    held = item.claim.participants if item.claim else ()
    return next((p.role for p in held if p.head == q.noun_token and p.role in ("agent", "patient")), "")


def judged(
    ctx: Context, items: Sequence[Item], occurrence: str | None, evidence: Sequence[Evidence], *, sure: bool
) -> Finding | None:
    """The finding on comparable counts of several reports, or ``None`` where nothing can be said."""
    items = [i for i in items if not sums_up(ctx, i)]
    by_report: dict[str, list[Item]] = {}
    for item in items:
        by_report.setdefault(item.report_id, []).append(item)
    split = [r for r, each in by_report.items() if _contradicts_itself([i for i in each if not i.partial])]
    if any(not _voiced(ctx, by_report[r]) for r in split):
        return None  # a report that gives two counts leaves it open which one it means
    if split and sure:
        return _differ(ctx, items, occurrence, evidence)
    if len(by_report) < 2:
        return None
    relations = {(r, s): _between(by_report[r], by_report[s]) for r, s in combinations(by_report, 2)}
    kinds = set(relations.values())
    if kinds & {AmountRelation.DISJOINT, AmountRelation.CONTAINS, AmountRelation.WITHIN} and _loose(
        ctx, items
    ):
        return None
    if AmountRelation.DISJOINT in kinds:
        if any(_sum_or_size(ctx, a, b) for a, b in permutations(items, 2) if a.report_id != b.report_id):
            return None
        if any(len({amount(i).stated for i in each}) > 1 for r, each in by_report.items() if r not in split):
            return None  # a report with several counts of the kind speaks of several occurrences
        return _differ(ctx, items, occurrence, evidence) if sure else None
    if AmountRelation.EQUAL in kinds and kinds <= {AmountRelation.EQUAL, AmountRelation.UNKNOWN}:
        involved = {r for pair, rel in relations.items() if rel is AmountRelation.EQUAL for r in pair}
        found = readings(ctx, [i for i in items if i.report_id in involved], _equal)
        found = tuple(r for r in found if len(r.reports) > 1)[:1]
        return (
            _made(FindingKind.AGREEMENT, found, items, occurrence, evidence, "are equal") if found else None
        )
    classes = {c for i in items if i.claim for c in i.claim.classes}
    if kinds & {AmountRelation.CONTAINS, AmountRelation.WITHIN} and grew(ctx, items, classes):
        return _made(
            FindingKind.UPDATE,
            readings(ctx, items, _equal),
            items,
            occurrence,
            evidence,
            "differ as a count that grows with time does",
        )
    small = min((amount(i).stated for i in items), default=0) <= 2
    if kinds & {AmountRelation.CONTAINS, AmountRelation.WITHIN, AmountRelation.ROUNDED} and not small:
        found = readings(ctx, _one_each(by_report), _equal)
        return (
            _made(FindingKind.REFINEMENT, found, items, occurrence, evidence, "are compatible")
            if len(found) > 1
            else None
        )
    return None


def _sum_or_size(ctx: Context, one: Item, two: Item) -> bool:
    """Whether a number is the sum of those in the other's sentence, or two sums of money are of two orders of size."""
    q, r = amount(one), amount(two)
    layers = ctx.layers[two.report_id]
    inside = layers.parse.sentence_span(layers.parse.tokens_in(two.span)[0].sentence)
    beside = [x.stated for x in layers.quantities if inside.contains(x.span) and x.measure is q.measure]
    if any(sum(some) == q.stated for n in (2, 3) for some in combinations(beside, n)):
        return True
    return q.measure is Measure.MONEY and r.stated > ORDERS * q.stated > 0


def _loose(ctx: Context, items: Sequence[Item]) -> bool:
    """Whether counts of the dead may or may not hold who killed them."""
    classes = {c for i in items if i.claim for c in i.claim.classes}
    numbers = sorted({amount(i).stated for i in items})
    reports = {i.report_id for i in items}
    return (
        "kill" in classes
        and numbers[-1] - numbers[0] <= 2
        and any(with_killer(ctx, r) for r in sorted(reports))
    )


_INCLUDING = re.compile(r"\bincluding\s+(?:the\s+)?(?:\w+\s+){0,2}(\w+)", re.IGNORECASE)


def with_killer(ctx: Context, report_id: str) -> bool:
    """Whether a report tells of the killer's own death (*four dead, including the gunman*; *three and himself*)."""
    parse = ctx.layers[report_id].parse
    killers = words()["perpetrators"]
    if any(
        {m[1].lower(), m[1].lower().removesuffix("s")} & set(killers) for m in _INCLUDING.finditer(parse.text)
    ):
        return True
    deaths = {ctx.trigger(c).sentence for c in ctx.claims if c.report_id == report_id and "kill" in c.classes}
    held = (t for k in deaths for t in parse.tokens[slice(*parse.sentences[k])])
    if any(t.lemma.lower() in words()["own_death"] or t.text.lower() in words()["own_death"] for t in held):
        return True
    subjects = [t for t in parse.tokens if t.lemma in killers and t.dep.startswith("nsubj")]
    return any(parse.tokens[k].lemma == "dead" for t in subjects for k in parse.children[t.head])


def sums_up(ctx: Context, item: Item) -> bool:
    """Whether the sentence of a count tells of another occurrence, a rate, or several (*in 17 shootings*)."""
    layers = ctx.layers[item.report_id]
    tokens = layers.parse.tokens_in(item.span)
    first, last = layers.parse.sentences[tokens[0].sentence]
    if any(t.lemma.lower() in words()["other_scope"] for t in layers.parse.tokens[first:last]):
        return True
    inside = layers.parse.sentence_span(tokens[0].sentence)
    several = (q for q in layers.quantities if inside.contains(q.span) and q.stated > 1 and q.noun)
    return any(lexicon().has(s.name, "incident") for q in several for s in lexicon().noun(q.noun or ""))


def _voiced(ctx: Context, items: Sequence[Item]) -> bool:
    """Whether counts that differ inside one report each have a named source, and another one."""
    for a, b in combinations(items, 2):
        if compare(amount(a), amount(b)) is AmountRelation.DISJOINT:
            one, two = voices(ctx, reading(ctx, [a])), voices(ctx, reading(ctx, [b]))
            if not one or not two or one & two:
                return False
    return True


def _one_each(by_report: dict[str, list[Item]]) -> list[Item]:
    return [min(items, key=lambda i: (bool(i.attributions), i.span.start)) for items in by_report.values()]


def _equal(one: Item, two: Item) -> bool:
    return compare(amount(one), amount(two)) is AmountRelation.EQUAL


def _between(ones: Sequence[Item], twos: Sequence[Item]) -> AmountRelation:
    """The kindest relation between two reports' counts; a part may equal another count, and nothing else."""
    got = set()
    for a in ones:
        for b in twos:
            relation = compare(amount(a), amount(b))
            part = a.partial or b.partial
            got.add(AmountRelation.UNKNOWN if part and relation is not AmountRelation.EQUAL else relation)
    for kind in (
        AmountRelation.EQUAL,
        AmountRelation.ROUNDED,
        AmountRelation.CONTAINS,
        AmountRelation.WITHIN,
    ):
        if kind in got:
            return kind
    return AmountRelation.DISJOINT if got == {AmountRelation.DISJOINT} else AmountRelation.UNKNOWN


def _contradicts_itself(items: Sequence[Item]) -> bool:
    return any(compare(amount(a), amount(b)) is AmountRelation.DISJOINT for a, b in combinations(items, 2))


def _differ(
    ctx: Context, items: Sequence[Item], occurrence: str | None, evidence: Sequence[Evidence]
) -> Finding | None:
    found = readings(ctx, items, _equal)
    if len(found) < 2:
        return None
    if grew(ctx, items, {c for i in items if i.claim for c in i.claim.classes}):
        return _made(
            FindingKind.UPDATE,
            found,
            items,
            occurrence,
            evidence,
            "differ as a count that grows with time does",
        )
    apart = ((a, b) for a, b in combinations(items, 2) if a.report_id != b.report_id
             and compare(amount(a), amount(b)) is AmountRelation.DISJOINT)  # fmt: skip
    if any(both_hold(ctx, a, b) for a, b in apart):
        return None
    return _made(differing(ctx, found), found, items, occurrence, evidence, "cannot both hold")


def _so_far(ctx: Context, items: Sequence[Item]) -> bool:
    """Whether the highest count is told as what has been reached (*five men have been arrested*)."""
    top = max(items, key=lambda i: amount(i).stated)
    if top.claim is None:
        return False
    parse = ctx.layers[top.report_id].parse
    return any(parse.tokens[k].text.lower() in ("have", "has") for k in parse.children[top.claim.trigger])


def grew(ctx: Context, items: Sequence[Item], classes: set[str]) -> bool:
    """Whether later reports have the higher count of something that grows (the lower, of people missing)."""
    if not classes & {*GROWING, "vanish"} and not (classes & MAY_GROW and _so_far(ctx, items)):
        return False
    sign = -1 if "vanish" in classes else 1
    dated = [(ctx.reports[i.report_id].published, sign * amount(i).stated) for i in items]
    known = [(p, n) for p, n in dated if p is not None]
    if len(known) < len(dated):
        return False
    differing_pairs = [(a, b) for a, b in combinations(known, 2) if a[1] != b[1]]
    return bool(differing_pairs) and all(
        (a[0] < b[0]) == (a[1] < b[1]) and a[0] != b[0] for a, b in differing_pairs
    )


def _made(  # noqa: PLR0917 - the parts of a finding, named at each call
    kind: FindingKind, found: Sequence[Reading], items: Sequence[Item], occurrence: str | None,
    evidence: Sequence[Evidence], verdict: str,
) -> Finding:  # fmt: skip
    shown = " / ".join(r.value for r in found)
    why = Evidence(
        "quantity", 0.0 if kind in (FindingKind.CONFLICT, FindingKind.DISPUTE) else 1.0, f"{shown}: {verdict}"
    )
    return finding(kind, Slot.QUANTITY, None, found, occurrence=occurrence,
                   claims=[i.claim.id for i in items if i.claim], evidence=(*evidence, why))  # fmt: skip
