"""Pairs of values of real reports: rare ones that both reports have, changed in one of them, and those that differ.

Of the development half of the collation benchmark's incidents and stories (``BENCH``, see ``docs/benchmark.md``). A sum, a share,
a measure, a count of two digits, a clock time or a date that two reports have, each the other's best, answers one question: its like in
one report is changed, everywhere in that report, in what has been read and not in the text; so no sentence is parsed twice. Values that
differ as the reports stand answer two questions, but for those in ``real_values.tsv``, which were read and do, or may do, answer one: they
are left out. No text is kept, only ids and offsets.
"""

import hashlib
import pickle
import random
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from learn_counterparts import rare
from value_rows import Example, Row, answered, row

from variorum.bench.collation.material import Document, documents, half, report, stories
from variorum.build import read_alone, references
from variorum.collate.context import Context, context
from variorum.collate.counterparts.loci import Locus, Sort, Standing
from variorum.collate.counterparts.pairing import Counterparts, Placed, counterparts
from variorum.encode.pairs import PairReader
from variorum.model import Layers, Measure, Quantity, Timex, Witness
from variorum.text import sigil
from variorum.values.amounts import family

READ = Path(__file__).with_suffix(".tsv")
SETS = ("incidents/reports.jsonl", "stories-dev/allsides_full.jsonl")
REPORTS, CHANGED = 4, 25
"""Reports of a story, and values of it that are changed, at most."""
COPIES = 0.9
"""Share of the words of both sentences from which they are copies: of these there is nothing to learn."""
SMALL = 20
"""Counts below it are changed by a few, others by a share."""
LEAST = 2
"""What a changed count is at least."""
FEW, SHARES = (-2, -1, 1, 2, 3), (0.6, 0.7, 0.8, 0.9, 1.12, 1.25, 1.4, 1.7)
OTHERS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.1, 1.2, 1.3, 1.5, 1.8, 2.2)
MINUTES, DAYS = (-170, -125, -75, -40, 40, 75, 125, 170), (-4, -3, -2, 2, 3, 4)
FOLDS = 5
"""Of so many stories the reader of pairs has not read the one whose hash leaves no rest (``training/pairs/data.py``)."""
_DAY = 24 * 60
Value = Quantity | Timex


def examples(bench: Path, cache: Path, reader: PairReader | None) -> list[Example]:
    """The pairs of all stories of the development half.

    Args:
        bench: the folder of the benchmark's sets.
        cache: where the readings of each story are kept.
        reader: who answers whether one value would fill both gaps.
    """
    aside = _set_aside()
    out = []
    for name, ctx in _contexts(bench, cache):
        rows = [*_unlike(name, ctx, aside), *_changed(name, ctx)]
        out += answered(rows, reader)
        print(".", end="", file=sys.stderr, flush=True)
    return out


def _set_aside() -> frozenset[tuple[str, int, str, int]]:
    lines = (
        line.split("\t") for line in READ.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    )
    return frozenset((one, int(start), two, int(other)) for one, start, two, other, *_ in lines)


def _contexts(bench: Path, cache: Path) -> Iterator[tuple[str, Context]]:
    cache.mkdir(parents=True, exist_ok=True)
    for path in SETS:
        for name, each in stories(documents(bench / path)).items():
            if half(name) == "development" and len(each) > 1:
                yield name, _context(sorted(each, key=lambda d: d.name)[:REPORTS], cache / f"{name}.pickle")


def _context(each: list[Document], kept: Path) -> Context:
    reports = [report(d) for d in each]
    if not kept.exists():
        against = references(reports)
        kept.write_bytes(pickle.dumps([read_alone(r, against[r.id]) for r in reports]))
    alone = pickle.loads(kept.read_bytes())  # noqa: S301 - our own cache
    witnesses = [Witness(sigil(k), r, a.layers) for k, (r, a) in enumerate(zip(reports, alone, strict=True))]
    return context(
        witnesses, [c for a in alone for c in a.claims], [x for a in alone for x in a.attributions]
    )


def _unlike(name: str, ctx: Context, aside: frozenset[tuple[str, int, str, int]]) -> Iterator[Row]:
    placed = counterparts(ctx)
    for pair in placed.apart:
        one, two = ((x.report_id, x.value.span.start) for x in (pair.one, pair.two))
        made = (
            None
            if {(*one, *two), (*two, *one)} & aside
            else row(ctx, pair, placed, _example(name, right=False))
        )
        if made is not None:
            yield made


def _changed(name: str, ctx: Context) -> Iterator[Row]:
    found = 0
    for pair in counterparts(ctx).mutual:
        if found < CHANGED and pair.standing is Standing.EQUAL and _teaches(pair):
            made = _other(ctx, pair)
            if made is not None:
                again = _same(made[1], pair)
                example = row(made[0], again, made[1], _example(name, right=True)) if again else None
                if example is not None:
                    found += 1
                    yield example


