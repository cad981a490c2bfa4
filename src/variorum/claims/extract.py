"""Claims: who did what to whom, when, where, how many, whether, and who says so."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from variorum.claims.anchors import phrase_span
from variorum.claims.binding import bound_of, owners, place_owner, places_where, quantities_of, time_owner
from variorum.claims.participants import Names, names, participants
from variorum.claims.phrases import SUBJECTS, kids
from variorum.claims.triggers import Trigger, triggers
from variorum.model import (
    Act,
    Attribution,
    Claim,
    ClaimTime,
    Kind,
    Layers,
    Parse,
    Participant,
    Polarity,
    Report,
    Speech,
)
from variorum.text import Span, anchor, content_id
from variorum.values.predicates import lexicon, words, wrappers


@dataclass(frozen=True, slots=True)
class _Voices:
    """Who says what, token by token.

    ``cues`` are the predicates of cues with their attribution, ``perceived`` those of perception, ``holders`` the
    attributions whose content a token stands in, outermost first, ``hidden`` the tokens of utterances that are no
    claims, ``denials`` the attributions that deny their content.
    """

    cues: Mapping[int, str]
    perceived: frozenset[int]
    holders: Mapping[int, tuple[str, ...]]
    hidden: frozenset[int]
    denials: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Reading:
    """What every claim of one report needs: its triggers, who says what, and what is bound to which trigger."""

    report: Report
    layers: Layers
    index: Names
    voices: _Voices
    triggers: tuple[Trigger, ...]
    times: Mapping[int, tuple[ClaimTime, ...]]
    places: Mapping[int, tuple[int, ...]]


def claims(report: Report, layers: Layers, attributions: Sequence[Attribution]) -> tuple[Claim, ...]:
    """The claims of one report in text order.

    Words of direct speech in the first or second person are utterances, not claims of an occurrence; the
    predicates of attribution cues are the attribution itself.

    Args:
        report: the report.
        layers: its annotation.
        attributions: its attributions.

    Returns:
        Claims whose indices refer to ``layers.timexes``, ``layers.places`` and ``layers.quantities``.
    """
    reading = _reading(report, layers, attributions)
    timed = frozenset(t.index for x in layers.timexes for t in layers.parse.tokens_in(x.span))
    found = []
    for trigger in reading.triggers:
        if not _tells(reading.voices, trigger):
            continue
        everyone = participants(layers.parse, trigger, reading.index, timed)
        for who in _apart(reading, trigger, everyone):
            claim = _claim(reading, trigger, who)
            if _worth(claim, trigger):
                found.append(claim)
    return tuple(found)


def _tells(voices: _Voices, trigger: Trigger) -> bool:
    """Whether a predicate is the report's to tell: not an utterance's, and not a mere cue."""
    if trigger.token in voices.hidden:
        return False
    # "issued a note of protest", "condemned the strike": cues that are also an occurrence.
    deed = any(not lexicon().has(s.name, "weak") for s in trigger.senses)
    return deed or (trigger.token not in voices.cues and trigger.token not in voices.perceived)


def _worth(claim: Claim, trigger: Trigger) -> bool:
    """Whether a claim says anything: a bare event noun does only where it points back at the story's event."""
    if not claim.nominal or trigger.has("incident") or claim.polarity is Polarity.NEGATIVE:
        return True
    return bool(claim.participants or claim.times or claim.places or claim.quantities)


def _apart(
    reading: _Reading, trigger: Trigger, who: tuple[Participant, ...]
) -> list[tuple[Participant, ...]]:
    """Participants claim by claim: what happens to each person once is told of each named person apart."""
    if not trigger.has("once"):
        return [who]
    patients = [p for p in who if p.role == "patient" and _is_person(reading, p)]
    if len(patients) < 2:
        return [who]
    return [tuple(p for p in who if p not in patients or p is patient) for patient in patients]


def _is_person(reading: _Reading, participant: Participant) -> bool:
    entity = reading.index.entities.get(participant.entity or "")
    return entity is not None and entity.kind is Kind.PERSON and bool(entity.names)


def _reading(report: Report, layers: Layers, attributions: Sequence[Attribution]) -> _Reading:
    parse = layers.parse
    found = triggers(parse)
    table = owners(found)
    voices = _voices(parse, attributions)
    times = _spread(parse, found, _times(report, layers, voices, table))
    places = _spread_places(parse, found, _places(layers, table))
    return _Reading(report, layers, names(layers), voices, found, times, places)


