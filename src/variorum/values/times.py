"""The algebra of times: whether two readings are equal, contain one another, are near, or exclude one another.

The relations of intervals are Allen's (1983), folded to the six that findings need. A day, a clock
time and a duration are compared apart: *Tuesday at 9* and *Wednesday at 9* differ in the day only.
When in doubt the answer is ``NEAR`` or ``UNKNOWN``, since only ``DISJOINT`` can become a conflict.
"""

import re
from datetime import datetime, timedelta
from enum import StrEnum

from variorum.model import Grain, Interval, Timex


class Relation(StrEnum):
    """How one time stands to another."""

    EQUAL = "equal"
    CONTAINS = "contains"
    WITHIN = "within"
    OVERLAPS = "overlaps"
    NEAR = "near"
    DISJOINT = "disjoint"
    UNKNOWN = "unknown"


_INVERSE = {Relation.CONTAINS: Relation.WITHIN, Relation.WITHIN: Relation.CONTAINS}
_DAY = timedelta(days=1)
_SLACK = {
    Grain.DAY: _DAY, Grain.WEEKEND: 2 * _DAY, Grain.WEEK: 7 * _DAY, Grain.MONTH: 31 * _DAY,
    Grain.SEASON: 31 * _DAY, Grain.QUARTER: 31 * _DAY, Grain.YEAR: 366 * _DAY, Grain.DECADE: 5 * 366 * _DAY,
    Grain.CENTURY: 30 * 366 * _DAY,
}  # fmt: skip
"""How far *about* widens a date on either side."""
_EXACT = (Grain.SECOND, Grain.MINUTE, Grain.HOUR, Grain.DAYPART, Grain.DAY)
_VAGUE_MODS = ("APPROX", "MORE_THAN", "LESS_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS")


def inverse(relation: Relation) -> Relation:
    """The relation of *b* to *a*, given that of *a* to *b*."""
    return _INVERSE.get(relation, relation)


def relate(a: Interval, b: Interval, *, near: timedelta = timedelta(0)) -> tuple[Relation, timedelta]:
    """How interval *a* stands to *b*, and the gap between them.

    Args:
        a: a half-open interval; ``None`` is an open end.
        b: the other one.
        near: disjoint intervals less than this apart are ``NEAR``; 0 makes none near.

    Returns:
        The relation, and the time between the two (0 where they touch or share time).
    """
    if (a.earliest is None and a.latest is None) or (b.earliest is None and b.latest is None):
        return Relation.UNKNOWN, timedelta(0)
    a_low, a_high = a.earliest or datetime.min, a.latest or datetime.max  # noqa: DTZ901 - civil times are naive
    b_low, b_high = b.earliest or datetime.min, b.latest or datetime.max  # noqa: DTZ901 - as above
    if (a_low, a_high) == (b_low, b_high):
        return Relation.EQUAL, timedelta(0)
    if a_low <= b_low and b_high <= a_high:
        return Relation.CONTAINS, timedelta(0)
    if b_low <= a_low and a_high <= b_high:
        return Relation.WITHIN, timedelta(0)
    if a_low < b_high and b_low < a_high:
        return Relation.OVERLAPS, timedelta(0)
    gap = b_low - a_high if a_high <= b_low else a_low - b_high
    return (Relation.NEAR if gap < near else Relation.DISJOINT), gap


def compare_days(a: Timex, b: Timex, *, borrowed: bool) -> Relation:
    """How the days (or weeks, months, years) of two expressions stand to one another; clock times do not count.

    Args:
        a: a date or time; durations and sets are ``UNKNOWN``.
        b: the other one.
        borrowed: one report's reference day comes from another report. Then only what the words
            themselves state can be ``DISJOINT``: weekday against weekday, month and day, month,
            year; anything else is ``UNKNOWN``.

    Returns:
        The relation; ``DISJOINT`` only if every alternative of both is.
    """
    if not {a.type, b.type} <= {"DATE", "TIME"}:
        return Relation.UNKNOWN
    stated = _stated(a, b)
    if a.interval is None or b.interval is None:
        return stated or Relation.UNKNOWN
    found = _resolved(a, b)
    if found not in (Relation.DISJOINT, Relation.NEAR) or not borrowed:
        return found
    if not a.relative and not b.relative:
        return found
    if stated == Relation.DISJOINT:
        return found
    return Relation.UNKNOWN if stated is None or found == Relation.DISJOINT else found


def _resolved(a: Timex, b: Timex) -> Relation:
    main = _days_of(a, b, a.interval, b.interval)
    if main != Relation.DISJOINT:
        return main
    for first in (a.interval, *a.alternatives):
        for second in (b.interval, *b.alternatives):
            if _days_of(a, b, first, second) != Relation.DISJOINT:
                return Relation.UNKNOWN
    return Relation.DISJOINT


