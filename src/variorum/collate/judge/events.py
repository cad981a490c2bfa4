"""What happened: occurrences that several reports tell of, and those that only one tells of."""

from collections.abc import Sequence

from variorum.collate.align import HUB, TOLD, Alignment
from variorum.collate.context import Context
from variorum.collate.judge.common import finding, item, reading
from variorum.collate.judge.places import elsewhere_told
from variorum.collate.lists import words
from variorum.collate.score import Link, like, other_count
from variorum.collate.traits import content_words
from variorum.model import Claim, Evidence, Finding, FindingKind, Form, Modality, Participant, Polarity, Slot
from variorum.values.predicates import lexicon

STRONG = 1.75
"""Link score from which an occurrence is listed as told by both reports."""
HEAVY = 2.0
"""Weight from which what only one report tells is listed."""
COVERED = 0.6
"""Share of a claim's rare words in one sentence of another report, from which it is not the only one to tell."""


def judge_events(
    ctx: Context, alignments: Sequence[Alignment], wording: Sequence[Finding], apart: Sequence[Finding] = ()
) -> list[Finding]:
    """Agreements on occurrences told by two or more reports.

    Args:
        ctx: the story.
        alignments: the claims of each occurrence.
        wording: findings on words, whose occurrences are listed already.
        apart: differences: an agreement that would show the very words of one says nothing that it does not.
    """
    out = []
    used: set[tuple[str, int]] = set()
    for alignment in sorted(alignments, key=lambda a: -max((k.score for k in a.links), default=0)):
        chosen, link = _witnessed(ctx, alignment)
        if link is None:
            continue
        if (
            len(
                {
                    a.report_id
                    for f in wording
                    for r in f.readings
                    for a in r.anchors
                    for c in chosen
                    if a.report_id == c.report_id and a.span.contains(ctx.trigger(c).span)
                }
            )
            > 1
        ):
            continue  # the words themselves are listed already
        if any(_shows(f, chosen) for f in apart):
            continue
        sentences = {(c.report_id, ctx.trigger(c).sentence) for c in chosen}
        if sentences <= used:
            continue  # another occurrence of the very same sentences is listed already
        used |= sentences
        items = [item(c, (("predicate", c.predicate),)) for c in chosen]
        out.append(finding(FindingKind.AGREEMENT, Slot.EVENT, None, [reading(ctx, items)], occurrence=alignment.id,
                           claims=[c.id for c in chosen], evidence=link.evidence))  # fmt: skip
    return out


def _shows(found: Finding, chosen: Sequence[Claim]) -> bool:
    """Whether a difference stands on the words of every chosen claim."""
    held = [(a.report_id, a.span) for r in found.readings for a in r.anchors]
    return all(any(r == c.report_id and s.overlaps(c.anchors[0].span) for r, s in held) for c in chosen)


def _witnessed(ctx: Context, alignment: Alignment) -> tuple[list[Claim], Link | None]:
    """One claim a report, each joined directly and surely to another of them; best worded first."""
    links = [k for k in alignment.links if _strong(ctx, k) and elsewhere_told(ctx, k.one, k.two) is None]
    if not links:
        return [], None
    best = min(links, key=lambda k: (rank(ctx, k.one), rank(ctx, k.two), -k.score))
    chosen = {best.one.report_id: best.one, best.two.report_id: best.two}
    for report in alignment.reports:
        if report not in chosen:
            held = {c.id for c in chosen.values()}
            near = [
                c
                for k in links
                for c, d in ((k.one, k.two), (k.two, k.one))
                if c.report_id == report and d.id in held
            ]
            if near:
                chosen[report] = min(near, key=lambda c: rank(ctx, c))
    return [chosen[r] for r in alignment.reports if r in chosen], best


