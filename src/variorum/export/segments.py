"""A report's text cut where anchors begin and end, so that overlapping anchors can all be marked exactly."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from variorum.model import Witness
from variorum.text import Span, hull

_GAP = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of characters inside the same spans; ``targets`` are the spans that start here.

    ``number`` counts the segments of the text; ``covers`` are the marked spans that contain it, in order.
    """

    number: int
    span: Span
    text: str
    targets: tuple[Span, ...]
    covers: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as its segments, which join to its text."""

    span: Span
    segments: tuple[Segment, ...]


def paragraphs(text: str, spans: Iterable[Span]) -> tuple[Paragraph, ...]:
    """The paragraphs of *text*, cut at every start and end of *spans*.

    Args:
        text: a report's text; blank lines part its paragraphs.
        spans: any spans of it; they may nest, overlap, repeat and cross paragraphs.

    Returns:
        Paragraphs whose segments join to the text less the blank lines. Every span that has any character
        outside them is the target of exactly one segment, the first that it covers.
    """
    marked = sorted(set(spans))
    out: list[Paragraph] = []
    number, waiting = 0, 0
    live: list[Span] = []
    for block in _blocks(text):
        segments: list[Segment] = []
        inside = [s for s in marked if s.overlaps(block)]
        cuts = {block.start, block.end, *(c for s in inside for c in (s.start, s.end))}
        points = sorted(c for c in cuts if block.start <= c <= block.end)
        for start, end in pairwise(points):
            first = waiting
            while waiting < len(marked) and marked[waiting].start <= start:
                waiting += 1
            new = tuple(s for s in marked[first:waiting] if s.end > start)
            live = [s for s in (*live, *new) if s.end > start]
            span = Span(start, end)
            segments.append(Segment(number, span, span.of(text), new, tuple(live)))
            number += 1
        out.append(Paragraph(block, tuple(segments)))
    return tuple(out)


def _blocks(text: str) -> Iterable[Span]:
    start = 0
    for gap in (*_GAP.finditer(text), None):
        end = gap.start() if gap else len(text)
        piece = text[start:end]
        left = start + len(piece) - len(piece.lstrip())
        right = start + len(piece.rstrip())
        if left < right:
            yield Span(left, right)
        start = gap.end() if gap else end


def in_sentence(witness: Witness, span: Span, *, around: int = 110) -> tuple[str, str, str]:
    """What stands before, at and after *span* in its sentence, cut as by :func:`clipped`."""
    parse, text = witness.layers.parse, witness.report.text
    touched = [s for s in map(parse.sentence_span, range(len(parse.sentences))) if s.overlaps(span)]
    loose = Span(max(0, span.start - around), min(len(text), span.end + around))
    return clipped(text, span, hull((*touched, span)) if touched else loose, around=around)


def clipped(text: str, span: Span, within: Span, *, around: int = 110) -> tuple[str, str, str]:
    """What stands before, at and after *span*, inside *within* and at most *around* code points each side.

    Cut ends fall between words and are marked with an ellipsis.
    """
    left, right = max(within.start, span.start - around), min(within.end, span.end + around)
    if left > within.start:
        left = next((k + 1 for k in range(left, span.start) if text[k].isspace()), span.start)
    if right < within.end:
        right = next((k for k in range(right - 1, span.end - 1, -1) if text[k].isspace()), span.end)
    before = ("… " if left > within.start else "") + text[left : span.start]
    after = text[span.end : right] + (" …" if right < within.end else "")
    return before, span.of(text), after
