"""A dossier as one self-contained page: no script, no request, every reading linked to its exact words."""

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from variorum.export.answer import plural
from variorum.export.folding import columns, folded
from variorum.export.graph import source_graph
from variorum.export.map import places_map
from variorum.export.segments import Segment, in_sentence, paragraphs
from variorum.export.singles import OfReport, by_report
from variorum.export.sources import who_said_what
from variorum.export.summary import from_whom
from variorum.export.timeline import timeline
from variorum.export.view import FindingView, View, count_line, named, view
from variorum.export.visible import one_line, spaced, visible
from variorum.export.words import ORDER, feature_words, words
from variorum.model import FindingKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jinja2 import Environment

    from variorum.export.graph import Graph
    from variorum.export.map import Map
    from variorum.export.summary import Clause
    from variorum.model import Dossier, Witness
    from variorum.text import Anchor, Span

COLOURS = 8
"""Report colours; a ninth report starts over, and its letter tells it apart."""
GLANCED = 8
"""Conflicts and disputes named at the top of the page."""
SINGLES = 30
"""Singles shown before the rest of each report's are folded away."""
FEW_WORDS = 3
"""Words up to which a reading without a title is shown in its sentence."""
_LIT = "{background:var(--hit);color:var(--hit-ink);box-shadow:var(--hit-edge);outline:2px solid transparent}"
# The outline shows only where a system's high-contrast mode takes background and shadow away.
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]")
_WEB = re.compile(r"https?://[^\s\x00-\x1f]+", re.IGNORECASE)


def to_html(dossier: "Dossier") -> str:
    """The dossier as one HTML file that asks for nothing and runs nothing; the same dossier, the same bytes.

    Text of the reports is escaped, its control characters are glyphs, and a content security policy forbids
    everything but the one style sheet inside.

    Raises:
        AnchorError: the exact words of an anchor do not stand at its offsets.
    """
    shown = view(dossier)
    page = parts_of(shown)
    style = style_sheet() + "".join(r.rules for r in page["reports"])
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    html = environment().get_template("page.html").render(**page, style=style, style_sha256=digest)
    return html.encode("utf-8", "replace").decode()


@dataclass(frozen=True, slots=True)
class Piece:
    """A segment as it is written: its class for highlighting, the kind that marks it, and its targets."""

    text: str
    name: str | None
    kind: str | None
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a report with the findings that rest on it."""

    pieces: tuple[Piece, ...]
    headline: bool
    notes: tuple[FindingView, ...]


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A report as it is written, with the style rules that light up each of its targets."""

    witness: "Witness"
    colour: int
    link: str | None
    blocks: tuple[Block, ...]
    rules: str


def parts_of(shown: View) -> dict[str, Any]:
    """What the templates of a dossier's page are filled with; links lead to places in the same page."""
    book = shown.book
    findings = tuple(f for s in shown.sections for f in s.findings)
    sources, times = who_said_what(book, findings), timeline(book)
    anchors = [a for f in findings for r in f.finding.readings for a in r.anchors]
    anchors += [c.anchor for row in shown.synopsis for c in row.cells if c]
    anchors += [d.anchor for line in times.lines for d in line.dated]
    anchors += [s.anchor for x in sources for s in x.said]
    places, graph, by = places_map(book), source_graph(book), columns(book.dossier)
    anchors += pictured(places, graph)
    reports = tuple(
        report_page(w, n, [a.span for a in anchors if a.report_id == w.report.id], findings)
        for n, w in enumerate(shown.witnesses)
    )
    outlets = {w.sigil: one_line(w.report.outlet or "") for w in shown.witnesses}
    colours = {w.sigil: n % COLOURS for n, w in enumerate(shown.witnesses)}
    return {
        "shown": shown, "glance": _glance(findings), "singles": _singles(shown), "few": FEW_WORDS,
        "columns": by,
        "rows": {kind: [folded(r, book.dossier, by) for r in shown.synopsis if r.shared is (kind == "shared")]
                 for kind in ("shared", "alone")},
        "reports": reports, "sources": sources, "times": times,
        "places": places, "graph": graph, "outlets": outlets,
        "colours": colours, "words": words(), "title": _title(shown), "counts": count_line(shown.counts),
        "where": lambda a: f"#{target(book.sigil(a.report_id), a.span)}",
        "leads": lambda finding: f"#{finding_name(finding)}",
        "context": lambda a, around=110: in_sentence(book.witness(a.report_id), a.span, around=around),
        "sigil": lambda a: book.sigil(a.report_id),
        "judged": lambda _: (), "from_whom": from_whom, "anchor_name": finding_name, "named": named,
        "chain": lambda clause: _chains(clause, outlets),
        "wide": frozenset({FindingKind.CONFLICT, FindingKind.DISPUTE, FindingKind.VARIANT, FindingKind.UPDATE,
                           FindingKind.REFINEMENT}),
    }  # fmt: skip


def pictured(places: "Map | None", graph: "Graph | None") -> "list[Anchor]":
    """What the tables of the map and of the graph lead to."""
    found = [m.anchor for spot in places.spots for m in spot.mentions] if places else []
    return found + ([chain.anchor for chain in graph.chains] if graph else [])


def _glance(findings: tuple[FindingView, ...]) -> dict[str, Any]:
    """The first conflicts and disputes, and how many more there are."""
    differ = [f for f in findings if f.finding.kind in {FindingKind.CONFLICT, FindingKind.DISPUTE}]
    return {"shown": differ[:GLANCED], "more": len(differ[GLANCED:])}


