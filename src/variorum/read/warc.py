"""WARC (ISO 28500): the pages of a web archive, packed or not, one broken record aside.

Written here and not taken from a library because of what must hold of archives from anywhere: a record that is broken,
lies about its length or unpacks to gigabytes costs that record and no other one (decision 007).
"""

import hashlib
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from variorum.errors import UnreadableError
from variorum.model import Capture, Metadata
from variorum.read.kinds import Media
from variorum.read.limits import LARGEST, UNPACKED_RATIO, refuse_large
from variorum.read.packed import MAGIC, members, prefixed

HEADER = 64 * 1024
"""Bytes of the longest header, of a record or of a response."""
_START = re.compile(rb"WARC/\d\.\d\r?\n")
_NEXT = re.compile(rb"\n(?=WARC/\d\.\d\r?\n[A-Za-z-]{2,40}:)")
_END = re.compile(rb"\r?\n\r?\n")
_CHUNK = re.compile(rb"\s*([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r?\n")
_TYPES = {"text/html": Media.HTML, "application/xhtml+xml": Media.HTML, "text/plain": Media.TEXT}
_WHOLE = ("response", "resource", "conversion")
"""Types of records that hold a page or its text; the others say something about a capture."""


@dataclass(frozen=True, slots=True)
class _Record:
    """A record: the fields of its header in lower case and its block; ``wrong`` says that it is broken, and how."""

    fields: dict[str, str]
    block: bytes
    wrong: str | None = None


def captures_of(file: BinaryIO, location: str, *, as_is: bool) -> Iterator[Capture | UnreadableError]:
    """The pages of an archive in order, and an error for each record that cannot be read.

    Records that are no page (requests, revisits, images, answers other than 200) are passed over.

    Args:
        file: the archive from its first byte, packed with gzip or not.
        location: its name; a capture's location adds the number of the record.
        as_is: passed on to the captures.
    """
    for number, record in enumerate(_records(file), start=1):
        where = f"{location}:{number}"
        try:
            found = _capture(record, where, as_is=as_is)
        except UnreadableError as error:
            yield error
        else:
            if found:
                yield found


def _records(file: BinaryIO) -> Iterator[_Record]:
    head = file.read(len(MAGIC))
    whole = prefixed(head, file)
    if not head.startswith(MAGIC):
        yield from _plain(whole)
        return
    for member in members(whole, LARGEST + 2 * HEADER):
        found = list(_plain(prefixed(member.data, io.BytesIO()), cut=member.wrong))
        yield from found or ([_Record({}, b"", member.wrong)] if member.wrong else [])


def _plain(file: io.BufferedReader, *, cut: str | None = None) -> Iterator[_Record]:
    # The records of an unpacked stream. What follows a record and is none is passed over up to the next one.
    buffer = b""
    while True:
        buffer = _filled(file, buffer, HEADER).lstrip(b"\r\n")
        if not buffer:
            return
        if not _START.match(buffer):
            yield _Record({}, b"", cut or "it does not begin as a record does")
            buffer = _skipped(file, buffer)
            continue
        end = _END.search(buffer, 0, HEADER)
        fields = _fields(buffer[: end.start()]) if end else {}
        length = fields.get("content-length", "")
        if end is None or not length.isdecimal():
            yield _Record(fields, b"", cut or "its header is broken")
            buffer = _skipped(file, buffer[1:])
            continue
        record, buffer = _block(file, buffer[end.end() :], int(length), fields, cut)
        yield record


def _block(
    file: io.BufferedReader, buffer: bytes, length: int, fields: dict[str, str], cut: str | None
) -> tuple[_Record, bytes]:
    # The block of a record and what was read beyond it. Its length may be a lie: behind the block stand line ends or
    # nothing, and a record that begins inside a block that does not end so is the next one.
    size = min(length, LARGEST + HEADER)
    buffer = _filled(file, buffer, size + 4)
    block, rest = buffer[:size], buffer[size:]
    if length <= size and len(block) == length and (not rest or rest[:1] in b"\r\n"):
        return _Record(fields, block), rest
    inside = _NEXT.search(buffer)
    if inside:
        return _Record(fields, b"", cut or "it ends before the length that it states"), buffer[inside.end() :]
    if len(block) < size:
        return _Record(fields, b"", cut or "it is cut short"), b""
    if length > size:
        return _Record(fields, block, "it is too large for a report"), _skipped(file, buffer)
    return _Record(fields, b"", "it goes on beyond the length that it states"), _skipped(file, rest)


