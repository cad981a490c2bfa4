"""How probably one report only tells a clause: a logistic regression over named features, and what a reader adds."""

import math
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from variorum.model import Evidence

TOLD = 0.2
"""Log odds from which a feature's share is told in the evidence."""


@lru_cache(maxsize=1)
def weights() -> Mapping[str, float]:
    """The weights (log odds) of the features, from ``data/sole.tsv``."""
    text = (files("variorum.collate") / "data" / "sole.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {name: float(weight) for name, weight in rows}


def odds(found: Mapping[str, float], table: Mapping[str, float] | None = None) -> float:
    """The log odds that a clause with these features is told by one report only, by the rules alone."""
    table = weights() if table is None else table
    return table["base"] + sum(table.get(name, 0.0) * found[name] for name in sorted(found))


def read(rules: float, highest: float, table: Mapping[str, float] | None = None) -> float:
    """The log odds once the reader of pairs has read the clause beside the likest ones of the other reports.

    Args:
        rules: the log odds by the rules alone.
        highest: the reader's highest log odds that one of those tells of the same occurrence.
        table: the weights, if not the installed ones.
    """
    table = weights() if table is None else table
    return table["read: base"] + table["read: rules"] * rules + table["read: highest"] * highest


def evidence(found: Mapping[str, float], total: float) -> Evidence:
    """The features that weigh, the strongest first, and the probability that all adds up to."""
    parts = sorted(((weights().get(n, 0.0) * v, n) for n, v in found.items()), reverse=True)
    told = ", ".join(f"{name} {share:+.1f}" for share, name in parts if abs(share) >= TOLD)
    return Evidence("told by one report only", round(1 / (1 + math.exp(-total)), 2), told)
