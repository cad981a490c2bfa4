"""Spans, anchors and traceable edits: how every word keeps its address.

All offsets count Unicode code points and are half-open, as in the W3C Web Annotation
``TextPositionSelector``; an :class:`Anchor` adds its ``TextQuoteSelector``.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from variorum.errors import AnchorError

CONTEXT = 32
"""Code points of prefix and suffix that an anchor keeps, as in the Web Annotation examples."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open, never empty range of code points.

    Raises:
        ValueError: the span is empty, reversed or starts before 0.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            msg = f"not a span: [{self.start}, {self.end})"
            raise ValueError(msg)

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of *text* at this span."""
        return text[self.start : self.end]

    def contains(self, other: "Span") -> bool:
        """Whether *other* lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def shifted(self, by: int) -> "Span":
        """The same length of text, *by* code points further on."""
        return Span(self.start + by, self.end + by)


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that contains all *spans* (at least one)."""
    spans = tuple(spans)
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def trimmed(text: str, span: Span) -> Span | None:
    """*span* without white space at its ends, or ``None`` if nothing is left."""
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


@dataclass(frozen=True, slots=True)
class Anchor:
    """Exact words of one report, by position and by quote (W3C Web Annotation)."""

    report_id: str
    span: Span
    exact: str
    prefix: str
    suffix: str

    def check(self, text: str) -> None:
        """Hold, or raise.

        Raises:
            AnchorError: the exact words do not stand in *text* at the span.
        """
        found = self.span.of(text)
        if found != self.exact:
            msg = (
                f"report {self.report_id}: at [{self.span.start}, {self.span.end}) the text has "
                f"{found!r}, not {self.exact!r}"
            )
            raise AnchorError(msg)


def anchor(report_id: str, text: str, span: Span) -> Anchor:
    """The anchor of *span* in *text*, checked by construction."""
    return Anchor(
        report_id,
        span,
        span.of(text),
        text[max(0, span.start - CONTEXT) : span.start],
        text[span.end : span.end + CONTEXT],
    )


@dataclass(frozen=True, slots=True)
class Edit:
    """``text[text_start:text_end]`` stands for ``source[source_start:source_end]``; either may be empty."""

    text_start: int
    text_end: int
    source_start: int
    source_end: int


@dataclass(frozen=True, slots=True)
class Edited:
    """Clean text with the record of every edit that made it; between edits the characters are equal.

    ``edits`` are in order, do not overlap, and their offsets count code points on both sides.
    """

    text: str
    edits: tuple[Edit, ...]

    def source_span(self, span: Span) -> Span:
        """The smallest span of the source from which all of *span* comes.

        Raises:
            ValueError: the span reaches past the text.
        """
        if span.end > len(self.text):
            msg = f"[{span.start}, {span.end}) reaches past a text of {len(self.text)} code points"
            raise ValueError(msg)
        return Span(self._source_at(span.start, at_end=False), self._source_at(span.end, at_end=True))

    def _source_at(self, offset: int, *, at_end: bool) -> int:
        shift = 0
        for edit in self.edits:
            before = offset < edit.text_start or (at_end and offset == edit.text_start)
            if before:
                break
            inside = offset < edit.text_end or (at_end and offset == edit.text_end)
            if inside:
                return edit.source_end if at_end else edit.source_start
            shift = edit.source_end - edit.text_end
        return offset + shift


def edited(source: str, pieces: Iterable[tuple[int, int, str | None]]) -> Edited:
    """Build clean text from *source* by naming its pieces in order.

    Args:
        source: the text before cleaning.
        pieces: ``(start, end, replacement)`` in source order, without gaps or overlaps; a
            replacement of ``None`` keeps the characters as they are.

    Returns:
        The clean text with its edits; neighbouring edits are merged.

    Raises:
        ValueError: the pieces leave a gap or overlap.
    """
    out: list[str] = []
    edits: list[Edit] = []
    length = at = 0
    for start, end, replacement in pieces:
        if start != at or end < start:
            msg = f"pieces do not join: expected one at {at}, got [{start}, {end})"
            raise ValueError(msg)
        at = end
        kept = source[start:end]
        new = kept if replacement is None else replacement
        out.append(new)
        if new != kept:
            last = edits[-1] if edits else None
            if last and last.text_end == length and last.source_end == start:
                edits[-1] = Edit(last.text_start, length + len(new), last.source_start, end)
            else:
                edits.append(Edit(length, length + len(new), start, end))
        length += len(new)
    if at != len(source):
        msg = f"pieces end at {at}, the source at {len(source)}"
        raise ValueError(msg)
    return Edited("".join(out), tuple(edits))


def content_id(*parts: object) -> str:
    """A short id that depends on the parts and nothing else (12 hexadecimal digits of SHA-256)."""
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def sigil(index: int) -> str:
    """The label of the report at *index*: A … Z, then AA, AB …."""
    label = ""
    index += 1
    while index:
        index, letter = divmod(index - 1, 26)
        label = chr(ord("A") + letter) + label
    return label


_MARKS = (("“", "”"), ("«", "»"), ('"', '"'))


def whole_quotations(text: str, span: Span, least: int) -> Span:
    """A span cut back to before a quotation that it opens and does not close, unless *least* is inside that.

    Args:
        text: the text.
        span: a span of it.
        least: the offset up to which it has to go.
    """
    exact = span.of(text)
    for opener, closer in _MARKS:
        broken = (
            exact.count(opener) % 2 == 1 if opener == closer else exact.count(opener) > exact.count(closer)
        )
        at = exact.rfind(opener)
        if broken and exact[:at].strip() and span.start + at >= least:
            return Span(span.start, span.start + len(exact[:at].rstrip(" ,;:")))
    return span
