"""The open stories of a stream: put a report in, take one out, close what is old. Nothing is decided here."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from variorum.stories.held import Held, Member
from variorum.stories.index import Index
from variorum.stories.reading import Reading
from variorum.stories.settings import Settings
from variorum.stories.terms import Vocabulary
from variorum.text import content_id

if TYPE_CHECKING:
    from variorum.stories.vectors import Terms


class Book:
    """The open stories, their reports, and the index that finds them.

    Args:
        numbers: weights and limits.
        undoable: whether a report can be taken out again; without, a report takes half the memory.
    """

    __slots__ = (
        "_counted",
        "_names",
        "_next",
        "_order",
        "_undoable",
        "index",
        "numbers",
        "stories",
        "where",
        "words",
    )

    def __init__(self, numbers: Settings, *, undoable: bool = True) -> None:
        self.numbers = numbers
        self.words = Vocabulary(numbers.background)
        self.index = Index(asked=numbers.asked, width=numbers.postings)
        self.stories: dict[int, Held] = {}
        self.where: dict[str, int] = {}
        """The number of the open story of each report of one, by the report's id."""
        self._undoable = undoable
        self._counted: dict[str, Terms] = {}  # the terms that a report was the first of its story to use
        self._order: dict[int, None] = {}  # open stories, the one that has waited longest first
        self._names: dict[str, int] = {}
        self._next = 0

    def __len__(self) -> int:
        return len(self.stories)

    def named(self, story: str) -> Held | None:
        """The open story with this id."""
        number = self._names.get(story)
        return None if number is None else self.stories[number]

    def open(self, founder: str, story: str | None = None) -> Held:
        """A new story without a report.

        Args:
            founder: the report that opens it, from whose id its own is made.
            story: its id, if it had one before.
        """
        name, turn = story or content_id("story", founder), 1
        while story is None and name in self._names:
            turn += 1
            name = content_id("story", founder, turn)
        held = self.stories[self._next] = Held(self._next, name)
        self._names[name] = self._next
        self._order[self._next] = None
        self._next += 1
        return held

    def put(self, reading: Reading, story: Held, now: float | None = None) -> None:
        """A report, later in the stream than all others, into *story*; *now* is the time of the stream."""
        member, opened = reading.member, not story.members
        story.touched = now
        new = reading.terms if opened else self.words.others(reading.terms, story.terms)
        if self._undoable:
            self._counted[member.report] = new
        self.words.count(new, stories=int(opened))
        story.add(member)
        self.where[member.report] = story.number
        self.index.post(story, member)
        del self._order[story.number]
        self._order[story.number] = None  # last again

    def move(self, reports: Iterable[str], to: Held | None) -> None:
        """Reports of one open story into another, or out of the book; a story without reports is no more."""
        gone = frozenset(reports)
        origin = self.stories[self.where[next(iter(gone))]]
        moved = [member for member in origin.members if member.report in gone]
        self._fill(origin, [member for member in origin.members if member.report not in gone])
        if to is None:
            for member in moved:
                del self.where[member.report]
                self.words.count(
                    self._counted.pop(member.report), by=-1, stories=int(member.place == origin.founded)
                )
            return
        self._fill(to, [*to.members, *moved])
        for member in moved:
            self.where[member.report] = to.number

    def _fill(self, story: Held, members: Sequence[Member]) -> None:
        self.index.remove(story)
        if not members:
            self._forget(story)
            return
        story.refill(members)
        for member in story.members:
            self.index.post(story, member)

    def _forget(self, story: Held) -> None:
        del self.stories[story.number], self._names[story.id], self._order[story.number]

    def close_old(self, now: float | None) -> None:
        """Close the stories that got no report within the window, and the oldest of too many."""
        while self._order:
            story = self.stories[next(iter(self._order))]
            if story.touched is None:
                story.touched = now
            if len(self.stories) <= self.numbers.most_held and (
                now is None or story.touched is None or now - story.touched <= self.numbers.window_days
            ):
                return
            self.index.remove(story)
            for member in story.members:
                del self.where[member.report]
                self._counted.pop(member.report, None)
            self._forget(story)
