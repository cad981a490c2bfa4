"""Locations to captures: files, folders, JSONL and standard input, each read once."""

import hashlib
import io
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import BinaryIO, TypeAlias

from variorum.errors import UnreadableError
from variorum.model import Capture, Metadata, Problem, Severity
from variorum.read import feed, parquet, wacz, warc
from variorum.read.jsonl import captures_of
from variorum.read.kinds import Media, by_content, by_name
from variorum.read.limits import LARGEST, UNPACKED_LEAST, refuse_large
from variorum.read.packed import MAGIC, prefixed, unpacked
from variorum.read.sidecar import SUFFIX, sidecar


@dataclass(frozen=True, slots=True)
class Given:
    """A capture, and what stated something beside its bytes: ``sidecar``, or the kind of file it is one of many in."""

    capture: Capture
    beside: str


Received: TypeAlias = Given | UnreadableError | Problem
"""What a location gave: a capture, why there is none, or a problem beside the captures."""

HEAD = 4096
MANY = frozenset({Media.LINES, Media.WARC, Media.WACZ, Media.FEED, Media.PARQUET})
"""Kinds of file that hold many captures, so that they may be larger than one."""
STDIN = "-"
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://|www\.\S+$")


def received(location: str, *, as_is: bool = False, stdin: BinaryIO | None = None) -> Iterator[Received]:
    """What stands at a location, in order.

    Args:
        location: a file, a folder (its readable files, by name), a ``.jsonl`` or ``-``.
        as_is: passed on to the captures.
        stdin: what ``-`` reads.

    Yields:
        Captures, and the errors and problems met between them. Nothing is raised.
    """
    for one in members(location):
        if not isinstance(one, str):
            yield one
            continue
        try:
            if one == STDIN:
                yield from _stream(stdin, as_is=as_is)
            elif _URL.match(one):
                yield _url(one)
            else:
                yield from _file(Path(one), one, as_is=as_is)
        except UnreadableError as error:
            yield error
        except (OSError, ValueError) as error:
            yield _os_error(error, one)


def members(location: str) -> "Iterator[str | Received]":
    """A location itself; of a folder its readable files by name, and what is to be said of the rest.

    No file is opened.
    """
    try:
        own = location == STDIN or _URL.match(location)
        if own or not os.path.isdir(location):  # noqa: PTH112 - a location may hold a NUL, which Path refuses later
            yield location
        else:
            yield from _folder(Path(location))
    except UnreadableError as error:
        yield error
    except (OSError, ValueError) as error:
        yield _os_error(error, location)


def received_bytes(data: bytes, name: str, *, beside: str = "upload") -> Iterator[Received]:
    """What bytes hold that came without a file: dropped on a page, or pasted.

    Args:
        data: the bytes.
        name: the name they came under, whose ending says what they are; it is their location.
        beside: what the captures say stated something beside them.

    Yields:
        As :func:`received`.
    """
    try:
        named = by_name(name)
        for one in _content(io.BytesIO(data), name, named, None, as_is=False):
            yield replace(one, beside=beside) if isinstance(one, Given) and one.beside == "sidecar" else one
    except UnreadableError as error:
        yield error
    except (OSError, ValueError) as error:
        yield _os_error(error, name)


def _url(location: str) -> UnreadableError:
    return UnreadableError(
        location,
        "it is an address on the web, and this command opens no network connection",
        "Save the page from the browser as HTML and give the file; or keep it in a workspace with variorum fetch",
        code="url",
    )


def _os_error(error: OSError | ValueError, location: str) -> UnreadableError:
    if isinstance(error, FileNotFoundError):
        found = UnreadableError(
            location, "there is no such file", "Check the name and the folder", code="missing"
        )
    elif isinstance(error, PermissionError):
        found = UnreadableError(
            location,
            "it may not be read (permission denied)",
            "Give yourself the right to read it",
            code="permission",
        )
    else:
        reason = getattr(error, "strerror", None) or str(error)
        found = UnreadableError(
            location, f"it cannot be read ({reason})", "Check the file", code="unreadable"
        )
    found.__cause__ = error
    return found


