"""Who takes part in an occurrence, and in which role."""

from collections.abc import Mapping
from dataclasses import dataclass

from variorum.claims.triggers import SUBJECTS, Trigger, counted_before
from variorum.model import Entity, Kind, Layers, Mention, Parse, Participant, Token
from variorum.text import Span

_PATIENT_OF_NOUN = frozenset({
    "kill", "shoot", "stab", "injure", "hospitalize", "arrest", "release", "charge", "convict", "acquit", "sentence",
    "find_dead", "vanish", "kidnap", "rape", "destroy", "damage", "rescue", "evacuate", "appoint", "elect", "born",
    "close", "sink", "collapse", "suspect_die", "lay_off", "extradite", "expel", "explode", "search_raid", "cancel",
    "postpone", "seize", "bomb", "shell_down", "buy", "sell",
})  # fmt: skip
_RELATIVE = ("who", "which", "that", "whom", "whose")
_MAX_CONJUNCTS = 12


@dataclass(frozen=True, slots=True)
class Names:
    """The mentions of a report by head token, and its entities by id."""

    by_head: Mapping[int, Mention]
    by_token: Mapping[int, Mention]
    entities: Mapping[str, Entity]


def names(layers: Layers) -> Names:
    """An index over the mentions of one report; a token inside several goes to the shortest."""
    by_head: dict[int, Mention] = {}
    by_token: dict[int, Mention] = {}
    for mention in sorted(layers.mentions, key=lambda m: (-len(m.span), m.span.start)):
        by_head[mention.head] = mention
        for token in layers.parse.tokens_in(mention.span):
            by_token[token.index] = mention
    return Names(by_head, by_token, {e.id: e for e in layers.entities})


def core(parse: Parse, head: int, depth: int = 2) -> Span:
    """The short noun phrase around a head: its determiners and modifiers, and *depth* following *of* phrases."""
    token = parse.tokens[head]
    left = head
    for i in parse.children[head]:
        kid = parse.tokens[i]
        if i < head and kid.dep in (
            "det",
            "amod",
            "compound",
            "nummod",
            "poss",
            "nmod",
            "quantmod",
            "neg",
            "predet",
            "case",
        ):
            left = min(left, kid.left if kid.right <= head else i)
    right = head
    for i in parse.children[head]:
        kid = parse.tokens[i]
        goal = _object(parse, kid) if kid.dep == "prep" and kid.lemma == "of" else None
        if goal is not None and depth > 0:
            right = max(right, parse.tokens_in(core(parse, goal, depth - 1))[-1].index)
    return Span(parse.tokens[left].start, parse.tokens[right].end)


def participants(
    parse: Parse, trigger: Trigger, index: Names, skip: frozenset[int] = frozenset()
) -> tuple[Participant, ...]:
    """The participants of one predicate in text order: agent, patient, recipient, or by preposition.

    Args:
        skip: tokens of time expressions, which are no participants.
    """
    found = _of_noun(parse, trigger) if trigger.nominal else _of_verb(parse, trigger)
    made = {
        (role, head): _participant(parse, role, head, index)
        for role, first in found
        for head in conjuncts(parse, first)
        if head != trigger.token and head not in skip
    }
    return tuple(sorted(made.values(), key=lambda p: (p.head, p.role)))


def conjuncts(parse: Parse, head: int) -> tuple[int, ...]:
    """A noun and what is joined to it (*X, Y and Z*)."""
    out = [head]
    for at in out:
        kids = [parse.tokens[i] for i in parse.children[at]]
        out.extend(k.index for k in kids if k.dep == "conj" and k.pos in ("NOUN", "PROPN", "PRON", "NUM"))
        if len(out) > _MAX_CONJUNCTS:
            break
    return tuple(out)


def _participant(parse: Parse, role: str, head: int, index: Names) -> Participant:
    mention = index.by_head.get(head)
    if mention is None:
        inside = index.by_token.get(head)
        mention = inside if inside and parse.tokens[inside.head].head == head else None
    entity = index.entities.get(mention.entity) if mention else None
    if entity is None or not entity.names:
        entity = _apposed(parse, head, index) or entity
    span = core(parse, head)
    return Participant(
        role, entity.name if entity else span.of(parse.text), entity.id if entity else None, span, head
    )


def _apposed(parse: Parse, head: int, index: Names) -> Entity | None:
    # "intensive care nurse Alex Pretti": the name stands beside the noun.
    for i in parse.children[head]:
        if parse.tokens[i].dep in ("appos", "compound", "nmod") and i in index.by_head:
            entity = index.entities.get(index.by_head[i].entity)
            if entity is not None and entity.names and entity.kind is Kind.PERSON:
                return entity
    return None


def _of_verb(parse: Parse, trigger: Trigger) -> list[tuple[str, int]]:
    token = parse.tokens[trigger.token]
    counted = counted_before(parse, token) if token.pos != "VERB" or token.tag == "VBN" else None
    if counted is not None and not any(parse.tokens[i].dep in SUBJECTS for i in parse.children[token.index]):
        return [("patient", counted)]
    undergo = bool(trigger.senses) and all(s.undergo for s in trigger.senses)
    found: list[tuple[str, int]] = []
    subject, passive = _subject(parse, token, trigger.chain)
    by_agent = False
    for i in parse.children[token.index]:
        kid = parse.tokens[i]
        if kid.dep in ("dobj", "attr", "oprd") and kid.pos in ("NOUN", "PROPN", "PRON", "NUM"):
            found.append(("patient" if kid.dep == "dobj" else "attribute", _antecedent(parse, kid.index)))
        elif kid.dep == "dative":
            goal = kid.index if kid.pos != "ADP" else _object(parse, kid)
            if goal is not None:
                found.append(("recipient", goal))
        elif kid.dep == "agent" or (kid.dep == "prep" and kid.lemma == "by" and passive):
            goal = _object(parse, kid)
            if goal is not None:
                found.append(("agent", goal))
                by_agent = True
        elif kid.dep == "prep":
            goal = _object(parse, kid)
            if goal is not None:
                found.append((kid.lemma.lower(), goal))
    if subject is not None:
        role = "patient" if passive or (undergo and not by_agent) else "agent"
        found.append((role, subject))
    return found


