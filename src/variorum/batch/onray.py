"""The engine of a cluster: Ray hands the tasks to workers on many machines, which share the disk with the results.

Each of Ray's workers does its tasks through a :class:`variorum.batch.worker.Worker`, so that a document which crashes
or hangs is dealt with as on one machine, and the same bytes come out.
"""

import contextlib
import importlib
import logging
import os
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from variorum.batch.engine import Caps, Done, Task
from variorum.batch.worker import Worker
from variorum.errors import UsageError, VariorumError

ADDRESS = "RAY_ADDRESS"
"""The variable by which Ray knows of a cluster; without it one is started on this machine, and ended again."""
AHEAD = 2
"""Tasks that wait at each worker."""


class OnRay:
    """Workers of a Ray cluster.

    Args:
        workers: how many; by default one for each core of the cluster.
        caps: what one item may take.

    Raises:
        UsageError: Ray is not installed.
    """

    def __init__(self, workers: int | None, caps: Caps) -> None:
        self._count, self._caps = workers, caps
        self._ray = _ray()
        self._own = False
        self._actors: list[Any] = []

    def map(self, tasks: Iterable[Task]) -> Iterator[Done]:
        """Do *tasks*; see :class:`variorum.batch.engine.Engine`."""
        first = next(iter_tasks := iter(tasks), None)
        if first is None:  # nothing to do: no cluster is needed
            return
        ray = self._ray
        if not ray.is_initialized():
            _connect(ray, self._count)
            self._own = True
        if not self._actors:
            count = self._count or max(1, int(ray.cluster_resources().get("CPU", 1)))
            remote = ray.remote(num_cpus=1, max_restarts=-1, max_task_retries=2)(_Remote)
            self._actors = [remote.remote(self._caps) for _ in range(count)]
        yield from _in_order(ray, self._actors, chain((first,), iter_tasks))

    def close(self) -> None:
        """End the workers, and the cluster if it was started here."""
        for actor in self._actors:
            with contextlib.suppress(self._ray.exceptions.RayError):
                self._ray.get(actor.close.remote(), timeout=10)
            self._ray.kill(actor)
        self._actors = []
        if self._own:
            self._ray.shutdown()
            self._own = False


class _Remote:
    """What stands in a worker of the cluster."""

    def __init__(self, caps: Caps) -> None:
        self._worker = Worker(caps)

    def run(self, task: Task) -> Done | str:
        """Do a task; a message where no worker can."""
        try:
            return self._worker.run(task)
        except VariorumError as error:
            return str(error)

    def close(self) -> None:
        """End the process."""
        self._worker.close()


def _in_order(ray: Any, actors: list[Any], tasks: Iterator[Task]) -> Iterator[Done]:
    """What became of each task, in order; each goes to the actor that has the fewest to do."""
    busy = [0] * len(actors)
    at: dict[Any, int] = {}
    waiting: deque[Any] = deque()
    ready: dict[Any, Done] = {}
    for task in tasks:
        least = busy.index(min(busy))
        reference = actors[least].run.remote(task)
        busy[least] += 1
        at[reference] = least
        waiting.append(reference)
        while min(busy) >= AHEAD:
            _wait(ray, at, busy, ready)
        while waiting and waiting[0] in ready:
            yield ready.pop(waiting.popleft())
    while waiting:
        while waiting[0] not in ready:
            _wait(ray, at, busy, ready)
        yield ready.pop(waiting.popleft())


def _wait(ray: Any, at: dict[Any, int], busy: list[int], ready: dict[Any, Done]) -> None:
    (reference,), _ = ray.wait(list(at), num_returns=1)
    busy[at.pop(reference)] -= 1
    try:
        found = ray.get(reference)
    except ray.exceptions.RayError as error:
        msg = f"Ray lost a worker: {str(error).splitlines()[0]}"
        raise VariorumError(msg) from error
    if isinstance(found, str):
        raise VariorumError(found)
    ready[reference] = found


def _connect(ray: Any, workers: int | None) -> None:
    quiet: dict[str, Any] = {"logging_level": logging.ERROR, "log_to_driver": False}
    if os.environ.get(ADDRESS):
        ray.init(**quiet)
        return
    ray.init(num_cpus=workers, include_dashboard=False, _node_ip_address="127.0.0.1", **quiet)


def _ray() -> Any:
    # Nothing goes out: Ray would tell its makers how it is used.
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    try:
        return importlib.import_module("ray")
    except ImportError as error:
        msg = "--engine ray needs Ray, which is not installed. Install it with: pip install 'variorum[ray]'"
        raise UsageError(msg) from error
