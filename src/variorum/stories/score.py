"""How likely a report belongs to a story, and why.

Two likenesses, each added up with its weight to log odds (logistic regression over pairs of a report and a story
that might be its own), and what time leaves of them:

=======  ============================================================================================
average  mean cosine between the terms of the report and those of each of the story's reports; the more reports a
         large story has, the less alike they are, so that a report of it may be less like them too
wording  log likelihood ratio of the headline's terms: by the story's headlines against news as such, each term
         with Dirichlet smoothing (Zhai and Lafferty, 2001), over the square root of their number
fading   what is left of both: exp(-days / fading_days), with the days between the report and the story's first or
         last report (0 between the two)
=======  ============================================================================================
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from variorum.stories.held import Held, Member
from variorum.stories.settings import Settings
from variorum.stories.terms import Vocabulary
from variorum.stories.vectors import SCALE

SMOOTHING = 8.0
"""Terms of news as such that a story's headlines are thought to hold beside their own."""
SMALL = 5
"""Reports up to which a story is no large one."""
OWN = 0.9
"""The part of a headline's words that its story explains."""


class Likeness(NamedTuple):
    """The likenesses of a report and a story, and the log odds that they add up to."""

    average: float
    wording: float
    fading: float
    log_odds: float


def likenesses(
    member: Member, stories: Sequence[Held], words: Vocabulary, numbers: Settings
) -> tuple[Likeness, ...]:
    """The likeness of *member* and each of *stories*, to none of which it belongs."""
    if not stories:
        return ()
    usual = words.usual(member.title)
    laid_out = words.laid_out
    laid_out[member.terms] = member.weights
    shared = [int(laid_out.take(story.terms).dot(story.sums)) for story in stories]
    laid_out[member.terms] = 0
    found = []
    for story, dot in zip(stories, shared, strict=True):
        average = dot / (len(story.members) * SCALE * SCALE)
        wider = max(1.0, len(story.members) / SMALL) ** numbers.widening
        wording = _wording(member.title, usual, story)
        fading = math.exp(-story.apart(member, numbers) / numbers.fading_days)
        odds = numbers.bias + fading * numbers.average * average * wider
        odds += numbers.wording * (fading * wording if wording > 0 else wording)
        found.append(Likeness(average, wording, fading, odds))
    return tuple(found)


def _wording(title: tuple[int, ...], usual: Sequence[float], story: Held) -> float:
    """The log likelihood ratio of a headline, of whose terms *usual* says how usual each is in news."""
    if not title:
        return 0.0
    held = story.titled + SMOOTHING
    unsaid = math.log(OWN * SMOOTHING / held + (1.0 - OWN))
    ratio = 0.0
    for count, often in zip(story.headlines(title), usual, strict=True):
        if count:
            ratio += math.log(OWN * (count / often + SMOOTHING) / held + (1.0 - OWN))
        else:
            ratio += unsaid
    return ratio / math.sqrt(len(title))
