"""The synopsis with copies folded under their origin: reports that may not be independent share a column."""

from dataclasses import dataclass
from datetime import date

from variorum.export.answer import groups
from variorum.export.view import Cell, Row
from variorum.model import Dossier
from variorum.text import Anchor


@dataclass(frozen=True, slots=True)
class Told:
    """One wording in a column, the sigils of those who print it, and where it stands in each but the first."""

    sigils: tuple[str, ...]
    cell: Cell
    others: tuple[tuple[str, Anchor], ...]


@dataclass(frozen=True, slots=True)
class Folded:
    """A row of the synopsis by columns; a column that tells nothing of it is empty."""

    name: str
    columns: tuple[tuple[Told, ...], ...]


def columns(dossier: Dossier) -> tuple[tuple[str, ...], ...]:
    """The sigils of each column: reports that print the same prose or credit the same agency, the earliest first.

    The earliest holder is the likely origin; of those of one day, or without one, the one that was given first.
    """
    order = {w.report.id: (w.report.published or date.max, n) for n, w in enumerate(dossier.witnesses)}
    sigils = {w.report.id: w.sigil for w in dossier.witnesses}
    tied = groups(list(order), [t.reports for t in dossier.ties])
    return tuple(tuple(sigils[i] for i in sorted(group, key=order.__getitem__)) for group in tied)


def folded(row: Row, dossier: Dossier, by: tuple[tuple[str, ...], ...]) -> Folded:
    """A row of the synopsis by the columns *by*; the same words of one column's reports stand there once."""
    cells = {w.sigil: cell for w, cell in zip(dossier.witnesses, row.cells, strict=True)}
    return Folded(row.name, tuple(_column([(s, cells[s]) for s in sigils]) for sigils in by))


def _column(cells: list[tuple[str, Cell | None]]) -> tuple[Told, ...]:
    found: dict[str, list[tuple[str, Cell]]] = {}
    for sigil, cell in cells:
        if cell is not None:
            found.setdefault(" ".join(cell.words.casefold().split()), []).append((sigil, cell))
    return tuple(
        Told(tuple(s for s, _ in same), same[0][1], tuple((s, c.anchor) for s, c in same[1:]))
        for same in found.values()
    )
