"""One entry of a feed written anew: alone, flat, well-formed and of a bounded size, for feedparser to read.

feedparser is made for feeds of good will. What it gets has no document type, no entity, no undeclared prefix and no
sign that XML forbids, so that it never falls back on guessing; its patterns meet no field that is longer than such
fields are; and markup inside a text has become the characters of that text, so that nothing in it can be taken for a
field.
"""

import copy
import re
from collections.abc import Collection
from html import escape
from html.entities import html5
from itertools import islice
from typing import TYPE_CHECKING

from variorum.read.limits import LARGEST

if TYPE_CHECKING:
    from lxml.etree import _Element

MARKUP = re.compile(r"<[A-Za-z!/][^<>]*>|&(?:#\d+|#x[0-9a-f]+|[a-z]{2,8});", re.IGNORECASE)
FIELDS = 200
"""Fields of an entry that are read: ten times as many as feeds have."""
FIELD = 300
"""Characters of a field."""
LONG_FIELD = 4000
"""Of those that may be long."""
PARTS = 20
"""Elements inside a field, as an author's name is."""
_LONG = frozenset({"title", "link", "guid", "id"})
_BODIES = frozenset({"encoded", "content", "description", "summary", "fullitem", "body"})
"""Where an entry's text stands (``content:encoded`` of RSS, ``content`` of Atom, ``xhtml:body``)."""
_NOT_OF_THE_FEED = frozenset({"image", "textinput", "source", "author"})
_AUTHORS = frozenset({"author", "creator"})
_ADDRESS = re.compile(r"<?(?:mailto:)?[^\s<>()@]{1,64}@[^\s<>()@]{1,255}>?")
"""An e-mail address; feedparser takes a name from beside it, and part of a long domain with it."""
_XML = "http://www.w3.org/XML/1998/namespace"
_MEDIA = "http://search.yahoo.com/mrss/"
_KNOWN = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "atom": "http://www.w3.org/2005/Atom",
    "media": _MEDIA,
}
"""Prefixes that feeds use without declaring them."""
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def name_of(element: "_Element") -> str:
    """An element's name in lower case, its namespace or prefix aside; empty for a comment."""
    return re.split("[}:]", element.tag)[-1].lower() if isinstance(element.tag, str) else ""


def settle(entry: "_Element") -> None:
    """Put the characters of HTML's named entities in their place, and nothing in that of all others."""
    from lxml import etree  # noqa: PLC0415 - loaded already

    for entity in list(entry.iter(etree.Entity)):
        name = (entity.text or "").strip("&;")
        entity.tail = html5.get(f"{name};", "") + (entity.tail or "")
    etree.strip_elements(entry, etree.Entity, etree.Comment, etree.ProcessingInstruction, with_tail=False)


def title_of(element: "_Element", entries: Collection[str]) -> "_Element | None":
    """A copy of the feed's title, if this is it."""
    if name_of(element) != "title":
        return None
    around = {name_of(one) for one in element.iterancestors()}
    return None if around & {*entries, *_NOT_OF_THE_FEED} else _field(element)


def alone(entry: "_Element", title: "_Element | None") -> bytes | None:
    """A feed of its title and one entry; ``None`` if the entry's texts are too large for a report."""
    from lxml import etree  # noqa: PLC0415 - loaded already

    root, size = entry.getroottree().getroot(), 0
    whole = _bare(root) if name_of(root) in {"feed", "rdf"} else None
    if whole is None:
        whole = etree.Element("rss", _attributes(root))
    around = whole if name_of(root) == "feed" else etree.SubElement(whole, "channel")
    base = entry.getparent()
    if base is not None and base is not root and base.get(f"{{{_XML}}}base"):
        around.set(f"{{{_XML}}}base", base.get(f"{{{_XML}}}base", ""))
    if title is not None:
        around.append(copy.copy(title))
    own = _bare(entry)
    if own is None:
        own = etree.Element(name_of(entry))
    around.append(own)
    for child in islice(entry, FIELDS):
        made = _body(child) if _is_body(child) else _field(child)
        if made is not None:
            size += len(made.text or "")
            own.append(made)
    return etree.tostring(whole, encoding="utf-8", xml_declaration=True) if size <= LARGEST else None


def _is_body(child: "_Element") -> bool:
    return name_of(child) in _BODIES and _MEDIA[:-1] not in child.tag


def _body(element: "_Element") -> "_Element | None":
    """An element that holds a text, without elements in it: its markup has become characters."""
    from lxml import etree  # noqa: PLC0415 - loaded already

    made = _bare(element)
    if made is None:
        return None
    text = "".join(str(part) for part in element.itertext())
    inline = len(element) and (made.get("type", "").lower().endswith("xhtml") or not MARKUP.search(text))
    if inline:
        text = escape(element.text or "", quote=False)
        for child in map(copy.deepcopy, element):
            for one in child.iter(etree.Element):
                one.tag = name_of(one)
            etree.cleanup_namespaces(child)
            text += etree.tostring(child, encoding="unicode", method="html", with_tail=True)
        made.set("type", "html")
    made.text = _ILLEGAL.sub("", text)
    return made


def _field(element: "_Element") -> "_Element | None":
    """A copy of an element that says something of the entry, as long as such elements are."""
    size = sum(len(str(part)) for part in element.itertext())
    long = size > (LONG_FIELD if name_of(element) in _LONG else FIELD)
    if long or sum(1 for _ in islice(element.iter(), PARTS + 2)) > PARTS + 1:
        return None
    made = _copied(element)
    if made is not None and name_of(element) in _AUTHORS:
        for one in made.iter():
            one.text = _ADDRESS.sub("", one.text or "").strip(" ()\t\r\n")
    return made


def _copied(element: "_Element") -> "_Element | None":
    made = _bare(element)
    if made is None:
        return None
    made.text = _ILLEGAL.sub("", element.text or "")
    made.extend(one for one in map(_copied, element) if one is not None)
    return made


def _bare(element: "_Element") -> "_Element | None":
    """An element of the same name and attributes; ``None`` if its prefix means nothing."""
    from lxml import etree  # noqa: PLC0415 - loaded already

    prefix, _, name = element.tag.rpartition(":") if "}" not in element.tag else ("", "", element.tag)
    if prefix and prefix not in _KNOWN:
        return None
    try:
        return etree.Element(f"{{{_KNOWN[prefix]}}}{name}" if prefix else name, _attributes(element))
    except ValueError:  # names that the parser lets pass and XML forbids
        return None


def _attributes(element: "_Element") -> dict[str, str]:
    return {
        str(name): _ILLEGAL.sub("", str(value))
        for name, value in islice(element.attrib.items(), PARTS)
        if ":" not in str(name).rpartition("}")[2] and len(value) <= LONG_FIELD
    }
