"""Whether anyone: *nobody was hurt*, *no shots were fired*, against a case of it that another report tells of.

An empty subject (*no one*, *no arrests*) denies every case of what it is said of, so that one case told by another
report contradicts it, whatever its number (the square of opposition: *no S is P*, *some S is P*).
"""

from collections.abc import Iterator, Sequence

from variorum.collate.align import long_before
from variorum.collate.context import Context
from variorum.collate.judge.common import differing, finding, item, readings
from variorum.collate.judge.quantities import GROWING
from variorum.collate.judge.statements import two_statements
from variorum.collate.lists import words
from variorum.collate.score import apart, happened, like
from variorum.collate.traits import content_words
from variorum.model import (
    Claim,
    Evidence,
    Finding,
    FindingKind,
    Kind,
    Modality,
    Participant,
    Polarity,
    Slot,
    Token,
)
from variorum.values.predicates import lexicon

CASUALTIES = frozenset({"injure", "arrest", "hospitalize"})
"""Classes told of a story's own event as a whole: *No one was hurt* needs no other word to be of it."""
AROUND = 0.35
"""Share of the rarer words of both sentences from which others speak of one matter."""
LATE = 21
"""Days between two publications beyond which they tell of two stages."""
_ROLES = ("agent", "patient")


def judge_nobody(ctx: Context) -> list[Finding]:
    """Differences between a report that denies every case of something and one that tells of a case."""
    out: list[Finding] = []
    used: set[tuple[str, str, str]] = set()
    for none in (c for c in ctx.claims if _denies_all(ctx, c)):
        for some in (c for c in ctx.claims if c.report_id != none.report_id and _told(ctx, c)):
            why = _one_matter(ctx, none, some)
            key = (none.report_id, some.report_id, none.predicate)
            if why is None or key in used or _told_inside(ctx, none) or _denied_inside(ctx, some):
                continue
            used.add(key)
            out.append(_made(ctx, none, some, why))
    return out


def _denies_all(ctx: Context, claim: Claim) -> bool:
    """Whether a claim denies every case: its own noun (*no arrests*) or who takes part (*nobody*, *no shots*)."""
    if claim.polarity is not Polarity.NEGATIVE or claim.modality not in (Modality.ASSERTED, Modality.ALLEGED):
        return False
    parse = ctx.layers[claim.report_id].parse
    verb = parse.tokens[claim.trigger]
    verb = parse.tokens[verb.head] if claim.nominal else verb  # "no arrests had been made"
    beside = [parse.tokens[i] for i in parse.children[verb.index]]
    loose = any(
        t.dep in ("npadvmod", "neg") or (t.dep == "advmod" and t.index < verb.index) or t.tag == "MD"
        or t.lemma.lower() in ("have", *words()["narrowing"]) for t in beside
    )  # fmt: skip
    if loose or long_before(ctx, claim):
        return False
    return _empty(ctx, claim, claim.trigger) if claim.nominal else next(_nobody(ctx, claim), None) is not None


def _nobody(ctx: Context, claim: Claim) -> Iterator[Participant]:
    return (p for p in claim.participants if p.role in _ROLES and _empty(ctx, claim, p.head))


def _empty(ctx: Context, claim: Claim, at: int) -> bool:
    """Whether a word stands for none at all: *nobody*, *no one*, *no shots*, with nothing that narrows it."""
    parse = ctx.layers[claim.report_id].parse
    kids = [parse.tokens[i] for i in parse.children[at]]
    if parse.tokens[at].lemma.lower() in words()["nobody"]:
        return not kids
    no = [k for k in kids if k.lemma.lower() == "no" and k.dep in ("det", "neg")]
    return bool(no) and all(k in no or k.dep == "punct" for k in kids)


def _told(ctx: Context, claim: Claim) -> bool:
    parse = ctx.layers[claim.report_id].parse
    first, last = parse.sentences[parse.tokens[claim.trigger].sentence]
    held = {t.lemma.lower() for t in parse.tokens[first:last]}
    scope = held & (words()["negators"] | words()["other_scope"] | words()["uncertain_clause"])
    return happened(claim) and not scope and not long_before(ctx, claim)


def _one_matter(ctx: Context, none: Claim, some: Claim) -> list[Evidence] | None:
    """The evidence that one case told is among those denied, or ``None``."""
    shared = {c for c in none.classes if c in some.classes and not lexicon().has(c, "weak")}
    if not shared and none.predicate != some.predicate:
        return None
    if (
        ctx.traits[none.id].ordinals != ctx.traits[some.id].ordinals
        or apart(ctx, none, some)
        or _late(ctx, none, some)
        or _scoped(ctx, none)
    ):
        return None
    case = _case(ctx, none, some)
    if case is None:
        return None
    around = ctx.overlap(ctx.words(none), ctx.words(some))
    whole = bool(shared & CASUALTIES) and ctx.leads(some) and _held_by(ctx, none, some)
    if not whole and (around < AROUND or two_statements(ctx, none, some)):
        return None
    return [Evidence("a case of it", 1.0, case),
            Evidence("words around", round(around, 2), "share of the rarer words of both sentences")]  # fmt: skip