def _voices(parse: Parse, attributions: Sequence[Attribution]) -> _Voices:
    cues: dict[int, str] = {}
    perceived: set[int] = set()
    denials: set[str] = set()
    for a in attributions:
        for token in (t for s in a.cue for t in parse.tokens_in(s)):
            if token.lemma.lower() in wrappers()["denials"]:
                denials.add(a.id)
            if not a.content or token.pos not in ("VERB", "AUX", "NOUN"):
                continue
            if a.act in (Act.SPEECH, Act.BELIEF):
                cues[token.index] = a.id
            elif a.act is Act.PERCEPTION:
                perceived.add(token.index)
    return _Voices(
        cues,
        frozenset(perceived),
        _holders(parse, attributions),
        _hidden(parse, attributions),
        frozenset(denials),
    )


def _holders(parse: Parse, attributions: Sequence[Attribution]) -> dict[int, tuple[str, ...]]:
    holders: dict[int, list[Attribution]] = {}
    for a in attributions:
        # An attempt or a plan is its agent's own deed, not a voice that tells of it.
        for span in a.content if a.act is not Act.INTENTION else ():
            for token in parse.tokens_in(span):
                holders.setdefault(token.index, []).append(a)
    return {
        t: tuple(a.id for a in sorted(held, key=lambda a: -sum(map(len, a.content))))
        for t, held in holders.items()
    }


def _hidden(parse: Parse, attributions: Sequence[Attribution]) -> frozenset[int]:
    # Sentences of direct speech about "I", "we", "you": what is said there is kept as an utterance.
    out: set[int] = set()
    for a in attributions:
        for span in a.quoted if a.form is Speech.DIRECT else ():
            inside = parse.tokens_in(span)
            if len(inside) < 4 or any(t.text.lower() in words()["first_and_second"] for t in inside):
                out.update(t.index for t in inside)
    return frozenset(out)


def _times(
    report: Report, layers: Layers, voices: _Voices, table: Mapping[int, Trigger]
) -> dict[int, tuple[ClaimTime, ...]]:
    """The times of each trigger; a day that dates a cue goes with none of the content's predicates."""
    bound: dict[int, tuple[ClaimTime, ...]] = {}
    dateline = _dateline(report)
    for k, timex in enumerate(layers.timexes):
        if dateline is not None and dateline.contains(timex.span):
            continue
        owner = time_owner(layers.parse, timex, table, voices.cues)
        if owner is None or not isinstance(owner[0], Trigger) or not _in_clause(layers.parse, owner[0]):
            continue
        token = owner[0].token
        bound[token] = (*bound.get(token, ()), ClaimTime(k, owner[1]))
    return bound


def _in_clause(parse: Parse, trigger: Trigger) -> bool:
    # A date beside a title without a verb ("earthquake, 11 March") dates the page.
    first, last = parse.sentences[parse.tokens[trigger.token].sentence]
    return any(t.pos in ("VERB", "AUX") for t in parse.tokens[first:last])


def _dateline(report: Report) -> Span | None:
    # "LIMA, March 9 (AP) -": this day dates the report.
    at = report.text.find(report.dateline) if report.dateline else -1
    return Span(0, at + len(report.dateline or "")) if at >= 0 else None


def _spread(
    parse: Parse, found: Sequence[Trigger], times: dict[int, tuple[ClaimTime, ...]]
) -> dict[int, tuple[ClaimTime, ...]]:
    """Times with those that a neighbour shares: *the shooting happened on Monday*, *Monday's blast injured ten*."""
    by_token = {t.token: t for t in found}
    out = dict(times)
    effects = tuple(_effects(parse, found))
    for verb, noun in effects:
        own = tuple(ClaimTime(t.timex, bound_of(noun)) for t in times.get(verb.token, ()))
        if own:
            out[noun.token] = tuple(dict.fromkeys((*out.get(noun.token, ()), *own)))
    for verb, noun in effects:
        if verb.token not in times and noun.token in out and verb.has("effect"):
            out[verb.token] = out[noun.token]
    for verb in found:
        main = _main_clause(parse, verb, by_token)
        if main is not None and verb.token not in out and main.token in times:
            out[verb.token] = times[main.token]
    return out


