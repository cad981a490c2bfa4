"""Expressions counted from another time: *two days later*, *the day after Christmas*, *two Sundays ago*."""

from dataclasses import replace
from datetime import date

from variorum.annotate.time import periods, units
from variorum.annotate.time.civil import add_days, interval_of, week_value
from variorum.annotate.time.context import Context, Sense
from variorum.annotate.time.lexicon import Item
from variorum.annotate.time.resolution import Resolver, child, resolve
from variorum.annotate.time.tense import UNSURE
from variorum.annotate.time.words import determiner, has_the


def _counted(item: Item) -> tuple[float | None, str, str | None] | None:
    inner = item.parts["u"][0]
    if "u" not in inner.parts:
        return None
    unit_item = inner.parts["u"][0]
    unit = unit_item.code("units" if "units" in unit_item.classes else "unit")
    if inner.rule == "dur.halfof":
        part = 0.25 if "quarterword" in inner.parts["half"][0].classes else 0.5
        return part, unit, None
    if "q" not in inner.parts:
        return None, unit, None
    number, mod, _ = units.counted(inner.parts["q"])
    if "plus" in inner.parts:
        number = (number or 0) + 0.5
    return number, unit, mod


def _moved(item: Item, context: Context, base: date | None, sign: int, *, told: bool) -> Sense | None:
    counted = _counted(item)
    if counted is None:
        return None
    number, unit, mod = counted
    if number is None and unit in _CLOCKED and told and base:
        return Sense("TIME", base.isoformat(), relative=True, vague=True)
    if number is None:
        return Sense("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF", vague=True)
    if base is None:
        return Sense("DATE", units.UNKNOWN.get(unit, units.UNKNOWN["D"]), mod=mod, relative=True)
    if context.quarter and unit == "Y" and number == 1 and sign < 0 and not told:
        year, quarter = context.quarter
        return Sense("DATE", f"{year - 1:04d}-Q{quarter}", mod=mod, relative=True)
    value, _exact = units.shifted(base, number, unit, sign)
    if value is None:
        found = _hours(base, number, unit, sign)
        return replace(found, vague=True, others=()) if found and told else found
    loose = "APPROX" if unit == "E" and number == 1 else None  # "a decade ago"
    return Sense("DATE", value, mod=mod or loose, relative=True)


_CLOCKED = ("H", "MI", "S")


def _hours(base: date, number: float, unit: str, sign: int) -> Sense | None:
    if unit not in _CLOCKED:
        return None
    # The report's hour is not known: the day, or the one beside it.
    hours = number if unit == "H" else number / 60
    beside = add_days(base, sign * max(1, round(hours / 24)))
    return Sense("TIME", base.isoformat(), relative=True, others=(beside.isoformat(),))


def ago(item: Item, context: Context) -> Sense | None:
    """*two years ago*."""
    return _moved(item, context, context.base, -1, told=False)


def hence(item: Item, context: Context) -> Sense | None:
    """*two years from now*."""
    return _moved(item, context, context.base, 1, told=False)


def later(item: Item, context: Context) -> Sense | None:
    """*two days later*: after the event last told."""
    if item.parts["dir"][0].text.lower() == "after" and not closes(item, context):
        return None
    return _after_told(item, context, 1)


def earlier(item: Item, context: Context) -> Sense | None:
    """*a year earlier*: before the event last told."""
    finance = context.quarter is not None
    if item.parts["dir"][0].text.lower() in ("before", "previously", "prior") and not closes(item, context):
        return None
    if context.word_after(item) == "than":
        return None  # "a day earlier than planned"
    if finance:
        return _moved(item, context, context.base, -1, told=False)
    return _after_told(item, context, -1)


def _after_told(item: Item, context: Context, sign: int) -> Sense | None:
    # Years and months count from the year last named, days and weeks from a day named just before.
    counted = _counted(item)
    coarse = counted is not None and counted[1] in ("Y", "M", "E", "C", "L", "Q")
    base = context.last if coarse or context.narrative else context.told
    # Without a day told just before, the report's own is likelier than one of long ago.
    spare = context.last if coarse else context.base
    moved = _moved(
        item, context, base or spare or context.last or context.base, sign, told=context.last is not None
    )
    if moved is None or base is not None or (coarse and sign < 0):
        return moved
    dated = moved.value is not None and moved.value[:4].isdigit()
    if sign > 0 and dated and context.base and context.direction() < UNSURE:
        # What has happened did so by the day of the report.
        own = context.base.isoformat()
        moved = replace(moved, value=min(moved.value or own, own[: len(moved.value or own)]))
    return replace(moved, vague=True)


def closes(item: Item, context: Context) -> bool:
    """Whether *two days after* ends its clause, and is not the conjunction or preposition."""
    return context.word_after(item) in (".", ",", ";", ":", "", ")", "”", "''", '"')


def offset(item: Item, context: Context) -> Sense | None:
    """*two days after Christmas*, *a week from Friday*."""
    day = child(item, "d", context)
    if day is None:
        return None
    sign = (
        -1 if "before" in item.parts["dir"][0].classes or "theretofore" in item.parts["dir"][0].classes else 1
    )
    start = _start(day)
    counted = _counted(item)
    if counted and counted[0] is None:
        return None  # "a few days before 4 July": a length and a date
    if start is None or (counted and counted[1] in _CLOCKED):
        return None
    moved = _moved(item, context, start, sign, told=True)
    if moved and counted and counted[1] == "W" and counted[0] and len(day.value or "") == 10:
        # "three weeks from Saturday" is a Saturday
        moved = replace(moved, value=add_days(start, sign * 7 * int(counted[0])).isoformat())
    return moved or resolve(item.parts["u"][0], context)


