"""Counterparts: the pairs of values of two reports that choose one another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from variorum.collate.context import Context
from variorum.collate.counterparts.features import features, like_nouns
from variorum.collate.counterparts.loci import Locus, Standing, loci, standing
from variorum.collate.counterparts.model import odds
from variorum.model import Quantity

LOOSE = 1.5
"""How many times the other a bound may be to answer the question that it answers."""


@dataclass(frozen=True, slots=True)
class Counterparts:
    """Two values of two reports, how they stand, and the log odds that they answer one question."""

    one: Locus
    two: Locus
    standing: Standing
    odds: float
    features: tuple[tuple[str, float], ...]


def counterparts(ctx: Context) -> tuple[tuple[Locus, ...], tuple[Counterparts, ...]]:
    """All loci, and for each two reports the pairs in which each value is the other's best, surest first.

    A value that has its equal in the other report chooses among those alone.
    """
    every = loci(ctx)
    by_report: dict[str, list[Locus]] = {}
    for x in every:
        by_report.setdefault(x.report_id, []).append(x)
    found = [p for r, s in combinations(by_report, 2) for p in _between(ctx, by_report[r], by_report[s])]
    found.sort(key=lambda p: (-p.odds, ctx.order[p.one.report_id], p.one.item.span, p.two.item.span))
    return every, tuple(found)


def _between(ctx: Context, ones: Sequence[Locus], twos: Sequence[Locus]) -> list[Counterparts]:
    stand = {
        (i, j): standing(ctx, x, y) for i, x in enumerate(ones) for j, y in enumerate(twos) if _kin(x, y)
    }
    met = [{i for (i, j), how in stand.items() if _answers(how, ones[i], twos[j])},
           {j for (i, j), how in stand.items() if _answers(how, ones[i], twos[j])}]  # fmt: skip
    pairs = []
    for (i, j), how in stand.items():
        apart = how is Standing.APART
        if (
            how is Standing.UNSURE
            or _loosely(how, ones[i], twos[j])
            or (apart and (i in met[0] or j in met[1]))
        ):
            continue
        rivals = _rivals((ones, twos), stand, met, i, j) if apart else 0
        found = features(ctx, ones[i], twos[j], rivals=rivals)
        pairs.append((odds(found), i, j, how, found))
    return list(_mutual(pairs, ones, twos))


def _loosely(how: Standing, one: Locus, two: Locus) -> bool:
    """Whether a bound (*more than $20,000*) fits a value only because it leaves so much open."""
    if how is not Standing.FITS or not isinstance(one.value, Quantity) or not isinstance(two.value, Quantity):
        return False
    low, high = sorted((abs(one.value.stated), abs(two.value.stated)))
    bound = any(None in (q.low, q.high) for q in (one.value, two.value))
    return bound and high > LOOSE * low


def _answers(how: Standing, one: Locus, two: Locus) -> bool:
    """Whether a value has its like in the other report: the same number of like things, whatever is said of them."""
    return how is Standing.EQUAL and like_nouns(one.noun, two.noun)


def _mutual(
    pairs: Sequence[tuple[float, int, int, Standing, dict[str, float]]],
    ones: Sequence[Locus],
    twos: Sequence[Locus],
) -> Iterator[Counterparts]:
    top: dict[tuple[int, int], float] = {}
    for total, i, j, _, _ in pairs:
        for side in ((0, i), (1, j)):
            top[side] = max(total, top.get(side, total))
    for total, i, j, how, found in pairs:
        if total >= top[0, i] and total >= top[1, j]:
            yield Counterparts(ones[i], twos[j], how, total, tuple(sorted(found.items())))


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
