"""Whether two aligned claims, in the words that are shown of them, say the same.

That two claims tell of one occurrence is not yet that they agree: *rejected their status*, *rejected all three
options*; *six times likelier*, *seven times likelier*; *cars can drive*, *a car driven by him*. Where their own words
part, the two are no agreement, and whether they differ is another judge's matter.
"""

from variorum.collate.context import Context
from variorum.collate.judge.narrower import unlike_things
from variorum.collate.lists import words
from variorum.collate.whole import finite
from variorum.model import Claim, Parse, Quantity, Token
from variorum.text import Span
from variorum.values.amounts import AmountRelation
from variorum.values.amounts import compare as amounts
from variorum.values.predicates import lexicon

_GOALS = ("patient", "attribute")
_COMPLEMENTS = ("xcomp", "ccomp")
_MODIFYING = ("amod", "det", "advmod")
_CARRIED = ("conj", "xcomp", "advcl", "acomp", "attr")
"""How a predicate hangs on a finite verb whose subject is its own."""


def in_unison(ctx: Context, one: Claim, two: Claim) -> bool:
    """Whether nothing in the words of two claims tells what they say apart."""
    return not (
        _other_goal(ctx, one, two)
        or _other_complement(ctx, one, two)
        or _modals(ctx, one) != _modals(ctx, two)
        or _marks(ctx, one) != _marks(ctx, two)
        or _other_number(ctx, one, two)
    )


def told(ctx: Context, claim: Claim) -> bool:
    """Whether a claim is told by a finite clause, or by a noun that is an occurrence (*the shooting of* …)."""
    if claim.nominal:
        if ctx.trigger(claim).tag == "NNS" and not (claim.times or claim.quantities):
            return False  # "mass shootings"
        placed = claim.participants or claim.times or claim.places
        occurs = any(lexicon().has(c, f) for c in claim.classes for f in ("incident", "once"))
        return bool(ctx.traits[claim.id].people) or (bool(placed) and occurs)
    parse = ctx.layers[claim.report_id].parse
    token = ctx.trigger(claim)
    while not finite(parse, token) and (token.dep in _CARRIED or _of_a_predicate(parse, token)):
        token = parse.tokens[token.head]
    head = parse.tokens[token.head]
    noun_alone = (
        token.dep == "acl" and token.tag == "VBN" and head.dep == "ROOT"
    )  # "A warehouse burned down." amiss
    return finite(parse, token) or noun_alone


def _of_a_predicate(parse: Parse, token: Token) -> bool:
    """Whether a verb completes what a finite one says of its subject (*was the last to leave*)."""
    return token.dep in ("acl", "relcl") and parse.tokens[token.head].dep in _CARRIED


def _other_goal(ctx: Context, one: Claim, two: Claim) -> bool:
    """Whether what was done to, or said of, is another thing in each."""
    for role in _GOALS:
        pairs = [(p, q) for p in one.participants for q in two.participants if p.role == q.role == role]
        if pairs and all(unlike_things(ctx, one, p, two, q) for p, q in pairs):
            return True
    return False


def _other_complement(ctx: Context, one: Claim, two: Claim) -> bool:
    """Whether two verbs are completed by unlike ones (*opted to remain*, *opted to leave*)."""
    held = [_complements(ctx, c) for c in (one, two)]
    if not all(held):
        return False
    classes = [{s.name for t in h for s in lexicon().verb(t.lemma)} for h in held]
    lemmas = [{t.lemma for t in h} for h in held]
    return not (lemmas[0] & lemmas[1] or classes[0] & classes[1])


def _complements(ctx: Context, claim: Claim) -> list[Token]:
    parse = ctx.layers[claim.report_id].parse
    kids = (parse.tokens[i] for i in parse.children[claim.trigger])
    return [k for k in kids if k.dep in _COMPLEMENTS and k.pos == "VERB"]


def _modals(ctx: Context, claim: Claim) -> bool:
    """Whether a verb stands behind a modal (*can*, *would*); *will* and *shall* only date it."""
    parse = ctx.layers[claim.report_id].parse
    kids = (parse.tokens[i] for i in parse.children[claim.trigger])
    return any(
        k.dep == "aux" and k.tag == "MD" and k.lemma.lower() not in ("will", "shall", "'ll") for k in kids
    )


def _marks(ctx: Context, claim: Claim) -> bool:
    """Whether a claim's own words say that it is another one, or an earlier (*other charges*, *in the past*)."""
    parse = ctx.layers[claim.report_id].parse
    held = parse.tokens_in(claim.anchors[0].span)
    return any(t.lemma.lower() in words()["another_one"] and (t.dep in _MODIFYING or t.lemma == "past") for t in held
               if parse.tokens[t.head].lemma.lower() not in words()["anyone"])  # fmt: skip


def _other_number(ctx: Context, one: Claim, two: Claim) -> bool:
    """Whether both claims' words hold amounts of one thing, and none of one's may be the other's."""
    held = [_amounts(ctx, c.report_id, c.anchors[0].span) for c in (one, two)]
    pairs = [
        (q, r)
        for q in held[0]
        for r in held[1]
        if q.measure is r.measure and q.noun == r.noun and q.unit == r.unit
    ]
    if pairs and all(amounts(q, r) is AmountRelation.DISJOINT for q, r in pairs):
        return True
    times = [_times(ctx, c) for c in (one, two)]
    return bool(times[0] and times[1] and not times[0] & times[1])


def _amounts(ctx: Context, report_id: str, span: Span) -> list[Quantity]:
    return [q for q in ctx.layers[report_id].quantities if span.contains(q.span)]


def _times(ctx: Context, claim: Claim) -> frozenset[str]:
    """The numbers of a comparison (*seven times*, *twofold*), as they are written."""
    parse = ctx.layers[claim.report_id].parse
    held = parse.tokens_in(claim.anchors[0].span)
    return frozenset(
        t.lemma.lower() for t in held if t.pos == "NUM" and parse.tokens[t.head].lemma.lower() == "time"
    )
