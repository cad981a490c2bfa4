"""What only one report tells: the occurrences an editor would want to see, each in words that stand alone."""

from collections.abc import Callable, Sequence

from variorum.collate.align import Alignment, rivals
from variorum.collate.clauses import complete, prose
from variorum.collate.context import Context
from variorum.collate.coreference.features import features
from variorum.collate.coreference.model import probability
from variorum.collate.judge.common import finding, item, reading
from variorum.collate.judge.events import whole
from variorum.collate.lists import words
from variorum.collate.score import like
from variorum.collate.traits import content_words
from variorum.model import (
    Claim,
    Evidence,
    Finding,
    FindingKind,
    Form,
    Modality,
    Participant,
    Polarity,
    Slot,
    Token,
)
from variorum.values.predicates import lexicon
from variorum.values.predicates import words as predicate_words

HEAVY = 2.0
"""Weight from which what only one report tells is listed."""
MOST = 8
"""Occurrences listed of one report, the weightiest first: a reader takes in no more, and the synopsis holds all."""
COVERED = 0.5
"""Share of a claim's rare words in one sentence of another report, from which it is not the only one to tell."""
PERHAPS = 0.5
"""Probability that another report's claim is of the same occurrence, from which it is not the only one to tell."""


def judge_singles(ctx: Context, alignments: Sequence[Alignment], taken: Sequence[Finding]) -> list[Finding]:
    """Occurrences that only one report tells of: one a sentence, weighty, and not covered by another report's words."""
    told = {(a.report_id, ctx.layers[a.report_id].parse.tokens_in(a.span)[0].sentence)
            for f in taken if f.kind is not FindingKind.SINGLE for r in f.readings for a in r.anchors}  # fmt: skip
    others = rivals(ctx)
    best: dict[tuple[str, int], tuple[float, Claim, Alignment]] = {}
    for alignment in alignments:
        if len(alignment.reports) > 1:
            continue
        for claim in alignment.claims:
            key = (claim.report_id, ctx.trigger(claim).sentence)
            found = weight(ctx, claim)
            if (
                found >= HEAVY
                and key not in told
                and found > best.get(key, (0.0,))[0]
                and not _told_alike(ctx, claim)
            ):
                best[key] = (found, claim, alignment)
    out = []
    for report_id in ctx.order:
        held = [best[k] for k in sorted(best) if k[0] == report_id]
        listed = [(w, c, a, near) for w, c, a in held if (near := _nearest(ctx, c)) < COVERED
                  and _likeliest(ctx, c, others) < PERHAPS]  # fmt: skip
        chosen = sorted(listed, key=lambda x: (-x[0], x[1].trigger))[:MOST]
        out += [_single(ctx, *x) for x in sorted(chosen, key=lambda x: x[1].trigger)]
    return out


def _single(ctx: Context, found: float, claim: Claim, alignment: Alignment, nearest: float) -> Finding:
    why = [Evidence("nearest sentence elsewhere", round(nearest, 2), "share of this claim's rarer words"),
           Evidence("weight", None, f"{found:g}: names, numbers, times and known predicates in it")]  # fmt: skip
    shown = reading(ctx, [item(ctx, claim, (("predicate", claim.predicate),))])
    return finding(FindingKind.SINGLE, Slot.EVENT, None, [shown], occurrence=alignment.id, claims=[claim.id],
                   evidence=why)  # fmt: skip


def _likeliest(ctx: Context, claim: Claim, others: Callable[[Claim, Claim], int]) -> float:
    """The highest probability that a claim of another report is of the same occurrence."""
    near = (
        c
        for c in ctx.claims
        if c.report_id != claim.report_id
        and (c.predicate == claim.predicate or set(c.classes) & set(claim.classes))
    )
    return max((probability(features(ctx, claim, c, rivals=others(claim, c))) for c in near), default=0.0)


def _told_alike(ctx: Context, claim: Claim) -> bool:
    """Whether another report tells of a like doer doing the same kind of thing: too near to call it the only one."""
    for other in ctx.claims:
        if other.report_id == claim.report_id or not (
            set(other.classes) & set(claim.classes) or other.predicate == claim.predicate
        ):
            continue
        for role in ("agent", "patient"):
            ones = [p for p in claim.participants if p.role == role]
            twos = [p for p in other.participants if p.role == role]
            if any(like(ctx, claim, p, other, q) >= 0.4 for p in ones for q in twos):
                return True
    return False


def _stands(ctx: Context, claim: Claim) -> bool:
    """Whether a claim is said as a clause of its own: a main or reported clause, or what is joined to one."""
    token = ctx.trigger(claim)
    parse = ctx.layers[claim.report_id].parse
    for _ in range(4):
        if token.dep == "ccomp":
            return _only_said(ctx, claim, parse.tokens[token.head])
        if token.dep in ("ROOT", "parataxis", "advcl"):
            return True
        if token.dep not in ("conj", "xcomp", "acomp", "dobj", "nsubj", "nsubjpass"):
            return False
        token = parse.tokens[token.head]
    return False


def _only_said(ctx: Context, claim: Claim, governor: Token) -> bool:
    """Whether a verb of saying governs a clause, and neither doubts nor weighs it (*it is less likely that* …)."""
    parse = ctx.layers[claim.report_id].parse
    cues = (t.index for a in claim.attributions for s in ctx.attributions[a].cue for t in parse.tokens_in(s))
    negated = any(parse.tokens[i].dep == "neg" for i in parse.children[governor.index])
    return not negated and (
        governor.lemma.lower() in predicate_words()["speech_verbs"] or governor.index in cues
    )


