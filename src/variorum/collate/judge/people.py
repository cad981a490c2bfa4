"""Who: ages and spellings of the persons that several reports name."""

import re
import unicodedata
from collections.abc import Sequence
from itertools import combinations

from rapidfuzz.distance import DamerauLevenshtein

from variorum.collate.context import Context, content_words
from variorum.collate.entities import Figure, parts
from variorum.collate.judge.common import Item, differing, finding, readings
from variorum.model import Evidence, Finding, FindingKind, Form, Kind, Measure, Mention, Parse, Quantity, Slot
from variorum.text import Span

_TRANSLITERATED = re.compile(r"\b(?:[aA]l|[eE]l|[aA]s|[aA]n)-|\b(?:bin|ibn|abu|abd)\b")
"""Names written out of another script: their spellings differ without being another reading."""
_SOUNDS = tuple((re.compile(a), b) for a, b in (
    ("kh|gh|ch", "h"), ("dj", "j"), ("q", "k"), ("ou|oo", "u"), ("ee|ie|y", "i"), (r"([aeiou])\1", r"\1"), ("d$", "t"),
    ("th", "t"), ("dh", "d"), ("w", "v"), ("ph", "f"),
))  # fmt: skip
_YEAR = 365.25
_SOON = 45
"""Days between two publications below which a birthday is too unlikely to explain a year's difference."""


def judge_people(ctx: Context) -> list[Finding]:
    """Ages that differ or agree, and persons' names spelled differently."""
    ages = _ages(ctx)
    out = []
    for figure in ctx.cast.figures:
        if figure.kind is not Kind.PERSON or not figure.members[0].entity.names:
            continue
        made = _age(
            ctx, figure, [a for m in figure.members for a in ages.get((m.report_id, m.entity.id), [])]
        )
        out += [f for f in (made, _spelling(ctx, figure)) if f is not None]
    return out + _described(ctx, out)


def _described(ctx: Context, taken: Sequence[Finding]) -> list[Finding]:
    """Findings on the ages of persons that are only described (*a 34-year-old farmer*), one of a kind in each report."""
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
                if word.pos == "NOUN" and (w.report.id, q.span.start) not in done:
                    kinds.setdefault(word.lemma, {}).setdefault(w.report.id, []).append(item)
    several = {r for r in {i for held in kinds.values() for i in held}
               if len({_stated(i).low for n, held in kinds.items() if n in _COMMON for i in held.get(r, [])}) > 1}  # fmt: skip
    out = []
    for noun, held in sorted(kinds.items()):
        if noun in _COMMON and several & set(held):
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
            why = Evidence("same person", 0.5, f"the only {noun} of a stated age in each report")
            if len(found) == 1:
                out.append(finding(FindingKind.AGREEMENT, Slot.QUANTITY, "age", found, evidence=[why]))
            elif all(_disjoint(a, b) for a, b in combinations(lone, 2) if _stated(a).low != _stated(b).low):
                out.append(finding(differing(ctx, found), Slot.QUANTITY, "age", found, evidence=[why]))
    return out


_COMMON = frozenset({"man", "woman", "boy", "girl", "male", "female", "person", "child", "resident", "victim", "suspect", "teenager", "teen",
                     "brother", "sister", "son", "daughter", "mother", "father", "student", "toddler", "baby", "sibling", "infant"})  # fmt: skip


def _like_sentences(ctx: Context, one: Item, two: Item, noun: str) -> bool:
    words = []
    for item in (one, two):
        parse = ctx.layers[item.report_id].parse
        first, last = parse.sentences[parse.tokens_in(item.span)[0].sentence]
        words.append(content_words(parse.tokens[first:last]) - {noun})
    return ctx.overlap(words[0], words[1]) >= (0.4 if noun in _COMMON else 0.15)


def _ages(ctx: Context) -> dict[tuple[str, str], list[Item]]:
    """The ages that each report gives to its persons, by report and entity."""
    out: dict[tuple[str, str], list[Item]] = {}
    for w in ctx.witnesses:
        heads = {m.head: m.entity for m in w.layers.mentions}
        heads |= {t.index: m.entity for m in w.layers.mentions if m.form is not Form.PRONOUN
                  for t in w.layers.parse.tokens_in(m.span) if t.index not in heads}  # fmt: skip
        for q in w.layers.quantities:
            if q.noun_token is not None and _cut_name(w.layers.parse, w.layers.mentions, q.noun_token):
                continue
            entity = (
                heads.get(q.noun_token) if q.measure is Measure.AGE and q.noun_token is not None else None
            )
            if entity is not None and q.low is not None:
                value = f"{q.stated:g}"
                item = Item(
                    w.report.id,
                    None,
                    q.span,
                    value,
                    (("low", q.low), ("high", q.high), ("unit", q.unit)),
                    (),
                    q,
                )
                out.setdefault((w.report.id, entity), []).append(item)
    return out


