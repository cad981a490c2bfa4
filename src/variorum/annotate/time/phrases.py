"""Expressions made of others: *two days later*, *late December*, *9 a.m. on Wednesday*, *the end of 2025*."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from variorum.annotate.time import days, months, periods, sets, units, years
from variorum.annotate.time.civil import add_days, interval_of, week_value
from variorum.annotate.time.clocks import clock_sense
from variorum.annotate.time.context import Context, Sense
from variorum.annotate.time.lexicon import Item
from variorum.annotate.time.tense import UNSURE

Resolver = Callable[[Item, Context], Sense | None]

RESOLVERS: dict[str, Resolver] = {
    "date.also": days.also,
    "date.first": days.first_of_two,
    "date.yeartail": years.year_tail,
    "date.nthof": months.week_of_month,
    "date.nthday": months.weekday_of_month,
    "set.nthday": sets.every_nth_day,
    "set.nthofunit": months.weekday_of_this_month,
    "date.iso": days.iso,
    "date.slashes": days.iso,
    "date.mdy": days.full,
    "date.md": days.month_day,
    "date.wd": days.day_of_month,
    "date.dth": days.day_of_month,
    "date.my": months.month_year,
    "date.m": months.month,
    "date.w": days.weekday,
    "date.deictic": days.deictic,
    "date.overnight": days.overnight,
    "date.relunit": units.relative_unit,
    "date.theunit": units.the_unit,
    "date.fiscal": years.fiscal,
    "date.quarter": months.quarter,
    "date.halfyear": months.half_year,
    "date.qcode": months.quarter_code,
    "date.yearago": months.year_ago,
    "date.season": months.season,
    "date.decade": years.decade,
    "date.century": years.century,
    "date.year": years.year,
    "date.wweek": periods.weekday_week,
    "date.midweek": periods.midweek,
    "date.consec": periods.consecutive,
    "date.period": periods.period,
    "date.sameof": periods.same_of,
    "date.bc": years.before_christ,
    "date.holiday": days.holidays,
    "date.part": days.day_part,
    "date.dawn": days.dawn,
    "date.newyear": years.new_year,
    "date.yearend": years.year_end,
    "dur.n": units.duration,
    "dur.det": units.of_the,
    "dur.then": units.of_the,
    "dur.halfof": units.half,
    "dur.mixed": units.mixed,
    "dur.recent": units.vague_units,
    "dur.alt": periods.either,
    "dur.while": periods.while_,
    "dur.ahead": periods.ahead,
    "dur.theunits": periods.the_units,
    "dur.sum": periods.sum_of,
    "dur.these": units.vague_units,
    "dur.bare": units.bare_units,
    "set.every": sets.every,
    "set.everyth": sets.every_nth,
    "set.wday": sets.every_weekday,
    "set.wdays": sets.weekdays,
    "set.month": sets.every_month,
    "set.season": sets.every_season,
    "set.part": sets.every_part,
    "set.seasons": sets.every_season,
    "set.adverb": sets.adverb,
    "set.annual": sets.annual,
    "set.per": sets.per_unit,
    "set.often": sets.per_unit,
    "ref.now": sets.reference,
    "ref.recent": sets.reference,
    "ref.future": sets.reference,
    "ref.current": sets.reference,
    "ref.past": sets.reference,
    "ref.that": periods.that_time,
    "ref.moment": sets.reference,
}


def resolve(item: Item, context: Context) -> Sense | None:
    """What an item means in its context, or ``None`` where it is no time expression after all."""
    found = PHRASES.get(item.rule) or RESOLVERS.get(item.rule)
    return found(item, context) if found else None


def _child(item: Item, name: str, context: Context) -> Sense | None:
    return resolve(item.parts[name][0], context)


def one(item: Item, context: Context) -> Sense | None:
    """An expression that stands alone."""
    return _child(item, "d", context)


def _counted(item: Item) -> tuple[float | None, str, str | None] | None:
    inner = item.parts["u"][0]
    if "u" not in inner.parts:
        return None
    unit_item = inner.parts["u"][0]
    unit = unit_item.code("units" if "units" in unit_item.classes else "unit")
    if inner.rule == "dur.halfof":
        return 0.5, unit, None
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
        return Sense("DATE", units.UNKNOWN.get(unit, "XXXX-XX-XX"), mod=mod, relative=True)
    if context.quarter and unit == "Y" and number == 1 and sign < 0 and not told:
        year, quarter = context.quarter
        return Sense("DATE", f"{year - 1:04d}-Q{quarter}", mod=mod, relative=True)
    value, _exact = units.shifted(base, number, unit, sign)
    if value is None:
        found = _hours(base, number, unit, sign)
        return replace(found, vague=True, others=()) if found and told else found
    return Sense("DATE", value, mod=mod, relative=True)


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
    if item.parts["dir"][0].text.lower() in ("before", "previously") and not closes(item, context):
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
    day = _child(item, "d", context)
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
        day = _child(item, "d", context)
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


def part_of_day(item: Item, context: Context) -> Sense | None:
    """*Tuesday night*, *the evening of 5 June*, *early Sunday morning*."""
    day = _child(item, "d", context)
    word = item.parts["p"][0]
    mod = _edge(item)
    if day is None:
        return None
    if "part" in word.classes:
        code = word.code("part")
    elif word.rule == "date.part":
        code = word.parts["p"][0].code("part")
    else:
        return None
    value = day.value or ""
    if len(value) < 10 or "T" in value:
        if value.startswith("XXXX-WXX-") or value == "XXXX-XX-XX":
            return replace(day, type="TIME", value=f"{value}T{code}", mod=mod)
        return replace(day, mod=mod) if "T" in value else None
    others = tuple(o + f"T{code}" for o in day.others if len(o) == 10)
    return replace(day, type="TIME", value=f"{value[:10]}T{code}", mod=mod, others=others)


def _edge(item: Item) -> str | None:
    if "e" not in item.parts:
        return None
    classes = item.parts["e"][0].classes
    for name in ("early", "late", "mid", "edge", "later", "earlier"):
        if name in classes:
            return str(classes[name])
    return None


_HALVES = {"first half": "H1", "second half": "H2", "latter half": "H2", "last half": "H2"}


def edge(item: Item, context: Context) -> Sense | None:
    """*late December*, *the end of 2025*, *earlier this month*, *later this year*."""
    day = _child(item, "d", context)
    if day is None:
        return None
    word = item.parts["e"][0].text.lower()
    mod = _edge(item)
    if word in _HALVES and day.value and len(day.value) == 4:
        return replace(day, value=f"{day.value}-{_HALVES[word]}")
    if day.type == "TIME" and day.value and "T" in day.value and word in ("earlier", "later"):
        return replace(day, mod=mod)
    if word == "earlier" and day.relative and context.base and not context.narrative:
        return replace(day, mod=mod, not_after=add_days(context.base, 1))
    if word == "later" and day.relative and context.base and not context.narrative:
        return replace(day, mod=mod, not_before=context.base)
    return replace(day, mod=mod)


def clock_date(item: Item, context: Context) -> Sense | None:
    """*around 11 a.m. local time on Wednesday*."""
    day = _child(item, "d", context) if "d" in item.parts else None
    part = None
    if "part" in item.parts:
        inner = item.parts["part"][0]
        part = inner.parts["p"][0].code("part") if inner.rule == "date.part" else None
    mod = item.parts["ap"][0].code("approx") if "ap" in item.parts else None
    if day and day.value and len(day.value) < _DAY_LONG:
        return None  # "6 p.m. on Spring Avenue": no day
    if day and day.type == "TIME" and day.value and "T" in day.value:
        part = day.value.partition("T")[2][:2]
    sense = clock_sense(item.parts["c"][0], context, day, part, mod)
    return replace(sense, clock_only=True) if sense and day and day.vague else sense


_DAY_LONG = 10
"""Characters of a value that names a day, or a part of one."""


def of_date(item: Item, context: Context) -> Sense | None:
    """*October of last year*, *the first quarter of 2026*, *Monday of this week*."""
    inner, outer = item.parts["d"][0], item.parts["y"][0]
    whole = resolve(outer, context)
    if whole is None or whole.value is None:
        return None
    year = whole.value[:4]
    if (
        inner.rule in ("date.m", "date.season", "date.quarter", "date.md", "date.holiday")
        and len(whole.value) == 4
    ):
        part = resolve(inner, context)
        if part is None or part.value is None:
            return None
        if inner.rule == "date.quarter":
            context.quarter = (int(year), int(part.value[-1])) if year.isdigit() else context.quarter
        return replace(part, value=year + part.value[4:], others=(), relative=whole.relative, year=whole.year)
    if inner.rule == "date.w" and "-W" in whole.value and whole.value[:4].isdigit():
        number = int(inner.parts["w"][0].number("wday"))
        day = date.fromisocalendar(int(year), int(whole.value[6:8]), number + 1)
        return Sense("DATE", day.isoformat(), relative=whole.relative, weekday=number)
    return None


def week_of(item: Item, context: Context) -> Sense | None:
    """*the week of March 6*."""
    day = _child(item, "d", context)
    start = _start(day) if day else None
    if start is None or _unit_of(item) != "W":
        return None
    return Sense("DATE", week_value(start), relative=day.relative if day else True)


def approximate(item: Item, context: Context) -> Sense | None:
    """*about 1950*, *around Christmas*."""
    day = _child(item, "d", context)
    return replace(day, mod=day.mod or item.parts["ap"][0].code("approx")) if day else None


PHRASES: dict[str, Resolver] = {
    "timex.one": one,
    "timex.ago": ago,
    "timex.agothis": periods.ago_this,
    "timex.hence": hence,
    "timex.later": later,
    "timex.earlier": earlier,
    "timex.offset": offset,
    "date.dayoffset": day_offset,
    "date.daypart": part_of_day,
    "timex.clockdate": clock_date,
    "timex.dateclock": clock_date,
    "timex.clock": clock_date,
    "timex.edge": edge,
    "date.of": of_date,
    "date.poss": of_date,
    "date.weekof": week_of,
    "timex.approx": approximate,
}
