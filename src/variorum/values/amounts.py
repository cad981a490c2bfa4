"""The algebra of quantities: equal, a rounding, a bound that contains, or disjoint."""

import math
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

from variorum.model import Measure, Quantity

_REACHED = 0.75
"""Share of an upper bound below which a number is no more exact reading of it."""
_NEAR = 0.1
"""An approximation (*about 3,000*) covers 10 % on both sides."""
_FAR = 0.25
"""Beyond 25 % it does not; between the two nothing is said."""
_FAR_OPEN = 1.5
"""How many times the other one of two open bounds may be and still be said of the same amount."""
_LARGE = 100
"""The least whole number that is read as a possible rounding of another."""
_SAME_UNITS = 0.005
"""Two measures in different units are equal within 0.5 %."""
_VAGUE_CEILING = 100


class AmountRelation(StrEnum):
    """How one quantity stands to another."""

    EQUAL = "equal"
    ROUNDED = "rounded"
    CONTAINS = "contains"
    WITHIN = "within"
    DISJOINT = "disjoint"
    UNKNOWN = "unknown"


_CONVERSE = {
    AmountRelation.CONTAINS: AmountRelation.WITHIN,
    AmountRelation.WITHIN: AmountRelation.CONTAINS,
}


@dataclass(frozen=True, slots=True)
class _Extent:
    """A quantity in its family's base unit; open ends are infinite."""

    low: float
    high: float
    stated: float
    approx: bool
    strict: bool
    vague: bool
    grain: float
    """The unit of the last digit that the number is read to state."""

    @property
    def point(self) -> bool:
        return self.low == self.high


@lru_cache(maxsize=1)
def _conversions() -> dict[str, tuple[str, float, float]]:
    text = (files(__package__) / "data" / "conversions.tsv").read_text("utf-8")
    out = {}
    for line in text.splitlines()[1:]:
        unit, family, factor, offset = line.split("\t")
        out[unit] = (family, float(factor), float(offset))
    return out


def compare(a: Quantity, b: Quantity) -> AmountRelation:
    """How *a* stands to *b*; what they count is the caller's business.

    Exact whole numbers that differ are disjoint however close they are (12, 13), unless one of them is a
    rounding: it is 100 or more, ends in zeros, and the other rounds to it at its second figure (1,203
    and 1,200; 2,950 and 3,000; not 2,800 and 3,000, not 48 and 50). Measures, money and percentages round
    at their last written digit too (4 % and 4.2 %). Ages and ordinals never round. *About* covers 10 % on
    both sides, and nothing is said of what lies between 10 % and 25 % away. *More than 3,000* is a rounding
    of 3,012 and contains 4,000, and *more than 4,000* too, since what is counted grows; of *more than $22*
    and *more than $175* nothing is said. Ends that a strict bound excludes by one (*more than 12*, 12) stay
    unknown: reporters round that way. Units of one family are converted; currencies never are.

    Returns:
        ``CONTAINS`` where *a*'s bounds contain *b*; ``UNKNOWN`` where the two are of different measures,
        currencies or families, where one is a change and the other is not, or where nothing can be said.
    """
    if a.change != b.change:
        return AmountRelation.UNKNOWN
    pair = _extents(a, b)
    if pair is None:
        return AmountRelation.UNKNOWN
    left, right = pair
    if a.unit != b.unit and _one_edge(left, right):
        return AmountRelation.EQUAL if left.point and right.point else AmountRelation.ROUNDED
    if left.point and right.point:
        return _points(a, left, b, right)
    if left.vague or right.vague:
        return _vague(left, right)
    if left.point:
        found = _bound_and_point(right, left, a.measure)
        return _CONVERSE.get(found, found)
    if right.point:
        return _bound_and_point(left, right, b.measure)
    if Measure.COUNT not in {a.measure, b.measure} and _open_far_apart(left, right):
        return AmountRelation.UNKNOWN
    return _intervals(left, right)


