"""What the makers of perturbations share: drafts, places of a value, and when a change would contradict itself."""

import itertools
import random
import re
from collections.abc import Iterable
from dataclasses import dataclass

from variorum.bench.collation.material import Document

Edit = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Draft:
    """A change of one report of a pair: edits in the second document, and where the first holds the old value."""

    kind: str
    one: Document
    two: Document
    edits: tuple[Edit, ...]
    held: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair to change, with the draws that are made for it."""

    one: Document
    two: Document
    dice: random.Random
    persons: tuple[tuple[str, str, str], ...] = ()
    """Of the incident's record: name, ``Male`` or ``Female``, ``Victim`` or ``Subject-Suspect``."""
    city: str | None = None


def draft(kind: str, pair: Pair, edits: Iterable[Edit], held: tuple[int, int]) -> Draft | None:
    """A draft, with its edits cut to the letters that change; ``None`` where they overlap or there are none."""
    cut = sorted({_minimal(e, pair.two.text) for e in edits})
    if not cut or any(a[1] > b[0] for a, b in itertools.pairwise(cut)):
        return None
    return Draft(kind, pair.one, pair.two, tuple(cut), held)


def _minimal(edit: Edit, text: str) -> Edit:
    """An edit without the letters at its ends that stay (so that no name stands in the data)."""
    start, end, new = edit
    while start < end and new and text[start] == new[0]:
        start, new = start + 1, new[1:]
    while end > start and new and text[end - 1] == new[-1]:
        end, new = end - 1, new[:-1]
    return start, end, new


def parts(new: str, text: str) -> str | list[str | list[int]]:
    """New letters as pieces: words of the text as spans of it, the rest as they are; so no name and no passage is kept."""
    out: list[str | list[int]] = []
    at = 0
    while at < len(new):
        length = max((k for k in range(1, len(new) - at + 1) if new[at : at + k] in text), default=0)
        if length >= 3:
            start = text.index(new[at : at + length])
            out.append([start, start + length])
            at += length
        else:
            if out and isinstance(out[-1], str):
                out[-1] += new[at]
            else:
                out.append(new[at])
            at += 1
    return out


def whole(word: str, text: str) -> list[tuple[int, int]]:
    """The places of a word or phrase in a text."""
    return [m.span() for m in re.finditer(rf"(?<![\w’'-]){re.escape(word)}(?![\w-])", text)]


def article(text: str, start: int, old: str, new: str) -> list[Edit]:
    """The edit of *a* to *an*, or back, that a number asks of the word before it."""
    before = re.search(r"\b([Aa])(n?)\s$", text[max(0, start - 4) : start])
    if not before or _vowel(old) == _vowel(new):
        return []
    at = start - (len(before[0]) - 1)
    return [(at, start - 1, "n" if _vowel(new) else "")]


def _vowel(number: str) -> bool:
    return number[:1] == "8" or number in {"11", "18", "eight", "eleven"}


def days_apart(pair: Pair) -> int:
    """Days between the publications, or a year where one is undated."""
    from datetime import date  # noqa: PLC0415

    if not pair.one.published or not pair.two.published:
        return 365
    first, second = (date.fromisoformat(d.published[:10]) for d in (pair.one, pair.two) if d.published)
    return abs((first - second).days)
