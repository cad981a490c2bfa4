"""Nothing opens a connection: not Python, not a library in C++ below it. The system calls themselves are watched."""

import ast
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest

STRACE = shutil.which("strace")
CALLS = re.compile(r"^\d+ +(?:connect|sendto|sendmsg|sendmmsg)\(.*?AF_INET6?.*$", re.MULTILINE)
LINGER = "import sys, time\nfrom variorum.cli import main\nstatus = main(sys.argv[1:])\ntime.sleep({seconds})\nsys.exit(status)"
"""What a library sends, it may send from a thread of its own, some seconds later."""


def calls(trace: Path, code: str, *words: str, cwd: Path | None = None) -> list[str]:
    """The system calls by which a process and its children tried to reach the network."""
    assert STRACE
    command = [STRACE, "-f", "-qq", "-e", "trace=connect,sendto,sendmsg,sendmmsg", "-o", str(trace)]
    done = subprocess.run(
        [*command, sys.executable, "-c", code, *words], capture_output=True, text=True, check=False, cwd=cwd,
        env={k: v for k, v in os.environ.items() if not k.startswith("ORT_")},
    )  # fmt: skip
    if "PTRACE" in done.stderr or "ptrace" in done.stderr:
        pytest.skip("strace may not trace here")
    assert done.returncode == 0, done.stderr
    return CALLS.findall(trace.read_text(encoding="utf-8", errors="replace"))


needs_strace = pytest.mark.skipif(STRACE is None, reason="strace is not installed")
CLIENTS = frozenset(
    {"aiohttp", "asyncio.streams", "ftplib", "http.client", "httpcore", "httpx", "imaplib", "poplib", "requests", "smtplib", "socket",
     "telnetlib", "urllib.request", "urllib3", "websockets", "xmlrpc"}
)  # fmt: skip
"""Modules by which a program opens connections."""
MAY = {
    "fetch": CLIENTS,
    "web/serve.py": frozenset({"socket"}),
    "bench/store/pages.py": frozenset({"http", "socket"}),
}
"""The room that fetches, the module that listens, and the measurement that asks the server which it has started."""


def imported(path: Path) -> set[str]:
    """The modules that a module imports, anywhere in it."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    for node in nodes:
        if isinstance(node, ast.ImportFrom):
            names |= {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def test_one_room_alone_imports_what_connects(root: Path) -> None:
    """No module outside ``fetch`` imports a client of the network; the server's socket listens, and only there."""
    package, found = root / "src" / "variorum", {}
    for path in package.rglob("*.py"):
        name = path.relative_to(package).as_posix()
        may = MAY.get(name, MAY.get(name.split("/")[0], frozenset()))
        clients = {one for one in imported(path) if one in CLIENTS or one.split(".")[0] in CLIENTS}
        found[name] = {one for one in clients if one.split(".")[0] not in may and one not in may}
    assert {name: names for name, names in found.items() if names} == {}
    assert "httpcore" in imported(package / "fetch" / "client.py")


def test_no_room_imports_the_one_that_fetches(root: Path) -> None:
    """Only the command ``fetch`` imports the room that connects."""
    package = root / "src" / "variorum"
    users = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if any(name.startswith("variorum.fetch") for name in imported(path))
    }
    assert {name for name in users if not name.startswith("fetch/")} == {"cli/desk_fetch.py"}


@needs_strace
def test_a_connection_would_be_seen(tmp_path: Path) -> None:
    """The watch sees an attempt, so that seeing none means something."""
    code = "import socket; s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.connect(('127.0.0.1', 9))"
    assert len(calls(tmp_path / "trace", code)) == 1


@needs_strace
def test_collate_tries_no_connection(tmp_path: Path, root: Path) -> None:
    """Reading, annotating, tagging and comparing call nobody, nor does a library some seconds later."""
    folder = root / "tests" / "golden" / "events" / "kesh-bridge-strike"
    words = ["collate", str(folder / "A.txt"), str(folder / "B.txt"), "-o", str(tmp_path / "out.html")]
    assert calls(tmp_path / "trace", LINGER.format(seconds=6), *words) == []
    assert (tmp_path / "out.html").exists()


