"""Floors of the time stage on public sets; a floor is raised with the score and never lowered silently."""

import os
from pathlib import Path

import pytest

from variorum.bench.time import TimeScores, run
from variorum.bench.timeml import held_out

Floors = tuple[str, float, float, float]
"""The start of a set's SHA-256, and the least strict, relaxed and value F1 (TempEval-3, per cent)."""

FLOORS: dict[str, Floors] = {
    "meantime-dev/meantime.jsonl": ("c3bba9973693fdf6", 92.4, 94.8, 87.8),
    "wikiwars/wikiwars.jsonl": ("2f53cb19229e6360", 88.2, 94.1, 82.0),
}
HELD: dict[str, Floors] = {
    "TimeBank": ("7093c78049dfb596", 88.7, 92.8, 80.5),
    "AQUAINT": ("61e7b3ca0fed2cbf", 80.2, 93.2, 80.2),
}
"""Folders of TimeML files: the three tenths of their documents that the stage was not developed on."""


def _reached(scores: TimeScores, floors: Floors) -> Floors:
    """The scores cut to their floors, so that a set that holds them gives *floors* itself."""
    sha256, *least = floors
    found = (scores.strict_f1, scores.relaxed_f1, scores.value_f1)
    strict, relaxed, value = (min(have, floor) for have, floor in zip(found, least, strict=True))
    return scores.sha256[: len(sha256)], strict, relaxed, value


@pytest.mark.parametrize("name", FLOORS)
def test_scores_do_not_fall(bench_data: Path, name: str) -> None:
    """Detection and value F1 stay at or above their floors, on the very set that the floors were measured on."""
    path = bench_data / name
    if not path.is_file():
        pytest.skip(f"the bench data set {name} is not there")
    assert _reached(run(path), FLOORS[name]) == FLOORS[name]


@pytest.mark.parametrize("name", HELD)
def test_scores_on_documents_held_out_do_not_fall(name: str) -> None:
    """On documents that the stage was not developed on, detection and value F1 stay above their floors."""
    folder = os.environ.get("VARIORUM_FETCHED")
    path = next((p for p in sorted(Path(folder).rglob(name)) if p.is_dir()), None) if folder else None
    if path is None:
        pytest.skip(
            f"a public set that is fetched by hand is not there: the folder {name} of TimeML files "
            "(data/TempEval3/Training of qiangning/StructTempRel-EMNLP17) under $VARIORUM_FETCHED"
        )
    assert _reached(run(path, keep=held_out), HELD[name]) == HELD[name]
