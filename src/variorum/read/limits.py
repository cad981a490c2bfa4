"""How much is read at most."""

from variorum.errors import UnreadableError

LARGEST = 10 * 1024 * 1024
"""Bytes of the largest capture: a thousand times a long report."""


LONGEST = 500_000
"""Code points of the longest text: a long book, and half of what a spaCy pipeline takes at once."""


def refuse_large(size: int, location: str) -> None:
    """Nothing, or an error for a capture of more bytes than a report can have.

    Raises:
        UnreadableError: *size* is over the limit (``too-large``).
    """
    if size > LARGEST:
        raise UnreadableError(
            location,
            f"it is too large for a report ({size / 1024 / 1024:.0f} MB; the limit is {LARGEST // 1024 // 1024} MB)",
            "Split it into one file a report, or give JSONL with one report a line",
            code="too-large",
        )


def refuse_long(length: int, location: str) -> None:
    """Nothing, or an error for a text of more code points than a report can have.

    Raises:
        UnreadableError: *length* is over the limit (``too-long``).
    """
    if length > LONGEST:
        raise UnreadableError(
            location,
            f"its text is too long for a report ({length:,} characters; the limit is {LONGEST:,})",
            "Split it into one file a report, or give JSONL with one report a line",
            code="too-long",
        )


UNPACKED_LEAST = 64 * 1024 * 1024
"""Bytes that a packed file may unpack to, however small it is."""
UNPACKED_RATIO = 200
"""How many times its packed size anything beyond that may be: text packs to a tenth, a bomb to a thousandth."""
LARGEST_FEED = 64 * 1024 * 1024
"""Bytes of a feed that are read."""
MOST_ENTRIES = 20_000
"""Entries of a feed that are read: a hundred times a long one."""
FEEDS = 200
"""Feeds of one list (OPML)."""
PDF_SECONDS = 60
"""Of the processor for one PDF; twice as many of the clock."""
PDF_MEMORY = 2 * 1024**3
"""Bytes of addresses that reading one PDF may take: pypdf unpacks a stream to 75 MB at most."""
PDF_PAGES = 500
"""Pages of a PDF."""
READ_SECONDS = 150.0
"""By the clock for one document in a process of its own; more than a PDF has."""
READ_MEMORY = 4 * 1024**3
"""Bytes of addresses that a process may take which reads documents; a PDF's own process has fewer."""
