"""Markdown: the marks go, the words stay."""

import hashlib
from datetime import date

from variorum.model import Capture, Metadata, Report
from variorum.read.markdown import read_markdown

BODY = "A crane fell onto Orla Street on Monday, the fire service of Port Velo said."


def markdown_report(text: str, *, as_is: bool = False) -> Report:
    """The report of a Markdown text."""
    raw = text.encode()
    return read_markdown(Capture(raw, "a.md", hashlib.sha256(raw).hexdigest(), "markdown", Metadata(), as_is))


def test_marks_go() -> None:
    """Headings, emphasis, links, quotes, rules, images, comments and escapes leave their words."""
    report = markdown_report(
        "# Crane falls onto Orla Street\n\n*By Ann Roe*\n\n**A crane** fell onto [Orla Street](https://example.org/a_b) on Monday, "
        "the _fire service_ said.\n\n![crane](a.jpg)\n\n> “Get away\\!” it said.\n\n---\n\n<!-- note -->The **mayor\ncame** at 5 \\* 2 p.m., snake_case_name said.\n"
    )
    assert report.headline == "Crane falls onto Orla Street"
    assert report.byline == "Ann Roe"
    assert report.text.split("\n\n") == [
        "Crane falls onto Orla Street",
        "A crane fell onto Orla Street on Monday, the fire service said.",
        "“Get away!” it said.",
        "The **mayor came** at 5 * 2 p.m., snake_case_name said.",
    ]


def test_edits_count_bytes() -> None:
    """The bytes between two edits, decoded, are the text between them."""
    source = f"---\ntitle: Crane\ndate: 2026-03-03\n---\n# Müßige “Crane”\n\n{BODY} **Café** _naïve_.\n"
    report = markdown_report(source)
    text_at = source_at = 0
    for edit in report.edits:
        assert (
            source.encode()[source_at : edit.source_start].decode() == report.text[text_at : edit.text_start]
        )
        text_at, source_at = edit.text_end, edit.source_end
    assert source.encode()[source_at:].decode() == report.text[text_at:]
    assert report.published == date(2026, 3, 3)


def test_as_is_keeps_the_marks() -> None:
    """Taken as it is, a Markdown text keeps every character, and its headline is still found."""
    source = f"# Crane falls\n\n{BODY}\n"
    report = markdown_report(source, as_is=True)
    assert (report.text, report.headline) == (source, "Crane falls")
