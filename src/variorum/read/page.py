"""A page as tokens: elements and text runs, each with its offsets in the page's own characters.

Written after the tokenizer of the HTML standard (WHATWG HTML, 13.2.5) as far as a reader of articles
needs it. It runs once over the source, executes nothing, and never fails: what is no markup is text.
"""

import html
import re
from dataclasses import dataclass, field
from functools import lru_cache

from variorum.read.tables import mapping

_OPEN = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][^\s/>\x00]*)")
_ATTRIBUTE = re.compile(
    r"[\s/]*+(?P<name>[^\s/>=][^\s/>=]*+)(?:\s*+=\s*+(?P<value>\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+|(?=>)))?+"
)
_OTHER = re.compile(r"<(?:!--|[!?/])")
RAW = frozenset(
    {
        "script",
        "style",
        "textarea",
        "title",
        "xmp",
        "iframe",
        "noembed",
        "noframes",
        "noscript",
        "template",
        "svg",
        "math",
        "canvas",
        "w:instrtext",
        "w:deltext",
        "mc:fallback",
    }
)
"""Elements whose content is taken in one piece: never text of the report. Those of Word are field codes, what was
deleted, and what is there a second time for older programs."""
BREAKS = frozenset({"br", "w:br", "w:cr", "w:tab"})
"""Elements that stand for a gap in a line of text; the last three are of Word."""
VOID = frozenset(
    {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    }
)


@dataclass(frozen=True, slots=True)
class Element:
    """One start tag: ``start`` is its offset, ``body`` the offset after it, ``parent`` an index (-1: none)."""

    name: str
    attributes: tuple[tuple[str, str], ...]
    start: int
    body: int
    parent: int
    hard: bool
    """In or at an element that never holds a report's words (``nav``, ``aside`` …)."""
    soft: bool
    """In or at an element that holds them seldom (by its class, or ``header``, ``form``)."""
    article: int
    """The nearest ``article`` around or at it, an index (-1: none)."""

    def get(self, name: str) -> str:
        """An attribute's value, or the empty string."""
        return next((value for key, value in self.attributes if key == name), "")


@dataclass(frozen=True, slots=True)
class Event:
    """A step through the page in its order: text, a break, or the border of a block.

    ``kind`` is ``text``, ``br`` or ``border``; ``element`` is the index of the element it stands in.
    """

    kind: str
    start: int
    end: int
    element: int
    linked: bool = False


@dataclass(slots=True)
class Page:
    """The tokens of a page. ``raw`` are the elements whose content was taken in one piece, with its span."""

    source: str
    elements: list[Element] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    raw: list[tuple[int, int, int]] = field(default_factory=list)


def parse_page(source: str) -> Page:
    """The tokens of a page's source, in one pass and in linear time."""
    return _Tokenizer(source).run()


