"""How old: the ages of the persons that several reports name or describe."""

import re
from collections.abc import Mapping, Sequence
from itertools import combinations

from variorum.collate.context import Context
from variorum.collate.entities import Figure
from variorum.collate.judge.common import Item, differing, finding, readings, same_person
from variorum.collate.lists import words
from variorum.collate.traits import content_words
from variorum.model import (
    Evidence,
    Finding,
    FindingKind,
    Form,
    Kind,
    Layers,
    Measure,
    Mention,
    Parse,
    Quantity,
    Slot,
    Witness,
)
from variorum.text import Span, hull

_YEARS = re.compile(r"(?:19|20)\d\d")
_YEAR = 365.25
DESCRIBED = 0.4
"""Score of two persons taken for one because each report describes only one of the kind."""
SLIP = 8
"""Years by which two ages of one person may be told apart where the name is spelled apart too."""
_SOON = 45
"""Days between two publications below which a birthday is too unlikely to explain a year's difference."""


def judge_ages(ctx: Context) -> list[Finding]:
    """Ages that differ or agree, of named persons first."""
    ages = _ages(ctx)
    out = []
    for figure in ctx.cast.figures:
        if figure.kind is not Kind.PERSON or not figure.members[0].entity.names:
            continue
        made = _age(
            ctx, figure, [a for m in figure.members for a in ages.get((m.report_id, m.entity.id), [])]
        )
        out += [made] if made is not None else []
    return out + _described(ctx, out)


def two_ages(ctx: Context, figure: Figure) -> bool:
    """Whether reports give a figure ages that no birthday explains."""
    ages = _ages(ctx)
    held = [i for m in figure.members for i in ages.get((m.report_id, m.entity.id), [])]
    return any(_far(a, b) and not _birthday(ctx, a, b) for a, b in combinations(held, 2))


def _far(one: Item, two: Item) -> bool:
    """Whether two ages are too far apart to be one person's, told wrongly."""
    return _disjoint(one, two) and abs(_stated(one).stated - _stated(two).stated) > SLIP


def _described(ctx: Context, taken: Sequence[Finding]) -> list[Finding]:
    """Findings on the ages of persons only described (*a 34-year-old farmer*), one of a kind in each report."""
    done = {(a.report_id, a.span.start) for f in taken for r in f.readings for a in r.anchors}
    kinds: dict[str, dict[str, list[Item]]] = {}
    for w in ctx.witnesses:
        parse = w.layers.parse
        for q in w.layers.quantities:
            if q.measure is Measure.AGE and q.noun_token is not None and q.low is not None and not q.approx:
                word = parse.tokens[q.noun_token]
                item = Item(
                    w.report.id,
                    None,
                    q.span,
                    f"{q.stated:g}",
                    (("low", q.low), ("high", q.high), ("unit", q.unit)),
                    (),
                    q,
                )
                thing = word.lemma.lower() in words()["place_nouns"]  # "left an 11-year-old home alone"
                if word.pos == "NOUN" and not thing and (w.report.id, q.span.start) not in done:
                    kinds.setdefault(word.lemma, {}).setdefault(w.report.id, []).append(item)
    several = _with_several(kinds)
    out = []
    for noun, held in sorted(kinds.items()):
        if noun in words()["described_persons"] and several & set(held):
            continue  # two boys, or a boy and his brother: unsure which is which
        lone = [items[0] for items in held.values() if len({_stated(i).low for i in items}) == 1]
        if len(lone) == len(held) > 1 and all(
            _like_sentences(ctx, a, b, noun) for a, b in combinations(lone, 2)
        ):
            found = readings(
                ctx,
                lone,
                lambda a, b: _stated(a).low == _stated(b).low and _stated(a).high == _stated(b).high,
            )
            why = Evidence("same person", DESCRIBED, f"the only {noun} of a stated age in each report")
            if len(found) == 1:
                out.append(finding(FindingKind.AGREEMENT, Slot.QUANTITY, "age", found, evidence=[why]))
            elif all(_disjoint(a, b) for a, b in combinations(lone, 2) if _stated(a).low != _stated(b).low):
                kind = FindingKind.UPDATE if _explained(ctx, lone) else differing(ctx, found)
                out.append(finding(kind, Slot.QUANTITY, "age", found, evidence=[why]))
    return out


