"""Floor for reading pages, never lowered silently."""

import os
from pathlib import Path

import pytest

from variorum.bench import pages

SHA256 = "512e9a9498912047"
FLOOR = 0.96


def test_article_extraction_benchmark() -> None:
    """On the 181 pages of the article-extraction benchmark the F1 of the body does not fall below the floor."""
    folder = os.environ.get("VARIORUM_FETCHED")
    truth = next(iter(sorted(Path(folder).rglob("ground-truth.json"))), None) if folder else None
    if truth is None:
        pytest.skip(
            "a public set that is fetched by hand is not there: scrapinghub/article-extraction-benchmark, $VARIORUM_FETCHED"
        )
    scores = pages.run(truth.parent)
    assert scores.data_sha256.startswith(SHA256)
    assert scores.f1 >= FLOOR
