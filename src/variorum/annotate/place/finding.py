"""The places of a text: which words name one, which are facilities, and where those stand."""

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from variorum.annotate.place.gazetteer import Entry, demonyms, division_entry, lookup, path, state_marks
from variorum.annotate.place.keys import key
from variorum.annotate.place.resolve import Named, candidates, nearest, resolve
from variorum.model import Parse, Place, Token
from variorum.text import Span

_PLACE_LABELS = frozenset({"GPE", "LOC"})
_LOCATIVE = frozenset(
    [
        "in",
        "at",
        "near",
        "from",
        "outside",
        "inside",
        "across",
        "around",
        "into",
        "to",
        "toward",
        "towards",
        "through",
        "over",
        "of",
    ]
)
_STRONG = frozenset(["in", "near", "outside", "across", "around"])
_STAND = frozenset(["in", "at", "on", "outside", "inside"])


@lru_cache(maxsize=1)
def facility_nouns() -> frozenset[str]:
    """Common nouns of buildings and venues (*consulate*, *airport*)."""
    text = (files(__package__) / "data" / "facilities.txt").read_text("utf-8")
    return frozenset(text.split("\n")[1:]) - {""}


def places(parse: Parse, *, dateline: str | None = None) -> tuple[Place, ...]:
    """The places that a text names, in text order.

    A name that cannot be told from another place of that name, or that the gazetteer does not have, keeps
    its name and gets an empty path. Adjectives (*Ecuadorian*) are no places. A facility (*the Ecuadorian
    consulate in Minneapolis*) comes with ``facility=True`` and the path of the place that the text puts it
    in, or an empty one.

    Args:
        parse: the parse.
        dateline: the report's dateline, if any: it helps to tell places of one name apart.
    """
    spans = tuple(_merged(sorted({*_names(parse), *_opening(parse)})))
    named = resolve(parse.text, spans, dateline=dateline)
    sure = tuple(nearest(one, named) for one in named)
    surnames = _surnames(parse)
    kept = [one for one in sure if _kept(parse, one, surnames)]
    out = [_place(one) for one in kept]
    out += _facilities(parse, kept)
    out.sort(key=lambda p: (p.span.start, -p.span.end, p.facility))
    return tuple(out)


def _merged(spans: list[Span]) -> Iterator[Span]:
    last: Span | None = None
    for span in spans:
        if last is not None and span.overlaps(last):
            if len(span) > len(last):
                last = span
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last


_DATELINE = re.compile(
    r"([A-Z][A-Z.'’ -]{1,30}?[A-Z.])(?:,\s+([A-Z][\w.]+(?:\s[A-Z][\w.]+)?))?"
    r"\s*(?:\([A-Z][^()\n]{1,40}\)\s*[-–—―]?|[-–—―])"
)


def _opening(parse: Parse) -> Iterator[Span]:
    """The places of datelines that open a paragraph: *HOPEWELL, Va. (WRIC) —*."""
    for paragraph in parse.paragraphs:
        match = _DATELINE.match(parse.text, paragraph.start, paragraph.end)
        if match and (candidates(match[1]) or match[2]):
            yield Span(*match.span(1))
            if match[2] and candidates(match[2]):
                yield Span(*match.span(2))


def _names(parse: Parse) -> Iterator[Span]:
    """Spans that may name a place: place entities, and capitalised runs that the gazetteer has."""
    tokens = parse.tokens
    k = 0
    while k < len(tokens):
        token = tokens[k]
        end = k + 1
        if token.ent:
            while end < len(tokens) and tokens[end].ent == token.ent and not tokens[end].ent_begins:
                end += 1
            if token.ent in _PLACE_LABELS and any(t.text[:1].isupper() for t in tokens[k:end]):
                yield from _parts(parse, k, end)
            elif token.ent not in {"DATE", "TIME", "NORP", "PERSON", "LANGUAGE"} and end - k <= 3:
                yield from _untagged(parse, k, end)
        elif token.tag in {"NNP", "NNPS"}:
            while end < len(tokens) and tokens[end].tag in {"NNP", "NNPS"} and not tokens[end].ent:
                end += 1
            yield from _untagged(parse, k, end)
        k = end


def _parts(parse: Parse, first: int, last: int) -> Iterator[Span]:
    """The names inside one entity: *Lima, Peru* is two; *the* and *'s* are left out."""
    tokens = parse.tokens
    start = first
    for k in range(first, last + 1):
        if k == last or tokens[k].text in {",", "(", ")", "–", "—", "/"}:
            begin, end = start, k
            while begin < end and tokens[begin].text.lower() in {"the", "a", "an", "of", "in"}:
                begin += 1
            while begin < end and (
                tokens[end - 1].tag == "POS" or tokens[end - 1].text in {"and", "'s", "’s"}
            ):
                end -= 1
            if begin < end and any(c.isupper() for c in tokens[begin].text):
                yield Span(tokens[begin].start, tokens[end - 1].end)
            start = k + 1


