"""What kind of file a location is: by its name, and for the rest by its first characters."""

import re
from enum import StrEnum
from pathlib import PurePath

from variorum.read.tables import mapping


class Media(StrEnum):
    """How a capture is read."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"
    MAIL = "mail"
    LINES = "lines"
    """JSONL: not a capture itself, each of its lines is one."""
    WARC = "warc"
    FEED = "feed"
    PARQUET = "parquet"
    WACZ = "wacz"
    """These four hold many captures too: records, entries, rows."""
    OPML = "opml"
    """A list of feeds, which holds no report itself."""
    OTHER = "other"
    """A document that cannot be read yet; reading it gives the advice."""


_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|article)\b",
    re.IGNORECASE | re.DOTALL,
)
_FEED = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*|<\?[^>]{0,400}>\s*|<!--.{0,2000}?-->\s*|<!DOCTYPE[^>\[]{0,200}(?:\[.{0,3000}?\])?\s*>\s*)*"
    rb"<(?:\w+:)?(?:rss|feed|RDF)\b",
    re.DOTALL,
)
_LIST = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*|<!--.{0,2000}?-->\s*)*<opml\b", re.IGNORECASE | re.DOTALL
)
_OBJECT = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"[^"\n]{1,60}"\s*:')


def by_name(name: str) -> Media | None:
    """What the ending of a file name says, or ``None`` if it says nothing."""
    bare = name[:-3] if name.lower().endswith(".gz") else name
    found = mapping("file_kinds.tsv").get(PurePath(bare).suffix.lower())
    return Media(found) if found else None


def by_content(head: bytes) -> Media:
    """What the first bytes say: an archive, a feed, a page, JSON lines, or text."""
    if head.startswith(b"WARC/"):
        return Media.WARC
    if head.startswith(b"%PDF-"):
        return Media.PDF
    if head.startswith(b"PAR1"):
        return Media.PARQUET
    if _LIST.match(head):
        return Media.OPML
    if _FEED.match(head):
        return Media.FEED
    if _PAGE.match(head):
        return Media.HTML
    return Media.LINES if _OBJECT.match(head) else Media.TEXT
