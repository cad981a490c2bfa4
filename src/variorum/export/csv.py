"""A dossier as CSV, one row a reading, safe to open in a spreadsheet."""

import csv
import io
from typing import TYPE_CHECKING

from variorum.export.excerpts import shortened
from variorum.export.summary import from_whom
from variorum.export.view import view
from variorum.export.visible import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.export.view import FindingView, ReadingView, View
    from variorum.model import Dossier

COLUMNS = (
    "number", "finding", "kind", "slot", "part", "occurrence", "value", "sigils", "outlets", "sources", "exact",
    "start", "end", "anchors", "origins_low", "origins_high", "summary",
)  # fmt: skip
"""Column names; ``number`` is the one that ``explain`` takes; ``exact``, ``start`` and ``end`` are the first
anchor's, ``anchors`` lists all."""
_OF_REPORTS = frozenset({"occurrence", "value", "sources", "exact", "summary"})
"""The columns that hold words of reports."""

_FORMULA = "=+-@\t\r\n＝＋－＠"


def safe(cell: str) -> str:
    """A cell that no spreadsheet reads as a formula: one that could be opens with an apostrophe (OWASP)."""
    return f"'{cell}" if cell[:1] in _FORMULA or cell.lstrip()[:1] in _FORMULA else cell


def to_csv(dossier: "Dossier", *, whole: bool = True) -> str:
    """The readings of a dossier as CSV (RFC 4180, CRLF, every cell quoted), findings in the contract's order.

    Args:
        dossier: what is written.
        whole: whether words of reports stand in their full length, or as in :mod:`variorum.export.excerpts`.

    Raises:
        AnchorError: the exact words of an anchor do not stand at its offsets.
    """
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows(dossier, whole=whole):
        writer.writerow([safe(c) if c else "" for c in row])
    return out.getvalue()


def rows(dossier: "Dossier", *, whole: bool = True) -> "Iterator[tuple[str, ...]]":
    """The cells of each reading as they are, in the order of the columns; *whole* as in :func:`to_csv`."""
    shown = view(dossier)
    for section in shown.sections:
        for finding in section.findings:
            for reading in finding.readings:
                row = _row(finding, reading, shown)
                yield (
                    row
                    if whole
                    else tuple(
                        shortened(cell) if name in _OF_REPORTS else cell
                        for name, cell in zip(COLUMNS, row, strict=True)
                    )
                )


def _row(finding: "FindingView", view_of: "ReadingView", shown: "View") -> tuple[str, ...]:
    made, reading, book = finding.finding, view_of.reading, shown.book
    outlets = dict.fromkeys(book.witness(r).report.outlet or "not stated" for r in reading.reports)
    chains = (
        from_whom(link) if link.told else " ← ".join(reversed(link.names))
        for c in view_of.clauses for link in c.links
    )  # fmt: skip
    first = reading.anchors[0] if reading.anchors else None
    anchors = (f"{book.sigil(a.report_id)} {a.span.start}-{a.span.end}" for a in reading.anchors)
    occurrence = book.occurrences.get(made.occurrence or "")
    return (
        str(finding.number),
        made.id,
        made.kind.value,
        made.slot.value,
        made.part or "",
        one_line(occurrence.name) if occurrence else "",
        one_line(reading.value),
        " ".join(view_of.sigils),
        one_line(" | ".join(outlets)),
        one_line(" | ".join(dict.fromkeys(chains))),
        visible(first.exact) if first else "",
        str(first.span.start) if first else "",
        str(first.span.end) if first else "",
        " | ".join(anchors),
        str(reading.origins[0]),
        str(reading.origins[1]),
        finding.summary,
    )
