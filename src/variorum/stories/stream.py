"""Stories found in a stream: each report is placed when it comes, and repaired when its story has grown.

Single-pass clustering as in topic detection and tracking (Allan, Papka and Lavrenko, 1998), with the log odds of
:mod:`variorum.stories.score` in place of a threshold on one cosine, and local repairs in place of a second pass.
The stream is the one thing in this room that keeps state; what it says is a sequence of frozen events.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from variorum.errors import UsageError
from variorum.model import Report, StoryEvent, StoryEventKind
from variorum.stories.book import Book
from variorum.stories.choose import best
from variorum.stories.events import evidence_of
from variorum.stories.held import Held
from variorum.stories.reading import parts, read
from variorum.stories.repair import merge_for, pair, split_for
from variorum.stories.roundups import is_roundup, passages
from variorum.stories.score import Likeness
from variorum.stories.settings import Settings, settings
from variorum.text import content_id

AGAIN = (30, 300)
"""Reports after which a new story is compared with the others again."""


class Stream:
    """The stories of the reports that came so far.

    Args:
        numbers: weights and limits; the committed ones by default.
        reasons: whether events say why and a placing can be undone; without, a long stream takes half the memory.
    """

    __slots__ = ("_apart", "_book", "_clock", "_day", "_due", "_events", "_place", "_reasons", "_roundups", "_seen",
                 "_undone", "_whole")  # fmt: skip

    def __init__(self, numbers: Settings | None = None, *, reasons: bool = True) -> None:
        self._reasons = reasons
        self._book = Book(numbers or settings(), undoable=reasons)
        self._events: list[StoryEvent] = []
        self._place = 0
        self._clock: float | None = None
        self._day: str | None = None
        self._due: dict[int, list[int]] = {}
        self._seen: set[str] = set()
        self._roundups: dict[str, str] = {}
        self._undone: set[int] = set()
        self._apart: frozenset[tuple[str, str]] = frozenset()
        self._whole: set[str] = set()

    @property
    def events(self) -> tuple[StoryEvent, ...]:
        """What happened so far."""
        return tuple(self._events)

    def since(self, number: int) -> Sequence[StoryEvent]:
        """The events from *number* on."""
        return self._events[number:]

    @property
    def held(self) -> int:
        """How many stories are open."""
        return len(self._book)

    def place(self, report: Report, at: float | None = None) -> None:
        """Put *report* into its story, and repair what it touches; a report that came before changes nothing.

        Args:
            report: the next report of the stream.
            at: its time in days on any scale; by default its publication date.
        """
        if report.id in self._seen:
            return
        self._seen.add(report.id)
        if at is None and report.published is not None:
            at = float(report.published.toordinal())
        if at is not None and (self._clock is None or at > self._clock):
            self._clock = at
            self._book.close_old(at)
        elif len(self._book) > self._book.numbers.most_held:
            self._book.close_old(self._clock)
        day = report.published.isoformat() if report.published else None
        self._day = day or self._day
        book = self._book
        reading = read(report, self._place, at, book.words, book.numbers)
        found = best(reading.member, book)
        if is_roundup(report.headline or ""):
            told_of = self._told_of(report, at)
            if len(told_of) > 1 or (found is None and not told_of):
                self._place += 1
                own = content_id("story", report.id)
                self._roundups[report.id] = own
                self._tell(StoryEventKind.PLACE, (report.id,), None, own, also=told_of, at=day, roundup=True)
                return
        story = book.open(report.id) if found is None else found[0]
        book.put(reading, story, self._clock)
        self._tell(StoryEventKind.PLACE, (report.id,), None, story.id, found[1] if found else None, at=day)
        self._place += 1
        self._follow_up(story, new=found is None)

    def _told_of(self, report: Report, at: float | None) -> tuple[str, ...]:
        """The open stories that the paragraphs of *report* belong to, each taken alone."""
        book = self._book
        stories: dict[str, None] = {}
        for passage in passages(parts(report)[1]):
            part = replace(report, text=passage, headline=None, headline_span=None)
            found = best(read(part, self._place, at, book.words, book.numbers).member, book)
            if found is not None:
                stories[found[0].id] = None
        return tuple(stories)

    def _follow_up(self, story: Held, *, new: bool) -> None:
        """Repair *story* when its size has doubled, and each new story again a while after it came."""
        if new:
            for later in AGAIN:
                self._due.setdefault(self._place + later, []).append(story.number)
        size = len(story.members)
        if size > 1 and size & (size - 1) == 0:
            self._repair(story)
        for number in self._due.pop(self._place, ()):
            waiting = self._book.stories.get(number)
            if waiting is not None:
                self._repair(waiting)

    def settle(self) -> None:
        """Repair every open story; for the end of a stream."""
        for number in tuple(self._book.stories):
            story = self._book.stories.get(number)
            if story is not None:
                self._repair(story)

    def _repair(self, story: Held) -> None:
        split = None if story.id in self._whole else split_for(story, self._book)
        if split is not None:
            new = self._book.open(split.reports[0])
            self._book.move(split.reports, new)
            self._tell(StoryEventKind.SPLIT, split.reports, story.id, new.id, split.likeness, at=self._day)
            self._merge(new)
        if story.members and self._book.stories.get(story.number) is story:
            self._merge(story)

    def _merge(self, story: Held) -> None:
        merge = merge_for(story, self._book, self._apart)
        while merge is not None:
            reports, origin = tuple(m.report for m in merge.story.members), merge.story.id
            self._book.move(reports, merge.into)
            self._tell(StoryEventKind.MERGE, reports, origin, merge.into.id, merge.likeness, at=self._day)
            merge = merge_for(merge.into, self._book, self._apart)

    def undo(self, number: int) -> None:
        """Move the reports of event *number* back to where they were; what was undone is not done again.

        Raises:
            UsageError: there is no such event, it was undone before, or its reports were moved since.
        """
        event = self._undoable(number)
        book, first = self._book, event.reports[0]
        if event.origin is None and not self._reasons:
            msg = f"event {number} cannot be undone: the stream was made without reasons"
            raise UsageError(msg)
        if event.origin is None:
            if first in self._roundups:
                del self._roundups[first]
            else:
                book.move(event.reports, None)
            self._seen.discard(first)
        else:
            back = book.named(event.origin) or book.open(first, event.origin)
            book.move(event.reports, back)
            if event.kind is StoryEventKind.SPLIT:
                self._whole.add(event.origin)
            elif event.story is not None:
                self._apart |= {pair(event.origin, event.story)}
        self._undone.add(number)
        self._tell(StoryEventKind.UNDO, event.reports, event.story, event.origin, undoes=number, at=self._day)

    def _undoable(self, number: int) -> StoryEvent:
        if not 0 <= number < len(self._events) or self._events[number].story is None:
            msg = f"there is no event {number} to undo"
            raise UsageError(msg)
        event = self._events[number]
        if number in self._undone:
            msg = f"event {number} was undone before"
            raise UsageError(msg)
        for report in event.reports:
            if self.story_of(report) != event.story:
                msg = (
                    f"event {number} cannot be undone: {report} was moved since, or its story is closed; "
                    "undo later events first"
                )
                raise UsageError(msg)
        return event

    def story_of(self, report: str) -> str | None:
        """The id of the open story (or the round-up's own) that holds a report."""
        number = self._book.where.get(report)
        return self._roundups.get(report) if number is None else self._book.stories[number].id

    def _tell(
        self, kind: StoryEventKind, reports: tuple[str, ...], origin: str | None, story: str | None,
        why: Likeness | None = None, *, at: str | None, also: tuple[str, ...] = (), undoes: int | None = None,
        roundup: bool = False,
    ) -> None:  # fmt: skip
        self._events.append(
            StoryEvent(
                len(self._events),
                kind,
                reports,
                origin,
                story,
                at,
                evidence_of(why if self._reasons else None),
                also,
                undoes,
                roundup,
            )
        )


def in_time_order(reports: Iterable[Report]) -> tuple[Report, ...]:
    """The reports as a stream brings them: by date, and by id on one date; those without a date last, as given."""
    given = tuple(reports)
    dated = sorted((r for r in given if r.published), key=lambda r: (r.published, r.id))
    return (*dated, *(r for r in given if r.published is None))
