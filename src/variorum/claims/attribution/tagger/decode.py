"""Labels of tokens from their scores: the best chain (Viterbi), paragraph by paragraph, and its spans."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float32]
ROLES = ("source", "cue", "content")
_COUNT = 7
_NEVER = -1e4


@dataclass(frozen=True, slots=True)
class Tagged:
    """One span of tokens ``first`` to ``last`` (half-open) with its role."""

    role: str
    first: int
    last: int


def steps(learnt: Numbers) -> Numbers:
    """The weights of steps between labels, with the steps that are never taken: *inside* follows only its own."""
    out = learnt.copy()
    for inside in (2, 4, 6):
        out[[k for k in range(_COUNT) if k not in {inside, inside - 1}], inside] = _NEVER
    return out


def best(scores: Numbers, moves: Numbers, breaks: Sequence[int]) -> list[int]:
    """The best label of each token.

    Args:
        scores: ``[tokens, 7]``.
        moves: ``[7, 7]``, from :func:`steps`.
        breaks: the first token of each paragraph; chains do not cross it.
    """
    if not len(scores):
        return []
    bounds = [*breaks, len(scores)]
    pieces = [(a, b) for a, b in pairwise(bounds) if b > a]
    longest = max(b - a for a, b in pieces)
    table = np.zeros((len(pieces), longest, _COUNT), dtype=np.float32)
    for k, (a, b) in enumerate(pieces):
        table[k, : b - a] = scores[a:b]
    table[:, 0, (2, 4, 6)] = _NEVER
    came = np.zeros((longest, len(pieces), _COUNT), dtype=np.int8)
    states = np.empty((longest, len(pieces), _COUNT), dtype=np.float32)
    states[0] = table[:, 0]
    for t in range(1, longest):
        moved = states[t - 1][:, :, None] + moves
        came[t] = moved.argmax(1)
        states[t] = moved.max(1) + table[:, t]
    out: list[int] = []
    for k, (a, b) in enumerate(pieces):
        label = int(states[b - a - 1, k].argmax())
        chain = [label]
        for t in range(b - a - 1, 0, -1):
            label = int(came[t, k, label])
            chain.append(label)
        out.extend(reversed(chain))
    return out


def spans(labels: Sequence[int]) -> list[Tagged]:
    """The spans that labels mark, in text order."""
    out: list[Tagged] = []
    start, role = 0, 0
    for i, label in enumerate((*labels, 0)):
        inside = label and not label % 2 and label == role
        if role and not inside:
            out.append(Tagged(ROLES[role // 2 - 1], start, i))
            role = 0
        if label and not inside:
            start, role = i, label + label % 2
    return out
