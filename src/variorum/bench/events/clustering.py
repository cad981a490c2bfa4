"""Mentions to clusters: by equal lemmas, by classes of predicates, or by average linkage over a score of pairs."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from variorum.bench.events.traits import Traits


def by_lemma(block: Sequence[Traits]) -> list[int]:
    """Equal head lemmas inside a block are one occurrence."""
    return _numbered([t.lemma for t in block])


def by_class(block: Sequence[Traits]) -> list[int]:
    """Equal roots or a shared class of predicates inside a block are one occurrence; joins carry over."""
    number = list(range(len(block)))
    for i, a in enumerate(block):
        for j, b in enumerate(block[:i]):
            if number[i] != number[j] and (a.root == b.root or a.classes & b.classes):
                old, new = number[i], number[j]
                number = [new if n == old else n for n in number]
    return number


def _numbered(keys: Sequence[str]) -> list[int]:
    first: dict[str, int] = {}
    return [first.setdefault(k, len(first)) for k in keys]


def average_linkage(pairs: NDArray[np.float64], size: int, threshold: float) -> list[int]:
    """Agglomerative clustering that joins the two clusters of the highest mean score until it falls below *threshold*.

    Args:
        pairs: the score of each pair, in the order of ``itertools.combinations``.
        size: how many mentions.
        threshold: the least mean score of a join.

    Returns:
        The cluster of each mention.
    """
    total = np.zeros((size, size))
    total[np.triu_indices(size, 1)] = pairs
    total += total.T
    weight = np.ones(size)
    cluster = np.arange(size)
    mean = total.copy()
    np.fill_diagonal(mean, -np.inf)
    while size > 1:
        i, j = np.unravel_index(int(np.argmax(mean)), mean.shape)
        if mean[i, j] < threshold:
            break
        cluster[cluster == j] = i
        total[i] += total[j]
        total[:, i] = total[i]
        weight[i] += weight[j]
        mean[j], mean[:, j] = -np.inf, -np.inf
        alive = np.isfinite(mean[i])
        mean[i, alive] = total[i, alive] / (weight[i] * weight[alive])
        mean[alive, i] = mean[i, alive]
        mean[i, i] = -np.inf
    return [int(c) for c in cluster]
