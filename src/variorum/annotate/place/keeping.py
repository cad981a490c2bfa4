"""What looks like a place and is none: people, teams, firms, streets, governments, nationalities."""

import re
from functools import lru_cache

from variorum.annotate.mentions.words import person_nouns
from variorum.annotate.place.gazetteer import demonyms, lookup, rows
from variorum.annotate.place.rank import facility_nouns
from variorum.annotate.place.resolve import Named
from variorum.model import Parse, Token
from variorum.text import Span

PLACE_LABELS = frozenset({"GPE", "LOC"})
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
_AGE = re.compile(r",\s+(?:aged\s+)?\d{1,3}(?=[,.;)]|\s+and\b)")
_STREET = re.compile(r"\b(?:block|blocks|section|corner|intersection) of\s+(?:the\s+)?\Z", re.IGNORECASE)
_PLAIN_SPEECH = frozenset(["say", "tell", "add", "reply", "testify"])
_BETWEEN = frozenset(["the", "downtown", "central"])
_LARGE = 100_000
_KNOWN = 5000
"""The least population of a place that is kept though it is not certain which place of the name it is."""


@lru_cache(maxsize=1)
def words(kind: str) -> frozenset[str]:
    """A list of words of ``beside.tsv``: titles, missions, parts of places' and of other names."""
    return {name: frozenset(some) for name, *some in rows("beside.tsv")}[kind]


@lru_cache(maxsize=1)
def titles() -> frozenset[str]:
    """Titles that stand before a person's name (*Chief*, *Sgt.*)."""
    return frozenset(row[0] for row in rows("titles.txt"))


def surnames(parse: Parse) -> frozenset[str]:
    """The last words of the text's personal names of two words or more."""
    tokens = parse.tokens
    return frozenset(
        t.text
        for k, t in enumerate(tokens)
        if t.ent == "PERSON" and not t.ent_begins and (k + 1 == len(tokens) or tokens[k + 1].ent != "PERSON")
    )


def kept(parse: Parse, named: Named, people: frozenset[str]) -> bool:
    """Whether a name is a place's and is told well enough to be kept.

    Args:
        parse: the parse.
        named: the name with what it most likely means.
        people: the surnames of the text (``surnames``).
    """
    inside = parse.tokens_in(named.span)
    first, last = inside[0], inside[-1]
    before = _beside(parse, first, -1)
    if before is not None and before.text in titles():
        return False
    if named.surface in people and not locative(parse, named.span):
        return False
    if named.entry is None and last.lemma.lower() in facility_nouns():
        # It comes as a facility.
        return False
    if _STREET.search(parse.text[: named.span.start][-40:]):
        return False
    if _people(named.surface) or _person(parse, named.span) or _part(parse, first, last):
        return False
    if _mission(parse, last, named) or _speaks(parse, first, last, named):
        return False
    if named.entry is None:
        return named.within is not None or locative(parse, named.span)
    if named.surface in words("metonyms"):
        return locative(parse, named.span)
    after = _beside(parse, last, 1)
    if named.entry.kind == "P" and before is not None and before.text.lower() == "the":
        # "the Falls Creek apartments": no town takes the article, which in "the Portland police" is another's.
        department = after is not None and after.text.lower() in words("after")
        return named.sure and (department or named.entry.population > _LARGE)
    return named.sure or named.entry.population > _KNOWN or locative(parse, named.span)


def _beside(parse: Parse, token: Token, step: int) -> Token | None:
    """The token before or after in the same sentence."""
    at = token.index + step
    if not 0 <= at < len(parse.tokens) or parse.tokens[at].sentence != token.sentence:
        return None
    return parse.tokens[at]


def _people(surface: str) -> bool:
    """Whether a name is that of a people (*Peruvian*), and not a country's too (*Philippines*)."""
    known = surface in demonyms() or surface.rstrip("s") in demonyms()
    return known and not any(e.kind in "CR" and e.name == surface for e in lookup(surface))


def _person(parse: Parse, span: Span) -> bool:
    """Whether an age or a noun for a person in apposition shows a person's name."""
    if _AGE.match(parse.text, span.end):
        return True
    last = parse.tokens_in(span)[-1]
    return any(
        token.dep == "appos"
        and token.left == last.index + 2
        and token.tag in {"NN", "NNS"}
        and token.lemma.lower() in person_nouns()
        for token in (parse.tokens[k] for k in parse.children[last.index])
    )


def _part(parse: Parse, first: Token, last: Token) -> bool:
    """Whether a capitalised word joined to a name makes it another's: *Real Madrid*, *Lincoln Avenue*."""
    before, after = _beside(parse, first, -1), _beside(parse, last, 1)
    if (
        before is not None
        and before.end + 1 == first.start
        and before.tag in {"NNP", "NNPS"}
        and before.ent not in {"DATE", "TIME", "NORP", "PERSON", "GPE", "LOC"}
        and before.text.lower().rstrip(".") not in words("before")
    ):
        return True
    return (
        after is not None
        and after.start == last.end + 1
        and after.tag in {"NNP", "NNPS"}
        and after.ent not in {"DATE", "TIME", "NORP", "PERSON", "GPE", "LOC"}
        and after.text.lower().rstrip(".") not in words("after")
        and after.text not in titles()
        and after.lemma.lower() not in facility_nouns() - words("streets")
    )


def _mission(parse: Parse, last: Token, named: Named) -> bool:
    """Whether a country says whose mission is named (*the US embassy in Quito*)."""
    after = _beside(parse, last, 1)
    if after is not None and after.tag == "POS":
        after = _beside(parse, after, 1)
    country = named.entry is not None and named.entry.kind == "C"
    return country and after is not None and after.lemma.lower() in words("missions")


def _speaks(parse: Parse, first: Token, last: Token, named: Named) -> bool:
    """Whether a town's name is the plain subject of speech: a government or a person (*Washington said*)."""
    if named.entry is None or named.entry.kind not in "PD" or first.index != last.index:
        return False
    head = parse.tokens[last.head]
    return last.dep == "nsubj" and head.lemma.lower() in _PLAIN_SPEECH


def locative(parse: Parse, span: Span) -> bool:
    """Whether a preposition of place stands before a name, or a place and a comma."""
    first = parse.tokens_in(span)[0].index
    for back in range(1, 4):
        if first - back < 0:
            return False
        token = parse.tokens[first - back]
        if token.text.lower() in _LOCATIVE:
            return True
        if token.text.lower() not in _BETWEEN and token.pos not in {"ADJ", "DET"}:
            return token.text == "," and back == 1 and _after_place(parse, token)
    return False


def _after_place(parse: Parse, comma: Token) -> bool:
    return comma.index > 0 and parse.tokens[comma.index - 1].ent in PLACE_LABELS
