"""How surely two values answer one question and cannot both hold: a logistic regression, and what a reader adds."""

import math
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from variorum.model import Evidence

TOLD = 0.3
"""Log odds from which a feature's share is told in the evidence."""

SUREST = 4.0
"""Log odds by the reader, either way, beyond which more says nothing."""


@lru_cache(maxsize=1)
def weights() -> Mapping[str, float]:
    """The weights (log odds) of the features, from ``data/differences.tsv``."""
    text = (files("variorum.collate") / "data" / "differences.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {name: float(weight) for name, weight in rows}


def odds(found: Mapping[str, float], table: Mapping[str, float] | None = None) -> float:
    """The log odds by the rules alone that two values with these features answer one question."""
    table = weights() if table is None else table
    return table["base"] + sum(table.get(name, 0.0) * found[name] for name in sorted(found))


def read(rules: float, answer: float, table: Mapping[str, float] | None = None) -> float:
    """The log odds once the reader of pairs has read both sentences, the values hidden.

    Args:
        rules: the log odds by the rules alone.
        answer: the reader's log odds that one value would fill both gaps.
        table: the weights, if not the installed ones.
    """
    table = weights() if table is None else table
    bounded = max(-SUREST, min(SUREST, answer))
    return table["read: base"] + table["read: rules"] * rules + table["read: answer"] * bounded


def evidence(found: Mapping[str, float], total: float) -> Evidence:
    """The features that weigh, the strongest first, and the probability that all adds up to."""
    parts = sorted(((weights().get(n, 0.0) * v, n) for n, v in found.items()), reverse=True)
    told = ", ".join(f"{name} {share:+.1f}" for share, name in parts if abs(share) >= TOLD)
    return Evidence("counterparts", round(1 / (1 + math.exp(-total)), 2), told)
