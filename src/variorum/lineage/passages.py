"""Reused passages: which stretches of one report stand, word for word or nearly so, in another.

Winnowed word shingles (Schleimer, Wilkerson and Aiken, *Winnowing: local algorithms for document
fingerprinting*, SIGMOD 2003) find where two reports may share words; a greedy alignment from there,
over small edits, finds the exact spans. Quotations are masked first: that two reports bring the same
*quote* and that they share *prose* are different facts.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from variorum.lineage.data import Settings, settings
from variorum.lineage.shingles import seeds
from variorum.lineage.words import PROSE, Words, words_of
from variorum.model import Report
from variorum.text import Span


class PassageKind(StrEnum):
    """What is shared: words of a quotation, or a report's own prose."""

    QUOTE = "quote"
    PROSE = "prose"


@dataclass(frozen=True, slots=True, order=True)
class Excerpt:
    """A stretch of one report's text."""

    report_id: str
    span: Span


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """A stretch that two reports share; ``a`` is in the report whose id comes first.

    ``words`` counts the words that are equal (case and the style of apostrophes aside);
    ``identical_ratio`` is their share of the longer side.
    """

    a: Excerpt
    b: Excerpt
    kind: PassageKind
    words: int
    identical_ratio: float

    def excerpt(self, report_id: str) -> Excerpt | None:
        """The side that stands in a report, or ``None`` if neither does."""
        return self.a if self.a.report_id == report_id else self.b if self.b.report_id == report_id else None


@dataclass(frozen=True, slots=True)
class _Run:
    # Word positions, ends exclusive, and the number of equal words between them.
    a: tuple[int, int]
    b: tuple[int, int]
    equal: int

    def overlaps(self, other: "_Run") -> bool:
        return _meet(self.a, other.a) and _meet(self.b, other.b)

    def holds(self, i: int, j: int) -> bool:
        return self.a[0] <= i < self.a[1] and self.b[0] <= j < self.b[1]


def _meet(one: tuple[int, int], two: tuple[int, int]) -> bool:
    return one[0] < two[1] and two[0] < one[1]


def passages(reports: Sequence[Report]) -> tuple[Passage, ...]:
    """The passages that any two different reports share, sorted; the order of *reports* plays no part.

    Prose counts from 8 equal words of which 4 tell of their writer (no function words, names or
    numbers), a quote from 4 and 2. The cost
    grows with the number of words, not with the square of the number of reports: fingerprints held by
    more than 24 reports link each of them to the next one only.
    """
    distinct = {report.id: report for report in sorted(reports, key=lambda r: r.id)}
    texts = [words_of(report) for report in distinct.values()]
    rules = settings()
    found = (
        passage
        for (a, b), places in seeds(texts, rules).items()
        for passage in _between(texts[a], texts[b], places, rules)
    )
    return tuple(sorted(found))


def _between(a: Words, b: Words, places: Iterable[tuple[int, int]], rules: Settings) -> Iterator[Passage]:
    runs: list[_Run] = []
    for i, j in places:
        if not any(run.holds(i, j) for run in runs):
            runs.append(_grow(a, b, i, j, rules))
    kept: list[_Run] = []
    for run in sorted(runs, key=lambda r: (-r.equal, r.a, r.b)):
        if not any(run.overlaps(other) for other in kept):
            kept.append(run)
    for run in kept:
        passage = _passage(a, b, run)
        if _counts(a, run, passage, rules):
            yield passage


def _grow(a: Words, b: Words, i: int, j: int, rules: Settings) -> _Run:
    # From one shared word, forward and backward; the word itself counts once.
    ahead = _reach(a, b, (i, j), 1, rules)
    back = _reach(a, b, (i, j), -1, rules)
    return _Run((back[0], ahead[0] + 1), (back[1], ahead[1] + 1), ahead[2] + back[2] - 1)


def _reach(a: Words, b: Words, at: tuple[int, int], step: int, rules: Settings) -> tuple[int, int, int]:
    # How far the two texts run together in one direction: the last pair of equal words, and how many equal
    # words lie on the way. An equal word gains one point, a misprint or a word passed over loses one, and the
    # end is where most points are (as in local alignment): three equal words beyond a gap of four add nothing.
    i, j = at
    segment_a, segment_b = a.segments[i], b.segments[j]

    def within(p: int, q: int) -> bool:
        return (
            0 <= p < len(a.keys)
            and 0 <= q < len(b.keys)
            and a.segments[p] == segment_a
            and b.segments[q] == segment_b
        )

    def same(p: int, q: int) -> bool:
        return within(p, q) and a.keys[p] == b.keys[q]

    best = (0, i, j, 0)
    points = equal = 0
    while True:
        while same(i, j):
            points, equal = points + 1, equal + 1
            if points > best[0]:
                best = (points, i, j, equal)
            i, j = i + step, j + step
        if within(i, j) and _alike(a.keys[i], b.keys[j]):
            points -= 1
            i, j = i + step, j + step
            continue
        for skip_a, skip_b in _skips(rules.gap):
            p, q = i + skip_a * step, j + skip_b * step
            if all(same(p + n * step, q + n * step) for n in range(rules.resync)):
                i, j = p, q
                points -= skip_a + skip_b
                break
        else:
            return best[1:]


def _alike(one: str, other: str) -> bool:
    # A misprint or another spelling of the same length (organise, organize): passed over without a gap.
    if len(one) != len(other) or len(one) < 3:
        return False
    return sum(a != b for a, b in zip(one, other, strict=True)) <= 1 + len(one) // 6


@cache
def _skips(gap: int) -> tuple[tuple[int, int], ...]:
    # Words passed over on either side, fewest first; a replacement (1, 1) before a cut of two.
    pairs = [(n, total - n) for total in range(1, gap + 1) for n in range(total + 1)]
    return tuple(sorted(pairs, key=lambda s: (sum(s), abs(s[0] - s[1]), s)))


def _passage(a: Words, b: Words, run: _Run) -> Passage:
    longer = max(run.a[1] - run.a[0], run.b[1] - run.b[0])
    kind = PassageKind.PROSE if a.kind_at(run.a[0]) == PROSE else PassageKind.QUOTE
    return Passage(
        Excerpt(a.report_id, a.span(*run.a)),
        Excerpt(b.report_id, b.span(*run.b)),
        kind,
        run.equal,
        round(run.equal / longer, 4),
    )


def _counts(a: Words, run: _Run, passage: Passage, rules: Settings) -> bool:
    shingling = rules.prose if passage.kind is PassageKind.PROSE else rules.quote
    if passage.words < shingling.least_words or passage.identical_ratio < rules.least_ratio:
        return False
    return sum(a.telling[slice(*run.a)]) >= shingling.least_telling
