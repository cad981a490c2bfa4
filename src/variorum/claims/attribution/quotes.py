"""Quotations by their marks: every habit of quoting, each unbalanced paragraph degrading only itself.

Marks are read from left to right with a stack, paragraph by paragraph (the convention of English
printing: a quotation of several paragraphs opens each of them and closes only the last).
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from variorum.text import Span

_MARK = re.compile(r"``|''|[\"“”„‟«»‘’‚‛'`]")
_FAMILY = dict.fromkeys(("``", "''", '"', "“", "”", "„", "‟"), "double") | dict.fromkeys("«»", "angle")
_OPENERS = frozenset(("``", "“", "„", "‟", "«", "‚", "‛"))
_CLOSERS = frozenset(("''", "”", "»"))
_MARKS = frozenset("\"“”„‟«»‘’‚‛'`")
_ELISION = re.compile(r"(?:em|til|till|tis|twas|n|cause|bout|round|\d\ds?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation, or the part of one that stands in one paragraph.

    ``outer`` has the marks, ``inner`` has not; ``depth`` is 0 for a quotation that stands in no other.
    ``continues`` marks a part that goes on from the paragraph before.
    """

    outer: Span
    inner: Span
    paragraph: int
    depth: int
    closed: bool
    continues: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    family: str
    role: str
    """``open``, ``close`` or ``either``."""
    glyph: str


def quotes(text: str, paragraphs: tuple[Span, ...]) -> tuple[Quote, ...]:
    """The quotations of *text* in order of their opening, nested ones after the one that holds them."""
    found: list[Quote] = []
    carried: str | None = None
    for number, paragraph in enumerate(paragraphs):
        marks = tuple(_marks(text, paragraph))
        here, orphan, left_open = _balance(text, paragraph, number, marks)
        if carried is not None:
            here = _continued(text, paragraph, number, here, orphan=orphan, carried=carried)
        found.extend(here)
        carried = left_open
    return tuple(sorted(found, key=lambda q: (q.outer.start, -q.outer.end)))


def opening_in(found: tuple[Quote, ...], span: Span) -> tuple[Quote, ...]:
    """Those of the quotations (in order of their opening) whose first mark stands in *span* or right before it."""
    low = bisect_left(found, span.start - 2, key=_opens)
    return found[low : bisect_left(found, span.end, key=_opens)]


def _opens(quote: Quote) -> int:
    return quote.outer.start


def _continued(
    text: str, paragraph: Span, number: int, here: list[Quote], *, orphan: _Mark | None, carried: str
) -> list[Quote]:
    """The quotations of a paragraph, told that the paragraph before left one open."""
    first = min((q for q in here if q.depth == 0), key=lambda q: q.outer.start, default=None)
    if (
        first is not None
        and first.outer.start == paragraph.start
        and _family_at(text, paragraph.start) == carried
    ):
        return [replace(q, continues=True) if q is first else q for q in here]
    if orphan is not None and orphan.family == carried and orphan.start > paragraph.start:
        inner = Span(paragraph.start, orphan.start)
        whole = Quote(Span(paragraph.start, orphan.end), inner, number, 0, closed=True, continues=True)
        return [whole, *(replace(q, depth=q.depth + 1) if inner.contains(q.outer) else q for q in here)]
    return here


def _family_at(text: str, at: int) -> str | None:
    match = _MARK.match(text, at)
    return _FAMILY.get(match.group(), "single") if match else None


def _marks(text: str, paragraph: Span) -> Iterator[_Mark]:
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        glyph = match.group()
        family = _FAMILY.get(glyph, "single")
        role = _role(text, paragraph, match.start(), match.end(), glyph=glyph, family=family)
        if role:
            yield _Mark(match.start(), match.end(), family, role, glyph)


_TOGETHER = 6
"""Quote marks that may stand side by side."""


