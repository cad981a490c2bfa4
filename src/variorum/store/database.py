"""The one SQLite file of a workspace: opened, migrated, and its errors put in our words.

SQLite comes with ``apsw``: the one in Debian 12's Python (3.40) has a bug in resetting its write-ahead log that was
fixed in 3.51.3.
"""

import contextlib
import os
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from variorum.errors import VariorumError
from variorum.store.errors import (
    DamagedError,
    NoWorkspaceError,
    StoreError,
    WorkspaceBusyError,
    WorkspaceFullError,
    WorkspaceReadOnlyError,
)

if TYPE_CHECKING:
    from apsw import Connection

NAME = "variorum.sqlite3"
APPLICATION = 0x5661726F
"""``Varo``: what SQLite's header says of whose file it is."""
PATIENCE_MS = 5000
"""How long a writer waits for another one."""
OLDEST_SQLITE = 3051003
"""The first release without the bug in resetting the write-ahead log."""
MIGRATIONS = "migrations"

Value: TypeAlias = str | int | float | bytes | None
Row: TypeAlias = tuple[Any, ...]


def engine() -> Any:
    """The ``apsw`` module.

    Raises:
        VariorumError: it is not installed, or its SQLite is too old.
    """
    try:
        import apsw  # noqa: PLC0415 - 7 MB that no other command needs
    except ImportError as error:
        msg = "a workspace needs the package apsw; install it with: pip install 'variorum[desk]'"
        raise VariorumError(msg) from error
    if apsw.SQLITE_VERSION_NUMBER < OLDEST_SQLITE:
        msg = f"apsw brings SQLite {apsw.sqlite_lib_version()}, which can lose data; install a newer apsw."
        raise VariorumError(msg)
    return apsw


