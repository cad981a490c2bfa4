"""MUC, B-cubed, CEAF-e and their mean (CoNLL F1) of clusters of mentions.

Vilain et al. 1995; Bagga and Baldwin 1998; Luo 2005; Pradhan et al. 2012. Mentions are given, so that both
sides hold the same ones.
"""

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Clusters = Mapping[str, Hashable]
"""Each mention's cluster."""


@dataclass(frozen=True, slots=True)
class Coreference:
    """F1 of the three measures, each in 0 to 1."""

    muc: float
    b_cubed: float
    ceaf_e: float

    @property
    def conll(self) -> float:
        """Their mean."""
        return (self.muc + self.b_cubed + self.ceaf_e) / 3

    def __str__(self) -> str:
        return (
            f"CoNLL {100 * self.conll:.1f} (MUC {100 * self.muc:.1f}, B-cubed {100 * self.b_cubed:.1f}, "
            f"CEAF-e {100 * self.ceaf_e:.1f})"
        )


def score(gold: Clusters, found: Clusters) -> Coreference:
    """The measures of *found* against *gold*, over the mentions that both hold."""
    gold = {m: c for m, c in gold.items() if m in found}
    found = {m: found[m] for m in gold}
    key, response = _inverse(gold), _inverse(found)
    return Coreference(
        _f1(_muc(response, gold), _muc(key, found)),
        _f1(_b_cubed(response, gold), _b_cubed(key, found)),
        _ceaf(key, response, found),
    )


def _inverse(clusters: Clusters) -> list[list[str]]:
    out: dict[Hashable, list[str]] = {}
    for mention, cluster in clusters.items():
        out.setdefault(cluster, []).append(mention)
    return list(out.values())


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _muc(clusters: list[list[str]], other: Clusters) -> float:
    """The share of the links of *clusters* that *other* keeps."""
    links = sum(len(c) - 1 for c in clusters)
    kept = sum(len(c) - len({other[m] for m in c}) for c in clusters)
    return kept / links if links else 0.0


def _b_cubed(clusters: list[list[str]], other: Clusters) -> float:
    """The mean over mentions of the share of their cluster that is with them in *other*."""
    total = sum(map(len, clusters))
    kept = sum(sum(n * n for n in Counter(other[m] for m in c).values()) / len(c) for c in clusters)
    return kept / total if total else 0.0


def _ceaf(key: list[list[str]], response: list[list[str]], found: Clusters) -> float:
    """CEAF with the entity measure: clusters one to one, by their overlap, at best."""
    if not key or not response:
        return 0.0
    number = {found[c[0]]: j for j, c in enumerate(response)}
    shared: dict[tuple[int, int], float] = {}
    for i, cluster in enumerate(key):
        for name, count in Counter(found[m] for m in cluster).items():
            shared[i, number[name]] = 2 * count / (len(cluster) + len(response[number[name]]))
    best = sum(_best(rows, columns, shared) for rows, columns in _components(shared))
    return _f1(best / len(response), best / len(key))


def _components(shared: Mapping[tuple[int, int], float]) -> list[tuple[list[int], list[int]]]:
    """The rows and columns that hang together, so that a large matrix falls into small ones."""
    by_row: dict[int, set[int]] = {}
    by_column: dict[int, set[int]] = {}
    for i, j in shared:
        by_row.setdefault(i, set()).add(j)
        by_column.setdefault(j, set()).add(i)
    out = []
    left = set(by_row)
    while left:
        rows, columns, fresh = set[int](), set[int](), {min(left)}
        while fresh:
            rows |= fresh
            columns |= {j for i in fresh for j in by_row[i]}
            fresh = {i for j in columns for i in by_column[j]} - rows
        left -= rows
        out.append((sorted(rows), sorted(columns)))
    return out


def _best(rows: list[int], columns: list[int], shared: Mapping[tuple[int, int], float]) -> float:
    matrix = np.zeros((len(rows), len(columns)))
    for i, row in enumerate(rows):
        for j, column in enumerate(columns):
            matrix[i, j] = shared.get((row, column), 0.0)
    if len(rows) > len(columns):
        matrix = matrix.T
    return assigned(matrix)


def assigned(gain: NDArray[np.float64]) -> float:
    """The greatest sum of one entry a row, no two in one column (Kuhn 1955, in the O(n^3) form with potentials).

    Args:
        gain: at most as many rows as columns.
    """
    rows, columns = gain.shape
    cost = -gain
    row_price, column_price = np.zeros(rows + 1), np.zeros(columns + 1)
    match = np.zeros(columns + 1, dtype=int)
    for row in range(1, rows + 1):
        match[0], column = row, 0
        least = np.full(columns + 1, np.inf)
        before = np.zeros(columns + 1, dtype=int)
        used = np.zeros(columns + 1, dtype=bool)
        while match[column]:
            used[column] = True
            here = match[column]
            reduced = cost[here - 1] - row_price[here] - column_price[1:]
            closer = ~used[1:] & (reduced < least[1:])
            least[1:][closer] = reduced[closer]
            before[1:][closer] = column
            free = np.where(used, np.inf, least)
            free[0] = np.inf
            nearest = int(np.argmin(free))
            step = free[nearest]
            row_price[match[used]] += step
            column_price[used] -= step
            least[~used] -= step
            column = nearest
        while column:
            match[column] = match[before[column]]
            column = int(before[column])
    return float(sum(gain[match[j] - 1, j - 1] for j in range(1, columns + 1) if match[j]))
