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
from variorum.read.tables import mapping

if TYPE_CHECKING:
    from lxml.etree import _Element

MARKUP = re.compile(r"<[A-Za-z!/][^<>]*>|&(?:#\d+|#x[0-9a-f]+|[a-z]{2,8});", re.IGNORECASE)
FIELDS = 200
"""Fields of an entry that are looked at: ten times as many as feeds have."""
LENGTHS = {"title": 4000, "link": 4000, "author": 300, "line": 300}
"""Characters of each kind of field (``feed_fields.tsv``) but texts; a longer one is left out."""
ATTRIBUTES = 20
"""Attributes of an element."""
_NOT_OF_THE_FEED = frozenset({"image", "textinput", "source", "author"})
_ADDRESS = re.compile(r"<?(?:mailto:)?[^\s<>()@]{1,64}@[^\s<>()@]{1,255}>?")
"""An e-mail address; feedparser takes a name from beside it, and part of a long domain with it."""
_NO_NAME = re.compile(r"\S{65}")
_PLAIN_NAME = re.compile(r"[a-z][a-z0-9-]*")
_MEDIA = "{http://search.yahoo.com/mrss"
"""How tags of Media RSS begin: titles and texts of pictures."""
_KNOWN = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "atom": "http://www.w3.org/2005/Atom",
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
    if {name_of(one) for one in element.iterancestors()} & {*entries, *_NOT_OF_THE_FEED}:
        return None
    settle(element)
    return _field(element)


def shell(entry: "_Element", title: "_Element | None") -> "_Element":
    """The feed that an entry is of, with its title and without entries."""
    from lxml import etree  # noqa: PLC0415 - loaded already

    root, above = entry.getroottree().getroot(), entry.getparent()
    whole = _bare(root) if name_of(root) in {"feed", "rdf"} else None
    if whole is None:
        whole = etree.Element("rss", _attributes(root))
    around = whole if name_of(root) == "feed" else etree.SubElement(whole, "channel")
    for name, value in (_attributes(above) if above is not None and above is not root else {}).items():
        around.set(name, value)
    around.extend([] if title is None else [copy.copy(title)])
    return whole


def alone(entry: "_Element", feed: "_Element") -> bytes | None:
    """A feed with one entry, written out; ``None`` if the entry's texts are too large for a report.

    Args:
        entry: where it stands.
        feed: what :func:`shell` gives, which is not changed.
    """
    from lxml import etree  # noqa: PLC0415 - loaded already

    whole, own, size = copy.copy(feed), _bare(entry), 0
    own = etree.Element(name_of(entry)) if own is None else own
    next(whole.iterchildren("channel"), whole).append(own)
    for made in map(_field, islice(entry, FIELDS)):
        if made is not None:
            size += len(made.text or "")
            own.append(made)
    return etree.tostring(whole, encoding="utf-8", xml_declaration=True) if size <= LARGEST else None


def _field(element: "_Element") -> "_Element | None":
    """A copy of an element that says something of the entry; ``None`` if it does not, or is longer than such are."""
    kind = mapping("feed_fields.tsv").get(name_of(element))
    made = _bare(element) if kind and _MEDIA not in element.tag else None
    if made is None or kind is None:
        return None
    text = _flat(element, made) if kind in {"text", "title"} else "".join(map(str, element.itertext()))
    if len(text) > LENGTHS.get(kind, len(text)):
        return None
    if kind == "author":
        named = next((one for one in element if name_of(one) == "name"), element)
        text = _ADDRESS.sub("", "".join(map(str, named.itertext()))).strip(" ()\t\r\n")
        text = "" if _NO_NAME.search(text) else text
    made.text = _ILLEGAL.sub("", text)
    return made


def _flat(element: "_Element", made: "_Element") -> str:
    """The text of an element; with HTML that parts paragraphs, all as markup, and its copy *made* says so then."""
    from lxml import etree  # noqa: PLC0415 - loaded already

    text = "".join(map(str, element.itertext()))
    fields, kinds = mapping("feed_fields.tsv"), mapping("elements.tsv")
    inside = {name_of(one) for one in element.iterdescendants(etree.Element)}
    parted = any(name == "br" or (name not in fields and kinds.get(name) == "block") for name in inside)
    if not parted or (MARKUP.search(text) and not made.get("type", "").lower().endswith("xhtml")):
        return text
    made.set("type", "html")
    text = escape(element.text or "", quote=False)
    for child in map(copy.deepcopy, element):
        for one in child.iter(etree.Element):
            one.tag = name_of(one) if _PLAIN_NAME.fullmatch(name_of(one)) else "span"
        etree.cleanup_namespaces(child)
        text += etree.tostring(child, encoding="unicode", method="html", with_tail=True)
    return text


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
        for name, value in islice(element.attrib.items(), ATTRIBUTES)
        if ":" not in str(name).rpartition("}")[2] and len(value) <= LENGTHS["link"]
    }
