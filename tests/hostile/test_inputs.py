"""Hundreds of hostile inputs against one desk: nothing becomes part of a page, nothing leaves the folder, nothing falls over."""

import csv
import functools
import io
import os
import re
import runpy
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree as ET

import pytest

pytest.importorskip("apsw", reason="the extra desk is not installed")
from starlette.testclient import TestClient

from variorum.bench.store.plain import Plain
from variorum.store import Act, Workspace
from variorum.web.app import application
from variorum.web.desk import Desk, Door
from variorum.web.pages import SCRIPTS
from variorum.web.work import Children, Inside, Work

MADE = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("inputs.py"))))
HOST = "127.0.0.1:8123"
OURS = {"host": HOST, "origin": f"http://{HOST}", "sec-fetch-site": "same-origin"}
MOST = 5000 if os.environ.get("VARIORUM_TORTURE") else 400
"""Pages of what was kept that are read."""
FORBIDDEN = frozenset(
    {
        "img",
        "iframe",
        "object",
        "embed",
        "base",
        "video",
        "audio",
        "math",
        "template",
        "marquee",
        "frame",
        "applet",
    }
)
SECRETS = re.compile(rf"{MADE.CANARY}|root:x:0:0")
SIGNS = re.compile(
    f"[{re.escape(''.join(set(MADE.HIDDEN) - set(chr(0x200C) + chr(0x200D) + chr(0xAD) + chr(0x34F))))}]"
)


class Mixed:
    """Reads each upload in a process with limits, and compares in the thread that asks, with plain stages."""

    def __init__(self, folder: Path, inside: Inside) -> None:
        self._children, self._inside = Children(folder), inside
        self.add = self._children.add
        self.analyse = inside.analyse
        self.close = self._children.close


HTMX_RUNS = ("hx-on", "hx-vals", "hx-vars", "hx-headers", "hx-request", "hx-put", "hx-patch", "hx-delete")
"""Attributes by which htmx would run or send what our templates never do."""


class Page(HTMLParser):
    """What a page would run, load or lead to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what is active."""
        given = {k: (v or "") for k, v in attrs}
        wrong = tag in FORBIDDEN or any(
            a.startswith("on") or a in {"style", "srcdoc", "formaction"} for a in given
        )
        ours = given.get("src", "").removeprefix("/static/") in SCRIPTS and "nonce" in given
        wrong = wrong or (tag == "script" and not ours)
        wrong = wrong or any(a.removeprefix("data-").startswith(HTMX_RUNS) for a in given)
        wrong = (
            wrong
            or (tag == "style" and "nonce" not in given)
            or (tag == "link" and not given.get("href", "").startswith("/static/"))
        )
        wrong = wrong or (tag == "form" and not given.get("action", "/").startswith("/"))
        link = given.get("href", given.get("xlink:href", "")).strip().lower()
        wrong = wrong or (bool(link) and not link.startswith(("/", "#", "?", "http://", "https://")))
        wrong = wrong or (
            tag == "meta"
            and "refresh" in given.get("http-equiv", "").lower()
            and not given["content"].isdigit()
        )
        if wrong:
            self.found.append(f"{tag} {given}")


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    """A desk after all hostile inputs, and what came of each."""
    base = tmp_path_factory.mktemp("hostile")
    (base / "canary.txt").write_text(MADE.CANARY)
    Workspace.create(base / "desk").close()
    opened = functools.partial(Workspace.open, base / "desk", stages=Plain())
    work = Work(Mixed(base / "desk", Inside(opened)), opened)
    door = Door("127.0.0.1", 8123)
    desk = Desk(base / "desk", "Ann", door, work, opened)
    client = TestClient(
        application(desk),
        base_url=f"http://{HOST}",
        headers=OURS,
        follow_redirects=False,
        raise_server_exceptions=False,
    )
    client.get("/", params={"token": door.token})
    with opened() as ws:
        for who, toll in (("a", 2), ("b", 3)):
            ws.add_bytes(
                f"{who}.txt", f"{MADE.OPENING}\n\nTold by {who}.\n\ntoll: {toll}".encode(), story="Ferry"
            )
        ws.analyse()
        finding = ws.findings("Ferry")[0].id
        number = ws.judge(finding, Act.NOTE, by="Ann", how="first").number
        names = {
            "story": ws.story("Ferry").id,
            "finding": finding,
            "report": ws.reports("Ferry")[0].id,
            "number": str(number),
        }
    inputs = list(MADE.all_inputs(names))
    outcomes = [(one, *_outcome(client, opened, one)) for one in inputs]
    end = time.monotonic() + 240
    while work.state().busy and time.monotonic() < end:
        work.news(work.state().turn, 1)
    yield SimpleNamespace(outcomes=outcomes, client=client, opened=opened, base=base, state=work.state())
    work.close()


def _outcome(client: TestClient, opened: Any, one: Any) -> tuple[int, str, bool]:
    """The status, the text and whether the log grew, of one input."""
    headers = {k: v for k, v in {**OURS, **one.given.get("headers", {})}.items() if v is not None}
    given = {k: v for k, v in one.given.items() if k != "headers"}
    before = None
    if not one.changes:
        with opened() as ws:
            before = ws.status().head
    client.headers = headers
    try:
        answer = client.request(one.method, one.path, **given)
    except (ValueError, UnicodeError) as error:  # the client itself would not send it
        return 0, str(error), False
    finally:
        client.headers = OURS
    grown = False
    if before is not None:
        with opened() as ws:
            grown = ws.status().head != before
    kind = answer.headers.get("content-type", "")
    return answer.status_code, answer.text if "text" in kind or "json" in kind else "", grown