def _days_of(a: Timex, b: Timex, first: Interval | None, second: Interval | None) -> Relation:
    if first is None or second is None:
        return Relation.UNKNOWN
    a_days, b_days = _whole_days(a, first), _whole_days(b, second)
    relation, gap = relate(a_days, b_days)
    if relation != Relation.DISJOINT:
        return relation
    if gap < timedelta(hours=1) and (_midnight(a, b, first, second) or _zones_apart(a, b)):
        return Relation.NEAR
    wide, _ = relate(_widened(a, a_days), _widened(b, b_days))
    return Relation.DISJOINT if wide == Relation.DISJOINT else Relation.NEAR


def _whole_days(timex: Timex, interval: Interval) -> Interval:
    if timex.grain not in _EXACT or interval.earliest is None:
        return interval
    start = interval.earliest.replace(hour=0, minute=0, second=0, microsecond=0)
    if interval.latest is None:
        return Interval(start, None)
    # The night of Tuesday is Tuesday's, though it reaches into Wednesday.
    return Interval(start, start + _DAY)


def _widened(timex: Timex, interval: Interval) -> Interval:
    if timex.mod not in _VAGUE_MODS or timex.grain is None or timex.clock is not None:
        return interval
    slack = _SLACK.get(timex.grain, timedelta(0))
    low, high = interval.earliest, interval.latest
    return Interval(low - slack if low else None, high + slack if high else None)


def _midnight(a: Timex, b: Timex, first: Interval, second: Interval) -> bool:
    # "Tuesday night", "late on Tuesday" or "11 p.m. Tuesday" beside "Wednesday", "1 a.m. Wednesday".
    if first.earliest is None or second.earliest is None:
        return False
    early, late = (a, b) if first.earliest < second.earliest else (b, a)
    if {early.grain, late.grain} - set(_EXACT):
        return False
    evening = _evening(early)
    small = late.clock is not None and late.clock < 6 * 60
    if small:
        return early.clock is None or evening
    return evening and (late.clock is None or late.clock < 6 * 60) and not _daytime(late)


def _part(timex: Timex) -> str | None:
    match = re.search(r"T(MO|AF|EV|NI|DT)\Z", timex.value or "")
    return match[1] if match else None


def _evening(timex: Timex) -> bool:
    late_day = timex.mod == "END" and timex.clock is None
    return late_day or _part(timex) in ("NI", "EV") or (timex.clock is not None and timex.clock >= 20 * 60)


def _daytime(timex: Timex) -> bool:
    return _part(timex) in ("AF", "DT", "EV")


def _zones_apart(a: Timex, b: Timex) -> bool:
    return (a.zone or "local") != (b.zone or "local")


def _stated(a: Timex, b: Timex) -> Relation | None:
    # What the words themselves say of the calendar; None where they state nothing that can be compared.
    if a.weekday is not None and b.weekday is not None and not (a.day and b.day and a.month and b.month):
        return _cyclic(a, b, a.weekday, b.weekday, 7)
    if a.year is not None and b.year is not None and a.year != b.year:
        return Relation.DISJOINT
    if a.month is not None and b.month is not None:
        return _months(a, b)
    weekdays = _absolute_weekday(a), _absolute_weekday(b)
    if weekdays[0] is not None and weekdays[1] is not None:
        return _cyclic(a, b, weekdays[0], weekdays[1], 7)
    return None


def _months(a: Timex, b: Timex) -> Relation | None:
    if a.month is None or b.month is None:
        return None
    if a.day is not None and b.day is not None:
        # As days of one leap year; the years, where both are stated, have been compared.
        first, second = datetime(2000, a.month, a.day), datetime(2000, b.month, b.day)  # noqa: DTZ001 - no zone
        return _cyclic(a, b, first.timetuple().tm_yday, second.timetuple().tm_yday, 366)
    if a.month != b.month:
        return Relation.NEAR if "APPROX" in (a.mod, b.mod) else Relation.DISJOINT
    if a.day is None and b.day is None:
        return Relation.EQUAL
    return Relation.CONTAINS if a.day is None else Relation.WITHIN


def _absolute_weekday(timex: Timex) -> int | None:
    if timex.weekday is not None:
        return timex.weekday
    if timex.relative or timex.year is None or timex.day is None or timex.interval is None:
        return None
    return timex.interval.earliest.weekday() if timex.interval.earliest else None


def _cyclic(a: Timex, b: Timex, first: int, second: int, length: int) -> Relation:
    if first == second:
        return Relation.EQUAL
    step = (second - first) % length
    if step in (1, length - 1):
        early, late = (a, b) if step == 1 else (b, a)
        small = late.clock is not None and late.clock < 6 * 60 and (early.clock is None or _evening(early))
        if small or (_evening(early) and late.clock is None and not _daytime(late)):
            return Relation.NEAR
    return Relation.DISJOINT


