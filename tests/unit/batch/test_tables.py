"""Nouns as lines and back, Parquet with the same bytes, and a folder that is not anybody's."""

from datetime import date
from pathlib import Path

import pytest

from variorum.annotate.parse import empty_parse
from variorum.batch import files, tables
from variorum.batch.files import key_of, partition, ready, sweep, whole
from variorum.build import Read, read_alone
from variorum.errors import UsageError
from variorum.model import Layers, Problem, Reference, Report, Severity
from variorum.settings import Attributing, Settings
from variorum.store import codec
from variorum.text import Edit, Span

REPORT = Report(
    "r1", "0" * 64, ("a.txt", "b.jsonl:3"), "Fire at Vadrel kills 3\n\nThree people died on Tuesday, police said. \ud800 é",
    (Edit(0, 2, 0, 4),), headline="Fire at Vadrel kills 3", headline_span=Span(0, 22), outlet="Vale Courier",
    published=date(2026, 1, 6), published_from="jsonl", language="en", boilerplate=(Span(1, 2),),
    problems=(Problem("no-outlet", Severity.NOTE, "…", "r1", Span(3, 5)), Problem("x", Severity.WARNING, "y", "r1")),
)  # fmt: skip


def test_a_report_comes_back_from_its_line() -> None:
    """A report with spans, edits, dates, problems and half a character is read back equal, and its line is ASCII."""
    line = codec.dumps(REPORT)
    assert line.isascii()
    assert codec.loads(Report, line) == REPORT
    assert codec.dumps(codec.loads(Report, line)) == line


def test_what_a_report_tells_comes_back_from_its_line() -> None:
    """Layers, attributions and claims of a text with times, places, numbers and speech are read back equal."""
    text = (
        "Three people died on Tuesday at 4 p.m. when a hotel burned in Vienna, Austria, police chief Ada Vadrel said. "
        "“We saw flames,” she said on 6 January 2026. Between 20 and 30 guests, aged 18 to 40, lost $3.5 million."
    )
    report, settings = Report("r", "0", (), text, ()), Settings(attributor=Attributing.RULES)
    told = read_alone(report, Reference(date(2026, 1, 7), "published", "…"), settings=settings)
    assert told.claims
    assert told.attributions
    assert all((told.layers.timexes, told.layers.quantities, told.layers.places, told.layers.entities))
    again = codec.loads(Read, codec.dumps(told))
    assert again == told
    assert type(again.layers.timexes[0].grain) is type(told.layers.timexes[0].grain)


def test_layers_of_an_unread_report_come_back() -> None:
    """Empty layers, with a reference to no date, are read back equal."""
    layers = Layers("r", empty_parse("Bonjour."), Reference(None, "none", "…"), (), (), (), (), (), ())
    assert codec.loads(Layers, codec.dumps(layers)) == layers


def test_equal_rows_give_equal_bytes(tmp_path: Path) -> None:
    """The same rows, written twice, give the same file; rows come back in their order, with NUL and absent values."""
    columns = {"id": "VARCHAR", "n": "BIGINT", "many": "VARCHAR[]", "x": "DOUBLE"}
    rows = [(f"{(n * 7919) % 5003:05}\0é", n, ["a"] * (n % 3), None if n % 2 else n / 3) for n in range(5000)]
    paths = [tmp_path / "a" / "one.parquet", tmp_path / "b" / "two.parquet"]
    assert [tables.write(path, columns, iter(rows)) for path in paths] == [5000, 5000]
    assert paths[0].read_bytes() == paths[1].read_bytes()
    assert list(tables.read(paths[:1], "SELECT id, n, many, x FROM rows")) == rows
    assert sorted(p.name for p in tmp_path.rglob("*") if p.is_file()) == ["one.parquet", "two.parquet"]


def test_a_file_has_no_rows_or_is_not_there(tmp_path: Path) -> None:
    """A table without rows is a file; no files have no rows."""
    path = tmp_path / "none.parquet"
    assert tables.write(path, {"id": "VARCHAR"}, ()) == 0
    assert list(tables.read([path], "SELECT id FROM rows")) == []
    assert list(tables.read([], "SELECT id FROM rows")) == []


def test_halves_of_characters_keep_their_place() -> None:
    """Half a surrogate pair becomes one other character, so that no offset moves."""
    assert tables.printable("a\ud800b\udfffé") == "a\ufffdb\ufffdé"


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    """What fails while it is written leaves neither the file nor a temporary one."""
    path = tmp_path / "t" / "x.parquet"

    def broken() -> None:
        with whole(path) as made:
            made.write_text("half", encoding="utf-8")
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="space"):
        broken()
    assert list(path.parent.iterdir()) == []


def test_keys_tell_inputs_apart() -> None:
    """Another input, or the same ones joined otherwise, has another key; the same has the same."""
    assert key_of("v", ["a", "b"]) == key_of("v", ["a", "b"])
    assert (
        len({key_of("v", ["a", "b"]), key_of("v", ["ab"]), key_of("v", ["a"], "b"), key_of("v", ["b", "a"])})
        == 4
    )


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    """A folder that no batch made is not written to; a file or a pattern is no folder."""
    (tmp_path / "mine.txt").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match="no batch has made"):
        ready(tmp_path)
    with pytest.raises(UsageError, match="no folder"):
        ready(tmp_path / "mine.txt")
    with pytest.raises(UsageError, match="pattern"):
        ready(tmp_path / "out[1]")


def test_only_old_partitions_are_swept(tmp_path: Path) -> None:
    """A partition that no longer counts goes, with its empty folder; what a person put beside it stays."""
    out = tmp_path / "out"
    ready(out)
    old, kept = (partition(out, files.REPORTS, key_of(n), f"2026-01-0{n}") for n in (1, 2))
    mine = old.parent.parent / "date=2026-01-03" / "notes.parquet"
    for path in (old, kept, mine):
        path.parent.mkdir(parents=True)
        path.write_text("x", encoding="utf-8")
    assert sweep(out, frozenset({kept})) == 1
    assert (old.parent.exists(), kept.exists(), mine.exists()) == (False, True, True)


def test_one_batch_at_a_time(tmp_path: Path) -> None:
    """A second batch in one folder is refused while the first is at work."""
    with files.alone(tmp_path), pytest.raises(UsageError, match="another batch"), files.alone(tmp_path):
        pass
