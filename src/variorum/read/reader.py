"""Who reads what is added to a workspace: this process, or one of its own that may die of it."""

import tempfile
from collections.abc import Iterator
from types import TracebackType
from typing import BinaryIO, Protocol, Self

from variorum.apart.child import Child, DeadError
from variorum.errors import UnreadableError
from variorum.model import Metadata, Problem, Report
from variorum.read.captures import STDIN, Given, Received, members, received, received_bytes
from variorum.read.limits import READ_MEMORY, READ_SECONDS
from variorum.read.load import report_of, unreadable
from variorum.read.opml import feeds_of

ADVICE = "It was left out, and nothing else with it; copy its text into a text file and give that"
REST = "What came before it was read; give what comes after it in a file of its own"


class Reader(Protocol):
    """What reads locations, bytes and captures."""

    def received(self, location: str, *, stdin: BinaryIO | None = None) -> Iterator[Received]:
        """As :func:`variorum.read.captures.received`."""
        ...

    def received_bytes(self, data: bytes, name: str) -> Iterator[Received]:
        """As :func:`variorum.read.captures.received_bytes`."""
        ...

    def report_of(self, found: Given, stated: Metadata) -> Report | Problem:
        """As :func:`variorum.read.load.report_of`."""
        ...

    def feeds_of(self, data: bytes, location: str) -> tuple[str, ...]:
        """As :func:`variorum.read.opml.feeds_of`."""
        ...


class Here:
    """Reads in this process: for callers that trust what they read, and for tests."""

    def received(self, location: str, *, stdin: BinaryIO | None = None) -> Iterator[Received]:
        """As :func:`variorum.read.captures.received`."""
        return received(location, stdin=stdin)

    def received_bytes(self, data: bytes, name: str) -> Iterator[Received]:
        """As :func:`variorum.read.captures.received_bytes`."""
        return received_bytes(data, name)

    def report_of(self, found: Given, stated: Metadata) -> Report | Problem:
        """As :func:`variorum.read.load.report_of`."""
        return report_of(found, stated)

    def feeds_of(self, data: bytes, location: str) -> tuple[str, ...]:
        """As :func:`variorum.read.opml.feeds_of`."""
        return feeds_of(data, location)


class Apart:
    """Reads in one process of its own, under caps of time and memory, and in a new one when that dies.

    A document that kills its reader is a problem in its place, and all others are read. It is asked twice before it is
    blamed, the second time of a fresh process, for what came before it may have filled the first; one that hangs is
    asked once.

    Args:
        seconds: that one document may take.
        memory: bytes of addresses that the process may take.
    """

    def __init__(self, *, seconds: float = READ_SECONDS, memory: int = READ_MEMORY) -> None:
        self._child = Child("variorum.read.child", seconds=seconds, memory=memory)
        self._place: tuple[int, object] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        self._child.end()

    def received(self, location: str, *, stdin: BinaryIO | None = None) -> Iterator[Received]:
        """As :func:`variorum.read.captures.received`; standard input is laid into a file first."""
        if location == STDIN and stdin is not None:
            with tempfile.NamedTemporaryFile(prefix="variorum-") as spooled:
                while piece := stdin.read(1 << 20):
                    spooled.write(piece)
                spooled.flush()
                yield from self._all("stream", (spooled.name,), location)
            return
        for one in members(location):
            if isinstance(one, str):
                yield from self._all("file", (one,), one)
            else:
                yield one

    def received_bytes(self, data: bytes, name: str) -> Iterator[Received]:
        """As :func:`variorum.read.captures.received_bytes`."""
        yield from self._all("bytes", (data, name), name)

    def report_of(self, found: Given, stated: Metadata) -> Report | Problem:
        """As :func:`variorum.read.load.report_of`, or the problem that it killed its reader."""
        try:
            report: Report | Problem = self._child.twice(lambda: self._child.ask("report", found, stated))
        except DeadError as error:
            return unreadable(
                UnreadableError(found.capture.location, str(error), ADVICE, code="kills-reader")
            )
        return report

    def feeds_of(self, data: bytes, location: str) -> tuple[str, ...]:
        """As :func:`variorum.read.opml.feeds_of`; a list that kills its reader is unreadable."""
        try:
            feeds: tuple[str, ...] = self._child.twice(lambda: self._child.ask("feeds", data, location))
        except DeadError as error:
            raise UnreadableError(location, str(error), ADVICE, code="kills-reader") from error
        return feeds

    def _all(self, verb: str, given: tuple[object, ...], location: str) -> Iterator[Received]:
        """What a location gives, one after another, whatever happens to the process between two of them."""
        number, place = 0, object()

        def following() -> Received | None:
            if self._place != (
                self._child.turn,
                place,
            ):  # a process that does not stand at our place goes there
                self._child.ask(verb, number, *given)
                self._place = (self._child.turn, place)
            found: Received | None = self._child.ask("next")
            return found

        while True:
            try:
                found = self._child.twice(following)
            except DeadError as error:
                yield UnreadableError(location, str(error), REST if number else ADVICE, code="kills-reader")
                return
            if found is None:
                return
            number += 1
            yield found
