"""Clock times: minutes after midnight, zones, and the day that they belong to."""

import re
from dataclasses import dataclass, replace
from datetime import date

from variorum.annotate.time.civil import add_days
from variorum.annotate.time.context import Context, Sense
from variorum.annotate.time.joins import apart
from variorum.annotate.time.lexicon import Item
from variorum.annotate.time.tense import listed
from variorum.model import Token


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; ``other`` is the same face twelve hours away where the half of the day is not said."""

    minutes: int
    seconds: int | None
    other: int | None
    zone: str | None
    full_hour: bool = False

    def value(self, minutes: int) -> str:
        """``T11:05``, with ``Z`` for universal time."""
        seconds = f":{self.seconds:02d}" if self.seconds is not None else ""
        return f"T{minutes // 60:02d}:{minutes % 60:02d}{seconds}{'Z' if self.zone == 'UTC' else ''}"


_HALF = {"MO": "AM", "AF": "PM", "EV": "PM", "NI": "PM"}


def clock_of(item: Item, part: str | None) -> Clock | None:
    """The clock time that an item of the class ``clock`` states.

    Args:
        item: the item.
        part: the part of the day that a neighbour states (``MO``, ``AF``, ``EV``, ``NI``), if any.
    """
    zone = item.parts["z"][0].code("tz") if "z" in item.parts else None
    if item.rule == "clock.noon":
        return Clock(int(item.parts["x"][0].number("noon")) * 60, None, None, zone, full_hour=True)
    word = item.parts["c"][0]
    if item.rule == "clock.mil":
        digits = word.code("mil")
        return Clock(int(digits[:2]) * 60 + int(digits[2:]), None, None, zone)
    hour, minute, seconds = _face(item, word)
    if hour > 24:
        return None
    full = "clock" not in word.classes and "m" not in item.parts
    if "p" in item.parts:
        part = item.parts["p"][0].code("part")
    half = item.parts["ap"][0].code("ampm") if "ap" in item.parts else _HALF.get(part or "")
    if half and hour <= 12:
        if part == "NI" and "ap" not in item.parts and hour < 6:
            half = "AM"
        return Clock(hour % 12 * 60 + minute + (720 if half == "PM" else 0), seconds, None, zone, full)
    minutes = hour % 24 * 60 + minute
    other = None if _whole_day(item, word, hour, zone) else (minutes + 720) % 1440
    return Clock(minutes, seconds, other, zone, full)


def _face(item: Item, word: Item) -> tuple[int, int, int | None]:
    # Hour, minute and second as written: "9:05", "nine", "quarter to nine".
    if "clock" in word.classes:
        fields = [int(f) for f in word.code("clock").split(":")]
        return fields[0], fields[1], fields[2] if len(fields) > 2 else None
    name = next(n for n in ("hr", "nw", "one") if n in word.classes)
    hour = int(word.number(name))
    if "m" not in item.parts:
        return hour, 0, None
    classes = item.parts["m"][0].classes
    step = (
        30
        if "halfword" in classes
        else 15
        if "quarterunit" in classes
        else int(float(classes.get("nw", classes.get("two", 0))))
    )
    return (hour, step, None) if item.rule == "clock.past" else ((hour - 1) % 12 or 12, 60 - step, None)


def _whole_day(item: Item, word: Item, hour: int, zone: str | None) -> bool:
    # Whether the clock counts to 24: "16:20", "0430", "10:00 CET", "10:00 hours".
    written = hour > 12 or hour == 0 or word.text.startswith("0") or item.text.lower().endswith(_HOURS)
    return written or zone == "UTC" or (zone or "").startswith("UTC+")


_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:T|\Z)")
_HOURS = ("hours", "hrs", "hr", "0h", "1h", "2h", "3h", "4h", "5h", "6h", "7h", "8h", "9h")


def clock_sense(
    item: Item, context: Context, day: Sense | None, part: str | None, mod: str | None
) -> Sense | None:
    """A clock time with its day: the one joined to it, or the nearest that the text names, or the reference."""
    clock = clock_of(item, part)
    if clock is None or not _plausible(item, context):
        return None
    joined = context.joined if day is None else None
    if joined and apart(clock.minutes, joined):
        joined = None
    where, relative, sure = _day(context, day or joined)
    bare = item.rule == "clock.hm" and not {"ap", "z"} & set(item.parts) and part is None and day is None
    if bare and not _stands_as_clock(item, context):
        return None
    others = [where + clock.value(clock.other)] if clock.other is not None else []
    if item.rule == "clock.noon" and clock.minutes == 0 and "X" not in where:
        next_day = add_days(date.fromisoformat(where), 1).isoformat()
        others.append((where if context.word_before(item) in _TO_MIDNIGHT else next_day) + clock.value(0))
        where = next_day if context.word_before(item) in _TO_MIDNIGHT else where
    if taken := day or joined:
        beside = {o[:10] for o in taken.others if _DAY.match(o)} - {where}
        others.extend(o + clock.value(clock.minutes) for o in sorted(beside))
    sense = Sense(
        "TIME", where + clock.value(clock.minutes), mod=mod, relative=relative, clock=clock.minutes,
        zone=clock.zone, others=tuple(others), clock_other=clock.other, clock_only=not sure, full_hour=clock.full_hour,
    )  # fmt: skip
    if day is None:
        return sense
    return replace(sense, weekday=day.weekday, month=day.month, day=day.day, year=day.year)


def _day(context: Context, day: Sense | None) -> tuple[str, bool, bool]:
    # The day, whether it is relative, and whether the text says it.
    if day is not None:
        value = day.value or ""
        return (value[:10] if len(value) >= 10 and "W" not in value else "XXXX-XX-XX"), day.relative, True
    return (context.base.isoformat() if context.base else "XXXX-XX-XX"), True, False


def _stands_as_clock(item: Item, context: Context) -> bool:
    # "10:30" alone is a clock after "at"; it may be a score or a verse ("John 3:16").
    low = item.text.lower()
    if item.rule in ("clock.past", "clock.to") or "clock" in low or " " in low.strip() or low.endswith("h"):
        return True
    return context.word_before(item) in _BEFORE_CLOCK


def _plausible(item: Item, context: Context) -> bool:
    # Whether what looks like a clock time is none of the numbers that look alike.
    word = item.parts["c"][0] if "c" in item.parts else None
    if word is None or item.rule == "clock.noon":
        return True
    if item.rule == "clock.past":
        step = item.parts["m"][0]
        odd = "two" in step.classes and step.number("two") % 5 != 0
        return not odd and not _counts(item, context)
    said = bool({"ap", "z", "p"} & set(item.parts))
    if "num" in word.classes and "clock" in word.classes and not said:
        return _timed(item, context) and not _counts(item, context)
    if item.rule in ("clock.word", "clock.at"):
        hour = word.number("hr" if "hr" in word.classes else "nw")
        told = item.rule == "clock.word" or _by_the_clock(item, context)
        return told and 1 <= hour <= _HOURS_OF_FACE and not _counts(item, context)
    return True


_HOURS_OF_FACE = 12


def _counts(item: Item, context: Context) -> bool:
    # "at nine places", "shortly after two more men": a noun or a number follows that is no time.
    after = context.after(item)
    if after is None or after.text.lower() in _OF:
        return after is not None
    if after.ent in ("DATE", "TIME") or after.text.lower() in _DAY_WORDS:
        return False
    return after.tag in ("NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "CD", "$", "HYPH")


_DAY_WORDS = ("today", "tomorrow", "yesterday", "tonight", "local", "sharp", "daily")
_OF = ("past", "of", "per", "%", "more", "other", "to", "or", "-", "‑")


def _timed(item: Item, context: Context) -> bool:
    # "at 9.30" by the clock, not a price: neither the sentence nor the verb is of markets or measures.
    tokens = context.parse.tokens
    (first, *_) = context.tokens(item)
    low, high = context.parse.sentences[first.sentence]
    words = listed("clocks.tsv")
    if any(t.lemma.lower() in words["market"] or t.text in ("$", "€", "£", "¥") for t in tokens[low:high]):
        return False
    return _verb(context, first).lemma not in words["valued"]


def _by_the_clock(item: Item, context: Context) -> bool:
    # "it began at seven", "on Monday at nine"
    (first, *_) = context.tokens(item)
    verb = _verb(context, first)
    beside = context.parse.tokens[first.index - 2] if first.index > 1 else None
    day = beside is not None and beside.ent in ("DATE", "TIME") and beside.sentence == first.sentence
    return day or verb.lemma in listed("clocks.tsv")["happens"]


def _verb(context: Context, token: Token) -> Token:
    while token.pos not in ("VERB", "AUX") and token.head != token.index:
        token = context.parse.tokens[token.head]
    return token


_TO_MIDNIGHT = ("until", "till", "to", "and", "by", "before", "-", "–")
"""Before *midnight*, these make it the end of the day."""
_BEFORE_CLOCK = (
    "at",
    "between",
    "around",
    "about",
    "by",
    "until",
    "before",
    "after",
    "from",
    "to",
    "since",
    "till",
    "(",
)
