"""Whether two values are placed so surely by their surroundings that a lower bar does: what ties them, by sort.

Set by hand, where few of the pairs read on the development halves of real reports were wrong (decision 013).
"""

from collections.abc import Collection

from variorum.collate.counterparts.loci import Sort
from variorum.collate.counterparts.pairing import Counterparts
from variorum.collate.judge.cases import Case, named
from variorum.collate.judge.dated import one_hour
from variorum.collate.judge.difference.features import transposed
from variorum.collate.judge.difference.moments import TIES

SURE = {Sort.COUNT: 0.0, Sort.MONEY: -0.5, Sort.PERCENT: 0.5, Sort.UNIT: 0.3, Sort.CLOCK: -0.75, Sort.DAY: -0.5,
        Sort.DURATION: 0.5}  # fmt: skip
"""Log odds of the surroundings (``collate/counterparts``) from which two values of a sort are placed surely."""
SURE_UNTIED = {**SURE, Sort.COUNT: 0.6, Sort.DAY: 0.2}
"""The same where neither verb, noun nor incident is one in both."""
SURE_IN_OPENING = -0.5
"""The same where each is its report's only one of its unit, in the opening that tells what happened."""
SURE_OF_WORDS = -0.5
"""The same where the sentences share most of their rare words."""
SURE_TO_GROW = -0.25
"""The same where the later report has more: an update at most."""
SURE_OF_DATE = -1.3
"""The same for two dates of the calendar: few other things are dated within days of one another."""
SHARED = 0.7
"""Share of the rarer words of both sentences that counts as most."""
SHARED_NEAR = 0.6
"""Rarity of a word near both values that goes with it."""
ALONE = 0.5
"""One rival at most."""
SLIP, SAME_HOUR = 1.0, 1.0
"""Log odds that the same digits in another order, and one clock time at two days, add."""


def placed_surely(case: Case, mutual: Collection[int], *, grows: bool) -> bool:
    """Whether two values choose one another, and their surroundings share enough for their sort.

    Args:
        case: the two values.
        mutual: the identities of the pairs that choose one another.
        grows: whether the later report has more of what grows.
    """
    pair = case.pair
    if id(pair) not in mutual:
        return False
    slip = SLIP if transposed(case) else 0.0
    return pair.odds + slip + (SAME_HOUR if one_hour(*case.both) else 0.0) >= _needed(pair, grows=grows)


def _needed(pair: Counterparts, *, grows: bool) -> float:
    held = named(pair)
    if grows:
        return SURE_TO_GROW
    if pair.one.family == pair.two.family == "date":
        return SURE_OF_DATE
    told = pair.one.sort in (Sort.UNIT, Sort.MONEY, Sort.CLOCK)
    if told and "both in the opening" in held and held["alone"] >= ALONE:
        return SURE_IN_OPENING
    shared = held.get("words of both sentences", 0.0) >= SHARED
    shared = shared and held.get("rarest word near both", 0.0) >= SHARED_NEAR
    if shared and pair.one.sort is not Sort.COUNT:
        return SURE_OF_WORDS
    return (SURE if TIES & set(held) else SURE_UNTIED)[pair.one.sort]
