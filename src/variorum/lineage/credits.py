"""Whose copy a report says that it carries, and whose reporting a sentence says that it repeats."""

import re
from functools import lru_cache

from variorum.lineage.data import agencies, outlets
from variorum.lineage.names import agency
from variorum.model import Report
from variorum.text import Span

_IN_DATELINE = re.compile(
    r"^(?P<town>[A-Z][\w'’.-]+)(?:[, ]+[A-Z0-9][\w'’.-]*){0,8},? *\((?P<name>[A-Z][A-Za-z]{1,11})\)\s*(?:[-–—]|$)",
    re.MULTILINE,
)
_LEAD = re.compile(
    r"(?:(?:additional |with )?reporting (?:by|from)|source:|\bwith(?: files from)?|[-–—(])\s*",
    re.IGNORECASE,
)
_AGENCIES = re.compile(
    r"\W*(?:with|from|by|and|staff and|staff with|reporters and)[ -]+(?:news )?agencies\W*", re.IGNORECASE
)
_STOP = re.compile(r"[.?!][\"'”’)]*\s+(?=[A-Z“\"‘])|\n")
AGENCIES = "agencies"
"""What a report credits that says no more than *with agencies*."""
_OPENING = 200
"""Code points of a report's beginning in which a dateline may stand."""


def credit(report: Report) -> str | None:
    """The short name of the agency a report credits: in ``wire``, its dateline, its byline or its last line.

    An agency not in the list is known by its brackets after a town in capitals: ``VELLMAR (MNA) -``.
    """
    if report.wire:
        return agency(report.wire) or report.wire
    for found in (_IN_DATELINE.search(report.dateline or ""), _IN_DATELINE.search(report.text[:_OPENING])):
        if found and (agency(found["name"]) or found["town"].isupper()):
            return agency(found["name"]) or found["name"]
    if report.byline:
        byline = re.sub(r"^by\s+", "", report.byline.strip(), flags=re.IGNORECASE)
        for part in (byline, *re.split(r"\s*(?:,|/|\||\band\b)\s*", byline)):
            if agency(part):
                return agency(part)
        if _AGENCIES.fullmatch(byline) or re.search(r"\b(?:and|with) agencies$", byline):
            return AGENCIES
    last = report.text.rstrip().rpartition("\n")[2].strip()
    if len(last) > _OPENING:
        return None
    named = (agency(last[lead.end() :].strip(" ().")) for lead in _LEAD.finditer(last))
    found_last = next((name for name in named if name), None)
    return found_last or (AGENCIES if _AGENCIES.fullmatch(last) else None)


def cited(report: Report, span: Span) -> str | None:
    """The agency or outlet whose reporting the sentence around *span* says that it repeats.

    *Reuters reported*, *according to the Washington Post*; ``None`` where it names none, or two.
    """
    text = report.text
    start = max((stop.end() for stop in _STOP.finditer(text, 0, span.start)), default=0)
    after = _STOP.search(text, span.end)
    end = after.start() if after else len(text)
    names = {_known()[found["name"]] for form in _forms() for found in form.finditer(text, start, end)}
    return names.pop() if len(names) == 1 else None


def sentence_ends(text: str, start: int, end: int) -> bool:
    """Whether a sentence ends between two places of *text*."""
    return _STOP.search(text, start, min(len(text), end + 1)) is not None


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    return {name.removeprefix("The "): short for name, short in (outlets() | agencies()).items()}


@lru_cache(maxsize=1)
def _forms() -> tuple[re.Pattern[str], ...]:
    names = "|".join(re.escape(name) for name in sorted(_known(), key=lambda n: (-len(n), n)))
    before = r"(?i:according to|reported by|citing)(?i: (?:a|reports? (?:by|in|from)))*(?i: the)?"
    after = r"(?: newspaper| news agency)?,? (?:has |had |first |later |also )*(?:reported|reports)"
    return re.compile(rf"\b{before} (?P<name>{names})\b"), re.compile(rf"\b(?P<name>{names}){after}\b")
