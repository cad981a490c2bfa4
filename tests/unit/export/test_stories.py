"""Stories as they are printed, and their events as JSON lines."""

import io
import json

from rich.console import Console

from variorum.export.stories import event_line, print_stories, report_line
from variorum.model import Evidence, Report, Story, StoryEvent, StoryEventKind


def report(name: str, headline: str | None) -> Report:
    """A report without a date or an outlet."""
    text = "It rained over Merrow all day, and nobody in the town could say when the rain would stop."
    return Report(name, name, (f"{name}.txt",), text, (), headline=headline)


def shown(*stories: Story) -> list[str]:
    """The lines that are printed of stories whose reports have the headline *Rain*, but for ``bare``."""
    names = [name for story in stories for name in story.reports]
    reports = {name: report(name, None if name == "bare" else "Rain") for name in names}
    out = io.StringIO()
    print_stories(stories, reports, Console(file=out, width=100))
    return out.getvalue().splitlines()


def test_the_largest_story_stands_first() -> None:
    """Stories come by size; what stands alone and round-ups follow under headings of their own."""
    lines = shown(
        Story("0" * 12, ("a", "b")), Story("1" * 12, ("c", "d", "e")), Story("2" * 12, ("bare",)),
        Story("3" * 12, ("r",), ("1" * 12,), roundup=True),
    )  # fmt: skip
    assert lines[0] == "2 stories of several reports in 7 reports; 1 report alone; 1 round-up"
    assert [line for line in lines if "· story" in line] == [
        "   3 reports · story 1111111", "   2 reports · story 0000000",
    ]  # fmt: skip
    assert lines[lines.index("Alone") + 1] == (
        "   no date It rained over Merrow all day, and nobody in the town could … (bare.txt)"
    )
    assert lines[lines.index("Round-ups, in no story") + 2] == "     also of 1111111"


def test_an_event_that_is_no_placing_has_its_name() -> None:
    """A merge tells which reports went from where to where, and why; an undoing which event it undid."""
    why = (Evidence("average", 0.5, "mean cosine"),)
    merge = StoryEvent(3, StoryEventKind.MERGE, ("a", "b"), "one", "two", "2026-03-10", why)
    assert json.loads(event_line(merge)) == {
        "event": "merge", "story": "two", "from": "one", "reports": ["a", "b"], "at": "2026-03-10", "number": 3,
        "evidence": [{"feature": "average", "score": 0.5, "detail": "mean cosine"}],
    }  # fmt: skip
    undo = StoryEvent(4, StoryEventKind.UNDO, ("a", "b"), "two", "one", None, undoes=3)
    assert json.loads(event_line(undo))["undoes"] == 3


def test_a_report_goes_on_with_what_is_known_of_it() -> None:
    """A report's line has its text and what is known beside it, and no key for what is not."""
    assert set(json.loads(report_line(report("bare", None)))) == {"id", "text"}
