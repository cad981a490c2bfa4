"""The words of reports as they are compared: numbered by their characters, with their kinds and their places."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from variorum.lineage.data import word_list
from variorum.lineage.quotes import quotations
from variorum.model import Report

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WORD = re.compile(r"\w+(?:['’]\w+)*")
"""What a word is; :func:`words_of` finds the same without looking at one character after the other."""
CHUNK = 1_000_000
"""Code points that are looked at together."""
LENGTH = 63
"""The bits of a key that hold the length of its word, if that is no more."""
_MIX = 0x9E3779B97F4A7C15
_BASE = 0xD6E8FEB86659FD93
_APOSTROPHES = (0x27, 0x2019)

PROSE = 0
QUOTE = 1
APART = 2
"""Kinds of words: the report's own prose, quoted words, and boilerplate, which is compared with nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """A report's words in order, column by column.

    ``keys`` are numbers made of the characters of each word, case and the style of apostrophes aside: equal for equal
    words, and the same in any set of reports. ``starts`` and ``ends`` are their places in the text. ``pieces`` are the
    stretches between which the kind changes: ``(position of the first word, position after the last, kind)``.
    """

    report_id: str
    text: str
    codes: "NDArray[np.uint64]"
    keys: list[int]
    starts: "NDArray[np.int64]"
    ends: "NDArray[np.int64]"
    pieces: tuple[tuple[int, int, int], ...]

    def form(self, key: int) -> str:
        """The characters of the first word with a key, in lower case."""
        at = self.keys.index(key)
        return self.text[self.starts[at] : self.ends[at]].casefold()


def words_of(reports: Sequence[Report]) -> list[Words]:
    """The words of each report's text; each quotation is a piece of its own."""
    found: list[Words] = []
    first = 0
    while first < len(reports):
        size, after = 0, first
        while after < len(reports) and (after == first or size + len(reports[after].text) < CHUNK):
            size += len(reports[after].text) + 1
            after += 1
        found += _chunk(reports[first:after])
        first = after
    return found


def _chunk(reports: Sequence[Report]) -> Iterator[Words]:
    import numpy as np  # noqa: PLC0415 - loads when it is first needed

    starts, ends, codes = _scanned("\n".join(report.text for report in reports))
    sizes = np.array([len(report.text) + 1 for report in reports])
    begins = np.concatenate([[0], sizes.cumsum()])
    bounds = np.searchsorted(starts, begins).tolist()
    for report, begin, low, high in zip(reports, begins.tolist(), bounds, bounds[1:], strict=False):
        here = starts[low:high] - begin
        own = codes[low:high]
        yield Words(
            report.id, report.text, own, own.tolist(), here, ends[low:high] - begin, _pieces(report, here)
        )


def _scanned(text: str) -> tuple["NDArray[np.int64]", "NDArray[np.int64]", "NDArray[np.uint64]"]:
    # Where each word starts and ends, and a number made of its folded characters (a polynomial over mixed code points).
    import numpy as np  # noqa: PLC0415 - loads when it is first needed

    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    inside, folded = _looked_up(points)
    marks = np.flatnonzero((points == _APOSTROPHES[0]) | (points == _APOSTROPHES[1]))
    marks = marks[(marks > 0) & (marks < len(points) - 1)]
    inside[marks] = inside[marks - 1] & inside[marks + 1]
    edges = np.flatnonzero(np.diff(inside, prepend=False, append=False))
    starts, ends = edges[::2], edges[1::2]
    if not len(starts):
        return starts, ends, np.empty(0, np.uint64)
    values = folded[inside].astype(np.uint64) * np.uint64(_MIX)
    values ^= values >> np.uint64(31)
    lengths = ends - starts
    firsts = np.concatenate([[0], lengths.cumsum()[:-1]])
    within = np.arange(len(values)) - np.repeat(firsts, lengths)
    values *= _powers()[np.minimum(within, len(_powers()) - 1)]
    codes = np.add.reduceat(values, firsts)
    codes ^= codes >> np.uint64(29)
    short = np.minimum(lengths, LENGTH).astype(np.uint64)
    return starts, ends, (codes & np.uint64(2**62 - 1 - LENGTH)) | short


def _looked_up(points: "NDArray[np.uint32]") -> tuple["NDArray[np.bool_]", "NDArray[np.uint32]"]:
    # For each code point whether it is part of a word, and its folded form.
    import numpy as np  # noqa: PLC0415 - loads when it is first needed

    words, folds = _tables()
    low = np.minimum(points, len(words) - 1)
    inside, folded = words[low], folds[low]
    for at in np.flatnonzero(points >= len(words)).tolist():  # beyond the Basic Multilingual Plane: seldom
        inside[at], folded[at] = chr(points[at]).isalnum(), _fold(int(points[at]))
    return inside, folded


@lru_cache(maxsize=1)
def _tables() -> tuple["NDArray[np.bool_]", "NDArray[np.uint32]"]:
    import numpy as np  # noqa: PLC0415 - loads when it is first needed

    plane = range(0x10000)
    words = np.array([chr(point).isalnum() or point == 0x5F for point in plane])
    folds = np.array([_fold(point) for point in plane], np.uint32)
    folds[_APOSTROPHES[1]] = _APOSTROPHES[0]
    return words, folds


def _fold(point: int) -> int:
    folded = chr(point).casefold()
    return ord(folded) if len(folded) == 1 else point


@lru_cache(maxsize=1)
def _powers() -> "NDArray[np.uint64]":
    import numpy as np  # noqa: PLC0415 - loads when it is first needed

    return np.array([pow(_BASE, n, 2**64) for n in range(256)], np.uint64)


def _pieces(report: Report, starts: "NDArray[np.int64]") -> tuple[tuple[int, int, int], ...]:
    # A word that a border cuts belongs to the stretch in which it starts.
    stretches = list(_stretches(report))
    if len(stretches) == 1:
        return ((0, len(starts), stretches[0][1]),) if len(starts) else ()
    places, pieces, first = starts.tolist(), [], 0
    for end, kind in stretches:
        after = bisect_left(places, end, first)
        if after > first:
            pieces.append((first, after, kind))
        first = after
    return tuple(pieces)


def _stretches(report: Report) -> Iterator[tuple[int, int]]:
    # The ends of stretches of one kind, with the kind; a mask inside another one is part of it.
    masks = [(s.start, s.end, QUOTE) for s in quotations(report.text)]
    masks += [(s.start, s.end, APART) for s in report.boilerplate]
    at = 0
    for start, end, kind in sorted(masks):
        if start > at:
            yield start, PROSE
        if end > at:
            yield end, kind
        at = max(at, start, end)
    if at < len(report.text):
        yield len(report.text), PROSE


def telling(passage: str, enough: int) -> bool:
    """Whether so many words of a passage say something of who wrote it.

    Function words, names, numbers and what is charged with or suffered do not: the matter itself dictates them.
    """
    small = _dictated()
    words = (found[0] for found in _WORD.finditer(passage))
    told = (word for word in words if word[0].islower() and word not in small)
    return next(islice(told, enough - 1, None), None) is not None


@lru_cache(maxsize=1)
def _dictated() -> frozenset[str]:
    return word_list("function_words") | word_list("matter")
