"""Sums that differ, where one report has the other's too: it tells of two, and the other of one of them."""

from itertools import permutations

from variorum.collate.context import Context
from variorum.model import Finding, FindingKind, Measure, Quantity, Reading, Slot
from variorum.values.amounts import AmountRelation, compare

_MEASURES = (Measure.MONEY, Measure.PERCENT, Measure.UNIT)
"""What is seldom equal by chance; counts often are."""


def has_both(ctx: Context, f: Finding) -> bool:
    """Whether a difference of sums, shares or measures is between two of which one report tells both.

    *Fined $2.5 million* in both, and in one of them *his predecessor fined him $25 million*.
    """
    if f.kind not in (FindingKind.CONFLICT, FindingKind.DISPUTE) or f.slot is not Slot.QUANTITY:
        return False
    apart = (
        (one, two) for one, two in permutations(f.readings, 2) if not set(one.reports) & set(two.reports)
    )
    return any(_elsewhere(ctx, one, two) for one, two in apart)


def _elsewhere(ctx: Context, one: Reading, two: Reading) -> bool:
    """Whether a report of one reading has the other's amount in another place."""
    wanted = [q for r in two.reports for q in _of(ctx, two, r)]
    return any(
        compare(q, w) is AmountRelation.EQUAL
        for report in one.reports
        for q in ctx.layers[report].quantities
        for w in wanted
        if q.measure is w.measure
        and q.measure in _MEASURES
        and q.unit == w.unit
        and not _shown(one, report, q)
    )


def _of(ctx: Context, reading: Reading, report: str) -> list[Quantity]:
    """The amounts that a reading shows in one report."""
    return [q for q in ctx.layers[report].quantities if _shown(reading, report, q)]


def _shown(reading: Reading, report: str, q: Quantity) -> bool:
    return any(a.report_id == report and a.span.overlaps(q.span) for a in reading.anchors)
