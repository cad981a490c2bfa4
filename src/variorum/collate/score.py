"""How well two claims fit: predicate, participants by role, time and the words around, and what forbids it."""

from collections.abc import Sequence
from dataclasses import dataclass

from variorum.collate.context import FACTUAL, Context
from variorum.collate.lists import noun_groups, words
from variorum.model import (
    Claim,
    Evidence,
    Grain,
    Interval,
    Modality,
    Participant,
    Polarity,
    Quantity,
    Timex,
    Token,
)
from variorum.values.amounts import AmountRelation
from variorum.values.amounts import compare as amounts
from variorum.values.places import PlaceRelation, compare
from variorum.values.predicates import lexicon
from variorum.values.times import Relation, compare_days

FAR_DAYS = 31
"""Days between two stated times from which two claims tell of two occurrences."""
FEW = 3
"""Content words below which a sentence says too little to be compared by them."""
_GRAINS = (Grain.DAY, Grain.HOUR, Grain.MINUTE, Grain.SECOND, Grain.DAYPART)


@dataclass(frozen=True, slots=True)
class Link:
    """Why two claims tell of one occurrence; ``sure`` where named or counted participants agree.

    ``probability`` is that of the learnt weights (:mod:`variorum.collate.coreference`), 0 between claims of one report.
    """

    one: Claim
    two: Claim
    score: float
    sure: bool
    evidence: tuple[Evidence, ...]
    probability: float = 0.0


def cannot_link(ctx: Context, one: Claim, two: Claim) -> bool:
    """Whether two claims certainly tell of two occurrences."""
    if one.polarity != two.polarity or one.predicate.startswith("attempt ") != two.predicate.startswith(
        "attempt "
    ):
        return True
    if (one.modality in FACTUAL) != (two.modality in FACTUAL):
        return True
    if other_person(ctx, one, two) or several(ctx, one) != several(ctx, two):
        return True
    return apart(ctx, one, two)


def several(ctx: Context, claim: Claim) -> bool:
    """Whether a claim sums up several occurrences (*two fatal shootings*) and names nobody of them."""
    token = ctx.trigger(claim)
    return claim.nominal and token.tag == "NNS" and not ctx.traits[claim.id].figures.get("patient")


def apart(ctx: Context, one: Claim, two: Claim) -> bool:
    """Whether stated times or years put two claims far from one another."""
    if once(ctx, one, two):
        return False
    same_report = one.report_id == two.report_id
    for a in ctx.traits[one.id].times:
        for b in ctx.traits[two.id].times:
            gap = days_apart(a, b)
            if gap is not None and gap > (
                0 if same_report and a.grain in _GRAINS and b.grain in _GRAINS else FAR_DAYS
            ):
                return True
    return _another(ctx, one, two)


def _another(ctx: Context, one: Claim, two: Claim) -> bool:
    """Whether two of town, day and count differ: one difference is a conflict, two are another occurrence."""
    held = [[ctx.layers[c.report_id].places[k] for k in c.places] for c in (one, two)]
    towns = [compare(p, q) for p in held[0] for q in held[1]]
    one_place = {PlaceRelation.EQUAL, PlaceRelation.CONTAINS, PlaceRelation.WITHIN}
    town = bool(towns) and not one_place & set(towns)
    gaps = [days_apart(a, b) for a in ctx.traits[one.id].times for b in ctx.traits[two.id].times]
    day = bool(gaps) and all(g is not None and g >= 0 for g in gaps)
    return (town and day) or ((town or day) and other_count(ctx, one, two))


def other_count(ctx: Context, one: Claim, two: Claim) -> bool:
    """Whether two claims count one kind of thing, and no count of one may be the other's."""
    held = [counts(ctx, c) for c in (one, two)]
    found = [amounts(q, r) for q in held[0] for r in held[1] if q.measure is r.measure and q.noun == r.noun]
    return bool(found) and all(f is AmountRelation.DISJOINT for f in found)


