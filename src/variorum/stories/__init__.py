"""Stories: the reports of one event, found in a stream.

:class:`Stream` places reports one by one; :func:`stories_of` reads its events; :func:`stories` does both for reports
that are all at hand.
"""

from collections.abc import Callable, Iterable

from variorum.model import Report, StoryEvent
from variorum.stories.events import stories_of, told
from variorum.stories.stream import Stream, in_time_order

__all__ = ["Stream", "in_time_order", "stories", "stories_of", "told"]


def stories(
    reports: Iterable[Report], *, progress: Callable[[str, int, int], None] | None = None
) -> tuple[StoryEvent, ...]:
    """What happens to *reports* as one stream, from the first placing to the last repair.

    Reports with a date come in the order of their dates, whatever the order given, and before those without.
    """
    stream, ordered = Stream(), in_time_order(reports)
    for number, report in enumerate(ordered):
        if progress and number % 100 == 0:
            progress("placing", number, len(ordered))
        stream.place(report)
    stream.settle()
    if progress:
        progress("placing", len(ordered), len(ordered))
    return stream.events
