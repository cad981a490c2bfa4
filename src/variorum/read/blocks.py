"""Blocks of a page: runs of text between block borders, and which of them are the article."""

import re
import unicodedata
from dataclasses import dataclass
from html import unescape

from variorum.read.page import Page
from variorum.read.tables import mapping

LINK_SHARE = 0.5
"""A block of which more is link than not is no paragraph of a report."""
SENTENCE = 8
"""Words of the shortest block that shows that a page has an article."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of text. ``events`` is a half-open range of the page's events; ``text`` is for comparing only."""

    events: tuple[int, int]
    text: str
    key: str
    element: int
    parent: int
    tag: str
    linked: float
    hard: bool
    soft: bool
    article: int


def blocks_of(page: Page) -> tuple[Block, ...]:
    """The blocks of a page that hold more than white space, in page order."""
    found: list[Block] = []
    begin = 0
    for index, event in enumerate(page.events):
        if event.kind == "border":
            found += _block(page, begin, index)
            begin = index + 1
    return (*found, *_block(page, begin, len(page.events)))


def _block(page: Page, begin: int, end: int) -> list[Block]:
    texts = [event for event in page.events[begin:end] if event.kind == "text"]
    text = " ".join(
        " ".join(
            unescape(page.source[e.start : e.end]) if e.kind == "text" else " "
            for e in page.events[begin:end]
        ).split()
    )
    if not text:
        return []
    first = next(e for e in texts if page.source[e.start : e.end].strip())
    element = _block_element(page, first.element)
    linked = sum(e.end - e.start for e in texts if e.linked)
    total = sum(e.end - e.start for e in texts)
    about = page.elements[element] if element >= 0 else None
    return [
        Block(
            events=(begin, end),
            text=text,
            key=key_of(text),
            element=element,
            parent=about.parent if about else -1,
            tag=about.name if about else "",
            linked=linked / total,
            hard=page.elements[first.element].hard if first.element >= 0 else False,
            soft=page.elements[first.element].soft if first.element >= 0 else False,
            article=about.article if about else -1,
        )
    ]


def _block_element(page: Page, element: int) -> int:
    """The nearest block-level element at or around an element."""
    while element >= 0 and mapping("elements.tsv").get(page.elements[element].name, "inline") == "inline":
        element = page.elements[element].parent
    return element


def key_of(text: str) -> str:
    """*text* without white space and in one normal form, so that two extractions of it compare equal."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def article_blocks(blocks: tuple[Block, ...], extracted: str | None) -> tuple[Block, ...]:
    """The blocks that hold the article, in page order; none if the page has no article.

    Args:
        blocks: all blocks of the page.
        extracted: the article's text as an extractor gives it, a paragraph a line, or ``None``. It
            may be normalised and folded: it only says which blocks are meant.
    """
    chosen = _matched(blocks, extracted) if extracted else ()
    if not any(is_prose(block) for block in chosen):
        chosen = _by_structure(blocks)
    if not any(is_prose(block) for block in chosen):
        return ()
    return _with_neighbours(blocks, chosen)


def is_prose(block: Block) -> bool:
    """Whether a block holds at least a sentence that is no link, in a script with or without spaces."""
    if block.linked >= LINK_SHARE:
        return False
    if re.search(r"[。！？।]", block.text):
        return len(block.text) >= 2 * SENTENCE
    stop = re.search(r"[.!?…؟۔][\"'”’)»]*(?:\s|$)", block.text)
    return len(block.text.split()) >= SENTENCE and stop is not None


def _matched(blocks: tuple[Block, ...], extracted: str) -> tuple[Block, ...]:
    lines = {key_of(line.lstrip("-•* ").strip("|")) for line in extracted.splitlines()} - {""}
    whole = key_of(extracted)
    hits = [b for b in blocks if not b.hard and (b.key in lines or (len(b.key) >= 40 and b.key in whole))]
    weight: dict[int, int] = {}
    for block in hits:
        weight[block.parent] = weight.get(block.parent, 0) + len(block.key)
    seen: dict[str, list[Block]] = {}
    for block in hits:
        seen.setdefault(block.key, []).append(block)
    kept: list[Block] = []
    for same in seen.values():
        best = max(weight[b.parent] for b in same)
        kept += [b for b in same if len(same) == 1 or weight[b.parent] == best]
    return tuple(sorted(kept, key=lambda b: b.events))


def _by_structure(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Without an extractor's word: the prose of the fullest article, or else of the whole page."""
    prose = [b for b in blocks if not b.hard and not b.soft and is_prose(b)]
    weight: dict[int, int] = {}
    for block in prose:
        weight[block.article] = weight.get(block.article, 0) + len(block.key)
    inside = {article: w for article, w in weight.items() if article >= 0}
    if not inside:
        return tuple(prose)
    best = max(inside, key=lambda article: (inside[article], -article))
    return tuple(b for b in prose if b.article == best)


def _with_neighbours(blocks: tuple[Block, ...], chosen: tuple[Block, ...]) -> tuple[Block, ...]:
    """The chosen blocks and those between them that stand beside them and that an extractor dropped."""
    first, last = chosen[0].events, chosen[-1].events
    parents = {b.parent for b in chosen if is_prose(b)}
    taken = {b.events for b in chosen}
    return tuple(
        b
        for b in blocks
        if b.events in taken
        or (
            first <= b.events <= last
            and b.parent in parents
            and not b.hard
            and not b.soft
            and b.linked < LINK_SHARE
            and b.tag in {"p", "blockquote", "h2", "h3", "h4", "li", "div"}
        )
    )


def several_articles(page: Page, blocks: tuple[Block, ...]) -> bool:
    """Whether two or more article elements of comparable length stand beside one another in the page."""
    weight: dict[int, int] = {}
    for block in blocks:
        if block.article >= 0 and not block.hard and is_prose(block):
            weight[block.article] = weight.get(block.article, 0) + len(block.text)
    outer = {
        a: w
        for a, w in weight.items()
        if page.elements[a].parent < 0 or page.elements[page.elements[a].parent].article not in weight
    }
    sizes = sorted(outer.values(), reverse=True)
    return len(sizes) > 1 and sizes[1] >= 400 and sizes[1] >= 0.5 * sizes[0]
