"""Two versions of a text: what was kept, added, removed and reworded, and where an anchor of the old one stands now."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate

from variorum.store.records import ChangeStep
from variorum.text import Span

_LINES = re.compile(r"[^\n]*\n+|[^\n]+")
_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
MOST_WORDS = 6_000
"""Words of a stretch beyond which it is one change: comparing them would take longer than a reader waits."""


def changes(old: str, new: str) -> tuple[ChangeStep, ...]:
    """The steps from *old* to *new*, which cover both without gaps: by paragraphs, and inside changed ones by words."""
    steps = []
    for what, o, n in _joined(_by_lines(old, new)):
        a = Span(*o) if o[0] < o[1] else None
        b = Span(*n) if n[0] < n[1] else None
        steps.append(ChangeStep(what, a, b, old[slice(*o)], new[slice(*n)]))
    return tuple(steps)


_Pair = tuple[str, tuple[int, int], tuple[int, int]]


def _by_lines(old: str, new: str) -> Iterator[_Pair]:
    for tag, o, n in _blocks(_LINES.findall(old), _LINES.findall(new)):
        if tag == "equal":
            yield "kept", o, n
            continue
        before, after = _WORDS.findall(old[slice(*o)]), _WORDS.findall(new[slice(*n)])
        if not before or not after or max(len(before), len(after)) > MOST_WORDS:
            yield _what(o, n), o, n
            continue
        for _, p, q in _blocks(before, after):
            a, b = (o[0] + p[0], o[0] + p[1]), (n[0] + q[0], n[0] + q[1])
            yield ("kept" if old[slice(*a)] == new[slice(*b)] else _what(a, b)), a, b


def _what(o: tuple[int, int], n: tuple[int, int]) -> str:
    if o[0] == o[1]:
        return "added"
    return "removed" if n[0] == n[1] else "reworded"


def _blocks(old: Sequence[str], new: Sequence[str]) -> Iterator[_Pair]:
    """The opcodes of two sequences of strings, in characters."""
    at = [0, *accumulate(map(len, old))]
    to = [0, *accumulate(map(len, new))]
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield tag, (at[i], at[j]), (to[k], to[m])


def _joined(pairs: Iterator[_Pair]) -> list[_Pair]:
    """Neighbours of one kind as one; a blank kept between two changes is part of the change."""
    out: list[_Pair] = []
    for what, o, n in pairs:
        if out and out[-1][0] == what:
            _, p, q = out[-1]
            out[-1] = (what, (p[0], o[1]), (q[0], n[1]))
        else:
            out.append((what, o, n))
    return out


def moved(span: Span, steps: Sequence[ChangeStep]) -> Span | None:
    """Where the words at *span* of the old text stand in the new one, or ``None``: they were changed.

    Only words that lie wholly in one kept stretch stand anywhere; nothing is guessed.
    """
    for step in steps:
        if step.what == "kept" and step.old and step.new and step.old.contains(span):
            return span.shifted(step.new.start - step.old.start)
    return None


def touched(span: Span, steps: Sequence[ChangeStep]) -> bool:
    """Whether a span of the new text holds words that the old one has not, or lost words of the old one inside."""
    for step in steps:
        if step.what in {"added", "reworded"} and step.new and step.new.overlaps(span):
            return True
    return not any(s.what == "kept" and s.new and s.new.contains(span) for s in steps)


def alike(old: str, new: str) -> float:
    """The share of the shorter text's different words that the other has too, from 0 to 1."""
    a, b = set(re.findall(r"\w{4,}", old.lower())), set(re.findall(r"\w{4,}", new.lower()))
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0
