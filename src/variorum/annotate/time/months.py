"""Months, quarters and seasons, read in their context."""

from dataclasses import replace
from datetime import date

from variorum.annotate.time.civil import add_days, add_months, nth_weekday, week_value
from variorum.annotate.time.context import Context, Sense
from variorum.annotate.time.lexicon import Item
from variorum.annotate.time.tense import PAST, PERHAPS_FUTURE, UNSURE, governor, listed
from variorum.annotate.time.words import determiner, has_the, number_of, year_of
from variorum.text import Span

SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def month_year(item: Item, _: Context) -> Sense:
    """*January 2026*."""
    year, month = year_of(item.parts["y"][0]), int(item.parts["m"][0].number("month"))
    return Sense("DATE", f"{year:04d}-{month:02d}", year=year, month=month)


def month(item: Item, context: Context) -> Sense | None:
    """*January*, *last January*."""
    name = item.parts["m"][0]
    number, det = int(name.number("month")), determiner(item)
    if not det and not is_month(name, context):
        return None
    bare = Sense("DATE", f"XXXX-{number:02d}", month=number, relative=True)
    year = None if det else joined_year(context, number)
    if year is None and det not in ("last", "next", "coming", "past"):
        year = story_year(context, number)
    base = context.base
    if det in ("that", "same", "following", "previous"):
        base = context.anchor
    if year is None:
        if base is None:
            return bare
        year = _month_year(base, number, det, context)
    other: tuple[str, ...] = ()
    if (
        det == "last"
        and base
        and (number, year) == ((base.month - 2) % 12 + 1, base.year - (base.month == 1))
    ):
        other = (f"{year - 1:04d}-{number:02d}",)  # "last February", said in March
    if not det and context.direction() == UNSURE and base and not context.narrative:
        other = (f"{year + (1 if number <= base.month and year <= base.year else -1):04d}-{number:02d}",)
        other = other if abs(number - base.month) > 3 else ()
    return replace(bare, value=f"{year:04d}-{number:02d}", others=other)


def _month_year(base: date, number: int, det: str, context: Context) -> int:
    if det in ("last", "past", "previous"):
        return base.year - (number >= base.month)
    if det in ("next", "coming", "following"):
        return base.year + (number <= base.month)
    if det == "this" and number > base.month + 6 and context.direction() < UNSURE:
        return base.year - 1  # "killed this September", said in January
    if det in ("this", "that", "same"):
        return base.year
    direction = context.direction()
    ahead, back = (number - base.month) % 12, (base.month - number) % 12
    if direction < UNSURE and (ahead > 3 or context.attached()):
        return base.year - (number > base.month)
    if direction >= PERHAPS_FUTURE and (back > 2 or context.attached()):
        return base.year + (number < base.month)
    if ahead < back and ahead <= 3:
        return base.year + (number < base.month)
    return base.year - (number > base.month)


def is_month(name: Item, context: Context) -> bool:
    """Whether a word such as *May* or *Sun* is a month or weekday where it stands."""
    # May, March, April, June, August: also verbs and first names.
    tokens = context.tokens(name)
    if not tokens:
        return True
    token = tokens[0]
    if token.tag in ("MD", "VB", "VBP", "VBD") or token.ent == "PERSON":
        return False
    low, before = name.text.lower(), context.word_before(name)
    beside = context.before(name)
    if context.word_after(name) in _FAMILIES:
        return False  # "the May family"
    if low in _FIRST_NAMES and beside and beside.pos == "PROPN" and beside.text[0].isupper():
        return False  # "Theresa May", "Mrs May"
    if low == "march" and context.word_after(name) in _MARCHES and before not in ("in", "since", "by"):
        return False
    if low in ("may", "march") and token.ent not in ("DATE", "TIME"):
        return before in listed("years.tsv")["before"] or before in ("last", "this", "next")
    if len(low) == 3 and low != "may" and token.ent not in ("DATE", "TIME"):
        if token.ent in ("GPE", "LOC", "FAC", "ORG"):
            return False  # "Sun Valley", "Mar del Plata"
        return context.word_before(name) in listed("years.tsv")["before"]
    return True


_FIRST_NAMES = ("may", "april", "june", "august", "march")
_FAMILIES = ("family", "families", "household", "brothers", "sisters", "siblings")
_MARCHES = ("for", "of", "on", "against", "madness")
"""*The March for Life* is no month."""


