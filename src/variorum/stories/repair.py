"""Repairs: what the stream would do otherwise now that it knows more. One story at a time, at bounded cost."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from variorum.stories.book import Book
from variorum.stories.held import Held, Member
from variorum.stories.score import Likeness, likenesses

Sums = NDArray[Any]
Flags = NDArray[np.bool_]

SAMPLE = 6
"""Reports of a story by which it is compared with another."""
NEIGHBOURS = 3
"""Stories looked up for each of them."""
ROUNDS = 3
"""Times that the reports of a story are dealt out to two parts before the parts are compared."""
FEWEST = 3
"""Reports of a story that may be split."""


class Merge(NamedTuple):
    """A story that belongs to another one."""

    story: Held
    into: Held
    likeness: Likeness


class Split(NamedTuple):
    """Reports of a story that do not belong to the others."""

    reports: tuple[str, ...]
    likeness: Likeness


def merge_for(story: Held, book: Book, apart: frozenset[tuple[str, str]] = frozenset()) -> Merge | None:
    """The merge of *story* with the one that it is most like, if the two are likely one.

    The reports of the smaller are scored against the larger as if each had just come; the mean decides
    (average linkage).

    Args:
        story: an open story.
        book: all of them.
        apart: pairs of stories, by id, that are not to be merged.
    """
    sample = spread(story.members)
    near = dict.fromkeys(
        n for member in sample for n in book.index.near(member, NEIGHBOURS, but=story.number)
    )
    others = [s for s in map(book.stories.__getitem__, near) if pair(story.id, s.id) not in apart]
    larger = [other for other in others if _size(story) < _size(other)]
    into = dict(zip((other.number for other in larger), mean_likenesses(sample, larger, book), strict=True))
    found: Merge | None = None
    for other in others:
        mean = into.get(other.number)
        if mean is not None:
            merge = Merge(story, other, mean)
        else:
            merge = Merge(other, story, mean_likenesses(spread(other.members), (story,), book)[0])
        if found is None or merge.likeness.log_odds > found.likeness.log_odds:
            found = merge
    return found if found and found.likeness.log_odds >= book.numbers.threshold else None


def _size(story: Held) -> tuple[int, int]:
    """What the smaller of two stories has less of; of equal ones the newer is the smaller."""
    return len(story.members), -story.number


def pair(one: str, other: str) -> tuple[str, str]:
    """Two ids, in their order."""
    return (one, other) if one < other else (other, one)


def mean_likenesses(members: Sequence[Member], stories: Sequence[Held], book: Book) -> tuple[Likeness, ...]:
    """The mean likeness of *members* and each of *stories*, in none of which they are."""
    each = [likenesses(member, stories, book.words, book.numbers) for member in members]
    if len(each) == 1:
        return each[0]
    return tuple(
        Likeness(*(sum(values) / len(each) for values in zip(*found, strict=True)))
        for found in zip(*each, strict=True)
    )


def spread(members: Sequence[Member]) -> list[Member]:
    """At most six of the members, at even steps from the first to the last."""
    if len(members) <= SAMPLE:
        return list(members)
    return [members[k * (len(members) - 1) // (SAMPLE - 1)] for k in range(SAMPLE)]


def split_for(story: Held, book: Book) -> Split | None:
    """The split of *story* into two parts, if these are not likely one story.

    The report that fits least opens the second part; the others are dealt out to the part that they are more
    like, on average, three times over. The smaller part leaves if its likeness to the larger is below the threshold
    by the margin of the settings.
    """
    if len(story.members) < FEWEST:
        return None
    away = _away(story)
    kept = [member for member in story.members if member.place not in away]
    gone = [member for member in story.members if member.place in away]
    if len(gone) > len(kept):
        kept, gone = gone, kept
    if not gone:
        return None
    rest = Held(-1, story.id)
    rest.refill(kept)
    mean = mean_likenesses(spread(gone), (rest,), book)[0]
    if mean.log_odds >= book.numbers.threshold - book.numbers.split_margin:
        return None
    return Split(tuple(member.report for member in gone), mean)


def _away(story: Held) -> set[int]:
    """The places of the reports of the second part."""
    members = story.members
    owner = np.repeat(np.arange(len(members)), [len(m.terms) for m in members])
    weights = np.concatenate([m.weights for m in members]).astype(np.float64)  # whole numbers: sums are exact
    _, term = np.unique(np.concatenate([m.terms for m in members]), return_inverse=True)
    whole, norms = np.bincount(term, weights), np.bincount(owner, weights * weights, len(members))

    def dots(sums: Sums) -> Sums:
        return np.bincount(owner, weights * sums[term], len(members))

    second = np.zeros(len(members), np.bool_)
    second[dots(whole).argmin()] = True
    for _ in range(ROUNDS):
        there = np.bincount(term, weights * second[owner], len(whole))
        closer = _closer(dots(whole - there), dots(there), norms, second)
        if (closer == second).all() or not closer.any() or closer.all():
            break
        second = closer
    return {member.place for member, gone in zip(members, second, strict=True) if gone}


def _closer(to_first: Sums, to_second: Sums, norms: Sums, second: Flags) -> Flags:
    """Which reports are more like the second part than the first, each left out of its own.

    Args:
        to_first: products with the sum of the first part.
        to_second: those with the sum of the second.
        norms: products with themselves.
        second: which reports are in the second part.
    """
    most = int(second.sum())
    sizes = len(second) - most, most
    own = np.where(second, to_second, to_first) - norms
    others = np.where(second, sizes[1], sizes[0]) - 1
    other = np.where(second, to_first / sizes[0], to_second / sizes[1])
    stays = (others == 0) | (own >= other * others)  # alone, it opened the part
    closer: Flags = stays == second
    return closer
