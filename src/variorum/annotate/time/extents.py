"""Which outer words an expression keeps: an article or a preposition may be that of the noun it stands beside."""

import re
from collections.abc import Callable
from dataclasses import replace

from variorum.annotate.time.context import Context
from variorum.annotate.time.lexicon import Item
from variorum.annotate.time.offsets import closes
from variorum.annotate.time.units import over_time


def trimmed(item: Item, context: Context) -> Item:
    """The expression without what belongs to its neighbours: *a 27-year contract*, *the day after the vote*."""
    inner = item.parts.get("d", ())
    trim = _TRIMS.get(inner[0].rule) if inner else None
    return trim(item, inner[0], context) if trim else item


def _year_ago(item: Item, inner: Item, _: Context) -> Item:
    # "the year-earlier results": the article is that of the results
    return item if "u" in inner.parts else replace(item, start=inner.parts["py"][0].start)


def _day_offset(item: Item, inner: Item, context: Context) -> Item:
    # "the day after the vote": the preposition is the vote's
    whole = "d" in inner.parts or "the" not in inner.parts or closes(item, context)
    return item if whole else replace(item, end=inner.parts["the"][0].end)


def _season(item: Item, inner: Item, context: Context) -> Item:
    # "the summer recess": the article is the recess's
    (token, *_) = context.tokens(inner.parts["s"][0])
    own = token.dep == "compound" and item.text.lower().startswith("the ") and "y" not in inner.parts
    return replace(item, start=token.start) if own else item


def _quarter(item: Item, inner: Item, _: Context) -> Item:
    # "the third-quarter loss"
    hyphened = " - quarter" in item.text and item.text.lower().startswith("the ")
    return replace(item, start=inner.parts["n"][0].start) if hyphened else item


def _determined(item: Item, inner: Item, context: Context) -> Item:
    # "the talks last two days": a verb
    tokens = context.tokens(item)
    verb = bool(tokens) and tokens[0].lemma.lower() == "last" and tokens[0].tag.startswith("VB")
    return replace(item, start=inner.parts["q"][0].start) if verb else item


def _counted(item: Item, inner: Item, context: Context) -> Item:
    # "a 27-year contract": the article is the contract's; "under a 20-year lease": so is the preposition
    if "per" in inner.parts:
        return item
    quantity = inner.parts["q"]
    if over_time(inner, context):
        first = next(q for q in quantity[1:] if "a" not in q.classes or "-" not in item.text)
        return replace(item, start=first.start)
    if not _HYPHENED.match(item.text):
        return item
    if "a" in quantity[0].classes and len(quantity) == 1:
        return replace(item, start=inner.parts["u"][0].start)
    first = quantity[1] if len(quantity) > 1 else quantity[0]
    return replace(item, start=first.start) if first.start > item.start else item


_HYPHENED = re.compile(r"(?:an?|the) (?:[\w,.]+ ?- ?)+\w+\Z", re.IGNORECASE)
_TRIMS: dict[str, Callable[[Item, Item, Context], Item]] = {
    "date.yearago": _year_ago,
    "date.dayoffset": _day_offset,
    "date.season": _season,
    "date.quarter": _quarter,
    "dur.det": _determined,
    "dur.n": _counted,
}
"""How the expressions of a rule are trimmed."""
