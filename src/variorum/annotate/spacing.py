"""Spaces that a scraped text has lost between two sentences or two quotations, put back for the parser."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

_STOP = re.compile(r"(?<=[a-z0-9%)\]’'])[.!?]+(?=[A-Z][a-z]|[AI] )")
"""A full stop between a word and a capital (*26.All*): abbreviations and initials have capitals before it."""
_ADDRESS = re.compile(r"@|://|www\.|/\S*/")
_DOMAIN = re.compile(
    r"(?:com|org|net|gov|edu|mil|info|biz|tv|io|co|uk|ca|au|eu|js|html?|pdf|jpe?g|png|docx?|xlsx?)\b",
    re.IGNORECASE,
)
"""The ends of web addresses and file names (IANA's commonest domains, common file types): *Mail.Com*."""
_MARKS = re.compile(r"[\"“”]")
_WORD = re.compile(r"\w")


def lost_spaces(paragraph: str) -> tuple[int, ...]:
    """The offsets in a paragraph before which a space is missing, in order."""
    return tuple(sorted({*_after_stops(paragraph), *_beside_marks(paragraph)}))


def put_back(paragraph: str, at: tuple[int, ...]) -> str:
    """The paragraph with a space before each of the offsets."""
    bounds = (0, *at, len(paragraph))
    return " ".join(paragraph[a:b] for a, b in pairwise(bounds))


def taken_out(offset: int, at: tuple[int, ...]) -> int:
    """The offset in the paragraph of an offset in :func:`put_back`'s result.

    Of a space that was put there, the offset of the character after it.
    """
    return offset - bisect_left([a + k for k, a in enumerate(at)], offset)


def _after_stops(paragraph: str) -> Iterator[int]:
    for stop in _STOP.finditer(paragraph):
        start = max(paragraph.rfind(" ", 0, stop.start()), paragraph.rfind("\n", 0, stop.start())) + 1
        token = re.match(r"\S*", paragraph[start:])
        written = token.group() if token else ""
        if _ADDRESS.search(written) or _DOMAIN.match(paragraph, stop.end()):
            continue
        yield stop.end()


def _beside_marks(paragraph: str) -> Iterator[int]:
    """Before a mark that opens and after one that closes, where a word or another mark stands right there."""
    opened = False
    for mark in _MARKS.finditer(paragraph):
        before = paragraph[mark.start() - 1 : mark.start()]
        after = paragraph[mark.end() : mark.end() + 1]
        opens = mark.group() == "“" or (mark.group() == '"' and _opens(before, after, opened=opened))
        opened = opens
        if opens and before and before in '.,!?;:”"' and _WORD.match(after):
            yield mark.start()
        elif not opens and before and before in ".,!?…" and _WORD.match(after):
            yield mark.end()


def _opens(before: str, after: str, *, opened: bool) -> bool:
    """Whether a straight mark opens a quotation: by the space on one side of it, else by what went before."""
    left, right = not before or before.isspace() or before in "([—–-", not after or not after.isalnum()
    if left != right:
        return left
    return not opened
