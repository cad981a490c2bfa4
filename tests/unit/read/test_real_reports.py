"""The two real reports of the consulate, read where they lie."""

import os
from datetime import date
from pathlib import Path

import pytest

from variorum.read.load import load

SHARED = Path(os.environ.get("VARIORUM_SHARED", Path(__file__).parents[4] / "shared"))
FOLDER = SHARED / "reports" / "consulate"

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the shared reports are not there")


def test_the_report_with_a_date_line() -> None:
    """The first has a date and a headline on its first line, and no boilerplate in its text."""
    report = load([str(FOLDER / "000_2dd1defb52d030a2.txt")]).reports[0]
    assert (report.published, report.published_from) == (date(2026, 1, 28), "text")
    assert report.headline is not None
    assert report.headline.startswith("ICE agents spark")
    assert report.text.startswith(report.headline + "\n\n")
    assert "Listen to this" not in report.text
    assert "Read more" not in report.text
    assert report.problems == ()


def test_the_report_without_header() -> None:
    """The second has neither headline nor date, and its two broken sentences are whole."""
    report = load([str(FOLDER / "004_d0a20771b57dc0ae.txt")]).reports[0]
    assert (report.headline, report.published, report.outlet, report.byline) == (None, None, None, None)
    assert [p.code for p in report.problems] == ["no-date"]
    assert "after U.S. Immigration and Customs" in report.text
    assert "to the U.S. Embassy in Quito" in report.text


def test_every_paragraph_is_kept() -> None:
    """Nothing but white space and the three lines of boilerplate goes out of the two reports."""
    for path in sorted(FOLDER.glob("*.txt")):
        data = path.read_bytes()
        report = load([str(path)]).reports[0]
        gone = [data[e.source_start : e.source_end].decode().split() for e in report.edits]
        assert all(not words or words[0] in {"date", "Listen", "Read"} for words in gone)
