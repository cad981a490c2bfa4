"""The desk in a real browser: an editor's path by keys alone, and nothing asked of anybody else."""

import functools
import json
import runpy
import socket
import subprocess
import threading
import zipfile
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("uvicorn")

import uvicorn

from variorum.bench.store.plain import Plain
from variorum.store import Workspace
from variorum.store.package import package_faults
from variorum.web.app import application
from variorum.web.desk import Desk, Door
from variorum.web.work import Children, Inside, Work

HERE = Path(__file__).parent
PAGE = runpy.run_path(str(HERE / "test_page.py"))
OPENING = "The ferry Amsel burned off Port Ellery, officials said, and many saw it from the pier.\n\n"


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What Chromium sees of a desk on its way through it."""
    base = tmp_path_factory.mktemp("desk")
    reports = []
    for who, toll in (("a", 2), ("b", 3), ("c", 3)):
        path = base / f"{who}.txt"
        path.write_text(
            f"{OPENING}Told by {who} <script>alert(1)</script>.\n\ntoll: {toll} dead\n\nwind: <b>strong</b>"
        )
        reports.append(str(path))
    with _served(base / "desk") as address:
        return _walked(address, base / "package.zip", reports)


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The same way through a desk as ``variorum serve`` runs it: the language stages, in processes of their own."""
    base = tmp_path_factory.mktemp("lived")
    demo = Path(str(resources.files("variorum"))) / "demo" / "reports"
    reports = [demo / "1-ellery-gazette.txt", demo / "2-caldmouth-courier.md", demo / "4-northern-ledger.txt"]
    opened = functools.partial(Workspace.open, base / "desk")
    with _served(base / "desk", opened=opened, runner=Children(base / "desk", None)) as address:
        walked = _walked(address, base / "package.zip", list(map(str, reports)))
    with opened() as ws:
        return {**walked, "faults": ws.verify(), "kinds": {f.kind for f in ws.findings("Ferry")}}


def _walked(address: str, package: Path, reports: list[str]) -> Any:
    """What the script prints of its way through the desk at an address."""
    node, chromium = PAGE["_browser"]()
    done = subprocess.run(
        [str(node), "desk.mjs", address, str(chromium), str(package), *reports],
        cwd=HERE, capture_output=True, text=True, timeout=480, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return {**json.loads(done.stdout), "package": package}


class _served:  # noqa: N801 - used as a function
    """A desk on a free port for as long as the block lasts; its address.

    Args:
        folder: the workspace; made, unless it is there.
        opened: what opens it; with plain stages, unless this says otherwise.
        runner: what does its long work; the server's own threads, unless this says otherwise.
    """

    def __init__(self, folder: Path, *, opened: Callable[[], Any] | None = None, runner: Any = None) -> None:
        if not folder.exists():
            Workspace.create(folder).close()
        opened = opened or functools.partial(Workspace.open, folder, stages=Plain())
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        door = Door("127.0.0.1", self._socket.getsockname()[1])
        self._work = Work(runner or Inside(opened), opened)
        app = application(Desk(folder, "Ann", door, self._work, opened))
        self._server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]})
        self._address = door.address

    def __enter__(self) -> str:
        self._thread.start()
        return self._address

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join()
        self._work.close()
        self._socket.close()


def test_the_path_by_keys(seen: Any) -> None:
    """Two reports are dropped, and the conflict is opened, verified and left again by keys alone; the judgement is shown."""
    path = seen["path"]
    assert (path["address"], path["cookies"]) == ("/", [[True, "Strict"]])
    assert (path["dropped"], path["added"], path["heading"]) == (2, 2, "Ferry")
    assert path["answer"].startswith("2 reports")
    assert "conflict" in path["kind"]
    assert (path["told"][0], path["stayed"]) == ("Added: 2 new.", "story")
    assert (path["focused"], path["sheet"], path["up"]) == ("how", 1, True)
    assert "verified by Ann" in path["judged"]
    assert "rang the harbour" in path["judged"]
    assert (path["chooses"], path["all"]) == ("other", ["verified", "merge", "split"])


def test_a_judgement_by_one_key_leaves_the_page_where_it_is(seen: Any) -> None:
    """The key judges without leaving the page: scrolled as far, the focus where it was, the mark and the list new, and said so."""
    path = seen["path"]
    before, after, stays = path["kept"]
    assert (after, stays) == (before, True)
    assert before[0] > 0
    assert "verified" in path["marked"]
    assert path["told"][1].startswith("Kept: verified, entry ")


def test_the_browser_keeps_nothing_of_the_reports(seen: Any) -> None:
    """After the whole path the browser's storage is empty."""
    assert seen["path"]["kept_in_browser"] == [[], []]


def test_the_judgement_holds_and_the_package_verifies(seen: Any, tmp_path: Path) -> None:
    """After a third report is pasted and the story analysed again the judgement stands; the package that the page gives verifies, and so does the desk."""
    path = seen["path"]
    assert path["again"].startswith("3 reports")
    assert path["other"]  # the finding has grown, and has another address
    assert "verified by Ann" in path["held"]
    assert "rang the harbour" in path["held"]
    zipfile.ZipFile(seen["package"]).extractall(tmp_path)
    (bag,) = tmp_path.iterdir()
    assert package_faults(bag) == ()
    assert "All holds" in path["verified"]


def test_margin_phone_print_and_no_script(seen: Any) -> None:
    """Findings stand beside the report's paragraphs; a phone shows the whole graph; print is dark on white without navigation; scripts are not needed."""
    path = seen["path"]
    assert path["margin"] == [True] * len(path["margin"]) != []
    assert path["graph"] == [[0, True]]
    assert path["print"] == ["none", "rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    assert "rang the harbour" in path["bare"]


def test_a_link_lights_exactly_its_words(seen: Any) -> None:
    """The words of a reading light up in the report when its link is followed."""
    assert seen["path"]["lit"] == seen["path"]["words"] != ""


def test_nothing_runs_and_nothing_is_asked_elsewhere(seen: Any) -> None:
    """No script of a report runs, no policy is broken, and every request goes to the desk itself."""
    refused = [m for m in seen["console"] if "404" not in m]  # the page that is not there
    assert (seen["dialogs"], seen["errors"], refused) == ([], [], [])
    assert {r.split("/")[2].split(":")[0] for r in seen["requests"]} == {"127.0.0.1"}


def test_the_path_with_the_language_stages(lived: Any, tmp_path: Path) -> None:
    """Two reports are dropped, read and compared; their conflict is verified by keys, holds when a third report is read and compared too, and the package and the desk verify."""
    path = lived["path"]
    assert (path["dropped"], path["added"], path["answer"][:9]) == (2, 2, "2 reports")
    assert ("conflict" in path["kind"], path["all"]) == (True, ["verified", "merge", "split"])
    assert (path["again"][:9], "verified by Ann" in path["held"], "holds" in path["held"]) == (
        "3 reports",
        True,
        True,
    )
    assert {"conflict", "agreement"} <= lived["kinds"]
    assert path["lit"] == path["words"] != ""
    zipfile.ZipFile(lived["package"]).extractall(tmp_path)
    (bag,) = tmp_path.iterdir()
    assert (package_faults(bag), lived["faults"], "All holds" in path["verified"]) == ((), (), True)
    assert (lived["dialogs"], lived["errors"]) == ([], [])
    assert {r.split("/")[2].split(":")[0] for r in lived["requests"]} == {"127.0.0.1"}
