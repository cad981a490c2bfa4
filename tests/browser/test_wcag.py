"""Every page of the desk in a real browser against WCAG 2.2 AA: axe-core in both themes, and what axe does not see."""

import functools
import importlib.resources
import json
import re
import runpy
import subprocess
import threading
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self

import pytest

pytest.importorskip("uvicorn")

import itertools

from starlette.routing import Route

from variorum.bench.store.plain import Plain
from variorum.errors import UnreadableError, VariorumError
from variorum.model import Metadata
from variorum.store import (
    Act,
    Added,
    DamagedError,
    UnknownNameError,
    Workspace,
    WorkspaceBusyError,
    WorkspaceFullError,
    WorkspaceReadOnlyError,
)
from variorum.web import app as web
from variorum.web.errors import Refused
from variorum.web.work import Inside

HERE = Path(__file__).parent
PAGE = runpy.run_path(str(HERE / "test_page.py"))
DESK = runpy.run_path(str(HERE / "test_desk.py"))
served = DESK["_served"]
ERRORS: dict[str, VariorumError] = {
    "403": WorkspaceReadOnlyError("This workspace may only be read."),
    "404": UnknownNameError("There is no story of that name."),
    "413": Refused(413, "That is too large."),
    "422": UnreadableError("a.pdf", "it is damaged", "Send it again.", code="damaged"),
    "500": DamagedError("A capture is damaged."),
    "503": WorkspaceBusyError("Another process is writing."),
    "507": WorkspaceFullError("The disk is full."),
}
TRAIN = "A freight train left the rails near Valence on Tuesday, {said}. {toll} people were taken to a hospital in Lyon. The line to Marseille was closed."
ARABIC = "اندلع حريق في العبارة أمسل قبالة ميناء إليري يوم الثلاثاء، وقال مسؤولون إن كثيرين شاهدوه من الرصيف، ولم يصب أحد بأذى."


