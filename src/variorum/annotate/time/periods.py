"""Periods counted from others: *the same period last year*, *for a third straight day*, *Monday week*, *a while*."""

from datetime import date

from variorum.annotate.time import units
from variorum.annotate.time.civil import add_days, add_months, interval_of, week_value
from variorum.annotate.time.context import Context, Sense
from variorum.annotate.time.lexicon import Item
from variorum.annotate.time.resolution import resolve
from variorum.annotate.time.words import determiner, number_of, year_of


def period(item: Item, context: Context) -> Sense | None:
    """*the latest period*, *the 1988 period*: a quarter where quarters are spoken of."""
    if "y" in item.parts:
        year = year_of(item.parts["y"][0])
        if context.quarter is None or context.speaks_of("months"):
            return Sense("DATE", f"{year:04d}", year=year)
        return Sense("DATE", f"{year:04d}-Q{context.quarter[1]}", year=year)
    if context.base is None:
        return None
    done = units.completed_quarter(context.base)
    year, number = min(context.quarter or done, done) if "det" in item.parts else context.quarter or done
    return Sense("DATE", f"{year:04d}-Q{number}", relative=True)


def same_of(item: Item, context: Context) -> Sense | None:
    """*the same period last year*, *this time last year*, *the same month last year*."""
    outer = item.parts["y"][0]
    unit, det = outer.parts["u"][0].code("unit"), determiner(outer)
    if unit not in ("W", "M", "Y") or context.base is None or det not in ("last", "next", "previous", "past"):
        return None
    step = 1 if det == "next" else -1
    if unit != "Y":
        timed = "t" in item.parts and item.parts["t"][0].rule == "ref.that"
        return Sense("DATE", units.unit_value(context.base, unit, step), relative=True) if timed else None
    word = item.parts["u"][0] if "u" in item.parts else None
    if word is None and item.parts["t"][0].rule == "date.relunit":
        inner = item.parts["t"][0]
        if determiner(inner) not in ("same", "this"):
            return None
        word = inner.parts["u"][0]
    code = word.code("unit") if word and "unit" in word.classes else ""
    if code in ("D", "W", "M", "Q"):
        return Sense("DATE", units.unit_value(add_months(context.base, 12 * step), code, 0), relative=True)
    if context.quarter and (word is None or "period" in word.classes):
        year, number = context.quarter
        return Sense("DATE", f"{year + step:04d}-Q{number}", relative=True)
    if word is None:
        return Sense("DATE", add_months(context.base, 12 * step).isoformat()[:7], relative=True)
    return Sense("DATE", f"{context.base.year + step:04d}", relative=True)


def consecutive(item: Item, context: Context) -> Sense | None:
    """*for a third straight day*: the day (week, month) that is told."""
    word = item.parts["u"][0]
    if "part" in word.classes:
        day = context.told or context.base
        value = f"{day.isoformat() if day else 'XXXX-XX-XX'}T{word.code('part')}"
        return Sense("TIME", value, relative=True, vague=True)
    unit = word.code("unit")
    if unit not in ("D", "W", "M", "Y", "Q") or context.word_after(item) == "of":
        return None
    after = context.after(item)
    if after is not None and after.pos in ("NOUN", "PROPN") and not item.text.lower().endswith(_RUNNING):
        return None
    base = (context.told if unit == "D" else None) or context.base
    found = units.unit_value(base, unit, 0) if base else units.UNKNOWN[unit]
    return Sense("DATE", found, relative=True, vague=True)


_RUNNING = ("running", "in a row")
"""They close the expression: a noun behind them is not what it counts."""


def weekday_week(item: Item, context: Context) -> Sense | None:
    """*Monday week*, *a week on Monday* (British): the Monday after the next one."""
    number = int(item.parts["w"][0].number("wday"))
    if context.base is None:
        return Sense("DATE", f"XXXX-WXX-{number + 1}", weekday=number, relative=True)
    ahead = (number - context.base.weekday()) % 7 or 7
    return Sense("DATE", add_days(context.base, ahead + 7).isoformat(), weekday=number, relative=True)


