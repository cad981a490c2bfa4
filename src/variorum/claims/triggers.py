"""Predicates: the tokens that tell of an occurrence, with what governs them."""

from dataclasses import dataclass

from variorum.claims.certainty import Put, put
from variorum.claims.phrases import SUBJECTS, Phrase, kids, light_object, phrase, with_fatal
from variorum.model import Modality, Parse, Polarity, Token
from variorum.values.predicates import Sense, lexicon, statuses, tolls, words, wrappers

_WRAPPING = ("attempt", "aspect", "negative", "possible", "planned", "perceived", "required", "alleged")
_ASSERTED = Put(Polarity.POSITIVE, Modality.ASSERTED, attempted=False, denied=False)


@dataclass(frozen=True, slots=True)
class Trigger:
    """One predicate. ``chain`` holds the governing verbs, outermost first (*were filmed attempting to*).

    ``predicate`` is the lemma, joined with its particle or object where that makes the meaning, with *attempt*
    before it where it was only tried; ``senses`` its classes; ``nominal`` marks an event noun; ``parts`` are the
    tokens of the key beside the trigger itself; ``toll`` marks the number of an occurrence's victims, ``status`` a word
    after those counted (*12 dead*).
    """

    token: int
    predicate: str
    senses: tuple[Sense, ...]
    nominal: bool
    chain: tuple[int, ...]
    put: Put
    parts: tuple[int, ...] = ()
    toll: bool = False
    status: bool = False

    def has(self, flag: str) -> bool:
        """Whether one of its classes carries a flag."""
        return any(lexicon().has(s.name, flag) for s in self.senses)


def triggers(parse: Parse) -> tuple[Trigger, ...]:
    """The predicates of a text in text order."""
    found: list[Trigger] = []
    taken: set[int] = set()
    for token in parse.tokens:
        trigger = None
        if token.pos == "VERB" and not _missing(parse, token):
            trigger = _verbal(parse, token)
        elif token.pos == "NOUN" and token.dep not in ("compound", "nmod"):
            trigger = _nominal(parse, token)
        elif token.pos == "AUX" and token.lemma == "be" and token.dep not in ("aux", "auxpass"):
            trigger = _copular(parse, token)
        if trigger is None and token.text.lower() in statuses():
            trigger = _status(parse, token)
        if trigger:
            found.append(trigger)
            taken.update(_told_already(parse, trigger))
    return tuple(t for t in found if t.token not in taken)


def _told_already(parse: Parse, trigger: Trigger) -> list[int]:
    """Event nouns that are no occurrence of their own.

    They stand in a verb's key (*force entry*) or are of its class (*fired shots*).
    """
    if trigger.nominal:
        return []
    names = {s.name for s in trigger.senses}
    objects = [
        k.index
        for k in kids(parse, parse.tokens[trigger.token])
        if k.dep in ("dobj", "nsubjpass") and names & {s.name for s in lexicon().noun(k.lemma.lower())}
    ]
    return [*trigger.parts, *objects]


def _verbal(parse: Parse, token: Token) -> Trigger | None:
    if token.dep in ("amod", "aux", "auxpass", "compound", "prep") or not token.text[0].isalpha():
        return None
    if _is_wrapper(parse, token) or _holds_status(parse, token) or _moves_toll(parse, token):
        return None
    said = phrase(parse, token)
    if said.key in words()["not_events"]:
        return None
    if not said.senses and light_object(parse, token) is not None:
        return None  # the event noun that it carries is the trigger
    return _made(parse, token, said, _chain(parse, token), nominal=False)


def _is_wrapper(parse: Parse, token: Token) -> bool:
    # A verb that only says how its complement is put: the complement is the trigger.
    if not any(_complement(parse, k) for k in kids(parse, token)):
        return False
    table = wrappers()
    return any(token.lemma in table[g] for g in _WRAPPING)


def _complement(parse: Parse, token: Token) -> bool:
    """Whether a clause completes its governor: an open one, or an infinitive with a subject of its own."""
    if token.pos not in ("VERB", "AUX"):
        return False
    if token.dep == "xcomp":
        return True
    return token.dep == "ccomp" and any(k.dep == "aux" and k.tag == "TO" for k in kids(parse, token))


def _chain(parse: Parse, token: Token) -> tuple[int, ...]:
    chain: list[int] = []
    at = token
    while (head := parse.tokens[at.head]).index != at.index:
        if head.pos in ("VERB", "AUX", "ADJ") and (at.dep == "xcomp" or _complement(parse, at)):
            chain.append(head.index)
        elif at.dep == "acomp" and head.lemma == "be" and chain and chain[-1] == at.index:
            chain.append(head.index)  # "was unable to enter"
        elif not _joined_complement(parse, at, head):
            break
        at = head
    return tuple(reversed(chain))


def _joined_complement(parse: Parse, at: Token, head: Token) -> bool:
    # "tried to enter and seize": what governs the first governs the second.
    return (
        at.dep == "conj"
        and head.pos == "VERB"
        and head.dep == "xcomp"
        and not any(k.dep in SUBJECTS for k in kids(parse, at))
    )


