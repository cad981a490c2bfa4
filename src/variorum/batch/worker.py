"""A process that does tasks under caps of time and memory, and is replaced when one of them kills it."""

import contextlib
import os
import subprocess
import threading
import time
from dataclasses import replace
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from variorum.apart.child import listen, told
from variorum.apart.frames import send
from variorum.apart.start import started
from variorum.batch.engine import Blame, Caps, Done, Task
from variorum.errors import VariorumError

TICK = 0.1
"""Seconds between two looks at a process."""
SETTING_UP = 3600.0
"""Seconds that may pass outside any item: a model loads, stories are repaired, a table is written."""
GROWN = 0.1
"""The part of the cap of memory by which a process must have grown in an item, if that is to be to blame."""


STOPPED = "the batch was stopped"


class Worker:
    """One child process at a time."""

    def __init__(self, caps: Caps) -> None:
        self._caps = caps
        self._child: subprocess.Popen[bytes] | None = None
        self._heard: SimpleQueue[tuple[Any, ...] | None] = SimpleQueue()
        self._over = False

    def run(self, task: Task) -> Done:
        """Make the partition of *task*; items that kill the process are left out, one after the other.

        Raises:
            VariorumError: no worker can do it: a model is missing.
        """
        while True:
            found = self._try(task)
            if not isinstance(found, Blame):
                return found
            task = replace(task, without=(*task.without, found))

    def close(self) -> None:
        """End the process for good, whatever another thread waits for."""
        self._over = True
        self.end()

    def end(self) -> None:
        """End the process that is there; the next task gets a new one."""
        if self._child is not None:
            self._child.kill()
            self._child.wait()
            for stream in (self._child.stdin, self._child.stdout):
                if stream is not None:
                    with contextlib.suppress(OSError):
                        stream.close()
            self._child = None

    def _try(self, task: Task) -> Done | Blame:
        if self._over:
            raise VariorumError(STOPPED)
        child = self._child or self._start()
        assert child.stdin is not None
        with contextlib.suppress(BrokenPipeError):  # it is then told of by the loop below
            send(child.stdin, (task,))
        item: int | None = None
        ends, base = time.monotonic() + SETTING_UP, _held(child.pid)
        while True:
            try:
                message = self._heard.get(timeout=TICK)
            except Empty:
                held = _held(child.pid)
                code = "memory" if held > self._caps.megabytes else "hung" if time.monotonic() > ends else ""
                if code:
                    grown = held - base >= GROWN * self._caps.megabytes
                    return self._lost(task, item if code == "hung" or grown else None, code)
                continue
            if message is None and self._over:
                raise VariorumError(STOPPED)
            if message is None:
                return self._lost(task, item, "crashed")
            if message[0] == "at":
                item, times = message[1], message[2]
                ends = time.monotonic() + (SETTING_UP if item is None else self._caps.seconds * times)
                base = _held(child.pid) if item is not None else base
            elif message[0] == "raised":
                return self._raised(task, *message[1:3], fatal=message[3])
            else:
                return Done(task, *message[1:])

    def _raised(self, task: Task, item: int | None, what: str, *, fatal: bool) -> Done | Blame:
        if fatal:
            raise VariorumError(what)
        if item is None:
            return Done(task, 0.0, 0.0, what)
        return Blame(item, "error", f"it made the program fail ({what})")

    def _lost(self, task: Task, item: int | None, code: str) -> Done | Blame:
        child = self._child
        assert child is not None
        if code != "crashed":
            child.kill()
        status = child.wait()
        self.end()
        says = {
            "crashed": f"the process that worked on it crashed ({told(status)})",
            "hung": f"it took more than {self._caps.seconds:g} seconds",
            "memory": f"it took more than {self._caps.megabytes:g} MB of memory",
        }[code]
        return Done(task, 0.0, 0.0, says) if item is None else Blame(item, code, says)

    def _start(self) -> subprocess.Popen[bytes]:
        child = started("variorum.batch.child")
        heard: SimpleQueue[tuple[Any, ...] | None] = SimpleQueue()
        threading.Thread(target=listen, args=(child, heard), daemon=True).start()
        self._child, self._heard = child, heard
        return child


def _held(pid: int) -> float:
    """The memory that a process holds, in MiB; 0 where the system does not say (then there is no cap)."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, IndexError, ValueError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
