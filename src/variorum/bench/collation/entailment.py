"""Pairs of premise and hypothesis read as two undated reports: RTE-3 with three labels, and VitaminC's numbers."""

import csv
import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from variorum.bench.collation.material import Document, half, report, rows
from variorum.bench.collation.perturb import DIFFERENCES, Collate
from variorum.errors import UnreadableError
from variorum.model import Finding, Slot


@dataclass(frozen=True, slots=True)
class Couple:
    """A premise and a hypothesis, and whether they contradict one another."""

    name: str
    premise: str
    hypothesis: str
    contradicts: bool


@dataclass(frozen=True, slots=True)
class PairScores:
    """Counts of one set: contradictions, how many are shown, and how many shown are none."""

    name: str
    couples: int
    contradictions: int
    found: int
    false: int

    def __str__(self) -> str:
        shown = self.found + self.false
        precision = f"{self.found / shown:.3f}" if shown else "none shown"
        recall = self.found / self.contradictions if self.contradictions else 0.0
        return (
            f"{self.name}: precision {precision} ({self.found} of {shown}), recall {recall:.3f} "
            f"({self.found} of {self.contradictions}), {self.couples} pairs"
        )


def rte(folder: Path) -> Iterator[Couple]:
    """The pairs of an RTE-3 folder: texts of the XML joined with the three-way labels of the TSV.

    Raises:
        UnreadableError: one of the two files is missing.
    """
    xml, table = (
        next(iter(sorted(folder.glob("*.xml"))), None),
        next(iter(sorted(folder.glob("*.tsv"))), None),
    )
    if xml is None or table is None:
        advice = "Put the XML and the TSV with three labels into one folder"
        raise UnreadableError(str(folder), "an RTE-3 file is missing", advice, code="no-data")
    with table.open(encoding="utf-8", newline="") as file:
        labels = {
            row["id"]: row["label_text"]
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        }
    for pair in ET.parse(xml).getroot():  # noqa: S314 - a data set that the user names
        name = pair.attrib["id"]
        yield Couple(
            name, pair.findtext("t") or "", pair.findtext("h") or "", labels.get(name) == "contradiction"
        )


def vitaminc(path: Path, *, part: str, most: int) -> Iterator[Couple]:
    """Pairs of VitaminC whose two texts both hold a number, of one half by the page's name.

    Args:
        path: the JSONL.
        part: the half, by the hash of the page.
        most: how many, drawn by hash.
    """
    held = [r for r in rows(path) if half(str(r["page"])) == part]
    held = [r for r in held if re.search(r"\d", r["claim"]) and re.search(r"\d", r["evidence"])]
    held.sort(key=lambda r: hashlib.sha256(str(r["unique_id"]).encode()).hexdigest())
    for r in held[:most]:
        yield Couple(str(r["unique_id"]), r["evidence"], r["claim"], r["label"] == "REFUTES")


def anything(_: Finding) -> bool:
    """Every difference counts."""
    return True


def number(found: Finding) -> bool:
    """Only differences of numbers count."""
    return found.slot is Slot.QUANTITY


def score(
    name: str, couples: Sequence[Couple], collate: Collate, counts: Callable[[Finding], bool] = anything
) -> PairScores:
    """Collate each premise with its hypothesis, as two reports without dates."""
    found = false = 0
    for c in couples:
        texts = (Document(f"{c.name}-{side}", c.name, text, None, None)
                 for side, text in (("premise", c.premise), ("hypothesis", c.hypothesis)))  # fmt: skip
        dossier = collate([report(d) for d in texts])
        if any(f.kind in DIFFERENCES and counts(f) and _across(f) for f in dossier.findings):
            found += c.contradicts
            false += not c.contradicts
    return PairScores(name, len(couples), sum(c.contradicts for c in couples), found, false)


def _across(found: Finding) -> bool:
    return len({a.report_id for r in found.readings for a in r.anchors}) > 1
