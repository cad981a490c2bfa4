"""Natural conflicts: persons whose stated ages differ, and whether the program tells error from the passing of time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from variorum.bench.collation.perturb import DIFFERENCES
from variorum.model import Dossier, Finding, FindingKind


@dataclass(frozen=True, slots=True)
class Person:
    """A person of an incident whose stated ages differ, and how one reader judged it.

    ``label`` is ``contradiction``, ``time`` (a birthday explains it), ``arguable``, or ``None``: nobody has judged.
    """

    incident: str
    surname: str
    reports: frozenset[str]
    label: str | None


@dataclass(frozen=True, slots=True)
class AgeScores:
    """Counts over persons; ``others`` are conflicts of age about anybody who is not on the list."""

    contradictions: int
    found: int
    false: int
    explained: int
    updates: int
    others: int

    def __str__(self) -> str:
        shown = self.found + self.false
        right = f"{self.found} of {shown}" if shown else "none shown"
        return (
            f"stated ages that differ: {self.found} of {self.contradictions} contradictions shown as a conflict, "
            f"{right} conflicts right, {self.updates} of {self.explained} explained by time shown as an update; "
            f"{self.others} conflicts of age about others"
        )


@lru_cache(maxsize=1)
def labels() -> dict[tuple[str, int], str]:
    """The labels by incident and the person's number in the list of that incident."""
    text = (files(__package__) / "data" / "ages.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {(incident, int(number)): label for incident, number, label in rows}


def persons(listed: Sequence[dict[str, Any]]) -> tuple[Person, ...]:
    """The persons of ``age_differences.json`` with their labels."""
    counted: dict[str, int] = {}
    out = []
    for row in listed:
        incident = str(row["incident"])
        number = counted[incident] = counted.get(incident, -1) + 1
        label = labels().get((incident, number))
        out.append(Person(incident, row["person_key"][1], frozenset(row["ages"]), label))
    return tuple(out)


def score(listed: Sequence[Person], dossiers: dict[str, Dossier]) -> AgeScores:
    """The counts over the persons whose incident has a dossier of all its reports."""
    judged = [p for p in listed if p.label and p.incident in dossiers]
    kinds = {p: _kinds(p, dossiers[p.incident]) for p in judged}
    shown = {p for p, found in kinds.items() if found & set(DIFFERENCES)}
    told = [p for p in listed if p.incident in dossiers]
    others = sum(
        not any(p.incident == incident and _about(p, f) for p in told)
        for incident, dossier in dossiers.items()
        for f in dossier.findings
        if f.part == "age" and f.kind in DIFFERENCES
    )
    return AgeScores(
        sum(p.label == "contradiction" for p in judged),
        sum(p.label == "contradiction" for p in shown),
        sum(p.label == "time" for p in shown),
        sum(p.label == "time" for p in judged),
        sum(p.label == "time" and FindingKind.UPDATE in kinds[p] for p in judged),
        others,
    )


def _kinds(person: Person, dossier: Dossier) -> set[FindingKind]:
    return {f.kind for f in dossier.findings if f.part == "age" and _about(person, f)}


def _about(person: Person, found: Finding) -> bool:
    """Whether a finding's words name the person, in two reports that state the age."""
    form = re.compile(rf"\b{re.escape(person.surname)}\b", re.IGNORECASE)
    anchors = [a for r in found.readings for a in r.anchors]
    named = form.search(found.about or "") or any(form.search(a.exact) for a in anchors)
    return bool(named) and len({a.report_id for a in anchors} & person.reports) > 1