def _untagged(parse: Parse, first: int, last: int) -> Iterator[Span]:
    """A capitalised run that the model does not call a place, where grammar and gazetteer do."""
    tokens = parse.tokens
    before = tokens[first - 1] if first else None
    if before is None or before.sentence != tokens[first].sentence:
        return
    while first < last and tokens[last - 1].tag == "POS":
        last -= 1
    if first >= last or not tokens[first].text[:1].isupper():
        return
    span = Span(tokens[first].start, tokens[last - 1].end)
    if span.of(parse.text) in state_marks() and before.text == ",":
        yield span
        return
    after = tokens[last] if last < len(tokens) else None
    continues = after is not None and after.tag in {"NN", "NNS", "NNP"} and after.sentence == before.sentence
    found = lookup(span.of(parse.text))
    if before.text.lower() in _STRONG and not continues and found and found[0].population > 1000:
        yield span


@lru_cache(maxsize=1)
def titles() -> frozenset[str]:
    """Titles that stand before a person's name (*Chief*, *Sgt.*)."""
    text = (files(__package__) / "data" / "titles.txt").read_text("utf-8")
    return frozenset(text.split("\n")[1:]) - {""}


def _surnames(parse: Parse) -> frozenset[str]:
    """The last words of the text's personal names of two words or more."""
    tokens = parse.tokens
    return frozenset(
        t.text
        for k, t in enumerate(tokens)
        if t.ent == "PERSON" and not t.ent_begins and (k + 1 == len(tokens) or tokens[k + 1].ent != "PERSON")
    )


def _kept(parse: Parse, named: Named, surnames: frozenset[str]) -> bool:
    inside = parse.tokens_in(named.span)
    before = parse.tokens[inside[0].index - 1] if inside[0].index else None
    if before is not None and before.text in titles() and before.sentence == inside[0].sentence:
        return False
    if named.surface in surnames and not _locative(parse, named.span):
        return False
    if named.entry is None and inside[-1].lemma.lower() in facility_nouns():
        # It comes as a facility.
        return False
    if named.surface in demonyms() or named.surface.rstrip("s") in demonyms():
        return False
    if named.entry is not None:
        first = parse.tokens_in(named.span)[0].index
        if named.entry.kind == "P" and first and parse.tokens[first - 1].text.lower() == "the":
            # "the Falls Creek apartments": no town takes the article.
            return False
        return named.sure or named.entry.population > 5000 or _locative(parse, named.span)
    return _locative(parse, named.span)


def _locative(parse: Parse, span: Span) -> bool:
    tokens = parse.tokens_in(span)
    first = tokens[0].index
    for back in range(1, 4):
        if first - back < 0:
            return False
        token = parse.tokens[first - back]
        if token.text.lower() in _LOCATIVE:
            return True
        if token.text.lower() not in {"the", "downtown", "central"} and token.pos not in {"ADJ", "DET"}:
            return token.text == "," and back == 1 and _after_place(parse, token)
    return False


def _after_place(parse: Parse, comma: Token) -> bool:
    return comma.index > 0 and parse.tokens[comma.index - 1].ent in _PLACE_LABELS


def _place(named: Named) -> Place:
    entry = named.entry
    if entry is None or not named.sure:
        return Place(named.span, named.surface, ())
    division = division_entry(entry)
    if (
        key(named.surface) != key(entry.name)
        and division is not None
        and key(named.surface) == key(division.name)
    ):
        # "New York" may be the city or the state: no more is said than that it is in the state.
        return Place(named.span, division.name, path(division), division.geonames, None, None)
    return Place(
        named.span, path(entry)[0], path(entry), entry.geonames,
        None if entry.kind == "R" else entry.latitude, None if entry.kind == "R" else entry.longitude,
    )  # fmt: skip


def _facilities(parse: Parse, kept: list[Named]) -> list[Place]:
    """Buildings and venues: facility entities, and facility nouns with a name or a place to them."""
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
            t.text[:1].isupper() and (t.tag in {"NNP", "NNPS"} or t.ent) for t in parse.tokens_in(span)
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
    within = next((n for n in kept if span.contains(n.span) and n.sure and n.entry is not None), None)
    if within is not None and within.entry is not None and within.entry.kind in "PD":
        return within.entry
    return None


def _facility(parse: Parse, span: Span, inner: Entry | None) -> Place:
    name = span.of(parse.text)
    if inner is None:
        return Place(span, name, (), facility=True)
    return Place(
        span, name, path(inner), None,
        inner.latitude if inner.kind == "P" else None, inner.longitude if inner.kind == "P" else None, facility=True,
    )  # fmt: skip
