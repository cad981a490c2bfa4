"""Terms of a report, as numbers, and how much each tells: rare words tell more than common ones.

The weight of a term is its frequency in the report, damped by a logarithm, times its inverse document frequency
(Salton and Buckley, 1988). The documents are the stories, counted as they come; a committed table of counts over
other news (``data/background.tsv``) stands for those before the first.
"""

import re
from functools import lru_cache
from importlib.resources import files

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

    __slots__ = ("_numbers", "_surfaces", "all_met", "met", "stories")

    def __init__(self, scale: float = 1.0) -> None:
        documents, counts = background()
        self.stories = documents * scale
        self._numbers = {"": NOTHING}
        self.met = [0.0]
        for term, count in counts:
            self._numbers[term] = len(self.met)
            self.met.append(count * scale)
        self.all_met = sum(self.met)
        self._surfaces: dict[str, int] = {}

    def numbers(self, text: str) -> list[int]:
        """The terms of *text* in its order, by number; words that are no terms are left out."""
        known = self._surfaces
        found = []
        for word in TOKEN.findall(text):
            number = known.get(word)
            if number is None:
                number = self._learn(word)
            if number:
                found.append(number)
        return found

    def _learn(self, word: str) -> int:
        if len(self._surfaces) > MOST_SURFACES:  # spellings can be found again, numbers of terms cannot
            self._surfaces.clear()
        term = normal(word)
        number = self._numbers.get(term)
        if number is None:
            number = self._numbers[term] = len(self.met)
            self.met.append(0.0)
        self._surfaces[word] = number
        return number

    def count(self, terms: tuple[int, ...], *, by: int = 1, stories: int = 0) -> None:
        """*terms* stand in one story more, or, with -1, in one less.

        Stories are counted, not reports: a large story does not make its own words common.

        Args:
            terms: their numbers.
            by: 1 or -1.
            stories: 1 if the story itself is new, or is no more.
        """
        self.stories += by * stories
        self.all_met += by * len(terms)
        met = self.met
        for number in terms:
            met[number] += by


MOST_SURFACES = 500_000
"""Spellings kept at hand."""
