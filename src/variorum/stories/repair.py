"""Repairs: what the stream would do otherwise now that it knows more. One story at a time, at bounded cost."""

from collections.abc import Sequence
from typing import NamedTuple

from variorum.stories.book import Book
from variorum.stories.held import Held, Member
from variorum.stories.score import Likeness, dot, likeness

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
        n for member in sample for n in book.index.near(member.vector, NEIGHBOURS, but=story.number)
    )
    found: Merge | None = None
    for number in near:
        other = book.stories[number]
        if pair(story.id, other.id) in apart:
            continue
        small, large = sorted((story, other), key=lambda s: (len(s.members), -s.number))
        mean = mean_likeness(sample if small is story else spread(small.members), large, book)
        if found is None or mean.log_odds > found.likeness.log_odds:
            found = Merge(small, large, mean)
    return found if found and found.likeness.log_odds >= book.numbers.threshold else None


def pair(one: str, other: str) -> tuple[str, str]:
    """Two ids, in their order."""
    return (one, other) if one < other else (other, one)


def mean_likeness(members: Sequence[Member], story: Held, book: Book) -> Likeness:
    """The mean likeness of *members* and *story*, in which none of them is."""
    each = [likeness(member, story, book.words, book.numbers) for member in members]
    return Likeness(*(sum(values) / len(each) for values in zip(*each, strict=True)))


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
    mean = mean_likeness(spread(gone), rest, book)
    if mean.log_odds >= book.numbers.threshold - book.numbers.split_margin:
        return None
    return Split(tuple(member.report for member in gone), mean)


def _away(story: Held) -> set[int]:
    """The places of the reports of the second part."""
    members = story.members
    away = {min(members, key=lambda m: (dot(m.vector, story.sums), m.place)).place}
    for _ in range(ROUNDS):
        parts = Held(-1, ""), Held(-1, "")
        for member in members:
            parts[member.place in away].add(member)
        closer = {member.place for member in members if _closer(member, *parts, second=member.place in away)}
        if closer == away or not closer or len(closer) == len(members):
            break
        away = closer
    return away


def _closer(member: Member, first: Held, second_part: Held, *, second: bool) -> bool:
    """Whether *member* is more like the second part than the first, itself left out of its own."""
    here, there = (second_part, first) if second else (first, second_part)
    if len(here.members) == 1:  # it opened the part
        return second
    own = (dot(member.vector, here.sums) - 1.0) / (len(here.members) - 1)
    other = dot(member.vector, there.sums) / len(there.members)
    return (own >= other) == second
