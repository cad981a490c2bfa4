"""Captures, reports and the defects of the material."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from variorum.text import Edit, Span


class Severity(StrEnum):
    """How much a problem matters to the reader."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Problem:
    """A defect of the material (no date found, undecodable bytes, a quote never closed).

    ``where`` is the report's id, or the file for a report that could not be read; ``span`` counts in
    the report's text.
    """

    code: str
    severity: Severity
    message: str
    where: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about a report beside its text; ``None`` where nothing says it."""

    id: str | None = None
    headline: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    """ISO 8601 date or date-time, as stated; the reader validates it."""
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """Bytes as received. ``stated`` is what an option, a sidecar or a JSONL line says beside them."""

    data: bytes
    location: str
    sha256: str
    media: str
    """``text``, ``markdown``, ``html``, ``docx``, ``pdf`` or ``mail``."""
    stated: Metadata = Metadata()
    as_is: bool = False
    """Take the text character for character."""


@dataclass(frozen=True, slots=True)
class Report:
    """One published text. Every span in it counts code points of ``text``."""

    id: str
    sha256: str
    locations: tuple[str, ...]
    text: str
    edits: tuple[Edit, ...]
    headline: str | None = None
    headline_span: Span | None = None
    """Where the headline stands in ``text``, if it does (it then opens the text)."""
    outlet: str | None = None
    byline: str | None = None
    dateline: str | None = None
    """The place (and agency) that opens the body, such as ``LIMA, Peru (AP)``."""
    wire: str | None = None
    """The agency whose copy the report says it carries, such as ``AP``."""
    published: date | None = None
    published_from: str | None = None
    """Where the date was found: ``option``, ``sidecar``, ``json-ld``, ``opengraph``, ``text`` ..."""
    url: str | None = None
    language: str | None = None
    boilerplate: tuple[Span, ...] = ()
    """Spans of ``text`` that are not the report's own words (only with ``as_is``)."""
    problems: tuple[Problem, ...] = ()
