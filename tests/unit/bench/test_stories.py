"""The benchmark of stories: its arithmetic on groupings worked out by hand, its lines, its invented stream."""

import json
from itertools import islice
from pathlib import Path

import pytest

from variorum.bench.invented import invented
from variorum.bench.stories import Costs, StoryScores, b_cubed, costs, pairs_f1, run
from variorum.errors import UnreadableError, UsageError

ROWS = (
    {"id": "a", "title": "Sandry Maid ferry fire kills two", "text": "The ferry Sandry Maid burned off Port Ellery.",
     "date": "2026-03-10T08:00:00+00:00", "source": "One", "story": "fire"},
    {"id": "b", "title": "Two dead in Sandry Maid ferry fire", "text": "Two died on the ferry Sandry Maid off Port Ellery.",
     "date": "2026-03-10", "source": "Two", "story": "fire"},
    {"id": "c", "title": "Caldmouth dockers strike", "text": "Dockers in Caldmouth stopped work.", "date": None,
     "source": "One", "story": "strike"},
)  # fmt: skip


def write(path: Path, *rows: object) -> Path:
    """A JSONL file of the rows."""
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


def test_b_cubed_by_hand() -> None:
    """One found group of two stories (2 and 1 reports) and one report apart: precision 2/3, recall 2/3."""
    gold, mine = ["x", "x", "x", "y"], ["1", "1", "2", "1"]
    precision, recall = b_cubed(gold, mine)
    assert precision == pytest.approx((2 / 3 + 2 / 3 + 1 + 1 / 3) / 4)
    assert recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert pairs_f1(gold, mine) == pytest.approx(2 * 1 / (3 + 3))


def test_a_set_is_scored_and_predicted(tmp_path: Path) -> None:
    """The lines come back in their order with the predicted story; a perfect grouping scores 1."""
    out = tmp_path / "out.jsonl"
    scores = run(write(tmp_path / "in.jsonl", *ROWS), out)
    assert isinstance(scores, StoryScores)
    assert (scores.f1, scores.pairs, scores.adjusted_rand) == (1.0, 1.0, 1.0)
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [row["id"] for row in rows] == ["a", "b", "c"]
    assert rows[0]["story"] == rows[1]["story"] != rows[2]["story"]
    assert "reports      3, stories 2 (gold), 2 (found)" in str(scores)


def test_gold_is_optional(tmp_path: Path) -> None:
    """Lines without a story are placed, and not scored."""
    bare = [{k: v for k, v in row.items() if k != "story"} for row in ROWS]
    out = tmp_path / "out.jsonl"
    scores = run(write(tmp_path / "in.jsonl", *bare), out)
    assert isinstance(scores, StoryScores)
    assert (scores.reports, scores.stories) == (3, 0)
    assert all(json.loads(line)["story"] for line in out.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("row", [{"id": "a"}, [], {"id": "a", "text": "t", "date": "yesterday"}])
def test_a_bad_line_is_named(tmp_path: Path, row: object) -> None:
    """A line that is no report of the set is refused with its number."""
    with pytest.raises(UnreadableError, match=":2"):
        run(write(tmp_path / "in.jsonl", ROWS[0], row))


def test_an_empty_set_is_refused(tmp_path: Path) -> None:
    """A file without lines, or a folder, is no set."""
    with pytest.raises(UnreadableError):
        run(write(tmp_path / "in.jsonl"))
    with pytest.raises(UnreadableError):
        run(tmp_path)


def test_predictions_need_data(tmp_path: Path) -> None:
    """Without data only the cost is measured, so that there is nothing to predict."""
    with pytest.raises(UsageError):
        run(None, tmp_path / "out.jsonl")


def test_costs_are_measured_at_each_load() -> None:
    """Each load gives a rate for headlines and one for texts."""
    measured = costs((5, 20), timed=10)
    assert [c.held for c in measured] == [5, 20]
    assert all(c.headlines_a_second > 0 and c.texts_a_second > 0 for c in measured)
    assert str(Costs(measured)).count("\n") == 3


def test_the_invented_stream_is_always_the_same() -> None:
    """Two streams of one seed are equal, and their reports all different."""
    one, other = (list(islice(invented(30), 40)) for _ in range(2))
    assert one == other
    assert len({r.id for r in one}) == len({r.text for r in one}) == 40
