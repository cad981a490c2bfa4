"""Which agency's copy a report says that it carries."""

import re

from variorum.lineage.names import agency
from variorum.model import Report

_IN_DATELINE = re.compile(r"\(([A-Z][A-Za-z]{1,11})\)\s*(?:[-–—]|$)")
_AT_END = re.compile(
    r"(?:additional reporting (?:by|from)|with reporting (?:by|from)|reporting by|source:|with|[-–—(])\s*"
    r"(?P<name>[A-Z][\w.-]*(?:[ -][A-Z][\w.-]*){0,4})\)?\.?$",
    re.IGNORECASE,
)
_OPENING = 200
"""Code points of a report's beginning in which a dateline may stand."""


def credit(report: Report) -> str | None:
    """The short name of the agency a report credits: in ``wire``, its dateline or its last line.

    An agency not in the list of agencies is known by its brackets in a dateline: ``VELLMAR (MNA) -``.
    """
    if report.wire:
        return agency(report.wire) or report.wire
    for text in (report.dateline or "", report.text[:_OPENING]):
        if found := _IN_DATELINE.search(text):
            return agency(found[1]) or found[1]
    last = report.text.rstrip().rpartition("\n")[2].strip()
    if len(last) <= _OPENING and (found := _AT_END.search(last)):
        return agency(found["name"])
    return None
