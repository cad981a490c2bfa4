"""The key of a verb with its particle or object, and the classes that it belongs to in its clause."""

from dataclasses import dataclass

from variorum.model import Parse, Token
from variorum.values.predicates import PERSON_NAME, PLACE_NAME, Sense, lexicon, words, wrappers

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
OBJECTS = ("dobj", "oprd", "acomp", "attr", "nsubjpass")
_PLACES = ("GPE", "LOC", "FAC")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A verb as the lexicon knows it: ``take_into_custody`` with the tokens beside the verb that make it."""

    key: str
    senses: tuple[Sense, ...]
    tokens: tuple[int, ...]


def kids(parse: Parse, token: Token) -> list[Token]:
    """The dependants of a token in text order."""
    return [parse.tokens[i] for i in parse.children[token.index]]


def object_of(parse: Parse, prep: Token) -> int | None:
    """The token that a preposition governs, or ``None``."""
    return next((i for i in parse.children[prep.index] if parse.tokens[i].dep == "pobj"), None)


def phrase(parse: Parse, token: Token) -> Phrase:
    """The longest phrase around a verb that the lexicon knows, or the verb with its particle.

    Args:
        parse: the parse of the report.
        token: a verb.

    Returns:
        The key, its classes (none where it is unknown), and the tokens of the key beside the verb.
    """
    for parts in _tries(parse, token):
        key = "_".join([token.lemma, *(p.lemma.lower() for p in parts)])
        senses = _held(parse, token, key)
        if senses:
            return Phrase(key, with_fatal(parse, token, senses), tuple(p.index for p in parts))
    particle = next((k for k in kids(parse, token) if k.dep == "prt"), None)
    if particle is not None:
        # Unknown verb and particle: the plain verb's classes would be wrong (*set off*, *give up*).
        return Phrase(f"{token.lemma}_{particle.lemma.lower()}", (), (particle.index,))
    return Phrase(token.lemma, with_fatal(parse, token, _held(parse, token, token.lemma)), ())


def _tries(parse: Parse, token: Token) -> list[tuple[Token, ...]]:
    """The tokens that may make a phrase with a verb, the longest phrase first."""
    beside = kids(parse, token)
    out: list[tuple[Token, ...]] = []
    for kid in beside:
        if kid.dep in ("prep", "agent"):
            out.extend((kid, o) for o in kids(parse, kid) if o.dep == "pobj")
    out.extend((_counted(parse, kid),) for kid in beside if kid.dep in OBJECTS)
    after = [k for k in beside if k.start >= token.end]
    out.extend((kid,) for kid in after if kid.dep in ("prt", "advmod"))
    out.extend((kid,) for kid in beside if kid.dep in ("acomp", "advmod") or _leads_to(parse, kid))
    return out


def _leads_to(parse: Parse, kid: Token) -> bool:
    # "fired at the car"; but "went off the grid" is no bomb going off
    particle = kid.lemma.lower() in words()["particles"]
    return kid.dep == "prep" and not particle and object_of(parse, kid) is not None


def _counted(parse: Parse, word: Token) -> Token:
    # "shed 2,400 of its staff": the staff is what is shed.
    if word.pos != "NUM":
        return word
    goal = next((object_of(parse, k) for k in kids(parse, word) if k.lemma == "of"), None)
    return word if goal is None else parse.tokens[goal]


def _held(parse: Parse, token: Token, key: str) -> tuple[Sense, ...]:
    """The classes of a verb or phrase that hold for what it is done to here."""
    senses = lexicon().verb(key)
    if not senses:
        return ()
    done_to = [k for k in kids(parse, token) if k.dep in ("dobj", "oprd", "nsubjpass")]
    if not done_to and token.dep in ("acl", "relcl") and token.tag in ("VBN", "VBD"):
        done_to = [parse.tokens[token.head]] if token.dep == "acl" else []  # "the footage released on Friday"
    objects = {_kind(k) for k in done_to}
    return tuple(s for s in senses if lexicon().holds(key, s.name, objects))


def _kind(word: Token) -> str:
    if word.ent in _PLACES:
        return PLACE_NAME
    return PERSON_NAME if word.ent == "PERSON" else word.lemma.lower()


def with_fatal(parse: Parse, token: Token, senses: tuple[Sense, ...]) -> tuple[Sense, ...]:
    """The classes, and the class of killings too where words beside the predicate say so.

    *Shot dead*, *fatally shot*, *a fatal shooting* and *stabbed to death* are killings.
    """
    if not senses or any(s.name in ("kill", "find_dead") for s in senses):
        return senses  # the day on which somebody was found dead is not the day of the death
    beside = {k.lemma.lower() for k in kids(parse, token)}
    beside |= {
        parse.tokens[j].lemma for k in kids(parse, token) if k.lemma == "to" for j in parse.children[k.index]
    }
    after = parse.tokens[token.index + 1].lemma if token.index + 1 < len(parse.tokens) else ""
    if beside & wrappers()["fatal"] or after == "dead":
        return (*senses, Sense("kill", senses[0].undergo, senses[0].either))
    return senses


def light_object(parse: Parse, token: Token) -> Token | None:
    """The event noun that a light verb carries (*made an arrest*, *no arrests were made*), or ``None``."""
    beside = kids(parse, token)
    passive = any(k.dep == "auxpass" for k in beside)
    particle = next((f"_{k.lemma.lower()}" for k in beside if k.dep == "prt"), "")
    light = f"{token.lemma}{particle}" in words()["light"]
    if not light and not (passive and token.lemma in words()["light_passive"]):
        return None
    carried = "nsubjpass" if passive else "dobj"
    for kid in beside:
        if kid.dep == carried and kid.pos == "NOUN" and lexicon().noun(kid.lemma.lower()):
            return kid
    return None