def midweek(item: Item, context: Context) -> Sense | None:
    """*midweek*: the middle of the week that is spoken of."""
    after = context.after(item)
    if after is not None and after.pos in ("NOUN", "PROPN"):
        return None
    if context.base is None:
        return Sense("DATE", "XXXX-WXX", mod="MID", relative=True)
    past = context.direction() < 0 and context.base.weekday() < 2
    return Sense("DATE", week_value(add_days(context.base, -7 if past else 0)), mod="MID", relative=True)


def half(item: Item, _: Context) -> Sense | None:
    """*half an hour*."""
    unit = item.parts["u"][0].code("unit" if "unit" in item.parts["u"][0].classes else "centuryunit")
    if unit in ("half", "WE", "Q"):
        return None
    part = 0.25 if "quarterword" in item.parts["half"][0].classes else 0.5
    return Sense("DURATION", units.amount(part, unit))


def mixed(item: Item, _: Context) -> Sense | None:
    """*2 1/2 years*."""
    unit_item = item.parts["u"][0]
    unit = unit_item.code("units" if "units" in unit_item.classes else "unit")
    below = item.parts["c"][0].number("num")
    if not below:
        return None
    return Sense(
        "DURATION",
        units.amount(item.parts["a"][0].number("num") + item.parts["b"][0].number("num") / below, unit),
    )


def unit_long(item: Item, _: Context) -> Sense | None:
    """*a year-long inquiry*, *the weeklong visit*: one of the unit."""
    word = item.parts["u"][0]
    unit = word.code("unitlong" if "unitlong" in word.classes else "unit")
    return Sense("DURATION", units.amount(1, unit)) if unit not in ("S", "Q", "WE", "F", "L") else None


def year_earlier(item: Item, _: Context) -> Sense | None:
    """*the year-earlier nine months*: a length, of which the year is not in the value."""
    number, _mod, _ranged = units.counted(item.parts["q"])
    return Sense("DURATION", units.amount(number, item.parts["u"][0].code("units")))


def nth_in(item: Item, context: Context) -> Sense | None:
    """*the third week of this month*, *the first day of next year*, *the last day of the month*."""
    whole = resolve(item.parts["d"][0], context)
    inner = item.parts["last"][0] if "last" in item.parts else item
    if whole is None or ("last" in item.parts and determiner(inner) != "last"):
        return None
    span = interval_of(whole.value or "")
    nth = (
        -1 if "last" in item.parts or "final" in item.parts["n"][0].classes else number_of(item.parts["n"][0])
    )
    if span is None or not nth or span[0].earliest is None or span[0].latest is None:
        return None
    first, end = span[0].earliest.date(), span[0].latest.date()
    value = _nth_value(first, end, nth, inner.parts["u"][0].code("unit"))
    return Sense("DATE", value, relative=True, vague=whole.vague) if value else None


def _nth_value(first: date, end: date, nth: int, unit: str) -> str | None:
    # The *nth* day, week or month of the days from *first* up to *end*; of a week, the one that holds most of its days.
    if unit == "M":
        day = add_months(end, -1) if nth < 0 else add_months(first, nth - 1)
    elif unit == "W":
        day = add_days(end, -4) if nth < 0 else add_days(first, 3 + 7 * (nth - 1))
    else:
        day = add_days(end, -1) if nth < 0 else add_days(first, nth - 1)
    inside = unit in ("D", "W", "M") and first <= day < end and end > add_days(first, _SPAN[unit])
    return units.unit_value(day, unit, 0) if inside else None


_SPAN = {"D": 1, "W": 7, "M": 31}
"""Days that a whole has more of than its part."""


def while_(_: Item, __: Context) -> Sense:
    """*a while*, *some time*: a length that no unit measures."""
    return Sense("DURATION", "PXX")