def _folder(folder: Path) -> "Iterator[str | Received]":
    entries = sorted((e.name, e.is_dir()) for e in os.scandir(folder) if not e.name.startswith("."))
    names = [name for name, is_folder in entries if not is_folder]
    inside = [name for name, is_folder in entries if is_folder and not _of_page(name, names)]
    known = [name for name in names if not name.endswith(SUFFIX) and by_name(name)]
    left = [name for name in names if not name.endswith(SUFFIX) and name not in known]
    yield from (str(folder / name) for name in known)
    if not known:
        below = f"; the folders in it are not looked into ({_some(inside)})" if inside else ""
        yield UnreadableError(
            str(folder),
            f"the folder holds no file that can be read{below}",
            "Put .txt, .md, .html or .jsonl files in it, or name a file without such an ending itself",
            code="empty-folder",
        )
        return
    if inside:
        message = f"The folders in it are not looked into: {_some(inside)}. Name each that holds reports too."
        yield Problem("left-out", Severity.WARNING, message, str(folder))
    if left:
        message = f"Left out, for their names are not those of reports: {_some(left)}."
        yield Problem("left-out", Severity.NOTE, message, str(folder))


def _some(names: list[str]) -> str:
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")


def _of_page(folder: str, names: list[str]) -> bool:
    """Whether a browser saved the pictures and scripts of a page under this name, beside the page."""
    page = folder.removesuffix("_files")
    return page != folder and any(name.rsplit(".", 1)[0] == page for name in names)


def _file(path: Path, location: str, *, as_is: bool) -> Iterator[Received]:
    if path.name.endswith(SUFFIX):
        message = "It is a sidecar; it was read beside its report, not as one."
        yield Problem("left-out", Severity.NOTE, message, location)
        return
    with path.open("rb") as file:
        about = os.fstat(file.fileno())
        named = by_name(path.name)
        size = about.st_size if stat.S_ISREG(about.st_mode) else 0
        if named not in MANY and path.suffix.lower() not in {".json", ".gz"}:
            refuse_large(size, location)
        yield from _content(file, location, named, path, as_is=as_is)


def _stream(stdin: BinaryIO | None, *, as_is: bool) -> Iterator[Received]:
    if stdin is None:
        raise UnreadableError(STDIN, "there is no standard input", "Give a file", code="missing")
    yield from _content(stdin, STDIN, None, None, as_is=as_is)


def _content(
    file: BinaryIO, location: str, named: Media | None, path: Path | None, *, as_is: bool
) -> Iterator[Received]:
    head = file.read(HEAD)
    if head.startswith(MAGIC) and named is not Media.WARC:
        inner = unpacked(prefixed(head, file), location)
        head = inner.read1(HEAD)  # what is whole before a damaged place is not lost
        file = inner
        if head.startswith(MAGIC):
            raise UnreadableError(location, "it is packed twice", "Unpack it once", code="packed")
    media = by_content(head) if named in {None, Media.TEXT} else named
    if named is Media.TEXT and media in MANY:
        media = Media.TEXT
    if named is Media.FEED and by_content(head) is not Media.FEED:
        media = Media.HTML if by_content(head) is Media.HTML else Media.TEXT
    if media is Media.OPML or by_content(head) is Media.OPML:
        reason = "it is a list of feeds (OPML), and holds no report itself"
        advice = (
            "Give the files of the feeds; or give the list to the command variorum fetch, which is off by default and "
            "goes online: pip install 'variorum[desk,fetch]', then variorum fetch FILE"
        )
        raise UnreadableError(location, reason, advice, code="opml")
    if media in MANY:
        yield from _many(media, head, file, location, path, as_is=as_is)
        return
    data = head + file.read(LARGEST + 1 - len(head))
    refuse_large(len(data), location)
    if not data.strip():
        raise UnreadableError(location, "it is empty", "Give a file with the report's text", code="empty")
    if path is not None and path.suffix.lower() == ".json":
        raise _not_lines(location)
    stated, problems = sidecar(path) if path else (None, ())
    yield from problems
    kind = Media.TEXT if media is Media.OTHER or media is None else media
    digest = hashlib.sha256(data).hexdigest()
    yield Given(Capture(data, location, digest, kind.value, stated or Metadata(), as_is), "sidecar")


