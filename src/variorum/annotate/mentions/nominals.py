"""Common-noun mentions of people and bodies: *the official*, *two men*, *ICE agents*, *the ministry*."""

from dataclasses import dataclass
from enum import Enum

from variorum.annotate.mentions.words import lists, noun_gender, organization_nouns, person_nouns
from variorum.model import Kind, Parse, Token


class Reach(Enum):
    """What the determiner says about where the referent is known from."""

    DEFINITE = "definite"
    POSSESSED = "possessed"
    INDEFINITE = "indefinite"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class Nominal:
    """A noun phrase with a common noun as its head; tokens ``[first, last)``, trailing clauses left out."""

    first: int
    last: int
    head: int
    noun: str
    kind: Kind
    plural: bool
    reach: Reach
    modifiers: tuple[str, ...]
    number: str | None
    gender: str | None
    owner: int | None


def find_nominals(parse: Parse, covered: list[bool]) -> tuple[Nominal, ...]:
    """The common-noun mentions in text order; *covered* marks the tokens that names have taken."""
    found = (_nominal(parse, t, covered) for t in parse.tokens if t.pos in {"NOUN", "PROPN", "ADJ"})
    return tuple(n for n in found if n)


def noun_kind(lemma: str) -> Kind | None:
    """Person, organization, or ``None`` for other nouns."""
    if lemma in person_nouns():
        return Kind.PERSON
    return Kind.ORGANIZATION if lemma in organization_nouns() else None


def _nominal(parse: Parse, token: Token, covered: list[bool]) -> Nominal | None:
    if covered[token.index] or token.dep in {"compound", "amod", "nmod", "advmod"}:
        return None
    aged = _age_noun(parse, token)
    noun = "year-old" if aged else _lemma(parse, token)
    kind = Kind.PERSON if aged else noun_kind(noun)
    if kind is None or (token.pos == "ADJ" and not aged):
        return None
    if _describes(parse, token, covered):
        return None
    first = _first(parse, token)
    before = [parse.tokens[i] for i in range(first, token.index)]
    words = [t.text.lower() for t in before]
    if any(w in lists()["nonreferring"] for w in words[:1]):
        return None
    plural = token.tag in {"NNS", "NNPS"} or noun in lists()["always_plural"]
    owner = next((c for c in parse.children[token.index] if parse.tokens[c].dep == "poss"), None)
    return Nominal(
        first, token.index + 1, token.index, noun, kind, plural, _reach(words, owner, before),
        _modifiers(parse, token, first, owner), _number(before), noun_gender().get(noun), owner,
    )  # fmt: skip


def _lemma(parse: Parse, token: Token) -> str:
    """The head's lemma, whole for a hyphenated noun (*co - worker*, *mother - of - three*)."""
    lemma = token.lemma.lower()
    at = token.index
    if (
        at >= 2
        and parse.tokens[at - 1].text == "-"
        and parse.tokens[at - 1].start == parse.tokens[at - 2].end
    ):
        whole = f"{parse.tokens[at - 2].text.lower()}-{lemma}"
        if noun_kind(whole):
            return whole
    return lemma


def _age_noun(parse: Parse, token: Token) -> bool:
    """*the 17-year-old* as a noun: the parse ends it on *old*."""
    if token.text.lower() not in {"old", "olds"} or token.index < 4:
        return False
    before = [t.text.lower() for t in parse.tokens[token.index - 3 : token.index]]
    following = parse.tokens[token.index + 1] if token.index + 1 < len(parse.tokens) else None
    noun_next = following is not None and following.pos in {"NOUN", "PROPN", "ADJ"}
    return before == ["-", "year", "-"] and not noun_next


def _describes(parse: Parse, token: Token, covered: list[bool]) -> bool:
    """Whether the noun only leads up to a name (*nurse Alex Pretti*) or a noun (*police officer*)."""
    following = token.index + 1
    if following >= len(parse.tokens) or parse.tokens[following].sentence != token.sentence:
        return False
    after = parse.tokens[following]
    return covered[following] and after.pos == "PROPN" and token.tag not in {"NNS", "NNPS"}


def _first(parse: Parse, token: Token) -> int:
    """The first token of the phrase before the head, clauses and coordinated parts left out."""
    lefts = [c for c in parse.children[token.index] if c < token.index]
    good = {
        "det",
        "amod",
        "compound",
        "nmod",
        "nummod",
        "poss",
        "quantmod",
        "predet",
        "punct",
        "npadvmod",
        "case",
    }
    first = token.index
    for child in reversed(lefts):
        if parse.tokens[child].dep not in good or parse.tokens[child].text in {
            ",",
            '"',
            "“",
            "”",
            "—",
            ":",
            ";",
        }:
            break
        first = parse.tokens[child].left
    return first


def _reach(words: list[str], owner: int | None, before: list[Token]) -> Reach:
    if owner is not None:
        return Reach.POSSESSED
    if any(w in lists()["definite"] for w in words[:2]):
        return Reach.DEFINITE
    if any(w in lists()["indefinite"] for w in words) or any(t.pos == "NUM" for t in before):
        return Reach.INDEFINITE
    return Reach.BARE


def _modifiers(parse: Parse, token: Token, first: int, owner: int | None) -> tuple[str, ...]:
    skip = range(parse.tokens[owner].left, parse.tokens[owner].right) if owner is not None else range(0)
    inside = (parse.tokens[i] for i in range(first, token.index) if i not in skip)
    return tuple(
        t.lemma.lower() if t.pos == "NOUN" else t.text.lower()
        for t in inside
        if t.pos in {"ADJ", "NOUN", "PROPN", "VERB"} and t.text.lower() not in lists()["indefinite"]
    )


def _number(before: list[Token]) -> str | None:
    return next((t.text.lower() for t in before if t.pos == "NUM" and t.dep == "nummod"), None)
