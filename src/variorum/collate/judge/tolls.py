"""Tolls: the dead, injured, missing, arrested … of the event that all reports lead with."""

from collections.abc import Sequence
from dataclasses import replace

from variorum.collate.align import elsewhere
from variorum.collate.context import Context
from variorum.collate.judge.common import Item
from variorum.collate.judge.quantities import RECENT, amount, is_person, items_of, joined_with, judged
from variorum.collate.lists import words
from variorum.collate.score import happened
from variorum.model import Claim, Evidence, Finding

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
_CORE = ("agent", "patient")


def judge_tolls(ctx: Context) -> list[Finding]:
    """Findings on the dead, injured, arrested … of the event that all reports lead with.

    Only counts of persons at large that stand in the first sentences, or that a report gives once, are compared;
    claims that their own words date far from the event are another event's.
    """
    out = []
    for name in _TOLLS:
        items = _one_kind([i for w in ctx.witnesses for i in _toll(ctx, w.report.id, name)])
        made = judged(
            ctx, items, None, (Evidence("toll", None, f"counts of the main event ({name})"),), sure=True
        )
        if made is not None:
            out.append(made)
    return out


def _toll(ctx: Context, report_id: str, name: str) -> list[Item]:
    found = [
        replace(i, partial=i.partial or _of_the_treated(ctx, c)) for c in ctx.claims
        if c.report_id == report_id and name in c.classes and happened(c) and not elsewhere(ctx, c, RECENT)
        for i in items_of(ctx, c)
        if _anyone(ctx, i) and not joined_with(ctx, report_id, amount(i)) and not _with_themselves(ctx, i)
    ]  # fmt: skip
    lead = [i for i in found if i.claim and ctx.leads(i.claim)]
    alone = len({(amount(i).low, amount(i).high) for i in found}) == 1
    return lead or (
        found if alone and name == "kill" and all(amount(i).noun in words()["anyone"] for i in found) else []
    )


def _of_the_treated(ctx: Context, claim: Claim) -> bool:
    """Whether the dead are those who came under care first (*six died of their injuries*, *two died in hospital*)."""
    parse = ctx.layers[claim.report_id].parse
    beside = (t for p in claim.participants if p.head != claim.trigger and p.role not in _CORE
              for t in parse.tokens_in(p.span))  # fmt: skip
    return any(t.lemma.lower() in words()["under_care"] for t in beside)


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
