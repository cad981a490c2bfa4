"""Pairs of reports written by a sceptic against the judges: none is a conflict."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Lines = Callable[..., list[str]]
PUBLISHED = ("2031-05-15", "2031-05-15")
ROWS = [
    json.loads(line) for line in (Path(__file__).parent / "look_alikes.jsonl").read_text("utf-8").splitlines()
]
"""``texts`` (two reports), ``why`` they do not contradict one another, and ``false``: still shown as a conflict."""


def _cases() -> list[object]:
    still = pytest.mark.xfail(reason="still set against one another", strict=True)
    return [pytest.param(*r["texts"], id=r["why"], marks=[still] if r["false"] else []) for r in ROWS]


@pytest.mark.parametrize(("one", "two"), _cases())
def test_what_only_looks_contradictory_is_no_conflict(lines: Lines, one: str, two: str) -> None:
    """Another thing, time, person or town under like words: no conflict and no dispute."""
    found = lines(one, two, published=PUBLISHED)
    assert [line for line in found if line.startswith(("conflict", "dispute"))] == []
