"""Common-noun mentions of people and bodies: *the official*, *two men*, *ICE agents*, *the ministry*."""

from dataclasses import dataclass
from enum import Enum

from variorum.annotate.mentions.names import modifier
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


def find_nominals(parse: Parse, covered: dict[int, str]) -> tuple[Nominal, ...]:
    """The common-noun mentions in text order.

    Args:
        parse: the parse of the report.
        covered: for each token inside a name, the full form of that name.
    """
    found = (_nominal(parse, t, covered) for t in parse.tokens if t.pos in {"NOUN", "PROPN", "ADJ", "NUM"})
    return tuple(n for n in found if n)


def noun_kind(lemma: str) -> Kind | None:
    """Person, organization, or ``None`` for other nouns."""
    if lemma in person_nouns():
        return Kind.PERSON
    if lemma in lists()["groups"]:
        return Kind.GROUP
    return Kind.ORGANIZATION if lemma in organization_nouns() else None


def _nominal(parse: Parse, token: Token, covered: dict[int, str]) -> Nominal | None:
    if token.index in covered or token.dep in {"compound", "amod", "nmod", "advmod"}:
        return None
    part = _part_of(parse, token)
    if part is not None:
        return part
    aged = _age_noun(parse, token)
    noun = "year-old" if aged else _lemma(parse, token)
    kind = Kind.PERSON if aged else noun_kind(noun)
    if kind is None or (token.pos in {"ADJ", "NUM"} and not aged) or _describes(parse, token, covered):
        return None
    first = _first(parse, token)
    before = [parse.tokens[i] for i in range(first, token.index)]
    words = [t.text.lower() for t in before]
    if any(w in lists()["nonreferring"] for w in words[:1]) or _this_is(parse, token):
        return None
    plural = token.tag in {"NNS", "NNPS"} or noun in lists()["always_plural"]
    owner = next((c for c in parse.children[token.index] if parse.tokens[c].dep == "poss"), None)
    reach = _reach(words, owner, before)
    if reach is Reach.BARE and not plural and token.dep not in {"appos", "attr", "nsubj", "nsubjpass"}:
        # "ran for president", "commander in chief": a role, nobody in particular.
        return None
    return Nominal(
        first, token.index + 1, token.index, noun, kind, plural, reach,
        _modifiers(parse, token, first, owner, covered), _number(before), noun_gender().get(noun), owner,
    )  # fmt: skip


def _part_of(parse: Parse, token: Token) -> Nominal | None:
    """*one of the drivers*, *two of the men*: new people out of a group."""
    if token.pos not in {"NUM", "NOUN"} or token.text.lower() not in lists()["indefinite"]:
        return None
    for child in parse.children[token.index]:
        if parse.tokens[child].text != "of":
            continue
        for whole in parse.children[child]:
            noun = _lemma(parse, parse.tokens[whole])
            kind = noun_kind(noun)
            if kind is Kind.PERSON and parse.tokens[whole].tag in {"NNS", "NNPS"}:
                plural = token.text.lower() != "one"
                return Nominal(
                    token.index, whole + 1, token.index, noun, kind, plural, Reach.INDEFINITE,
                    (), None, noun_gender().get(noun), None,
                )  # fmt: skip
    return None


def _this_is(parse: Parse, token: Token) -> bool:
    """As in *this is a consulate*: the noun says what something is and names nothing new."""
    verb = parse.tokens[token.head]
    if token.dep != "attr" or verb.lemma != "be":
        return False
    empty = {"this", "that", "it", "these", "those", "there", "i", "we", "you"}
    return any(parse.tokens[c].text.lower() in empty for c in parse.children[verb.index] if c < verb.index)


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


def _describes(parse: Parse, token: Token, covered: dict[int, str]) -> bool:
    """Whether the noun only leads up to a name (*nurse Ann Poe*) or a noun (*police officer*)."""
    following = token.index + 1
    if following >= len(parse.tokens) or parse.tokens[following].sentence != token.sentence:
        return False
    after = parse.tokens[following]
    return following in covered and after.pos == "PROPN" and token.tag not in {"NNS", "NNPS"}


_NOT_INSIDE = {"he", "she", "it", "they", "we", "i", "you", "who", "which", "is", "are", "was", "were"}


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
        if any(parse.tokens[i].text.lower() in _NOT_INSIDE for i in range(parse.tokens[child].left, first)):
            break
        if parse.tokens[child].text.lower() == "that" and token.tag in {"NNS", "NNPS"}:
            break
        if parse.tokens[child].ent == "DATE" and parse.tokens[child].pos == "NUM":
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


def _modifiers(
    parse: Parse, token: Token, first: int, owner: int | None, covered: dict[int, str]
) -> tuple[str, ...]:
    """The modifiers for comparing; a name among them counts as one, whatever its form (*ICE agents*)."""
    skip = range(parse.tokens[owner].left, parse.tokens[owner].right) if owner is not None else range(0)
    inside = [i for i in range(first, token.index) if i not in skip]
    for child in parse.children[token.index]:
        if child > token.index and parse.tokens[child].text in {"from", "of", "with"}:
            inside += [c for c in parse.children[child] if c in covered]
    found = [
        f"@{covered[i]}" if i in covered else modifier(parse.tokens[i])
        for i in inside
        if i in covered or parse.tokens[i].pos in {"ADJ", "NOUN", "PROPN", "VERB"}
    ]
    return tuple(m for m in dict.fromkeys(found) if m not in lists()["indefinite"])


def _number(before: list[Token]) -> str | None:
    return next((t.text.lower() for t in before if t.pos == "NUM" and t.dep == "nummod"), None)
