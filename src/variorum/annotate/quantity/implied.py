"""Persons named one by one: *a man and a woman were killed* are two."""

from collections.abc import Iterable
from dataclasses import replace

from variorum.annotate.quantity.clauses import Read, kids
from variorum.annotate.quantity.lexicon import words
from variorum.annotate.quantity.status import befell
from variorum.model import Measure, Parse, Quantity, Token
from variorum.text import Span

_ARTICLES = frozenset({"a", "an"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj"})
_LEAST = 2
_SETS = {"couple": 2.0, "pair": 2.0, "duo": 2.0, "trio": 3.0, "quartet": 4.0}


def sums(parse: Parse, reads: Iterable[Read]) -> list[Quantity]:
    """The numbers of persons whom one thing befell, where each is named or counted, and some are named singly.

    Only what a clause says was done to them makes the sum worth reading: *killed*, *arrested*, *taken to hospital*.
    """
    by_noun = {
        r.quantity.noun_token: r
        for r in reads
        if r.quantity.measure is Measure.COUNT and not r.quantity.change
    }
    return [
        made
        for token in parse.tokens
        if (token.dep in _ARGUMENTS or _lives_of(parse, token))
        and token.pos in {"NOUN", "PROPN"}
        and (made := _sum(parse, token, by_noun))
    ]


def _lives_of(parse: Parse, token: Token) -> bool:
    return token.dep == "pobj" and parse.tokens[parse.tokens[token.head].head].lemma == "life"


def _sum(parse: Parse, first: Token, by_noun: dict[int | None, Read]) -> Quantity | None:
    members = _members(parse, first)
    both = any(t.text.lower() == "both" for t in kids(parse, first, "det", "predet"))
    if len(members) < _LEAST and first.lemma not in _SETS and not both:
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
    if _others_between(parse, members) or parse.tokens[first.head].lemma == "include":
        return None
    start = parse.tokens[min(first.left, first.index)].start
    noun = "people" if len(members) > 1 or not both else first.lemma
    made = Quantity(
        Span(start, members[-1].end),
        Measure.COUNT,
        total,
        total,
        total,
        noun=noun,
        noun_token=first.index,
        implied=True,
    )
    status, role = befell(parse, first, made.span)
    if status is None or _more_names(parse, members[-1]) or _goes_on(parse, first):
        return None
    return replace(made, status=status, role=role)


def _others_between(parse: Parse, members: list[Token]) -> bool:
    """Whether persons stand between the members that the parse has not joined to them."""
    held = {t.index for t in members}
    between = parse.tokens[members[0].index : members[-1].index]
    return any(
        t.index not in held and t.tag in {"NN", "NNS"} and t.lemma in words("person") | words("people") | {"family"}
        and not (t.dep in {"compound", "amod"} and t.head in held and t.lemma != "family")
        for t in between
    )  # fmt: skip


def _goes_on(parse: Parse, first: Token) -> bool:
    """Whether a list of persons has begun before: *his wife, their child, her mother and her brother*."""
    if first.left <= 1 or parse.tokens[first.left - 1].text != ",":
        return False
    named = parse.tokens[first.left - 2]
    return named.ent == "PERSON" or named.lemma in words("person")


def _more_names(parse: Parse, last: Token) -> bool:
    """Whether further names follow that the parse has not joined: *William and Ann Orr, Lee Dane and Tam were shot*."""
    after = parse.tokens[last.index + 1 : last.index + 3]
    return len(after) == 2 and after[0].text == "," and after[1].ent == "PERSON"


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
    determiners = {t.text.lower() for t in kids(parse, token, "det", "predet")}
    if token.lemma in _SETS and determiners & _ARTICLES:
        of = [t for t in kids(parse, token, "prep") if t.text == "of"]
        each = [t for prep in of for t in kids(parse, prep, "pobj")]
        whole = all(t.lemma in words("person") or t.lemma in words("people") for t in each)
        return _SETS[token.lemma] if whole and (bool(of) != (token.lemma == "couple")) else None
    if "both" in determiners and token.tag == "NNS" and token.lemma in words("person"):
        return 2.0
    if token.ent == "PERSON" and token.pos == "PROPN":
        return 1.0
    if token.tag != "NN" or token.lemma not in words("person"):
        return None
    if determiners & _ARTICLES or kids(parse, token, "poss") or (not first and not determiners):
        return 1.0
    return None
