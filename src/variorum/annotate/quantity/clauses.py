"""The clause that a counted thing stands in: its verb, its part in it, and the subject that a bare number tells of."""

from collections.abc import Iterator
from dataclasses import dataclass

from variorum.annotate.quantity.lexicon import words
from variorum.model import Parse, Quantity, Token
from variorum.text import Span

_UP = frozenset(
    {"nummod", "nmod", "quantmod", "compound", "amod", "appos", "det", "advmod", "npadvmod", "pcomp"}
)
_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PRON", "ADJ"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "csubj"})
_HOPS = 7
_TELLING = frozenset(
    {"put", "bring", "take", "raise", "push", "lift", "send", "lower", "revise", "update", "increase"}
)
_TOTALS = frozenset({"number", "total", "count", "tally", "figure", "amount", "toll"})
_OF_TOLLS = frozenset({"at", "to", "of", "past", "above", "from", "by", "beyond"})


@dataclass(frozen=True, slots=True)
class Read:
    """A quantity with the first and the last token of its figures."""

    quantity: Quantity
    first: int
    last: int

    def sentence(self, parse: Parse) -> int:
        """The sentence that the figures stand in."""
        return parse.tokens[self.first].sentence


@dataclass(frozen=True, slots=True)
class Part:
    """The verb that governs a phrase, and the phrase's relation to it (a dependency label)."""

    verb: Token
    dep: str


def part_of(parse: Parse, start: Token, own: Span) -> Part | None:
    """The verb of which the phrase around *start* is an argument; words of *own* are passed through."""
    token = start
    for _ in range(_HOPS):
        head = parse.tokens[token.head]
        if head.index == token.index:
            return Part(token, "root") if token.pos in {"VERB", "AUX"} else None
        if token.dep in _ARGUMENTS and head.pos in {"VERB", "AUX"}:
            if head.dep in {"aux", "auxpass"}:  # the parse hangs a subject on *were* now and then
                return Part(parse.tokens[head.head], "nsubjpass" if head.dep == "auxpass" else token.dep)
            return Part(head, token.dep)
        if token.dep == "pobj":
            if head.text.lower() == "with" and parse.tokens[head.head].text.lower() in {"along", "together"}:
                return _beside_subject(parse, parse.tokens[head.head])
            if head.text.lower() == "of" and _reached(parse.tokens[head.head]):
                token = parse.tokens[head.head]
                continue
            if not (own.contains(head.span) or head.lemma in {"include", "including"}):
                return None
        elif token.dep == "conj":
            if head.pos not in _NOMINAL:
                return None
        elif (
            token.dep not in _UP
            and not (token.dep == "prep" and own.contains(token.span))
            and token.dep != "prep"
        ):
            return None
        elif token.dep == "prep" and head.pos in {"VERB", "AUX"}:
            # "killed well over 100": the bound is read as a preposition.
            return Part(head, "dobj") if own.contains(token.span) else None
        token = head
    return None


def _beside_subject(parse: Parse, along: Token) -> Part | None:
    """The part of those who share the subject's lot: *she was injured along with four others*."""
    verb = parse.tokens[along.head]
    if verb.pos not in {"VERB", "AUX"}:
        return None
    return Part(verb, "nsubjpass" if kids(parse, verb, "nsubjpass", "auxpass") else "nsubj")


def _reached(noun: Token) -> bool:
    """Whether *of* only names what a noun stands for: *the lives of six pupils*, *a family of four*."""
    return noun.lemma in {"life", "total"} or noun.lemma in words("group")


def kin(parse: Parse, verb: Token) -> Iterator[Token]:
    """A verb and those joined to it that share its subject (*were shot and killed*)."""
    yield verb
    for child in parse.children[verb.index]:
        token = parse.tokens[child]
        own = any(parse.tokens[c].dep in {"nsubj", "nsubjpass"} for c in parse.children[child])
        if token.dep == "conj" and token.pos in {"VERB", "AUX", "ADJ"} and not own:
            yield from kin(parse, token)


def kids(parse: Parse, token: Token, *deps: str) -> list[Token]:
    """The children of a token with one of the labels."""
    return [parse.tokens[c] for c in parse.children[token.index] if parse.tokens[c].dep in deps]


def told_of(parse: Parse, read: Read) -> Token | None:
    """What a bare number is the number of: *cases rose from 12 to 17*, *the number of dead*."""
    token = parse.tokens[read.last]
    while token.dep in {"nummod", "quantmod", "compound"} and parse.tokens[token.head].tag == "CD":
        token = parse.tokens[token.head]
    head = parse.tokens[token.head]
    if token.dep == "pobj":
        prep = head
        if prep.text.lower() not in _OF_TOLLS:
            return None
        while (
            prep.dep == "prep"
            and parse.tokens[prep.head].dep in {"prep", "pobj"}
            and prep.text.lower() != "of"
        ):
            prep = parse.tokens[prep.head]  # "from 12 to 17": the parse hangs the one on the other
        head = parse.tokens[prep.head]
        if head.pos == "NOUN":
            return _total(parse, head)
        if head.lemma not in _TELLING | words("rise") | words("tally"):
            return None
    elif token.dep not in {"dobj", "attr"} or head.lemma not in words("equalling"):
        return None
    if head.pos not in {"VERB", "AUX"}:
        return None
    subjects = kids(parse, head, "dobj" if head.lemma in _TELLING else "nsubj", "nsubjpass")
    return _total(parse, subjects[0]) if subjects and subjects[0].pos == "NOUN" else None


def _total(parse: Parse, noun: Token) -> Token:
    if noun.lemma in _TOTALS:
        for prep in kids(parse, noun, "prep"):
            if prep.text.lower() == "of":
                objects = kids(parse, prep, "pobj")
                if objects and objects[0].tag not in {"CD", "VBG"}:
                    return objects[0]
    return noun


def is_total(token: Token) -> bool:
    """Whether a noun only says that things are counted (*a total of 12*)."""
    return token.lemma in _TOTALS
