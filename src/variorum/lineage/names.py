"""Whether two names of sources are one source: equal, an acronym and its long form, or one inside the other."""

import re
from enum import IntEnum
from functools import lru_cache

from variorum.lineage.data import agencies, word_list

_WORD = re.compile(r"\w+(?:['’.&-]\w+)*")


class Same(IntEnum):
    """How sure it is that two names, or two texts, go back to one source."""

    NO = 0
    PERHAPS = 1
    YES = 2


def agency(name: str) -> str | None:
    """The short name of the news agency that goes by *name*, or ``None`` if it is no agency known here."""
    return _agencies().get(" ".join(name.split()).casefold())


@lru_cache(maxsize=1)
def _agencies() -> dict[str, str]:
    return {name.casefold(): short for name, short in agencies().items()}


def same_source(one: str, other: str) -> Same:
    """Whether two resolved source names mean one source; the order of the two plays no part.

    Equal names, titles and case aside, are one source, and so are an acronym and the name whose
    initials it gives. A general word (*officials*, *witnesses*) may be other people each time. A name
    of two words or more that ends a longer one (*Tess Amari*, *Nurse Tess Amari*) is the same; perhaps
    only where it is an office of which there may be two (*Foreign Ministry*, *Ecuador's Foreign
    Ministry*), or a single word (*Mallory*, *Kate Mallory*).
    """
    short_one, short_other = agency(one), agency(other)
    if short_one and short_other:
        return Same.YES if short_one == short_other else Same.NO
    words = sorted((_words(one), _words(other)), key=lambda w: (len(w), w))
    less, more = words[0], words[1]
    if not less:
        return Same.NO
    general = word_list("generic_sources")
    if less == more:
        return Same.PERHAPS if all(word in general for word in less) else Same.YES
    if len(less) == 1 and _is_acronym(less[0], more):
        return Same.YES
    if more[-len(less) :] != less:
        return Same.PERHAPS if len(less) == 1 and less[0] in more and less[0] not in general else Same.NO
    if all(word in general for word in less):
        return Same.NO
    office = len(less) == 2 and less[-1] in word_list("offices")
    return Same.YES if len(less) > 1 and not office else Same.PERHAPS


def _words(name: str) -> list[str]:
    words = [w.casefold().replace("’", "'").removesuffix("'s") for w in _WORD.findall(name)]
    titles = word_list("titles")
    while len(words) > 1 and words[0] in titles:
        words = words[1:]
    return [w.replace(".", "") for w in words]


def _is_acronym(short: str, words: list[str]) -> bool:
    # "nrsb" for "national rail safety bureau", "fbi" for "federal bureau of investigation".
    if len(short) < 2 or len(words) < 2:
        return False
    small = word_list("function_words")
    return short in {"".join(w[0] for w in words), "".join(w[0] for w in words if w not in small)}
