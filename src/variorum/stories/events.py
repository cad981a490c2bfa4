"""What the events of a stream say: why a report is where it is, and which stories there are."""

from collections.abc import Iterable

from variorum.model import Evidence, Story, StoryEvent
from variorum.stories.score import Likeness

DETAILS = (
    ("average", "mean cosine of its terms and those of each of the story's reports"),
    (
        "wording",
        "log likelihood ratio of its headline's words: by the story's headlines against news as such",
    ),
    ("fading", "what the days between leave of both"),
    ("log odds", "the weighted sum, which the threshold is set on"),
)
"""Name and meaning of each part of a likeness, in its order."""


def evidence_of(likeness: Likeness | None) -> tuple[Evidence, ...]:
    """Each part of a likeness as it was measured; nothing where there was nothing to compare with."""
    if likeness is None:
        return ()
    return tuple(
        Evidence(name, round(value, 4), detail)
        for (name, detail), value in zip(DETAILS, likeness, strict=True)
    )


def told(events: Iterable[StoryEvent]) -> dict[str, str]:
    """The story of each report after *events*, in the order in which the reports came."""
    where: dict[str, str] = {}
    for event in events:
        for report in event.reports:
            if event.story is None:
                where.pop(report, None)
            else:
                where[report] = event.story
    return where


def stories_of(events: Iterable[StoryEvent]) -> tuple[Story, ...]:
    """The stories after *events*, in the order of their first reports.

    A round-up that tells of a story which was merged later tells of the story that took it up.
    """
    kept = tuple(events)
    reports: dict[str, list[str]] = {}
    for report, story in told(kept).items():
        reports.setdefault(story, []).append(report)
    into = {e.origin: e.story for e in kept if e.origin is not None and e.origin not in reports}
    roundups = {e.story: e.also for e in kept if e.roundup}

    def now(story: str) -> str | None:
        seen: set[str] = set()
        at: str | None = story
        while at is not None and at not in reports and at not in seen:
            seen.add(at)
            at = into.get(at)
        return at if at in reports else None

    return tuple(
        Story(
            story,
            tuple(held),
            tuple(dict.fromkeys(s for s in map(now, roundups.get(story, ())) if s is not None)),
            story in roundups,
        )
        for story, held in reports.items()
    )
