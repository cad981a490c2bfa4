"""Labels by hand of what the program showed, found again by overlap of anchors."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from variorum.model import Finding, Report
from variorum.text import Edited

Place = tuple[str, int, int]
"""Report id, start, end in the text as the set gives it: what cleaning cuts may change, the set does not."""


@dataclass(frozen=True, slots=True)
class Label:
    """One finding as somebody read it: ``right``, ``arguable`` or ``wrong``.

    ``evidence`` are the features that the finding gave, so that precision can be stated for each.
    """

    story: str
    kind: str
    slot: str
    part: str | None
    label: str
    evidence: tuple[str, ...]
    anchors: tuple[Place, ...]


@lru_cache(maxsize=1)
def labels() -> Mapping[str, tuple[Label, ...]]:
    """The labels by story."""
    out: dict[str, tuple[Label, ...]] = {}
    text = (files(__package__) / "data" / "labels.jsonl").read_text(encoding="utf-8")
    for line in text.splitlines():
        made = _label(json.loads(line))
        out[made.story] = (*out.get(made.story, ()), made)
    return out


def _label(row: dict[str, Any]) -> Label:
    anchors = tuple((str(r), int(s), int(e)) for r, s, e in row["anchors"])
    return Label(
        row["story"], row["kind"], row["slot"], row["part"], row["label"], tuple(row["evidence"]), anchors
    )


def places(found: Finding, reports: Sequence[Report]) -> tuple[Place, ...]:
    """Where a finding's anchors stand in the texts of the set."""
    texts = {r.id: Edited(r.text, r.edits) for r in reports}
    spans = ((a.report_id, texts[a.report_id].source_span(a.span)) for r in found.readings for a in r.anchors)
    return tuple(sorted((name, span.start, span.end) for name, span in spans))


def label_of(story: str, found: Finding, reports: Sequence[Report]) -> str | None:
    """The label of a finding, or ``None`` where nobody has read it.

    A label is a finding's own if slot, part and kind agree and every anchor of the finding meets one of the label's.
    """
    where = places(found, reports)
    for held in labels().get(story, ()):
        alike = (held.kind, held.slot, held.part) == (found.kind, found.slot, found.part)
        if alike and all(any(_meet(p, q) for q in held.anchors) for p in where):
            return held.label
    return None


def _meet(one: Place, two: Place) -> bool:
    return one[0] == two[0] and one[1] < two[2] and two[1] < one[2]
