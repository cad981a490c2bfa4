"""Spans joined into attributions: each content to its cue, each cue to its source or to none.

The network gives every token four vectors; the score of a link is the product of two of them and what
was learnt of their distance (Dozat and Manning 2017, on spans instead of dependencies).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from variorum.claims.attribution.tagger.decode import Numbers, Tagged

_FAR = 250
"""Tokens between the ends of a link at most: the network never saw a longer one."""


@dataclass(frozen=True, slots=True)
class Linked:
    """An attribution of tokens: its cue, its source if it has one, the pieces of its content."""

    cue: Tagged | None
    source: Tagged | None
    content: tuple[Tagged, ...]


@dataclass(frozen=True, slots=True)
class Vectors:
    """What the network says of each token, and what it learnt of distances."""

    values: Numbers
    """``[tokens, 4 * size + 1]``: content and cue, cue and source, and the cue that has no source."""
    near: Numbers
    size: int

    def scores(self, kind: int, left: Sequence[int], right: Sequence[int]) -> Numbers:
        """The scores of links from tokens *left* to tokens *right*: 0 content to cue, 1 cue to source."""
        size, a, b = self.size, np.asarray(left), np.asarray(right)
        mine = self.values[a, 2 * kind * size : (2 * kind + 1) * size]
        theirs = self.values[b, (2 * kind + 1) * size : (2 * kind + 2) * size]
        far = b[None, :] - a[:, None]
        out = mine @ theirs.T / np.sqrt(np.float32(size)) + self.near[kind][_distance_class(far)]
        out[np.abs(far) > _FAR] = -1e4
        return np.asarray(out, dtype=np.float32)

    def none(self, cues: Sequence[int]) -> Numbers:
        """The score of having no source."""
        return np.asarray(self.values[np.asarray(cues), -1], dtype=np.float32)


def _distance_class(
    far: np.ndarray[tuple[int, ...], np.dtype[np.int64]],
) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    size = np.abs(far).astype(np.float32)
    near = np.where(size < 5, size, 5 + np.floor(np.log2(np.maximum(size, 5) / 5) * 1.5))
    return (12 + np.sign(far) * np.minimum(near, 12)).astype(np.int64)


def linked(found: Sequence[Tagged], vectors: Vectors) -> list[Linked]:
    """The attributions of a text in the order of their cues; a cue without content is left out."""
    cues = [s for s in found if s.role == "cue"]
    contents = [s for s in found if s.role == "content"]
    sources = [s for s in found if s.role == "source"]
    if not cues:
        return []
    mine: list[list[Tagged]] = [[] for _ in cues]
    for piece, cue in zip(contents, _cues_of(contents, cues, vectors), strict=True):
        mine[cue].append(piece)
    theirs = _sources_of(cues, sources, vectors)
    return [
        Linked(cue, sources[who] if who is not None else None, tuple(pieces))
        for cue, who, pieces in zip(cues, theirs, mine, strict=True)
        if pieces
    ]


def _cues_of(contents: Sequence[Tagged], cues: Sequence[Tagged], vectors: Vectors) -> list[int]:
    """For each piece of content the number of its cue."""
    if not contents:
        return []
    tokens = [i for piece in contents for i in range(piece.first, piece.last)]
    table = vectors.scores(0, tokens, [c.first for c in cues])
    table -= _log_sum(table)
    out, at = [], 0
    for piece in contents:
        size = piece.last - piece.first
        out.append(int(table[at : at + size].mean(0).argmax()))
        at += size
    return out


def _sources_of(cues: Sequence[Tagged], sources: Sequence[Tagged], vectors: Vectors) -> list[int | None]:
    """For each cue the number of its source, or ``None``."""
    if not sources:
        return [None] * len(cues)
    at = [c.first for c in cues]
    table = vectors.scores(1, at, [s.first for s in sources])
    none = vectors.none(at)
    best = table.argmax(1)
    return [int(b) if table[k, b] > none[k] else None for k, b in enumerate(best)]


def _log_sum(table: Numbers) -> Numbers:
    top = table.max(1, keepdims=True)
    return np.asarray(top + np.log(np.exp(table - top).sum(1, keepdims=True)), dtype=np.float32)
