"""What a workspace answers with: frozen values, made anew at each question."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from variorum.model import Problem
from variorum.text import Span

Json = dict[str, Any]


class Act(StrEnum):
    """What a person can decide."""

    VERIFIED = "verified"
    """Checked by a person, who says how."""
    DISMISSED = "dismissed"
    """Set aside."""
    NOT_THE_SAME = "not-the-same"
    """What the finding sets side by side is not one thing."""
    NOTE = "note"
    MERGE = "merge"
    """Two stories are one, or two findings are about one thing."""
    SPLIT = "split"
    """Reports leave a story, or the readings of a finding are of two things."""


class Standing(StrEnum):
    """Whether a judgement of a finding still applies to what the last analysis found."""

    APPLIES = "applies"
    """The same words are set side by side, in a finding of the same kind."""
    GROWN = "grown"
    """They still are, and further words with them."""
    CHANGED = "changed"
    """They still are, but in a finding of another kind."""
    ORPHANED = "orphaned"
    """A report has a later version in which words that were judged do not stand."""
    ABSENT = "absent"
    """The words stand, but no finding sets them side by side any more."""
    FORGOTTEN = "forgotten"
    """A report that was judged was forgotten."""
    UNDONE = "undone"


class Came(StrEnum):
    """What adding a report did."""

    NEW = "new"
    VERSION = "version"
    KNOWN = "known"
    """It was there; nothing changed, but perhaps one location more."""
    REFUSED = "refused"
    """It was forgotten before."""


@dataclass(frozen=True, slots=True)
class AddedReport:
    """What became of one capture.

    ``replaces`` is the version before it; ``mended`` tells that its capture was lost or damaged and put back.
    """

    id: str
    what: Came
    story: str | None
    location: str
    headline: str | None = None
    language: str | None = None
    replaces: str | None = None
    mended: bool = False


@dataclass(frozen=True, slots=True)
class Added:
    """What became of all that was given; problems of severity *error* are captures that gave no report."""

    reports: tuple[AddedReport, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story in a list. ``counts`` are findings by kind, in the contract's order; ``outlets`` those that are named.

    ``headline`` is that of its first report that has one, and ``language`` the language of that report.
    """

    id: str
    name: str | None
    headline: str | None
    language: str | None
    reports: int
    outlets: int
    counts: tuple[tuple[str, int], ...]
    first: str | None
    last: str | None
    pending: bool
    updated: str


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One version of a report. ``turn`` counts versions from 1; ``story`` is where its root is."""

    id: str
    root: str
    turn: int
    latest: bool
    sha256: str
    media: str
    headline: str | None
    outlet: str | None
    byline: str | None
    published: str | None
    url: str | None
    language: str | None
    locations: tuple[str, ...]
    added: str
    story: str | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement and how it stands today; ``now`` is the finding it applies to, which may go by a new id."""

    number: int
    at: str
    by: str | None
    act: Act | None
    """``None`` where the judgement was forgotten."""
    target: str
    story: str
    how: str
    other: str | None
    reports: tuple[str, ...]
    kind: str | None
    """The kind of the finding when it was judged."""
    summary: str | None
    standing: Standing
    now: str | None
    detail: str
    undone: int | None


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding of the last analysis. ``body`` is its JSON (CONTRACT.md).

    ``changed`` are ids of reports whose latest version has new or reworded words among those it rests on.
    """

    id: str
    story: str
    number: int
    kind: str
    slot: str
    part: str | None
    summary: str
    body: Json
    changed: tuple[str, ...]
    judged: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class PastFinding:
    """A finding of an earlier analysis that rested on a report which has a later version since.

    ``outcome`` is ``exact`` (its words stand unchanged in the later version), ``orphan`` (they do not), or ``absent``
    (they do, but no finding sets them side by side any more).
    """

    finding: str
    kind: str
    summary: str
    outcome: str
    detail: str
    now: str | None
    report: str
    version: str


@dataclass(frozen=True, slots=True)
class ChangeStep:
    """A stretch of two versions: ``kept``, ``added``, ``removed`` or ``reworded``, with where it stands in each."""

    what: str
    old: Span | None
    new: Span | None
    old_text: str
    new_text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that a search found: ``kind`` is report, claim, source or finding; ``id`` that of what was found."""

    kind: str
    id: str
    story: str | None
    report: str | None
    text: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One entry of the log; ``body`` and ``salt`` (hexadecimal) are ``None`` where they were erased."""

    number: int
    at: str
    act: str
    body: str | None
    salt: str | None
    body_sha256: str
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not hold."""

    where: str
    message: str


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What forgetting erased, or would erase."""

    reports: tuple[str, ...]
    captures: int
    judgements: int
    done: bool


@dataclass(frozen=True, slots=True)
class Status:
    """How much a workspace holds."""

    folder: str
    reports: int
    versions: int
    stories: int
    pending: int
    judgements: int
    forgotten: int
    entries: int
    head: str
    """The hash of the last entry of the log; written down elsewhere, it shows later that no entry was cut off."""
    form: int
    bytes: int