def _with_several(kinds: Mapping[str, Mapping[str, Sequence[Item]]]) -> frozenset[str]:
    """The reports that describe persons of several ages (*a boy of six and his brother of four*)."""
    ages: dict[str, set[float | None]] = {}
    for noun, held in kinds.items():
        if noun in words()["described_persons"]:
            for report, items in held.items():
                ages.setdefault(report, set()).update(_stated(i).low for i in items)
    return frozenset(report for report, each in ages.items() if len(each) > 1)


def _like_sentences(ctx: Context, one: Item, two: Item, noun: str) -> bool:
    around, several = [], []
    for item in (one, two):
        parse = ctx.layers[item.report_id].parse
        first, last = parse.sentences[parse.tokens_in(item.span)[0].sentence]
        around.append(content_words(parse.tokens[first:last]) - {noun})
        several.append({t.lemma.lower() for t in parse.tokens[first:last]} & words()["one_of_several"])
    if several[0] != several[1]:
        return False
    return ctx.overlap(around[0], around[1]) >= (0.4 if noun in words()["described_persons"] else 0.15)


def _ages(ctx: Context) -> dict[tuple[str, str], list[Item]]:
    """The ages that each report gives to its persons, by report and entity."""
    out: dict[tuple[str, str], list[Item]] = {}
    for w in ctx.witnesses:
        heads = {m.head: m.entity for m in w.layers.mentions}
        heads |= {t.index: m.entity for m in w.layers.mentions if m.form is not Form.PRONOUN
                  for t in w.layers.parse.tokens_in(m.span) if t.index not in heads}  # fmt: skip
        for q in w.layers.quantities:
            if q.noun_token is not None and (
                _cut_name(w.layers.parse, w.layers.mentions, q.noun_token)
                or _of_kin(w.layers.parse, q)
                or _of_then(w, q)
            ):
                continue
            entity = (
                heads.get(q.noun_token) if q.measure is Measure.AGE and q.noun_token is not None else None
            )
            if entity is not None and q.low is not None:
                value = f"{q.stated:g}"
                item = Item(
                    w.report.id,
                    None,
                    _with_name(w.layers, q),
                    value,
                    (("low", q.low), ("high", q.high), ("unit", q.unit)),
                    (),
                    q,
                )
                out.setdefault((w.report.id, entity), []).append(item)
    return out


def _with_name(layers: Layers, quantity: Quantity) -> Span:
    """An age's words with the whole name that it stands beside (*Edith Marlowe, 37*)."""
    held = [m.span for m in layers.mentions if m.form is Form.NAME
            and any(t.index == quantity.noun_token for t in layers.parse.tokens_in(m.span))]  # fmt: skip
    return hull([quantity.span, *held[:1]])


def _cut_name(parse: Parse, mentions: Sequence[Mention], token: int) -> bool:
    """Whether a name goes on to the left of its mention (*Honesty* before *Jackson, 11*): it may be another's."""
    held = [
        m for m in mentions if m.form is Form.NAME and any(t.index == token for t in parse.tokens_in(m.span))
    ]
    first = min((parse.tokens_in(m.span)[0].index for m in held), default=token)
    before = parse.tokens[first - 1] if first else None
    titled = before is not None and before.text.rstrip(".").lower() in words()["titles"]
    return (
        before is not None
        and before.pos == "PROPN"
        and not titled
        and before.sentence == parse.tokens[token].sentence
    )


def _of_kin(parse: Parse, quantity: Quantity) -> bool:
    """Whether an age behind a name may be a relative's (*the mother of Marta Olsen, 61*)."""
    token = quantity.noun_token
    if token is None or quantity.span.start < parse.tokens[token].start:
        return False  # "the father of six-year-old Marta": hers
    of = parse.tokens[parse.tokens[token].head]
    return of.lemma.lower() == "of" and parse.tokens[of.head].lemma.lower() in words()["described_persons"]


