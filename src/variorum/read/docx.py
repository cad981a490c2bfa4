"""Word documents (DOCX, ISO/IEC 29500): the paragraphs of the body, their characters from the document's own XML."""

import io
import zipfile
import zlib

from variorum.errors import UnreadableError
from variorum.model import Capture, Report
from variorum.read.assemble import assemble
from variorum.read.blocks import Block, blocks_of
from variorum.read.html import cleaned_blocks
from variorum.read.limits import LARGEST
from variorum.read.page import Page, parse_page
from variorum.read.tables import words

BODY = "word/document.xml"
LARGEST_BODY = 4 * LARGEST
"""Bytes of the body's XML, which is several times as long as its text."""
_ADVICE = "Open it and save it as text or HTML"


def read_docx(capture: Capture) -> Report:
    """The report of a Word document.

    Returns:
        A report whose ``edits`` count code points of the decoded ``word/document.xml`` on their source side. A
        paragraph in a style of titles is the headline. Deleted text, field codes, comments and notes are left out.

    Raises:
        UnreadableError: it is no such document, it is too large, or it holds no text.
    """
    page = _words_only(parse_page(_body(capture)))
    blocks = blocks_of(page)
    if not blocks:
        raise UnreadableError(
            capture.location, "it is a Word document (DOCX) without text", _ADVICE, code="docx"
        )
    heading = _heading(page, blocks)
    cleaned = cleaned_blocks(page, heading, blocks, capture, [], guess=heading is None)
    return assemble(capture, cleaned, cleaned.edited.edits if cleaned else (), source=page.source)


def _body(capture: Capture) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(capture.data)) as packed, packed.open(BODY) as body:
            data = body.read(LARGEST_BODY + 1)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError, zlib.error) as error:
        reason = f"it is no Word document (DOCX) that can be opened ({error})"
        raise UnreadableError(capture.location, reason, _ADVICE, code="docx") from error
    if len(data) > LARGEST_BODY:
        reason = "it is a Word document (DOCX) that unpacks to too much"
        raise UnreadableError(capture.location, reason, _ADVICE, code="packed-bomb")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        reason = f"it is a Word document (DOCX) whose text is not UTF-8 (byte {error.start})"
        raise UnreadableError(capture.location, reason, _ADVICE, code="undecodable") from error


def _words_only(page: Page) -> Page:
    """The page with the text of its runs alone: other elements hold numbers of drawings and the like."""
    kept = [e for e in page.events if e.kind != "text" or page.elements[e.element].name == "w:t"]
    return Page(page.source, page.elements, kept, page.raw)


def _heading(page: Page, blocks: tuple[Block, ...]) -> Block | None:
    """The first paragraph in a style of titles (*Title*, *Heading1*)."""
    titles = {
        page.elements[style.parent].parent
        for style in page.elements
        if style.name == "w:pstyle"
        and style.parent >= 0
        and style.get("w:val").lower() in words("title_styles.txt")
    }
    return next((block for block in blocks if block.element in titles), None)
