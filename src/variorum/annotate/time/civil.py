"""Civil time: TIMEX3 values as half-open intervals, holidays, and steps of calendar units."""

import calendar
import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from variorum.annotate.time.calendars import feast
from variorum.annotate.time.lexicon import rows
from variorum.model import Grain, Interval

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?\Z")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(?:-(WE|\d))?\Z")
_PART = re.compile(r"(\d{4}-\d\d-\d\d)T(MO|AF|EV|NI|DT)\Z")
_CLOCK = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d)(?::(\d\d)(?::(\d\d))?)?(?:Z|[+-]\d\d(?::?\d\d)?)?\Z")
_SEASONAL = re.compile(r"(\d{4})-(SP|SU|FA|WI|Q[1-4]|H[12])\Z")
_DECADE = re.compile(r"(\d{3})\Z")
_CENTURY = re.compile(r"(\d\d)\Z")

_PARTS = {"MO": (4, 12), "AF": (12, 18), "EV": (17, 24), "NI": (18, 30), "DT": (6, 18)}
"""Hours after midnight; a night reaches into the next day."""
_SEASONS = {"SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "WI": (12, 3), "H1": (1, 6), "H2": (7, 6)}
"""First month and number of months (meteorological seasons of the northern hemisphere; halves)."""


def add_months(day: date, months: int) -> date:
    """The same day *months* months on, or the last of that month; kept inside years 1 to 9998."""
    index = min(max(day.year * 12 + day.month - 1 + months, 12), 9998 * 12 + 11)
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def add_days(day: date, days: int) -> date:
    """*days* days on, kept inside years 1 to 9998."""
    ordinal = min(max(day.toordinal() + days, 1), date(9998, 12, 31).toordinal())
    return date.fromordinal(ordinal)


def week_value(day: date) -> str:
    """The TIMEX3 value of the ISO week of *day*, such as ``2026-W05``."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def _between(start: date, end: date, grain: Grain) -> tuple[Interval, Grain]:
    return Interval(_at(start), _at(end)), grain


def _at(day: date, hours: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day) + timedelta(hours=hours)  # noqa: DTZ001 - civil time of the text


@lru_cache(maxsize=8192)
def interval_of(value: str) -> tuple[Interval, Grain] | None:
    """The interval and grain of a fully determined TIMEX3 date or time value, else ``None``."""
    try:
        return _interval_of(value)
    except (ValueError, OverflowError):
        return None


def _interval_of(value: str) -> tuple[Interval, Grain] | None:
    if m := _DATE.match(value):
        year, month, day = int(m[1]), int(m[2] or 1), int(m[3] or 1)
        start = date(year, month, day)
        if m[3]:
            return _between(start, add_days(start, 1), Grain.DAY)
        return _between(start, add_months(start, 1 if m[2] else 12), Grain.MONTH if m[2] else Grain.YEAR)
    if m := _WEEK.match(value):
        start = date.fromisocalendar(int(m[1]), int(m[2]), 1)
        if m[3] == "WE":
            return _between(add_days(start, 5), add_days(start, 7), Grain.WEEKEND)
        if m[3]:
            start = add_days(start, int(m[3]) - 1)
            return _between(start, add_days(start, 1), Grain.DAY)
        return _between(start, add_days(start, 7), Grain.WEEK)
    if m := _PART.match(value):
        start = date.fromisoformat(m[1])
        first, last = _PARTS[m[2]]
        return Interval(_at(start, first), _at(start, last)), Grain.DAYPART
    if m := _CLOCK.match(value):
        return _clock(m)
    return _coarse(value)


def _clock(m: "re.Match[str]") -> tuple[Interval, Grain]:
    step = timedelta(seconds=1) if m[4] else timedelta(minutes=1) if m[3] else timedelta(hours=1)
    grain = Grain.SECOND if m[4] else Grain.MINUTE if m[3] else Grain.HOUR
    at = _at(date.fromisoformat(m[1])) + timedelta(
        hours=int(m[2]), minutes=int(m[3] or 0), seconds=int(m[4] or 0)
    )
    return Interval(at, at + step), grain


def _coarse(value: str) -> tuple[Interval, Grain] | None:
    if m := _SEASONAL.match(value):
        year, code = int(m[1]), m[2]
        first, months = _SEASONS.get(code) or (int(code[1]) * 3 - 2, 3)
        start = date(year, first, 1)
        grain = Grain.QUARTER if code[0] in "QH" else Grain.SEASON
        return _between(start, add_months(start, months), grain)
    if m := _DECADE.match(value):
        return _between(date(int(m[1]) * 10, 1, 1), date(int(m[1]) * 10 + 10, 1, 1), Grain.DECADE)
    if m := _CENTURY.match(value):
        start = date(int(m[1]) * 100 or 1, 1, 1)
        return _between(start, date(int(m[1]) * 100 + 100, 1, 1), Grain.CENTURY)
    return None


def modified(interval: Interval, mod: str | None) -> Interval:
    """The part of an interval that a TIMEX3 ``mod`` leaves: the start, middle or end third, or one open end.

    Thirds overlap by a sixth of the whole on purpose: *early* and *late* have no sharp border.
    """
    low, high = interval.earliest, interval.latest
    if low is None or high is None:
        return interval
    length = high - low
    if mod == "START":
        return Interval(low, low + length / 2)
    if mod == "MID":
        return Interval(low + length / 4, high - length / 4)
    if mod == "END":
        return Interval(low + length / 2, high)
    if mod == "BEFORE":
        return Interval(None, low)
    if mod == "AFTER":
        return Interval(high, None)
    if mod == "ON_OR_BEFORE":
        return Interval(None, high)
    if mod == "ON_OR_AFTER":
        return Interval(low, None)
    return interval


def about(interval: Interval) -> Interval:
    """*around 11 a.m.*: half an hour on either side."""
    low, high = interval.earliest, interval.latest
    half = timedelta(minutes=30)
    return Interval(low - half if low else None, high + half if high else None)


@lru_cache(maxsize=256)
def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm, Meeus 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def holiday(rule: str, year: int) -> date | None:
    """The day of a holiday in *year*, ``None`` where it has none; *rule* as in ``holidays.tsv``."""
    if moves(rule):
        return feast(rule, year)
    if rule.startswith("easter"):
        return add_days(easter(year), int(rule[6:]))
    if ":" not in rule:
        month, day = map(int, rule.split("-"))
        return date(year, month, day)
    first, weekday, nth = rule.split(":")
    nth, _, later = nth.partition("+")
    found = nth_weekday(year, int(first), int(weekday), int(nth)) or date(year, int(first), 1)
    return add_days(found, int(later or 0))


def moves(rule: str) -> bool:
    """Whether a holiday follows another calendar, and its civil day is known to a day or two."""
    return rule.startswith(("hebrew:", "islamic:", "table:"))


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The *nth* weekday of a month (-1 the last), or ``None`` where it has not so many."""
    days = [
        d
        for d in range(1, calendar.monthrange(year, month)[1] + 1)
        if date(year, month, d).weekday() == weekday
    ]
    return date(year, month, days[nth - 1] if nth > 0 else days[nth]) if nth <= len(days) else None


def holiday_month(rule: str) -> tuple[int | None, int | None]:
    """The month and day that a holiday's name fixes, ``None`` where they move from year to year."""
    if rule.startswith("easter") or moves(rule):
        return None, None
    if ":" in rule:
        return (None if "+" in rule else int(rule.partition(":")[0])), None
    month, day = map(int, rule.split("-"))
    return month, day


def holiday_rules() -> tuple[str, ...]:
    """Every rule in the data, for the tests."""
    return tuple(sorted({rule for rule, _ in rows("holidays.tsv")}))
