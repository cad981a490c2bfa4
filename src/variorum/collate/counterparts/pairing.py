"""Counterparts: the pairs of values of two reports that choose one another, or may answer one question and differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from variorum.collate.context import Context
from variorum.collate.counterparts.features import features, like_nouns
from variorum.collate.counterparts.loci import Locus, Standing, loci, standing
from variorum.collate.counterparts.model import odds
from variorum.model import Quantity
from variorum.text import Span

FLOOR = -3.5
"""Log odds below which two values that differ are not looked at: of the written events' 92 in 100 of those that answer
one question lie above, and half of the others."""
LOOSE = 1.5
"""How many times the other a bound may be to answer the question that it answers."""


@dataclass(frozen=True, slots=True)
class Counterparts:
    """Two values of two reports, how they stand, and the log odds that they answer one question.

    ``met`` says whether either has its equal in the other report.
    """

    one: Locus
    two: Locus
    standing: Standing
    odds: float
    features: tuple[tuple[str, float], ...]
    met: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """The values of a story, and their pairs, surest first: those that choose one another, and those that differ."""

    every: tuple[Locus, ...]
    mutual: tuple[Counterparts, ...]
    apart: tuple[Counterparts, ...]


def counterparts(ctx: Context) -> Placed:
    """All loci; for each two reports the pairs in which each value is the other's best; and all that stand apart.

    A value that has its equal in the other report chooses among those alone.
    """
    every = loci(ctx)
    by_report: dict[str, list[Locus]] = {}
    for x in every:
        by_report.setdefault(x.report_id, []).append(x)
    mutual, apart = [], []
    for r, s in combinations(by_report, 2):
        pairs = _between(ctx, by_report[r], by_report[s])
        mutual += _mutual([p for p in pairs if not (p.met and p.standing is Standing.APART)])
        apart += [p for p in pairs if p.standing is Standing.APART and p.odds >= FLOOR]

    def surest(p: Counterparts) -> tuple[float, int, Span, Span]:
        return -p.odds, ctx.order[p.one.report_id], p.one.item.span, p.two.item.span

    return Placed(every, tuple(sorted(mutual, key=surest)), tuple(sorted(apart, key=surest)))


def _between(ctx: Context, ones: Sequence[Locus], twos: Sequence[Locus]) -> list[Counterparts]:
    stand = {
        (i, j): standing(ctx, x, y) for i, x in enumerate(ones) for j, y in enumerate(twos) if _kin(x, y)
    }
    met = [{i for (i, j), how in stand.items() if _answers(how, ones[i], twos[j])},
           {j for (i, j), how in stand.items() if _answers(how, ones[i], twos[j])}]  # fmt: skip
    pairs = []
    for (i, j), how in stand.items():
        if how is Standing.UNSURE or loosely(how, ones[i], twos[j]):
            continue
        rivals = _rivals((ones, twos), stand, met, i, j) if how is Standing.APART else 0
        found = features(ctx, ones[i], twos[j], rivals=rivals)
        answered = i in met[0] or j in met[1]
        pairs.append(Counterparts(ones[i], twos[j], how, odds(found), tuple(sorted(found.items())), answered))
    return pairs


def loosely(how: Standing, one: Locus, two: Locus) -> bool:
    """Whether a bound (*more than $20,000*) fits a value only because it leaves so much open.

    Args:
        how: how the two stand to one another.
        one: a value.
        two: a value of its family.
    """
    if how is not Standing.FITS or not isinstance(one.value, Quantity) or not isinstance(two.value, Quantity):
        return False
    low, high = sorted((abs(one.value.stated), abs(two.value.stated)))
    bound = any(None in (q.low, q.high) for q in (one.value, two.value))
    return bound and high > LOOSE * low


def _answers(how: Standing, one: Locus, two: Locus) -> bool:
    """Whether a value has its like in the other report: the same number of like things, whatever is said of them."""
    return how is Standing.EQUAL and like_nouns(one.noun, two.noun)


def _mutual(pairs: Sequence[Counterparts]) -> list[Counterparts]:
    top: dict[int, float] = {}
    for p in pairs:
        for x in (p.one, p.two):
            top[id(x)] = max(p.odds, top.get(id(x), p.odds))
    return [p for p in pairs if p.odds >= top[id(p.one)] and p.odds >= top[id(p.two)]]


def _kin(one: Locus, two: Locus) -> bool:
    """Whether two values can be compared at all: one sort, one unit or currency."""
    return one.sort is two.sort and one.family == two.family


def _rivals(
    loci_: tuple[Sequence[Locus], Sequence[Locus]],
    stand: dict[tuple[int, int], Standing],
    met: Sequence[set[int]],
    one: int,
    two: int,
) -> int:
    """How many other values that nothing answers could be the counterpart of either: of its unit, and a like noun."""
    ones, twos = loci_
    beside = {j for i, j in stand if i == one and j != two and j not in met[1] and _could(ones[one], twos[j])}
    against = {
        i for i, j in stand if j == two and i != one and i not in met[0] and _could(ones[i], twos[two])
    }
    return len(beside) + len(against)


def _could(one: Locus, two: Locus) -> bool:
    return one.noun is None or two.noun is None or like_nouns(one.noun, two.noun)
