"""When the reports say that things occurred: dated readings as intervals, in order of time."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from math import log2

from variorum.export.lookup import Lookup
from variorum.export.segments import in_sentence
from variorum.export.visible import one_line
from variorum.export.words import borrowed_date, words
from variorum.model import Bound, Claim, Grain, Interval, Timex
from variorum.text import Anchor, anchor


@dataclass(frozen=True, slots=True)
class Dated:
    """One report's time for an occurrence: its words, the interval they denote, and where it is drawn.

    ``left`` and ``width`` are per cent of the axis. ``also`` are the reports that print the same sentence, which is
    one statement however many days the reports' own dates would give it; ``when`` then says so.
    """

    sigil: str
    anchor: Anchor
    interval: Interval
    when: str
    left: float
    width: float
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Placed:
    """A time of a claim where it is drawn; ``stated`` tells whether the words or the claim's own day say the day."""

    claim: Claim
    timex: Timex
    start: datetime
    end: datetime
    stated: bool
    also: tuple[str, ...] = ()
    """Ids of other reports with the same sentence."""
    elsewhere: tuple[datetime, ...] = ()
    """The days that those reports' own dates would give it, where they differ."""


@dataclass(frozen=True, slots=True)
class Line:
    """An occurrence with its dated readings, in the order of the witnesses."""

    name: str
    dated: tuple[Dated, ...]


LABEL_TURNS = 78
"""Per cent of the axis from which a label stands before its point, so that it ends inside the picture of a phone."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled point of the axis, in per cent."""

    left: float
    label: str

    @property
    def turned(self) -> bool:
        """Whether the label stands before the point."""
        return self.left > LABEL_TURNS


@dataclass(frozen=True, slots=True)
class Timeline:
    """Occurrences in order of their earliest reading, and the ends of the axis."""

    lines: tuple[Line, ...]
    ticks: tuple[Tick, ...]


def timeline(book: Lookup) -> Timeline:
    """The dated occurrences of a dossier; only times that date the event, with both ends known, are drawn.

    The axis is not to scale: a gap is drawn by the logarithm of its hours, so that an hour and a decade fit
    on one line.
    """
    found = [(one_line(o.name), _times(o.claims, book)) for o in book.dossier.occurrences]
    found = [(name, times) for name, times in found if times]
    points = sorted({p for _, times in found for t in times for p in (t.start, t.end)})
    place = _axis(points)
    lines = [Line(name, tuple(_dated(t, place, book) for t in times)) for name, times in found]
    lines.sort(key=lambda line: min(_ends_of(d.interval)[0] for d in line.dated))
    return Timeline(tuple(lines), _ticks(points, place))


def _times(claims: tuple[str, ...], book: Lookup) -> list[_Placed]:
    """The times of an occurrence, those of one report once, one sentence of several reports once."""
    found: list[_Placed] = []
    for claim in (book.claims[c] for c in claims if c in book.claims):
        for placed in _placed(claim, book):
            if all(p.claim.report_id != claim.report_id or p.timex.span != placed.timex.span for p in found):
                found.append(placed)
    order = {w.report.id: n for n, w in enumerate(book.dossier.witnesses)}
    found.sort(key=lambda p: (order[p.claim.report_id], p.timex.span))
    return _once(found, book)


def _placed(claim: Claim, book: Lookup) -> list[_Placed]:
    """The times of one claim that date the event; an hour or a part of a day goes to the day that the claim states."""
    timexes = book.witness(claim.report_id).layers.timexes
    own = [timexes[t.timex] for t in claim.times if t.bound_to is Bound.EVENT]
    known = [t for t in own if t.interval and t.interval.earliest and t.interval.latest]
    days = [t for t in known if t.type == "DATE" and t.grain is Grain.DAY]
    out = []
    for timex in known:
        start, end = _ends_of(timex.interval or Interval(None, None))
        bare = timex.type == "TIME" and not _says_day(timex, book.witness(claim.report_id).report.text)
        if bare and len(days) == 1:
            day = _ends_of(days[0].interval or Interval(None, None))[0]
            moved = timedelta(days=(day.date() - start.date()).days)
            start, end = start + moved, end + moved
        out.append(_Placed(claim, timex, start, end, stated=not bare or len(days) == 1))
    timed = any(p.timex.type == "TIME" and p.stated for p in out)
    return [p for p in out if not (timed and p.timex in days and len(days) == 1)] or out


def _says_day(timex: Timex, text: str) -> bool:
    """Whether the words of a time say its day: by a name, a date, or as *tonight* does."""
    parts = (timex.weekday, timex.day, timex.month)
    said = {w.strip(".,").casefold() for w in timex.span.of(text).split()}
    return any(p is not None for p in parts) or not said.isdisjoint(words()["deictic"])


