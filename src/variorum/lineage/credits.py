"""Which agency's copy a report says that it carries."""

import re

from variorum.lineage.names import agency
from variorum.model import Report

_IN_DATELINE = re.compile(
    r"^(?P<town>[A-Z][\w'’.-]+)(?:[, ]+[A-Z0-9][\w'’.-]*){0,8},? *\((?P<name>[A-Z][A-Za-z]{1,11})\)\s*(?:[-–—]|$)",
    re.MULTILINE,
)
_AT_END = re.compile(
    r"(?:additional reporting (?:by|from)|with reporting (?:by|from)|reporting by|source:|with|[-–—(])\s*"
    r"(?P<name>[A-Z][\w.-]*(?:[ -][A-Z][\w.-]*){0,4})\)?\.?$",
    re.IGNORECASE,
)
_OPENING = 200
"""Code points of a report's beginning in which a dateline may stand."""


def credit(report: Report) -> str | None:
    """The short name of the agency a report credits: in ``wire``, its dateline or its last line.

    An agency not in the list is known by its brackets after a town in capitals: ``VELLMAR (MNA) -``.
    """
    if report.wire:
        return agency(report.wire) or report.wire
    for found in (_IN_DATELINE.search(report.dateline or ""), _IN_DATELINE.search(report.text[:_OPENING])):
        if found and (agency(found["name"]) or found["town"].isupper()):
            return agency(found["name"]) or found["name"]
    last = report.text.rstrip().rpartition("\n")[2].strip()
    if len(last) <= _OPENING and (found := _AT_END.search(last)):
        return agency(found["name"].rstrip("."))
    return None
