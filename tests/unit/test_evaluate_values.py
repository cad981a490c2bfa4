"""The evaluation of values on the written events: its own check of words, and what it says of marks."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from variorum.annotate.parse import parse
from variorum.annotate.quantity import quantities
from variorum.annotate.time import timexes
from variorum.build import annotate
from variorum.model import Reference
from variorum.settings import Attributing, Settings

TOOLS = Path(__file__).parents[2] / "tools"
EVENT = """event: a barge adrift off Corrin
report: A | 2026-03-04 | local daily
The barge Amsel broke loose {t.loose:on Monday}, and {n.crew:seven sailors} were taken off it.
It carried {v.load:40 tonnes} of gravel worth {m.load:$12,000}, and its master, Tor Ulden, {a.master:51}, was the last to leave.
Two tugs came at noon.
report: B | 2026-03-05 | broadcaster
The Amsel drifted {t.loose:from Monday} with {n.crew:an uncounted handful} aboard.
"""


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """``tools/evaluate_values.py``."""
    for name in ("written", "evaluate_values"):
        spec = importlib.util.spec_from_file_location(name, TOOLS / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules["evaluate_values"]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("at least 1,203 people", [1203]),
        ("two hundred and six", [206]),
        ("thirty-one boats", [31]),
        ("half a million", [500_000]),
        ("two dozen", [24]),
        ("7 and 5", [7, 5]),
        ("2.5 million", [2_500_000]),
        ("nobody", []),
    ],
)
def test_the_plain_check_reads_figures_and_words(tool: ModuleType, words: str, numbers: list[float]) -> None:
    """The check of a value knows the numbers that its words hold without the program's grammar."""
    assert tool.numbers(words) == numbers


def test_marks_and_readings_are_told_apart(tool: ModuleType, tmp_path: Path) -> None:
    """A mark that is read is right, one without a reading is missed, a reading without a mark is extra, and days compare."""
    path = tmp_path / "barge-04-adrift.txt"
    path.write_text(EVENT, encoding="utf-8")
    event = sys.modules["written"].read(path)
    read, _ = annotate(sys.modules["written"].reports(event), settings=Settings(attributor=Attributing.RULES))
    told = [(j.sort, j.verdict) for j in tool.judge(event, read)]
    assert sorted(told) == sorted([
        ("t", "right"), ("n", "right"), ("v", "right"), ("m", "right"), ("a", "right"),
        ("n", "extra"), ("t", "extra"), ("t", "right"), ("n", "missed"), ("days", "alike"),
    ])  # fmt: skip


def test_a_value_that_the_words_do_not_say_is_none(tool: ModuleType) -> None:
    """A reading of the right sort whose number or weekday is another than the mark's is not right."""
    read = parse("Seven sailors left on Monday.")
    times = timexes(read, Reference(None, "none", ""))
    counts = quantities(read, times)
    assert tool.verdict("n", "seven sailors", list(counts)) == "right"
    assert tool.verdict("n", "eight sailors", list(counts)) == "value"
    assert tool.verdict("t", "on Tuesday", list(times)) == "value"
    assert tool.verdict("t", "on Monday", list(counts)) == "sort"
