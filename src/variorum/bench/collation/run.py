"""The parts of the benchmark, run over what the user's folder holds."""

import hashlib
import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from variorum.annotate.parse import parse
from variorum.bench.collation import ages, entailment, records
from variorum.bench.collation.labels import label_of, places
from variorum.bench.collation.material import Document, documents, half, report, rows, stories
from variorum.bench.collation.perturb import (
    DIFFERENCES,
    Collate,
    Outcome,
    Perturbation,
    outcome,
    perturbations,
    usable,
)
from variorum.bench.collation.scores import HALVES, Scores, Unchanged
from variorum.bench.collation.values import shared
from variorum.build import collate
from variorum.errors import UnreadableError
from variorum.model import Dossier, Finding, Parse, Report

COUPLES = 1500
"""Pairs of VitaminC that are read, of each half."""
_SETS = {"incidents": "reports.jsonl", "stories-dev": "allsides_full.jsonl"}


@dataclass(frozen=True, slots=True)
class Sets:
    """What a folder holds: the documents of incidents and of stories, and the folders of the other sets."""

    incidents: Mapping[str, Document]
    documents: Mapping[str, Document]
    folder: Callable[[str], Path | None]
    sha256: tuple[tuple[str, str], ...]


def sets(data: Path) -> Sets:
    """The sets of a folder: that of all sets, or one set's own.

    Raises:
        UnreadableError: none of them is there.
    """

    def folder(name: str) -> Path | None:
        found = data if data.name == name else data / name
        return found if found.is_dir() else None

    held = {
        name: where / file
        for name, file in _SETS.items()
        if (where := folder(name)) and (where / file).is_file()
    }
    if not held and not any(map(folder, ("rte3-dev", "vitaminc-dev"))):
        advice = "Name the folder that holds incidents, stories-dev, rte3-dev or vitaminc-dev"
        raise UnreadableError(str(data), "no set of this benchmark is there", advice, code="no-data")
    each = {name: documents(path) for name, path in held.items()}
    digests = tuple((name, hashlib.sha256(path.read_bytes()).hexdigest()[:16]) for name, path in held.items())
    every = {name: doc for docs in each.values() for name, doc in docs.items()}
    return Sets(each.get("incidents", {}), every, folder, digests)


def remembering() -> Collate:
    """A ``collate`` that keeps each parse and each dossier of a short while, for the next perturbation of a pair."""
    parses: dict[str, Parse] = {}
    dossiers: dict[tuple[str, ...], Dossier] = {}

    def read(texts: Iterable[str]) -> Iterator[Parse]:
        for text in texts:
            if len(parses) > 500:
                parses.clear()
            if text not in parses:
                parses[text] = parse(text)
            yield parses[text]

    def run_(reports: Sequence[Report]) -> Dossier:
        key = tuple(part for r in reports for part in (r.id, str(r.published), r.text))
        if key not in dossiers:
            if len(dossiers) > 50:
                dossiers.clear()
            dossiers[key] = collate(reports, parses=read)
        return dossiers[key]

    return run_


def run(
    data: Path, predictions: Path | None = None, *, halves: Sequence[str] = HALVES, most: int | None = None
) -> Scores:
    """All parts for which *data* holds the texts.

    Args:
        data: a folder of sets as ``bench/README.md`` of the data describes them.
        predictions: where to write what was shown, one object a line: ids, offsets and kinds, no text.
        halves: the halves to read.
        most: perturbations of a kind and half to try, the first by hash; all of them by default.

    Raises:
        UnreadableError: the data holds no set of this benchmark.
        ModelError: the pipeline cannot be loaded.
    """
    began = time.process_time()
    held, program = sets(data), remembering()
    wanted = [p for p in perturbations() if p.half in halves]
    if most is not None:
        wanted = first(wanted, most)
    pairs = [(p, usable(p, held.documents)) for p in wanted] if held.documents else []
    outcomes = tuple(outcome(p, pair, program) for p, pair in pairs if pair is not None)
    lines = [_outcome_line(o) for o in outcomes]
    told_of = halves if held.incidents else ()
    unchanged = tuple(_unchanged(held.incidents, part, program, lines) for part in told_of)
    whole = [(part, _whole(held, part, program)) for part in told_of]
    listed, told = _listed(held)
    scores = Scores(
        outcomes,
        sum(pair is None for _, pair in pairs),
        unchanged,
        tuple((part, ages.score(listed, dossiers)) for part, dossiers in whole),
        tuple((part, records.score(told, dossiers)) for part, dossiers in whole),
        tuple(_couples(held, halves, program)),
        time.process_time() - began,
        held.sha256,
    )
    if predictions:
        predictions.write_text("".join(lines), encoding="utf-8")
    return scores


