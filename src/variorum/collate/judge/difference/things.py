"""What may explain that two amounts differ: they count two things, or one is not all of it."""

from itertools import combinations

from variorum.collate.counterparts.features import like_nouns, like_topics
from variorum.collate.counterparts.loci import Locus, Sort
from variorum.collate.judge.cases import Case, digits, lemmas, near, ratio, size
from variorum.collate.judge.quantities import joined_with, sums_up
from variorum.collate.judge.wholes import both_hold
from variorum.collate.lists import words
from variorum.model import Measure, Quantity

RATIO = {Sort.COUNT: 5.0, Sort.MONEY: 5.0, Sort.PERCENT: 4.0, Sort.UNIT: 3.0, Sort.DURATION: 12.0}
"""How many times the lower the higher may be: beyond, they are probably two things."""
ROUNDED = 1.2
"""How many times the lower the higher may be where a rounding explains it."""
_CLIMB = 6
AMOUNTS = (Sort.COUNT, Sort.MONEY, Sort.PERCENT, Sort.UNIT)


def unlike_things(case: Case) -> bool:
    """They count two kinds of thing."""
    one, two = case.both
    counted = one.sort in (Sort.COUNT, Sort.PERCENT, Sort.UNIT)
    return counted and bool(one.noun and two.noun) and not like_nouns(one.noun, two.noun)


def thing_in_one_only(case: Case) -> bool:
    """One says what it counts, the other does not."""
    one, two = case.both
    return one.sort is Sort.COUNT and (one.noun is None) != (two.noun is None)


def kind_and_anybody(case: Case) -> bool:
    """One counts a kind of persons (*two men*) and the other persons of any kind (*three people*)."""
    one, two = case.both
    kinds = words()["gendered"] | words()["part_of_a_toll"]
    return one.sort is Sort.COUNT and one.noun != two.noun and bool({one.noun, two.noun} & kinds)


def shares_of_two(case: Case) -> bool:
    """They are shares of two named ones."""
    one, two = case.both
    return one.sort is Sort.PERCENT and bool(one.figures and two.figures) and not one.figures & two.figures


def killed_in_one_only(case: Case) -> bool:
    """One counts the dead, the other does not."""
    one, two = case.both
    told = one.sort is Sort.COUNT and bool(one.classes and two.classes)
    return told and ("kill" in one.classes) != ("kill" in two.classes)


def unlike_topics(case: Case) -> bool:
    """They measure two things (*a fine*, *a loan*)."""
    one, two = case.both
    measured = one.sort in (Sort.UNIT, Sort.MONEY) and one.topic is not None and two.topic is not None
    return measured and not like_topics(one.topic or "", two.topic or "")


def another_order_of_size(case: Case) -> bool:
    """One is many times the other."""
    one, two = case.both
    return one.sort in RATIO and ratio(one, two) > RATIO[one.sort]


def other_holders(case: Case) -> bool:
    """They measure two things told by two nouns (*the peak is 6,480 metres high*, *the camp is 3,900 metres high*)."""
    if case.pair.one.sort not in (Sort.UNIT, Sort.DURATION):
        return False
    held = [_holder(case, x) for x in case.both]
    return (
        None not in held
        and not like_nouns(held[0], held[1])
        and not like_topics(held[0] or "", held[1] or "")
    )


def _holder(case: Case, locus: Locus) -> str | None:
    """The common noun that a measure is told of: what it stands behind, or the subject of its verb; else ``None``."""
    if locus.topic is not None:
        return None  # "a depth of 9 km" says what it measures
    parse = case.ctx.layers[locus.report_id].parse
    own = {t.index for t in parse.tokens_in(locus.value.span)}
    token = parse.tokens[locus.head]
    for _ in range(_CLIMB):
        if token.pos in ("VERB", "AUX"):
            break
        if token.pos == "NOUN" and token.index not in own and token.dep != "npadvmod":
            return token.lemma.lower() if token.index < min(own) else None
        if token.head == token.index:
            return None
        token = parse.tokens[token.head]
    kids = [parse.tokens[k] for k in parse.children[token.index]]
    subjects = [k for k in kids if k.dep in ("nsubj", "nsubjpass")]
    return subjects[0].lemma.lower() if subjects and subjects[0].pos == "NOUN" else None


