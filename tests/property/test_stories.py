"""Stories of any stream: undone to nothing, closed under repetition, blind to the order of dated reports."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from variorum.model import Report, StoryEventKind
from variorum.stories import Stream, stories, stories_of, told

WORDS = (
    "ferry",
    "fire",
    "strike",
    "quake",
    "Ellery",
    "Caldmouth",
    "Sarrano",
    "dockers",
    "union",
    "vote",
    "bridge",
)
TEXTS = st.lists(st.sampled_from(WORDS), min_size=2, max_size=7).map(" ".join)
DAYS = st.one_of(st.none(), st.integers(0, 20))
ROWS = st.lists(st.tuples(TEXTS, DAYS), max_size=25)


def reports(rows: list[tuple[str, int | None]]) -> list[Report]:
    """Reports of a headline each, some days after one another or without a date."""
    return [
        Report(f"r{k}", f"r{k}", (), text, (), headline=text,
               published=None if day is None else date(2026, 1, 1) + timedelta(day))
        for k, (text, day) in enumerate(rows)
    ]  # fmt: skip


def streamed(rows: list[tuple[str, int | None]]) -> Stream:
    """A settled stream of the reports, in the order given."""
    stream = Stream()
    for report in reports(rows):
        stream.place(report)
    stream.settle()
    return stream


@given(ROWS)
def test_every_report_is_in_one_story(rows: list[tuple[str, int | None]]) -> None:
    """Each report stands in exactly one story, and no story is empty."""
    found = stories_of(streamed(rows).events)
    held = [name for story in found for name in story.reports]
    assert sorted(held) == sorted(f"r{k}" for k in range(len(rows)))
    assert all(story.reports for story in found)
    assert len({story.id for story in found}) == len(found)


@given(ROWS)
def test_adding_every_report_again_changes_nothing(rows: list[tuple[str, int | None]]) -> None:
    """A second round of the same reports leaves no event behind."""
    stream = streamed(rows)
    before = stream.events
    for report in reports(rows):
        stream.place(report)
    assert stream.events == before


@given(st.lists(st.tuples(TEXTS, st.integers(0, 20)), max_size=20).flatmap(
    lambda rows: st.tuples(st.just(rows), st.permutations(range(len(rows))))))  # fmt: skip
def test_the_order_given_does_not_matter(case: tuple[list[tuple[str, int]], list[int]]) -> None:
    """For dated reports every order gives the same events."""
    rows, order = case
    given_ = reports(list(rows))
    assert stories(given_) == stories([given_[k] for k in order])


@given(ROWS)
def test_every_event_can_be_undone(rows: list[tuple[str, int | None]]) -> None:
    """Undone from the last to the first, each event leaves every report where it was before it."""
    stream = Stream()
    for report in reports([(text, 0) for text, _ in rows]):  # on one day, so that no story is closed
        stream.place(report)
    stream.settle()
    done = stream.events
    assert all(event.kind is not StoryEventKind.UNDO for event in done)
    for event in reversed(done):
        stream.undo(event.number)
        assert told(stream.events) == told(done[: event.number])
    assert stream.held == 0


@given(ROWS)
def test_the_events_of_the_past_do_not_change(rows: list[tuple[str, int | None]]) -> None:
    """What was told after some reports stands at the beginning of what is told after all: placed online."""
    stream, all_reports = Stream(), reports(rows)
    told_then = []
    for report in all_reports:
        stream.place(report)
        told_then.append(stream.events)
    assert all(stream.events[: len(then)] == then for then in told_then)