def _start(sense: Sense) -> date | None:
    found = interval_of(sense.value) if sense.value else None
    return found[0].earliest.date() if found and found[0].earliest else None


def _unit_of(item: Item) -> str:
    for name in ("unit", "u"):
        if name in item.parts:
            return item.parts[name][0].code("unit")
    inner = item.parts["the" if "the" in item.parts else "u2"][0]
    return inner.parts["u"][0].code("unit")


def day_offset(item: Item, context: Context) -> Sense | None:
    """*the day after tomorrow*, *the day before*, *the day after the vote*."""
    unit = _unit_of(item)
    if unit not in ("D", "W", "M", "Y"):
        return None
    classes = item.parts["dir"][0].classes
    sign = -1 if "before" in classes or "theretofore" in classes else 1
    if "d" in item.parts:
        day = child(item, "d", context)
        base = _start(day) if day else None
    elif "the" not in item.parts:
        return None
    else:
        # "the day after the vote": the vote's own day is not known here
        base = context.told or context.last
        sure = context.told is not None and closes(item, context)
        value = units.unit_value(base, unit, sign) if base else units.UNKNOWN[unit]
        return Sense("DATE", value, relative=True, vague=not sure)
    if base is None:
        return Sense("DATE", units.UNKNOWN[unit], relative=True)
    return Sense("DATE", units.unit_value(base, unit, sign), relative=True)


def part_before(item: Item, context: Context) -> Sense | None:
    """*the night before*: of the day last told, where what follows is not what it came before."""
    part = item.parts["p"][0]
    if part.rule != "date.part" or determiner(part) or not has_the(part):
        return None
    base = context.told or context.base
    day = add_days(base, -1).isoformat() if base else units.UNKNOWN["D"]
    sure = context.told is not None and closes(item, context)
    return Sense("TIME", f"{day}T{part.parts['p'][0].code('part')}", relative=True, vague=not sure)


def week_of(item: Item, context: Context) -> Sense | None:
    """*the week of March 6*, *the week ending 7 March*, *the weekend of 21 March*."""
    day = child(item, "d", context)
    start = _start(day) if day else None
    unit = _unit_of(item)
    if start is None or unit not in ("W", "WE"):
        return None
    value = week_value(start) + ("-WE" if unit == "WE" else "")
    return Sense("DATE", value, relative=day.relative if day else True)


def month_of(item: Item, context: Context) -> Sense | None:
    """*the month of June*."""
    return child(item, "d", context) if _unit_of(item) == "M" else None


def before_last(item: Item, context: Context) -> Sense | None:
    """*the week before last*, *the Friday before last*, *the night before last*."""
    base = context.base
    if base is None:
        return None
    if "w" in item.parts:
        number = int(item.parts["w"][0].parts["w"][0].number("wday"))
        back = (base.weekday() - number) % 7 or 7
        return Sense("DATE", add_days(base, -back - 7).isoformat(), weekday=number, relative=True)
    if "p" in item.parts:
        part = item.parts["p"][0]
        code = (part if "part" in part.classes else part.parts["p"][0]).code("part")
        return Sense("TIME", f"{add_days(base, -2).isoformat()}T{code}", relative=True)
    unit = item.parts["the"][0].parts["u"][0].code("unit")
    value = units.unit_value(base, unit, -2) if unit in ("W", "WE", "M", "Y", "Q") else None
    return Sense("DATE", value, relative=True) if value else None


def weekdays_ago(item: Item, context: Context) -> Sense | None:
    """*two Sundays ago*: today's own does not count."""
    number = int(item.parts["w"][0].parts["w"][0].number("wdays"))
    count = units.counted(item.parts["n"])[0]
    if context.base is None or not count or count > _MANY:
        return None
    back = (context.base.weekday() - number) % 7 or 7
    day = add_days(context.base, -back - 7 * (int(count) - 1))
    return Sense("DATE", day.isoformat(), weekday=number, relative=True)


_MANY = 60
"""Weekdays beyond which nobody counts."""


def weekday_beside(item: Item, context: Context) -> Sense | None:
    """*the Tuesday after Easter*, *the Sunday before 5 March*: the first one on that side of the day."""
    day = child(item, "d", context)
    start = _start(day) if day else None
    if day is None or start is None or len(day.value or "") != _DAY_LONG:
        return None
    number = int(item.parts["w"][0].parts["w"][0].number("wday"))
    after = "after" in item.parts["dir"][0].classes
    step = ((number - start.weekday()) % 7 or 7) if after else -((start.weekday() - number) % 7 or 7)
    return Sense("DATE", add_days(start, step).isoformat(), weekday=number, relative=day.relative)


_DAY_LONG = 10
"""Characters of a value that names a day."""


OFFSETS: dict[str, Resolver] = {
    "timex.ago": ago,
    "timex.agothis": periods.ago_this,
    "timex.hence": hence,
    "timex.later": later,
    "timex.earlier": earlier,
    "timex.offset": offset,
    "date.dayoffset": day_offset,
    "date.partbefore": part_before,
    "date.weekof": week_of,
    "date.monthof": month_of,
    "date.beforelast": before_last,
    "date.wbeside": weekday_beside,
    "timex.wdaysago": weekdays_ago,
}
"""The meaning of each rule of this module by its name."""
