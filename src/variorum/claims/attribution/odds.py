"""How likely a candidate is an attribution: its word's rating, weighed by where it stands and whose it is."""

import math
from collections.abc import Iterable
from functools import lru_cache

from variorum.claims.attribution.candidates import Candidate
from variorum.claims.attribution.grammar import kids
from variorum.claims.attribution.lexicon import Lexicon, rows, words
from variorum.model import Parse, Token

LEAST = 0.08
"""Candidates whose word is rated lower are never attributions."""


def reported(every: Iterable[Candidate], lexical: Lexicon) -> frozenset[int]:
    """The tokens that stand in the content of a likely clause of saying or thinking."""
    found: set[int] = set()
    for c in every:
        if c.frame == "clause" and c.pos in {"V", "P"} and lexical.rating(c.lemma, c.pos, c.frame) >= 0.5:
            found.update(c.content)
    return frozenset(found)


def nested(parse: Parse, c: Candidate, rating: float) -> bool:
    """Whether a cue inside reported speech reports the speech of another one (*said that the army had told …*)."""
    if c.frame != "clause" or c.pos != "V" or rating < 0.6 or c.source is None:
        return False
    return parse.tokens[c.source].pos in {"NOUN", "PROPN"} and parse.tokens[c.trigger].tag != "VB"


def features(parse: Parse, c: Candidate, inside: frozenset[int]) -> tuple[str, ...]:
    """What is seen of a candidate beside its word, as names of rows of ``data/odds.tsv``."""
    token = parse.tokens[c.trigger]
    source = _source_class(parse, c.source)
    kind = f"{c.pos}/{c.frame}"
    found = [
        "bias",
        f"kind={kind}",
        f"source={source}",
        f"source={source}|{c.pos}/{c.frame.split(':')[0]}",
        f"tag={token.tag}",
        f"dep={token.dep}",
        f"length={min(6, len(c.content).bit_length())}",
        f"content={_content_class(parse, c)}|{c.pos}/{c.frame.split(':')[0]}",
    ]
    found += [f"modal={t.lemma}" for t in kids(parse, c.trigger, "aux") if t.tag in {"MD", "TO"}]
    if kids(parse, c.trigger, "neg"):
        found.append("negated")
    if c.trigger in inside:
        found += ["inside", f"inside|{source}"]
    if token.dep in {"conj", "advcl", "acl", "relcl", "xcomp"}:
        found.append(f"under={parse.tokens[token.head].pos}")
    return tuple(found)


def _source_class(parse: Parse, index: int | None) -> str:
    if index is None:
        return "none"
    token: Token = parse.tokens[index]
    word = token.text.lower()
    if token.tag in {"WP", "WDT"} or word == "that":
        return "relative"
    if token.pos == "PRON" or token.tag == "PRP$":
        return {"i": "first", "we": "first", "you": "second", "it": "it", "its": "it"}.get(word, "pronoun")
    if token.ent in {"PERSON", "ORG", "NORP", "GPE"}:
        return token.ent.lower()
    if token.lemma.lower() in words("evidence"):
        return "evidence"
    if token.lemma.lower() in words("document"):
        return "document"
    return "names" if token.pos == "PROPN" else ("things" if token.tag == "NNS" else "thing")


def _content_class(parse: Parse, c: Candidate) -> str:
    inside = set(c.content)
    head = next(
        (i for i in c.content if parse.tokens[i].head not in inside or parse.tokens[i].head == i),
        c.content[0],
    )
    token = parse.tokens[head]
    if token.pos in {"VERB", "AUX"}:
        marked = kids(parse, head, "mark")
        return f"verb-{marked[0].lemma if marked else token.tag}"
    return token.ent.lower() or token.pos.lower()


def probability(found: Iterable[str], rating: float) -> float:
    """The logistic of the summed weights; ``rating`` counts by its log odds."""
    table = _weights()
    bounded = min(max(rating, 0.01), 0.99)
    total = table["rating"] * math.log(bounded / (1 - bounded)) + sum(table.get(name, 0.0) for name in found)
    return 1 / (1 + math.exp(-total))


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    return {name: float(weight) for name, weight in rows("odds.tsv")}
