"""WARC (ISO 28500): the pages of a web archive, packed or not, one broken record aside.

FastWARC reads the headers of records and what a server answered (:mod:`variorum.read.answers`). Where a record ends is
found here, because of what must hold of archives from anywhere: a record that is broken, lies about its length or
unpacks to gigabytes costs that record and no other one (decision 007).
"""

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from variorum.errors import UnreadableError
from variorum.model import Capture, Metadata
from variorum.read.answers import END, HEADER, answered, header_of, media_of
from variorum.read.kinds import Media
from variorum.read.limits import LARGEST, refuse_large
from variorum.read.packed import MAGIC, members, prefixed

if TYPE_CHECKING:
    from fastwarc.warc import HeaderMap

_START = re.compile(rb"WARC/\d\.\d\r?\n")
_NEXT = re.compile(rb"\n(?=WARC/\d\.\d\r?\n[A-Za-z-]{2,40}:)")
_LENGTH = re.compile(r"[0-9]{1,18}")
_WHOLE = ("response", "resource", "conversion")
"""Types of records that hold a page or its text; the others say something about a capture."""


@dataclass(frozen=True, slots=True)
class _Record:
    """A record: its header, if it could be read, and its block; ``wrong`` says that it is broken, and how."""

    header: "HeaderMap | None"
    block: bytes
    wrong: str | None = None

    def says(self, name: str) -> str:
        """A field of the header, or the empty string."""
        return (self.header.get(name) or "").strip() if self.header else ""


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
        yield from found or ([_Record(None, b"", member.wrong)] if member.wrong else [])


def _plain(file: io.BufferedReader, *, cut: str | None = None) -> Iterator[_Record]:
    # The records of an unpacked stream. What follows a record and is none is passed over up to the next one.
    buffer = b""
    while True:
        buffer = _filled(file, buffer, HEADER).lstrip(b"\r\n")
        if not buffer:
            return
        if not _START.match(buffer):
            yield _Record(None, b"", cut or "it does not begin as a record does")
            buffer = _skipped(file, buffer)
            continue
        end = END.search(buffer, 0, HEADER)
        header = header_of(buffer[: end.end()]) if end else None
        length = (header.get("Content-Length") or "").strip() if header else ""
        if end is None or not _LENGTH.fullmatch(length):
            yield _Record(header, b"", cut or "its header is broken")
            buffer = _skipped(file, buffer[1:])
            continue
        record, buffer = _block(file, buffer[end.end() :], int(length), header, cut)
        yield record


def _block(
    file: io.BufferedReader, buffer: bytes, length: int, header: "HeaderMap | None", cut: str | None
) -> tuple[_Record, bytes]:
    # The block of a record and what was read beyond it. Its length may be a lie: behind the block stand line ends or
    # nothing, and a record that begins inside a block that does not end so is the next one.
    size = min(length, LARGEST + HEADER)
    buffer = _filled(file, buffer, size + 4)
    block, rest = buffer[:size], buffer[size:]
    if length <= size and len(block) == length and (not rest or rest[:1] in b"\r\n"):
        return _Record(header, block), rest
    inside = _NEXT.search(buffer)
    if inside:
        return _Record(header, b"", cut or "it ends before the length that it states"), buffer[inside.end() :]
    if len(block) < size:
        return _Record(header, b"", cut or "it is cut short"), b""
    if length > size:
        return _Record(header, block, "it is too large for a report"), _skipped(file, buffer)
    return _Record(header, b"", "it goes on beyond the length that it states"), _skipped(file, rest)


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


def _capture(record: _Record, where: str, *, as_is: bool) -> Capture | None:
    """The capture of a record, or ``None`` if it is no page.

    Raises:
        UnreadableError: it is broken, too large, or packed in an unknown way.
    """
    kind = record.says("WARC-Type").lower()
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
    url = record.says("WARC-Target-URI").strip("<>") or None
    digest = hashlib.sha256(data).hexdigest()
    return Capture(data, where, digest, media.value, Metadata(url=url), as_is)


def _body(record: _Record, where: str) -> tuple[bytes, Media | None]:
    about = record.says("Content-Type")
    if about.lower().startswith("application/http"):
        return answered(record.block, where)
    return record.block, media_of(about)
