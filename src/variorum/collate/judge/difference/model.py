"""How surely two values answer one question and cannot both hold: a logistic regression, and what a reader adds."""

from collections.abc import Mapping

from variorum.collate import logistic
from variorum.model import Evidence

SUREST = 4.0
"""Log odds by the reader, either way, beyond which more says nothing."""


def weights() -> Mapping[str, float]:
    """The weights (log odds) of the features, from ``data/differences.tsv``."""
    return logistic.table("differences")


def odds(found: Mapping[str, float]) -> float:
    """The log odds by the rules alone that two values with these features answer one question."""
    return logistic.total(found, weights())


def read(rules: float, answer: float) -> float:
    """The log odds once the reader of pairs has read both sentences, the values hidden.

    Args:
        rules: the log odds by the rules alone.
        answer: the reader's log odds that one value would fill both gaps.
    """
    held, bounded = weights(), max(-SUREST, min(SUREST, answer))
    return held["read: base"] + held["read: rules"] * rules + held["read: answer"] * bounded


def evidence(found: Mapping[str, float], total: float) -> Evidence:
    """The features that weigh, the strongest first, and the probability that all adds up to."""
    told = logistic.told(found, weights())
    return Evidence("counterparts", round(logistic.probability(total), 2), told)
