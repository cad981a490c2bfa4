"""``python -m variorum.read.child``: reads for :class:`variorum.read.reader.Apart`, which starts it and asks."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from variorum.apart.serving import serve
from variorum.read.captures import STDIN, Received, received, received_bytes
from variorum.read.load import report_of
from variorum.read.opml import feeds_of


class Reading:
    """What is being read: one location, from which one capture after another is asked for."""

    def __init__(self) -> None:
        self._found: Iterator[Received] = iter(())

    def file(self, before: int, location: str) -> None:
        """Begin a file, after as many captures as were had of it *before*."""
        self._begin(before, received(location))

    def stream(self, before: int, spooled: str) -> None:
        """Begin what came on standard input and lies in a file now."""
        self._begin(before, received(STDIN, stdin=Path(spooled).open("rb")))  # noqa: SIM115 - read on later

    def bytes(self, before: int, data: bytes, name: str) -> None:
        """Begin what came without a file."""
        self._begin(before, received_bytes(data, name))

    def next(self) -> Received | None:
        """The next capture, or what stands in its stead; ``None`` at the end."""
        return next(self._found, None)

    def _begin(self, before: int, found: Iterator[Received]) -> None:
        self._found = islice(found, before, None)


def main() -> None:
    """Read what is asked for until nobody asks any more."""
    reading = Reading()
    serve(
        {
            "file": reading.file,
            "stream": reading.stream,
            "bytes": reading.bytes,
            "next": reading.next,
            "report": report_of,
            "feeds": feeds_of,
        }
    )


if __name__ == "__main__":
    main()
