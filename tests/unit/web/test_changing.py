"""Whole stories put together and parted, and what is forgotten, by forms alone."""

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.testclient import TestClient

    from variorum.web.desk import Desk

OPENING = "The ferry Amsel burned off Port Ellery, officials said, and many saw it from the pier.\n\n"


@pytest.fixture
def two(browser: "TestClient", desk: "Desk", settled: "Callable[[], None]") -> "TestClient":
    """A browser at a desk of two stories, Ferry of two reports and Pier of one."""
    for who, toll, story in (("a", 2, "Ferry"), ("b", 3, "Ferry"), ("c", 4, "Pier")):
        text = f"{OPENING}Told by {who}.\n\ntoll: {toll}"
        browser.post("/add", data={"story": story}, files={"files": (f"{who}.txt", text.encode())})
    settled()
    return browser


def story_id(desk: "Desk", name: str) -> str:
    """The id of a story."""
    with desk.opened() as ws:
        return ws.story(name).id


def names(desk: "Desk", story: str) -> set[str]:
    """The files of a story's reports."""
    with desk.opened() as ws:
        return {r.locations[0] for r in ws.reports(story)}


def test_a_story_is_merged_into_another_and_back(
    two: "TestClient", desk: "Desk", settled: "Callable[[], None]"
) -> None:
    """The reports of another story join this one, are compared with it, and leave again by an undo."""
    page = two.get(f"/story/{story_id(desk, 'Ferry')}").text
    assert '<option value="Pier">' in page
    done = two.post(
        "/change", data={"story": story_id(desk, "Ferry"), "act": "merge", "other": "Pier", "how": "one"}
    )
    assert (done.status_code, done.url.path) == (200, f"/story/{story_id(desk, 'Ferry')}")
    settled()
    page = two.get(done.url.path).text
    assert names(desk, "Ferry") == {"a.txt", "b.txt", "c.txt"}
    assert f'<b>merge</b> with <a href="/story/{story_id(desk, "Pier")}" dir="auto">Pier</a> by' in page
    assert "the same words" not in page
    (number,) = re.findall(r'name="number" value="(\d+)"', page)
    two.post("/undo", data={"number": number})
    settled()
    assert names(desk, "Ferry") == {"a.txt", "b.txt"}
    assert names(desk, "Pier") == {"c.txt"}
    assert "waits for analysis" not in two.get("/").text


def test_reports_leave_a_story(two: "TestClient", desk: "Desk", settled: "Callable[[], None]") -> None:
    """Reports that are ticked leave for the story that is named, for a new one of that name, or one of their own."""
    ferry = story_id(desk, "Ferry")
    (box,) = re.findall(
        r'name="report" value="([^"]+)"[^>]*> <span dir="auto">b.txt', two.get(f"/story/{ferry}").text
    )
    two.post("/change", data={"story": ferry, "act": "split", "report": box, "other": "Quay"})
    settled()
    assert (names(desk, "Ferry"), names(desk, "Quay")) == ({"a.txt"}, {"b.txt"})
    said = f'<b>split</b> of 1 report, to <a href="/story/{story_id(desk, "Quay")}" dir="auto">Quay</a> by'
    assert said in two.get(f"/story/{ferry}").text


def test_a_note_of_a_story_is_kept(two: "TestClient", desk: "Desk") -> None:
    """A note of a story stands among its judgements."""
    done = two.post(
        "/change", data={"story": story_id(desk, "Ferry"), "act": "note", "how": "ask <b>the</b> harbour"}
    )
    assert "ask &lt;b&gt;the&lt;/b&gt; harbour" in done.text


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"act": "merge"}, 404), ({"act": "merge", "other": "Ferry"}, 400), ({"act": "merge", "other": "none"}, 404),
        ({"act": "split"}, 400), ({"act": "split", "report": "none"}, 404), ({"act": "note"}, 400),
        ({"act": "verified", "how": "x"}, 400), ({"act": "forget"}, 400), ({}, 400),
        ({"act": "merge", "other": "Pier", "story": "none"}, 404),
    ],
)  # fmt: skip
def test_what_does_not_go_together_is_said(
    two: "TestClient", desk: "Desk", given: dict[str, str], status: int
) -> None:
    """A change that lacks something is refused with a sentence that names no option of a command, and changes nothing."""
    done = two.post("/change", data={"story": story_id(desk, "Ferry"), **given})
    assert done.status_code == status
    (said,) = re.findall(r'(?:id="fault-\w+"><span[^>]*>✗</span> |id="wrong"[^>]*>)([^<]*)', done.text)
    assert "--" not in said
    assert names(desk, "Ferry") == {"a.txt", "b.txt"}


def test_forgetting_shows_what_would_go_and_wants_a_word(two: "TestClient", desk: "Desk") -> None:
    """A page lists what a name would take with it; without the typed word nothing goes, with it all of that does."""
    page = two.get("/forget", params={"target": "Amsel"}).text
    assert "This would erase 3 reports" in page
    confirm = re.findall(r'name="confirm" value="(\w+)"', page)[0]
    given = {"target": "Amsel", "confirm": confirm, "how": "asked to"}
    for typed in ("", "yes", "forge"):
        assert two.post("/forget", data={**given, "typed": typed}).status_code == 400
    assert two.post("/forget", data={**given, "confirm": "x", "typed": "forget"}).status_code == 409
    for field in ("by", "how"):
        lacking = two.post("/forget", data={**given, field: "for Amsel", "typed": "forget"})
        assert (lacking.status_code, "without that name. Nothing" in lacking.text) == (400, True)
        assert re.search(rf'name="{field}" value="for Amsel"[^>]* aria-invalid="true"', lacking.text)
    assert names(desk, "Ferry") == {"a.txt", "b.txt"}
    done = two.post("/forget", data={**given, "typed": "Forget "})
    assert (done.status_code, "Erased: 3 reports" in done.text) == (200, True)
    assert "Amsel" not in two.get("/search", params={"q": "pier"}).text
    with desk.opened() as ws:
        assert (ws.status().reports, ws.verify()) == (0, ())


def test_a_report_is_forgotten_from_its_page(
    two: "TestClient", desk: "Desk", settled: "Callable[[], None]"
) -> None:
    """The page of a report leads to forgetting it alone."""
    with desk.opened() as ws:
        report = ws.reports("Pier")[0].id
    (address,) = re.findall(r'href="(/forget\?target=[^"]+)"', two.get(f"/report/{report}").text)
    page = two.get(address).text
    assert "This would erase 1 report" in page
    fields = dict(re.findall(r'name="(target|confirm)" value="([^"]*)"', page))
    two.post("/forget", data={**fields, "typed": "forget"})
    assert two.get(f"/report/{report}").status_code == 404
    assert names(desk, "Ferry") == {"a.txt", "b.txt"}
