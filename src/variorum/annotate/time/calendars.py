"""Feasts of other calendars as civil days: the Hebrew and the Islamic one, and days taken from tables.

The arithmetic is that of Reingold and Dershowitz, *Calendrical Calculations* (4th ed., 2018). The
tabular Islamic calendar can be a day or two from the one observed, which follows the sighting of the moon.
"""

from datetime import date
from functools import lru_cache

from variorum.annotate.time.lexicon import rows

_HEBREW_EPOCH = -1373427
_ISLAMIC_EPOCH = 227014
"""Ordinals (1 January of year 1 is 1) of the day before the first day of each calendar."""


def feast(rule: str, year: int) -> date | None:
    """The day of a feast in a civil year, or ``None`` where the year has none or the table does not reach it.

    Args:
        rule: ``hebrew:MM-DD`` (Nisan is 1), ``islamic:MM-DD`` or ``table:NAME``.
        year: the civil year.
    """
    kind, _, what = rule.partition(":")
    if kind == "table":
        return _table(what).get(year)
    month, day = map(int, what.split("-"))
    if kind == "hebrew":
        found = [_hebrew(year + 3760 + k, month, day) for k in (0, 1)]
    else:
        near = (year - 622) * 33 // 32
        found = [_islamic(near + k, month, day) for k in (-1, 0, 1, 2)]
    return next((d for d in map(_civil, found) if d is not None and d.year == year), None)


def _civil(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if 0 < ordinal < date.max.toordinal() else None


@lru_cache(maxsize=4)
def _table(name: str) -> dict[int, date]:
    days = next(days for key, days in rows("feasts.tsv") if key == name)
    return {d.year: d for d in map(date.fromisoformat, days.split(", "))}


def _islamic(year: int, month: int, day: int) -> int:
    before = (year - 1) * 354 + (3 + 11 * year) // 30
    return _ISLAMIC_EPOCH + before + 29 * (month - 1) + month // 2 + day


def _hebrew(year: int, month: int, day: int) -> int:
    # Months count from Nisan; the year begins with the seventh, Tishri.
    last = 13 if _leap(year) else 12
    order = [*range(7, last + 1), *range(1, 7)]
    months = order[: order.index(month)]
    return _new_year(year) + sum(_month_length(year, m) for m in months) + day - 1


def _leap(year: int) -> bool:
    return (7 * year + 1) % 19 < 7


def _elapsed(year: int) -> int:
    months = (235 * year - 234) // 19
    parts = 12084 + 13753 * months
    day = 29 * months + parts // 25920
    return day + (3 * (day + 1) % 7 < 3)


def _new_year(year: int) -> int:
    before, here, after = _elapsed(year - 1), _elapsed(year), _elapsed(year + 1)
    delay = 2 if after - here == 356 else 1 if here - before == 382 else 0
    return _HEBREW_EPOCH + here + delay


def _month_length(year: int, month: int) -> int:
    days = _new_year(year + 1) - _new_year(year)
    if month == 8:
        return 30 if days in (355, 385) else 29
    if month == 9:
        return 29 if days in (353, 383) else 30
    if month in (2, 4, 6, 10, 13) or (month == 12 and not _leap(year)):
        return 29
    return 30