def _awaited(ctx: Context, claim: Claim) -> bool:
    """Whether a claim is only what something else waits for or runs up to (*until each county completes its tally*)."""
    token = ctx.trigger(claim)
    parse = ctx.layers[claim.report_id].parse
    before = {parse.tokens[i].lemma.lower() for i in parse.children[token.index] if i < token.index}
    return token.dep in ("advcl", "pcomp") and bool(before & words()["awaiting"])


def _headless(ctx: Context, claim: Claim) -> bool:
    """Whether a verb without its doer depends on another (*plans to demand a recount*)."""
    token = ctx.trigger(claim)
    doers = [p for p in claim.participants if p.role == "agent" and claim.anchors[0].span.contains(p.span)]
    return (
        token.tag == "VB" and token.dep in ("xcomp", "conj", "advcl", "acl", "relcl", "ccomp") and not doers
    )


def _before_its_doer(ctx: Context, claim: Claim) -> bool:
    """Whether a clause only leads up to what its doer did (*Upping his appeal, Arlen named* …)."""
    token = ctx.trigger(claim)
    doers = [p for p in claim.participants if p.role == "agent"]
    return token.dep == "advcl" and bool(doers) and all(p.span.start > token.end for p in doers)


def _addressed(ctx: Context, claim: Claim) -> bool:
    """Whether a sentence asks or speaks to its reader (*You can also like …*), or a claim completes *let*, *help*."""
    parse = ctx.layers[claim.report_id].parse
    token = ctx.trigger(claim)
    first, last = parse.sentences[token.sentence]
    held = parse.tokens[first:last]
    governor = parse.tokens[token.head]
    bound = token.dep in ("xcomp", "ccomp") and governor.lemma in (
        "let",
        "allow",
        "help",
        "make",
        "want",
        "would",
    )
    order = token.tag == "VB" and token.dep == "ROOT"
    return bound or order or held[-1].text == "?" or any(t.lemma.lower() == "you" for t in held)


def weight(ctx: Context, claim: Claim) -> float:
    """How much an editor would want to see a claim: known predicates, names, numbers, times, and its place."""
    if _addressed(ctx, claim):
        return 0.0
    if (
        claim.predicate in words()["weak_predicates"]
        or claim.predicate.startswith("be ")
        or claim.polarity is Polarity.NEGATIVE
    ):
        return 0.0
    if (
        claim.modality not in (Modality.ASSERTED, Modality.ALLEGED, Modality.PLANNED)
        or not claim.participants
    ):
        return 0.0
    if (not _stands(ctx, claim) and not claim.quantities) or _awaited(ctx, claim) or _headless(ctx, claim):
        return 0.0
    if _before_its_doer(ctx, claim) or not (prose(ctx, claim) and complete(ctx, claim)):
        return 0.0
    phrase = claim.anchors[0].exact.split()
    if len(phrase) < 3 or not (whole(claim) or _joined_on(ctx, claim)):
        return 0.0
    strong = any(not lexicon().has(c, "weak") for c in claim.classes)
    named = any(_is_named(ctx, claim, p) for p in claim.participants)
    core = {p.role for p in claim.participants} & {"agent", "patient"}
    said = any(ctx.attributions[a].source_name for a in claim.attributions)
    points = 1.25 * strong + named + 1.25 * bool(claim.quantities) + 0.5 * bool(claim.times) + 0.5 * len(core)
    points += said + 0.5 * ctx.leads(claim) + 0.5 * bool(claim.places)
    return points - 0.5 * claim.nominal - _loose(ctx, claim)


def _loose(ctx: Context, claim: Claim) -> float:
    """What a claim loses because its words do not stand alone: *I* and *you*, words of a quotation, only pronouns."""
    parse = ctx.layers[claim.report_id].parse
    held = [parse.tokens[p.head] for p in claim.participants if p.role in ("agent", "patient")]
    spoken = any(
        t.lemma.lower() in ("i", "we", "you", "my", "our") for t in parse.tokens_in(claim.anchors[0].span)
    )
    quoted = any(
        span.contains(claim.anchors[0].span)
        for a in claim.attributions
        for span in ctx.attributions[a].quoted
    )
    pronouns = sum(t.pos in ("PRON", "DET") for t in held)
    return 1.5 * spoken + quoted + 0.75 * pronouns


def _joined_on(ctx: Context, claim: Claim) -> bool:
    """Whether a claim's doer stands in the clause that it is joined to, and its patient in its own words."""
    patients = [p for p in claim.participants if p.role == "patient"]
    held = bool(patients) and all(claim.anchors[0].span.contains(p.span) for p in patients)
    return held and ctx.trigger(claim).dep in ("advcl", "conj")


def _is_named(ctx: Context, claim: Claim, p: Participant) -> bool:
    return any(m.head == p.head and m.form is Form.NAME for m in ctx.layers[claim.report_id].mentions)


def _nearest(ctx: Context, claim: Claim) -> float:
    parse = ctx.layers[claim.report_id].parse
    own = content_words(parse.tokens_in(claim.anchors[0].span))
    others = (
        held for report_id, each in ctx.sentences.items() if report_id != claim.report_id for held in each
    )
    return max((ctx.overlap(own, held) for held in others), default=0.0)
