"""A report put together: for each thing that is known of it, the first of its sources that says it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from variorum.errors import UnreadableError
from variorum.model import Capture, Metadata, Problem, Report, Severity
from variorum.read import checks, language
from variorum.read.clean import Cleaned
from variorum.read.dates import DateReading, date_at, whole_date
from variorum.read.several import several_reports
from variorum.read.spaces import squeezed
from variorum.text import Edit

STATED = "stated"
"""``published_from`` of a date that stands in ``Capture.stated``; :mod:`variorum.read.load` knows by whom."""
ID_DIGITS = 12
NO_DATE = ("0000-", "0001-01-01", "1970-01-01")
"""How the years and epochs of programs look where they mean that no date is known."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one place says of a report: ``origin`` is its name in ``published_from``."""

    origin: str
    metadata: Metadata


def assemble(
    capture: Capture,
    cleaned: Cleaned | None,
    edits: tuple[Edit, ...],
    *,
    said: Sequence[Said] = (),
    guesses: Sequence[Said] = (),
    source: str = "",
    problems: Sequence[Problem] = (),
) -> Report:
    """The report of a capture.

    Args:
        capture: what was received.
        cleaned: its clean text.
        edits: the edits with offsets as the report promises them.
        said: what front matter and page metadata say, the most trusted first; what the capture
            states comes before them, what the text's own header says after them.
        guesses: what comes after the text's own header.
        source: the decoded capture, in which signs of a second report are looked for.
        problems: those met on the way.

    Raises:
        UnreadableError: no text is left.
    """
    if cleaned is None:
        raise UnreadableError(
            capture.location,
            "it holds no text of a report",
            "Give a file with the report's text",
            code="no-text",
        )
    ranked = [Said(STATED, capture.stated), *said, Said("text", _own(cleaned)), *guesses]
    report = _report(capture, cleaned, edits, ranked)
    own = tuple(replace(problem, where=report.id) for problem in problems)
    return _checked(_dated(replace(report, problems=own), ranked, cleaned), source or report.text)


def _report(capture: Capture, cleaned: Cleaned, edits: tuple[Edit, ...], ranked: Sequence[Said]) -> Report:
    """The report, its date and language left aside."""
    own = _own(cleaned).headline
    headline = _first(ranked, "headline")
    if headline and own and squeezed(headline).casefold() == squeezed(own).casefold():
        headline = own
    return Report(
        id=capture.stated.id or capture.sha256[:ID_DIGITS],
        sha256=capture.sha256,
        locations=(capture.location,),
        text=cleaned.edited.text,
        edits=edits,
        headline=headline,
        headline_span=cleaned.headline if headline == own else None,
        outlet=_first(ranked, "outlet"),
        byline=_first(ranked, "byline"),
        dateline=cleaned.dateline,
        wire=cleaned.header.wire,
        url=_first(ranked, "url"),
        boilerplate=cleaned.boilerplate,
    )


def _own(cleaned: Cleaned) -> Metadata:
    """What the text's own header says, its date left aside."""
    header = cleaned.header
    headline = cleaned.headline.of(cleaned.edited.text) if cleaned.headline else None
    return Metadata(
        headline=headline,
        outlet=header.outlet,
        byline=header.byline,
        url=header.url,
        language=header.language,
    )


def _dated(report: Report, ranked: Sequence[Said], cleaned: Cleaned) -> Report:
    """The report with its date and its language."""
    header = cleaned.header
    published, origin, undated = _published(ranked, header.published or header.updated, report.id)
    tongue, foreign = _language(ranked, report.text, report.id)
    problems = (*report.problems, *undated, *foreign)
    return replace(report, published=published, published_from=origin, language=tongue, problems=problems)


def _checked(report: Report, source: str) -> Report:
    """The report with the problems that its characters and its form show."""
    found = (
        *checks.invisible_characters(report.text, report.id),
        *checks.damaged_characters(report.text, report.id),
        *several_reports(source, report.id),
    )
    return replace(report, problems=(*report.problems, *found))


def _first(ranked: Sequence[Said], name: str) -> str | None:
    for said in ranked:
        value: str | None = getattr(said.metadata, name)
        if value and value.strip():
            return value.strip()
    return None


def _published(
    ranked: Sequence[Said], header: DateReading | None, where: str
) -> tuple[date | None, str | None, list[Problem]]:
    """The first date that can be read, where it was found, and what was wrong with those before it."""
    problems: list[Problem] = []
    for said in ranked:
        written = said.metadata.published
        if written and written.startswith(NO_DATE):
            continue
        reading = header if said.origin == "text" else (stated_date(written) if written else None)
        if reading is None and written:
            reading = DateReading(written, None, 0, "unreadable")
        if reading is None:
            continue
        if reading.date is not None:
            return reading.date, said.origin, problems
        problems.append(_bad_date(reading, said.origin, where))
    if not problems:
        message = "No publication date was found; give one with --published A=YYYY-MM-DD or in a sidecar."
        problems.append(Problem("no-date", Severity.NOTE, message, where))
    return None, None, problems


def stated_date(written: str) -> DateReading | None:
    """The date of a metadata value: ISO 8601 date or date-time, or a date in words, clock time and zone aside."""
    written = written.strip()
    reading = date_at(written)
    if reading is not None and (reading.end == len(written) or written[reading.end] in "T tZz+-.,"):
        return reading
    return whole_date(written)


def _bad_date(reading: DateReading, origin: str, where: str) -> Problem:
    why = {
        "ambiguous": "can be read in two ways",
        "impossible": "does not exist",
        "unreadable": "cannot be read as a date",
    }[reading.why]
    message = f"The date {reading.written!r} ({origin}) {why}; write it as YYYY-MM-DD."
    return Problem("bad-date", Severity.WARNING, message, where)


def _language(ranked: Sequence[Said], text: str, where: str) -> tuple[str | None, list[Problem]]:
    """The language as stated, else as told from the text, and a problem if it is not English."""
    by_hand = language.primary(ranked[0].metadata.language)
    tongue = by_hand or language.primary(_first(ranked, "language"))
    if by_hand is None:
        told = language.detected(text)
        tongue = told or tongue
    if tongue in {None, "en"}:
        return tongue, []
    message = (
        f"The report is not in English but in {language.name(tongue)}; "
        "only English can be read, so nothing in it is compared."
    )
    return tongue, [Problem("not-english", Severity.WARNING, message, where)]
