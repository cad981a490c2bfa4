"""What happened: occurrences that several reports tell of."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from variorum.collate.align import HUB, TOLD, Alignment
from variorum.collate.clauses import prose
from variorum.collate.context import Context
from variorum.collate.judge.another import another
from variorum.collate.judge.common import Item, finding, item, phrase, reading
from variorum.collate.judge.narrower import two_things
from variorum.collate.judge.places import elsewhere_told
from variorum.collate.judge.unison import in_unison, other_house, other_number, told
from variorum.collate.lists import words
from variorum.collate.score import Link, once, other_count
from variorum.collate.together import occurrences_together
from variorum.collate.whole import subject_of, verb_of, whole_clause
from variorum.model import Claim, Finding, FindingKind, Modality, Slot
from variorum.text import Span

PRINTED = 4
"""Content words from which a sentence that two reports have is the same."""
PARTED, PARTED_LEARNT = -0.3, 1.5
"""Log odds by the reader of pairs below which claims tell of two occurrences: those the rules are sure of, and those
that the learnt weights alone joined. Set where hardly a right agreement is lost."""
STRONG = 1.75
"""Link score from which an occurrence is listed as told by both reports."""


Told = tuple[list[Claim], Link]
"""One claim a report of those that surely tell of one occurrence, best worded first, and the surest link of them."""


def agreed(ctx: Context, alignments: Sequence[Alignment]) -> dict[str, Told]:
    """The occurrences of which two reports tell in words that agree, by the alignment's id, listed or not."""
    return {a.id: told_ for a in alignments if (told_ := _witnessed(ctx, a)) is not None}


def judge_events(
    ctx: Context, alignments: Sequence[Alignment], agreements: Mapping[str, Told], wording: Sequence[Finding],
    apart: Sequence[Finding] = (),
) -> list[Finding]:  # fmt: skip
    """Agreements on occurrences told by two or more reports.

    Args:
        ctx: the story.
        alignments: the claims of each occurrence.
        agreements: those of which two reports tell in words that agree (:func:`agreed`).
        wording: findings on words, whose occurrences are listed already.
        apart: differences: an agreement that would show the very words of one says nothing that it does not.
    """
    out = []
    used: set[tuple[str, int]] = set()
    for alignment in sorted(alignments, key=lambda a: -max((k.score for k in a.links), default=0)):
        if alignment.id not in agreements:
            continue
        chosen, link = agreements[alignment.id]
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
        items = _items(ctx, chosen, apart)
        if all(_cut(ctx, c, i.span) for c, i in zip(chosen, items, strict=True)):
            continue
        if any(other_house(ctx, *pair) for pair in combinations([(i.report_id, i.span) for i in items], 2)):
            continue
        out.append(finding(FindingKind.AGREEMENT, Slot.EVENT, None, [reading(ctx, items)], occurrence=alignment.id,
                           claims=[c.id for c in chosen], evidence=link.evidence))  # fmt: skip
    return out


def _items(ctx: Context, chosen: Sequence[Claim], apart: Sequence[Finding]) -> list[Item]:
    """The claims as items: whole where their own words lack the subject, short where they would show a difference."""
    items = [_item(ctx, c) for c in chosen]
    held = [(a.report_id, a.span) for f in apart if f.part not in ("age", "name") and f.slot is not Slot.PARTICIPANT
            for r in f.readings for a in r.anchors]  # fmt: skip
    wide = any(r == i.report_id and s.overlaps(i.span) and not s.overlaps(c.anchors[0].span)
               for i, c in zip(items, chosen, strict=True) for r, s in held)  # fmt: skip
    shown = [(i.report_id, i.span) for i in items]
    wide = wide or any(other_number(ctx, *pair) for pair in combinations(shown, 2))
    return [i if not wide else replace(i, span=c.anchors[0].span, value=c.anchors[0].exact)
            for i, c in zip(items, chosen, strict=True)]  # fmt: skip


def _item(ctx: Context, claim: Claim) -> Item:
    """A claim as an item; one whose words lack the subject of its verb (*taken to hospital*) in its whole clause."""
    made = item(ctx, claim, (("predicate", claim.predicate),))
    parse, token = ctx.layers[claim.report_id].parse, ctx.trigger(claim)
    if claim.nominal or token.dep not in ("ROOT", "ccomp", "conj", "xcomp", "advcl"):
        return made
    verb, span = verb_of(parse, token), whole_clause(parse, token)
    subject = None if verb is None else subject_of(parse, verb)
    whole_ = subject is not None and made.span.contains(subject.span) and not _cut(ctx, claim, made.span)
    if span is None or subject is None or whole_:
        return made
    return replace(made, span=span, value=phrase(ctx, claim.report_id, span))


