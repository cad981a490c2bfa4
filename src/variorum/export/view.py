"""What people are shown of a dossier in any format: the answer first, findings by kind, the synopsis."""

import re
from dataclasses import dataclass, replace
from itertools import groupby

from variorum.export.answer import SAID, answer, heading, plural
from variorum.export.json import all_problems, check_anchors, in_order
from variorum.export.lookup import Lookup, lookup
from variorum.export.summary import Clause, clauses, summary_with
from variorum.export.visible import one_line
from variorum.export.words import about, counted, kind_word, number_words, scales
from variorum.model import Claim, Dossier, Finding, FindingKind, Occurrence, Problem, Reading, Slot, Witness
from variorum.text import Anchor, Span

_MARKS = re.compile(r"^(?:the|an?)\s+|['’‘“”\"]", re.IGNORECASE)
BEFORE = 6
"""Words in front of a value that tell what it is of, where no occurrence does."""
AROUND = 8
"""Words in front of it and behind it together."""
_FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class ReadingView:
    """A reading with its clauses: the same words of several witnesses stand once.

    ``outlets`` counts publishers; 0 where a report does not name its own, so that none can be counted.
    """

    reading: Reading
    sigils: tuple[str, ...]
    outlets: int
    clauses: tuple[Clause, ...]

    @property
    def support(self) -> str:
        """How many reports, outlets and independent origins attest it, or empty for a lone report."""
        low, high = self.reading.origins
        if len(self.sigils) < 2:
            return ""
        origins = f"{low}" if low == high else f"{low} to {high}"
        outlets = f", {plural(self.outlets, 'outlet')}" if self.outlets else ""
        return (
            f"{plural(len(self.sigils), 'report')}{outlets}, "
            f"{origins} independent origin{'' if low == high == 1 else 's'}"
        )


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding with the words it is shown under.

    ``title`` is the occurrence's name; of an utterance, whose words they are; else what it is about. ``within`` is
    the number of the agreement whose words hold all of this agreement's, report by report. ``judged`` is what people
    decided about it, in words.
    """

    finding: Finding
    number: int
    about: str
    title: str
    summary: str
    readings: tuple[ReadingView, ...]
    within: int | None = None
    judged: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """All findings of one kind, and what that kind means."""

    kind: FindingKind
    title: str
    mark: str
    about: str
    findings: tuple[FindingView, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """The shortest words in which one report tells of an occurrence, and where they stand."""

    words: str
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Row:
    """One occurrence of the synopsis; a cell is ``None`` where a report does not tell of it."""

    occurrence: Occurrence
    name: str
    cells: tuple[Cell | None, ...]

    @property
    def shared(self) -> bool:
        """Whether two reports or more tell of it."""
        return sum(c is not None for c in self.cells) > 1


@dataclass(frozen=True, slots=True)
class ProblemView:
    """A problem with the sigil of its report, or the file it concerns."""

    problem: Problem
    where: str


@dataclass(frozen=True, slots=True)
class View:
    """A whole dossier as people are shown it."""

    book: Lookup
    heading: str
    witnesses: tuple[Witness, ...]
    counts: tuple[tuple[FindingKind, int], ...]
    answer: tuple[str, ...]
    sections: tuple[Section, ...]
    synopsis: tuple[Row, ...]
    problems: tuple[ProblemView, ...]


def view(dossier: Dossier) -> View:
    """What people are shown of a dossier.

    Raises:
        AnchorError: the exact words of an anchor do not stand at its offsets.
    """
    check_anchors(dossier)
    book = lookup(dossier)
    findings = in_order(dossier.findings)
    shown = _folded(tuple(_finding(n, f, book) for n, f in enumerate(findings, 1)))
    sections = tuple(
        Section(
            kind, kind_word(kind, "title"), kind_word(kind, "mark"), kind_word(kind, "about"), tuple(group)
        )
        for kind, group in groupby(shown, key=lambda f: f.finding.kind)
    )
    counts = tuple((s.kind, len(s.findings)) for s in sections)
    return View(
        book,
        heading(dossier),
        dossier.witnesses,
        counts,
        answer(dossier),
        sections,
        _synopsis(book),
        tuple(_problem(p, book) for p in all_problems(dossier) if p.code not in SAID),
    )


def count_line(counts: tuple[tuple[FindingKind, int], ...]) -> str:
    """The kinds with their numbers: ``2 conflicts · 1 dispute · 4 agreements``."""
    return " · ".join(counted(n, kind) for kind, n in counts)


def _finding(number: int, finding: Finding, book: Lookup) -> FindingView:
    readings = tuple(
        ReadingView(r, book.sigils(r), _outlets(r, book), clauses(finding, r, book)) for r in finding.readings
    )
    occurrence = book.occurrences.get(finding.occurrence or "")
    told = one_line(finding.about or "") or (
        one_line(_neutral(occurrence.name, finding)) if occurrence else ""
    )
    counted_ = _counted(finding)
    if not told and len(counted_.split()) < 2:  # "minutes", or nothing: what stands around it says more
        counted_ = _around(finding, book) or counted_
    name = told or _speaker(finding, readings) or counted_ or about(finding)
    return FindingView(finding, number, about(finding), name, summary_with(finding, book), readings)


def _folded(findings: tuple[FindingView, ...]) -> tuple[FindingView, ...]:
    """Agreements whose every word stands inside another's are marked: *three boats* in *sent three boats*."""
    agreements = [f for f in findings if f.finding.kind is FindingKind.AGREEMENT]
    events = [f for f in agreements if f.finding.slot is Slot.EVENT]
    inside = {
        f.number: next((e.number for e in events if _inside(f, e)), None)
        for f in agreements
        if f.finding.slot is not Slot.EVENT
    }
    return tuple(replace(f, within=inside.get(f.number)) for f in findings)


