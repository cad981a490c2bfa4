"""Terms of a report, as numbers, and how much each tells: rare words tell more than common ones.

The weight of a term is its frequency in the report, damped by a logarithm, times its inverse document frequency
(Salton and Buckley, 1988). The documents are the stories, counted as they come; a committed table of counts over
other news (``data/background.tsv``) stands for those before the first.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from variorum.stories.vectors import Terms, grown

if TYPE_CHECKING:
    from numpy.typing import NDArray

TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’][^\W\d_]+)?")
"""Initials with full stops (``J.C.``), or a run of letters and digits with at most one apostrophe inside."""

NOTHING = 0
"""The number of words that are no terms."""


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """Words that are no terms."""
    return frozenset(_words("stop.txt"))


@lru_cache(maxsize=1)
def background() -> tuple[int, tuple[tuple[str, int], ...]]:
    """How many documents the background counts, and in how many of them each term stands."""
    rows = [line.split("\t") for line in _lines("background.tsv")]
    documents = int(rows[0][1])
    return documents, tuple((term, int(count)) for count, terms in rows[1:] for term in terms.split())


def _lines(name: str) -> list[str]:
    text = (files("variorum.stories") / "data" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _words(name: str) -> list[str]:
    return [word for line in _lines(name) for word in line.split()]


def normal(word: str) -> str:
    """The term that a word stands for, or nothing: lower case, no possessive, no plural *s* (Harman, 1991)."""
    term = word.lower().replace("’", "'")
    if term in stop_words():
        return ""
    if "'" in term:
        stem, _, end = term.partition("'")
        term = stem if end == "s" else stem + end
    term = term.replace(".", "")
    if term in stop_words() or (len(term) == 1 and not term.isdigit()):
        return ""
    if len(term) > 4 and term.endswith("ies"):
        return f"{term[:-3]}y"
    if len(term) > 3 and term.endswith("s") and not term.endswith(("ss", "us", "is")):
        return term[:-1]
    return term


class Vocabulary:
    """The numbers of the terms met so far, and in how many stories each was met."""

    __slots__ = ("_numbers", "_spelt", "all_met", "laid_out", "met", "stories")

    def __init__(self, scale: float = 1.0) -> None:
        documents, counts = background()
        self.stories = documents * scale
        self._numbers = {"": NOTHING}
        for term, _ in counts:
            self._numbers[term] = len(self._numbers)
        self.met: NDArray[np.float64] = np.array([0.0, *(count * scale for _, count in counts)])
        self.laid_out: NDArray[np.int32] = np.zeros(len(self.met), np.int32)
        """A place for each term where the weights of one report are laid out for a moment; zero otherwise."""
        self.all_met = float(self.met.sum())
        self._spelt = _Spelt(self._numbers)

    def numbers(self, text: str) -> list[int]:
        """The terms of *text* in its order, by number; words that are no terms are left out."""
        spelt = self._spelt
        found = list(chain.from_iterable(map(spelt.__getitem__, text.split())))
        if len(self._numbers) > len(self.met):
            self.met = grown(self.met, len(self._numbers))
            self.laid_out = grown(self.laid_out, len(self._numbers))
        if len(spelt) > MOST_SPELT:  # spellings can be found again, numbers of terms cannot
            spelt.clear()
        return found

    def usual(self, terms: Sequence[int]) -> list[float]:
        """How usual each term is: what part of all that was met it is."""
        met, whole = self.met, self.all_met
        return [(met.item(term) + 0.5) / whole for term in terms]

    def others(self, terms: Terms, known: Terms) -> Terms:
        """Those of *terms* that are not among *known*."""
        self.laid_out[known] = 1
        new: Terms = terms[self.laid_out[terms] == 0]
        self.laid_out[known] = 0
        return new

    def count(self, terms: Terms, *, by: int = 1, stories: int = 0) -> None:
        """*terms* stand in one story more, or, with -1, in one less.

        Stories are counted, not reports: a large story does not make its own words common.

        Args:
            terms: their numbers.
            by: 1 or -1.
            stories: 1 if the story itself is new, or is no more.
        """
        self.stories += by * stories
        self.all_met += by * len(terms)
        self.met[terms] += by


class _Spelt(dict[str, tuple[int, ...]]):
    """The terms of each run of characters between spaces, found when it is first asked for."""

    __slots__ = ("_numbers",)

    def __init__(self, numbers: dict[str, int]) -> None:
        super().__init__()
        self._numbers = numbers

    def __missing__(self, run: str) -> tuple[int, ...]:
        bare = run.strip(MARKS)
        found = self._read(run) if bare == run else self[bare] if bare else ()
        if len(run) <= LONGEST_KEPT:
            self[run] = found
        return found

    def _read(self, run: str) -> tuple[int, ...]:
        numbers = self._numbers
        found = []
        for word in TOKEN.findall(run):
            term = normal(word)
            if term:
                number = numbers.get(term)
                if number is None:
                    number = numbers[term] = len(numbers)
                found.append(number)
        return tuple(found)


MARKS = "\"'“”‘’(),;:!?[]"
"""Marks around words that change nothing of how they are read."""
MOST_SPELT = 200_000
"""Spellings kept at hand."""
LONGEST_KEPT = 40
"""Characters of a run that is kept among them."""
