"""The words of a report as they are compared, each with its place and whether it is quoted."""

import re
from dataclasses import dataclass

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
    masks = sorted(
        [(s.start, s.end, QUOTE) for s in quotations(report.text)]
        + [(s.start, s.end, APART) for s in report.boilerplate]
    )
    keys: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    segments: list[int] = []
    telling: list[bool] = []
    common = word_list("function_words")
    kinds = [PROSE]
    mask = 0
    current = -1
    for found in _WORD.finditer(report.text):
        start = found.start()
        while mask < len(masks) and masks[mask][1] <= start:
            mask += 1
        inside = mask if mask < len(masks) and masks[mask][0] <= start else -1 - mask
        if inside != current:
            current = inside
            kinds.append(masks[mask][2] if inside >= 0 else PROSE)
        key = found[0].casefold().replace("’", "'")
        keys.append(key)
        telling.append(found[0][0].islower() and key not in common)
        starts.append(start)
        ends.append(found.end())
        segments.append(len(kinds) - 1)
    columns = (tuple(keys), tuple(starts), tuple(ends), tuple(telling), tuple(segments), tuple(kinds))
    return Words(report.id, *columns)
