"""Word documents (DOCX, ISO/IEC 29500): the paragraphs of the body, their characters from the document's own XML.

python-docx finds the body among the parts and says what the document states of itself. It is given a package that was
unpacked within limits here, and its paragraphs are not used, for they do not say where their characters stand.
"""

import io
import zipfile
import zlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from variorum.errors import UnreadableError
from variorum.model import Capture, Metadata, Problem, Report, Severity
from variorum.read.assemble import Said, assemble
from variorum.read.blocks import Block, blocks_of
from variorum.read.html import cleaned_blocks
from variorum.read.limits import LARGEST, UNPACKED_LEAST
from variorum.read.page import Page, parse_page
from variorum.read.spaces import squeezed
from variorum.read.tables import words

if TYPE_CHECKING:
    from docx.opc.coreprops import CoreProperties

RELATIONS, BODY = "_rels/.rels", "word/document.xml"
"""The relationships of the package, and its body's usual name."""
_FIRST = frozenset({"[Content_Types].xml", RELATIONS, BODY})
_XML = (".xml", ".rels")
LARGEST_BODY = 4 * LARGEST
"""Bytes of the body's XML, which is several times as long as its text."""
PARTS = 2000
"""Parts that are looked at: a long document has a hundred."""
_ADVICE = "Open it and save it as text or HTML"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

_UNSTATED = Metadata()


@dataclass(frozen=True, slots=True)
class _Stated:
    """What a document says of itself: its properties, and the day on which its file was made."""

    said: Metadata = _UNSTATED
    made: str | None = None


def read_docx(capture: Capture) -> Report:
    """The report of a Word document.

    Returns:
        A report whose ``edits`` count code points of the decoded body on their source side
        (``word/document.xml``, or what the document's relationships name). A paragraph in a style of titles is the
        headline; the title and the author among the document's properties count where the text names none. Deleted
        text, field codes, comments and notes are left out.

    Raises:
        UnreadableError: it is no such document, it is too large, or it holds no text.
    """
    body, stated = _opened(capture)
    page = _words_only(parse_page(body))
    blocks = blocks_of(page)
    if not blocks:
        raise UnreadableError(
            capture.location, "it is a Word document (DOCX) without text", _ADVICE, code="docx"
        )
    heading = _heading(page, blocks)
    cleaned = cleaned_blocks(page, heading, blocks, capture, [], guess=heading is None)
    report = assemble(
        capture,
        cleaned,
        cleaned.edited.edits if cleaned else (),
        guesses=[Said("docx", stated.said)],
        source=page.source,
    )
    if report.published or not stated.made:
        return report
    message = (
        f"The document was made on {stated.made}, it says; that is not taken for the day of its publication."
    )
    return replace(report, problems=(*report.problems, Problem("made-on", Severity.NOTE, message, report.id)))


def _opened(capture: Capture) -> tuple[str, _Stated]:
    """The characters of the body, and what the document says of itself."""
    try:
        parts = _parts(capture.data)
        name, stated = _found(parts)
        data = parts[name] if name in parts or None not in parts.values() else None
    except (  # of them zipfile raises NotImplementedError for a way of packing, RuntimeError for a password
        zipfile.BadZipFile, zlib.error, LookupError, NotImplementedError, ValueError, RuntimeError, EOFError, OSError,
    ) as error:  # fmt: skip
        reason = f"it is no Word document (DOCX) that can be opened ({error})"
        raise UnreadableError(capture.location, reason, _ADVICE, code="docx") from error
    if data is None:
        reason = "it is a Word document (DOCX) that unpacks to too much"
        raise UnreadableError(capture.location, reason, _ADVICE, code="packed-bomb")
    try:
        return data.decode("utf-8-sig"), stated
    except UnicodeDecodeError as error:
        reason = f"it is a Word document (DOCX) whose text is not UTF-8 (byte {error.start})"
        raise UnreadableError(capture.location, reason, _ADVICE, code="undecodable") from error


def _parts(data: bytes) -> dict[str, bytes | None]:
    """The parts by name, those of XML unpacked; ``None`` for one that unpacks to too much. All others are empty."""
    found: dict[str, bytes | None] = {}
    left = UNPACKED_LEAST
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        names = sorted(dict.fromkeys(packed.namelist()), key=lambda name: name not in _FIRST)[:PARTS]
        for name in names:
            if packed.getinfo(name).compress_type not in _METHODS or not name.endswith(_XML):
                found[name] = b""
                continue
            most = min(LARGEST_BODY, left)
            try:
                with packed.open(name) as part:
                    part_data = part.read(most + 1)
            except (zipfile.BadZipFile, zlib.error, EOFError):
                if name == BODY:
                    raise
                continue
            found[name] = part_data if len(part_data) <= most else None
            left = max(0, left - len(part_data))
    return found


def _found(parts: dict[str, bytes | None]) -> tuple[str, _Stated]:
    """The name of the body's part and what the document states, as python-docx finds them; else the usual name."""
    from docx import Document  # noqa: PLC0415 - loads when a Word document is read
    from docx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415 - loads when a Word document is read
    from docx.opc.exceptions import OpcError  # noqa: PLC0415 - loads when a Word document is read
    from lxml.etree import LxmlError  # noqa: PLC0415 - loads when a Word document is read

    try:
        part = Document(_packed(parts)).part
        package = part.package
        known = any(one.reltype == RELATIONSHIP_TYPE.CORE_PROPERTIES for one in package.rels.values())
        stated = _stated(package.core_properties) if known else _Stated()
    except (OpcError, LxmlError, LookupError, ValueError, TypeError, AttributeError, ArithmeticError):
        # a template, a document by the strict standard, or one that is damaged elsewhere
        return BODY, _Stated()
    return str(part.partname).lstrip("/"), stated


def _packed(parts: dict[str, bytes | None]) -> io.BytesIO:
    """The package anew: nothing in it is compressed, and only its own relationships lead on."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, data in parts.items():
            if not name.endswith(".rels") or name == RELATIONS:
                packed.writestr(name, data or b"")
    return out


def _stated(about: "CoreProperties") -> _Stated:
    programs = words("made_by_programs.txt")
    title, author = squeezed(about.title), ", ".join(map(squeezed, about.author.split(";")))
    said = Metadata(
        headline=None if title.lower() in programs else title or None,
        byline=None if author.lower() in programs else author or None,
    )
    return _Stated(said, about.created.date().isoformat() if about.created else None)


def _words_only(page: Page) -> Page:
    """The page with the text of its runs alone: other elements hold numbers of drawings and the like."""
    run = {index for index, element in enumerate(page.elements) if element.name == "w:t"}
    kept = [e for e in page.events if e.kind != "text" or e.element in run]
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
