"""Dates: days, months, years, quarters, seasons, holidays, weekdays, read in their context."""

import re
from dataclasses import replace
from datetime import date

from variorum.annotate.time.civil import (
    add_days,
    add_months,
    holiday,
    holiday_month,
    interval_of,
    week_value,
)
from variorum.annotate.time.context import FUTURE, PAST, UNSURE, Context, Sense, listed
from variorum.annotate.time.lexicon import Item

SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def year_of(item: Item) -> int:
    """The year that a four-digit or abbreviated year names (*'98* is 1998, *'26* is 2026)."""
    if "y4" in item.classes:
        return int(item.number("y4"))
    two = int(item.code("yy").partition(".")[0])
    return two + (1900 if two >= 40 else 2000)


def _det(item: Item) -> str:
    parts = item.parts.get("det", ())
    if "past" in item.parts:
        return "last"
    for name in (
        "following",
        "coming",
        "next",
        "latest",
        "previous",
        "past",
        "last",
        "that",
        "same",
        "this",
        "current",
        "those",
        "these",
    ):
        if parts and name in parts[0].classes:
            return name
    return ""


def has_the(item: Item) -> bool:
    """Whether the expression opens with *the*."""
    return item.text[:4].lower() == "the "


def iso(item: Item, _: Context) -> Sense | None:
    """``2026-01-28`` or ``1/28/2026`` (month first unless that cannot be)."""
    text = item.text
    if "/" not in text:
        day = text[:10]
        if interval_of(day) is None:
            return None
        year, month, number = map(int, day.split("-"))
        if len(text) > 10:
            clock = int(text[11:13]) * 60 + int(text[14:16])
            return Sense("TIME", day + "T" + text[11:], year=year, month=month, day=number, clock=clock)
        return Sense("DATE", day, year=year, month=month, day=number)
    first, second, last = map(int, text.split("/"))
    year = last if last > 99 else last + (1900 if last >= 40 else 2000)
    month, number = (first, second) if first <= 12 else (second, first)
    value = f"{year:04d}-{month:02d}-{number:02d}"
    if interval_of(value) is None:
        return None
    other = f"{year:04d}-{number:02d}-{month:02d}"
    others = (other,) if number <= 12 and other != value else ()
    return Sense(
        "DATE",
        value,
        others=others,
        year=year,
        month=month if not others else None,
        day=None if others else number,
    )


def _number(item: Item) -> int:
    for name in ("dom", "th", "ordw", "first", "num"):
        if name in item.classes:
            return int(item.number(name))
    return 0


def full(item: Item, _: Context) -> Sense | None:
    """*Wednesday, January 28, 2026*."""
    year, month, day = (
        year_of(item.parts["y"][0]),
        int(item.parts["m"][0].number("month")),
        _number(item.parts["d"][0]),
    )
    value = f"{year:04d}-{month:02d}-{day:02d}"
    if interval_of(value) is None:
        return None
    return Sense("DATE", value, year=year, month=month, day=day, weekday=_weekday(item))


def _weekday(item: Item) -> int | None:
    words = item.parts.get("w")
    return int(words[0].number("wday")) if words else None


def nearest(base: date, month: int, day: int, direction: int, *, sure: bool = False) -> int | None:
    """The year in which a month and day lie nearest to *base*, tense deciding where it is close."""
    best: list[tuple[int, int, int]] = []
    for year in (base.year - 1, base.year, base.year + 1):
        try:
            gap = (date(year, month, day) - base).days
        except ValueError:
            continue
        best.append((abs(gap), gap, year))
    best.sort()
    if not best:
        return None
    if sure and direction != UNSURE and best[0][0] > 21:
        return next((b[2] for b in best if b[1] * direction >= 0), best[0][2])
    close = [b for b in best if b[0] <= 2 * best[0][0] + 20] if best[0][0] > 45 else best[:1]
    fitting = [b for b in close if b[1] * direction >= 0]
    return (fitting or best)[0][2]


