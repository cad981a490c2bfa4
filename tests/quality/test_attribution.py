"""Floors for attributions on the development half of PolNeAR; lowered only with a decision record."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from variorum.bench.attribution import AttributionScores, run

SHA256 = "ce2dd26dcfe6bb48f346fc9f18de5c5b3119494574e50771ed5a67bc2bfc093c"
"""Of the 84 texts that the floors were measured on."""


@pytest.fixture(scope="module")
def measured(bench_data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[AttributionScores, Path]:
    """The scores of one run, and its predictions."""
    data = bench_data / "polnear-dev" / "dev.jsonl"
    if not data.is_file():
        pytest.skip("the bench data has no PolNeAR development half")
    predictions = tmp_path_factory.mktemp("bench") / "attribution.jsonl"
    return run(data, predictions), predictions


def test_the_floors_hold(measured: tuple[AttributionScores, Path]) -> None:
    """Attributions score at least what they scored when the floors were set, on the same data."""
    scores, _ = measured
    assert scores.sha256 == SHA256
    assert scores.triple >= 70.0
    assert scores.content_tokens >= 85.0
    assert scores.content_half >= 75.0
    assert scores.source_exact >= 75.5
    assert scores.recall_direct >= 95.0
    assert scores.speaker_direct >= 95.5


def test_the_stage_is_cheap(measured: tuple[AttributionScores, Path]) -> None:
    """Attribution costs less than 30 % of the CPU time of the parse."""
    scores, _ = measured
    assert scores.seconds < 0.3 * scores.parse_seconds


def test_the_scores_are_those_of_the_set_s_scorer(
    measured: tuple[AttributionScores, Path], bench_data: Path
) -> None:
    """The program's own scores equal those of the independent scorer to a tenth of a point."""
    scores, predictions = measured
    scorer = _scorer(bench_data / "score" / "attribution.py")
    gold = [json.loads(x) for x in (bench_data / "polnear-dev" / "dev.jsonl").read_text("utf-8").splitlines()]
    found = {row["doc"]: row for row in map(json.loads, predictions.read_text("utf-8").splitlines())}
    theirs = scorer.score(gold, found)
    exact = theirs["role_exact"]
    assert round(scores.triple, 1) == theirs["triple"]["F1"]
    assert round(scores.content_half, 1) == theirs["content@0.5"]["F1"]
    assert round(scores.content_tokens, 1) == theirs["role_tokens"]["content"]["F1"]
    assert round(scores.source_exact, 1) == exact["source"]["F1"]
    assert round(scores.cue_exact, 1) == exact["cue"]["F1"]
    assert round(scores.content_exact, 1) == exact["content"]["F1"]
    assert round(scores.recall_direct, 1) == theirs["by_type"]["direct"]["R50"]
    assert round(scores.recall_indirect, 1) == theirs["by_type"]["indirect"]["R50"]


def _scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("polnear_scorer", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
