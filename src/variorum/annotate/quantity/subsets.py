"""Parts of a stated whole: *two of them children*, *including three nurses*, *of whom 11 were released*."""

from collections.abc import Sequence
from dataclasses import replace

from variorum.annotate.quantity.clauses import Read, kids, told_of
from variorum.annotate.quantity.lexicon import words
from variorum.annotate.quantity.status import of_the_dead, persons
from variorum.model import Measure, Parse, Quantity, Token
from variorum.text import Span

_THOSE = frozenset({"them", "whom", "which", "these", "those"})
_NEAR = 4
"""Tokens within which *of the five* follows on *two*."""
_DASHES = frozenset({",", "--", "—", "–"})
_BEING = frozenset({"be", "include", "comprise"})


def with_wholes(parse: Parse, reads: Sequence[Read]) -> list[Read]:
    """The readings in order; a part has its whole in ``subset_of``, and its noun where it has none of its own.

    A whole is looked for in the same sentence, and for *of them* in the one before, if that has one count only.
    """
    out: list[Read] = []
    for k, read in enumerate(reads):
        q = read.quantity
        if q.measure is not Measure.COUNT and q.unit != "fraction":
            out.append(read)
            continue
        made = _named(parse, read)
        if k + 1 < len(reads) and _member_of(parse, read, reads[k + 1]):
            made = replace(
                made, quantity=replace(made.quantity, subset_of=reads[k + 1].quantity.stated, partial=True)
            )
        elif q.subset_of is None or q.noun is None:
            whole = _whole(parse, made, out)
            if whole is not None:
                made = _part(parse, made, whole)
        if made.quantity.noun is None and made.quantity.subset_of is not None and k + 1 < len(reads):
            made = _noun_behind(made, reads[k + 1])
        if of_the_dead(parse, read) is not None:
            made = replace(made, quantity=replace(made.quantity, partial=True))
        out.append(made)
    return out


def _noun_behind(read: Read, whole: Read) -> Read:
    """*Ten of 12 people*: the noun stands behind the whole."""
    near = 0 < whole.first - read.last <= _NEAR and whole.quantity.stated == read.quantity.subset_of
    return replace(read, quantity=replace(read.quantity, noun=whole.quantity.noun)) if near else read


def _member_of(parse: Parse, read: Read, whole: Read) -> bool:
    """*Three members of the 12-member panel*."""
    at = read.quantity.noun_token
    if at is None or read.quantity.noun is None or read.quantity.noun != whole.quantity.noun:
        return False
    return at < whole.first <= at + 3 and parse.tokens[at + 1].text.lower() == "of"


def _named(parse: Parse, read: Read) -> Read:
    """A bare number with the noun that its clause says it is the number of."""
    q = read.quantity
    if q.noun is not None or q.measure is not Measure.COUNT:
        return read
    number = parse.tokens[read.last]
    head = parse.tokens[number.head]
    noun: Token | None = None
    if number.dep in {"nsubj", "nsubjpass"} and head.lemma in _BEING:
        noun = next((t for t in kids(parse, head, "attr") if t.tag in {"NNS", "NNPS"}), None)
    told = told_of(parse, read) if noun is None else None
    if told is not None and told.lemma in words("parent") and number.dep == "pobj":
        return replace(read, quantity=replace(q, noun="child"))  # "a father of two"
    if (
        told is not None
        and told.lemma != "toll"
        and (told.tag == "NNS" or told.lemma in words("group") or _plural(told))
    ):
        noun = told
    if noun is None or noun.tag == "CD" or q.span.contains(noun.span):
        return read
    word = noun.text.lower() if noun.pos == "ADJ" or _plural(noun) else noun.lemma
    return replace(read, quantity=replace(q, noun=word))


def _plural(token: Token) -> bool:
    return token.text.lower() in words("state")


def _before(parse: Parse, read: Read, many: int = 1) -> list[str]:
    """The words right before a quantity, the nearest last."""
    start = parse.tokens_in(read.quantity.span)[0].index
    start = min(start, read.first)
    return [t.text.lower() for t in parse.tokens[max(0, start - many) : start]]


def _after(parse: Parse, read: Read, many: int = 2) -> list[str]:
    return [t.text.lower() for t in parse.tokens[read.last + 1 : read.last + 1 + many]]


def _whole(parse: Parse, read: Read, earlier: Sequence[Read]) -> Read | None:
    sentence = read.sentence(parse)
    same = [r for r in earlier if r.sentence(parse) == sentence and _bigger(parse, r, read)]
    behind, ahead = _after(parse, read), _before(parse, read, 3)
    if _of_them(behind, ahead):
        return same[-1] if same else _alone_before(parse, read, earlier)
    if not same:
        return None
    among = ahead[-2:] in (["among", "them"], ["among", "whom"])
    if ahead[-1:] == ["including"] or among or _beside_part(parse, read, earlier):
        if not _sibling(same[-1], read):
            return same[-1]
        return next((r for r in reversed(same) if r.quantity.subset_of is None), None)
    if read.quantity.noun is None and set(ahead[-1:]) & _DASHES and set(behind[:1]) & words("degree"):
        return same[-1]  # "30 were wounded, 12 seriously"
    opening = _opening(parse, read, same)
    return opening or (_the_pair(parse, same) if _bare_one(parse, read) else None)


