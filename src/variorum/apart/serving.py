"""The answering side: what a child does until nobody asks any more."""

import contextlib
import os
import signal
import sys
from collections.abc import Callable, Mapping
from typing import Any

from variorum.apart.frames import receive, send
from variorum.errors import VariorumError

GRACE = 30
"""Seconds after which a child that hangs ends itself, where nobody is left to end it."""


def serve(verbs: Mapping[str, Callable[..., Any]]) -> None:
    """Answer until the other end is gone, under the caps of the command line: seconds, and bytes of addresses."""
    seconds, memory = float(sys.argv[1]), int(sys.argv[2])
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started it ends it
    _limit(memory)
    send(answers, ("ready", None))
    while (message := receive(sys.stdin.buffer)) is not None:
        _alarm(int(seconds) + GRACE)
        answer = _answer(verbs[message[0]], message[1:])
        _alarm(0)
        try:
            send(answers, answer)
        except BrokenPipeError:
            return


def _answer(verb: Callable[..., Any], given: tuple[Any, ...]) -> tuple[str, Any]:
    try:
        return "done", verb(*given)
    except VariorumError as error:
        return "raised", error
    except MemoryError:
        return "memory", None
    except Exception as error:  # noqa: BLE001 - this is the main of its process: the document is reported
        return "failed", f"{type(error).__name__}: {error}"


def _limit(memory: int) -> None:
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    with contextlib.suppress(ValueError, OSError):  # a lower limit stands already
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _alarm(seconds: int) -> None:
    if hasattr(signal, "alarm"):  # ends the process whatever C code it is in
        signal.alarm(seconds)
