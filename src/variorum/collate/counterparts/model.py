"""How surely two values answer one question: a logistic regression over named features."""

from collections.abc import Mapping

from variorum.collate import logistic
from variorum.model import Evidence


def weights() -> Mapping[str, float]:
    """The weights (log odds) of the features, from ``data/counterparts.tsv``."""
    return logistic.table("counterparts")


def odds(found: Mapping[str, float]) -> float:
    """The log odds that two values with these features answer one question."""
    return logistic.total(found, weights())


def evidence(found: Mapping[str, float], total: float) -> tuple[Evidence, ...]:
    """The features that weigh, the strongest first, and the probability that they add up to."""
    told = logistic.told(found, weights())
    return (Evidence("counterparts", round(logistic.probability(total), 2), told),)
