"""The batteries of invented news sentences: how much of each is read as a careful reader notes it."""

import importlib.util
from collections import Counter
from functools import lru_cache
from pathlib import Path

import pytest

from variorum.annotate.parse import parse_all
from variorum.annotate.quantity import quantities

_SPEC = importlib.util.spec_from_file_location("battery", Path(__file__).with_name("battery.py"))
assert _SPEC is not None
assert _SPEC.loader is not None
battery = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(battery)

BATTERIES = (
    "battery.txt",
    "battery_second.txt",
    "battery_third.txt",
    "battery_fourth.txt",
    "battery_fifth.txt",
)
FLOORS = {
    "battery.txt": {"found": 99.5, "value": 99.5, "unit": 99.5, "noun": 99.0, "status": 99.0, "partial": 99.5, "subset_of": 99.5,
                    "change": 99.5},
    "battery_second.txt": {"found": 99.0, "value": 99.5, "unit": 99.0, "noun": 99.0, "status": 98.0, "partial": 99.0,
                           "subset_of": 99.5, "change": 99.5},
    "battery_third.txt": {"found": 96.0, "value": 99.5, "unit": 99.5, "noun": 92.5, "status": 98.5, "partial": 97.5,
                          "subset_of": 97.5, "change": 99.5},
    "battery_fourth.txt": {"found": 97.0, "value": 99.5, "unit": 95.5, "noun": 91.5, "status": 96.0, "partial": 99.0,
                           "subset_of": 99.0, "change": 99.0},
    "battery_fifth.txt": {"found": 98.0, "value": 99.5, "unit": 95.5, "noun": 90.0, "status": 93.5, "partial": 97.5,
                          "subset_of": 97.5, "change": 99.5},
}  # fmt: skip
"""Shares of gold and readings that agree, in percent; never lowered silently."""


@lru_cache(maxsize=len(BATTERIES))
def scores(name: str) -> dict[str, float]:
    """For one battery the F1 of the numbers found, and of those paired the share right in each field."""
    rows = list(battery.sentences(Path(__file__).with_name(name)))
    right: Counter[str] = Counter()
    gold = found = pairs = 0
    for (_, noted), parse in zip(rows, parse_all([text for text, _ in rows]), strict=True):
        read = quantities(parse, ())
        matched, _, _ = battery.paired(noted, read)
        gold, found, pairs = gold + len(noted), found + len(read), pairs + len(matched)
        for one, other in matched:
            right.update(field for field, same in battery.agreed(one, other).items() if same)
    shares = {field: 100 * right[field] / pairs for field in battery.FIELDS}
    return {"found": 200 * pairs / (gold + found), **shares}


@pytest.mark.parametrize(("name", "field"), [(n, f) for n in BATTERIES for f in FLOORS[n]])
def test_battery(name: str, field: str) -> None:
    """The readings of a battery agree with a careful reader's notes at least as often as when last measured."""
    assert scores(name)[field] >= FLOORS[name][field]


def test_a_wrong_reading_is_seen() -> None:
    """A gold line agrees with its own reading, and with no reading of another number."""
    _, (gold,) = next(row for row in battery.sentences() if len(row[1]) == 1)
    pairs, missed, extra = battery.paired([gold], [])
    assert (pairs, missed, extra) == ([], [gold], [])
