"""Floors for the lineage stage, never lowered silently."""

import os
from pathlib import Path

import pytest

from variorum.bench import lineage
from variorum.bench.lineage import Scores
from variorum.bench.pairs import PairScores

SHARED = Path(os.environ.get("VARIORUM_SHARED", Path(__file__).parents[3] / "shared"))
PAIRS = Path(__file__).parent / "data" / "lineage_pairs.jsonl"
PAIRS_SHA256 = "fb84ef67e92a997d"
REPORTS = SHARED / "bench" / "stories-dev" / "allsides_full.jsonl"
REPORTS_SHA256 = "415c2b854b1212f9"


@pytest.fixture(autouse=True)
def _there(monkeypatch: pytest.MonkeyPatch) -> None:
    if not REPORTS.exists():
        pytest.skip(f"the shared bench data is not there: {REPORTS}")
    monkeypatch.setenv("VARIORUM_SHARED", str(SHARED))


def test_syndication() -> None:
    """On syndication made of real sentences passages are found and telegrams told apart as well as they were."""
    scores = lineage.run(REPORTS)
    assert isinstance(scores, Scores)
    assert scores.data_sha256.startswith(REPORTS_SHA256)
    found, wanted = sum(row[1] for row in scores.recall), sum(row[2] for row in scores.recall)
    assert found >= 0.998 * wanted
    assert scores.adjusted_rand >= 0.994
    as_quotes, as_prose, quotes = scores.quotes
    assert as_quotes >= 0.95 * quotes
    assert as_prose == 0


def test_labelled_pairs() -> None:
    """On pairs labelled by hand, precision and recall of quotes and of copied prose do not fall below the floors."""
    scores = lineage.run(PAIRS)
    assert isinstance(scores, PairScores)
    assert scores.data_sha256.startswith(PAIRS_SHA256)
    assert scores.missing == 0
    assert scores.precision("same quote") >= 0.92
    assert scores.recall("same quote") >= 0.93
    assert scores.precision("copied prose") >= 0.67
    assert scores.recall("copied prose") >= 0.80
