"""Parquet, within limits."""

import sys
from datetime import date
from pathlib import Path

import duckdb
import pytest

from variorum.read.load import Loaded, load


def read(folder: Path, select: str, name: str = "a.parquet") -> Loaded:
    """What a Parquet file of a query's rows gives."""
    path = folder / name
    with duckdb.connect() as base:
        base.execute(f"COPY ({select}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)")
    return load([str(path)])


ROW = "'The ferry number ' || i || ' struck the pier on Tuesday, the port authority said.' AS text"


def test_rows_are_reports(tmp_path: Path) -> None:
    """Each row is a report with what its other columns state, whatever their types and the case of their names."""
    loaded = read(
        tmp_path,
        f"SELECT {ROW}, i AS ID, DATE '2026-03-10' AS published, 'Gazette' AS outlet FROM range(200) t(i)",
    )
    assert [report.id for report in loaded.reports] == [str(n) for n in range(200)]
    assert loaded.reports[7].text == "The ferry number 7 struck the pier on Tuesday, the port authority said."
    assert (loaded.reports[0].published, loaded.reports[0].published_from) == (date(2026, 3, 10), "parquet")
    assert loaded.reports[0].outlet == "Gazette"


def test_a_name_with_signs_of_a_pattern(tmp_path: Path) -> None:
    """A file whose name holds an asterisk or brackets is that file and no pattern."""
    assert len(read(tmp_path, f"SELECT {ROW} FROM range(2) t(i)", "a[1]*.parquet").reports) == 2


def test_empty_rows_and_missing_columns_are_named(tmp_path: Path) -> None:
    """A row without a text is named by its number; a file without such a column by what it has."""
    loaded = read(
        tmp_path,
        f"SELECT CASE WHEN i = 1 THEN NULL ELSE text END AS text FROM (SELECT i, {ROW} FROM range(3) t(i))",
    )
    assert len(loaded.reports) == 2
    assert loaded.problems[0].where.endswith("a.parquet:2")
    (problem,) = read(tmp_path, "SELECT 1 AS x, 2 AS y").problems
    assert "it has x, y" in problem.message


def test_two_kilobytes_that_unpack_to_gigabytes(tmp_path: Path) -> None:
    """Cells of fifty million letters, of which a file of a few kilobytes has forty, are never made."""
    loaded = read(tmp_path, "SELECT repeat('a', 50000000) AS text FROM range(40)")
    assert (tmp_path / "a.parquet").stat().st_size < 100_000
    assert loaded.reports == ()
    assert {p.code for p in loaded.problems} <= {"bad-line", "packed-bomb"}


def test_millions_of_rows_in_little_space(tmp_path: Path) -> None:
    """A small file of very many rows is read up to the limit, and an error says so."""
    loaded = read(
        tmp_path, "SELECT repeat('The ferry struck the pier on Tuesday. ', 300) AS text FROM range(50000)"
    )
    assert (tmp_path / "a.parquet").stat().st_size < 100_000
    assert len(loaded.reports) == 1
    assert loaded.problems[-1].code == "packed-bomb"


@pytest.mark.parametrize("data", [b"PAR1", b"PAR1" + b"\0" * 500, b"no parquet at all"])
def test_what_is_no_parquet_is_said(tmp_path: Path, data: bytes) -> None:
    """A damaged file, or one that only has the ending, is an error that names it."""
    path = tmp_path / "a.parquet"
    path.write_bytes(data)
    (problem,) = load([str(path)]).problems
    assert problem.code in {"damaged-packed", "not-parquet"}
    assert "/tmp" not in problem.message.replace(str(tmp_path), "")


def test_without_duckdb_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extra is not installed the error says how to install it."""
    (tmp_path / "a.parquet").write_bytes(b"PAR1 whatever")
    monkeypatch.setitem(sys.modules, "duckdb", None)
    (problem,) = load([str(tmp_path / "a.parquet")]).problems
    assert problem.code == "needs-extra"
    assert "pip install 'variorum[parquet]'" in problem.message