class Broken:
    """A workspace in which whatever is looked for fails as its name says."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def story(self, key: str) -> None:
        """Nothing but the error of that name."""
        raise ERRORS[key]

    def stories(self, **_: int) -> None:
        """Nothing either."""
        raise ERRORS["503"]


class Slow(Inside):
    """Long work that begins and does not end before something is added."""

    def __init__(self, opened: Callable[[], Workspace]) -> None:
        super().__init__(opened)
        self.end = threading.Event()

    def add(self, name: str, data: bytes, options: dict[str, Any]) -> Added:
        """As ever; and let the rest go on."""
        added = super().add(name, data, options)
        self.end.set()
        return added

    def analyse(self, story: str, progress: Callable[[str, int, int], None]) -> None:
        """Say where it is, and wait."""
        progress("reading", 1, 2)
        self.end.wait(600)
        super().analyse(story, progress)

    def close(self) -> None:
        """Let go."""
        self.end.set()


def full(folder: Path) -> dict[str, str]:
    """A workspace with all that a page can show; the addresses of its pages by name."""
    with (
        Workspace.create(folder) as ws,
        importlib.resources.as_file(importlib.resources.files("variorum.demo") / "reports") as reports,
    ):
        ws.add([str(reports)], story="Ferry", by="Ann")
        for name, toll, said in (("a", "Nine", "the railway said"), ("b", "Four", "police said")):
            text = f"Published 2026-03-11\n\n{TRAIN.format(toll=toll, said=said)}"
            ws.add_bytes(
                f"{name}.txt",
                text.encode(),
                story="Train",
                by="Ann",
                stated=Metadata(url=f"https://{name}.example/1"),
            )
        for n in range(2):
            text = f"The pier of Port Ellery burned on Monday, the mayor said. Visitors: {n + 4}."
            ws.add_bytes(f"gone{n}.txt", text.encode(), story="Gone", by="Ann")
        ws.add_bytes("arabic.txt", ARABIC.encode(), story="Other", by="Ann")
        ws.analyse()
        ferry, train, gone = (ws.findings(name) for name in ("Ferry", "Train", "Gone"))
        ws.judge(ferry[1].id, Act.VERIFIED, by="Ann", how="rang the harbour master")
        ws.judge(ferry[2].id, Act.DISMISSED, by="Ann")
        ws.undo(ws.judge(ferry[3].id, Act.NOT_THE_SAME, by="Bo", how="two ships").number, by="Ann")
        ws.judge(train[0].id, Act.NOTE, by="Ann", how="ask the railway")
        ws.judge(gone[0].id, Act.NOTE, by="Ann", how="ask the mayor")
        ws.forget(ws.reports("Gone")[0].id, by="Ann", how="asked to", confirmed=True)
        changed = TRAIN.format(toll="Eleven", said="the railway said")
        ws.add_bytes(
            "a.txt",
            f"Published 2026-03-11\n\n{changed} It is open again.".encode(),
            by="Ann",
            stated=Metadata(url="https://a.example/1"),
        )
        ws.analyse()
        story = {name: ws.story(name).id for name in ("Ferry", "Train", "Gone", "Other")}
        first, later = sorted(
            ws.versions(next(r.id for r in ws.reports("Train") if r.turn == 2)), key=lambda r: r.turn
        )
        about_changed = next(f.id for f in ws.findings("Train") if f.changed)
        arabic = ws.reports("Other")[0].id
        lost = next(p.finding for p in ws.past("Train") if p.outcome != "exact")
        ferry = ws.findings("Ferry")
        return {
            "stories": "/", "story": f"/story/{story['Ferry']}", "story with a map": f"/story/{story['Train']}",
            "story after forgetting": f"/story/{story['Gone']}", "finding": f"/finding/{ferry[0].id}",
            "verified": f"/finding/{ferry[1].id}", "dismissed": f"/finding/{ferry[2].id}",
            "undone": f"/finding/{ferry[3].id}", "changed": f"/finding/{about_changed}",
            "gone": f"/finding/{lost}",
            "report": f"/report/{ws.reports('Ferry')[0].id}", "version": f"/report/{later.id}",
            "earlier version": f"/report/{first.id}", "arabic": f"/report/{arabic}",
            "sources": "/sources", "source": "/source?name=officials", "search": "/search?q=ferry",
            "no hits": "/search?q=zebra", "no words": "/search", "judgements": "/judgements", "help": "/help",
            "forget": "/forget", "would forget": "/forget?target=Wrenfield", "add": "/add", "progress": "/progress",
            "no page": "/nothing",
        }  # fmt: skip


def busy(folder: Path) -> dict[str, str]:
    """A workspace with a story that waits and one that changed since its analysis."""
    with Workspace.create(folder, stages=Plain()) as ws:
        ws.add_bytes("a.txt", b"The pier burned.\n\ntoll: 2", story="Pier")
        ws.add_bytes("b.txt", b"The pier burned down.\n\ntoll: 3", story="Pier")
        ws.analyse()
        ws.add_bytes("c.txt", b"The pier has burned down.\n\ntoll: 3", story="Pier")
        ws.add_bytes("d.txt", b"A bridge fell.\n\ntoll: 1", story="Bridge")
        pier, bridge = (ws.story(name).id for name in ("Pier", "Bridge"))
    return {
        "stories": "/", "story": f"/story/{pier}", "waiting story": f"/story/{bridge}", "progress": "/progress",
    }  # fmt: skip


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What axe and Chromium say of every page."""
    node, chromium = PAGE["_browser"]()
    base = tmp_path_factory.mktemp("wcag")
    pages = {"full": full(base / "full"), "busy": busy(base / "busy")}
    pages["empty"] = {path: path for path in ("/", "/sources", "/judgements", "/progress", "/add")}
    pages["broken"] = {code: f"/story/{code}" for code in ERRORS}
    pages["locked"] = {"locked": "/"}
    slow = Slow(functools.partial(Workspace.open, base / "busy", stages=Plain()))
    with ExitStack() as stack:
        opened = functools.partial(Workspace.open, base / "full")
        (base / "broken").mkdir()
        desks = {
            "full": served(base / "full", opened=opened),
            "busy": served(base / "busy", runner=slow),
            "empty": served(base / "empty"),
            "broken": served(base / "broken", opened=Broken),
            "locked": served(base / "locked"),
        }
        given = {
            name: {"address": stack.enter_context(desk), "pages": pages[name]} for name, desk in desks.items()
        }
        desks["busy"]._work.start()
        (base / "desks.json").write_text(json.dumps(given))
        done = subprocess.run(
            [str(node), "wcag.mjs", str(base / "desks.json"), str(chromium)],
            cwd=HERE, capture_output=True, text=True, timeout=1200, check=False,
        )  # fmt: skip
        slow.close()
    assert done.returncode == 0, done.stderr[-3000:]
    return {**json.loads(done.stdout), "pages": pages}


