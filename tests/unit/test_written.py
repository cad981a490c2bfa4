"""The written events: their marks are read, malformed ones are named, and findings are set against them."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
EVENT = """event: a ferry aground off Corrin
report: A | 2026-03-04 | local daily
[1 The ferry {w.ferry:Amsel} ran aground on {t.ground:Monday}], [2 hurting {n.hurt:three people}].
[3 It left at {t.left:9 a.m.}].
report: B | 2026-03-05 | broadcaster
[2 {n.hurt:Four} were hurt] when [1 the Amsel hit a bank on {t.ground:Monday}].
"""


@pytest.fixture(scope="module")
def written() -> ModuleType:
    """``tools/written.py``."""
    spec = importlib.util.spec_from_file_location("written", ROOT / "tools" / "written.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["written"] = module
    spec.loader.exec_module(module)
    return module


def test_marks_stand_where_their_words_do(written: ModuleType, tmp_path: Path) -> None:
    """Each mark of an event names the words that it encloses, nested or not, in a text without marks."""
    path = tmp_path / "ferry-04-aground.txt"
    path.write_text(EVENT, encoding="utf-8")
    event = written.read(path)
    first, second = event.marked
    assert first.text == "The ferry Amsel ran aground on Monday, hurting three people. It left at 9 a.m.."
    assert {m.name: m.span.of(first.text) for m in first.values} == {
        "w.ferry": "Amsel", "t.ground": "Monday", "n.hurt": "three people", "t.left": "9 a.m."}  # fmt: skip
    assert {m.name: m.span.of(second.text) for m in second.facts} == {
        "2": "Four were hurt", "1": "the Amsel hit a bank on Monday"}  # fmt: skip
    assert event.kept_out


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("[1 The ferry ran aground on {t.ground:Monday].", "closed by ]"),
        ("[1 The ferry ran aground", "1 is not closed"),
    ],
)
def test_a_malformed_mark_is_named_with_its_line(
    written: ModuleType, tmp_path: Path, line: str, told: str
) -> None:
    """A mark that is not closed, or is closed by the other bracket, is an error that names file and line."""
    path = tmp_path / "ferry-05-aground.txt"
    path.write_text(f"event: x\nreport: A | 2026-03-04 | daily\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=rf"ferry-05-aground.txt, line 3: .*{told}"):
        written.read(path)


def test_every_written_event_can_be_read(written: ModuleType) -> None:
    """All events of the repository are well formed, and each has two reports that share a question with unlike words."""
    events = list(written.events())
    assert len(events) >= 852
    for event in events:
        named = [{m.name for m in marked.values} for marked in event.marked]
        assert len(named) > 1, event.name
        assert any(a & b for k, a in enumerate(named) for b in named[k + 1 :]), event.name
