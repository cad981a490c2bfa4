"""Word documents."""

import io
import zipfile
from pathlib import Path

import pytest

from variorum.model import Report
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


TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="png" ContentType="image/png"/>'
    '<Override PartName="/{body}" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="{body}"/>'
    '<Relationship Id="r2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)
STRICT = RELATIONS.replace(
    "schemas.openxmlformats.org/officeDocument/2006", "purl.oclc.org/ooxml/officeDocument"
)
WHOLE = HEAD.replace(
    "><w:body>", ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w:body>'
)
PLAIN = f"{WHOLE}{paragraph(run(SAID))}{paragraph(run('Nobody else was hurt that night.'))}<w:sectPr/></w:body></w:document>"


def core(title: str, author: str, created: str = "2026-03-12T08:00:00Z") -> str:
    """The properties of a document."""
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f'<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">{created}</dcterms:created></cp:coreProperties>'
    )


def package(
    about: str, text: str = PLAIN, body: str = "word/document.xml", relations: str = RELATIONS, **more: bytes
) -> bytes:
    """A whole package: types, relationships, properties and a body under a name, and more parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", TYPES.format(body=body))
        file.writestr("_rels/.rels", relations.format(body=body))
        file.writestr("docProps/core.xml", about)
        file.writestr(body, text)
        for name, data in more.items():
            file.writestr(name.replace("_", "/", 1).replace("_", "."), data)
    return out.getvalue()


def only(folder: Path, data: bytes) -> Report:
    """The one report of a document."""
    (report,) = read(folder, data).reports
    return report


def test_the_properties_fill_what_the_text_leaves_open(tmp_path: Path) -> None:
    """A document whose text names no headline and no author has those of its properties; the day it was made is told, and is no date."""
    report = only(tmp_path, package(core(" Ferry  burns off Port Ellery ", "Ada Quist; Tom Rowe")))
    assert report.text == f"{SAID}\n\nNobody else was hurt that night."
    assert (report.headline, report.headline_span) == ("Ferry burns off Port Ellery", None)
    assert report.byline == "Ada Quist, Tom Rowe"
    assert (report.published, report.published_from) == (None, None)
    assert [p.code for p in report.problems] == ["no-date", "made-on"]
    assert "made on 2026-03-12" in report.problems[1].message


def test_the_text_counts_before_the_properties(tmp_path: Path) -> None:
    """A headline, a byline and a date in the text are those of the report, whatever the file says."""
    lines = [
        paragraph(run("Two dead as ferry burns"), style="Title"),
        paragraph(run("By Mira Holt")),
        paragraph(run("10 March 2026")),
        paragraph(run(SAID)),
    ]
    text = f"{WHOLE}{''.join(lines)}</w:body></w:document>"
    report = only(tmp_path, package(core("Draft 3", "Ada Quist"), text))
    assert (report.headline, report.byline) == ("Two dead as ferry burns", "Mira Holt")
    assert report.published is not None
    assert report.published.isoformat() == "2026-03-10"
    assert report.problems == ()


def test_what_programs_write_is_no_title_and_no_author(tmp_path: Path) -> None:
    """The names that a program puts into a new document are not taken for its own."""
    report = only(tmp_path, package(core("Word Document", "python-docx")))
    assert (report.headline, report.byline) == (None, None)


def test_the_body_stands_where_the_relationships_say(tmp_path: Path) -> None:
    """A body under another name is found, and edits lead back to it."""
    report = only(tmp_path, package(core("", ""), body="word/document2.xml"))
    assert report.text.startswith(SAID)
    first = report.edits[0]
    assert PLAIN[first.source_end :].startswith(SAID)


@pytest.mark.parametrize(
    "data",
    [
        package("<broken"),
        package(core("T", "A", "yesterday")),
        package(core("T", "A"), text=PLAIN.replace("<w:sectPr/>", "<w:sectPr>")),
        package(core("T", "A"), relations=STRICT),
        package(core("T", "A"), word_styles_xml=b"<broken", word_media_png=b"\x89PNG"),
        package(core("T", "A"), word_big_xml=b" " * (LARGEST_BODY + 9)),
        packed(PLAIN),
    ],
    ids=["properties", "date", "body not closed", "strict", "styles", "large part", "no relationships"],
)
def test_what_is_wrong_elsewhere_costs_no_word(tmp_path: Path, data: bytes) -> None:
    """A document is read whose properties, styles or relationships are broken or missing, or beside whose body a part is too large."""
    assert only(tmp_path, data).text == f"{SAID}\n\nNobody else was hurt that night."


def test_a_bomb_among_the_relationships_is_not_unpacked(tmp_path: Path) -> None:
    """A body under another name that unpacks to too much is refused before python-docx sees it."""
    (problem,) = read(tmp_path, package(core("T", "A"), " " * (LARGEST_BODY + 9), "word/d.xml")).problems
    assert problem.code == "packed-bomb"
    assert "save it as text or HTML" in problem.message


def test_words_outside_of_all_elements_are_no_text(tmp_path: Path) -> None:
    """A part that is no XML at all is a document without text."""
    assert [p.code for p in read(tmp_path, packed("Plain words.")).problems] == ["docx"]