def _case(ctx: Context, none: Claim, some: Claim) -> str | None:
    """Who or what takes part in the case told, where the other report denies that any such did."""
    empty = next(_nobody(ctx, none), None)
    role = "patient" if none.nominal or empty is None else empty.role
    held = [p for p in some.participants if p.role == role]
    if empty is not None and not _pronoun(ctx, none, empty):
        held = [p for p in held if like(ctx, none, empty, some, p) > 0]
    else:
        held = [p for p in held if _persons(ctx, some, p)]
    return held[0].name if held else None


def _pronoun(ctx: Context, claim: Claim, p: Participant) -> bool:
    token = ctx.layers[claim.report_id].parse.tokens[p.head]
    return token.lemma.lower() in words()["nobody"] or token.text.lower() == "one"


def _persons(ctx: Context, claim: Claim, p: Participant) -> bool:
    """Whether a participant is of persons told by a noun or a name."""
    layers = ctx.layers[claim.report_id]
    parse = layers.parse
    token: Token = parse.tokens[p.head]
    kinds = {e.kind for e in layers.entities if e.id == p.entity}
    of = [parse.tokens[j] for i in parse.children[token.index] if parse.tokens[i].lemma.lower() == "of"
          for j in parse.children[i]]  # fmt: skip
    if token.lemma.lower() in words()["many"] and of:
        token = of[0]  # "hundreds of voters"
        kinds |= {
            e.kind
            for e in layers.entities
            for m in layers.mentions
            if m.head == token.index and m.entity == e.id
        }
    noun = token.lemma.lower() in words()["anyone"] | words()["described_persons"] | words()["part_of_a_toll"]
    return token.pos in ("NOUN", "PROPN", "NUM") and (noun or bool(kinds & {Kind.PERSON, Kind.GROUP}))


def _held_by(ctx: Context, none: Claim, some: Claim) -> bool:
    """Whether all that a denial names besides (*in the blaze in Corrin*) stands in what the other report opens with."""
    parse = ctx.layers[none.report_id].parse
    beside = [p for p in none.participants if p.role not in _ROLES]
    own = content_words([t for p in beside for t in parse.tokens_in(p.span)])
    lead = ctx.sentences[some.report_id][: ctx.lead[some.report_id] + 1]
    return own <= frozenset(w for held in lead for w in held)


def _scoped(ctx: Context, claim: Claim) -> bool:
    parse = ctx.layers[claim.report_id].parse
    first, last = parse.sentences[parse.tokens[claim.trigger].sentence]
    held = {t.lemma.lower() for t in parse.tokens[first:last]}
    return bool(held & (words()["other_scope"] | words()["uncertain_clause"] | words()["narrowing"]))


def _late(ctx: Context, one: Claim, two: Claim) -> bool:
    dates = [ctx.reports[c.report_id].published for c in (one, two)]
    return dates[0] is not None and dates[1] is not None and abs((dates[0] - dates[1]).days) > LATE


def _told_inside(ctx: Context, none: Claim) -> bool:
    """Whether the report that denies every case tells of one all the same: then it denies something narrower."""
    return any(
        c.report_id == none.report_id and c.id != none.id and happened(c)
        and (set(c.classes) & set(none.classes) or c.predicate == none.predicate)
        for c in ctx.claims
    )  # fmt: skip


def _denied_inside(ctx: Context, some: Claim) -> bool:
    """Whether the report that tells of a case denies others too (*three were hurt; nobody else was*)."""
    return any(
        c.report_id == some.report_id and c.polarity is Polarity.NEGATIVE
        and (set(c.classes) & set(some.classes) or c.predicate == some.predicate)
        for c in ctx.claims
    )  # fmt: skip


def _made(ctx: Context, none: Claim, some: Claim, why: Sequence[Evidence]) -> Finding:
    items = [item(ctx, c, (("polarity", c.polarity.value),)) for c in (none, some)]
    found = readings(ctx, items, lambda a, b: a.normal == b.normal)
    dates = [ctx.reports[c.report_id].published for c in (none, some)]
    grows = bool(set(some.classes) & {*GROWING, "arrest"})
    later = grows and dates[0] is not None and dates[1] is not None and dates[0] < dates[1]
    verdict = "the later report tells of a case" if later else "one denies every case, the other tells of one"
    kind = FindingKind.UPDATE if later else differing(ctx, found)
    told = next(i for i in items if i.claim is some)
    return finding(kind, Slot.POLARITY, None, found, claims=[none.id, some.id], about=told.value,
                   evidence=[*why, Evidence("polarity", float(later), verdict)])  # fmt: skip