def wrong(found: dict[str, Any]) -> dict[str, Any]:
    """What is not empty."""
    return {name: value for name, value in found.items() if value}


def test_axe_finds_no_violation(seen: Any) -> None:
    """On every page, in light and dark and on a phone, axe finds no rule of WCAG 2.2 AA and no good practice violated."""
    assert wrong(seen["axe"]) == {}
    looked = {name.rsplit(" ", 2)[0] for name in seen["axe"]}
    assert len(seen["axe"]) == 3 * len(looked)
    assert {f"{desk} {name}" for desk, pages in seen["pages"].items() for name in pages} <= looked
    assert {
        "color-contrast",
        "target-size",
        "heading-order",
        "region",
        "label",
        "page-has-heading-one",
    } <= set(seen["rules"])


def test_every_route_that_gives_a_page_is_looked_at(seen: Any) -> None:
    """Each route of the desk that answers with a page was opened, and each form that answers with one was sent."""
    asked = {(method, path) for method, path, kind in seen["paths"] if kind in {"document", "xhr"}}
    parts = {"/static/{name}", "/progress/events"}
    download = {"/export"}
    routes = [
        r for r in (*web._pages(), *web._forms()) if isinstance(r, Route) and r.path not in parts | download
    ]
    missed = []
    for route in routes:
        pattern = re.sub(r"\{[^}]+\}", "[^/]+", route.path)
        method = "POST" if "POST" in (route.methods or ()) else "GET"
        if not any(m == method and re.fullmatch(pattern, path) for m, path in asked):
            missed.append((method, route.path))
    assert missed == [("POST", "/analyse")]  # it leads to /progress


def test_pages_reflow_zoom_and_bear_other_spacing(seen: Any) -> None:
    """At 320 CSS pixels, zoomed twice, with text twice as large and with WCAG's text spacing no page scrolls sideways and no text is cut off (1.4.4, 1.4.10, 1.4.12)."""
    assert {name: over for name, over in seen["overflow"].items() if over > 0} == {}
    assert wrong(seen["clipped"]) == {}
    assert {name.rsplit(" ", 1)[1] for name in seen["overflow"]} == {
        "reflow",
        "zoom",
        "text",
        "spacing",
        "narrow",
    }


def test_the_tab_key_reaches_all_and_what_has_the_focus_is_seen(seen: Any) -> None:
    """Every control is reached by Tab and left again; the one with the focus is not covered, and is outlined (2.1.1, 2.1.2, 2.4.7, 2.4.11)."""
    walks = seen["walk"]
    assert {name: w["wrong"][:3] for name, w in walks.items() if w["wrong"]} == {}
    assert {name: (w["reached"], w["all"]) for name, w in walks.items() if w["reached"] != w["all"]} == {}
    assert all('class="skip"' in w["first"] for w in walks.values())


def test_what_is_no_text_stands_out(seen: Any) -> None:
    """Borders of fields and buttons, bars, lines and spots of pictures and the lines under words have 3:1 to what is behind (1.4.11)."""
    assert wrong(seen["contrast"]) == {}
    assert seen["measured"] > 1000


def test_nothing_moves_and_nothing_hides_behind_a_pointer(seen: Any) -> None:
    """No page has an animation or a transition, a tooltip, or content that only hovering shows (1.4.13, 2.2.2, prefers-reduced-motion)."""
    assert wrong(seen["moving"]) == {}
    assert wrong(seen["hovered"]) == {}


def test_every_picture_has_a_table(seen: Any) -> None:
    """Timeline, graph and map have a name, and beside them a table with a row for all that they draw (1.1.1)."""
    assert {p["id"] for p in seen["pictures"]} == {"timeline", "graph", "map"}
    assert all(p["named"] and 0 < p["drawn"] <= p["rows"] for p in seen["pictures"]), seen["pictures"]


def test_titles_and_headings(seen: Any) -> None:
    """Every page has a title of its own, one main heading which comes first, and no level of headings left out (2.4.2, 1.3.1)."""
    for name, levels in seen["headings"].items():
        assert (levels[0], levels.count(1)) == (1, 1), name
        assert all(b <= a + 1 for a, b in itertools.pairwise(levels)), (name, levels)
    whole = {name: title for name, title in seen["titles"].items() if name.startswith("full")}
    assert all(title.endswith(" – variorum") for title in whole.values())
    assert len(set(whole.values())) == len(whole), sorted(whole.values())


