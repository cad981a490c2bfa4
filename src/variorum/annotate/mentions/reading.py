"""Read a report from front to back and join its mentions into entities."""

from variorum.annotate.mentions.chains import Chain, Reading, quote_numbers, told_sentences
from variorum.annotate.mentions.kinds import Name
from variorum.annotate.mentions.links import links
from variorum.annotate.mentions.names import find_names
from variorum.annotate.mentions.naming import name_chains
from variorum.annotate.mentions.nominals import Nominal, Reach, find_nominals
from variorum.annotate.mentions.phrases import absorb, ahead, antecedent, owner_of
from variorum.annotate.mentions.pronouns import is_pronoun, pronoun_gender, resolve
from variorum.annotate.mentions.words import lists, person_nouns
from variorum.model import Entity, Form, Kind, Mention, Parse, Token
from variorum.text import Span, content_id


def mentions(parse: Parse) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """The mentions of a report and the entities that they name.

    Args:
        parse: the parse of one report.

    Returns:
        Mentions in text order (names without titles; noun phrases up to their head; pronouns only where
        their referent is clear), and entities in the order of their first mention.
    """
    names = find_names(parse)
    chains = name_chains(parse, names)
    covered = {index: chains[n].label for n in names for index in range(n.first, n.last)}
    nominals = find_nominals(parse, covered)
    reading = _read(parse, names, chains, nominals)
    return _entities(parse, reading)


def _read(
    parse: Parse, names: tuple[Name, ...], chains: dict[Name, Chain], nominals: tuple[Nominal, ...]
) -> Reading:
    quotes = quote_numbers(parse)
    ahead = {n.head: chain for n, chain in chains.items()}
    reading = Reading(parse, quotes, told_sentences(parse, quotes), ahead)
    by_name = {n.head: n for n in names}
    by_nominal = {n.head: n for n in nominals}
    heads = dict.fromkeys(by_nominal, False) | dict.fromkeys(by_name, True)
    named = tuple(dict.fromkeys(chains.values()))
    linked = links(parse, nominals, heads)
    for token in parse.tokens:
        if token.index in by_name:
            name = by_name[token.index]
            if name is chains[name].names[0]:
                absorb(reading, name, chains[name])
            reading.add(chains[name], name.first, name.last, name.head, Form.NAME)
        elif token.index in by_nominal:
            nominal = by_nominal[token.index]
            other = linked.get(nominal.head)
            chain = reading.at.get(other) if other is not None else None
            if chain is None and other in by_name:
                chain = chains[by_name[other]]
            _add_nominal(reading, nominal, chain, named)
        elif is_pronoun(token):
            chain = resolve(reading, token)
            if chain is not None:
                _take_gender(chain, token)
                reading.add(chain, token.index, token.index + 1, token.index, Form.PRONOUN)
    return reading


def _take_gender(chain: Chain, token: Token) -> None:
    """A person once called *she* stays *she* in this report."""
    gender = pronoun_gender(token)
    if chain.gender is None and gender in {"m", "f"}:
        chain.gender, chain.guessed = gender, True


def _add_nominal(reading: Reading, nominal: Nominal, equal: Chain | None, named: tuple[Chain, ...]) -> None:
    if equal is not None and not _may_equal(nominal, equal):
        equal = None
    chain = equal or antecedent(reading, nominal) or ahead(nominal, named)
    if chain is None:
        gender = "n" if nominal.kind is Kind.ORGANIZATION else nominal.gender
        chain = Chain(nominal.kind, plural=nominal.plural, gender=gender)
        chain.owner = owner_of(reading, nominal) if nominal.reach is Reach.POSSESSED else None
    chain.add_nominal(nominal)
    reading.add(chain, nominal.first, nominal.last, nominal.head, Form.NOMINAL)


def _may_equal(nominal: Nominal, chain: Chain) -> bool:
    if nominal.plural != chain.plural and nominal.noun not in lists()["always_plural"]:
        return False
    if nominal.gender and chain.gender in {"m", "f"} and nominal.gender != chain.gender:
        return False
    return nominal.kind is chain.kind or (chain.kind is Kind.OTHER and nominal.noun not in person_nouns())


def _entities(parse: Parse, reading: Reading) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    entities: dict[Chain, Entity] = {}
    found: list[Mention] = []
    for place in sorted(reading.places, key=lambda p: (p.first, -p.last)):
        span = Span(parse.tokens[place.first].start, parse.tokens[place.last - 1].end)
        chain = place.chain
        if chain not in entities:
            entities[chain] = _entity(parse, chain, span)
        found.append(Mention(span, place.head, place.form, entities[chain].id))
    return tuple(found), tuple(entities.values())


def _entity(parse: Parse, chain: Chain, first: Span) -> Entity:
    forms = tuple(dict.fromkeys(_written(parse, n.first, n.last) for n in chain.names))
    name = _fullest(chain, forms) if forms else _phrase(parse, chain)
    return Entity(
        content_id("entity", name, first.start),
        chain.kind, name, forms, tuple(chain.nouns), chain.gender, chain.plural,
    )  # fmt: skip


def _written(parse: Parse, first: int, last: int) -> str:
    return " ".join(Span(parse.tokens[first].start, parse.tokens[last - 1].end).of(parse.text).split())


def _fullest(chain: Chain, forms: tuple[str, ...]) -> str:
    """The form with the most words; of equals the most frequent, then the first."""
    if chain.kind is Kind.PLACE:
        return max(forms, key=lambda f: (len(f), -forms.index(f)))
    return max(forms, key=lambda f: (len(f.split()), -forms.index(f)))


def _phrase(parse: Parse, chain: Chain) -> str:
    """The most informative noun phrase: the most modifiers, a definite one, the shortest, the first."""
    best = max(chain.nominals, key=lambda n: (min(len(n.modifiers), 3), _KNOWN[n.reach], n.first - n.last))
    return _written(parse, best.first, best.last)


_KNOWN = {Reach.DEFINITE: 3, Reach.POSSESSED: 2, Reach.INDEFINITE: 1, Reach.BARE: 0}
