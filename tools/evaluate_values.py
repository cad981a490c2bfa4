"""Annotate the written events and say how many of their marked values are read, and what is read where nothing is marked.

    python tools/evaluate_values.py [FOLDER] [--cache FOLDER] [--kept-out] [--only WORDS] [--show WHAT ...] [--sample N]

A marked value (``tools/written.py``) is *right* where a reading of a fitting sort overlaps it and a check of its own, which
knows figures, number words, clock times and the names of weekdays and months but nothing of the program's grammar, finds the
value of the mark's words in the reading; *value* where it does not; *sort* where only readings of other sorts are there, and
*missed* where none is. Readings of times and quantities that overlap no mark are counted as *extra*: most are true (ordinals,
ages beside names, *now*), so that their number is worth comparing only with another run's. Two times that answer one question
in two reports and name the same weekday, or the same day of a month, and stand on one clock time or none, should be of one day:
*days* counts those that are and are not. Show with e.g. ``--show n-missed t-value extra-a days``.
"""

import argparse
import hashlib
import pickle
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from pathlib import Path
from tempfile import gettempdir

from written import FOLDER, Event, Mark, events, laid, reports

from variorum.annotate.parse import parse_all
from variorum.build import annotate
from variorum.model import Layers, Measure, Parse, Place, Quantity, Timex, Witness
from variorum.settings import Attributing, Settings
from variorum.values.times import Relation, compare_days

VERDICTS = ("right", "value", "sort", "missed")
Held = Timex | Quantity | Place

_COUNTS = (Measure.COUNT, Measure.ORDINAL)
_MEASURED = (Measure.UNIT, Measure.PERCENT, Measure.COUNT)
_TIMES = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"})
_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {w: float(k) for k, w in enumerate(_SMALL)} | {w: 10.0 * k for k, w in enumerate(_TENS, 2)}
_LARGE = {
    "dozen": 12.0,
    "hundred": 100.0,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "m": 1e6,
    "lakh": 1e5,
}
_PIECE = re.compile(r"\d[\d,]*(?:\.\d+)?|[a-z]+")
_CLOCK = re.compile(
    r"(?<![\d.,])(\d{1,2})[.:](\d\d)(?![\d%])|(?<![\d.,])(\d{1,2})\s?[ap]\.?m(?![a-z])", re.IGNORECASE
)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = re.compile(
    r"(?<![a-z])(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"(?:uary|ruary|ch|il|e|y|ust|t(?:ember)?|ember|ober)?(?![a-z])"
)
_MONTH_DAY = re.compile(r"(?<![\d.:,])(\d{1,2})(?:st|nd|rd|th)?(?![\d.:,]|\s?[ap]\.?m)")


@dataclass(frozen=True, slots=True)
class Judged:
    """A mark or an extra reading: its sort, what is said of it, and where it stands."""

    event: str
    sort: str
    verdict: str
    shown: str


def fits(sort: str, one: Held) -> bool:
    """Whether a reading is of a sort that may answer a mark's question."""
    if isinstance(one, Place) or sort == "p":
        return isinstance(one, Place) and sort == "p"
    if isinstance(one, Timex):
        return sort == "t" or (sort == "v" and one.type == "DURATION")
    if sort == "t":
        nights = one.measure is Measure.COUNT and one.noun == "night"
        return nights or (one.measure is Measure.UNIT and (one.unit or "").split(" per ")[0] in _TIMES)
    if sort == "n":
        return one.measure in _COUNTS or one.unit == "fraction"
    return {
        "a": one.measure is Measure.AGE,
        "m": one.measure is Measure.MONEY,
        "v": one.measure in _MEASURED,
    }[sort]


def numbers(words: str) -> list[float]:
    """The numbers that words hold, each as figures or number words say it, by a reading as plain as can be."""
    out: list[float] = []
    open_ = False
    last = ""
    for piece in _PIECE.findall(words.lower().replace("-", " ").replace("half a ", "half ")):
        if piece[0].isdigit():
            out.append(float(piece.replace(",", "")))
            open_ = True
        elif piece in _WORDS:
            tens = _WORDS.get(last, 0.0) >= 20 and _WORDS[piece] < 10
            if open_ and (last in _LARGE or last == "and" or tens):
                out[-1] += _WORDS[piece]
            else:
                out.append(_WORDS[piece])
            open_ = True
        elif piece in _LARGE and open_:
            out[-1] *= _LARGE[piece]
        elif piece in _LARGE and last in {"a", "half"}:
            out.append(_LARGE[piece] * (0.5 if last == "half" else 1.0))
            open_ = True
        elif piece == "and" and open_:
            pass
        else:
            open_ = False
        last = piece
    return out