def month_day(item: Item, context: Context) -> Sense | None:
    """*January 28*, with or without its weekday; the year comes from the context."""
    month, day, weekday = int(item.parts["m"][0].number("month")), _number(item.parts["d"][0]), _weekday(item)
    if not 1 <= day <= 31 or interval_of(f"2000-{month:02d}-{day:02d}") is None:
        return None
    parts = Sense("DATE", f"XXXX-{month:02d}-{day:02d}", month=month, day=day, weekday=weekday, relative=True)
    year = _joined_year(context, month) or _story_year(context, month, day)
    if year is None and context.base:
        year = nearest(context.base, month, day, context.direction(), sure=context.attached())
    if year is None:
        return parts
    value = f"{year:04d}-{month:02d}-{day:02d}"
    return replace(parts, value=value) if interval_of(value) else parts


def _joined_year(context: Context, month: int) -> int | None:
    if context.year_ahead is None:
        return None
    year, ahead = context.year_ahead
    return year - (month > ahead)


def also(item: Item, context: Context) -> Sense | None:
    """The second day of *April 24 and 25*, *January 25-29*."""
    base, day, after = context.last, _number(item.parts["d"][0]), context.after(item)
    if (
        after
        and after.pos == "NOUN"
        and after.text[:1].islower()
        and "-" not in item.text
        and "y" not in item.parts
    ):
        return None
    if base is None:
        return None
    year = year_of(item.parts["y"][0]) if "y" in item.parts else base.year
    value = f"{year:04d}-{base.month:02d}-{day:02d}"
    if interval_of(value) is None:
        return None
    stated = year if "y" in item.parts else None
    return Sense("DATE", value, relative="y" not in item.parts, month=base.month, day=day, year=stated)


def first_of_two(item: Item, context: Context) -> Sense | None:
    """The first day of *12-14 July*."""
    return full(item, context) if "y" in item.parts else month_day(item, context)


def year_tail(item: Item, context: Context) -> Sense | None:
    """The second year of *1947-54*."""
    if context.last is None or context.last_value is None or len(context.last_value) != 4:
        return None
    year = context.last.year // 100 * 100 + int(item.parts["y"][0].number("two"))
    return Sense("DATE", f"{year:04d}", year=year) if year > context.last.year else None


def week_of_month(item: Item, context: Context) -> Sense | None:
    """*the last week of March*: counted in whole weeks of the month."""
    if item.parts["u"][0].code("unit") != "W":
        return None
    whole = month_year(item, context) if "y" in item.parts else month(item, context)
    if whole is None or whole.value is None or "X" in whole.value:
        return whole
    first = date(int(whole.value[:4]), int(whole.value[5:7]), 1)
    ordinal = item.parts["n"][0]
    if "last" in ordinal.classes or "final" in ordinal.classes:
        day = add_days(add_months(first, 1), -7)
        day = add_days(day, -day.weekday())
    else:
        day = add_days(first, (7 - first.weekday()) % 7 + 7 * (_number(ordinal) - 1))
    return replace(whole, value=week_value(day), others=())


def _story_year(context: Context, month: int, day: int = 1) -> int | None:
    # In a narrative the year runs on from the last date that was told.
    if not (context.narrative or context.reference is None) or context.last is None:
        return None
    last = context.last
    return (
        last.year + 1
        if last.month - month > 8 and context.last_value and len(context.last_value) > 4
        else last.year
    )


def day_of_month(item: Item, context: Context) -> Sense | None:
    """*the 28th*: of the month that was last named."""
    day = _number(item.parts["d"][0])
    after = context.after(item)
    if not 1 <= day <= 31 or (after and after.pos in ("NOUN", "PROPN", "ADJ", "NUM", "VERB")):
        return None
    if context.word_before(item) not in ("on", "until", "by", "of", "since", "and", "to", "from", "till"):
        return None
    anchor = context.anchor
    if anchor is None:
        return Sense("DATE", f"XXXX-XX-{day:02d}", day=day, weekday=_weekday(item), relative=True)
    value = f"{anchor.year:04d}-{anchor.month:02d}-{day:02d}"
    if interval_of(value) is None:
        return None
    return Sense("DATE", value, day=day, weekday=_weekday(item), relative=True)


