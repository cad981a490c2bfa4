"""The open stories of a stream: put a report in, take one out, close what is old. Nothing is decided here."""

from collections.abc import Iterable, Sequence

from variorum.stories.held import Held, Member
from variorum.stories.index import Index
from variorum.stories.settings import Settings
from variorum.stories.terms import Vocabulary
from variorum.text import content_id


class Book:
    """The open stories, their reports, and the index that finds them."""

    __slots__ = (
        "_counted",
        "_names",
        "_next",
        "_order",
        "index",
        "members",
        "numbers",
        "stories",
        "where",
        "words",
    )

    def __init__(self, numbers: Settings) -> None:
        self.numbers = numbers
        self.words = Vocabulary(numbers.background)
        self.index = Index(asked=numbers.asked, width=numbers.postings)
        self.stories: dict[int, Held] = {}
        self.members: dict[str, Member] = {}
        """The reports of open stories, by id."""
        self.where: dict[str, int] = {}
        """The number of the open story of each of them."""
        self._counted: dict[
            str, tuple[int, ...]
        ] = {}  # the terms that a report was the first of its story to use
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

    def put(self, member: Member, story: Held, now: float | None = None) -> None:
        """*member*, later in the stream than all others, into *story*; *now* is the time of the stream."""
        story.touched = now
        known = story.sums
        new = tuple(term for term in member.terms if term not in known)
        self._counted[member.report] = new
        self.words.count(new, stories=int(not known))
        story.add(member)
        self.members[member.report] = member
        self.where[member.report] = story.number
        self.index.post(story, member.vector)
        del self._order[story.number]
        self._order[story.number] = None  # last again

    def move(self, reports: Iterable[str], to: Held | None) -> None:
        """Reports of one open story into another, or out of the book; a story without reports is no more."""
        moved = [self.members[report] for report in reports]
        origin = self.stories[self.where[moved[0].report]]
        gone = {member.report for member in moved}
        self._fill(origin, [m for m in origin.members if m.report not in gone])
        if to is None:
            for member in moved:
                del self.members[member.report], self.where[member.report]
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
        story.refill(list(members))
        for member in story.members:
            self.index.post(story, member.vector)

    def _forget(self, story: Held) -> None:
        del self.stories[story.number], self._names[story.id], self._order[story.number]

    def close_old(self, now: float) -> None:
        """Close the stories that got no report within the window, and the oldest of too many."""
        while self._order:
            story = self.stories[next(iter(self._order))]
            if story.touched is None:
                story.touched = now
            if (
                now - story.touched <= self.numbers.window_days
                and len(self.stories) <= self.numbers.most_held
            ):
                return
            self.index.remove(story)
            for member in story.members:
                del self.members[member.report], self.where[member.report], self._counted[member.report]
            self._forget(story)
