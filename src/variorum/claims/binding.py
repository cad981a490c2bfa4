"""What a time, a place or a quantity belongs to: the event, the saying of it, or its publication.

A day that dates a statement (*said Tuesday*) or a posting (*uploaded on Wednesday*) is never taken for the
day of the event: this is the commonest cause of false conflicts.
"""

from collections.abc import Collection, Mapping, Sequence

from variorum.claims.phrases import kids
from variorum.claims.triggers import Trigger
from variorum.model import Bound, Measure, Parse, Place, Quantity, Timex, Token
from variorum.values.predicates import words

_STEPS = 12
_OPEN = ("xcomp", "conj", "acl")
"""How a clause hangs on the one that a time climbs to from it."""


def owners(triggers: Sequence[Trigger]) -> dict[int, Trigger]:
    """The trigger that each predicate or governing token belongs to."""
    table: dict[int, Trigger] = {}
    for trigger in triggers:
        for governor in trigger.chain:
            table.setdefault(governor, trigger)
    table.update({t.token: t for t in triggers})
    return table


def time_owner(
    parse: Parse, timex: Timex, table: Mapping[int, Trigger], cues: Mapping[int, str]
) -> tuple[Trigger | int | None, Bound] | None:
    """What a time dates, by the word before it and by climbing the parse.

    Args:
        parse: the parse of the report.
        timex: the time.
        table: from :func:`owners`.
        cues: the tokens of attribution cues, with the attribution's id.

    Returns:
        The trigger and ``event``, ``publication`` or (for a deed that is also a cue) ``statement``; the cue's token,
        or ``None`` where it is not known, and ``statement``; nothing where the time dates none of them.
    """
    head = _head(parse, timex)
    if head is None or _offset(parse, timex) or _deadline(parse, head):
        return None
    said = _after_saying(parse, timex, cues)
    if said is not None:
        return said, Bound.STATEMENT
    at = parse.tokens[head]
    for _ in range(_STEPS):
        trigger = table.get(at.index)
        if at.index in cues or at.lemma == "accord":
            return trigger if trigger is not None else at.index, Bound.STATEMENT
        if trigger is not None and at.index != head:
            spoken = _spoken_of(parse, at, head)
            return (spoken, Bound.STATEMENT) if spoken is not None else (trigger, bound_of(trigger))
        up = parse.tokens[at.head]
        if up.index == at.index or (at.pos in ("VERB", "AUX") and at.dep not in _OPEN):
            return None
        if (
            at.dep in ("poss", "compound", "nmod", "amod", "nummod")
            and up.index not in table
            and up.pos in ("NOUN", "PROPN")
        ):
            return None  # "Friday's victims", "the Sunday paper": the day is the noun's
        at = up
    return None


def _spoken_of(parse: Parse, noun: Token, head: int) -> int | None:
    """The verb of saying that speaks of an event noun before a time, which the time then dates.

    *Commented on the shooting early on Friday*, *testified about the crash on Monday*.
    """
    prep = parse.tokens[noun.head]
    verb = parse.tokens[prep.head]
    spoken = (
        noun.pos == "NOUN" and noun.dep == "pobj" and verb.pos == "VERB" and verb.index < noun.index < head
    )
    about = prep.lemma.lower() in ("on", "about", "of", "regarding")
    return (
        verb.index
        if spoken and about and verb.lemma in (words()["speech_verbs"] | words()["speaking_of"])
        else None
    )


def _head(parse: Parse, timex: Timex) -> int | None:
    # The day itself where a conjunction was taken into the expression ("said that Thursday's launch").
    inside = parse.tokens_in(timex.span)
    indices = {t.index for t in inside}
    tops = [t for t in inside if t.head not in indices or t.head == t.index]
    days = [t for t in tops if t.pos not in ("PUNCT", "SCONJ", "DET", "PART")]
    return days[0].index if days else parse.head_in(timex.span)


def _offset(parse: Parse, timex: Timex) -> bool:
    # "two days after the blast": the length is no time of its own.
    if timex.type != "DURATION":
        return False
    inside = parse.tokens_in(timex.span)
    after = parse.tokens[inside[-1].index + 1 : inside[-1].index + 2] if inside else ()
    return any(t.lemma.lower() in words()["time_offsets"] for t in after)