def month_year(item: Item, _: Context) -> Sense:
    """*January 2026*."""
    year, month = year_of(item.parts["y"][0]), int(item.parts["m"][0].number("month"))
    return Sense("DATE", f"{year:04d}-{month:02d}", year=year, month=month)


def month(item: Item, context: Context) -> Sense | None:
    """*January*, *last January*."""
    name = item.parts["m"][0]
    number, det = int(name.number("month")), _det(item)
    if not det and not _is_month(name, context):
        return None
    bare = Sense("DATE", f"XXXX-{number:02d}", month=number, relative=True)
    year = None if det else _joined_year(context, number)
    if year is None and det not in ("last", "next", "coming", "past"):
        year = _story_year(context, number)
    base = context.base
    if det in ("that", "same", "following", "previous"):
        base = context.anchor
    if year is None:
        if base is None:
            return bare
        year = _month_year(base, number, det, context)
    other = ()
    if not det and context.direction() == UNSURE and base and not context.narrative:
        other = (f"{year + (1 if number <= base.month and year <= base.year else -1):04d}-{number:02d}",)
        other = other if abs(number - base.month) > 3 else ()
    return replace(bare, value=f"{year:04d}-{number:02d}", others=other)


def _month_year(base: date, number: int, det: str, context: Context) -> int:
    if det in ("last", "past", "previous"):
        return base.year - (number >= base.month)
    if det in ("next", "coming", "following"):
        return base.year + (number <= base.month)
    if det in ("this", "that", "same"):
        return base.year
    direction = context.direction()
    ahead, back = (number - base.month) % 12, (base.month - number) % 12
    if direction == PAST and (ahead > 3 or context.attached()):
        return base.year - (number > base.month)
    if direction == FUTURE and (back > 3 or context.attached()):
        return base.year + (number < base.month)
    if ahead < back and ahead <= 3:
        return base.year + (number < base.month)
    return base.year - (number > base.month)


def _is_month(name: Item, context: Context) -> bool:
    # May, March, April, June, August: also verbs and first names.
    tokens = context.tokens(name)
    if not tokens:
        return True
    token = tokens[0]
    if token.tag in ("MD", "VB", "VBP", "VBD") or token.ent == "PERSON":
        return False
    low = name.text.lower()
    if low in ("may", "march") and token.ent not in ("DATE", "TIME"):
        before = context.word_before(name)
        return before in listed("years.tsv")["before"] or before in ("last", "this", "next")
    if len(low) == 3 and low not in ("may",) and token.ent not in ("DATE", "TIME"):
        return context.word_before(name) in listed("years.tsv")["before"]
    return True


def weekday(item: Item, context: Context) -> Sense | None:
    """*Wednesday*, *last Wednesday*: the nearest one on the side that the tense says; today's own is today."""
    name = item.parts["w"][0]
    number, det = int(name.number("wday")), _det(item)
    after = context.after(item)
    if (
        after
        and after.text.lower()
        in ("times", "telegraph", "mirror", "express", "herald", "post", "mail", "tribune", "night live")
        and after.text[0].isupper()
    ):
        return None
    if len(name.text) == 3 and not (name.text[0].isupper() and _is_month(name, context)):
        return None
    bare = Sense("DATE", f"XXXX-WXX-{number + 1}", weekday=number, relative=True)
    base = (
        context.anchor
        if det in ("that", "same", "following", "previous") or (det == "next" and has_the(item))
        else context.base
    )
    if base is None:
        return bare
    back, ahead = (base.weekday() - number) % 7, (number - base.weekday()) % 7
    direction = context.direction()
    others: tuple[int, ...] = ()
    if det in ("last", "past", "previous"):
        offset = -(back or 7)
        others = (offset - 7,) if back and back <= 3 and det == "last" else ()
    elif det in ("next", "coming", "following"):
        offset = ahead or 7
        others = (offset + 7,) if det == "next" and ahead else ()
    elif direction == FUTURE or (det == "this" and direction == UNSURE):
        offset = ahead
    else:
        offset = -back
        others = (ahead,) if direction == UNSURE and ahead else ()
    value = add_days(base, offset).isoformat()
    return replace(bare, value=value, others=tuple(add_days(base, o).isoformat() for o in others))


