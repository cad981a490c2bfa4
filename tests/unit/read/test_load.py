"""Locations to reports: files, folders, JSONL, standard input, sidecars, options, and everything that goes wrong."""

import io
import json
import os
from datetime import date
from pathlib import Path

import pytest

from variorum.errors import UsageError
from variorum.model import Metadata, Severity
from variorum.read.load import load
from variorum.text import sigil as sigil_of

ONE = "A crane fell onto Orla Street on Monday, the fire service of Port Velo said."
TWO = "The ferry Calypso struck the northern pier on Tuesday, the port authority said."


def write(folder: Path, name: str, data: str | bytes) -> str:
    """A file with the given content; its location."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return str(path)


def line(**values: object) -> str:
    """One line of JSONL."""
    return json.dumps(values) + "\n"


def test_files_come_in_the_order_given(tmp_path: Path) -> None:
    """Reports stand in the order of their locations, with the hash of their bytes as id."""
    two, one = write(tmp_path, "b.txt", TWO), write(tmp_path, "a.txt", ONE)
    loaded = load([two, one])
    assert [report.text for report in loaded.reports] == [TWO, ONE]
    assert [report.locations for report in loaded.reports] == [(two,), (one,)]
    assert all(report.id == report.sha256[:12] for report in loaded.reports)
    assert loaded.problems == ()


def test_a_folder_gives_its_files_by_name(tmp_path: Path) -> None:
    """A folder's reports come in name order, without hidden files and sidecars; other files are named in a note."""
    write(tmp_path, "b.txt", TWO)
    write(tmp_path, "a.md", ONE)
    write(tmp_path, "a.meta.json", '{"outlet": "Post"}')
    write(tmp_path, ".hidden.txt", "not to be read")
    write(tmp_path, "style.css", "p {}")
    write(tmp_path, "Makefile", "all: reports")
    (tmp_path / "b_files").mkdir()
    loaded = load([str(tmp_path)])
    assert [report.text for report in loaded.reports] == [ONE, TWO]
    assert loaded.reports[0].outlet == "Post"
    assert [(p.code, p.severity) for p in loaded.problems] == [("left-out", Severity.NOTE)]
    assert "Makefile, style.css" in loaded.problems[0].message


def test_the_folders_in_a_folder_are_named(tmp_path: Path) -> None:
    """What stands in the folders of a folder is not read, and a warning names them."""
    write(tmp_path, "a.txt", ONE)
    for name in ("late", "early", ".git"):
        (tmp_path / name).mkdir()
    write(tmp_path / "late", "b.txt", TWO)
    loaded = load([str(tmp_path)])
    assert [report.text for report in loaded.reports] == [ONE]
    assert [(p.code, p.severity) for p in loaded.problems] == [("left-out", Severity.WARNING)]
    assert "The folders in it are not looked into: early, late. Name each" in loaded.problems[0].message


def test_a_folder_of_folders_only_says_so(tmp_path: Path) -> None:
    """A folder that holds nothing but folders is an error that names them."""
    (tmp_path / "late").mkdir()
    loaded = load([str(tmp_path)])
    assert (loaded.reports, [p.code for p in loaded.problems]) == ((), ["empty-folder"])
    assert "the folders in it are not looked into (late)" in loaded.problems[0].message


def test_jsonl_keeps_ids_and_what_its_lines_state(tmp_path: Path) -> None:
    """A line's id comes back unchanged, and its date, outlet and headline are the report's."""
    file = write(
        tmp_path,
        "a.jsonl",
        line(id="x 1", text=ONE, published="2026-03-03", outlet="Post", headline="Crane falls")
        + "\n"
        + line(id=7, text=TWO),
    )
    first, second = load([file]).reports
    assert (first.id, first.published, first.published_from) == ("x 1", date(2026, 3, 3), "jsonl")
    assert (first.outlet, first.headline, first.headline_span) == ("Post", "Crane falls", None)
    assert (second.id, second.locations) == ("7", (f"{file}:3",))


