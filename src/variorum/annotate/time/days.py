"""Days, weekdays, holidays and parts of the day, read in their context."""

from dataclasses import replace
from datetime import date

from variorum.annotate.time.civil import add_days, add_months, holiday, holiday_month, interval_of, moves
from variorum.annotate.time.context import Context, Sense
from variorum.annotate.time.lexicon import Item
from variorum.annotate.time.months import is_month, joined_year, story_year
from variorum.annotate.time.tense import FUTURE, PAST, UNSURE, carrier, listed
from variorum.annotate.time.words import determiner, has_the, number_of, weekday_in, year_of
from variorum.text import Span


def iso(item: Item, _: Context) -> Sense | None:
    """``2026-01-28`` or ``1/28/2026`` (month first unless that cannot be)."""
    text = item.parts["iso"][0].text
    if "." in text:
        number, month, year = map(int, text.split("."))
        value = f"{year:04d}-{month:02d}-{number:02d}"
        known = interval_of(value) is not None
        return Sense("DATE", value, year=year, month=month, day=number) if known else None
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


def fixed(item: Item, _: Context) -> Sense:
    """*9/11*: a day that is a name."""
    value = item.parts["x"][0].code("fixedday")
    year, month, number = map(int, value.split("-"))
    return Sense("DATE", value, year=year, month=month, day=number)


def full(item: Item, _: Context) -> Sense | None:
    """*Wednesday, January 28, 2026*."""
    year, month, day = (
        year_of(item.parts["y"][0]),
        int(item.parts["m"][0].number("month")),
        number_of(item.parts["d"][0]),
    )
    value = f"{year:04d}-{month:02d}-{day:02d}"
    if interval_of(value) is None:
        return None
    return Sense("DATE", value, year=year, month=month, day=day, weekday=weekday_in(item))


_CLOSE = 60
"""Days within which a date without year is the nearest one, whatever the tense."""


def nearest(base: date, month: int, day: int, direction: float, *, sure: bool = False) -> int | None:
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
    if sure and direction in (PAST, FUTURE) and best[0][0] > _CLOSE:
        return next((b[2] for b in best if b[1] * direction >= 0), best[0][2])
    close = [b for b in best if b[0] <= 2 * best[0][0] + 20] if best[0][0] > 45 else best[:1]
    fitting = [b for b in close if b[1] * direction >= 0]
    return (fitting or best)[0][2]


def month_day(item: Item, context: Context) -> Sense | None:
    """*January 28*, with or without its weekday; the year comes from the context."""
    month, day, weekday = (
        int(item.parts["m"][0].number("month")),
        number_of(item.parts["d"][0]),
        weekday_in(item),
    )
    if not 1 <= day <= 31 or interval_of(f"2000-{month:02d}-{day:02d}") is None:
        return None
    parts = Sense("DATE", f"XXXX-{month:02d}-{day:02d}", month=month, day=day, weekday=weekday, relative=True)
    words = listed("years.tsv")
    if (month, day) == (9, 11) and context.word_after(item) in words["after_september_11"]:
        return Sense("DATE", "2001-09-11", month=9, day=11)
    year = joined_year(context, month) or story_year(context, month)
    if year is None and context.base:
        year = nearest(context.base, month, day, context.direction(), sure=context.attached())
    if year is None:
        return parts
    value = f"{year:04d}-{month:02d}-{day:02d}"
    return replace(parts, value=value) if interval_of(value) else parts


def also(item: Item, context: Context) -> Sense | None:
    """The second day of *April 24 and 25*, *January 25-29*."""
    base, day, after = context.last, number_of(item.parts["d"][0]), context.after(item)
    if (
        after
        and after.pos == "NOUN"
        and after.text[:1].islower()
        and context.parse.text[item.start - 1] not in "-–"
        and "y" not in item.parts
    ):
        return None
    if base is None and context.last_month:
        return Sense(
            "DATE",
            f"XXXX-{context.last_month:02d}-{day:02d}",
            relative=True,
            month=context.last_month,
            day=day,
        )
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


def day_of_month(item: Item, context: Context) -> Sense | None:
    """*the 28th*: of the month that was last named."""
    day = number_of(item.parts["d"][0])
    after = context.after(item)
    if not 1 <= day <= 31 or (after and after.pos in ("NOUN", "PROPN", "ADJ", "NUM", "VERB")):
        return None
    if context.word_before(item) not in ("on", "until", "by", "of", "since", "and", "to", "from", "till"):
        return None
    anchor = context.anchor
    if anchor is None:
        return Sense("DATE", f"XXXX-XX-{day:02d}", day=day, weekday=weekday_in(item), relative=True)
    value = f"{anchor.year:04d}-{anchor.month:02d}-{day:02d}"
    if interval_of(value) is None:
        return None
    base = context.base
    if (
        base
        and not context.narrative
        and context.direction() < UNSURE
        and value > base.isoformat() >= f"{value[:8]}00"
    ):
        value = f"{add_months(date(base.year, base.month, 1), -1).isoformat()[:8]}{day:02d}"
    elif base and not context.narrative and context.direction() < UNSURE and value > base.isoformat():
        value = f"{base.year:04d}-{base.month:02d}-{day:02d}"
    if interval_of(value) is None:
        return None
    return Sense("DATE", value, day=day, weekday=weekday_in(item), relative=True)


