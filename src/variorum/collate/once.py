"""Each fact once: findings that repeat others are joined to them or left out."""

from collections.abc import Sequence
from dataclasses import replace

from variorum.collate.judge.common import finding
from variorum.collate.lists import words
from variorum.model import Finding, FindingKind, Slot

KINDS = {kind: k for k, kind in enumerate(FindingKind)}
"""Each kind's place in the order of findings."""


def once(found: Sequence[Finding]) -> list[Finding]:
    """Findings without those whose words are already listed for the same slot, the stronger kind first.

    Agreements on one value that share an anchor are one.
    """
    kept: list[Finding] = []
    for f in sorted(found, key=lambda f: KINDS[f.kind]):
        places = _places(f)
        if not any(g.slot is f.slot and g.part == f.part and _repeats(g, places) for g in kept):
            kept.append(f)
    while len(joined := _joined(kept)) < len(kept):
        kept = joined  # what two are joined to may be a third's too
    return kept


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
    """Whether two agreements of a slot stand on one phrase, or give one number of one occurrence in two words."""
    if not (one.kind is two.kind is FindingKind.AGREEMENT and one.slot is two.slot and one.part == two.part):
        return False
    valued = one.slot in (Slot.QUANTITY, Slot.TIME, Slot.PLACE)
    if not valued or not len(one.readings) == len(two.readings) == 1:
        return False
    return bool(_places(one) & _places(two)) or _one_number(one, two)


def _one_number(one: Finding, two: Finding) -> bool:
    """Whether two agreements count one occurrence alike: *three injured*, *three other people*; no men beside women."""
    if one.slot is not Slot.QUANTITY or one.occurrence is None or one.occurrence != two.occurrence:
        return False
    held = [dict(f.readings[0].normal) for f in (one, two)]
    nouns = [h.pop("noun", None) for h in held]
    kinds = words()["gendered"] | words()["part_of_a_toll"]
    return held[0] == held[1] and (nouns[0] == nouns[1] or not set(nouns) & kinds)


def _both(one: Finding, two: Finding) -> Finding:
    """One finding with an anchor in each report that either has."""
    a, b = one.readings[0], two.readings[0]
    held = {x.report_id: x for x in (*b.anchors, *a.anchors)}
    said = tuple(dict.fromkeys((*a.attributions, *b.attributions)))
    told = replace(a, anchors=tuple(held.values()), attributions=said)
    return finding(one.kind, one.slot, one.part, [told], occurrence=one.occurrence, claims=[*one.claims, *two.claims],
                   evidence=list(dict.fromkeys((*one.evidence, *two.evidence))), about=one.about)  # fmt: skip


def _places(f: Finding) -> set[tuple[str, int, int]]:
    return {(a.report_id, a.span.start, a.span.end) for r in f.readings for a in r.anchors}


def _repeats(held: Finding, places: set[tuple[str, int, int]]) -> bool:
    """Whether a held finding has the same words in every report, or the same values of a difference."""
    own = _places(held)
    shared = {(r, s, e) for r, s, e in places for q, t, u in own if r == q and s < u and t < e}
    return len(shared) == len(places)