ALONE = """
import fcntl, os, socket, struct, subprocess, sys, threading, urllib.request
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:  # the loopback device of the new namespace, up
    fcntl.ioctl(one, 0x8914, struct.pack("16sh", b"lo", 0x1 | 0x40))
try:
    socket.create_connection(("192.0.2.1", 80), 2)
except OSError as error:
    assert "unreachable" in str(error), error
else:
    raise SystemExit("there is a route")
first, second, folder = sys.argv[1:]
desk = os.path.join(folder, "desk")
def run(*words):
    done = subprocess.run([sys.executable, "-m", "variorum", *words], capture_output=True, text=True)
    assert done.returncode == 0, (words, done.stderr)
run("init", desk)
run("add", first, second, "--story", "Kesh", "--by", "Ann", "--workspace", desk)
run("analyse", "--workspace", desk)
run("export", "-o", os.path.join(folder, "bag"), "--workspace", desk)
run("verify", os.path.join(folder, "bag"))
run("collate", first, second, "-o", os.path.join(folder, "out.html"))
server = subprocess.Popen([sys.executable, "-m", "variorum", "serve", "--by", "Ann", "--workspace", desk], stdout=subprocess.PIPE, text=True)
threading.Timer(120, server.kill).start()
address = server.stdout.readline().split("open: ")[1].strip()
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor())
page = opener.open(address, timeout=60).read().decode()
story = page.split('href="/story/')[1].split('"')[0]
told = opener.open(address.split("?")[0] + "story/" + story, timeout=60).read().decode()
assert "2 reports" in told, told
server.terminate()
server.wait(30)
print("all done", flush=True)
os._exit(0)
"""
"""Every main command, one after another, on a machine that has no route to anywhere."""


def test_everything_works_without_a_route(tmp_path: Path, root: Path, alone: tuple[str, ...]) -> None:
    """In a network namespace without a route a workspace is made, filled, analysed, exported, verified and served."""
    folder = root / "tests" / "golden" / "events" / "kesh-bridge-strike"
    done = subprocess.run(
        [*alone, sys.executable, "-c", ALONE, str(folder / "A.txt"), str(folder / "B.txt"), str(tmp_path)],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "all done\n"), done.stderr


@needs_strace
def test_the_workspace_tries_no_connection(tmp_path: Path, root: Path) -> None:
    """Adding, analysing, exporting and verifying call nobody."""
    folder = root / "tests" / "golden" / "events" / "kesh-bridge-strike"
    desk = str(tmp_path / "desk")
    work = [
        ["init", desk],
        [
            "add",
            str(folder / "A.txt"),
            str(folder / "B.txt"),
            "--story",
            "Kesh",
            "--by",
            "Ann",
            "--workspace",
            desk,
        ],
        ["export", "-o", str(tmp_path / "bag"), "--workspace", desk],
        ["verify", str(tmp_path / "bag")],
    ]
    for number, words in enumerate(work):
        seconds = 6 if words[0] == "add" else 0
        assert calls(tmp_path / f"trace{number}", LINGER.format(seconds=seconds), *words) == []


@needs_strace
def test_the_server_tries_no_connection(tmp_path: Path, root: Path) -> None:
    """A server that answers pages, is given a report and analyses it calls nobody, nor do its processes."""
    pytest.importorskip("uvicorn")
    folder = root / "tests" / "golden" / "events" / "kesh-bridge-strike"
    code, trace = (
        "import sys; from variorum.cli import main; sys.exit(main(sys.argv[1:]))",
        tmp_path / "trace",
    )
    subprocess.run(
        [sys.executable, "-c", code, "init", str(tmp_path / "desk")], check=True, capture_output=True
    )
    command = [
        str(STRACE),
        "-f",
        "-qq",
        "-e",
        "trace=connect,sendto,sendmsg,sendmmsg",
        "-o",
        str(trace),
        sys.executable,
        "-c",
        code,
    ]
    with subprocess.Popen(
        [*command, "serve", "--by", "Ann", "--workspace", str(tmp_path / "desk")], text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env={k: v for k, v in os.environ.items() if not k.startswith("ORT_")},
    ) as server:  # fmt: skip
        stop = threading.Timer(180, server.kill)
        stop.start()
        assert server.stdout is not None
        said = server.stdout.readline()
        if "ptrace" in said.lower():
            pytest.skip("strace may not trace here")
        address, token = said.split("open: ")[1].strip().split("/?token=")
        texts = [(folder / name).read_text(encoding="utf-8") for name in ("A.txt", "B.txt")]
        for text in texts:
            _ask(f"{address}/api/reports", token, {"text": text, "story": "Kesh"})
        while _ask(f"{address}/api/analysis", token)["busy"]:
            time.sleep(0.5)
        assert _ask(f"{address}/api/stories/Kesh/findings", token)
        traced = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text(encoding="ascii").split()
        os.kill(int(traced[0]), signal.SIGINT)  # strace keeps the signal to itself
        server.wait(30)
        stop.cancel()
    assert CALLS.findall(trace.read_text(encoding="utf-8", errors="replace")) == []


def _ask(url: str, token: str, body: dict[str, str] | None = None) -> Any:
    """What the server answers to a program that has its token."""
    data = json.dumps(body).encode() if body else None
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(urllib.request.Request(url, data, headers), timeout=60) as answer:
        return json.loads(answer.read())
