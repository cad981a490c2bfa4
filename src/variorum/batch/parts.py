"""What is collated: the reports of a story side by side, a large story in parts of consecutive reports."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from variorum.batch import tables
from variorum.batch.days import reports
from variorum.batch.files import UNDATED, digest
from variorum.model import Report

CUT = 8
"""One part in so many ends a chunk, by its hash: a story that grows moves no other chunk's ends."""
MOST_REPORTS = 64
"""Reports after which a chunk ends anyway."""


@dataclass(frozen=True, slots=True)
class Member:
    """A report of a part."""

    day: str
    id: str
    digest: str


@dataclass(frozen=True, slots=True)
class Part:
    """Reports of one story that are set side by side."""

    story: str
    number: int
    """Its place among the parts of the story, from 0."""
    members: tuple[Member, ...]

    @property
    def day(self) -> str:
        """The partition that it belongs to: the day of its first report."""
        return self.members[0].day


@dataclass(frozen=True, slots=True)
class Parts:
    """Parts of one day, and the blocks in which the reports of each of their days stand."""

    parts: tuple[Part, ...]
    blocks: tuple[tuple[str, tuple[str, ...]], ...]

    def members(self) -> Iterator[tuple[Part, Member]]:
        """Every report with its part, in order."""
        for part in self.parts:
            for member in part.members:
                yield part, member

    def names(self) -> list[list[object]]:
        """What the key of a partition is made from: the parts with all that their reports hold."""
        return [[p.story, p.number, *([m.id, m.digest] for m in p.members)] for p in self.parts]

    def reports(self) -> dict[str, Report]:
        """The reports of all parts, by id."""
        wanted: dict[str, list[str]] = {}
        for _, member in self.members():
            wanted.setdefault(member.day, []).append(member.id)
        blocks = dict(self.blocks)
        return {
            report.id: report
            for day, ids in wanted.items()
            for _, report in reports([Path(path) for path in blocks[day]], ids)
        }


def chunks(stories: Sequence[Path], blocks: Mapping[str, Sequence[Path]], most: int) -> Iterator[Parts]:
    """The parts of every story of several reports, in chunks of one day, by day and story.

    Args:
        stories: the tables of the fourth stage, by days.
        blocks: the tables of the second stage, by day.
        most: reports of a part.
    """
    held: list[Part] = []
    for part in sorted(_parts(stories, most), key=_order):
        full = sum(len(p.members) for p in held) + len(part.members) > MOST_REPORTS
        if held and (part.day != held[0].day or full or _ends(held[-1])):
            yield _chunk(held, blocks)
            held = []
        held.append(part)
    if held:
        yield _chunk(held, blocks)


def _order(part: Part) -> tuple[bool, str, str, int]:
    return part.day == UNDATED, part.day, part.story, part.number


def _ends(part: Part) -> bool:
    return int(digest(f"{part.story} {part.number}")[:8], 16) % CUT == 0


def _chunk(parts: Sequence[Part], blocks: Mapping[str, Sequence[Path]]) -> Parts:
    days = sorted({member.day for part in parts for member in part.members})
    return Parts(tuple(parts), tuple((day, tuple(map(str, blocks[day]))) for day in days))


def _parts(stories: Sequence[Path], most: int) -> Iterator[Part]:
    order = "ORDER BY published NULLS LAST, place"
    query = (
        f"SELECT story, list(published {order}), list(id {order}), list(digest {order}) FROM rows "  # noqa: S608 - nothing from outside
        "WHERE NOT roundup GROUP BY story HAVING count(*) > 1"
    )
    for story, days, ids, digests in tables.read(stories, query):
        members = [Member(d or UNDATED, i, x) for d, i, x in zip(days, ids, digests, strict=True)]
        starts = list(range(0, len(members), most))
        if len(starts) > 1 and len(members) - starts[-1] == 1:
            del starts[-1]  # nothing would stand beside the last one
        for number, start in enumerate(starts):
            end = starts[number + 1] if number + 1 < len(starts) else len(members)
            yield Part(story, number, tuple(members[start:end]))
