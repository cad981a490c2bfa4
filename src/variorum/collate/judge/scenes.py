"""Where the story's own event was: the one town that each report's opening gives for it."""

from itertools import combinations

from variorum.collate.align import long_before
from variorum.collate.context import Context
from variorum.collate.judge.common import Item, differing, finding, readings
from variorum.collate.judge.places import is_town, place_item, place_of, same_place
from variorum.collate.lists import words
from variorum.collate.score import happened
from variorum.model import Claim, Evidence, Finding, Place, Slot
from variorum.values.places import PlaceRelation, compare, distance
from variorum.values.predicates import lexicon

NEIGHBOURS = 50.0
"""Kilometres within which two towns may be a suburb and its city."""
SHARED = 2
"""Named figures that two reports have to share, towns left out, for their openings to tell of one event."""


def judge_scenes(ctx: Context) -> list[Finding]:
    """The conflict over the town of the story's event, where each report gives one and never the other's."""
    held = [i for w in ctx.witnesses if (i := _scene(ctx, w.report.id)) is not None]
    clashing = [(a, b) for a, b in combinations(held, 2) if _apart(ctx, a, b)]
    if not clashing:
        return []
    ids = {i.report_id for pair in clashing for i in pair}
    chosen = [
        i for i in held if i.report_id in ids or any(same_place(i, j) for j in held if j.report_id in ids)
    ]
    found = readings(ctx, chosen, same_place)
    if len(found) < 2:
        return []
    why = [Evidence("scene", None, "the one town that each report's opening gives for what happened"),
           Evidence("place", 0.0, " / ".join(r.value for r in found) + ": neither contains the other")]  # fmt: skip
    return [finding(differing(ctx, found), Slot.PLACE, None, found,
                    claims=[i.claim.id for i in chosen if i.claim], evidence=why)]  # fmt: skip


def _scene(ctx: Context, report: str) -> Item | None:
    """The one town that a report's opening gives for an incident."""
    found: list[Item] = []
    for claim in ctx.claims:
        if claim.report_id == report and ctx.leads(claim) and _incident(ctx, claim):
            towns = [ctx.layers[report].places[k] for k in claim.places]
            found += [place_item(claim, p) for p in towns if is_town(p)]
    names = {place_of(i).name for i in found}
    return found[0] if len(names) == 1 else None


def _incident(ctx: Context, claim: Claim) -> bool:
    told = any(lexicon().has(c, "incident") or lexicon().has(c, "once") for c in claim.classes)
    inside = ctx.words(claim) & words()["other_scope"]
    return told and happened(claim) and not inside and not long_before(ctx, claim)


def _apart(ctx: Context, one: Item, two: Item) -> bool:
    a, b = place_of(one), place_of(two)
    if compare(a, b) is not PlaceRelation.DISJOINT or (distance(a, b) or 0.0) < NEIGHBOURS:
        return False
    if _mentioned(ctx, a, two.report_id) or _mentioned(ctx, b, one.report_id):
        return False
    figures = [f for f in ctx.cast.figures if f.kind != "place" and f.members[0].entity.names]
    shared = [f for f in figures if {one.report_id, two.report_id} <= {m.report_id for m in f.members}]
    return len(shared) >= SHARED


def _mentioned(ctx: Context, place: Place, report: str) -> bool:
    """Whether a report names a town anywhere, or another part of its path than the country and the state."""
    return place.name.partition(",")[0].lower() in ctx.reports[report].text.lower()