def _of_then(witness: Witness, quantity: Quantity) -> bool:
    """Whether an age is that of another time: *was 16 when she vanished*, *19, shot two clerks in 2019*."""
    parse = witness.layers.parse
    verb = parse.tokens_in(quantity.span)[0]
    while verb.pos not in ("VERB", "AUX") and verb.head != verb.index:
        verb = parse.tokens[verb.head]
    beside = [parse.tokens[i] for i in parse.children[verb.index]]
    when = [
        k for k in beside
        if k.dep == "advcl" and any(parse.tokens[i].lemma.lower() == "when" for i in parse.children[k.index])
    ]  # fmt: skip
    within = [parse.tokens[i] for k in when for i in parse.children[k.index]]
    held = [parse.tokens[i] for k in (*beside, *within) if k.dep == "prep" for i in parse.children[k.index]]
    year = witness.report.published.year if witness.report.published else None
    if any(_YEARS.fullmatch(t.text) and (year is None or int(t.text) < year) for t in held):
        return True
    at_the_time = any(t.lemma.lower() == "time" and parse.tokens[t.head].lemma.lower() == "at" for t in held)
    dated = any(t.ent == "DATE" for t in held)
    return verb.lemma == "be" and (at_the_time or (bool(when) and not dated))


def _stated(item: Item) -> Quantity:
    assert isinstance(item.payload, Quantity)
    return item.payload


def _age(ctx: Context, figure: Figure, items: Sequence[Item]) -> Finding | None:
    items = [i for i in items if (_stated(i).unit or "year").startswith("year") and not _stated(i).approx]
    if len({i.report_id for i in items}) < 2:
        return None
    found = readings(
        ctx, items, lambda a, b: _stated(a).low == _stated(b).low and _stated(a).high == _stated(b).high
    )
    name = figure.members[0].entity.name
    if len(found) == 1:
        why = Evidence("age", 1.0, f"{name}: the stated ages are equal")
        return finding(FindingKind.AGREEMENT, Slot.QUANTITY, "age", found, evidence=[why], about=name)
    if any(not _disjoint(a, b) for a, b in combinations(items, 2) if _stated(a).low != _stated(b).low):
        return None
    by_report: dict[str, set[float]] = {}
    for i in items:
        by_report.setdefault(i.report_id, set()).add(_stated(i).low or 0)
    if any(len(v) > 1 for v in by_report.values()):
        return None  # one report gives two ages: two persons of one name, or unsure which it means
    explained = _explained(ctx, items)
    if figure.spelled_apart and two_ages(ctx, figure):
        return None  # a name and an age that differ: two persons
    kind = FindingKind.UPDATE if explained else differing(ctx, found)
    why = Evidence(
        "age",
        0.0,
        f"{name}: the stated ages differ"
        + (", and the time between the reports can explain it" if explained else ""),
    )
    return finding(kind, Slot.QUANTITY, "age", found, evidence=[same_person(figure), why], about=name)


def _disjoint(one: Item, two: Item) -> bool:
    a, b = _stated(one), _stated(two)
    return (a.high or a.stated) < (b.low or b.stated) or (b.high or b.stated) < (a.low or a.stated)


def _explained(ctx: Context, items: Sequence[Item]) -> bool:
    return all(_birthday(ctx, a, b) for a, b in combinations(items, 2) if _stated(a).low != _stated(b).low)


def _birthday(ctx: Context, one: Item, two: Item) -> bool:
    """Whether time between publications can explain a difference of ages: the later report has the higher one."""
    first, second = (ctx.reports[i.report_id].published for i in (one, two))
    if not first or not second:
        return False
    days = (second - first).days
    older = (_stated(two).low or 0) - (_stated(one).low or 0)
    if days < 0:
        days, older = -days, -older
    return days >= _SOON and 0 < older <= days / _YEAR + 1
