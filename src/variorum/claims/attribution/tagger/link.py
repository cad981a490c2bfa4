"""Spans joined into attributions: each content to its cue, each cue to its source or to none.

The network gives every token four vectors; the score of a link is the product of two of them and what
was learnt of their distance (Dozat and Manning 2017, on spans instead of dependencies). To that comes a
cost of the words and the paragraph between, and every cue gets a content before any gets two.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from variorum.claims.attribution.tagger.decode import Numbers, Tagged

_FAR = 250
"""Tokens between the ends of a link at most: the network never saw a longer one."""
_FLOOR = -12.0
"""The least log-likelihood of one link: a single token cannot outweigh all others of a span."""


@dataclass(frozen=True, slots=True)
class Costs:
    """What a link costs beside its score; chosen on texts of PolNeAR's train half that were not trained on."""

    words: float = 1.0
    """Of the logarithm of the words between the spans."""
    paragraph: float = 2.0
    """Of standing in another paragraph."""
    none: float = -1.0
    """Added to the score of having no source."""
    taken: float = 3.0
    """The most that a content's second-best cue may lose against its best to take it over."""


@dataclass(frozen=True, slots=True)
class Linked:
    """An attribution of tokens: its cue, its source if it has one, the pieces of its content."""

    cue: Tagged
    source: Tagged | None
    content: tuple[Tagged, ...]


@dataclass(frozen=True, slots=True)
class Vectors:
    """What the network says of each token, and what it learnt of distances."""

    values: Numbers
    """``[tokens, 4 * size + 1]``: content and cue, cue and source, and the cue that has no source."""
    near: Numbers
    size: int
    breaks: tuple[int, ...] = (0,)
    """The first token of each paragraph."""
    costs: Costs = Costs()

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
        return np.asarray(self.values[np.asarray(cues), -1] + self.costs.none, dtype=np.float32)

    def between(self, left: Sequence[Tagged], right: Sequence[Tagged]) -> Numbers:
        """The cost of what stands between each of *left* and each of *right*."""
        a = np.array([(s.first, s.last) for s in left])[:, None]
        b = np.array([(s.first, s.last) for s in right])[None]
        gap = np.maximum(0, np.maximum(a[..., 0] - b[..., 1], b[..., 0] - a[..., 1]))
        apart = self._paragraph(a[..., 0]) != self._paragraph(b[..., 0])
        return np.asarray(self.costs.words * np.log1p(gap / 4) + self.costs.paragraph * apart, np.float32)

    def _paragraph(self, tokens: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> object:
        return np.searchsorted(np.asarray(self.breaks), tokens, side="right")


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
    table = _likelihood(vectors.scores(0, tokens, [c.first for c in cues]))
    starts = np.cumsum([0, *(piece.last - piece.first for piece in contents)])[:-1]
    sizes = np.array([[piece.last - piece.first] for piece in contents])
    score = np.add.reduceat(table, starts, axis=0) / sizes - vectors.between(contents, cues)
    return _shared_out(score, vectors.costs.taken)


def _shared_out(score: Numbers, most: float) -> list[int]:
    """Each row's best column; then columns that got none take a row from one that got several, cheapest first."""
    best = [int(b) for b in score.argmax(1)]
    while True:
        count = np.bincount(best, minlength=score.shape[1])
        empty = [int(j) for j in np.flatnonzero(count == 0)]
        spare = [k for k, b in enumerate(best) if count[b] > 1]
        moves = [(float(score[k, best[k]] - score[k, j]), k, j) for j in empty for k in spare]
        loss, row, column = min(moves, default=(most, 0, 0))
        if loss >= most:
            return best
        best[row] = column


def _sources_of(cues: Sequence[Tagged], sources: Sequence[Tagged], vectors: Vectors) -> list[int | None]:
    """For each cue the number of its source, or ``None``."""
    if not sources:
        return [None] * len(cues)
    at = [c.first for c in cues]
    table = vectors.scores(1, at, [s.first for s in sources])
    whole = _likelihood(np.concatenate((table, vectors.none(at)[:, None]), axis=1))
    whole[:, :-1] -= vectors.between(cues, sources)
    return [int(b) if b < len(sources) else None for b in whole.argmax(1)]


def _likelihood(table: Numbers) -> Numbers:
    """Scores as log-likelihoods over each row, none below the floor."""
    top = table.max(1, keepdims=True)
    total = top + np.log(np.exp(table - top).sum(1, keepdims=True))
    return np.asarray(np.maximum(table - total, _FLOOR), dtype=np.float32)