def either(item: Item, _: Context) -> Sense | None:
    """*a year or two*."""
    unit = item.parts["u"][0].code("unit")
    if unit in ("S", "Q", "WE"):
        return None
    return Sense("DURATION", units.amount(1, unit), mod="APPROX")


def ahead(item: Item, _: Context) -> Sense | None:
    """*the weeks ahead*, *years to come*."""
    unit = item.parts["u"][0].code("units")
    return Sense("DURATION", units.amount(None, unit)) if unit not in ("S", "Q") else None


_LONG = ("D", "W", "M", "Y", "E", "C")


def the_units(item: Item, context: Context) -> Sense | None:
    """*over the years*, *in the days before the vote*, *the early years*."""
    unit = item.parts["u"][0].code("units")
    before, after = context.word_before(item), context.word_after(item)
    fits = before in ("over", "in", "through", "during", "for") or after in (
        "before",
        "after",
        "since",
        "following",
    )
    if unit not in _LONG or not fits or after == "of":
        return None
    return Sense("DURATION", units.amount(None, unit))


_RANK = {"S": 0, "MI": 1, "H": 2, "D": 3, "W": 4, "M": 5, "Y": 6}


def sum_of(item: Item, context: Context) -> Sense | None:
    """*two hours and four minutes*, *a year, six months*: one length of two units."""
    first, second = item.parts["a"][0], item.parts["b"][0]
    codes = [
        i.parts["u"][0].code("units" if "units" in i.parts["u"][0].classes else "unit")
        for i in (first, second)
    ]
    if any(c not in _RANK for c in codes) or _RANK[codes[0]] <= _RANK[codes[1]]:
        return None
    whole, part = units.duration(first, context), units.duration(second, context)
    if whole is None or part is None or {whole.type, part.type} != {"DURATION"}:
        return None
    a, b = whole.value or "", part.value or ""
    if "X" in a + b:
        return None
    joined = a + (b[2:] if a.startswith("PT") else b[1:])
    return Sense("DURATION", joined, mod=whole.mod or part.mod)


def ago_this(item: Item, context: Context) -> Sense | None:
    """*three years ago this week*, *a year ago today*."""
    unit_item = item.parts["u"][0].parts.get("u")
    quantity = item.parts["u"][0].parts.get("q")
    if context.base is None or not unit_item or not quantity:
        return None
    number, mod, _ = units.counted(quantity)
    step = {"Y": 12, "M": 1, "E": 120}.get(
        unit_item[0].code("units" if "units" in unit_item[0].classes else "unit")
    )
    if number is None or number != int(number) or step is None:
        return None
    then = add_months(context.base, -step * int(number))
    day = item.parts["d"][0]
    if day.rule == "date.deictic":
        code = day.parts["x"][0].code("deictic")
        value = add_days(then, int(float(code))).isoformat() if not code.endswith("NI") else None
    elif determiner(day) in ("this", "last", "next"):
        step_back = {"this": 0, "last": -1, "next": 1}[determiner(day)]
        value = units.unit_value(then, day.parts["u"][0].code("unit"), step_back)
    else:
        value = None
    return Sense("DATE", value, mod=mod, relative=True) if value else None


def that_time(item: Item, context: Context) -> Sense | None:
    """*at that time*: the time last told, which the words alone do not date."""
    if not item.text.lower().startswith("that") or context.word_before(item) not in _AT:
        return None
    return Sense("DATE", context.last_value or "PAST_REF", vague=True, relative=True)


def that_period(item: Item, context: Context) -> Sense | None:
    """*during this period*: the time last told, likewise."""
    if context.word_before(item) not in _THROUGHOUT:
        return None
    return Sense("DATE", context.last_value or "PAST_REF", vague=True, relative=True)


_THROUGHOUT = ("during", "in", "throughout", "over", "within")
_AT = ("at", "by", "since", "until", "from", "before", "during", "around", "to")
