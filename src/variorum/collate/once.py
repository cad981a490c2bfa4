"""Each fact once: findings that repeat others are joined to them or left out."""

from collections.abc import Sequence
from dataclasses import replace

from variorum.collate.judge.common import finding
from variorum.model import Finding, FindingKind, Slot

KINDS = {kind: k for k, kind in enumerate(FindingKind)}
"""Each kind's place in the order of findings."""


def once(found: Sequence[Finding]) -> list[Finding]:
    """Findings without those whose words are already listed for the same slot, the stronger kind first.

    Agreements on one value that share an anchor are one; a count that an agreement on the whole occurrence shows in
    each report is not listed a second time.
    """
    kept: list[Finding] = []
    for f in sorted(found, key=lambda f: KINDS[f.kind]):
        places = _places(f)
        if not any(g.slot is f.slot and g.part == f.part and _repeats(g, places) for g in kept):
            kept.append(f)
    return [f for f in _joined(kept) if not _shown_whole(f, kept)]


def _joined(found: Sequence[Finding]) -> list[Finding]:
    """Findings in which agreements on one value, standing on one phrase of one report, are one."""
    out: list[Finding] = []
    for f in found:
        home = next((k for k, g in enumerate(out) if _one_value(f, g)), None)
        if home is None:
            out.append(f)
        else:
            out[home] = _both(out[home], f)
    return out


def _one_value(one: Finding, two: Finding) -> bool:
    if not (one.kind is two.kind is FindingKind.AGREEMENT and one.slot is two.slot and one.part == two.part):
        return False
    if (
        one.slot not in (Slot.QUANTITY, Slot.TIME, Slot.PLACE)
        or len(one.readings) != 1
        or len(two.readings) != 1
    ):
        return False
    a, b = one.readings[0], two.readings[0]
    return dict(a.normal) == dict(b.normal) and bool(_places(one) & _places(two))


def _both(one: Finding, two: Finding) -> Finding:
    """One finding with an anchor in each report that either has."""
    a, b = one.readings[0], two.readings[0]
    held = {x.report_id: x for x in (*b.anchors, *a.anchors)}
    said = tuple(dict.fromkeys((*a.attributions, *b.attributions)))
    told = replace(a, anchors=tuple(held.values()), attributions=said)
    return finding(one.kind, one.slot, one.part, [told], occurrence=one.occurrence, claims=[*one.claims, *two.claims],
                   evidence=list(dict.fromkeys((*one.evidence, *two.evidence))), about=one.about)  # fmt: skip


def _shown_whole(f: Finding, found: Sequence[Finding]) -> bool:
    """Whether an agreement on a count stands, in each report, inside the words of one on what occurred."""
    if f.kind is not FindingKind.AGREEMENT or f.slot is not Slot.QUANTITY or f.part is not None:
        return False
    own = [a for r in f.readings for a in r.anchors]
    return any(
        all(
            any(b.report_id == a.report_id and b.span.contains(a.span) for b in g.readings[0].anchors)
            for a in own
        )
        for g in found
        if g.kind is FindingKind.AGREEMENT and g.slot is Slot.EVENT
    )


def _places(f: Finding) -> set[tuple[str, int, int]]:
    return {(a.report_id, a.span.start, a.span.end) for r in f.readings for a in r.anchors}


def _repeats(held: Finding, places: set[tuple[str, int, int]]) -> bool:
    """Whether a held finding has the same words in every report, or the same values of a difference."""
    own = _places(held)
    shared = {(r, s, e) for r, s, e in places for q, t, u in own if r == q and s < u and t < e}
    return len(shared) == len(places)
