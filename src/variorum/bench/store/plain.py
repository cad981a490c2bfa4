"""Stages as plain as can be: a report says *KEY: VALUE* a line, and what it says is what is found.

They stand in for the language stages where the workspace alone is measured or tested: what they give can be worked out
by hand, and they take no time.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from variorum import __version__
from variorum.annotate.parse import empty_parse
from variorum.build import Read
from variorum.model import (
    Act,
    Attribution,
    Claim,
    Dossier,
    Finding,
    FindingKind,
    Layers,
    Modality,
    Parse,
    Polarity,
    Problem,
    Reading,
    Reference,
    Report,
    Slot,
    Speech,
    Witness,
)
from variorum.text import Span, anchor, content_id, sigil

_LINE = re.compile(r"^(?P<key>\w+): (?P<value>.+)$", re.MULTILINE)


class Plain:
    """The stages; ``read_alone`` lists the reports that were read, ``compared`` how many were compared each time."""

    recipe = "plain"

    def __init__(self) -> None:
        self.read_alone: list[str] = []
        self.compared: list[int] = []

    def references(self, reports: Sequence[Report]) -> Mapping[str, Reference]:
        """Each report against its own date."""
        return {r.id: Reference(r.published, "published" if r.published else "none", "") for r in reports}

    def read(self, report: Report, reference: Reference, parse: Parse | None) -> Read:
        """A claim and an attribution to the key for each line."""
        self.read_alone.append(report.id)
        layers = Layers(report.id, parse or empty_parse(report.text), reference, (), (), (), (), (), ())
        lines = list(_LINE.finditer(report.text))
        return Read(layers, tuple(_said(report, m) for m in lines), tuple(_claim(report, m) for m in lines))

    def compare(
        self, reports: Sequence[Report], alone: Sequence[Read], problems: Sequence[Problem] = ()
    ) -> Dossier:
        """Equal values of a key agree, different ones conflict, one alone is single."""
        self.compared.append(len(reports))
        witnesses = tuple(
            Witness(sigil(k), r, a.layers) for k, (r, a) in enumerate(zip(reports, alone, strict=True))
        )
        return Dossier(
            witnesses, tuple(a for one in alone for a in one.attributions),
            tuple(c for one in alone for c in one.claims), (), tuple(_findings(alone)), tuple(problems), (),
            __version__,
        )  # fmt: skip


def _claim(report: Report, line: re.Match[str]) -> Claim:
    where = anchor(report.id, report.text, Span(*line.span("value")))
    return Claim(
        content_id("claim", report.id, line.start()), report.id, 0, line["key"], (where,), (), (), (), (),
        Polarity.POSITIVE, Modality.ASSERTED, (),
    )  # fmt: skip


def _said(report: Report, line: re.Match[str]) -> Attribution:
    source, content = Span(*line.span("key")), Span(*line.span("value"))
    return Attribution(
        content_id("attribution", report.id, line.start()), report.id, (source,), (), (content,), (),
        Speech.INDIRECT, Act.SPEECH, None, line["key"],
    )  # fmt: skip


def _findings(alone: Sequence[Read]) -> Iterator[Finding]:
    keys: dict[str, dict[str, list[Claim]]] = {}
    for claim in (c for one in alone for c in one.claims):
        keys.setdefault(claim.predicate, {}).setdefault(claim.anchors[0].exact, []).append(claim)
    for key, values in keys.items():
        held = [c for claims in values.values() for c in claims]
        kind = FindingKind.SINGLE if len(held) == 1 else FindingKind.AGREEMENT
        kind = FindingKind.CONFLICT if len(values) > 1 else kind
        readings = tuple(
            Reading(value, (("value", value),), tuple(c.anchors[0] for c in claims), ())
            for value, claims in values.items()
        )
        where = sorted((c.report_id, c.anchors[0].span.start, c.anchors[0].span.end) for c in held)
        made = content_id("finding", kind, Slot.EVENT, key, where)
        yield Finding(made, kind, Slot.EVENT, key, None, tuple(c.id for c in held), readings, ())
