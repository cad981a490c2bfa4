"""Attributions (source, cue, content) and claims (who did what to whom, when, where, how many)."""

from dataclasses import dataclass
from enum import StrEnum

from variorum.text import Anchor, Span


class Speech(StrEnum):
    """How content is given: between quote marks, partly so, or in the reporter's words."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class Act(StrEnum):
    """What the cue says that the source did."""

    SPEECH = "speech"
    BELIEF = "belief"
    INTENTION = "intention"
    PERCEPTION = "perception"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content (PARC 3, PolNeAR); each a tuple of spans, empty where the text has none.

    ``quoted`` holds the words between quote marks, marks left out, one span an uninterrupted piece.
    ``entity`` is the source's entity id, ``source_name`` its resolved name; ``parent`` the id of the
    attribution whose content this one stands in; ``via`` the route (*released to the Post*).
    """

    id: str
    report_id: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    quoted: tuple[Span, ...]
    form: Speech
    act: Act
    entity: str | None
    source_name: str | None
    parent: str | None = None
    via: tuple[str, ...] = ()


class Polarity(StrEnum):
    """Whether the occurrence is said to have happened or not."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Modality(StrEnum):
    """How the claim is put (FactBank's distinctions, in the field's words)."""

    ASSERTED = "asserted"
    POSSIBLE = "possible"
    PLANNED = "planned"
    REQUIRED = "required"
    CONDITIONAL = "conditional"
    ALLEGED = "alleged"


class Bound(StrEnum):
    """What a time dates: the event, the saying of it, or its being published or posted."""

    EVENT = "event"
    STATEMENT = "statement"
    PUBLICATION = "publication"


@dataclass(frozen=True, slots=True)
class Participant:
    """One who takes part in an occurrence. ``role``: agent, patient, recipient, or a preposition."""

    role: str
    name: str
    entity: str | None
    span: Span
    head: int
    """Token index of the participant's head."""


@dataclass(frozen=True, slots=True)
class ClaimTime:
    """A time of a claim: an index into the report's timexes and what it dates."""

    timex: int
    bound_to: Bound


@dataclass(frozen=True, slots=True)
class Claim:
    """One report's statement that something occurred: who did what to whom, when, where, how many.

    ``trigger`` is the token index of the predicate; ``predicate`` its lemma (verbs and event nouns
    alike); ``anchors`` the shortest phrase that carries it. ``attributions`` runs outermost first; empty
    is the report's own voice.
    """

    id: str
    report_id: str
    trigger: int
    predicate: str
    anchors: tuple[Anchor, ...]
    participants: tuple[Participant, ...]
    times: tuple[ClaimTime, ...]
    places: tuple[int, ...]
    quantities: tuple[int, ...]
    polarity: Polarity
    modality: Modality
    attributions: tuple[str, ...]
    classes: tuple[str, ...] = ()
    """Classes of predicates that this one belongs to (``values/data/event_classes.txt``)."""
    nominal: bool = False
    """Told by an event noun."""
