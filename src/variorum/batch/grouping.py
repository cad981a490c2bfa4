"""The third stage: the stories of a day, found in the stream of that day and of the days before it that overlap."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from variorum.batch import tables
from variorum.batch.child import At
from variorum.batch.days import reports
from variorum.batch.engine import Task
from variorum.batch.failures import blamed
from variorum.batch.files import GROUPED, UNDATED, key_of, partition
from variorum.batch.tables import Row
from variorum.model import Report
from variorum.store import codec
from variorum.stories import Stream, stories_of
from variorum.stories.settings import settings

MOST_HELD = 200_000
"""Stories held open at most, at some 11 KB each with their reports: so any day fits the process that it is given."""
COLUMNS = {"place": "BIGINT", "day": "VARCHAR", "id": "VARCHAR", "digest": "VARCHAR", "story": "VARCHAR",
           "roundup": "BOOLEAN", "also": "VARCHAR[]", "failure": "VARCHAR"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Window:
    """The blocks of each day, the day itself last."""

    days: tuple[tuple[str, tuple[str, ...]], ...]


def tasks(blocks: Mapping[str, Sequence[Path]], overlap: int, out: str, version: str) -> Iterator[Task]:
    """The task of each day, with the *overlap* days before it; the reports without a date are a day of their own."""
    for day in blocks:
        wanted = [day]
        if day != UNDATED:
            own = date.fromisoformat(day).toordinal()
            before = (date.fromordinal(own - n).isoformat() for n in range(min(overlap, own - 1), 0, -1))
            wanted = [*(d for d in before if d in blocks), day]
        window = Window(tuple((d, tuple(map(str, blocks[d]))) for d in wanted))
        keys = [f"{d} {path.stem}" for d in wanted for path in blocks[d]]
        yield Task("grouping", out, key_of(version, day, keys), day, window)


def work(task: Task, at: At) -> None:
    """Make the table of one day: the reports of each story that one of the day belongs to, with their days."""
    tables.write(partition(Path(task.out), GROUPED, task.key, task.day), COLUMNS, tuple(_rows(task, at)))


def _rows(task: Task, at: At) -> Iterator[Row]:
    window: Window = task.payload
    lost = {blame.item: blame for blame in task.without}
    stream = Stream(replace(settings(), most_held=MOST_HELD), reasons=False)
    came: dict[str, tuple[int, str, str]] = {}
    for place, (day, name, report) in enumerate(_stream(window)):
        at(place)
        if place not in lost:
            stream.place(report)
            came[report.id] = place, day, name
        elif day == task.day:
            failure = codec.dumps(blamed("stories", report.locations[0], lost[place], report.id))
            yield place, day, report.id, name, None, False, [], failure
    at(None)
    stream.settle()
    found = stories_of(stream.events)
    told = {s.id for s in found if any(came[r][1] == task.day for r in s.reports)}
    told |= {also for s in found if s.id in told for also in s.also}
    rows = [
        (*came[r][:2], r, came[r][2], s.id, s.roundup, list(s.also), None)
        for s in found
        if s.id in told
        for r in s.reports
    ]
    yield from sorted(rows, key=lambda row: row[0])


def _stream(window: Window) -> Iterator[tuple[str, str, Report]]:
    for day, paths in window.days:
        for name, report in reports([Path(path) for path in paths]):
            yield day, name, report