def _filled(file: io.BufferedReader, buffer: bytes, size: int) -> bytes:
    return buffer if len(buffer) >= size else buffer + file.read(size - len(buffer))


def _skipped(file: io.BufferedReader, buffer: bytes) -> bytes:
    # From the next record on; empty if none comes.
    while True:
        found = _NEXT.search(buffer)
        if found:
            return buffer[found.end() :]
        more = file.read(HEADER)
        if not more:
            return b""
        buffer = buffer[-64:] + more


def _fields(header: bytes) -> dict[str, str]:
    lines = header.decode("utf-8", "replace").splitlines()[1:]
    pairs = (line.partition(":") for line in lines if ":" in line)
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _capture(record: _Record, where: str, *, as_is: bool) -> Capture | None:
    """The capture of a record, or ``None`` if it is no page.

    Raises:
        UnreadableError: it is broken, too large, or packed in an unknown way.
    """
    kind = record.fields.get("warc-type", "").lower()
    if record.wrong:
        if kind and kind not in _WHOLE:
            return None
        raise UnreadableError(
            where,
            f"the record cannot be read: {record.wrong}; those after it were",
            "Fetch the archive again if the page is needed",
            code="broken-record",
        )
    if kind not in _WHOLE:
        return None
    data, media = _body(record, where)
    if media is None or not data.strip():
        return None
    refuse_large(len(data), where)
    url = record.fields.get("warc-target-uri", "").strip("<>") or None
    digest = hashlib.sha256(data).hexdigest()
    return Capture(data, where, digest, media.value, Metadata(url=url), as_is)


def _body(record: _Record, where: str) -> tuple[bytes, Media | None]:
    about = record.fields.get("content-type", "").lower()
    if not about.startswith("application/http"):
        return record.block, _TYPES.get(about.partition(";")[0].strip())
    end = _END.search(record.block, 0, HEADER)
    if end is None:
        return b"", None
    status = record.block[: end.start()].split(b"\n", 1)[0].split()
    fields = _fields(record.block[: end.start()])
    media = _TYPES.get(fields.get("content-type", "").lower().partition(";")[0].strip())
    if media is None or len(status) < 2 or status[1] != b"200":
        return b"", None
    body = record.block[end.end() :]
    if fields.get("transfer-encoding", "").lower() == "chunked":
        body = _dechunked(body)
    return _decoded(body, fields.get("content-encoding", "").lower().strip(), where), media


def _dechunked(body: bytes) -> bytes:
    # As it is if it is not chunked after all, which archives that have undone it still state.
    parts: list[bytes] = []
    at = 0
    while chunk := _CHUNK.match(body, at):
        size = int(chunk[1], 16)
        if not size:
            return b"".join(parts)
        parts.append(body[chunk.end() : chunk.end() + size])
        at = chunk.end() + size
    return b"".join(parts) if parts and at >= len(body) else body


def _decoded(body: bytes, encoding: str, where: str) -> bytes:
    if encoding in {"", "identity"} or (encoding == "gzip" and not body.startswith(MAGIC)):
        return body
    if encoding not in {"gzip", "deflate"}:
        raise UnreadableError(
            where, f"its page is packed with {encoding!r}", "Give the page unpacked", code="packed"
        )
    for wbits in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):
        engine = zlib.decompressobj(wbits)
        try:
            data = engine.decompress(body, min(LARGEST + 1, UNPACKED_RATIO * len(body) + HEADER))
        except zlib.error:
            continue
        if engine.unconsumed_tail:
            raise UnreadableError(
                where, "its page unpacks to too much", "Give the page unpacked", code="packed-bomb"
            )
        return data
    raise UnreadableError(where, "its page is damaged", "Fetch the page again", code="damaged-packed")
