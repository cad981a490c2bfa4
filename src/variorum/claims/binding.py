"""What a time, a place or a quantity belongs to: the event, the saying of it, or its publication.

A day that dates a statement (*said Tuesday*) or a posting (*uploaded on Wednesday*) is never taken for the
day of the event: this is the commonest cause of false conflicts.
"""

from collections.abc import Mapping, Sequence

from variorum.claims.triggers import TOLLS, Trigger
from variorum.model import Bound, Measure, Parse, Place, Quantity, Timex

_PLACE_PREPOSITIONS = frozenset(
    {"in", "at", "near", "outside", "inside", "on", "within", "across", "off", "around", "by"}
)
_STEPS = 12


def owners(parse: Parse, triggers: Sequence[Trigger]) -> dict[int, Trigger]:
    """The trigger that each predicate or governing token belongs to."""
    table: dict[int, Trigger] = {}
    for trigger in triggers:
        for governor in trigger.chain:
            table.setdefault(governor, trigger)
    table.update({t.token: t for t in triggers})
    return table


def time_owner(
    parse: Parse, timex: Timex, table: Mapping[int, Trigger], cues: Mapping[int, str]
) -> tuple[Trigger | None, Bound] | None:
    """The predicate that a time dates, by climbing the parse, and what is dated.

    Args:
        table: from :func:`owners`.
        cues: the tokens of attribution cues, with the attribution's id.

    Returns:
        The trigger and ``event`` or ``publication``; ``(None, statement)`` where the time dates a cue;
        ``None`` where nothing was found.
    """
    head = parse.head_in(timex.span)
    if head is None:
        return None
    at = parse.tokens[head]
    for _ in range(_STEPS):
        if at.index in cues and at.index not in table:
            return None, Bound.STATEMENT
        trigger = table.get(at.index)
        if trigger is not None and at.index != head:
            if at.index in cues:
                return trigger, Bound.STATEMENT
            return trigger, bound_of(trigger)
        up = parse.tokens[at.head]
        if up.index == at.index or (
            at.pos in ("VERB", "AUX") and at.dep not in ("xcomp", "conj", "acl", "ccomp")
        ):
            return None
        if at.dep == "ccomp" and at.pos in ("VERB", "AUX"):
            return None
        at = up
    return None


def bound_of(trigger: Trigger) -> Bound:
    """Whether a time at this predicate dates an event or a posting."""
    names = {s.name for s in trigger.senses}
    return Bound.PUBLICATION if "upload" in names else Bound.EVENT


def place_owner(parse: Parse, place: Place, table: Mapping[int, Trigger]) -> Trigger | None:
    """The predicate that happened at a place, through nouns and place prepositions only."""
    head = parse.head_in(place.span)
    if head is None:
        return None
    at = parse.tokens[head]
    by_place = place.facility
    for _ in range(_STEPS):
        trigger = table.get(at.index)
        if trigger is not None and at.index != head:
            return trigger if by_place else None
        if at.dep == "prep" or at.pos == "ADP":
            if not by_place and at.lemma.lower() not in _PLACE_PREPOSITIONS:
                return None
            by_place = True
        elif at.dep in ("compound", "nmod") and at.index == head and trigger is None:
            pass
        elif at.dep in ("poss", "nsubj", "nsubjpass", "relcl", "advcl", "ccomp") and not by_place:
            return None
        up = parse.tokens[at.head]
        if up.index == at.index or (at.pos in ("VERB", "AUX") and at.dep != "xcomp"):
            return None
        at = up
    return None


def quantities_of(
    parse: Parse, trigger: Trigger, heads: Sequence[int], quantities: Sequence[Quantity]
) -> tuple[int, ...]:
    """Indices of the quantities that count a participant of a predicate.

    A quantity belongs where its counted noun (or its number, if it has no noun) is a participant's head, hangs on
    it by *of*, or is what a toll is said to be.
    """
    return tuple(
        k
        for k, q in enumerate(quantities)
        if q.measure is not Measure.AGE
        and (
            _counts(parse, q, heads)
            or _is_toll(parse, trigger, q)
            or (trigger.nominal and q.noun_token == trigger.token)
        )
    )


def _number(parse: Parse, quantity: Quantity) -> int | None:
    return parse.head_in(quantity.span) if quantity.noun_token is None else quantity.noun_token


def _counts(parse: Parse, quantity: Quantity, heads: Sequence[int]) -> bool:
    at = _number(parse, quantity)
    if at is None:
        return False
    if at in heads:
        return True
    inside = {t.index for t in parse.tokens_in(quantity.span)}
    if inside & set(heads):
        return True
    head = parse.tokens[parse.tokens[at].head]
    return head.lemma == "of" and head.head in heads and parse.tokens[head.head].index in inside


def _is_toll(parse: Parse, trigger: Trigger, quantity: Quantity) -> bool:
    # "The death toll rose to 14": the number stands in the clause whose subject is the toll.
    if not trigger.nominal or quantity.measure is not Measure.COUNT:
        return False
    token = parse.tokens[trigger.token]
    if token.lemma.lower() not in TOLLS:
        return False
    at = _number(parse, quantity)
    verb = parse.tokens[token.head]
    if at is None or parse.tokens[at].sentence != token.sentence:
        return False
    if token.left <= at < token.right:
        return True  # "a death toll of 14"
    if (
        verb.pos not in ("VERB", "AUX")
        or (quantity.noun is not None
        and quantity.noun not in ("people", "person", "dead"))
    ):
        return False
    up = parse.tokens[at]
    for _ in range(4):
        if up.head == verb.index:
            return True
        up = parse.tokens[up.head]
    return False
