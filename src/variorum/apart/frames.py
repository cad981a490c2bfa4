"""Messages between two processes of one run: a pickled tuple after its length in four bytes."""

import pickle
from typing import IO, Any


def send(stream: IO[bytes], message: tuple[Any, ...]) -> None:
    """Write one message."""
    data = pickle.dumps(message, protocol=5)
    stream.write(len(data).to_bytes(4, "big") + data)
    stream.flush()


def receive(stream: IO[bytes]) -> tuple[Any, ...] | None:
    """The next message, or nothing where the other end is gone."""
    size = stream.read(4)
    if len(size) < 4:
        return None
    data = stream.read(int.from_bytes(size, "big"))
    if len(data) < int.from_bytes(size, "big"):
        return None
    message: tuple[Any, ...] = pickle.loads(data)  # noqa: S301 - from a process of our own, nothing of it on a disk
    return message
