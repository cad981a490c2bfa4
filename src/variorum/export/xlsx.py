"""A dossier as a spreadsheet (XLSX): readings, reports and attributions, every cell text or number, none a formula."""

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from variorum.errors import VariorumError
from variorum.export.csv import COLUMNS, rows
from variorum.export.lookup import lookup
from variorum.export.visible import one_line, visible

if TYPE_CHECKING:
    from variorum.model import Dossier

LONGEST = 32_767
"""Characters that a cell holds at most."""
_NUMBERS = frozenset({"start", "end", "outlets", "origins_low", "origins_high"})
_WIDTHS = {
    "exact": 50,
    "summary": 80,
    "value": 40,
    "occurrence": 40,
    "headline": 60,
    "content": 80,
    "sources": 40,
}
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
REPORTS = ("sigil", "id", "outlet", "headline", "published", "url", "sha256", "locations")
ATTRIBUTIONS = ("sigil", "source", "cue", "content", "form", "act", "start", "end")


def to_xlsx(dossier: "Dossier", *, made: datetime, whole: bool = True) -> bytes:
    """The bytes of a workbook; the same dossier and time give the same bytes.

    Args:
        dossier: what is written.
        made: the time of making that the file states.
        whole: whether what each source said is written too, and words of reports in their full length.

    Raises:
        VariorumError: the package XlsxWriter is not installed.
        AnchorError: the exact words of an anchor do not stand at its offsets.
    """
    try:
        import xlsxwriter  # noqa: PLC0415 - an extra
    except ImportError as error:
        msg = "XLSX needs the package XlsxWriter; install it with: pip install 'variorum[desk]'"
        raise VariorumError(msg) from error
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, _OPTIONS)
    book.set_properties({"created": made.replace(tzinfo=None), "comments": "made by variorum"})
    head = book.add_format({"bold": True})
    # What a person edits later stays text too: Excel would else read "=…" as a formula then.
    text = book.add_format({"quote_prefix": True})
    sheets = [("Readings", COLUMNS, rows(dossier, whole=whole)), ("Reports", REPORTS, _reports(dossier))]
    sheets += [("Attributions", ATTRIBUTIONS, _attributions(dossier))] if whole else []
    for name, columns, cells in sheets:
        _sheet(book.add_worksheet(name), columns, cells, (head, text))
    book.close()
    return out.getvalue()


def _sheet(
    sheet: Any, columns: Sequence[str], cells: Iterable[Sequence[str]], formats: tuple[Any, Any]
) -> None:
    head, text = formats
    for at, name in enumerate(columns):
        sheet.write_string(0, at, name, head)
        sheet.set_column(at, at, _WIDTHS.get(name, 14))
    sheet.freeze_panes(1, 0)
    for line, row in enumerate(cells, start=1):
        for at, cell in enumerate(row):
            if columns[at] in _NUMBERS and cell.isdecimal():
                sheet.write_number(line, at, int(cell))
            elif cell:
                sheet.write_string(line, at, cell[:LONGEST], text)


def _reports(dossier: "Dossier") -> Iterable[tuple[str, ...]]:
    for w in dossier.witnesses:
        r = w.report
        known = (r.outlet, r.headline, r.published.isoformat() if r.published else "", r.url, r.sha256)
        yield (w.sigil, *(one_line(v or "") for v in (r.id, *known)), one_line(" | ".join(r.locations)))


def _attributions(dossier: "Dossier") -> Iterable[tuple[str, ...]]:
    book = lookup(dossier)
    for a in dossier.attributions:
        text = book.witness(a.report_id).report.text
        content = visible(" … ".join(s.of(text) for s in a.content))
        ends = (str(a.content[0].start), str(a.content[-1].end)) if a.content else ("", "")
        name = "" if book.withheld(a) else one_line(book.source_name(a) or "")
        yield (
            book.sigil(a.report_id),
            name,
            one_line(book.cue(a)),
            content,
            a.form.value,
            a.act.value,
            *ends,
        )
