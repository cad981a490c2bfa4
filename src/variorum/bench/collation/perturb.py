"""Perturbations of real reports: applied by offset, and whether the program shows each where it stands."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import Any

from variorum.bench.collation.material import Document, report
from variorum.model import Dossier, Finding, FindingKind, Report, Slot
from variorum.text import Edited, Span

DIFFERENCES = (FindingKind.CONFLICT, FindingKind.DISPUTE)
_SLOTS = {"role": frozenset({Slot.EVENT, Slot.PARTICIPANT, Slot.POLARITY})}
"""Slots that count as seeing a change, where a change brings others with it (ages stay with their persons)."""

Part = str | tuple[int, int]
"""Letters of the benchmark's own, or a span of the second report's text as it was: names and passages are copied."""
Collate = Callable[[Sequence[Report]], Dossier]


@dataclass(frozen=True, slots=True)
class Perturbation:
    """One change of a pair: ``edits`` are ``(start, end, what stands there instead)`` in the second report's text."""

    kind: str
    benign: bool
    half: str
    story: str
    reports: tuple[str, str]
    sha256: tuple[str, str]
    """The first 16 digits of each text's hash."""
    held: tuple[int, int]
    """Where the first report holds the old value."""
    edits: tuple[tuple[int, int, tuple[Part, ...]], ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one perturbation; ``shown`` are the new findings that stand on the changed words."""

    perturbation: Perturbation
    shown: tuple[Finding, ...]
    reports: tuple[Report, Report]
    """The first, and the second as changed."""

    @property
    def seen(self) -> bool:
        """Whether some finding of a kind that the change calls for stands on the changed words."""
        return bool(self.shown)


@lru_cache(maxsize=1)
def perturbations() -> tuple[Perturbation, ...]:
    """All perturbations of the benchmark, as ``tools/perturbations/make.py`` drew them."""
    text = (files(__package__) / "data" / "perturbations.jsonl").read_text(encoding="utf-8")
    return tuple(_perturbation(json.loads(line)) for line in text.splitlines())


def _perturbation(row: dict[str, Any]) -> Perturbation:
    (one, two), (first, second), (start, end) = row["reports"], row["sha256"], row["held"]
    edits = tuple((int(s), int(e), _parts(new)) for s, e, new in row["edits"])
    return Perturbation(
        row["kind"],
        row["benign"],
        row["half"],
        row["story"],
        (one, two),
        (first, second),
        (start, end),
        edits,
    )


def _parts(new: str | list[Any]) -> tuple[Part, ...]:
    each = [new] if isinstance(new, str) else new
    return tuple(p if isinstance(p, str) else (int(p[0]), int(p[1])) for p in each)


def applied(perturbation: Perturbation, doc: Document) -> tuple[Document, tuple[Span, ...]]:
    """The second document of a perturbation as changed, and the changed words in the changed text.

    A change that only adds or takes letters is shown by the letter on each side of it.
    """
    text, spans, shift = doc.text, [], 0
    for start, end, parts in perturbation.edits:
        new = "".join(p if isinstance(p, str) else doc.text[p[0] : p[1]] for p in parts)
        at = start + shift
        text = text[:at] + new + text[at + end - start :]
        spans.append(Span(max(0, at - 1), min(len(text), at + len(new) + 1)))
        shift += len(new) - (end - start)
    return replace(doc, text=text), tuple(spans)


def usable(perturbation: Perturbation, docs: Mapping[str, Document]) -> tuple[Document, Document] | None:
    """The two documents of a perturbation, or ``None`` where the set lacks one or holds another text."""
    pair = tuple(docs.get(name) for name in perturbation.reports)
    if pair[0] is None or pair[1] is None:
        return None
    same = all(d and d.sha256.startswith(h) for d, h in zip(pair, perturbation.sha256, strict=True))
    return (pair[0], pair[1]) if same else None


def outcome(perturbation: Perturbation, pair: tuple[Document, Document], collate: Collate) -> Outcome:
    """What the program shows of a change that it does not show of the unchanged pair.

    A change that matters asks for a difference with an anchor on changed words and another reading in the first report
    (for a quotation, a variant does). A benign change asks for nothing: any new difference on changed words is shown.
    """
    one, two = report(pair[0]), report(pair[1])
    changed, spans = applied(perturbation, pair[1])
    made = report(changed)
    before = {_values(f) for f in _differences(collate([one, two]), perturbation)}
    found = [f for f in _differences(collate([one, made]), perturbation) if _values(f) not in before]
    return Outcome(perturbation, tuple(f for f in found if _covers(f, one.id, made, spans)), (one, made))


def _differences(dossier: Dossier, perturbation: Perturbation) -> Iterator[Finding]:
    kinds = (*DIFFERENCES, FindingKind.VARIANT) if perturbation.kind == "quote" else DIFFERENCES
    slots = _SLOTS.get(perturbation.kind)
    return (f for f in dossier.findings if f.kind in kinds and (slots is None or f.slot in slots))


def _values(found: Finding) -> tuple[object, ...]:
    """A finding by its words and not by its offsets, which a change moves."""
    words = sorted((a.report_id, a.exact) for r in found.readings for a in r.anchors)
    return found.kind, found.slot, found.part, tuple(words)


def _covers(found: Finding, first: str, changed: Report, spans: Sequence[Span]) -> bool:
    clean = Edited(changed.text, changed.edits)
    ours = [a.span for r in found.readings for a in r.anchors if a.report_id == changed.id]
    theirs = any(a.report_id == first for r in found.readings for a in r.anchors)
    return theirs and any(clean.source_span(span).overlaps(s) for span in ours for s in spans)