def _singles(shown: View) -> tuple[OfReport, ...]:
    own = (s.findings for s in shown.sections if s.kind is FindingKind.SINGLE)
    return by_report(next(own, ()), shown.book, most=SINGLES)


def _short(text: str, most: int) -> str:
    """*text*, cut between words where it is longer than *most* code points."""
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + " …"


def target(sigil: str, span: "Span") -> str:
    """The name of a span inside the page: ``A-123-140``."""
    return f"{_UNSAFE.sub('_', sigil)}-{span.start}-{span.end}"


def finding_name(finding: FindingView) -> str:
    """The name of a finding inside the page."""
    return f"f-{_UNSAFE.sub('_', finding.finding.id)}"


def _title(shown: View) -> str:
    outlets = list(dict.fromkeys(one_line(w.report.outlet) for w in shown.witnesses if w.report.outlet))
    return plural(len(shown.witnesses), "report") + (f": {', '.join(outlets)}" if outlets else "")


def _chains(clause: "Clause", outlets: dict[str, str]) -> tuple[tuple[str, ...], ...]:
    """Outlet first, then each step back to the origin; one chain an attribution, or the outlets alone.

    Where no outlet is known the first step is empty: the badge has said which report it is.
    """
    first = " / ".join(dict.fromkeys(filter(None, (outlets[s] for s in clause.sigils))))
    if not clause.links:
        return ((first,),) if first else ()
    return tuple(
        (": ".join(filter(None, (first, from_whom(link)))),) if link.told
        else (first, *(one_line(n) for n in reversed(link.names)))
        for link in clause.links
    )  # fmt: skip


def report_page(
    witness: "Witness", place: int, spans: "Iterable[Span]", findings: tuple[FindingView, ...],
    label: str | None = None,
) -> ReportPage:  # fmt: skip
    """A report with what findings mark in it.

    Args:
        witness: the report.
        place: how many stand before it; says its colour.
        spans: what links lead to.
        findings: the findings of its story.
        label: what the names of its spans begin with, in place of its sigil.
    """
    report, sigil = witness.report, label or witness.sigil
    kinds: dict[Span, FindingKind] = {}
    starts: dict[Span, list[FindingView]] = {}
    for finding in findings:  # in the contract's order, so that the strongest kind comes first
        for anchor in _own(finding, report.id):
            kinds.setdefault(anchor.span, finding.finding.kind)
            if finding not in starts.setdefault(anchor.span, []):
                starts[anchor.span].append(finding)
    lit: dict[Span, list[tuple[int, str]]] = {}
    blocks: list[Block] = []
    for number, paragraph in enumerate(paragraphs(report.text, spans)):
        for segment in paragraph.segments:
            for span in segment.covers:
                lit.setdefault(span, []).append((number, _segment_name(sigil, segment)))
        pieces = tuple(_piece(s, sigil, kinds) for s in paragraph.segments)
        notes = dict.fromkeys(
            f.number for s in paragraph.segments for t in s.targets for f in starts.get(t, ())
        )
        headline = bool(report.headline_span and report.headline_span.contains(paragraph.span))
        blocks.append(Block(pieces, headline, tuple(findings[n - 1] for n in sorted(notes))))
    rules = _rules(sigil, lit)
    link = report.url if report.url and _WEB.fullmatch(report.url) else None
    return ReportPage(witness, place % COLOURS, link, tuple(blocks), rules)


def _own(finding: FindingView, report_id: str) -> "Iterable[Anchor]":
    return (a for r in finding.finding.readings for a in r.anchors if a.report_id == report_id)


def _piece(segment: Segment, sigil: str, kinds: "dict[Span, FindingKind]") -> Piece:
    name = _segment_name(sigil, segment) if segment.covers else None
    marking = sorted((kinds[s] for s in segment.covers if s in kinds), key=ORDER.index)
    targets = tuple(target(sigil, s) for s in segment.targets)
    return Piece(visible(segment.text), name, marking[0].value if marking else None, targets)


def _segment_name(sigil: str, segment: Segment) -> str:
    return f"{_UNSAFE.sub('_', sigil)}{segment.number}"


def _rules(sigil: str, lit: "dict[Span, list[tuple[int, str]]]") -> str:
    """Style rules that light up a target's segments: its siblings, and those of later paragraphs.

    The sibling combinator keeps a click cheap on a page of thousands of segments; ``:has`` is slow there, so
    that only a span that crosses paragraphs uses it, in a rule of its own (an old browser drops it whole).
    """
    near: list[str] = []
    far: list[str] = []
    for span, places in sorted(lit.items()):
        here = f"#{target(sigil, span)}:target"
        first = places[0][0]
        near += [f"{here}~.{name}" for number, name in places if number == first]
        far += [f".block:has({here})~.block .{name}" for number, name in places if number != first]
    return "".join(f"{','.join(group)}{_LIT}\n" for group in (near, far) if group)


@lru_cache(maxsize=1)
def style_sheet() -> str:
    """The style of a dossier's page."""
    return resources.files("variorum.export").joinpath("templates", "style.css").read_text("utf-8")


@lru_cache(maxsize=1)
def environment() -> "Environment":
    """The templates of a dossier's page, with their filters."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - only for pages

    environment = Environment(
        loader=PackageLoader("variorum.export", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        {"line": one_line, "spaced": spaced, "plural": plural, "short": _short, "plain": feature_words}
    )
    return environment