def only_expected(case: Case) -> bool:
    """One is forecast, due or allowed, the other is not (*was forecast*, *fell*; *licensed to carry*, *carrying*)."""
    told = [bool(near(case.ctx, x) & words()["expected"]) or _to_come(case, x) for x in case.both]
    return told[0] != told[1]


def _to_come(case: Case, locus: Locus) -> bool:
    """Whether the verb that a value hangs on has *will*, *must* or their like."""
    parse = case.ctx.layers[locus.report_id].parse
    token = parse.tokens[locus.head]
    for _ in range(_CLIMB):
        if token.pos in ("VERB", "AUX"):
            kids = (parse.tokens[k].lemma.lower() for k in parse.children[token.index])
            return bool(set(kids) & words()["modal"])
        if token.head == token.index:
            return False
        token = parse.tokens[token.head]
    return False


def rounding(case: Case) -> bool:
    """They lie so near that a rounding explains it."""
    one, two = case.both
    loose = one.sort is Sort.DURATION or (
        one.sort in AMOUNTS and one.sort is not Sort.COUNT and min(len(digits(x)) for x in case.both) < 2
    )
    return loose and ratio(one, two) < ROUNDED


def part(case: Case) -> bool:
    """One is told as a part of a whole."""
    return any(x.partial or (isinstance(x.value, Quantity) and " of " in x.item.value) for x in case.both)


def both_may_hold(case: Case) -> bool:
    """A narrower kind, place or time, or a sum asked and one paid."""
    one, two = (x.item for x in case.both)
    return case.pair.one.sort in AMOUNTS and both_hold(case.ctx, one, two)


def sum_of_both(case: Case) -> bool:
    """One counts those of two happenings together."""
    return case.pair.one.sort is Sort.COUNT and any(sums_up(case.ctx, x.item) for x in case.both)


def joined_with_another(case: Case) -> bool:
    """One counts people beside somebody named (*Anna Berg and two others*)."""
    anybody = words()["anyone"] | {None}
    return any(
        isinstance(x.value, Quantity)
        and x.sort is Sort.COUNT
        and joined_with(case.ctx, x.report_id, x.value)
        and x.noun in anybody
        for x in case.both
    )


def sum_of_others(case: Case) -> bool:
    """One is the sum of values that the other's sentence lists."""
    for x, y in case.ways:
        beside = [size(z) for z in case.every
                  if (z.report_id, z.sort, z.sentence) == (y.report_id, x.sort, y.sentence)]  # fmt: skip
        summed = x.sort is not Sort.CLOCK and x.sort is not Sort.DAY
        if summed and any(sum(some) == size(x) for n in (2, 3) for some in combinations(beside, n)):
            return True
    return False


def provisional(case: Case) -> bool:
    """One is told as preliminary or as set right since (*a preliminary 6.3*, *revised to 6.1*)."""
    return any(near(case.ctx, x) & words()["provisional"] for x in case.both)


def left_or_held(case: Case) -> bool:
    """A count is of what is left, of what a place can hold, or of some of several that its sentence tells of.

    *Still without power*, *seats 42,000*, *two went to one hospital, a third to another*.
    """
    return case.pair.one.sort is Sort.COUNT and any(_left_or_held(case, x) for x in case.both)


def _left_or_held(case: Case, locus: Locus) -> bool:
    listed = lemmas(case.ctx, locus) & words()["one_of_several"] - {"one", "other"}
    left = near(case.ctx, locus) & words()["left_over"]
    return bool(left or listed) or locus.verb in words()["capacity"]


def no_count(case: Case) -> bool:
    """*Four times*, *dozens*, *half*: no number of its own that another could contradict."""
    return any(x.noun in words()["no_count"] or _vague(x.value) for x in case.both)


def _vague(value: object) -> bool:
    if not isinstance(value, Quantity):
        return False
    broken = value.measure is Measure.COUNT and value.stated != int(value.stated)
    return broken or (value.approx and value.low is not None and value.low > value.stated)
