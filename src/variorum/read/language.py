"""The language of a report: as stated, or told from enough text, or not told."""

import re

from variorum.read.tables import words

SHORTEST = 200
"""Code points below which no language is told from a text."""
LETTERS = 100
"""Letters below which none is told: rows of marks and figures are in no language."""
FEW = 12
"""Letters from which a text in another script is told, however short: English is not written in it."""
LATIN = re.compile(r"[A-Za-z\u00C0-\u024F]")
SAMPLE = 20_000
"""Code points of a text that are enough to tell."""
ENGLISH_SHARE = 0.22
"""Of the words of English prose, at least this share are among its commonest (news runs to 0.35 and more)."""


def primary(tag: str | None) -> str | None:
    """The primary subtag of a BCP 47 language tag in lower case (``en-GB`` gives ``en``), or ``None``."""
    found = re.match(r"\s*([A-Za-z]{2,3})(?:[-_][\w-]+)?\s*$", tag or "")
    return found[1].lower() if found else _named(tag)


def _named(tag: str | None) -> str | None:
    return "en" if tag and tag.strip().casefold() == "english" else None


def detected(text: str) -> str | None:
    """The language (ISO 639-1) that *text* is written in, or ``None`` where it is too short to tell.

    English is told by the share of its commonest words; only where that is low is the classifier of
    py3langid (Lui and Baldwin 2012, *langid.py*) loaded and asked.
    """
    text = text[:SAMPLE]
    found = re.findall(r"[^\W\d_]+", text)
    letters = sum(map(len, found))
    foreign = letters >= FEW and 2 * sum(len(LATIN.sub("", word)) for word in found) > letters
    if not foreign and (len(text) < SHORTEST or letters < LETTERS):
        return None
    if sum(word.lower() in words("english.txt") for word in found) >= ENGLISH_SHARE * len(found):
        return "en"
    import py3langid  # noqa: PLC0415 - a model loads when it is first needed

    language, _ = py3langid.classify(text)
    return str(language)
