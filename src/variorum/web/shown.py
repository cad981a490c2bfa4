"""A story's dossier as the desk's templates take it: those of the dossier's page, linked to other pages."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from variorum.annotate.parse import empty_parse
from variorum.export.html import ReportPage, pictured, report_page
from variorum.export.view import FindingView
from variorum.model import Layers, Reference, Report, Witness
from variorum.store import UnknownNameError
from variorum.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from variorum.store import FindingRow, Hit, Judged
    from variorum.text import Anchor
    from variorum.web.known import Ready

LABEL = "w"
"""What the names of words begin with on a report's page; a sigil would change when reports join the story."""


def report_link(report_id: str, span: "Span | None" = None, *, marked: bool = True) -> str:
    """The address of a report's page, or of words in it; words that no finding marks are named in the query too."""
    path = f"/report/{quote(report_id, safe='')}"
    if span is None:
        return path
    asked = "" if marked else "?" + urlencode({"at": f"{span.start}-{span.end}"})
    return f"{path}{asked}#{LABEL}-{span.start}-{span.end}"


def anchor_link(anchor: "Anchor") -> str:
    """The address of an anchor's words, which it names: it leads to them when no finding marks them any more."""
    return report_link(anchor.report_id, anchor.span, marked=False)


def finding_link(finding: FindingView) -> str:
    """The address of a finding's page."""
    return f"/finding/{quote(finding.finding.id, safe='')}"


def hit_link(hit: "Hit") -> str:
    """The address of what a search found."""
    if hit.kind == "finding":
        return f"/finding/{quote(hit.id, safe='')}"
    if hit.report is None:
        return f"/story/{quote(hit.story or '', safe='')}"
    span = Span(hit.start, hit.end) if hit.start is not None and hit.end is not None else None
    return report_link(hit.report, span, marked=False)


@dataclass(frozen=True, slots=True)
class Shown:
    """What templates are given of a dossier, and its findings by id."""

    parts: dict[str, Any]
    findings: dict[str, FindingView]
    anchors: tuple["Anchor", ...]


def shown(found: "Ready", rows: "Iterable[FindingRow]" = ()) -> Shown:
    """A dossier for the templates; *rows* say what was judged of its findings."""
    whole = found.whole
    judged = {row.id: standing(row.judged) for row in rows}
    parts = found.parts | {
        "where": anchor_link,
        "leads": finding_link,
        "judged": lambda finding: judged.get(finding.finding.id, ()),
    }
    findings = {f.finding.id: f for s in whole.sections for f in s.findings}
    anchors = [a for f in findings.values() for r in f.finding.readings for a in r.anchors]
    anchors += [c.anchor for row in whole.synopsis for c in row.cells if c]
    anchors += [d.anchor for line in parts["times"].lines for d in line.dated]
    anchors += [said.anchor for source in parts["sources"] for said in source.said]
    anchors += pictured(parts["places"], parts["graph"])
    return Shown(parts, findings, tuple(anchors))


def standing(judged: "Iterable[Judged]") -> tuple["Judged", ...]:
    """The judgements that were not undone."""
    return tuple(j for j in judged if j.undone is None)


def report_parts(
    found: Shown | None, report: Report, asked: "Iterable[Span]" = ()
) -> tuple[ReportPage, dict[str, Any]]:
    """A report's page, with the findings of its story if the story's dossier holds it.

    Args:
        found: the dossier; ``None`` where the story was not analysed yet.
        report: the report.
        asked: further words that a link leads to.
    """
    if found:
        for place, witness in enumerate(found.parts["shown"].witnesses):
            if witness.report.id == report.id:
                spans = [a.span for a in found.anchors if a.report_id == report.id]
                made = report_page(witness, place, [*spans, *asked], tuple(found.findings.values()), LABEL)
                return made, found.parts
    layers = Layers(report.id, empty_parse(report.text), Reference(None, "none", ""), (), (), (), (), (), ())
    witness = Witness("–", report, layers)
    from variorum.export.view import named  # noqa: PLC0415 - beside its one use

    parts = {"colours": {"–": 0}, "named": named, "leads": finding_link, "anchor_name": str}
    return report_page(witness, 0, asked, (), LABEL), parts


def spans_asked(given: str | None, text: str) -> tuple[Span, ...]:
    """The words that ``?at=START-END`` names in *text*; none where it names none.

    Raises:
        UnknownNameError: the text has no such place.
    """
    if not given:
        return ()
    start, _, end = given.partition("-")
    if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit()) or len(given) > 20:
        msg = "The words of a text are named as START-END, such as ?at=12-40."
        raise UnknownNameError(msg)
    if not int(start) < int(end) <= len(text):
        msg = "The report has no such place; perhaps a later version is shorter."
        raise UnknownNameError(msg)
    return (Span(int(start), int(end)),)
