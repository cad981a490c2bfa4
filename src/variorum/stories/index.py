"""Which open stories a report may belong to, at a cost that does not grow with the stories held.

An inverted index over the strongest terms of each story, of bounded width: under each term stand the stories
that used it last, no more than a fixed number.
"""

from collections import defaultdict
from heapq import nlargest
from itertools import islice
from operator import itemgetter

from variorum.stories.held import Held

WORTH = 0.33
"""Stories that share less than this part of what the best one shares are not worth a closer look."""

_score = itemgetter(1)


class Index:
    """Open stories by their terms."""

    __slots__ = ("_asked", "_postings", "_width")

    def __init__(self, *, asked: int, width: int) -> None:
        self._asked = asked
        self._width = width
        self._postings: dict[int, dict[int, float]] = {}

    def near(self, vector: dict[int, float], most: int, *, but: int = -1) -> list[int]:
        """The numbers of the stories that share the most weight with *vector*, most alike first.

        Args:
            vector: terms with their weights, strongest first.
            most: how many stories at most.
            but: a story to leave out.
        """
        likeness: defaultdict[int, float] = defaultdict(float)
        postings = self._postings
        for term, weight in islice(vector.items(), self._asked):
            posted = postings.get(term)
            if posted:
                for story, there in posted.items():
                    likeness[story] += weight * there
        likeness.pop(but, None)
        if len(likeness) <= 1:
            return list(likeness)
        best = nlargest(most, likeness.items(), key=_score)
        least = best[0][1] * WORTH
        return [story for story, score in best if score >= least]

    def post(self, story: Held, vector: dict[int, float]) -> None:
        """Let *story* be found by the strongest terms of *vector*, one of its reports."""
        postings, number, sums, size = self._postings, story.number, story.sums, len(story.members)
        for term in islice(vector, self._asked):
            posted = postings.get(term)
            if posted is None:
                posted = postings[term] = {}
            elif number in posted:
                del posted[number]  # to stand last again
            elif len(posted) >= self._width:
                del posted[next(iter(posted))]
            posted[number] = sums.get(term, 0.0) / size
            story.posted[term] = None

    def remove(self, story: Held) -> None:
        """Let *story* be found no more."""
        for term in story.posted:
            posted = self._postings.get(term)
            if posted is not None:
                posted.pop(story.number, None)
                if not posted:
                    del self._postings[term]
        story.posted = {}
