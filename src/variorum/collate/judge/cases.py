"""A case to be judged: two values placed side by side, and what is asked about each of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from variorum.collate.context import Context
from variorum.collate.counterparts.loci import WINDOW, Locus, Sort
from variorum.collate.counterparts.pairing import Counterparts
from variorum.collate.lists import words
from variorum.model import Quantity, Timex
from variorum.values.durations import seconds


@dataclass(frozen=True, slots=True)
class Case:
    """Two values that answer one question, and every value of the story."""

    ctx: Context
    pair: Counterparts
    every: Sequence[Locus]

    @property
    def both(self) -> tuple[Locus, Locus]:
        """The two values."""
        return self.pair.one, self.pair.two

    @property
    def ways(self) -> tuple[tuple[Locus, Locus], tuple[Locus, Locus]]:
        """The two values, either first."""
        return (self.pair.one, self.pair.two), (self.pair.two, self.pair.one)


def size(locus: Locus) -> float:
    """A value's number, of a length of time its seconds."""
    return locus.value.stated if isinstance(locus.value, Quantity) else seconds(locus.value) or 0.0


def ratio(one: Locus, two: Locus) -> float:
    """How many times the lower the higher is."""
    low, high = sorted(abs(size(x)) for x in (one, two))
    return high / low if low else float("inf")


def digits(locus: Locus) -> str:
    """The significant digits of a number; empty for a time."""
    if not isinstance(locus.value, Quantity):
        return ""
    return f"{locus.value.stated:.6e}".partition("e")[0].replace(".", "").rstrip("0")


def named(pair: Counterparts) -> dict[str, float]:
    """The features of a pair, days' own prefix left out."""
    return {name.removeprefix("day: "): value for name, value in pair.features}


def lemmas(ctx: Context, locus: Locus, *, verbs: bool = False) -> frozenset[str]:
    """The lemmas of a value's sentence, of its verbs alone if so asked."""
    parse = ctx.layers[locus.report_id].parse
    first, last = parse.sentences[locus.sentence]
    return frozenset(t.lemma.lower() for t in parse.tokens[first:last] if t.pos == "VERB" or not verbs)


def near(ctx: Context, locus: Locus) -> frozenset[str]:
    """The lemmas within a few words of a value."""
    parse = ctx.layers[locus.report_id].parse
    inside = parse.tokens_in(locus.value.span)
    first, last = parse.sentences[locus.sentence]
    held = parse.tokens[max(first, inside[0].index - WINDOW) : min(last, inside[-1].index + WINDOW)]
    return frozenset(t.lemma.lower() for t in held)


def posted(ctx: Context, locus: Locus) -> bool:
    """Whether a time's sentence tells of posting, or is too short to tell of anything."""
    first, last = ctx.layers[locus.report_id].parse.sentences[locus.sentence]
    return bool(lemmas(ctx, locus, verbs=True) & words()["posting"]) or last - first < 6


def bounding(ctx: Context, locus: Locus) -> str:
    """The end of a stretch that a time bounds (*until 5 p.m.*: ``end``; *since Monday*: ``start``), or an empty one."""
    if locus.sort not in (Sort.CLOCK, Sort.DAY):
        return ""
    parse = ctx.layers[locus.report_id].parse
    first = parse.tokens_in(locus.value.span)[0]
    before = parse.tokens[first.index - 1].text.lower() if first.index else ""
    if first.index > 1 and parse.tokens[first.index - 2].lemma.lower() in words()["shortly"]:
        return ""  # "just after 11 p.m." is an hour
    if isinstance(locus.value, Timex) and locus.sort is Sort.DAY and locus.value.month:
        return ""
    return "start" if before in words()["bounding_start"] else "end" if before in words()["bounding"] else ""