def _cut_name(parse: Parse, mentions: Sequence[Mention], token: int) -> bool:
    """Whether a name goes on to the left of its mention (*Honesty* before *Jackson, 11*): it may be another's."""
    held = [
        m for m in mentions if m.form is Form.NAME and any(t.index == token for t in parse.tokens_in(m.span))
    ]
    first = min((parse.tokens_in(m.span)[0].index for m in held), default=token)
    before = parse.tokens[first - 1] if first else None
    titled = before is not None and before.text.rstrip(".").lower() in _TITLES
    return (
        before is not None
        and before.pos == "PROPN"
        and not titled
        and before.sentence == parse.tokens[token].sentence
    )


_TITLES = frozenset({
    "mr", "mrs", "ms", "miss", "dr", "sir", "officer", "sergeant", "sgt", "detective", "det", "deputy", "captain", "capt",
    "lieutenant", "lt", "chief", "judge", "senator", "sen", "rep", "president", "minister", "mayor", "governor", "gov",
    "professor", "prof", "sheriff", "corporal", "private", "general", "gen", "father", "sister", "pastor", "rev", "mum",
    "mom", "dad", "king", "queen", "prince", "princess", "coach", "constable", "superintendent", "inspector",
})  # fmt: skip


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
        return finding(FindingKind.AGREEMENT, Slot.QUANTITY, "age", found, evidence=[why])
    if any(not _disjoint(a, b) for a, b in combinations(items, 2) if _stated(a).low != _stated(b).low):
        return None
    by_report: dict[str, set[float]] = {}
    for i in items:
        by_report.setdefault(i.report_id, set()).add(_stated(i).low or 0)
    if any(len(v) > 1 for v in by_report.values()):
        return None  # one report gives two ages: two persons of one name, or unsure which it means
    explained = all(
        _birthday(ctx, a, b) for a, b in combinations(items, 2) if _stated(a).low != _stated(b).low
    )
    kind = FindingKind.UPDATE if explained else differing(ctx, found)
    why = Evidence(
        "age",
        0.0,
        f"{name}: the stated ages differ"
        + (", and the time between the reports can explain it" if explained else ""),
    )
    return finding(kind, Slot.QUANTITY, "age", found, evidence=[_same_person(ctx, figure), why])


def _disjoint(one: Item, two: Item) -> bool:
    a, b = _stated(one), _stated(two)
    return (a.high or a.stated) < (b.low or b.stated) or (b.high or b.stated) < (a.low or a.stated)


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


def _same_person(ctx: Context, figure: Figure) -> Evidence:
    names = [m.entity.name for m in figure.members]
    return Evidence("same person", 0.5 if figure.spelled_apart else 1.0, " / ".join(names))


def _spelling(ctx: Context, figure: Figure) -> Finding | None:
    if len(figure.members) < 2:
        return None
    items = []
    for member in figure.members:
        full = parts(member.entity.name)
        if len(full) < 2 or _TRANSLITERATED.search(member.entity.name):
            return None
        span = _first_mention(ctx, member.report_id, member.entity.id, member.entity.name)
        if span is None:
            return None
        name = member.entity.name
        items.append(Item(member.report_id, None, span, name, (("name", name),), (), full))
    found = readings(ctx, items, lambda a, b: not _misspelt(a.payload, b.payload))  # type: ignore[arg-type]
    if len(found) < 2:
        return None
    why = Evidence(
        "spelling", 0.5, " / ".join(r.value for r in found) + ": one person's name, spelled differently"
    )
    return finding(
        FindingKind.CONFLICT, Slot.PARTICIPANT, "name", found, evidence=[_same_person(ctx, figure), why]
    )


def _misspelt(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Whether two names of one person differ by a letter or two in the given name or in the surname."""
    pairs = [(one[-1], two[-1]), (one[0], two[0])]
    apart = [(a, b) for a, b in pairs if a != b]
    if len(apart) != 1:
        return False
    a, b = apart[0]
    if (
        min(len(a), len(b)) < 3
        or a.startswith(b)
        or b.startswith(a)
        or _plain(a) == _plain(b)
        or _sounded(a) == _sounded(b)
    ):
        return False
    return DamerauLevenshtein.distance(a, b) <= 2


def _plain(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)).replace(
        "-", ""
    )


def _sounded(word: str) -> str:
    """A name with what differs between ways to write it in Latin letters made equal (*Ahmed*, *Ahmet*; *Mashal*, *Mashaal*)."""
    for pattern, plain in _SOUNDS:
        word = pattern.sub(plain, word)
    return word


def _first_mention(ctx: Context, report: str, entity: str, name: str) -> Span | None:
    layers = ctx.layers[report]
    text = layers.parse.text
    named = [m.span for m in layers.mentions if m.entity == entity and m.form is Form.NAME]
    exact = [
        Span(s.start + s.of(text).find(name), s.start + s.of(text).find(name) + len(name))
        for s in named
        if name in s.of(text)
    ]
    return exact[0] if exact else None
