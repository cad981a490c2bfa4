"""Reading in a process that may die of it: the document is a problem in its place, and all others are read."""

import io
import json
import os
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from variorum.apart.child import Child, DeadError
from variorum.errors import UnreadableError, VariorumError
from variorum.model import Metadata, Problem, Report, Severity
from variorum.read.captures import Given
from variorum.read.limits import READ_MEMORY
from variorum.read.reader import Apart, Here, Reader

STATED = Metadata()
OPML = b'<opml><body><outline xmlUrl="https://news.example/feed"/></body></opml>'


@pytest.fixture
def apart() -> Iterator[Apart]:
    """A reader in a process of its own."""
    with Apart(seconds=20) as made:
        yield made


def texts(reader: Reader, *locations: str, stdin: io.BytesIO | None = None) -> list[str]:
    """The text of each report, or the code of what stands in its place."""
    found = []
    for location in locations:
        for one in reader.received(location, stdin=stdin):
            what = reader.report_of(one, STATED) if isinstance(one, Given) else one
            found.append(what.text if isinstance(what, Report) else what.code)
    return found


def lines(*said: str) -> bytes:
    """JSONL of reports."""
    return "".join(json.dumps({"text": s}) + "\n" for s in said).encode()


def test_it_reads_what_is_read_here(apart: Apart, tmp_path: Path) -> None:
    """Another process gives the very captures, reports and problems that this one would."""
    (tmp_path / "a.txt").write_text("The ferry Amsel burned off Port Ellery.", encoding="utf-8")
    (tmp_path / "b.html").write_text(
        "<html lang=en><h1>Fire</h1><p>A ferry burned, officials said.</p></html>", encoding="utf-8"
    )
    (tmp_path / "c.jsonl").write_bytes(lines("Two died, officials said.", "Three died.") + b"{broken\n")
    (tmp_path / "d.txt").write_bytes(b"")
    (tmp_path / "e.png").write_bytes(b"x")
    (tmp_path / "empty").mkdir()
    asked = [str(tmp_path), str(tmp_path / "empty"), str(tmp_path / "none.txt"), "https://news.example/1"]
    both = []
    for reader in (Here(), apart):
        found = [one for location in asked for one in reader.received(location)]
        told = [reader.report_of(one, Metadata(outlet="Post")) for one in found if isinstance(one, Given)]
        both.append(([str(o) if isinstance(o, UnreadableError) else o for o in found], told))
    assert both[0] == both[1]
    assert len(both[0][1]) == len(("a", "b", "two of c", "c"))


def test_standard_input_is_read_apart(apart: Apart) -> None:
    """What comes on standard input is read as if it had come here."""
    given = lines("Two died.", "Three died.")
    assert (
        texts(apart, "-", stdin=io.BytesIO(given))
        == texts(Here(), "-", stdin=io.BytesIO(given))
        == ["Two died.", "Three died."]
    )


def test_parquet_is_read_under_the_cap(apart: Apart, tmp_path: Path) -> None:
    """The cap of memory leaves room for a library that takes many addresses."""
    with duckdb.connect() as base:
        base.execute(
            f"COPY (SELECT unnest(['Two died.', 'Three died.']) AS text) TO '{tmp_path / 'a.parquet'}' (FORMAT parquet)"
        )
    assert texts(apart, str(tmp_path / "a.parquet")) == ["Two died.", "Three died."]


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("ZZCRASH", "signal 9"),
        ("ZZHANG", "more than 2 seconds"),
        ("ZZEAT", "GiB of memory"),
        ("ZZRAISE", "ValueError: cannot be told"),
    ],
)
def test_a_document_that_kills_its_reader_is_left_out(deadly: None, word: str, says: str) -> None:
    """A document that crashes, hangs, takes too much or raises is a problem that says so; those about it are read."""
    with Apart(seconds=2 if word == "ZZHANG" else 30, memory=1 << 30) as reader:
        found = [
            reader.report_of(one, STATED)
            for one in reader.received_bytes(lines("one", f"two {word}", "three"), "a.jsonl")
            if isinstance(one, Given)
        ]
    assert [f.text if isinstance(f, Report) else f.code for f in found] == ["one", "kills-reader", "three"]
    (problem,) = (f for f in found if isinstance(f, Problem))
    assert (problem.severity, says in problem.message, problem.where) == (Severity.ERROR, True, "a.jsonl:2")


