"""The measured precision that a finding carries."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from variorum.collate.confidence import LEAST, confidence, table
from variorum.model import Evidence, Finding, FindingKind, Slot


def made(kind: FindingKind, slot: Slot, part: str | None, *features: str) -> Finding:
    """A finding without readings."""
    evidence = tuple(Evidence(f, None, "") for f in features)
    return Finding("f", kind, slot, part, None, (), (), evidence)


@pytest.fixture
def tool(root: Path) -> ModuleType:
    """The script that counts the labels."""
    spec = importlib.util.spec_from_file_location(
        "measure_confidence", root / "tools" / "measure_confidence.py"
    )
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_row_rests_on_enough_readings() -> None:
    """No share is stated of fewer than twenty findings, and none is above all."""
    assert table()
    assert all(row.read >= LEAST and 0 <= row.right <= row.read for row in table())


def test_measured_and_not_measured() -> None:
    """A finding of a measured kind carries its share, one of a kind that nobody measured carries none."""
    row = next(r for r in table() if (r.kind, r.slot, r.part, r.evidence) == ("agreement", "time", "day", ""))
    assert confidence(made(FindingKind.AGREEMENT, Slot.TIME, "day", "predicate")) == round(
        row.right / row.read, 2
    )
    assert confidence(made(FindingKind.AGREEMENT, Slot.CAUSE, None)) is None


def test_the_table_is_counted_from_the_labels(root: Path, tool: ModuleType) -> None:
    """The committed table is what the labels give today."""
    package = root / "src" / "variorum"
    labels = (
        (package / "bench" / "collation" / "data" / "labels.jsonl").read_text(encoding="utf-8").splitlines()
    )
    counted = tool.HEAD + "".join(tool.rows([json.loads(line) for line in labels]))
    held = (package / "collate" / "data" / "confidence.tsv").read_text(encoding="utf-8")
    assert held == counted


def test_arguable_is_not_right(tool: ModuleType) -> None:
    """Of twenty labels, fifteen right, four arguable and one wrong, fifteen count."""
    told = ["right"] * 15 + ["arguable"] * 4 + ["wrong"]
    rows: list[dict[str, object]] = [
        {
            "story": str(n),
            "kind": "conflict",
            "slot": "time",
            "part": None,
            "label": t,
            "evidence": [],
            "anchors": [],
        }
        for n, t in enumerate(told)
    ]
    assert tool.rows(rows) == ["conflict\ttime\t\t\t15\t20\n"]


def test_one_difference_counts_once(tool: ModuleType) -> None:
    """Labels of one story that share an anchor are one finding; another story's is another."""

    def label(story: str, *starts: int) -> dict[str, object]:
        return {"story": story, "kind": "conflict", "slot": "time", "part": None, "label": "right", "evidence": [],
                "anchors": [["r", s, s + 1] for s in starts]}  # fmt: skip

    assert len(tool.distinct([label("a", 1, 2), label("a", 2, 3), label("a", 9), label("b", 1)])) == 3
