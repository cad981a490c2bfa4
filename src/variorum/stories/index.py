"""Which open stories a report may belong to, at a cost that does not grow with the stories held.

An inverted index over the strongest terms of each story, of bounded width: under each term stand the stories
that used it last, no more than a fixed number. Most terms are of few stories and have a short row.
"""

import numpy as np

from variorum.stories.held import Held, Member
from variorum.stories.pools import Pool, Rows
from variorum.stories.vectors import Numbers, Terms, grown, starts_of

WORTH = 0.33
"""Stories that share less than this part of what the best one shares are not worth a closer look."""
SHORT = 4
"""Stories in a short row."""


class Index:
    """Open stories by their terms."""

    __slots__ = ("_asked", "_long", "_rows", "_short", "_stamp")

    def __init__(self, *, asked: int, width: int) -> None:
        self._asked = asked
        self._short, self._long = Pool(SHORT), Pool(max(width, SHORT + 1))
        self._rows: Rows = np.zeros(4096, np.int32)
        """The row of each term: 0 for none, above 0 a short one, below 0 a long one."""
        self._stamp = 0

    def near(self, member: Member, most: int, *, but: int = -1) -> list[int]:
        """The numbers of the stories that share the most weight with *member*, most alike first.

        Args:
            member: a report.
            most: how many stories at most.
            but: a story to leave out.
        """
        terms = member.terms[: self._asked]
        rows, weights = self._rows_of(terms), member.weights[: self._asked].astype(np.int64)
        stories, shares = self._posted(rows, weights)
        if not len(stories):
            return []
        order = stories.argsort(kind="stable")
        stories = stories[order]
        starts = starts_of(stories)
        stories, shares = stories[starts], np.add.reduceat(shares[order], starts)
        if stories[0] == 0:  # empty places
            shares[0] = -1
        best = (-shares).argsort(kind="stable")[: most + 1].tolist()
        found = [(int(stories[k]) - 1, int(shares[k])) for k in best]
        found = [(story, share) for story, share in found if story != but and share >= 0]
        return [story for story, share in found[:most] if share >= found[0][1] * WORTH]

    def _posted(self, rows: Rows, weights: Numbers) -> tuple[Terms, Numbers]:
        """What stands in the rows: numbers of stories and one more, and the product of both weights; 0 for nothing."""
        stories, shares = [], []
        for pool, sign in ((self._short, 1), (self._long, -1)):
            here = (rows * sign > 0).nonzero()[0]
            if len(here):
                found = rows[here] * sign
                stories.append(pool.stories.take(found, 0).ravel())
                shares.append((pool.weights.take(found, 0) * weights[here, np.newaxis]).ravel())
        return (np.concatenate(stories), np.concatenate(shares)) if stories else _NOTHING

    def _rows_of(self, terms: Terms) -> Rows:
        if len(terms):
            self._rows = grown(self._rows, int(terms.max()) + 1)
        return self._rows[terms]

    def post(self, story: Held, member: Member) -> None:
        """Let *story* be found by the strongest terms of *member*, one of its reports."""
        self._stamp += 1
        terms = member.terms[: self._asked]
        rows = self._rows_of(terms)
        weights = member.weights[: self._asked] if len(story.members) == 1 else story.means(terms)
        for k in (rows == 0).nonzero()[0].tolist():
            rows[k] = self._rows[terms[k]] = self._short.take()
        short = (rows > 0).nonzero()[0]
        full = self._short.enter(rows[short], story.number, weights[short], self._stamp, evict=False)
        for k in short[full].tolist():
            rows[k] = self._rows[terms[k]] = -self._lengthened(int(rows[k]))
        long = (rows < 0).nonzero()[0]
        if len(long):
            self._long.enter(-rows[long], story.number, weights[long], self._stamp, evict=True)

    def _lengthened(self, row: int) -> int:
        """A long row with what the short one held, which is given back."""
        long = self._long.take()
        self._long.copy(long, self._short, row)
        self._short.give(row)
        return long

    def remove(self, story: Held) -> None:
        """Let *story* be found no more."""
        asked = [member.terms[: self._asked] for member in story.members]
        if not asked:
            return
        terms = asked[0] if len(asked) == 1 else np.unique(np.concatenate(asked))
        rows = self._rows_of(terms)
        for pool, sign in ((self._short, 1), (self._long, -1)):
            here = (rows * sign > 0).nonzero()[0]
            for k in here[pool.drop(rows[here] * sign, story.number)]:
                pool.give(int(rows[k]) * sign)
                self._rows[terms[k]] = 0


_NOTHING = np.zeros(0, np.uint32), np.zeros(0, np.int64)
