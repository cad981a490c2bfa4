"""Analysis that is kept: nothing found in a report alone is looked for twice, and only what changed is compared."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from variorum.apart.child import DeadError
from variorum.export.json import dossier_json
from variorum.export.jsonl import dumped
from variorum.export.words import ORDER
from variorum.model import Dossier, Problem, Report, Severity
from variorum.store import codec, reports
from variorum.store.changes import changes, moved, touched
from variorum.store.database import Database
from variorum.store.records import ChangeStep, Json
from variorum.store.searching import source_named
from variorum.store.stages import Stages
from variorum.text import Span, hull

if TYPE_CHECKING:
    from variorum.build import Read

Progress = Callable[[str, int, int], None]
NOT_ANALYSED = "not-analysed"
"""The code of the problem of a report that killed what was to annotate it."""


def analyse(
    db: Database, stages: Stages, story: str, at: Callable[[], str], progress: Progress | None
) -> None:
    """Bring what is known of a story up to date.

    Each report read is kept at once, so that an interrupted analysis goes on where it stopped. A story that changed
    meanwhile is compared again.
    """
    while True:
        with db.snapshot():
            ids = reports.current(db, story)
            held = reports.full(db, ids)
        if not held:
            return
        read, alone, lost = _read(db, stages, held, progress)
        if progress:
            progress("comparing", 0, 1)
        dossier = stages.compare(read, alone, lost)
        if progress:
            progress("comparing", 1, 1)
        shown = dossier_json(dossier)
        body, compared = codec.packed(dumped(shown)), codec.packed(codec.dumps(dossier))
        with db.transaction():
            if reports.current(db, story) == ids:
                _keep(db, story, dossier, shown, at())
                db.run(
                    "UPDATE stories SET pending = 0, dossier = ?, compared = ? WHERE id = ?",
                    (body, compared, story),
                )
                return


def _read(
    db: Database, stages: Stages, held: Sequence[Report], progress: Progress | None
) -> "tuple[list[Report], list[Read], list[Problem]]":
    """The reports that could be read with what each tells, and a problem for each that killed its reader.

    Where one did, the others are read again as if it were not there: it may have lent them its date.
    """
    lost: dict[str, Problem] = {}
    while True:
        there = [r for r in held if r.id not in lost]
        alone: list[Read] = []
        before = len(lost)
        for report, found in zip(there, _alone(db, stages, there, progress), strict=True):
            if isinstance(found, Problem):
                lost[report.id] = found
            else:
                alone.append(found)
        if len(lost) == before:
            return there, alone, list(lost.values())


def _alone(
    db: Database, stages: Stages, held: Sequence[Report], progress: Progress | None
) -> "Iterator[Read | Problem]":
    from variorum.build import Read  # noqa: PLC0415 - brings all stages

    recipe, references = stages.recipe, stages.references(held)
    for number, report in enumerate(held):
        if progress:
            progress("reading", number, len(held))
        reference = references[report.id]
        asked = codec.dumps(reference)
        row = db.first(
            "SELECT reference, body FROM annotations WHERE report = ? AND recipe = ?", (report.id, recipe)
        )
        kept = codec.loads(Read, codec.unpacked(row[1])) if row else None
        if row and kept and row[0] == asked:
            yield kept
            continue
        try:
            found = stages.read(report, reference, kept.layers.parse if kept else None)
        except DeadError as error:
            yield _dead(report, error)
            continue
        with db.transaction():
            # The report may have been forgotten meanwhile: then nothing of it is written.
            db.run(
                "INSERT OR REPLACE INTO annotations (report, recipe, reference, body) "
                "SELECT id, ?, ?, ? FROM reports WHERE id = ?",
                (recipe, asked, codec.packed(codec.dumps(found)), report.id),
            )
        yield found
    if progress:
        progress("reading", len(held), len(held))


def _dead(report: Report, error: DeadError) -> Problem:
    said = (
        f"{report.locations[0]} was left out of the comparison: {error}. The other reports were compared; "
        "it is tried again with the next analysis."
    )
    return Problem(NOT_ANALYSED, Severity.ERROR, said, report.id)


def _keep(db: Database, story: str, dossier: Dossier, shown: Json, at: str) -> None:
    """Put the rows of a dossier in place of those of the one before; inside a transaction."""
    versions = Versions(db)
    named = {w.sigil: w.report.id for w in dossier.witnesses}
    found = [with_ids(f, named) for f in shown["findings"]]
    _keep_past(db, story, found, set(named.values()), versions)
    _keep_heirs(db, story, found, set(named.values()), versions)
    db.run("DELETE FROM findings WHERE story = ?", (story,))
    db.run("DELETE FROM entries WHERE story = ?", (story,))
    db.many(
        "INSERT INTO findings (story, number, id, kind, slot, part, summary, body, changed) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                story, number, f["id"], f["kind"], f["slot"], f["part"], f["summary"], dumped(f),
                json.dumps(_changed(f, versions)),
            )
            for number, f in enumerate(found, start=1)
        ],
    )  # fmt: skip
    db.many(
        'INSERT INTO entries (story, report, kind, ref, text, start, "end") VALUES (?, ?, ?, ?, ?, ?, ?)',
        [(story, *entry) for entry in _entries(dossier, found)],
    )
    met = [f["kind"] for f in found]
    counts = [(kind.value, met.count(kind.value)) for kind in ORDER if kind.value in met]
    db.run("UPDATE stories SET counts = ?, updated = ? WHERE id = ?", (json.dumps(counts), at, story))


def with_ids(finding: Json, named: dict[str, str]) -> Json:
    """A finding's JSON whose anchors name their report by id too, for sigils change when a report joins."""
    readings = [
        {**r, "anchors": [{**a, "report_id": named[a["report"]]} for a in r["anchors"]]}
        for r in finding["readings"]
    ]
    return {**finding, "readings": readings}


