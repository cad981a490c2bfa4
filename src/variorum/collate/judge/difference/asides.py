"""What two values' clauses are said of, and what they say of its extent: shared, or in one of them alone.

*The northbound train had 41 people aboard* and *the southbound train carried 64* share a verb and a noun; *the largest
of the bells weighs 310 kilos* and *together the bells weigh 520* are of one thing and of many.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from variorum.collate.counterparts.features import like_nouns
from variorum.collate.counterparts.loci import Locus, governing_verb
from variorum.collate.judge.cases import Case
from variorum.collate.lists import words
from variorum.collate.whole import subject_of
from variorum.model import Parse, Token

_APART = frozenset({"ccomp", "advcl", "relcl", "parataxis", "acl", "csubj"})
_MODIFIES = frozenset({"amod", "compound", "nmod", "poss", "nummod", "appos", "det"})
_SUPERLATIVE = frozenset({"JJS", "RBS"})
_BOUND = frozenset({"least", "most", "latest", "earliest", "nearest"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_SO_FAR, _MOST = "so far", "the most that may be"
_SCOPES = ("all together", "each", "the usual", _MOST, _SO_FAR)


@dataclass(frozen=True, slots=True)
class Aside:
    """A clause's subject (its head's lemma; no mere pronoun), the words that describe it, and its words of extent."""

    subject: str | None
    described: frozenset[str]
    scopes: frozenset[str]


def asides(case: Case) -> dict[str, float]:
    """Features of two values' clauses, by name."""
    one, two = (aside(case, x) for x in case.both)
    found = [f"only one tells of {scope}" for scope in sorted(one.scopes ^ two.scopes)]
    found += [f"both tell of {scope}" for scope in sorted(one.scopes & two.scopes)]
    if one.subject and two.subject:
        same = one.subject == two.subject
        alike = like_nouns(one.subject, two.subject) or bool(one.described & two.described)
        found.append("same subject" if same else "like subject" if alike else "other subject")
        if (same or alike) and one.described - two.described and two.described - one.described:
            found.append("otherwise described subject")
    return dict.fromkeys(found, 1.0)


def of_another_extent(case: Case) -> bool:
    """One tells of the largest, of each, of all together, of the usual or of the most that may be, the other not."""
    one, two = (aside(case, x).scopes - {_SO_FAR} for x in case.both)
    return one != two


def in_two_places(case: Case) -> bool:
    """Their clauses name two places (*jailed for the robbery in Corrin*, *serving 12 years for one in Halden*)."""
    one, two = (_places(case, x) for x in case.both)
    return bool(one and two) and not one & two


def _places(case: Case, locus: Locus) -> frozenset[str]:
    parse = case.ctx.layers[locus.report_id].parse
    verb = governing_verb(parse, parse.tokens[locus.head])
    return frozenset(t.lemma.lower() for t in (_clause(parse, verb) if verb else ()) if t.ent in _PLACES)


def aside(case: Case, locus: Locus) -> Aside:
    """What the clause of a value is said of, and its words of extent."""
    parse = case.ctx.layers[locus.report_id].parse
    own = {t.index for t in parse.tokens_in(locus.value.span)}
    verb = governing_verb(parse, parse.tokens[locus.head])
    if verb is None:
        return Aside(None, frozenset(), frozenset())
    subject = subject_of(parse, verb)
    if subject is None and verb.dep == "conj":
        subject = subject_of(parse, parse.tokens[verb.head])
    scopes = frozenset(_scopes(t for t in _clause(parse, verb) if t.index not in own))
    if (
        verb.dep in ("xcomp", "advcl")
        and verb.tag == "VB"
        and parse.tokens[verb.head].lemma.lower() in words()["meant_to"]
    ):
        scopes |= {_MOST}  # "built to hold 5,000 tonnes"
    if subject is None or subject.pos == "PRON" or own & set(range(subject.left, subject.right)):
        return Aside(None, frozenset(), scopes)
    return Aside(subject.lemma.lower(), frozenset(_described(parse, subject)), scopes)


def _clause(parse: Parse, token: Token) -> Iterator[Token]:
    """A verb's own words: those of other clauses under it are left out."""
    yield token
    for k in parse.children[token.index]:
        kid = parse.tokens[k]
        if kid.dep not in _APART and not (kid.dep == "conj" and kid.pos in ("VERB", "AUX")):
            yield from _clause(parse, kid)


def _scopes(held: Iterator[Token]) -> Iterator[str]:
    lists = words()
    for token in held:
        lemma = token.lemma.lower()
        if token.tag in _SUPERLATIVE and lemma not in _BOUND and token.text.lower() not in _BOUND:
            yield "an extreme"
        yield from (s for s in _SCOPES if lemma in lists[f"scope: {s}"])


def _described(parse: Parse, head: Token) -> Iterator[str]:
    for k in parse.children[head.index]:
        kid = parse.tokens[k]
        if kid.dep in _MODIFIES and kid.tag not in ("DT", "PRP$"):
            yield kid.lemma.lower()
        if kid.dep == "prep":
            yield from (
                parse.tokens[j].lemma.lower()
                for j in parse.children[k]
                if parse.tokens[j].pos in ("NOUN", "PROPN")
            )
