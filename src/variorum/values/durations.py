"""The algebra of lengths of time: TIMEX3 durations in seconds, and how two of them stand to one another."""

import re

from variorum.model import Timex
from variorum.values.times import Relation

_UNITS = {
    "Y": 365.25 * 86400,
    "M": 30.44 * 86400,
    "W": 7 * 86400,
    "D": 86400,
    "Q": 91.31 * 86400,
    "WE": 2 * 86400,
}
_TIME_UNITS = {"H": 3600, "M": 60, "S": 1}
_DURATION = re.compile(r"P(?!\Z)((?:[\d.]+(?:WE|[YMWDQ]))*)(?:T((?:[\d.]+[HMS])+))?\Z")
_FIELD = re.compile(r"([\d.]+)(WE|[A-Z])")


def _seconds(value: str) -> tuple[float, float] | None:
    # The length of a TIMEX3 duration and that of its smallest unit; None where a number is not said.
    match = _DURATION.match(value)
    if not match:
        return None
    total, unit = 0.0, 0.0
    for text, table in ((match[1], _UNITS), (match[2] or "", _TIME_UNITS)):
        for number, name in _FIELD.findall(text):
            total += float(number) * table[name]
            unit = table[name]
    return total, unit


def seconds(timex: Timex) -> float | None:
    """The length of a ``DURATION`` in seconds, or ``None`` where its words give no number."""
    found = _seconds(timex.value or "") if timex.type == "DURATION" else None
    return found[0] if found else None


def compare_durations(a: Timex, b: Timex) -> Relation:
    """How two lengths of time stand to one another: ``P14D`` equals ``P2W``, *over an hour* contains *90 minutes*.

    Lengths closer than half of the coarser unit are ``NEAR``; an unsaid number (``PXD``) is ``UNKNOWN``.
    """
    first, second = _seconds(a.value or ""), _seconds(b.value or "")
    if first is None or second is None or {a.type, b.type} != {"DURATION"}:
        return Relation.UNKNOWN
    (x, x_unit), (y, y_unit) = first, second
    step = max(x_unit, y_unit)
    a_low, a_high = _bounds(a.mod, x)
    b_low, b_high = _bounds(b.mod, y)
    if abs(x - y) < 0.02 * max(x, y):
        return Relation.EQUAL if _bounds(a.mod, 1.0) == _bounds(b.mod, 1.0) else Relation.NEAR
    if b_low >= a_low and b_high <= a_high:
        return Relation.CONTAINS
    if a_low >= b_low and a_high <= b_high:
        return Relation.WITHIN
    if a_low < b_high and b_low < a_high:
        return Relation.OVERLAPS
    gap = max(a_low - b_high, b_low - a_high)
    return Relation.NEAR if gap < step / 2 else Relation.DISJOINT


def _bounds(mod: str | None, length: float) -> tuple[float, float]:
    if mod in ("MORE_THAN", "EQUAL_OR_MORE"):
        return length, float("inf")
    if mod in ("LESS_THAN", "EQUAL_OR_LESS"):
        return 0.0, length
    if mod == "APPROX":
        return 0.75 * length, 1.25 * length
    return length, length
