"""Values in their sentences: what each counts, what governs it, who is named beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from variorum.collate.context import Context
from variorum.collate.judge.common import Item
from variorum.collate.judge.quantities import normal, with_noun
from variorum.collate.judge.times import relation, with_preposition
from variorum.collate.lists import words as lists
from variorum.collate.traits import content_words
from variorum.model import Bound, Claim, Kind, Measure, Parse, Quantity, Timex, Token, Witness
from variorum.text import Span
from variorum.values.amounts import AmountRelation, compare, family
from variorum.values.durations import compare_durations
from variorum.values.predicates import lexicon
from variorum.values.times import Relation, compare_clocks

if TYPE_CHECKING:
    from variorum.collate.entities import Figure

WINDOW = 7
"""Tokens on both sides of a value that stand near it."""
_CLIMB = 8


class Sort(StrEnum):
    """What kind of value it is; only values of one kind are compared."""

    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    UNIT = "unit"
    CLOCK = "clock"
    DURATION = "duration"
    DAY = "day"


class Standing(StrEnum):
    """How two values stand to one another."""

    EQUAL = "equal"
    FITS = "fits"
    APART = "apart"
    UNSURE = "unsure"


_SORTS = {
    Measure.COUNT: Sort.COUNT,
    Measure.MONEY: Sort.MONEY,
    Measure.PERCENT: Sort.PERCENT,
    Measure.UNIT: Sort.UNIT,
}
_AMOUNTS = {AmountRelation.EQUAL: Standing.EQUAL, AmountRelation.DISJOINT: Standing.APART,
            AmountRelation.UNKNOWN: Standing.UNSURE}  # fmt: skip
_TIMES = {
    Relation.EQUAL: Standing.EQUAL,
    Relation.DISJOINT: Standing.APART,
    Relation.UNKNOWN: Standing.UNSURE,
}


@dataclass(frozen=True, slots=True)
class Locus:
    """A value of one report with what stands around it.

    ``near`` are the content words within ``WINDOW`` tokens, ``words`` those of the sentence, numbers and times left
    out of both; ``noun`` is what is counted; ``topic`` the noun that a sum, a measure or a time belongs to (*a depth of
    9 km*, *the Sept. 8 vote*, *$400 million in aid*); ``verb`` what governs it, with the ``classes`` of predicate
    that it and its claims belong to; ``figures`` and ``persons`` are named in the sentence; ``at`` is the sentence's
    place in the report, 0 to 1; ``event`` the classes of an incident, or of pointing back at one, that it belongs to.
    """

    item: Item
    sort: Sort
    family: str
    value: Quantity | Timex
    sentence: int
    words: frozenset[str]
    near: frozenset[str]
    noun: str | None
    topic: str | None
    verb: str | None
    classes: frozenset[str]
    figures: frozenset[str]
    persons: frozenset[str]
    claims: tuple[Claim, ...]
    leads: bool
    at: float
    head: int
    event: frozenset[str]

    @property
    def report_id(self) -> str:
        """The report that has the value."""
        return self.item.report_id

    @property
    def partial(self) -> bool:
        """Whether it is a part of a whole."""
        return self.item.partial or (isinstance(self.value, Quantity) and self.value.subset_of is not None)


def standing(ctx: Context, one: Locus, two: Locus) -> Standing:
    """How the values of two loci of one sort stand to one another."""
    if isinstance(one.value, Quantity) and isinstance(two.value, Quantity):
        return _AMOUNTS.get(compare(one.value, two.value), Standing.FITS)
    assert isinstance(one.value, Timex)
    assert isinstance(two.value, Timex)
    if one.sort is Sort.DAY:
        return _TIMES.get(relation(ctx, "day", one.item, two.item), Standing.FITS)
    if one.sort is Sort.CLOCK:
        return _TIMES.get(compare_clocks(one.value, two.value), Standing.FITS)
    return _TIMES.get(compare_durations(*(_length(x.item.value, x.value) for x in (one, two))), Standing.FITS)


def _length(words_: str, value: Quantity | Timex) -> Timex:
    """A length of time; *nearly three hours* is about as long, where *less than three hours* may be any time below."""
    assert isinstance(value, Timex)
    near = value.mod == "LESS_THAN" and bool(set(words_.lower().split()) & lists()["nearly"])
    return replace(value, mod="APPROX") if near else value


def loci(ctx: Context) -> tuple[Locus, ...]:
    """The comparable values of all reports, in story order: no ages, ordinals, changes or dates."""
    return tuple(x for w in ctx.witnesses for x in _of_report(ctx, w))


def _of_report(ctx: Context, witness: Witness) -> list[Locus]:
    layers = witness.layers
    counted: dict[int, list[Claim]] = {}
    timed: dict[int, list[Claim]] = {}
    published = set()
    for claim in ctx.claims:
        if claim.report_id == witness.report.id:
            for k in claim.quantities:
                counted.setdefault(k, []).append(claim)
            for t in claim.times:
                timed.setdefault(t.timex, []).append(claim)
                if t.bound_to is not Bound.EVENT:
                    published.add(t.timex)
    around = _Around(ctx, witness)
    out = []
    for k, q in enumerate(layers.quantities):
        if q.measure in _SORTS and not q.change and (q.low is not None or q.high is not None):
            item = _counted(ctx, witness.report.id, q)
            out.append(
                _locus(ctx, item, _SORTS[q.measure], family(q)[0], q, tuple(counted.get(k, ())), around)
            )
    for k, timex in enumerate(layers.timexes):
        for sort in _timed(timex) if k not in published else ():
            item = _told(ctx, witness.report.id, timex)
            out.append(_locus(ctx, item, sort, _family(sort, timex), timex, tuple(timed.get(k, ())), around))
    return sorted((x for x in out if x is not None), key=lambda x: x.item.span)


def _timed(timex: Timex) -> Iterator[Sort]:
    if timex.type == "TIME" and timex.clock is not None:
        yield Sort.CLOCK
    if timex.type == "DURATION" and timex.value and "X" not in timex.value:
        yield Sort.DURATION
    if timex.type in ("DATE", "TIME") and (timex.weekday is not None or (timex.month and timex.day)):
        yield Sort.DAY


def _family(sort: Sort, timex: Timex) -> str:
    """What a time is compared with: dates of the calendar (*15 March*) are apart from weekdays."""
    return "date" if sort is Sort.DAY and timex.month else sort.value


def _counted(ctx: Context, report: str, q: Quantity) -> Item:
    span = with_noun(ctx, report, q)
    words = span.of(ctx.reports[report].text)
    part = q.partial or q.noun in lists()["of_something"]
    return Item(report, None, span, words, normal(q), _said(ctx, report, span), q, partial=part)


def _told(ctx: Context, report: str, timex: Timex) -> Item:
    span = with_preposition(ctx, report, timex.span)
    value = (("timex", timex.value), ("mod", timex.mod))
    return Item(report, None, span, span.of(ctx.reports[report].text), value, _said(ctx, report, span), timex)


def _said(ctx: Context, report: str, span: Span) -> tuple[str, ...]:
    held = (a for a in ctx.attributions.values() if a.report_id == report and a.act != "intention")
    return tuple(a.id for a in held if any(s.contains(span) for s in a.content))


def _locus(  # noqa: PLR0917 - the parts of a locus
    ctx: Context, item: Item, sort: Sort, kin: str, value: Quantity | Timex, claims: tuple[Claim, ...],
    around: "_Around",
) -> Locus | None:  # fmt: skip
    parse = around.parse
    inside = parse.tokens_in(value.span)
    if not inside:
        return None
    sentence = inside[0].sentence
    held = around.tokens(sentence)
    near = [t for t in held if inside[0].index - WINDOW <= t.index <= inside[-1].index + WINDOW]
    at = parse.head_in(value.span)
    head = parse.tokens[inside[-1].index if at is None else at]
    verb = governor_of(parse, head)
    classes = {name for c in claims for name in (*c.classes, c.predicate)}
    classes |= {s.name for s in lexicon().verb(verb)} if verb else set()
    topic = None if sort is Sort.COUNT else topic_of(parse, head, inside)
    classes |= {s.name for s in lexicon().noun(topic)} if topic else set()
    figures, persons = around.named.get(sentence, (frozenset(), frozenset()))
    noun = value.noun if isinstance(value, Quantity) else None
    return Locus(
        item, sort, kin, value, sentence, content_words(held), content_words(near), noun, topic, verb,
        frozenset(classes), figures, persons, claims, sentence <= ctx.lead[item.report_id],
        sentence / len(parse.sentences), head.index, _events(parse, head, classes),
    )  # fmt: skip


def topic_of(parse: Parse, head: Token, inside: Sequence[Token]) -> str | None:
    """The noun that a value stands before (*June 12 summit*), behind (*a fine of £500*) or tells of (*in aid*)."""
    own = {t.index for t in inside}
    up = parse.tokens[head.head]
    if up.pos in ("NOUN", "PROPN") and up.index not in own:
        return up.lemma.lower()
    if up.pos == "ADP" and parse.tokens[up.head].pos == "NOUN":
        return parse.tokens[up.head].lemma.lower()
    for k in (i for t in inside for i in parse.children[t.index]):
        if parse.tokens[k].lemma.lower() in ("in", "of", "for", "worth") and parse.tokens[k].pos == "ADP":
            held = [parse.tokens[i] for i in parse.children[k] if parse.tokens[i].pos == "NOUN"]
            if held:
                return held[0].lemma.lower()
    return None


def _events(parse: Parse, head: Token, classes: set[str]) -> frozenset[str]:
    """Classes of the incident that a value's clause tells of; ``happen`` and pointers back at one are among them."""
    held = set(classes)
    for _ in range(_CLIMB):
        if head.pos == "NOUN":
            held |= {s.name for s in lexicon().noun(head.lemma.lower())}
        if head.head == head.index or head.pos in ("VERB", "AUX"):
            break
        head = parse.tokens[head.head]
    return frozenset(
        c for c in held if c == "happen" or lexicon().has(c, "incident") or lexicon().has(c, "anaphor")
    )


