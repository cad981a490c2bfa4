"""WARC: pages of an archive, and what is wrong with its records."""

import gzip
import io
import re
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from fastwarc.stream_io import BrotliWriter, WarcWriter, ZstdWriter

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
    data += record(OK + b"Content-Encoding: lzma\r\n\r\n" + b"\x0b\x02\x80")
    loaded = read(tmp_path, data)
    assert numbers(loaded) == [1, 2, 3]
    assert [p.code for p in loaded.problems] == ["packed"]


def written(writer: Callable[[io.BytesIO], WarcWriter], data: bytes) -> bytes:
    """Data as a writer packs it."""
    out = io.BytesIO()
    packer = writer(out)
    packer.write(data)
    packer.close()
    return out.getvalue()


def brotli(data: bytes) -> bytes:
    """Data packed with Brotli."""
    return written(BrotliWriter, data)


def zstd(data: bytes) -> bytes:
    """Data packed with Zstandard."""
    return written(ZstdWriter, data)


def deflated(data: bytes) -> bytes:
    """Data deflated without the header that the standard asks for, as some servers send it."""
    return zlib.compress(data)[2:-4]


def chunked(data: bytes, size: int = 50) -> bytes:
    """Data in chunks of a size, and the chunk that ends them."""
    parts = [data[at : at + size] for at in range(0, len(data), size)]
    return b"".join(b"%X\r\n%b\r\n" % (len(part), part) for part in [*parts, b""])


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("br", brotli), ("zstd", zstd), ("x-gzip", gzip.compress), ("GZIP", gzip.compress), ("deflate", zlib.compress),
        ("deflate", deflated), ("deflate", gzip.compress), ("identity", bytes), ("gzip", bytes),
        ("gzip, br", lambda data: brotli(gzip.compress(data))),
    ],
)  # fmt: skip
@pytest.mark.parametrize("in_chunks", [False, True])
def test_the_codings_of_the_web(
    tmp_path: Path, coding: str, pack: Callable[[bytes], bytes], *, in_chunks: bool
) -> None:
    """A page is read whichever of the web's codings its server used, in chunks or not, and one that states gzip without being so as it is."""
    head = OK + f"Content-Encoding: {coding}\r\n".encode()
    body = pack(page(7))
    if in_chunks:
        head, body = head + b"Transfer-Encoding: Chunked\r\n", chunked(body)
    loaded = read(tmp_path, record(head + b"\r\n" + body))
    assert numbers(loaded) == [7]
    assert loaded.problems == ()


@pytest.mark.parametrize(
    ("coding", "body", "code"),
    [
        ("br", b"\x0b\x02\x80", "damaged-packed"),
        ("zstd", zstd(page(9))[:-9], "damaged-packed"),
        ("gzip, gzip, gzip, gzip", gzip.compress(page(9)), "packed"),
        ("br", brotli(b"\0" * 20_000_000), "packed-bomb"),
        ("zstd", zstd(b"\0" * 20_000_000), "packed-bomb"),
        ("gzip, br", brotli(gzip.compress(b"\0" * 20_000_000)), "packed-bomb"),
    ],
    ids=["damaged", "cut", "four codings", "Brotli bomb", "zstd bomb", "bomb in a bomb"],
)
def test_a_coding_that_cannot_be_undone_is_named(tmp_path: Path, coding: str, body: bytes, code: str) -> None:
    """What is damaged, packed four times or unpacks to too much costs its own page, with the reason."""
    broken = record(OK + f"Content-Encoding: {coding}\r\n\r\n".encode() + body)
    loaded = read(tmp_path, answer(1) + broken + answer(2))
    assert numbers(loaded) == [1, 2]
    assert [p.code for p in loaded.problems] == [code]


def test_a_page_whose_chunks_end_early_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    """Of an answer that was cut in its last chunk what came is read."""
    body = chunked(page(5) + b" " * 200)[:-20]
    loaded = read(tmp_path, record(OK + b"Transfer-Encoding: chunked\r\n\r\n" + body))
    assert numbers(loaded) == [5]


def small(head: bytes) -> bytes:
    """A header whose fields have names in small letters."""
    return re.sub(rb"(?m)^[A-Za-z-]+(?=:)", lambda name: name[0].lower(), head)


def bare(head: bytes) -> bytes:
    """A header with bare line ends."""
    return head.replace(b"\r\n", b"\n")


@pytest.mark.parametrize("change", [small, bare])
def test_headers_of_other_writers(tmp_path: Path, change: Callable[[bytes], bytes]) -> None:
    """Names of fields in small letters and bare line ends, which other programs write, are no defect."""
    head, _, block = answer(3).partition(b"\r\n\r\n")
    lines, _, body = block.partition(b"\r\n\r\n")
    lines = change(lines + b"\r\n\r\n")
    length = b"Content-Length: %d" % len(lines + body.removesuffix(b"\r\n\r\n"))
    head = head[: head.index(b"Content-Length")] + length
    loaded = read(tmp_path, change(head + b"\r\n\r\n") + lines + body + answer(4))
    assert numbers(loaded) == [3, 4]
    assert loaded.reports[0].url == "http://ellery.example/a"
    assert loaded.problems == ()


def test_a_header_longer_than_any_is_broken(tmp_path: Path) -> None:
    """An answer whose header goes on for a megabyte is no page, and the next record is read."""
    long = record(OK + b"X-Y: z\r\n" * 130_000 + b"\r\n" + page(9))
    assert numbers(read(tmp_path, long + answer(2))) == [2]


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
