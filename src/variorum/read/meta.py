"""What a page says of itself: JSON-LD, OpenGraph, other ``meta`` elements, ``lang``."""

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from variorum.model import Metadata
from variorum.read.assemble import Said, stated_date
from variorum.read.page import Page
from variorum.read.spaces import squeezed
from variorum.read.tables import rows

DEEPEST = 8
_SHARE = re.compile(r"\s+(?:\||–|—|-|»|::)\s+")


def page_says(page: Page) -> list[Said]:
    """What the page's own metadata say, the most trusted place first."""
    tags = _meta_tags(page)
    found = [Said("json-ld", _json_ld(page))]
    found += [Said(origin, _from_tags(tags, origin)) for origin in ("opengraph", "meta")]
    return [*found, Said("time", _time_element(page)), Said("html", _html_element(page))]


def title_of(page: Page, outlet: str | None) -> str | None:
    """The page's ``title`` without the outlet's name at its end."""
    raw = next(((a, b) for index, a, b in page.raw if page.elements[index].name == "title"), None)
    title = squeezed(html.unescape(page.source[raw[0] : raw[1]])) if raw else ""
    parts = _SHARE.split(title)
    if len(parts) > 1 and (parts[-1] == outlet or len(parts[-1].split()) <= 4 < len(parts[0].split())):
        title = title[: title.rindex(parts[-1])].rstrip(" |–—-»:")
    return title or None


def _meta_tags(page: Page) -> dict[str, str]:
    tags: dict[str, str] = {}
    for element in page.elements:
        if element.name != "meta":
            continue
        name = (element.get("property") or element.get("name") or element.get("itemprop")).lower().strip()
        value = squeezed(element.get("content"))
        if name and value:
            tags.setdefault(name, value)
    return tags


def _from_tags(tags: dict[str, str], origin: str) -> Metadata:
    found: dict[str, str] = {}
    for where, name, field in rows("meta_tags.tsv"):
        if where == origin and name in tags and not (field == "byline" and "://" in tags[name]):
            found.setdefault(field, tags[name])
    return Metadata(**found)


def _html_element(page: Page) -> Metadata:
    lang = next((e.get("lang") or e.get("xml:lang") for e in page.elements if e.name == "html"), "")
    link = next(
        (e.get("href") for e in page.elements if e.name == "link" and e.get("rel").lower() == "canonical"), ""
    )
    return Metadata(language=lang or None, url=link or None)


def _time_element(page: Page) -> Metadata:
    """The date of the first ``time`` element that says it is the publication's."""
    for element in page.elements:
        about = f"{element.get('itemprop')} {element.get('class')} {element.get('pubdate')}".lower()
        if element.name != "time" or "pub" not in about or element.hard:
            continue
        reading = stated_date(element.get("datetime"))
        if reading and reading.date:
            return Metadata(published=element.get("datetime"))
    return Metadata()


def _json_ld(page: Page) -> Metadata:
    for index, start, end in page.raw:
        element = page.elements[index]
        if element.name != "script" or "ld+json" not in element.get("type").lower():
            continue
        raw = re.sub(
            r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*$", "", page.source[start:end]
        )
        try:
            data = json.loads(raw, strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _articles(data, 0):
            return _of_article(thing)
    return Metadata()


def _articles(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > DEEPEST:
        return
    if isinstance(data, list):
        for one in data:
            yield from _articles(one, depth + 1)
    elif isinstance(data, dict):
        kinds = data.get("@type")
        names = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(k, str) and re.search(r"(?:Article|Report|BlogPosting)$", k) for k in names):
            yield data
        yield from _articles(data.get("@graph"), depth + 1)
        yield from _articles(data.get("mainEntity"), depth + 1)


def _of_article(thing: dict[str, Any]) -> Metadata:
    page = thing.get("mainEntityOfPage")
    return Metadata(
        headline=_string(thing.get("headline")) or _string(thing.get("name")),
        outlet=_string(thing.get("publisher")),
        byline=_string(thing.get("author")),
        published=_string(thing.get("datePublished")) or _string(thing.get("dateCreated")),
        url=_string(thing.get("url"))
        or (_string(page.get("@id")) if isinstance(page, dict) else _string(page)),
        language=_string(thing.get("inLanguage")),
    )


def _string(value: Any) -> str | None:
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(filter(None, map(_string, value)))) or None
    if isinstance(value, dict):
        return _string(value.get("name"))
    return squeezed(html.unescape(value)) or None if isinstance(value, str) else None