def counts(ctx: Context, claim: Claim) -> list[Quantity]:
    """A claim's quantities, and those of its participants (*winds of 70 mph*)."""
    spans = [p.span for p in claim.participants]
    held = enumerate(ctx.layers[claim.report_id].quantities)
    return [q for k, q in held if k in claim.quantities or any(s.contains(q.span) for s in spans)]


def once(ctx: Context, one: Claim, two: Claim) -> bool:
    """Whether two claims tell of what happens to a named person but once."""
    # A named person is killed once: a different day is a difference, not another killing.
    if not any(lexicon().has(c, "once") for c in set(one.classes) & set(two.classes)):
        return False
    return bool(_people(ctx, one, "patient") & _people(ctx, two, "patient"))


def days_apart(one: Timex, two: Timex) -> float | None:
    """Days between two resolved intervals, 0 where they touch, -1 where they overlap; ``None`` where either is open.

    Where a time has alternatives (a weekday that may be this week's or the last), the smallest gap counts.
    """
    gaps = [_gap(a, b) for a in (one.interval, *one.alternatives) for b in (two.interval, *two.alternatives)]
    known = [g for g in gaps if g is not None]
    return min(known) if len(known) == len(gaps) else None


def _gap(one: Interval | None, two: Interval | None) -> float | None:
    if not one or not two or not one.earliest or not one.latest or not two.earliest or not two.latest:
        return None
    if one.latest <= two.earliest:
        return (two.earliest - one.latest).total_seconds() / 86400
    if two.latest <= one.earliest:
        return (one.earliest - two.latest).total_seconds() / 86400
    return -1.0


def _people(ctx: Context, claim: Claim, role: str) -> frozenset[str]:
    return ctx.traits[claim.id].people.get(role, frozenset())


def other_person(ctx: Context, one: Claim, two: Claim) -> bool:
    """Whether a role that makes the occurrence is filled by different named persons."""
    # Different named persons in the role that makes the occurrence: two occurrences.
    for role in ("patient", "agent", "with", "recipient", "to", "against"):
        a, b = _people(ctx, one, role), _people(ctx, two, role)
        if a and b and not a & b:
            return True
    return False


def score(ctx: Context, one: Claim, two: Claim) -> Link | None:
    """How well two claims fit, taken apart into named levels; ``None`` where they cannot be one.

    Levels: predicate (same lemma 1, same class 0.9), participants by role (a named one 1, a like noun 0.4 to 0.8),
    time, place, and the share of rare words of their sentences.
    """
    if cannot_link(ctx, one, two):
        return None
    predicate = _predicate(one, two)
    if predicate is None:
        return None
    evidence = [Evidence("predicate", predicate, f"{word(ctx, one)} / {word(ctx, two)}")]
    who = _participants(ctx, one, two)
    named = sum(e.score or 0 for e in who if (e.score or 0) >= 0.9)
    arguments = sum(e.score or 0 for e in who)
    around = ctx.overlap(ctx.words(one), ctx.words(two))
    if min(len(ctx.words(one)), len(ctx.words(two))) < FEW:
        around /= 2  # "I've been shot": one word that all share is no sentence in common
    when = _when(ctx, one, two)
    source = same_source(ctx, one, two)
    if source is not None and one.predicate == two.predicate:
        who.append(source)
        arguments += source.score or 0
    evidence += who
    evidence.append(Evidence("words around", round(around, 2), "share of the rarer words of both sentences"))
    if when is not None:
        evidence.append(when)
    total = predicate + min(arguments, 2.0) * 0.6 + around * 0.8 + (when.score or 0 if when else 0) * 0.4
    once_said = (
        source is not None and _unique(ctx, one) and _unique(ctx, two) and one.predicate == two.predicate
    )
    complete = _complete(one, two, who)
    lone = one.report_id != two.report_id and (once_said or (complete and _only_one(ctx, one, two)))
    if complete:
        evidence.append(Evidence("all participants", 1.0, "each agent and patient has its like in the other"))
        total += 0.3
    if lone:
        evidence.append(Evidence("only one", 1.0, "each report tells of such an occurrence once"))
        total += 0.4
    vague = (
        one.predicate in words()["vague_predicates"]
        or two.predicate in words()["vague_predicates"]
        or not set(one.classes) & set(two.classes)
    )
    if vague:
        total -= 0.35
    if not who and around < 0.45:
        return None
    if one.report_id != two.report_id and not _enough(who, around, lone=lone):
        return None
    both = complete and len([e for e in who if e.feature in ("same agent", "same patient")]) > 1
    if swapped(ctx, one, two):
        return None
    agree = named >= 0.9 or arguments >= 1.2 or around >= 0.6 or lone or both
    sure = (once_said and ctx.traits[one.id].ordinals == ctx.traits[two.id].ordinals) or (
        agree and not unlike(ctx, one, two)
    )
    return Link(one, two, round(total, 3), sure, tuple(evidence))


