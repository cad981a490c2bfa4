"""Processes that read documents and fail where a text or a name says so."""

from pathlib import Path

import pytest

DEADLY = """
import os, sys, time


def fail(text):
    if "ZZCRASH" in text:
        os.kill(os.getpid(), 9)
    if "ZZHANG" in text:
        time.sleep(600)
    if "ZZEAT" in text:
        held = []
        while True:
            held.append(bytearray(64 << 20))
    if "ZZRAISE" in text:
        raise ValueError("cannot be told")
    if "ZZFILL" in text:  # fails where it is not the first that its process reads
        filled.append(text)
        if len(filled) > 1:
            os.kill(os.getpid(), 9)


filled = []
words = " ".join(sys.orig_argv)
if "variorum.read.child" in words:
    from variorum.read import captures, load
    report_of, file = load.report_of, captures._file
    def reading(found, stated):
        fail(found.capture.data.decode("utf-8", "replace"))
        return report_of(found, stated)
    def opening(path, location, *, as_is):
        fail(path.name)
        return file(path, location, as_is=as_is)
    load.report_of, captures._file = reading, opening
if "variorum.store.child" in words:
    from variorum import build
    alone = build.read_alone
    def annotating(report, reference, *, settings, parse):
        fail(report.text.replace("QQ", "ZZ"))
        return alone(report, reference, settings=settings, parse=parse)
    build.read_alone = annotating
"""
"""Stands in a child's ``sitecustomize``. Words with ZZ fail where files are read, with QQ where texts are annotated."""


@pytest.fixture
def deadly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Readers that fail at certain words."""
    folder = tmp_path / "deadly"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(DEADLY, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(folder))
