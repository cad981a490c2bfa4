"""Stories, and what happened to them in a stream of reports."""

from dataclasses import dataclass
from enum import StrEnum

from variorum.model.findings import Evidence


class StoryEventKind(StrEnum):
    """What an event did."""

    PLACE = "place"
    MERGE = "merge"
    SPLIT = "split"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class StoryEvent:
    """Reports that went from one story to another.

    Read in order, the events tell where every report is; each is undone by moving its reports back.
    """

    number: int
    """Its place among the events of the stream, from 0."""
    kind: StoryEventKind
    reports: tuple[str, ...]
    origin: str | None
    """The story that they were in; ``None`` for a report that has just come."""
    story: str | None
    """The story that they are in now; ``None`` where a placing was undone."""
    at: str | None
    """The date of the report that was placed, as ISO 8601; of the other events, the latest date in the stream."""
    evidence: tuple[Evidence, ...] = ()
    """Why; nothing for a report that opened a story, or where a person undid."""
    also: tuple[str, ...] = ()
    """Stories of which a round-up tells beside."""
    undoes: int | None = None
    """The event that was undone."""
    roundup: bool = False
    """Whether the report that was placed is a round-up, which is in a story of its own."""


@dataclass(frozen=True, slots=True)
class Story:
    """The reports taken to tell of one event, in the order in which the stream brought them."""

    id: str
    reports: tuple[str, ...]
    also: tuple[str, ...] = ()
    """For a round-up: the stories of which it tells."""
    roundup: bool = False
