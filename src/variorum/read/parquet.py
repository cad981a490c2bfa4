"""Parquet: one report a row, with the columns of a JSONL line, read by DuckDB within a limit on memory."""

import importlib
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from variorum.errors import UnreadableError
from variorum.model import Capture
from variorum.read.jsonl import FIELDS, capture_of
from variorum.read.limits import LARGEST, UNPACKED_LEAST, UNPACKED_RATIO
from variorum.read.packed import too_much

MEMORY = "1GB"
"""What DuckDB may take: the pages of one row group, whatever they unpack to."""
ROWS = 64
"""Rows that are taken at once."""
TEXTS = ("text", "html")


def captures_of(path: Path, location: str, *, as_is: bool) -> Iterator[Capture | UnreadableError]:
    """One capture a row that has a text, or why that row holds no report.

    A cell longer than a report can be is never taken into memory, and a file whose rows come to far more than its size
    is read up to that point.

    Args:
        path: the file.
        location: its name; a capture's location adds the number of the row.
        as_is: passed on to the captures.

    Raises:
        UnreadableError: DuckDB is not installed, or the file is no Parquet file with a ``text`` or ``html`` column.
    """
    engine = _engine(location)
    size = path.stat().st_size
    with tempfile.TemporaryDirectory() as folder:
        plain = _plain_name(path, Path(folder))
        try:
            yield from _rows(engine, plain, size, location, as_is=as_is)
        except engine.Error as error:
            first = str(error).partition("\n")[0].replace(str(plain), location)
            code = "packed-bomb" if isinstance(error, engine.OutOfMemoryException) else "damaged-packed"
            advice = "Check where it comes from, or write it again with smaller row groups"
            reason = f"it cannot be read as Parquet any further ({first})"
            yield UnreadableError(location, reason, advice, code=code)


def _plain_name(path: Path, folder: Path) -> Path:
    """The path of the file under a name that holds no sign which DuckDB takes for a pattern."""
    if not set(str(path.resolve())) & set("*?[]"):
        return path.resolve()
    alias = folder / "reports.parquet"
    alias.symlink_to(path.resolve())
    return alias


def _engine(location: str) -> Any:
    try:
        return importlib.import_module("duckdb")
    except ImportError as error:
        raise UnreadableError(
            location,
            "it is a Parquet file, and reading those needs DuckDB, which is not installed",
            "Install it with: pip install 'variorum[parquet]', or give JSONL",
            code="needs-extra",
        ) from error


def _rows(
    engine: Any, path: Path, size: int, location: str, *, as_is: bool
) -> Iterator[Capture | UnreadableError]:
    config = {"memory_limit": MEMORY, "threads": "1", "autoinstall_known_extensions": "false",
              "autoload_known_extensions": "false", "max_temp_directory_size": "0B"}  # fmt: skip
    with engine.connect(":memory:", config=config) as base:
        base.execute("SELECT * FROM read_parquet(?) LIMIT 0", [str(path)])
        columns = {name.lower(): name for name, *_ in base.description}
        wanted = [name for name in (*TEXTS, *FIELDS) if name in columns]
        if not set(wanted) & set(TEXTS):
            reason = f'it has no column "text" or "html" (it has {", ".join(columns) or "none"})'
            raise UnreadableError(location, reason, "Name the column so", code="bad-line")
        cells = ", ".join(_cell(columns[name], name) for name in wanted)
        base.execute(f"SELECT {cells} FROM read_parquet(?)", [str(path)])  # noqa: S608 - names are quoted, the path is a parameter
        number = taken = 0
        while rows := base.fetchmany(ROWS):
            for row in rows:
                number += 1
                values = {name: value for name, value in zip(wanted, row, strict=True) if value is not None}
                taken += 64 + sum(len(str(value)) for value in values.values())
                if taken > max(UNPACKED_LEAST, UNPACKED_RATIO * size):
                    yield too_much(location, size)
                    return
                yield _row(values, f"{location}:{number}", as_is=as_is)


def _cell(column: str, name: str) -> str:
    # A cell as a string, or NULL where it is too long: it is never made then, though a dictionary may hold it.
    quoted = '"' + column.replace('"', '""') + '"'
    most = LARGEST if name in TEXTS else 10_000
    return f"CASE WHEN strlen(CAST({quoted} AS VARCHAR)) <= {most} THEN CAST({quoted} AS VARCHAR) END"


def _row(values: dict[str, Any], where: str, *, as_is: bool) -> Capture | UnreadableError:
    if not any(name in values for name in TEXTS):
        reason = "the row has no text, or one too long for a report"
        return UnreadableError(where, reason, "Give one report a row", code="bad-line")
    try:
        return capture_of(values, where, as_is=as_is)
    except UnreadableError as error:
        return error
