"""Rows of equal width, each of which lists stories with a weight; taken when needed and given back."""

import numpy as np
from numpy.typing import NDArray

from variorum.stories.vectors import grown

Rows = NDArray[np.int32]


class Pool:
    """Rows of *width* places each; a place holds a story's number and one more (0: nothing), a weight and a stamp.

    Row 0 is never used.
    """

    __slots__ = ("_free", "_used", "stamps", "stories", "weights", "width")

    def __init__(self, width: int, rows: int = 64) -> None:
        self.width = width
        self.stories = np.zeros((rows, width), np.uint32)
        self.weights = np.zeros((rows, width), np.uint16)
        self.stamps = np.zeros((rows, width), np.uint32)
        """When each place was filled; 0 where it is empty."""
        self._free: list[int] = []
        self._used = 1

    def take(self) -> int:
        """An empty row."""
        if self._free:
            return self._free.pop()
        self._used += 1
        self.stories = grown(self.stories, self._used)
        self.weights = grown(self.weights, self._used)
        self.stamps = grown(self.stamps, self._used)
        return self._used - 1

    def give(self, row: int) -> None:
        """Empty a row and take it back."""
        self.stories[row] = self.weights[row] = self.stamps[row] = 0
        self._free.append(row)

    def copy(self, row: int, other: "Pool", there: int) -> None:
        """Fill the first places of *row* from a row of a narrower pool."""
        self.stories[row, : other.width] = other.stories[there]
        self.weights[row, : other.width] = other.weights[there]
        self.stamps[row, : other.width] = other.stamps[there]

    def enter(
        self, rows: Rows, story: int, weights: NDArray[np.uint16], stamp: int, *, evict: bool
    ) -> NDArray[np.bool_]:
        """Let each row list *story* as the latest: where it stands, in an empty place, or in place of the oldest.

        Args:
            rows: rows, each once.
            story: its number.
            weights: one for each row.
            stamp: larger than all before.
            evict: whether the oldest makes room.

        Returns:
            The rows that had no room.
        """
        mine = self.stories.take(rows, 0) == story + 1
        stamps = self.stamps.take(rows, 0).astype(np.int64)
        stamps[mine] = -1  # where it stands, else an empty place (0), else the oldest
        place = stamps.argmin(1)
        full: NDArray[np.bool_] = np.min(stamps, axis=1) > 0
        if not evict and full.any():
            rows, place, weights = rows[~full], place[~full], weights[~full]
        self.stories[rows, place] = story + 1
        self.weights[rows, place] = weights
        self.stamps[rows, place] = stamp
        return full

    def drop(self, rows: Rows, story: int) -> NDArray[np.bool_]:
        """Let the rows list *story* no more; which of them are empty now."""
        at, place = np.nonzero(self.stories[rows] == story + 1)
        for column in (self.stories, self.weights, self.stamps):
            column[rows[at], place] = 0
        empty: NDArray[np.bool_] = np.max(self.stories[rows], axis=1) == 0
        return empty
