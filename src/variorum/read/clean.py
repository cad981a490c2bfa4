"""Cleaning: white space and boilerplate out, every edit recorded, the header read on the way."""

import re
from dataclasses import dataclass, replace
from typing import TypeAlias

from variorum.read import boilerplate
from variorum.read.credits import credit_of, dated_opening, dateline_of
from variorum.read.header import Header, metadata, read_header
from variorum.read.lines import Layout, Line, ends_sentence, joins, layout, split_lines, unfinished
from variorum.read.offsets import kept_runs
from variorum.read.spaces import gaps, squeezed
from variorum.read.tables import mapping
from variorum.text import Edited, Span, edited

PARAGRAPH = "\n\n"
_BRACKETED = re.compile(r"\(((?:published|updated|posted)\b[^()]{6,60})\)", re.IGNORECASE)
"""A date in brackets, which stands under the report or between its pictures."""
FOOT = 4
"""Paragraphs at the end among which credit lines and a date are looked for."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Clean text with its edits, and what it says of itself.

    ``headline`` and ``boilerplate`` are spans of the clean text; ``boilerplate`` is filled only where
    the text was taken as it is.
    """

    edited: Edited
    header: Header
    headline: Span | None
    dateline: str | None
    boilerplate: tuple[Span, ...]


Paragraph: TypeAlias = tuple[int, ...]
"""The indices of the lines of one paragraph."""


def clean(
    source: str,
    *,
    as_is: bool = False,
    blocks: bool = False,
    start: int = 0,
    headline: Span | None = None,
    stated_headline: str | None = None,
    guess: bool = True,
) -> Cleaned | None:
    """The clean text of a decoded report, or ``None`` if nothing is left of it.

    Args:
        source: decoded text.
        as_is: leave the text untouched and list the boilerplate.
        blocks: the lines come from a page's blocks, so that none is wrapped.
        start: code points before this are not the report's (front matter).
        headline: where the headline stands, if known.
        stated_headline: the headline that a sidecar or the like states; a line near the top that
            has the same words is it.
        guess: whether a first line without a label may be taken for the headline.
    """
    lines = split_lines(source, start)
    how = Layout(wrapped=False, width=0, spaced=True) if blocks else layout(source, lines)
    if headline is None and stated_headline:
        headline = _stated(source, lines, stated_headline)
    guess = guess and not stated_headline
    header = read_header(source, lines, how, headline=headline, guess=guess)
    header, paragraphs = _foot(source, lines, _paragraphs(source, lines, how, header), header)
    if not paragraphs:
        return None
    dateline, header = _dateline(source, lines, paragraphs, header)
    if as_is:
        spans = _cut_spans(source, lines, paragraphs, header, start)
        return Cleaned(Edited(source, ()), header, header.headline, dateline, spans)
    result = edited(source, _pieces(source, lines, paragraphs, header))
    span = in_text(result, header.headline, len(source)) if header.headline else None
    return Cleaned(result, header, span, dateline, ())


def in_text(result: Edited, span: Span, source_length: int) -> Span | None:
    """The span of the clean text that a span of the source became, or ``None`` if nothing is left of it."""
    low = high = None
    for text_at, source_at, length in kept_runs(result.edits, len(result.text), source_length):
        start, end = max(span.start, source_at), min(span.end, source_at + length)
        if start < end:
            low = text_at + start - source_at if low is None else low
            high = text_at + end - source_at
    return None if low is None or high is None else Span(low, high)


def _stated(source: str, lines: tuple[Line, ...], headline: str) -> Span | None:
    wanted = squeezed(headline).casefold()
    for line in lines[:6]:
        if squeezed(source[line.start : line.end]).casefold() == wanted:
            return Span(line.start, line.end)
    return None


def _paragraphs(source: str, lines: tuple[Line, ...], how: Layout, header: Header) -> list[Paragraph]:
    """The lines that stay, as paragraphs of line indices; the header's lines stand alone."""
    found: list[list[int]] = []
    shown = boilerplate.galleries([source[line.start : line.end] for line in lines])
    for index, line in enumerate(lines):
        if index in header.cut or _is_boilerplate(source, line, how, header, shown=index in shown):
            continue
        if found and _one_paragraph(source, lines, (found[-1][-1], index), how, header):
            found[-1].append(index)
        else:
            found.append([index])
    paragraphs = [tuple(indices) for indices in found]
    if how.wrapped:
        paragraphs = [p for p in paragraphs if not _is_box(source, lines, p, header)]
    return paragraphs


def _is_boilerplate(source: str, line: Line, how: Layout, header: Header, *, shown: bool) -> bool:
    if _in_headline(line, header):
        return False
    raw = source[line.start : line.end]
    return (
        shown
        or boilerplate.within(raw) == [(0, len(raw))]
        or boilerplate.is_phrase(raw)
        or (not how.wrapped and boilerplate.is_labelled(raw))
    )


def _is_box(source: str, lines: tuple[Line, ...], paragraph: Paragraph, header: Header) -> bool:
    """Whether a paragraph of wrapped lines is boilerplate as a whole."""
    if _in_headline(lines[paragraph[0]], header):
        return False
    raw = source[lines[paragraph[0]].start : lines[paragraph[-1]].end]
    return boilerplate.is_phrase(raw) or boilerplate.is_labelled(raw)


