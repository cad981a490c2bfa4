"""Logistic regression whose weights are held to the sign that their names say: fitted, tried by folds, written as a table."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

FOLDS = 5
"""Folds over events; an example of no fold (``FOLDS`` itself) teaches nothing and is weighed by what all others teach."""
SHRINK = 3.0
STEPS, RATE = 800, 0.05
LEAST = 0.005
"""Weights nearer to nothing are not written."""
Floats = NDArray[np.float64]


def fit(rows: Floats, right: Floats, signs: NDArray[np.int_]) -> Floats:
    """Ridge-regularised weights by projected Adam (Kingma and Ba 2015), each kept to its sign; the first is the base.

    Args:
        rows: the features of each example, the first one 1.
        right: 1 or 0 for each.
        signs: 1, -1 or 0 (either) for each feature.
    """
    theta, first, second = (np.zeros(rows.shape[1]) for _ in range(3))
    for t in range(1, STEPS + 1):
        step = rows.T @ (1 / (1 + np.exp(-rows @ theta)) - right) / len(right)
        step[1:] += SHRINK * theta[1:] / len(right)
        first = 0.9 * first + 0.1 * step
        second = 0.999 * second + 0.001 * step * step
        theta -= RATE * (first / (1 - 0.9**t)) / (np.sqrt(second / (1 - 0.999**t)) + 1e-8)
        theta = np.where(signs > 0, np.maximum(theta, 0), np.where(signs < 0, np.minimum(theta, 0), theta))
    return theta


def folded(
    rows: Floats, right: Floats, signs: NDArray[np.int_], fold: NDArray[np.int_],
    among: NDArray[np.bool_] | None = None, *, times: NDArray[np.int_] | None = None, without: int | None = None,
) -> Floats:  # fmt: skip
    """The log odds of each example by weights learnt without its fold.

    Args:
        rows: the features of each example, the first one 1.
        right: 1 or 0 for each.
        signs: 1, -1 or 0 (either) for each feature.
        fold: the fold of each example.
        among: which may teach; all by default.
        times: how often each counts; once by default.
        without: a feature that is learnt and then left out (what a source of examples has of its own).
    """
    out = np.zeros(len(right))
    for f in sorted(set(fold.tolist())):
        inside = (fold != f) & (fold != FOLDS)
        if among is not None:
            inside &= among
        held = np.flatnonzero(inside)
        held = held if times is None else np.repeat(held, times[held])
        weights = fit(rows[held], right[held], signs)
        if without is not None:
            weights[without] = 0.0
        out[fold == f] = rows[fold == f] @ weights
    return out


def table(head: Sequence[str], weights: Mapping[str, float]) -> str:
    """The weights as the text of a data file, behind a few lines that say where they come from."""
    body = [f"{name}\t{w:.3f}" for name, w in weights.items() if name == "base" or abs(w) >= LEAST]
    return "\n".join([*(f"# {line}" for line in head), *body]) + "\n"