def test_there_are_hundreds_of_distinct_inputs_of_every_kind(tried: SimpleNamespace) -> None:
    """At least 500 distinct inputs were sent, and many of each kind."""
    kinds = Counter(one.kind for one, status, *_ in tried.outcomes if status)
    distinct = {one.key for one, status, *_ in tried.outcomes if status}
    assert len(distinct) >= 500
    assert {k for k, n in kinds.items() if n >= 15} == {
        "field", "host", "origin", "script in a file", "entities", "bomb", "traversal in an archive", "damage", "traversal", "formula",
        "hidden sign",
    }  # fmt: skip


def test_no_input_breaks_the_server(tried: SimpleNamespace) -> None:
    """Every input is answered as it may be, none with an error of ours, and the desk is whole afterwards."""
    wrong = [
        (one.kind, one.path, status, text[-300:])
        for one, status, text, _ in tried.outcomes
        if status and status not in one.may
    ]
    assert wrong == []
    assert (tried.state.busy, tried.state.error) == (False, "")
    assert tried.client.get("/help").status_code == 200
    with tried.opened() as ws:
        assert ws.verify() == ()


def test_nothing_changes_by_what_is_not_ours(tried: SimpleNamespace) -> None:
    """No request of another host, another site or a mere question adds an entry to the log."""
    assert [(one.kind, one.path) for one, _, _, grown in tried.outcomes if grown] == []


def test_no_answer_runs_anything_or_tells_a_secret(tried: SimpleNamespace) -> None:
    """No answer holds an active tag beside our own script, nor a word of a file outside the workspace."""
    active = [
        (one.kind, one.path, found)
        for one, _, text, _ in tried.outcomes
        if text.startswith("<") or "<html" in text
        for found in Page(text).found
    ]
    assert active == []
    assert [(one.kind, one.path) for one, _, text, _ in tried.outcomes if SECRETS.search(text)] == []


def test_no_page_of_what_was_kept_runs_anything(tried: SimpleNamespace) -> None:
    """On every page of every story, finding, report, search and judgement all of it is text, and every hidden sign is seen."""
    waiting = ["/", "/sources", "/judgements", "/progress", "/search?q=ferry", "/search?q=script", "/add"]
    seen: set[str] = set()
    while waiting:
        address = waiting.pop()
        if address in seen or len(seen) > MOST:
            continue
        seen.add(address)
        answer = tried.client.get(address)
        assert answer.status_code in {200, 302}, (address, answer.text[-500:])
        if answer.status_code == 302:
            waiting.append(answer.headers["location"])
            continue
        assert Page(answer.text).found == [], address
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        shown = re.sub(r'(?:value|href)="[^"]*"|<style.*?</style>', "", answer.text, flags=re.DOTALL)
        assert SIGNS.search(shown) is None, (address, SIGNS.search(shown))
        assert SECRETS.search(answer.text) is None
        links = re.findall(r'href="(/(?:story|finding|report|source|search)[^"#]*)', answer.text)
        waiting += [link.replace("&amp;", "&") for link in links]
    assert len(seen) >= 400


def test_nothing_is_written_outside(tried: SimpleNamespace) -> None:
    """Beside the workspace stands what stood there, and in it nothing but its database and captures by their hashes."""
    assert {p.name for p in tried.base.iterdir()} == {"canary.txt", "desk"}
    assert (tried.base / "canary.txt").read_text() == MADE.CANARY
    files = {
        p.relative_to(tried.base / "desk").as_posix() for p in (tried.base / "desk").rglob("*") if p.is_file()
    }
    assert {
        f
        for f in files
        if not re.fullmatch(
            r"workspace\.sqlite(?:-wal|-shm)?|captures/[0-9a-f/]+|lock|[\w.-]*\.sqlite[\w-]*", f
        )
    } == set()


def test_no_cell_is_a_formula(tried: SimpleNamespace, tmp_path: Path) -> None:
    """In a package of the story of formulas no cell of CSV opens as one, and none of XLSX is one."""
    with tried.opened() as ws:
        bag = ws.export(tmp_path / "bag", stories=("Cells 0", "Cells 1", "Cells 2"))
    cells = [
        c
        for path in bag.rglob("*.csv")
        for row in csv.reader(io.StringIO(path.read_text("utf-8")))
        for c in row
    ]
    assert len(cells) > 100
    assert [
        c for c in cells if c[:1] in set("=+-@\t\r\n＝＋－＠") and not re.fullmatch(r"-?\d+(\.\d+)?", c)
    ] == []
    sheets = [name for path in bag.rglob("*.xlsx") for name in _formulas(path)]
    assert sheets == []
    assert list(bag.rglob("*.xlsx"))


def _formulas(path: Path) -> list[str]:
    found = []
    with zipfile.ZipFile(path) as packed:
        for name in packed.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                found += [name for node in ET.fromstring(packed.read(name)).iter() if node.tag.endswith("}f")]
            if "externalLink" in name or "hyperlink" in name.lower():
                found.append(name)
    return found
