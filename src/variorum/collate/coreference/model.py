"""How probably two claims tell of one occurrence: a logistic regression over named features."""

from collections.abc import Mapping

from variorum.collate import logistic
from variorum.model import Evidence


def weights() -> Mapping[str, float]:
    """The weights (log odds) of the features, from ``data/coreference.tsv``."""
    return logistic.table("coreference")


def probability(found: Mapping[str, float]) -> float:
    """The probability that two claims with these features tell of one occurrence."""
    return logistic.probability(logistic.total(found, weights()))


def evidence(found: Mapping[str, float]) -> Evidence:
    """The features that weigh, the strongest first, and the probability that they add up to."""
    return Evidence("one occurrence", round(probability(found), 2), logistic.told(found, weights()))
