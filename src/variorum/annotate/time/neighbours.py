"""What the expressions beside one lend it: a year, a week, the day of a clock time, the day of *today*."""

import re
from dataclasses import replace
from datetime import date

from variorum.annotate.time.civil import add_days
from variorum.annotate.time.context import Context, Sense
from variorum.annotate.time.joins import Day, clock_day, day_of, tells
from variorum.annotate.time.lexicon import Item
from variorum.annotate.time.months import SEASON_START
from variorum.annotate.time.resolution import resolve
from variorum.annotate.time.words import determiner, year_of

_JOIN = re.compile(r"\s*(?:-|–|—|,|,?\s*and|,?\s*or|to|until|through|till)\s*\Z")


def year_ahead(found: list[Item], at: int, context: Context) -> tuple[int, int] | None:
    """The year and month of the date that an expression is joined to: *26 June - 4 August 1952*."""
    if at + 1 >= len(found) or not _are_joined(found, at, context):
        return None
    inner = found[at + 1].parts.get("d", ())
    if not inner:
        return None
    parts = inner[0].parts
    if inner[0].rule in ("date.mdy", "date.my"):
        return year_of(parts["y"][0]), int(parts["m"][0].number("month"))
    if inner[0].rule == "date.season" and "y" in parts:
        return year_of(parts["y"][0]), SEASON_START[parts["s"][0].code("season")]
    if inner[0].rule == "date.of" and parts["d"][0].rule == "date.m":
        value = _value(found[at + 1], context)
        return (int(value[:4]), int(value[5:7])) if re.match(r"\d{4}-\d\d", value) else None
    return None


def week_ahead(found: list[Item], at: int, context: Context) -> date | None:
    """The Monday of the week that a list of weekdays ends with: *on Monday, Tuesday and Friday last week*."""
    while _rule(found[at]) == "date.w" and at + 1 < len(found) and _are_joined(found, at, context):
        at += 1
        if (
            _rule(found[at]) == "date.of"
            and "wday" in _inner(found[at]).parts["d"][0].parts.get("w", (_NONE,))[0].classes
        ):
            value = _value(found[at], context)
            if not re.match(r"\d{4}-\d\d-\d\d\Z", value):
                return None
            day = date.fromisoformat(value)
            return add_days(day, -day.weekday())
    return None


def list_ends(
    found: list[Item], at: int, days: list[Day], context: Context
) -> tuple[date | None, date | None]:
    """The days before and after a weekday in its list or range: *on Monday, Tuesday and Friday* runs forward."""
    before = after = None
    if at and days and days[-1].item.end == found[at - 1].end and _are_joined(found, at - 1, context):
        before = days[-1].date if _rule(found[at - 1]) == "date.w" else None
    while _rule(found[at]) == "date.w" and at + 1 < len(found) and _are_joined(found, at, context):
        at += 1
        value = _value(found[at], context) if _rule(found[at]) == "date.w" else ""
        after = date.fromisoformat(value) if re.match(r"\d{4}-\d\d-\d\d\Z", value) else after
    return before, after


_NONE = Item(0, 0, "", {})


def _inner(item: Item) -> Item:
    return item.parts.get("d", (_NONE,))[0]


def _rule(item: Item) -> str:
    return _inner(item).rule


def _are_joined(found: list[Item], at: int, context: Context) -> bool:
    return _JOIN.match(context.parse.text[found[at].end : found[at + 1].start]) is not None


def _value(item: Item, context: Context) -> str:
    # What a later expression will mean, with the state of reading left as it is.
    kept, quarter = context.item, context.quarter
    context.at(item)
    sense = resolve(item, context)
    context.quarter = quarter
    if kept:
        context.at(kept)
    return (sense.value or "") if sense else ""


def near(found: list[Item], at: int, context: Context) -> str | None:
    """The day on which a *today* of the same sentence may have been said: the next date named, if none came before."""
    if not holds(found[at], "datedeictic"):
        return None
    tokens = context.tokens(found[at])
    if not tokens:
        return None
    first, last = context.parse.sentences[tokens[0].sentence]
    low, high = context.parse.tokens[first].start, context.parse.tokens[last - 1].end
    if any(low <= i.start for i in found[:at] if i.end <= found[at].start and is_day(i, context)):
        return None
    for item in found[at + 1 :]:
        if item.start >= high:
            break
        value = is_day(item, context)
        if value:
            return None if context.word_before(item) in _APART else value
    return None


