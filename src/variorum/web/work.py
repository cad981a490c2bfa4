"""Long work outside the pages: analysis in one child process, reading of what was uploaded in another.

A child that dies or hangs takes down what it was at and nothing else; the next piece of work gets a new one.
"""

import multiprocessing
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from variorum.errors import VariorumError
from variorum.store import Workspace

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from variorum.settings import Settings
    from variorum.store import Added

Progress = Callable[[str, int, int], None]

SECONDS = 3600
"""After so long without any progress a piece of work is given up. Each document has caps of its own."""


class WorkError(VariorumError):
    """Long work did not come to its end."""


@dataclass(frozen=True, slots=True)
class State:
    """How far the analysis is. ``turn`` grows with every change, so that who watches sees whether there is news."""

    turn: int = 0
    busy: bool = False
    story: str | None = None
    stage: str = ""
    done: int = 0
    total: int = 0
    waiting: int = 0
    error: str = ""


class Runner(Protocol):
    """What does the work: children, or in tests the thread itself."""

    def add(self, name: str, data: bytes, options: dict[str, Any]) -> "Added":
        """As ``Workspace.add_bytes``."""
        ...

    def analyse(self, story: str, progress: Progress) -> None:
        """As ``Workspace.analyse``."""
        ...

    def close(self) -> None:
        """Stop; what was acknowledged is kept."""
        ...