def test_jsonl_as_is_is_character_for_character(tmp_path: Path) -> None:
    """With as_is a line's text is taken character for character, boilerplate listed."""
    text = "  Crane\r\n\r\n\r\nAdvertisement\n\n" + ONE + " \n"
    report = load([write(tmp_path, "a.jsonl", line(id="x", text=text))], as_is=True).reports[0]
    assert (report.text, report.edits) == (text, ())
    assert [span.of(text) for span in report.boilerplate] == ["Advertisement"]


def test_edits_of_jsonl_count_code_points(tmp_path: Path) -> None:
    """The source offsets of a JSONL report count code points of the given string."""
    text = "Müßig “fell”  down onto the café, they said on Monday.\n" + ONE
    report = load([write(tmp_path, "a.jsonl", line(text=text))]).reports[0]
    assert [(e.source_start, e.source_end) for e in report.edits] == [
        (12, 14),
        (text.index("\n"), text.index("\n") + 1),
    ]


def test_a_bad_line_is_named_and_the_others_read(tmp_path: Path) -> None:
    """Each line that holds no report is an error with its number; the other lines are reports."""
    content = (
        "{not json\n"
        + line(text=ONE)
        + "[1]\n"
        + line(id="empty", text="  ")
        + line(id="none")
        + '{"text": "\\ud800"}\n'
    )
    file = write(tmp_path, "a.jsonl", '{"id": 1, "text": "' + TWO + '"}\n' + content)
    loaded = load([file])
    assert [report.text for report in loaded.reports] == [TWO, ONE]
    assert [p.where for p in loaded.problems] == [f"{file}:{n}" for n in (2, 4, 5, 6, 7)]
    assert {p.severity for p in loaded.problems} == {Severity.ERROR}


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.json", "[\n{}\n]"), ("a.jsonl", '[{"text": "x"}]'), ("a.jsonl", '{\n "text": "x"\n}')],
)
def test_json_that_is_not_jsonl(tmp_path: Path, name: str, content: str) -> None:
    """JSON over many lines, or a list, is one error that says how to make JSONL of it."""
    loaded = load([write(tmp_path, name, content)])
    assert [p.code for p in loaded.problems] == ["not-jsonl"]
    assert "one report a line" in loaded.problems[0].message


def test_standard_input_as_text_page_and_jsonl() -> None:
    """A dash reads standard input, whatever of the three it holds."""
    assert load(["-"], stdin=io.BytesIO(ONE.encode())).reports[0].text == ONE
    assert [
        r.locations for r in load(["-"], stdin=io.BytesIO((line(text=ONE) + line(text=TWO)).encode())).reports
    ] == [
        ("-:1",),
        ("-:2",),
    ]
    page = f"<!DOCTYPE html><html><body><article><h1>Crane falls</h1><p>{ONE}</p><p>{TWO}</p></article></body></html>"
    assert load(["-"], stdin=io.BytesIO(page.encode())).reports[0].text == f"Crane falls\n\n{ONE}\n\n{TWO}"


def test_who_is_believed_first(tmp_path: Path) -> None:
    """Of several that state a thing the option counts, then the sidecar, then front matter, then the text."""
    file = write(
        tmp_path,
        "a.txt",
        f"---\noutlet: Front\nauthor: Ann Roe\ndate: 2026-01-01\n---\nSource: Text\nPublished: 2026-01-02\n\n{ONE}",
    )
    assert (load([file]).reports[0].outlet, load([file]).reports[0].published_from) == (
        "Front",
        "front-matter",
    )
    write(tmp_path, "a.meta.json", '{"outlet": "Side", "published": "2026-01-03"}')
    beside = load([file]).reports[0]
    assert (beside.outlet, beside.published, beside.published_from, beside.byline) == (
        "Side",
        date(2026, 1, 3),
        "sidecar",
        "Ann Roe",
    )
    option = load([file], stated={"A": Metadata(outlet="Option", published="2026-01-04")}).reports[0]
    assert (option.outlet, option.published, option.published_from) == ("Option", date(2026, 1, 4), "option")
    assert option.id == beside.id


