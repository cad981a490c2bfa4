"""Two claims in like words that are of two occurrences: an earlier one, one that is only planned, one of other persons.

Rules for what is shown as agreed; each rests on the words of the two clauses alone.
"""

from variorum.collate.align import long_before
from variorum.collate.context import Context
from variorum.collate.judge.quantities import is_person
from variorum.collate.lists import words
from variorum.collate.score import counts, once
from variorum.model import Claim, Measure, Participant, Quantity, Token
from variorum.values.amounts import AmountRelation, compare
from variorum.values.times import Relation, compare_days

LONG_AGO = 200
"""Days before publication from which a stated time puts a claim into the background of the news."""
_CORE = ("agent", "patient")


def another(ctx: Context, one: Claim, two: Claim) -> bool:
    """Whether the words of two claims show that they tell of two occurrences.

    Args:
        ctx: the story.
        one: a claim of one report.
        two: a claim of another.
    """
    return (
        _long_ago(ctx, one, two)
        or _ahead(ctx, one) != _ahead(ctx, two)
        or (ctx.traits[one.id].ordinals != ctx.traits[two.id].ordinals and not once(ctx, one, two))
        or _other_persons(ctx, one, two)
        or _one_beside_many(ctx, one, two)
    )


def _long_ago(ctx: Context, one: Claim, two: Claim) -> bool:
    """Whether one alone is dated far back, and brings in what it tells of as new (*in 2009 a storm* …)."""
    past = [long_before(ctx, c, LONG_AGO) for c in (one, two)]
    if past[0] == past[1] or not _brings_in(ctx, one if past[0] else two):
        return False
    same = len({c.anchors[0].exact.lower() for c in (one, two)}) == 1
    return not (same or _one_time(ctx, one, two))


def _one_time(ctx: Context, one: Claim, two: Claim) -> bool:
    """Whether a time of one claim may be one of the other's (*two years ago*, *in 2024*)."""
    held = [[t for t in ctx.timexes(c) if t.type in ("DATE", "TIME")] for c in (one, two)]
    apart = (Relation.DISJOINT, Relation.UNKNOWN)
    return any(compare_days(a, b, borrowed=False) not in apart for a in held[0] for b in held[1])


def _brings_in(ctx: Context, claim: Claim) -> bool:
    """Whether all who take part, or else the occurrence itself, are named as something new (*an aircraft*, *9,000*)."""
    parse = ctx.layers[claim.report_id].parse
    held = [parse.tokens[p.head] for p in claim.participants if p.role in _CORE]
    held = held or ([ctx.trigger(claim)] if claim.nominal else [])
    return bool(held) and all(t.pos == "NOUN" and not _known(ctx, claim, t) for t in held)


def _known(ctx: Context, claim: Claim, noun: Token) -> bool:
    """Whether a noun is told of as known, or as somebody's (*the aircraft*, *its aircraft*)."""
    parse = ctx.layers[claim.report_id].parse
    kids = (parse.tokens[i] for i in parse.children[noun.index])
    return any(k.dep == "poss" or k.lemma.lower() in words()["known_by"] for k in kids)


def _ahead(ctx: Context, claim: Claim) -> bool:
    """Whether a noun is told of as still to come, or not to come (*the opening has been pushed back*)."""
    if not claim.nominal:
        return False
    parse = ctx.layers[claim.report_id].parse
    token = ctx.trigger(claim)
    verb = parse.tokens[token.head]
    return token.dep in ("nsubjpass", "nsubj", "dobj") and verb.lemma.lower() in words()["still_ahead"]


def _other_persons(ctx: Context, one: Claim, two: Claim) -> bool:
    """Whether both count persons, or measure one thing, and no number of one may be the other's."""
    held = [[q for q in counts(ctx, c) if q.measure is not Measure.ORDINAL] for c in (one, two)]
    pairs = [(q, r) for q in held[0] for r in held[1] if _one_kind(ctx, one, q, two, r)]
    return bool(pairs) and all(compare(q, r) is AmountRelation.DISJOINT for q, r in pairs)


def _one_kind(ctx: Context, one: Claim, q: Quantity, two: Claim, r: Quantity) -> bool:
    if q.measure is not r.measure or q.measure is Measure.AGE:
        return False
    if q.measure is not Measure.COUNT:
        own = all(
            _own(ctx, c, x) for c, x in ((one, q), (two, r))
        )  # "the €14.2m bridge opened" is not of its sum
        return own and q.unit == r.unit and q.change == r.change
    return all(_persons(ctx, c, x) for c, x in ((one, q), (two, r)))


def _own(ctx: Context, claim: Claim, q: Quantity) -> bool:
    """Whether a measure is told of what happened itself, and not of one of those who take part."""
    return any(ctx.layers[claim.report_id].quantities[k] == q for k in claim.quantities)


def _persons(ctx: Context, claim: Claim, q: Quantity) -> bool:
    """Whether a number counts persons who do what is told, or to whom it is done."""
    if not any(p.head == q.noun_token for p in claim.participants if p.role in _CORE):
        return False  # "a ferry with 87 passengers sank"
    known = words()["anyone"] | words()["described_persons"]
    return q.noun in known or is_person(ctx, claim.report_id, q)


def _one_beside_many(ctx: Context, one: Claim, two: Claim) -> bool:
    """Whether what is done is done to, or by, a single person in one and to several others in the other."""
    for role in _CORE:
        held = [[_token(ctx, c, p) for p in c.participants if p.role == role] for c in (one, two)]
        if len(held[0]) == len(held[1]) == 1:
            a, b = held[0][0], held[1][0]
            if (_single(a) and b.tag == "NNS") or (_single(b) and a.tag == "NNS"):
                return True
    return False


def _token(ctx: Context, claim: Claim, p: Participant) -> Token:
    return ctx.layers[claim.report_id].parse.tokens[p.head]


def _single(token: Token) -> bool:
    return token.lemma.lower() in ("he", "she", "him", "her") and token.pos == "PRON"
