"""A dossier as the JSON of ``collate --format json`` (CONTRACT.md), and back as far as ``explain`` needs."""

import json
from typing import TYPE_CHECKING, Any

from variorum.errors import AnchorError, UsageError
from variorum.export.jsonl import (
    Json,
    about_report,
    attribution_json,
    dumped,
    layers_json,
    number,
    problem_json,
    problems_of,
)
from variorum.export.lookup import Lookup, lookup
from variorum.export.summary import summary_with
from variorum.export.words import ORDER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from variorum.model import Claim, Dossier, Finding, Problem, Reading, Tie, Witness
    from variorum.text import Anchor


def to_json(dossier: "Dossier") -> str:
    """The dossier as the contract's JSON, two spaces a level; the same dossier gives the same bytes.

    Raises:
        AnchorError: the exact words of an anchor do not stand at its offsets, or its report is missing.
    """
    return dumped(dossier_json(dossier), indent=2) + "\n"


def dossier_json(dossier: "Dossier") -> Json:
    """The object that :func:`to_json` writes, every anchor checked."""
    check_anchors(dossier)
    book = lookup(dossier)
    return {
        "variorum": dossier.version,
        "provenance": [
            {
                "stage": p.stage,
                "version": p.version,
                "settings_sha256": p.settings_sha256,
                "model_sha256": p.model_sha256,
            }
            for p in dossier.provenance
        ],
        "reports": [_report(w) for w in dossier.witnesses],
        "attributions": [
            {
                **attribution_json(a, book.witness(a.report_id).report.text),
                "report": book.sigil(a.report_id),
            }
            for a in dossier.attributions
        ],
        "occurrences": [{"id": o.id, "name": o.name, "claims": list(o.claims)} for o in dossier.occurrences],
        "claims": [_claim(c, book) for c in dossier.claims],
        "findings": [_finding(f, book) for f in in_order(dossier.findings)],
        "problems": [{**problem_json(p), **_where(p, book)} for p in all_problems(dossier)],
        "ties": [_tie(t, book) for t in dossier.ties],
    }


def _tie(tie: "Tie", book: Lookup) -> Json:
    pair = [w.sigil for w in book.dossier.witnesses if w.report.id in tie.reports]
    return {"reports": pair, "words": tie.words, "agency": tie.agency, "sure": tie.sure}


def check_anchors(dossier: "Dossier") -> None:
    """Hold if the exact words of every anchor stand at its offsets, or raise.

    Raises:
        AnchorError: one does not, or it names a report that the dossier does not hold.
    """
    book = lookup(dossier)
    for finding in dossier.findings:
        for reading in finding.readings:
            _check(reading.anchors, book)
    for claim in dossier.claims:
        _check(claim.anchors, book)


def _check(anchors: "Iterable[Anchor]", book: Lookup) -> None:
    for anchor in anchors:
        anchor.check(book.witness(anchor.report_id).report.text)


def in_order(findings: "Iterable[Finding]") -> "tuple[Finding, ...]":
    """Findings by kind in the contract's order; inside a kind the dossier's own order stands."""
    return tuple(sorted(findings, key=lambda f: ORDER.index(f.kind)))


def all_problems(dossier: "Dossier") -> "tuple[Problem, ...]":
    """The problems of the dossier, its reports and their layers, each once."""
    own = (p for w in dossier.witnesses for p in problems_of(w))
    return tuple(dict.fromkeys((*dossier.problems, *own)))


def _where(problem: "Problem", book: Lookup) -> Json:
    known = problem.where in book.witnesses
    return {"where": problem.where, "report": book.sigil(problem.where) if known else None}


def _report(witness: "Witness") -> Json:
    report = witness.report
    return {
        "id": report.id,
        "sigil": witness.sigil,
        **about_report(witness),
        "sha256": report.sha256,
        "locations": list(report.locations),
        "text": report.text,
        "edits": [[e.text_start, e.text_end, e.source_start, e.source_end] for e in report.edits],
        **layers_json(witness),
    }


def _anchor(anchor: "Anchor") -> Json:
    return {"start": anchor.span.start, "end": anchor.span.end, "exact": anchor.exact}


def _claim(claim: "Claim", book: Lookup) -> Json:
    return {
        "id": claim.id,
        "report": book.sigil(claim.report_id),
        "anchors": [_anchor(a) for a in claim.anchors],
        "predicate": claim.predicate,
        "participants": [
            {"role": p.role, "name": p.name, "entity": p.entity, "start": p.span.start, "end": p.span.end}
            for p in claim.participants
        ],
        "times": [{"timex": t.timex, "bound_to": t.bound_to.value} for t in claim.times],
        "places": list(claim.places),
        "quantities": list(claim.quantities),
        "polarity": claim.polarity.value,
        "modality": claim.modality.value,
        "attributions": list(claim.attributions),
    }


def _reading(reading: "Reading", book: Lookup) -> Json:
    return {
        "value": reading.value,
        "normal": {k: number(v) if isinstance(v, float) else v for k, v in reading.normal},
        "witnesses": list(book.sigils(reading)),
        "outlets": book.outlets(reading),
        "origins": list(reading.origins),
        "attributions": list(reading.attributions),
        "anchors": [
            {
                "report": book.sigil(a.report_id),
                **_anchor(a),
                "prefix": a.prefix,
                "suffix": a.suffix,
            }
            for a in reading.anchors
        ],
    }


def _finding(finding: "Finding", book: Lookup) -> Json:
    return {
        "id": finding.id,
        "kind": finding.kind.value,
        "slot": finding.slot.value,
        "part": finding.part,
        "occurrence": finding.occurrence,
        "about": finding.about,
        "claims": list(finding.claims),
        "summary": summary_with(finding, book),
        "readings": [_reading(r, book) for r in finding.readings],
        "change": finding.change.value if finding.change else None,
        "diff": [{"op": d.op, "from": d.old, "to": d.new} for d in finding.diff],
        "confidence": finding.confidence,
        "evidence": [
            {
                "feature": e.feature,
                "score": number(e.score),
                "detail": e.detail,
            }
            for e in finding.evidence
        ],
    }


def from_json(text: str) -> Json:
    """The dossier object of a JSON file that :func:`to_json` wrote, its anchors checked again.

    Raises:
        UsageError: the text is not JSON, or not a dossier.
        AnchorError: an anchor of a finding does not hold in the text that the file carries.
    """
    try:
        value: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        msg = f"this is not a JSON file ({error}). Give a dossier made by: variorum collate … --format json"
        raise UsageError(msg) from error
    if not isinstance(value, dict) or not {"variorum", "reports", "findings"} <= value.keys():
        msg = "this JSON is not a dossier. Make one with: variorum collate … --format json -o FILE"
        raise UsageError(msg)
    try:
        texts = {r["sigil"]: r["text"] for r in value["reports"]}
        anchors = [a for f in value["findings"] for r in f["readings"] for a in r["anchors"]]
        wrong = next((a for a in anchors if texts[a["report"]][a["start"] : a["end"]] != a["exact"]), None)
    except (KeyError, TypeError, AttributeError) as error:
        msg = "this dossier lacks a field of the contract: changed, or made by another version"
        raise UsageError(msg) from error
    if wrong:
        place = f"[{wrong['start']}, {wrong['end']})"
        msg = f"report {wrong['report']}: {wrong['exact']!r} does not stand at {place}"
        raise AnchorError(msg)
    return value