def _strong(ctx: Context, link: Link) -> bool:
    """Whether a link between two reports is sure, its claims put alike, and each told in more than two words."""
    pair = (link.one, link.two)
    ruled = link.sure and link.score >= STRONG and not other_count(ctx, link.one, link.two)
    across = link.one.report_id != link.two.report_id and (ruled or link.probability >= TOLD)
    own = link.evidence[0].feature != HUB  # "the story's event" joins, but shows nothing that both tell
    alike = link.one.modality == link.two.modality or all(_settled(ctx, c) for c in pair)
    shown = all(len(c.anchors[0].exact.split()) > 2 for c in pair)
    return across and own and alike and shown and not words()["no_occurrence"] & {c.predicate for c in pair}


def _settled(ctx: Context, claim: Claim) -> bool:
    """Whether a claim is told as having happened, or as the purpose of what did (*rushed in to block them*)."""
    token = ctx.trigger(claim)
    purpose = claim.modality is Modality.POSSIBLE and token.dep == "advcl" and token.tag == "VB"
    return purpose or claim.modality in (Modality.ASSERTED, Modality.ALLEGED)


def rank(ctx: Context, claim: Claim) -> tuple[bool, bool, int, int]:
    """How well a claim's words show it: agent and patient in them, a verb, of some eight words."""
    length = len(claim.anchors[0].exact.split())
    return not _whole(claim), claim.nominal, abs(length - 8), ctx.trigger(claim).start


def _whole(claim: Claim) -> bool:
    """Whether the words of a claim hold its agent and its patient."""
    core = [p for p in claim.participants if p.role in ("agent", "patient")]
    return bool(core) and all(claim.anchors[0].span.contains(p.span) for p in core)


def judge_singles(ctx: Context, alignments: Sequence[Alignment], taken: Sequence[Finding]) -> list[Finding]:
    """Occurrences that only one report tells of: one a sentence, weighty, and not covered by another report's words."""
    told = {(a.report_id, ctx.layers[a.report_id].parse.tokens_in(a.span)[0].sentence)
            for f in taken if f.kind is not FindingKind.SINGLE for r in f.readings for a in r.anchors}  # fmt: skip
    best: dict[tuple[str, int], tuple[float, Claim, Alignment]] = {}
    for alignment in alignments:
        if len(alignment.reports) > 1:
            continue
        for claim in alignment.claims:
            key = (claim.report_id, ctx.trigger(claim).sentence)
            weight = _weight(ctx, claim)
            if (
                weight >= HEAVY
                and key not in told
                and not _told_alike(ctx, claim)
                and (key not in best or weight > best[key][0])
            ):
                best[key] = (weight, claim, alignment)
    out = []
    for _, claim, alignment in (best[k] for k in sorted(best, key=lambda k: (ctx.order[k[0]], k[1]))):
        nearest = _nearest(ctx, claim)
        if nearest >= COVERED:
            continue
        why = Evidence("nearest sentence elsewhere", round(nearest, 2), "share of this claim's rarer words")
        shown = reading(ctx, [item(claim, (("predicate", claim.predicate),))])
        made = finding(
            FindingKind.SINGLE,
            Slot.EVENT,
            None,
            [shown],
            occurrence=alignment.id,
            claims=[claim.id],
            evidence=[why],
        )
        out.append(made)
    return out


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
        if token.dep in ("ROOT", "ccomp", "parataxis", "advcl"):
            return True
        if token.dep not in ("conj", "xcomp", "acomp", "dobj", "nsubj", "nsubjpass"):
            return False
        token = parse.tokens[token.head]
    return False


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


def _weight(ctx: Context, claim: Claim) -> float:
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
    if not _stands(ctx, claim) and not claim.quantities:
        return 0.0
    strong = any(not lexicon().has(c, "weak") for c in claim.classes)
    named = any(_is_named(ctx, claim, p) for p in claim.participants)
    core = {p.role for p in claim.participants} & {"agent", "patient"}
    said = any(ctx.attributions[a].source_name for a in claim.attributions)
    score = (
        1.25 * strong
        + named
        + 1.25 * bool(claim.quantities)
        + 0.5 * bool(claim.times)
        + 0.5 * len(core)
        + said
    )
    phrase = claim.anchors[0].exact.split()
    if len(phrase) < 3 or not (_whole(claim) or _joined_on(ctx, claim)):
        return 0.0
    return score - (0.5 if claim.nominal else 0)


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
