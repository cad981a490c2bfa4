"""Like clauses of two reports of which one is negated: *was not taken to the hospital*, *was taken to the hospital*.

What stands in the two clauses is compared role by role. A pronoun, a bare number, or a name against a description
can be either's: *not comparable*, which speaks neither for nor against. What is said to whom, where or with what, and
is not alike, makes them two statements.
"""

from collections.abc import Iterator

from variorum.collate.align import long_before
from variorum.collate.context import Context
from variorum.collate.entities import Figure
from variorum.collate.lists import words
from variorum.collate.score import apart, like, unlike
from variorum.model import Claim, Evidence, Kind, Parse, Participant, Polarity, Token

ENOUGH = 1.0
"""Likeness of participants and surroundings, added up, from which two clauses are of one thing; set by hand."""
AROUND = 0.3
"""Share of rare words that their sentences have to share beside like participants."""
WORDED = 0.55
"""The same from which a word that only one of them adds is no other statement, where two participants are the same."""
ALONE = 0.8
"""The same where no participant can be compared."""
SHARED = 2
"""Words beside the predicate that both sentences have to have, where no participant is the same."""
SAME = 0.9
TAKEN_UP = 0.5
"""Likeness of a noun and a pronoun that stands for such a noun."""
ALIKE = 0.4
LATE = 21
"""Days between two publications beyond which what is not so, or no longer so, is another stage."""
_CLAUSES = ("conj", "advcl", "relcl", "ccomp", "parataxis", "acl")
_CORE = ("patient", "agent", "attribute")
_PLACES = ("in", "at", "into", "to", "inside", "on", "from", "outside")


def contrary(ctx: Context, one: Claim, two: Claim) -> list[Evidence] | None:
    """The evidence that one clause negates what the other tells, or ``None``.

    Args:
        ctx: the story.
        one: a claim.
        two: a claim of another report and of the other polarity.
    """
    negated, told = (one, two) if one.polarity is Polarity.NEGATIVE else (two, one)
    if negated.report_id == told.report_id or not _of_one_kind(negated, told):
        return None
    if not (_plainly_negated(ctx, negated) and _plainly_told(ctx, told)) or qualified(ctx, negated, told):
        return None
    if unlike(ctx, negated, told) or apart(ctx, negated, told) or _late(ctx, negated, told):
        return None
    if any(long_before(ctx, c) or not finite(ctx, c) or _partial(ctx, c) for c in (negated, told)):
        return None
    matched = _matched(ctx, negated, told)
    if matched is None:
        return None
    around = ctx.overlap(ctx.words(negated), ctx.words(told))
    total = sum(e.score or 0.0 for e in matched) + around
    firm = [e for e in matched if (e.score or 0.0) >= SAME]
    if total < ENOUGH or around < (AROUND if matched else ALONE):
        return None
    if not firm and len((ctx.words(negated) & ctx.words(told)) - {negated.predicate}) < SHARED:
        return None
    worded = around >= WORDED
    if _narrowed(ctx, negated, told) and not (len(firm) > 1 and worded):
        return None
    if _open(ctx, negated) and not any(e.feature == "same patient" for e in firm) and around < ALONE:
        return None  # "the victim has not been identified": the other may only have come out an hour later
    shared = Evidence("words around", round(around, 2), "share of the rarer words of both sentences")
    return [*matched, shared]


def _of_one_kind(one: Claim, two: Claim) -> bool:
    """Whether both have one predicate, or one way to say it (*taken to hospital*, *transported to hospital*)."""
    tails = [c.predicate.partition("_")[2] for c in (one, two)]
    return one.predicate == two.predicate or (bool(tails[0]) and tails[0] == tails[1])


def _plainly_negated(ctx: Context, claim: Claim) -> bool:
    """Whether a claim's own verb has a *not*, in a sentence that asks nothing and supposes nothing."""
    parse = ctx.layers[claim.report_id].parse
    own = [parse.tokens[i] for i in parse.children[claim.trigger]]
    return any(t.dep == "neg" for t in own) and not _unsure(parse, claim) and not _yet(own)


