"""The benchmark of the engine, and the stream that it runs on."""

import json
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest

from variorum.batch.run import Cost
from variorum.bench import batch
from variorum.bench.newswire import newswire
from variorum.errors import UsageError
from variorum.settings import Attributing


def test_the_invented_stream_is_the_same_each_time() -> None:
    """The same seed gives the same reports; another gives others."""
    assert list(newswire(50)) == list(newswire(50))
    assert list(newswire(50)) != list(newswire(50, seed=1))


def test_the_invented_stream_is_as_it_says() -> None:
    """So many reports, by day, each with an id of its own; events of one report and of several, copies and follow-ups."""
    lines = list(newswire(600, days=10, alone=0.5))
    assert len(lines) == len({line["id"] for line in lines}) == 600
    dates = [line["published"] for line in lines if line["published"]]
    assert dates == sorted(dates)
    assert 0 < len(lines) - len(dates) < 30
    sizes = Counter(Counter(line["story"] for line in lines).values())
    assert sizes[1] > 50
    assert max(sizes) > 5
    told: dict[str | None, set[str | None]] = {}
    for line in lines:
        told.setdefault(line["story"], set()).add(line["published"])
    assert any(len(days - {None}) > 1 for days in told.values())
    openings = Counter((line["story"], (line["text"] or "")[:120]) for line in lines)
    assert openings.most_common(1)[0][1] > 1


def test_the_costs_are_shown_by_stage(tmp_path: Path) -> None:
    """A run over a small stream counts its reports, shows each stage with its memory, and scores the stories by their gold."""
    stream = tmp_path / "s.jsonl"
    stream.write_text(
        "".join(json.dumps(line) + "\n" for line in islice(newswire(12, days=2, alone=0.5), 12)),
        encoding="utf-8",
    )
    costs = batch.run(stream, attributor=Attributing.RULES)
    assert costs.reports == 12
    assert costs.failed == 0
    assert costs.f1 is not None
    assert costs.f1 > 0.8
    assert all(cost.cpu > 0 for _, cost in costs.costs)
    shown = str(costs)
    assert all(name in shown for name in batch.STAGES.values())


def test_the_table_counts_hours_a_million() -> None:
    """72 CPU-seconds for 1,000 documents are 20 CPU-hours a million; stages of stories count the reports in stories."""
    costs = batch.BatchCosts(
        1000,
        0,
        100,
        40,
        5000,
        (("reading", Cost(72.0, 80.0, 1, 0)), ("annotating", Cost(36.0, 400.0, 1, 0))),
        90.0,
        None,
    )
    lines = str(costs).splitlines()
    assert [line.split()[-1] for line in lines if line.startswith(("read ", "annotate"))] == [
        "20.00",
        "100.00",
    ]
    assert "30.0 CPU-hours per million" in str(costs)


def test_there_is_nothing_to_predict() -> None:
    """Asking for predictions of an engine is wrong use."""
    with pytest.raises(UsageError, match="no predictions"):
        batch.run(None, Path("out.jsonl"))
