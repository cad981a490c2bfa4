"""Terms with their weights, as columns of whole numbers, so that sums are exact and take little room."""

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

SCALE = 1 << 15
"""What stands for a weight of 1."""

Terms = NDArray[np.uint32]
"""Numbers of terms, each once."""
Weights = NDArray[np.uint16]
"""A weight for each term of a report, in parts of :data:`SCALE`."""
Sums = NDArray[np.uint16] | NDArray[np.uint32]
"""Weights of one report, or those of several added up."""
Numbers = NDArray[np.int64]

T = TypeVar("T", bound=np.generic)

NO_TERMS: Terms = np.zeros(0, np.uint32)
NO_WEIGHTS: Weights = np.zeros(0, np.uint16)


def added(terms: Sequence[Terms], sums: Sequence[Sums], most: int) -> tuple[Terms, NDArray[np.uint32]]:
    """The terms of all, in the order of their numbers, with their weights added up.

    Args:
        terms: numbers of terms, each array with every term once.
        sums: what each of them weighs.
        most: terms from which on only the stronger half of so many is kept; of equal ones the first.
    """
    every, added_up = np.concatenate(terms), np.concatenate(sums).astype(np.uint32, copy=False)
    order = every.argsort(kind="stable")
    every = every[order]
    starts = starts_of(every)
    if len(starts):
        every, added_up = every[starts], np.add.reduceat(added_up[order], starts)
    if len(every) > most:
        kept = np.sort((-added_up.astype(np.int64)).argsort(kind="stable")[: most // 2])
        every, added_up = every[kept], added_up[kept]
    return every, added_up


def starts_of(column: NDArray[T]) -> NDArray[np.intp]:
    """Where a run of equal values begins."""
    begins = np.ones(len(column), np.bool_)
    np.not_equal(column[1:], column[:-1], out=begins[1:])
    return begins.nonzero()[0]


def grown(column: NDArray[T], size: int) -> NDArray[T]:
    """*column* with room for *size* rows at least; new rows are zero."""
    if size <= len(column):
        return column
    rows = max(size, len(column) + len(column) // 2)
    column.resize((rows, *column.shape[1:]), refcheck=False)
    return column
