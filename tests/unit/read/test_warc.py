"""WARC: pages of an archive, and what is wrong with its records."""

import gzip
from pathlib import Path

import pytest

from variorum.read.limits import LARGEST
from variorum.read.load import Loaded, load

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"


def page(number: int) -> bytes:
    """A page with one report."""
    text = (
        f"The ferry number {number} struck the northern pier on Tuesday, the port authority of Ellery said."
    )
    return f"<html><body><article><h1>Ferry {number} strikes the pier</h1><p>{text}</p></article></body></html>".encode()


def record(
    block: bytes, *, kind: str = "response", length: int | None = None, media: str = "application/http"
) -> bytes:
    """A record that holds a block; *length* is what it states."""
    stated = len(block) if length is None else length
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: http://ellery.example/a\r\nContent-Type: {media}\r\nContent-Length: {stated}\r\n\r\n"
    return head.encode() + block + b"\r\n\r\n"


def answer(number: int, head: bytes = OK) -> bytes:
    """A record with a page that a server answered."""
    return record(head + b"\r\n" + page(number))


def read(folder: Path, data: bytes, name: str = "a.warc") -> Loaded:
    """What an archive gives."""
    (folder / name).write_bytes(data)
    return load([str(folder / name)])


def numbers(loaded: Loaded) -> list[int]:
    """Which pages were read."""
    return [int(report.text.split()[1]) for report in loaded.reports]


@pytest.mark.parametrize("packed", [False, True])
def test_pages_of_an_archive(tmp_path: Path, *, packed: bool) -> None:
    """Each page answered with 200 is a report with its address; requests, images and errors are passed over."""
    records = [
        record(b"software: x\r\n", kind="warcinfo", media="application/warc-fields"),
        record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        answer(1),
        record(b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG"),
        record(b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n" + page(2)),
        record(page(3), kind="resource", media="text/html"),
        record(b"The ferry 4 struck the pier on Tuesday, they said.", kind="conversion", media="text/plain"),
    ]
    data = b"".join(gzip.compress(r) for r in records) if packed else b"".join(records)
    loaded = read(tmp_path, data, "a.warc.gz" if packed else "a.warc")
    assert [report.text.split()[1] for report in loaded.reports] == ["1", "3", "ferry"]
    assert loaded.reports[0].url == "http://ellery.example/a"
    assert loaded.reports[0].locations[0].endswith(":3")
    assert loaded.problems == ()


def test_transfer_and_content_encodings_are_undone(tmp_path: Path) -> None:
    """A chunked and a gzip-packed page are read; one packed in an unknown way is named."""
    whole = page(1)
    chunks = b"%x\r\n%b\r\n5;x=y\r\n%b\r\n%x\r\n%b\r\n0\r\n\r\n" % (
        9,
        whole[:9],
        whole[9:14],
        len(whole) - 14,
        whole[14:],
    )
    data = record(OK + b"Transfer-Encoding: chunked\r\n\r\n" + chunks)
    data += record(OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(page(2)))
    data += record(OK + b"Transfer-Encoding: chunked\r\n\r\n" + page(3))
    data += record(OK + b"Content-Encoding: br\r\n\r\n" + b"\x0b\x02\x80")
    loaded = read(tmp_path, data)
    assert numbers(loaded) == [1, 2, 3]
    assert [p.code for p in loaded.problems] == ["packed"]


BROKEN = {
    "length too large": record(OK + b"\r\n" + page(9), length=10**12),
    "length too small": record(OK + b"\r\n" + page(9), length=30),
    "no length": answer(9).replace(b"Content-Length", b"Content-Depth"),
    "header never ends": b"WARC/1.0\r\nWARC-Type: response\r\n" + b"x: y\r\n" * 20_000,
    "no record": b"something else stands here\r\n\r\n",
    "larger than a report": record(OK + b"\r\n" + b"<p>word</p>" * (LARGEST // 10)),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_record_does_not_end_the_file(tmp_path: Path, case: str) -> None:
    """The records before and after a broken one are read, and the broken one is named."""
    loaded = read(tmp_path, answer(1) + BROKEN[case] + answer(2))
    assert numbers(loaded) == [1, 2]
    assert {p.code for p in loaded.problems} == {"broken-record"}


def test_a_broken_packed_record_does_not_end_the_file(tmp_path: Path) -> None:
    """A damaged member, a bomb and a cut one cost themselves and nothing else."""
    damaged = gzip.compress(answer(8))
    damaged = damaged[:50] + b"\xff\xff\xff\xff" + damaged[54:]
    bomb = gzip.compress(record(OK + b"\r\n" + b"\0" * 200_000_000))
    parts = [
        gzip.compress(answer(1)),
        damaged,
        gzip.compress(answer(2)),
        bomb,
        gzip.compress(answer(3)),
        bomb[:99],
    ]
    loaded = read(tmp_path, b"".join(parts), "a.warc.gz")
    assert numbers(loaded) == [1, 2, 3]
    assert [p.code for p in loaded.problems] == ["broken-record"] * 3


def test_a_page_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    """A page of a few bytes that its server packed from megabytes is not unpacked."""
    bomb = record(OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"<p>a</p>" * 5_000_000))
    loaded = read(tmp_path, bomb + answer(2))
    assert numbers(loaded) == [2]
    assert [p.code for p in loaded.problems] == ["packed-bomb"]
