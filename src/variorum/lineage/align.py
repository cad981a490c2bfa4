"""From one shared place to the stretch around it that two texts share, over small edits and misprints."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from operator import ne

from variorum.lineage.data import Settings
from variorum.lineage.words import LENGTH, Words

BLOCK = 12
"""Words that are compared in one step while the texts are equal."""

MOST_JUDGED = 500_000
"""Pairs of words whose judgement is remembered at once."""

Alike = Callable[[int, int], bool]
"""Whether two keys, by number, are misprints or other spellings of one word."""


@dataclass(frozen=True, slots=True)
class Run:
    """Word positions that two texts share, ends exclusive, and the number of equal words between them."""

    a: tuple[int, int]
    b: tuple[int, int]
    equal: int

    def overlaps(self, other: "Run") -> bool:
        """Whether the two have words in common in both texts."""
        return _meet(self.a, other.a) and _meet(self.b, other.b)

    def holds(self, i: int, j: int) -> bool:
        """Whether both positions lie in it."""
        return self.a[0] <= i < self.a[1] and self.b[0] <= j < self.b[1]


def _meet(one: tuple[int, int], two: tuple[int, int]) -> bool:
    return one[0] < two[1] and two[0] < one[1]


class Misprints(dict[tuple[int, int], bool]):
    """Which keys are misprints or other spellings of one word, each pair judged once.

    Words of one length of which a letter, and in long words two or three, differ (*organise*, *organize*).
    """

    def alike(self, a: Words, b: Words, one: int, other: int) -> bool:
        """Whether a key of one text and a key of another are such."""
        if (one ^ other) & LENGTH:
            return False
        pair = (one, other)
        if pair not in self:
            if len(self) >= MOST_JUDGED:
                self.clear()
            self[pair] = _alike(a.form(one), b.form(other))
        return self[pair]


def _alike(one: str, other: str) -> bool:
    if len(one) != len(other) or one.isdigit() or other.isdigit():
        return False
    different: int = sum(map(ne, one, other))
    return different <= 1 + len(one) // 6


def grow(a: Words, b: Words, at: tuple[int, int], misprints: Misprints, rules: Settings) -> Run:
    """The run around one shared word, which counts once."""
    i, j = at
    alike = partial(misprints.alike, a, b)
    low_a, high_a = _piece(a, i)
    low_b, high_b = _piece(b, j)
    ahead = _reach(a.keys[i:high_a], b.keys[j:high_b], alike, rules)
    behind = _reach(a.keys[low_a : i + 1][::-1], b.keys[low_b : j + 1][::-1], alike, rules)
    return Run((i - behind[0], i + ahead[0] + 1), (j - behind[1], j + ahead[1] + 1), ahead[2] + behind[2] - 1)


def _piece(text: Words, at: int) -> tuple[int, int]:
    return next((first, after) for first, after, _ in text.pieces if at < after)


def _reach(one: list[int], two: list[int], alike: Alike, rules: Settings) -> tuple[int, int, int]:
    # How far two rows run together: the last pair of equal words, and how many equal words lie on the way. An equal
    # word gains one point, a misprint or a word passed over loses one, and the end is where most points are (as in
    # local alignment): three equal words beyond a gap of four add nothing.
    i = j = points = equal = 0
    most, best = 0, (0, 0, 0)
    len_one, len_two = len(one), len(two)
    while True:
        while i + BLOCK <= len_one and one[i : i + BLOCK] == two[j : j + BLOCK]:
            i, j, points, equal = i + BLOCK, j + BLOCK, points + BLOCK, equal + BLOCK
        while i < len_one and j < len_two and one[i] == two[j]:
            i, j, points, equal = i + 1, j + 1, points + 1, equal + 1
        if points > most:
            most, best = points, (i - 1, j - 1, equal)
        if i >= len_one or j >= len_two:
            return best
        if alike(one[i], two[j]) and _goes_on(one, two, (i + 1, j + 1), alike):
            i, j, points = i + 1, j + 1, points - 1
            continue
        for skip_one, skip_two in skips(rules.gap):
            p, q = i + skip_one, j + skip_two
            if p < len_one and q < len_two and one[p] == two[q] and _resumes(one, two, (p, q), alike, rules):
                i, j, points = p, q, points - skip_one - skip_two
                break
        else:
            return best


def _goes_on(one: list[int], two: list[int], at: tuple[int, int], alike: Alike) -> bool:
    # After a misprint: the next pair is equal or another misprint.
    i, j = at
    return i < len(one) and j < len(two) and (one[i] == two[j] or alike(one[i], two[j]))


def _resumes(one: list[int], two: list[int], at: tuple[int, int], alike: Alike, rules: Settings) -> bool:
    # After a skip: so many pairs in a row, of which all but one are equal and that one a misprint.
    i, j = at
    near, other = one[i : i + rules.resync], two[j : j + rules.resync]
    if near == other:
        return len(near) == rules.resync
    if len(near) < rules.resync or len(other) < rules.resync:
        return False
    apart = [(x, y) for x, y in zip(near, other, strict=True) if x != y]
    return len(apart) == 1 and alike(*apart[0])


@cache
def skips(gap: int) -> tuple[tuple[int, int], ...]:
    """How many words may be passed over on either side, fewest first; a replacement (1, 1) before a cut of two."""
    pairs = [(n, total - n) for total in range(1, gap + 1) for n in range(total + 1)]
    return tuple(sorted(pairs, key=lambda s: (sum(s), abs(s[0] - s[1]), s)))
