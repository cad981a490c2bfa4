"""The workspace's commands, end to end, on reports written for the tests and with the stages as they are."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from variorum.build import collate
from variorum.cli import main
from variorum.export.json import dossier_json
from variorum.read.load import load
from variorum.store import Act, Standing, Workspace


class Ran(NamedTuple):
    """What one command left behind."""

    status: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new workspace, which is the folder that commands are run in."""
    folder = tmp_path / "desk"
    assert main(["init", str(folder), "--quiet"]) == 0
    monkeypatch.chdir(folder)
    monkeypatch.setenv("VARIORUM_BY", "Ann")
    return folder


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """What runs a command."""

    def go(*words: str) -> Ran:
        capfd.readouterr()
        try:
            status = main([*words, "--plain"])
        except SystemExit as left:
            status = int(left.code or 0)
        out, err = capfd.readouterr()
        return Ran(status, out, err)

    return go


def test_the_whole_path(desk: Path, run: Run, root: Path, tmp_path: Path) -> None:
    """Two reports, a judgement, a third report, the judgement still there, a package that verifies; as collate has it."""
    folder = root / "tests" / "golden" / "events" / "kesh-bridge-strike"
    a, b, c = (str(folder / f"{name}.txt") for name in "ABC")
    done = run("add", a, b, "--story", "Bridge")
    assert (done.status, [line.split(":")[0] for line in done.out.splitlines()]) == (0, ["new", "new"])
    with Workspace.open(desk) as workspace:
        assert workspace.dossier_json("Bridge") == dossier_json(collate(load([a, b]).reports))
        found = next(f for f in workspace.findings("Bridge") if f.kind == "conflict")
    done = run("judge", str(found.number), "verified", "--how", "rang the ministry", "--story", "Bridge")
    assert (done.status, "verified by Ann" in done.out) == (0, True)
    assert run("add", c, "--story", "Bridge").status == 0
    with Workspace.open(desk) as workspace:
        assert workspace.dossier("Bridge") == collate(load([a, b, c]).reports)
        (judged,) = workspace.judgements("Bridge")
        assert judged.standing in {Standing.APPLIES, Standing.GROWN}
        now = workspace.finding(str(found.id))
    shown = run("show", "Bridge").out
    assert "3. verified by Ann" in shown
    assert f"finding {now.number}" in shown
    assert "rang the ministry" in run("show", found.id[:8]).out
    shown = json.loads(run("show", found.id, "--format", "json").out)
    assert (shown["id"], shown["judged"][0]["how"]) == (now.id, "rang the ministry")
    assert [s["name"] for s in json.loads(run("show", "--format", "json").out)] == ["Bridge"]
    report = json.loads(run("show", a, "--format", "json").out)
    assert (report["turn"], report["versions"]) == (1, [report["id"]])
    done = run("export", "-o", str(tmp_path / "bag"))
    assert done.status == 0
    assert run("verify", str(tmp_path / "bag")).out == f"all holds: {tmp_path / 'bag'}\n"
    assert run("verify").status == 0


def test_a_dismissed_finding_is_marked_where_it_stands(desk: Path, run: Run, root: Path) -> None:
    """In the dossier of its story the title of a finding that was dismissed says so, until that is undone, which is said."""
    folder = root / "tests" / "golden" / "events" / "kesh-bridge-strike"
    run("add", *(str(folder / f"{name}.txt") for name in "ABC"), "--story", "Bridge")
    with Workspace.open(desk) as workspace:
        found = workspace.findings("Bridge")
    for kind in ("conflict", "agreement", "unverified"):
        number = next(f.number for f in found if f.kind == kind)
        judged = run("judge", str(number), "dismissed", "--story", "Bridge").out.split(".")[0]
        above = _dossier_of(run)
        (marked,) = (part for part in re.split(r"^(?=\d+\. )", above, flags=re.MULTILINE) if MARK in part)
        assert marked.startswith(f"{number}. "), kind
        assert MARK in marked[: marked.find("together")], kind
        undone, about = run("undo", judged).out, next(f.summary for f in found if f.number == number)
        assert (undone.startswith(f"undone: {judged}. dismissed by Ann"), undone.count(about)) == (True, 1), (
            kind
        )
        assert MARK not in _dossier_of(run), kind


MARK = "[dismissed by Ann]"


def _dossier_of(run: Run) -> str:
    """What *show* prints of the story above the judgements; white space told as one blank inside a line."""
    above = run("show", "Bridge").out.split("Judged by people")[0]
    return re.sub(r"\n +", " ", above)


