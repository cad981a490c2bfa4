"""Calendar units counted from the reference (*last week*), durations, sets, and vague references."""

import re
from dataclasses import replace
from datetime import date

from variorum.annotate.time.civil import add_days, add_months, week_value
from variorum.annotate.time.context import Context, Sense
from variorum.annotate.time.lexicon import Item
from variorum.annotate.time.tense import listed
from variorum.annotate.time.words import determiner, has_the

_STEP = {"last": -1, "past": -1, "previous": -1, "latest": -1, "next": 1, "coming": 1, "following": 1}
_TIMED = ("S", "MI", "H")


def unit_value(base: date, unit: str, step: int) -> str | None:
    """The TIMEX3 value of the calendar unit *step* units from the one that *base* lies in."""
    if unit == "D":
        return add_days(base, step).isoformat()
    if unit in ("W", "F"):
        return week_value(add_days(base, 7 * step * (2 if unit == "F" else 1)))
    if unit == "WE":
        return week_value(add_days(base, 7 * step)) + "-WE"
    if unit == "M":
        return add_months(base, step).isoformat()[:7]
    if unit == "Q":
        day = add_months(base, 3 * step)
        return f"{day.year:04d}-Q{(day.month - 1) // 3 + 1}"
    if unit == "Y":
        return f"{base.year + step:04d}"
    if unit == "E":
        return f"{base.year // 10 + step:03d}"
    if unit == "C":
        return f"{base.year // 100 + step:02d}"
    return None


UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "F": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX",
            "Y": "XXXX", "E": "XXX", "C": "XX"}  # fmt: skip


def relative_unit(item: Item, context: Context) -> Sense | None:
    """*last week*, *this year*, *the following day*, *the same month*."""
    unit, det = item.parts["u"][0].code("unit"), determiner(item)
    if unit in _TIMED or unit == "L":
        return _last_hour(item, unit, det)
    if det in ("those", "these"):
        return None
    if unit == "D" and det in ("last", "current", "latest", "past", "coming"):
        return None
    if unit == "E" and det in ("past", "last", "next", "coming") and has_the(item):
        return Sense("DURATION", "P10Y")
    if unit == "D" and det == "this" and context.word_before(item) == "to":
        return Sense("DATE", "PRESENT_REF")
    if _as_length(item, unit, det, context):
        return Sense("DURATION", amount(1, unit))
    told = det in ("that", "same", "following", "previous") or (det == "next" and has_the(item))
    base = context.last if told and context.last else context.base
    if base is None:
        return Sense("DATE", UNKNOWN[unit], relative=True)
    vague = told and (context.told if unit in ("D", "WE") else context.recent) is None
    step = _STEP.get(det, 0)
    if unit == "WE" and det in ("last", "past") and base.weekday() == 6:
        step = 0 if det == "past" else -1
    if unit == "Q" and det == "latest":
        done = completed_quarter(base)
        context.quarter = min(context.quarter or done, done)
        return Sense("DATE", f"{context.quarter[0]:04d}-Q{context.quarter[1]}", relative=True)
    value = unit_value(base, unit, step)
    if unit == "Q" and value and det != "next":
        context.quarter = (int(value[:4]), int(value[-1]))
    # On a Sunday "this week" can be the one that begins.
    sunday = unit == "W" and not told and base.weekday() == 6
    others = (week_value(add_days(base, 7 * step + 1)),) if sunday else ()
    return Sense("DATE", value, relative=True, vague=vague, others=others)


def _as_length(item: Item, unit: str, det: str, context: Context) -> bool:
    # "over the past week" is seven days, "last week" a week of the calendar
    if unit not in ("W", "M") or not has_the(item):
        return False
    return det == "past" or (det == "last" and context.word_before(item) in _SPANNING)


_SPANNING = ("over", "during", "within", "in", "throughout")


def completed_quarter(day: date) -> tuple[int, int]:
    """The year and number of the last whole quarter before a day: the one that companies then report on."""
    back = add_months(date(day.year, day.month, 1), -3)
    return back.year, (back.month - 1) // 3 + 1


