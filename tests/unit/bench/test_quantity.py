"""The scorer of quantities."""

import json
from pathlib import Path

import pytest

from variorum.bench import quantity
from variorum.errors import UnreadableError


def test_values_match_one_to_one() -> None:
    """A predicted value can be right once, and a range is no single value."""
    assert quantity.matched([3.0, 3.0], [3.0]) == 1
    assert quantity.matched([(1.0, 2.0)], [1.0, 2.0]) == 0
    assert quantity.matched([(1.0, 2.0), 5.0], [5.0, (1.0, 2.0)]) == 2


def test_run(tmp_path: Path) -> None:
    """A run counts what is right, and writes its predictions beside the gold."""
    rows = [
        {"text": "Twelve barns burned.", "quantities": [{"value": "12"}]},
        {"text": "It took 10 to 15 trucks and £3m.", "quantities": [{"value": "10-15"}, {"value": "4"}]},
    ]
    data, out = tmp_path / "NewsQuant.json", tmp_path / "out.jsonl"
    data.write_text(json.dumps(rows), "utf-8")
    scores = quantity.run(tmp_path, out)
    assert (scores.gold, scores.predicted, scores.right) == (3, 3, 2)
    assert scores.f1 == pytest.approx(66.7, abs=0.05)
    written = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [w["predicted_quantities"] for w in written] == [[12.0], [[10.0, 15.0], 3e6]]
    assert "66.7" in str(scores)


def test_unreadable(tmp_path: Path) -> None:
    """What is not in the set's form is refused with its name."""
    (tmp_path / "NewsQuant.json").write_text("no", "utf-8")
    with pytest.raises(UnreadableError, match=r"NewsQuant\.json"):
        quantity.run(tmp_path)
