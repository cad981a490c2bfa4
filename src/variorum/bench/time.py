"""The benchmark of time expressions: TempEval-3 detection and value F1, and documents a second.

Reads TimeML, or JSON lines ``{"doc", "dct", "text", "timexes": [{"start", "end", "type", "value"}]}``
(gold optional), and writes the same lines with predictions in place of the gold. F1 as in TempEval-3
(UzZaman et al. 2013): strict and relaxed spans, one to one; value F1 over spans matched relaxed whose
value is equal.
"""

import hashlib
import json
import time as clock
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from variorum.bench import timeml
from variorum.errors import UnreadableError
from variorum.model import Parse, Reference, Timex


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression as the benchmark counts it."""

    start: int
    end: int
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class Document:
    """One line of the set; ``gold`` is ``None`` where the line has none."""

    name: str
    dct: date | None
    text: str
    gold: tuple[Expression, ...] | None


@dataclass(frozen=True, slots=True)
class TimeScores:
    """Scores in per cent, counts, and the speed of the stage after parsing."""

    documents: int
    gold: int
    predicted: int
    strict_f1: float
    relaxed_f1: float
    value_f1: float
    type_f1: float
    seconds: float
    sha256: str
    """Of the data, so that two tables can be told apart."""

    @property
    def documents_a_second(self) -> float:
        """Documents read a second on one core, parsing left out."""
        return self.documents / self.seconds if self.seconds else 0.0

    def __str__(self) -> str:
        return "\n".join(self.lines())

    def lines(self) -> tuple[str, ...]:
        """The scores for people, one a line."""
        return (
            f"documents  {self.documents}, expressions {self.gold} (gold), {self.predicted} (found)",
            f"strict F1  {self.strict_f1:.1f}",
            f"relaxed F1 {self.relaxed_f1:.1f}",
            f"value F1   {self.value_f1:.1f}",
            f"type F1    {self.type_f1:.1f}",
            f"speed      {self.documents_a_second:.0f} documents a second after parsing",
            f"data       sha256 {self.sha256}",
        )


def files(data: Path) -> tuple[Path, ...]:
    """The files that *data* names: itself, or the JSONL files of the folder, or else the TimeML files under it."""
    if data.is_file():
        return (data,)
    found = tuple(p for p in sorted(data.glob("*.jsonl")) if not p.stem.endswith("_values"))
    found = found or tuple(p for p in sorted(data.rglob("*.tml")) if not p.name.startswith("._"))
    if not found:
        raise UnreadableError(
            str(data), "no .jsonl or .tml file is there", "Name a file or a folder of them", code="no-data"
        )
    return found


def documents(paths: Iterable[Path]) -> Iterator[Document]:
    """The documents of JSONL and TimeML files.

    Raises:
        UnreadableError: a line is no JSON object, or lacks its text.
    """
    for path in paths:
        if path.suffix == ".tml":
            yield _of_row(timeml.read(path), path.stem)
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip():
                yield _document(line, f"{path}:{number}")


def _document(line: str, where: str) -> Document:
    try:
        return _of_row(json.loads(line), where)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        advice = "Give one JSON object a line, with doc, dct, text and timexes"
        raise UnreadableError(
            where, f"not a document of this benchmark ({error})", advice, code="bad-line"
        ) from error


def _of_row(row: dict[str, Any], where: str) -> Document:
    gold, stated = row.get("timexes"), row.get("dct")
    return Document(
        str(row.get("doc", where)),
        date.fromisoformat(stated[:10]) if stated else None,
        row["text"],
        None if gold is None else tuple(_expression(t) for t in gold),
    )


def _expression(row: dict[str, Any]) -> Expression:
    return Expression(
        int(row["start"]), int(row["end"]), str(row.get("type")), str(row.get("value") or "").strip()
    )


def run(
    data: Path,
    predictions: Path | None = None,
    *,
    model: str | None = None,
    keep: Callable[[str], bool] | None = None,
) -> TimeScores:
    """Read a set, find its time expressions, score them, and write the predictions if a path is given.

    Args:
        data: a JSONL or TimeML file, or a folder of them.
        predictions: where the lines go with the predictions as ``timexes``.
        model: the spaCy pipeline, or the default one.
        keep: tells from a document's name whether it is read; ``None`` reads all.

    Raises:
        UnreadableError: the data cannot be read.
        ModelError: the pipeline cannot be loaded.
    """
    from variorum.annotate.parse import DEFAULT_PIPELINE, parse_all  # noqa: PLC0415 - loads spaCy

    paths = files(data)
    docs = tuple(d for d in documents(paths) if keep is None or keep(d.name))
    digest = hashlib.sha256(b"".join(p.read_bytes() for p in paths)).hexdigest()
    parses = parse_all((d.text for d in docs), model=model or DEFAULT_PIPELINE)
    found, seconds = read_all(docs, parses)
    if predictions is not None:
        predictions.write_text("".join(predicted_lines(docs, found)), encoding="utf-8")
    return score(docs, found, seconds=seconds, sha256=digest)


def read_all(
    docs: Sequence[Document], parses: Iterable[Parse]
) -> tuple[tuple[tuple[Timex, ...], ...], float]:
    """The time expressions of each document, and the CPU seconds that they took after parsing."""
    from variorum.annotate.time import timexes  # noqa: PLC0415 - compiles the grammar

    out: list[tuple[Timex, ...]] = []
    seconds = 0.0
    for doc, parse in zip(docs, parses, strict=True):
        if not out:
            timexes(parse, _reference(doc))  # the grammar is compiled once, outside the time
        start = clock.process_time()
        out.append(timexes(parse, _reference(doc)))
        seconds += clock.process_time() - start
    return tuple(out), seconds


def _reference(doc: Document) -> Reference:
    origin = "published" if doc.dct else "none"
    return Reference(doc.dct, origin, "the set's document creation time")


def predicted_lines(docs: Sequence[Document], found: Sequence[Sequence[Timex]]) -> Iterator[str]:
    """The lines of the set with the predictions as ``timexes``."""
    for doc, timexes in zip(docs, found, strict=True):
        rows = [
            {"start": t.span.start, "end": t.span.end, "type": t.type, "value": t.value, "mod": t.mod,
             "text": t.span.of(doc.text)}
            for t in timexes
        ]  # fmt: skip
        dct = doc.dct.isoformat() if doc.dct else None
        yield (
            json.dumps({"doc": doc.name, "dct": dct, "text": doc.text, "timexes": rows}, ensure_ascii=False)
            + "\n"
        )


def score(
    docs: Sequence[Document], found: Sequence[Sequence[Timex]], *, seconds: float = 0.0, sha256: str = ""
) -> TimeScores:
    """The TempEval-3 scores of predictions against the gold of *docs*, micro-averaged."""
    gold = predicted = strict = relaxed = value = kind = 0
    for doc, timexes in zip(docs, found, strict=True):
        if doc.gold is None:
            continue
        mine = [Expression(t.span.start, t.span.end, t.type, t.value or "") for t in timexes]
        gold, predicted = gold + len(doc.gold), predicted + len(mine)
        for g, m in aligned(doc.gold, mine):
            relaxed += 1
            strict += (g.start, g.end) == (m.start, m.end)
            value += g.value == m.value
            kind += g.type == m.type
    total = gold + predicted

    def f1(hits: int) -> float:
        return 200 * hits / total if total else 0.0

    return TimeScores(
        len(docs), gold, predicted, f1(strict), f1(relaxed), f1(value), f1(kind), seconds, sha256
    )


def aligned(gold: Sequence[Expression], mine: Sequence[Expression]) -> list[tuple[Expression, Expression]]:
    """One-to-one pairs of spans that share a character: exact ones first, then by overlap, then leftmost."""
    pairs = []
    for i, g in enumerate(gold):
        for j, m in enumerate(mine):
            shared = min(g.end, m.end) - max(g.start, m.start)
            if shared > 0:
                pairs.append(((g.start, g.end) != (m.start, m.end), -shared, g.start, m.start, i, j))
    taken_gold: set[int] = set()
    taken: set[int] = set()
    out = []
    for *_, i, j in sorted(pairs):
        if i not in taken_gold and j not in taken:
            taken_gold.add(i)
            taken.add(j)
            out.append((gold[i], mine[j]))
    return out
