"""Whose age a number gives: *Tolland, 37*, *the watchman, 61,*, *a boy of ten*, *who was 72*."""

import re

from variorum.annotate.quantity.figure import Amount
from variorum.annotate.quantity.lexicon import words
from variorum.annotate.quantity.nouns import NOUNS, following
from variorum.model import Parse, Token
from variorum.text import Span

_GROWN = 9
_AGES = re.compile(r"(?:,\s\d{1,3})*,?\sand\s\d{1,3}\s?(?:[,.;)]|\Z)")
_WHO = re.compile(r",\s(?:who|whose|whom|of|from)(?!\w)")
_WHEN = frozenset({"he", "she", "i", "they", "you"})
_OLDEST = frozenset({"oldest", "youngest", "eldest"})
_ONE_IS = frozenset({"is", "was", "turns", "turned"})
_SPOT = frozenset({"in", "at", "near", "around", "outside"})
_FULL = 18
"""From here on *a mother of 36* gives an age; below it, how many children she has."""
_OLD = 110
_ENDS = re.compile(
    r"\s?(?:[,.;:)!?’”\"—–]|\Z)|\s(?!(?:or|to|years?|months?|weeks?|days?|of)(?!\w)|and\s(?:\d|one\s|two\s|three\s|half)|\d)"
)
"""What follows an age that no noun, unit or range goes on."""
_AMONG = frozenset(
    {
        "other",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "accused",
        "deceased",
        "younger",
        "elder",
        "older",
    }
)
"""With *the* or *a*, these stand for one person of several: *the other, 39, broke a leg*."""
_DETERMINERS = frozenset({"a", "an", "the", "another", "one", "his", "her", "their", "our", "my", "whose"})


def person_of(parse: Parse, one: Amount, inside: tuple[Token, ...]) -> Token | None:
    """The person whose age is given by apposition, by *aged* or by *is 37*, or ``None``."""
    first = inside[0]
    return _apposed(parse, one, first) or _predicated(parse, first) or _of_years(parse, one, inside)


def _of_years(parse: Parse, one: Amount, inside: tuple[Token, ...]) -> Token | None:
    """The boy of *a boy of ten*, the farmer of *a farmer of about 40*; *a mother of three* has three children."""
    if one.unit or one.range or one.compound or one.vague or one.change or not 0 < one.stated <= _OLD:
        return None
    if one.stated != int(one.stated) or not _ENDS.match(parse.text, one.end):
        return None
    first = parse.tokens_in(Span(one.start, one.end))[0].index
    if first < 2 or parse.tokens[first - 1].text.lower() != "of":
        return None
    person = parse.tokens[first - 2]
    known = person.lemma.lower() in words("person") or person.ent == "NORP"
    if not known or person.tag not in {"NN", "NNP", "JJ"} or person.sentence != inside[0].sentence:
        return None
    after = parse.tokens[inside[-1].index + 1] if inside[-1].index + 1 < len(parse.tokens) else None
    if after is not None and after.pos in NOUNS | {"ADJ", "NUM"} and after.dep != "nsubj":
        return None
    grown = words("parent") | words("relational")
    return None if person.lemma.lower() in grown and one.stated < _FULL else person


def _apposed(parse: Parse, one: Amount, first: Token) -> Token | None:
    """The name before *, 37,* or *(37)* or *, now 37,*."""
    if one.bounded or one.range or one.unit or not 0 < one.stated <= 120 or one.stated != int(one.stated):
        return None
    at = first.index - 1
    if at > 0 and parse.tokens[at].text.lower() in {"now", "then"}:
        at -= 1
    opening = parse.tokens[at] if at > 0 else None
    if opening is None or opening.text not in {",", "("} or opening.sentence != first.sentence:
        return None
    closing = parse.text[one.core : one.core + 2].strip() or "."
    if _AGES.match(parse.text, one.core):
        closing = ","
    if closing[0] not in {",": ",;.—–’)", "(": "),"}[opening.text]:
        return None
    person = _name_before(parse, at - 1)
    if person is None or person.sentence != first.sentence or _spot(person, parse, closing):
        return None
    if (
        person.dep == "conj"
        and person.tag != "NNS"
        and opening.text == ","
        and _AGES.match(parse.text, one.core)
    ):
        person = parse.tokens[person.head]  # "Jo and Cara Renter, 27 and 25,": Jo's
    if person.lemma.lower() in words("person") and (
        person.tag in {"NN", "NNP", "JJ"} or _AGES.match(parse.text, one.core)
    ):
        return person  # "the driver, 41," and "two men, 25 and 31,"
    plain = person.tag not in {"NNP", "NNPS"}
    if plain and opening.text == "," and closing == "," and (whom := _described(parse, first, person)):
        return whom
    named = (
        person.tag in {"NNP", "NNPS"}
        or person.ent == "PERSON"
        or (person.text[:1].isupper() and _WHO.match(parse.text, one.core) is not None)
    )
    if not named or person.ent in {"DATE", "TIME", "MONEY", "FAC", "LAW", "PRODUCT"}:
        return None
    if person.text.lower().strip(".") in words("month") or not _capital(parse, person):
        return None
    if opening.text == "(" and person.ent in {"ORG", "GPE"}:
        return None
    return person


def _spot(person: Token, parse: Parse, closing: str) -> bool:
    """Whether a name before a number at the end of a clause is a place, as in *51 died in Lusa; in Mwera, 24*."""
    place = person.dep == "pobj" and parse.tokens[person.head].text.lower() in _SPOT
    return place and person.ent != "PERSON" and closing in ".;"


