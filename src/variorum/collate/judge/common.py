"""What the judges share: values grouped into readings, and the kind that their sources make of a difference."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

from variorum.collate.clauses import shown_span
from variorum.collate.context import Context
from variorum.collate.entities import Figure
from variorum.model import (
    Act,
    Attribution,
    Change,
    Claim,
    DiffStep,
    Evidence,
    Finding,
    FindingKind,
    Reading,
    Slot,
)
from variorum.text import Anchor, Span, anchor, content_id

SET_APART = (FindingKind.CONFLICT, FindingKind.DISPUTE, FindingKind.UPDATE)
"""The kinds of findings that set readings against one another, explained by time or not."""
Normal = tuple[tuple[str, str | float | None], ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One value that one claim of one report has at a slot, before equal values are joined."""

    report_id: str
    claim: Claim | None
    span: Span
    value: str
    normal: Normal
    attributions: tuple[str, ...]
    payload: object = None
    partial: bool = False
    """A part of a whole that is not told (*one of the victims*, *three others*): it may agree, never differ."""


def item(ctx: Context, claim: Claim, normal: Normal) -> Item:
    """A claim as an item: its own words, to the end of what it is not told without, are its value."""
    span = shown_span(ctx, claim)
    return Item(claim.report_id, claim, span, phrase(ctx, claim.report_id, span), normal, claim.attributions)


def readings(ctx: Context, items: Sequence[Item], same: Callable[[Item, Item], bool]) -> tuple[Reading, ...]:
    """Items joined into readings where *same* holds, in story order; the first item names the reading."""
    groups: list[list[Item]] = []
    for item in sorted(items, key=lambda i: (ctx.order[i.report_id], i.span.start)):
        home = next((g for g in groups if same(g[0], item)), None)
        if home is None:
            groups.append([item])
        else:
            home.append(item)
    return tuple(reading(ctx, g) for g in groups)


def reading(ctx: Context, items: Sequence[Item]) -> Reading:
    """One reading from items of equal value, one anchor a report.

    The body stands before the headline, which sums it up, and the report's own voice before a source's.
    """
    chosen: dict[str, Item] = {}
    for held in sorted(items, key=lambda i: (_in_headline(ctx, i), bool(i.attributions))):
        chosen.setdefault(held.report_id, held)
    ordered = sorted(chosen.values(), key=lambda i: ctx.order[i.report_id])
    return Reading(
        ordered[0].value, ordered[0].normal, tuple(anchored(ctx, i.report_id, i.span) for i in ordered),
        tuple(dict.fromkeys(a for i in ordered for a in i.attributions)),
    )  # fmt: skip


def _in_headline(ctx: Context, held: Item) -> bool:
    headline = ctx.reports[held.report_id].headline_span
    return headline is not None and headline.contains(held.span)


def anchored(ctx: Context, report_id: str, span: Span) -> Anchor:
    """The anchor of a span of one report."""
    return anchor(report_id, ctx.reports[report_id].text, span)


def sources(ctx: Context, item_or_reading: Item | Reading) -> frozenset[str]:
    """Names of the sources that a value is attributed to; empty is the report's own voice."""
    said = (ctx.attributions[a] for a in item_or_reading.attributions)
    return frozenset(name_of(a) for a in said if a.source_name and a.act in (Act.SPEECH, Act.BELIEF))


def name_of(attribution: Attribution) -> str:
    """A source's name for comparing, lower case, without its article."""
    return (attribution.source_name or "").lower().removeprefix("the ").strip()


def voices(ctx: Context, found: Reading) -> frozenset[str] | None:
    """The named sources of a reading; ``None`` where a report gives it in its own voice."""
    out: set[str] = set()
    for report in found.reports:
        said = [ctx.attributions[a] for a in found.attributions if ctx.attributions[a].report_id == report]
        named = [a for a in said if a.source_name and a.act in (Act.SPEECH, Act.BELIEF)]
        if not named:
            return None
        out |= {_voice(ctx, a) for a in named}
    return frozenset(out)


def _voice(ctx: Context, attribution: Attribution) -> str:
    figure = ctx.cast.of.get((attribution.report_id, attribution.entity or ""))
    return figure.id if figure and figure.members[0].entity.names else name_of(attribution)


def differing(ctx: Context, found: Sequence[Reading]) -> FindingKind:
    """``dispute`` where every reading has named sources and they differ, else ``conflict``."""
    named = [voices(ctx, r) for r in found]
    for one, two in combinations(named, 2):
        if not one or not two or one & two or any(a in b or b in a for a in one for b in two):
            return FindingKind.CONFLICT
    return FindingKind.DISPUTE


def finding(
    kind: FindingKind, slot: Slot, part: str | None, found: Sequence[Reading], *,
    occurrence: str | None = None, claims: Sequence[str] = (), evidence: Sequence[Evidence] = (),
    change: Change | None = None, diff: Sequence[DiffStep] = (), about: str | None = None,
) -> Finding:  # fmt: skip
    """A finding whose id depends on its kind, slot, part and anchors only."""
    where = sorted((a.report_id, a.span.start, a.span.end) for r in found for a in r.anchors)
    made = content_id("finding", kind, slot, part, where)
    return Finding(
        made,
        kind,
        slot,
        part,
        occurrence,
        tuple(dict.fromkeys(claims)),
        tuple(found),
        tuple(evidence),
        change,
        tuple(diff),
        about=about,
    )


def phrase(ctx: Context, report_id: str, span: Span) -> str:
    """The words of a span."""
    return span.of(ctx.reports[report_id].text)


def same_person(figure: Figure) -> Evidence:
    """The evidence that two reports name one person."""
    names = [m.entity.name for m in figure.members]
    return Evidence("same person", 0.5 if figure.spelled_apart else 1.0, " / ".join(names))
