"""What a value that reports agree on is of: the clause of one report that holds it, the value left out."""

from collections.abc import Sequence
from dataclasses import replace

from variorum.collate.context import Context
from variorum.collate.whole import whole_clause
from variorum.model import Finding, FindingKind, Slot, Token
from variorum.text import Anchor, Span

LONGEST = 16
"""Words of a clause that titles a value at most."""
BEFORE, BEHIND = 6, 4
"""Words before and behind a value that stand for its clause where that is too long or has no verb."""
SHORTEST = 2
"""Words of a claim's phrase beside the value at least."""
_POSSESSIVES = ("'s", "’s")
_VALUED = (Slot.QUANTITY, Slot.TIME)
_COMPATIBLE = (FindingKind.AGREEMENT, FindingKind.REFINEMENT)


def with_title(ctx: Context, f: Finding, apart: Sequence[Finding] = ()) -> Finding:
    """A finding on a number or a time that several reports have alike, with what it is of.

    The shortest clause of any report that holds the value; a finding that says already what it is of stays as it is.

    Args:
        ctx: the story.
        f: the finding.
        apart: differences; their amounts and times are left out too, for a title speaks for every report.
    """
    if f.about or f.slot not in _VALUED or f.kind not in _COMPATIBLE:
        return f
    held = [a for r in f.readings for a in r.anchors]
    cut = [*held, *(a for g in apart if g.slot in _VALUED for r in g.readings for a in r.anchors)]
    own = [t for a in held for c in ctx.claims if c.id in f.claims and c.report_id == a.report_id
           and (t := _clause(ctx, a, ctx.trigger(c), cut)) is not None]  # fmt: skip
    told = own or [t for a in held if (t := _holding(ctx, a, cut)) is not None]
    short = [t for t in told if len(t.split()) <= LONGEST]
    short = (
        short or _phrases(ctx, f, held, cut) or [t for a in held if (t := _around(ctx, a, cut)) is not None]
    )
    return replace(f, about=min(short, key=lambda t: (len(t.split()), t))) if short else f


def _phrases(ctx: Context, f: Finding, held: Sequence[Anchor], cut: Sequence[Anchor]) -> list[str]:
    """The phrases of its claims that hold the value, the value left out."""
    own = [a for c in ctx.claims if c.id in f.claims for a in c.anchors]
    pairs = [(a, h) for a in own for h in held if a.report_id == h.report_id and a.span.contains(h.span)]
    found = [_without(ctx, a.span, h.report_id, cut) for a, h in pairs]
    return [t for t in found if len(t.split()) > SHORTEST]


def _around(ctx: Context, held: Anchor, cut: Sequence[Anchor]) -> str | None:
    """The words of a sentence right before and behind a value, the value left out."""
    parse = ctx.layers[held.report_id].parse
    inside = parse.tokens_in(held.span)
    whole = parse.sentence_span(inside[0].sentence) if inside else held.span
    first = _left(ctx, held.report_id, whole.start, held.span.start, cut).split()
    before = first if len(first) <= BEFORE else ["…", *first[-BEFORE:]]
    after = _left(ctx, held.report_id, held.span.end, whole.end, cut).split()[:BEHIND]
    words = _once(" ".join([*before, "…", *after])).rstrip(".,;:")
    return words if len(before) + len(after) > 1 else None


def _holding(ctx: Context, held: Anchor, cut: Sequence[Anchor]) -> str | None:
    """The clause of the word that a value hangs on."""
    parse = ctx.layers[held.report_id].parse
    top = parse.head_in(held.span)
    if top is None:
        return None
    token = parse.tokens[top]
    near = parse.tokens[token.head]
    return _clause(ctx, held, token, cut) or _clause(ctx, held, near, cut) or _behind(ctx, held, near, cut)


def _behind(ctx: Context, held: Anchor, token: Token, cut: Sequence[Anchor]) -> str | None:
    """The clause that a value opens (*On Aug. 8,* **the boys were walking home**)."""
    parse = ctx.layers[held.report_id].parse
    verb = parse.tokens[token.head] if token.dep == "prep" else token
    span = whole_clause(parse, verb)
    if span is None or span.start < held.span.end or verb.left > parse.tokens_in(held.span)[0].index:
        return None
    return _once(f"… {_left(ctx, held.report_id, span.start, span.end, cut)}")


def _clause(ctx: Context, held: Anchor, token: Token, cut: Sequence[Anchor]) -> str | None:
    """The clause of a predicate, the value's words left out; ``None`` where it has them not, or nothing else."""
    span = whole_clause(ctx.layers[held.report_id].parse, token)
    if span is None or not span.contains(held.span):
        return None
    words = _without(ctx, span, held.report_id, cut)
    return words if sum(w[0].isalpha() for w in words.split()) > 1 else None


def _without(ctx: Context, whole: Span, report_id: str, cut: Sequence[Anchor]) -> str:
    """The words of a span of a report, a mark in place of what is left out."""
    return _once(_left(ctx, report_id, whole.start, whole.end, cut))


def _left(ctx: Context, report_id: str, start: int, end: int, cut: Sequence[Anchor]) -> str:
    """The text of a report between two places, a mark in place of what is left out."""
    text, out = ctx.reports[report_id].text, []
    for span in sorted({a.span for a in cut if a.report_id == report_id}, key=lambda s: (s.start, s.end)):
        if start < span.end and span.start < end:
            out += [text[start : span.start], "…"]
            start = span.end + (2 if text[span.end : span.end + 2] in _POSSESSIVES else 0)
    return "".join([*out, text[start:end]])


def _once(words: str) -> str:
    """Words with one space between them, and one mark where several stand side by side."""
    held = words.split()
    return " ".join(w for k, w in enumerate(held) if not (w == "…" and k and held[k - 1] == "…"))
