"""Buildings and venues, and the places that the text puts them in."""

import re

from variorum.annotate.place.gazetteer import Entry, path
from variorum.annotate.place.names import candidates
from variorum.annotate.place.rank import facility_nouns, faiths
from variorum.annotate.place.resolve import Named
from variorum.model import Parse, Place, Token
from variorum.text import Span

_STAND = frozenset(["in", "at", "on", "outside", "inside"])
_AIRPORT = re.compile(r"([A-Z][\w.' -]+?)(?: International| Regional| Municipal)? Airport")
_STREETS = frozenset(["street", "avenue", "road", "highway", "intersection"])
_METROPOLIS = 100_000
"""The least population of a town whose airport goes by its name alone."""


def facilities(parse: Parse, kept: list[Named]) -> list[Place]:
    """The facilities of a text: facility nouns with a name or a place to them.

    Args:
        parse: the parse.
        kept: the places of the text.
    """
    out: list[Place] = []
    seen: list[Span] = []
    for token in parse.tokens:
        if token.pos not in {"NOUN", "PROPN"} or token.lemma.lower() not in facility_nouns():
            continue
        if token.ent == "PERSON" or (token.pos == "PROPN" and not _named_before(parse, token)):
            continue
        if token.dep in {"compound", "nmod"} and parse.tokens[token.head].pos in {"NOUN", "PROPN"}:
            continue
        span = _facility_span(parse, token)
        inner = _standing(parse, token, kept, span)
        named = any(
            t.text[:1].isupper() and (t.tag in {"NNP", "NNPS"} or t.ent) and t.text not in faiths()
            for t in parse.tokens_in(span)
            if t != token
        )
        if (inner is None and not named) or any(span.overlaps(s) for s in seen):
            continue
        seen.append(span)
        out.append(_facility(parse, span, inner))
    return out


def _named_before(parse: Parse, token: Token) -> bool:
    """Whether a capitalised facility noun ends a name (*Marlow Bridge*), and is no surname (*Mr. Temple*)."""
    before = parse.tokens[token.index - 1] if token.index else None
    return (
        before is not None
        and before.end + 1 == token.start
        and before.text[:1].isupper()
        and before.pos != "DET"
        and before.ent != "PERSON"
        and before.text[-1] != "."
    )


def _facility_span(parse: Parse, head: Token) -> Span:
    """The noun with what stands before it: *the Ecuadorian consulate*."""
    first = head.index
    for k in range(head.index - 1, max(head.left - 1, head.index - 7), -1):
        token = parse.tokens[k]
        if token.pos not in {"ADJ", "NOUN", "PROPN", "PART", "DET"} or token.text.lower() in {
            "the",
            "a",
            "an",
        }:
            break
        first = k
    return Span(parse.tokens[first].start, head.end)


def _standing(parse: Parse, head: Token, kept: list[Named], span: Span) -> Entry | None:
    """The place that a facility is said to stand in: *in X* after it, or the name before it."""
    for child in parse.children[head.index]:
        token = parse.tokens[child]
        if token.dep == "prep" and token.text.lower() in _STAND:
            reach = Span(token.start, parse.tokens[token.right - 1].end)
            inside = next((n for n in kept if reach.contains(n.span)), None)
            if inside is not None and inside.sure:
                return inside.entry
    after = re.compile(r"\s+(?:in|at)\s+(?:the\s+)?|,\s+").match(parse.text, span.end)
    if after:
        inside = next((n for n in kept if 0 <= n.span.start - after.end() <= 9 and n.sure), None)
        if inside is not None and (after[0].strip() != "," or inside.span.start == after.end()):
            return inside.entry
    if head.lemma.lower() in _STREETS:
        # A street is named after a town, and stands in another.
        return None
    within = next((n for n in kept if span.contains(n.span) and n.sure and n.entry is not None), None)
    if within is not None and within.entry is not None and within.entry.kind in "PD":
        return within.entry
    airport = _AIRPORT.fullmatch(span.of(parse.text))
    if airport:
        towns = [e for e in candidates(airport[1]) if e.kind == "P" and e.population >= _METROPOLIS]
        return towns[0] if len(towns) == 1 else None
    return None


def _facility(parse: Parse, span: Span, inner: Entry | None) -> Place:
    name = span.of(parse.text)
    if inner is None:
        return Place(span, name, (), facility=True)
    latitude, longitude = (inner.latitude, inner.longitude) if inner.kind == "P" else (None, None)
    return Place(span, name, path(inner), None, latitude, longitude, facility=True, county=inner.county)
