"""The first stage: captures to reports, a few hundred at a time."""

import glob
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from variorum.batch import tables
from variorum.batch.child import At
from variorum.batch.engine import Task
from variorum.batch.failures import Failure, blamed
from variorum.batch.files import READ, digest, key_of, partition
from variorum.batch.tables import Row, printable
from variorum.errors import UnreadableError, UsageError
from variorum.model import Capture, Problem
from variorum.read.captures import STDIN, Given, received
from variorum.read.load import read_capture, renamed
from variorum.store import codec

MOST = 400
"""Captures of a chunk."""
MOST_BYTES = 8 * 1024 * 1024
CUT = 128
"""One capture in so many ends a chunk, by its hash: what is put in between moves no other chunk's ends."""
COLUMNS = {"place": "BIGINT", "capture": "VARCHAR", "id": "VARCHAR", "published": "VARCHAR", "digest": "VARCHAR",
           "report": "VARCHAR", "failure": "VARCHAR"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chunk:
    """Captures in the order given, and why there is none at some places."""

    found: tuple[Given | Failure, ...]


def expanded(inputs: Sequence[str]) -> list[str]:
    """Files and folders in place of patterns, which stand for the names that they match, in their order."""
    found: list[str] = []
    for name in inputs:
        if name != STDIN and not Path(name).exists() and glob.has_magic(name):
            matches = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 - a pattern may begin at the root
            if not matches:
                msg = f"{name}: no file has such a name."
                raise UsageError(msg)
            found += matches
        else:
            found.append(name)
    return found


def chunks(locations: Sequence[str]) -> Iterator[tuple[Chunk, tuple[Problem, ...]]]:
    """All that stands at *locations*, and what is to be said beside it (notes and warnings)."""
    held: list[Given | Failure] = []
    problems: list[Problem] = []
    size = 0
    for location in locations:
        for one in received(location, stdin=sys.stdin.buffer if location == STDIN else None):
            if isinstance(one, Problem):
                problems.append(one)
                continue
            held.append(one if isinstance(one, Given) else unread(one))
            cut = len(held) >= MOST
            if isinstance(one, Given):
                size += len(one.capture.data)
                cut |= int(one.capture.sha256[:8], 16) % CUT == 0 or size >= MOST_BYTES
            if cut:
                yield Chunk(tuple(held)), tuple(problems)
                held, problems, size = [], [], 0
    if held or problems:
        yield Chunk(tuple(held)), tuple(problems)


def task(chunk: Chunk, out: str, version: str) -> Task:
    """The task of one chunk."""
    return Task("reading", out, key_of(version, [_told(one) for one in chunk.found]), None, chunk)


def _told(one: Given | Failure) -> list[str]:
    if isinstance(one, Failure):
        return [codec.dumps(one)]
    return [one.capture.location, capture_of(one.capture), one.beside]


def capture_of(capture: Capture) -> str:
    """What makes two captures the same: their bytes, their kind, and what is stated beside them."""
    return digest(codec.dumps((capture.sha256, capture.media, capture.stated)))


def work(task: Task, at: At) -> None:
    """Make the table of one chunk: a row a report, or why there is none."""
    chunk: Chunk = task.payload
    lost = {blame.item: blame for blame in task.without}

    def rows() -> Iterator[Row]:
        for place, one in enumerate(chunk.found):
            at(place)
            yield (
                place,
                *(_row(one) if place not in lost else _lost(one, blamed("read", _where(one), lost[place]))),
            )
        at(None)

    tables.write(partition(Path(task.out), READ, task.key), COLUMNS, rows())


def _where(one: Given | Failure) -> str:
    return one.capture.location if isinstance(one, Given) else one.where


def _row(one: Given | Failure) -> Row:
    if isinstance(one, Failure):
        return _lost(one, one)
    try:
        report = read_capture(one)
    except UnreadableError as error:
        return _lost(one, unread(error))
    if printable(report.id) != report.id:
        report = renamed(report, printable(report.id))
    line = codec.dumps(report)
    day = report.published.isoformat() if report.published else None
    return capture_of(one.capture), report.id, day, digest(line), line, None


def _lost(one: Given | Failure, failure: Failure) -> Row:
    name = capture_of(one.capture) if isinstance(one, Given) else None
    return name, None, None, None, None, codec.dumps(failure)


def unread(error: UnreadableError) -> Failure:
    """A capture that holds no report."""
    return Failure("read", error.location, None, error.code, error.reason, error.advice)
