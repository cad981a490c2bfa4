"""A text cut into windows that the network reads: whole sentences, with some of what goes before them."""

from collections.abc import Iterator
from dataclasses import dataclass

from variorum.claims.attribution.tagger.features import features
from variorum.encode.wordpiece import WordPieces
from variorum.model import Parse

LENGTH = 256
"""Pieces in a window, with the two that open and close it."""
BEFORE = 48
"""Pieces before a window that it reads again, so that its first words have a context."""
_PIECES = 8
"""Pieces of one word that are read; the rest of a longer one is left out."""


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces with their features; ``words[k]`` is at which piece the token ``first + k`` begins.

    The tokens from ``own`` on belong to this window; those before it were read for context.
    """

    first: int
    own: int
    ids: tuple[int, ...]
    rows: tuple[tuple[int, ...], ...]
    words: tuple[int, ...]


def windows(parse: Parse, pieces: WordPieces) -> Iterator[Window]:
    """The windows of a text in order; every token belongs to exactly one of them."""
    parts = [(pieces.of(t.text)[:_PIECES], row) for t, row in zip(parse.tokens, features(parse), strict=True)]
    sizes = [len(ids) for ids, _ in parts]
    room = LENGTH - 2
    start = 0
    for stop in _stops(parse, sizes, room - BEFORE):
        first, used = start, 0
        mine = sum(sizes[start:stop])
        while first > 0 and used + sizes[first - 1] <= min(BEFORE, room - mine):
            first -= 1
            used += sizes[first]
        yield _window(first, start, parts[first:stop], pieces)
        start = stop


def _stops(parse: Parse, sizes: list[int], room: int) -> Iterator[int]:
    """Where windows end: after as many whole paragraphs, else sentences, else words, as there is room for."""
    ends = {last: 1 for _, last in parse.sentences}
    opens = [p.start for p in parse.paragraphs]
    starts = {t.start: t.index for t in parse.tokens}
    ends |= {starts[s]: 2 for s in opens if starts.get(s)}
    start = used = 0
    best: tuple[int, int] | None = None
    for i, size in enumerate(sizes):
        while used + size > room:
            stop = best[0] if best else i
            yield stop
            start, best = stop, None
            used = sum(sizes[start:i])
        used += size
        rank = ends.get(i + 1, 0)
        # A sentence's end counts only where no paragraph ends in the second half of the window.
        if rank and (best is None or rank >= best[1] or best[0] - start < (i + 1 - start) / 2):
            best = (i + 1, rank)
    if start < len(sizes):
        yield len(sizes)


def _window(
    first: int, own: int, parts: list[tuple[tuple[int, ...], tuple[int, ...]]], pieces: WordPieces
) -> Window:
    ids, rows, words = [pieces.first], [tuple([0] * len(parts[0][1]))], []
    for mine, row in parts:
        words.append(len(ids))
        ids.extend(mine)
        rows.extend([row] * len(mine))
    ids.append(pieces.last)
    rows.append(rows[0])
    return Window(first, own, tuple(ids), tuple(rows), tuple(words))
