"""Stories found by their terms, against a plain index that forgets nothing it should keep."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from variorum.stories.held import Held, Member
from variorum.stories.index import SHORT, WORTH, Index
from variorum.stories.vectors import SCALE

WIDTH = 6


def member(name: str, terms: list[int], place: int = 0) -> Member:
    """A report with equal weights."""
    weight = int(SCALE / max(1, len(terms)) ** 0.5)
    return Member(name, np.array(terms, np.uint32), np.full(len(terms), weight, np.uint16), (), place, None)


def plainly(posted: dict[int, dict[int, int]], asked: Member, most: int) -> list[int]:
    """What shares the most weight, worked out with dictionaries: the oracle."""
    shares: dict[int, int] = {}
    for term, weight in zip(asked.terms.tolist(), asked.weights.tolist(), strict=True):
        for story, there in posted.get(term, {}).items():
            shares[story] = shares.get(story, 0) + weight * there
    best = sorted(shares, key=lambda s: (-shares[s], s))[:most]
    return [s for s in best if shares[s] >= shares[best[0]] * WORTH]


TERMS = st.lists(st.integers(1, 8), unique=True, min_size=1, max_size=4)
STEPS = st.lists(st.tuples(TERMS, st.booleans()), min_size=1, max_size=40)


@given(STEPS, TERMS)
def test_the_index_finds_what_a_plain_one_finds(
    steps: list[tuple[list[int], bool]], asked: list[int]
) -> None:
    """Posted, evicted, removed: after any history the pools of rows hold what dictionaries of bounded width hold."""
    index, posted = Index(asked=4, width=WIDTH), dict[int, dict[int, int]]()
    open_: list[Held] = []
    for number, (terms, close) in enumerate(steps):
        story, one = Held(number, str(number)), member(str(number), terms)
        story.add(one)
        index.post(story, one)
        open_.append(story)
        for term, weight in zip(terms, one.weights.tolist(), strict=True):
            row = posted.setdefault(term, {})
            if len(row) >= WIDTH:
                del row[next(iter(row))]
            row[number] = weight
        if close:
            old = open_.pop(0)
            index.remove(old)
            for row in posted.values():
                row.pop(old.number, None)
    assert index.near(member("x", asked), 5) == plainly(posted, member("x", asked), 5)


def test_a_story_is_left_out_when_asked() -> None:
    """The story that asks does not find itself, and takes nobody's place."""
    index = Index(asked=4, width=WIDTH)
    for number in range(SHORT + 2):
        story, one = Held(number, str(number)), member(str(number), [1, 2])
        story.add(one)
        index.post(story, one)
    assert index.near(member("x", [1]), 2, but=0) == [1, 2]
    assert index.near(member("x", [7]), 2) == []


def test_a_story_that_comes_again_is_the_latest() -> None:
    """Of a full row the story that waited longest makes room, and one that was posted again did not wait."""
    index, stories = Index(asked=1, width=WIDTH), []
    for number in range(WIDTH):
        stories.append(Held(number, str(number)))
        stories[-1].add(member(str(number), [1], number))
        index.post(stories[-1], stories[-1].members[0])
    again = member("again", [1], WIDTH)
    stories[0].add(again)
    index.post(stories[0], again)
    last = Held(WIDTH, "last")
    last.add(member("last", [1], WIDTH + 1))
    index.post(last, last.members[0])
    assert set(index.near(member("x", [1]), 10)) == {0, 2, 3, 4, 5, 6}
