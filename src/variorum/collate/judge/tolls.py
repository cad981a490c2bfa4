"""Tolls: the dead, injured, missing, arrested … of the event that all reports lead with."""

import re
from collections.abc import Callable, Iterator, Sequence

from variorum.collate.align import long_before
from variorum.collate.context import Context
from variorum.collate.judge.common import Item
from variorum.collate.judge.quantities import (
    RECENT,
    amount,
    is_person,
    items_of,
    joined_with,
    judged,
    normal,
    with_noun,
)
from variorum.collate.lists import words
from variorum.collate.score import happened
from variorum.model import Evidence, Finding, Measure, Quantity

_TOLLS = (
    "kill",
    "injure",
    "arrest",
    "vanish",
    "evacuate",
    "hospitalize",
    "lay_off",
    "infect",
    "rescue",
    "attend",
)
_DEAD = "kill"
_TAKEN = "arrest"
_TO = re.compile(
    r"\b(?:death toll|(?<!injury )toll|number of (?:the )?(?:dead|deaths|fatalities|people killed))\b[^.;:]{0,80}?"
    r"\b(?:to|at|of|was|is|stood at|reached|passed|now)\s+(?:at least |about |some )?\Z"
)
"""What stands before the number in *the death toll from the floods rose to 11*."""
REACH = 120
"""Characters before a number within which its toll is named."""

Fits = Callable[[Context, Item], bool]


def judge_tolls(ctx: Context) -> list[Finding]:
    """Findings on the dead, injured, arrested … of the event that all reports lead with.

    Only counts of persons at large that stand in the first sentences, or that a report gives once, are compared;
    claims that their own words date far from the event are another event's.
    """
    out = []
    for name in _TOLLS:
        items = _one_kind([i for w in ctx.witnesses for i in _toll(ctx, w.report.id, name)])
        items = items or _of_one_noun(ctx, name)
        made = judged(
            ctx, items, None, (Evidence("toll", None, f"counts of the main event ({name})"),), sure=True
        )
        if made is not None:
            out.append(made)
    return out


def _toll(ctx: Context, report_id: str, name: str, fits: Fits | None = None) -> list[Item]:
    fits = fits or _anyone
    found = [
        i for c in ctx.claims
        if c.report_id == report_id and name in c.classes and happened(c) and not long_before(ctx, c, RECENT)
        for i in items_of(ctx, c)
        if fits(ctx, i) and not joined_with(ctx, report_id, amount(i)) and not _with_themselves(ctx, i)
    ]  # fmt: skip
    held = {i.span for i in found}
    found += (i for i in _named(ctx, report_id) if name == _DEAD and i.span not in held)
    if any(_anyones(amount(i)) for i in found):
        found = [i for i in found if _anyones(amount(i))]  # "23 people", and "two Indians" among them
    lead = [i for i in found if i.claim and ctx.leads(i.claim)]
    alone = len({(amount(i).low, amount(i).high) for i in found}) == 1
    return lead or (
        found if alone and name == "kill" and all(amount(i).noun in words()["anyone"] for i in found) else []
    )


def _of_one_noun(ctx: Context, name: str) -> list[Item]:
    """The arrested where every report counts men, or every report women: then all of them are counted."""
    if name != _TAKEN:
        return []
    items = [i for w in ctx.witnesses for i in _toll(ctx, w.report.id, name, _gendered)]
    return items if len({amount(i).noun for i in items}) == 1 else []


def _gendered(_ctx: Context, item: Item) -> bool:
    return amount(item).noun in words()["gendered"]


def _named(ctx: Context, report_id: str) -> Iterator[Item]:
    """The counts that a report gives as its toll (*the death toll rose to 11*, *bringing the toll to 23*)."""
    layers = ctx.layers[report_id]
    text = layers.parse.text
    for q in layers.quantities:
        told = q.measure is Measure.COUNT and not q.change and _anyones(q)
        if told and _TO.search(text[max(0, q.span.start - REACH) : q.span.start]):
            sentence = layers.parse.tokens_in(q.span)[0].sentence
            own = [c for c in ctx.claims if c.report_id == report_id and ctx.trigger(c).sentence == sentence]
            if own and not long_before(ctx, own[0], RECENT):
                span = with_noun(ctx, report_id, q)
                yield Item(report_id, own[0], span, span.of(text), normal(q), own[0].attributions, q)


def _anyones(q: Quantity) -> bool:
    return q.noun is None or q.noun in words()["anyone"]


def _with_themselves(ctx: Context, item: Item) -> bool:
    """Whether the sentence counts the doers among those done to (*eight people, including themselves*)."""
    parse = ctx.layers[item.report_id].parse
    first, last = parse.sentences[parse.tokens_in(item.span)[0].sentence]
    held = {t.text.lower() for t in parse.tokens[first:last]}
    return bool(held & {"themselves"}) and "including" in held


def _one_kind(items: Sequence[Item]) -> list[Item]:
    """Counts without those of particular persons (*nine fighters*), where reports count different ones."""
    kinds = {amount(i).noun for i in items} - words()["anyone"] - {None}
    return (
        list(items)
        if len(kinds) < 2
        else [i for i in items if amount(i).noun in words()["anyone"] or amount(i).noun is None]
    )


def _anyone(ctx: Context, item: Item) -> bool:
    """Whether a count is of persons at large: no noun, a noun for anybody, or a noun that names persons."""
    q = amount(item)
    return (
        q.noun is None
        or q.noun in words()["anyone"]
        or (is_person(ctx, item.report_id, q) and q.noun not in words()["part_of_a_toll"])
    )
