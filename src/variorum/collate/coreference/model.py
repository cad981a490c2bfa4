"""How probably two claims tell of one occurrence: a logistic regression over named features."""

import math
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from variorum.model import Evidence

TOLD = 0.2
"""Log odds from which a feature's share is told in the evidence."""


@lru_cache(maxsize=1)
def weights() -> Mapping[str, float]:
    """The weights (log odds) of the features, from ``data/coreference.tsv``."""
    text = (files("variorum.collate") / "data" / "coreference.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {name: float(weight) for name, weight in rows}


def probability(found: Mapping[str, float], table: Mapping[str, float] | None = None) -> float:
    """The probability that two claims with these features tell of one occurrence."""
    table = weights() if table is None else table
    return 1 / (
        1 + math.exp(-table["base"] - sum(table.get(name, 0.0) * found[name] for name in sorted(found)))
    )


def evidence(found: Mapping[str, float]) -> Evidence:
    """The features that weigh, the strongest first, and the probability that they add up to."""
    parts = sorted(((weights().get(n, 0.0) * v, n) for n, v in found.items()), reverse=True)
    told = ", ".join(f"{name} {share:+.1f}" for share, name in parts if abs(share) >= TOLD)
    return Evidence("one occurrence", round(probability(found), 2), told)