def _cut(ctx: Context, claim: Claim, span: Span) -> bool:
    """Whether words end before the clause that their verb is not told without (*they had concluded*)."""
    parse = ctx.layers[claim.report_id].parse
    kids = (parse.tokens[i] for i in parse.children[claim.trigger])
    return any(k.dep == "ccomp" and not span.contains(k.span) for k in kids)


def _shows(found: Finding, chosen: Sequence[Claim]) -> bool:
    """Whether a difference stands on the words of every chosen claim."""
    held = [(a.report_id, a.span) for r in found.readings for a in r.anchors]
    return all(any(r == c.report_id and s.overlaps(c.anchors[0].span) for r, s in held) for c in chosen)


def _witnessed(ctx: Context, alignment: Alignment) -> Told | None:
    """One claim a report, each joined directly and surely to another of them; best worded first."""
    links = [k for k in alignment.links if _strong(ctx, k) and elsewhere_told(ctx, k.one, k.two) is None
             and (prose(ctx, k.one) or prose(ctx, k.two)) and not two_things(ctx, k.one, k.two)
             and not ctx.beside(k.one) and not ctx.beside(k.two)
             and in_unison(ctx, k.one, k.two) and not another(ctx, k.one, k.two)
             and (told(ctx, k.one) or told(ctx, k.two))]  # fmt: skip
    links = [
        k
        for k in links
        if not (_printed_elsewhere(ctx, k.one, k.two) or _printed_elsewhere(ctx, k.two, k.one))
    ]
    links.sort(key=lambda k: (rank(ctx, k.one), rank(ctx, k.two), -k.score))
    best = next(
        (k for k in links if not _parted(ctx, k)), None
    )  # the reader is asked of few: each costs some milliseconds
    if best is None:
        return None
    chosen = {best.one.report_id: best.one, best.two.report_id: best.two}
    for report in alignment.reports:
        if report not in chosen:
            held = {c.id for c in chosen.values()}
            near = [
                (rank(ctx, c), k, c)
                for k in links
                for c, d in ((k.one, k.two), (k.two, k.one))
                if c.report_id == report and d.id in held
            ]
            near.sort(key=lambda x: x[0])
            joined = next((c for _, k, c in near if not _parted(ctx, k)), None)
            if joined is not None:
                chosen[report] = joined
    return [chosen[r] for r in alignment.reports if r in chosen], best


def _printed_elsewhere(ctx: Context, one: Claim, two: Claim) -> bool:
    """Whether the other's report prints a claim's sentence in another place: there it is told, and not here."""
    own = ctx.words(one)
    return len(own) >= PRINTED and ctx.words(two) != own and own in ctx.sentences[two.report_id]


def _strong(ctx: Context, link: Link) -> bool:
    """Whether a link between two reports is sure, its claims put alike, and each told in more than two words."""
    pair = (link.one, link.two)
    ruled = link.sure and link.score >= STRONG and not other_count(ctx, link.one, link.two)
    across = link.one.report_id != link.two.report_id and (ruled or link.probability >= TOLD)
    own = link.evidence[0].feature != HUB  # "the story's event" joins, but shows nothing that both tell
    supposed = any(
        c.modality is Modality.CONDITIONAL for c in pair
    )  # what is doubted or supposed is told by nobody
    alike = not supposed and (link.one.modality == link.two.modality or all(_settled(ctx, c) for c in pair))
    shown = all(len(c.anchors[0].exact.split()) > 2 for c in pair)
    return across and own and alike and shown and not words()["no_occurrence"] & {c.predicate for c in pair}


def _parted(ctx: Context, link: Link) -> bool:
    """Whether the reader of pairs takes two claims, not of the same words or of a named person's death, for two."""
    said = {c.anchors[0].exact.lower() for c in (link.one, link.two)}
    if len(said) == 1 or once(ctx, link.one, link.two):
        return False
    odds = occurrences_together(ctx, link.one, link.two)
    return odds is not None and odds < (PARTED if link.sure else PARTED_LEARNT)


def _settled(ctx: Context, claim: Claim) -> bool:
    """Whether a claim is told as having happened, or as the purpose of what did (*rushed in to block them*)."""
    token = ctx.trigger(claim)
    purpose = claim.modality is Modality.POSSIBLE and token.dep == "advcl" and token.tag == "VB"
    return purpose or claim.modality in (Modality.ASSERTED, Modality.ALLEGED)


def rank(ctx: Context, claim: Claim) -> tuple[bool, bool, int, int]:
    """How well a claim's words show it: agent and patient in them, a verb, of some eight words."""
    length = len(claim.anchors[0].exact.split())
    return not whole(claim), claim.nominal, abs(length - 8), ctx.trigger(claim).start


def whole(claim: Claim) -> bool:
    """Whether the words of a claim hold its agent and its patient."""
    core = [p for p in claim.participants if p.role in ("agent", "patient")]
    return bool(core) and all(claim.anchors[0].span.contains(p.span) for p in core)
