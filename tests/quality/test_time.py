"""Floors of the time stage on public sets; a floor is raised with the score and never lowered silently."""

from pathlib import Path

import pytest

from variorum.bench.time import run

FLOORS = {
    "meantime-dev/meantime.jsonl": ("c3bba9973693fdf6", 91.0, 93.0, 86.0),
    "wikiwars/wikiwars.jsonl": ("2f53cb19229e6360", 87.0, 93.0, 79.0),
}
"""Set: the start of its SHA-256, and the least strict, relaxed and value F1 (TempEval-3, per cent)."""


@pytest.mark.parametrize("name", FLOORS)
def test_scores_do_not_fall(bench_data: Path, name: str) -> None:
    """Detection and value F1 stay at or above their floors, on the very set that the floors were measured on."""
    path = bench_data / name
    if not path.is_file():
        pytest.skip(f"the bench data set {name} is not there")
    sha256, strict, relaxed, value = FLOORS[name]
    scores = run(path)
    assert scores.sha256.startswith(sha256)
    assert scores.strict_f1 >= strict
    assert scores.relaxed_f1 >= relaxed
    assert scores.value_f1 >= value
