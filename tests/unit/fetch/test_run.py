"""Feeds, lists of feeds, and the command that keeps what it fetched."""

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("apsw", reason="the extra desk is not installed")

from variorum.cli import desk_fetch, main
from variorum.errors import UnreadableError, UsageError
from variorum.fetch import Client, Fetched, FetchError
from variorum.fetch.run import fetched
from variorum.model import Problem
from variorum.store import Workspace

if TYPE_CHECKING:
    from tests.unit.fetch.conftest import Web

ENTRY = "<item><title>Bridge</title><link>{link}</link><description>Officials closed the Kesh bridge on Monday, they said.</description></item>"


def feed(*links: str) -> bytes:
    """A feed whose entries lead to *links*."""
    entries = "".join(ENTRY.format(link=link) for link in links)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Kesh Post</title>{entries}</channel></rss>'.encode()


def opml(*feeds: str) -> bytes:
    """A list of feeds."""
    outlines = "".join(f'<outline type="rss" text="x" xmlUrl="{f}"/>' for f in feeds)
    return f'<?xml version="1.0"?><opml version="2.0"><body><outline text="all">{outlines}</outline></body></opml>'.encode()


@pytest.fixture
def listed(web: "Web") -> "Web":
    """The server with a feed and a list of it."""
    web.answers["/feed"] = (200, {}, feed("/page", web.url("/moved"), "file:///etc/passwd", "/page"))
    web.answers["/list"] = (200, {}, opml("/feed", web.url("/gone")))
    return web


def test_a_list_leads_to_its_feeds(listed: "Web", tmp_path: Path) -> None:
    """A list, at an address or in a file, gives the feeds it names; one that is gone is told, and the others go on."""
    file = tmp_path / "feeds.opml"
    file.write_bytes(opml(listed.url("/gone"), listed.url("/feed")))
    first, second = (list(fetched([w], listed.client())) for w in (listed.url("/list"), str(file)))
    assert [type(g) for g in first] == [Fetched, FetchError]
    assert [type(g) for g in second] == [FetchError, Fetched]
    assert b"Kesh Post" in first[0].data  # type: ignore[union-attr]  # it is fetched


def test_a_feed_leads_to_its_pages(listed: "Web") -> None:
    """With ``linked`` the pages that entries lead to come, each address once, and no file of this machine."""
    got = list(fetched([listed.url("/feed")], listed.client(), linked=True))
    assert [g.url if isinstance(g, Fetched) else g.code for g in got] == [
        listed.url("/page"), listed.url("/page"), "bad-address",
    ]  # fmt: skip


def test_a_long_feed_is_cut(web: "Web", monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a feed that leads to very many pages the first are asked for, and that is said."""
    monkeypatch.setattr("variorum.fetch.run.LINKED", 2)
    web.answers["/feed"] = (200, {}, feed("/page", "/packed", "/page?3"))
    got = list(fetched([web.url("/feed")], web.client(), linked=True))
    assert [type(g) for g in got] == [Fetched, Fetched, Problem]


@pytest.mark.parametrize(
    "data",
    [b"", b"<rss/>", b"<opml", b"<!DOCTYPE opml [<!ENTITY a 'b'>]><opml><body>&a;</body></opml>", b"{}"],
)
def test_what_is_no_list(web: "Web", tmp_path: Path, data: bytes) -> None:
    """A file that is no list of feeds, or names none, is refused with what to give instead."""
    file = tmp_path / "x.opml"
    file.write_bytes(data)
    (got,) = fetched([str(file)], web.client())
    assert isinstance(got, UnreadableError)
    assert web.asked == []


@pytest.fixture
def desk(tmp_path: Path, web: "Web", monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace, and a command whose client knows the test's web."""
    Workspace.create(tmp_path / "desk").close()
    monkeypatch.setattr(desk_fetch, "client", web.client)
    return tmp_path / "desk"


def typed(desk: Path, *words: str) -> int:
    """The exit status of ``variorum fetch``."""
    return main(["fetch", *words, "--workspace", str(desk), "--by", "Ann", "--later", "--plain"])


def test_what_is_fetched_is_kept_as_received(desk: Path, web: "Web", capsys: Any) -> None:
    """A page is kept as its bytes came, under its address; fetched again it is known, changed it is the next version."""
    assert typed(desk, web.url("/moved"), web.url("/gone"), "--story", "Kesh") == 1
    told = capsys.readouterr()
    assert (told.out.startswith("new: "), "410" in told.err) == (True, True)
    with Workspace.open(desk) as ws:
        (row,) = ws.reports("Kesh")
        page = web.answers["/page"][2]
        assert (ws.capture(row.id), row.url, row.locations) == (page, web.url("/page"), (web.url("/page"),))
        assert ws.verify() == ()
    assert typed(desk, web.url("/page")) == 0
    assert capsys.readouterr().out.startswith("known: ")
    web.answers["/page"] = (200, {}, page.replace(b"on Monday", b"late on Monday"))
    assert typed(desk, web.url("/page")) == 0
    assert capsys.readouterr().out.startswith("new version: ")
    with Workspace.open(desk) as ws:
        assert [v.turn for v in ws.versions(row.id)] == [1, 2]


def test_entries_of_a_feed_keep_their_own_addresses(desk: Path, listed: "Web") -> None:
    """The entries of a feed are reports with the addresses that they state."""
    listed.answers["/feed"] = (200, {}, feed("https://a.example/1"))
    assert typed(desk, listed.url("/feed")) == 0
    with Workspace.open(desk) as ws:
        (story,) = ws.stories()
        assert [r.url for r in ws.reports(story.id)] == ["https://a.example/1"]


def test_nothing_fetched_is_nothing_done(desk: Path, web: "Web") -> None:
    """Where nothing could be fetched the exit status is 3."""
    assert typed(desk, "http://127.0.0.2/", "notes.txt") == 3
    assert web.asked == []


def test_without_the_extra_the_command_says_so(tmp_path: Path) -> None:
    """Without its packages ``fetch`` says what to install, and all other commands work."""
    Workspace.create(tmp_path / "desk").close()
    code = (
        "import sys; sys.modules.update(httpcore=None, certifi=None, idna=None)\n"
        "from variorum.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    for words, status in ((["fetch", "http://news.example/"], 2), (["status"], 0)):
        done = subprocess.run(
            [sys.executable, "-c", code, *words, "--workspace", str(tmp_path / "desk")],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert (done.returncode, "variorum[desk,fetch]" in done.stderr) == (status, status == 2)


def test_a_client_needs_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """The client of the command has no hook but its defaults."""
    assert desk_fetch.client() == Client()
    monkeypatch.setitem(sys.modules, "variorum.fetch", None)
    with pytest.raises(UsageError, match="pip install"):
        desk_fetch.client()
