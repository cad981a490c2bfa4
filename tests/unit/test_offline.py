"""Nothing opens a connection: not Python, not a library in C++ below it. The system calls themselves are watched."""

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


pytestmark = pytest.mark.skipif(STRACE is None, reason="strace is not installed")


def test_a_connection_would_be_seen(tmp_path: Path) -> None:
    """The watch sees an attempt, so that seeing none means something."""
    code = "import socket; s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.connect(('127.0.0.1', 9))"
    assert len(calls(tmp_path / "trace", code)) == 1


def test_collate_tries_no_connection(tmp_path: Path, root: Path) -> None:
    """Reading, annotating, tagging and comparing call nobody, nor does a library some seconds later."""
    folder = root / "tests" / "golden" / "events" / "kesh-bridge-strike"
    words = ["collate", str(folder / "A.txt"), str(folder / "B.txt"), "-o", str(tmp_path / "out.html")]
    assert calls(tmp_path / "trace", LINGER.format(seconds=6), *words) == []
    assert (tmp_path / "out.html").exists()
