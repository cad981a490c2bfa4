"""What scoring asks of a claim again and again, found once: its words, its dates, its named participants."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from variorum.collate.entities import Cast
from variorum.collate.lists import words
from variorum.model import Bound, Claim, Kind, Layers, Parse, Timex, Token

_CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "NUM")
_DATED_ROLES = ("agent", "patient", "recipient", "in", "during", "after", "modifier")


@dataclass(frozen=True, slots=True)
class Traits:
    """One claim's traits.

    ``words`` are the content words of its sentence, ``near`` those of its own words beside its predicate; ``times``
    date its event, those inside its participants too (*the 2019 quake*); ``figures`` and ``people`` are the named
    figures, and those that are persons, by role; ``modifiers`` are a participant's content words beside its head, by
    head token; ``ordinals`` tell its occurrence or participants from a first one (*a second quake*, *another man*).
    """

    words: frozenset[str]
    near: frozenset[str]
    times: tuple[Timex, ...]
    figures: Mapping[str, frozenset[str]]
    people: Mapping[str, frozenset[str]]
    modifiers: Mapping[int, frozenset[str]]
    ordinals: frozenset[str]


def content_words(tokens: Sequence[Token]) -> frozenset[str]:
    """Lemmas of nouns, names, verbs, adjectives and numbers, lower case, the emptiest left out."""
    empty = words()["empty"]
    return frozenset(lemma for t in tokens if t.pos in _CONTENT and (lemma := t.lemma.lower()) not in empty)


def sentence_words(layers: Layers) -> tuple[frozenset[str], ...]:
    """The content words of each sentence of a report."""
    parse = layers.parse
    return tuple(content_words(parse.tokens[first:last]) for first, last in parse.sentences)


def traits(claim: Claim, layers: Layers, cast: Cast, around: frozenset[str]) -> Traits:
    """The traits of one claim; *around* are the content words of its sentence."""
    parse = layers.parse
    figures: dict[str, set[str]] = {}
    people: dict[str, set[str]] = {}
    modifiers = {}
    for p in claim.participants:
        modifiers[p.head] = content_words([t for t in parse.tokens_in(p.span) if t.index != p.head])
        figure = cast.of.get((claim.report_id, p.entity or ""))
        if figure and figure.members[0].entity.names:
            figures.setdefault(p.role, set()).add(figure.id)
            if figure.kind is Kind.PERSON:
                people.setdefault(p.role, set()).add(figure.id)
    near = content_words([t for t in parse.tokens_in(claim.anchors[0].span) if t.index != claim.trigger])
    return Traits(
        around, near, _event_times(claim, layers), {r: frozenset(f) for r, f in figures.items()},
        {r: frozenset(f) for r, f in people.items()}, modifiers, _ordinals(claim, parse),
    )  # fmt: skip


def _ordinals(claim: Claim, parse: Parse) -> frozenset[str]:
    near = {claim.trigger, *parse.children[claim.trigger]}
    near |= {k for i in tuple(near) for j in parse.children[i] for k in (j, *parse.children[j])}
    inside = {t.index for p in claim.participants for t in parse.tokens_in(p.span)}
    return frozenset(parse.tokens[k].lemma.lower() for k in near | inside) & words()["not_the_first"]


def _event_times(claim: Claim, layers: Layers) -> tuple[Timex, ...]:
    own = {t.timex for t in claim.times if t.bound_to is Bound.EVENT}
    for p in claim.participants:
        if p.role in _DATED_ROLES:
            own |= {k for k, t in enumerate(layers.timexes) if p.span.contains(t.span)}
    times = [layers.timexes[k] for k in sorted(own)]
    return tuple(t for t in times if t.type in ("DATE", "TIME") and dated(t))


def dated(timex: Timex) -> bool:
    """Whether the words of a time give a day, month or year, and not a bare clock time."""
    stated = (timex.weekday, timex.month, timex.day, timex.year) != (None, None, None, None)
    return stated or timex.clock is None
