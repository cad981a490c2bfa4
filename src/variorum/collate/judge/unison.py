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
        or other_number(ctx, *((c.report_id, c.anchors[0].span) for c in (one, two)))
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


def other_number(ctx: Context, one: tuple[str, Span], two: tuple[str, Span]) -> bool:
    """Whether words of two reports hold amounts of one thing, and none of one's may be the other's.

    Args:
        ctx: the story.
        one: a report and a span of it.
        two: a span of another report.
    """
    held = [_amounts(ctx, *place) for place in (one, two)]
    pairs = [
        (q, r)
        for q in held[0]
        for r in held[1]
        if q.measure is r.measure and q.noun == r.noun and q.unit == r.unit
    ]
    if pairs and all(amounts(q, r) is AmountRelation.DISJOINT or _facing(q, r) for q, r in pairs):
        return True
    times = [_times(ctx, *place) for place in (one, two)]
    if times[0] and times[1] and not times[0] & times[1]:
        return True
    numerals = [_numerals(ctx, *place) for place in (one, two)]
    unread = any(not known for held in numerals for known in held.values())
    return unread and bool(numerals[0] and numerals[1]) and not numerals[0].keys() & numerals[1].keys()


def other_house(ctx: Context, one: tuple[str, Span], two: tuple[str, Span]) -> bool:
    """Whether words of two reports name two houses of one kind (*Corrin Hospital*, *Amsel Children's Hospital*).

    Args:
        ctx: the story.
        one: a report and a span of it.
        two: a span of another report.
    """
    held = [_houses(ctx, *place) for place in (one, two)]
    return any(not held[0][kind] & held[1][kind] for kind in held[0].keys() & held[1].keys())


def _houses(ctx: Context, report_id: str, span: Span) -> dict[str, set[str]]:
    """The words before the common noun of each name of a place in a span, by that noun."""
    parse = ctx.layers[report_id].parse
    out: dict[str, set[str]] = {}
    for t in parse.tokens_in(span):
        kind, at = t.lemma.lower(), t.index
        if not t.text[0].isupper() or kind not in words()["place_nouns"]:
            continue
        while at > 0 and (parse.tokens[at - 1].pos == "PROPN" or parse.tokens[at - 1].tag in ("POS", "HYPH")):
            at -= 1
        named = {x.lemma.lower() for x in parse.tokens[at : t.index] if x.pos == "PROPN"}
        if named:
            out.setdefault(kind, set()).update(named)
    return out


def _facing(one: Quantity, two: Quantity) -> bool:
    """Whether one amount is only bounded above and the other only below (*up to 30*, *at least 30*)."""
    above, below = (one, two) if one.high is None else (two, one)
    return above.high is None and above.low is not None and not below.low and below.high is not None


def _amounts(ctx: Context, report_id: str, span: Span) -> list[Quantity]:
    return [q for q in ctx.layers[report_id].quantities if span.contains(q.span)]


def _numerals(ctx: Context, report_id: str, span: Span) -> dict[str, bool]:
    """The numerals of a span as they are written, and whether each was read as an amount or a time."""
    layers = ctx.layers[report_id]
    read = [v.span for held in (layers.quantities, layers.timexes) for v in held]
    return {
        t.text.lower(): any(s.contains(t.span) for s in read)
        for t in layers.parse.tokens_in(span)
        if t.pos == "NUM"
    }


def _times(ctx: Context, report_id: str, span: Span) -> frozenset[str]:
    """The numbers of a comparison (*seven times*, *twofold*), as they are written."""
    parse = ctx.layers[report_id].parse
    held = parse.tokens_in(span)
    return frozenset(
        t.lemma.lower() for t in held if t.pos == "NUM" and parse.tokens[t.head].lemma.lower() == "time"
    )
