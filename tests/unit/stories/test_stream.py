"""Placing, merging, splitting and undoing, on invented reports."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from variorum.errors import UsageError
from variorum.model import Report, StoryEventKind
from variorum.stories import Stream, in_time_order, stories, stories_of, told
from variorum.stories.settings import settings

DAY = date(2026, 3, 10)
FERRY = (
    (
        "Two dead as ferry burns off Port Ellery",
        "A passenger ferry, the Sandry Maid, caught fire off Port Ellery.",
    ),
    (
        "Sandry Maid ferry fire kills two",
        "Two people died when fire broke out on the ferry Sandry Maid off Port Ellery.",
    ),
    (
        "Ferry Sandry Maid: crew praised",
        "The crew of the Sandry Maid put out the fire on the ferry off Port Ellery.",
    ),
)
STRIKE = (
    ("Dockers of Caldmouth walk out", "Dockers in Caldmouth stopped work over pay; the union Harbour Hands called a strike."),
    ("Caldmouth strike: union and port to talk", "The union Harbour Hands will meet the port of Caldmouth over the strike for pay."),
)  # fmt: skip


def report(name: str, headline: str, text: str = "", days: int | None = 0) -> Report:
    """A report published some days after the first day of the tests, or without a date."""
    published = None if days is None else DAY + timedelta(days)
    return Report(name, name, (f"{name}.txt",), text or headline, (), headline=headline, published=published)


def ferry(days: int | None = 0) -> tuple[Report, ...]:
    """Three reports of the fire."""
    return tuple(report(f"f{k}", *row, days=days) for k, row in enumerate(FERRY))


def strike(days: int | None = 0) -> tuple[Report, ...]:
    """Two reports of the strike."""
    return tuple(report(f"s{k}", *row, days=days) for k, row in enumerate(STRIKE))


def groups(stream: Stream) -> set[frozenset[str]]:
    """The stories as sets of reports."""
    return {frozenset(s.reports) for s in stories_of(stream.events)}


def placed(*reports: Report) -> Stream:
    """A stream that the reports went through."""
    stream = Stream()
    for one in reports:
        stream.place(one)
    return stream


def test_reports_of_two_events_are_two_stories() -> None:
    """Reports that tell of one event share a story, reports of another event another one."""
    stream = placed(*ferry(), *strike())
    assert groups(stream) == {frozenset({"f0", "f1", "f2"}), frozenset({"s0", "s1"})}


def test_time_parts_stories() -> None:
    """The same words two weeks later are another story."""
    first, second = ferry()[:2]
    later = report("late", *FERRY[1], days=14)
    assert groups(placed(first, later)) == {frozenset({"f0"}), frozenset({"late"})}
    assert groups(placed(first, second)) == {frozenset({"f0", "f1"})}


def test_reports_without_a_date_are_placed_too() -> None:
    """Undated reports find their stories, and a dated report after them does not close these."""
    stream = placed(*ferry(None)[:2], report("x", "Rain over Merrow"), ferry(None)[2])
    assert frozenset({"f0", "f1", "f2"}) in groups(stream)


def test_a_placing_says_why() -> None:
    """A report that joins a story carries the likenesses it was judged by; one that opens a story has none."""
    first, second = placed(*ferry()[:2]).events
    assert first.evidence == ()
    assert [e.feature for e in second.evidence] == ["average", "wording", "fading", "log odds"]
    assert second.evidence[0].score is not None
    assert 0 < second.evidence[0].score <= 1


def test_a_report_that_comes_twice_changes_nothing() -> None:
    """Placing a report again adds no event."""
    stream = placed(*ferry())
    before = stream.events
    stream.place(ferry()[1])
    assert stream.events == before


def test_undoing_a_placing_takes_the_report_out() -> None:
    """After a placing is undone its report is in no story, and it can come again."""
    stream = placed(*ferry())
    stream.undo(2)
    assert told(stream.events) == {"f0": stream.events[0].story, "f1": stream.events[0].story}
    stream.place(ferry()[2])
    assert groups(stream) == {frozenset({"f0", "f1", "f2"})}


def test_an_undone_merge_is_not_made_again() -> None:
    """A merge that was undone leaves two stories with their old ids, and repairs keep them apart."""
    stream = placed(*ferry()[:1], *strike())
    book = stream._book
    whole = {s.id: s for s in book.stories.values()}
    ids = dict(told(stream.events))
    stream._book.move(("f0",), whole[ids["s0"]])
    stream._tell(StoryEventKind.MERGE, ("f0",), ids["f0"], ids["s0"], at=None)
    stream.undo(stream.events[-1].number)
    assert told(stream.events) == ids
    assert stream._apart
    stream.settle()
    assert told(stream.events) == ids


def test_settling_splits_what_does_not_belong_together() -> None:
    """A story in which two events were put by force comes apart into the two."""
    stream = placed(*ferry(), *strike())
    ids = told(stream.events)
    target = stream._book.named(ids["f0"])
    stream._book.move(("s0", "s1"), target)
    stream._tell(StoryEventKind.MERGE, ("s0", "s1"), ids["s0"], ids["f0"], at=None)
    stream.settle()
    assert groups(stream) == {frozenset({"f0", "f1", "f2"}), frozenset({"s0", "s1"})}
    assert stream.events[-1].kind is StoryEventKind.SPLIT
    stream.undo(stream.events[-1].number)
    assert groups(stream) == {frozenset({"f0", "f1", "f2", "s0", "s1"})}
    stream.settle()
    assert groups(stream) == {frozenset({"f0", "f1", "f2", "s0", "s1"})}, "what was undone is not done again"


def test_what_cannot_be_undone_is_refused() -> None:
    """An event that does not exist, was undone before, or whose reports moved on is not undone."""
    stream = placed(*ferry())
    stream.undo(2)
    for number, says in ((99, "no event"), (2, "undone before"), (3, "no event")):
        with pytest.raises(UsageError, match=says):
            stream.undo(number)


def test_a_roundup_is_in_no_story_and_names_several() -> None:
    """A round-up of two events has a story of its own and names both; one of a single event joins that event."""
    text = f"{FERRY[1][1]}\n\n{STRIKE[1][1]}"
    stream = placed(*ferry(), *strike(), report("r", "Morning briefing: the day ahead", text))
    last = stream.events[-1]
    ids = told(stream.events)
    assert last.roundup
    assert set(last.also) == {ids["f0"], ids["s0"]}
    assert list(ids.values()).count(ids["r"]) == 1
    one = placed(*ferry(), report("r", "Sandry Maid ferry fire round-up", FERRY[1][1]))
    assert groups(one) == {frozenset({"f0", "f1", "f2", "r"})}


def test_the_order_of_dated_reports_does_not_matter() -> None:
    """Dated reports are taken in the order of their dates, so that the order given changes no story and no id."""
    given = (*ferry(0), *strike(1), report("x", "Rain over Merrow", days=2))
    assert stories(given) == stories(given[::-1])
    assert [r.id for r in in_time_order((report("u", "No date", days=None), *given))][-1] == "u"


def test_stories_are_closed_after_their_window() -> None:
    """A story is no longer held when the window has passed, but its reports are still told."""
    stream = placed(*ferry(), report("late", "Rain over Merrow", days=30))
    assert stream.held == 1
    assert set(told(stream.events)) == {"f0", "f1", "f2", "late"}


def test_no_more_stories_are_held_than_allowed() -> None:
    """Beyond the number of the settings the story that waited longest is closed, on one day and without a date."""
    few = replace(settings(), most_held=3)
    for days in (0, None):
        stream = Stream(few)
        for k in range(9):
            stream.place(report(f"n{k}", f"{'abcdefghi'[k] * 5} {'abcdefghi'[k] * 7}", days=days))
        assert stream.held <= 4
        assert len(told(stream.events)) == 9


def test_a_stream_without_reasons_places_alike() -> None:
    """Without reasons the stories are the same, and a placing is refused when it is to be undone."""
    lean = Stream(reasons=False)
    for one in (*ferry(), *strike()):
        lean.place(one)
    assert told(lean.events) == told(placed(*ferry(), *strike()).events)
    with pytest.raises(UsageError, match="without reasons"):
        lean.undo(0)


def test_a_report_of_no_words_is_placed() -> None:
    """A report whose text holds no term opens a story of its own, beside others of that kind."""
    stream = placed(report("a", "the of"), report("b", "..."), *ferry(), report("c", "the of"))
    stream.settle()
    assert set(told(stream.events)) == {"a", "b", "c", "f0", "f1", "f2"}
