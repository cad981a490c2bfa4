"""What only one report says, by report: the weightiest first to be shown, the rest counted."""

from dataclasses import dataclass

from variorum.export.lookup import Lookup
from variorum.export.view import FindingView
from variorum.model import Claim, Kind, Modality, Slot, Witness
from variorum.text import Anchor, Span

NAMES, NUMBERS, TIMES, SOURCED, VAGUE, SHORT = 3, 3, 1, 1, -2, -2
"""What a named person or body, a number, a time, a named source, a pronoun for the doer and a bare phrase weigh."""
MANY_NAMES = 2
"""Names beyond these add nothing."""
BARE = 4
"""Words below which a single is a bare phrase."""
_NAMED = frozenset({Kind.PERSON, Kind.ORGANIZATION})


@dataclass(frozen=True, slots=True)
class OfReport:
    """The singles of one report in the order of their numbers: those to show, and the rest."""

    witness: Witness
    shown: tuple[FindingView, ...]
    rest: tuple[FindingView, ...]


def by_report(findings: tuple[FindingView, ...], book: Lookup, *, most: int) -> tuple[OfReport, ...]:
    """The singles by report, at most some *most* of them shown: those with names, numbers and sources first.

    Every report that has any shows two at least; a report that has fewer leaves its room to the others.
    """
    groups = {w.report.id: [f for f in findings if _report(f) == w.report.id] for w in book.dossier.witnesses}
    groups = {key: own for key, own in groups.items() if own}
    room = max(2, most // max(1, len(groups)))
    spare = max(0, most - sum(min(room, len(own)) for own in groups.values()))
    out = []
    for key, own in groups.items():
        take = min(len(own), room + spare)
        spare -= max(0, take - room)
        again = _again(own)
        first = sorted(own, key=lambda f: (f.number in again, -weight(f, book), f.number))
        chosen = {f.number for f in first[:take]}
        shown = tuple(f for f in own if f.number in chosen)
        out.append(OfReport(book.witness(key), shown, tuple(f for f in own if f.number not in chosen)))
    return tuple(out)


def _again(own: list[FindingView]) -> set[int]:
    """The numbers of singles whose words an earlier one of the report has: those go last."""
    seen: set[str] = set()
    found = set()
    for view in own:
        words = " ".join(a.exact.casefold() for r in view.finding.readings for a in r.anchors)
        if words in seen:
            found.add(view.number)
        seen.add(words)
    return found


def _report(view: FindingView) -> str:
    return next((r for reading in view.finding.readings for r in reading.reports), "")


def weight(view: FindingView, book: Lookup) -> int:
    """How much an editor needs a single: names, numbers and what is not sure weigh most, bare phrases least."""
    finding = view.finding
    anchors = [a for r in finding.readings for a in r.anchors]
    if not anchors:
        return 0
    layers = book.witness(anchors[0].report_id).layers
    known = {e.id for e in layers.entities if e.kind in _NAMED}
    inside = [
        {m.entity for m in layers.mentions if m.entity in known and _in(m.span, anchors)},
        [q for q in layers.quantities if _in(q.span, anchors)],
        [t for t in layers.timexes if _in(t.span, anchors)],
    ]
    names, numbers, times = (len(found) for found in inside)
    claims = [book.claims[c] for c in finding.claims if c in book.claims]
    words = sum(len(a.exact.split()) for a in anchors)
    return (
        NAMES * min(names, MANY_NAMES)
        + NUMBERS * (numbers > 0 or finding.slot is Slot.VERIFICATION)
        + TIMES * (times > 0)
        + SOURCED * any(c.attributions or c.modality is not Modality.ASSERTED for c in claims)
        + VAGUE * any(map(_vague, claims))
        + SHORT * (words < BARE)
    )


def _in(span: Span, anchors: list[Anchor]) -> bool:
    return any(span.overlaps(a.span) for a in anchors)


def _vague(claim: Claim) -> bool:
    """Whether a pronoun that no name stands for does it."""
    doers = [p for p in claim.participants if p.role == "agent"]
    return bool(doers) and all(p.entity is None and len(p.name) <= len("they") for p in doers)
