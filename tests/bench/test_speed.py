"""The speed benchmark compares like with like."""

from pathlib import Path

import pytest

from variorum.bench import NAMES, offered, speed
from variorum.errors import UsageError


def test_only_benchmarks_that_exist_are_offered() -> None:
    """Each benchmark that is offered has a module, and the contract or this house names it."""
    assert "speed" in offered()
    folder = Path(speed.__file__).parent
    assert [name for name in NAMES if name in offered()] == [n for n in NAMES if list(folder.glob(f"{n}*"))]


def test_the_ratio_counts_reading_and_collating() -> None:
    """The ratio sets all that the program does against the pipeline alone, and is shown beside its parts."""
    made = speed.Speed(
        reports=3, words=900, pipeline="p 1", pipeline_cpu=0.5, collate_cpu=0.7, read_cpu=0.1, collate_wall=0.8, peak_mib=300.0
    )  # fmt: skip
    assert made.ratio == pytest.approx(1.6)
    shown = str(made)
    assert "1.60" in shown
    assert "3 (900 words)" in shown
    assert all(part in shown for part in ("0.500 s", "0.700 s", "0.100 s"))


def test_there_is_nothing_to_predict() -> None:
    """Asking for predictions of a speed is wrong use."""
    with pytest.raises(UsageError, match="no predictions"):
        speed.run(None, Path("out.jsonl"))


def test_a_folder_without_reports_is_said_so(tmp_path: Path) -> None:
    """Without a report there is nothing to time, and no division by nothing."""
    pytest.importorskip("variorum.build", reason="the stages are not built")
    with pytest.raises(UsageError, match="holds no report"):
        speed.measure(tmp_path)


def test_collating_costs_more_than_its_parser() -> None:
    """Collate parses too, so its CPU time is never below that of the pipeline alone by more than noise."""
    pytest.importorskip("variorum.build", reason="the stages are not built")
    reports = Path(speed.__file__).parents[1] / "demo" / "reports"
    made = speed.measure(reports, rounds=1)
    assert made.reports == 4
    assert made.words > 800
    assert made.ratio > 0.6
