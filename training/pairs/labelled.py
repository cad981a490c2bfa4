"""Pairs of the written events: values that answer one question or two, words that tell of one happening or two.

Labels come from the marks (``tools/written.py``). Of the pairs of two questions the likest are taken, and some by chance.
"""

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from variorum.collate.context import Context
from variorum.collate.traits import content_words
from variorum.encode.pairs import Marked, Question
from variorum.text import Span
from written import Mark  # isort: skip - tools/
from written import Marked as Report  # isort: skip - tools/

LIKEST, OTHERS = 10, 5
"""Pairs of two questions that are taken of each sort of two reports: the likest, and others by chance."""
INSIDE = 4
"""The same of one report."""
TELLING = frozenset({"VERB", "NOUN", "AUX", "ADJ", "PROPN"})
Pair = tuple[Question, bool, Marked, Marked]


@dataclass(frozen=True, slots=True)
class Place:
    """A marked place: its report, its name, what it can be compared with, its words' sentence, and what is hidden or marked."""

    report: str
    name: str
    sort: str
    sentence: int
    words: frozenset[str]
    marked: Marked


def pairs(ctx: Context, marked: Mapping[str, Report], chance: random.Random) -> Iterator[Pair]:
    """The labelled pairs of one event."""
    values = [p for r, held in marked.items() for m in held.values if (p := _value(ctx, r, m))]
    told = [p for r, held in marked.items() for m in held.facts if (p := _happening(ctx, r, m))]
    for question, places in ((Question.VALUE, values), (Question.OCCURRENCE, told)):
        by_sort = defaultdict(list)
        for p in places:
            by_sort[p.report, p.sort].append(p)
        reports = sorted({p.report for p in places})
        for sort in sorted({p.sort for p in places}):
            for r, s in (*combinations(reports, 2), *((r, r) for r in reports)):
                for same, one, two in _between(by_sort[r, sort], by_sort[s, sort], chance):
                    yield question, same, one.marked, two.marked


def _between(
    ones: Sequence[Place], twos: Sequence[Place], chance: random.Random
) -> Iterator[tuple[bool, Place, Place]]:
    unlike = []
    inside = ones is twos
    every = combinations(ones, 2) if inside else ((a, b) for a in ones for b in twos)
    for a, b in every:
        if a.name != b.name:
            unlike.append((len(a.words & b.words) + chance.random() / 2, a, b))
        elif a.report != b.report or a.sentence != b.sentence:
            yield True, a, b
    unlike.sort(key=lambda x: -x[0])
    most = INSIDE if inside else LIKEST
    rest = [] if inside else chance.sample(unlike[most:], min(OTHERS, max(0, len(unlike) - most)))
    for _, a, b in (*unlike[:most], *rest):
        yield False, a, b


def _value(ctx: Context, report: str, mark: Mark) -> Place | None:
    """A marked value, hidden: the number, the time or the name that the program reads there, or else all that is marked."""
    layers = ctx.layers[report]
    sort, hidden = mark.name[0], mark.span
    held: list[tuple[str, Span]]
    if sort == "t":
        held = [("clock" if t.clock is not None else t.type, t.span) for t in layers.timexes]
    elif sort in "pw":
        proper = (m for m in layers.mentions if layers.parse.tokens[m.head].pos == "PROPN")
        held = [("", m.span) for m in proper]
    else:
        held = [(q.measure.value, q.span) for q in layers.quantities]
    inside = [(-len(span), kind, span) for kind, span in held if mark.span.contains(span)]
    kind = ""
    if inside:
        _, kind, hidden = min(inside, key=lambda x: x[0])
    return _place(ctx, report, mark.name, f"{sort} {kind}", hidden, hide=True)


def _happening(ctx: Context, report: str, mark: Mark) -> Place | None:
    """What is told, by the word that governs it."""
    parse = ctx.layers[report].parse
    head = parse.head_in(mark.span)
    if head is None or parse.tokens[head].pos not in TELLING:
        return None
    return _place(ctx, report, mark.name, "", parse.tokens[head].span, hide=False)


def _place(ctx: Context, report: str, name: str, sort: str, at: Span, *, hide: bool) -> Place | None:
    parse = ctx.layers[report].parse
    inside = parse.tokens_in(at)
    if not inside or inside[0].sentence != inside[-1].sentence:
        return None
    first, last = parse.sentences[inside[0].sentence]
    held = parse.tokens[first:last]
    around = Marked(
        tuple(t.text for t in held if t.start < at.start),
        () if hide else tuple(t.text for t in inside),
        tuple(t.text for t in held if t.start >= at.end),
    )
    words = content_words([t for t in held if not at.start <= t.start < at.end])
    return Place(report, name, sort, inside[0].sentence, words, around)