def quarter(item: Item, context: Context) -> Sense | None:
    """*the third quarter of 2025*, *first-quarter*, *last year's fourth quarter* (by its parts)."""
    unit = item.parts["u"][0].code("unit")
    if unit not in ("Q", "half"):
        return None
    ordinal = item.parts["n"][0]
    number = 4 if "final" in ordinal.classes else number_of(ordinal)
    if not 1 <= number <= 4 or context.word_after(item) in ("-", "final", "finals"):
        return None
    if "y" not in item.parts and context.speaks_of("sport"):
        return None
    if "y" in item.parts:
        year = year_of(item.parts["y"][0])
        context.quarter = (year, number)
        return Sense("DATE", f"{year:04d}-Q{number}", year=year)
    base = context.base
    if base is None:
        return Sense("DATE", f"XXXX-Q{number}", relative=True)
    year = _quarter_year(base, number, context.direction())
    if "py" in item.parts:
        year -= 1
    else:
        context.quarter = (year, number)
    return Sense("DATE", f"{year:04d}-Q{number}", relative=True)


def half_year(item: Item, context: Context) -> Sense | None:
    """*the second half*, where money is spoken of: a half of the year."""
    if context.base is None or not context.speaks_of("money") or context.speaks_of("sport"):
        return None
    number = 1 if item.parts["h"][0].text.lower().startswith("first") else 2
    now, ahead = (context.base.month + 5) // 6, context.direction() > UNSURE
    year = context.base.year + (number < now and ahead) - (number > now and not ahead)
    return Sense("DATE", f"{year:04d}-H{number}", relative=True)


def quarter_code(item: Item, context: Context) -> Sense | None:
    """*Q3 2025*, *Q3*, *H1*."""
    code = item.parts["q"][0].code("qcode")
    if "y" in item.parts:
        year = year_of(item.parts["y"][0])
        return Sense("DATE", f"{year:04d}-{code}", year=year)
    tokens = context.tokens(item)
    if context.base is None or (tokens and tokens[0].ent in ("PERSON", "PRODUCT", "ORG", "FAC")):
        return None
    number = int(code[1]) if code[0] == "Q" else int(code[1]) * 2
    year = _quarter_year(context.base, number, context.direction())
    return Sense("DATE", f"{year:04d}-{code}", relative=True)


def _quarter_year(base: date, number: int, direction: float) -> int:
    now = (base.month - 1) // 3 + 1
    if number == now:
        # In the first weeks of a quarter a past tense still speaks of this one.
        return base.year
    if number == now + 1:
        return base.year - (direction <= PAST)  # the last of that number is three quarters back
    if number < now:
        return base.year + (direction >= PERHAPS_FUTURE and now - number > 2)
    return base.year - (direction < PERHAPS_FUTURE or number - now > 2)


def year_ago(item: Item, context: Context) -> Sense | None:
    """*the year-earlier quarter*: the quarter last spoken of, one year back."""
    if context.base is None:
        return None
    if "u" in item.parts and item.parts["u"][0].classes.get("unit") not in ("Q", None):
        return None
    if context.quarter is None:
        if "u" not in item.parts:
            return Sense("DATE", f"{context.base.year - 1:04d}", relative=True)
        back = add_months(context.base, -3)
        return Sense("DATE", f"{back.year - 1:04d}-Q{(back.month - 1) // 3 + 1}", relative=True)
    year, number = context.quarter
    return Sense("DATE", f"{year - 1:04d}-Q{number}", relative=True)


def season(item: Item, context: Context) -> Sense | None:
    """*last winter*, *the summer of 2024*, *spring 2025*."""
    name = item.parts["s"][0]
    code, det = name.code("season"), determiner(item)
    if "y" in item.parts:
        year = year_of(item.parts["y"][0])
        return Sense("DATE", f"{year:04d}-{code}", year=year)
    if not det and not _is_season(item, name, context):
        return None
    base = context.base
    joined = None if det else joined_year(context, SEASON_START[code])
    if joined is not None:
        return Sense("DATE", f"{joined:04d}-{code}", relative=True)
    if context.narrative or det in ("that", "same", "following") or base is None:
        base = context.last or base
        if base is None:
            return Sense("DATE", f"XXXX-{code}", relative=True)
        return Sense("DATE", f"{base.year:04d}-{code}", relative=True)
    start = SEASON_START[code]
    year = base.year
    if not det and context.word_before(item) in listed("tense.tsv")["since"] and base.month == start:
        year -= 1  # "since the spring", in its first weeks
    elif det in ("last", "past", "previous"):
        year -= base.month < start + 3 or code == "WI"
    elif det in ("next", "coming"):
        year += base.month >= start
    elif det != "this":
        direction = context.direction()
        if direction < UNSURE:
            year -= base.month < start
        elif direction >= PERHAPS_FUTURE:
            year += base.month > start + 2
    elif code == "WI" and base.month < 3:
        year -= 1
    elif base.month + 3 < start and context.direction() < UNSURE:
        year -= 1  # "killed this summer", said in January
    return Sense("DATE", f"{year:04d}-{code}", relative=True)


