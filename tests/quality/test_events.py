"""Floors for the clustering of event mentions on the development halves, never lowered silently."""

from pathlib import Path

import pytest

from variorum.bench.events import run

FLOORS = {
    "ecbplus-dev/dev.jsonl": (
        "6baa119759e5b32a",
        {"lemma": 0.755, "class": 0.78, "scorer": 0.785, "reader": 0.805},
    ),
    "gvc-dev/mentions.jsonl": (
        "78c970337992f8ee",
        {"lemma": 0.485, "class": 0.54, "scorer": 0.585, "reader": 0.65},
    ),
}


@pytest.mark.parametrize("name", FLOORS)
def test_conll(bench_data: Path, name: str) -> None:
    """CoNLL F1 of each way to cluster gold mentions does not fall below its floor, on the data that it was measured on."""
    (told,) = run(bench_data / name).sets
    sha256, floors = FLOORS[name]
    assert told.sha256.startswith(sha256)
    assert {way for way, score in told.ways if score.conll >= floors[way]} == set(floors)
