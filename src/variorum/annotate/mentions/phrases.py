"""What a noun phrase takes up again: *the official*, *the agents*, *his mother*, *the ministry*."""

from variorum.annotate.mentions.chains import Chain, Reading
from variorum.annotate.mentions.nominals import Nominal, Reach
from variorum.annotate.mentions.words import alike, broader, lists, place_of
from variorum.model import Form, Kind

WINDOW = 5
"""Sentences back in which a definite phrase for a person looks for what it takes up."""


def antecedent(reading: Reading, nominal: Nominal) -> Chain | None:
    """The chain that a noun phrase takes up again, or ``None`` for a new referent."""
    if nominal.reach is Reach.POSSESSED:
        return _owned(reading, nominal)
    if nominal.reach is Reach.DEFINITE:
        return _definite(reading, nominal)
    if nominal.reach is Reach.BARE and (nominal.plural or nominal.noun in lists()["unnamed_ok"]):
        return _bare_plural(reading, nominal)
    return None


def owner_of(reading: Reading, nominal: Nominal) -> Chain | None:
    """The chain of a possessor (*Ann's mother*, *his mother*), where it is known."""
    return reading.at.get(nominal.owner) if nominal.owner is not None else None


def _owned(reading: Reading, nominal: Nominal) -> Chain | None:
    owner = owner_of(reading, nominal)
    if owner is None:
        return None
    for place in reversed(reading.places):
        chain = place.chain
        if chain.owner is owner and chain.plural == nominal.plural and nominal.noun in chain.nouns:
            return chain
    return None


def _definite(reading: Reading, nominal: Nominal) -> Chain | None:
    tokens = reading.parse.tokens
    sentence = tokens[nominal.head].sentence
    fits: list[tuple[Chain, int]] = []
    for place in reversed(reading.places):
        away = sentence - place.sentence
        if away > WINDOW and nominal.kind is not Kind.ORGANIZATION and not place.chain.names:
            continue
        seen = any(chain is place.chain for chain, _ in fits)
        if not seen and _compatible(nominal, place.chain):
            fits.append((place.chain, place.sentence))
    if not fits:
        return None
    chain, nearest = fits[0]
    if any(nearest - other < 2 and _rivals(chain, rival) for rival, other in fits[1:]):
        return None
    return chain if not (nominal.noun in lists()["vague"] and sentence - nearest > 2) else None


def _rivals(chain: Chain, other: Chain) -> bool:
    """Whether two chains that both fit make a phrase unclear."""
    return chain is not other


def _compatible(nominal: Nominal, chain: Chain) -> bool:
    if chain.plural != nominal.plural and nominal.kind is Kind.PERSON:
        return False
    if chain.kind is not nominal.kind:
        return False
    if nominal.gender and chain.gender and chain.gender != nominal.gender and chain.gender != "n":
        return False
    if not _same_noun(nominal, chain):
        return False
    return _modifiers_fit(nominal, chain) and _numbers_fit(nominal, chain)


def _same_noun(nominal: Nominal, chain: Chain) -> bool:
    if nominal.noun in chain.nouns:
        return True
    if not nominal.plural and any(n in broader().get(nominal.noun, ()) for n in chain.nouns):
        return True
    shared = alike().get(nominal.noun, frozenset())
    return (
        nominal.plural and bool(shared & set(chain.nouns)) and bool(set(nominal.modifiers) & chain.modifiers)
    )


def _modifiers_fit(nominal: Nominal, chain: Chain) -> bool:
    """Every modifier is known of the referent; *former* or *deputy* on one side only sets two apart."""
    known = {place_of(m.capitalize()) or m for m in chain.modifiers}
    mine = {place_of(m.upper() if len(m) < 5 else m.capitalize()) or m for m in nominal.modifiers}
    status = lists()["status"]
    if (mine & status) - known:
        return False
    if chain.kind is Kind.ORGANIZATION:
        return mine <= known
    return mine <= known or (bool(chain.names) and not mine - known - _AGES)


_AGES = {"old", "young", "elderly"}


def _numbers_fit(nominal: Nominal, chain: Chain) -> bool:
    numbers = {n.number for n in chain.nominals} - {None}
    return nominal.number is None or not numbers or nominal.number in numbers


def _bare_plural(reading: Reading, nominal: Nominal) -> Chain | None:
    """*Witnesses … witnesses*: the same words of a group are taken to name the same group."""
    if nominal.noun in lists()["vague"]:
        return None
    for place in reversed(reading.places):
        chain = place.chain
        if place.form is not Form.NOMINAL or chain.names or chain.kind is not nominal.kind:
            continue
        last = chain.nominals[-1]
        if chain.plural == nominal.plural and _same_noun(nominal, chain) and last.number is None:
            mine, its = set(nominal.modifiers), set(chain.nominals[0].modifiers)
            if mine == its and last.reach is Reach.BARE:
                return chain
    return None