def _is_season(item: Item, name: Item, context: Context) -> bool:
    tokens = context.tokens(name)
    if not tokens or tokens[0].tag not in ("NN", "NNP"):
        return False
    if tokens[0].ent in ("PERSON", "ORG", "GPE", "FAC", "PRODUCT", "WORK_OF_ART", "EVENT", "LOC"):
        return False
    if tokens[0].ent == "DATE":
        return True
    if name.text.lower() == "fall":
        return False
    before = context.word_before(item)
    if has_the(item) and before not in _IN:
        return False  # "The spring in the valve"
    return before in (
        "in",
        "by",
        "since",
        "until",
        "during",
        "of",
        "from",
        "through",
        "and",
        "to",
    ) or has_the(item)


_IN = (
    "in",
    "by",
    "since",
    "until",
    "during",
    "of",
    "from",
    "through",
    "over",
    "for",
    "before",
    "after",
    "this",
)


def part_of_month(item: Item, context: Context) -> Sense | None:
    """*the last week of March*, *the last day of October*: the week that holds the most of those seven days."""
    unit = item.parts["u"][0].code("unit")
    if unit not in ("W", "D"):
        return None
    whole = _whole_month(item, context)
    first = _first_day(whole)
    if whole is None or first is None:
        return whole
    nth = _nth(item)
    if unit == "D":
        day = add_days(add_months(first, 1), -1) if nth < 0 else add_days(first, nth - 1)
        return replace(whole, value=day.isoformat(), others=(), day=day.day)
    day = add_days(add_months(first, 1), -4) if nth < 0 else add_days(first, 3 + 7 * (nth - 1))
    return replace(whole, value=week_value(day), others=())


def weekday_of_month(item: Item, context: Context) -> Sense | None:
    """*the second Monday in February*."""
    whole = _whole_month(item, context)
    first = _first_day(whole)
    if whole is None or first is None:
        return whole
    number = int(item.parts["w"][0].number("wday"))
    day = nth_weekday(first.year, first.month, number, _nth(item))
    return replace(whole, value=day.isoformat(), weekday=number, others=()) if day else None


def _whole_month(item: Item, context: Context) -> Sense | None:
    return month_year(item, context) if "y" in item.parts else month(item, context)


def _first_day(whole: Sense | None) -> date | None:
    # The first day of a month whose year is known.
    if whole is None or whole.value is None or "X" in whole.value:
        return None
    return date(int(whole.value[:4]), int(whole.value[5:7]), 1)


def _nth(item: Item) -> int:
    # Which one of its kind an ordinal names; -1 the last.
    ordinal = item.parts["n"][0]
    return -1 if "last" in ordinal.classes or "final" in ordinal.classes else number_of(ordinal)


def weekday_of_this_month(item: Item, context: Context) -> Sense | None:
    """*the first Thursday of the month*: each month's in the present tense, else this month's."""
    unit = item.parts["u"][0].parts["u"][0].code("unit")
    number = int(item.parts["w"][0].parts["w"][0].number("wday"))
    if unit != "M":
        return None
    verb = governor(context.parse, context.parse.head_in(Span(item.start, item.end)))
    if context.base is None or (verb and verb.tag in ("VBZ", "VBP")):
        return Sense("SET", "P1M", weekday=number)
    day = nth_weekday(context.base.year, context.base.month, number, _nth(item))
    return Sense("DATE", day.isoformat(), weekday=number, relative=True) if day else None


def joined_year(context: Context, month: int) -> int | None:
    """The year that a date takes from the one it is joined to (*26 June - 4 August 1952*)."""
    if context.year_ahead is None:
        return None
    year, ahead = context.year_ahead
    return year - (month > ahead)


def story_year(context: Context, month: int) -> int | None:
    """The year that runs on from the last date told, in a history or a text without reference."""
    if not (context.narrative or context.reference is None) or context.last is None:
        return None
    last = context.last
    return (
        last.year + 1
        if last.month - month > 8 and context.last_value and len(context.last_value) > 4
        else last.year
    )
