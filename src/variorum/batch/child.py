"""The process that does tasks for :mod:`variorum.batch.worker`.

    python -m variorum.batch.child

Tasks come on standard input, answers go to standard output (:mod:`variorum.apart.frames`).
"""

import importlib
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from variorum.apart.frames import receive, send
from variorum.errors import VariorumError

At = Callable[..., None]
"""Called with the number of an item before it is begun, and how many times the cap of seconds it may take."""


def main() -> None:
    """Do tasks until there are no more."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    tasks = sys.stdin.buffer
    while (message := receive(tasks)) is not None:
        (task,) = message
        item: int | None = None

        def at(number: int | None, times: float = 1.0) -> None:
            nonlocal item
            item = number
            send(answers, ("at", number, times))

        began = time.process_time()
        try:
            importlib.import_module(f"variorum.batch.{task.stage}").work(task, at)
        except BrokenPipeError:
            return
        except VariorumError as error:
            send(answers, ("raised", item, str(error), item is None))
        except Exception as error:  # noqa: BLE001 - this is the main of its process: the document is reported
            send(answers, ("raised", item, f"{type(error).__name__}: {error}", False))
        else:
            send(answers, ("done", time.process_time() - began, peak()))


def peak() -> float:
    """The most memory that this process has held, in MiB; 0 where the system does not say."""
    try:  # getrusage would count what the parent held when it started this process
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
        return int(status.partition("VmHWM:")[2].split(maxsplit=1)[0]) / 1024
    except (OSError, IndexError, ValueError):
        pass
    try:
        import resource  # noqa: PLC0415 - there is none on Windows
    except ImportError:
        return 0.0
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, KiB elsewhere
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20


if __name__ == "__main__":
    main()
