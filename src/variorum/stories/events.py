"""What happened to the stories of a stream, one frozen event after another: placed, merged, split, undone."""

from dataclasses import dataclass
from enum import StrEnum

from variorum.model import Evidence
from variorum.stories.score import Likeness


class EventKind(StrEnum):
    """What an event did."""

    PLACE = "place"
    MERGE = "merge"
    SPLIT = "split"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Event:
    """Reports that went from one story to another.

    Read in order, the events tell where every report is; each can be undone by moving its reports back.
    """

    number: int
    """Its place among the events of the stream, from 0."""
    kind: EventKind
    reports: tuple[str, ...]
    origin: str | None
    """The story that they were in; ``None`` for a report that has just come."""
    story: str | None
    """The story that they are in now; ``None`` where a placing was undone."""
    at: str | None
    """The date of the report that was placed, as ISO 8601; of a repair, that of the stream then."""
    likeness: Likeness | None = None
    """Of the report and its story (or the mean of the reports moved); ``None`` where a report opened a story."""
    also: tuple[str, ...] = ()
    """Stories of which a round-up tells beside."""
    undoes: int | None = None
    """The event that was undone."""
    roundup: bool = False
    """Whether the report that was placed is a round-up, which is in a story of its own."""

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Why: each likeness as it was measured, and the log odds that they add up to."""
        if self.likeness is None:
            return ()
        return tuple(
            Evidence(name.replace("_", " "), round(value, 4), DETAILS[name])
            for name, value in zip(self.likeness._fields, self.likeness, strict=True)
        )


DETAILS = {
    "average": "mean cosine of its terms and those of each of the story's reports",
    "wording": "log likelihood ratio of its headline's words",
    "fading": "what the days between leave of both",
    "log_odds": "weighted sum",
}


def told(events: tuple[Event, ...]) -> dict[str, str]:
    """The story of each report after *events*, in the order in which the reports came."""
    where: dict[str, str] = {}
    for event in events:
        for report in event.reports:
            if event.story is None:
                where.pop(report, None)
            else:
                where[report] = event.story
    return where
