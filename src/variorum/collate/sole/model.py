"""How probably one report only tells a clause: a logistic regression over named features, and what a reader adds."""

from collections.abc import Mapping

from variorum.collate import logistic
from variorum.model import Evidence


def weights() -> Mapping[str, float]:
    """The weights (log odds) of the features, from ``data/sole.tsv``."""
    return logistic.table("sole")


def odds(found: Mapping[str, float]) -> float:
    """The log odds that a clause with these features is told by one report only, by the rules alone."""
    return logistic.total(found, weights())


def read(rules: float, highest: float) -> float:
    """The log odds once the reader of pairs has read the clause beside the likest ones of the other reports.

    Args:
        rules: the log odds by the rules alone.
        highest: the reader's highest log odds that one of those tells of the same occurrence.
    """
    held = weights()
    return held["read: base"] + held["read: rules"] * rules + held["read: highest"] * highest


def evidence(found: Mapping[str, float], total: float) -> Evidence:
    """The features that weigh, the strongest first, and the probability that all adds up to."""
    told = logistic.told(found, weights())
    return Evidence("told by one report only", round(logistic.probability(total), 2), told)
