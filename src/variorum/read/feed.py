"""RSS and Atom: the entries of a feed, read as a stream, without fetching or expanding anything."""

import hashlib
import io
import re
from collections.abc import Iterator
from html.entities import html5
from typing import TYPE_CHECKING, BinaryIO

from variorum.errors import UnreadableError
from variorum.model import Capture, Metadata, Problem, Severity
from variorum.read.kinds import Media
from variorum.read.limits import LARGEST, LARGEST_FEED, MOST_ENTRIES
from variorum.read.tables import mapping

if TYPE_CHECKING:
    from lxml.etree import _Element

_ENTRIES = ("item", "entry")
_BODIES = ("encoded", "content", "description", "summary")
"""Where an entry's text stands, the fullest first (``content:encoded`` of RSS, ``content`` of Atom)."""
_SAFE = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
_MARKUP = re.compile(r"<[A-Za-z!/][^<>]*>|&(?:#\d+|#x[0-9a-f]+|[a-z]{2,8});", re.IGNORECASE)


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
        location: its name; a capture's location adds the number of the entry.
        as_is: passed on to the captures.
    """
    from lxml import etree  # noqa: PLC0415 - loads when a feed is read

    limited = _Limited(file)
    outlet, number, broken = None, 0, ""
    # recover: a stray sign in an entry does not end the feed. huge_tree is off: lxml limits depth, text and entities.
    steps = etree.iterparse(limited, ("end",), recover=True, **_SAFE)
    try:
        for _, element in steps:
            name = _name(element)
            if name == "title" and outlet is None and not _inside_entry(element):
                outlet = _plain(element)
            if name not in _ENTRIES:
                continue
            number += 1
            if number > MOST_ENTRIES:
                break
            _settle_entities(element)
            yield _capture(element, outlet, f"{location}:{number}", as_is=as_is)
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
        broken = next((f"{e.message}, line {e.line}" for e in steps.error_log if e.level_name == "FATAL"), "")
    except etree.XMLSyntaxError as error:
        broken = str(error.msg)
    yield from _ended(location, number, broken, cut=limited.cut)


def _settle_entities(entry: "_Element") -> None:
    """Put the characters of HTML's named entities in their place, and nothing in that of all others."""
    from lxml import etree  # noqa: PLC0415 - loaded already

    for entity in list(entry.iter(etree.Entity)):
        name = (entity.text or "").strip("&;")
        entity.tail = html5.get(f"{name};", "") + (entity.tail or "")
    etree.strip_elements(entry, etree.Entity, etree.Comment, etree.ProcessingInstruction, with_tail=False)


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


def _name(element: "_Element") -> str:
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _inside_entry(element: "_Element") -> bool:
    return any(
        _name(around) in {*_ENTRIES, "image", "textinput", "source", "author"}
        for around in element.iterancestors()
    )


def _plain(element: "_Element") -> str | None:
    return " ".join("".join(str(part) for part in element.itertext()).split()) or None


def _capture(entry: "_Element", outlet: str | None, where: str, *, as_is: bool) -> Capture | UnreadableError:
    said: dict[str, str] = {}
    bodies: dict[str, str] = {}
    for child in entry:
        name = _name(child)
        if name in _BODIES:
            bodies.setdefault(name, _body(child))
        field = mapping("feed_fields.tsv").get(name)
        value = _link(child) if name == "link" else _author(child) if name == "author" else _plain(child)
        if field and value:
            said.setdefault(field, value)
    body = next((bodies[name] for name in _BODIES if bodies.get(name, "").strip()), "")
    data = body.encode("utf-8", "replace")
    if not data.strip() or len(data) > LARGEST:
        reason = "the entry is too large for a report" if data.strip() else "the entry has no text"
        return UnreadableError(where, reason, "Give the page that it links to", code="no-text")
    media = Media.HTML if _MARKUP.search(body) else Media.TEXT
    stated = Metadata(outlet=said.pop("outlet", None) or outlet, **said)
    return Capture(data, where, hashlib.sha256(data).hexdigest(), media.value, stated, as_is)


def _body(element: "_Element") -> str:
    # The text of an entry: escaped HTML as its characters, XHTML as markup.
    from lxml import etree  # noqa: PLC0415 - loaded already

    if len(element) and element.get("type") == "xhtml":
        return "".join(etree.tostring(child, encoding="unicode", with_tail=True) for child in element)
    return "".join(str(part) for part in element.itertext())


def _link(element: "_Element") -> str | None:
    if element.get("href"):
        return element.get("href") if element.get("rel", "alternate") == "alternate" else None
    return _plain(element)


def _author(element: "_Element") -> str | None:
    named = next((child for child in element if _name(child) == "name"), element)
    return _plain(named)
