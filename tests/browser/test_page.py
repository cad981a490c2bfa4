"""The page in a real browser: headless Chromium, axe-core, and every link followed."""

import json
import os
import runpy
import shutil
import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NoReturn

import pytest

from variorum.export.html import to_html
from variorum.export.visible import visible

HERE = Path(__file__).parent
MADE = SimpleNamespace(**runpy.run_path(str(HERE.parent / "unit" / "export" / "fixtures.py")))
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def _missing(reason: str) -> NoReturn:
    """Skip, or fail where the browser is required (``VARIORUM_REQUIRE=browser``)."""
    if "browser" in os.environ.get("VARIORUM_REQUIRE", "").split(","):
        pytest.fail(f"VARIORUM_REQUIRE has browser, but {reason}")
    pytest.skip(reason)


def _browser() -> tuple[str, str]:
    """The paths of node and of Chromium; where one of them is missing, the test is skipped and says so."""
    chromium = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    node = shutil.which("node")
    if not chromium or not node:
        _missing("no Chromium or no node is installed")
    if not (HERE / "node_modules" / "playwright-core").is_dir():
        _missing("playwright-core and axe-core are not installed: run npm ci in tests/browser")
    return str(node), str(chromium)


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What Chromium makes of the page of the hostile dossier."""
    node, chromium = _browser()
    page = tmp_path_factory.mktemp("page") / "dossier.html"
    page.write_text(to_html(MADE.dossier()), encoding="utf-8")
    done = subprocess.run(
        [node, "check.mjs", str(page), chromium],
        cwd=HERE,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


@pytest.mark.parametrize("scheme", ["light 390", "light 1400", "dark 390", "dark 1400"])
def test_axe_finds_no_violation(seen: Any, scheme: str) -> None:
    """In light and dark, narrow and wide, axe checks many rules and finds none violated."""
    assert seen["axe"][scheme]["violations"] == []
    assert seen["axe"][scheme]["passes"] > 20


@pytest.mark.parametrize("scheme", ["light 390", "dark 1400"])
def test_page_never_scrolls_sideways(seen: Any, scheme: str) -> None:
    """No part of the page is wider than the window."""
    assert seen["overflow"][scheme] == 0


def test_no_request_leaves_the_page(seen: Any) -> None:
    """The browser asks for the file itself and for nothing else."""
    assert {r.rsplit("/", 1)[-1] for r in seen["requests"]} == {"dossier.html"}
    assert all(r.startswith("file:") for r in seen["requests"])


def test_nothing_executes_and_nothing_is_refused(seen: Any) -> None:
    """No dialog opens, no script or handler is on the page, and its own policy blocks nothing of it."""
    assert (seen["dialogs"], seen["active"], seen["errors"], seen["console"]) == ([], [], [], [])


def test_every_link_has_its_target(seen: Any) -> None:
    """No link inside the page leads nowhere."""
    assert seen["missing"] == []


def test_following_a_link_lights_exactly_its_words(seen: Any) -> None:
    """When a reading's link is followed, the words that light up are its exact words, and they are in view."""
    for name, lit in seen["lit"].items():
        sigil, start, end = name.rsplit("-", 2)
        assert lit == visible(MADE.TEXTS[sigil][int(start) : int(end)])
    anchors = {(a.span.start, a.span.end) for f in MADE.FINDINGS for r in f.readings for a in r.anchors}
    assert anchors <= {(int(n.rsplit("-", 2)[1]), int(n.rsplit("-", 2)[2])) for n in seen["lit"]}
    assert all(seen["seen"].values())
