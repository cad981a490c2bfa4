"""How a process of our own is started."""

import os
import subprocess
import sys
from pathlib import Path

import variorum


def started(module: str, *words: str) -> "subprocess.Popen[bytes]":
    """A new process that runs one of our modules, asked on its standard input and answering on its standard output."""
    return subprocess.Popen(  # noqa: S603 - a module of ours
        [sys.executable, "-P", "-m", module, *words],  # -P: no module of the folder we stand in
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment(),
        stderr=None if os.environ.get("VARIORUM_TRACEBACK") else subprocess.DEVNULL,
    )  # fmt: skip


def environment() -> dict[str, str]:
    """The environment of a child: this package can be imported, and it keeps to one core."""
    here = str(Path(variorum.__file__).parents[1])
    paths = os.pathsep.join(p for p in (here, os.environ.get("PYTHONPATH", "")) if p)
    one = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return {**os.environ, "PYTHONPATH": paths, **one}