def _last_hour(item: Item, unit: str, det: str) -> Sense | None:
    if (unit in _TIMED and det in ("past", "next")) or (det == "last" and has_the(item) and unit == "H"):
        return Sense("DURATION", f"PT1{'M' if unit == 'MI' else unit}")
    return None


def the_unit(item: Item, context: Context) -> Sense | None:
    """The unit of *the weekend*, *the quarter*, *the year*: the one last spoken of, or that of the reference."""
    unit = item.parts["u"][0].code("unit")
    base = context.base
    if unit == "WE":
        if base is None:
            return Sense("DATE", "XXXX-WXX-WE", relative=True)
        step = 0 if context.direction() > 0 or base.weekday() >= 5 else -1
        return Sense("DATE", f"{week_value(add_days(base, 7 * step))}-WE", relative=True)
    if unit == "Y" and ended(item, context) is not None:
        return Sense("DURATION", amount(1, unit))
    if unit == "Q":
        named = ended(item, context)
        context.quarter = named or context.quarter
        if context.quarter is None:
            return None
        return Sense("DATE", f"{context.quarter[0]:04d}-Q{context.quarter[1]}", relative=True)
    within = context.word_before(item) == "in" and context.word_before(item, 2) in _EDGES
    if unit not in ("D", "W", "M", "Y") or (context.word_after(item) in _NOT_AFTER_UNIT and not within):
        return None
    if base is None:
        return Sense("DATE", UNKNOWN[unit], relative=True, vague=True)
    told = context.last if context.narrative and context.last else base
    return Sense("DATE", unit_value(told, unit, 0), relative=True, vague=True)


_ENDED = re.compile(
    r"(?:,? (?:that|which))?,? (?:ended|ending|to|through) ([A-Z][a-z]{2,8})\.?(?: (\d{1,2}))?\b"
)


def ended(item: Item, context: Context) -> tuple[int, int] | None:
    """The quarter that the date behind *the quarter ended Sept. 30* names, as year and number; else ``None``."""
    match = _ENDED.match(context.parse.text, item.end)
    numbers = listed("months.tsv").get(match[1][:3].lower()) if match else None
    if match is None or numbers is None or context.base is None:
        return None
    month = int(next(iter(numbers)))
    # A quarter that ends in the first days of a month is the one before.
    early = match[2] is not None and int(match[2]) <= 10
    year = context.base.year - (month > context.base.month)
    end = add_months(date(year, month, 1), -1 if early else 0)
    return end.year, (end.month - 1) // 3 + 1


_EDGES = ("earlier", "later", "early", "late")
_NOT_AFTER_UNIT = (
    "after",
    "before",
    "that",
    "when",
    "of",
    "he",
    "she",
    "they",
    "it",
    "we",
    "i",
    "-",
    "to",
    "care",
)


_AMOUNT = {"E": (10, "Y"), "C": (100, "Y"), "L": (1000, "Y"), "F": (2, "W"), "WE": (1, "WE")}


def amount(number: float | None, unit: str) -> str:
    """A TIMEX3 duration: ``P3W``, ``PT2H``, ``PXY`` where the number is not said."""
    time = "T" if unit in _TIMED else ""
    code = "M" if unit == "MI" else unit
    if unit in _AMOUNT:
        times, code = _AMOUNT[unit]
        number = number * times if number is not None else None
    if number is None:
        return f"P{time}X{unit if unit == 'C' else code}"
    if number != int(number):
        return _halves(number, unit, time, code)
    return f"P{time}{int(number)}{code}"


def _halves(number: float, unit: str, time: str, code: str) -> str:
    whole, rest = int(number), number - int(number)
    smaller = {"Y": (12, "M"), "H": (60, "M"), "MI": (60, "S"), "D": (24, "H")}.get(unit)
    if smaller is None or (rest * smaller[0]) % 1:
        return f"P{time}{number:g}{code}"
    low = int(rest * smaller[0])
    if unit == "D":
        return f"P{whole}DT{low}H" if whole else f"PT{low}H"
    return f"P{time}{whole}{code}{low}{smaller[1]}" if whole else f"P{time}{low}{smaller[1]}"


