"""Invented events with gold made by hand: no false conflict, no trap, and the conflicts that are there."""

import importlib.util
import json
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SETS = ("events", "desk", "later", "newsroom", "outlets")
EVENTS = tuple(p.parent for s in SETS for p in sorted((Path(__file__).parent / s).glob("*/gold.json")))

CONFLICT_RECALL = {
    "events": 10 / 15,
    "desk": 9 / 67,
    "later": 1 / 40,
    "newsroom": 10 / 50,
    "outlets": 11 / 60,
}
"""Share of the required conflicts of a set that must be found, by ``tools/evaluate_events.py tests/golden/SET``: 10 of 15,
9 of 67, 1 of 40, 10 of 50 and 11 of 60 were on 2026-11-30 (8 and 4 of the first two on the state of 2026-11-22). *desk* and *later* were written
by somebody who never saw the program, in wordings as far apart as could be; *later* was run once before it was read. *newsroom*, worded as outlets word their reports, gave 7 of 50 and two false ones at its first
run; it has been read since. *outlets*, ten events that share much of their wording as real reports do, gave 12 of 60 and two false ones at its
first run; only those two have been read. Whoever raises a floor notes it here; it is never lowered."""

KINDS = {"agreement", "refinement", "update", "variant", "unverified", "single"}
SLOTS = {"event", "time", "place", "participant", "quantity", "wording", "polarity", "cause", "verification"}


def _evaluator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("evaluate_events", ROOT / "tools" / "evaluate_events.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


tool = _evaluator()


@cache
def _score(event: Path) -> Any:
    return tool.evaluate(event)


def _gold(event: Path) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads((event / "gold.json").read_text(encoding="utf-8"))
    return gold


def _texts(event: Path) -> dict[str, str]:
    return {p.stem: p.read_text(encoding="utf-8") for p in event.glob("?.txt")}


def _quoted(gold: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for entry in (*gold["conflicts"], *gold["findings"]):
        for reading in (*entry["readings"], *entry.get("also", ())):
            yield reading["report"], reading["words"]
    for trap in gold["traps"]:
        yield from _of_trap(trap)


def _of_trap(trap: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The words of a trap with their reports; a report may give both."""
    for report, held in trap["words"].items():
        yield from ((report, words) for words in ([held] if isinstance(held, str) else held))


@pytest.mark.parametrize("event", EVENTS, ids=lambda e: e.name)
def test_gold_quotes_its_reports(event: Path) -> None:
    """Every phrase of the gold stands exactly once in the report that it names."""
    texts = _texts(event)
    assert [(r, w, texts[r].count(w)) for r, w in _quoted(_gold(event)) if texts[r].count(w) != 1] == []


@pytest.mark.parametrize("event", EVENTS, ids=lambda e: e.name)
def test_gold_keeps_to_the_contract(event: Path) -> None:
    """The gold uses the contract's kinds and slots, and a conflict has at least two readings."""
    gold = _gold(event)
    assert {c["kind"] for c in gold["conflicts"]} <= {"conflict", "dispute"}
    assert {f["kind"] for f in gold["findings"]} <= KINDS
    assert {f["slot"] for f in (*gold["conflicts"], *gold["findings"])} <= SLOTS
    assert all(len(c["readings"]) >= 2 for c in gold["conflicts"])
    assert gold["traps"]


def _dossier(event: Path, findings: list[dict[str, Any]]) -> dict[str, Any]:
    reports = [{"sigil": sigil, "text": text} for sigil, text in sorted(_texts(event).items())]
    return {"reports": reports, "claims": [], "findings": findings}


def _finding(event: Path, kind: str, slot: str, readings: list[tuple[str, str]]) -> dict[str, Any]:
    texts = _texts(event)
    anchors = [
        {"report": r, "start": texts[r].index(w), "end": texts[r].index(w) + len(w), "exact": w}
        for r, w in readings
    ]
    together = kind in {"agreement", "single", "unverified"}
    return {
        "kind": kind,
        "slot": slot,
        "readings": [{"anchors": anchors}] if together else [{"anchors": [a]} for a in anchors],
    }


@pytest.mark.parametrize("event", EVENTS, ids=lambda e: e.name)
def test_gold_scores_full_marks_against_itself(event: Path) -> None:
    """A dossier that lists the gold and nothing else has every finding found and nothing false."""
    gold = _gold(event)
    listed = [
        _finding(event, e["kind"], e["slot"], [(r["report"], r["words"]) for r in e["readings"]])
        for e in (*gold["conflicts"], *gold["findings"])
    ]
    score = tool.judge(event, _dossier(event, listed))
    assert all(m.found is not None for m in (*score.conflicts, *score.others))
    assert score.false == ()
    assert score.traps == ()


@pytest.mark.parametrize("event", EVENTS, ids=lambda e: e.name)
def test_a_conflict_made_of_a_trap_is_false(event: Path) -> None:
    """A dossier that sets the words of every trap against each other is false throughout and hits each trap."""
    traps = _gold(event)["traps"]
    listed = [_finding(event, "conflict", "participant", list(_of_trap(t))) for t in traps]
    score = tool.judge(event, _dossier(event, listed))
    assert len(score.false) == len(traps)
    assert len(score.traps) >= len(traps)


@pytest.mark.parametrize("event", EVENTS, ids=lambda e: e.name)
def test_event_has_no_false_conflict(event: Path) -> None:
    """Collating an event falls into no trap and lists no conflict or dispute beyond the gold."""
    score = _score(event)
    assert [(t.words, t.why) for t in score.traps] == []
    assert [tool.words(f) for f in score.false] == []


@pytest.mark.parametrize("name", SETS)
def test_conflicts_are_found(name: str) -> None:
    """Over all events of a set at least the stated share of the required conflicts is found."""
    scores = [_score(event) for event in EVENTS if event.parent.name == name]
    wanted = sum(s.wanted for s in scores)
    assert wanted > 0
    assert sum(s.found for s in scores) / wanted >= CONFLICT_RECALL[name]
