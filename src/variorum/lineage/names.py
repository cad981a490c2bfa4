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
    initials it gives. A general word (*officials*, *witnesses*, *police in Quillane*) may be the same people each
    time or others. A name
    of two words or more that ends a longer one (*Tess Amari*, *Nurse Tess Amari*) is the same; perhaps
    only where it is an office of which there may be two (*Foreign Ministry*, *Ecuador's Foreign
    Ministry*), or a single word (*Mallory*, *Kate Mallory*). Whoever speaks for a body is perhaps the body (*police*,
    *a police spokesman*).
    """
    short_one, short_other = agency(one), agency(other)
    if short_one and short_other:
        return Same.YES if short_one == short_other else Same.NO
    words_one, words_other = _words(one), _words(other)
    same = _same_words(words_one, words_other)
    if same is not Same.NO:
        return same
    bodies = _body(words_one), _body(words_other)
    spoken = bodies != (words_one, words_other) and _same_words(*bodies) is not Same.NO
    return Same.PERHAPS if spoken else Same.NO


def _same_words(one: list[str], other: list[str]) -> Same:
    less, more = sorted((one, other), key=lambda w: (len(w), w))
    if not less:
        return Same.NO
    general = all(word in word_list("generic_sources") for word in less)
    less, more = _turned(less), _turned(more)
    if less == more:
        return Same.PERHAPS if general else Same.YES
    if len(less) == 1 and (_is_acronym(less[0], one) or _is_acronym(less[0], other)):
        return Same.YES
    if more[-len(less) :] != less:
        return Same.PERHAPS if len(less) == 1 and less[0] in more else Same.NO
    office = len(less) == 2 and less[-1] in word_list("offices")
    return Same.YES if len(less) > 1 and not office and not general else Same.PERHAPS


def _turned(words: list[str]) -> list[str]:
    """What stands after *of*, *in* … put first: *ministry of health* as *health ministry*."""
    for k, word in enumerate(words[1:-1], 1):
        if word in _JOINING:
            after = words[k + 1 :]
            return [*_turned(after[1:] if len(after) > 1 and after[0] == "the" else after), *words[:k]]
    return words


_JOINING = frozenset({"of", "in", "at", "for", "from"})


def _body(words: list[str]) -> list[str]:
    """The body that somebody speaks for: *police* of *police spokesman*."""
    turned = _turned(words)
    while len(turned) > 1 and turned[-1] in word_list("speaking"):
        turned = turned[:-1]
    return turned


def _words(name: str) -> list[str]:
    words = [w.casefold().replace("’", "'").removesuffix("'s") for w in _WORD.findall(name)]
    titles = word_list("titles")
    while len(words) > 1 and words[0] in titles and not _is_office(words):
        words = words[1:]
    return [w.replace(".", "") for w in words]


def _is_office(words: list[str]) -> bool:
    # "justice department", "attorney general's office": no title before a name.
    return len(words) == 2 and words[0] not in _ARTICLES and words[1] in word_list("offices")


_ARTICLES = frozenset({"the", "a", "an"})


def _is_acronym(short: str, words: list[str]) -> bool:
    # "nrsb" for "national rail safety bureau", "fbi" for "federal bureau of investigation".
    if len(short) < 2 or len(words) < 2:
        return False
    small = word_list("function_words")
    return short in {"".join(w[0] for w in words), "".join(w[0] for w in words if w not in small)}