def _of_them(behind: list[str], ahead: list[str]) -> bool:
    """Whether *of them* follows, or *of whom* goes before."""
    if len(behind) > 1 and behind[0] == "of" and behind[1] in _THOSE:
        return True
    named = [word for word in ahead if word != ","]
    return len(named) > 1 and named[-1] in _THOSE and named[-2] == "of"


def _alone_before(parse: Parse, read: Read, earlier: Sequence[Read]) -> Read | None:
    """The one count of the sentence before, if it is larger."""
    sentence = read.sentence(parse) - 1
    before = [r for r in earlier if r.sentence(parse) == sentence and r.quantity.measure is Measure.COUNT]
    return before[0] if len(before) == 1 and _bigger(parse, before[0], read) else None


def _sibling(one: Read, other: Read) -> bool:
    return one.quantity.subset_of is not None and other.quantity.subset_of is None


def _bigger(parse: Parse, whole: Read, part: Read) -> bool:
    """Whether one count can be the whole of the other: larger, and persons where the part is persons."""
    q = whole.quantity
    if part.quantity.noun is not None and q.noun is not None:
        people = [bool(persons(r, parse.tokens[r.quantity.noun_token or r.last])) for r in (whole, part)]
        if people[0] != people[1] and q.noun not in words("group"):
            return False
    if q.measure is not Measure.COUNT or q.change:
        return False
    return part.quantity.unit == "fraction" or q.stated > part.quantity.stated or q.approx


def _beside_part(parse: Parse, read: Read, earlier: Sequence[Read]) -> bool:
    """Whether a count is joined to one that *including* opens: *including two children and three women*."""
    if (
        not earlier
        or earlier[-1].quantity.subset_of is None
        or earlier[-1].sentence(parse) != read.sentence(parse)
    ):
        return False
    if read.quantity.noun_token is None or earlier[-1].quantity.noun_token is None:
        return False
    noun = parse.tokens[read.quantity.noun_token]
    joined = noun.dep == "conj" and noun.head == earlier[-1].quantity.noun_token
    return joined and _before(parse, earlier[-1])[-1:] in (["including"], ["them"], ["whom"])


def _opening(parse: Parse, read: Read, same: Sequence[Read]) -> Read | None:
    """The whole that a sentence opens with: *Of the 19 passengers, 16 were tourists*."""
    first = parse.sentences[read.sentence(parse)][0]
    if parse.tokens[first].text.lower() not in {"of", "among"}:
        return None
    whole = next((r for r in same if first < r.first <= first + 3), None)
    if whole is None or read.quantity.subset_of is not None:
        return None
    comma = any(t.text in {",", ":"} for t in parse.tokens[whole.last : read.first])
    return whole if comma and _counts_itself(parse, read) else None


def _counts_itself(parse: Parse, read: Read) -> bool:
    return parse.tokens[read.last].dep in {"nsubj", "nsubjpass", "dobj", "conj"}


def _bare_one(parse: Parse, read: Read) -> bool:
    q = read.quantity
    return q.noun is None and q.stated == 1 and parse.tokens[read.last].dep in {"nsubj", "nsubjpass"}


def _the_pair(parse: Parse, same: Sequence[Read]) -> Read | None:
    """*The two men were taken to hospital, where one died*."""
    for whole in reversed(same):
        noun = parse.tokens[whole.quantity.noun_token] if whole.quantity.noun_token is not None else None
        definite = noun is not None and any(
            t.text.lower() in {"the", "both", "these"} for t in kids(parse, noun, "det")
        )
        if (
            definite
            and noun is not None
            and (noun.lemma in words("person") or noun.lemma in {"people", "other"})
        ):
            return whole
    return None


def _part(parse: Parse, read: Read, whole: Read) -> Read:
    q = read.quantity
    noun, token, end = q.noun, q.noun_token, q.span.end
    at = read.last + 3 if _after(parse, read)[:1] == ["of"] else 0
    if noun is None or (at and parse.tokens[at - 1].text.lower() in _THOSE):
        said = _said(parse, at, read.sentence(parse)) if at else None
        if said is not None:
            noun, token, end = said.lemma, said.index, max(end, said.end)
        elif noun is None:
            noun = whole.quantity.noun
    made: Quantity = replace(
        q, span=Span(q.span.start, end), noun=noun, noun_token=token, partial=True,
        subset_of=q.subset_of if q.subset_of is not None else whole.quantity.stated,
    )  # fmt: skip
    return replace(read, quantity=made)


def _said(parse: Parse, at: int, sentence: int) -> Token | None:
    """*children* in *two of them children*; *of them* is followed by a verb or a place otherwise."""
    for token in parse.tokens[at : at + 3]:
        if token.sentence != sentence:
            return None
        if token.tag in {"NN", "NNS", "NNP", "NNPS"}:
            after = parse.tokens[token.index + 1] if token.index + 1 < len(parse.tokens) else token
            return token if after.tag not in {"NN", "NNS"} else after
        if token.pos not in {"ADJ", "DET"} or token.text.lower() in words("state"):
            return None
    return None