def _inside(small: FindingView, large: FindingView) -> bool:
    held = [a for r in large.finding.readings for a in r.anchors]
    one = small.finding.occurrence is not None and small.finding.occurrence == large.finding.occurrence
    return all(
        any(h.report_id == a.report_id and (h.span.contains(a.span) or (one and _says(h, a))) for h in held)
        for r in small.finding.readings
        for a in r.anchors
    )


def _says(large: Anchor, small: Anchor) -> bool:
    """Whether the words of an anchor stand in those of another place of the report (*three others*)."""
    return f" {small.exact.casefold()} " in f" {large.exact.casefold()} "


def _neutral(name: str, finding: Finding) -> str:
    """The occurrence's name without the readings that differ: it takes no side (*was carrying …*)."""
    if len(finding.readings) > 1 and finding.slot is not Slot.EVENT:
        for exact in sorted({a.exact for r in finding.readings for a in r.anchors}, key=len, reverse=True):
            if exact in name and exact != name:
                name = name.replace(exact, "…")
    return name


def _counted(finding: Finding) -> str:
    """What is counted, or in a lone reading told: its shortest words, the number left out; or empty."""
    if not finding.readings or (finding.slot is not Slot.QUANTITY and len(finding.readings) > 1):
        return ""  # the words of one reading would take its side
    words = one_line(min((a.exact for a in finding.readings[0].anchors), key=len, default=""))
    numbers = number_words().keys() | set(scales())
    kept = [w for w in words.split() if w.casefold().strip(",.;:") not in numbers and not _FIGURE.search(w)]
    kept = kept[1:] if kept[:1] == ["of"] else kept  # "100 percent of its power"
    return " ".join(kept) if any(w[0].isalpha() for w in kept) else ""


