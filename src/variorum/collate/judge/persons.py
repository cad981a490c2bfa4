"""Who: the one person killed, hurt, held or charged in one incident, who goes by another name in another report."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from variorum.collate.align import long_before
from variorum.collate.context import Context
from variorum.collate.entities import Figure, parts
from variorum.collate.judge.common import Item, differing, finding, readings
from variorum.collate.judge.names import plain
from variorum.collate.lists import words
from variorum.collate.score import days_apart, happened, like
from variorum.model import Claim, Evidence, Finding, Form, Kind, Measure, Slot
from variorum.text import Span
from variorum.values.places import PlaceRelation, compare

DEEDS = ("kill", "injure", "arrest", "charge", "convict", "sentence", "kidnap", "rescue")
"""Classes of which a report that names one person, and counts no more, tells of one."""
ENOUGH = 2
"""Things beside the deed that have to agree: age, another name, town, day, rare words."""
AROUND = 0.4
ALIKE = 70.0
"""Likeness of two words of names, of 100, from which they may be one name spelled in two ways."""
_ROLE = "patient"


@dataclass(frozen=True, slots=True)
class _Held:
    """The one person of a deed in one report, and the claim that says so."""

    figure: Figure
    claim: Claim
    span: Span


def judge_persons(ctx: Context) -> list[Finding]:
    """Conflicts over who it was, where each report names one person, not the same, and the rest agrees."""
    out: list[Finding] = []
    shown: set[frozenset[str]] = set()
    for name in DEEDS:
        held = [h for w in ctx.witnesses if (h := _one(ctx, w.report.id, name)) is not None]
        for one, two in combinations(held, 2):
            pair = frozenset((one.figure.id, two.figure.id))
            if pair in shown or not strangers(ctx, one.figure, two.figure):
                continue
            why = _agreeing(ctx, one, two)
            if len(why) >= ENOUGH:
                shown.add(pair)
                out.append(_made(ctx, name, [h for h in held if h.figure.id in pair], why))
    return out


def _one(ctx: Context, report: str, name: str) -> _Held | None:
    """The one person that a report names as the patient of a class of deeds, if it tells of no more."""
    layers = ctx.layers[report]
    found: dict[str, _Held] = {}
    for claim in ctx.claims:
        if claim.report_id != report or name not in claim.classes:
            continue
        if not happened(claim) or long_before(ctx, claim):
            continue
        if any(
            layers.quantities[k].measure is Measure.COUNT and layers.quantities[k].stated > 1
            for k in claim.quantities
        ):
            return None
        for p in claim.participants:
            figure = ctx.cast.of.get((report, p.entity or "")) if p.role == _ROLE else None
            if figure is not None and figure.kind is Kind.PERSON and figure.members[0].entity.names:
                span = next(
                    (m.span for m in layers.mentions if m.head == p.head and m.form is Form.NAME), None
                )
                if span is not None:
                    found.setdefault(figure.id, _Held(figure, claim, span))
                else:
                    found.setdefault(figure.id, _Held(figure, claim, p.span))
            elif p.role == _ROLE and layers.parse.tokens[p.head].tag in ("NNS", "NNPS"):
                return None
    return next(iter(found.values())) if len(found) == 1 else None


def strangers(ctx: Context, one: Figure, two: Figure) -> bool:
    """Whether no report names both, and the names share no word."""
    reports = [{m.report_id for m in f.members} for f in (one, two)]
    names = [{plain(w) for m in f.members for n in m.entity.names for w in parts(n)} for f in (one, two)]
    genders = {m.entity.gender for f in (one, two) for m in f.members} - {None}
    full = all(any(len(parts(n)) > 1 for m in f.members for n in m.entity.names) for f in (one, two))
    return (
        one.id != two.id
        and not reports[0] & reports[1]
        and not names[0] & names[1]
        and len(genders) < 2
        and not any(_stage_name(ctx, m.report_id, m.entity.names) for f in (one, two) for m in f.members)
        and full
    )


def _stage_name(ctx: Context, report: str, names: Sequence[str]) -> bool:
    """Whether a name may be one that a person performs under (*the rapper Lil Frost*)."""
    parse = ctx.layers[report].parse
    held = {word for n in names for word in parts(n)}
    near = (parse.tokens[max(0, t.index - 2) : t.index + 1] for t in parse.tokens if t.text.lower() in held)
    return any(t.lemma.lower() in words()["stage_named"] for each in near for t in each)


def _agreeing(ctx: Context, one: _Held, two: _Held) -> list[Evidence]:
    """What agrees beside the deed; nothing where a town or a day differs, or one report holds the other's name."""
    if any(_told_of(ctx, x, y) for x, y in ((one, two), (two, one))):
        return []
    out = []
    ages = [_ages(ctx, h) for h in (one, two)]
    if ages[0] and ages[1]:
        if not ages[0] & ages[1]:
            return []
        out.append(Evidence("same age", 1.0, f"{min(ages[0] & ages[1]):g}"))
    a, b = one.claim, two.claim
    other = [
        p
        for p in a.participants
        for q in b.participants
        if p.role == q.role != _ROLE and like(ctx, a, p, b, q) >= 0.9
    ]
    if other:
        out.append(Evidence(f"same {other[0].role}", 1.0, other[0].name))
    held = [[ctx.layers[c.report_id].places[k] for k in c.places] for c in (a, b)]
    towns = {compare(p, q) for p in held[0] for q in held[1]}
    if PlaceRelation.DISJOINT in towns:
        return []
    if PlaceRelation.EQUAL in towns:
        out.append(Evidence("same place", 1.0, held[0][0].name))
    gaps = [days_apart(t, u) for t in ctx.traits[a.id].times for u in ctx.traits[b.id].times]
    if any(g is not None and g >= 0 for g in gaps):
        return []
    if any(g is not None for g in gaps):
        out.append(Evidence("same day", 1.0, "the stated days agree"))
    around = ctx.overlap(ctx.words(a), ctx.words(b))
    if around >= AROUND:
        out.append(Evidence("words around", round(around, 2), "share of the rarer words of both sentences"))
    return out


def _told_of(ctx: Context, one: _Held, two: _Held) -> bool:
    """Whether the other's report holds a person's surname."""
    text = ctx.reports[two.claim.report_id].text.lower()
    return any(parts(n)[-1] in text for m in one.figure.members for n in m.entity.names if parts(n))


def _ages(ctx: Context, held: _Held) -> set[float]:
    layers = ctx.layers[held.claim.report_id]
    own = {m.entity.id for m in held.figure.members if m.report_id == held.claim.report_id}
    heads = {t.index for m in layers.mentions if m.entity in own for t in layers.parse.tokens_in(m.span)}
    return {q.stated for q in layers.quantities if q.measure is Measure.AGE and q.noun_token in heads}


def _made(ctx: Context, name: str, held: Sequence[_Held], why: Sequence[Evidence]) -> Finding:
    items = [_item(h) for h in held]
    found = readings(ctx, items, lambda a, b: a.payload == b.payload)
    verdict = Evidence(
        "who", 0.0, " / ".join(r.value for r in found) + f": one person in each report ({name})"
    )
    return finding(differing(ctx, found), Slot.PARTICIPANT, "who", found, claims=[h.claim.id for h in held],
                   evidence=[*why, verdict])  # fmt: skip


def _item(held: _Held) -> Item:
    name = held.figure.members[0].entity.name
    claim = held.claim
    return Item(
        claim.report_id, claim, held.span, name, (("name", name),), claim.attributions, held.figure.id
    )