@pytest.mark.parametrize(
    ("form", "says"),
    [("judge", "verified needs what was done"), ("add", "That is no date"), ("nothing", "There is nothing to add"),
     ("change", "no such story"), ("forget", "type the word forget"), ("nobody", "nobody of that name")],
)  # fmt: skip
def test_a_form_says_at_its_field_what_is_wrong(seen: Any, form: str, says: str) -> None:
    """The field is marked, described by the sentence, and has the focus; the title says it too (3.3.1, 3.3.3)."""
    found = seen["live"][form]
    assert (found["invalid"], found["focused"], says in found["said"]) == ("true", True, True), found
    assert form in {"judge", "add", "nothing"} or found["title"].startswith("Not done: ")


def test_a_form_keeps_what_it_held(seen: Any) -> None:
    """What was typed and which files were chosen is still there after a mistake (3.3.7)."""
    assert seen["live"]["add"]["kept"] == ["Ellery Gazette", "a.txt"]
    assert seen["live"]["add"]["value"] == "someday"
    assert seen["live"]["change"]["value"] == "no such story"


def test_swaps_are_announced_and_keep_focus_and_place(seen: Any) -> None:
    """Judging, noting and undoing are said in a status that was there before, with the page scrolled as far and the focus where it was (4.1.3)."""
    live = seen["live"]
    judged = live["judged"]
    assert (judged["same"], judged["role"], judged["url"]) == (True, "status", True)
    assert judged["told"].startswith("Kept: verified")
    assert "verified" in judged["mark"]
    assert (judged["scroll"], judged["focus"]) == (live["judging"]["scroll"], "act-v")
    undone = live["undone"]
    assert undone["told"].startswith("Taken back: verified")
    assert (undone["mark"], undone["focus"]) == ("", "told")  # the button is gone
    assert undone["scroll"] == min(live["undoing"]["scroll"], undone["most"]) > 0  # the page is shorter now
    before, after = live["note"]
    assert after["told"].startswith("Kept: note")
    assert after["focus"] == before["focus"] == "note-now"
    assert live["added"]["told"] == "Added: 1 new."


def test_an_error_on_the_way_leaves_the_form(seen: Any) -> None:
    """An error page, or no answer at all, is said beside the form, which stays."""
    live = seen["live"]
    assert (live["busy"]["fault"], live["busy"]["form"]) == ("Another process is writing.", 1)
    assert "does not answer" in live["gone"]["fault"]
    assert live["gone"]["form"] == 1


def test_search_as_one_types(seen: Any) -> None:
    """Hits come while one types, in the same page and with the focus in the field; their number is said, and the address is the search's."""
    found = seen["live"]["search"]
    assert (found["same"], found["focus"], found["url"]) == (True, "q", "/search?q=ferry")
    assert found["told"] == f"{found['hits']} found."
    assert seen["live"]["none"]["told"] == "Nothing found."
    assert seen["live"]["none"]["title"] == "Search: ferry zebra – variorum"
    assert seen["live"]["stored"] == [[], []]


def test_single_keys_can_be_switched_off(seen: Any) -> None:
    """Off, no key does anything, in this page and the next; on again, they do (2.1.4)."""
    assert seen["live"]["keys"] == {"off": True, "closed": True, "still": True, "on": True}
    assert seen["live"]["sheet"] == 1


def test_the_skip_link_leads_to_the_content(seen: Any) -> None:
    """The first stop of Tab leads past the navigation (2.4.1)."""
    assert seen["live"]["skip"] == "main"


def test_progress_is_shown(seen: Any) -> None:
    """A page in the middle of an analysis says how far it is, in words and as a bar."""
    assert seen["live"]["progress"] == ["Analysis is under way: reading, 1 of 2.", 1]


def test_the_end_of_an_analysis_is_shown_where_one_is(seen: Any) -> None:
    """A page that waits becomes the story without being left; one that is read says that there is news, and a link shows it."""
    live = seen["live"]
    assert live["renewed"]
    assert live["over"] == ["Everything is up to date. Show this page anew", 0]
    assert live["anew"][0]
    assert live["anew"][1].startswith("3 reports")


def test_nothing_breaks_the_policy(seen: Any) -> None:
    """The console holds no word but the browser's own on answers that are errors."""
    own = re.compile(
        r"the server responded with a status of \d+|net::ERR_FAILED|htmx:(?:afterRequest|sendError),|Autofocus processing"
    )
    assert [m for m in seen["console"] if not own.search(m)] == []
