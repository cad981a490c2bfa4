"""Pages full of hostile text in a real browser: not one script runs, and nobody else is asked."""

import json
import runpy
import subprocess
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("uvicorn")

from variorum.bench.store.plain import Plain
from variorum.export.html import to_html
from variorum.model import Metadata
from variorum.store import Act, Workspace

HERE = Path(__file__).parent
PAGE = runpy.run_path(str(HERE / "test_page.py"))
DESK = runpy.run_path(str(HERE / "test_desk.py"))
INPUTS = runpy.run_path(str(HERE.parent / "hostile" / "inputs.py"))


def filled(folder: Path) -> list[str]:
    """A workspace with every script in every field, in files of several formats and in notes; its dossiers as pages."""
    opening, written = INPUTS["OPENING"], []
    with Workspace.open(folder, stages=Plain()) as ws:
        for n, script in enumerate(INPUTS["SCRIPTS"]):
            story = f"{n // 9} {script}"[:200] if n % 9 == 0 else ws.stories()[0].name
            stated = Metadata(
                headline=script, outlet=script, byline=script, url=f"https://a.example/{n}?{script}"
            )
            for k in range(2):
                text = f"{opening} {script}\n\ntoll {n}: {k} {script}\n\nquote: {script}"
                ws.add_bytes(
                    f"{n}{k}{script[:40]}.txt".replace("\x00", ""),
                    text.encode("utf-8", "replace"),
                    story=story,
                    stated=stated,
                )
            for name, data in INPUTS["_told"](n, script):
                ws.add_bytes(name, data, story=story)
        ws.analyse()
        for row in ws.stories():
            for finding in ws.findings(row.id)[:3]:
                ws.judge(finding.id, Act.NOTE, by=INPUTS["SCRIPTS"][0], how=INPUTS["SCRIPTS"][2])
            dossier = ws.dossier(row.id)
            assert dossier
            path = folder.parent / f"{row.id}.html"
            path.write_text(to_html(dossier), encoding="utf-8")
            written.append(str(path))
    return written


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What Chromium makes of the pages."""
    node, chromium = PAGE["_browser"]()
    folder = tmp_path_factory.mktemp("hostile") / "desk"
    with DESK["_served"](folder) as address:
        files = filled(folder)
        done = subprocess.run(
            [str(node), "hostile.mjs", address, str(chromium), *files],
            cwd=HERE, capture_output=True, text=True, timeout=400, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def test_many_pages_were_opened(seen: Any) -> None:
    """Pages of every sort were rendered, and reports as files of their own."""
    sorts = {p.split("/")[1].split("?")[0] for p in seen["pages"]}
    assert {"story", "finding", "report", "search", "source", "judgements", "forget"} <= sorts
    assert len(seen["pages"]) >= 160


def test_nothing_ran(seen: Any) -> None:
    """No dialog opened, no script set its mark, and no error came of a page."""
    assert (seen["dialogs"], seen["ran"], seen["errors"]) == ([], [], [])


def test_nothing_was_even_refused(seen: Any) -> None:
    """The policy had nothing to refuse, since nothing hostile became a tag."""
    refused = [line.split("/", 3)[-1] for line in seen["console"]]
    assert refused == []


def test_nobody_else_was_asked(seen: Any) -> None:
    """Every request went to the desk itself or was for a file that was opened."""
    assert {r.split("/")[2].split(":")[0] for r in seen["requests"] if not r.startswith("file:")} == {
        "127.0.0.1"
    }
    files = {p for p in seen["pages"] if p.endswith(".html")}
    assert {r.removeprefix("file://") for r in seen["requests"] if r.startswith("file:")} == files


def test_what_is_swapped_in_stays_text(seen: Any) -> None:
    """A note and a search full of tags and of htmx's attributes are text in the page they are swapped into, and ask for nothing."""
    note, address = seen["swapped"]
    assert 'hx-on:load="window.ran=1"' in note
    assert "<script>" in note
    assert "/search?q=" in address
    assert seen["added"] == 1  # the crawl's own
