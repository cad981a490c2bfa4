"""How surely two values answer one question: a logistic regression over named features."""

import math
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from variorum.model import Evidence


@lru_cache(maxsize=1)
def weights() -> Mapping[str, float]:
    """The weights (log odds) of the features, from ``data/counterparts.tsv``."""
    text = (files("variorum.collate") / "data" / "counterparts.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {name: float(weight) for name, weight in rows}


def odds(found: Mapping[str, float], table: Mapping[str, float] | None = None) -> float:
    """The log odds that two values with these features answer one question."""
    table = weights() if table is None else table
    return table["base"] + sum(table.get(name, 0.0) * found[name] for name in sorted(found))


def evidence(found: Mapping[str, float], total: float) -> tuple[Evidence, ...]:
    """The features that weigh, the strongest first, and the probability that they add up to."""
    parts = sorted(((weights().get(n, 0.0) * v, n) for n, v in found.items()), reverse=True)
    told = ", ".join(f"{name} {share:+.1f}" for share, name in parts if abs(share) >= 0.2)
    return (Evidence("counterparts", round(1 / (1 + math.exp(-total)), 2), told),)
