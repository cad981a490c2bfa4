"""The places of a text: which words name one, which are facilities, and where those stand."""

import re
from collections.abc import Iterator

from variorum.annotate.place.facilities import facilities
from variorum.annotate.place.gazetteer import division_entry, lookup, path, state_marks
from variorum.annotate.place.keeping import PLACE_LABELS, kept, surnames
from variorum.annotate.place.keys import key
from variorum.annotate.place.names import candidates
from variorum.annotate.place.resolve import Named, nearest, resolve
from variorum.model import Parse, Place
from variorum.text import Span

_STRONG = frozenset(["in", "near", "outside", "across", "around"])
_KIND_OF = frozenset(
    [
        "city",
        "town",
        "village",
        "state",
        "province",
        "region",
        "district",
        "county",
        "island",
        "suburb",
        "hamlet",
        "port",
        "municipality",
    ]
)


def places(parse: Parse, *, dateline: str | None = None, outlet: str | None = None) -> tuple[Place, ...]:
    """The places that a text names, in text order.

    A name that cannot be told from another place of that name, or that the gazetteer does not have, keeps
    its name and gets an empty path. Adjectives (*Ecuadorian*) are no places. A facility (*the Ecuadorian
    consulate in Minneapolis*) comes with ``facility=True`` and the path of the place that the text puts it
    in, or an empty one.

    Args:
        parse: the parse.
        dateline: the report's dateline, if any: it helps to tell places of one name apart.
        outlet: the name or the address of the outlet, if known: a local one does too.
    """
    spans = tuple(_merged(sorted({*_names(parse), *_opening(parse)})))
    named = resolve(parse.text, spans, dateline=dateline, outlet=outlet)
    sure = tuple(nearest(one, named) for one in named)
    people = surnames(parse)
    stay = [one for one in sure if kept(parse, one, people)]
    out = [_place(one) for one in stay]
    out += facilities(parse, stay)
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
    r"\s*(?:\([A-Z][^()\n]{1,40}\)\s*[-–—―:]?|[-–—―]|(?<=[A-Z]{3}):)"
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
            if token.ent in PLACE_LABELS and any(t.text[:1].isupper() for t in tokens[k:end]):
                yield from _parts(parse, k, end)
            elif _kind_of(parse, k):
                yield Span(token.start, tokens[end - 1].end)
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
    if _kind_of(parse, first) or (any(e.kind in "CR" for e in found) and not continues):
        yield span
        return
    if before.text.lower() in _STRONG and not continues and found and found[0].population > 1000:
        yield span


def _kind_of(parse: Parse, first: int) -> bool:
    """Whether a capitalised word comes after *the city of*, *the state of*."""
    tokens = parse.tokens
    return (
        first > 1
        and tokens[first].text[:1].isupper()
        and tokens[first - 1].text == "of"
        and tokens[first - 2].lemma.lower() in _KIND_OF
    )


def _place(named: Named) -> Place:
    entry = named.entry
    if named.within is not None:
        # The gazetteer does not have it, but the text says where it lies: "Holliday, Mo.".
        return Place(named.span, named.surface, (named.surface, *path(named.within)))
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
    # The middle of a region, a river or a range says nothing of how far off a town lies.
    latitude, longitude = (None, None) if entry.kind in "RN" else (entry.latitude, entry.longitude)
    return Place(
        named.span, path(entry)[0], path(entry), entry.geonames, latitude, longitude, county=entry.county
    )
