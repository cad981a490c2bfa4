"""What speaks for and against two values' answering one question and not both holding, by named features."""

import math
from collections.abc import Callable

from variorum.collate.counterparts.features import like_nouns
from variorum.collate.counterparts.loci import Locus, Sort, Standing, standing
from variorum.collate.judge.cases import Case, digits, ratio
from variorum.collate.judge.dated import days_told, one_hour
from variorum.collate.judge.difference import asides, moments, scenes, things
from variorum.collate.score import days_apart
from variorum.model import Timex

DAYS = 10
"""Days between two days beyond which more says nothing."""
LARGEST = 5.0
"""Natural logarithm of how many times the lower the higher is beyond which more says nothing."""
ALONE = frozenset({"alone", "day: alone"})
FULL = 8
"""Sentences from which it says something that a report has no other value of the kind."""
SLIP_TIMES = 5.0
"""How many times the lower the higher may be for a slip of the pen."""
Question = Callable[[Case], bool]
COMPATIBLE: dict[str, Question] = {
    "a rounding": things.rounding,
    "another order of size": things.another_order_of_size,
    "no count": things.no_count,
    "minutes rounded": moments.minutes_rounded,
    "whole hours of a zone": moments.whole_hours_of_a_zone,
    "hours apart": moments.hours_apart,
    "bounds": moments.bounds,
    "vague": moments.vague,
    "given twice": scenes.given_twice,
    "killer counted": scenes.killer_counted,
    "weeks between the reports": scenes.weeks_between,
    "provisional": things.provisional,
    "days of two things": days_told,
}
"""What makes a difference none, by name: both values may hold of one thing, or a day dates the report (a dateline)."""
DOUBTS: dict[str, Question] = {
    "both may hold": things.both_may_hold,
    "other holders": things.other_holders,
    "only expected in one": things.only_expected,
    "a sum of two": things.sum_of_both,
    "a sum of others": things.sum_of_others,
    "left over or held": things.left_or_held,
    "a kind and anybody": things.kind_and_anybody,
    "killed in one only": things.killed_in_one_only,
    "shares of two": things.shares_of_two,
    "another stage": moments.another_stage,
    "unlike deeds far off": moments.far_off,
    "of a posting": moments.of_a_posting,
    "of another scope": scenes.of_another_scope,
    "another in a row": scenes.another_in_a_row,
    "told in two modes": scenes.other_modes,
    "two deeds": scenes.two_deeds,
    "dated apart": scenes.dated_apart,
    "other persons": scenes.other_persons,
    "two differences": scenes.two_differences,
    "joined with another": things.joined_with_another,
    "unlike topics": things.unlike_topics,
    "in two places": asides.in_two_places,
    "of another extent": asides.of_another_extent,
    "unlike things": things.unlike_things,
    "thing told in one only": things.thing_in_one_only,
    "a part": things.part,
    "from another moment": moments.from_another_moment,
    "as a frame": moments.as_a_frame,
    "nothing ties them": scenes.untied,
}
"""What may explain a difference by there being two things, and is weighed with the rest."""
FURTHER: dict[str, Question] = {
    "first and last": scenes.first_and_last,
    "long past in one only": scenes.long_past_in_one_only,
    "deeds of two classes": scenes.deeds_of_two_classes,
    "days of no one deed": moments.days_untied,
}
"""The same, of which nothing is asked where their surroundings place both values surely (``placed``)."""


def compatible(case: Case) -> bool:
    """Whether both values may hold of one thing, or one of them has its equal in the other report."""
    return case.pair.met or any(may(case) for may in COMPATIBLE.values())


def doubted(case: Case) -> bool:
    """Whether anything may explain the difference of two values that their surroundings place surely."""
    return any(doubts(case) for doubts in DOUBTS.values())


def features(case: Case, *, placed: bool = False) -> dict[str, float]:
    """The features of a case with their strength, 0 to 1 (``size`` to ``LARGEST``).

    Args:
        case: two values that cannot both hold of one thing.
        placed: whether their surroundings place both surely; then ``FURTHER`` is not asked, and it counts in full that
            a report has no other value of the kind, however short it is.
    """
    asked = DOUBTS if placed else DOUBTS | FURTHER
    found = {f"doubt: {name}": 1.0 for name, doubts in asked.items() if doubts(case)}
    return ties(case, placed=placed) | found


def ties(case: Case, *, placed: bool = False) -> dict[str, float]:
    """The features of a case without its doubts, which only speak against one question."""
    one, two = case.both
    out = dict(case.pair.features)
    for name in ALONE & set(out) if not placed else ():
        out[name] *= min(1.0, shortest(case) / FULL)
    out |= asides.asides(case)
    out |= _distance(case)
    out["word before both"] = float(_beside(case, one, -1) == _beside(case, two, -1))
    out["word behind both"] = float(_beside(case, one, 1) == _beside(case, two, 1))
    out["another value in both"] = float(_another_shared(case))
    out["same digits in another order"] = float(transposed(case))
    out["same hour"] = float(one_hour(*case.both))
    return {name: value for name, value in out.items() if value}


def _distance(case: Case) -> dict[str, float]:
    """How far apart they are: amounts by the logarithm of their ratio, times by their share of the most."""
    one, two = case.both
    if one.sort is Sort.CLOCK:
        return {"size: hours": min(1.0, moments.minutes(case) / (60 * moments.HOURS))}
    if isinstance(one.value, Timex) and isinstance(two.value, Timex) and one.sort is Sort.DAY:
        return {"size: days": min(1.0, (days_apart(one.value, two.value) or 0.0) / DAYS)}
    times = ratio(one, two)
    return {"size": min(math.log(times), LARGEST) if 0 < times < math.inf else LARGEST}


def shortest(case: Case) -> int:
    """Sentences of the shorter report."""
    return min(len(case.ctx.layers[x.report_id].parse.sentences) for x in case.both)


def _beside(case: Case, locus: Locus, step: int) -> str:
    """The lemma next to a value in its sentence, or a word of its own where there is none."""
    parse = case.ctx.layers[locus.report_id].parse
    inside = parse.tokens_in(locus.value.span)
    at = inside[0].index - 1 if step < 0 else inside[-1].index + 1
    first, last = parse.sentences[locus.sentence]
    return parse.tokens[at].lemma.lower() if first <= at < last else f"none in {locus.report_id}"


def transposed(case: Case) -> bool:
    """Whether two numbers of one length have the same digits in another order (*148*, *184*): a slip of the pen."""
    a, b = (digits(x) for x in case.both)
    return len(a) == len(b) > 1 and a != b and sorted(a) == sorted(b) and ratio(*case.both) < SLIP_TIMES


def _another_shared(case: Case) -> bool:
    """Whether their sentences have another value in common."""
    one, two = case.both
    held = [
        [z for z in case.every if (z.report_id, z.sentence) == (x.report_id, x.sentence) and z is not x]
        for x in case.both
    ]
    return any(
        a.sort is b.sort and a.family == b.family and standing(case.ctx, a, b) is Standing.EQUAL
        and (a.item.span != one.item.span and b.item.span != two.item.span)
        and like_nouns(a.noun, b.noun)
        for a in held[0] for b in held[1]
    )  # fmt: skip
