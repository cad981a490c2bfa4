"""The benchmark of reading pages."""

import gzip
import json
from pathlib import Path

import pytest

from variorum.bench.pages import run
from variorum.errors import UnreadableError

BODY = "The ferry burned off Port Ellery on Tuesday, the harbour authority of the town said."


def test_scores_are_those_of_the_definition(tmp_path: Path) -> None:
    """Of two pages, one read whole and one with a sentence lost, recall is the mean of their shares of shingles."""
    more = "Nobody on board was hurt that night."
    truth = {"a": {"articleBody": BODY}, "b": {"articleBody": f"{BODY} {more}"}}
    (tmp_path / "ground-truth.json").write_text(json.dumps(truth), encoding="utf-8")
    (tmp_path / "html").mkdir()
    page = f"<html><body><article><h1>Ferry burns</h1><p>{BODY}</p></article></body></html>".encode()
    for name in truth:
        (tmp_path / "html" / f"{name}.html.gz").write_bytes(gzip.compress(page))
    scores = run(tmp_path, tmp_path / "out.json")
    assert scores.precision == 1.0
    assert scores.recall == pytest.approx((1 + 12 / 19) / 2)
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["a"]["articleBody"] == BODY


def test_another_folder_is_refused(tmp_path: Path) -> None:
    """A folder without the truth is refused with what to give."""
    with pytest.raises(UnreadableError, match="article-extraction-benchmark"):
        run(tmp_path)