def test_a_sidecar_that_cannot_be_used(tmp_path: Path) -> None:
    """A broken sidecar is a warning, and its report is read."""
    file = write(tmp_path, "a.txt", ONE)
    write(tmp_path, "a.meta.json", "{outlet")
    loaded = load([file])
    assert loaded.reports[0].text == ONE
    assert [(p.code, p.severity) for p in loaded.problems] == [("bad-sidecar", Severity.WARNING)]


def test_a_bad_date_in_a_sidecar_is_said_and_the_next_is_taken(tmp_path: Path) -> None:
    """A sidecar's impossible date is a problem, and the page's or the text's own date counts."""
    file = write(tmp_path, "a.txt", f"Published: 2026-03-03\n\n{ONE}")
    write(tmp_path, "a.meta.json", '{"published": "2026-02-30"}')
    report = load([file]).reports[0]
    assert (report.published, report.published_from) == (date(2026, 3, 3), "text")
    assert [p.code for p in report.problems] == ["bad-date"]


def test_options_for_what_does_not_exist(tmp_path: Path) -> None:
    """A sigil without a report, and a date that is none, are wrong use, with what to write."""
    file = write(tmp_path, "a.txt", ONE)
    with pytest.raises(UsageError, match="no report Z"):
        load([file], stated={"Z": Metadata(outlet="Post")})
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        load([file], stated={"A": Metadata(published="yesterday")})


def test_sigils_count_expanded_and_merged_reports(tmp_path: Path) -> None:
    """Folders and JSONL are expanded, and copies merged, before sigils are counted."""
    file = write(tmp_path, "a.jsonl", line(text=ONE) + line(text=ONE) + line(text=TWO))
    loaded = load([file], stated={"B": Metadata(outlet="Post")})
    assert [report.outlet for report in loaded.reports] == [None, "Post"]


def test_a_missing_file_moves_no_option(tmp_path: Path) -> None:
    """An option stays with the place it was given for when a report before it cannot be read, and a note says so."""
    one, two = write(tmp_path, "a.txt", ONE), write(tmp_path, "b.txt", TWO)
    loaded = load([str(tmp_path / "none.txt"), one, two], stated={"C": Metadata(outlet="Post")})
    assert [report.outlet for report in loaded.reports] == [None, "Post"]
    assert "C is " + two in next(p.message for p in loaded.problems if p.code == "options-by-place")


def test_the_same_report_twice(tmp_path: Path) -> None:
    """Identical captures are one report that lists both locations, and a note says so."""
    one, copy = write(tmp_path, "a.txt", ONE), write(tmp_path, "copy.txt", ONE)
    loaded = load([one, copy, one])
    assert [report.locations for report in loaded.reports] == [(one, copy)]
    assert [p.code for p in loaded.problems] == ["same-report-twice"] * 2


def test_the_same_bytes_with_other_metadata_are_two_reports(tmp_path: Path) -> None:
    """Captures that differ in what is stated beside them are two reports with two ids."""
    one, copy = write(tmp_path, "a.txt", ONE), write(tmp_path, "copy.txt", ONE)
    write(tmp_path, "copy.meta.json", '{"outlet": "Post"}')
    reports = load([one, copy]).reports
    assert [report.outlet for report in reports] == [None, "Post"]
    assert reports[0].id != reports[1].id


def test_an_id_given_twice(tmp_path: Path) -> None:
    """Of two different reports with one id both are kept; the second goes by the id of its content, with a warning."""
    loaded = load([write(tmp_path, "a.jsonl", line(id="x", text=ONE) + line(id="x", text=TWO))])
    assert [report.id for report in loaded.reports] == ["x", loaded.reports[1].sha256[:12]]
    assert [(p.code, p.where) for p in loaded.problems] == [("same-id", loaded.reports[1].id)]
    assert {p.where for p in loaded.reports[1].problems} <= {loaded.reports[1].id}


