"""Floors of the stories stage on the development halves; a floor is raised with the score, never lowered silently."""

from pathlib import Path

import pytest

from variorum.bench.stories import StoryScores, run

FLOORS = {
    "allsides_full": ("415c2b854b1212f9", 0.930),
    "uci_headlines": ("4ce545adb9cef0ee", 0.870),
    "wikinews": ("a68db464bab92f63", 0.870),
}
"""Set: the start of its SHA-256, and the least B-cubed F1."""


@pytest.mark.parametrize("name", FLOORS)
def test_scores_do_not_fall(bench_data: Path, name: str) -> None:
    """B-cubed F1 stays at or above its floor, on the very set that the floor was measured on."""
    path = bench_data / "stories-dev" / f"{name}.jsonl"
    if not path.is_file():
        pytest.skip(f"the bench data set {name} is not there")
    sha256, floor = FLOORS[name]
    scores = run(path)
    assert isinstance(scores, StoryScores)
    assert scores.sha256.startswith(sha256)
    assert scores.f1 >= floor
