"""Which of two reports that share words is likely to have had them first."""

from dataclasses import dataclass

from variorum.lineage.credits import credit
from variorum.lineage.names import agency
from variorum.model import Report


@dataclass(frozen=True, slots=True)
class Earlier:
    """The report that is likely to have had shared words first, and why."""

    report_id: str
    why: str


def earlier(one: Report | None, other: Report | None) -> Earlier | None:
    """The likely first holder of what two reports share, or ``None`` where nothing tells.

    An agency stands before a report that credits it, and an earlier date before a later one: the earliest known
    holder is only the likely one, for both may carry the words of a third.
    """
    if one is None or other is None:
        return None
    for first, second in ((one, other), (other, one)):
        wire = agency(first.outlet or "")
        if wire and credit(second) == wire and agency(second.outlet or "") != wire:
            return Earlier(first.id, f"is the agency that the other credits, {wire}")
    if one.published and other.published and one.published != other.published:
        first = min(one, other, key=lambda r: (str(r.published), r.id))
        return Earlier(first.id, f"is the earlier, {first.published}")
    return None
