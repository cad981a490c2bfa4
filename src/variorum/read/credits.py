"""Datelines, and the credit lines under a report: whose copy it says it is."""

import re

from variorum.read.dates import DateReading, date_at, whole_date
from variorum.read.spaces import squeezed
from variorum.read.tables import mapping, words

_DATELINE = re.compile(
    r"(?P<line>(?P<place>[A-Z][A-Z.'’\- ]{2,30}?(?:/[A-Z][A-Z.'’\- ]{2,30})?(?:,\s(?:[A-Z][\w.'’-]*\s?){1,3}?)?)"
    r"(?:,\s(?P<day>(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:,\s\d{4})?|\d{1,2}\s[A-Z][a-z]{2,8}(?:\s\d{4})?)))?"
    r"(?:\s?\((?P<agency>[A-Za-z][\w .’'-]{1,30})\))?)\s?(?P<dash>—|–|--|-)(?=\s|(?<=—)|(?<=--))\s?(?=[A-Z“‘\"'\d])"
)
_MIXED = re.compile(
    r"(?!By )(?P<line>(?P<place>(?:[A-Z][\w.'’-]*\s?){1,4}(?:,\s(?:[A-Z][\w.'’-]*\s?){1,3})?)"
    r"(?:,\s(?P<day>(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:,\s\d{4})?|\d{1,2}\s[A-Z][a-z]{2,8}(?:\s\d{4})?)))?"
    r"\s?\((?P<agency>[A-Za-z][\w .’'-]{1,30})\))\s?(?:—|–|--|-)\s?"
)
_AGENCY_ONLY = re.compile(r"(?P<line>\((?P<agency>[A-Za-z][\w .’'-]{1,30})\))\s?(?:—|–|--|-)\s?")


def dateline_of(paragraph: str) -> tuple[str, str | None, DateReading | None] | None:
    """The dateline that opens a paragraph: as written, the agency's short name, and its date if it is full.

    A place in capitals and a dash is one; a place in small letters only with a known agency in
    brackets. ``None`` where nothing of the kind opens the paragraph.
    """
    agencies = mapping("agencies.tsv")
    head = paragraph[:160]
    for form in (_DATELINE, _MIXED, _AGENCY_ONLY):
        found = form.match(head)
        if not found:
            continue
        parts = found.groupdict()
        wire = agencies.get(parts["agency"].strip()) if parts["agency"] else None
        if (form is not _DATELINE and wire is None) or (parts.get("place") or "").strip() in words(
            "not_places.txt"
        ):
            continue
        day = whole_date(parts["day"]) if parts.get("day") else None
        return found["line"].strip(), wire, day
    return None


def dated_opening(paragraph: str) -> DateReading | None:
    """The full date that opens a paragraph, parted from its first sentence by a dash, a bar or a wide gap."""
    reading = date_at(paragraph)
    if reading is None or reading.date is None:
        return None
    rest = paragraph[reading.end :]
    gap = re.match(r"(?:\s{2,}|\t|\s*[–—|]\s*|\s+-+\s+)(?=[A-Z“‘\"'])", rest)
    return reading if gap else None


_NAMES = (
    r"[A-Z][\w.'’-]*(?:[,;/]? ?(?:(?:and|in|of|for|from|the|&|reporters?|reported) )*[A-Z(][\w.'’)-]*){0,40}"
)
_CREDIT = re.compile(
    r"\(?\s*(?:(?P<reuters>(?:additional )?(?:reporting|writing) (?:and writing )?by\b.{2,300}?\bediting by\b.{2,150})"
    r"|(?:with )?(?:files|reporting|material|additional material) from (?:the )?(?P<files>[A-Z][\w .’'&,-]{1,60})"
    r"|(?P<contributors>[^“”\"]{2,200}?)\scontributed(?:\sreporting)?\sto\sthis\s(?:report|story|article)"
    r"(?:\sfrom\s[\w .,]{2,60})?"
    rf"|(?:contributing:|(?:additional )?reporting by:?)\s*(?P<contributing>(?-i:{_NAMES}))"
    r"|source:\s*(?P<source>[A-Z][\w .’'-]{1,40}))\s*[.)]{0,2}",
    re.IGNORECASE | re.DOTALL,
)


def credit_of(paragraph: str) -> tuple[bool, str | None]:
    """Whether a paragraph is a credit line at the end, and the short name of the agency it credits.

    *(Reporting by … ; Editing by …)* is the form in which Reuters signs; others name themselves
    (*With files from AP*, *The Associated Press contributed to this report*).
    """
    found = _CREDIT.fullmatch(squeezed(paragraph))
    if not found:
        return False, None
    if found["reuters"]:
        return True, "Reuters"
    agencies = mapping("agencies.tsv")
    people = found["contributors"] or found["contributing"]
    if people:
        named = (a for form, a in agencies.items() if re.search(rf"\b{re.escape(form)}\b", people))
        return True, next(named, None)
    name = (found["files"] or found["source"]).strip(" .")
    wire = next((agencies[form] for form in (name, f"The {name}") if form in agencies), None)
    if wire is None:
        wire = next((agencies[part] for part in re.split(r",\s*|\s+and\s+", name) if part in agencies), None)
    return (wire is not None if found["source"] else True), wire


_STAMP = r"(?:Posted|Published|Updated|Last [Uu]pdated)(?: on)?:\s"
_STAMPED = re.compile(rf"(?P<head>\S.{{14,200}}?)\s+(?P<stamps>(?:{_STAMP}.{{6,60}}?)+)")
_TWICE = re.compile(r"(?P<head>.{20,200}?) (?:[A-Z][\w&]+ ){1,3}(?P=head)")


def headline_and_stamps(line: str) -> tuple[int, tuple[tuple[str, DateReading], ...]] | None:
    """Where a headline ends on whose line its dates stand, or its section and the headline once more.

    Returns:
        The length of the headline, and each date with *published* or *updated*; ``None`` where the line is
        not of that form, or what should be a date is none.
    """
    twice = _TWICE.fullmatch(line)
    if twice:
        return twice.end("head"), ()
    stamped = _STAMPED.fullmatch(line)
    if not stamped:
        return None
    found = []
    for stamp in re.split(rf"\s*(?={_STAMP})", stamped["stamps"]):
        label, _, written = stamp.partition(":")
        reading = whole_date(written.strip()) if stamp else None
        if stamp and reading is None:
            return None
        if reading is not None:
            found.append(("updated" if "pdated" in label else "published", reading))
    return stamped.end("head"), tuple(found)
