"""What a noun phrase takes up again: *the official*, *the agents*, *his mother*, *the ministry*."""

from collections.abc import Iterable
from dataclasses import replace

from variorum.annotate.mentions.chains import Chain, Reading
from variorum.annotate.mentions.kinds import Name
from variorum.annotate.mentions.nominals import Nominal, Reach
from variorum.annotate.mentions.words import alike, broader, lists
from variorum.model import Form, Kind

WINDOW = 5
"""Sentences back in which a definite phrase for a person looks for what it takes up."""
FAR = 25
"""The same where the phrase has modifiers of its own, or the referent a name."""
NEAR = 2
"""Sentences within which a second referent is as near as the first."""


def antecedent(reading: Reading, nominal: Nominal) -> Chain | None:
    """The chain that a noun phrase takes up again, or ``None`` for a new referent."""
    if nominal.reach is Reach.POSSESSED:
        return _owned(reading, nominal)
    if nominal.reach is Reach.DEFINITE:
        return _definite(reading, nominal)
    if nominal.reach is Reach.BARE and (nominal.plural or nominal.noun in lists()["unnamed_ok"]):
        return _bare_plural(reading, nominal)
    return None


def ahead(nominal: Nominal, named: Iterable[Chain]) -> Chain | None:
    """The only named bearer of an office or body in the report, met before its name (*the ministry*)."""
    if nominal.plural or nominal.reach is not Reach.DEFINITE or nominal.noun not in lists()["forward"]:
        return None
    fits = [c for c in named if nominal.noun in c.nouns and c.kind is nominal.kind]
    return fits[0] if len(fits) == 1 and set(nominal.modifiers) <= fits[0].modifiers else None


def absorb(reading: Reading, name: Name, chain: Chain) -> None:
    """Let *the Ecuadorian Consulate* take over *the Ecuadorian consulate* met before it."""
    low = name.words[-1].casefold()
    if chain.kind is not Kind.ORGANIZATION or low not in chain.nouns:
        return
    before = dict.fromkeys(p.chain for p in reading.places if low in p.chain.nouns and not p.chain.plural)
    same = [c for c in before if not c.names and c.modifiers <= chain.modifiers]
    if len(same) != 1 or not any(m.startswith("@") for m in same[0].modifiers):
        return
    old = same[0]
    chain.nominals += old.nominals
    reading.places[:] = [replace(p, chain=chain) if p.chain is old else p for p in reading.places]
    reading.at.update({index: chain for index, c in reading.at.items() if c is old})


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
    """The nearest referent of which all that the phrase says is known, unless a rival is as near."""
    sentence = reading.parse.tokens[nominal.head].sentence
    chosen: tuple[Chain, int] | None = None
    rivals: dict[Chain, int] = {}
    for place in reversed(reading.places):
        away = sentence - place.sentence
        if away > FAR or place.chain in rivals or (chosen and place.chain is chosen[0]):
            continue
        if not _may_be(nominal, place.chain):
            continue
        if away > WINDOW and not (
            nominal.modifiers or place.chain.names or nominal.kind is Kind.ORGANIZATION
        ):
            continue
        if chosen is None and _modifiers_fit(nominal, place.chain):
            chosen = (place.chain, place.sentence)
        else:
            rivals[place.chain] = place.sentence
    if chosen is None:
        return _out_of_group(reading, nominal)
    chain, nearest = chosen
    if any(other > nearest - NEAR and _rival(nominal, chain, rival) for rival, other in rivals.items()):
        return None
    return None if nominal.noun in lists()["vague"] and sentence - nearest > NEAR else chain


def _rival(nominal: Nominal, chain: Chain, rival: Chain) -> bool:
    """Whether a second referent makes a phrase unclear: it fits as well, or could for all we know."""
    if _modifiers_fit(nominal, rival):
        return not nominal.modifiers or chain.kind is not Kind.PERSON or bool(rival.names)
    return not nominal.modifiers


def _out_of_group(reading: Reading, nominal: Nominal) -> Chain | None:
    """*one official* out of *consulate officials* is *the consulate official*, if it is the only one."""
    if nominal.plural or not nominal.modifiers or nominal.kind is not Kind.PERSON:
        return None
    sentence = reading.parse.tokens[nominal.head].sentence
    near = [p for p in reading.places if sentence - p.sentence <= WINDOW and nominal.noun in p.chain.nouns]
    groups = [p for p in near if p.chain.plural and set(nominal.modifiers) <= p.chain.modifiers]
    single = dict.fromkeys(p.chain for p in near if not p.chain.plural and not p.chain.names)
    plain = [c for c in single if not c.modifiers and groups and c.nominals[0].first > groups[0].first]
    return plain[0] if len(plain) == 1 and len(single) == 1 else None


def _may_be(nominal: Nominal, chain: Chain) -> bool:
    if chain.plural != nominal.plural and nominal.kind is Kind.PERSON:
        return False
    if chain.kind is not nominal.kind:
        return False
    if nominal.gender in {"m", "f"} and chain.gender in {"m", "f"} and chain.gender != nominal.gender:
        return False
    return _same_noun(nominal, chain) and _numbers_fit(nominal, chain)


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
    """Every modifier is known of the referent, and none of *former*, *deputy* … is on one side only."""
    mine, status = set(nominal.modifiers), lists()["status"]
    if chain.kind is Kind.PERSON and not chain.names and (chain.modifiers & status) - mine and mine:
        return False
    return mine <= chain.modifiers or (bool(chain.names) and not mine - chain.modifiers - _AGES)


_AGES = {"old", "young", "elderly"}


def _numbers_fit(nominal: Nominal, chain: Chain) -> bool:
    numbers = {n.number for n in chain.nominals} - {None}
    return nominal.number is None or not numbers or nominal.number in numbers


def _bare_plural(reading: Reading, nominal: Nominal) -> Chain | None:
    """*Witnesses … witnesses*: the same words of a group are taken to name the same group."""
    if nominal.noun in lists()["vague"] or (nominal.noun in lists()["generic"] and not nominal.modifiers):
        return None
    if nominal.noun in lists()["unnamed_ok"] and not nominal.modifiers:
        known = dict.fromkeys(p.chain for p in reading.places if nominal.noun in p.chain.nouns)
        return next(iter(known)) if len(known) == 1 else None
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
