"""Datelines: the place, day and agency that open a paragraph, which are no part of its first sentence.

*LIMA, Peru, March 9 (AP) — The river …*, *CHENNAI: The river …*, *Geneva, 24 July 2026 - The river …* (AP Stylebook,
*datelines*). A parser that is given them takes the place for the sentence's subject.
"""

import re

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|"
    r"Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_CAPITALS = r"[A-Z][A-ZÀ-Þ.'’-]+(?: (?:[A-Z][A-ZÀ-Þ.'’-]+|DE|LA|EL|AM|OF))*"
_MIXED = r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}"
_REGION = r"(?:,? \([A-Z][\w .-]{1,24}\)|, [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2})?"
_AGENCY = r"(?: ?\([A-Z][\w .’'&-]{1,30}\))"
_DASH = r" ?(?:—|–|--|-(?= )) ?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_CAPITALS}{_REGION}(?:, {_DAY})?{_AGENCY}?{_DASH}",
        rf"{_CAPITALS}(?: \([A-Z][\w .-]{{1,24}}\))?(?:, {_DAY})?: ",
        rf"{_MIXED}{_REGION}, {_DAY}{_AGENCY}?(?:{_DASH}|: |\. )",
        rf"{_MIXED}{_REGION}, {_DAY}{_AGENCY} ",
        rf"{_MIXED}{_REGION}{_AGENCY}{_DASH}",
    )
)
_GOES_ON = re.compile(r"[\"“‘'(]?[A-Z0-9]")
LEAST = 20
"""Characters that have to follow for there to be a sentence behind it."""


def dateline_end(paragraph: str) -> int:
    """Where a paragraph's text begins, in characters: behind its dateline, or 0 where it has none."""
    for form in _FORMS:
        found = form.match(paragraph)
        if found and len(paragraph) - found.end() >= LEAST and _GOES_ON.match(paragraph, found.end()):
            return found.end()
    return 0
