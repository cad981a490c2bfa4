"""Edits over edits, and edits over bytes: how two steps of cleaning stay traceable as one."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from variorum.text import Edit, Edited


@dataclass(frozen=True, slots=True)
class _Kept:
    """``text[text:text + length]`` is ``source[source:source + length]``."""

    text: int
    source: int
    length: int


def kept_runs(
    edits: tuple[Edit, ...], text_length: int, source_length: int
) -> Iterator[tuple[int, int, int]]:
    """The unchanged runs of a cleaned text, as ``(text_start, source_start, length)``, none empty.

    Raises:
        ValueError: the lengths between two edits differ on the two sides.
    """
    text_at = source_at = 0
    for edit in (*edits, Edit(text_length, text_length, source_length, source_length)):
        length = edit.text_start - text_at
        if length != edit.source_start - source_at or length < 0:
            msg = f"edits do not fit: {length} code points of text before {edit}"
            raise ValueError(msg)
        if length:
            yield text_at, source_at, length
        text_at, source_at = edit.text_end, edit.source_end


def composed(first: Edited, second: Edited, source_length: int) -> Edited:
    """The text of *second*, whose source is the text of *first*, with edits that lead to the source of *first*.

    Args:
        first: a cleaning of the source.
        second: a cleaning of ``first.text``.
        source_length: code points of the source of *first*.

    Returns:
        The same text as *second*; an unchanged run is one that neither step touched.
    """
    outer = [_Kept(*run) for run in kept_runs(second.edits, len(second.text), len(first.text))]
    inner = [_Kept(*run) for run in kept_runs(first.edits, len(first.text), source_length)]
    runs: list[_Kept] = []
    at = 0
    for run in outer:
        end = run.source + run.length
        while at < len(inner) and inner[at].text + inner[at].length <= run.source:
            at += 1
        here = at
        while here < len(inner) and inner[here].text < end:
            under = inner[here]
            low, high = max(run.source, under.text), min(end, under.text + under.length)
            runs.append(_Kept(run.text + low - run.source, under.source + low - under.text, high - low))
            here += 1
    return Edited(second.text, _gaps(runs, len(second.text), source_length))


def _gaps(runs: list[_Kept], text_length: int, source_length: int) -> tuple[Edit, ...]:
    stops = (_Kept(0, 0, 0), *runs, _Kept(text_length, source_length, 0))
    return tuple(
        Edit(a.text + a.length, b.text, a.source + a.length, b.source)
        for a, b in pairwise(stops)
        if b.text > a.text + a.length or b.source > a.source + a.length
    )


def in_bytes(edits: tuple[Edit, ...], source: str, starts: "ByteOffsets") -> tuple[Edit, ...]:
    """The same edits with source offsets in bytes.

    Args:
        edits: with source offsets in code points of *source*.
        source: the decoded capture, without its byte order mark.
        starts: where each code point starts in the capture.

    Returns:
        Edits whose source offsets count bytes of the capture. What is promised then: the capture
        between two edits, decoded in its encoding, is exactly the text between them. A byte order
        mark is part of the first edit, for it is not text.
    """
    if not edits and not starts.mark:
        return ()
    wanted = {0, len(source)}
    for edit in edits:
        wanted.update((edit.source_start, edit.source_end))
    at = starts.of(source, sorted(wanted))
    moved = [Edit(e.text_start, e.text_end, at[e.source_start], at[e.source_end]) for e in edits]
    if starts.mark:
        if moved and moved[0].text_start == 0 and moved[0].source_start == starts.mark:
            moved[0] = Edit(0, moved[0].text_end, 0, moved[0].source_end)
        else:
            moved.insert(0, Edit(0, 0, 0, starts.mark))
    return tuple(moved)


@dataclass(frozen=True, slots=True)
class ByteOffsets:
    """How to find the byte at which a code point of the decoded capture starts.

    ``mark`` is the length of the byte order mark. ``exact`` holds the offsets one by one for the few
    encodings (with shift states) whose characters cannot be measured alone; else they are summed.
    """

    encoding: str
    mark: int
    exact: tuple[int, ...] = ()

    def of(self, source: str, wanted: list[int]) -> dict[int, int]:
        """The byte offsets of the code points *wanted*, which are in ascending order."""
        if self.exact:
            return {offset: self.exact[offset] for offset in wanted}
        found: dict[int, int] = {}
        at, total = 0, self.mark
        for offset in wanted:
            total += len(source[at:offset].encode(self.encoding))
            found[offset], at = total, offset
        return found