def weekday(item: Item, context: Context) -> Sense | None:
    """*Wednesday*, *last Wednesday*: the nearest one on the side that the tense says; today's own is today."""
    name = item.parts["w"][0]
    if _names_other(item, name, context):
        return None
    number, det = int(name.number("wday")), determiner(item)
    bare = Sense("DATE", f"XXXX-WXX-{number + 1}", weekday=number, relative=True)
    told = det in ("that", "same", "following", "previous") or (det == "next" and has_the(item))
    base = context.anchor if told else context.base
    if base is None:
        return bare
    bare = replace(bare, vague=told and context.told is None)
    if context.week_ahead and not det:
        return replace(bare, value=add_days(context.week_ahead, number).isoformat())
    offset, others = _weekday_offset(base, number, det, context, told=told)
    if not det:
        offset, others = _in_list(base, number, offset, others, context)
    value = add_days(base, offset).isoformat()
    return replace(bare, value=value, others=tuple(add_days(base, o).isoformat() for o in others))


def _in_list(
    base: date, number: int, offset: int, others: tuple[int, ...], context: Context
) -> tuple[int, tuple[int, ...]]:
    # "on Monday, Tuesday and Friday" runs forward: told in the past, it is the week that ends with that Friday.
    ahead, behind = context.list_before, context.list_after
    found = offset
    if offset > 0 and ahead is not None and ahead > base:
        found = (ahead - base).days + (number - ahead.weekday()) % 7
    elif offset < 0 and behind is not None and behind <= base:
        found = (behind - base).days - (behind.weekday() - number) % 7
    return (offset, others) if found == offset else (found, (offset, *(o for o in others if o != found)))


def _names_other(item: Item, name: Item, context: Context) -> bool:
    # A newspaper, a named day (*Bloody Sunday*), or a word such as *Sun*.
    words = listed("years.tsv")
    after = context.after(item)
    if after and after.text.lower() in words["paper"] and after.text[0].isupper():
        return True
    if name.text[0].isupper() and context.word_before(item) in words["named_day"]:
        return True
    return len(name.text) == 3 and not (name.text[0].isupper() and is_month(name, context))


def _weekday_offset(
    base: date, number: int, det: str, context: Context, *, told: bool
) -> tuple[int, tuple[int, ...]]:
    # Days from *base* to the weekday, and to those that it may be instead.
    back, ahead = (base.weekday() - number) % 7, (number - base.weekday()) % 7
    if det in ("last", "past", "previous"):
        return -(back or 7), ((-(back or 7) - 7,) if back and back <= 3 and det == "last" else ())
    if det == "next" and ahead == 1 and not told:
        return 8, (1,)  # tomorrow is not called "next Thursday" on a Wednesday
    if det in ("next", "coming", "following"):
        return ahead or 7, (((ahead or 7) + 7,) if det == "next" and ahead else ())
    direction = context.direction()
    if back == 1 and not det and UNSURE < direction < FUTURE and not context.bound_ahead():
        return -1, (ahead,)  # yesterday's weekday: six days ahead, it would be "next Tuesday"
    if direction > UNSURE or (det == "this" and direction == UNSURE):
        return ahead, ((-back,) if direction < FUTURE and back else ())
    if ahead == 1 and context.late:
        return ahead, (-back,)
    # Tomorrow's weekday in the past tense: last week's, or a report that was updated after its date.
    return -back, ((ahead,) if ahead and (direction > PAST or ahead == 1) else ())


def deictic(item: Item, context: Context) -> Sense | None:
    """*today*, *yesterday*, *tomorrow*, *tonight*; not *today's youth*, who are of no one day."""
    word = item.parts["x"][0]
    noun = carrier(context.parse, context.parse.head_in(Span(word.start, word.end)))
    if noun in listed("tense.tsv")["of_the_age"]:
        return None
    code = word.code("deictic")
    night = code.endswith("NI")
    step = int(float(code.removesuffix("NI")))
    if context.base is None:
        return Sense("TIME" if night else "DATE", "XXXX-XX-XXTNI" if night else "XXXX-XX-XX", relative=True)
    day = add_days(context.base, step).isoformat()
    part = "TNI" if night else ""
    others: tuple[str, ...] = ()
    if context.quoted():
        # The speaker's today: that of the utterance, whose day may stand beside the quotation.
        uttered = context.near or (context.told.isoformat() if context.told else None)
        other = add_days(date.fromisoformat(uttered), step).isoformat() if uttered else day
        others = (other + part,) if other != day else ()
    return Sense("TIME" if night else "DATE", day + part, relative=True, others=others)