class _Around:
    """What stands in each sentence of one report, found once."""

    def __init__(self, ctx: Context, witness: Witness) -> None:
        layers = witness.layers
        self.parse = layers.parse
        self._valued = {t.index for held in (layers.quantities, layers.timexes) for v in held
                        for t in self.parse.tokens_in(v.span)}  # fmt: skip
        names: dict[int, set[Figure]] = {}
        for m in layers.mentions:
            figure = ctx.cast.of.get((witness.report.id, m.entity))
            if figure and figure.members[0].entity.names:
                names.setdefault(self.parse.tokens[m.head].sentence, set()).add(figure)
        self.named = {
            k: (frozenset(f.id for f in held), frozenset(f.id for f in held if f.kind is Kind.PERSON))
            for k, held in names.items()
        }

    def tokens(self, sentence: int) -> list[Token]:
        """The tokens of a sentence without its numbers and times."""
        first, last = self.parse.sentences[sentence]
        return [t for t in self.parse.tokens[first:last] if t.index not in self._valued and t.pos != "NUM"]


def governor_of(parse: Parse, token: Token) -> str | None:
    """The lemma of the verb that a value hangs on, or ``None``."""
    verb = governing_verb(parse, token)
    return verb.lemma.lower() if verb else None


def governing_verb(parse: Parse, token: Token) -> Token | None:
    """The verb that a value hangs on, or ``None``."""
    for _ in range(_CLIMB):
        if token.pos in ("VERB", "AUX"):
            return token
        if token.head == token.index:
            return None
        token = parse.tokens[token.head]
    return None
