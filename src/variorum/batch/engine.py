"""What an engine is: something that does tasks, each in a process that may die of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Blame:
    """An item of a task on which its process died, hung, or raised an error."""

    item: int
    code: str
    """``crashed``, ``hung``, ``memory`` or ``error``."""
    what: str
    """What was wrong, as a sentence without its full stop."""


@dataclass(frozen=True, slots=True)
class Task:
    """One partition to make.

    ``payload`` is the stage's own frozen value; its items are numbered from 0. Those named in ``without`` are left out,
    and the partition says why.
    """

    stage: str
    """The module of ``variorum.batch`` whose ``work`` makes it."""
    out: str
    key: str
    day: str | None
    payload: Any
    without: tuple[Blame, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """A partition that was made, or, with ``lost``, why it could not be."""

    task: Task
    cpu: float
    """Seconds of CPU that it took."""
    peak: float
    """The most memory that its process has held so far, in MiB."""
    lost: str | None = None


@dataclass(frozen=True, slots=True)
class Caps:
    """What one item may take before its process is ended."""

    seconds: float
    megabytes: float


class Engine(Protocol):
    """Where tasks are done. What they make lies on a disk that all workers share; only tasks and counts travel."""

    def map(self, tasks: Iterable[Task]) -> Iterator[Done]:
        """Do *tasks*, several at a time; what became of each, in their order.

        No more of them are drawn than are needed to keep the workers busy.

        Raises:
            VariorumError: a task cannot be done by any worker: a model is missing.
        """
        ...

    def close(self) -> None:
        """End what was started for it."""
        ...