def _deadline(parse: Parse, head: int) -> bool:
    # "by Tuesday, 12 had died", "until Friday", "as of Monday"
    prep = parse.tokens[parse.tokens[head].head]
    return prep.pos in ("ADP", "SCONJ") and prep.lemma.lower() in words()["deadlines"] and prep.index < head


def _after_saying(parse: Parse, timex: Timex, cues: Collection[int]) -> int | None:
    """The cue or the noun of saying right before a time, which the time then dates.

    *Said Monday the blast …*, *told reporters Friday the bridge …*, *in a statement late on Tuesday*: the parser
    often hangs such a day on the clause that follows.
    """
    inside = parse.tokens_in(timex.span)
    if not inside or _possessive(parse, inside[-1]):
        return None
    sentence = inside[0].sentence
    at = inside[0].index - 1
    while at >= 0 and parse.tokens[at].lemma.lower() in words()["before_days"]:
        at -= 1
    before = parse.tokens[at] if at >= 0 else inside[0]
    if before.sentence != sentence:
        return None
    if _says(before, cues) or _saying(parse, before):
        return before.index
    head = parse.tokens[before.head]
    if head.pos == "ADP":
        head = parse.tokens[head.head]
    told = before.dep in ("dobj", "dative", "pobj") and before.index > head.index
    return head.index if told and head.lemma in words()["telling"] else None


def _says(token: Token, cues: Collection[int]) -> bool:
    # "Police say on Monday the man …": a present form takes no day, so that the day is the content's.
    past = token.pos == "VERB" and token.tag in ("VBD", "VBN", "VBG")
    return past and (token.index in cues or token.lemma in words()["speech_verbs"])


def _saying(parse: Parse, noun: Token) -> bool:
    # "in a statement", "at a news conference", "a report"
    if noun.pos != "NOUN" or noun.dep not in ("pobj", "nsubj", "nsubjpass"):
        return False
    if noun.lemma == "conference":
        return any(k.lemma.lower() in ("news", "press") for k in kids(parse, noun))
    return noun.lemma.lower() in words()["sayings"]


def _possessive(parse: Parse, last: Token) -> bool:
    following = parse.tokens[last.index + 1 : last.index + 2]
    return last.tag == "POS" or any(t.tag == "POS" for t in following)


def bound_of(trigger: Trigger) -> Bound:
    """Whether a time at this predicate dates an event or a posting."""
    return Bound.PUBLICATION if any(s.name == "upload" for s in trigger.senses) else Bound.EVENT


def place_owner(parse: Parse, place: Place, table: Mapping[int, Trigger]) -> Trigger | None:
    """The predicate that happened at a place, through nouns and place prepositions only.

    Args:
        parse: the parse of the report.
        place: the place.
        table: from :func:`owners`.

    Returns:
        The trigger, or ``None``: *a man from X*, *the mayor of X* and *X police* say nothing of where.
    """
    head = parse.head_in(place.span)
    if head is None:
        return None
    at = parse.tokens[head]
    by_place = place.facility
    for _ in range(_STEPS):
        trigger = table.get(at.index)
        if trigger is not None and at.index != head:
            return trigger if by_place else None
        up = parse.tokens[at.head]
        if up.index == at.index or (at.pos in ("VERB", "AUX") and at.dep != "xcomp"):
            return None
        if at.pos == "ADP" and at.dep in ("prep", "agent"):
            of_place = at.lemma.lower() == "of" and up.lemma.lower() in words()["place_nouns"]
            by_place = by_place or at.lemma.lower() in words()["place_prepositions"]
            if not by_place and not of_place:
                return None
        elif at.dep in ("compound", "nmod"):
            if not by_place and not _site(parse, up):
                return None
        elif at.dep not in ("pobj", "appos", "npadvmod", "conj", "advmod", "dep", "xcomp") and not by_place:
            return None
        at = up
    return None


