"""Who takes part in an occurrence, and in which role."""

from collections.abc import Mapping
from dataclasses import dataclass

from variorum.claims.phrases import kids, object_of
from variorum.claims.subjects import antecedent, subject
from variorum.claims.triggers import Trigger, counted_before
from variorum.model import Entity, Kind, Layers, Mention, Parse, Participant, Token
from variorum.text import Span
from variorum.values.predicates import words

_MAX_CONJUNCTS = 12
_MODIFIERS = frozenset(
    {"det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "neg", "predet", "case"}
)
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")


@dataclass(frozen=True, slots=True)
class Names:
    """The mentions of a report by head token and by every token, and its entities by id."""

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
    """The short noun phrase around a head: its modifiers before it, and *of* phrases after it.

    Args:
        parse: the parse of the report.
        head: the noun's token index.
        depth: how many *of* phrases inside one another are kept.
    """
    left = right = head
    for kid in kids(parse, parse.tokens[head]):
        if kid.index < head and kid.dep in _MODIFIERS and kid.tag not in ("WDT", "WP$"):
            left = min(left, kid.left if kid.right <= head else kid.index)
        goal = object_of(parse, kid) if kid.dep == "prep" and kid.lemma == "of" else None
        if goal is not None and depth > 0:
            right = max(right, parse.tokens_in(core(parse, goal, depth - 1))[-1].index)
    return Span(parse.tokens[left].start, parse.tokens[right].end)


def participants(
    parse: Parse, trigger: Trigger, index: Names, skip: frozenset[int] = frozenset()
) -> tuple[Participant, ...]:
    """The participants of one predicate in text order: agent, patient, recipient, or by preposition.

    Args:
        parse: the parse of the report.
        trigger: the predicate.
        index: the report's mentions and entities.
        skip: tokens of time expressions, which are no participants.
    """
    found = _of_noun(parse, trigger) if trigger.nominal else _of_verb(parse, trigger)
    made = {
        (role, head): _participant(parse, role, head, index)
        for role, first in found
        for head in conjuncts(parse, first)
        if head != trigger.token and head not in skip and not _asked_for(parse, head)
    }
    return tuple(sorted(made.values(), key=lambda p: (p.head, p.role)))


def _asked_for(parse: Parse, head: int) -> bool:
    # "who fired the shots" names nobody.
    token = parse.tokens[head]
    return token.tag in ("WP", "WDT") or (token.pos == "PRON" and token.dep == "expl")


def conjuncts(parse: Parse, head: int) -> tuple[int, ...]:
    """A noun and what is joined to it (*X, Y and Z*), as token indices."""
    out = [head]
    for at in out:
        out.extend(k.index for k in kids(parse, parse.tokens[at]) if k.dep == "conj" and k.pos in _NOMINAL)
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
    name = entity.name if entity else span.of(parse.text)
    return Participant(role, name, entity.id if entity else None, span, head)


def _apposed(parse: Parse, head: int, index: Names) -> Entity | None:
    # "intensive care nurse Ann Poe": the name stands beside the noun.
    for i in parse.children[head]:
        if parse.tokens[i].dep in ("appos", "compound", "nmod") and i in index.by_head:
            entity = index.entities.get(index.by_head[i].entity)
            if entity is not None and entity.names and entity.kind is Kind.PERSON:
                return entity
    return None


def _of_verb(parse: Parse, trigger: Trigger) -> list[tuple[str, int]]:
    token = parse.tokens[trigger.token]
    found = [pair for kid in kids(parse, token) for pair in _dependant(parse, trigger, kid)]
    counted = (
        counted_before(parse, token) if token.pos != "VERB" or token.tag == "VBN" or trigger.status else None
    )
    subjects = {k.index for k in kids(parse, token) if k.dep in ("nsubj", "nsubjpass")}
    if counted is not None and subjects <= {counted}:
        around = [pair for pair in found if pair[0] not in ("patient", "attribute")]
        return [("patient", counted), *_leaver(parse, trigger), *around]
    head, passive = subject(parse, token, trigger.chain)
    if not passive and not any(role == "patient" for role, _ in found):
        shared = _shared_object(parse, token)
        found += [("patient", shared)] if shared is not None else []
    if head is not None:
        done_to = any(role == "patient" for role, _ in found)
        by_agent = any(role == "agent" for role, _ in found)
        undergo = bool(trigger.senses) and all(
            s.undergo or (s.either and not done_to) for s in trigger.senses
        )
        found.append(("patient" if passive or (undergo and not by_agent) else "agent", head))
    return found


def _passive(parse: Parse, verb: Token) -> bool:
    beside = kids(parse, verb)
    if any(k.dep in ("auxpass", "nsubjpass") for k in beside):
        return True
    return verb.tag in ("VBN", "VBD") and not any(k.dep in ("nsubj", "dobj", "aux") for k in beside)


def _leaver(parse: Parse, trigger: Trigger) -> list[tuple[str, int]]:
    # "The strike left 12 dead": what is told of the dead, the strike did.
    if not trigger.chain:
        return []
    head, passive = subject(parse, parse.tokens[trigger.chain[-1]], ())
    return [("agent", head)] if head is not None and not passive else []


def _dependant(parse: Parse, trigger: Trigger, kid: Token) -> list[tuple[str, int]]:
    """The role of one dependant of a verb, if it takes part."""
    if kid.dep in ("dobj", "attr", "oprd") and kid.pos in _NOMINAL:
        if (
            kid.dep == "dobj"
            and kid.index in trigger.parts
            and not any(parse.tokens[i].dep != "det" for i in parse.children[kid.index])
        ):
            return []  # "opened fire": the object says what was done
        return [("patient" if kid.dep == "dobj" else "attribute", antecedent(parse, kid.index))]
    if kid.dep == "dative" and kid.pos != "ADP":
        return [("recipient", kid.index)]
    goal = object_of(parse, kid) if kid.dep in ("dative", "agent", "prep") else None
    if goal is None:
        return []
    if kid.dep == "dative":
        return [("recipient", goal)]
    by = (kid.dep == "agent" or kid.lemma.lower() == "by") and kid.index > kid.head
    return [("agent" if by and _passive(parse, parse.tokens[kid.head]) else kid.lemma.lower(), goal)]


def _shared_object(parse: Parse, token: Token) -> int | None:
    # "shot and killed Kolm": the object of the second verb is the first one's too.
    for kid in kids(parse, token):
        beside = (
            kid.dep == "conj" and kid.pos == "VERB" and kid.tag == token.tag and kid.index == token.index + 2
        )
        if beside and not any(k.dep in ("prep", "ccomp") for k in kids(parse, token)):
            return next((k.index for k in kids(parse, kid) if k.dep == "dobj"), None)
    return None


def _of_noun(parse: Parse, trigger: Trigger) -> list[tuple[str, int]]:
    token = parse.tokens[trigger.token]
    if trigger.toll:
        return [(p, g) for p, g in _around(parse, token) if p not in ("agent", "patient")]
    found: list[tuple[str, int]] = []
    for kid in kids(parse, token):
        if kid.dep == "poss":
            found.append(("patient" if trigger.has("object") else "agent", kid.index))
        elif kid.dep in ("compound", "nmod") and kid.pos in ("NOUN", "PROPN"):
            found.append(("modifier", kid.index))
    return [*found, *_around(parse, token), *(_carried(parse, trigger) if trigger.chain else ())]


def _around(parse: Parse, token: Token) -> list[tuple[str, int]]:
    """What hangs on an event noun by a preposition: *of* the patient, *by* the agent, others by their own name."""
    pairs = ((k.lemma.lower(), object_of(parse, k)) for k in kids(parse, token) if k.dep == "prep")
    return [
        ({"of": "patient", "by": "agent"}.get(lemma, lemma), goal)
        for lemma, goal in pairs
        if goal is not None
    ]


def _carried(parse: Parse, trigger: Trigger) -> list[tuple[str, int]]:
    """What takes part in an event noun through the light verb that carries it (*officers made an arrest*)."""
    carrier = parse.tokens[trigger.chain[-1]]
    found: list[tuple[str, int]] = []
    head, _ = subject(parse, carrier, trigger.chain[:-1])
    causes = carrier.lemma in words()["causes"] | words()["light_passive"]
    if head is not None and head != trigger.token and not causes:
        found.append(("patient" if carrier.lemma in words()["undergone"] else "agent", head))
    for kid in kids(parse, carrier):
        goal = object_of(parse, kid) if kid.dep in ("prep", "dative", "agent") else None
        if goal is not None:
            found.append(("agent" if kid.dep == "agent" else kid.lemma.lower(), goal))
    return found
