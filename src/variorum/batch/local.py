"""The engine of one machine: a few processes, each kept busy by a thread of this one."""

import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from variorum.batch.engine import Caps, Done, Task
from variorum.batch.worker import Worker


class Local:
    """Processes on this machine.

    Args:
        workers: how many.
        caps: what one item may take.
        fresh: end the processes of one call of :meth:`map` with it, so that the memory of a stage can be measured.
    """

    def __init__(self, workers: int, caps: Caps, *, fresh: bool = False) -> None:
        self._count, self._caps, self._fresh = workers, caps, fresh
        self._own = threading.local()
        self._workers: list[Worker] = []
        self._pool = ThreadPoolExecutor(workers)

    def map(self, tasks: Iterable[Task]) -> Iterator[Done]:
        """Do *tasks*; see :class:`variorum.batch.engine.Engine`."""
        waiting: deque[Future[Done]] = deque()
        for task in tasks:
            waiting.append(self._pool.submit(self._done, task))
            if len(waiting) >= 2 * self._count:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
        if self._fresh:
            for worker in self._workers:
                worker.end()

    def close(self) -> None:
        """End the processes, whatever they are doing."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.close()
        self._pool.shutdown(wait=True)

    def _done(self, task: Task) -> Done:
        if not hasattr(self._own, "worker"):
            self._own.worker = Worker(self._caps)
            self._workers.append(self._own.worker)
        done: Done = self._own.worker.run(task)
        return done
