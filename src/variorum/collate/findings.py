"""From a story's claims to its findings: align, judge each slot, list each fact once, in order."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.collate.about import with_title
from variorum.collate.align import Alignment, align
from variorum.collate.confidence import with_confidence
from variorum.collate.context import Context, context
from variorum.collate.counterparts.pairing import Placed, counterparts
from variorum.collate.judge.ages import DESCRIBED, judge_ages
from variorum.collate.judge.both import has_both
from variorum.collate.judge.counterparts import judge_counterparts
from variorum.collate.judge.days import judge_event_days
from variorum.collate.judge.denials import judge_denials
from variorum.collate.judge.durations import judge_durations
from variorum.collate.judge.equals import judge_equals
from variorum.collate.judge.estimates import judge_estimates
from variorum.collate.judge.events import agreed, judge_events, rank
from variorum.collate.judge.names import judge_names
from variorum.collate.judge.no_such import judge_no_such
from variorum.collate.judge.nobody import judge_nobody
from variorum.collate.judge.numbers import judge_numbers
from variorum.collate.judge.objections import objected
from variorum.collate.judge.persons import judge_persons
from variorum.collate.judge.places import judge_locatives, judge_places
from variorum.collate.judge.polarity import judge_polarity
from variorum.collate.judge.quantities import judge_quantities
from variorum.collate.judge.scenes import judge_scenes
from variorum.collate.judge.singles import judge_singles
from variorum.collate.judge.speakers import judge_speakers
from variorum.collate.judge.times import judge_times
from variorum.collate.judge.tolls import judge_tolls
from variorum.collate.judge.towns import judge_towns
from variorum.collate.judge.unmatched import judge_unmatched
from variorum.collate.judge.verification import judge_verification
from variorum.collate.judge.wording import diff, judge_wording
from variorum.collate.once import KINDS, once
from variorum.model import Attribution, Claim, Finding, FindingKind, Occurrence, Slot, Witness

if TYPE_CHECKING:
    from variorum.encode.pairs import PairReader

_SLOTS = {slot: k for k, slot in enumerate((
    Slot.QUANTITY, Slot.TIME, Slot.PARTICIPANT, Slot.PLACE, Slot.POLARITY, Slot.CAUSE, Slot.EVENT, Slot.WORDING,
    Slot.VERIFICATION,
))}  # fmt: skip
NAMED = 2
"""Names in each of two reports from which having none in common makes them reports of two events."""
_DIFFERENCES = (FindingKind.CONFLICT, FindingKind.DISPUTE)


def findings(
    witnesses: Sequence[Witness], claims: Sequence[Claim], attributions: Sequence[Attribution],
    reader: "PairReader | None" = None,
) -> tuple[tuple[Finding, ...], tuple[Occurrence, ...]]:  # fmt: skip
    """The findings of a story in the contract's order, and its occurrences.

    Args:
        witnesses: the story's reports with their layers.
        claims: the claims of all reports.
        attributions: the attributions of all reports.
        reader: who reads two sentences together, beside the rules.

    Returns:
        Findings, each fact once; occurrences for the synopsis, those of several reports first to last in the story.
    """
    ctx = context(witnesses, claims, attributions, reader)
    alignments = align(ctx)
    placed = counterparts(ctx)
    found = _on_values(ctx, [a for a in alignments if len(a.reports) > 1], placed)
    wording = judge_wording(ctx)
    unverified = judge_verification(ctx)
    found += (
        judge_polarity(ctx)
        + judge_nobody(ctx)
        + judge_denials(ctx)
        + judge_no_such(ctx)
        + judge_speakers(ctx)
        + wording
        + unverified
    )
    apart = [f for f in found if f.kind in _DIFFERENCES]
    agreements = agreed(ctx, alignments)
    found += judge_events(ctx, alignments, agreements, [*wording, *unverified], apart)
    kept = (
        f
        for f in once(found)
        if not (_groundless(f, found) or has_both(ctx, f) or _of_the_page(ctx, f)) and _of_one_story(ctx, f)
    )
    found = [with_title(ctx, _placed(alignments, f), apart) for f in kept]
    found = with_confidence(found + judge_singles(ctx, alignments, found, placed.mutual))
    order = {w.report.id: k for k, w in enumerate(witnesses)}
    shown = tuple(sorted((_presented(order, f) for f in found), key=lambda f: _order(order, f)))
    return shown, _occurrences(ctx, alignments, agreements, found, order)


def _on_values(ctx: Context, across: Sequence[Alignment], placed: Placed) -> list[Finding]:
    """Who, when, where and how many; each judge leaves out what those before it have shown."""
    found = judge_ages(ctx) + judge_names(ctx) + judge_persons(ctx)
    found += judge_unmatched(ctx, found)
    tolls = judge_tolls(ctx)
    found += tolls
    for alignment in across:
        found += judge_times(ctx, alignment)
        found += judge_quantities(ctx, alignment, tolls)
        where = judge_places(ctx, alignment)
        contrary = any(f.kind in _DIFFERENCES for f in where)
        found += where if contrary else (judge_locatives(ctx, alignment) or where)
    found += judge_durations(ctx, across)
    found += judge_scenes(ctx)
    found += judge_towns(ctx, found)
    found += judge_counterparts(ctx, found, placed)
    found += judge_estimates(ctx, placed.every)
    found += judge_numbers(ctx, found)
    found = [f for f in found if not objected(ctx, f, placed)]
    found += judge_event_days(ctx, found)
    return found + judge_equals(ctx, placed.mutual, found)


def _occurrences(
    ctx: Context, alignments: Sequence[Alignment], agreements: Collection[str], found: Sequence[Finding],
    order: Mapping[str, int],
) -> tuple[Occurrence, ...]:  # fmt: skip
    """The occurrences that several reports surely tell of or a finding shows, first to last in the story."""
    shown = {f.occurrence for f in found}
    told = {c.id: c for c in ctx.claims}
    held = [_occurrence(ctx, a) for a in alignments if a.id in shown or a.id in agreements]
    return tuple(sorted(held, key=lambda o: _position(order, told, o)))


def _of_one_story(ctx: Context, f: Finding) -> bool:
    """Whether the reports that a finding sets side by side name anything in common, where both name several things."""
    reports = sorted({a.report_id for r in f.readings for a in r.anchors})
    named = {
        r: {x.id for x in ctx.cast.figures if any(m.report_id == r and m.entity.names for m in x.members)}
        for r in reports
    }
    linked = {
        r: {s for s in reports if min(len(named[r]), len(named[s])) < NAMED or named[r] & named[s]}
        for r in reports
    }
    met, ahead = set(reports[:1]), list(reports[:1])
    while ahead:  # a third report may stand between two that share no name
        new = linked[ahead.pop()] - met
        met |= new
        ahead += sorted(new)
    return len(met) == len(reports)


def _groundless(f: Finding, found: Sequence[Finding]) -> bool:
    """Whether a difference of ages rests on a description alone (*the only man*) of reports that share nothing else."""
    described = f.part == "age" and f.kind in _DIFFERENCES and f.evidence[0].score == DESCRIBED
    if not described:
        return False
    reports = {a.report_id for r in f.readings for a in r.anchors}
    ground = (g for g in found if g is not f and g.kind not in (*_DIFFERENCES, FindingKind.UNVERIFIED))
    return not any(reports <= {a.report_id for r in g.readings for a in r.anchors} for g in ground)


def _of_the_page(ctx: Context, f: Finding) -> bool:
    """Whether all that a finding shows stands on the page beside the reports (*download our 14 News mobile app*)."""
    return all(
        ctx.layers[a.report_id].parse.tokens_in(a.span)[0].sentence in ctx.furniture[a.report_id]
        for r in f.readings for a in r.anchors
    )  # fmt: skip


def _placed(alignments: Sequence[Alignment], f: Finding) -> Finding:
    """A finding over claims with the occurrence that holds most of them."""
    if f.occurrence is not None or not f.claims:
        return f
    held = [(len({c.id for c in a.claims} & set(f.claims)), a.id) for a in alignments]
    count, best = max(held, default=(0, ""))
    return replace(f, occurrence=best) if count else f


def _occurrence(ctx: Context, alignment: Alignment) -> Occurrence:
    best = min(alignment.claims, key=lambda c: (*rank(ctx, c), c.id))
    return Occurrence(alignment.id, best.anchors[0].exact, tuple(c.id for c in alignment.claims))


def _presented(order: Mapping[str, int], f: Finding) -> Finding:
    """The finding with its readings, anchors and word diff in the order of the sigils."""
    turned = [
        replace(r, anchors=tuple(sorted(r.anchors, key=lambda a: (order[a.report_id], a.span))))
        for r in f.readings
    ]
    turned.sort(key=lambda r: (order[r.anchors[0].report_id], r.anchors[0].span))
    steps = diff(turned[0].anchors[0].exact, turned[1].anchors[0].exact) if f.diff else ()
    return replace(f, readings=tuple(turned), diff=steps)


def _position(
    order: Mapping[str, int], told: Mapping[str, Claim], occurrence: Occurrence
) -> tuple[int, int, str]:
    first = min((order[told[c].report_id], told[c].trigger) for c in occurrence.claims)
    return (*first, occurrence.id)


def _order(order: Mapping[str, int], f: Finding) -> tuple[int, int, int, tuple[tuple[int, int], ...], str]:
    places = tuple(sorted((order[a.report_id], a.span.start) for r in f.readings for a in r.anchors))
    reports = len({r for r, _ in places})
    return KINDS[f.kind], -reports, _SLOTS[f.slot], places, f.id
