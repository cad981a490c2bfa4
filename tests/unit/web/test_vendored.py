"""Scripts of others inside the package: what they are, and how they are set."""

import hashlib
import json
import re
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from variorum.web.pages import SCRIPTS

if TYPE_CHECKING:
    from starlette.testclient import TestClient

STATIC = resources.files("variorum.web") / "static"
ROWS = [
    line.split("\t")
    for line in STATIC.joinpath("vendored.tsv").read_text("utf-8").splitlines()
    if line[0] != "#"
]
NOTICE = Path(__file__).parents[3] / "NOTICE"


def test_a_script_of_others_is_what_its_hash_says() -> None:
    """Each script that is not ours has a row with its hash, which its bytes have, and stands in NOTICE with its version."""
    assert {row[0] for row in ROWS} == set(SCRIPTS) - {"desk.js"}
    notice = NOTICE.read_text("utf-8")
    for file, package, version, licence, sha256 in ROWS:
        assert hashlib.sha256(STATIC.joinpath(file).read_bytes()).hexdigest() == sha256
        assert (package in notice, version in notice, licence) == (True, True, "0BSD")
    assert "Permission to use, copy, modify, and/or distribute this software for" in notice


def test_scripts_are_served_from_the_package(browser: "TestClient") -> None:
    """Every page names the scripts with its nonce, in their order, and each is served as it lies in the package."""
    page = browser.get("/").text
    named = re.findall(r'<script src="/static/([\w.]+)" nonce="[\w-]+" defer>', page)
    assert tuple(named) == SCRIPTS
    for name in named:
        answer = browser.get(f"/static/{name}")
        assert answer.content == STATIC.joinpath(name).read_bytes()
        assert answer.headers["content-type"].startswith("text/javascript")


def test_htmx_may_evaluate_style_and_keep_nothing(browser: "TestClient") -> None:
    """The page tells htmx to evaluate nothing, to write no style, to ask only here, and to keep no page in the browser."""
    (given,) = re.findall(r'<meta name="htmx-config" content="([^"]*)">', browser.get("/").text)
    config = json.loads(given.replace("&#34;", '"'))
    off = ("allowEval", "allowScriptTags", "includeIndicatorStyles", "historyEnabled")
    assert [config[name] for name in off] == [False] * 4
    assert (config["selfRequestsOnly"], config["historyCacheSize"]) == (True, 0)
