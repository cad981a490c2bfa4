"""Calendar dates as news pages write them: whole, unambiguous, or not at all."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from variorum.read.tables import rows

FIRST_YEAR, LAST_YEAR = 1500, 2199
"""A year outside these is no year of a news report."""


@dataclass(frozen=True, slots=True)
class DateReading:
    """A date as written; ``date`` is ``None`` where it is impossible or can be read in two ways.

    ``why`` says so in a word (``impossible``, ``ambiguous``); ``end`` is the offset after it.
    """

    written: str
    date: date | None
    end: int
    why: str = ""


_ISO_CLOCK = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s?(?:Z|[+-]\d{2}:?\d{2})\b)?)?"


@lru_cache(maxsize=1)
def _forms() -> tuple[re.Pattern[str], ...]:
    months = "|".join(sorted(_names_of("month"), key=len, reverse=True))
    days = "|".join(sorted(_names_of("weekday"), key=len, reverse=True))
    lead = rf"(?:(?P<w>{days})\b\.?,?\s+(?:the\s+)?)?"
    nth = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
    return tuple(
        re.compile(lead + form, re.IGNORECASE)
        for form in (
            rf"(?P<y>\d{{4}})-(?P<m>\d{{1,2}})-(?P<d>\d{{1,2}})(?!\d){_ISO_CLOCK}",
            r"(?P<y>\d{4})[/.](?P<m>\d{1,2})[/.](?P<d>\d{1,2})(?!\d)",
            r"(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?!\d)(?:T\d{4,6}Z?)?",
            rf"{nth}(?:\s+of)?[\s-]+(?P<n>{months})\b\.?,?[\s-]+(?P<y>\d{{4}})(?!\d)",
            rf"(?P<n>{months})\b\.?\s+{nth}(?!\d),?\s+(?P<y>\d{{4}})(?!\d)",
            r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})(?!\d)",
            r"(?P<a>\d{1,2})[/-](?P<b>\d{1,2})[/-](?P<y>\d{4})(?!\d)",
        )
    )


@lru_cache(maxsize=2)
def _names_of(kind: str) -> dict[str, int]:
    return {name: int(number) for row_kind, name, number in rows("calendar.tsv") if row_kind == kind}


_TAIL = re.compile(
    r"(?:\s+|[,;|·•()–—-]|at\b|\d{1,2}[:.]\d{2}(?::\d{2})?(?:\.\d+)?|\d{1,2}(?=\s?[ap]\.?m)|[ap]\.?m\b\.?"
    r"|noon\b|midnight\b|local time\b|hrs?\b|h\b|[+-]\d{2}:?\d{2}\b|Z\b|UTC\b|GMT\b|(?-i:[A-Z]{2,4}T)\b"
    r"|ET\b|CT\b|MT\b|PT\b|Eastern\b|Pacific\b"
    r"|Central\b|Mountain\b|time\b|mon(?:day)?\b|tue(?:s|sday)?\b|wed(?:nesday)?\b|thu(?:rs|rsday)?\b|fri(?:day)?\b|sat(?:urday)?\b"
    r"|sun(?:day)?\b)*+",
    re.IGNORECASE,
)

_THEN = re.compile(
    r"(?:,?\s*(?:at\s+)?\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?(?:\s?(?:[A-Z]{2,4}T|ET|CT|MT|PT|GMT|UTC|Z)\b)?)?"
    r"[\s|–—·•:-]*"
)


def date_at(text: str, start: int = 0) -> DateReading | None:
    """The date that opens *text* at *start*, or ``None`` if no full date does.

    Forms: ISO 8601, ``3 March 2026``, ``Tuesday, March 3, 2026``, RFC 5322, ``03.03.2026`` (day
    first), and numeric ``13/03/2026`` where one of the two can only be a day, or the weekday beside it
    decides. ``03/04/2026`` is ambiguous and a 31 February impossible: such a reading has no date.
    """
    for form in _forms():
        found = form.match(text, start)
        if found:
            return _reading(found)
    return None


def whole_date(text: str) -> DateReading | None:
    """The date of a text that holds nothing but a date, perhaps with its clock time and zone."""
    reading = date_at(text)
    if reading is None:
        clock = re.match(r"\s*\d{1,2}[:.]\d{2}", text)
        tail = _TAIL.match(text) if clock else None
        reading = date_at(text, tail.end()) if tail else None
    if reading is None:
        return None
    tail = _TAIL.match(text, reading.end)
    return reading if tail and tail.end() == len(text) else None


def after_date(text: str, reading: DateReading) -> int:
    """The offset in *text* after a date, its clock time and the separators that follow."""
    tail = _THEN.match(text, reading.end)
    return tail.end() if tail else reading.end


def _reading(found: re.Match[str]) -> DateReading:
    parts = found.groupdict()
    year, why = int(parts["y"]), ""
    if parts.get("a"):
        first, second = int(parts["a"]), int(parts["b"])
        orders = [pair for pair in ((first, second), (second, first)) if _fits(year, *pair, parts["w"])]
        if len(set(orders)) > 1:
            return DateReading(found[0], None, found.end(), "ambiguous")
        month, day = orders[0] if orders else (first, second)
    else:
        name = parts.get("n")
        month = _names_of("month")[name.lower()] if name else int(parts["m"])
        day = int(parts["d"])
    try:
        value = date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        value = None
    if value is None:
        why = "impossible"
    return DateReading(found[0], value, found.end(), why)


def _fits(year: int, month: int, day: int, weekday: str | None) -> bool:
    """Whether there is such a day, and whether it falls on the weekday that stands beside it."""
    try:
        value = date(year, month, day)
    except ValueError:
        return False
    return weekday is None or value.weekday() == _names_of("weekday")[weekday.lower()]