def _around(finding: Finding, book: Lookup) -> str:
    """The words before and behind the value of a lone reading, the value left out: *had boats alongside within …*."""
    if len(finding.readings) != 1 or finding.slot not in (Slot.QUANTITY, Slot.TIME):
        return ""
    anchor = finding.readings[0].anchors[0]
    parse = book.witness(anchor.report_id).layers.parse
    inside = parse.tokens_in(anchor.span)
    if not inside:
        return ""
    whole = parse.sentence_span(inside[0].sentence)
    before = one_line(parse.text[whole.start : anchor.span.start]).lstrip("\"“‘'«„").split()[-BEFORE:]
    rest = one_line(parse.text[anchor.span.end : whole.end])
    after = rest.split()[: AROUND - len(before)] if rest[:1].isalpha() else []
    return " ".join([*before, "…", *after]).rstrip(".,;:") if before or after else ""


def _outlets(reading: Reading, book: Lookup) -> int:
    named = all(book.witness(r).report.outlet for r in reading.reports)
    return book.outlets(reading) if named else 0


def _speaker(finding: Finding, readings: tuple[ReadingView, ...]) -> str:
    if finding.slot is not Slot.WORDING:
        return ""
    names = [link.names[0] for r in readings for c in r.clauses for link in c.links if not link.told]
    # A last name stands in its full name; sources named otherwise are not made one.
    kept: list[str] = []
    for name in sorted(dict.fromkeys(map(one_line, names)), key=len, reverse=True):
        if not any(_MARKS.sub("", name).casefold() in _MARKS.sub("", k).casefold() for k in kept):
            kept.append(name)
    return f"words of {' / '.join(kept)}" if kept else ""


def _synopsis(book: Lookup) -> tuple[Row, ...]:
    """Occurrences that several reports tell of first, otherwise in the dossier's order."""
    rows = [_row(o, book) for o in book.dossier.occurrences]
    return tuple(sorted(rows, key=lambda r: not r.shared))


def _row(occurrence: Occurrence, book: Lookup) -> Row:
    claims = [book.claims[c] for c in occurrence.claims if c in book.claims]
    told = [
        a for f in book.dossier.findings if f.occurrence == occurrence.id and f.slot is Slot.EVENT
        for r in f.readings for a in r.anchors
    ]  # fmt: skip
    cells = tuple(
        _cell(
            [a for a in told if a.report_id == w.report.id],
            [c for c in claims if c.report_id == w.report.id and c.anchors],
            occurrence.name,
        )
        for w in book.dossier.witnesses
    )
    return Row(occurrence, one_line(occurrence.name), cells)


def _cell(told: list[Anchor], claims: list[Claim], name: str) -> Cell | None:
    """The words of a finding that says it occurred; else of the claim nearest to the name, shortest first."""
    if told:
        best = min(told, key=lambda a: (len(a.exact), a.span))
        return Cell(one_line(best.exact), best)
    if not claims:
        return None
    named = _content_words(name)

    def rank(claim: Claim) -> tuple[int, int, Span]:
        words = " ".join(a.exact for a in claim.anchors)
        return -len(named & _content_words(words)), len(words), claim.anchors[0].span

    nearest = min(claims, key=rank)
    return Cell(" … ".join(one_line(a.exact) for a in nearest.anchors), nearest.anchors[0])


def _content_words(text: str) -> set[str]:
    return {w[:5] for w in text.casefold().split() if len(w) > 3}


def _problem(problem: Problem, book: Lookup) -> ProblemView:
    known = problem.where in book.witnesses
    return ProblemView(problem, book.sigil(problem.where) if known else one_line(problem.where))


def described(witness: Witness) -> str:
    """A report in a few words: outlet (or location), then its date, absent ones said so."""
    report = witness.report
    when = report.published.isoformat() if report.published else "no date"
    return f"{named(witness)}, {when}"


def named(witness: Witness) -> str:
    """The outlet of a report, or the name of its file where no outlet is known."""
    report = witness.report
    location = report.locations[0] if report.locations else report.id
    return one_line(report.outlet or location.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1])
