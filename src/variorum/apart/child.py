"""The asking side: a process that is replaced when what it was asked kills it, and one that is to blame is named."""

import contextlib
import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

from variorum.apart.frames import receive, send
from variorum.apart.start import started
from variorum.errors import VariorumError

if TYPE_CHECKING:
    import subprocess

STARTING = 300.0
"""Seconds that a process may take to start, which are not those of what it is asked."""
_Answer = TypeVar("_Answer")


class DeadError(VariorumError):
    """A child did not live to answer; the message says what became of it."""


class HungError(DeadError):
    """It took too long."""


class Child:
    """One process at a time, started when it is first needed.

    Args:
        module: what it runs, which calls :func:`variorum.apart.serving.serve`.
        seconds: after so long without an answer it is given up.
        memory: bytes of addresses that it may take.
    """

    def __init__(self, module: str, *, seconds: float, memory: int) -> None:
        self._module, self._seconds, self._memory = module, seconds, memory
        self._process: subprocess.Popen[bytes] | None = None
        self._heard: SimpleQueue[tuple[Any, ...] | None] = SimpleQueue()
        self.turn = 0
        """Which process it is: grows with every one that ends."""
        self.asked = 0
        """How much this process was asked; 0 before the next one is started."""

    def ask(self, what: str, *given: Any, seconds: float | None = None) -> Any:
        """Its answer.

        Args:
            what: the verb.
            given: what goes with it.
            seconds: how long this may take, where it is less than what the child has.

        Raises:
            DeadError: it died, took too long, wants more memory than it may have, or failed in a way that nobody
                foresaw. There is no process then; the next question starts one.
            VariorumError: what it raised on purpose, or that no process can be started.
        """
        try:
            kind, body = self._asked(
                (what, *given), self._seconds if seconds is None else min(seconds, self._seconds)
            )
        except BaseException:  # also an interrupt: what it says next would be taken for another answer
            self.end()
            raise
        if kind == "done":
            return body
        if kind == "raised":
            raise body
        self.end()  # what it holds after that is not known
        gib = f"it takes more than {self._memory / 2**30:g} GiB of memory"
        raise DeadError(gib if kind == "memory" else f"it makes the program fail ({body})")

    def twice(self, ask: Callable[[], _Answer]) -> _Answer:
        """What *ask* gives, which asks this child; once more where a process dies that was asked other things before.

        What came before may have filled it, so only a fresh process that dies proves who is to blame. Who hangs is
        asked once.
        """
        used = self.asked > 0
        try:
            return ask()
        except HungError:
            raise
        except DeadError:
            if not used:
                raise
            return ask()

    def _asked(self, message: tuple[Any, ...], seconds: float) -> tuple[Any, ...]:
        child = self._process or self._start()
        self.asked += 1
        assert child.stdin is not None
        with contextlib.suppress(BrokenPipeError):  # the queue tells that it is gone
            send(child.stdin, message)
        try:
            answer = self._heard.get(timeout=seconds)
        except Empty:
            msg = f"it takes more than {seconds:g} seconds"
            raise HungError(msg) from None
        if answer is None:
            msg = f"it makes the process that reads it crash ({told(child.wait())})"
            raise DeadError(msg)
        return answer

    def end(self) -> None:
        """End the process that is there."""
        self.asked = 0
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for stream in (self._process.stdin, self._process.stdout):
                if stream is not None:
                    with contextlib.suppress(OSError):
                        stream.close()
            self._process = None
            self.turn += 1

    def _start(self) -> "subprocess.Popen[bytes]":
        child = started(self._module, f"{self._seconds:g}", str(self._memory))
        heard: SimpleQueue[tuple[Any, ...] | None] = SimpleQueue()
        threading.Thread(target=listen, args=(child, heard), daemon=True).start()
        self._process, self._heard = child, heard
        try:
            ready = heard.get(timeout=STARTING)
        except Empty:
            ready = None
        if ready is None:  # no document is to blame
            status = child.poll()
            msg = (
                f"A process of our own cannot be started ({'it hangs' if status is None else told(status)}). With "
                "VARIORUM_TRACEBACK=1 in the environment it says why."
            )
            raise VariorumError(msg)
        return child


def listen(child: "subprocess.Popen[bytes]", heard: "SimpleQueue[tuple[Any, ...] | None]") -> None:
    """Put what a child says into a queue, and at its end a ``None``."""
    assert child.stdout is not None
    with contextlib.suppress(OSError, ValueError):  # closed while it was listened to
        while (message := receive(child.stdout)) is not None:
            heard.put(message)
    heard.put(None)


def told(status: int) -> str:
    """How a process ended, in words."""
    return f"signal {-status}" if status < 0 else f"exit status {status}"
