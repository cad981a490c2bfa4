"""Children of the engine that fail where a text says so."""

from pathlib import Path

import pytest

SABOTAGE = """
import os, sys, time, types
from pathlib import Path


def fail(text):
    if "ZZCRASH" in text:
        os.kill(os.getpid(), 9)
    if "ZZHANG" in text:
        time.sleep(600)
    if "ZZEAT" in text:
        held = []
        while True:
            held.append(bytearray(8 << 20))
            time.sleep(0.02)
    if "ZZRAISE" in text:
        raise ValueError("cannot be told")


def work(task, at):
    time.sleep(task.payload[1])
    lost = [blame.item for blame in task.without]
    for number, word in enumerate(task.payload[0]):
        at(number)
        if number not in lost:
            fail(word)
    at(None)
    Path(task.out).write_text(",".join(map(str, lost)), encoding="utf-8")


if "variorum.batch.child" in " ".join(sys.orig_argv):
    faulty = types.ModuleType("variorum.batch.faulty")
    faulty.work = work
    sys.modules["variorum.batch.faulty"] = faulty
    if "STAGES" in os.environ.get("VARIORUM_SABOTAGE", ""):
        from variorum import build
        alone = build.read_alone
        def reading(report, reference, *, settings):
            fail(report.text)
            return alone(report, reference, settings=settings)
        build.read_alone = reading
"""
"""Stands in a child's ``sitecustomize``: a stage of its own, and a stage of the program that a text can make fail."""


@pytest.fixture
def sabotage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Children that fail at certain words."""
    folder = tmp_path / "sabotage"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(SABOTAGE, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(folder))