def counted(parts: tuple[Item, ...]) -> tuple[float | None, str | None, bool]:
    """The number that a quantity of words gives, its TIMEX3 mod, and whether it is a range."""
    number: float | None = None
    mod: str | None = None
    ranged = False
    seen = False
    for part in parts:
        if "approx" in part.classes and not (
            "vague" in part.classes and part.text.lower() == "some" and len(parts) == 1
        ):
            mod = mod or part.code("approx")
        elif "vague" in part.classes:
            value = part.classes["vague"]
            number = None if isinstance(value, str) else value
            mod = mod or (None if number is None else "APPROX")
            seen = True
        elif "vagues" in part.classes:
            number, seen = None, True
        elif "num" in part.classes or "nw" in part.classes:
            value = part.number("num" if "num" in part.classes else "nw")
            ranged = ranged or (seen and number is not None and number >= 1 and "a" not in parts[0].classes)
            number = value if not seen or not number else number
            seen = True
        elif "halfword" in part.classes:
            number, seen = 0.5, True
        elif "a" in part.classes or "one" in part.classes:
            if not seen:
                number = 1.0
        elif "another" in part.classes and not seen:
            number = 1.0
        elif "sized" in part.classes and not seen:
            continue
    return number, mod, ranged


def duration(item: Item, context: Context) -> Sense | None:
    """*three weeks*, *a 27-year*, *about two hours*, *a year and a half*."""
    unit_item = item.parts["u"][0]
    unit = unit_item.code("units" if "units" in unit_item.classes else "unit")
    if "old" in item.parts and any("old" in i.classes for i in item.parts["old"]):
        return None  # an age is no time of an event
    quantity = item.parts["q"]
    number, mod, ranged = counted(quantity)
    if unit == "Q" and ("-" in item.text or (context.word_after(item) == "of" and number is not None)):
        return None  # three-quarters of something
    if over_time(item, context):
        mod = None
    if "units" in unit_item.classes and len(quantity) == 1 and "a" in quantity[0].classes:
        return Sense("DURATION", amount(None, unit))  # "a months-long siege"
    single = "unit" in unit_item.classes and "units" not in unit_item.classes
    if single and not _single_fits(item, quantity, number, unit, context):
        return None
    if "plus" in item.parts:
        number = (number or 0) + 0.5
    if "vague" in quantity[0].classes and context.word_before(item) == "as":
        return None  # "twice in as many weeks"
    if len(quantity) == 1 and "a" in quantity[0].classes and _rate(item, context):
        return Sense("SET", amount(1, unit))
    return Sense("DURATION", amount(number, unit), mod="APPROX" if ranged and not mod else mod)


def over_time(item: Item, context: Context) -> bool:
    """Whether *over* is the preposition of a duration (*spent over three years*), and not *more than*."""
    first = item.parts["q"][0]
    if first.text.lower() not in ("over", "under") or len(item.parts["q"]) == 1:
        return False
    if "-" in item.text and "a" in item.parts["q"][1].classes:
        return True  # "over a three-year period", "under a 20-year contract"
    if first.text.lower() == "under":
        return False
    (token, *_) = context.tokens(first)
    before = context.before(item)
    plain = before is None or (
        before.pos not in ("ADP", "ADV", "AUX", "SCONJ") and before.lemma not in _MEASURED
    )
    return token.dep == "prep" and plain


_MEASURED = ("last", "take", "spend", "serve", "wait", "live", "need")


def _rate(item: Item, context: Context) -> bool:
    # "a year" after a price or a number of times says how often, not how long.
    before = context.before(item)
    if before is None:
        return False
    word = before.text.lower()
    if before.pos == "NOUN" and context.parse.tokens[before.index - 1].pos == "NUM":
        return before.tag == "NNS" or word in _TIMES  # "40 dogs a month", "24 hours a day", "2% a year"
    return before.pos == "NUM" or word in _TIMES or before.ent in ("MONEY", "PERCENT", "CARDINAL", "QUANTITY")


