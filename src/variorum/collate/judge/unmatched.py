"""Who: a person whom only one report names, and another in the very same part whom only the other names.

*Oskar Dahl, 24, was arrested* and *Pavel Strand, 24, was arrested* of one shooting: the age, the deed, who else takes
part and the words around agree, and only the name does not. Spokesmen and other sources are left out: a report may well
ask another one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from variorum.collate.align import long_before
from variorum.collate.context import Context
from variorum.collate.entities import Figure, parts
from variorum.collate.judge.common import Item, differing, finding, readings
from variorum.collate.judge.persons import strangers
from variorum.collate.lists import words
from variorum.collate.score import happened
from variorum.model import Claim, Evidence, Finding, Form, Kind, Layers, Measure, Mention, Parse, Slot
from variorum.text import Span
from variorum.values.predicates import lexicon

ENOUGH = 3.0
"""Points that what agrees has to add up to; set by hand: an age and a part are what two victims share too."""
LEAD = 0.75
"""Points by which one pair has to lead any other that has a person of it."""
POINTS = {"same age": 1.0, "same part": 1.0, "same other person": 1.0, "same description": 0.5, "one list": 1.5,
          "words around": 2.0}  # fmt: skip
"""What each thing that agrees is worth; the words around by their share."""
AROUND = 0.25
MOST_DEEDS = 2
_NAMED = re.compile(r"\b[A-Z][\w-]+")
LISTED = 2
"""Other persons that both lists of names have in common, from which what is left over is compared."""


@dataclass(frozen=True, slots=True)
class _Person:
    """A person of one report, with what it says of them."""

    figure: Figure
    report_id: str
    span: Span
    ages: frozenset[float]
    deeds: frozenset[tuple[str, str]]
    beside: frozenset[str]
    nouns: frozenset[str]
    sentences: tuple[int, ...]
    listed: frozenset[str]
    claims: tuple[Claim, ...]


def judge_unmatched(ctx: Context, taken: Sequence[Finding]) -> list[Finding]:
    """Conflicts over who it was, beside those of *taken*: one finding for each two persons."""
    done = {
        (a.report_id, a.span.start) for f in taken if f.part == "who" for r in f.readings for a in r.anchors
    }
    held = {w.report.id: _persons(ctx, w.report.id, w.layers) for w in ctx.witnesses}
    out: list[Finding] = []
    for r, s in combinations(held, 2):
        scored = [
            (_points(why), p, q, why)
            for p in held[r] for q in held[s]
            if strangers(ctx, p.figure, q.figure) and not _told_apart(ctx, p, q)
            for why in [_agreeing(ctx, p, q)] if why
        ]  # fmt: skip
        for total, p, q, why in scored:
            rivals = [t for t, x, y, _ in scored if (x is p) != (y is q)]
            if total < ENOUGH or any(t > total - LEAD for t in rivals):
                continue
            if not {(x.report_id, x.span.start) for x in (p, q)} & done:
                out.append(_made(ctx, p, q, why))
    return out


def _persons(ctx: Context, report: str, layers: Layers) -> list[_Person]:
    """The persons that a report names in full and that no other report's person is."""
    sources = {a.entity for a in ctx.attributions.values() if a.report_id == report and a.entity}
    found = []
    for figure in ctx.cast.figures:
        if (
            figure.kind is not Kind.PERSON
            or len(figure.members) != 1
            or figure.members[0].report_id != report
        ):
            continue
        entity = figure.members[0].entity
        if len(parts(entity.name)) > 1:
            made = _person(ctx, figure, layers)
            silent = entity.id not in sources or (made is not None and made.deeds)
            found += [made] if made is not None and silent else []
    return found


def _person(ctx: Context, figure: Figure, layers: Layers) -> _Person | None:
    report, entity = figure.members[0].report_id, figure.members[0].entity
    parse = layers.parse
    mentions = [m for m in layers.mentions if m.entity == entity.id]
    named = [m for m in mentions if m.form is Form.NAME]
    if not named or any(_titled(parse, m) for m in named):
        return None
    span = next((m.span for m in named if entity.name in m.span.of(parse.text)), named[0].span)
    heads = {t.index for m in mentions for t in parse.tokens_in(m.span)}
    own = [
        c for c in ctx.claims if c.report_id == report and any(p.entity == entity.id for p in c.participants)
    ]
    told = [c for c in own if happened(c) and not long_before(ctx, c)]
    deeds = {(name, p.role) for c in told for p in c.participants if p.entity == entity.id
             for name in c.classes if not lexicon().has(name, "weak")}  # fmt: skip
    return _Person(
        figure, report, span,
        frozenset(q.stated for q in layers.quantities if q.measure is Measure.AGE and q.noun_token in heads),
        frozenset(deeds), _beside(ctx, told, entity.id), frozenset(n.lower() for n in entity.nouns),
        tuple(sorted({parse.tokens[m.head].sentence for m in named})), _listed(ctx, layers, [m.head for m in named]),
        tuple(told),
    )  # fmt: skip


def _titled(parse: Parse, mention: Mention) -> bool:
    """Whether a title stands before or in a name (*Sheriff Olsen*): an official, of whom there are several."""
    first = parse.tokens_in(mention.span)[0].index
    near = parse.tokens[max(0, first - 1) : mention.head + 1]
    return any(t.lemma.lower().strip(".") in words()["titles"] for t in near)