def places_where(parse: Parse, place: Place, table: Mapping[int, Trigger]) -> tuple[int, ...]:
    """Tokens of the predicates in a clause of *where* on a place (*the square, where marchers held a rally*).

    Args:
        parse: the parse of the report.
        place: the place.
        table: from :func:`owners`.
    """
    at = parse.head_in(place.span)
    found: list[int] = []
    for _ in range(_STEPS if at is not None else 0):
        noun = parse.tokens[at or 0]
        for clause in (k for k in kids(parse, noun) if k.dep == "relcl"):
            where = any(k.dep == "advmod" and k.lemma.lower() == "where" for k in kids(parse, clause))
            if where and clause.index in table:
                found.append(table[clause.index].token)
        if noun.dep not in ("pobj", "prep", "compound", "nmod", "appos") or noun.head == noun.index:
            break
        at = noun.head
    return tuple(found)


def _site(parse: Parse, noun: Token) -> bool:
    # "in a Tolmar mall" is in Tolmar, "by Tolmar police" is nowhere.
    prep = parse.tokens[noun.head]
    return noun.dep == "pobj" and prep.lemma.lower() in words()["site_prepositions"]


def quantities_of(
    parse: Parse, trigger: Trigger, heads: Sequence[int], quantities: Sequence[Quantity]
) -> tuple[int, ...]:
    """Indices of the quantities that count a participant of a predicate.

    A quantity belongs where its counted noun (or its number, if it has no noun) is a participant's head, hangs on
    it by *of*, or is what a toll is said to be.

    Args:
        parse: the parse of the report.
        trigger: the predicate.
        heads: the head tokens of its participants.
        quantities: those of the report.
    """
    return tuple(
        k
        for k, q in enumerate(quantities)
        if q.measure is not Measure.AGE
        and (
            _counts(parse, q, heads)
            or (trigger.toll and _is_toll(parse, trigger, q))
            or (trigger.nominal and not trigger.toll and q.noun_token == trigger.token)
        )
    )


def _number(parse: Parse, quantity: Quantity) -> int | None:
    return parse.head_in(quantity.span) if quantity.noun_token is None else quantity.noun_token


def _counts(parse: Parse, quantity: Quantity, heads: Sequence[int]) -> bool:
    at = _number(parse, quantity)
    if at is None:
        return False
    inside = [t.index for t in parse.tokens_in(quantity.span)]
    if quantity.subset_of is not None or _of_those(parse, inside):
        # "five of the 12 dead": the five are counted where the five take part, not where the 12 do.
        return bool(inside) and any(h in heads for h in inside if h <= _first_number(parse, inside))
    if at in heads or not set(inside).isdisjoint(heads):
        return True
    head = parse.tokens[parse.tokens[at].head]
    return head.lemma == "of" and head.head in heads and parse.tokens[head.head].index in inside


def _of_those(parse: Parse, inside: Sequence[int]) -> bool:
    # "one of the people killed", but "dozens of people killed"
    after = [parse.tokens[i + 1] for i in inside[:-1] if parse.tokens[i].lemma == "of"]
    return any(t.pos == "DET" or t.tag == "PRP$" for t in after)


def _first_number(parse: Parse, inside: Sequence[int]) -> int:
    of = (i for i in inside if parse.tokens[i].lemma == "of")
    return next(of, inside[-1])


def _is_toll(parse: Parse, trigger: Trigger, quantity: Quantity) -> bool:
    # "The death toll rose to 14": the number stands in the clause whose subject is the toll.
    if quantity.measure is not Measure.COUNT or quantity.change:
        return False
    token = parse.tokens[trigger.token]
    verb = parse.tokens[token.head]
    at = _number(parse, quantity)
    if at is None or parse.tokens[at].sentence != token.sentence:
        return False
    if token.left <= at < token.right:
        return True  # "a death toll of 14"
    bare = parse.tokens[at].tag == "CD"  # its noun is told by the clause, if at all
    if verb.pos not in ("VERB", "AUX") or not (bare or quantity.noun in (None, *words()["people"])):
        return False
    up = parse.tokens[at]
    for _ in range(4):
        if up.head == verb.index:
            return True
        up = parse.tokens[up.head]
    return False
