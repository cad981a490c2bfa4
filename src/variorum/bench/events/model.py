"""The trained scorer of pairs: a logistic regression over named features, in plain numbers of a small data file."""

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from variorum.bench.events.features import NAMES, Matrix, Priors

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Model:
    """A weight for each feature, over features centred and scaled, and what goes with them."""

    mean: Floats
    scale: Floats
    weights: Floats
    bias: float
    threshold: float
    """The least mean score at which clusters are joined, chosen on held-out folds of the training set."""
    priors: Priors

    def score(self, rows: Matrix) -> Floats:
        """The score of each pair, in 0 to 1, from its features."""
        return np.asarray(1 / (1 + np.exp(-self.odds(rows))), dtype=np.float64)

    def odds(self, rows: Matrix) -> Floats:
        """The log odds of each pair, from its features."""
        return np.asarray((rows - self.mean) / self.scale @ self.weights + self.bias, dtype=np.float64)


@lru_cache(maxsize=2)
def model(name: str) -> Model:
    """The scorer trained on a corpus: ``ecbplus`` or ``gvc``."""
    text = (files(__package__) / "data" / f"{name}.json").read_text(encoding="utf-8")
    return loaded(json.loads(text))


def loaded(row: dict[str, Any]) -> Model:
    """A model from its JSON.

    Raises:
        ValueError: it was trained on other features than this version computes.
    """
    if tuple(row["names"]) != NAMES:
        msg = "the weights are of other features: train them anew with tools/train_event_pairs.py"
        raise ValueError(msg)
    shares = {(one, two): (share, pairs) for one, two, share, pairs in row["priors"]["pairs"]}
    priors = Priors(shares, row["priors"]["same"], row["priors"]["other"])
    mean, scale, weights = (np.asarray(row[key], dtype=np.float64) for key in ("mean", "scale", "weights"))
    return Model(mean, scale, weights, row["bias"], row["threshold"], priors)
