"""How often findings of a kind were right when read by hand: a committed table, and nothing where none was measured."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

from variorum.model import Finding

LEAST = 20
"""Findings that must have been read before a share of them is stated."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A row of the table: of *read* findings of a kind, *right* were right.

    ``evidence`` is a feature that the findings of this row give; empty for the whole of the kind, slot and part.
    """

    kind: str
    slot: str
    part: str
    evidence: str
    right: int
    read: int

    @property
    def precision(self) -> float:
        """The share that was right, to two digits."""
        return round(self.right / self.read, 2)


@lru_cache(maxsize=1)
def table() -> tuple[Measured, ...]:
    """The rows of ``collate/data/confidence.tsv``."""
    text = (files(__package__) / "data" / "confidence.tsv").read_text(encoding="utf-8")
    lines = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(Measured(k, s, p, e, int(right), int(read)) for k, s, p, e, right, read in lines)


def confidence(found: Finding) -> float | None:
    """The measured precision of a finding's kind and evidence, or ``None``; a row of its evidence comes first."""
    features = {e.feature for e in found.evidence}
    rows = [
        row for row in table()
        if (row.kind, row.slot, row.part) == (found.kind, found.slot, found.part or "")
        and row.read >= LEAST and (not row.evidence or row.evidence in features)
    ]  # fmt: skip
    rows.sort(key=lambda r: (not r.evidence, r.read, r.evidence))
    return rows[0].precision if rows else None


def with_confidence(found: Sequence[Finding]) -> list[Finding]:
    """Findings with the confidence of each."""
    return [replace(f, confidence=confidence(f)) for f in found]
