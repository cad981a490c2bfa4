"""What the stream holds of its stories: their reports' terms, added up."""

import math
from dataclasses import dataclass

from variorum.stories.settings import Settings

MOST_TERMS = 600
"""Terms from which a story's sum is cut back to its stronger half."""


@dataclass(frozen=True, slots=True)
class Member:
    """A report as the stream holds it while its story is open."""

    report: str
    vector: dict[int, float]
    """Its strongest terms, strongest first; the squares of the weights add up to 1. Never changed."""
    title: tuple[int, ...]
    """The different terms of its headline."""
    terms: tuple[int, ...]
    """All its different terms."""
    place: int
    """Its place in the stream, from 0."""
    at: float | None
    """Its date in days, on any scale; ``None`` where nothing says it."""


class Held:
    """A story while its window is open: always what adding its members in the order of their places gives."""

    __slots__ = (
        "first", "founded", "id", "last", "members", "number", "posted", "sums", "titled", "titles", "touched",
    )  # fmt: skip

    def __init__(self, number: int, story: str) -> None:
        self.number = number
        self.id = story
        self.founded = -1
        """The place in the stream of the report that opened it."""
        self.touched: float | None = None
        """The time of the stream when its last report came; ``None`` before the first date."""
        self.posted: dict[int, None] = {}
        self.clear()

    def clear(self) -> None:
        """Hold no report."""
        self.members: list[Member] = []
        self.sums: dict[int, float] = {}
        self.titles: dict[int, int] = {}
        self.titled = 0
        self.first = math.inf
        self.last = -math.inf

    def add(self, member: Member) -> None:
        """Take one more report, later in the stream than those before."""
        if self.founded < 0:
            self.founded = member.place
        if not self.members:
            self.sums = member.vector  # shared until a second one comes
        else:
            if len(self.members) == 1:
                self.sums = dict(self.sums)
            sums = self.sums
            for term, weight in member.vector.items():
                sums[term] = sums.get(term, 0.0) + weight
            if len(sums) > MOST_TERMS:
                strongest = sorted(sums.items(), key=lambda item: -item[1])[: MOST_TERMS // 2]
                self.sums = sums = dict(strongest)
        titles = self.titles
        for term in member.title:
            titles[term] = titles.get(term, 0) + 1
        self.titled += len(member.title)
        if member.at is not None:
            self.first = min(self.first, member.at)
            self.last = max(self.last, member.at)
        self.members.append(member)

    def refill(self, members: list[Member]) -> None:
        """Hold exactly these reports."""
        self.clear()
        for member in sorted(members, key=_place):
            self.add(member)

    def apart(self, member: Member, numbers: Settings) -> float:
        """Days between *member* and the first or last report of the story, 0 between the two.

        Where a date is missing, places in the stream stand for time, and never for much of it.
        """
        if member.at is not None and self.last >= self.first:
            return max(0.0, member.at - self.last, self.first - member.at)
        places = max(0, member.place - self.members[-1].place, self.members[0].place - member.place)
        return min(places / numbers.undated_a_day, numbers.undated_days)


def _place(member: Member) -> int:
    return member.place
