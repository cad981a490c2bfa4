"""Expressions made of others: *two days later*, *late December*, *9 a.m. on Wednesday*, *the end of 2025*."""

from dataclasses import replace
from datetime import date

from variorum.annotate.time import days, months, periods, sets, units, years
from variorum.annotate.time.civil import add_days
from variorum.annotate.time.clocks import clock_sense
from variorum.annotate.time.context import Context, Sense
from variorum.annotate.time.lexicon import Item
from variorum.annotate.time.resolution import Resolver, child, resolve

RESOLVERS: dict[str, Resolver] = {
    "date.also": days.also,
    "date.first": days.first_of_two,
    "date.yeartail": years.year_tail,
    "date.nthof": months.part_of_month,
    "date.nthday": months.weekday_of_month,
    "set.nthday": sets.every_nth_day,
    "set.nthofunit": months.weekday_of_this_month,
    "date.iso": days.iso,
    "date.slashes": days.iso,
    "date.fixed": days.fixed,
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
    "date.fycode": years.fiscal_code,
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
    "dur.halfof": periods.half,
    "dur.mixed": periods.mixed,
    "dur.long": periods.unit_long,
    "dur.lastyear": periods.year_earlier,
    "date.nthin": periods.nth_in,
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
    "set.holiday": sets.every_holiday,
    "set.wdaypart": sets.weekday_parts,
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
    "ref.period": periods.that_period,
    "ref.moment": sets.reference,
}


def one(item: Item, context: Context) -> Sense | None:
    """An expression that stands alone."""
    return child(item, "d", context)


def part_of_day(item: Item, context: Context) -> Sense | None:
    """*Tuesday night*, *the evening of 5 June*, *early Sunday morning*."""
    day = child(item, "d", context)
    word = item.parts["p"][0]
    mod = _edge(item)
    if day is None:
        return None
    if "part" in word.classes:
        code = word.code("part")
    elif word.rule in ("date.part", "date.dawn"):
        code = word.parts["p"][0].code("part")
    elif word.rule == "date.overnight":
        code = "NI"
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
    day = child(item, "d", context)
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
    day = child(item, "d", context) if "d" in item.parts else None
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


def approximate(item: Item, context: Context) -> Sense | None:
    """*about 1950*, *around Christmas*."""
    day = child(item, "d", context)
    mod = item.parts["ap"][0].code("approx") if "ap" in item.parts else "APPROX"  # "the next year or so"
    return replace(day, mod=day.mod or mod) if day else None


PHRASES: dict[str, Resolver] = {
    "timex.one": one,
    "date.daypart": part_of_day,
    "timex.clockdate": clock_date,
    "timex.dateclock": clock_date,
    "timex.clock": clock_date,
    "timex.edge": edge,
    "date.of": of_date,
    "date.poss": of_date,
    "timex.approx": approximate,
}
