"""Floors for collation on real reports: changes that must be seen, changes that must stay silent, natural conflicts."""

import json
from collections import Counter
from pathlib import Path

import pytest

from variorum.bench.collation import ages
from variorum.bench.collation.material import documents, report, stories
from variorum.bench.collation.perturb import outcome, perturbations, usable
from variorum.bench.collation.run import first, remembering

MOST = 5
"""Perturbations of a kind that are tried here; the benchmark tries all."""
FLOORS = {"age": 0.75, "name": 0.6}
"""Shares seen of the first MOST of a kind on the held-back half of the incidents, as measured and never lowered silently."""


def test_changed_reports_of_incidents(bench_data: Path) -> None:
    """Ages and names changed in one of two real reports are seen, and changes that change nothing show nothing."""
    docs = documents(bench_data / "incidents" / "reports.jsonl")
    wanted = [
        p
        for p in perturbations()
        if p.half == "held-back" and (p.kind in FLOORS or p.benign) and usable(p, docs)
    ]
    program = remembering()
    tried: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for p in first(wanted, MOST):
        pair = usable(p, docs)
        assert pair is not None
        tried[p.kind] += 1
        seen[p.kind] += outcome(p, pair, program).seen
    assert {k: seen[k] for k in tried if k not in FLOORS and seen[k]} == {}
    assert all(tried[k] == MOST for k in FLOORS)
    for kind, floor in FLOORS.items():
        assert seen[kind] / tried[kind] >= floor, kind


def test_natural_conflicts_of_age(bench_data: Path) -> None:
    """Of persons whose stated ages differ, those that no birthday explains are conflicts, the others updates."""
    folder = bench_data / "incidents"
    listed = ages.persons(json.loads((folder / "age_differences.json").read_text(encoding="utf-8")))
    each = stories(documents(folder / "reports.jsonl"))
    program = remembering()
    wanted = sorted({p.incident for p in listed if len(each[p.incident]) <= 6})
    told = ages.score(listed, {name: program([report(d) for d in each[name]]) for name in wanted})
    assert told.false == 0
    assert told.found / told.contradictions >= 0.8
    assert told.updates / told.explained >= 0.8


@pytest.mark.parametrize("name", ["incidents", "stories-dev"])
def test_the_perturbations_fit_the_data(bench_data: Path, name: str) -> None:
    """Every perturbation of a set that is there finds its two texts unchanged."""
    file = {"incidents": "reports.jsonl", "stories-dev": "allsides_full.jsonl"}[name]
    docs = documents(bench_data / name / file)
    mine = [p for p in perturbations() if p.reports[0] in docs]
    assert mine
    assert all(usable(p, docs) for p in mine)
