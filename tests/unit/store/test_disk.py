"""A disk that is really full, and one that may really not be written: a small file system of a namespace of its own."""

import json
import shutil
import subprocess
import sys
from typing import Any

import pytest

PROGRAM = """
import functools, json, pathlib, subprocess, sys
from starlette.testclient import TestClient
from variorum.bench.store.plain import Plain
from variorum.cli import main
from variorum.store import Act, Workspace, WorkspaceFullError, WorkspaceReadOnlyError
from variorum.web.app import application
from variorum.web.desk import Desk, Door
from variorum.web.work import Inside, Work

disk = pathlib.Path(sys.argv[1])
mount = lambda *words: subprocess.run(["mount", *words], check=True)
mount("-t", "tmpfs", "-o", "size=3m", "none", str(disk))
folder, out = disk / "desk", {}
Workspace.create(folder).close()
opened = functools.partial(Workspace.open, folder, stages=Plain())
text = lambda n: (f"The ferry Amsel burned off Port Ellery.\\n\\ntoll: {n}\\n\\n" + " ".join(f"w{n}x{k}" for k in range(3000))).encode()

kept, said = [], []
with opened() as ws:
    for n in range(400):
        try:
            kept += [r.id for r in ws.add_bytes(f"{n}.txt", text(n), story=f"Ferry {n % 3}").reports]
        except WorkspaceFullError as error:
            said.append(str(error))
            if len(said) > 3:
                break
    for what in (lambda: ws.analyse(), lambda: [ws.judge(ws.story("Ferry 1").id, Act.NOTE, by="Ann", how="w" * 3000 + str(n)) for n in range(500)]):
        try:
            what()
        except WorkspaceFullError as error:
            said.append(str(error))
with opened() as ws:
    out["full"] = {"said": sorted(set(said)), "times": len(said), "kept": len(kept), "there": ws.status().reports, "faults": [str(f) for f in ws.verify()],
                   "same": all(ws.report(r).id == r for r in kept)}
loose = [p.name for p in (folder / "captures").rglob("*") if p.is_file()]
out["full"]["captures"] = len(loose)
door = Door("127.0.0.1", 8123)
client = TestClient(application(Desk(folder, "Ann", door, Work(Inside(opened), opened), opened)), base_url="http://127.0.0.1:8123",
                    headers={"origin": "http://127.0.0.1:8123", "sec-fetch-site": "same-origin"})
client.get("/", params={"token": door.token})
added = lambda n: client.post("/add", data={"text": text(n).decode() * 14, "story": "Ferry 0"})
answer = added(1000)
out["full"]["web"] = [answer.status_code, client.get("/").status_code]

mount("-o", "remount,size=64m", str(disk))
with opened() as ws:
    out["room"] = [r.what for r in ws.add_bytes("more.txt", text(2000), story="Ferry 0").reports]
    ws.analyse()
    finding = ws.findings("Ferry 0")[0].id
    before = ws.status()
mount("-o", "remount,ro", str(disk))
refused = []
with opened() as ws:
    for what in (lambda: ws.add_bytes("x.txt", text(3000)), lambda: ws.analyse(), lambda: ws.judge(finding, Act.DISMISSED, by="Ann")):
        try:
            what()
        except WorkspaceReadOnlyError as error:
            refused.append(str(error))
    out["read-only"] = {"said": refused, "same": ws.status() == before, "faults": len(ws.verify())}
out["read-only"]["web"] = [client.post("/judge", data={"finding": finding, "act": "dismissed"}).status_code, client.get(f"/finding/{finding}").status_code]
out["read-only"]["command"] = main(["judge", finding, "dismissed", "--by", "Ann", "--workspace", str(folder)])
mount("-o", "remount,rw", str(disk))
with opened() as ws:
    out["again"] = [ws.judge(finding, Act.DISMISSED, by="Ann").by, len(ws.verify())]
print(json.dumps(out))
"""


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What a workspace did on a full disk, on one with room again, and on one that may not be written."""
    pytest.importorskip("starlette", reason="the extra desk is not installed")
    unshare, disk = shutil.which("unshare"), tmp_path_factory.mktemp("disk")
    command = [str(unshare), "-m", "mount", "-t", "tmpfs", "none", str(disk)]
    if not unshare or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")
    done = subprocess.run(
        [unshare, "-m", sys.executable, "-W", "ignore", "-c", PROGRAM, str(disk)],
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1]) | {"stderr": done.stderr}


def test_a_full_disk_is_said_and_loses_nothing(seen: Any) -> None:
    """Each write that finds no room says so; all that was acknowledged is there, whole, and nothing half-written is left."""
    full = seen["full"]
    assert full["times"] >= 4
    assert all("disk is full" in sentence for sentence in full["said"])
    assert (full["faults"], full["same"]) == ([], True)
    assert full["kept"] == full["there"] == full["captures"] > 10


def test_a_full_disk_is_said_on_the_page(seen: Any) -> None:
    """What cannot be added for want of room is answered with 507, and all other pages are shown as before."""
    assert seen["full"]["web"] == [507, 200]


def test_room_helps(seen: Any) -> None:
    """As soon as there is room, a report is added as ever."""
    assert seen["room"] == ["new"]


def test_a_read_only_disk_is_said_and_read(seen: Any) -> None:
    """Where nothing may be written every change is refused with a sentence, all is shown and verified, and nothing changes."""
    shown = seen["read-only"]
    assert (len(shown["said"]), shown["same"], shown["faults"]) == (3, True, 0)
    assert all("may not be written" in sentence for sentence in shown["said"])
    assert (shown["web"], shown["command"]) == ([403, 200], 3)
    assert "may not be written" in seen["stderr"]
    assert "Traceback" not in seen["stderr"]


def test_what_may_be_written_again_is(seen: Any) -> None:
    """Once it may be written again, a judgement is kept."""
    assert seen["again"] == ["Ann", 0]
