"""How likely a report belongs to a story, and why.

Two likenesses, each added up with its weight to log odds (logistic regression over pairs of a report and a story
that might be its own), and what time leaves of them:

=======  ============================================================================================
average  mean cosine between the terms of the report and those of each of the story's reports
wording  log likelihood ratio of the headline's terms: by the story's headlines against news as such, each term
         with Dirichlet smoothing (Zhai and Lafferty, 2001), over the square root of their number
fading   what is left of both: exp(-days / fading_days), with the days between the report and the story's first or
         last report (0 between the two)
=======  ============================================================================================
"""

import math
from typing import NamedTuple

from variorum.stories.held import Held, Member
from variorum.stories.settings import Settings
from variorum.stories.terms import Vocabulary

SMOOTHING = 8.0
"""Terms of news as such that a story's headlines are thought to hold beside their own."""
OWN = 0.9
"""The part of a headline's words that its story explains."""


class Likeness(NamedTuple):
    """The likenesses of a report and a story, and the log odds that they add up to."""

    average: float
    wording: float
    fading: float
    log_odds: float


def dot(one: dict[int, float], other: dict[int, float]) -> float:
    """The sum of the products of the weights of the terms that stand in both."""
    total = 0.0
    for term in one.keys() & other.keys():
        total += one[term] * other[term]
    return total


def likeness(member: Member, story: Held, words: Vocabulary, numbers: Settings) -> Likeness:
    """The likeness of *member* and *story*, to which it does not belong."""
    average = dot(member.vector, story.sums) / len(story.members)
    wording = _wording(member.title, story, words)
    fading = math.exp(-story.apart(member, numbers) / numbers.fading_days)
    odds = numbers.bias + fading * numbers.average * average
    odds += numbers.wording * (fading * wording if wording > 0 else wording)
    return Likeness(average, wording, fading, odds)


def _wording(title: tuple[int, ...], story: Held, words: Vocabulary) -> float:
    if not title:
        return 0.0
    met, all_met, titles, denominator = words.met, words.all_met, story.titles, story.titled + SMOOTHING
    ratio = 0.0
    for term in title:
        usual = (met[term] + 0.5) / all_met
        there = (titles.get(term, 0) + SMOOTHING * usual) / denominator
        ratio += math.log((OWN * there + (1.0 - OWN) * usual) / usual)
    return ratio / math.sqrt(len(title))
