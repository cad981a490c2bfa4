"""A report as the stream compares it: its strongest terms, and those of its headline."""

import math
import re
from collections import Counter
from typing import NamedTuple

import numpy as np

from variorum.model import Report
from variorum.stories.held import Member
from variorum.stories.settings import Settings
from variorum.stories.terms import Vocabulary
from variorum.stories.vectors import SCALE, Terms

OPENING = re.compile(r"\s*(\S[^\n]{0,120})")
"""What stands for the headline of a report that has none: the beginning of its first line."""
MOST = 63
"""Times that a term is counted in a text at most."""
ALIKE = 2.0**20
"""Weights that differ by less than one part of this are equal when terms are put in order, on every machine."""


def parts(report: Report) -> tuple[str, str]:
    """The headline of a report, and its text without the headline that opens it."""
    text = report.text
    span = report.headline_span
    headline = report.headline
    if headline is None:
        opening = OPENING.match(text)
        return (opening[1] if opening else ""), text
    if span is not None:
        return headline, text[span.end :]
    return headline, text.removeprefix(headline)


class _Damped(dict[int, float]):
    """What a term weighs that stands so often in a text."""

    def __missing__(self, count: int) -> float:
        self[count] = weight = 1.0 + math.log(min(count, MOST))
        return weight


_DAMPED = _Damped()


class Reading(NamedTuple):
    """A report as it has just come."""

    member: Member
    terms: Terms
    """All its different terms, which nothing has counted yet."""


def read(report: Report, place: int, at: float | None, words: Vocabulary, numbers: Settings) -> Reading:
    """The terms of *report*, weighed by what was counted before it; *words* does not count it yet."""
    headline, text = parts(report)
    titled = words.numbers(headline)
    counts = Counter(words.numbers(text[: numbers.text_limit]))
    often = dict(zip(counts, map(_DAMPED.__getitem__, counts.values()), strict=True))
    for term in titled:
        often[term] = often.get(term, 0.0) + numbers.headline_weight
    terms = np.fromiter(often, np.uint32, len(often))
    weights = np.fromiter(often.values(), np.float64, len(often))
    weights *= np.log((words.stories + 1.0) / (words.met[terms] + 0.5))
    order = (-np.rint(weights * ALIKE)).argsort(kind="stable")[: numbers.strongest]
    weights = np.maximum(weights[order], 0.0)
    scaled = np.rint(weights * (SCALE / (math.sqrt(float(weights.dot(weights))) or 1.0)))
    title = tuple(dict.fromkeys(titled))
    return Reading(Member(report.id, terms[order], scaled.astype(np.uint16), title, place, at), terms)