def first(wanted: Iterable[Perturbation], most: int) -> list[Perturbation]:
    """The first perturbations of each kind and half, in an order drawn by hash."""
    counted: Counter[tuple[str, str]] = Counter()
    kept = []
    for p in sorted(wanted, key=lambda p: hashlib.sha256("".join((p.kind, *p.sha256)).encode()).hexdigest()):
        counted[p.kind, p.half] += 1
        if counted[p.kind, p.half] <= most:
            kept.append(p)
    return kept


def _unchanged(docs: Mapping[str, Document], part: str, program: Collate, lines: list[str]) -> Unchanged:
    """What pairs of unchanged reports show; a difference that several pairs show alike counts once."""
    count: Counter[str] = Counter()
    told: set[tuple[object, ...]] = set()
    for name, each in stories(docs).items():
        if half(name) != part:
            continue
        for one, two in combinations(each, 2):
            count["pairs"] += 1
            both = {(a.kind, a.key, a.value) for a, _ in shared(one.text, two.text)}
            count["names"] += sum(kind == "name" for kind, _, _ in both)
            count["slots"] += sum(kind != "name" for kind, _, _ in both)
            reports = [report(one), report(two)]
            for found in program(reports).findings:
                key = (found.slot, found.part, places(found, reports))
                if found.kind in DIFFERENCES and key not in told:
                    told.add(key)
                    label = label_of(name, found, reports) or "unread"
                    count[label] += 1
                    lines.append(_line({"story": name, "predicted_label": label, **_shown(found, reports)}))
    names = ("pairs", "slots", "names", "right", "arguable", "wrong", "unread")
    return Unchanged(part, *(count[n] for n in names))


def _whole(held: Sets, part: str, program: Collate) -> dict[str, Dossier]:
    """One dossier an incident, of all its reports."""
    each = stories(held.incidents)
    return {name: program([report(d) for d in docs]) for name, docs in each.items() if half(name) == part}


def _listed(held: Sets) -> tuple[tuple[ages.Person, ...], list[dict[str, Any]]]:
    """The persons whose ages differ, and the incidents' records."""
    folder = held.folder("incidents")
    if folder is None:
        return (), []
    people, told = folder / "age_differences.json", folder / "records.jsonl"
    listed = ages.persons(json.loads(people.read_text(encoding="utf-8"))) if people.is_file() else ()
    return listed, list(rows(told)) if told.is_file() else []


def _couples(held: Sets, halves: Sequence[str], program: Collate) -> Iterator[entailment.PairScores]:
    rte, vitaminc = held.folder("rte3-dev"), held.folder("vitaminc-dev")
    if rte:
        yield entailment.score("RTE-3 contradiction", tuple(entailment.rte(rte)), program)
    for part in halves if vitaminc else ():
        pairs = (
            tuple(entailment.vitaminc(vitaminc / "real.jsonl", part=part, most=COUPLES)) if vitaminc else ()
        )
        yield entailment.score(f"VitaminC numbers, {part}", pairs, program, entailment.number)


def _outcome_line(o: Outcome) -> str:
    p = o.perturbation
    row = {
        "kind": p.kind,
        "benign": p.benign,
        "half": p.half,
        "story": p.story,
        "reports": p.reports,
        "edits": p.edits,
    }
    return _line({**row, "predicted_seen": o.seen, "predicted": [_shown(f, o.reports) for f in o.shown]})


def _shown(found: Finding, reports: Sequence[Report]) -> dict[str, object]:
    return {"kind": found.kind, "slot": found.slot, "part": found.part, "anchors": places(found, reports),
            "evidence": [e.feature for e in found.evidence]}  # fmt: skip


def _line(row: Mapping[str, object]) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"