def plausible(sort: str, words: str, held: Iterable[Held]) -> bool:
    """Whether the readings at some words hold what the words say, as far as the plain check can tell."""
    some = tuple(held)
    if sort == "p":
        return True
    if sort == "t":
        times = [t for t in some if isinstance(t, Timex)]
        return not times or _timely(words.lower(), times)
    ends = {
        abs(e) for q in some if isinstance(q, Quantity) for e in (q.stated, q.low, q.high) if e is not None
    }
    ends |= {float(n) for t in some if isinstance(t, Timex) for n in re.findall(r"\d+", t.value or "")}
    if any(isinstance(q, Quantity) and q.unit == "fraction" for q in some):
        return True
    said = numbers(words)
    return not said or any(
        abs(s * f - e) <= 1e-6 * max(1.0, e) for s in said for e in ends for f in (1, 1e3, 1e6, 1e9)
    )


def _timely(words: str, times: list[Timex]) -> bool:
    clocks = {(int(h or a) % 12) * 60 + int(m or 0) for h, m, a in _CLOCK.findall(words)}
    if clocks and not clocks & {t.clock % 720 for t in times if t.clock is not None}:
        return False
    days = {k for k, d in enumerate(_DAYS) if d in words}
    if days and not days & {w for t in times for w in (t.weekday, _weekday(t))}:
        return False
    months = {_MONTHS.index(m) + 1 for m in _MONTH.findall(words)}
    return not months or bool(months & {t.month for t in times})


def _weekday(t: Timex) -> int | None:
    return t.interval.earliest.weekday() if t.interval and t.interval.earliest else t.weekday


def judge(event: Event, witnesses: Iterable[Witness]) -> Iterator[Judged]:
    """What is said of each mark of an event, and its extra readings."""
    read = tuple(witnesses)
    marks = laid(event, [w.report for w in read])
    for w in read:
        held = _readings(w.layers)
        values = marks[w.report.id].values
        for m in values:
            sort = m.name[0]
            if sort != "w":
                at = [h for h in held if h.span.overlaps(m.span)]
                yield Judged(event.name, sort, verdict(sort, m.span.of(w.report.text), at), _shown(w, m, at))
        for h in held:
            if not isinstance(h, Place) and not any(m.span.overlaps(h.span) for m in values):
                yield Judged(event.name, _sort(h), "extra", _shown(w, h, [h]))
    yield from _same_days(event, read, {w.report.id: marks[w.report.id].values for w in read})


def verdict(sort: str, words: str, at: list[Held]) -> str:
    """What is said of a mark with the readings that overlap it."""
    fitting = [h for h in at if fits(sort, h)]
    if not fitting:
        return "sort" if at else "missed"
    return "right" if plausible(sort, words, fitting) else "value"


def _readings(layers: Layers) -> tuple[Held, ...]:
    return (*layers.timexes, *(q for q in layers.quantities if not q.implied), *layers.places)


def _sort(one: Held) -> str:
    if isinstance(one, Quantity):
        return {Measure.AGE: "a", Measure.MONEY: "m", Measure.COUNT: "n", Measure.ORDINAL: "n"}.get(
            one.measure, "v"
        )
    return "t" if isinstance(one, Timex) else "p"


def _same_days(
    event: Event, read: tuple[Witness, ...], marks: dict[str, tuple[Mark, ...]]
) -> Iterator[Judged]:
    for one, two in combinations(read, 2):
        for m, n in (
            (m, n)
            for m in marks[one.report.id]
            for n in marks[two.report.id]
            if m.name == n.name and m.name[0] == "t"
        ):
            a, b = _dated(one, m), _dated(two, n)
            if (
                a is None
                or b is None
                or not _named_alike(m.span.of(one.report.text), n.span.of(two.report.text))
            ):
                continue
            found = compare_days(a, b, borrowed=False)
            verdict = (
                "unlike" if found is Relation.DISJOINT else "unsure" if found is Relation.UNKNOWN else "alike"
            )
            yield Judged(event.name, "days", verdict, f"{_shown(one, m, [a])} // {_shown(two, n, [b])}")


