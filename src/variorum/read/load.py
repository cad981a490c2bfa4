"""Locations to reports: everything that can be read, and a problem for everything that cannot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import islice
from types import MappingProxyType
from typing import BinaryIO

from variorum.errors import UnreadableError, UsageError
from variorum.model import Capture, Metadata, Problem, Report, Severity
from variorum.read.assemble import STATED, stated_date
from variorum.read.captures import Given, received
from variorum.read.docx import read_docx
from variorum.read.html import read_html
from variorum.read.jsonl import read_line
from variorum.read.kinds import Media
from variorum.read.limits import refuse_long
from variorum.read.mail import read_mail
from variorum.read.markdown import read_markdown
from variorum.read.pdf import read_pdf
from variorum.read.text import read_text
from variorum.text import content_id
from variorum.text import sigil as sigil_of

COPIES_TOLD = 20
"""Copies of one capture that are named each."""
_NOTHING: Mapping[str, Metadata] = MappingProxyType({})
_UNSTATED = Metadata()


@dataclass(frozen=True, slots=True)
class Loaded:
    """The reports in the order given, and what went wrong outside any one of them.

    ``problems`` of a report that was read are in the report; here stand the locations that gave none
    (severity error, ``where`` the location), copies and ids given twice (``where`` the report's id).
    """

    reports: tuple[Report, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """What stands at a sigil: a capture with all its locations, or the error in its stead."""

    found: Given | UnreadableError
    locations: tuple[str, ...]


def load(
    locations: Sequence[str],
    *,
    stated: Mapping[str, Metadata] = _NOTHING,
    as_is: bool = False,
    stdin: BinaryIO | None = None,
) -> Loaded:
    """The reports at *locations*.

    Args:
        locations: files, folders (their readable files in name order), ``.jsonl`` files, or ``-``.
        stated: what options say, by sigil. Sigils count what was given, in order, after folders and
            JSONL are expanded and identical captures merged; a report that cannot be read keeps its
            place, so that no option moves to another report because a file is missing.
        as_is: take the texts character for character and list their boilerplate.
        stdin: what ``-`` reads.

    Returns:
        All that could be read. For each thing said of a report the first of these counts: option,
        sidecar or JSONL line, front matter, the page's own metadata, the text.

    Raises:
        UsageError: an option names a sigil that does not exist, or a date that is none.
    """
    options = {sigil.upper(): said for sigil, said in stated.items()}
    _check_dates(options)
    problems: list[Problem] = []
    places = _places(locations, problems, as_is=as_is, stdin=stdin)
    _check_sigils(options, len(places))
    reports: list[Report] = []
    taken: set[str] = set()
    for index, place in enumerate(places):
        report = _report(place, options.get(sigil_of(index), Metadata()))
        if isinstance(report, Problem):
            problems.append(report)
        else:
            reports.append(_with_own_id(report, taken, problems))
    if options and len(reports) < len(places):
        problems.append(_shifted(places, options))
    return Loaded(tuple(reports), tuple(problems))


def _places(
    locations: Sequence[str], problems: list[Problem], *, as_is: bool, stdin: BinaryIO | None
) -> list[_Place]:
    found: list[Given | UnreadableError] = []
    held: list[dict[str, None]] = []
    known: dict[tuple[str, str, Metadata], int] = {}
    for location in locations:
        for one in received(location, as_is=as_is, stdin=stdin):
            if isinstance(one, Problem):
                problems.append(one)
                continue
            if isinstance(one, Given):
                capture = one.capture
                at = known.setdefault((capture.sha256, capture.media, capture.stated), len(found))
                if at < len(found):
                    problems += _twice(capture, list(islice(held[at], COPIES_TOLD + 1)))
                    held[at][capture.location] = None
                    continue
            found.append(one)
            held.append({(one.capture if isinstance(one, Given) else one).location: None})
    return [_Place(one, tuple(where)) for one, where in zip(found, held, strict=True)]


def _twice(found: Capture, before: Sequence[str]) -> list[Problem]:
    """A note that a capture was met before; after a few of them one that says so of all further ones, then none."""
    if len(before) > COPIES_TOLD:
        return []
    more = " (further copies are not named)" if len(before) == COPIES_TOLD else ""
    message = f"{found.location} is the same as {before[0]}, byte for byte: they are one report{more}."
    return [Problem("same-report-twice", Severity.NOTE, message, found.stated.id or found.sha256[:12])]


def _report(place: _Place, options: Metadata) -> Report | Problem:
    """The report at a place, or the problem that says why there is none."""
    if isinstance(place.found, UnreadableError):
        return unreadable(place.found)
    return report_of(place.found, options, locations=place.locations)


def report_of(
    found: Given, options: Metadata = _UNSTATED, *, locations: tuple[str, ...] = ()
) -> Report | Problem:
    """The report of one capture, or the problem that says why it holds none.

    Args:
        found: the capture.
        options: what the caller states of it, which comes before all else.
        locations: where it stands, if in more places than the capture names.
    """
    try:
        return read_capture(found, options, locations=locations)
    except UnreadableError as error:
        return unreadable(error)


def read_capture(found: Given, options: Metadata = _UNSTATED, *, locations: tuple[str, ...] = ()) -> Report:
    """The report of one capture; see :func:`report_of`.

    Raises:
        UnreadableError: it holds none.
    """
    capture = merged(found, options).capture
    report = _read(capture, line=found.beside in {"jsonl", "feed", "parquet"})
    refuse_long(len(report.text), capture.location)
    origin = report.published_from
    if origin == STATED:
        origin = "option" if options.published is not None else found.beside
    problems = tuple(
        replace(p, message=p.message.replace(f"({STATED})", f"({found.beside})"))
        if p.code == "bad-date"
        else p
        for p in report.problems
    )
    return replace(
        report, locations=locations or (capture.location,), published_from=origin, problems=problems
    )


def merged(found: Given, options: Metadata) -> Given:
    """A capture with what the caller states of it before all else."""
    return replace(found, capture=replace(found.capture, stated=_over(options, found.capture.stated)))


def _read(capture: Capture, *, line: bool) -> Report:
    if capture.media == Media.HTML:
        return read_html(capture, line=line)
    if capture.media == Media.DOCX:
        return read_docx(capture)
    if capture.media == Media.PDF:
        return read_pdf(capture)
    if capture.media == Media.MAIL:
        return read_mail(capture)
    if capture.media == Media.MARKDOWN:
        return read_markdown(capture)
    return read_line(capture) if line else read_text(capture)


def _over(first: Metadata, second: Metadata) -> Metadata:
    """What *first* says, and where it says nothing what *second* says; the id is never an option's."""
    said = {f.name: getattr(first, f.name) or getattr(second, f.name) for f in fields(Metadata)}
    return Metadata(**{**said, "id": second.id})


def unreadable(error: UnreadableError) -> Problem:
    """The problem that says why a location gave no report."""
    return Problem(
        error.code,
        Severity.ERROR,
        f"{error.reason[0].upper()}{error.reason[1:]}. {error.advice}.",
        error.location,
    )


def _with_own_id(report: Report, taken: set[str], problems: list[Problem]) -> Report:
    """The report with an id that is not *taken* (it is then); one stated twice gives way to the id of its content."""
    if report.id not in taken:
        taken.add(report.id)
        return report
    own = report.sha256[:12]
    if own in taken:
        own = longer_id(report)
    message = f"Two different reports have the id {report.id!r}; the one at {report.locations[0]} goes by {own} here."
    problems.append(Problem("same-id", Severity.WARNING, message, own))
    taken.add(own)
    return renamed(report, own)


def longer_id(report: Report) -> str:
    """An id that counts in what is stated of a report, for one whose stated id and hash are taken."""
    return content_id(report.sha256, report.outlet, report.headline, report.published, report.url, report.id)


def renamed(report: Report, own: str) -> Report:
    """The report under another id, and its problems with it."""
    moved = tuple(replace(p, where=own) if p.where == report.id else p for p in report.problems)
    return replace(report, id=own, problems=moved)


def _check_dates(options: Mapping[str, Metadata]) -> None:
    for sigil, said in options.items():
        if said.published is None:
            continue
        reading = stated_date(said.published)
        if reading is None or reading.date is None:
            msg = f"--published {sigil}={said.published}: that is no date; write it as YYYY-MM-DD, such as 2026-03-31"
            raise UsageError(msg)


def _check_sigils(options: Mapping[str, Metadata], count: int) -> None:
    known = [sigil_of(index) for index in range(count)]
    for sigil in options:
        if sigil not in known:
            have = (
                f"there are {known[0]} to {known[-1]}"
                if count > 1
                else "there is only A"
                if count
                else "there is none"
            )
            msg = f"there is no report {sigil}: {have}, in the order given"
            raise UsageError(msg)


def _shifted(places: Sequence[_Place], options: Mapping[str, Metadata]) -> Problem:
    """A note that says which report each option went to, for the missing ones kept their places."""
    went = ", ".join(
        f"{s} is {places[i].locations[0]}"
        for i, s in enumerate(map(sigil_of, range(len(places))))
        if s in options
    )
    message = f"Options count every report that was given, those that could not be read too: {went}."
    return Problem("options-by-place", Severity.NOTE, message, places[0].locations[0])