def _capital(parse: Parse, person: Token) -> bool:
    """Whether a name has a capital letter, if only in its first half (*Wen Ching-lai*)."""
    if person.text[0].isupper():
        return True
    half = parse.tokens[person.index - 2 : person.index] if person.index > 1 else ()
    return (
        len(half) == 2 and half[1].text in {"-", "‑"} and half[0].text[0].isupper() and person.ent == "PERSON"
    )


def _described(parse: Parse, number: Token, before: Token) -> Token | None:
    """The person of whom an age between commas is told, whatever is said of him: *a second clerk of the office, 36,*.

    Where the noun is none that is known to be a person's, the parser must have taken the number for one in apposition
    and a span of years.
    """
    head = parse.tokens[number.head] if number.dep == "appos" and number.head < number.index else before
    if head.lemma.lower() in words("person") and head.tag == "NN" and number.dep == "appos":
        return head
    if head.text.lower() == "one" and number.dep == "appos" and number.ent == "DATE":
        return head  # "one of them, 17, was charged"
    led = parse.tokens[head.left : head.index]
    determined = bool(led) and led[0].text.lower() in _DETERMINERS
    if head.text.lower() in _AMONG:
        return head if determined else None
    if number.ent != "DATE" or number.dep != "appos" or head.index != before.index:
        return None
    if before.tag != "NN":
        return None
    opens = before.index == parse.sentences[before.sentence][0] and before.text[0].isupper()
    young = int(number.text) < _FULL if number.text.isdigit() else True
    return before if opens or (determined and not young and before.lemma not in words("numbered")) else None


def _name_before(parse: Parse, at: int) -> Token | None:
    """The last word of the name that ends at token *at*; *Jr.* and *(D-Ohio)* are passed over."""
    if at >= 0 and parse.tokens[at].text == ")":
        while at >= 0 and parse.tokens[at].text != "(":
            at -= 1
        at -= 1
    while at > 0 and (parse.tokens[at].text in words("suffix") or parse.tokens[at].text == ","):
        at -= 1
    return parse.tokens[at] if at >= 0 else None


def _predicated(parse: Parse, first: Token) -> Token | None:
    head = parse.tokens[first.head]
    if first.dep not in {"attr", "acomp", "oprd", "dobj"} or head.lemma not in {"be", "turn"}:
        return None
    turned = head.lemma == "turn"
    if not turned and any(parse.tokens[c].dep in {"prep", "relcl"} for c in parse.children[first.index]):
        return None
    for child in parse.children[head.index]:
        token = parse.tokens[child]
        if token.dep == "nsubj":
            who = token.text.lower() == "who" and head.dep == "relcl" and head.text.lower() in _ONE_IS
            if token.text.lower() == "who" and head.dep == "relcl":
                token = parse.tokens[head.head]
            if (
                who
                or token.text.lower() in _OLDEST
                or token.text.lower() in {"he", "she"}
                or (token.text.lower() in _WHEN and head.dep == "advcl")
                or token.ent == "PERSON"
                or token.lemma in words("person")
                or (turned and token.pos == "PROPN")
                or (token.text == "I" and one_of_years(parse, first))
            ):
                return token
    return None


def one_of_years(parse: Parse, number: Token) -> bool:
    """Whether *I am 51* ends there: an age, and no length or grade."""
    after = parse.tokens[number.index + 1] if number.index + 1 < len(parse.tokens) else None
    return (
        number.text.isdigit()
        and int(number.text) > _GROWN
        and (after is None or after.text in {",", ".", ";"})
    )


def aged_person(parse: Parse, one: Amount, inside: tuple[Token, ...]) -> Token | None:
    """The person of *17-year-old boy*, *aged 4*, *37 years old*."""
    last = inside[-1]
    aged = inside[0].index - 1
    if aged > 0 and parse.tokens[aged].text.lower() in {"aged", "age", "ages"}:
        back = 2 if parse.tokens[aged - 1].text == "," and aged > 1 else 1
        if parse.tokens[aged - back].pos in NOUNS:
            return parse.tokens[aged - back]
    after = following(parse, last)
    if after is not None and after.text.lower() in words("struck"):
        after = None  # "a 25-year-old shot in the arm"
    if (after is not None and after.index == last.index + 1) or (after and after.dep != "appos"):
        between = parse.text[last.end : after.start]
        if not any(mark in between for mark in ",;.()"):
            return after
    token, hops = last, 0
    while hops < 4:
        # "the death of a 6-year-old": there the age itself is the noun.
        if token.dep in {"pobj", "dobj", "nsubj", "nsubjpass", "ROOT", "poss", "dative"}:
            return None
        if token.dep == "conj" and any(parse.tokens[k].dep == "det" for k in parse.children[token.index]):
            return None  # "Ivo Dahl and a 16-year-old": somebody else
        head = parse.tokens[token.head]
        if (
            head.pos in NOUNS | {"PRON"}
            and head.text.lower() not in words("state")
            and not Span(one.start, one.end).overlaps(head.span)
        ):
            return head
        if head.lemma == "be":
            subjects = [c for c in parse.children[head.index] if parse.tokens[c].dep == "nsubj"]
            return parse.tokens[subjects[0]] if subjects else None
        token, hops = head, hops + 1
    return None
