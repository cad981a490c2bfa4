"""The second stage: reports by the day on which they were published, each once, in the order of a stream.

Copies of one capture become one report with all its locations, and a second report with a taken id gets one of its own,
by the rules of :func:`variorum.read.load.load`, over the whole input.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from variorum.batch import tables
from variorum.batch.child import At
from variorum.batch.engine import Task
from variorum.batch.files import REPORTS, UNDATED, digest, key_of, partition
from variorum.batch.tables import Row, printable
from variorum.model import Report
from variorum.read.load import longer_id, renamed
from variorum.store import codec

MOST = 8_192
"""Reports of a block."""
CUT = 2_048
"""One report in so many ends a block, by its hash."""
COLUMNS = {
    "id": "VARCHAR", "sha256": "VARCHAR", "locations": "VARCHAR[]", "headline": "VARCHAR", "outlet": "VARCHAR",
    "byline": "VARCHAR", "dateline": "VARCHAR", "wire": "VARCHAR", "published": "VARCHAR",
    "published_from": "VARCHAR", "url": "VARCHAR", "language": "VARCHAR", "text": "VARCHAR", "digest": "VARCHAR",
    "report": "VARCHAR",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A report of a block: its id, and where it was read, by number of file and place in it, the first time first."""

    id: str
    found: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Reports of one day, in the order of the stream; ``files`` are tables of the first stage."""

    files: tuple[str, ...]
    entries: tuple[Entry, ...]


def tasks(read: Sequence[Path], out: str, version: str) -> Iterator[Task]:
    """The task of each block, by days, those without a date last."""
    held: list[tuple[Any, ...]] = []
    for row in _ordered(read):
        if held and (row[1] != held[0][1] or len(held) >= MOST or int(held[-1][0][:8], 16) % CUT == 0):
            yield _task(held, read, out, version)
            held = []
        held.append(row)
    if held:
        yield _task(held, read, out, version)


def _task(rows: Sequence[tuple[Any, ...]], read: Sequence[Path], out: str, version: str) -> Task:
    day = rows[0][1]
    used = sorted({file for row in rows for file in row[3]})
    number = {file: n for n, file in enumerate(used)}
    entries = tuple(
        Entry(own, tuple((number[f], p) for f, p in zip(files, places, strict=True)))
        for _, _, own, files, places, _ in rows
    )
    key = key_of(version, day, [[row[2], *row[5]] for row in rows])
    return Task("days", out, key, day or UNDATED, Block(tuple(str(read[f]) for f in used), entries))


def _ordered(read: Sequence[Path]) -> Iterator[tuple[Any, ...]]:
    """Capture, day, id, files, places and digests of each report, in the order of the stream."""
    if not read:
        return
    with tables.base(read[0].parent) as db:
        tables.view(db, read)
        db.execute("CREATE TABLE names AS SELECT unnest(?::VARCHAR[]) AS filename, unnest(?::BIGINT[]) AS file",
                   [[str(path) for path in read], list(range(len(read)))])  # fmt: skip
        order = "ORDER BY file, place"
        db.execute(
            f"CREATE TABLE firsts AS SELECT capture, first(published {order}) AS day, first(id {order}) AS id, "  # noqa: S608 - nothing from outside
            f"list(file {order}) AS files, list(place {order}) AS places, list(digest {order}) AS digests "
            "FROM rows JOIN names USING (filename) WHERE report IS NOT NULL GROUP BY capture"
        )
        _rename(db)
        db.execute(
            "SELECT capture, day, id, files, places, digests FROM firsts "
            "ORDER BY day NULLS LAST, CASE WHEN day IS NOT NULL THEN id END, files[1], places[1]"
        )
        while some := db.fetchmany(tables.AT_ONCE):
            yield from some


def _rename(db: Any) -> None:
    """Give each report an id of its own, in the order given."""
    db.execute(
        "SELECT f.capture, r.report FROM firsts f JOIN names n ON n.file = f.files[1] "
        "JOIN rows r ON r.filename = n.filename AND r.place = f.places[1] "
        "WHERE f.id IN (SELECT id FROM firsts GROUP BY id HAVING count(*) > 1) ORDER BY f.files[1], f.places[1]"
    )
    contested = [(capture, codec.loads(Report, line)) for capture, line in db.fetchall()]
    seen: set[str] = set()
    for capture, report in contested:
        if report.id in seen:
            own = report.sha256[:12]
            taken = db.execute("SELECT count(*) FROM firsts WHERE id = ?", [own]).fetchone()[0]
            db.execute(
                "UPDATE firsts SET id = ? WHERE capture = ?", [longer_id(report) if taken else own, capture]
            )
        seen.add(report.id)


def work(task: Task, _at: At) -> None:
    """Make the table of one block."""
    block: Block = task.payload
    wanted = [
        (block.files[file], place, number)
        for number, entry in enumerate(block.entries)
        for file, place in entry.found
    ]
    found = tables.read(
        [Path(file) for file in block.files],
        "SELECT number, report FROM rows JOIN (SELECT unnest(?::VARCHAR[]) AS filename, unnest(?::BIGINT[]) AS place, "
        "unnest(?::BIGINT[]) AS number, unnest(?::BIGINT[]) AS nth) USING (filename, place) ORDER BY nth",
        [*map(list, zip(*wanted, strict=True)), list(range(len(wanted)))],
    )
    tables.write(partition(Path(task.out), REPORTS, task.key, task.day), COLUMNS, _rows(block, found))


def _rows(block: Block, found: Iterator[Row]) -> Iterator[Row]:
    row = next(found, None)
    for number, entry in enumerate(block.entries):
        copies = []
        while row is not None and row[0] == number:
            copies.append(codec.loads(Report, row[1]))
            row = next(found, None)
        where = dict.fromkeys(place for copy in copies for place in copy.locations)
        report = replace(copies[0], locations=tuple(where))
        yield _row(renamed(report, entry.id) if report.id != entry.id else report)


def _row(r: Report) -> Row:
    shown = printable(r.text)
    line = codec.dumps(replace(r, text="") if shown == r.text else r)
    said = (r.headline, r.outlet, r.byline, r.dateline, r.wire)
    more = (r.published_from, r.url, r.language)
    return (
        r.id, r.sha256, [printable(x) for x in r.locations], *(x and printable(x) for x in said),
        r.published.isoformat() if r.published else None, *(x and printable(x) for x in more), shown,
        digest(codec.dumps(r)), line,
    )  # fmt: skip


def reports(paths: Sequence[Path], ids: Sequence[str] | None = None) -> Iterator[tuple[str, Report]]:
    """The reports of blocks with their digests, in their order; of all, or of those with *ids*."""
    query = "SELECT digest, text, report FROM rows"
    # By the last condition whole groups of rows are skipped.
    some = " WHERE id IN (SELECT unnest(?::VARCHAR[])) AND id BETWEEN ? AND ?"
    if ids is None:
        found = tables.read(paths, query)
    else:
        found = tables.read(paths, query + some, [list(ids), min(ids), max(ids)])
    for name, text, line in found:
        report = codec.loads(Report, line)
        yield name, report if report.text else replace(report, text=text)
