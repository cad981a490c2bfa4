"""Long work in processes of its own, and the command that serves."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from variorum.errors import VariorumError
from variorum.model import Severity
from variorum.store import Came, Workspace
from variorum.web.desk import Desk, Door
from variorum.web.serve import _listening
from variorum.web.work import Children, Work, WorkError
from variorum.web.writing import keep

TEXT = b"The ferry Amsel burned off Port Ellery, officials said, and many saw it from the pier.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty workspace."""
    Workspace.create(tmp_path / "desk").close()
    return tmp_path / "desk"


def test_a_document_that_kills_its_reader_is_refused_alone(folder: Path, deadly: None) -> None:
    """Of what is uploaded the document that kills its reader is refused; the others of its file and the next file are kept."""
    children = Children(folder)
    desk = Desk(folder, "Ann", Door("127.0.0.1", 1), Work(children, lambda: Workspace.open(folder)),
                lambda: Workspace.open(folder))  # fmt: skip
    lines = b"".join(
        b'{"text": "%s %d"}\n' % (word, n) for n, word in enumerate((b"Fire.", b"ZZCRASH", b"Flood."))
    )
    (_, many), (_, one) = keep(desk, [("a.jsonl", lines), ("b.txt", TEXT)], {})
    children.close()
    assert [(p.code, p.severity, p.where) for p in many.problems] == [
        ("kills-reader", Severity.ERROR, "a.jsonl:2")
    ]
    assert [r.what for r in (*many.reports, *one.reports)] == [Came.NEW] * 3
    with Workspace.open(folder) as ws:
        assert ws.verify() == ()


def test_a_report_that_kills_its_analysis_is_left_out_alone(folder: Path, deadly: None) -> None:
    """A report that kills what annotates it is a problem of its story, whose other reports are compared."""
    with Workspace.open(folder) as ws:
        for text in (TEXT, TEXT + b"QQCRASH", TEXT + b"Once more."):
            ws.add_bytes(f"{len(text)}.txt", text, story="Ferry")
    children = Children(folder)
    children.analyse("Ferry", lambda *_: None)
    children.close()
    with Workspace.open(folder) as ws:
        dossier = ws.dossier_json("Ferry")
        assert dossier is not None
        assert (len(dossier["reports"]), ws.pending(), len(ws.reports("Ferry"))) == (2, (), 3)
        (lost,) = (p for p in dossier["problems"] if p["code"] == "not-analysed")
        assert "signal 9" in lost["message"]
        assert ws.verify() == ()


def test_an_error_of_a_child_is_its_sentence(folder: Path) -> None:
    """What a child refuses comes back as the sentence that says why."""
    children = Children(folder)
    with pytest.raises(WorkError, match="none"):
        children.analyse("none", lambda *_: None)
    children.close()


def test_a_failed_analysis_is_told_and_ends(folder: Path) -> None:
    """An analysis that fails is not tried again and again: the state says why, and work is over."""

    class Failing:
        """A runner whose analyses fail."""

        def add(self, *_: object) -> None:
            """Not asked here."""

        def analyse(self, *_: object) -> None:
            """Fail."""
            msg = "the model is gone"
            raise VariorumError(msg)

        def close(self) -> None:
            """Nothing to stop."""

    with Workspace.open(folder) as ws:
        ws.add_bytes("a.txt", TEXT)
    working = Work(Failing(), lambda: Workspace.open(folder))  # type: ignore[arg-type]  # adds nothing
    working.start()
    while (state := working.state()).busy:
        working.news(state.turn, 5)
    assert (state.error, state.busy) == ("the model is gone", False)


def test_serve_prints_an_address_that_opens_it(folder: Path) -> None:
    """The command prints an address to standard output, at once; whoever opens it sees the desk, nobody else does, and Ctrl+C ends it."""
    command = [sys.executable, "-m", "variorum", "serve", "--workspace", str(folder), "--by", "Ann"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=dict(os.environ)) as server:
        stop = threading.Timer(60, server.kill)
        stop.start()
        assert server.stdout is not None
        said = server.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/\?token=\S+", said)
        assert found, said
        opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(CookieJar())
        )
        assert "There is nothing yet" in opener.open(found[0], timeout=20).read().decode()
        stranger = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with pytest.raises(urllib.request.HTTPError, match="401"):
            stranger.open(found[0].split("?")[0], timeout=20)
        server.send_signal(signal.SIGINT)
        server.wait(20)
        stop.cancel()


@pytest.mark.parametrize(
    ("words", "said"),
    [(["--port", "70000"], "not a port"), (["--host", "192.0.2.1"], "cannot listen"), (["--host", "desk.example"], "by its number"),
     (["--workspace", "nowhere"], "workspace")],
)  # fmt: skip
def test_serve_says_what_is_wrong(folder: Path, words: list[str], said: str) -> None:
    """A wrong port, a host that is not here, a folder without a workspace: a sentence, and no traceback."""
    command = [sys.executable, "-m", "variorum", "serve", "--workspace", str(folder), "--by", "Ann", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode in {2, 3}, said in done.stderr, "Traceback" in done.stderr) == (True, True, False)


def test_answers_are_not_held_back() -> None:
    """The listening socket is named as TCP, without which each answer waits for the other side's delayed acknowledgement."""
    with _listening("127.0.0.1", 0) as made:
        assert made.proto == socket.IPPROTO_TCP