class Database:
    """A connection; every statement of the room passes through it."""

    def __init__(self, folder: Path, *, create: bool = False, patience_ms: int = PATIENCE_MS) -> None:
        self.path = folder / NAME
        self.read_only = False
        self._apsw = engine()
        if not create and not self.path.exists():
            msg = f"{folder} holds no workspace. Make one with: variorum init {folder}"
            raise NoWorkspaceError(msg)
        with self._told():
            self._connection = self._connected(create=create)
            self._connection.set_busy_timeout(patience_ms)
            self._prepare()
            self._migrate()

    def _connected(self, *, create: bool) -> "Connection":
        apsw = self._apsw
        writable = os.access(self.path.parent, os.W_OK) and (create or os.access(self.path, os.W_OK))
        if not writable:
            self.read_only = True
            log = self.path.with_name(f"{NAME}-wal")
            if log.exists() and log.stat().st_size:
                msg = (
                    f"{self.path.parent}: may not be written, and its last changes are not yet in the database "
                    "itself. Open it once where it may be written."
                )
                raise WorkspaceReadOnlyError(msg)
            address = f"{self.path.resolve().as_uri()}?immutable=1"
            connection = apsw.Connection(address, flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI)
            return cast("Connection", connection)
        flags = apsw.SQLITE_OPEN_READWRITE | (apsw.SQLITE_OPEN_CREATE if create else 0)
        return cast("Connection", apsw.Connection(str(self.path), flags=flags))

    def _prepare(self) -> None:
        run = self._connection.execute
        run("PRAGMA trusted_schema = OFF")
        run("PRAGMA cell_size_check = ON")
        run("PRAGMA foreign_keys = ON")
        run("PRAGMA temp_store = MEMORY")  # nothing of a report in files outside the folder
        if self.read_only:
            return
        run("PRAGMA journal_mode = WAL")
        run("PRAGMA synchronous = FULL")
        run("PRAGMA secure_delete = ON")

    def _migrate(self) -> None:
        have = int(self.one("PRAGMA user_version")[0])
        owner = int(self.one("PRAGMA application_id")[0])
        empty = not self.one("SELECT count(*) FROM sqlite_master")[0]
        if owner != APPLICATION and not empty:
            msg = f"{self.path} is an SQLite file, but not of a workspace."
            raise NoWorkspaceError(msg)
        known = migrations()
        if have > len(known):
            msg = (
                f"{self.path.parent} was written by a newer variorum (form {have}; this one knows {len(known)}). "
                "Install that version or a later one."
            )
            raise StoreError(msg)
        for number, script in known[have:]:
            with self.transaction():
                if int(self.one("PRAGMA user_version")[0]) >= number:
                    continue  # another process was faster
                self._connection.execute(script)
                self._connection.execute(f"PRAGMA application_id = {APPLICATION}")
                self._connection.execute(f"PRAGMA user_version = {number}")

    def close(self) -> None:
        """Close the connection; what was committed stays."""
        self._connection.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All that happens inside is kept, and on the disk, or none of it is.

        Raises:
            WorkspaceReadOnlyError: the workspace may not be written.
        """
        if self.read_only:
            msg = f"{self.path.parent}: the workspace may not be written (permission denied)."
            raise WorkspaceReadOnlyError(msg)
        with self._told():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read inside is of one moment."""
        with self._told():
            if self._connection.in_transaction:
                yield
                return
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    def run(self, statement: str, values: Sequence[Value] = ()) -> None:
        """Run a statement that returns nothing."""
        with self._told():
            self._connection.execute(statement, _bound(values))

    def many(self, statement: str, rows: Sequence[Sequence[Value]]) -> None:
        """Run a statement once for each row of values."""
        with self._told():
            self._connection.executemany(statement, [_bound(row) for row in rows])

    def rows(self, statement: str, values: Sequence[Value] = ()) -> list[Row]:
        """All rows that a query gives."""
        with self._told():
            return list(self._connection.execute(statement, _bound(values)))

    def each(self, statement: str, values: Sequence[Value] = ()) -> Iterator[Row]:
        """The rows that a query gives, one by one."""
        with self._told():
            yield from self._connection.execute(statement, _bound(values))

    def first(self, statement: str, values: Sequence[Value] = ()) -> Row | None:
        """The first row that a query gives, if there is one."""
        with self._told():
            return next(iter(self._connection.execute(statement, _bound(values))), None)

    def one(self, statement: str, values: Sequence[Value] = ()) -> Row:
        """The row of a query that always gives one."""
        found = self.first(statement, values)
        if found is None:
            msg = f"{self.path}: a row is missing."
            raise DamagedError(msg)
        return found

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Errors of SQLite in our words, the original chained."""
        apsw = self._apsw
        try:
            yield
        except (apsw.BusyError, apsw.LockedError) as error:
            msg = (
                f"{self.path.parent}: another process is writing to the workspace. Try again when it is done."
            )
            raise WorkspaceBusyError(msg) from error
        except apsw.FullError as error:
            msg = f"{self.path.parent}: the disk is full. Make room and repeat; what was done before is kept."
            raise WorkspaceFullError(msg) from error
        except (apsw.ReadOnlyError, apsw.PermissionsError) as error:
            msg = f"{self.path.parent}: the workspace may not be written ({error})."
            raise WorkspaceReadOnlyError(msg) from error
        except (apsw.CorruptError, apsw.NotADBError) as error:
            msg = f"{self.path}: the database is damaged ({error}). Restore the folder from a copy."
            raise DamagedError(msg) from error
        except (apsw.IOError, apsw.CantOpenError, apsw.NoMemError) as error:
            msg = f"{self.path}: the database cannot be read or written ({error})."
            raise StoreError(msg) from error


def _bound(values: Sequence[Value]) -> Sequence[Value]:
    """Values that SQLite can hold; for halves of surrogate pairs (names of files, broken JSON) their numbers stand."""
    if all(not isinstance(v, str) or v.isascii() for v in values):
        return values
    return [whole(v) if isinstance(v, str) else v for v in values]


def whole(text: str) -> str:
    """*text*, with the number of each half of a surrogate pair in its place."""
    return text.encode("utf-8", "backslashreplace").decode()


def migrations() -> list[tuple[int, str]]:
    """The numbered scripts that bring a workspace from nothing to its present form, in order."""
    folder = files("variorum.store") / MIGRATIONS
    named = sorted(p.name for p in folder.iterdir() if p.name.endswith(".sql"))
    return [(int(name.split("_")[0]), (folder / name).read_text(encoding="utf-8")) for name in named]


def find_workspace(start: Path) -> Path:
    """The folder, *start* or the nearest above it, that holds a workspace.

    Raises:
        NoWorkspaceError: none does.
    """
    for folder in (start, *start.resolve().parents):
        if (folder / NAME).exists():
            return folder
    msg = f"there is no workspace in {start} or above it. Make one with: variorum init FOLDER"
    raise NoWorkspaceError(msg)
