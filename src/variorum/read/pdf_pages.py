"""``python -m variorum.read.pdf_pages``: a PDF on standard input, its pages' text as JSON on standard output.

The process limits itself before it reads a byte of the document.
"""

import contextlib
import io
import json
import logging
import re
import sys
from typing import Any

from variorum.read.limits import PDF_MEMORY, PDF_PAGES, PDF_SECONDS

LONGEST_TITLE = 200
_NO_TITLE = re.compile(
    r"^microsoft \w+ - |\.\w{2,5}$|^(?:untitled|document\d*|slide \d+|\S*_\S*)$", re.IGNORECASE
)


def limit() -> None:
    """Give the process a limit of memory and of time, where the system knows such."""
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    for what, most in ((resource.RLIMIT_AS, PDF_MEMORY), (resource.RLIMIT_CPU, PDF_SECONDS)):
        with contextlib.suppress(ValueError, OSError):  # a lower limit stands already
            resource.setrlimit(what, (most, most))


def pages(data: bytes) -> dict[str, Any]:
    """The text of each page and the title, or an ``error``."""
    import pypdf  # noqa: PLC0415 - after the limits
    from pypdf.errors import PyPdfError  # noqa: PLC0415 - as above

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        document = pypdf.PdfReader(io.BytesIO(data))
        if document.is_encrypted and not document.decrypt(""):
            return {"error": "it is locked with a password"}
        if len(document.pages) > PDF_PAGES:
            return {"error": f"it has {len(document.pages)} pages; the limit is {PDF_PAGES}"}
        text = [page.extract_text() for page in document.pages]
        title = document.metadata.title if document.metadata else None
    except PyPdfError as error:
        return {"error": str(error) or type(error).__name__}
    except (
        ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, ArithmeticError, OSError,
        NotImplementedError, AssertionError, MemoryError, ImportError,
    ) as error:  # fmt: skip  # what pypdf lets through where a document is broken in a way that it does not foresee
        return {"error": f"{type(error).__name__}: {error}"}
    return {"pages": text, "title": named(title) if isinstance(title, str) else None}


def named(title: str) -> str | None:
    """A title that could be a headline: not the name of a file or of the program that wrote it."""
    shown = " ".join(title.split())
    return shown if 0 < len(shown) <= LONGEST_TITLE and not _NO_TITLE.search(shown) else None


def main() -> None:
    """Read, and write."""
    limit()
    sys.stdout.write(json.dumps(pages(sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
