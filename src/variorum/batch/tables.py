"""Parquet, written and read by DuckDB: the same rows give the same bytes.

One thread, rows in their order, row groups of a fixed size, one compression; DuckDB writes neither times nor names of
machines into a file, only its own version.
"""

import importlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from variorum.batch.files import whole
from variorum.errors import UsageError

Row = tuple[Any, ...]
ROWS = 2048
"""Rows of a row group; DuckDB's least."""
AT_ONCE = 256
CONFIG = {"threads": "1", "memory_limit": "1GB", "autoinstall_known_extensions": "false",
          "autoload_known_extensions": "false"}  # fmt: skip


_HALF = re.compile("[\ud800-\udfff]")


def printable(text: str) -> str:
    """*text* as a column can hold it: halves of surrogate pairs become U+FFFD, so that no offset moves."""
    return text if text.isascii() else _HALF.sub("\ufffd", text)


def engine() -> Any:
    """DuckDB.

    Raises:
        UsageError: it is not installed.
    """
    try:
        return importlib.import_module("duckdb")
    except ImportError as error:
        msg = "batch writes Parquet, which needs DuckDB. Install it with: pip install 'variorum[parquet]'"
        raise UsageError(msg) from error


def base(folder: Path | None = None) -> Any:
    """A connection whose temporary tables are its own, with one thread; what is too much for it goes to *folder*."""
    if folder is None:
        return _shared().cursor()
    return engine().connect(":memory:", config={**CONFIG, "temp_directory": str(folder)})


@cache
def _shared() -> Any:
    # Opening a data base takes longer than writing a small table.
    return engine().connect(":memory:", config=dict(CONFIG))


def write(path: Path, columns: Mapping[str, str], rows: Iterable[Row]) -> int:
    """Make a Parquet file of *rows*, which stand in it in their order; how many there are.

    Args:
        path: the file; it appears when it is whole.
        columns: names and SQL types.
        rows: tuples of as many values, strings without halves of surrogate pairs.
    """
    written, left = 0, iter(rows)
    with base() as db:
        db.execute(f"CREATE TEMP TABLE rows ({', '.join(f'{n} {t}' for n, t in columns.items())})")
        fill = f"INSERT INTO rows SELECT {', '.join(f'unnest(?::{t}[])' for t in columns.values())}"
        while some := list(islice(left, AT_ONCE)):
            db.execute(fill, [list(column) for column in zip(*some, strict=True)])
            written += len(some)
        with whole(path) as made:
            db.execute(
                f"COPY rows TO '{_quoted(made)}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROWS})"
            )
    return written


def view(db: Any, paths: Sequence[Path]) -> None:
    """Let the rows of *paths* go by the name ``rows`` in *db*, with the path of each as ``filename``."""
    names = ", ".join(f"'{_quoted(path)}'" for path in paths)
    db.execute(
        f"CREATE TEMP VIEW rows AS SELECT * FROM read_parquet([{names}], hive_partitioning=false, filename=true)"  # noqa: S608 - quoted
    )


def read(paths: Sequence[Path], query: str, values: Sequence[object] = ()) -> Iterator[Row]:
    """The rows that *query* finds in the Parquet files *paths*, which go by the name ``rows`` in it.

    Files are read in the order given, rows in theirs.
    """
    if not paths:
        return
    with base() as db:
        view(db, paths)
        db.execute(query, list(values))
        while some := db.fetchmany(AT_ONCE):
            yield from some


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