def finite(ctx: Context, claim: Claim) -> bool:
    """Whether a claim is told by a verb of a clause of its own: no *to die*, no *buying*, no *cannot buy*."""
    parse = ctx.layers[claim.report_id].parse
    token = parse.tokens[claim.trigger]
    beside = [parse.tokens[k] for k in parse.children[claim.trigger]]
    if token.pos not in ("VERB", "AUX") or token.dep in ("xcomp", "pcomp", "csubj", "dobj", "amod"):
        return False
    helped = any(t.dep in ("aux", "auxpass") for t in beside)
    return (helped or token.tag not in ("VB", "VBG")) and not any(t.tag in ("MD", "TO") for t in beside)


def _partial(ctx: Context, claim: Claim) -> bool:
    """Whether it is told of a part of several (*ten of the cadets*): the others may have done otherwise."""
    held = ctx.layers[claim.report_id].quantities
    spans = [p.span for p in claim.participants]
    return any(
        (q.partial or q.subset_of is not None) and any(s.overlaps(q.span) for s in spans) for q in held
    )


def _yet(beside: list[Token]) -> bool:
    return any(t.lemma.lower() in ("yet", "longer", "anymore", "initially", "immediately") for t in beside)


def _plainly_told(ctx: Context, claim: Claim) -> bool:
    parse = ctx.layers[claim.report_id].parse
    near = {t.lemma.lower() for t in _clause(parse, claim.trigger)} | {
        t.lemma.lower() for t in _above(parse, claim.trigger)
    }
    return not near & (words()["negators"] - {"without"}) and not _unsure(parse, claim)


def _unsure(parse: Parse, claim: Claim) -> bool:
    """Whether a clause or what governs it is put as a question, a condition or a supposition."""
    first, last = parse.sentences[parse.tokens[claim.trigger].sentence]
    near = (*_clause(parse, claim.trigger), *_above(parse, claim.trigger))
    held = {t.lemma.lower() for t in near} & words()["uncertain_clause"]
    return bool(held) or any(t.text == "?" for t in parse.tokens[first:last])


def _clause(parse: Parse, trigger: int) -> Iterator[Token]:
    """The tokens of a clause without those of clauses inside it."""
    yield parse.tokens[trigger]
    for k in parse.children[trigger]:
        if parse.tokens[k].dep not in _CLAUSES:
            yield from _clause(parse, k)


def _above(parse: Parse, trigger: int) -> Iterator[Token]:
    """What governs a clause, and the small words beside each governor."""
    token = parse.tokens[trigger]
    while token.head != token.index:
        token = parse.tokens[token.head]
        yield token
        yield from (
            parse.tokens[k]
            for k in parse.children[token.index]
            if parse.tokens[k].dep in ("neg", "aux", "mark")
        )


def qualified(ctx: Context, negated: Claim, told: Claim) -> bool:
    """Whether what is negated may be only how it was done (*was not seriously hurt*)."""
    parse = ctx.layers[negated.report_id].parse
    clause = {t.lemma.lower() for t in _clause(ctx.layers[told.report_id].parse, told.trigger)}
    how = (parse.tokens[k] for k in parse.children[negated.trigger])
    return any(t.dep == "advmod" and t.lemma.lower() not in clause for t in how)


def _narrowed(ctx: Context, negated: Claim, told: Claim) -> bool:
    """Whether what is negated may be only where, when or with what (*was not charged with arson*)."""
    parse = ctx.layers[negated.report_id].parse
    roles = {_role(p) for p in told.participants}
    more = [p for p in negated.participants if _role(p) not in roles and p.role not in _CORE]
    held = [
        {t.lemma.lower() for t in parse.tokens_in(p.span) if t.pos in ("NOUN", "PROPN", "ADJ")} for p in more
    ]
    return any(not each & ctx.words(told) for each in held)


