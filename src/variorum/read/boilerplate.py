"""Boilerplate: whole lines of a page that are not the report's words."""

import re
from collections.abc import Sequence
from functools import lru_cache

from variorum.read.spaces import squeezed
from variorum.read.tables import pattern, rows

LONGEST_PREFIX = 40
"""Words: a labelled link is never longer."""
LONGEST_PHRASE = 400
"""Code points: no fixed phrase of the list is longer."""
_PLAYLIST = 3
"""Lines of videos side by side that make a list."""
_STEM = 5
"""Words of a caption cut short."""
_LENGTH = re.compile(r"\d{1,2}:\d\d (?![ap]\.?m\b)[A-Z'‘“\"].*(?<![.:])")
_NUMBERED = re.compile(r"^\s*(?:Image )?\d+ (?:of|/) \d+\s+")
_CUT = re.compile(r"(?P<stem>.*\w) ?(?:\.\.\.|…)")
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


def within(line: str) -> list[tuple[int, int]]:
    """The stretches of furniture inside a line whose breaks were lost, each with the space before it.

    Only fixed phrases, spelt as pages spell them, between the end of a sentence (or of the line) and a capital.
    """
    return [found.span() for found in _inline().finditer(line)]


def galleries(lines: Sequence[str]) -> frozenset[int]:
    """The lines, by index, of lists of videos with their lengths, and of captions cut short beside the whole one."""
    listed = [bool(_LENGTH.fullmatch(squeezed(line))) for line in lines]
    found: set[int] = set()
    start = 0
    for index in range(len(lines) + 1):
        if index < len(lines) and listed[index]:
            continue
        if index - start >= _PLAYLIST and not _ascend(lines[start:index]):
            found.update(range(start, index))
        start = index + 1
    starts = [squeezed(_NUMBERED.sub("", line)) for line in lines]
    for index, line in enumerate(starts):
        stem = _CUT.fullmatch(line)
        if stem and len(stem["stem"].split()) >= _STEM:
            whole = (s for k, s in enumerate(starts) if k != index and s != line)
            if any(s.startswith(stem["stem"]) and len(s) > len(line) for s in whole):
                found.add(index)
    return frozenset(found)


def _ascend(lines: Sequence[str]) -> bool:
    """Whether the figures before the lines are hours of a day told in order, not the lengths of videos."""
    at = [int(h) * 60 + int(m) for h, m in (line.split()[0].split(":") for line in lines)]
    return at in (sorted(at), sorted(at, reverse=True))


@lru_cache(maxsize=1)
def _inline() -> re.Pattern[str]:
    phrases = "|".join(row[2] for row in rows("boilerplate.tsv") if row[0] == "inline")
    return re.compile(rf"(?:^|(?<=[.!?”\"’)]))\s*(?:(?:{phrases})(?:\s+|(?=[A-Z“\"]|$)))+(?=[A-Z“\"‘\d]|$)")


@lru_cache(maxsize=1)
def _labels() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row[2], re.IGNORECASE) for row in rows("boilerplate.tsv") if row[0] == "prefix")
