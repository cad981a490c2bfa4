"""HTML to a report: trafilatura finds the article, the characters come from the page itself."""

import html
import logging
import re

from variorum.errors import UnreadableError
from variorum.model import Capture, Metadata, Problem, Report, Severity
from variorum.read.assemble import Said, assemble
from variorum.read.blocks import Block, article_blocks, blocks_of, several_articles
from variorum.read.checks import encoding_note
from variorum.read.clean import Cleaned, clean, in_text
from variorum.read.decode import Decoded, decode
from variorum.read.meta import page_says, title_of
from variorum.read.offsets import composed
from variorum.read.page import Page, parse_page
from variorum.read.spaces import squeezed
from variorum.text import Edited, Span, edited

_REFERENCE = re.compile(r"&(?:#[0-9]{1,8};?|#[xX][0-9a-fA-F]{1,8};?|[A-Za-z][A-Za-z0-9]{1,40};?)")
_BLANK = re.compile(r"[ \t\n\r\f]+")
EARLIEST, LATEST = "1995-01-01", "2199-12-31"
"""Dates that htmldate may find: fixed, so that no clock decides."""


def read_html(capture: Capture, *, line: bool = False) -> Report:
    """The report of a page.

    Args:
        capture: the page.
        line: the capture is the ``html`` of a JSONL line, so that its characters are known.

    Returns:
        A report whose ``edits`` count code points of the decoded page (without byte order mark) on
        their source side. Scripts, styles and what is hidden are never in the text.

    Raises:
        UnreadableError: the bytes are no text, or the page has no article (``no-article``).
    """
    decoded = (
        Decoded(capture.data.decode("utf-8"), "utf-8", 0, None)
        if line
        else decode(capture.data, capture.location, page=True)
    )
    page = parse_page(decoded.text)
    blocks = blocks_of(page)
    chosen = article_blocks(blocks, _extracted(decoded.text))
    if not chosen:
        raise UnreadableError(
            capture.location,
            "the page has no article that could be found",
            "Save the article's own page, or copy its text into a .txt file",
            code="no-article",
        )
    said = page_says(page)
    heading = _heading(page, blocks, chosen, [capture.stated.headline, *(s.metadata.headline for s in said)])
    cleaned = cleaned_blocks(page, heading, chosen, capture, said)
    edits = cleaned.edited.edits if cleaned else ()
    problems = [*encoding_note(decoded, capture.location), *_several(page, blocks, capture.location)]
    guesses = _guesses(decoded.text, page, said, capture, cleaned)
    return assemble(capture, cleaned, edits, said=said, guesses=guesses, problems=problems)


def _extracted(source: str) -> str | None:
    """The article's text as trafilatura gives it, a paragraph a line; ``None`` where it finds none."""
    import trafilatura  # noqa: PLC0415 - half a second to import, needed for pages only

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    text = trafilatura.extract(
        source, fast=True, include_comments=False, include_tables=True, deduplicate=False
    )
    return text if isinstance(text, str) and text.strip() else None


def _several(page: Page, blocks: tuple[Block, ...], where: str) -> list[Problem]:
    if not several_articles(page, blocks):
        return []
    message = "The page seems to hold more than one report; give each one's own page, for they are read as one here."
    return [Problem("several-reports", Severity.WARNING, message, where)]


def _heading(
    page: Page, blocks: tuple[Block, ...], chosen: tuple[Block, ...], known: list[str | None]
) -> Block | None:
    """The block of the headline above the article: one that has the stated words, or else the last ``h1``."""
    above = [
        b for b in blocks if b.events <= chosen[0].events and b.tag in {"h1", "h2"} and not _in_nav(page, b)
    ]
    wanted = {squeezed(name).casefold() for name in known if name}
    for block in reversed(above):
        if block.text.casefold() in wanted:
            return block
    return next((b for b in reversed(above) if b.tag == "h1"), None)