def anchors(finding: Json) -> list[tuple[str, Span]]:
    """Report id and span of each anchor of a finding, as it is kept."""
    return [
        (a["report_id"], Span(a["start"], a["end"]))
        for reading in finding["readings"]
        for a in reading["anchors"]
    ]


def covered(wanted: Iterable[tuple[str, Span]], held: Iterable[tuple[str, Span]]) -> bool:
    """Whether the words at each of some places are among those at others, which may be longer (*late on Tuesday*)."""
    held = tuple(held)
    return all(any(r == q and t.contains(s) for q, t in held) for r, s in wanted)


def _changed(finding: Json, versions: "Versions") -> list[str]:
    """The reports of which a version since the last analysis brought words that a finding rests on."""
    found: dict[str, None] = {}
    for report, span in anchors(finding):
        steps = versions.since_before(report)
        if steps and touched(span, steps):
            found[report] = None
    return list(found)


def _keep_past(
    db: Database, story: str, found: Sequence[Json], present: set[str], versions: "Versions"
) -> None:
    """Keep what became of the findings before that rest on a version which is not the latest any more."""
    for name, kind, summary, body in db.rows(
        "SELECT id, kind, summary, body FROM findings WHERE story = ? ORDER BY number", (story,)
    ):
        before = json.loads(body)
        rests = list(dict.fromkeys(r for r, _ in anchors(before)))
        for report in rests:
            latest = versions.latest(report)
            if latest == report or latest not in present:
                continue
            outcome, detail = _outcome(before, report, versions)
            now = _counterpart(before, found, versions) if outcome == "exact" else None
            if outcome == "exact" and now is None:
                outcome, detail = "absent", "its words stand, but no finding sets them side by side any more"
            db.run(
                "INSERT OR IGNORE INTO past (story, finding, kind, summary, outcome, detail, now, report, version, "
                "rests) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (story, name, kind, summary, outcome, detail, now, report, latest, json.dumps(rests)),
            )


def _arrived(db: Database, present: set[str], versions: "Versions") -> list[tuple[str, str]]:
    """The findings that came with reports which people moved here; they wait no longer."""
    found = [
        (name, body)
        for name, body, rests in db.rows("SELECT finding, body, rests FROM moved ORDER BY finding")
        if {versions.latest(r) for r in json.loads(rests)} <= present
    ]
    db.many("DELETE FROM moved WHERE finding = ?", [(name,) for name, _ in found])
    return found


def _keep_heirs(
    db: Database, story: str, found: Sequence[Json], reports_now: set[str], versions: "Versions"
) -> None:
    """Keep which finding of today an earlier one with another id led to; of one that led to none, what it was."""
    present = {f["id"] for f in found}
    before_it = db.rows("SELECT id, body FROM findings WHERE story = ?", (story,))
    for name, body in [*before_it, *_arrived(db, reports_now, versions)]:
        before = json.loads(body)
        if name in present or any(versions.latest(r) is None for r, _ in anchors(before)):
            continue
        heir = _counterpart(before, found, versions)
        if heir is None:
            _keep_gone(db, story, name, before)
        else:
            db.run("INSERT OR REPLACE INTO heirs (old, new, story) VALUES (?, ?, ?)", (name, heir, story))


