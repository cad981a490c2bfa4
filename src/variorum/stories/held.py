"""What the stream holds of its stories: their reports' terms, added up."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from variorum.stories.settings import Settings
from variorum.stories.vectors import NO_TERMS, NO_WEIGHTS, Sums, Terms, Weights, added

MOST_TERMS = 600
"""Terms from which a story's sum is cut back to its stronger half."""


@dataclass(frozen=True, slots=True, eq=False)
class Member:
    """A report as the stream holds it while its story is open."""

    report: str
    terms: Terms
    """Its strongest terms, strongest first."""
    weights: Weights
    """What each of them weighs; the squares add up to 1. Never changed."""
    title: tuple[int, ...]
    """The different terms of its headline."""
    place: int
    """Its place in the stream, from 0."""
    at: float | None
    """Its date in days, on any scale; ``None`` where nothing says it."""


class Held:
    """A story while its window is open: its reports, in the order of their places, and the sums of their terms."""

    __slots__ = (
        "_titles", "first", "founded", "id", "last", "members", "number", "sums", "terms", "titled", "touched",
    )  # fmt: skip

    def __init__(self, number: int, story: str) -> None:
        self.number = number
        self.id = story
        self.founded = -1
        """The place in the stream of the report that opened it."""
        self.touched: float | None = None
        """The time of the stream when its last report came; ``None`` before the first date."""
        self.clear()

    def clear(self) -> None:
        """Hold no report."""
        self.members: list[Member] = []
        self.terms: Terms = NO_TERMS
        """The terms of its reports: of one as the report has them, of several in the order of their numbers."""
        self.sums: Sums = NO_WEIGHTS
        """The weights of its reports, added up."""
        self._titles: dict[int, int] | None = None  # of several reports
        self.titled = 0
        """Terms of all its headlines."""
        self.first = math.inf
        self.last = -math.inf

    def add(self, member: Member) -> None:
        """Take one more report, later in the stream than those before."""
        if self.founded < 0:
            self.founded = member.place
        if not self.members:
            self.terms, self.sums = member.terms, member.weights
        else:
            self._title(member)
            self.terms, self.sums = added((self.terms, member.terms), (self.sums, member.weights), MOST_TERMS)
        self._note(member)

    def _title(self, member: Member) -> None:
        if self._titles is None:
            self._titles = dict.fromkeys(self.members[0].title, 1)
        for term in member.title:
            self._titles[term] = self._titles.get(term, 0) + 1

    def _note(self, member: Member) -> None:
        self.titled += len(member.title)
        if member.at is not None:
            self.first = min(self.first, member.at)
            self.last = max(self.last, member.at)
        self.members.append(member)

    def means(self, terms: Terms) -> Weights:
        """What each of *terms* weighs in its reports, on average; for a story of several."""
        at = self.terms.searchsorted(terms)
        at[at == len(self.terms)] = 0
        return np.where(self.terms[at] == terms, self.sums[at] // len(self.members), 0).astype(np.uint16)

    def headlines(self, title: tuple[int, ...]) -> list[int]:
        """How many of its headlines hold each of these terms."""
        if self._titles is not None:
            said = self._titles.get
            return [said(term, 0) for term in title]
        own = self.members[0].title if self.members else ()
        return [int(term in own) for term in title]

    def refill(self, members: Iterable[Member]) -> None:
        """Hold exactly these reports."""
        self.clear()
        first, *others = sorted(members, key=_place)
        self.add(first)
        if others:
            for member in others:
                self._title(member)
                self._note(member)
            every = self.members
            self.terms, self.sums = added([m.terms for m in every], [m.weights for m in every], MOST_TERMS)

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