def test_answers_and_statuses(desk: Path, run: Run, tmp_path: Path) -> None:
    """0 where it was done, 1 where some could not be read, 2 for wrong use, 3 where nothing could be done."""
    good = tmp_path / "good.txt"
    good.write_text("A ferry sank off Port Amsel on Tuesday, the harbour authority said.", encoding="utf-8")
    assert run("show") == (0, "no stories\n", "")
    assert run("add", "gone.txt").status == 3
    done = run("add", "gone.txt", str(good), "--later")
    assert done.status == 1
    assert "gone.txt: There is no such file." in done.err
    name = json.loads(run("status", "--format", "json").out)
    assert (name["reports"], name["pending"], name["form"]) == (1, 1, 4)
    assert run("analyse").status == 0
    assert "every story is up to date" in run("analyse").err
    assert run("search", "ferry").out.startswith("report ")
    assert run("search", "submarine") == (0, "", "nothing found.\n")
    for words in (
        ("show", "nothing"),
        ("judge", "nothing", "note", "--how", "x"),
        ("judge", "1", "verified"),
        ("undo", "99"),
        ("export", "-o", str(desk)),
        ("forget", "nothing"),
        ("forget", str(good)),
        ("init", str(desk), "more"),
    ):
        assert run(*words).status == 2, words
    assert run("init", str(desk)).status == 3
    assert run("show", "--workspace", str(tmp_path)).status == 3


def test_forgetting_asks_first(desk: Path, run: Run, tmp_path: Path) -> None:
    """Without --yes it is said what would go, and nothing goes."""
    good = tmp_path / "good.txt"
    good.write_text("A ferry sank off Port Amsel on Tuesday, the harbour authority said.", encoding="utf-8")
    run("add", str(good), "--later")
    asked = run("forget", str(good))
    assert (asked.status, "--yes" in asked.err, str(good) in asked.out) == (2, True, True)
    assert json.loads(run("status", "--format", "json").out)["reports"] == 1
    assert run("forget", str(good), "--yes").status == 0
    assert json.loads(run("status", "--format", "json").out)["reports"] == 0
    refused = run("add", str(good))
    assert (refused.status, refused.out.startswith("refused")) == (3, True)


def test_control_characters_of_a_report_do_not_reach_the_screen(desk: Path, run: Run, tmp_path: Path) -> None:
    """An escape sequence in a headline, a file's name or a judgement is shown as glyphs."""
    evil = tmp_path / "a\x1b[31m.txt"
    evil.write_text(
        "Title: Red \x1b[31m alert\n\nA ferry sank off Port Amsel on Tuesday, police said.", encoding="utf-8"
    )
    shown = [run("add", str(evil), "--story", "X\x1b[2J", "--later"), run("show"), run("log"), run("status")]
    shown += [run("judge", "X\x1b[2J", "note", "--how", "see \x1b[31m"), run("search", "ferry")]
    shown += [run("show", os.fspath(evil)), run("forget", os.fspath(evil))]
    assert [r for r in shown if "\x1b" in r.out + r.err] == []
    assert all(r.out for r in shown)


def test_without_apsw_it_is_said_what_to_install(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the extra is missing, one sentence names it."""
    import sys  # noqa: PLC0415 - only here

    monkeypatch.setitem(sys.modules, "apsw", None)
    done = run("init", str(tmp_path / "desk"))
    assert done.status == 3
    assert "pip install 'variorum[desk]'" in done.err


def test_documents_that_kill_their_reader_are_left_out_alone(
    desk: Path, run: Run, tmp_path: Path, deadly: None
) -> None:
    """Of what is added a document that crashes its reader, or its analysis, is named, and all others are kept and compared."""
    for name, text in (("a", "Two died."), ("b", "ZZCRASH"), ("c", "Three died."), ("d", "QQCRASH here.")):
        (tmp_path / f"{name}.txt").write_text(
            f"The ferry burned on Tuesday, officials said. {text}\n", encoding="utf-8"
        )
    done = run("add", *(str(tmp_path / f"{name}.txt") for name in "abcd"), "--story", "Ferry")
    assert (done.status, [line.split(":")[0] for line in done.out.splitlines()]) == (1, ["new"] * 3)
    lost, left = (line for line in done.err.splitlines() if "crash" in line)
    assert str(tmp_path / "b.txt") in lost
    assert str(tmp_path / "d.txt") in left
    with Workspace.open(desk) as workspace:
        dossier = workspace.dossier_json("Ferry")
        assert dossier is not None
        assert [r["locations"] for r in dossier["reports"]] == [
            [str(tmp_path / "a.txt")],
            [str(tmp_path / "c.txt")],
        ]
        assert (workspace.pending(), workspace.verify()) == ((), ())


def test_lists_tell_every_report_and_story_apart(desk: Path, run: Run, tmp_path: Path) -> None:
    """A report without a headline is told by its file; a story by name, headline and counted kinds, apart."""
    path = tmp_path / "plain.txt"
    path.write_text("A boat sank off Kell on Sunday and two people died, police said.\n")
    assert run("add", str(path), "--later").out.rstrip().endswith(str(path))
    other = tmp_path / "other.txt"
    other.write_text(
        "Boat sinks off Kell\n\nA boat sank off Kell on Sunday and three people died, police said.\n"
    )
    run("add", str(other), "--story", "Kell  boat")
    run("add", str(path), "--story", "Kell  boat")
    assert "Kell boat  Boat sinks off Kell  (1 report; 1 single" in run("show").out
    with Workspace.open(desk) as workspace:
        (named,) = (s for s in workspace.stories() if s.name)
        workspace.judge(named.id, Act.NOTE, by="Ann", how="ask")
        number = workspace.judgements()[-1].number
    assert "[undone by entry " in run("undo", str(number)).out
