"""Partitions on disk: named by the hash of what they were made from, whole or not there."""

import contextlib
import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from variorum.errors import UsageError

MARK = "batch.json"
"""What says that a folder was made by ``variorum batch``."""
FAILED = "failed.jsonl"
LOCK = ".lock"
UNDATED = "undated"
"""The partition of the reports without a date."""
_PARTITION = re.compile(r"[0-9a-f]{24}\.parquet")
READ, REPORTS, GROUPED, STORIES, ANNOTATIONS = (
    "work/read",
    "reports",
    "work/grouped",
    "stories",
    "annotations",
)
CLAIMS, LINEAGE, FINDINGS, DOSSIERS = "claims", "lineage", "findings", "dossiers"
COMPARED = (CLAIMS, LINEAGE, FINDINGS, DOSSIERS)
"""What comparing the reports of a story gives, a table each."""
TABLES = (READ, REPORTS, GROUPED, STORIES, ANNOTATIONS, *COMPARED)


def key_of(*parts: object) -> str:
    """The name of a partition that was made from *parts* (strings, numbers, and sequences of them)."""
    line = json.dumps(parts, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(line.encode("ascii")).hexdigest()[:24]


def digest(text: str) -> str:
    """A hash of *text* that tells contents apart: 128 bits, in hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def partition(out: Path, table: str, key: str, day: str | None = None) -> Path:
    """Where a partition stands; Hive's way of writing a column into the folder's name, which every engine reads."""
    folder = out / table
    return (folder / f"date={day}" if day is not None else folder) / f"{key}.parquet"


@contextlib.contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A temporary name to write to, which becomes *path* when all is written and on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".tmp-", dir=path.parent)
    os.close(handle)
    made = Path(name)
    try:
        yield made
        with made.open("rb") as file:
            os.fsync(file.fileno())
        made.chmod(0o666 & ~_mask())
        made.replace(path)
    finally:
        made.unlink(missing_ok=True)


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def encoded(text: str) -> bytes:
    """*text* as it stands in a file."""
    return text.encode("utf-8", "backslashreplace")


def write_text(path: Path, text: str) -> None:
    """Make *path* hold *text*; a file that does so already is not touched."""
    data = encoded(text)
    if path.is_file() and path.read_bytes() == data:
        return
    with whole(path) as made:
        made.write_bytes(data)


def ready(out: Path) -> None:
    """Make the folder, or take one that was made by a batch before.

    Raises:
        UsageError: it is a file, or holds things that no batch has made.
    """
    if out.exists() and not out.is_dir():
        msg = f"{out}: is no folder; name one for the results."
        raise UsageError(msg)
    if set(str(out)) & set("*?[]"):
        msg = f"{out}: DuckDB would take this name for a pattern; name a folder without * ? [ ]."
        raise UsageError(msg)
    out.mkdir(parents=True, exist_ok=True)
    if not (out / MARK).exists() and any(p.name != LOCK for p in out.iterdir()):
        msg = f"{out}: holds files that no batch has made; name an empty folder, or one that a batch wrote before."
        raise UsageError(msg)
    if not (out / MARK).exists():  # so that a batch which is killed can go on
        write_text(out / MARK, "{}\n")
    for table in TABLES:
        for path in (out / table).rglob(".tmp-*"):
            path.unlink(missing_ok=True)


@contextlib.contextmanager
def alone(out: Path) -> Iterator[None]:
    """Hold the folder for one batch at a time.

    Raises:
        UsageError: another one is at work there.
    """
    try:
        import fcntl  # noqa: PLC0415 - there is none on Windows
    except ImportError:
        yield
        return
    with (out / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            msg = f"{out}: another batch is at work there; wait for it, or name another folder."
            raise UsageError(msg) from error
        yield


def sweep(out: Path, kept: frozenset[Path]) -> int:
    """Remove the partitions that are not among *kept*, and nothing else; how many there were."""
    gone = 0
    for table in TABLES:
        for path in sorted((out / table).rglob("*.parquet")):
            if path not in kept and _PARTITION.fullmatch(path.name):
                path.unlink()
                gone += 1
        for folder in sorted((out / table).glob("date=*")):
            with contextlib.suppress(OSError):  # it still holds something
                folder.rmdir()
    return gone
