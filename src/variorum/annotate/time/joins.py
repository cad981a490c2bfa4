"""Which day of its sentence, or of the sentences before it, a clock time belongs to."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from variorum.annotate.time.context import RECENT, Context, Sense
from variorum.annotate.time.lexicon import Item
from variorum.annotate.time.tense import listed
from variorum.model import Parse, Token
from variorum.text import Span

_PARTED = ("relcl", "acl")
"""A clause that a noun carries: its day is the noun's."""
_SAME_VERB = ("xcomp", "aux", "auxpass")
_DASH = re.compile(r"—|–|--+|(?<=\s)-(?=\s)")
_NIGHT = ("NI", "EV")


@dataclass(frozen=True, slots=True)
class Day:
    """A day that the text names: the expression, what it means, and its first calendar day."""

    item: Item
    sense: Sense
    date: date


def day_of(item: Item, sense: Sense) -> Day | None:
    """The day that a sense denotes, or ``None`` where it is coarser, or has none."""
    value = sense.value or ""
    if sense.type not in ("DATE", "TIME") or sense.vague or sense.clock_only or len(value) < 10:
        return None
    if not re.match(r"\d{4}-\d\d-\d\d(?:T|\Z)", value):
        return None
    return Day(item, sense, date.fromisoformat(value[:10]))


def clock_day(clock: Item, days: Iterable[Day], context: Context) -> Sense | None:
    """The day of its own sentence that a clock time belongs to, or ``None`` where none surely is.

    That is a day of the clock's own clause, or one before it that a clause states which holds the
    clock's; never one inside dashes or brackets, in a clause that a noun carries, in what only bounds
    the time (*until Friday*), or after the clock in another clause.
    """
    parse = context.parse
    head = parse.head_in(Span(clock.start, clock.end))
    if head is None:
        return None
    fitting = [d for d in days if _joins(clock, head, d, context)]
    fitting.sort(key=lambda d: (d.item.start > clock.start, abs(d.item.start - clock.start)))
    return fitting[0].sense if fitting else None


def _joins(clock: Item, head: int, day: Day, context: Context) -> bool:
    parse = context.parse
    top = parse.head_in(Span(day.item.start, day.item.end))
    if top is None or parse.tokens[top].sentence != parse.tokens[head].sentence:
        return False
    aside = _aside(parse, day.item.start)
    if aside is not None and aside != _aside(parse, clock.start):
        return False
    way, own = _way(parse, top), _way(parse, head)
    if _bounded(parse, way):
        return False
    verb = way[-1].index
    if verb == own[-1].index:
        return True
    if day.item.start > clock.start or way[-1].lemma in listed("tense.tsv")["saying"]:
        return False
    climbed = _climb(parse, head, verb)
    return climbed is not None and not _carried(climbed) and _near_in_time(day, context)


def tells(item: Item, day: Day, context: Context) -> bool:
    """Whether an expression states, in a main clause, the day of what the report tells."""
    parse = context.parse
    top = parse.head_in(Span(item.start, item.end))
    if top is None or _aside(parse, item.start) is not None or not _near_in_time(day, context):
        return False
    if context.reference and day.date > context.reference and not (context.narrative or context.late):
        return False
    way = _way(parse, top)
    if _bounded(parse, way) or way[-1].lemma in listed("tense.tsv")["saying"]:
        return False
    return not _carried(_climb(parse, top, None) or [])


def _near_in_time(day: Day, context: Context) -> bool:
    # A day of long ago, or far ahead, was background.
    if context.narrative or context.reference is None:
        return True
    return abs((day.date - context.reference).days) <= RECENT


def _way(parse: Parse, index: int) -> list[Token]:
    # From a token up to the verb of its clause (that which governs an infinitive or an auxiliary), or the root.
    way = [parse.tokens[index]]
    while way[-1].head != way[-1].index:
        token = way[-1]
        if token.pos in ("VERB", "AUX") and token.dep not in _SAME_VERB:
            break
        way.append(parse.tokens[token.head])
    return way


def _climb(parse: Parse, index: int, stop: int | None) -> list[Token] | None:
    # From a token up to *stop* (left out), or to the root; None where *stop* is not above it.
    way: list[Token] = []
    token = parse.tokens[index]
    while token.index != stop:
        way.append(token)
        if token.head == token.index:
            return way if stop is None else None
        token = parse.tokens[token.head]
    return way


def _carried(way: Iterable[Token]) -> bool:
    return any(t.dep in _PARTED for t in way)


def _bounded(parse: Parse, way: list[Token]) -> bool:
    # "until Friday", "after the fire on Monday", and the mark of a clause: "before he left on Monday".
    words = listed("tense.tsv")["apart"]
    if any(t.text.lower() in words for t in way):
        return True
    verb = way[-1]
    marks = (parse.tokens[c] for c in parse.children[verb.index])
    return verb.dep == "advcl" and any(t.dep == "mark" and t.text.lower() in words for t in marks)


def _aside(parse: Parse, at: int) -> int | None:
    # Where the dashes or brackets open that an offset stands between; None outside them.
    (token, *_) = parse.tokens_in(Span(at, at + 1))
    span = parse.sentence_span(token.sentence)
    text = parse.text
    opened = text.rfind("(", span.start, at)
    if opened > text.rfind(")", span.start, at):
        return opened
    dashes = [m.start() for m in _DASH.finditer(text, span.start, at)]
    return dashes[-1] if len(dashes) % 2 else None


def apart(clock: int | None, sense: Sense) -> bool:
    """Whether a clock time may be of the day after: *3 a.m.* of *Monday night*."""
    return clock is not None and clock < 360 and (sense.value or "")[-2:] in _NIGHT
