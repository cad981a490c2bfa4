"""Claims: who did what to whom, when, where, how many, whether, and who says so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from variorum.claims.binding import bound_of, owners, place_owner, quantities_of, time_owner
from variorum.claims.participants import Names, core, names, participants
from variorum.claims.triggers import Trigger, triggers
from variorum.model import (
    Act,
    Attribution,
    Claim,
    ClaimTime,
    Kind,
    Layers,
    Modality,
    Parse,
    Participant,
    Polarity,
    Report,
    Speech,
)
from variorum.text import Anchor, Span, anchor, content_id, hull
from variorum.values.predicates import lexicon, wrappers

LONGEST = 15
"""Words of an anchor at most; a longer phrase is cut to the predicate and what is nearest to it."""

_EFFECTS = frozenset({"happen", "kill", "injure", "hospitalize", "destroy", "damage", "strike", "burn", "flood", "strand",
                      "cut_power", "quake", "storm", "evacuate", "collapse", "crash", "explode"})  # fmt: skip
"""Classes whose subject, where it is an event, happens at the same time."""
_FIRST_AND_SECOND = frozenset({"i", "we", "you", "me", "us", "my", "our", "your"})


@dataclass(frozen=True, slots=True)
class _Reading:
    """Indices over one report that every claim of it needs."""

    report: Report
    layers: Layers
    index: Names
    cues: Mapping[int, str]
    holders: Mapping[int, tuple[str, ...]]
    hidden: frozenset[int]
    timed: frozenset[int]
    denials: frozenset[str]


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
    parse = layers.parse
    reading = _reading(report, layers, attributions)
    all_triggers = triggers(parse)
    table = owners(parse, all_triggers)
    times = _times(reading, all_triggers, table)
    places = _places(reading, table)
    found = []
    for trigger in all_triggers:
        if trigger.token in reading.hidden or (trigger.token in reading.cues and not _deed(trigger)):
            continue
        everyone = participants(parse, trigger, reading.index, reading.timed)
        for who in _apart(reading, trigger, everyone):
            amounts = quantities_of(parse, trigger, [p.head for p in who], layers.quantities)
            when, where = times.get(trigger.token, ()), places.get(trigger.token, ())
            if not trigger.nominal or who or when or amounts or _points_back(trigger):
                found.append(_claim(reading, trigger, who, when, where, amounts))
    return tuple(found)


def _deed(trigger: Trigger) -> bool:
    # "issued a note of protest", "condemned the strike": words that are also an occurrence.
    return any(not lexicon().has(s.name, "weak") for s in trigger.senses)


def _points_back(trigger: Trigger) -> bool:
    return any(lexicon().has(s.name, "incident") for s in trigger.senses)


def _apart(
    reading: _Reading, trigger: Trigger, who: tuple[Participant, ...]
) -> list[tuple[Participant, ...]]:
    """Participants claim by claim: what happens to each person once is told of each named person apart."""
    if not any(lexicon().has(s.name, "once") for s in trigger.senses):
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
    cues = {t.index: a.id for a in attributions if a.content for s in a.cue for t in parse.tokens_in(s)
            if t.pos in ("VERB", "AUX", "NOUN") and a.act in (Act.SPEECH, Act.BELIEF)}  # fmt: skip
    holders: dict[int, list[Attribution]] = {}
    for a in attributions:
        # An attempt or a plan is its agent's own deed, not a voice that tells of it.
        for span in a.content if a.act is not Act.INTENTION else ():
            for token in parse.tokens_in(span):
                holders.setdefault(token.index, []).append(a)
    order = {
        t: tuple(a.id for a in sorted(held, key=lambda a: -sum(map(len, a.content))))
        for t, held in holders.items()
    }
    timed = frozenset(t.index for x in layers.timexes for t in parse.tokens_in(x.span))
    denials = frozenset(a.id for a in attributions for s in a.cue for t in parse.tokens_in(s)
                        if t.lemma.lower() in wrappers()["denials"])  # fmt: skip
    return _Reading(report, layers, names(layers), cues, order, _hidden(parse, attributions), timed, denials)


def _hidden(parse: Parse, attributions: Sequence[Attribution]) -> frozenset[int]:
    # Sentences of direct speech about "I", "we", "you": what is said there is kept as an utterance.
    out: set[int] = set()
    for a in attributions:
        for span in a.quoted:
            inside = parse.tokens_in(span)
            personal = any(
                t.lemma.lower() in _FIRST_AND_SECOND or t.text.lower() in _FIRST_AND_SECOND for t in inside
            )
            if a.form is Speech.DIRECT and (personal or len(inside) < 4):
                out.update(t.index for t in inside)
    return frozenset(out)


def _times(
    reading: _Reading, found: Sequence[Trigger], table: Mapping[int, Trigger]
) -> dict[int, tuple[ClaimTime, ...]]:
    parse = reading.layers.parse
    bound: dict[int, list[ClaimTime]] = {}
    dateline = _dateline(reading.report)
    for k, timex in enumerate(reading.layers.timexes):
        if dateline is not None and dateline.contains(timex.span):
            continue
        owner = time_owner(parse, timex, table, reading.cues)
        if owner is None:
            continue
        trigger, to = owner
        if trigger is None or not _in_clause(parse, trigger):
            continue
        bound.setdefault(trigger.token, []).append(ClaimTime(k, to))
        carrier = _carried(parse, trigger, found)
        if carrier is not None:
            bound.setdefault(carrier.token, []).append(ClaimTime(k, bound_of(carrier)))
    return {token: tuple(times) for token, times in bound.items()}


def _in_clause(parse: Parse, trigger: Trigger) -> bool:
    """Whether a predicate stands in a sentence with a verb: a date beside a title (*earthquake, 11 March*) dates the page."""
    first, last = parse.sentences[parse.tokens[trigger.token].sentence]
    return any(t.pos in ("VERB", "AUX") for t in parse.tokens[first:last])


def _dateline(report: Report) -> Span | None:
    # "LIMA, March 9 (AP) -": this day dates the report.
    at = report.text.find(report.dateline) if report.dateline else -1
    return Span(0, at + len(report.dateline or "")) if at >= 0 else None


def _carried(parse: Parse, trigger: Trigger, found: Sequence[Trigger]) -> Trigger | None:
    # "The shooting happened on Monday", "the blast injured ten on Monday": the day is the subject's too.
    token = parse.tokens[trigger.token]
    if not any(s.name in _EFFECTS for s in trigger.senses) and token.lemma not in wrappers()["befall"]:
        return None
    kids = {i for i in parse.children[trigger.token] if parse.tokens[i].dep in ("nsubj", "nsubjpass")}
    if token.dep == "relcl":
        kids.add(token.head)
    return next((t for t in found if t.token in kids), None)


def _places(reading: _Reading, table: Mapping[int, Trigger]) -> dict[int, tuple[int, ...]]:
    bound: dict[int, tuple[int, ...]] = {}
    for k, place in enumerate(reading.layers.places):
        owner = place_owner(reading.layers.parse, place, table)
        if owner is not None:
            bound[owner.token] = (*bound.get(owner.token, ()), k)
    return bound


def _claim(
    reading: _Reading, trigger: Trigger, who: tuple[Participant, ...], times: tuple[ClaimTime, ...],
    places: tuple[int, ...], amounts: tuple[int, ...],
) -> Claim:  # fmt: skip
    report, layers = reading.report, reading.layers
    span = phrase_span(layers.parse, trigger, who)
    made: tuple[Anchor, ...] = (anchor(report.id, report.text, span),)
    holders = reading.holders.get(trigger.token, ())
    polarity = trigger.polarity
    if any(a in reading.denials for a in holders[-1:]):
        polarity = Polarity.NEGATIVE if polarity is Polarity.POSITIVE else Polarity.POSITIVE
    patient = "/".join(p.name for p in who if p.role == "patient")
    return Claim(
        content_id("claim", report.id, layers.parse.tokens[trigger.token].start, trigger.predicate, patient),
        report.id, trigger.token, trigger.predicate, made, who, times, places, amounts, polarity,
        Modality(trigger.modality), holders, tuple(s.name for s in trigger.senses), trigger.nominal,
    )  # fmt: skip


def phrase_span(parse: Parse, trigger: Trigger, who: Sequence[Participant]) -> Span:
    """The shortest phrase that carries a claim: predicate, agent, patient; at most ``LONGEST`` words."""
    token = parse.tokens[trigger.token]
    own = hull(
        [
            token.span,
            *(parse.tokens[i].span for i in trigger.chain if parse.tokens[i].sentence == token.sentence),
        ]
    )
    near = [p for p in who if parse.tokens[p.head].sentence == token.sentence and p.role != "modifier"]
    key = set(trigger.predicate.split("_")[1:])
    own = hull([own, *(t.span for i in parse.children[trigger.token] if (t := parse.tokens[i]).dep == "prt" or t.lemma in key)])
    if trigger.nominal:
        own = hull([own, core(parse, trigger.token)])
    order = {"patient": 0, "agent": 1, "recipient": 2, "attribute": 3}
    core_roles = [p.span for p in sorted(near, key=lambda p: order.get(p.role, 9)) if p.role in order]
    others = [p.span for p in near if p.role not in ("agent", "patient", "recipient", "attribute")]
    best = own if _words(parse, own) <= LONGEST else token.span
    for extra in (*core_roles, *others):
        wider = hull([best, extra])
        if _words(parse, wider) <= LONGEST and not _another_between(parse, best, extra, trigger):
            best = wider
    return best


def _another_between(parse: Parse, span: Span, extra: Span, trigger: Trigger) -> bool:
    """Whether a predicate of another clause stands between a phrase and a participant."""
    if span.overlaps(extra):
        return False
    gap = Span(min(span.end, extra.end), max(span.start, extra.start) + 1)
    own = {trigger.token, *trigger.chain}
    return any(
        t.pos == "VERB" and t.index not in own and t.dep in ("ROOT", "conj", "advcl", "ccomp", "pcomp", "xcomp", "relcl")
        and t.span.end <= gap.end - 1
        for t in parse.tokens_in(gap)
    )  # fmt: skip


def _words(parse: Parse, span: Span) -> int:
    return sum(t.pos != "PUNCT" for t in parse.tokens_in(span))