def _one_edge(one: _Extent, two: _Extent) -> bool:
    """Whether two measures in different units state one number within 0.5 % (*up to 140 km/h*, *87 mph*)."""
    near = abs(one.stated - two.stated) <= _SAME_UNITS * max(abs(one.stated), abs(two.stated))
    return near and not (one.vague or two.vague) and one.stated != 0


def family(quantity: Quantity) -> tuple[str, float, float]:
    """Family, factor and offset to its base unit; a family of its own for what does not convert."""
    unit = quantity.unit or ""
    base, _, per = unit.partition(" per ")
    if unit.startswith("per "):
        base, per = "", unit[4:]
    tail = f" per {per}" if per else ""
    if quantity.measure is Measure.MONEY:
        small = {"cent": ("USD", 0.01), "penny": ("GBP", 0.01)}.get(base, (base, 1.0))
        return f"money {small[0]}{tail}", small[1], 0.0
    if base in _conversions():
        family, factor, offset = _conversions()[base]
        return f"{family}{tail}", factor, offset
    kind = quantity.measure.value if quantity.measure in {Measure.COUNT, Measure.ORDINAL} else "unit"
    return f"{kind} {base}{tail}", 1.0, 0.0


def _extents(a: Quantity, b: Quantity) -> tuple[_Extent, _Extent] | None:
    ages = {a.measure, b.measure} & {Measure.AGE}
    if a.measure != b.measure and (ages or Measure.ORDINAL in {a.measure, b.measure}):
        return None
    one, two = family(a), family(b)
    if one[0] != two[0]:
        return None
    return _extent(a, one[1], one[2]), _extent(b, two[1], two[2])


def _extent(quantity: Quantity, factor: float, offset: float) -> _Extent:
    low = -math.inf if quantity.low is None else quantity.low * factor + offset
    high = math.inf if quantity.high is None else quantity.high * factor + offset
    stated = quantity.stated * factor + offset
    vague = quantity.approx and quantity.low is not None and quantity.low > quantity.stated
    return _Extent(
        low, high, stated, quantity.approx, quantity.strict, vague and quantity.measure is not Measure.AGE,
        abs(_grain(quantity.stated) * factor),
    )  # fmt: skip


def _grain(number: float) -> float:
    """The last non-zero digit's unit, no coarser than the second figure's (3,000 states hundreds)."""
    if number == 0:
        return 1.0
    size = math.floor(math.log10(abs(number)))
    second = 10.0 ** (size - 1)
    digits = f"{abs(number):.12g}"
    if "e" in digits:
        return second
    if "." in digits:
        return min(10.0 ** -len(digits.partition(".")[2]), 10.0**size)
    last = 10.0 ** (len(digits) - len(digits.rstrip("0")))
    return max(1.0, min(last, second)) if abs(number) >= 1 else second


def _points(a: Quantity, left: _Extent, b: Quantity, right: _Extent) -> AmountRelation:
    gap = abs(left.low - right.low)
    size = max(abs(left.low), abs(right.low))
    if gap <= 1e-9 * max(1.0, size):
        return AmountRelation.EQUAL if left.approx == right.approx else AmountRelation.ROUNDED
    if a.measure in {Measure.AGE, Measure.ORDINAL} and not (left.approx or right.approx):
        return AmountRelation.DISJOINT
    if a.unit != b.unit:
        if gap <= _SAME_UNITS * size:
            return AmountRelation.EQUAL
        if gap <= (left.grain + right.grain) / 2:
            return AmountRelation.ROUNDED
    if _rounds(a, left, right) or _rounds(b, right, left):
        return AmountRelation.ROUNDED
    if left.approx or right.approx:
        far = gap / size
        if far <= _NEAR:
            return AmountRelation.ROUNDED
        return AmountRelation.UNKNOWN if far <= _FAR else AmountRelation.DISJOINT
    return AmountRelation.DISJOINT