def overnight(_: Item, context: Context) -> Sense:
    """*overnight*: the night before the day of publication, or the one that follows it; else that of the day told."""
    if context.base is None:
        return Sense("TIME", "XXXX-XX-XXTNI", relative=True)
    here = context.last if context.sentence() == context.last_sentence and context.told else None
    ahead = context.direction() > UNSURE
    if here is not None and here > context.base and context.direction() < UNSURE:
        here = None  # "died at a Halloween party overnight", told the day before it
    day = here or add_days(context.base, 0 if ahead else -1)
    beside = add_days(day, -1 if ahead else 1).isoformat() + "TNI"
    return Sense("TIME", day.isoformat() + "TNI", relative=True, others=(beside,))


def holidays(item: Item, context: Context) -> Sense | None:
    """*Christmas Day*, *last Thanksgiving*."""
    rule = item.parts["h"][0].code("holiday")
    month_, day = holiday_month(rule)
    parts = Sense("DATE", None, month=month_, day=day, relative=True)
    det = determiner(item)
    if "y" in item.parts:
        year: int | None = year_of(item.parts["y"][0])
        parts = replace(parts, relative=False, year=year)
    elif context.base is None or context.narrative:
        year = context.last.year if context.last else None
    else:
        year = _holiday_year(rule, context.base, det, context.direction())
    if year is None:
        return replace(parts, value=f"XXXX-{month_:02d}-{day:02d}" if month_ and day else None)
    day_ = holiday(rule, year)
    mod = "APPROX" if moves(rule) else None
    return replace(parts, value=day_.isoformat() if day_ else None, mod=mod)


_NEAR_HOLIDAY = 30
"""Days within which a holiday is the nearest one, where the tense is not sure."""


def _holiday_year(rule: str, base: date, det: str, direction: float) -> int | None:
    around = ((year, holiday(rule, year)) for year in (base.year - 1, base.year, base.year + 1))
    days = {year: day for year, day in around if day is not None}
    if not days:
        return None
    if det in ("last", "past", "previous"):
        return max((y for y, d in days.items() if d < base), default=None)
    if det in ("next", "coming"):
        return min((y for y, d in days.items() if d > base), default=None)
    if det == "this":
        return base.year
    gaps = sorted((abs((d - base).days), (d - base).days, y) for y, d in days.items())
    sure = direction == FUTURE or gaps[0][0] > _NEAR_HOLIDAY
    fitting = [g for g in gaps if g[1] * direction >= 0] if sure else gaps
    return (fitting or gaps)[0][2]


def day_part(item: Item, context: Context) -> Sense | None:
    """A part of a day: *this morning*, *last night*, *that evening*."""
    code, det = item.parts["p"][0].code("part"), determiner(item)
    if "mid" in item.parts:
        day = context.near or (context.last or context.base or date.min).isoformat()
        return Sense("TIME", f"{day if context.anchor else 'XXXX-XX-XX'}T{code}", mod="MID", relative=True)
    told = det in ("that", "same", "following", "previous") or (det == "next" and has_the(item)) or not det
    base = context.base
    if told:
        if not det and context.word_before(item) not in _DURING:
            return None
        base = context.told or (context.base if det or _by_itself(item, context) else None)
        if base is None:
            return None
    step = {"last": -1, "previous": -1, "past": -1, "next": 1, "following": 1, "coming": 1}.get(det, 0)
    if base is None:
        return Sense("TIME", f"XXXX-XX-XXT{code}", relative=True)
    value = f"{add_days(base, step).isoformat()}T{code}"
    return Sense("TIME", value, relative=True, vague=told and context.told is None)


def _by_itself(item: Item, context: Context) -> bool:
    # "in the afternoon", of a day not told; not "for the morning delivery", "the night he died"
    after = context.after(item)
    goes_on = after is not None and (
        after.pos in ("NOUN", "PROPN", "ADJ", "PRON", "DET") or after.text.lower() == "of"
    )
    return context.word_before(item) in ("in", "until", "by", "since") and not goes_on


def dawn(item: Item, context: Context) -> Sense | None:
    """*at dawn*, *before nightfall*: of the day told, or of the report's."""
    code = item.parts["p"][0].code("part")
    base = context.told or context.base
    if item.text.lower() == "night" and (context.word_before(item) != "at" or context.told is None):
        # "at night" is of no one night
        return Sense("SET", "XXXX-XX-XXTNI") if context.word_before(item) == "at" else None
    evening = (context.last_value or "")[-2:] in ("EV", "NI") or context.direction() > UNSURE
    if base and code == "MO" and evening:
        base = add_days(base, 1)
    day = base.isoformat() if base else "XXXX-XX-XX"
    return Sense("TIME", f"{day}T{code}", relative=True, vague=context.told is None)


_DURING = ("in", "into", "during", "throughout", "by", "until", "on", "for", "through")
