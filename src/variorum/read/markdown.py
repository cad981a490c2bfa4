"""Markdown to a report: the marks go, the words stay."""

import re

from variorum.model import Capture, Report
from variorum.read.assemble import Said, assemble
from variorum.read.checks import encoding_note
from variorum.read.clean import Cleaned, clean, in_text
from variorum.read.decode import decode
from variorum.read.front import front_matter
from variorum.read.offsets import composed, in_bytes
from variorum.text import Edited, Span, edited

_MARKS = re.compile(
    r"(?P<comment><!--.{0,2000}?-->)"
    r"|(?P<fence>^[ ]{0,3}(?:```+|~~~+)[^\n]*$)"
    r"|(?P<rule>^[ ]{0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|={3,}[ \t]*)$)"
    r"|(?P<definition>^[ ]{0,3}\[[^\]\n]{1,80}\]:[ \t]+\S+[^\n]*$)"
    r"|(?P<heading>^[ ]{0,3}#{1,6}[ \t]+)(?=\S)"
    r"|(?P<closing>(?<=\S)[ \t]+#+[ \t]*$)"
    r"|(?P<quote>^[ ]{0,3}(?:>[ ]?)+)"
    r"|(?P<image>!\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\))"
    r"|\[(?P<link>[^\[\]\n]{1,500})\](?:\([^()\s]{0,2000}(?:[ \t]+\"[^\"\n]{0,300}\")?\)|\[[^\]\n]{0,80}\])"
    r"|<(?P<auto>https?://[^<>\s]{1,2000})>"
    r"|(?P<strong>(?<![\w*\\])(?P<run>\*{1,3})(?=\S)(?P<inner>[^*\n]{1,1000}?)(?<=\S)(?P=run)(?![\w*]))"
    r"|(?P<low>(?<![\w_\\])(?P<lows>_{1,3})(?=\S)(?P<within>[^_\n]{1,1000}?)(?<=\S)(?P=lows)(?![\w_]))"
    r"|(?P<escape>\\)(?=[!-/:-@\[-`{-~])",
    re.MULTILINE | re.DOTALL,
)
_TITLE = re.compile(
    r"^[ ]{0,3}#{1,2}[ \t]+(?P<atx>\S[^\n]*?)(?:[ \t]+#+)?[ \t]*$|^(?P<setext>\S[^\n]*)\n(?:={3,}|-{3,})[ \t]*$",
    re.MULTILINE,
)


def read_markdown(capture: Capture) -> Report:
    """The report of a Markdown text (CommonMark's commonest marks; a soft break is white space).

    Returns:
        A report whose ``edits`` count bytes of the capture, as those of plain text do. With ``as_is``
        the marks stay, and the text is the file's.

    Raises:
        UnreadableError: the bytes are no text, or nothing is left of it.
    """
    decoded = decode(capture.data, capture.location)
    source = decoded.text
    stated, start, problems = front_matter(source, capture.location)
    cleaned = _cleaned(source, start, capture, stated.headline)
    edits = cleaned.edited.edits if cleaned else ()
    return assemble(
        capture,
        cleaned,
        in_bytes(edits, source, decoded.offsets(capture.data)),
        said=[Said("front-matter", stated)],
        source=source,
        problems=[*problems, *encoding_note(decoded, capture.location)],
    )


def _cleaned(source: str, start: int, capture: Capture, headline: str | None) -> Cleaned | None:
    title = _title(source, start)
    wanted = capture.stated.headline or headline
    if capture.as_is:
        return clean(source, as_is=True, start=start, headline=title, stated_headline=wanted)
    plain = without_marks(source, start)
    inside = in_text(plain, title, len(source)) if title else None
    cleaned = clean(plain.text, headline=inside, stated_headline=wanted)
    if cleaned is None:
        return None
    return Cleaned(
        composed(plain, cleaned.edited, len(source)),
        cleaned.header,
        cleaned.headline,
        cleaned.dateline,
        cleaned.boilerplate,
    )


def _title(source: str, start: int) -> Span | None:
    """The first heading of the first two levels, if it stands above the text or right below a few lines."""
    found = _TITLE.search(source, start, start + 1000)
    if not found:
        return None
    name = "atx" if found["atx"] else "setext"
    return Span(*found.span(name))


def without_marks(source: str, start: int = 0) -> Edited:
    """*source* without front matter (up to *start*) and marks: headings, emphasis, links, quotes, rules, comments."""
    cuts = [(0, start)] if start else []
    cuts += _cuts(source, start, len(source))
    pieces: list[tuple[int, int, str | None]] = []
    at = 0
    for low, high in cuts:
        pieces += [(at, low, None), (low, high, "")]
        at = high
    return edited(source, [*pieces, (at, len(source), None)])


def _cuts(source: str, start: int, end: int) -> list[tuple[int, int]]:
    """The ranges of marks between two offsets, those inside emphasis and links included."""
    found: list[tuple[int, int]] = []
    for match in _MARKS.finditer(source, start, end):
        inner = next((name for name in ("link", "auto", "inner", "within") if match[name] is not None), None)
        if inner is None:
            found.append(match.span())
            continue
        low, high = match.span(inner)
        found += [(match.start(), low), *_cuts(source, low, high), (high, match.end())]
    return found