def _role(text: str, paragraph: Span, start: int, end: int, *, glyph: str, family: str) -> str | None:
    """Whether a mark can open or close here; ``None`` for an apostrophe."""
    # A few marks may stand together; a long run of them is no writing, and is not walked from each of them.
    before, after = start - 1, end
    while before >= max(paragraph.start, start - _TOGETHER) and text[before] in _MARKS:
        before -= 1
    while after < min(paragraph.end, end + _TOGETHER) and text[after] in _MARKS:
        after += 1
    previous = text[before] if before >= paragraph.start else " "
    following = text[after] if after < paragraph.end else " "
    left = previous.isspace() or previous in "([{—–-/"
    right = following.isspace() or not (following.isalnum() or following in "$£€#@([{…")
    if family == "single" and previous.isalnum() and following.isalnum() and end - start == 1:
        return None
    if glyph in _OPENERS:
        return "close" if glyph == "“" and right and not left else "open"
    if glyph in _CLOSERS:
        return "open" if left and not right else "close"
    if left and not right:
        elided = family == "single" and (glyph == "’" or _ELISION.match(text, end))
        return None if elided else "open"
    if right and not left:
        return "close"
    return "either" if family == "double" else None


def _balance(
    text: str, paragraph: Span, number: int, marks: tuple[_Mark, ...]
) -> tuple[list[Quote], _Mark | None, str | None]:
    """The paragraph's quotations, its closing mark that nothing opened, and the family left open."""
    found: list[Quote] = []
    stack: list[_Mark] = []
    orphan: _Mark | None = None
    for k, mark in enumerate(marks):
        opened = next((m for m in reversed(stack) if m.family == mark.family), None)
        role = mark.role
        if role == "either":
            role = "close" if opened else "open"
        if mark.glyph == "“" and opened is not None and opened.glyph in "„‟":
            role = "close"
        if role == "open":
            if opened is not None and not _nests(marks[k : k + _LOOK], mark.family):
                # The earlier mark was never closed: it degrades to the words before this one.
                del stack[stack.index(opened) :]
            stack.append(mark)
        elif opened is None:
            orphan = orphan or (mark if not _inches(text, mark) and not found else None)
        elif not (mark.family == "single" and _possessive(text, marks[k:], paragraph)):
            del stack[stack.index(opened) :]
            if opened.end < mark.start:
                outer, inner = Span(opened.start, mark.end), Span(opened.end, mark.start)
                found.append(Quote(outer, inner, number, len(stack), closed=True))
    left_open = _unclosed(text, paragraph, number, stack, found)
    return found, orphan, left_open


_LOOK = 200
"""Marks looked ahead; a paragraph with more is no writing, and is not summed from each of them."""


def _nests(rest: tuple[_Mark, ...], family: str) -> bool:
    """Whether an opening mark inside an open one has enough closing marks after it for both."""
    closing = sum(m.family == family and m.role == "close" for m in rest)
    return closing - sum(m.family == family and m.role == "open" for m in rest) >= 1


def _inches(text: str, mark: _Mark) -> bool:
    return mark.start > 0 and text[mark.start - 1].isdigit()


def _possessive(text: str, rest: tuple[_Mark, ...], paragraph: Span) -> bool:
    """Whether a single mark after a word is its possessive or a dropped letter, not the end of a quotation."""
    mark = rest[0]
    if not _ambiguous(text, mark, paragraph):
        return False
    for later in rest[1:]:
        if later.family != "single":
            continue
        if later.role == "open":
            return False
        if not _ambiguous(text, later, paragraph):
            return True
    return False


def _ambiguous(text: str, mark: _Mark, paragraph: Span) -> bool:
    after = text[mark.end : min(mark.end + 2, paragraph.end)]
    return mark.start > 0 and text[mark.start - 1] in "snz" and after[:1] == " " and after[1:].isalnum()


def _unclosed(text: str, paragraph: Span, number: int, stack: list[_Mark], found: list[Quote]) -> str | None:
    """Add the quotation that the paragraph leaves open, if it is one, and name its family."""
    if not stack or stack[0].end >= paragraph.end:
        return None
    mark = stack[0]
    before = text[paragraph.start : mark.start].rstrip()
    introduced = not before or before[-1] in ",:;—–.?!" or mark.family != "single"
    if not introduced:
        return None
    inner = Span(mark.end, paragraph.end)
    found.append(Quote(Span(mark.start, paragraph.end), inner, number, 0, closed=False))
    return mark.family
