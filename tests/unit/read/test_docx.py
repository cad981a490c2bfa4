"""Word documents."""

import io
import zipfile
from pathlib import Path

import pytest

from variorum.read.docx import LARGEST_BODY
from variorum.read.load import Loaded, load

SAID = "The ferry Sandry Maid burned off Port Ellery on Tuesday, the harbour authority said."
HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><w:body>'
)


def run(text: str) -> str:
    """A run of text as Word writes it."""
    return f'<w:r><w:rPr><w:lang w:val="en-GB"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, style: str | None = None) -> str:
    """A paragraph of runs, in a style or none."""
    about = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p w:rsidR="00AB12CD" w14:paraId="1F2E3D4C">{about}{"".join(runs)}</w:p>'


def packed(body: str, name: str = "word/document.xml") -> bytes:
    """A document with a body."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr(name, body)
    return out.getvalue()


def read(folder: Path, data: bytes) -> Loaded:
    """What a document gives."""
    (folder / "a.docx").write_bytes(data)
    return load([str(folder / "a.docx")])


def test_paragraphs_runs_and_the_title(tmp_path: Path) -> None:
    """A paragraph in the style of titles is the headline; runs that Word cut anywhere are one text again."""
    body = [
        paragraph(run("Two dead as ferry burns"), style="Title"),
        paragraph(
            run("The ferry Sandry M"),
            run("aid burned off"),
            run(" Port Ellery on Tuesday, the harbour authority said."),
        ),
        "<w:p/>",
        paragraph(
            run("Two people &amp; a dog died."),
            "<w:r><w:br/></w:r>",
            run("The cause was not known on Wednesday."),
        ),
    ]
    (report,) = read(tmp_path, packed(f"{HEAD}{''.join(body)}<w:sectPr/></w:body></w:document>")).reports
    assert report.headline == "Two dead as ferry burns"
    assert report.text.split("\n\n")[:2] == ["Two dead as ferry burns", SAID]
    assert "Two people & a dog died." in report.text
    assert "The cause was not known on Wednesday." in report.text


def test_what_is_no_text_of_the_report_is_left_out(tmp_path: Path) -> None:
    """Deleted words, field codes and the numbers of a drawing are no text."""
    body = paragraph(
        run("The ferry Sandry Maid burned off "),
        '<w:del w:author="x"><w:r><w:delText>Corlan</w:delText></w:r></w:del>',
        '<w:r><w:instrText xml:space="preserve"> HYPERLINK "http://x" </w:instrText></w:r>',
        "<w:r><w:drawing><wp:positionH><wp:posOffset>914400</wp:posOffset></wp:positionH></w:drawing></w:r>",
        run("Port Ellery on Tuesday, the harbour authority said."),
    )
    (report,) = read(tmp_path, packed(f"{HEAD}{body}</w:body></w:document>")).reports
    assert report.text == SAID


def test_edits_lead_back_to_the_documents_xml(tmp_path: Path) -> None:
    """Between two edits the text is the very characters of the document's XML."""
    source = f"{HEAD}{paragraph(run(SAID[:20]), run(SAID[20:]))}{paragraph(run('Nobody else was hurt that night.'))}</w:body></w:document>"
    (report,) = read(tmp_path, packed(source)).reports
    text_at = source_at = 0
    kept = ""
    for edit in report.edits:
        assert report.text[text_at : edit.text_start] == source[source_at : edit.source_start]
        kept += report.text[text_at : edit.text_start]
        text_at, source_at = edit.text_end, edit.source_end
    assert kept.replace("\n", "") == report.text.replace("\n", "")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04....word/document.xml", "docx"),
        (packed("<x/>", "other.xml"), "docx"),
        (packed(f"{HEAD}</w:body></w:document>"), "docx"),
        (packed(" " * (LARGEST_BODY + 9)), "packed-bomb"),
    ],
    ids=["damaged", "another file", "empty", "bomb"],
)
def test_what_cannot_be_read(tmp_path: Path, data: bytes, code: str) -> None:
    """A damaged, another, an empty and an endless document are errors that say what to do."""
    (problem,) = read(tmp_path, data).problems
    assert problem.code == code
    assert "save it as text or HTML" in problem.message


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    """An entity that the document defines gives no text."""
    head = '<!DOCTYPE d [<!ENTITY a "swordfish"><!ENTITY b "&a;&a;">]>'
    (report,) = read(
        tmp_path, packed(f"{head}{HEAD}{paragraph(run(SAID + ' &b;'))}</w:body></w:document>")
    ).reports
    assert "swordfish" not in report.text
