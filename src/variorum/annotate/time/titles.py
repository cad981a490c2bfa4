"""Expressions that are part of a name: *USA Today*, *The Sunday Times*, *60 Minutes*, *Christmas Hill Park*."""

from variorum.annotate.time.context import Context
from variorum.annotate.time.lexicon import Item

_TITLES = ("WORK_OF_ART", "ORG", "PRODUCT", "FAC")


def is_title(item: Item, context: Context) -> bool:
    """Whether the words of an expression stand in a name."""
    tokens = context.tokens(item)
    if tokens and (_headed(item, context) or _names_a_place(item, context)):
        return True
    if (
        not tokens
        or tokens[0].ent not in _TITLES
        or (not item.text[0].isupper() and not item.text[0].isdigit())
    ):
        return False
    if any(t.ent != tokens[0].ent for t in tokens):
        return False
    inner = item.parts.get("d", ())
    rule = inner[0].rule if inner else ""
    all_tokens = context.parse.tokens
    before = not tokens[0].ent_begins
    index = tokens[-1].index + 1
    after = (
        index < len(all_tokens)
        and all_tokens[index].ent == tokens[0].ent
        and not all_tokens[index].ent_begins
    )
    if rule == "date.deictic":
        return before or after
    if rule in ("date.w", "date.m"):
        return after
    return tokens[0].ent == "WORK_OF_ART" and rule not in _DATES


def _names_a_place(item: Item, context: Context) -> bool:
    # "Christmas Hill Park": a feast that a name begins with.
    inner = item.parts.get("d", ())
    last = context.tokens(item)[-1]
    if not inner or inner[0].rule != "date.holiday" or last.dep != "compound":
        return False
    head = context.parse.tokens[last.head]
    behind = context.parse.tokens[last.index + 1 : head.index + 1]
    return head.pos == "PROPN" and bool(behind) and all(t.text[0].isupper() for t in behind)


_DATES = ("date.year", "date.mdy", "date.my", "date.holiday")
_OWN = ("date.relunit", "dur.n", "date.deictic", "dur.det")


def _headed(item: Item, context: Context) -> bool:
    # "This Week" inside a sentence of small letters, "VOA Today": capitals that only a name has.
    inner = item.parts.get("d", ())
    if not inner or inner[0].rule not in _OWN or not context.word_before(item):
        return False
    words = [t for t in context.tokens(item) if t.text[0].isalpha()]
    if not words or not all(t.text[0].isupper() for t in words):
        return False
    before = context.before(item)
    quoted = before is not None and before.tag in ("``", "''")
    first, last = context.parse.sentences[context.sentence()]
    others = [t for t in context.parse.tokens[first + 1 : last] if t.text[0].isalpha()]
    small = sum(t.text[0].islower() for t in others)
    if 2 * small < len(others):
        return False  # a headline
    if inner[0].rule == "date.deictic":
        return before is not None and before.pos == "PROPN" and before.text[0].isupper()
    return not quoted or len(context.tokens(item)) > 1