def _once(found: list[_Placed], book: Lookup) -> list[_Placed]:
    """One sentence that several reports print is one statement, read by the date of the first of them."""
    groups: dict[tuple[str, str], list[_Placed]] = {}
    for placed in found:
        witness = book.witness(placed.claim.report_id)
        sentence = " ".join("".join(in_sentence(witness, placed.timex.span, around=1000)).split())
        groups.setdefault((sentence, placed.timex.span.of(witness.report.text)), []).append(placed)

    def published(placed: _Placed) -> tuple[bool, object]:
        when = book.witness(placed.claim.report_id).report.published
        return when is None, when or 0

    out = []
    for group in groups.values():
        first = min(group, key=published)
        others = [p for p in group if p.claim.report_id != first.claim.report_id]
        days = dict.fromkeys(p.start for p in others if p.start.date() != first.start.date())
        same = tuple(dict.fromkeys(p.claim.report_id for p in others))
        out.append(replace(first, also=same, elsewhere=tuple(days)))
    return out


def _ends_of(interval: Interval) -> tuple[datetime, datetime]:
    if interval.earliest is None or interval.latest is None:
        msg = "an interval with an open end cannot be drawn"
        raise ValueError(msg)
    return interval.earliest, interval.latest


def _axis(points: list[datetime]) -> dict[datetime, float]:
    steps = [log2(2 + (b - a).total_seconds() / 3600) for a, b in pairwise(points)]
    total, at, place = sum(steps) or 1.0, 0.0, {}
    for point, step in zip(points, (*steps, 0.0), strict=False):
        place[point] = round(100 * at / total, 2)
        at += step
    return place


def _ticks(points: list[datetime], place: dict[datetime, float]) -> tuple[Tick, ...]:
    ticks: list[Tick] = []
    for point in points:
        label = f"{point.day} {words()['months'][point.month - 1][:3]} {point.year}"
        room = 22 if place[point] <= LABEL_TURNS else 42  # where it turns, its label stands before it
        if not ticks or (place[point] - ticks[-1].left >= room and label != ticks[-1].label):
            ticks.append(Tick(place[point], label))
    return tuple(ticks)


def _dated(placed: _Placed, place: dict[datetime, float], book: Lookup) -> Dated:
    witness = book.witness(placed.claim.report_id)
    here = anchor(placed.claim.report_id, witness.report.text, placed.timex.span)
    left, right = place[placed.start], place[placed.end]
    also = tuple(book.sigil(r) for r in placed.also)
    return Dated(
        witness.sigil,
        here,
        Interval(placed.start, placed.end),
        ", ".join((in_words(Interval(placed.start, placed.end)), *_notes(placed, also, book))),
        left,
        round(max(right - left, 0.6), 2),
        also,
    )


def _notes(placed: _Placed, also: tuple[str, ...], book: Lookup) -> list[str]:
    """What a reader has to know of a day: whose date it was read by, and that it is not in the words."""
    borrowed = (
        book.witness(placed.claim.report_id).layers.reference.origin != "published" and placed.timex.relative
    )
    notes = [borrowed_date()] if borrowed else []
    notes += [] if placed.stated else [str(words()["day_not_said"])]
    if placed.elsewhere:
        days = " or ".join(_day(d) for d in placed.elsewhere)
        notes.append(f"the same sentence in {', '.join(also)}, where it could be read as {days}")
    return notes


def in_words(interval: Interval) -> str:
    """An interval in plain English: ``4 March 2026``, ``April 2026``, ``4 March 2026, 06:30 to 07:30``."""
    start, end = interval.earliest, interval.latest
    if start is None or end is None:
        known = start or end
        return f"{'from' if start else 'until'} {_moment(known)}" if known else "unknown"
    if end - start == timedelta(days=1) and _midnight(start):
        return _day(start)
    if _midnight(start) and _midnight(end):
        return _whole(start, end)
    if end - start <= timedelta(minutes=1):
        return _moment(start)
    if start.date() == end.date():
        return f"{_moment(start)} to {end:%H:%M}"
    return f"{_moment(start)} to {_moment(end)}"


def _whole(start: datetime, end: datetime) -> str:
    if start.day == end.day == 1:
        if (start.month, end.month, end.year) == (1, 1, start.year + 1):
            return str(start.year)
        if (end.year - start.year) * 12 + end.month - start.month == 1:
            return f"{_month(start)} {start.year}"
    return f"{_day(start)} to {_day(end - timedelta(days=1))}"


def _midnight(value: datetime) -> bool:
    return (value.hour, value.minute, value.second) == (0, 0, 0)


def _month(value: datetime) -> str:
    return str(words()["months"][value.month - 1])


def _day(value: datetime) -> str:
    return f"{value.day} {_month(value)} {value.year}"


def _moment(value: datetime) -> str:
    return _day(value) if _midnight(value) else f"{_day(value)}, {value:%H:%M}"
