"""Reused passages: which stretches of one report stand, word for word or nearly so, in another.

Winnowed word shingles (Schleimer, Wilkerson and Aiken, *Winnowing: local algorithms for document
fingerprinting*, SIGMOD 2003) find where two reports may share words; a greedy alignment from there,
over small edits, finds the exact spans. Quotations are masked first: that two reports bring the same
*quote* and that they share *prose* are different facts.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from variorum.lineage.align import Misprints, Run, grow
from variorum.lineage.data import Settings, Shingling, settings
from variorum.lineage.shingles import seeds
from variorum.lineage.words import QUOTE, Words, telling, words_of
from variorum.model import Report
from variorum.text import Span


class PassageKind(StrEnum):
    """What is shared: words that at least one of the reports quotes, or both reports' own prose."""

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


def passages(reports: Sequence[Report]) -> tuple[Passage, ...]:
    """The passages that any two different reports share, sorted; the order of *reports* plays no part.

    Prose counts from 8 equal words of which 4 tell of their writer (no function words, names, numbers or
    charges; 2 are enough in a run long enough to be sure), words that both quote from 4 and 2; words that one
    of them quotes are a quote and count as prose does, for a few words of any quote may stand anywhere by
    chance. The cost grows with the number of words, not with the square of the number of reports: fingerprints
    held by more than ``all_pairs_up_to`` reports link each of them to the next one only.
    """
    rules, misprints = settings(), Misprints()
    distinct = {report.id: report for report in sorted(reports, key=lambda r: r.id)}
    texts = words_of(list(distinct.values()))
    runs = [
        (a, b, run, kind, shingling.least_telling // (2 if run.equal >= rules.sure_prose_words else 1))
        for a, b, shared in seeds(texts, rules)
        for run, kind, shingling in _between(texts[a], texts[b], shared, misprints, rules)
    ]

    def excerpt(text: Words, words: tuple[int, int]) -> Excerpt:
        return Excerpt(text.report_id, Span(int(text.starts[words[0]]), int(text.ends[words[1] - 1])))

    found = []
    for a, b, run, kind, enough in runs:
        here = excerpt(texts[a], run.a)
        if telling(here.span.of(texts[a].text), enough):
            found.append(Passage(here, excerpt(texts[b], run.b), kind, run.equal, _ratio(run)))
    return tuple(sorted(found, key=_order))


def _order(passage: Passage) -> tuple[object, ...]:
    a, b = passage.a, passage.b
    return a.report_id, a.span.start, a.span.end, b.report_id, b.span.start, b.span.end


def _ratio(run: Run) -> float:
    return round(run.equal / max(run.a[1] - run.a[0], run.b[1] - run.b[0]), 4)


def _between(
    a: Words, b: Words, places: Iterable[tuple[int, int]], misprints: Misprints, rules: Settings
) -> Iterator[tuple[Run, PassageKind, Shingling]]:
    runs: list[Run] = []
    for i, j in places:
        if not any(run.holds(i, j) for run in runs):
            runs.append(grow(a, b, (i, j), misprints, rules))
    kept: list[Run] = []
    for run in sorted(runs, key=lambda r: (-r.equal, r.a, r.b)):
        if not any(run.overlaps(other) for other in kept):
            kept.append(run)
            kinds = (_kind(a, run.a[0]), _kind(b, run.b[0]))
            shingling = rules.quote if kinds == (QUOTE, QUOTE) else rules.prose
            if run.equal >= shingling.least_words and _ratio(run) >= rules.least_ratio:
                yield run, PassageKind.QUOTE if QUOTE in kinds else PassageKind.PROSE, shingling


def _kind(text: Words, position: int) -> int:
    return next(kind for _, after, kind in text.pieces if position < after)
