"""The fifth stage: what each report of a story of several tells, by itself: layers, attributions, claims.

A report that is in no such story is not annotated: nothing would be compared with it, and this stage is the dear one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from variorum.batch import tables
from variorum.batch.child import At
from variorum.batch.engine import Task
from variorum.batch.failures import blamed
from variorum.batch.files import ANNOTATIONS, key_of, partition
from variorum.batch.parts import Member, Part, Parts
from variorum.batch.tables import Row, printable
from variorum.build import Read, read_alone, references
from variorum.export.jsonl import dumped, report_json
from variorum.model import Report, Witness
from variorum.settings import Settings
from variorum.store import codec

COLUMNS = {"story": "VARCHAR", "part": "BIGINT", "id": "VARCHAR", "annotation": "VARCHAR", "told": "VARCHAR",
           "failure": "VARCHAR"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chunk:
    """Parts, and how they are read."""

    parts: Parts
    settings: Settings


def task(parts: Parts, out: str, settings: Settings, version: str) -> Task:
    """The task of one chunk."""
    day = parts.parts[0].day
    key = key_of(version, settings.canonical(), day, parts.names())
    return Task("annotating", out, key, day, Chunk(parts, settings))


def work(task: Task, at: At) -> None:
    """Make the table of one chunk: a row a report."""
    chunk: Chunk = task.payload
    _read(Report("", "", (), "Ready.", ()), chunk.settings)  # loading is nobody's fault
    reports = chunk.parts.reports()
    lost = {blame.item: blame for blame in task.without}

    def rows() -> Iterator[Row]:
        for number, (part, member) in enumerate(chunk.parts.members()):
            report = reports[member.id]
            at(number)
            if number in lost:
                failure = blamed("annotate", report.locations[0], lost[number], report.id)
                yield part.story, part.number, report.id, None, None, codec.dumps(failure)
            else:
                yield _row(part, member, report, chunk.settings)
        at(None)

    tables.write(partition(Path(task.out), ANNOTATIONS, task.key, task.day), COLUMNS, rows())


def _row(part: Part, member: Member, report: Report, settings: Settings) -> Row:
    told = _read(report, settings)
    line = printable(dumped(report_json(Witness("A", report, told.layers), told.attributions)))
    bare = replace(told, layers=replace(told.layers, parse=replace(told.layers.parse, text="")))
    return part.story, part.number, member.id, line, codec.dumps(bare), None


def _read(report: Report, settings: Settings) -> Read:
    # A story of the batch has reports with dates alone, or without: none borrows a date of another.
    return read_alone(report, references([report])[report.id], settings=settings)


def told_in(line: str, report: Report) -> Read:
    """What a report tells, from its row."""
    told = codec.loads(Read, line)
    return replace(told, layers=replace(told.layers, parse=replace(told.layers.parse, text=report.text)))
