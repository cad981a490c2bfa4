"""When the reports say that things occurred: dated readings as intervals, in order of time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from math import log2

from variorum.export.lookup import Lookup
from variorum.export.visible import one_line
from variorum.export.words import borrowed_date, words
from variorum.model import Bound, Claim, Interval, Timex
from variorum.text import Anchor, anchor


@dataclass(frozen=True, slots=True)
class Dated:
    """One report's time for an occurrence: its words, the interval they denote, and where it is drawn.

    ``left`` and ``width`` are per cent of the axis.
    """

    sigil: str
    anchor: Anchor
    interval: Interval
    when: str
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """An occurrence with its dated readings, in the order of the witnesses."""

    name: str
    dated: tuple[Dated, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled point of the axis, in per cent."""

    left: float
    label: str


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
    points = sorted({p for _, times in found for _, t in times for p in _ends(t)})
    place = _axis(points)
    lines = [Line(name, tuple(_dated(c, t, place, book) for c, t in times)) for name, times in found]
    lines.sort(key=lambda line: min(_ends_of(d.interval)[0] for d in line.dated))
    return Timeline(tuple(lines), _ticks(points, place))


def _times(claims: tuple[str, ...], book: Lookup) -> list[tuple[Claim, Timex]]:
    found: list[tuple[Claim, Timex]] = []
    for claim in (book.claims[c] for c in claims if c in book.claims):
        timexes = book.witness(claim.report_id).layers.timexes
        for time in claim.times:
            timex = timexes[time.timex]
            known = timex.interval and timex.interval.earliest and timex.interval.latest
            new = all(c.report_id != claim.report_id or t.span != timex.span for c, t in found)
            if time.bound_to is Bound.EVENT and known and new:
                found.append((claim, timex))
    order = {w.report.id: n for n, w in enumerate(book.dossier.witnesses)}
    return sorted(found, key=lambda ct: (order[ct[0].report_id], ct[1].span))


def _ends_of(interval: Interval) -> tuple[datetime, datetime]:
    if interval.earliest is None or interval.latest is None:
        msg = "an interval with an open end cannot be drawn"
        raise ValueError(msg)
    return interval.earliest, interval.latest


def _ends(timex: Timex) -> tuple[datetime, datetime]:
    return _ends_of(timex.interval or Interval(None, None))


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
        if (not ticks or place[point] - ticks[-1].left >= 22) and place[point] <= 85:
            ticks.append(Tick(place[point], label))
    return tuple(ticks)


def _dated(claim: Claim, timex: Timex, place: dict[datetime, float], book: Lookup) -> Dated:
    witness = book.witness(claim.report_id)
    start, end = _ends(timex)
    here = anchor(claim.report_id, witness.report.text, timex.span)
    interval = Interval(start, end)
    width = round(max(place[end] - place[start], 0.6), 2)
    own = witness.layers.reference.origin == "published" or not timex.relative
    when = in_words(interval) if own else f"{in_words(interval)}, {borrowed_date()}"
    return Dated(witness.sigil, here, interval, when, place[start], width)


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