def deictic(item: Item, context: Context) -> Sense:
    """*today*, *yesterday*, *tomorrow*, *tonight*."""
    word = item.parts["x"][0]
    code = word.code("deictic")
    night = code.endswith("NI")
    step = int(float(code.removesuffix("NI")))
    if context.base is None:
        return Sense("TIME" if night else "DATE", "XXXX-XX-XXTNI" if night else "XXXX-XX-XX", relative=True)
    day = add_days(context.base, step).isoformat()
    return Sense("TIME", day + "TNI", relative=True) if night else Sense("DATE", day, relative=True)


def overnight(_: Item, context: Context) -> Sense:
    """*overnight*: the night before the day of publication, or the one that follows it."""
    if context.base is None:
        return Sense("TIME", "XXXX-XX-XXTNI", relative=True)
    others = (add_days(context.base, -1).isoformat() + "TNI",)
    return Sense("TIME", context.base.isoformat() + "TNI", relative=True, others=others)


def holidays(item: Item, context: Context) -> Sense | None:
    """*Christmas Day*, *last Thanksgiving*."""
    rule = item.parts["h"][0].code("holiday")
    month_, day = holiday_month(rule)
    parts = Sense("DATE", None, month=month_, day=day, relative=True)
    det = _det(item)
    if "y" in item.parts:
        year: int | None = year_of(item.parts["y"][0])
        parts = replace(parts, relative=False, year=year)
    elif context.base is None or context.narrative:
        year = context.last.year if context.last else None
    else:
        year = _holiday_year(rule, context.base, det, context.direction())
    if year is None:
        return replace(parts, value=f"XXXX-{month_:02d}-{day:02d}" if month_ and day else None)
    return replace(parts, value=holiday(rule, year).isoformat())


def _holiday_year(rule: str, base: date, det: str, direction: int) -> int:
    days = {year: holiday(rule, year) for year in (base.year - 1, base.year, base.year + 1)}
    if det in ("last", "past", "previous"):
        return max(y for y, d in days.items() if d < base)
    if det in ("next", "coming"):
        return min(y for y, d in days.items() if d > base)
    if det == "this":
        return base.year
    gaps = sorted((abs((d - base).days), (d - base).days, y) for y, d in days.items())
    fitting = [g for g in gaps if g[1] * direction >= 0] if gaps[0][0] > 30 else gaps
    return (fitting or gaps)[0][2]


def quarter(item: Item, context: Context) -> Sense | None:
    """*the third quarter of 2025*, *first-quarter*, *last year's fourth quarter* (by its parts)."""
    unit = item.parts["u"][0].code("unit")
    if unit not in ("Q", "half"):
        return None
    ordinal = item.parts["n"][0]
    number = 4 if "final" in ordinal.classes else _number(ordinal)
    if not 1 <= number <= 4 or context.word_after(item) in ("-", "of the game", "final", "finals"):
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


def _quarter_year(base: date, number: int, direction: int) -> int:
    now = (base.month - 1) // 3 + 1
    if number == now:
        # In the first weeks of a quarter a past tense still speaks of this one.
        return base.year
    if number < now:
        return base.year + (direction == FUTURE and now - number > 2)
    return base.year - (direction != FUTURE or number - now > 2)


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