def _keep_gone(db: Database, story: str, name: str, before: Json) -> None:
    """Keep what a finding was that vanished though no later version changed its words: another report joined, or left.

    Such a row names as the later version the one that the finding rested on.
    """
    known = "SELECT 1 FROM past WHERE story = ? AND finding = ? AND outcome <> 'exact'"
    if db.first(known, (story, name)):
        return
    rests = list(dict.fromkeys(r for r, _ in anchors(before)))
    why = "its words stand, but no finding sets them side by side since its story was compared anew"
    db.run(
        "INSERT OR IGNORE INTO past (story, finding, kind, summary, outcome, detail, now, report, version, rests) "
        "VALUES (?, ?, ?, ?, 'absent', ?, NULL, ?, ?, ?)",
        (story, name, before["kind"], before["summary"], why, rests[0], rests[0], json.dumps(rests)),
    )


def _outcome(finding: Json, report: str, versions: "Versions") -> tuple[str, str]:
    lost = [
        a["exact"]
        for reading in finding["readings"]
        for a in reading["anchors"]
        if a["report_id"] == report and versions.now(report, Span(a["start"], a["end"])) is None
    ]
    if lost:
        return "orphan", "these words do not stand so in the latest version: " + "; ".join(
            f"“{w}”" for w in lost
        )
    return "exact", "its words stand unchanged in the latest version"


def _counterpart(before: Json, found: Sequence[Json], versions: "Versions") -> str | None:
    """The finding that sets the same words side by side today."""
    places = [(versions.latest(r), versions.now(r, s)) for r, s in anchors(before)]
    wanted = [(r, s) for r, s in places if r is not None and s is not None]
    if len(wanted) < len(places):
        return None
    for f in found:
        if (f["slot"], f["part"]) == (before["slot"], before["part"]) and covered(wanted, anchors(f)):
            name: str = f["id"]
            return name
    return None


def _entries(
    dossier: Dossier, found: Sequence[Json]
) -> Iterator[tuple[str | None, str, str, str, int | None, int | None]]:
    """What a search finds in a dossier: claims by words, sources by name, findings by summary."""
    for claim in dossier.claims:
        words = " … ".join(a.exact for a in claim.anchors)
        first = claim.anchors[0].span
        yield claim.report_id, "claim", claim.id, words, first.start, first.end
    for a in dossier.attributions:
        if a.source_name:
            whole = hull((*a.source, *a.cue, *a.content))
            yield a.report_id, "source", a.id, source_named(a.source_name), whole.start, whole.end
    for f in found:
        yield None, "finding", f["id"], f["summary"], None, None


class Versions:
    """How the versions of reports follow one another; texts are compared once."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._steps: dict[tuple[str, str], tuple[ChangeStep, ...]] = {}
        self._chains: dict[str, tuple[str, ...]] = {}

    def chain(self, report: str) -> tuple[str, ...]:
        """All versions of a report, first to last; none if it was forgotten."""
        if report not in self._chains:
            found = self._db.rows(
                "SELECT id FROM reports WHERE root = (SELECT root FROM reports WHERE id = ?) ORDER BY turn",
                (report,),
            )
            self._chains[report] = tuple(r[0] for r in found)
        return self._chains[report]

    def latest(self, report: str) -> str | None:
        """The latest version of a report, or ``None`` if it was forgotten."""
        chain = self.chain(report)
        return chain[-1] if chain else None

    def between(self, old: str, new: str) -> tuple[ChangeStep, ...]:
        """The steps from one version to another."""
        if (old, new) not in self._steps:
            self._steps[old, new] = changes(reports.text_of(self._db, old), reports.text_of(self._db, new))
        return self._steps[old, new]

    def since_before(self, report: str) -> tuple[ChangeStep, ...]:
        """The steps to *report* from the version before that was analysed last; none for a first version."""
        chain = self.chain(report)
        earlier = chain[: chain.index(report)]
        seen = (
            v for v in earlier[::-1] if self._db.first("SELECT 1 FROM annotations WHERE report = ?", (v,))
        )
        return self.between(next(seen, earlier[-1]), report) if earlier else ()

    def now(self, report: str, span: Span) -> Span | None:
        """Where the words at a span of one version stand in the latest one; ``None`` if they do not."""
        chain = self.chain(report)
        place: Span | None = span
        for old, new in zip(chain[chain.index(report) :], chain[chain.index(report) + 1 :], strict=False):
            if place is None:
                return None
            place = moved(place, self.between(old, new))
        return place


def pending(db: Database) -> tuple[str, ...]:
    """The stories that wait for analysis, in the order in which they were opened."""
    return tuple(r[0] for r in db.rows("SELECT id FROM stories WHERE pending = 1 ORDER BY number"))
