"""Gzip, unpacked as it is read, with a limit on how much a little can unpack to."""

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from variorum.errors import UnreadableError
from variorum.read.limits import UNPACKED_LEAST, UNPACKED_RATIO

MAGIC = b"\x1f\x8b\x08"
_CHUNK = 64 * 1024
_GZIP = 31
"""``wbits`` of zlib for data with a gzip header and trailer."""


class _Prefixed(io.RawIOBase):
    """A stream whose first bytes were already read."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, target: Any) -> int:
        view = memoryview(target)
        data = self._head[: len(view)] or self._rest.read(len(view))
        self._head = self._head[len(view) :]
        view[: len(data)] = data
        return len(data)


def prefixed(head: bytes, rest: BinaryIO) -> io.BufferedReader:
    """The stream of *head* and then all of *rest*."""
    return io.BufferedReader(_Prefixed(head, rest), _CHUNK)


class _Unpacked(io.RawIOBase):
    """What a gzip stream holds, all its members in one.

    Raises:
        UnreadableError: it is damaged, cut short, or unpacks to too much.
    """

    def __init__(self, packed: BinaryIO, location: str) -> None:
        self._packed, self._location = packed, location
        self._engine = zlib.decompressobj(_GZIP)
        self._pending = b""
        self._taken = self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, target: Any) -> int:
        view = memoryview(target)
        data = b""
        while not data and self._more():
            try:
                data = self._engine.decompress(self._pending, len(view))
            except zlib.error as error:
                raise damaged(self._location, str(error)) from error
            self._pending = self._engine.unconsumed_tail or self._engine.unused_data
        self._given += len(data)
        if self._given > max(UNPACKED_LEAST, UNPACKED_RATIO * self._taken):
            raise too_much(self._location, self._taken)
        view[: len(data)] = data
        return len(data)

    def _more(self) -> bool:
        # Whether something is left to unpack; a member's end starts the next one.
        if not self._pending:
            self._pending = self._packed.read(_CHUNK)
            self._taken += len(self._pending)
        if self._engine.eof:
            self._pending = self._pending.lstrip(b"\0")
            if not self._pending:
                return False
            self._engine = zlib.decompressobj(_GZIP)
        elif not self._pending:
            raise damaged(self._location, "it is cut short")
        return True


def unpacked(packed: BinaryIO, location: str) -> io.BufferedReader:
    """The stream of what a gzip stream holds; reading it raises ``UnreadableError`` where it is damaged or a bomb."""
    return io.BufferedReader(_Unpacked(packed, location), _CHUNK)


@dataclass(frozen=True, slots=True)
class Member:
    """One gzip member: its first bytes unpacked, its number from 1, and what is wrong with it."""

    number: int
    data: bytes
    wrong: str | None = None


def members(packed: BinaryIO, limit: int) -> Iterator[Member]:
    """The members of a gzip stream one by one; one that is broken does not end the stream.

    Args:
        packed: the stream.
        limit: bytes of a member that are kept; the rest is passed over, as far as it does not unpack to too much.
    """
    buffer, number, skipping = packed.read(_CHUNK), 0, False
    while True:
        start = buffer.find(MAGIC)
        if start < 0:
            more = packed.read(_CHUNK)
            if not more:
                return
            buffer = buffer[-2:] + more
            continue
        buffer = buffer[start:]
        member, rest = _member(packed, buffer, limit, number + 1)
        if member.wrong and not member.data and skipping:
            buffer = buffer[1:]  # the three bytes stood there by chance, inside what was broken
            continue
        number, skipping = number + 1, member.wrong is not None
        yield member
        buffer = buffer[1:] if member.wrong else rest


def _member(packed: BinaryIO, buffer: bytes, limit: int, number: int) -> tuple[Member, bytes]:
    engine = zlib.decompressobj(_GZIP)
    kept: list[bytes] = []
    taken, given, pending = len(buffer), 0, buffer
    while True:
        try:
            data = engine.decompress(pending, _CHUNK)
        except zlib.error as error:
            return Member(number, b"".join(kept), f"it is damaged ({error})"), b""
        if given < limit:
            kept.append(data[: limit - given])
        given += len(data)
        if engine.eof:
            return Member(number, b"".join(kept)), engine.unused_data
        if given > max(UNPACKED_LEAST, UNPACKED_RATIO * taken):
            return Member(number, b"".join(kept), "it unpacks to too much"), b""
        pending = engine.unconsumed_tail
        if not pending:
            pending = packed.read(_CHUNK)
            taken += len(pending)
            if not pending:
                return Member(number, b"".join(kept), "it is cut short"), b""


def damaged(location: str, why: str) -> UnreadableError:
    """The error for a packed file that is broken from here on."""
    return UnreadableError(
        location,
        f"what is packed in it is damaged ({why}); what came before was read",
        "Pack or fetch it again",
        code="damaged-packed",
    )


def too_much(location: str, taken: int) -> UnreadableError:
    """The error for a packed file that unpacks to more than any text does."""
    return UnreadableError(
        location,
        f"{taken:,} bytes of it unpack to more than {max(UNPACKED_LEAST, UNPACKED_RATIO * taken) // 2**20:,} MB, "
        "as no text does; the rest was not read",
        "Check where it comes from; if it is good, unpack it and give what is inside",
        code="packed-bomb",
    )
