"""From the grammar's items to time expressions with intervals."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from variorum.annotate.time.civil import about, interval_of, modified
from variorum.annotate.time.context import Context, Sense
from variorum.annotate.time.extents import trimmed
from variorum.annotate.time.grammar import expressions
from variorum.annotate.time.joins import Day, day_of
from variorum.annotate.time.lexicon import Item, items
from variorum.annotate.time.neighbours import apposed, joined, list_ends, near, week_ahead, year_ahead
from variorum.annotate.time.resolution import resolve
from variorum.annotate.time.titles import is_title
from variorum.model import Grain, Interval, Parse, Reference, Timex
from variorum.text import Span


def timexes(parse: Parse, reference: Reference) -> tuple[Timex, ...]:
    """The time expressions of one text, in order, without overlaps (TIMEX3, TempEval-3 conventions).

    Args:
        parse: the parsed text.
        reference: the day that relative expressions are read against; with ``date=None`` they keep
            no interval, and their value is in the undetermined form (``XXXX-WXX-3``).

    Returns:
        One :class:`~variorum.model.Timex` an expression.
    """
    found = [i for i in expressions(items(parse.text, _breaks(parse))) if "timex" in i.classes]
    context = Context(parse, reference.date)
    context.narrative = _tells_history(found, context)
    context.late = _is_late(found, reference)
    out: list[Timex] = []
    days: list[Day] = []
    for at, whole in enumerate(found):
        item = _without_conjunction(whole, context)
        context.at(item)
        context.near = near(found, at, context)
        context.joined = joined(found, at, days, context)
        context.year_ahead = year_ahead(found, at, context)
        context.week_ahead = week_ahead(found, at, context)
        context.list_before, context.list_after = list_ends(found, at, days, context)
        for piece, sense in _resolved(item, context):
            if is_title(piece, context):
                continue
            sense = apposed(found, at, sense, context)  # noqa: PLW2901 - the same sense, on the day stated
            out.append(_timex(trimmed(piece, context), sense))
            _remember(context, sense)
            day = day_of(piece, sense)
            days += [day] if day else []
    return tuple(out)


def _breaks(parse: Parse) -> frozenset[int]:
    # A sentence that opens a line: no expression reaches into it.
    text = parse.text
    starts = (parse.tokens[first].start for first, _ in parse.sentences)
    return frozenset(
        s
        for s in starts
        if s
        and "\n" in text[max(0, s - 3) : s]
        and text[max(0, s - _BLANK) : s].rstrip()[-1:] not in (".", ",")
    )


_BLANK = 80
"""Characters of blank before a line that are looked through for the end of the one before."""


def _resolved(item: Item, context: Context) -> Iterator[tuple[Item, Sense]]:
    sense = resolve(item, context)
    if sense is not None:
        yield item, sense
        return
    if item.rule in ("timex.one", "timex.clock"):
        # Its only part is itself: what that is made of is tried next, and never the same words again.
        item = next(iter(item.parts.values()))[0]
    # The whole means nothing: its parts may.
    for parts in sorted(item.parts.values(), key=lambda p: p[0].start if p else 0):
        for part in parts:
            if part.rule.startswith(("date", "clock", "dur", "set", "ref")):
                inner = Item(part.start, part.end, part.text, {"timex": ""}, "timex.one", {"d": (part,)})
                if "clock" in part.classes:
                    inner = Item(
                        part.start, part.end, part.text, {"timex": ""}, "timex.clock", {"c": (part,)}
                    )
                if (inner.rule, inner.start, inner.end) == (item.rule, item.start, item.end):
                    continue
                context.at(inner)
                yield from _resolved(inner, context)


def _without_conjunction(item: Item, context: Context) -> Item:
    # "he said that Wednesday's ruling", "following Friday's report": a conjunction, a preposition.
    inner = item.parts.get("d", ())
    det = inner[0].parts.get("det", ()) if inner else ()
    word = det[0].text.lower() if det and det[0].start == item.start else ""
    if word not in ("that", "following"):
        return item
    (token, *_) = context.tokens(det[0])
    if (token.tag != "IN" and token.dep != "mark") if word == "that" else token.tag not in ("VBG", "IN"):
        return item
    rest = {name: parts for name, parts in inner[0].parts.items() if name != "det"}
    cut = len(word) + 1
    bare = replace(inner[0], start=item.start + cut, text=inner[0].text[cut:], parts=rest)
    return replace(item, start=item.start + cut, text=item.text[cut:], parts={"d": (bare,)})


def _remember(context: Context, sense: Sense) -> None:
    if sense.type == "DATE":
        context.last_month = sense.month
    if sense.type not in ("DATE", "TIME") or not sense.value or sense.vague or sense.clock_only:
        return
    found = interval_of(sense.value)
    if found and found[0].earliest:
        if context.narrative and _is_aside(context, sense.value, found[0].earliest.date()):
            return
        context.last, context.last_value = found[0].earliest.date(), sense.value
        context.last_sentence = context.sentence()


_ASIDE = 20
"""Years by which a bare year parts from what a history tells, for it to be an aside (*as in 1812*)."""


def _is_aside(context: Context, value: str, day: date) -> bool:
    # What is told has been dated to its month or day.
    if context.last is None or len(context.last_value or "") <= _YEAR_LONG:
        return False
    return len(value) <= _YEAR_LONG and abs(day.year - context.last.year) > _ASIDE


_YEAR_LONG = 4
"""Characters of a value that names a year or more."""


def _is_late(found: list[Item], reference: Reference) -> bool:
    if reference.date is None:
        return False
    today = reference.date.weekday()
    named = [int(w.number("wday")) for i in found for w in _weekdays(i)]
    return today not in named and named.count((today + 1) % 7) >= 2


def _weekdays(item: Item) -> Iterator[Item]:
    # The bare weekdays in an expression, at any depth.
    for part in _parts(item):
        if part.rule == "date.w" and "det" not in part.parts:
            yield from part.parts["w"]


def _parts(item: Item) -> Iterator[Item]:
    # The expressions inside one, at any depth.
    for parts in item.parts.values():
        for part in parts:
            if part.rule:
                yield part
                yield from _parts(part)


_FRESH = re.compile(r"(?:this|last|next) \w+\Z", re.IGNORECASE)


def _fresh(part: Item) -> bool:
    return part.rule == "date.relunit" and _FRESH.match(part.text) is not None


def _tells_history(found: list[Item], context: Context) -> bool:
    # Most dates have a year of their own, long before the reference: a history, not news.
    if context.reference is None:
        return False
    years = fresh = 0
    for item in found:
        inner = item.parts.get("d", ())
        rule = inner[0].rule if inner else ""
        if rule in ("date.mdy", "date.my", "date.year") and "y" in inner[0].parts:
            word = inner[0].parts["y"][0]
            old = "y4" in word.classes and 1000 <= word.number("y4") < context.reference.year - 1
            years += old
            fresh += not old and "y4" in word.classes
        elif rule == "date.bc":
            years += 1
        elif any(p.rule in ("date.w", "date.deictic") or _fresh(p) for p in _parts(item)):
            context.at(item)
            fresh += not context.quoted()
    return years >= 3 and years > 5 * fresh


def _timex(item: Item, sense: Sense) -> Timex:
    interval, grain = _interval(sense.value, sense)
    others = tuple(i for i, _ in (_interval(o, sense) for o in sense.others) if i is not None)
    if sense.type in ("DURATION", "SET") or sense.vague or sense.clock_only:
        interval, others = None, ()
    return Timex(
        Span(item.start, item.end), sense.type, sense.value, sense.mod, grain, interval, others,
        zone=sense.zone, relative=sense.relative, weekday=sense.weekday, month=sense.month, day=sense.day,
        year=sense.year, clock=sense.clock, clock_other=sense.clock_other,
    )  # fmt: skip


def _interval(value: str | None, sense: Sense) -> tuple[Interval | None, Grain | None]:
    found = interval_of(value) if value else None
    if found is None:
        return None, _grain_of(value, full_hour=sense.full_hour)
    interval, grain = found
    if sense.not_after or sense.not_before:
        return _clipped(interval, sense), grain
    if grain == Grain.MINUTE and sense.full_hour:
        grain = Grain.HOUR
    if sense.clock is not None and sense.mod == "APPROX":
        return about(interval), grain
    return modified(interval, sense.mod if sense.type in ("DATE", "TIME") else None), grain


def _clipped(interval: Interval, sense: Sense) -> Interval:
    low, high = interval.earliest, interval.latest
    if low is None or high is None:
        return interval
    if sense.not_after:
        edge = datetime.combine(sense.not_after, datetime.min.time())
        high = min(high, edge) if edge > low else high
    if sense.not_before:
        edge = datetime.combine(sense.not_before, datetime.min.time())
        low = max(low, edge) if edge < high else low
    return Interval(low, high) if low < high else Interval(low, low + timedelta(days=1))


def _grain_of(value: str | None, *, full_hour: bool) -> Grain | None:
    if not value or value[0] != "X":
        return None
    if "T" in value:
        return Grain.DAYPART if value[-2:].isalpha() else Grain.HOUR if full_hour else Grain.MINUTE
    if value.startswith("XXXX-WXX"):
        return Grain.WEEK if len(value) == 8 else Grain.WEEKEND if value.endswith("WE") else Grain.DAY
    return {4: Grain.YEAR, 7: Grain.MONTH, 10: Grain.DAY}.get(len(value))
