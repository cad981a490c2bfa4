"""What a server answered, as web archives keep it: header, transfer coding and content coding, undone by FastWARC.

Each step is held to a limit. What FastWARC refuses and archives hold all the same is taken as it is: a body that is
not chunked or packed although its header says so, chunks with extensions, or cut short (decision 007).
"""

import io
import re
from typing import TYPE_CHECKING

from variorum.errors import UnreadableError
from variorum.read.kinds import Media
from variorum.read.limits import LARGEST, UNPACKED_RATIO
from variorum.read.packed import MAGIC

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastwarc.stream_io import WarcReader
    from fastwarc.warc import HeaderMap

HEADER = 32 * 1024
"""Bytes of the longest header, of a record or of a response: FastWARC reads no longer one."""
END = re.compile(rb"\r?\n\r?\n")
CODINGS = 3
"""Most codings of one page, one inside the other."""
_CHUNK_SIZE = 64 * 1024
_LINE_END = re.compile(rb"\r?\n")
_CHUNK = re.compile(rb"\s*([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r?\n")
_TYPES = {"text/html": Media.HTML, "application/xhtml+xml": Media.HTML, "text/plain": Media.TEXT}
_GZIP = ("gzip", "x-gzip")
_ZLIB_HEADER = b"\x78\x9c"
"""What is put before a deflated body without a header, which some servers send."""


def header_of(data: bytes) -> "HeaderMap | None":
    """The header that stands in *data* with its empty line; ``None`` if FastWARC cannot read it."""
    from fastwarc.warc import HeaderMap  # noqa: PLC0415 - loads when an archive is read

    header = HeaderMap()
    try:
        header.parse(io.BytesIO(_LINE_END.sub(b"\r\n", data)))
    except OSError:
        return None
    return header


def media_of(content_type: str) -> Media | None:
    """How a body of this type is read; ``None`` if it is no page or text."""
    return _TYPES.get(content_type.partition(";")[0].strip().lower())


def answered(block: bytes, where: str) -> tuple[bytes, Media | None]:
    """The page of an answer, its codings undone; no media if the answer is none, or not 200, or no page.

    Raises:
        UnreadableError: it is packed in an unknown way, damaged, or unpacks to too much.
    """
    end = END.search(block, 0, HEADER)
    header = header_of(block[: end.end()]) if end else None
    if end is None or header is None or header.status_code != 200:
        return b"", None
    media = media_of(header.get("Content-Type") or "")
    if media is None:
        return b"", None
    body = block[end.end() :]
    if (header.get("Transfer-Encoding") or "").strip().lower() == "chunked":
        body = _dechunked(body)
    codings = [c.strip() for c in (header.get("Content-Encoding") or "").lower().split(",")]
    if len(codings) > CODINGS:
        raise _unknown(", ".join(codings)[:80], where)
    for coding in reversed(codings):
        body = _unpacked(body, coding, where)
    return body, media


def _dechunked(body: bytes) -> bytes:
    from fastwarc.stream_io import ChunkedReader  # noqa: PLC0415 - loaded already

    try:
        return _at_most(ChunkedReader(io.BytesIO(body)), len(body))
    except OSError:
        return _joined(body)


def _joined(body: bytes) -> bytes:
    # The chunks of a body that FastWARC refuses: with extensions, or cut short; the body itself if it has none.
    parts: list[bytes] = []
    at = 0
    while chunk := _CHUNK.match(body, at):
        size = int(chunk[1], 16)
        if not size:
            return b"".join(parts)
        parts.append(body[chunk.end() : chunk.end() + size])
        at = chunk.end() + size
    return b"".join(parts) if parts and at >= len(body) else body


def _unpacked(body: bytes, coding: str, where: str) -> bytes:
    if coding in {"", "identity"} or (coding in _GZIP and not body.startswith(MAGIC)):
        return body
    most = min(LARGEST + 1, UNPACKED_RATIO * len(body) + HEADER)
    for opened in _readers(coding, body, where):
        try:
            data = _at_most(opened(), most)
        except OSError:
            continue
        if len(data) == most:
            raise UnreadableError(
                where, "its page unpacks to too much", "Give the page unpacked", code="packed-bomb"
            )
        return data
    raise UnreadableError(where, "its page is damaged", "Fetch the page again", code="damaged-packed")


def _readers(coding: str, body: bytes, where: str) -> "tuple[Callable[[], WarcReader], ...]":
    # What may unpack a body, the likeliest first.
    from fastwarc.stream_io import BrotliReader, GzipReader, ZstdReader  # noqa: PLC0415 - loaded already

    if coding in _GZIP:
        return (lambda: GzipReader(io.BytesIO(body)),)
    if coding == "deflate":
        return (
            lambda: GzipReader(io.BytesIO(body), zlib=True),
            lambda: GzipReader(io.BytesIO(_ZLIB_HEADER + body), zlib=True),
            lambda: GzipReader(io.BytesIO(body)),
        )
    if coding == "br":
        return (lambda: BrotliReader(io.BytesIO(body)),)
    if coding == "zstd":
        return (lambda: ZstdReader(io.BytesIO(body)),)
    raise _unknown(coding[:80], where)


def _unknown(coding: str, where: str) -> UnreadableError:
    return UnreadableError(
        where, f"its page is packed with {coding!r}", "Give the page unpacked", code="packed"
    )


def _at_most(reader: "WarcReader", size: int) -> bytes:
    parts: list[bytes] = []
    while size > 0 and (part := reader.read(min(size, _CHUNK_SIZE))):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
