"""What a value that reports agree on is of: the clause of one report that holds it, the value left out."""

from dataclasses import replace

from variorum.collate.context import Context
from variorum.collate.whole import whole_clause
from variorum.model import Finding, FindingKind, Slot
from variorum.text import Anchor

LONGEST = 16
"""Words of a clause that titles a value at most."""
_VALUED = (Slot.QUANTITY, Slot.TIME)
_COMPATIBLE = (FindingKind.AGREEMENT, FindingKind.REFINEMENT)


def with_title(ctx: Context, f: Finding) -> Finding:
    """A finding on a number or a time that several reports have alike, with what it is of.

    The shortest clause of any report that holds the value; a finding that says already what it is of stays as it is.
    """
    if f.about or f.slot not in _VALUED or f.kind not in _COMPATIBLE:
        return f
    told = [t for r in f.readings for a in r.anchors if (t := _clause(ctx, a)) is not None]
    short = [t for t in told if len(t.split()) <= LONGEST]
    return replace(f, about=min(short, key=lambda t: (len(t.split()), t))) if short else f


def _clause(ctx: Context, held: Anchor) -> str | None:
    """The clause that holds a value, the value's words left out; ``None`` where nothing else is in it."""
    parse = ctx.layers[held.report_id].parse
    top = parse.head_in(held.span)
    if top is None:
        return None
    token = parse.tokens[top]
    span = whole_clause(parse, token) or whole_clause(parse, parse.tokens[token.head])
    if span is None or not span.contains(held.span):
        return None
    before = parse.text[span.start : held.span.start]
    after = parse.text[held.span.end : span.end]
    words = " ".join(f"{before}…{after}".split())
    return words if sum(w[0].isalpha() for w in words.split()) > 1 else None