def _nominal(parse: Parse, token: Token) -> Trigger | None:
    lemma = token.lemma.lower()
    head = parse.tokens[token.head]
    if token.dep == "pobj" and head.lemma in ("under", "like"):
        return None
    if token.dep == "pobj" and lemma in words()["edges"]:
        return None  # "at the end of the street"
    senses, toll = lexicon().noun("gunfire" if _shots(parse, token) else lemma), False
    if not senses or lemma in words()["tolls"]:
        counted = _counted_by(parse, token)
        senses, toll = counted or senses, bool(counted) or lemma in words()["tolls"]
    if not senses or (
        any(lexicon().has(s.name, "anaphor") for s in senses) and not _points_back(parse, token)
    ):
        return None
    chain: tuple[int, ...] = ()
    carried = token.dep in ("dobj", "nsubjpass") and light_object(parse, head) is token
    moved = toll and token.dep in (*SUBJECTS, "dobj") and _moves_toll(parse, head)
    if carried or moved:
        chain = (*_chain(parse, head), head.index)
    said = Phrase(lexicon().verb_of(lemma) or lemma, with_fatal(parse, token, senses), ())
    return _made(parse, token, said, chain, nominal=True, toll=toll)


def _shots(parse: Parse, token: Token) -> bool:
    # "mortar fire" burns nothing
    return token.lemma.lower() == "fire" and any(
        k.lemma.lower() in words()["arms"] for k in kids(parse, token)
    )


def _points_back(parse: Parse, token: Token) -> bool:
    # "the incident", not "campaign events"
    return token.tag == "NN" and any(k.lemma.lower() in words()["definite"] for k in kids(parse, token))


def _counted_by(parse: Parse, token: Token) -> tuple[Sense, ...]:
    # "the death toll rose to 14", "the number of dead stands at 14"
    if token.lemma.lower() not in words()["tolls"]:
        return ()
    below = {parse.tokens[i].lemma.lower() for i in range(token.left, token.right)}
    return next(((Sense(name, undergo=False),) for name, members in tolls() if below & members), ())


def _moves_toll(parse: Parse, verb: Token) -> bool:
    # "The toll rose to 14", "police put the turnout at 900": the toll is the trigger, with its number.
    if verb.pos not in ("VERB", "AUX") or verb.lemma not in words()["toll_verbs"]:
        return False
    return any(
        k.dep in ("nsubj", "nsubjpass", "dobj") and k.lemma.lower() in words()["tolls"]
        and (_counted_by(parse, k) or lexicon().noun(k.lemma.lower()))
        for k in kids(parse, verb)
    )  # fmt: skip


def _copular(parse: Parse, token: Token) -> Trigger | None:
    beside = kids(parse, token)
    comp = next((k for k in beside if k.dep in ("acomp", "attr") and k.pos in ("ADJ", "NOUN", "VERB")), None)
    subject = next((k for k in beside if k.dep in SUBJECTS), None)
    if comp is None or subject is None or subject.lemma.lower() in ("it", "this", "that", "there", "what"):
        return None
    if any(k.dep == "xcomp" for k in kids(parse, comp)) or _moves_toll(parse, token):
        return None  # "was unable to verify": the complement is the trigger
    senses = lexicon().verb(f"be_{comp.text.lower()}")
    said = Phrase(f"be {comp.lemma.lower()}", senses, (comp.index,))
    return _made(parse, token, said, _chain(parse, token), nominal=False)


def counted_before(parse: Parse, token: Token) -> int | None:
    """The number or counted noun that stands right before a status word (*12 dead*, *30 people injured*)."""
    if token.index == 0 or parse.tokens[token.index - 1].sentence != token.sentence:
        return None
    before = parse.tokens[token.index - 1]
    if before.pos == "ADV" and before.index and before.head == token.index:
        before = parse.tokens[before.index - 1]  # "three people critically injured"
    if before.pos == "NUM" or before.tag == "CD":
        return before.index
    counted = any(k.dep == "nummod" for k in kids(parse, before))
    return before.index if before.pos == "NOUN" and counted else None


def _missing(parse: Parse, token: Token) -> bool:
    # "another 300 missing" is no verb.
    return token.text.lower() == "missing" and counted_before(parse, token) is not None


def _status(parse: Parse, token: Token) -> Trigger | None:
    if counted_before(parse, token) is None:
        return None
    key = statuses()[token.text.lower()]
    senses = tuple(Sense(s.name, undergo=True) for s in lexicon().verb(key))
    verb = _leaving(parse, token)
    chain = (verb,) if verb is not None else ()
    return Trigger(token.index, key, senses, nominal=False, chain=chain, put=_ASSERTED, status=True)


def _leaving(parse: Parse, token: Token) -> int | None:
    """The verb *leave* that a status word hangs on, through its number and what is joined to it, or ``None``."""
    at = token
    for _ in range(4):
        at = parse.tokens[at.head]
        if at.pos == "VERB":
            return at.index if at.lemma == "leave" else None
    return None


def _holds_status(parse: Parse, verb: Token) -> bool:
    # "left 12 dead and 30 injured": each status word is a trigger.
    if verb.lemma != "leave":
        return False
    inside = (parse.tokens[i] for i in range(verb.index + 1, verb.right))
    return any(
        t.text.lower() in statuses()
        and counted_before(parse, t) is not None
        and _leaving(parse, t) == verb.index
        for t in inside
    )


def _made(
    parse: Parse, token: Token, said: Phrase, chain: tuple[int, ...], *, nominal: bool, toll: bool = False
) -> Trigger:
    how = put(parse, token, chain, nominal=nominal, parts=said.tokens)
    key = f"attempt {said.key}" if how.attempted else said.key
    return Trigger(token.index, key, said.senses, nominal, chain, how, said.tokens, toll)