_APART = ("until", "till", "through", "since", "after", "before", "by", "from")


_SLACK = 3
"""Days that a text may lie before its date, or be read after it."""


def apposed(found: list[Item], at: int, sense: Sense, context: Context) -> Sense:
    """The sense of *earlier this evening, July 19*: on the date beside it, whenever the text was published."""
    inner = found[at].parts.get("d", ())
    stated = found[at + 1] if at + 1 < len(found) else None
    if (
        not inner
        or inner[0].rule not in ("date.part", "date.deictic")
        or stated is None
        or not sense.relative
    ):
        return sense
    day = stated.parts.get("d", ())
    if not day or day[0].rule not in ("date.md", "date.mdy"):
        return sense
    if context.parse.text[found[at].end : stated.start] not in (", ", " (", " on "):
        return sense
    own, other = day_of(found[at], sense), is_day(stated, context)
    if own is None or other is None or abs((own.date - date.fromisoformat(other)).days) > _SLACK:
        return sense
    return replace(sense, value=other + (sense.value or "")[10:], others=())


def holds(item: Item, kind: str) -> bool:
    """Whether an expression has a part of the class *kind*."""
    return any(kind in p.classes for parts in item.parts.values() for p in parts)


_BACK = 2
"""Sentences before a clock time whose day it may be of."""


def joined(found: list[Item], at: int, days: list[Day], context: Context) -> Sense | None:
    """The day of a clock time: of its range or sentence, or else the day last told in the sentences just before."""
    if not holds(found[at], "clock") or holds(found[at], "date"):
        return None
    if (ranged := _of_range(found, at, context)) is not None:
        return ranged
    sentence = context.sentence()
    here = [d for d in days if d.item.end <= found[at].start and sentence_of(d.item, context) == sentence]
    for item in found[at + 1 :]:
        if sentence_of(item, context) != sentence:
            break
        sense = day_sense(item, context)
        day = day_of(item, sense) if sense else None
        here += [day] if day else []
    own = clock_day(found[at], here, context)
    if own is not None:
        return own
    reach = -1 if context.narrative else sentence - _BACK
    for day in reversed(days):
        where = sentence_of(day.item, context)
        if where < reach:
            return None
        if where < sentence and tells(day.item, day, context):
            return day.sense
    return None


def _of_range(found: list[Item], at: int, context: Context) -> Sense | None:
    # "from 1 a.m. to 4 a.m. on Saturday": the day of the range's end.
    if at + 1 >= len(found) or "d" not in found[at + 1].parts or not _are_joined(found, at, context):
        return None
    following = found[at + 1]
    if not holds(following, "clock") or following.rule not in ("timex.clockdate", "timex.dateclock"):
        return None
    if determiner(following.parts["d"][0]):
        return None  # "until 4 a.m. the following day": counted from this one's day
    kept, quarter = context.item, context.quarter
    context.at(following)
    sense = resolve(following.parts["d"][0], context)
    context.quarter = quarter
    if kept:
        context.at(kept)
    return sense


def sentence_of(item: Item, context: Context) -> int:
    """The number of the sentence that an item stands in, or -9."""
    tokens = context.tokens(item)
    return tokens[0].sentence if tokens else -9


def is_day(item: Item, context: Context) -> str | None:
    """The day that an expression names, as ``YYYY-MM-DD``, or ``None``."""
    sense = day_sense(item, context)
    value = sense.value if sense else None
    return value[:10] if value and len(value) >= 10 and "X" not in value[:10] else None


def day_sense(item: Item, context: Context) -> Sense | None:
    """What an expression that names a day means; the state of reading stays as it is."""
    inner = item.parts.get("d", ())
    if not inner or inner[0].rule not in (
        "date.w",
        "date.md",
        "date.mdy",
        "date.deictic",
        "date.iso",
        "date.daypart",
    ):
        return None
    kept, quarter = context.item, context.quarter
    context.at(item)
    sense = resolve(item, context)
    context.quarter = quarter
    if kept:
        context.at(kept)
    return sense