def swapped(ctx: Context, one: Claim, two: Claim) -> bool:
    """Whether the doer of one deed is the one it is done to in the other."""
    if one.nominal or two.nominal:
        return False
    a, b = ctx.traits[one.id].figures, ctx.traits[two.id].figures
    none: frozenset[str] = frozenset()
    return bool(
        a.get("agent", none) & b.get("patient", none) - b.get("agent", none)
        or b.get("agent", none) & a.get("patient", none) - a.get("agent", none)
    )


def unlike(ctx: Context, one: Claim, two: Claim) -> bool:
    """Whether both say to whom, with what or against whom, and nothing of it is alike, or one is a second one."""
    if ctx.traits[one.id].ordinals != ctx.traits[two.id].ordinals:
        return True
    for role in ("patient", "with", "against", "to"):
        pairs = [
            (p, q) for p in one.participants if p.role == role for q in two.participants if q.role == role
        ]
        heads = [{head(ctx, one, p).pos, head(ctx, two, q).pos} for p, q in pairs]
        told = bool(pairs) and all(len(h) == 1 and h <= {"NOUN", "PROPN"} for h in heads)
        if told and all(like(ctx, one, p, two, q) == 0 for p, q in pairs):
            return True
    return False


def head(ctx: Context, claim: Claim, p: Participant) -> Token:
    """The head of a participant's words."""
    return ctx.layers[claim.report_id].parse.tokens[p.head]


def same_source(ctx: Context, one: Claim, two: Claim) -> Evidence | None:
    """Evidence that one named source says both."""
    figures = []
    for claim in (one, two):
        held = [ctx.attributions[a] for a in claim.attributions]
        found = {
            f.id
            for a in held
            if a.entity and (f := ctx.cast.of.get((a.report_id, a.entity))) and f.members[0].entity.names
        }
        figures.append(found)
    return Evidence("same source", 0.8, "one named source says both") if figures[0] & figures[1] else None


def _unique(ctx: Context, claim: Claim) -> bool:
    """Whether a report uses a predicate just once, and it is no word of all work."""
    if claim.predicate in words()["vague_predicates"]:
        return False
    return sum(c.report_id == claim.report_id and c.predicate == claim.predicate for c in ctx.claims) == 1


def _enough(matched: Sequence[Evidence], around: float, *, lone: bool) -> bool:
    """Whether more than the doer agrees: one person does many things of a kind."""
    beyond = [e for e in matched if e.feature != "same agent" and (e.score or 0) >= 0.3]
    return bool(beyond) or lone or around >= 0.4


def _complete(one: Claim, two: Claim, matched: Sequence[Evidence]) -> bool:
    """Whether every agent and patient of both claims has its like in the other."""
    core = [sum(p.role in ("agent", "patient") for p in c.participants) for c in (one, two)]
    found = sum(e.feature in ("same agent", "same patient") for e in matched)
    return core[0] == core[1] == found > 0