class Work:
    """Analyses the stories that wait, one after another, in a thread that waits for the runner."""

    def __init__(self, runner: Runner, opened: Callable[[], Workspace]) -> None:
        self._runner, self._opened = runner, opened
        self._state = State()
        self._changed = threading.Condition()
        self._wanted = False
        self._closed = False
        self._thread: threading.Thread | None = None

    def state(self) -> State:
        """How far it is."""
        with self._changed:
            return self._state

    def news(self, turn: int, seconds: float) -> State:
        """The state as soon as it is another than that of *turn*, or after *seconds*."""
        with self._changed:
            self._changed.wait_for(lambda: self._state.turn != turn or self._closed, seconds)
            return self._state

    def add(self, name: str, data: bytes, options: dict[str, Any]) -> "Added":
        """Keep one file as reports."""
        return self._runner.add(name, data, options)

    def start(self) -> None:
        """Analyse what waits, unless that is under way."""
        with self._changed:
            self._wanted = True
            if self._closed or (self._thread and self._state.busy):
                return
            self._state = State(self._state.turn + 1, busy=True)
            self._changed.notify_all()
            self._thread = threading.Thread(target=self._run, name="variorum-analysis", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Stop: what a killed analysis has not kept is done again the next time."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._runner.close()

    def _tell(self, **changes: Any) -> None:
        with self._changed:
            self._state = replace(self._state, turn=self._state.turn + 1, **changes)
            self._changed.notify_all()

    def _run(self) -> None:
        failed: dict[str, str] = {}
        try:
            while story := self._next(failed):
                try:
                    self._runner.analyse(story, self._step)
                except VariorumError as error:
                    failed[story] = str(error)
        except Exception as error:
            self._tell(busy=False, error=f"An error in variorum itself ({type(error).__name__}).")
            raise
        self._tell(busy=False, story=None, stage="", error=" ".join(failed.values()))

    def _next(self, failed: dict[str, str]) -> str | None:
        with self._opened() as ws:
            waiting = [s for s in ws.pending() if s not in failed]
        if not waiting or self._closed:
            return None
        self._tell(story=waiting[0], stage="beginning", done=0, total=0, waiting=len(waiting))
        return waiting[0]

    def _step(self, stage: str, done: int, total: int) -> None:
        self._tell(stage=stage, done=done, total=total)


class Children:
    """Runs work in two child processes, which are started when first needed.

    Each has a process of its own that reads documents, and dies of them alone: the one files
    (:class:`variorum.read.reader.Apart`), the other texts (:class:`variorum.store.stages.Sheltered`).

    Args:
        folder: the workspace.
        settings: how reports are analysed.
    """

    def __init__(self, folder: Path, settings: "Settings | None" = None) -> None:
        self._adds = _Child(folder, settings)
        self._analyses = _Child(folder, settings)

    def add(self, name: str, data: bytes, options: dict[str, Any]) -> "Added":
        """As ``Workspace.add_bytes``; a document that kills its reader, or takes too long, is refused alone."""
        added: Added = self._adds.ask("add", (name, data, options), SECONDS, None)
        return added

    def analyse(self, story: str, progress: Progress) -> None:
        """As ``Workspace.analyse``."""
        self._analyses.ask("analyse", (story,), SECONDS, progress)

    def close(self) -> None:
        """End both."""
        self._adds.end()
        self._analyses.end()


class _Child:
    """A process that is asked one thing at a time."""

    def __init__(self, folder: Path, settings: "Settings | None") -> None:
        self._given = (folder, settings)
        self._lock = threading.Lock()
        self._process: Any = None
        self._line: Connection | None = None

    def ask(self, what: str, given: tuple[Any, ...], seconds: float, progress: Progress | None) -> Any:
        """The answer of the child, told in between how far it is.

        Raises:
            VariorumError: what the child raised, or that it died or hung.
        """
        with self._lock:
            line = self._ready()
            try:
                line.send((what, given))
                while line.poll(seconds):
                    kind, body = line.recv()
                    if kind == "step" and progress:
                        progress(*body)
                    elif kind == "done":
                        return body
                    elif kind == "failed":
                        raise body
            except (EOFError, OSError) as error:
                self.end()
                msg = f"The process that was to {what} it died. What was there before is kept; nothing else is lost."
                raise WorkError(msg) from error
            self.end()
            msg = f"Gave up after {seconds:.0f} seconds without any progress; nothing else is lost."
            raise WorkError(msg)

    def _ready(self) -> "Connection":
        if self._process is None or not self._process.is_alive() or self._line is None:
            context = multiprocessing.get_context("spawn")
            self._line, theirs = context.Pipe()
            self._process = context.Process(target=_serve, args=(theirs, *self._given), daemon=True)
            self._process.start()
            theirs.close()
        return self._line

    def end(self) -> None:
        """End the process, if there is one."""
        if self._process is not None:
            self._process.kill()
            self._process.join(5)
            self._process = None
        if self._line is not None:
            self._line.close()
            self._line = None


def _serve(line: "Connection", folder: Path, settings: "Settings | None") -> None:
    """What a child does: one piece of work after another until its line is closed."""
    import os  # noqa: PLC0415 - in the child alone
    import signal  # noqa: PLC0415 - as above

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends its children itself
    os.nice(5)
    from variorum.read.reader import Apart  # noqa: PLC0415 - kept between pieces of work
    from variorum.store.stages import Sheltered  # noqa: PLC0415 - as above, with its models

    stages, reader = Sheltered(settings), Apart()
    while True:
        try:
            what, given = line.recv()
        except EOFError:
            return
        try:
            with Workspace.open(folder, stages=stages, reader=reader) as ws:
                line.send(("done", _work(ws, what, given, line)))
        except VariorumError as error:
            line.send(("failed", WorkError(str(error))))


def _work(ws: Workspace, what: str, given: tuple[Any, ...], line: "Connection") -> object:
    if what == "add":
        name, data, options = given
        return ws.add_bytes(name, data, **options, progress=lambda *step: line.send(("step", step)))
    ws.analyse(*given, progress=lambda *step: line.send(("step", step)))
    return None


class Inside:
    """Does the work in the thread that asks: for tests, and where processes cannot be had."""

    def __init__(self, opened: Callable[[], Workspace]) -> None:
        self._opened = opened

    def add(self, name: str, data: bytes, options: dict[str, Any]) -> "Added":
        """As ``Workspace.add_bytes``."""
        with self._opened() as ws:
            return ws.add_bytes(name, data, **options)

    def analyse(self, story: str, progress: Progress) -> None:
        """As ``Workspace.analyse``."""
        with self._opened() as ws:
            ws.analyse(story, progress=progress)

    def close(self) -> None:
        """Nothing to stop."""
