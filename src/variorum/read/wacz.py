"""WACZ (Web Archive Collection Zipped 1.1): the WARC files of a collection, one after the other.

Nothing is unpacked to the disk, so that no name in the archive leads anywhere.
"""

import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from variorum.errors import UnreadableError
from variorum.model import Capture
from variorum.read import warc
from variorum.read.limits import MOST_ENTRIES, UNPACKED_LEAST, UNPACKED_RATIO

FOLDER = "archive/"
ENDINGS = (".warc", ".warc.gz")
_ADVICE = "Check where it comes from, or give its WARC file"


def captures_of(file: BinaryIO, location: str, *, as_is: bool) -> Iterator[Capture | UnreadableError]:
    """The pages of a collection in the order of its files' names, and an error for each that cannot be read.

    Args:
        file: the archive, in which one can go to and fro.
        location: its name; a capture's location adds the WARC file's and the number of the record.
        as_is: passed on to the captures.

    Raises:
        UnreadableError: it is no such archive.
    """
    try:
        packed = zipfile.ZipFile(file)
        inside = sorted(
            (
                i
                for i in packed.infolist()
                if i.filename.startswith(FOLDER) and i.filename.lower().endswith(ENDINGS)
            ),
            key=lambda i: i.filename,
        )
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        reason = f"it is no web archive (WACZ) that can be opened ({error})"
        raise UnreadableError(location, reason, _ADVICE, code="wacz") from error
    if not inside or len(inside) > MOST_ENTRIES:
        what = f"more than {MOST_ENTRIES:,}" if inside else "no"
        raise UnreadableError(
            location, f"it is a web archive (WACZ) with {what} WARC files", _ADVICE, code="wacz"
        )
    for info in inside:
        yield from _of_file(packed, info, f"{location}:{info.filename.removeprefix(FOLDER)}", as_is=as_is)


def _of_file(
    packed: zipfile.ZipFile, info: zipfile.ZipInfo, where: str, *, as_is: bool
) -> Iterator[Capture | UnreadableError]:
    if info.file_size > max(UNPACKED_LEAST, UNPACKED_RATIO * info.compress_size):
        yield UnreadableError(where, "it unpacks to too much", _ADVICE, code="packed-bomb")
        return
    try:
        with packed.open(info) as file:
            yield from warc.captures_of(file, where, as_is=as_is)  # type: ignore[arg-type]  # it reads, and no more
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        yield UnreadableError(
            where, f"it cannot be read any further ({error})", _ADVICE, code="damaged-packed"
        )
