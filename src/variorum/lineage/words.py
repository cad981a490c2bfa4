"""The words of reports as they are compared: numbered, each with whether it is quoted, and its place on demand."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from operator import itemgetter
from zlib import crc32

from variorum.lineage.data import word_list
from variorum.lineage.quotes import quotations
from variorum.model import Report

_WORD = re.compile(r"\w+(?:['’]\w+)*")

PROSE = 0
QUOTE = 1
APART = 2
"""Kinds of words: the report's own prose, quoted words, and boilerplate, which is compared with nothing."""


class Lexicon(dict[str, int]):
    """The different words of some reports, numbered as they come; two spellings of one key have one number.

    A key is the word in lower case with straight apostrophes. ``codes`` are made of its characters alone, so
    that they are the same in any set of reports.
    """

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[str] = []
        """The characters of each key."""
        self.codes: list[int] = []
        self._keys: dict[str, int] = {}

    def __missing__(self, word: str) -> int:
        key = word.casefold().replace("’", "'")
        if key not in self._keys:
            self._keys[key] = len(self.forms)
            self.forms.append(key)
            self.codes.append(crc32(key.encode("utf-8", "surrogatepass")) + 1)
        self[word] = number = self._keys[key]
        return number


@dataclass(frozen=True, slots=True)
class Words:
    """A report's words in order, as numbers of a lexicon.

    ``pieces`` are the stretches between which the kind changes: ``(position of the first word, position
    after the last, kind)``.
    """

    report_id: str
    text: str
    keys: list[int]
    pieces: tuple[tuple[int, int, int], ...]

    def places(self, positions: Iterable[int]) -> dict[int, tuple[int, int]]:
        """The start and end in the text of the words at some positions."""
        found: dict[int, tuple[int, int]] = {}
        words, at = _WORD.finditer(self.text), 0
        for position in sorted(set(positions)):
            found[position] = next(islice(words, position - at, None)).span()
            at = position + 1
        return found


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


def words_of(report: Report, lexicon: Lexicon) -> Words:
    """The words of a report's text; each quotation is a piece of its own."""
    keys: list[int] = []
    pieces: list[tuple[int, int, int]] = []
    for start, end, kind in _stretches(report):
        words = _WORD.findall(report.text, start, end)
        if words:
            pieces.append((len(keys), len(keys) + len(words), kind))
            keys += itemgetter(*words)(lexicon) if len(words) > 1 else (lexicon[words[0]],)
    return Words(report.id, report.text, keys, tuple(pieces))


def _stretches(report: Report) -> Iterator[tuple[int, int, int]]:
    # The text in stretches of one kind; a mask inside another one is part of it. A border lies between words.
    masks = [(s.start, s.end, QUOTE) for s in quotations(report.text)]
    masks += [(s.start, s.end, APART) for s in report.boilerplate]
    text, at = report.text, 0
    for first, after, kind in sorted(masks):
        start, end = _outside(text, first), _outside(text, after)
        if start > at:
            yield at, start, PROSE
        if end > max(start, at):
            yield max(start, at), end, kind
        at = max(at, start, end)
    if at < len(text):
        yield at, len(text), PROSE


def _outside(text: str, border: int) -> int:
    # The border itself, or the end of the word that it would cut in two.
    if not 0 < border < len(text) or not (text[border].isalnum() or text[border] in "_'’"):
        return border
    start = border
    while start > 0 and (text[start - 1].isalnum() or text[start - 1] in "_'’"):
        start -= 1
    for word in _WORD.finditer(text, start):
        if word.start() >= border:
            break
        if word.end() > border:
            return word.end()
    return border
