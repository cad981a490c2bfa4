"""PDF: the words of its pages in reading order, taken out by pypdf in a process of its own with limits.

A PDF is a program for a printer, and a hostile one can take all the memory and time there is: what reads it may die,
and that is the failure of this document alone.
"""

import importlib.util
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from variorum.apart.start import environment
from variorum.errors import UnreadableError
from variorum.model import Capture, Metadata, Report
from variorum.read.assemble import Said, assemble
from variorum.read.clean import Cleaned, clean
from variorum.read.limits import PDF_SECONDS
from variorum.read.offsets import composed
from variorum.text import Edited, edited

_ADVICE = "Copy its text out, or run pdftotext on it, and give the text file"
_NUMBER = re.compile(r"[\s\-–—·|]*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?[\s\-–—·|]*", re.IGNORECASE)
_BREAK = re.compile(r"(?<=[a-z])[-\u2010\u00ad]\n(?=[a-z])")
_WORD_BEFORE = re.compile(r"[A-Za-z]+$")
_WORD_AFTER = re.compile(r"[a-z]+")
FURNITURE = 3
"""Pages on which a first or last line has to stand to be no part of the report."""


def read_pdf(capture: Capture) -> Report:
    """The report of a PDF.

    Returns:
        A report whose ``edits`` count code points of the text that was taken out, pages parted by a line end, on their
        source side. Page numbers and lines that head or end several pages are left out; a word that was parted at a
        line's end is one again.

    Raises:
        UnreadableError: it is no PDF, it is locked, it takes too long or too much, or it holds no text (a scan).
    """
    found = _extracted(capture)
    source = "\n".join(found["pages"])
    if not any(c.isalnum() for c in source):
        reason = "it is a PDF without text (a scan of paper?)"
        raise UnreadableError(capture.location, reason, "Run OCR on it, and give the text file", code="pdf")
    plain = _without_furniture(source, found["pages"])
    cleaned = clean(plain.text, as_is=capture.as_is, stated_headline=capture.stated.headline)
    if cleaned is not None:
        result = composed(plain, cleaned.edited, len(source))
        cleaned = Cleaned(
            result, cleaned.header, cleaned.headline, cleaned.dateline, cleaned.boilerplate
        )  # its spans count the clean text, which is the same
    guesses = [Said("pdf", Metadata(headline=found["title"]))] if found["title"] else []
    return assemble(capture, cleaned, cleaned.edited.edits if cleaned else (), guesses=guesses, source=source)


def _extracted(capture: Capture) -> dict[str, Any]:
    if importlib.util.find_spec("pypdf") is None:
        reason = "PDF is read by the package pypdf, which is not installed"
        raise UnreadableError(
            capture.location,
            reason,
            f"pip install 'variorum[desk]'. Or: {_ADVICE[0].lower()}{_ADVICE[1:]}",
            code="pdf",
        )
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "variorum.read.pdf_pages"],
            env=environment(),
            input=capture.data,
            capture_output=True,
            timeout=PDF_SECONDS * 2,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        reason = f"it is a PDF that takes more than {PDF_SECONDS * 2} seconds to read"
        raise UnreadableError(capture.location, reason, _ADVICE, code="pdf") from error
    try:
        found: dict[str, Any] = json.loads(done.stdout)
    except ValueError as error:
        reason = f"it is a PDF that takes too much memory or time to read (status {done.returncode})"
        raise UnreadableError(capture.location, reason, _ADVICE, code="pdf") from error
    if "error" in found:
        reason = f"it is a PDF that cannot be read ({found['error']})"
        raise UnreadableError(capture.location, reason, _ADVICE, code="pdf")
    return found


def _without_furniture(source: str, pages: Sequence[str]) -> Edited:
    """The text without page numbers and running heads, and with the words whole that a line's end parted."""
    return edited(source, _pieces(source, _furniture(source, pages)))


def _furniture(source: str, pages: Sequence[str]) -> list[tuple[int, int]]:
    """Where lines stand that belong to the page and not to the report, line ends included."""
    edges: list[tuple[int, int]] = []
    at = 0
    for page in pages:
        lines = [(at + m.start(), at + m.end()) for m in re.finditer(r"[^\n]*\S[^\n]*\n?", page)]
        edges += dict.fromkeys((*lines[:1], *lines[-1:]))
        at += len(page) + 1
    met = Counter(_form(source[a:b]) for a, b in edges)
    often = max(FURNITURE, len(pages) / 2)
    return sorted(
        (a, b)
        for a, b in edges
        if met[_form(source[a:b])] >= often or (len(pages) > 1 and _NUMBER.fullmatch(source[a:b]))
    )


def _form(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()))


def _pieces(source: str, furniture: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, str | None]]:
    cuts = [(a, b, "") for a, b in furniture]
    whole = Counter(re.findall(r"[A-Za-z]+(?:-[a-z]+)?", source))
    for found in _BREAK.finditer(source):
        before, after = _WORD_BEFORE.search(source, 0, found.start()), _WORD_AFTER.match(source, found.end())
        if before and after and not any(a <= found.start() < b for a, b in furniture):
            parted = f"{before[0]}-{after[0]}"
            cuts.append((found.start(), found.end(), "-" if whole[parted] else ""))
    at = 0
    for start, end, instead in sorted(cuts):
        if start < at:
            continue
        yield at, start, None
        yield start, end, instead
        at = end
    yield at, len(source), None
