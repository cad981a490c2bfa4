"""Two versions of a text: what was kept, added, removed and reworded, and where an anchor of the old one stands now."""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate

from variorum.store.records import ChangeStep
from variorum.text import Span

_LINES = re.compile(r"[^\n]*\n+|[^\n]+")
_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
MOST_WORDS = 6_000
"""Words of a stretch beyond which it is one change: comparing them would take longer than a reader waits."""
FEW = 4
"""Words from which a stretch is the same by no chance: of 2,997 pairs of unrelated paragraphs (development half of
allsides_full) 96 % share a stretch of fewer, 0.1 % one of four or more."""


def changes(old: str, new: str) -> tuple[ChangeStep, ...]:
    """The steps from *old* to *new*, which cover both without gaps: by paragraphs, and inside changed ones by words."""
    steps = []
    for kept, o, n in _joined(_by_lines(old, new)):
        what = "kept" if kept or old[slice(*o)] == new[slice(*n)] else _what(o, n)
        a = Span(*o) if o[0] < o[1] else None
        b = Span(*n) if n[0] < n[1] else None
        steps.append(ChangeStep(what, a, b, old[slice(*o)], new[slice(*n)]))
    return tuple(steps)


_Pair = tuple[bool, tuple[int, int], tuple[int, int]]
"""Whether a stretch was kept, and where it stands in the old text and in the new one."""


def _by_lines(old: str, new: str) -> Iterator[_Pair]:
    for tag, o, n in _blocks(_LINES.findall(old), _LINES.findall(new)):
        if tag == "equal":
            yield True, o, n
            continue
        before, after = _WORDS.findall(old[slice(*o)]), _WORDS.findall(new[slice(*n)])
        if not before or not after or max(len(before), len(after)) > MOST_WORDS:
            yield False, o, n
            continue
        found = [
            (word == "equal", (o[0] + p[0], o[0] + p[1]), (n[0] + q[0], n[0] + q[1]))
            for word, p, q in _blocks(before, after)
        ]
        yield from _in_place(found, old, new)


def _in_place(pairs: list[_Pair], old: str, new: str) -> list[_Pair]:
    """A changed paragraph's stretches, those that are the same by chance among the changed ones.

    Two sentences that have nothing to do with each other share a number or *on Tuesday*; an anchor at those words would
    be moved from one to the other. Where a text only lost words, or only gained some, nothing is in doubt.
    """
    changed = [p for p in pairs if not p[0]]
    if all(p[1][0] == p[1][1] for p in changed) or all(p[2][0] == p[2][1] for p in changed):
        return pairs
    while True:
        weighed = _weighed(pairs, old, new)
        doubtful = {k for k, p in enumerate(pairs) if p[0] and _by_chance(weighed, k)}
        if not doubtful:
            return pairs
        pairs = _joined((p[0] and k not in doubtful, p[1], p[2]) for k, p in enumerate(pairs))


def _weighed(pairs: Sequence[_Pair], old: str, new: str) -> list[tuple[bool, int, bool]]:
    """Of each stretch: whether it was kept, its words, and whether both texts have some of it."""
    out = []
    for kept, o, n in pairs:
        sizes = [sum(w[0].isalnum() for w in _WORDS.findall(t)) for t in (old[slice(*o)], new[slice(*n)])]
        out.append((kept, max(sizes), o[0] < o[1] and n[0] < n[1]))
    return out


def _by_chance(weighed: Sequence[tuple[bool, int, bool]], k: int) -> bool:
    """Whether the kept stretch *k* has few words, and no more than the changes beside it."""
    words = weighed[k][1]
    if words >= FEW or len(weighed) == 1:
        return False
    if k in {0, len(weighed) - 1}:
        _, size, reworded = weighed[1 if k == 0 else k - 1]
        return reworded and 0 < words < size
    inner = ((k - 1, k - 2 >= 0), (k + 1, k + 2 < len(weighed)))
    return all(words <= (0 if beyond and not weighed[n][2] else weighed[n][1]) for n, beyond in inner)


def _what(o: tuple[int, int], n: tuple[int, int]) -> str:
    if o[0] == o[1]:
        return "added"
    return "removed" if n[0] == n[1] else "reworded"


def _blocks(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, tuple[int, int], tuple[int, int]]]:
    """The opcodes of two sequences of strings, in characters."""
    at = [0, *accumulate(map(len, old))]
    to = [0, *accumulate(map(len, new))]
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield tag, (at[i], at[j]), (to[k], to[m])


def _joined(pairs: Iterable[_Pair]) -> list[_Pair]:
    """Neighbours of one kind as one."""
    out: list[_Pair] = []
    for kept, o, n in pairs:
        if out and out[-1][0] == kept:
            _, p, q = out[-1]
            out[-1] = (kept, (p[0], o[1]), (q[0], n[1]))
        else:
            out.append((kept, o, n))
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
