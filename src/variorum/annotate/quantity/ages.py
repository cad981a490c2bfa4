"""Ages: *Tolland, 37*, *a 17-year-old boy*, *aged 3 and 5*, *in his 40s*."""

import re
from dataclasses import replace

from variorum.annotate.quantity.figure import Amount
from variorum.annotate.quantity.lexicon import words
from variorum.annotate.quantity.persons import aged_person
from variorum.model import Measure, Parse, Quantity, Token
from variorum.text import Span

_AGED = re.compile(r"(?<!\w)age[ds]?\s", re.IGNORECASE)
_PEOPLE = frozenset({"people", "anyone", "those", "everyone"})
_OLDEST = 130
"""A thing of more years than this has its age measured like any other time."""


def also_aged(parse: Parse, one: Amount, inside: tuple[Token, ...], out: list[Quantity]) -> Quantity | None:
    """The further ages of *aged 3 and 5*; the bounds of *children under 12*."""
    if one.unit or one.score or one.bare or not 0 < one.stated < 120:
        return None
    following = parse.tokens[inside[-1].index + 1] if inside[-1].index + 1 < len(parse.tokens) else None
    if following is not None and following.pos in {"NOUN", "PROPN", "ADJ"}:
        return None
    last = out[-1] if out else None
    if last is not None and last.measure is Measure.AGE and last.span.end < one.start:
        joint = parse.text[last.span.end : one.start]
        several = last.noun_token is not None and parse.tokens[last.noun_token].tag == "NNS"
        whose = _beside(parse, last)
        named = joint == " and " and whose is not None
        closed = parse.text[one.core : one.core + 1] in {",", ".", ";", ")"}
        said = several or (named and closed) or _AGED.search(parse.text, max(0, one.start - 40), one.start)
        if joint in {" and ", ", ", ", and ", " or "} and said:
            return replace(
                last, span=Span(one.start, one.end), stated=one.stated, low=one.low, high=one.high,
                approx=one.approx, strict=one.strict, noun=whose.lemma if whose else last.noun,
                noun_token=whose.index if whose else last.noun_token,
            )  # fmt: skip
    first = parse.tokens_in(Span(one.start, one.end))[0].index
    people = parse.tokens[first - 1] if first else None
    bound = (one.bounded or one.range) and one.low != one.high
    if bound and people is not None and (people.lemma in words("person") or people.lemma in _PEOPLE):
        return Quantity(
            Span(one.start, one.end), Measure.AGE, one.stated, one.low, one.high, one.approx, one.strict,
            "year", people.lemma, people.index,
        )  # fmt: skip
    return None


def _beside(parse: Parse, last: Quantity) -> Token | None:
    """The person named beside the one of an age: Cara's of *Jo and Cara Renter, 27 and 25*."""
    if last.noun_token is None:
        return None
    beside = (parse.tokens[c] for c in parse.children[last.noun_token] if parse.tokens[c].dep == "conj")
    also = [t for t in beside if t.pos in {"NOUN", "PROPN"} and t.end <= last.span.end]
    return also[0] if len(also) == 1 else None


def age_of(parse: Parse, one: Amount, person: Token) -> Quantity:
    """The age of a person who is named before it: *Tolland, 37*."""
    start = min(person.start, one.start) if one.start - person.end < 4 else one.start
    end = one.end + (parse.text[start : one.end + 1].endswith(")") and "(" in parse.text[start : one.end])
    return Quantity(
        Span(start, end), Measure.AGE, one.stated, one.low, one.high, one.approx, one.strict, "year",
        person.text.lower() if person.pos in {"ADJ", "VERB"} else person.lemma, person.index,
    )  # fmt: skip


def age(parse: Parse, one: Amount, inside: tuple[Token, ...]) -> Quantity:
    """The age that says itself that it is one: *a 17-year-old boy*, *aged 4*."""
    last = parse.tokens_in(Span(one.start, one.end))[-1]
    person = aged_person(parse, one, (*inside, last))
    end = one.end
    if (
        person is not None
        and 0 <= person.start - one.end < 24
        and "," not in parse.text[one.end : person.start]
    ):
        end = person.end
    start = one.start
    aged = re.search(
        r"(?<!\w)(?:aged?|ages|age of)\s\Z", parse.text[max(0, start - 8) : start], re.IGNORECASE
    )
    start -= len(aged[0]) if aged else 0
    noun = None if person is None or person.pos == "PRON" else person.lemma
    measure = Measure.AGE if one.stated <= _OLDEST else Measure.UNIT
    return Quantity(
        Span(start, end), measure, one.stated, one.low, one.high, one.approx, one.strict, one.unit, noun,
        person.index if person else last.index,
    )  # fmt: skip


def age_by_decade(parse: Parse, start: int, end: int, low: float, high: float) -> Quantity:
    """The age that a decade of life gives: *in his late 40s*."""
    last = parse.tokens_in(Span(start, end))[-1]
    head = parse.tokens[parse.tokens[last.head].head]
    person = head if head.pos in {"NOUN", "PROPN", "PRON"} and head.index < last.index else None
    if head.lemma == "be":
        subjects = [c for c in parse.children[head.index] if parse.tokens[c].dep == "nsubj"]
        person = parse.tokens[subjects[0]] if subjects else None
    return Quantity(
        Span(start, end), Measure.AGE, low - low % 10, low, high, approx=True, unit="year",
        noun=person.lemma if person and person.pos != "PRON" else None,
        noun_token=person.index if person else last.index,
    )  # fmt: skip