@pytest.mark.parametrize(
    ("name", "data", "code", "advice"),
    [
        ("a.txt", b"", "empty", "Give a file"),
        ("a.txt", b" \n\t\n", "empty", "Give a file"),
        ("a.txt", b"Listen to this article\n", "no-text", "Give a file"),
        ("a.txt", b"\x00\x01\x02binary\x00", "not-text", "HTML page"),
        ("a.txt", bytes(range(1, 32)) * 20, "not-text", "HTML page"),
        ("a.pdf", b"%PDF-1.7 ...", "pdf", "pdftotext"),
        ("a.txt", b"%PDF-1.7 ...", "pdf", "pdftotext"),
        ("a.docx", b"PK\x03\x04....word/document.xml", "docx", "save it as text or HTML"),
        ("a.png", b"\x89PNG....", "image", "the report's text"),
        ("a.html", b"<html><body><nav><a>Home</a></nav></body></html>", "no-article", "article's own page"),
        ("a.txt", "“Ça” déjà vu, naïve café".encode() + b"\xff\xfe", "undecodable", "UTF-8"),
        ("a.jsonl", b"\n \n", "empty", "JSONL"),
        (
            "a.opml",
            b"<?xml version='1.0'?><opml version='2.0'><body/></opml>",
            "opml",
            "'variorum[desk,fetch]', then variorum fetch FILE",
        ),
        ("a.xml", b"<!-- mine -->\n<opml version='2.0'><body/></opml>", "opml", "files of the feeds"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, name: str, data: bytes, code: str, advice: str) -> None:
    """Each unreadable file is one error that says what is wrong and what to do, and the other report is read."""
    bad, good = write(tmp_path, name, data), write(tmp_path, "good.txt", ONE)
    loaded = load([bad, good])
    assert [report.text for report in loaded.reports] == [ONE]
    assert [(p.code, p.severity, p.where) for p in loaded.problems] == [(code, Severity.ERROR, bad)]
    assert advice in loaded.problems[0].message


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    """A 20 MB file is refused by its size, which is named."""
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(20 * 1024 * 1024)
    problem = load([str(path)]).problems[0]
    assert problem.code == "too-large"
    assert "20 MB" in problem.message


def test_a_large_stream_is_refused() -> None:
    """Standard input is read no further than the limit."""
    stream = io.BytesIO(b"crane " * 4_000_000)
    assert load(["-"], stdin=stream).problems[0].code == "too-large"
    assert stream.tell() < 11 * 1024 * 1024


@pytest.mark.parametrize(
    ("location", "code"), [("none.txt", "missing"), ("https://example.org/a", "url"), ("a\0b", "unreadable")]
)
def test_locations_that_give_nothing(location: str, code: str) -> None:
    """A missing file, a web address and an impossible name are errors, not exceptions."""
    assert [p.code for p in load([location]).problems] == [code]


def test_a_folder_with_nothing_to_read(tmp_path: Path) -> None:
    """An empty folder, and one without readable files, is an error."""
    assert [p.code for p in load([str(tmp_path)]).problems] == ["empty-folder"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    """A file without read permission is an error that says so."""
    file = write(tmp_path, "a.txt", ONE)
    Path(file).chmod(0)
    assert [p.code for p in load([file]).problems] == ["permission"]


def test_sigils() -> None:
    """Sigils run A to Z, then AA."""
    assert [sigil_of(n) for n in (0, 25, 26, 27, 701, 702)] == ["A", "Z", "AA", "AB", "ZZ", "AAA"]


def test_a_zero_byte_is_a_problem_of_a_report_that_is_read(tmp_path: Path) -> None:
    """A report with a zero byte keeps it, and a warning names it with its place."""
    (report,) = load([write(tmp_path, "a.txt", ONE.replace("crane", "cra\0ne"))]).reports
    found = next(p for p in report.problems if p.code == "invisible-characters")
    assert found.span is not None
    assert found.span.of(report.text) == "\0"
    assert "U+0000" in found.message


def test_a_guessed_encoding_is_a_warning(tmp_path: Path) -> None:
    """A report whose encoding had to be guessed says so as a warning, with what to do."""
    text = "Паром сел на мель у гавани в густом тумане, сообщила служба спасения города во вторник. " * 4
    (report,) = load([write(tmp_path, "a.txt", text.encode("cp1251"))]).reports
    found = next(p for p in report.problems if p.code == "encoding-guessed")
    assert found.severity is Severity.WARNING
    assert "UTF-8" in found.message
