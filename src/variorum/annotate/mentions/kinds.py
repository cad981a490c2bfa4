"""What kind of thing a name names, from all its places in a report together."""

from collections import defaultdict
from dataclasses import dataclass

from variorum.annotate.mentions.words import given_gender, heads, lists, place_name
from variorum.model import Kind, Parse

STRONG = 3.0
"""What a telling word or context weighs, in votes of the pipeline's labels."""
Votes = dict[Kind, float]


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text: tokens ``[first, last)`` without titles, determiner and possessive mark.

    ``gender`` is what a title before it says; ``nouns`` and ``modifiers`` are the common nouns and their
    modifiers before it (*ICU nurse Ann Poe*).
    """

    first: int
    last: int
    head: int
    label: Kind | None
    kind: Kind
    words: tuple[str, ...]
    gender: str | None = None
    nouns: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    titled: bool = False
    """Whether a title with a capital stands right before it."""

    @property
    def key(self) -> str:
        """The words as one string."""
        return " ".join(self.words)


def kind_votes(parse: Parse, names: list[Name]) -> dict[str, Votes]:
    """How much speaks for each kind of each name, over all its places."""
    votes: dict[str, Votes] = defaultdict(lambda: defaultdict(float))
    for name in names:
        mine = votes[name.key]
        mine[Kind.OTHER] += 0.1
        if name.label:
            mine[name.label] += 1.0 if len(name.words) > 1 or name.label is not Kind.OTHER else 0.5
        for kind, score in _context(parse, name):
            mine[kind] += score
    for key, mine in votes.items():
        for kind, score in _inside(tuple(key.split(" "))):
            mine[kind] += score
    for name in names:
        if len(name.words) > 1:
            _from_longer(name, votes)
    return votes


def _from_longer(name: Name, votes: dict[str, Votes]) -> None:
    """What a longer name says of the single words in it: a person's surname, a company's short name."""
    mine = votes[name.key]
    kind = max(mine, key=lambda k: mine[k])
    corporate = name.words[-1].casefold() in lists()["corporate"]
    for part in dict.fromkeys((name.words[-1], name.words[0], " ".join(name.words[:2]))):
        if part not in votes or part == name.key or place_name(part) is not None:
            continue
        its = votes[part]
        if kind is Kind.PERSON and " " not in part:
            others = its[Kind.ORGANIZATION] + its[Kind.OTHER] + its[Kind.GROUP]
            its[Kind.PERSON] = max(its[Kind.PERSON], STRONG + others + min(its[Kind.PLACE], STRONG))
        elif kind is Kind.ORGANIZATION and corporate and part != name.words[-1]:
            its[Kind.ORGANIZATION] = max(its[Kind.ORGANIZATION], STRONG + its[Kind.PERSON] + its[Kind.PLACE])


def _inside(words: tuple[str, ...]) -> list[tuple[Kind, float]]:
    """What the words of a name themselves say."""
    table = heads()
    key = " ".join(words)
    if place_name(key) is not None:
        return [(Kind.PLACE, 2 * STRONG)]
    if len(words) == 1:
        acronym = words[0].isupper() and 2 <= len(words[0]) <= 6
        return [(Kind.ORGANIZATION, 1.5)] if acronym else []
    if words[0] in table["event", "first"]:
        return [(Kind.OTHER, STRONG)]
    for kind, wanted in (("organization", Kind.ORGANIZATION), ("place", Kind.PLACE), ("event", Kind.OTHER)):
        if words[-1] in table[kind, "last"]:
            return [(wanted, STRONG)]
    if "of" in words or "and" in words or "for" in words:
        return [(Kind.ORGANIZATION, STRONG)] if words[0] in table["organization", "first"] else []
    if words[0] in table["place", "first"]:
        return [(Kind.PLACE, 1.0)]
    plain = all(w.replace("-", "").replace("'", "").replace("’", "").rstrip(".").isalpha() for w in words)
    given = given_gender(words[0]) is not None and not words[0].isupper()
    return [(Kind.PERSON, 1.5)] if given and plain and len(words) <= 4 else []


def _context(parse: Parse, name: Name) -> list[tuple[Kind, float]]:
    """What the words around one place of a name say."""
    tokens = parse.tokens
    said: list[tuple[Kind, float]] = []
    if (name.gender or name.nouns) and name.label is not Kind.GROUP:
        # "white supremacist Twitter": a plain noun before what is labelled no person says little.
        telling = name.titled or name.label in {Kind.PERSON, None}
        said.append((Kind.PERSON, STRONG if telling else 0.5))
    after = [t.text for t in tokens[name.last : name.last + 3]]
    if len(after) == 3 and after[0] == "," and after[1].isdigit() and len(after[1]) <= 3 and after[2] in ",.":
        said.append((Kind.PERSON, STRONG))
    head = tokens[name.head]
    governor = tokens[head.head]
    if head.dep == "nsubj" and governor.lemma in lists()["communication"]:
        said.append((Kind.PERSON, 0.4))
    if any(tokens[c].text == "who" for c in range(name.last, min(name.last + 2, len(tokens)))):
        said.append((Kind.PERSON, 1.0))
    if head.dep == "pobj" and governor.text.lower() in lists()["place_preps"] and governor.text != "to":
        said.append((Kind.PLACE, 0.5))
    return said


def kind_here(name: Name, votes: Votes) -> Kind:
    """The kind of a name at one place: what leads, but a person and a town may share a name."""
    best = max(votes, key=lambda k: (votes[k], k))
    if {name.label, best} != {Kind.PERSON, Kind.PLACE} or name.label is None:
        return best
    close = votes[name.label] >= 0.35 * sum(votes.values()) and votes[best] - votes[name.label] < 1.0
    return name.label if close else best