def _example(name: str, *, right: bool) -> Example:
    unread = int(hashlib.sha1(name.encode()).hexdigest(), 16) % FOLDS == 0  # noqa: S324 - a fold, no secret
    return Example(name, right, unread=unread, real=True)


def _teaches(pair: Counterparts) -> bool:
    """Whether two equal values are rare, and their sentences no copies."""
    one, two = pair.one, pair.two
    if one.sort is Sort.DURATION or not (rare(one) or one.sort in (Sort.PERCENT, Sort.UNIT)):
        return False
    return len(one.words & two.words) <= COPIES * len(one.words | two.words)


def _other(ctx: Context, pair: Counterparts) -> tuple[Context, Placed] | None:
    """The two reports with the second's value changed everywhere, or ``None`` where it cannot be."""
    one, two = pair.one, pair.two
    change = _change(two, random.Random(f"{one.report_id} {one.value.span} {two.report_id} {two.value.span}"))
    if change is None:
        return None
    both = {one.report_id, two.report_id}
    witnesses = [w for w in ctx.witnesses if w.report.id in both]
    witnesses = [
        replace(w, layers=_with(w.layers, two, change)) if w.report.id == two.report_id else w
        for w in witnesses
    ]
    said = [a for a in ctx.attributions.values() if a.report_id in both]
    made = context(witnesses, [c for c in ctx.claims if c.report_id in both], said)
    return made, counterparts(made)


def _with(layers: Layers, locus: Locus, change: Callable[[Value], Value]) -> Layers:
    def changed(values: tuple[Value, ...]) -> tuple[Value, ...]:
        return tuple(change(v) if _alike(locus, v) else v for v in values)

    held: Mapping[str, tuple[Value, ...]] = {
        "quantities": changed(layers.quantities),
        "timexes": changed(layers.timexes),
    }
    return replace(layers, **held)


def _alike(locus: Locus, other: Value) -> bool:
    """Whether a value of the report is the one that is changed, there or elsewhere."""
    value = locus.value
    if isinstance(value, Quantity) or isinstance(other, Quantity):
        return (
            isinstance(value, Quantity) and isinstance(other, Quantity) and value.measure is other.measure
            and family(value)[0] == family(other)[0] and value.stated == other.stated
        )  # fmt: skip
    if locus.sort is Sort.CLOCK:
        return value.clock == other.clock
    days = [
        v.interval.earliest.date() if v.interval and v.interval.earliest else None for v in (value, other)
    ]
    return days[0] == days[1] is not None and (other.weekday is not None or other.day is not None)


def _change(locus: Locus, dice: random.Random) -> Callable[[Value], Value] | None:
    value = locus.value
    if isinstance(value, Quantity):
        return _times(value, dice)
    if locus.sort is Sort.CLOCK:
        minutes = dice.choice(MINUTES)
        return lambda v: _moved(v, timedelta(minutes=minutes))
    interval = value.interval
    if interval is None or interval.earliest is None:
        return None
    days = dice.choice(DAYS)
    return lambda v: _moved(v, timedelta(days=days))


def _times(value: Quantity, dice: random.Random) -> Callable[[Value], Value] | None:
    number = value.stated
    new = number * dice.choice(OTHERS)
    if value.measure is Measure.COUNT:
        new = number + dice.choice(FEW) if number < SMALL else round(number * dice.choice(SHARES))
        if new < LEAST or new == number:
            return None

    def changed(v: Value) -> Value:
        assert isinstance(v, Quantity)
        low, high = (None if x is None else x * new / number for x in (v.low, v.high))
        return replace(v, low=low, high=high, stated=v.stated * new / number)

    return changed if number else None


def _moved(v: Value, by: timedelta) -> Value:
    """A time moved by days, or by minutes on its day."""
    assert isinstance(v, Timex)
    interval = v.interval
    if interval is not None:
        early, late = (None if x is None else x + by for x in (interval.earliest, interval.latest))
        interval = replace(interval, earliest=early, latest=late)
    if by.days and not by.seconds:
        at = interval.earliest if interval else None
        week = None if v.weekday is None else (v.weekday + by.days) % 7
        if at is None:
            return replace(v, weekday=week)
        return replace(v, interval=interval, weekday=week, month=v.month and at.month, day=v.day and at.day,
                       value=at.date().isoformat() + (v.value or "")[10:])  # fmt: skip
    shift = int(by.total_seconds() // 60)
    clocks = [None if x is None else (x + shift) % _DAY for x in (v.clock, v.clock_other)]
    return replace(v, interval=interval, clock=clocks[0], clock_other=clocks[1])


def _same(placed: Placed, pair: Counterparts) -> Counterparts | None:
    """The pair of the same places among those that stand apart now."""
    places = {(x.report_id, x.item.span, x.sort) for x in (pair.one, pair.two)}
    same = (p for p in placed.apart if {(x.report_id, x.item.span, x.sort) for x in (p.one, p.two)} == places)
    return next(same, None)