def _in_nav(page: Page, block: Block) -> bool:
    element = block.element
    while element >= 0:
        if page.elements[element].name in {"nav", "aside", "footer"}:
            return True
        element = page.elements[element].parent
    return False


def cleaned_blocks(
    page: Page,
    heading: Block | None,
    chosen: tuple[Block, ...],
    capture: Capture,
    said: list[Said],
    *,
    guess: bool = False,
) -> Cleaned | None:
    """The clean text of the chosen blocks, with edits that lead back to the page.

    Args:
        page: what the blocks are of.
        heading: the block of the headline, which opens the text.
        chosen: the blocks of the body, perhaps with the heading among them.
        capture: what it states counts first.
        said: what the page says of itself.
        guess: whether a first line may be taken for the headline.
    """
    body = [b for b in chosen if heading is None or b.events != heading.events]
    plain = _plain(page, [heading, *body] if heading else body)
    top = None
    if heading:
        first = page.events[heading.events[0]].start
        top = in_text(plain, Span(first, page.events[heading.events[1] - 1].end), len(page.source))
    stated = capture.stated.headline or next((s.metadata.headline for s in said if s.metadata.headline), None)
    cleaned = clean(
        plain.text, as_is=capture.as_is, blocks=True, headline=top, stated_headline=stated, guess=guess
    )
    if cleaned is None:
        return None
    result = composed(plain, cleaned.edited, len(page.source))
    return Cleaned(result, cleaned.header, cleaned.headline, cleaned.dateline, cleaned.boilerplate)


def _plain(page: Page, blocks: list[Block]) -> Edited:
    """The characters of the blocks, a blank line between two; white space as a browser shows it."""
    pieces: list[tuple[int, int, str | None]] = []
    at, fresh, spaced = 0, True, False
    for block in blocks:
        gap = "\n\n" if pieces else ""
        fresh = True
        for event in page.events[slice(*block.events)]:
            if event.kind == "br":
                pieces.append((at, event.end, gap + "\n"))
                at, gap, spaced = event.end, "", True
                continue
            if event.start < at:
                continue
            for start, end, shown in _runs(page.source, event.start, event.end):
                new = "" if shown == " " and (spaced or fresh) else shown
                if new != "" and at <= start:
                    pieces.append((at, start, gap))
                    pieces.append((start, end, new))
                    at, gap, fresh, spaced = end, "", False, new == " "
    pieces.append((at, len(page.source), ""))
    return edited(page.source, pieces)


def _runs(source: str, start: int, end: int) -> list[tuple[int, int, str | None]]:
    """A text token as pieces: characters kept, white space as one space, references as their characters."""
    found: list[tuple[int, int, str | None]] = []
    at = start
    while at < end:
        blank = _BLANK.match(source, at, end)
        if blank:
            found.append((at, blank.end(), " "))
            at = blank.end()
            continue
        reference = _REFERENCE.match(source, at, end) if source[at] == "&" else None
        if reference and (new := html.unescape(reference[0])) != reference[0]:
            found.append((at, reference.end(), new))
            at = reference.end()
            continue
        stop = re.compile(r"[ \t\n\r\f&]").search(source, at + 1, end)
        until = stop.start() if stop else end
        found.append((at, until, None))
        at = until
    return found


def _guesses(
    source: str, page: Page, said: list[Said], capture: Capture, cleaned: Cleaned | None
) -> list[Said]:
    """What is taken last: the page's title, and a date found by htmldate if nothing else gave one."""
    outlet = next((s.metadata.outlet for s in said if s.metadata.outlet), None)
    found = [Said("title", Metadata(headline=title_of(page, outlet)))]
    dated = capture.stated.published or any(s.metadata.published for s in said)
    if dated or (cleaned and (cleaned.header.published or cleaned.header.updated)):
        return found
    import htmldate  # noqa: PLC0415 - slow to import, needed for undated pages only

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    day = htmldate.find_date(
        source, extensive_search=False, original_date=True, min_date=EARLIEST, max_date=LATEST
    )
    return [*found, Said("htmldate", Metadata(published=day))] if day else found
