"""When a negated clause and its like are two statements: of another thing, of another time, or of something more."""

from variorum.collate.context import Context
from variorum.collate.lists import words
from variorum.collate.score import head
from variorum.model import Claim, Participant, Polarity
from variorum.values.times import Relation, compare_days

_CORE = ("agent", "patient", "attribute")
_CONTENT = ("NOUN", "PROPN", "ADJ", "NUM")
_PRESENT = ("VBZ", "VBP")
_HELPERS = ("aux", "auxpass", "cop")


def two_statements(ctx: Context, one: Claim, two: Claim) -> bool:
    """Whether a clause with *not* and its like without say two things that may both hold."""
    negated, told = (one, two) if one.polarity is Polarity.NEGATIVE else (two, one)
    return (
        _other_thing(ctx, negated, told)
        or _other_time(ctx, negated, told)
        or _more(ctx, negated, told)
        or _sides(negated, told)
    )


def _other_thing(ctx: Context, one: Claim, two: Claim) -> bool:
    """Whether like nouns are told apart by what stands with them (*the rear exit*, *the front exit*)."""
    for role in ("agent", "patient"):
        held = [[p for p in c.participants if p.role == role] for c in (one, two)]
        if len(held[0]) == len(held[1]) == 1 and _owned(ctx, one, held[0][0], two, held[1][0]):
            return True
        if len(held[0]) == len(held[1]) == 1 and not _one_figure(ctx, one, held[0][0], two, held[1][0]):
            tags = [head(ctx, c, x[0]).tag for c, x in ((one, held[0]), (two, held[1]))]
            if sum(t in ("NNS", "NNPS") for t in tags) == 1 and all(t.startswith("NN") for t in tags):
                return True
            a, b = _with(ctx, one, held[0][0]), _with(ctx, two, held[1][0])
            if a - b and b - a:
                return True
            if (a ^ b) & words()["one_of_several"]:
                return True
    return False


def _owned(ctx: Context, one: Claim, p: Participant, two: Claim, q: Participant) -> bool:
    """Whether one noun is only the owner or the whole of the other (*the mayor*, *the mayor's wife*)."""
    for c, x, other, y in ((one, p, two, q), (two, q, one, p)):
        parse, own = ctx.layers[c.report_id].parse, head(ctx, other, y)
        inside = parse.tokens_in(parse.subtree_span(x.head))
        held = {t.text.lower() for t in inside if t.index != x.head and t.dep in ("poss", "pobj", "compound")}
        if head(ctx, c, x).lemma.lower() != own.lemma.lower() and own.text.lower() in held:
            return True
    return False


def _one_figure(ctx: Context, one: Claim, p: Participant, two: Claim, q: Participant) -> bool:
    first, second = (ctx.cast.of.get((c.report_id, x.entity or "")) for c, x in ((one, p), (two, q)))
    return bool(first and second and first.id == second.id and any(m.entity.names for m in first.members))


def _with(ctx: Context, claim: Claim, p: Participant) -> frozenset[str]:
    """The content words of a participant and of what hangs on it, its head and pronouns left out."""
    parse = ctx.layers[claim.report_id].parse
    if parse.tokens[p.head].pos in ("PRON", "DET", "PROPN"):
        return frozenset()
    inside = parse.tokens_in(parse.subtree_span(p.head))
    return frozenset(t.lemma.lower() for t in inside if t.pos in _CONTENT and t.index != p.head)


def _other_time(ctx: Context, one: Claim, two: Claim) -> bool:
    """Whether *before*, *after*, *when* or the tense puts them at two times."""
    marks, present = [], []
    for c in (one, two):
        parse = ctx.layers[c.report_id].parse
        first, last = parse.sentences[parse.tokens[c.trigger].sentence]
        marks.append({t.lemma.lower() for t in parse.tokens[first:last]} & words()["at_another_time"])
        beside = (parse.tokens[i] for i in parse.children[c.trigger])
        near = [parse.tokens[c.trigger], *(t for t in beside if t.dep in _HELPERS)]
        present.append(
            any(t.tag in _PRESENT and t.pos in ("AUX", "VERB") and t.lemma != "have" for t in near)
        )
    return marks[0] != marks[1] or present[0] != present[1] or _days_apart(ctx, one, two)


def _days_apart(ctx: Context, one: Claim, two: Claim) -> bool:
    """Whether both are dated, and no day or month of one is of the other (*not on Monday*, *on Wednesday*)."""
    days = [[t for t in ctx.traits[c.id].times if t.type in ("DATE", "TIME")] for c in (one, two)]
    return all(days) and all(
        compare_days(a, b, borrowed=False) is Relation.DISJOINT for a in days[0] for b in days[1]
    )


def _more(ctx: Context, one: Claim, two: Claim) -> bool:
    """Whether either says by, of, for, with or where what the other's sentence does not hold; when is no matter."""
    for c, other in ((one, two), (two, one)):
        layers = ctx.layers[c.report_id]
        parse = layers.parse
        for p in c.participants:
            if any(t.span.overlaps(p.span) for t in layers.timexes):
                continue
            inside = {t.lemma.lower() for t in parse.tokens_in(p.span) if t.pos in _CONTENT}
            if p.role not in _CORE and inside and not inside & ctx.words(other):
                return True
    return False


def _sides(one: Claim, two: Claim) -> bool:
    """Whether one is *for* what the other is *against*."""
    roles = [{p.role for p in c.participants} & {"for", "against"} for c in (one, two)]
    return bool(roles[0] and roles[1] and roles[0] != roles[1])