def test_a_file_that_kills_its_reader_when_opened_is_left_out(deadly: None, tmp_path: Path) -> None:
    """Of a folder the file that cannot even be opened is left out; the files about it are read."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for name in ("a.txt", "b-ZZCRASH.txt", "c.txt"):
        (folder / name).write_text(name, encoding="utf-8")
    with Apart(seconds=30) as reader:
        assert texts(reader, str(folder)) == ["a.txt", "kills-reader", "c.txt"]


def test_who_fills_a_process_is_not_blamed_on_the_next(deadly: None) -> None:
    """A document that fails only in a used process is read in a fresh one, and is no failure."""
    with Apart(seconds=30) as reader:
        found = [
            reader.report_of(one, STATED)
            for one in reader.received_bytes(lines("ZZFILL one", "ZZFILL two", "three"), "a.jsonl")
            if isinstance(one, Given)
        ]
    assert [f.text if isinstance(f, Report) else f.code for f in found] == [
        "ZZFILL one",
        "ZZFILL two",
        "three",
    ]


def test_one_process_reads_many_documents(apart: Apart) -> None:
    """Documents do not cost a process each."""
    assert len(texts(apart, "-", stdin=io.BytesIO(lines(*(f"Report {n}." for n in range(50)))))) == 50
    assert (apart._child.turn, apart._child.asked) == (0, 1 + 51 + 50)


def test_two_files_read_in_turn_keep_their_places(apart: Apart) -> None:
    """A file that is left for another one and taken up again goes on where it was."""
    one, other = (apart.received_bytes(lines(f"{n} 1", f"{n} 2"), f"{n}.jsonl") for n in ("a", "b"))
    found = [next(one), next(other), next(one), next(other)]
    told = [apart.report_of(f, STATED) for f in found if isinstance(f, Given)]
    assert [t.text for t in told if isinstance(t, Report)] == ["a 1", "b 1", "a 2", "b 2"]
    assert (list(one), list(other)) == ([], [])


def test_lists_of_feeds_are_read_apart(apart: Apart) -> None:
    """A list of feeds is read there too, and what is none is refused as here."""
    assert apart.feeds_of(OPML, "list.opml") == ("https://news.example/feed",)
    with pytest.raises(UnreadableError, match="no list of feeds") as error:
        apart.feeds_of(b"<html/>", "list.opml")
    assert (error.value.location, error.value.code) == ("list.opml", "opml")


def test_no_module_of_the_folder_is_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file beside the reports that is named like a module of Python is not run by the reader."""
    (tmp_path / "json.py").write_text("raise SystemExit('run')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with Apart(seconds=30) as reader:
        assert texts(reader, "-", stdin=io.BytesIO(b"Two died.")) == ["Two died."]


@pytest.mark.skipif(
    not Path("/proc/self/limits").exists(), reason="the system does not show a process's limits"
)
def test_the_process_has_its_caps(apart: Apart) -> None:
    """The process may take four gigabytes of addresses and no more, and ends with its reader."""
    assert texts(apart, "-", stdin=io.BytesIO(b"Two died.")) == ["Two died."]
    process = apart._child._process
    assert process is not None
    limits = Path(f"/proc/{process.pid}/limits").read_text(encoding="ascii")
    assert [row.split()[3] for row in limits.splitlines() if row.startswith("Max address space")] == [
        str(READ_MEMORY)
    ]
    apart.close()
    with pytest.raises(ProcessLookupError):
        os.kill(process.pid, 0)


def test_a_process_that_cannot_be_started_is_no_document_s_fault() -> None:
    """Where the process itself cannot start, that is said, and nothing is blamed."""
    with pytest.raises(VariorumError, match="cannot be started") as error:
        Child("variorum.nothing", seconds=5, memory=READ_MEMORY).ask("next")
    assert not isinstance(error.value, DeadError)