_TIMES = (
    "times",
    "once",
    "twice",
    "percent",
    "%",
    "million",
    "billion",
    "barrels",
    "dollars",
    "euros",
    "pounds",
)


def _single_fits(
    item: Item, quantity: tuple[Item, ...], number: float | None, unit: str, context: Context
) -> bool:
    hyphened = "-" in item.text
    article = any("a" in q.classes and "one" not in q.classes for q in quantity)
    if unit in ("S", "Q", "WE", "MI") and (article or "one" in quantity[-1].classes) and unit != "MI":
        return False
    if number == 1 or hyphened:
        return True
    after = context.after(item)
    return bool(number and after and after.pos in ("NOUN", "ADJ", "PROPN") and unit not in ("S", "Q"))


def of_the(item: Item, _: Context) -> Sense | None:
    """*the last three weeks*, *the first two years*, *these two days*."""
    unit_item = item.parts["u"][0]
    if "units" not in unit_item.classes and "-" not in item.text:
        return None
    unit = unit_item.code("units" if "units" in unit_item.classes else "unit")
    number, mod, ranged = counted(item.parts["q"])
    if "pre" in item.parts:
        mod = item.parts["pre"][0].code("firm")
    return Sense("DURATION", amount(number, unit), mod="APPROX" if ranged and not mod else mod)


def vague_units(item: Item, context: Context) -> Sense | None:
    """*recent weeks*, *coming months*, *past years*."""
    unit = item.parts["u"][0].code("units")
    if item.text.lower() == "those days" and context.word_before(item) in ("in", "during"):
        return Sense("DATE", "PAST_REF")
    if unit in ("S", "Q") and "recent" not in item.text.lower():
        return None
    return Sense("DURATION", amount(None, unit))


def bare_units(item: Item, context: Context) -> Sense | None:
    """*for years*, *months of calm*, *hours before*: a length without a number."""
    unit = item.parts["u"][0].code("units")
    if unit in ("S", "Q", "WE"):
        return None
    if "old" in item.parts:
        return Sense("DURATION", amount(None, unit))
    before, after = context.word_before(item), context.word_after(item)
    if unit in _TIMED:
        fits = before in _LASTING or after in _COUNTED
    else:
        fits = before != "on" and (item.text[0].islower() or not before or before in _LASTING)
    return Sense("DURATION", amount(None, unit)) if fits else None


_LASTING = ("for", "in", "within", "over", "after", "of", "took", "take", "last", "lasted", "spent")
_COUNTED = ("ago", "later", "earlier", "before", "after", "-")


def shifted(base: date, number: float | None, unit: str, sign: int) -> tuple[str | None, bool]:
    """The value *number* units before or after *base*, and whether it is exact to its grain."""
    if number is None or number != int(number):
        if number is not None and unit in ("E", "C", "L"):
            years = int(number * {"E": 10, "C": 100, "L": 1000}[unit])
            return f"{base.year + sign * years:04d}" if base.year + sign * years > 0 else None, True
        if number is not None and unit == "Y":
            return f"{add_months(base, sign * int(number * 12)).isoformat()[:7]}", True
        return None, False
    whole = sign * int(number)
    if unit in _TIMED:
        return None, False
    if unit in ("E", "C", "L"):
        years = whole * {"E": 10, "C": 100, "L": 1000}[unit]
        year = base.year + years
        if unit == "E" and abs(whole) == 1:
            return (
                f"{year:04d}" if year > 0 else None
            ), True  # "a decade ago" is ten years, not the decade before
        return (f"{year // 10:03d}" if unit == "E" else f"{year // 100:02d}") if year > 0 else None, True
    return unit_value(base, unit, whole), True


def with_mod(sense: Sense, mod: str | None) -> Sense:
    """The same sense under a modifier, unless it has one."""
    return replace(sense, mod=sense.mod or mod)
