"""Persons named one by one: *a man and a woman were killed* are two."""

from collections.abc import Iterable

from variorum.annotate.quantity.clauses import Read, kids
from variorum.annotate.quantity.lexicon import words
from variorum.annotate.quantity.status import status_of
from variorum.model import Measure, Parse, Quantity, Token
from variorum.text import Span

_ARTICLES = frozenset({"a", "an"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj"})
_LEAST = 2


def sums(parse: Parse, reads: Iterable[Read]) -> list[Quantity]:
    """The number of persons where some of those whom one thing befell are named singly, and all of them are named or counted.

    Only what a clause says was done to them makes the sum worth reading: *killed*, *arrested*, *taken to hospital*.
    """
    by_noun = {r.quantity.noun_token: r for r in reads if r.quantity.measure is Measure.COUNT and not r.quantity.change}
    out = []
    for token in parse.tokens:
        if token.dep in _ARGUMENTS and token.pos in {"NOUN", "PROPN"} and (made := _sum(parse, token, by_noun)):
            out.append(made)
    return out


def _sum(parse: Parse, first: Token, by_noun: dict[int | None, Read]) -> Quantity | None:
    members = _members(parse, first)
    couple = first.lemma == "couple" and len(members) == 1
    if len(members) < _LEAST and not couple:
        return None
    total, single = 0.0, False
    for k, token in enumerate(members):
        read = by_noun.get(token.index)
        if read is not None:
            q = read.quantity
            if q.low != q.high or q.approx or q.subset_of is not None or q.noun == "other":
                return None
            total += q.stated
            continue
        value = _single(parse, token, first=k == 0)
        if value is None:
            return None
        total, single = total + value, True
    if not single:
        return None
    start = parse.tokens[min(first.left, first.index)].start
    made = Quantity(
        Span(start, members[-1].end), Measure.COUNT, total, total, total, noun="people", noun_token=first.index, implied=True
    )
    status, role = status_of(parse, Read(made, first.index, first.index))
    if status is None or role == "agent":
        return None
    return Quantity(
        made.span, made.measure, total, total, total, noun="people", noun_token=first.index, status=status, role=role,
        implied=True,
    )  # fmt: skip


def _members(parse: Parse, first: Token) -> list[Token]:
    out = [first]
    while True:
        joined = [t for t in kids(parse, out[-1], "conj") if t.pos in {"NOUN", "PROPN"}]
        if not joined:
            return out
        joint = [t for t in kids(parse, out[-1], "cc") if t.text.lower() not in {"and", "&"}]
        if joint:
            return out[:1] if len(out) == 1 else out
        out.append(joined[0])


def _single(parse: Parse, token: Token, *, first: bool) -> float | None:
    """How many persons a noun without a number is: one, two for a couple, ``None`` where that is not known."""
    determiners = {t.text.lower() for t in kids(parse, token, "det")}
    if token.lemma == "couple" and determiners & _ARTICLES and not any(t.text == "of" for t in kids(parse, token, "prep")):
        return 2.0
    if token.ent == "PERSON" and token.pos == "PROPN":
        return 1.0
    if token.tag != "NN" or token.lemma not in words("person"):
        return None
    if determiners & _ARTICLES or kids(parse, token, "poss") or (not first and not determiners):
        return 1.0
    return None
