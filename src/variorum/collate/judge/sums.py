"""Equal amounts that answer two questions: what is asked, promised, fined, insured; the dead, and others counted."""

from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

from variorum.collate.context import Context
from variorum.collate.counterparts.loci import governor_of, topic_of
from variorum.model import Measure, Quantity

KILLED = "killed"
"""The status of what is counted as dead (``annotate/quantity/data/status.tsv``)."""


@lru_cache(maxsize=1)
def _deeds() -> dict[str, frozenset[str]]:
    """The names of the groups of ``data/sum_deeds.txt`` by verb or noun; each line begins with the group's name."""
    text = (files("variorum.collate") / "data" / "sum_deeds.txt").read_text(encoding="utf-8")
    rows = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    found: dict[str, set[str]] = {}
    for name, *words in rows:
        for word in words:
            found.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}


def two_questions(ctx: Context, one: tuple[str, Quantity], two: tuple[str, Quantity]) -> bool:
    """Whether two sums are told by words of which each does another thing with a sum, or one count alone is of dead.

    Args:
        ctx: the story.
        one: a report and a quantity of it.
        two: a quantity of another report.
    """
    if one[1].measure is two[1].measure is Measure.COUNT:
        return (one[1].status == KILLED) != (two[1].status == KILLED)
    if not one[1].measure is two[1].measure is Measure.MONEY:
        return False
    held = [_of(ctx, *place) for place in (one, two)]
    return bool(held[0] and held[1]) and not held[0] & held[1]


def _of(ctx: Context, report_id: str, quantity: Quantity) -> frozenset[str]:
    """The groups of what governs a sum, or of the noun that it stands beside where that has one."""
    parse = ctx.layers[report_id].parse
    inside = parse.tokens_in(quantity.span)
    at = parse.head_in(quantity.span)
    head = parse.tokens[inside[-1].index if at is None else at]
    return _any((topic_of(parse, head, inside), governor_of(parse, head)))


def _any(words: Iterable[str | None]) -> frozenset[str]:
    return frozenset(name for w in words if w for name in _deeds().get(w, ()))