def _one_paragraph(
    source: str, lines: tuple[Line, ...], pair: tuple[int, int], how: Layout, header: Header
) -> bool:
    """Whether two kept lines, by index, belong to one paragraph."""
    before, index = pair
    first, second = lines[before], lines[index]
    if _in_headline(first, header) or _in_headline(second, header):
        return _in_headline(first, header) and _in_headline(second, header)
    if before < header.body:
        return False
    if index > before + 1:
        second = replace(second, blank=True)
    if before == header.body and not second.blank and not how.wrapped and _standfirst(source, first, second):
        return False
    return joins(source, first, second, how)


def _standfirst(source: str, first: Line, second: Line) -> bool:
    """Whether the first line of the body stands above a fuller paragraph, as a standfirst without its stop does."""
    head, tail = source[first.start : first.end], source[second.start : second.end]
    return (
        not ends_sentence(source, first)
        and not unfinished(head)
        and tail[:1].isupper()
        and len(tail) > len(head)
    )


def _in_headline(line: Line, header: Header) -> bool:
    span = header.headline
    return span is not None and line.start < span.end and span.start < line.end


def _foot(
    source: str, lines: tuple[Line, ...], paragraphs: list[Paragraph], header: Header
) -> tuple[Header, list[Paragraph]]:
    """The header with what the credit lines and the dates under the report say, and the paragraphs without them."""
    kept: list[Paragraph] = []
    for place, paragraph in enumerate(paragraphs, FOOT - len(paragraphs)):
        first, last = lines[paragraph[0]], lines[paragraph[-1]]
        raw = squeezed(source[first.start : last.end])
        bracketed = _BRACKETED.fullmatch(raw)
        if place < 0 and not bracketed:
            kept.append(paragraph)
            continue
        credit, wire = credit_of(raw)
        raw = bracketed[1] if bracketed else raw
        below = metadata(raw, paragraph[0], Header()) if paragraph[0] >= max(header.body, 1) else None
        if credit:
            header = replace(header, wire=header.wire or wire)
        elif below is not None and (below.published or below.updated):
            published, updated = header.published or below.published, header.updated or below.updated
            header = replace(header, published=published, updated=updated)
        else:
            kept.append(paragraph)
    return header, kept


def _dateline(
    source: str, lines: tuple[Line, ...], paragraphs: list[Paragraph], header: Header
) -> tuple[str | None, Header]:
    """The dateline of the first paragraphs of the body, and the header with the agency and date it names."""
    body = [p for p in paragraphs if not _in_headline(lines[p[0]], header)]
    for paragraph in body[:3]:
        raw = squeezed(source[lines[paragraph[0]].start : lines[paragraph[-1]].end])
        found = dateline_of(raw)
        if found:
            written, wire, day = found
            place = None if written.startswith("(") else written
            return place, replace(header, wire=header.wire or wire, published=header.published or day)
        if raw.startswith("(") and raw.split(")")[0][1:] in mapping("agencies.tsv"):
            return None, replace(header, wire=header.wire or mapping("agencies.tsv")[raw.split(")")[0][1:]])
    opening = dated_opening(source[lines[body[0][0]].start : lines[body[0][-1]].end]) if body else None
    return None, replace(header, published=header.published or opening)


def _pieces(
    source: str, lines: tuple[Line, ...], paragraphs: list[Paragraph], header: Header
) -> list[tuple[int, int, str | None]]:
    """The source as pieces to keep and pieces to replace."""
    pieces: list[tuple[int, int, str | None]] = []
    at = 0
    for paragraph in paragraphs:
        for place, index in enumerate(paragraph):
            start, end = lines[index].start, lines[index].end
            end = min(end, header.cut_after) if header.cut_after and start < header.cut_after else end
            if header.cut_before is not None and start <= header.cut_before < end:
                start = header.cut_before
            pieces.append((at, start, _separator(source, at, first=place == 0)))
            at = start
            for low, high in _inside(source, start, end):
                pieces += [(at, low, None), (low, high, " " if start < low and high < end else "")]
                at = high
            pieces.append((at, end, None))
            at = end
    pieces.append((at, len(source), ""))
    return pieces


def _inside(source: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of a line that do not stay as they are: wide gaps, and furniture between two sentences."""
    cut = [(start + low, start + high) for low, high in boilerplate.within(source[start:end])]
    wide = (g for g in gaps(source, start, end) if not any(low < g[1] and g[0] < high for low, high in cut))
    return sorted((*cut, *wide))


def _separator(source: str, at: int, *, first: bool) -> str:
    """What stands between two kept lines: a blank line or a space; before the first and after a hyphen nothing."""
    if at == 0:
        return ""
    if first:
        return PARAGRAPH
    return "" if source[at - 1] in "-—" and source[at - 2 : at - 1].isalnum() else " "


def _cut_spans(
    source: str, lines: tuple[Line, ...], paragraphs: list[Paragraph], header: Header, start: int
) -> tuple[Span, ...]:
    """The spans of the source that cleaning would have cut, neighbours in one."""
    kept = {index for paragraph in paragraphs for index in paragraph}
    cut = [Span(line.start, line.end) for index, line in enumerate(lines) if index not in kept]
    if start:
        cut.insert(0, Span(0, start))
    for line in (lines[index] for index in sorted(kept)):
        within = boilerplate.within(source[line.start : line.end])
        cut += [Span(line.start + low, line.start + high) for low, high in within]
        if header.cut_after is not None and line.start < header.cut_after < line.end:
            cut.append(Span(header.cut_after, line.end))
    if header.cut_before is not None:
        line = next(line for line in lines if line.start <= header.cut_before < line.end)
        if line.start < header.cut_before:
            cut.append(Span(line.start, header.cut_before))
    return tuple(sorted(cut))
