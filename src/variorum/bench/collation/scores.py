"""What the benchmark counts, and its table for people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from variorum.bench.collation.ages import AgeScores
from variorum.bench.collation.entailment import PairScores
from variorum.bench.collation.perturb import Outcome
from variorum.bench.collation.records import RecordScores

HALVES = ("development", "held-back")


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The differences that unchanged pairs of one half show, beside the slots that could be compared."""

    half: str
    pairs: int
    slots: int
    """Values that both reports of a pair hold about one thing, names left out; summed over pairs."""
    names: int
    """Names of two words that both reports of a pair hold."""
    right: int
    arguable: int
    wrong: int
    unread: int

    def __str__(self) -> str:
        total = self.right + self.arguable + self.wrong + self.unread
        text = (
            f"{self.half:12} {self.pairs} pairs, {self.slots} slots to compare, {self.names} names; "
            f"{total} differences: {self.right} right, {self.arguable} arguable, {self.wrong} wrong, "
            f"{self.unread} not read"
        )
        if self.slots and not self.unread:
            text += f"; false alarms {100 * self.wrong / self.slots:.1f} per 100 slots"
        return text


@dataclass(frozen=True, slots=True)
class Scores:
    """All parts of one run; a part whose data was not there is empty."""

    outcomes: tuple[Outcome, ...]
    missing: int
    """Perturbations whose reports the data lacks, or holds in another text."""
    unchanged: tuple[Unchanged, ...]
    ages: tuple[tuple[str, AgeScores], ...]
    records: tuple[tuple[str, RecordScores], ...]
    couples: tuple[PairScores, ...]
    seconds: float
    sha256: tuple[tuple[str, str], ...]
    """The first digits of the hash of each file read."""

    def __str__(self) -> str:
        return "\n".join(self.lines())

    def lines(self) -> Iterable[str]:
        """The table, one line a row."""
        if self.outcomes:
            yield "changes that matter, shown as a difference on the changed words (recall)"
            yield from _rows(o for o in self.outcomes if not o.perturbation.benign)
            yield "changes that change nothing, shown as a difference all the same (false alarms)"
            yield from _rows(o for o in self.outcomes if o.perturbation.benign)
        if self.missing:
            yield f"{self.missing} perturbations left out: the data lacks their reports, or holds other texts"
        if self.unchanged:
            yield "unchanged pairs"
            yield from (f"  {u}" for u in self.unchanged)
        for where, part in (*self.ages, *self.records):
            yield from (f"{where}: {line}" for line in str(part).splitlines())
        yield from (str(c) for c in self.couples)
        yield f"{self.seconds:.0f} CPU-seconds; " + ", ".join(f"{n} sha256 {h}" for n, h in self.sha256)


def _rows(outcomes: Iterable[Outcome]) -> Iterable[str]:
    held: dict[str, list[Outcome]] = {}
    for o in outcomes:
        held.setdefault(o.perturbation.kind, []).append(o)
    for kind, each in sorted(held.items()):
        cells = (f"{half} {_share([o for o in each if o.perturbation.half == half])}" for half in HALVES)
        yield f"  {kind:12} " + "   ".join(cells)


def _share(outcomes: Sequence[Outcome]) -> str:
    if not outcomes:
        return "-"
    seen = sum(o.seen for o in outcomes)
    return f"{seen / len(outcomes):.2f} ({seen} of {len(outcomes)})"
