"""PDF."""

import subprocess
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest

pytest.importorskip("pypdf", reason="PDF needs pypdf (variorum[desk])")

from variorum.model import Severity
from variorum.read.load import Loaded, load

LINES = (
    "Two dead as ferry burns",
    "",
    "The ferry Sandry Maid burned off Port Ellery on Tuesday, the harbour autho-",
    "rity said. Two people died, and a well-known captain was among them, the",
    "family said.",
    "",
    "The cause was not known on Wednesday, and nobody would be drawn on it before",
    "the inquiry had met.",
)
TEXT = (
    "Two dead as ferry burns\n\nThe ferry Sandry Maid burned off Port Ellery on Tuesday, the harbour authority said. Two "
    "people died, and a well-known captain was among them, the family said.\n\nThe cause was not known on Wednesday, and "
    "nobody would be drawn on it before the inquiry had met."
)


def document(*pages: Sequence[str], title: str = "", packed: bool = True, more: str = "") -> bytes:
    """A PDF with these lines on its pages, in Helvetica; an empty line leaves the space of one."""
    kids = " ".join(f"{4 + 2 * k} 0 R" for k in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for k, lines in enumerate(pages):
        shown = "".join(f"({line}) Tj T*\n" if line else "T*\n" for line in lines)
        stream = f"BT /F1 11 Tf 14 TL 60 780 Td\n{shown}ET".encode("cp1252")
        stream = zlib.compress(stream) if packed else stream
        said = "/Filter /FlateDecode " if packed else ""
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * k} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode(),
            f"<< {said}/Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream",
        ]
    objects.append(f"<< /Title ({title}) >>".encode())
    out, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010} 00000 n \n".encode() for offset in offsets)
    info = f"/Info {len(objects)} 0 R" if title else ""
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {info} {more} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def read(folder: Path, data: bytes, name: str = "a.pdf") -> Loaded:
    """What a document gives."""
    (folder / name).write_bytes(data)
    return load([str(folder / name)])


@pytest.mark.parametrize("packed", [True, False])
def test_lines_become_paragraphs(tmp_path: Path, packed: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """Wrapped lines are one paragraph, a word that a line's end parted is whole, a hyphen inside a word stays."""
    (report,) = read(tmp_path, document(LINES, packed=packed)).reports
    assert report.text == TEXT


def test_a_pdf_by_another_name(tmp_path: Path) -> None:
    """What a PDF is, its first bytes say, whatever it is called."""
    (report,) = read(tmp_path, document(LINES), "scan.txt").reports
    assert report.text == TEXT


def test_page_numbers_and_running_heads_go(tmp_path: Path) -> None:
    """What heads or ends every page is no part of the report; a sentence that runs over a page's end is one."""
    head = "Harbour Post, 11 March 2026"
    pages = [
        (head, *LINES[:7], "Page 1 of 3"),
        (head, LINES[7], "", "The owner of the ferry said that nothing was wrong with the", "2"),
        (head, "pump, and that it had been looked at the week before by the yard.", "3"),
    ]
    (report,) = read(tmp_path, document(*pages)).reports
    assert head not in report.text
    assert "Page 1" not in report.text
    assert "nobody would be drawn on it before the inquiry had met." in report.text
    assert "nothing was wrong with the pump, and that it had been looked at" in report.text
    assert not report.text.rstrip().endswith("3")


def test_edits_lead_to_the_text_that_was_taken_out(tmp_path: Path) -> None:
    """Between its edits the text is that of the page, character for character."""
    (tmp_path / "a.pdf").write_bytes(document(LINES))
    found = subprocess.run(
        [sys.executable, "-m", "variorum.read.pdf_pages"],
        input=document(LINES),
        capture_output=True,
        check=True,
    )
    import json  # noqa: PLC0415 - only here

    source = "\n".join(json.loads(found.stdout)["pages"])
    (report,) = load([str(tmp_path / "a.pdf")]).reports
    at = before = 0
    for edit in (*report.edits, None):
        end = edit.text_start if edit else len(report.text)
        assert report.text[at:end] == source[before : before + end - at]
        if edit:
            at, before = edit.text_end, edit.source_end
    assert len(report.edits) >= 3


def test_the_title_is_a_last_resort(tmp_path: Path) -> None:
    """What the document calls itself is its headline only where the text has none; no date is taken from it."""
    (report,) = read(tmp_path, document(LINES[2:], title="Ferry fire")).reports
    assert (report.headline, report.published) == ("Ferry fire", None)
    for name in ("Microsoft Word - x1.docx", "release_final.pdf", "untitled", "   "):
        (report,) = read(tmp_path, document(LINES, title=name)).reports
        assert report.headline is None, name


def test_a_scan_is_said_to_be_one(tmp_path: Path) -> None:
    """A document without text is an error that speaks of OCR."""
    loaded = read(tmp_path, document(("", "")))
    assert [(p.code, p.severity) for p in loaded.problems] == [("pdf", Severity.ERROR)]
    assert "OCR" in loaded.problems[0].message


@pytest.mark.parametrize("cut", [9, 60, 400, -40])
def test_damage_costs_this_document_alone(tmp_path: Path, cut: int) -> None:
    """A document that was cut is read as far as it goes, or is one error that says what to do."""
    loaded = read(tmp_path, document(LINES)[:cut])
    assert len(loaded.reports) + len(loaded.problems) >= 1
    assert [p for p in loaded.problems if p.severity is Severity.ERROR and "pdftotext" not in p.message] == []


def test_a_bomb_dies_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document on which the reading process dies or never ends is one error, and the next one is read."""
    (tmp_path / "b.pdf").write_bytes(document(LINES))
    (tmp_path / "a.pdf").write_bytes(document(("bomb",)))
    true_run = subprocess.run

    def run(command: list[str], **given: object) -> "subprocess.CompletedProcess[bytes]":
        if b"bomb" in zlib_free(given["input"]):
            code = "b = bytearray(10**12)" if monkeypatched["dies"] else "while True: pass"
            command, given["timeout"] = [sys.executable, "-c", code], 2
        return true_run(command, **given)  # type: ignore[call-overload, no-any-return]  # passed on as given

    monkeypatched = {"dies": True}
    monkeypatch.setattr(subprocess, "run", run)
    for dies in (True, False):
        monkeypatched["dies"] = dies
        loaded = load([str(tmp_path / "a.pdf"), str(tmp_path / "b.pdf")])
        assert [r.text for r in loaded.reports] == [TEXT]
        assert [(p.code, p.severity) for p in loaded.problems] == [("pdf", Severity.ERROR)]


def zlib_free(data: object) -> bytes:
    """A document with its first stream unpacked."""
    assert isinstance(data, bytes)
    return zlib.decompressobj().decompress(data[data.index(b"stream\n") + 7 :])


def test_the_process_limits_itself() -> None:
    """The process that reads a PDF cannot take more memory or time than it may."""
    code = (
        "from variorum.read import pdf_pages; import resource\n"
        "pdf_pages.limit()\n"
        "try: bytearray(3 * 1024**3)\n"
        "except MemoryError: print('limited', resource.getrlimit(resource.RLIMIT_CPU)[0])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "limited 60\n"
