"""What two claims of two reports share, and in what they differ, by named features with a strength of 0 to 1.

The features are those of cross-document event coreference (Cybulska and Vossen 2015; Held et al. 2021): predicate,
participants by role, time, place, amounts, and the words around, the last weighted by rarity in the story.
"""

from collections.abc import Iterator, Sequence

from variorum.collate.context import FACTUAL, Context
from variorum.collate.lists import words
from variorum.collate.score import counts, head, like, other_person, same_source, several, swapped
from variorum.model import Claim, Participant
from variorum.values.amounts import AmountRelation
from variorum.values.amounts import compare as amounts
from variorum.values.places import PlaceRelation
from variorum.values.places import compare as places
from variorum.values.predicates import lexicon
from variorum.values.times import Relation, compare_days

HEAVIEST = 5.0
"""Weight of a word beyond which rarity says nothing more."""
SAME = 0.9
"""Likeness of two participants from which they are the same one."""
CROSSED = frozenset({
    "agent like", "agent unlike", "alone", "any like", "around", "figure shared", "near", "patient like",
    "patient unlike", "rarest near", "vague",
})  # fmt: skip
"""Features that weigh otherwise for one predicate, for two of one class and for two that share none."""
_VAGUE = frozenset({"around", "near", "agent like", "patient like"})
_ONE_DAY = (Relation.EQUAL, Relation.CONTAINS, Relation.WITHIN)
_ONE_PLACE = (PlaceRelation.EQUAL, PlaceRelation.CONTAINS, PlaceRelation.WITHIN)


def features(ctx: Context, one: Claim, two: Claim, *, rivals: int = 0) -> dict[str, float]:
    """The features that hold of two claims.

    Args:
        ctx: the story.
        one: a claim of one report.
        two: a claim of another report.
        rivals: how many other claims of either report share the other's predicate or one of its classes.

    Returns:
        Strengths by name, 0 to 1; what does not hold is absent. Names that begin with ``same predicate:``,
        ``one class:`` or ``other predicate:`` are features of :data:`CROSSED` for that kind of pair.
    """
    kind, found = _predicates(one, two)
    found |= dict(_roles(ctx, one, two))
    found |= dict(_around(ctx, one, two))
    found |= dict.fromkeys(_differences(ctx, one, two), 1.0)
    found |= dict.fromkeys(_values(ctx, one, two), 1.0)
    found["alone"] = 1 / (1 + rivals)
    found |= {f"{kind}: {name}": found[name] for name in sorted(CROSSED & found.keys())}
    if "vague" in found:
        found |= {f"vague: {name}": found[name] for name in sorted(_VAGUE & found.keys())}
    return {name: value for name, value in found.items() if value}


def _predicates(one: Claim, two: Claim) -> tuple[str, dict[str, float]]:
    classes = [{c for c in x.classes if not lexicon().has(c, "weak")} for x in (one, two)]
    vague = words()["vague_predicates"]
    found = {"vague": 1.0} if one.predicate in vague or two.predicate in vague else {}
    if classes[0] and classes[1] and not classes[0] & classes[1]:
        found["classes differ"] = 1.0
    if one.predicate == two.predicate:
        return "same predicate", found | {"same predicate": 1.0}
    if classes[0] & classes[1]:
        return "one class", found | {"one class": 1.0}
    if _root(one) == _root(two):
        return "one class", found
    return "other predicate", found | {"other predicate": 1.0}


def _root(claim: Claim) -> str:
    """The verb of a predicate: of an event noun the verb of the same occurrence."""
    lemma = claim.predicate.removeprefix("attempt ")
    return lexicon().verb_of(lemma) or lemma.split("_")[0]


