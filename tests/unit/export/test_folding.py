"""The synopsis with copies under their origin."""

import runpy
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

from variorum.export.folding import columns, folded
from variorum.export.html import to_html
from variorum.export.view import Cell, Row, view
from variorum.model import Dossier, Tie

MADE = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("fixtures.py"))))


def dossier(*pairs: tuple[str, str], agency: str | None = None, **days: int) -> Dossier:
    """The hand-made dossier, with reports tied by pairs, some published on a day of May."""
    made: Dossier = MADE.dossier()
    witnesses = tuple(
        replace(
            w, report=replace(w.report, published=date(2031, 5, days[w.sigil]) if w.sigil in days else None)
        )
        for w in made.witnesses
    )
    ties = tuple(Tie((MADE.IDS[a], MADE.IDS[b]), 60, agency, sure=False) for a, b in pairs)
    return replace(made, witnesses=witnesses, ties=ties)


def test_independent_reports_have_a_column_each() -> None:
    """Without a tie each report is a column, in the order of the sigils."""
    assert columns(dossier()) == (("A",), ("B",), ("C",))


def test_copies_share_the_column_of_the_earliest() -> None:
    """Tied reports share a column where the first of them stands; the earliest is named first, one without a date last."""
    assert columns(dossier(("A", "C"), A=3, B=1, C=2)) == (("C", "A"), ("B",))
    assert columns(dossier(("A", "C"), A=3, B=1)) == (("A", "C"), ("B",))
    assert columns(dossier(("A", "B"), ("B", "C"), agency="AP", B=1, C=2)) == (("B", "C", "A"),)


def test_the_same_words_of_a_column_stand_once() -> None:
    """Words that the reports of one column share stand once with all their sigils and places; other words stand below."""
    made = dossier(("A", "C"), A=3, C=2)
    row = view(made).synopsis[0]
    first = next(c for c in row.cells if c)
    cells = (
        Cell("Two died", first.anchor),
        Cell("two  Died", first.anchor),
        Cell("Two were killed", first.anchor),
    )
    by_origin = folded(Row(row.occurrence, row.name, cells), made, columns(made))
    assert [[(t.sigils, t.cell.words) for t in column] for column in by_origin.columns] == [
        [(("C",), "Two were killed"), (("A",), "Two died")],
        [(("B",), "two  Died")],
    ]
    together = folded(Row(row.occurrence, row.name, (cells[0], None, cells[1])), made, columns(made))
    ((told,), nothing) = together.columns
    assert (told.sigils, told.cell.words, [s for s, _ in told.others], nothing) == (
        ("C", "A"),
        "two  Died",
        ["A"],
        (),
    )


def test_the_page_heads_a_column_with_its_reports() -> None:
    """On the page the column of copies has the sigils of all its reports, and what sharing a column means is said."""
    page = to_html(dossier(("A", "C"), A=3, C=2))
    head = page.split('<table class="synopsis')[1].split("</thead>")[0]
    assert head.count("<th scope") == 1 + len(("C and A", "B"))
    assert "share a column" in page
    assert "share a column" not in to_html(dossier())