def _dated(w: Witness, m: Mark) -> Timex | None:
    at = [t for t in w.layers.timexes if t.span.overlaps(m.span) and t.type in {"DATE", "TIME"}]
    return at[0] if len(at) == 1 else None


def _named_alike(one: str, two: str) -> bool:
    """Whether both name one weekday, or one day of one month, and neither anything else of the kind."""
    named = []
    for words in (one.lower(), two.lower()):
        days, months = [d for d in _DAYS if d in words], _MONTH.findall(words)
        of_month = _MONTH_DAY.findall(words) if months else []
        named.append((tuple(days), tuple(months), tuple(of_month)))
    return named[0] == named[1] and (len(named[0][0]) == 1 or len(named[0][2]) == 1)


def _shown(w: Witness, m: Mark | Held, at: list[Held]) -> str:
    text, start, end = w.report.text, m.span.start, m.span.end
    name = m.name if isinstance(m, Mark) else ""
    words = f"{text[max(0, start - 60) : start]}<<{text[start:end]}>>{text[end : end + 50]}"
    return f"{name} | {' '.join(words.split())} | {'; '.join(map(_told, at))}"


def _told(one: Held) -> str:
    if isinstance(one, Timex):
        return f"{one.type} {one.value} {one.mod or ''}"
    if isinstance(one, Quantity):
        return f"{one.measure.value} {one.stated:g} [{one.low},{one.high}] {one.unit or ''} {one.noun or ''}"
    return f"place {one.name} {one.path}"


def parsed(texts: Iterable[str], cache: Path) -> Iterator[Parse]:
    """The parses of texts, each kept in a folder by its text."""
    for text in texts:
        kept = cache / f"parse-{hashlib.sha256(text.encode()).hexdigest()[:16]}.pickle"
        if not kept.exists():
            cache.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(pickle.dumps(next(parse_all([text]))))
        yield pickle.loads(kept.read_bytes())  # noqa: S301 - our own cache


def table(found: Iterable[Judged]) -> str:
    """The counts as lines, with recall in per cent."""
    tally = Counter((j.sort, j.verdict) for j in found)
    lines = [f"{'':6}{''.join(f'{v:>8}' for v in VERDICTS)}   recall, right   extra"]
    for sort in "tnamvp":
        told = [tally[sort, v] for v in VERDICTS]
        if total := sum(told):
            row = "".join(f"{n:8}" for n in told)
            lines.append(
                f"{sort:6}{row}   {100 * (told[0] + told[1]) / total:6.1f} {100 * told[0] / total:6.1f}  {tally[sort, 'extra']:6}"
            )
    days = ", ".join(f"{v} {tally['days', v]}" for v in ("alike", "unsure", "unlike"))
    return "\n".join([*lines, f"days that two reports name alike: {days}"])


def main() -> int:
    """Print what was asked to be shown, and the table."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    options.add_argument("--cache", type=Path, default=Path(gettempdir()) / "variorum-parses")
    options.add_argument(
        "--kept-out", action="store_true", help="only the events kept out of the making of rules"
    )
    options.add_argument("--only", default="", help="only events with these words in their name")
    options.add_argument("--show", nargs="*", default=(), help="e.g. n-missed t-value extra-n days-unlike")
    options.add_argument("--sample", type=int, default=0, help="show so many at most, drawn at random")
    given = options.parse_args()
    settings = Settings(attributor=Attributing.RULES)
    found: list[Judged] = []
    for event in events(given.folder):
        if event.kept_out != given.kept_out or given.only not in event.name:
            continue
        witnesses, _ = annotate(reports(event), settings=settings, parses=partial(parsed, cache=given.cache))
        found += judge(event, witnesses)
        print(".", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    asked = [j for j in found if {f"{j.sort}-{j.verdict}", f"{j.verdict}-{j.sort}"} & set(given.show)]
    if given.sample and len(asked) > given.sample:
        asked = random.Random(1).sample(asked, given.sample)
    for j in asked:
        print(f"{j.event} {j.sort}-{j.verdict} {j.shown}")
    print(table(found))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
