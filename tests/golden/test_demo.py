"""The bundled example against the list that an editor made of it before any output was seen."""

import dataclasses
import importlib.util
import json
import re
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "src" / "variorum" / "demo"
EXPECTED: dict[str, Any] = json.loads((DEMO / "expected.json").read_text(encoding="utf-8"))

CONFLICTS_FOUND = 8 / 9
"""Share of the conflicts and disputes that must be found; raised with what is measured, never lowered."""
OTHERS_FOUND = 14 / 20
"""The same for all other findings."""


@cache
def evaluator() -> ModuleType:
    """The tool that sets a dossier against hand-made gold."""
    path = ROOT / "tools" / "evaluate_events.py"
    if not path.is_file():
        pytest.skip("tools/evaluate_events.py is not there")
    spec = importlib.util.spec_from_file_location("evaluate_events", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@cache
def collated() -> Any:
    """The dossier of the four reports."""
    build = pytest.importorskip("variorum.build", reason="the stages are not built")
    load = pytest.importorskip("variorum.read.load", reason="the reader is not built")
    loaded = load.load([str(DEMO / "reports")], stated={}, as_is=False, stdin=None)
    assert loaded.problems == ()
    return build.collate(loaded.reports, problems=())


@cache
def dossier() -> dict[str, Any]:
    """The same as the contract's JSON."""
    export = pytest.importorskip("variorum.export.json", reason="export is not built")
    made: dict[str, Any] = json.loads(export.to_json(collated()))
    return made


@pytest.fixture
def score(tmp_path: Path) -> Any:
    """The dossier set against the editor's list."""
    (tmp_path / "gold.json").write_text(json.dumps(EXPECTED), encoding="utf-8")
    return evaluator().judge(tmp_path, dossier())


def test_the_reader_takes_the_reports_whole() -> None:
    """All words that the editor quotes are in the texts as read, once each, and what is around the articles is not."""
    texts = {r["sigil"]: " ".join(r["text"].split()) for r in dossier()["reports"]}
    quoted = [(r["report"], r["words"]) for e in (*EXPECTED["conflicts"], *EXPECTED["findings"])
              for r in (*e["readings"], *e.get("also", ()))]  # fmt: skip
    quoted += [pair for trap in EXPECTED["traps"] for pair in trap["words"].items()]
    assert [(sigil, words) for sigil, words in quoted if texts[sigil].count(words) != 1] == []
    around = ("Read more", "Listen to this", "newsletter", "Privacy", "Share", "Sign up")
    assert [(sigil, words) for sigil, text in texts.items() for words in around if words in text] == []


def test_the_reader_finds_what_the_reports_say_of_themselves() -> None:
    """Outlet, date and headline come from a sidecar, from front matter and from JSON-LD alike."""
    about = [(r["outlet"], r["published"], r["headline"]) for r in dossier()["reports"]]
    assert about == [
        ("Ellery Gazette", "2026-03-11", "Two dead as ferry burns off Port Ellery"),
        ("Caldmouth Courier", "2026-03-11", "Two killed in fire aboard Sandry Island ferry"),
        ("Merrow Broadcasting", "2026-03-11", "Ferry fire kills two off Port Ellery"),
        ("The Northern Ledger", "2026-03-12", "Death toll in Sandry Maid fire rises to three"),
    ]


def test_the_example_has_every_kind_of_finding() -> None:
    """The editor's list holds a dozen differences at least, and all eight kinds."""
    kinds = [e["kind"] for e in (*EXPECTED["conflicts"], *EXPECTED["findings"])]
    every = {"conflict", "dispute", "variant", "unverified", "update", "refinement", "agreement", "single"}
    assert set(kinds) == every
    assert len([k for k in kinds if k not in {"agreement", "single"}]) >= 12


def test_no_conflict_is_false(score: Any) -> None:
    """Every conflict and dispute of the dossier is one that the editor lists, and no trap is fallen into."""
    assert [(t.words, t.why) for t in score.traps] == []
    assert [evaluator().words(f) for f in score.false] == []


def test_conflicts_are_found(score: Any) -> None:
    """At least the stated share of the conflicts and disputes is found."""
    assert score.wanted == 9
    assert score.found / score.wanted >= CONFLICTS_FOUND


def test_the_rest_is_found(score: Any) -> None:
    """At least the stated share of the other findings is found."""
    assert sum(m.found is not None for m in score.others) / len(score.others) >= OTHERS_FOUND


def test_a_copied_paragraph_is_one_origin() -> None:
    """What two outlets print from one agency's text has two outlets and one independent origin at least once."""
    copied = [r for f in dossier()["findings"] for r in f["readings"] if set(r["witnesses"]) == {"B", "C"}]
    assert [r["origins"] for r in copied if r["outlets"] == 2 and r["origins"] == [1, 1]]


def test_order_changes_sigils_and_nothing_else() -> None:
    """Collated in the other order the reports give the same findings by the same ids."""
    build = pytest.importorskip("variorum.build", reason="the stages are not built")
    one = collated()
    other = build.collate(tuple(reversed([w.report for w in one.witnesses])), problems=())
    assert {w.sigil: w.report.id for w in other.witnesses} == {
        "ABCD"[3 - k]: w.report.id for k, w in enumerate(one.witnesses)
    }
    assert {f.id for f in other.findings} == {f.id for f in one.findings}
    assert {c.id for c in other.claims} == {c.id for c in one.claims}


def test_the_readme_shows_the_real_screen() -> None:
    """Each line of the screen in the README is one that the demo prints; ids, numbers and counts of findings aside."""
    console = pytest.importorskip("rich.console", reason="rich is not installed").Console(
        width=100, color_system=None
    )
    terminal = pytest.importorskip("variorum.export.terminal", reason="export is not built")
    with console.capture() as printed:
        terminal.print_dossier(collated(), console)

    def plain(line: str) -> str:
        return re.sub(r"\[[0-9a-f]{12}\]|^\d+\.| \(\d+\)$", "", line.strip()).strip()

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    screen = readme.split("The beginning of what it prints:", 1)[1].split("…\n", 1)[0]
    shown = [plain(line) for line in screen.splitlines() if line.startswith("    ")]
    assert len(shown) > 10
    lines = {plain(line) for line in printed.get().splitlines()}
    assert [line for line in shown if line and line not in lines] == []


def test_a_file_name_changes_no_id() -> None:
    """Where a report lies on disk is no part of what it says."""
    build = pytest.importorskip("variorum.build", reason="the stages are not built")
    one = collated()
    moved = tuple(dataclasses.replace(w.report, locations=("elsewhere",)) for w in one.witnesses)
    assert [f.id for f in build.collate(moved, problems=()).findings] == [f.id for f in one.findings]