def _object(parse: Parse, prep: Token) -> int | None:
    for i in parse.children[prep.index]:
        kid = parse.tokens[i]
        if kid.dep == "pobj":
            return i
    return None


def _subject(parse: Parse, token: Token, chain: tuple[int, ...]) -> tuple[int | None, bool]:
    """The token that the predicate is said of, and whether it is its object in the passive."""
    own = _own_subject(parse, token)
    if own is not None:
        head, passive = own
        return _antecedent(parse, head), passive
    passive_form = any(parse.tokens[i].dep == "auxpass" for i in parse.children[token.index])
    for governor in reversed(chain):
        held = _held_object(parse, governor, token)
        if held is not None:
            return held, passive_form
        own = _own_subject(parse, parse.tokens[governor])
        if own is not None:
            return _antecedent(parse, own[0]), passive_form
        head = parse.tokens[governor]
        if head.dep in ("acl", "relcl"):
            return head.head, passive_form
    has_object = any(parse.tokens[i].dep == "dobj" for i in parse.children[token.index])
    if token.dep == "acl":
        return token.head, (token.tag in ("VBN", "VBD") and not has_object) or passive_form
    if token.dep == "relcl":
        infinitive = any(
            parse.tokens[i].dep == "aux" and parse.tokens[i].tag == "TO" for i in parse.children[token.index]
        )
        return (token.head, passive_form) if infinitive else (None, False)
    head = parse.tokens[token.head]
    if token.dep == "conj" and head.pos in ("VERB", "AUX"):
        subject, passive = _subject(parse, head, ())
        return subject, passive and token.tag == "VBN"
    if token.dep in ("advcl", "xcomp", "pcomp", "prep") and token.tag in ("VBG", "VB", "VBN"):
        at = head if head.pos in ("VERB", "AUX") else parse.tokens[head.head]
        controlled = _controlled(parse, at, head)
        if controlled is not None:
            return controlled, token.tag == "VBN"
        if at.pos in ("VERB", "AUX") and at.index != token.index:
            subject, _ = _subject(parse, at, ())
            return subject, token.tag == "VBN"
    return None, token.tag == "VBN" and passive_form


def _controlled(parse: Parse, verb: Token, head: Token) -> int | None:
    # "blocked the agents from entering": the object is the subject of what follows *from*.
    if head.lemma in ("from", "of", "for", "into") and verb.pos == "VERB":
        return next(
            (i for i in parse.children[verb.index] if parse.tokens[i].dep in ("dobj", "nsubjpass")), None
        )
    return None


def _held_object(parse: Parse, governor: int, token: Token) -> int | None:
    # "prompting the agents to pursue them": the object of the one verb is the subject of the next.
    if parse.tokens[governor].lemma == "promise":
        return None
    objects = [
        i for i in parse.children[governor] if parse.tokens[i].dep == "dobj" and governor < i < token.index
    ]
    return objects[-1] if objects else None


def _own_subject(parse: Parse, token: Token) -> tuple[int, bool] | None:
    own = [i for i in parse.children[token.index] if parse.tokens[i].dep in ("nsubj", "nsubjpass")]
    if not own:
        return None
    before = [i for i in own if i < token.index] or own
    return before[-1], parse.tokens[before[-1]].dep == "nsubjpass"


def _antecedent(parse: Parse, head: int) -> int:
    # "the man, who was shot": the relative pronoun stands for the noun that the clause hangs on.
    token = parse.tokens[head]
    if token.lemma.lower() in _RELATIVE:
        at = parse.tokens[token.head]
        for _ in range(4):
            if at.dep in ("relcl", "acl"):
                return at.head
            at = parse.tokens[at.head]
    return head


def _of_noun(parse: Parse, trigger: Trigger) -> list[tuple[str, int]]:
    token = parse.tokens[trigger.token]
    to_patient = any(s.name in _PATIENT_OF_NOUN for s in trigger.senses)
    found: list[tuple[str, int]] = []
    for i in parse.children[token.index]:
        kid = parse.tokens[i]
        if kid.dep == "prep":
            goal = _object(parse, kid)
            if goal is not None:
                lemma = kid.lemma.lower()
                role = {"of": "patient", "by": "agent"}.get(lemma, lemma)
                found.append((role, goal))
        elif kid.dep == "poss":
            found.append(("patient" if to_patient else "agent", i))
        elif kid.dep in ("compound", "nmod") and kid.pos in ("NOUN", "PROPN"):
            found.append(("modifier", i))
    if trigger.chain:
        carrier = parse.tokens[trigger.chain[-1]]
        subject, _ = _subject(parse, carrier, trigger.chain[:-1])
        if subject is not None and subject != token.index:
            found.append(("agent" if not _undergone(carrier) else "patient", subject))
        for i in parse.children[carrier.index]:
            kid = parse.tokens[i]
            goal = _object(parse, kid) if kid.dep in ("prep", "dative") else None
            if goal is not None:
                found.append((kid.lemma.lower(), goal))
    return found


def _undergone(verb: Token) -> bool:
    return verb.lemma in ("suffer", "sustain", "face", "undergo", "receive")