def _roles(ctx: Context, one: Claim, two: Claim) -> Iterator[tuple[str, float]]:
    for role in ("agent", "patient"):
        ps, qs = (_in_role(c, role) for c in (one, two))
        best = _best(ctx, one, ps, two, qs)
        if best:
            yield f"{role} like", best
            if best >= SAME:
                yield f"same {role}", 1.0
        elif _told(ctx, one, ps) and _told(ctx, two, qs):
            yield f"{role} unlike", 1.0
        else:
            yield f"{role} untold", 1.0
    yield "any like", _best(ctx, one, one.participants, two, two.participants)
    matched = sum(_best(ctx, one, [p], two, two.participants) >= 0.6 for p in one.participants)
    yield "participants alike", min(matched, 3) / 3


def _in_role(claim: Claim, role: str) -> list[Participant]:
    return [p for p in claim.participants if p.role == role]


def _best(
    ctx: Context, one: Claim, ps: Sequence[Participant], two: Claim, qs: Sequence[Participant]
) -> float:
    return max((like(ctx, one, p, two, q) for p in ps for q in qs), default=0.0)


def _told(ctx: Context, claim: Claim, held: Sequence[Participant]) -> bool:
    return any(head(ctx, claim, p).pos != "PRON" for p in held)


def _around(ctx: Context, one: Claim, two: Claim) -> Iterator[tuple[str, float]]:
    wide = ctx.words(one), ctx.words(two)
    near = ctx.traits[one.id].near, ctx.traits[two.id].near
    around = ctx.overlap(*wide)
    yield "around", around
    yield "near", ctx.overlap(*near)
    yield (
        "rarest near",
        min(max((ctx.weights.get(w, 1.0) for w in near[0] & near[1]), default=0.0), HEAVIEST) / HEAVIEST,
    )
    named = [frozenset(f for held in ctx.traits[c.id].figures.values() for f in held) for c in (one, two)]
    yield "figure shared", float(bool(named[0] & named[1]))
    yield "figures differ", float(bool(named[0] and named[1] and not named[0] & named[1]))
    places_ = [
        ctx.trigger(c).sentence / max(1, len(ctx.layers[c.report_id].parse.sentences)) for c in (one, two)
    ]
    yield "apart in their reports", abs(places_[0] - places_[1])


def _differences(ctx: Context, one: Claim, two: Claim) -> Iterator[str]:
    if one.modality is not two.modality:
        yield "modality differs"
    if (one.modality in FACTUAL) != (two.modality in FACTUAL):
        yield "factuality differs"
    if one.polarity is not two.polarity:
        yield "polarity differs"
    if one.predicate.startswith("attempt ") != two.predicate.startswith("attempt "):
        yield "attempt differs"
    if ctx.traits[one.id].ordinals != ctx.traits[two.id].ordinals:
        yield "ordinals differ"
    if several(ctx, one) != several(ctx, two):
        yield "several differ"
    if one.nominal != two.nominal:
        yield "nominal differs"
    if swapped(ctx, one, two):
        yield "swapped"
    if other_person(ctx, one, two):
        yield "other person"
    if one.nominal and two.nominal:
        yield "both nominal"
    if ctx.leads(one) and ctx.leads(two):
        yield "both in the opening"
    if same_source(ctx, one, two) is not None:
        yield "same source"


def _values(ctx: Context, one: Claim, two: Claim) -> Iterator[str]:
    times = [ctx.traits[c.id].times for c in (one, two)]
    days = [compare_days(a, b, borrowed=False) for a in times[0] for b in times[1]]
    if days:
        yield "time same" if any(d in _ONE_DAY for d in days) else "time differs"
    held = counts(ctx, one), counts(ctx, two)
    met = [amounts(q, r) for q in held[0] for r in held[1] if q.measure is r.measure and q.noun == r.noun]
    if AmountRelation.EQUAL in met:
        yield "amount same"
    elif met and all(m is AmountRelation.DISJOINT for m in met):
        yield "amount differs"
    where = [[ctx.layers[c.report_id].places[k] for k in c.places] for c in (one, two)]
    found = [places(p, q) for p in where[0] for q in where[1]]
    if found:
        yield "place same" if any(f in _ONE_PLACE for f in found) else "place differs"