def _rounds(quantity: Quantity, coarse: _Extent, fine: _Extent) -> bool:
    """Whether *fine* rounds to *coarse* at the last figure that *coarse* states."""
    whole = quantity.stated == int(quantity.stated)
    if quantity.measure is Measure.COUNT and whole:
        trailing = quantity.stated >= _LARGE and quantity.stated % 10 == 0
        return trailing and abs(coarse.stated - fine.stated) <= coarse.grain / 2
    finer = fine.grain < coarse.grain * (1 - 1e-9)
    return finer and abs(coarse.stated - fine.stated) <= coarse.grain / 2 * (1 + 1e-9)


def _covers(a: _Extent, b: _Extent) -> bool:
    return a.low <= b.low and b.high <= a.high


def _bound_and_point(bound: _Extent, point: _Extent, measure: Measure) -> AmountRelation:
    """How a bound or range stands to a single number."""
    at = point.stated
    if bound.approx and bound.low == -math.inf:
        return _close(bound.high - at, bound.high)
    if bound.approx and bound.high == math.inf:
        return _close(at - bound.low, bound.low)
    edge = at in {bound.low, bound.high}
    if edge and bound.strict:
        return AmountRelation.ROUNDED if at >= _LARGE else AmountRelation.UNKNOWN
    if bound.low == -math.inf and 0 <= at < _REACHED * bound.high:
        return (
            AmountRelation.UNKNOWN
        )  # "as many as 32" says that 32 was reached: 23 is no more exact reading of it
    if bound.low <= at <= bound.high:
        floor = bound.high == math.inf and measure is not Measure.AGE and bound.low >= _LARGE
        if floor and math.floor(at / bound.grain) * bound.grain == bound.low:
            return AmountRelation.ROUNDED
        return AmountRelation.CONTAINS
    gap = bound.low - at if at < bound.low else at - bound.high
    if (bound.approx or point.approx) and gap <= _NEAR * max(abs(at), 1.0):
        return AmountRelation.UNKNOWN
    return AmountRelation.DISJOINT


def _close(gap: float, edge: float) -> AmountRelation:
    # "Nearly 500" is a little below 500, "just over 500" a little above.
    short = gap / abs(edge) if edge else 0.0
    if 0 <= short <= _NEAR:
        return AmountRelation.ROUNDED
    return AmountRelation.UNKNOWN if -0.02 <= short <= _FAR else AmountRelation.DISJOINT


def _vague(a: _Extent, b: _Extent) -> AmountRelation:
    """*Dozens* against a number or against *hundreds*."""
    if a.vague and b.vague:
        return AmountRelation.EQUAL if (a.low, a.high) == (b.low, b.high) else AmountRelation.UNKNOWN
    vague, other = (a, b) if a.vague else (b, a)
    ceiling = min(vague.high, vague.stated * _VAGUE_CEILING)
    soft = min(vague.high, vague.stated * 10)
    if vague.low <= other.low and other.high <= soft:
        return AmountRelation.CONTAINS if a.vague else AmountRelation.WITHIN
    if other.high < vague.low / 2 or other.low > ceiling:
        return AmountRelation.DISJOINT
    return AmountRelation.UNKNOWN


def _open_far_apart(a: _Extent, b: _Extent) -> bool:
    """Whether both are open on one side, far from one another: nobody says *over $22 million* of what is over 175."""
    one_side = (a.low == b.low == -math.inf) or (a.high == b.high == math.inf)
    low, high = sorted((abs(a.stated), abs(b.stated)))
    return one_side and high > _FAR_OPEN * low


def _intervals(a: _Extent, b: _Extent) -> AmountRelation:
    if (a.low, a.high) == (b.low, b.high):
        return AmountRelation.EQUAL
    if _covers(a, b):
        return AmountRelation.CONTAINS
    if _covers(b, a):
        return AmountRelation.WITHIN
    apart = a.high < b.low or b.high < a.low
    if apart and not (a.approx or b.approx):
        return AmountRelation.DISJOINT
    if apart:
        gap = b.low - a.high if a.high < b.low else a.low - b.high
        return (
            AmountRelation.DISJOINT
            if gap > _FAR * max(abs(a.stated), abs(b.stated))
            else AmountRelation.UNKNOWN
        )
    return AmountRelation.UNKNOWN
