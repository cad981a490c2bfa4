"""Floors for the quantity stage on NewsQuant, never lowered silently."""

import os
from pathlib import Path

import pytest

from variorum.bench import quantity

SHA256 = "ed1cb78a81d7e69f07236c7a96cd63940069997d4c32923c784194f1f8e34e35"
FLOOR = 91.0


def test_newsquant_value_f1() -> None:
    """On all of NewsQuant the value F1 does not fall below the floor."""
    folder = os.environ.get("VARIORUM_FETCHED")
    path = next(iter(sorted(Path(folder).rglob("NewsQuant.json"))), None) if folder else None
    if path is None:
        pytest.skip(
            "a public set that is fetched by hand is not there: NewsQuant.json (satya77/CQE_Evaluation), $VARIORUM_FETCHED"
        )
    scores = quantity.run(path)
    assert scores.data_sha256 == SHA256
    assert scores.f1 >= FLOOR
