"""RSS, RDF and Atom: the entries of a feed, read as a stream, without fetching or expanding anything.

lxml's parser is the guard: it takes the feed apart within its limits, and each entry is written anew, alone, flat and
well-formed (:mod:`variorum.read.entries`). feedparser, which knows the dialects, says what stands in those bytes.
"""

import hashlib
import html
import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from variorum.errors import UnreadableError
from variorum.model import Capture, Metadata, Problem, Severity
from variorum.read.entries import MARKUP, alone, name_of, settle, shell, title_of
from variorum.read.kinds import Media
from variorum.read.limits import LARGEST, LARGEST_FEED, MOST_ENTRIES

if TYPE_CHECKING:
    from lxml.etree import _Element

_ENTRIES = ("item", "entry")
_SAFE = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
_WEB = re.compile(r"https?://", re.IGNORECASE)


class _Limited(io.RawIOBase):
    """The first bytes of a stream; ``cut`` tells whether more came."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._left, self.cut = file, LARGEST_FEED, False

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(min(size, self._left) if size >= 0 else self._left)
        self._left -= len(data)
        self.cut = self.cut or (not data and not self._left and bool(self._file.read(1)))
        return data


def captures_of(
    file: BinaryIO, location: str, *, as_is: bool
) -> Iterator[Capture | UnreadableError | Problem]:
    """One capture an entry that has a text, and problems for the others.

    The bytes of a capture are the entry's text, or its HTML, in UTF-8; what the entry and its channel state
    (title, link, date, author, outlet) is stated beside it. Entities that the feed defines are never
    expanded, nothing is fetched, and a feed broken in the middle gives the entries before that.

    Args:
        file: the feed from its first byte.
        location: its name, to which a capture adds the entry's number; if it is an address, it completes links.
        as_is: passed on to the captures.
    """
    from lxml import etree  # noqa: PLC0415 - loads when a feed is read

    limited = _Limited(file)
    number, broken = 0, ""
    title: _Element | None = None
    around: _Element | None = None
    # recover: a stray sign in an entry does not end the feed. huge_tree is off: lxml limits depth, text and entities.
    steps = etree.iterparse(limited, ("end",), recover=True, **_SAFE)
    try:
        for _, element in steps:
            if name_of(element) not in _ENTRIES:
                if title is None and (title := title_of(element, _ENTRIES)) is not None:
                    around = None
                continue
            number += 1
            if number > MOST_ENTRIES:
                break
            settle(element)
            around = shell(element, title) if around is None else around
            yield _capture(element, around, location, number, as_is=as_is)
            _forget(element)
        broken = next((f"{e.message}, line {e.line}" for e in steps.error_log if e.level_name == "FATAL"), "")
    except etree.XMLSyntaxError as error:
        broken = str(error.msg)
    yield from _ended(location, number, broken, cut=limited.cut)


def _forget(entry: "_Element") -> None:
    """Give free what was read, so that the tree does not grow, and no entry around it takes it for its own."""
    entry.clear()
    entry.tag = "read"
    around = entry.getparent()
    while around is not None and entry.getprevious() is not None:
        del around[0]


def _ended(location: str, number: int, broken: str, *, cut: bool) -> Iterator[UnreadableError | Problem]:
    """What is to be said of a feed at its end."""
    if not number:
        reason = f"the feed holds no entry that can be read{f' ({broken})' if broken else ''}"
        yield UnreadableError(
            location, reason, "Give an RSS or Atom feed, or the articles' pages", code="empty-feed"
        )
    elif number > MOST_ENTRIES or cut:
        most = f"{MOST_ENTRIES:,} entries or {LARGEST_FEED // 2**20} MB"
        message = f"The feed goes on beyond {most}; the rest was not read."
        yield Problem("endless-feed", Severity.WARNING, message, location)
    elif broken:
        message = f"The feed is broken ({broken}); what could be read of it was."
        yield Problem("broken-feed", Severity.WARNING, message, location)


def _capture(
    entry: "_Element", feed: "_Element", location: str, number: int, *, as_is: bool
) -> Capture | UnreadableError:
    where = f"{location}:{number}"
    written = alone(entry, feed)
    if written is None:
        return _no_text(where, "the entry is too large for a report")
    try:
        outlet, said = _parsed(written, location)
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError) as error:
        return _no_text(where, f"the entry cannot be read ({error})")
    body = _fullest(said)
    data = body.encode("utf-8", "replace")
    if not data.strip() or len(data) > LARGEST:
        return _no_text(
            where, "the entry is too large for a report" if data.strip() else "the entry has no text"
        )
    media = Media.HTML if MARKUP.search(body) else Media.TEXT
    stated = Metadata(
        headline=_words(said.get("title")),
        outlet=outlet,
        byline=_authors(said),
        published=_date(said),
        url=said.get("link") or None,
        language=said.get("language") or None,
    )
    return Capture(data, where, hashlib.sha256(data).hexdigest(), media.value, stated, as_is)


def _no_text(where: str, reason: str) -> UnreadableError:
    return UnreadableError(where, reason, "Give the page that it links to", code="no-text")


def _parsed(written: bytes, location: str) -> tuple[str | None, dict[str, Any]]:
    # The feed's title, and what feedparser finds in its one entry. A stream, for a string could be an address. Markup
    # is neither cleaned nor completed: the reader of pages does the one, and no word of a report needs the other.
    import feedparser  # noqa: PLC0415 - loads when a feed is read

    feedparser.api.PREFERRED_XML_PARSERS.clear()  # it would look for a module of that name wherever modules lie
    about = {"content-type": "application/xml; charset=utf-8"}
    if _WEB.match(location):
        about["content-location"] = location
    found = feedparser.parse(
        io.BytesIO(written), response_headers=about, resolve_relative_uris=False, sanitize_html=False
    )
    return _words(found.feed.get("title")), found.entries[0] if found.entries else {}


def _fullest(said: dict[str, Any]) -> str:
    """The longest of an entry's texts, markup aside: an excerpt stands beside the whole in many feeds."""
    texts = [*(one.get("value") or "" for one in said.get("content") or ()), said.get("summary") or ""]
    return max(texts, key=lambda text: len(MARKUP.sub("", text).strip()))


def _words(value: str | None) -> str | None:
    if value and MARKUP.search(value):
        value = html.unescape(MARKUP.sub(lambda m: m[0] if m[0].startswith("&") else "", value))
    return " ".join((value or "").split()) or None


def _authors(said: dict[str, Any]) -> str | None:
    names = [_words(one.get("name")) for one in said.get("authors") or ()]
    return ", ".join(dict.fromkeys(name for name in names if name)) or _words(said.get("author"))


def _date(said: dict[str, Any]) -> str | None:
    """The date as it is written: feedparser's own reading is that of another zone, and of some forms another day."""
    return next((said[name] for name in ("published", "updated", "created") if name in said), None)