class _Tokenizer:
    """The state of one pass. Mutable, and never seen outside this module."""

    def __init__(self, source: str) -> None:
        self.page = Page(source)
        self.stack: list[int] = []
        self.open: dict[str, int] = {}
        self.kinds = mapping("elements.tsv")
        self.lower = ""

    def run(self) -> Page:
        source, at = self.page.source, 0
        while at < len(source):
            mark = source.find("<", at)
            if mark < 0:
                mark = len(source)
            self._text(at, mark)
            if mark == len(source):
                break
            at = self._markup(mark)
        self._border(len(source))
        return self.page

    def _markup(self, at: int) -> int:
        """Take the markup at ``<``; the offset after it."""
        source = self.page.source
        found = _OPEN.match(source, at)
        if found:
            return self._tag(found)
        other = _OTHER.match(source, at)
        if not other:
            self._text(at, at + 1)
            return at + 1
        close = "-->" if other[0] == "<!--" else ">"
        end = source.find(close, other.end())
        if close == "-->" and source.startswith(">", other.end()):
            return other.end() + 1
        return len(source) if end < 0 else end + len(close)

    def _tag(self, found: re.Match[str]) -> int:
        source, name = self.page.source, found["name"].lower()
        if found["end"]:
            end = source.find(">", found.end())
            if end >= 0:
                self._close(name, found.start())
            return end + 1 if end >= 0 else len(source)
        attributes: list[tuple[str, str]] = []
        at = found.end()
        while True:
            one = _ATTRIBUTE.match(source, at)
            if not one or one.end() == at:
                break
            value = (one["value"] or "").strip("\"'")
            attributes.append((one["name"].lower(), html.unescape(value) if "&" in value else value))
            at = one.end()
        end = source.find(">", at)
        if end < 0:
            return len(source)
        closed = source[end - 1] == "/" and (name in {"svg", "math"} or name.startswith("w:"))
        return self._start(name, tuple(attributes), found.start(), end + 1, closed=closed)

    def _start(
        self, name: str, attributes: tuple[tuple[str, str], ...], start: int, body: int, *, closed: bool
    ) -> int:
        kind = self.kinds.get(name, "inline")
        if kind in {"block", "hard", "soft"}:
            self._close_paragraph(start)
            self._border(start)
        index = len(self.page.elements)
        self.page.elements.append(self._element(name, kind, attributes, start, body))
        if name in BREAKS:
            self.page.events.append(Event("br", start, body, self._here()))
            return body
        if name in VOID or closed:
            return body
        if name in RAW:
            return self._raw(name, index, body)
        self.stack.append(index)
        self.open[name] = self.open.get(name, 0) + 1
        return body

    def _element(
        self, name: str, kind: str, attributes: tuple[tuple[str, str], ...], start: int, body: int
    ) -> Element:
        here = self._here()
        around = self.page.elements[here] if here >= 0 else None
        given = dict(reversed(attributes))
        hidden = (
            "hidden" in given
            or given.get("aria-hidden") == "true"
            or "display:none" in given.get("style", "").replace(" ", "")
        )
        role = self.kinds.get("role=" + given.get("role", ""))
        hard = kind == "hard" or role == "hard" or (hidden and name not in {"html", "body"})
        soft = kind == "soft" or (name not in {"html", "body", "article", "main"} and _aside_by_class(given))
        return Element(
            name,
            attributes,
            start,
            body,
            here,
            hard or (around is not None and around.hard),
            soft or (around is not None and around.soft),
            len(self.page.elements) if name == "article" else (around.article if around else -1),
        )

    def _raw(self, name: str, index: int, body: int) -> int:
        """Skip to the end tag of an element whose content is one piece."""
        source = self.page.source
        found = _closing(name).search(source, body)
        end = found.start() if found else len(source)
        self.page.raw.append((index, body, end))
        after = source.find(">", end)
        return len(source) if not found or after < 0 else after + 1

    def _close(self, name: str, at: int) -> None:
        if not self.open.get(name):
            return
        if self.kinds.get(name, "inline") != "inline":
            self._border(at)
        while self.stack:
            gone = self.page.elements[self.stack.pop()].name
            self.open[gone] -= 1
            if gone == name:
                return
            if self.kinds.get(gone, "inline") != "inline":
                self._border(at)

    def _close_paragraph(self, at: int) -> None:
        if not self.open.get("p"):
            return
        for index in reversed(self.stack[-50:]):
            name = self.page.elements[index].name
            if name == "p":
                self._close("p", at)
                return
            if self.kinds.get(name, "inline") != "inline":
                return

    def _here(self) -> int:
        return self.stack[-1] if self.stack else -1

    def _border(self, at: int) -> None:
        events = self.page.events
        if events and events[-1].kind != "border":
            events.append(Event("border", at, at, self._here()))

    def _text(self, start: int, end: int) -> None:
        if end > start:
            self.page.events.append(Event("text", start, end, self._here(), linked=bool(self.open.get("a"))))


@lru_cache(maxsize=32)
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{re.escape(name)}(?=[\s/>])", re.IGNORECASE)


def _aside_by_class(given: dict[str, str]) -> bool:
    if "class" not in given and "id" not in given:
        return False
    return _names_aside(f"{given.get('class', '')} {given.get('id', '')}"[:500].lower())


@lru_cache(maxsize=4096)
def _names_aside(named: str) -> bool:
    words = mapping("elements.tsv")
    return any(words.get("class=" + token) == "soft" for token in re.findall(r"[a-z]+", named))
