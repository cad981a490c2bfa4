"""The words of a report as they are compared, each with its place and whether it is quoted."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from variorum.lineage.data import word_list
from variorum.lineage.quotes import quotations
from variorum.model import Report
from variorum.text import Span

_WORD = re.compile(r"\w+(?:['’]\w+)*")

PROSE = 0
QUOTE = 1
APART = 2
"""Kinds of words: the report's own prose, quoted words, and boilerplate, which is compared with nothing."""


@dataclass(frozen=True, slots=True)
class Words:
    """A report's words in order, column by column.

    ``keys`` are the words in lower case with straight apostrophes; ``telling`` marks those that say
    something of who wrote them: no function words, names or numbers, which the matter itself dictates.
    ``segments`` number the stretches between which the kind changes, and ``kinds`` gives each one's kind.
    """

    report_id: str
    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    telling: tuple[bool, ...]
    segments: tuple[int, ...]
    kinds: tuple[int, ...]

    def kind_at(self, position: int) -> int:
        """The kind of the word at a position."""
        return self.kinds[self.segments[position]]

    def span(self, first: int, after: int) -> Span:
        """The characters from the word *first* up to the word before *after*."""
        return Span(self.starts[first], self.ends[after - 1])


def words_of(report: Report) -> Words:
    """The words of a report's text; each quotation is a segment of its own."""
    spans = [found.span() for found in _WORD.finditer(report.text)]
    if not spans:
        return Words(report.id, (), (), (), (), (), ())
    starts, ends = zip(*spans, strict=True)
    keys, telling = zip(*[_key(report.text[start:end]) for start, end in spans], strict=True)
    segments: list[int] = []
    kinds: list[int] = []
    for after, kind in _stretches(report, starts):
        segments += [len(kinds)] * (after - len(segments))
        kinds.append(kind)
    return Words(report.id, keys, starts, ends, telling, tuple(segments), tuple(kinds))


@lru_cache(maxsize=200_000)
def _key(word: str) -> tuple[str, bool]:
    key = word.casefold().replace("’", "'")
    return key, word[0].islower() and key not in word_list("function_words")


def _stretches(report: Report, starts: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    # Word positions after each stretch, with its kind; a mask inside another one is part of it.
    masks = [(s.start, s.end, QUOTE) for s in quotations(report.text)]
    masks += [(s.start, s.end, APART) for s in report.boilerplate]
    at = 0
    for start, end, kind in sorted(masks):
        first, after = bisect_left(starts, start), bisect_left(starts, end)
        if first > at:
            yield first, PROSE
        if after > max(first, at):
            yield after, kind
        at = max(at, first, after)
    if at < len(starts):
        yield len(starts), PROSE