def _many(
    media: Media, head: bytes, file: BinaryIO, location: str, path: Path | None, *, as_is: bool
) -> Iterator[Received]:
    """The captures of a file that holds many."""
    if media is Media.LINES:
        yield from _lines(head, file, location, as_is=as_is)
        return
    if not head:
        raise UnreadableError(location, "it is empty", "Give a file that holds reports", code="empty")
    found: Iterator[Capture | UnreadableError | Problem]
    if media is Media.PARQUET:
        if path is None or not head.startswith(b"PAR1"):
            what = "a Parquet file is read from its end" if path is None else "it is no Parquet file"
            raise UnreadableError(
                location, what, "Give the unpacked file itself by its name", code="not-parquet"
            )
        found = parquet.captures_of(path, location, as_is=as_is)
    elif media is Media.WACZ:
        found = wacz.captures_of(_whole(head, file, location), location, as_is=as_is)
    else:
        whole = prefixed(head, file)
        read = (warc if media is Media.WARC else feed).captures_of
        found = read(whole, location, as_is=as_is)
    for one in found:
        yield Given(one, media.value) if isinstance(one, Capture) else one


def _whole(head: bytes, file: BinaryIO, location: str) -> BinaryIO:
    """A file in which one can go to and fro: itself, or what a stream holds."""
    if file.seekable():
        file.seek(0)
        return file
    data = head + file.read(UNPACKED_LEAST + 1 - len(head))
    if len(data) > UNPACKED_LEAST:
        raise UnreadableError(
            location,
            "it is too large to be read from a stream",
            "Give the file itself by its name",
            code="too-large",
        )
    return io.BytesIO(data)


def _lines(head: bytes, file: BinaryIO, location: str, *, as_is: bool) -> Iterator[Received]:
    """The reports of JSONL; a file that is one JSON value over many lines gets one advice, not one a line."""
    rest, failed, first = _split(file), None, head
    try:
        while not first.endswith(b"\n") or not first.strip():
            more = next(rest, b"")
            first += more
            if not more:
                break
    except UnreadableError as error:  # packed, and damaged in its first lines: those before that are whole
        failed, first = error, first[: first.rfind(b"\n") + 1]
    if not first.strip():
        raise failed or UnreadableError(
            location, "it is empty", "Give JSONL with one report a line", code="empty"
        )
    opening = first.lstrip(b"\xef\xbb\xbf \t\r\n")
    if opening[:1] == b"[" or opening.split(b"\n", 1)[0].strip() in {b"{", b""}:
        raise _not_lines(location)
    whole = first.removesuffix(b"\n").split(b"\n")
    for found in captures_of(chain(whole, rest), location, as_is=as_is):
        yield Given(found, "jsonl") if isinstance(found, Capture) else found
    if failed:
        raise failed


def _split(file: BinaryIO) -> Iterator[bytes]:
    while line := file.readline(LARGEST + 1):
        if len(line) > LARGEST and not line.endswith(b"\n"):
            while (rest := file.readline(LARGEST)) and not rest.endswith(b"\n"):
                continue
        yield line


def _not_lines(location: str) -> UnreadableError:
    return UnreadableError(
        location,
        "it is JSON but not JSONL",
        'Write one report a line, for a list with: jq -c ".[]" FILE > FILE.jsonl',
        code="not-jsonl",
    )
