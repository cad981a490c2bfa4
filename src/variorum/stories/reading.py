"""A report as the stream compares it: its strongest terms, and those of its headline."""

import math
import re
from collections import Counter
from operator import itemgetter

from variorum.model import Report
from variorum.stories.held import Member
from variorum.stories.settings import Settings
from variorum.stories.terms import Vocabulary

OPENING = re.compile(r"\s*(\S[^\n]{0,120})")
"""What stands for the headline of a report that has none: the beginning of its first line."""
DAMPED = (0.0, *(1.0 + math.log(n) for n in range(1, 64)))
"""What a term weighs that stands so often in a text."""

_weight = itemgetter(1)


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


def read(report: Report, place: int, at: float | None, words: Vocabulary, numbers: Settings) -> Member:
    """The terms of *report*, weighed by what was counted before it; *words* does not count it yet."""
    headline, text = parts(report)
    text = text[: numbers.text_limit]
    titled = words.numbers(headline)
    counts = Counter(words.numbers(text))
    title = tuple(dict.fromkeys(titled))
    weights = {term: DAMPED[count] if count < 64 else DAMPED[63] for term, count in counts.items()}
    for term in titled:
        weights[term] = weights.get(term, 0.0) + numbers.headline_weight
    met, whole, log = words.met, words.stories + 1.0, math.log
    for term, weight in weights.items():
        weights[term] = weight * log(whole / (met[term] + 0.5))
    terms = tuple(weights)
    strongest = sorted(weights.items(), key=_weight, reverse=True)[: numbers.strongest]
    length = math.sqrt(sum(weight * weight for _, weight in strongest)) or 1.0
    return Member(report.id, {t: w / length for t, w in strongest}, title, terms, place, at)
