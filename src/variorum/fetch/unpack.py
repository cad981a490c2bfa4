"""The body of an answer as it was before it was packed for the way; never more than a report can have."""

import zlib
from collections.abc import Iterable

from variorum.errors import UnreadableError
from variorum.fetch.limits import BYTES

_WINDOWS = {"gzip": 31, "x-gzip": 31, "deflate": 15}


def body_of(pieces: Iterable[bytes], packed: str, url: str, *, most: int = BYTES) -> bytes:
    """The bytes of an answer.

    Args:
        pieces: as they come.
        packed: what the server says it packed them with, in lower case.
        url: whose answer it is, for errors.
        most: bytes that may come, and bytes that they may unpack to.

    Raises:
        UnreadableError: there are more (``too-large``), they are packed in another way (``packed``) or damaged.
    """
    if packed in {"", "identity"}:
        return _limited(pieces, most, url)
    if packed not in _WINDOWS:
        raise UnreadableError(
            url, f"it came packed with {packed[:40]!r}", "Save the page from a browser", code="packed"
        )
    return _unpacked(pieces, _WINDOWS[packed], url, most)


def _limited(pieces: Iterable[bytes], most: int, url: str) -> bytes:
    whole = bytearray()
    for piece in pieces:
        whole += piece
        if len(whole) > most:
            raise _large(url, most)
    return bytes(whole)


def _unpacked(pieces: Iterable[bytes], window: int, url: str, most: int) -> bytes:
    unpacker, whole, came = zlib.decompressobj(window), bytearray(), 0
    try:
        for piece in pieces:
            came += len(piece)
            if came > most:
                raise _large(url, most)
            if unpacker.eof:
                continue
            if window == 15 and not whole and came == len(piece) and piece[:1] and piece[0] & 15 != 8:
                unpacker = zlib.decompressobj(-15)  # many servers leave out the frame of RFC 1950
            whole += unpacker.decompress(piece, most + 1 - len(whole))
            if len(whole) > most:
                raise _large(url, most)
    except zlib.error as error:
        raise UnreadableError(url, f"it came damaged ({error})", "Try again", code="damaged") from error
    if not unpacker.eof:
        raise UnreadableError(url, "it came only in part", "Try again", code="damaged")
    return bytes(whole)


def _large(url: str, most: int) -> UnreadableError:
    return UnreadableError(
        url, f"it is too large for a report (more than {most // 1024 // 1024} MB)",
        "Save the part that is the report, and give the file", code="too-large",
    )  # fmt: skip
