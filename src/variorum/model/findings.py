"""Findings, the readings they set side by side, and the dossier that holds them."""

from dataclasses import dataclass
from enum import StrEnum

from variorum.model.claims import Attribution, Claim
from variorum.model.layers import Layers
from variorum.model.material import Problem, Report
from variorum.text import Anchor


@dataclass(frozen=True, slots=True)
class Reading:
    """What some witnesses have at one slot, with the anchors that show it.

    ``normal`` is the machine value as sorted ``(key, value)`` pairs; ``origins`` is the range of the
    number of independent origins.
    """

    value: str
    normal: tuple[tuple[str, str | float | None], ...]
    anchors: tuple[Anchor, ...]
    attributions: tuple[str, ...]
    origins: tuple[int, int] = (1, 1)

    @property
    def reports(self) -> tuple[str, ...]:
        """Ids of the reports that attest this reading, in anchor order."""
        return tuple(dict.fromkeys(a.report_id for a in self.anchors))


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why claims were aligned or judged as they were; a score of ``None`` means *not comparable*."""

    feature: str
    score: float | None
    detail: str


class FindingKind(StrEnum):
    """What comparing shows; in the order in which findings are listed."""

    CONFLICT = "conflict"
    DISPUTE = "dispute"
    VARIANT = "variant"
    UNVERIFIED = "unverified"
    UPDATE = "update"
    REFINEMENT = "refinement"
    AGREEMENT = "agreement"
    SINGLE = "single"


class Slot(StrEnum):
    """What part of an occurrence a finding is about."""

    EVENT = "event"
    TIME = "time"
    PLACE = "place"
    PARTICIPANT = "participant"
    QUANTITY = "quantity"
    WORDING = "wording"
    POLARITY = "polarity"
    CAUSE = "cause"
    VERIFICATION = "verification"


class Change(StrEnum):
    """How one wording of an utterance differs from another."""

    CUT = "cut"
    JOINED = "joined"
    REWORDED = "reworded"
    INDIRECT = "indirect"


@dataclass(frozen=True, slots=True)
class DiffStep:
    """One step of a word diff; ``op`` is ``equal``, ``replace``, ``delete`` or ``insert``."""

    op: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of comparing the witnesses at one slot of one occurrence.

    Its summary is made when it is shown (``export``), so that nothing here depends on a sigil.
    """

    id: str
    kind: FindingKind
    slot: Slot
    part: str | None
    occurrence: str | None
    claims: tuple[str, ...]
    readings: tuple[Reading, ...]
    evidence: tuple[Evidence, ...]
    change: Change | None = None
    diff: tuple[DiffStep, ...] = ()
    confidence: float | None = None
    about: str | None = None
    """Words of the reports that say what it is about, where no occurrence does: a person's name, a phrase."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """What aligned claims of the witnesses tell of; ``name`` is a phrase from the reports."""

    id: str
    name: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Provenance:
    """Which stage made it, with which version, settings and weights."""

    stage: str
    version: str
    settings_sha256: str
    model_sha256: str | None


@dataclass(frozen=True, slots=True)
class Witness:
    """A report as evidence for a story, with its short label A, B, C."""

    sigil: str
    report: Report
    layers: Layers


@dataclass(frozen=True, slots=True)
class Tie:
    """Why two reports (by id, in order) may not be independent.

    ``words`` counts the words of prose that both print; ``agency`` is the one that both credit, if any; ``sure``
    holds where one is for the most part the other's text.
    """

    reports: tuple[str, str]
    words: int
    agency: str | None
    sure: bool


@dataclass(frozen=True, slots=True)
class Dossier:
    """The whole result for a story."""

    witnesses: tuple[Witness, ...]
    attributions: tuple[Attribution, ...]
    claims: tuple[Claim, ...]
    occurrences: tuple[Occurrence, ...]
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]
    provenance: tuple[Provenance, ...]
    version: str
    ties: tuple[Tie, ...] = ()
