"""A process that is killed at any moment: what it acknowledged is kept, once, and the rest can be done again."""

import contextlib
import json
import os
import random
import signal
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from variorum.bench.store.plain import Plain
from variorum.errors import UsageError
from variorum.model import Metadata
from variorum.store import Act, Workspace

STORIES = ("Ferry", "Council", "Bridge")
OPENING = "The ferry Amsel burned off Port Ellery, officials said, and many saw it from the pier."
TABLES = (
    "captures", "reports", "locations", "stories", "members", "annotations", "findings", "past", "entries", "log",
    "touches", "heirs", "moved", "judgements", "forgotten", "erasures",
)  # fmt: skip
Step = Callable[[Workspace], object]


def opened(folder: Path) -> Workspace:
    """The workspace at a time that stands still, so that the same steps give the same rows."""
    noon = datetime(2031, 5, 15, 12, tzinfo=UTC)
    return Workspace.open(folder, clock=lambda: noon, salt=lambda: b"\0" * 16, stages=Plain())


def add(number: int, turn: int = 1) -> Step:
    """A report, or its next version."""
    text = f"{OPENING} So says number {number}.\n\ntoll: {number % 3 + turn}\n\nkey{number}: {turn}"
    said = Metadata(url=f"https://harbour.example/{number}")
    return lambda w: w.add_bytes(f"{number}.txt", text.encode(), story=STORIES[number % 3], stated=said)


def judge(story: str, act: Act, who: str) -> Step:
    """A judgement of a story's first finding, which is there once the story was analysed."""
    return lambda w: w.judge(w.findings(story)[0].id, act, by=who, how="seen")


def undo(nth: int) -> Step:
    """The undoing of a judgement; that it was undone before is what is wanted."""

    def step(workspace: Workspace) -> None:
        with contextlib.suppress(UsageError):
            workspace.undo(workspace.judgements()[nth].number, by="Ben")

    return step


def forget(number: int) -> Step:
    """The forgetting of a report; that it is gone is what is wanted."""

    def step(workspace: Workspace) -> None:
        with contextlib.suppress(UsageError):
            workspace.forget(f"{number}.txt", by="Ben", confirmed=True)

    return step


def steps() -> list[Step]:
    """What a desk does on a day."""
    analyse: Step = Workspace.analyse
    day: list[Step] = []
    for number in range(9):
        day += [add(number), analyse] if number % 2 else [add(number)]
    day += [judge(s, act, who) for s in STORIES for act, who in ((Act.NOTE, "Ann"), (Act.VERIFIED, "Ben"))]
    day += [undo(1), add(1, turn=2), add(3, turn=2), analyse]
    day += [
        lambda w: w.judge("Ferry", Act.MERGE, by="Ann", other="Bridge"),
        analyse,
        judge("Ferry", Act.NOTE, "Cleo"),
    ]
    day += [forget(4), analyse, add(10), add(11), analyse, undo(0), judge("Council", Act.DISMISSED, "Ann")]
    return day


def content(folder: Path) -> dict[str, Any]:
    """Every row of every table, and the names of the captures."""
    with opened(folder) as workspace:
        rows: dict[str, Any] = {
            t: workspace.db.rows(
                f"SELECT * FROM {t} ORDER BY 1, 2" if t != "erasures" else "SELECT * FROM erasures"
            )
            for t in TABLES
        }
        assert workspace.verify() == ()
        return {**rows, "files": sorted(workspace.captures.kept())}


def worked(folder: Path, first: int, told: int) -> None:
    """Do the steps from *first* on; acknowledge each through the pipe."""
    day = steps()
    with opened(folder) as workspace:
        for number in range(first, len(day)):
            day[number](workspace)
            os.write(told, b"%d\n" % number)


