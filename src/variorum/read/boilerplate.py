"""Boilerplate: whole lines of a page that are not the report's words."""

import re
from functools import lru_cache

from variorum.read.spaces import squeezed
from variorum.read.tables import pattern, rows

LONGEST_PREFIX = 40
"""Words: a labelled link is never longer."""
LONGEST_PHRASE = 400
"""Code points: no fixed phrase of the list is longer."""
_SENTENCE = re.compile(r"[“”]|\b(?:said|says|told|added|wrote|according)\b")
"""Signs of a sentence of the report: such a line stays, whatever it opens with."""


def is_phrase(line: str) -> bool:
    """Whether the line is one of the fixed phrases (*Listen to this article*, *Advertisement*)."""
    line = squeezed(line).strip("*_#|•·[] ")
    if len(line) <= LONGEST_PHRASE and pattern("boilerplate.tsv", "label").fullmatch(line):
        return True
    if _SENTENCE.search(line):
        return False
    return (
        0 < len(line) <= LONGEST_PHRASE and pattern("boilerplate.tsv", "phrase").fullmatch(line) is not None
    )


def is_labelled(line: str) -> bool:
    """Whether the line is a link or a box that opens with its label (*Read more: …*)."""
    line = squeezed(line).lstrip("*_#|•·>▶► ")
    if _SENTENCE.search(line) and line.endswith((".", "”", '"')):
        return False
    if len(line) > 8 * LONGEST_PREFIX or len(line.split()) > LONGEST_PREFIX:
        return False
    return any(form.fullmatch(line) for form in _labels())


@lru_cache(maxsize=1)
def _labels() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row[2], re.IGNORECASE) for row in rows("boilerplate.tsv") if row[0] == "prefix")
