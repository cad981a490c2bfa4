"""The engine of one machine: a few processes, each kept busy by a thread of this one."""

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from variorum.batch.engine import Caps, Done, Task
from variorum.batch.worker import Worker


class Local:
    """Processes on this machine; those of one call of :meth:`map` end with it: each stage begins with fresh ones.

    Args:
        workers: how many.
        caps: what one item may take.
    """

    def __init__(self, workers: int, caps: Caps) -> None:
        self._count, self._caps = workers, caps

    def map(self, tasks: Iterable[Task]) -> Iterator[Done]:
        """Do *tasks*; see :class:`variorum.batch.engine.Engine`."""
        own, workers = threading.local(), deque[Worker]()

        def done(task: Task) -> Done:
            if not hasattr(own, "worker"):
                own.worker = Worker(self._caps)
                workers.append(own.worker)
            result: Done = own.worker.run(task)
            return result

        pool = ThreadPoolExecutor(self._count)
        try:
            yield from _in_order(pool, done, tasks, ahead=2 * self._count)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            for worker in workers:
                worker.close()
            pool.shutdown(wait=True)

    def close(self) -> None:
        """Nothing is left to end."""


def _in_order(
    pool: ThreadPoolExecutor, done: Callable[[Task], Done], tasks: Iterable[Task], *, ahead: int
) -> Iterator[Done]:
    """What became of each task, in order, with at most *ahead* of them under way."""
    waiting: deque[Future[Done]] = deque()
    for task in tasks:
        waiting.append(pool.submit(done, task))
        if len(waiting) >= ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()
