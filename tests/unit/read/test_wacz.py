"""WACZ: the WARC files of a collection."""

import gzip
import io
import runpy
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from variorum.model import Severity
from variorum.read.captures import Given, received_bytes
from variorum.read.limits import UNPACKED_LEAST

WARC = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("test_warc.py"))))


def collection(*files: tuple[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    """A collection with these files, and what else stands in one."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as packed:
        packed.writestr("datapackage.json", "{}")
        packed.writestr("pages/pages.jsonl", '{"id": "not a report"}')
        for name, data in files:
            packed.writestr(name, data)
    return out.getvalue()


def test_the_pages_of_each_file(tmp_path: Path) -> None:
    """The pages of all WARC files are reports, packed or not, in the order of the files' names; lists of pages are none."""
    data = collection(
        ("archive/b.warc.gz", gzip.compress(WARC.answer(2))),
        ("archive/a.warc", WARC.answer(1) + WARC.answer(3)),
        ("other/c.warc", WARC.answer(4)),
    )
    loaded = WARC.read(tmp_path, data, "a.wacz")
    assert WARC.numbers(loaded) == [1, 3, 2]
    assert loaded.problems == ()
    assert loaded.reports[2].locations == (f"{tmp_path / 'a.wacz'}:b.warc.gz:1",)
    assert {r.url for r in loaded.reports} == {"http://ellery.example/a"}


def test_a_collection_from_a_stream() -> None:
    """What was dropped on a page is read as a file is, and keeps its name."""
    data = collection(("archive/a.warc", WARC.answer(1)))
    (found,) = received_bytes(data, "b.wacz")
    assert isinstance(found, Given)
    assert found.capture.location == "b.wacz:a.warc:1"


def test_a_broken_file_costs_itself_only(tmp_path: Path) -> None:
    """Of a file whose bytes were changed the rest of the collection is read."""
    data = bytearray(
        collection(
            ("archive/a.warc", WARC.answer(1)),
            ("archive/b.warc", WARC.answer(2)),
            method=zipfile.ZIP_DEFLATED,
        )
    )
    at = data.index(b"archive/a.warc") + 60
    data[at : at + 8] = b"\xff" * 8
    loaded = WARC.read(tmp_path, bytes(data), "a.wacz")
    assert WARC.numbers(loaded) == [2]
    assert [p.severity for p in loaded.problems] == [Severity.ERROR]


@pytest.mark.parametrize(
    "data",
    [b"PK\x03\x04 not really", b"plain words", collection(), collection(("archive/../../etc/passwd", b"x"))],
    ids=["cut", "words", "empty", "elsewhere"],
)
def test_what_is_no_collection_is_said(tmp_path: Path, data: bytes) -> None:
    """A file that is no collection, or one without archives, is one error that says what to do."""
    loaded = WARC.read(tmp_path, data, "a.wacz")
    assert loaded.reports == ()
    assert [p.code for p in loaded.problems] == ["wacz"]


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    """A file of the collection that unpacks to far more than its size is an error, and the next one is read."""
    data = collection(
        ("archive/a.warc", b"\0" * (UNPACKED_LEAST + 1)),
        ("archive/b.warc", WARC.answer(2)),
        method=zipfile.ZIP_DEFLATED,
    )
    loaded = WARC.read(tmp_path, data, "a.wacz")
    assert WARC.numbers(loaded) == [2]
    assert [p.code for p in loaded.problems] == ["packed-bomb"]
