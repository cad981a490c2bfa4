"""``variorum stories``: what is shown of the stories that were found."""

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from variorum.errors import UsageError
from variorum.export.stories import SHORT, event_line, print_stories, report_line
from variorum.model import Report, Story, StoryEvent
from variorum.stories import stories, stories_of

if TYPE_CHECKING:
    from rich.console import Console


def events(
    reports: Sequence[Report], progress: Callable[[str, int, int], None] | None
) -> tuple[StoryEvent, ...]:
    """What happens to *reports* as one stream."""
    return stories(reports, progress=progress)


def lines(happened: Sequence[StoryEvent]) -> str:
    """Every event as a JSON line, in order."""
    return "".join(map(event_line, happened))


def printed(happened: Sequence[StoryEvent], reports: Sequence[Report], console: "Console") -> str:
    """The stories as a person reads them."""
    with console.capture() as shown:
        print_stories(stories_of(happened), {r.id: r for r in reports}, console)
    text = shown.get()
    return text if console.color_system else re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE)


def several(happened: Sequence[StoryEvent]) -> tuple[Story, ...]:
    """The stories of more than one report."""
    return tuple(s for s in stories_of(happened) if len(s.reports) > 1)


def advice(happened: Sequence[StoryEvent]) -> str:
    """How to go on: one story, side by side."""
    largest = max(several(happened), key=lambda s: len(s.reports))
    return f"one story side by side: variorum stories REPORT ... --story {largest.id[:SHORT]} | variorum collate -"


def reports_of(wanted: str, happened: Sequence[StoryEvent], reports: Sequence[Report]) -> str:
    """The reports of the story whose id begins with *wanted*, as JSON lines.

    Raises:
        UsageError: no story's id begins so, or several do.
    """
    found = [s for s in stories_of(happened) if wanted and s.id.startswith(wanted.lower())]
    if len(found) != 1:
        what = (
            "no story has an id that begins with" if not found else "several stories have ids that begin with"
        )
        msg = f"{what} {wanted!r}; variorum stories lists the ids."
        raise UsageError(msg)
    known = {r.id: r for r in reports}
    return "".join(report_line(known[name]) for name in found[0].reports)
