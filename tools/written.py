"""Invented events whose every value and happening is marked: read, annotated, and laid over the program's own reports.

An event is a text file: ``event: what it is``, and for each report ``report: A | 2026-03-04 | kind of outlet`` and one
sentence a line. ``{slot:words}`` marks a value, the slot naming the question that it answers (its first letter the sort:
time, number, age, money, other quantity, place, who); ``[number words]`` marks what is told, one number a happening. Two reports
carry the same slot or number if and only if they answer the same question, or tell of the same happening.
"""

import hashlib
import json
import pickle
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from variorum.build import annotate
from variorum.claims.extract import claims
from variorum.collate.context import Context, context
from variorum.model import Report
from variorum.read.load import load
from variorum.text import Anchor, Span

FOLDER = Path(__file__).parents[1] / "training" / "pairs" / "written"
EVERY, KEPT = 8, 4
"""Of every so many events of a series the one with this remainder is kept out of training and of the making of rules."""
UNREAD = ("conflict3", "crime3", "disaster3", "politics3", "life3", "conflict4", "crime4", "disaster4", "mixed4",
          "conflict5", "crime5", "disaster5", "politics5", "life5", "mixed5")  # fmt: skip
"""What the names of the events begin with that the published reader of pairs has not read."""
_SENTENCES = 2
"""Sentences of a paragraph."""
_OPENS = re.compile(r"\{(?P<slot>[tnamvpw]\.[a-z0-9_.\-]+):|\[(?P<fact>\d+) ")
_REPORT = re.compile(r"report:\s*(\S+)\s*\|\s*(\d{4}-\d\d-\d\d)\s*\|\s*(.+)")
_LOOKED_BACK = 25


@dataclass(frozen=True, slots=True)
class Mark:
    """Marked words of a text: the slot or the number, and where they stand."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Marked:
    """A report's text without its marks, the values and the happenings marked in it."""

    text: str
    values: tuple[Mark, ...]
    facts: tuple[Mark, ...]

    def slots(self, at: Anchor | Span) -> frozenset[str]:
        """The questions that the values at some words answer."""
        return _at(self.values, at)

    def told(self, at: Anchor | Span) -> frozenset[str]:
        """The happenings that some words belong to."""
        return _at(self.facts, at)


def _at(marks: Sequence[Mark], at: Anchor | Span) -> frozenset[str]:
    span = at.span if isinstance(at, Anchor) else at
    return frozenset(m.name for m in marks if m.span.overlaps(span))


@dataclass(frozen=True, slots=True)
class Event:
    """A written event: its name, its reports as rows of JSONL, and the marks of each."""

    name: str
    rows: tuple[dict[str, str], ...]
    marked: tuple[Marked, ...]

    @property
    def kept_out(self) -> bool:
        """Whether it is kept out of training and of the making of rules."""
        return int(self.name.split("-")[1]) % EVERY == KEPT


def read(path: Path) -> Event:
    """One event.

    Raises:
        ValueError: a mark is not closed, closes nothing or has no name, or a line is in no report; the message names file and line.
    """
    heads, held = [], []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        told = line.strip()
        if not told or told.startswith("event:"):
            continue
        if head := _REPORT.fullmatch(told):
            heads.append(head.groups())
            held.append([])
            continue
        try:
            held[-1].append(_sentence(told))
        except (IndexError, ValueError) as error:
            message = f"{path.name}, line {number}: {error or 'a sentence before the first report'}"
            raise ValueError(message) from error
    marked = tuple(_joined(sentences) for sentences in held)
    rows = tuple(
        {"id": f"{path.stem}-{k}", "text": m.text, "published": day, "outlet": f"{kind} {sigil}"}
        for k, ((sigil, day, kind), m) in enumerate(zip(heads, marked, strict=True))
    )
    return Event(path.stem, rows, marked)


def _sentence(line: str) -> Marked:
    text, at, open_ = "", 0, []
    values, facts = [], []
    while at < len(line):
        found = _OPENS.match(line, at)
        if found:
            open_.append((found["slot"] or found["fact"], found["slot"] is not None, len(text)))
            at = found.end()
            continue
        if line[at] in "}]":
            name, value, start = open_.pop()
            if value != (line[at] == "}"):
                message = f"the mark {name} is closed by {line[at]}"
                raise ValueError(message)
            if len(text) > start:
                (values if value else facts).append(Mark(name, Span(start, len(text))))
        else:
            text += line[at]
        at += 1
    if open_:
        message = f"the mark {open_[-1][0]} is not closed"
        raise ValueError(message)
    return Marked(text, tuple(values), tuple(facts))


def _joined(sentences: Sequence[Marked]) -> Marked:
    text, values, facts = "", [], []
    for k, each in enumerate(sentences):
        if text:
            text += " " if k % _SENTENCES else "\n\n"
        values += [Mark(m.name, m.span.shifted(len(text))) for m in each.values]
        facts += [Mark(m.name, m.span.shifted(len(text))) for m in each.facts]
        text += each.text
    return Marked(text, tuple(values), tuple(facts))


def events(folder: Path = FOLDER) -> Iterator[Event]:
    """All events of a folder, by name."""
    return (read(p) for p in sorted(folder.glob("*.txt")))


def annotated(event: Event, cache: Path) -> tuple[Context, dict[str, Marked]]:
    """The context of an event and the marks of each report, by its id, laid over the text that the program reads."""
    raw = json.dumps(event.rows).encode()
    kept = cache / f"{event.name}-{hashlib.sha256(raw).hexdigest()[:12]}.pickle"
    if not kept.exists():
        cache.mkdir(parents=True, exist_ok=True)
        witnesses, said = annotate(reports(event))
        told = tuple(
            c
            for w in witnesses
            for c in claims(w.report, w.layers, [a for a in said if a.report_id == w.report.id])
        )
        kept.write_bytes(pickle.dumps((witnesses, told, said)))
    witnesses, told, said = pickle.loads(kept.read_bytes())  # noqa: S301 - our own cache
    ctx = context(witnesses, told, said)
    return ctx, laid(event, [w.report for w in witnesses])


def reports(event: Event) -> tuple[Report, ...]:
    """The reports of an event as the program reads them from a file."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "reports.jsonl"
        file.write_text("\n".join(map(json.dumps, event.rows)) + "\n", encoding="utf-8")
        return load([str(file)]).reports


def laid(event: Event, read: Iterable[Report]) -> dict[str, Marked]:
    """The marks of each report of an event, by its id, laid over the text that the program reads."""
    by_start = {m.text[:60]: m for m in event.marked}
    return {r.id: _laid(by_start[r.text[:60]], r.text) for r in read}


def _laid(marked: Marked, text: str) -> Marked:
    """The marks at their places in the text that the program made of a report; those it changed are left out."""
    return Marked(text, tuple(_moved(marked, text, marked.values)), tuple(_moved(marked, text, marked.facts)))


def _moved(marked: Marked, text: str, marks: Sequence[Mark]) -> Iterator[Mark]:
    for m in marks:
        if m.span.of(text) == m.span.of(marked.text):
            yield m
            continue
        before = max(0, m.span.start - _LOOKED_BACK)
        at = text.find(marked.text[before : m.span.end])
        if at >= 0:
            yield Mark(m.name, m.span.shifted(at - before))
