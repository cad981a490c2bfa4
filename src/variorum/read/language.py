"""The language of a report: as stated, or told from enough text, or not told."""

import re
from functools import lru_cache

from variorum.read.tables import rows, words

SHORTEST = 200
"""Code points below which a language is told by its own commonest words, or not at all."""
LETTERS = 100
"""Letters below which none is told: rows of marks and figures are in no language."""
FEW = 12
"""Letters from which a text in another script is told, however short: English is not written in it."""
LATIN = re.compile(r"[A-Za-z\u00C0-\u024F]")
SAMPLE = 20_000
"""Code points of a text that are enough to tell."""
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
DISTINCT = 2
"""Different words of a language that a short text in it has at least."""
UNLISTED = 0.08
"""Share of English words below which a text is taken to be in a language that has no list."""
OWN_SHARE = 0.2
"""Of the words of a short text, at least this share are of its language's own list."""
ENGLISH_SHARE = 0.22
"""Of the words of English prose, at least this share are among its commonest (news runs to 0.35 and more)."""


def primary(tag: str | None) -> str | None:
    """The primary subtag of a BCP 47 language tag in lower case (``en-GB`` gives ``en``), or ``None``."""
    found = re.match(r"\s*([A-Za-z]{2,3})(?:[-_][\w-]+)?\s*$", tag or "")
    return found[1].lower() if found else _named(tag)


def _named(tag: str | None) -> str | None:
    return "en" if tag and tag.strip().casefold() == "english" else None


def name(tag: str) -> str:
    """The English name of a language by its primary subtag, or the subtag where none is known."""
    return next((english for code, english, _ in rows("languages.tsv") if code == tag), tag)


def detected(text: str) -> str | None:
    """The language (ISO 639-1) that *text* is written in, or ``None`` where it is too short to tell.

    English is told by the share of its commonest words; only where that is low is the classifier of
    py3langid (Lui and Baldwin 2012, *langid.py*) loaded and asked. In a few words the classifier errs, so that a
    short text is told by the words that only one language has.
    """
    text = text[:SAMPLE]
    found = re.findall(r"[^\W\d_]+", text)
    letters = sum(map(len, found))
    foreign = letters >= FEW and 2 * sum(len(LATIN.sub("", word)) for word in found) > letters
    if not foreign and (len(text) < SHORTEST or letters < LETTERS):
        return _by_words(text)
    english = sum(word.lower() in words("english.txt") for word in found) / len(found)
    if english >= ENGLISH_SHARE:
        return "en"
    import py3langid  # noqa: PLC0415 - a model loads when it is first needed

    language = str(py3langid.classify(text)[0])
    return language if foreign or language == "en" or english < _own_share(language, text) else None


def _own_share(language: str, text: str) -> float:
    """The share of the words of *text* that are commonest in a language; of one without a list, a low one.

    A table of names and results has few words of English, and hardly any of the language it is taken for.
    """
    own = dict(_own_words()).get(language)
    if own is None:
        return UNLISTED
    said = [word.casefold().replace("’", "'") for word in WORD.findall(text)]
    return sum(word in own for word in said) / max(1, len(said))


def _by_words(text: str) -> str | None:
    """The one language whose own words are enough of a short text, and more than the words of English in it."""
    said = [word.casefold().replace("’", "'") for word in WORD.findall(text)]
    english = sum(word in words("english.txt") for word in said)
    best, most, next_best = None, 0, 0
    for code, own in _own_words():
        hits = [word for word in said if word in own]
        count = len(hits) if len(set(hits)) >= DISTINCT else 0
        if count > most:
            best, most, next_best = code, count, most
        else:
            next_best = max(next_best, count)
    enough = most >= OWN_SHARE * len(said) and most > 2 * english
    return best if enough and most > next_best else None


@lru_cache(maxsize=1)
def _own_words() -> tuple[tuple[str, frozenset[str]], ...]:
    english = words("english.txt")
    return tuple((code, frozenset(own.split()) - english) for code, _, own in rows("languages.tsv"))
