"""Floors for attributions on the development half of PolNeAR; lowered only with a decision record."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from variorum.bench.attribution import AttributionScores, run
from variorum.claims.attribution.tagger import network
from variorum.settings import Attributing

SHA256 = "ce2dd26dcfe6bb48f346fc9f18de5c5b3119494574e50771ed5a67bc2bfc093c"
"""Of the 84 texts that the floors were measured on."""
FLOORS = {
    Attributing.RULES: {
        "triple": 70.0, "content_tokens": 85.0, "content_half": 75.0, "source_exact": 75.5, "cue_exact": 69.0,
        "content_exact": 57.5, "recall_direct": 95.0, "recall_indirect": 59.5, "speaker_direct": 95.5,
    },
    Attributing.TAGGER: {
        "triple": 75.2, "content_tokens": 89.4, "content_half": 81.7, "source_exact": 80.8, "cue_exact": 73.7,
        "content_exact": 63.7, "recall_direct": 97.0, "recall_indirect": 75.4, "speaker_direct": 95.3,
    },
}  # fmt: skip
Measured = tuple[Attributing, AttributionScores, Path]


@pytest.fixture(scope="module", params=[Attributing.RULES, Attributing.TAGGER], ids=str)
def measured(
    request: pytest.FixtureRequest, bench_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> Measured:
    """The scores of one run of each attributor, and its predictions."""
    data = bench_data / "polnear-dev" / "dev.jsonl"
    if not data.is_file():
        pytest.skip("the bench data has no PolNeAR development half")
    if request.param is Attributing.TAGGER and not network.installed():
        pytest.skip("the tagger's weights (packages/variorum-tagger) are not installed")
    predictions = tmp_path_factory.mktemp("bench") / "attribution.jsonl"
    return request.param, run(data, predictions, attributor=request.param), predictions


def test_the_floors_hold(measured: Measured) -> None:
    """Attributions score at least what they scored when the floors were set, on the same data."""
    name, scores, _ = measured
    assert scores.attributor == name.value
    assert scores.sha256 == SHA256
    reached = {what: round(getattr(scores, what), 1) for what in FLOORS[name]}
    assert {what: value for what, value in reached.items() if value < FLOORS[name][what]} == {}


def test_the_stage_is_cheap(measured: Measured) -> None:
    """Attribution by rules costs less than 30 % of the CPU time of the parse, by the tagger less than twice it."""
    name, scores, _ = measured
    most = 0.3 if name is Attributing.RULES else 2.0
    assert scores.seconds < most * scores.parse_seconds


def test_the_scores_are_those_of_the_set_s_scorer(measured: Measured, bench_data: Path) -> None:
    """The program's own scores equal those of the independent scorer to a tenth of a point."""
    _, scores, predictions = measured
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