def _spread_places(
    parse: Parse, found: Sequence[Trigger], places: dict[int, tuple[int, ...]]
) -> dict[int, tuple[int, ...]]:
    """Places with those that an event and its effect share: *the fire in Tolmar killed two*."""
    out = dict(places)
    for verb, noun in _effects(parse, found):
        both = tuple(dict.fromkeys((*places.get(noun.token, ()), *places.get(verb.token, ()))))
        if both:
            out[noun.token] = both
            if verb.has("effect"):
                out[verb.token] = both
    return out


def _effects(parse: Parse, found: Sequence[Trigger]) -> Iterator[tuple[Trigger, Trigger]]:
    """Verbs that tell what an event did, or that it happened, each with the event noun that is its subject."""
    by_token = {t.token: t for t in found}
    for verb in found:
        if not verb.nominal and (
            verb.has("effect") or parse.tokens[verb.token].lemma in wrappers()["befall"]
        ):
            noun = _event_subject(parse, verb, by_token)
            if noun is not None:
                yield verb, noun


def _event_subject(parse: Parse, verb: Trigger, by_token: Mapping[int, Trigger]) -> Trigger | None:
    """The event noun that an effect is said of (*the blast injured ten*, *the strike, which destroyed …*)."""
    token = parse.tokens[verb.token]
    subjects = [k.index for k in kids(parse, token) if k.dep in SUBJECTS]
    while token.dep == "conj" and not subjects and token.head < token.index:
        token = parse.tokens[token.head]  # "a blast that killed one and injured ten on Monday"
        subjects = [k.index for k in kids(parse, token) if k.dep in SUBJECTS]
    if token.dep == "relcl":
        subjects.append(token.head)
    return next((by_token[i] for i in subjects if i in by_token and by_token[i].nominal), None)


def _main_clause(parse: Parse, verb: Trigger, by_token: Mapping[int, Trigger]) -> Trigger | None:
    """The clause whose effect a participle tells (*the bridge fell on Monday, killing four*)."""
    token = parse.tokens[verb.token]
    head = parse.tokens[token.head]
    effect = token.dep == "advcl" and token.tag == "VBG" and token.index > head.index and verb.has("effect")
    if not effect or any(k.dep in ("mark", "advmod") and k.index < token.index for k in kids(parse, token)):
        return None
    return by_token.get(head.index)


def _places(layers: Layers, table: Mapping[int, Trigger]) -> dict[int, tuple[int, ...]]:
    bound: dict[int, tuple[int, ...]] = {}
    for k, place in enumerate(layers.places):
        owner = place_owner(layers.parse, place, table)
        tokens = [owner.token] if owner is not None else []
        for token in dict.fromkeys((*tokens, *places_where(layers.parse, place, table))):
            bound[token] = (*bound.get(token, ()), k)
    return bound


def _claim(reading: _Reading, trigger: Trigger, who: tuple[Participant, ...]) -> Claim:
    report, layers = reading.report, reading.layers
    amounts = quantities_of(layers.parse, trigger, [p.head for p in who], layers.quantities)
    span = phrase_span(layers.parse, trigger, who, [layers.quantities[k].span for k in amounts])
    held = reading.voices.holders.get(trigger.token, ())
    negative = trigger.put.polarity is Polarity.NEGATIVE
    if not trigger.put.denied and any(a in reading.voices.denials for a in held[-1:]):
        negative = not negative
    patient = "/".join(p.name for p in who if p.role == "patient")
    start = layers.parse.tokens[trigger.token].start
    return Claim(
        id=content_id("claim", report.id, start, trigger.predicate, patient),
        report_id=report.id,
        trigger=trigger.token,
        predicate=trigger.predicate,
        anchors=(anchor(report.id, report.text, span),),
        participants=who,
        times=reading.times.get(trigger.token, ()),
        places=reading.places.get(trigger.token, ()),
        quantities=amounts,
        polarity=Polarity.NEGATIVE if negative else Polarity.POSITIVE,
        modality=trigger.put.modality,
        attributions=held,
        classes=tuple(s.name for s in trigger.senses),
        nominal=trigger.nominal,
    )
