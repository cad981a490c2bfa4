"""What speaks against a difference of joined claims: words that tell two things apart, and the reader of pairs."""

from collections.abc import Iterator

from variorum.collate.context import Context
from variorum.collate.counterparts.loci import Sort
from variorum.collate.counterparts.pairing import Counterparts, Placed
from variorum.collate.judge.cases import Case
from variorum.collate.judge.common import SET_APART
from variorum.collate.judge.difference import asides, scenes
from variorum.collate.together import values_together
from variorum.model import Finding, Slot

UNLIKELY, UNLIKELY_TIMES = -3.5, -1.25
"""Log odds by the reader below which two amounts, or two times, answer two questions, whatever else the two share.

Set on written events that it had not seen: of 19 right differences of times found by their surroundings none was below,
and 7 of 18 wrong ones; of 59 right ones of amounts none. Of the differences of joined claims in 480 other such events
three of times are below, all wrong, and none of amounts."""
TIMES = frozenset({Sort.DAY, Sort.CLOCK, Sort.DURATION})
FEW, NEARLY = 3, 0.75
"""Words that two sentences share, and their share of all, from which they are nearly one: of such the reader has read
too few to be believed where it is not sure."""
_APART = (asides.of_another_extent, scenes.another_in_a_row, scenes.first_and_last)
"""Doubts that no right difference of joined claims has in those events."""


def objects(pair: Counterparts, answer: float) -> bool:
    """Whether the reader's answer speaks against a difference of two values.

    Args:
        pair: the two values.
        answer: the reader's log odds that one value would fill both gaps.
    """
    doubtful = pair.one.sort in TIMES and not nearly_one(pair)
    return answer < (UNLIKELY_TIMES if doubtful else UNLIKELY)


def nearly_one(pair: Counterparts) -> bool:
    """Whether the sentences of two values say nearly the same in the same words."""
    one, two = pair.one.words, pair.two.words
    return len(one & two) >= max(FEW, NEARLY * len(one | two))


def objected(ctx: Context, found: Finding, placed: Placed) -> bool:
    """Whether every two values that a difference of joined claims stands on are of two things, by words or the reader.

    Where no two of its values were placed side by side, nothing is said.
    """
    if found.kind not in SET_APART or found.slot not in (Slot.QUANTITY, Slot.TIME):
        return False
    pairs = list(_pairs(found, placed))
    return bool(pairs) and all(_two_things(Case(ctx, p, placed.every)) for p in pairs)


def _two_things(case: Case) -> bool:
    if any(apart(case) for apart in _APART):
        return True
    if case.pair.one.sort not in TIMES:
        return False  # of amounts of joined claims the reader has never doubted a wrong one
    answer = values_together(case.ctx, *case.both)
    return answer is not None and objects(case.pair, answer)


def _pairs(found: Finding, placed: Placed) -> Iterator[Counterparts]:
    """The pairs of unlike values of which each stands on another reading."""
    held = [(k, a.report_id, a.span) for k, r in enumerate(found.readings) for a in r.anchors]
    for pair in placed.apart:
        one, two = (
            {k for k, report, span in held if report == x.report_id and span.overlaps(x.value.span)}
            for x in (pair.one, pair.two)
        )
        if one and two and not one & two:
            yield pair