def fiscal(item: Item, context: Context) -> Sense | None:
    """*fiscal 2026*, *the current fiscal year*."""
    if "y" in item.parts:
        year = year_of(item.parts["y"][0])
        return Sense("DATE", f"{year:04d}", year=year)
    if item.parts["u"][0].code("unit") != "Y":
        return None
    if context.base is None:
        return Sense("DATE", "XXXX", relative=True)
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}.get(_det(item), 0)
    return Sense("DATE", f"{context.base.year + step:04d}", relative=True)


def season(item: Item, context: Context) -> Sense | None:
    """*last winter*, *the summer of 2024*, *spring 2025*."""
    name = item.parts["s"][0]
    code, det = name.code("season"), _det(item)
    if "y" in item.parts:
        year = year_of(item.parts["y"][0])
        return Sense("DATE", f"{year:04d}-{code}", year=year)
    if not det and not _is_season(item, name, context):
        return None
    base = context.base
    if context.narrative or det in ("that", "same", "following") or base is None:
        base = context.last or base
        if base is None:
            return Sense("DATE", f"XXXX-{code}", relative=True)
        return Sense("DATE", f"{base.year:04d}-{code}", relative=True)
    start = SEASON_START[code]
    year = base.year
    if det in ("last", "past", "previous"):
        year -= base.month < start + 3 or code == "WI"
    elif det in ("next", "coming"):
        year += base.month >= start
    elif det != "this":
        direction = context.direction()
        if direction == PAST:
            year -= base.month < start
        elif direction == FUTURE:
            year += base.month > start + 2
    elif code == "WI" and base.month < 3:
        year -= 1
    return Sense("DATE", f"{year:04d}-{code}", relative=True)


def _is_season(item: Item, name: Item, context: Context) -> bool:
    tokens = context.tokens(name)
    if not tokens or tokens[0].tag not in ("NN", "NNP"):
        return False
    if tokens[0].ent in ("PERSON", "ORG", "GPE", "FAC", "PRODUCT", "WORK_OF_ART", "EVENT", "LOC"):
        return False
    if name.text.lower() == "fall" and not (tokens[0].ent == "DATE"):
        return False
    before = context.word_before(item)
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


def year(item: Item, context: Context) -> Sense | None:
    """A year by itself, where the words around it say that it is one."""
    word = item.parts["y"][0]
    number = year_of(word)
    if "the" in item.parts:
        return (
            Sense("DATE", f"{number:04d}", year=number)
            if item.parts["the"][0].classes.get("unit") == "Y"
            else None
        )
    if "yy" in word.classes or _is_year(item, word, number, context):
        return Sense("DATE", f"{number:04d}", year=number)
    return None


_YEAR_TAIL = re.compile(r"^[-–—/](?:\d{4}|\d\d)s?$|^(?:1\d|20)\d\d[-–—/]$")


def _is_year(item: Item, word: Item, number: int, context: Context) -> bool:
    words = listed("years.tsv")
    before, after = context.before(item), context.after(item)
    b, a = before.text.lower() if before else "", after.text.lower() if after else ""
    if a in words["not_after"] or b in words["not_before"]:
        return False
    tokens = context.tokens(word)
    token = tokens[0] if tokens else None
    if len(tokens) == 1 and (tokens[0].start < word.start or tokens[0].end > word.end):
        rest = _YEAR_TAIL.sub("", tokens[0].text.replace(word.text, "", 1))
        if not rest.strip("-–—'’().,") == "" and not rest.startswith(("-", "post", "pre", "mid")):
            return False
    common = 1900 <= number <= 2100
    dated = token is not None and token.ent == "DATE"
    if (
        not common
        and not dated
        and not (context.narrative and (b == "(" or a == ")"))
        and not (
            1000 <= number < 1900
            and b
            in (
                "in",
                "since",
                "of",
                "until",
                "by",
                "from",
                "year",
                "early",
                "late",
                "before",
                "after",
                "and",
                "to",
                "during",
                "between",
            )
        )
    ):
        return False
    if (
        after
        and after.tag == "NNS"
        and after.dep != "nsubj"
        and token
        and token.ent not in ("DATE",)
        and token.dep == "nummod"
    ):
        return False
    if token and token.ent in ("MONEY", "PERCENT", "QUANTITY", "TIME") and b not in ("in", "since"):
        return False
    if token and token.ent == "DATE":
        return True
    if context.narrative and b in ("(", ",", "", "-", "–") and a in (")", "-", "–", "", ",", "."):
        return True
    if b in words["before"] or b in words["noun"] or b in ("(", ",", "the", "-", "–", "’s", "'s", ""):
        return common or b in ("in", "since", "of", "until", "by", "from", "year", "early", "late")
    return (
        common
        and a in ("", ")", ",", ".", "when", "-", "–", ";")
        or common
        and token is not None
        and token.ent in ("EVENT", "LAW", "ORG", "WORK_OF_ART", "FAC")
    )


