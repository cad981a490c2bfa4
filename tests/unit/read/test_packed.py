"""Gzip, unpacked within limits."""

import gzip
import io
import json
import tracemalloc
from collections import deque
from pathlib import Path

import pytest

from variorum.errors import UnreadableError
from variorum.read.limits import UNPACKED_LEAST
from variorum.read.load import load
from variorum.read.packed import members, unpacked

TEXT = "The ferry number {} struck the northern pier of Port Ellery on Tuesday, the port authority said."


def lines(count: int) -> bytes:
    """JSONL of so many different reports."""
    return "".join(json.dumps({"id": str(n), "text": TEXT.format(n)}) + "\n" for n in range(count)).encode()


def test_several_members_are_one_stream() -> None:
    """What several members hold is read as one stream, whatever the sizes of the reads."""
    data = bytes(range(256)) * 999
    packed = gzip.compress(data[:1000]) + gzip.compress(b"") + gzip.compress(data[1000:])
    stream = unpacked(io.BytesIO(packed), "a.gz")
    assert b"".join(iter(lambda: stream.read(777), b"")) == data


def test_packed_jsonl_and_text_are_read(tmp_path: Path) -> None:
    """Packed JSONL gives its reports, a packed text its one."""
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines(3)))
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(TEXT.encode()))
    loaded = load([str(tmp_path)])
    assert [r.text for r in loaded.reports] == [TEXT.format(n) for n in (0, 1, 2, "{}")]
    assert loaded.problems == ()


def test_what_stands_before_a_damaged_place_is_read(tmp_path: Path) -> None:
    """Packed JSONL that is cut short gives the lines before that, and an error that says so."""
    file = tmp_path / "a.jsonl.gz"
    file.write_bytes(gzip.compress(lines(5000))[:-500])
    loaded = load([str(file)])
    assert 1000 < len(loaded.reports) < 5000
    assert [r.id for r in loaded.reports] == [str(n) for n in range(len(loaded.reports))]
    assert [p.code for p in loaded.problems] == ["damaged-packed"]


def test_a_bomb_is_told_before_it_fills_the_memory() -> None:
    """A stream of which little unpacks to far more than text does is refused at the limit."""
    stream = unpacked(io.BytesIO(gzip.compress(b"\0" * (2 * UNPACKED_LEAST))), "a.gz")
    tracemalloc.start()
    with pytest.raises(UnreadableError, match="as no text does"):
        deque(iter(lambda: stream.read(1 << 20), b""), maxlen=0)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * 1024 * 1024


def test_a_packed_text_larger_than_a_report_is_refused(tmp_path: Path) -> None:
    """A packed file of one text is held to the limit of a report."""
    file = tmp_path / "a.txt.gz"
    file.write_bytes(gzip.compress(b"word " * (4 * 1024 * 1024)))
    assert [p.code for p in load([str(file)]).problems] == ["too-large"]


def test_packed_twice_is_said(tmp_path: Path) -> None:
    """A file that is packed twice is not unpacked twice."""
    file = tmp_path / "a.txt.gz"
    file.write_bytes(gzip.compress(gzip.compress(TEXT.encode())))
    assert [p.code for p in load([str(file)]).problems] == ["packed"]


def test_a_broken_member_ends_itself_only() -> None:
    """Of five members with a broken, a cut and an endless one among them the others are whole."""
    good = [gzip.compress(f"member {n} {TEXT}".encode()) for n in range(3)]
    broken = good[1][:40] + b"\xff\xff\xff" + good[1][45:]
    bomb = gzip.compress(b"\0" * (2 * UNPACKED_LEAST))
    found = list(
        members(io.BytesIO(good[0] + broken + bomb + good[1] + b"junk" + good[2] + good[0][:30]), 1000)
    )
    assert [m.data[:8] for m in found if m.wrong is None] == [b"member 0", b"member 1", b"member 2"]
    assert len([m for m in found if m.wrong]) == 3
    assert [m.number for m in found] == [1, 2, 3, 4, 5, 6]


def test_a_thousand_copies_cost_little(tmp_path: Path) -> None:
    """A file of one line again and again is one report, and the copies are not named one by one."""
    file = tmp_path / "a.jsonl"
    file.write_bytes(json.dumps({"text": TEXT}).encode() + b"\n")
    file.write_bytes(file.read_bytes() * 30_000)
    loaded = load([str(file)])
    assert len(loaded.reports) == 1
    assert len(loaded.reports[0].locations) == 30_000
    assert len(loaded.problems) < 100
    assert "further copies" in loaded.problems[-1].message
