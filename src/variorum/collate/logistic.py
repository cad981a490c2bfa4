"""Logistic regressions over named features: their weights, what these add up to, and what of it the evidence tells."""

import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

TOLD = 0.2
"""Log odds from which a feature's share is told in the evidence."""


@cache
def table(name: str) -> Mapping[str, float]:
    """The weights (log odds) of the features of a judgement, from ``data/NAME.tsv``."""
    text = (files("variorum.collate") / "data" / f"{name}.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {feature: float(weight) for feature, weight in rows}


def total(found: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The log odds of features with their strengths; summed in one order, so that it is the same each time."""
    return weights["base"] + sum(weights.get(name, 0.0) * found[name] for name in sorted(found))


def probability(odds: float) -> float:
    """The probability that some log odds stand for."""
    return 1 / (1 + math.exp(-odds))


def told(found: Mapping[str, float], weights: Mapping[str, float]) -> str:
    """The features that weigh, with their shares, the strongest first."""
    parts = sorted(((weights.get(n, 0.0) * v, n) for n, v in found.items()), reverse=True)
    return ", ".join(f"{name} {share:+.1f}" for share, name in parts if abs(share) >= TOLD)
