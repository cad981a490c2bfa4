"""Nothing opens a connection: not Python, not a library in C++ below it. The system calls themselves are watched."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

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
MAY = {"fetch": CLIENTS, "web/serve.py": frozenset({"socket"})}
"""The room that fetches, and the module that listens."""


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