def before_christ(item: Item, _: Context) -> Sense | None:
    """*480 BC*, *AD 70*."""
    if "ad" in item.parts:
        return Sense("DATE", f"{int(item.parts['ad'][0].number('num')):04d}")
    value = f"BC{int(item.parts['y'][0].number('num')):04d}"
    if "m" in item.parts:
        value += f"-{int(item.parts['m'][0].number('month')):02d}"
    return Sense("DATE", value)


def decade(item: Item, context: Context) -> Sense | None:
    """*the 1990s*, *the '90s*, *the nineties*."""
    word = item.parts["t"][0]
    if "decadeword" in word.classes:
        return Sense("DATE", f"19{int(word.number('decadeword'))}") if has_the(item) else None
    digits = word.code("tens")
    if (
        len(digits) == 4
        and digits[2] == "0"
        and digits[3] == "0"
        and context.word_before(item) in ("early", "late")
    ):
        return Sense("DATE", digits[:2])
    if len(digits) < 4 and not has_the(item) and word.text[0].isdigit():
        return None
    if len(digits) == 4:
        return Sense("DATE", digits[:3])
    return Sense("DATE", f"19{digits[0]}" if int(digits[0]) >= 2 else f"20{digits[0]}")


def century(item: Item, _: Context) -> Sense | None:
    """*the 20th century*."""
    if item.parts["u"][0].classes.get("unit") != "C":
        return None
    return Sense("DATE", f"{_number(item.parts['n'][0]) - 1:02d}")


def year_end(_: Item, context: Context) -> Sense:
    """*year-end*."""
    if context.base is None:
        return Sense("DATE", "XXXX", mod="END", relative=True)
    return Sense("DATE", f"{context.base.year:04d}", mod="END", relative=True)


def day_part(item: Item, context: Context) -> Sense | None:
    """*this morning*, *last night*, *that evening*."""
    code, det = item.parts["p"][0].code("part"), _det(item)
    if "mid" in item.parts:
        day = context.near or (context.last or context.base or date.min).isoformat()
        return Sense("TIME", f"{day if context.anchor else 'XXXX-XX-XX'}T{code}", mod="MID", relative=True)
    if det in ("that", "same", "following", "previous") or (det == "next" and has_the(item)) or not det:
        base = (
            context.last
            if context.last_value and len(context.last_value) >= 10
            else (context.base if det else None)
        )
        if base is None or (
            not det
            and context.word_before(item) not in ("in", "during", "by", "until", "on", "for", "through")
        ):
            return None
    else:
        base = context.base
    step = {"last": -1, "previous": -1, "past": -1, "next": 1, "following": 1, "coming": 1}.get(det, 0)
    if base is None:
        return Sense("TIME", f"XXXX-XX-XXT{code}", relative=True)
    return Sense("TIME", f"{add_days(base, step).isoformat()}T{code}", relative=True)


def week_of(day: date) -> str:
    """The week of a day, as its TIMEX3 value."""
    return week_value(day)
