"""Floors for the quantity stage on NewsQuant, never lowered silently."""

import json
import os
from pathlib import Path

import pytest

from variorum.bench import quantity

SHA256 = "ed1cb78a81d7e69f07236c7a96cd63940069997d4c32923c784194f1f8e34e35"
FLOOR = 94.5
UNREAD_FLOOR = 89.7
"""On the sentences that nobody read while the reader was made."""


def newsquant() -> Path:
    """The set, or a skip with the reason."""
    folder = os.environ.get("VARIORUM_FETCHED")
    path = next(iter(sorted(Path(folder).rglob("NewsQuant.json"))), None) if folder else None
    if path is None:
        pytest.skip(
            "a public set that is fetched by hand is not there: NewsQuant.json (satya77/CQE_Evaluation), $VARIORUM_FETCHED"
        )
    return path


def test_newsquant_value_f1() -> None:
    """On all of NewsQuant the value F1 does not fall below the floor."""
    scores = quantity.run(newsquant())
    assert scores.data_sha256 == SHA256
    assert scores.f1 >= FLOOR


def test_newsquant_unread_quarter(tmp_path: Path) -> None:
    """On the quarter of NewsQuant that was kept closed the value F1 does not fall below its floor."""
    rows = json.loads(newsquant().read_text("utf-8"))[3::4]
    part = tmp_path / "unread.json"
    part.write_text(json.dumps(rows), "utf-8")
    assert quantity.run(part).f1 >= UNREAD_FLOOR