_PARTS = {"MO": (0, 720), "AF": (720, 1110), "EV": (960, 1440), "NI": (1020, 1860), "DT": (300, 1200)}
"""Minutes after midnight in which news speaks of a morning, afternoon, evening, night; wider than the dictionary's."""
_ROUND = ((60, 15), (30, 10), (15, 7), (5, 4))
"""A clock time on the full hour may be rounded by a quarter of an hour, and so on."""
_ABOUT = 45
"""Minutes that *around* adds to either side of a clock time."""


def compare_clocks(a: Timex, b: Timex) -> Relation:
    """How the clock times (or parts of the day) of two expressions stand to one another; days do not count.

    A time rounded to the hour is near one that is a quarter of an hour away, *around* widens by
    three quarters of an hour; a difference that a time zone can explain is ``NEAR`` where only one
    report states its zone, or one of them gives universal time.
    """
    first, second = _clocks(a), _clocks(b)
    if first and second:
        return min((_clock_pair(a, b, x, y) for x in first for y in second), key=_RANK.__getitem__)
    part_a, part_b = _part(a), _part(b)
    if first and part_b:
        return _in_part(a, first, part_b)
    if second and part_a:
        return inverse(_in_part(b, second, part_a))
    if part_a and part_b:
        return _part_pair(part_a, part_b)
    return Relation.UNKNOWN


_ORDER = (
    Relation.EQUAL,
    Relation.CONTAINS,
    Relation.WITHIN,
    Relation.OVERLAPS,
    Relation.NEAR,
    Relation.UNKNOWN,
    Relation.DISJOINT,
)
_RANK = {relation: rank for rank, relation in enumerate(_ORDER)}


def minutes_apart(a: Timex, b: Timex) -> int:
    """The least minutes between the clock times of two expressions, the shorter way round; 0 where one has none."""
    gaps = [abs(x - y) for x in _clocks(a) for y in _clocks(b)]
    return min((min(gap, _DAY_MINUTES - gap) for gap in gaps), default=0)


def _clocks(timex: Timex) -> tuple[int, ...]:
    if timex.clock is None:
        return ()
    faces = {timex.clock} if timex.clock_other is None else {timex.clock, timex.clock_other}
    others = (
        i.earliest
        for i in timex.alternatives
        if i.earliest and timex.grain in (Grain.HOUR, Grain.MINUTE, Grain.SECOND)
    )
    return tuple(sorted({*faces, *(o.hour * 60 + o.minute for o in others)}))


_DAY_MINUTES = 1440
_OFFSET = re.compile(r"UTC(?:([+-])(\d\d)(?::(\d\d))?)?\Z")


def _offset(zone: str | None) -> int | None:
    match = _OFFSET.match(zone or "")
    if not match:
        return None
    minutes = int(match[2] or 0) * 60 + int(match[3] or 0)
    return -minutes if match[1] == "-" else minutes


def _clock_pair(a: Timex, b: Timex, first: int, second: int) -> Relation:
    zone_a, zone_b = _offset(a.zone), _offset(b.zone)
    if zone_a is not None and zone_b is not None:
        first, second = first - zone_a, second - zone_b
    apart = abs(first - second) % _DAY_MINUTES
    apart = min(apart, _DAY_MINUTES - apart)
    if not apart:
        return Relation.EQUAL
    slack = max(_rounding(first), _rounding(second))
    slack += _ABOUT * ((a.mod in _VAGUE_MODS) + (b.mod in _VAGUE_MODS))
    if apart <= slack:
        return Relation.NEAR
    one_zone = (zone_a is None) != (zone_b is None)
    if one_zone and _zone_step(apart, zone_a if zone_a is not None else zone_b):
        return Relation.NEAR
    if one_zone and 0 in (zone_a, zone_b):
        return Relation.UNKNOWN  # local time against universal time: how far apart they are is not told
    return Relation.DISJOINT


def _zone_step(apart: int, offset: int | None) -> bool:
    # A whole number of hours: any for universal time, three for the zones of one country.
    return apart % 60 == 0 and (offset == 0 or apart <= 180)


def _rounding(minutes: int) -> int:
    return next((slack for step, slack in _ROUND if minutes % step == 0), 1)


def _in_part(timex: Timex, clocks: tuple[int, ...], part: str) -> Relation:
    low, high = _PARTS[part]
    slack = 60 + (_ABOUT if timex.mod in _VAGUE_MODS else 0)
    near = False
    for clock in clocks:
        for minutes in (clock, clock + 1440):
            if low <= minutes < high:
                return Relation.WITHIN
            near = near or low - slack <= minutes < high + slack
    return Relation.NEAR if near else Relation.DISJOINT


def _part_pair(first: str, second: str) -> Relation:
    if first == second:
        return Relation.EQUAL
    (a_low, a_high), (b_low, b_high) = _PARTS[first], _PARTS[second]
    for shift in (-1440, 0, 1440):
        if a_low < b_high + shift and b_low + shift < a_high:
            return Relation.OVERLAPS
        if not shift and (a_high == b_low or b_high == a_low):
            return Relation.NEAR
    return Relation.DISJOINT