def _role(p: Participant) -> str:
    return "where" if p.role in _PLACES else p.role


def _late(ctx: Context, one: Claim, two: Claim) -> bool:
    """Whether weeks lie between two reports of which one says how things stand (*is not held*)."""
    parse = ctx.layers[one.report_id].parse
    beside = [parse.tokens[i] for i in parse.children[one.trigger]]
    now = any(t.tag in ("VBZ", "VBP") and t.dep in ("aux", "auxpass") for t in beside)
    if not now and ctx.trigger(one).tag == "VBN":
        return False
    dates = [ctx.reports[c.report_id].published for c in (one, two)]
    return dates[0] is not None and dates[1] is not None and abs((dates[0] - dates[1]).days) > LATE


def _open(ctx: Context, claim: Claim) -> bool:
    """Whether a clause tells how things stand so far (*has not been identified*)."""
    parse = ctx.layers[claim.report_id].parse
    beside = [parse.tokens[i] for i in parse.children[claim.trigger]]
    return any(t.lemma.lower() == "have" and t.dep == "aux" and t.text.lower() != "had" for t in beside)


def _matched(ctx: Context, one: Claim, two: Claim) -> list[Evidence] | None:
    """What takes part in both by role; ``None`` where something takes part that is not alike."""
    out = []
    for role in ("agent", "patient", "where", "with", "for", "as", "against", "of", "by"):
        ones = [p for p in one.participants if _role(p) == role]
        twos = [p for p in two.participants if _role(p) == role]
        if role == "patient" and bool(ones) != bool(twos):
            return None
        pairs = [(p, q) for p in ones for q in twos]
        if not pairs:
            continue
        value, p, q = max(((_like(ctx, one, p, two, q), p, q) for p, q in pairs), key=lambda v: v[0])
        if value >= ALIKE:
            out.append(Evidence(f"same {role}", round(value, 2), f"{p.name} / {q.name}"))
        elif not any(_may_be_one(ctx, one, p, two, q) for p, q in pairs):
            return None
    return out


def _like(ctx: Context, one: Claim, p: Participant, two: Claim, q: Participant) -> float:
    """How alike two participants are; a pronoun stands for the noun that it takes up (*he*: the student)."""
    value = like(ctx, one, p, two, q)
    if value > 0:
        return value
    held = [_nouns(ctx, c, x) for c, x in ((one, p), (two, q))]
    return TAKEN_UP if held[0] & held[1] else 0.0


def _nouns(ctx: Context, claim: Claim, p: Participant) -> frozenset[str]:
    layers = ctx.layers[claim.report_id]
    token = layers.parse.tokens[p.head]
    if token.pos != "PRON":
        return frozenset({token.lemma.lower()} if token.pos == "NOUN" else ())
    return frozenset(n.lower() for e in layers.entities if e.id == p.entity for n in e.nouns)


def _may_be_one(ctx: Context, one: Claim, p: Participant, two: Claim, q: Participant) -> bool:
    """Whether two participants cannot be compared: a pronoun, a bare number, a name against a description."""
    tokens = [ctx.layers[c.report_id].parse.tokens[x.head] for c, x in ((one, p), (two, q))]
    figures = [ctx.cast.of.get((c.report_id, x.entity or "")) for c, x in ((one, p), (two, q))]
    if all(f is not None and _named(f) for f in figures):
        return False
    if any(t.pos in ("PRON", "DET", "NUM") for t in tokens):
        return True
    persons = all(f is None or f.kind is Kind.PERSON for f in figures)
    described = {t.lemma.lower() for t in tokens} & words()["described_persons"]
    return persons and {t.pos for t in tokens} == {"NOUN", "PROPN"} and bool(described)


def _named(figure: Figure) -> bool:
    return any(m.entity.names for m in figure.members)
