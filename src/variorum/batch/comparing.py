"""The sixth stage: the reports of each story side by side: who copied what from whom, and the findings."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from variorum.batch import tables
from variorum.batch.annotating import told_in
from variorum.batch.child import At
from variorum.batch.engine import Task
from variorum.batch.failures import blamed
from variorum.batch.files import CLAIMS, DOSSIERS, FINDINGS, LINEAGE, key_of, partition
from variorum.batch.parts import Part, Parts
from variorum.batch.tables import Row, printable
from variorum.build import Read, compare
from variorum.export.json import dossier_json
from variorum.export.jsonl import dumped
from variorum.lineage.passages import Passage, passages
from variorum.model import Report
from variorum.settings import Settings
from variorum.store import codec

_PART = {"story": "VARCHAR", "part": "BIGINT"}
COLUMNS = {
    CLAIMS: {**_PART, "report": "VARCHAR", "id": "VARCHAR", "predicate": "VARCHAR", "polarity": "VARCHAR",
             "modality": "VARCHAR", "claim": "VARCHAR"},
    LINEAGE: {**_PART, "a": "VARCHAR", "a_start": "BIGINT", "a_end": "BIGINT", "b": "VARCHAR", "b_start": "BIGINT",
              "b_end": "BIGINT", "kind": "VARCHAR", "words": "BIGINT", "identical_ratio": "DOUBLE"},
    FINDINGS: {**_PART, "id": "VARCHAR", "kind": "VARCHAR", "slot": "VARCHAR", "slot_part": "VARCHAR",
               "about": "VARCHAR", "summary": "VARCHAR", "reports": "VARCHAR[]", "confidence": "DOUBLE",
               "finding": "VARCHAR"},
    DOSSIERS: {**_PART, "reports": "VARCHAR[]", "dossier": "VARCHAR", "failure": "VARCHAR"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chunk:
    """Parts, what their reports tell, and the settings by which that was found."""

    parts: Parts
    annotations: str
    settings: Settings


def task(parts: Parts, annotations: Path, out: str, settings: Settings, version: str) -> Task:
    """The task of one chunk, *annotations* being what the fifth stage made of it."""
    day = parts.parts[0].day
    key = key_of(version, settings.canonical(), day, annotations.stem)
    return Task("comparing", out, key, day, Chunk(parts, str(annotations), settings))


def work(task: Task, at: At) -> None:
    """Make the four tables of one chunk."""
    chunk: Chunk = task.payload
    query = "SELECT id, told FROM rows WHERE told IS NOT NULL"
    lines: dict[str, str] = dict(tables.read([Path(chunk.annotations)], query))
    reports = chunk.parts.reports()
    lost = {blame.item: blame for blame in task.without}
    made: dict[str, list[Row]] = {table: [] for table in COLUMNS}
    for number, part in enumerate(chunk.parts.parts):
        at(number, max(1, len(part.members)))
        if number in lost:
            names = [m.id for m in part.members]
            failure = codec.dumps(blamed("compare", f"story {part.story}", lost[number]))
            made[DOSSIERS].append((part.story, part.number, names, None, failure))
            continue
        held = [reports[m.id] for m in part.members if m.id in lines]
        if len(held) > 1:
            told = [told_in(lines[r.id], r) for r in held]
            for table, rows in _tables(part, held, told, chunk.settings).items():
                made[table] += rows
    at(None)
    for table, columns in COLUMNS.items():
        tables.write(partition(Path(task.out), table, task.key, task.day), columns, made[table])


def _tables(
    part: Part, reports: Sequence[Report], told: Sequence[Read], settings: Settings
) -> dict[str, list[Row]]:
    copied = passages(reports)
    shown = dossier_json(compare(reports, told, copied=copied, settings=settings))
    names = {r["sigil"]: r["id"] for r in shown["reports"]}
    at = (part.story, part.number)
    return {
        CLAIMS: [(*at, *_claim(c, names)) for c in shown["claims"]],
        LINEAGE: [(*at, *_passage(p)) for p in copied],
        FINDINGS: [(*at, *_finding(f, names)) for f in shown["findings"]],
        DOSSIERS: [(*at, [r.id for r in reports], dumped(shown), None)],
    }


def _claim(claim: dict[str, Any], names: dict[str, str]) -> Row:
    said = tuple(printable(claim[name]) for name in ("id", "predicate", "polarity", "modality"))
    return names[claim["report"]], *said, dumped(claim)


def _passage(p: Passage) -> Row:
    sides = (x for e in (p.a, p.b) for x in (e.report_id, e.span.start, e.span.end))
    return *sides, p.kind.value, p.words, p.identical_ratio


def _finding(finding: dict[str, Any], names: dict[str, str]) -> Row:
    said = (finding[name] for name in ("id", "kind", "slot", "part", "about", "summary"))
    witnesses = dict.fromkeys(names[w] for reading in finding["readings"] for w in reading["witnesses"])
    return (
        *(None if text is None else printable(text) for text in said), list(witnesses), finding["confidence"],
        dumped(finding),
    )  # fmt: skip
