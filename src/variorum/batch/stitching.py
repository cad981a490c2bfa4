"""The fourth stage: one id for a story that goes on from day to day.

The window of a day holds reports of days before it, which have their stories already. A story of the day that holds any
of these goes on with the story that most of them are in; one that holds none is new. What was said of an earlier day is
never changed.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from variorum.batch import tables
from variorum.batch.files import STORIES, UNDATED, key_of, partition
from variorum.batch.tables import Row
from variorum.text import content_id

COLUMNS = {"place": "BIGINT", "id": "VARCHAR", "published": "VARCHAR", "digest": "VARCHAR", "story": "VARCHAR",
           "roundup": "BOOLEAN", "also": "VARCHAR[]"}  # fmt: skip

Known = Mapping[tuple[str, str], str]
"""The story of each report of the days before, by day and id."""


def stitch(
    out: Path, grouped: Path, day: str, known: Known, version: str
) -> tuple[Path, dict[str, str], bool]:
    """Write the stories of *day*, unless they are there.

    Args:
        out: the folder of the batch.
        grouped: what the third stage made of the day.
        day: the partition.
        known: the stories of the reports of the days before.
        version: the version of this stage.

    Returns:
        The file, the story of each report of the day, and whether the file had to be made.
    """
    rows = [row for row in tables.read([grouped], QUERY) if row[4] is not None]
    before = {(r[1], r[2]): known[r[1], r[2]] for r in rows if (r[1], r[2]) in known}
    names = _names(rows, day, before)
    path = partition(
        out, STORIES, key_of(version, day, grouped.stem, sorted([*k, v] for k, v in before.items())), day
    )
    missing = not path.is_file()
    if missing:
        tables.write(path, COLUMNS, _told(rows, day, names))
    return path, {row[2]: names[row[4]] for row in rows if row[1] == day}, missing


QUERY = "SELECT place, day, id, digest, story, roundup, also FROM rows"


def _names(rows: list[Row], day: str, before: Known) -> dict[str, str]:
    """The lasting id of each story of the window."""
    held: dict[str, Counter[str]] = {}
    first: dict[str, str] = {}
    for row in rows:
        at, story = (row[1], row[2]), row[4]
        votes = held.setdefault(story, Counter())
        if at in before:
            votes[before[at]] += 1
        elif row[1] == day:
            first.setdefault(story, row[2])
    return {
        story: votes.most_common(1)[0][0] if votes else content_id("story", first.get(story, story))
        for story, votes in held.items()
    }


def _told(rows: list[Row], day: str, names: Mapping[str, str]) -> Iterator[Row]:
    for place, on, name, digest, story, roundup, also in rows:
        if on == day:
            told = dict.fromkeys(names[s] for s in also)
            yield place, name, None if day == UNDATED else day, digest, names[story], roundup, list(told)
