"""The benchmark of the workspace, at sizes that a test has time for."""

import importlib
import random
from itertools import islice

import pytest

pytest.importorskip("apsw", reason="the workspace needs apsw (variorum[desk])")

from variorum.bench.store import run
from variorum.bench.store.run import invented


def test_a_line_a_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each size has a line of costs and one of its pages, after a head."""
    module = importlib.import_module("variorum.bench.store.run")
    monkeypatch.setattr(module, "SIZES", (4, 9))
    monkeypatch.setattr(module, "MEASURED", 2)
    head, *lines = run().splitlines()
    assert head.split()[:2] == ["reports", "add,"]
    asked, pages = lines[::2], lines[1::2]
    assert [int(line.split()[0]) for line in asked] == [4, 9]
    assert all("stories" in line and "search" in line for line in asked)
    assert all(line.split()[0] == "pages:" and "a finding" in line for line in pages)


def test_invented_reports_are_the_same_for_one_seed() -> None:
    """The same dice give the same reports, each with a name of its own."""
    one, two = (list(islice(invented(random.Random(7)), 20)) for _ in range(2))
    assert one == two
    assert len({name for name, _ in one}) == len({text for _, text in one}) == 20