def _only_one(ctx: Context, one: Claim, two: Claim) -> bool:
    """Whether each report tells of an occurrence of a shared class just once."""
    shared = [c for c in one.classes if c in two.classes and not lexicon().has(c, "weak")]
    return any(ctx.told.get((one.report_id, c)) == 1 == ctx.told.get((two.report_id, c)) for c in shared)


def word(ctx: Context, claim: Claim) -> str:
    """The predicate as the report has it."""
    return ctx.trigger(claim).text


def _predicate(one: Claim, two: Claim) -> float | None:
    shared = [c for c in one.classes if c in two.classes and not lexicon().has(c, "weak")]
    if one.predicate == two.predicate:
        return 1.0
    return 0.9 if shared else None


def _when(ctx: Context, one: Claim, two: Claim) -> Evidence | None:
    for a in ctx.traits[one.id].times:
        for b in ctx.traits[two.id].times:
            relation = compare_days(a, b, borrowed=False)
            if relation in (Relation.EQUAL, Relation.CONTAINS, Relation.WITHIN):
                return Evidence("time", 1.0 if relation is Relation.EQUAL else 0.5, "the stated times agree")
    return None


def _participants(ctx: Context, one: Claim, two: Claim) -> list[Evidence]:
    taken: set[int] = set()
    out = []
    for p in one.participants:
        best, detail, at = 0.0, "", -1
        for k, q in enumerate(two.participants):
            if k in taken:
                continue
            value = like(ctx, one, p, two, q) * _role(p.role, q.role)
            if value > best:
                best, detail, at = value, f"{p.span.of(_text(ctx, one))} / {q.span.of(_text(ctx, two))}", k
        if at >= 0 and best >= 0.2:
            taken.add(at)
            out.append(Evidence(f"same {p.role}", round(best, 2), detail))
    return out


def _text(ctx: Context, claim: Claim) -> str:
    return ctx.reports[claim.report_id].text


def _role(one: str, two: str) -> float:
    if one == two:
        return 1.0
    return 0.6 if {one, two} <= {"agent", "patient", "by", "of", "modifier", "recipient", "to"} else 0.5


def like(ctx: Context, one: Claim, p: Participant, two: Claim, q: Participant) -> float:
    """How alike two participants are: the same figure 1, nouns with shared modifiers 0.8, like nouns 0.4."""
    figure, other = (
        ctx.cast.of.get((one.report_id, p.entity or "")),
        ctx.cast.of.get((two.report_id, q.entity or "")),
    )
    if figure and other and figure.id == other.id:
        return 1.0
    tokens, others = ctx.layers[one.report_id].parse, ctx.layers[two.report_id].parse
    a, b = tokens.tokens[p.head], others.tokens[q.head]
    if a.pos == "PRON" or b.pos == "PRON":
        return 0.0
    mods = ctx.traits[one.id].modifiers[p.head], ctx.traits[two.id].modifiers[q.head]
    shared = bool(mods[0] & mods[1])
    if a.lemma.lower() == b.lemma.lower():
        if mods[0] and mods[0] == mods[1]:
            return 0.9
        return 0.8 if shared else (0.6 if not mods[0] or not mods[1] else 0.5)
    groups = noun_groups()
    if groups.get(a.lemma.lower(), frozenset()) & groups.get(b.lemma.lower(), frozenset()):
        return 0.6 if shared else 0.4
    # "the consulate official" in one report is told by its modifier in the other ("a man at the consulate").
    if a.lemma.lower() in mods[1] or b.lemma.lower() in mods[0]:
        return 0.4
    return 0.0


def happened(claim: Claim) -> bool:
    """Whether a claim is told as a fact, in the report's own voice or a source's: nothing that might have been."""
    return claim.modality in (Modality.ASSERTED, Modality.ALLEGED) and claim.polarity is Polarity.POSITIVE


def factual(claim: Claim) -> bool:
    """Whether a claim says that something happened (asserted, alleged or possible, not denied)."""
    return claim.modality in FACTUAL and claim.polarity is Polarity.POSITIVE
