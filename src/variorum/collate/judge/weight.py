"""How much an editor would want to see what one report tells: known predicates, names, numbers, times, its place."""

from variorum.collate.clauses import prose
from variorum.collate.context import Context
from variorum.collate.lists import words
from variorum.model import Claim, Form, Modality, Participant, Polarity
from variorum.values.predicates import lexicon

SAME_DAYS = 1
"""Days between two reports up to which both open with the same news."""


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
    if _awaited(ctx, claim) or ctx.beside(claim) or not prose(ctx, claim) or _opens(ctx, claim):
        return 0.0
    strong = any(not lexicon().has(c, "weak") for c in claim.classes)
    named = any(_is_named(ctx, claim, p) for p in claim.participants)
    core = {p.role for p in claim.participants} & {"agent", "patient"}
    said = any(ctx.attributions[a].source_name for a in claim.attributions)
    points = 1.25 * strong + named + 1.25 * bool(claim.quantities) + 0.5 * bool(claim.times) + 0.5 * len(core)
    points += said + 0.5 * ctx.leads(claim) + 0.5 * bool(claim.places)
    return points - 0.5 * claim.nominal - _loose(ctx, claim)


def _awaited(ctx: Context, claim: Claim) -> bool:
    """Whether a claim is only what something else waits for or runs up to (*until each county completes its tally*)."""
    token = ctx.trigger(claim)
    parse = ctx.layers[claim.report_id].parse
    before = {parse.tokens[i].lemma.lower() for i in parse.children[token.index] if i < token.index}
    return token.dep in ("advcl", "pcomp") and bool(before & words()["awaiting"])


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


def _opens(ctx: Context, claim: Claim) -> bool:
    """Whether a claim opens a report as others of those days are opened: with what all of them are about."""
    if ctx.trigger(claim).sentence != ctx.first[claim.report_id]:
        return False
    day = ctx.reports[claim.report_id].published
    others = (r.published for i, r in ctx.reports.items() if i != claim.report_id)
    return any(day is None or other is None or abs((day - other).days) <= SAME_DAYS for other in others)


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


def _is_named(ctx: Context, claim: Claim, p: Participant) -> bool:
    return any(m.head == p.head and m.form is Form.NAME for m in ctx.layers[claim.report_id].mentions)