def _beside(ctx: Context, claims: Sequence[Claim], entity: str) -> frozenset[str]:
    """The named figures that take part in what a person takes part in."""
    others = (
        ctx.cast.of.get((c.report_id, p.entity or ""))
        for c in claims
        for p in c.participants
        if p.entity != entity
    )
    return frozenset(
        f.id for f in others if f is not None and f.kind is Kind.PERSON and f.members[0].entity.names
    )


def _listed(ctx: Context, layers: Layers, heads: Sequence[int]) -> frozenset[str]:
    """The other persons named in the sentences that name a person as one of a list."""
    parse = layers.parse
    held = {parse.tokens[h].sentence for h in heads if parse.tokens[h].dep in ("conj", "appos") or
            any(parse.tokens[k].dep == "conj" for k in parse.children[h])}  # fmt: skip
    figures = (
        ctx.cast.of.get((layers.report_id, m.entity)) for m in layers.mentions
        if m.form is Form.NAME and parse.tokens[m.head].sentence in held
    )  # fmt: skip
    return frozenset(f.id for f in figures if f is not None and f.kind is Kind.PERSON)


def _told_apart(ctx: Context, one: _Person, two: _Person) -> bool:
    """Whether either's report holds a word of the other's name, or their ages differ."""
    for x, y in ((one, two), (two, one)):
        held = set(_NAMED.findall(ctx.reports[y.report_id].text))
        if any(w in held for w in _NAMED.findall(x.figure.members[0].entity.name)):
            return True
    return bool(one.ages and two.ages and not one.ages & two.ages)


def _agreeing(ctx: Context, one: _Person, two: _Person) -> list[Evidence]:
    """What agrees of two persons; nothing where what agrees is told of several, or each is told of otherwise."""
    shared = sorted(one.deeds & two.deeds)
    alone = [d for d in shared if not _several(ctx, one, two, *d)]
    listed = one.listed & two.listed
    if (len(alone) < len(shared) and len(listed) < LISTED) or (shared and _told_otherwise(ctx, one, two)):
        return []
    out = [Evidence("same age", 1.0, f"{age:g}") for age in sorted(one.ages & two.ages)[:1]]
    out += [Evidence("same part", 1.0, f"{role} of {name}") for name, role in alone[:MOST_DEEDS]]
    if one.beside & two.beside:
        out.append(Evidence("same other person", 1.0, f"{len(one.beside & two.beside)}"))
    if one.nouns & two.nouns:
        out.append(Evidence("same description", 1.0, ", ".join(sorted(one.nouns & two.nouns))))
    if len(listed) >= LISTED:
        out.append(Evidence("one list", 1.0, f"{len(listed)} other names of it in both"))
    pairs = [(a, b) for a in one.sentences for b in two.sentences]
    words_ = (ctx.overlap(ctx.sentences[one.report_id][a], ctx.sentences[two.report_id][b]) for a, b in pairs)
    around = max(words_, default=0.0)
    if around >= AROUND:
        out.append(Evidence("words around", round(around, 2), "share of the rarer words of both sentences"))
    return out if any(e.feature in ("same age", "words around") for e in out) else []


def _points(why: Sequence[Evidence]) -> float:
    return sum(POINTS[e.feature] * (e.score or 0.0) for e in why)


def _told_otherwise(ctx: Context, one: _Person, two: _Person) -> bool:
    """Whether what is told of two persons in one part differs in a day, a length of time or a number."""
    held = []
    for who in (one, two):
        layers = ctx.layers[who.report_id]
        inside = [layers.parse.sentence_span(k) for k in who.sentences]
        times = [t for t in layers.timexes if any(s.contains(t.span) for s in inside)]
        held.append(({t.weekday for t in times} - {None}, {t.value for t in times if t.type == "DURATION"}))
    return any(a and b and not a & b for a, b in zip(*held, strict=True))


def _several(ctx: Context, one: _Person, two: _Person, name: str, role: str) -> bool:
    """Whether a report tells such a thing of several persons: then each may name another of them."""
    for who in (one, two):
        layers = ctx.layers[who.report_id]
        told = [c for c in ctx.claims if c.report_id == who.report_id and name in c.classes]
        counts = (layers.quantities[k] for c in told for k in c.quantities)
        if any(q.measure is Measure.COUNT and q.stated > 1 for q in counts):
            return True
        whos = {p.entity for c in told for p in c.participants if p.role == role and p.entity}
        named = {e.id for e in layers.entities if e.id in whos and e.names and e.kind is Kind.PERSON}
        if len(named) > 1 or any(layers.parse.tokens[p.head].tag in ("NNS", "NNPS")
                                 for c in told for p in c.participants if p.role == role):  # fmt: skip
            return True
    return False


def _made(ctx: Context, one: _Person, two: _Person, why: Sequence[Evidence]) -> Finding:
    items = [_item(p) for p in (one, two)]
    found = readings(ctx, items, lambda a, b: a.payload == b.payload)
    verdict = Evidence(
        "who", 0.0, " / ".join(r.value for r in found) + ": one part, and each name in one report only"
    )
    return finding(differing(ctx, found), Slot.PARTICIPANT, "who", found,
                   claims=[c.id for p in (one, two) for c in p.claims], evidence=[*why, verdict])  # fmt: skip


def _item(held: _Person) -> Item:
    name = held.figure.members[0].entity.name
    return Item(held.report_id, None, held.span, name, (("name", name),), (), held.figure.id)