def killed_after(folder: Path, first: int, seconds: float) -> tuple[int, bool]:
    """Let a process do the steps from *first* on and kill it; the first step not acknowledged, and whether it was killed."""
    hear, told = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.close(hear)
            worked(folder, first, told)
            status = 0
        finally:
            os._exit(status)
    os.close(told)
    time.sleep(seconds)
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with os.fdopen(hear, "rb") as heard:
        acknowledged = [int(line) for line in heard.read().splitlines()]
    assert not os.WIFEXITED(status) or os.WEXITSTATUS(status) == 0, f"step {first + len(acknowledged)} failed"
    assert acknowledged == list(range(first, first + len(acknowledged)))
    return first + len(acknowledged), os.WIFSIGNALED(status)


def kept(folder: Path, done: int, whole: list[dict[str, Any]]) -> None:
    """Hold if a workspace is what it was after *done* steps, or after the one that was not acknowledged."""
    with opened(folder) as workspace:
        log = [(e.number, e.act, e.hash) for e in workspace.log()]
        assert workspace.verify() == ()
    assert len(log) >= len(whole[done]["log"])
    assert log == [(r[0], r[2], r[7]) for r in whole[min(done + 1, len(whole) - 1)]["log"]][: len(log)]


def battery(tmp_path: Path, kills: int, seed: int) -> int:
    """Kill often, over as many days as it takes; how many times."""
    dice = random.Random(seed)
    plain = tmp_path / "plain"
    Workspace.create(plain).close()
    whole = [content(plain)]
    for step in steps():
        with opened(plain) as workspace:
            step(workspace)
        whole.append(content(plain))
    count = day = 0
    while count < kills:
        folder = tmp_path / f"day{day}"
        Workspace.create(folder).close()
        done = 0
        while done < len(whole) - 1:
            wait = dice.uniform(0, 0.12) if count < kills else 30.0
            done, was = killed_after(folder, done, wait) if count < kills else (finish(folder, done), False)
            count += was
            kept(folder, done, whole)
        assert json.dumps(content(folder), default=repr) == json.dumps(whole[-1], default=repr)
        day += 1
    return count


def finish(folder: Path, first: int) -> int:
    """Do the rest undisturbed."""
    hear, told = os.pipe()
    worked(folder, first, told)
    os.close(told)
    os.close(hear)
    return len(steps())


def test_several_processes_write_at_once(tmp_path: Path) -> None:
    """Three processes that add, in part the same reports, and judge: nothing is lost, nothing is there twice."""
    folder = tmp_path / "desk"
    Workspace.create(folder).close()
    children = []
    for who in range(3):
        child = os.fork()
        if child == 0:
            status = 1
            try:
                with opened(folder) as workspace:
                    for number in (*range(6), 10 * (who + 1), 10 * (who + 1) + 1):
                        add(number)(workspace)
                    workspace.analyse()
                    workspace.judge(STORIES[who], Act.NOTE, by="Ann", how=f"number {who}")
                status = 0
            finally:
                os._exit(status)
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0, 0, 0]
    with opened(folder) as workspace:
        workspace.analyse()
        assert workspace.verify() == ()
        held = [r.locations for s in workspace.stories() for r in workspace.reports(s.id)]
        assert sorted(held) == sorted((f"{n}.txt",) for n in (*range(6), 10, 11, 20, 21, 30, 31))
        assert sorted(j.how for j in workspace.judgements()) == ["number 0", "number 1", "number 2"]
        assert [e.number for e in workspace.log()] == list(range(1, 12 + 3 + 1))


def test_a_killed_process_loses_nothing(tmp_path: Path) -> None:
    """Killed 20 times: no corrupt store, nothing acknowledged lost, nothing twice, the end as if undisturbed."""
    assert battery(tmp_path, 20, seed=1) >= 20


@pytest.mark.torture
def test_a_thousand_kills_lose_nothing(tmp_path: Path) -> None:
    """Killed 1,000 times: no corrupt store, nothing acknowledged lost, nothing twice, the end as if undisturbed."""
    assert battery(tmp_path, 1000, seed=2) >= 1000
