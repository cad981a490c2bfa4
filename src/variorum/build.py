"""The only place that knows the order of the stages: reports in, a dossier out."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from variorum import __version__
from variorum.annotate.mentions import mentions
from variorum.annotate.parse import empty_parse, parse_all
from variorum.annotate.place import places
from variorum.annotate.quantity import quantities
from variorum.annotate.time import timexes
from variorum.claims.attribution import chosen
from variorum.claims.extract import claims
from variorum.collate.findings import findings
from variorum.encode.pairs import chosen as pairing
from variorum.lineage.origins import counted
from variorum.lineage.passages import Passage, passages
from variorum.lineage.ties import ties
from variorum.model import (
    Attribution,
    Claim,
    Dossier,
    Evidence,
    Finding,
    FindingKind,
    Layers,
    Parse,
    Problem,
    Provenance,
    Reference,
    Report,
    Severity,
    Witness,
)
from variorum.settings import Settings
from variorum.text import sigil

Progress = Callable[[str, int, int], None]
"""Called with the stage, how many reports are done, and how many there are."""
Parses = Callable[[Iterable[str]], Iterator[Parse]]
"""Parses clean texts, in order; given by callers that keep parses for a second use."""

_DEFAULT = Settings()


@dataclass(frozen=True, slots=True)
class Read:
    """All that is found in one report alone; it can be kept, and compared with others later."""

    layers: Layers
    attributions: tuple[Attribution, ...]
    claims: tuple[Claim, ...]


def read_alone(
    report: Report, reference: Reference, *, settings: Settings = _DEFAULT, parse: Parse | None = None
) -> Read:
    """What is found in one report, read against a reference date.

    Args:
        report: the report.
        reference: what its relative times are read against (:func:`references`).
        settings: the caller's choices.
        parse: the parse of its text, where it is at hand.

    Raises:
        ModelError: the pipeline of the settings cannot be loaded.
    """
    if not _readable(report):
        return Read(_layers(report, empty_parse(report.text), reference), (), ())
    if parse is None:
        parse = next(parse_all([report.text], model=settings.spacy_model))
    layers = _layers(report, parse, reference)
    said = chosen(settings.attributor).attribute(report, layers)
    return Read(layers, said, claims(report, layers, said))


def compare(
    reports: Sequence[Report], alone: Sequence[Read], *, problems: Sequence[Problem] = (),
    settings: Settings = _DEFAULT, copied: Sequence[Passage] | None = None,
) -> Dossier:  # fmt: skip
    """The dossier of reports that were each read alone, in the order of their sigils.

    Args:
        reports: the witnesses; ids are all different.
        alone: what was found in each of them, against the references of exactly these reports.
        problems: what reading found wrong with reports that are not among them.
        settings: the caller's choices.
        copied: the passages that they share, where these are at hand.
    """
    witnesses = tuple(
        Witness(sigil(k), r, a.layers) for k, (r, a) in enumerate(zip(reports, alone, strict=True))
    )
    said = tuple(a for one in alone for a in one.attributions)
    told = tuple(c for one in alone for c in one.claims)
    held = {r.id: list(one.attributions) for r, one in zip(reports, alone, strict=True)}
    pairs = pairing(settings.pairing)
    found, occurrences = findings(witnesses, told, said, pairs.reader)
    shared = passages(reports) if copied is None else copied
    counted = tuple(_counted(f, reports, shared, held) for f in found)
    chose = [p for p in (chosen(settings.attributor).problem, pairs.problem) if p]
    all_problems = (*problems, *chose,
                    *(p for w in witnesses for p in (*w.report.problems, *w.layers.problems)),
                    *_of_story(reports, counted))  # fmt: skip
    return Dossier(witnesses, said, told, occurrences, counted, tuple(dict.fromkeys(all_problems)),
                   _provenance(witnesses, settings), __version__, ties(reports, shared))  # fmt: skip


def annotate(
    reports: Sequence[Report],
    *,
    settings: Settings = _DEFAULT,
    progress: Progress | None = None,
    parses: Parses | None = None,
) -> tuple[tuple[Witness, ...], tuple[Attribution, ...]]:
    """Each report with its layers, and the attributions of all.

    A report without a date is read against a date borrowed from the others, which its reference says. A report
    in another language than English keeps its text and gets no layers.

    Raises:
        ModelError: the pipeline of the settings cannot be loaded.
    """
    given = references(reports)
    parsed = _parsed(reports, settings, parses)
    witnesses = []
    found: list[Attribution] = []
    for k, report in enumerate(reports):
        if progress:
            progress("reading", k, len(reports))
        parse = next(parsed) if _readable(report) else empty_parse(report.text)
        layers = _layers(report, parse, given[report.id])
        witnesses.append(Witness(sigil(k), report, layers))
        if _readable(report):
            found += chosen(settings.attributor).attribute(report, layers)
    if progress:
        progress("reading", len(reports), len(reports))
    return tuple(witnesses), tuple(found)


def collate(
    reports: Sequence[Report], *, problems: Sequence[Problem] = (), settings: Settings = _DEFAULT,
    progress: Progress | None = None, parses: Parses | None = None,
) -> Dossier:  # fmt: skip
    """The dossier of several reports of one event.

    Args:
        reports: the witnesses, in the order of their sigils; ids are all different.
        problems: what reading found wrong with reports that are not among them.
        settings: the caller's choices.
        progress: told how far the work is.
        parses: parses texts in place of the pipeline of the settings.

    Raises:
        ModelError: the pipeline of the settings cannot be loaded.
    """
    given = references(reports)
    parsed = _parsed(reports, settings, parses)
    alone = []
    for k, report in enumerate(reports):
        if progress:
            progress("reading", k, len(reports))
        parse = next(parsed) if _readable(report) else None
        alone.append(read_alone(report, given[report.id], settings=settings, parse=parse))
    if progress:
        progress("reading", len(reports), len(reports))
        progress("comparing", 0, 1)
    dossier = compare(reports, alone, problems=problems, settings=settings)
    if progress:
        progress("comparing", 1, 1)
    return dossier


def _parsed(reports: Sequence[Report], settings: Settings, parses: Parses | None) -> Iterator[Parse]:
    """The parses of the reports that are read, in order."""
    texts = (r.text for r in reports if _readable(r))
    return parses(texts) if parses else parse_all(texts, model=settings.spacy_model)


def _readable(report: Report) -> bool:
    return report.language is None or report.language.lower().startswith("en")


def _layers(report: Report, parse: Parse, reference: Reference) -> Layers:
    times = timexes(parse, reference) if parse.tokens else ()
    named, entities = mentions(parse)
    return Layers(
        report.id, parse, reference, named, entities, times, quantities(parse, times),
        places(parse, dateline=report.dateline, outlet=report.outlet), (),
    )  # fmt: skip


def references(reports: Sequence[Report]) -> dict[str, Reference]:
    """What the relative times of each report of a story are read against, by report."""
    dates = Counter(r.published for r in reports if r.published)
    borrowed = min(dates, key=lambda d: (-dates[d], d), default=None)
    out = {}
    for r in reports:
        if r.published:
            out[r.id] = Reference(
                r.published, "published", f"its own date, from {r.published_from or 'the report'}"
            )
        elif borrowed:
            out[r.id] = Reference(
                borrowed, "story", f"no date of its own; borrowed from a report of the story dated {borrowed}"
            )
        else:
            out[r.id] = Reference(None, "none", "no report of the story has a date")
    return out


def _counted(
    finding: Finding, reports: Sequence[Report], copied: Sequence[Passage], held: dict[str, list[Attribution]]
) -> Finding:
    """The finding with the number of independent origins of each reading, and why they are not more."""
    why: list[Evidence] = []
    by_id = {a.id: a for each in held.values() for a in each}
    new = []
    for reading in finding.readings:
        sources: dict[str, tuple[Attribution, ...]] = {}
        for a in (by_id[i] for i in reading.attributions):
            sources[a.report_id] = (*sources.get(a.report_id, ()), a)
        numbers, told = counted(reading.anchors, reports, copied, sources)
        new.append(replace(reading, origins=numbers))
        why += told
    return replace(finding, readings=tuple(new), evidence=(*finding.evidence, *why))


def _of_story(reports: Sequence[Report], found: Sequence[Finding]) -> list[Problem]:
    if len(reports) == 1:
        text = "Only one report was given: there is nothing to compare it with, and every finding is single."
        return [Problem("one-report", Severity.NOTE, text, reports[0].id)]
    alone = (FindingKind.SINGLE, FindingKind.UNVERIFIED)
    if not any(
        len({a.report_id for r in f.readings for a in r.anchors}) > 1 for f in found if f.kind not in alone
    ):
        text = (
            "No occurrence was found that two of these reports tell of: they may be about different events."
        )
        return [Problem("nothing-aligned", Severity.WARNING, text, "the reports")]
    return []


def _provenance(witnesses: Sequence[Witness], settings: Settings) -> tuple[Provenance, ...]:
    model = next((w.layers.parse.pipeline_sha256 for w in witnesses if w.layers.parse.tokens), None)
    stages = ("read", "annotate", "claims", "lineage", "collate")
    pairs = pairing(settings.pairing).reader
    weights = {
        "annotate": model,
        "claims": chosen(settings.attributor).sha256,
        "collate": pairs.sha256 if pairs else None,
    }
    return tuple(Provenance(s, __version__, settings.sha256, weights.get(s)) for s in stages)
