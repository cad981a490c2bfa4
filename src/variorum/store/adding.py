"""Adding reports: captures first, then one transaction a report, so that what was acknowledged is kept."""

import shlex
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from variorum.model import Capture, Metadata, Problem, Report, Severity
from variorum.read.captures import Given
from variorum.read.load import merged
from variorum.read.reader import Reader
from variorum.store import log, placing, reports, stories
from variorum.store.captures import Captures
from variorum.store.changes import alike
from variorum.store.database import Database, whole
from variorum.store.errors import WorkspaceFullError
from variorum.store.records import AddedReport, Came, Json, ReportRow

ALIKE = 0.5
"""Share of the shorter one's words from which a report found where another was is taken for a later version of it: of
pairs of unrelated reports of one outlet, 0.4 % have so much in common (1,885 reports of 2012 to 2020)."""
BEFORE = "the version before"
"""``published_from`` of a date that a later version does not say itself."""
SAME_NAME = 20
"""Reports that came under the name of one that is dropped on a page, looked at for one with much the same words."""
_UNSTATED = Metadata()


@dataclass(frozen=True, slots=True)
class Wish:
    """What the caller wants of a report that is added."""

    story: str | None = None
    replaces: str | None = None
    by: str | None = None
    stated: Metadata = _UNSTATED
    forgotten_too: bool = False


class Adder:
    """Adds captures to a workspace."""

    def __init__(
        self, db: Database, captures: Captures, now: Callable[[], str], salt: Callable[[], bytes],
        reader: Reader,
    ) -> None:  # fmt: skip
        self.reader = reader
        self._db = db
        self._captures = captures
        self._now = now
        self._salt = salt

    def add(self, found: Given, wish: Wish) -> tuple[AddedReport | None, tuple[Problem, ...]]:
        """Keep one capture as a report; when this returns it is on the disk.

        Returns:
            What became of it, or ``None`` with the problem that says why it holds no report.
        """
        capture = merged(found, wish.stated).capture
        have = reports.known(self._db, capture)
        if have is not None:
            return self._again(have, found, capture, wish)
        gone = self._db.first("SELECT entry FROM forgotten WHERE sha256 = ?", (capture.sha256,))
        if gone and not wish.forgotten_too:
            problem = Problem(
                "forgotten", Severity.WARNING,
                f"{capture.location} was forgotten (entry {gone[0]} of the log) and is not added again; "
                "--even-forgotten adds it.", capture.location,
            )  # fmt: skip
            return AddedReport("", Came.REFUSED, None, capture.location), (problem,)
        report = self.reader.report_of(found, wish.stated)
        if isinstance(report, Problem):
            return None, (report,)
        if whole(report.text) != report.text:
            text = (
                "Its text holds half a character (a lone surrogate). Write it again from the original text."
            )
            return None, (Problem("undecodable", Severity.ERROR, text, capture.location),)
        made = self._captures.put(capture.data, capture.sha256)
        try:
            with self._db.transaction():
                have = reports.known(self._db, capture)
                done = self._insert(report, found, capture, wish) if have is None else None
        except WorkspaceFullError:
            if made:  # leave the room there is
                self._captures.path(capture.sha256).unlink(missing_ok=True)
            raise
        if done is not None:
            self._captures.put(capture.data, capture.sha256)  # another process may have made that room
            return done
        assert have is not None
        return self._again(have, found, capture, wish)

    def _again(
        self, have: str, found: Given, capture: Capture, wish: Wish
    ) -> tuple[AddedReport, tuple[Problem, ...]]:
        """A capture that is there already: one location more, and its bytes put back if they were lost."""
        mended = self._captures.mend(capture.data, capture.sha256)
        place = reports.place_key(capture.location, found.beside, capture.stated.id)
        with self._db.transaction():
            reports.add_location(self._db, have, capture.location, place)
        row = reports.rows(self._db, "r.id = ?", (have,))[0]
        problems = []
        if not row.latest:
            text = f"{capture.location} is version {row.turn} of a report that has a later one, which stays the latest."
            problems.append(Problem("older-version", Severity.NOTE, text, have))
        if wish.replaces:
            problems += self._apart(row, capture, wish.replaces)
        if wish.story and stories.named(self._db, wish.story) != row.story:
            text = (
                f"{capture.location} is in story {row.story} already; to move it: "
                f"variorum judge {row.story} split --reports {have} --with {shlex.quote(wish.story)}"
            )
            problems.append(Problem("other-story", Severity.NOTE, text, have))
        done = AddedReport(
            have, Came.KNOWN, row.story, capture.location, row.headline, row.language, mended=mended
        )
        return done, tuple(problems)

    def _apart(self, row: ReportRow, capture: Capture, replaces: str) -> tuple[Problem, ...]:
        """A note where a report that is kept already was said to be a later version of another one."""
        named = reports.find(self._db, replaces)
        if reports.rows(self._db, "r.id = ?", (named,))[0].root == row.root:
            return ()
        text = (
            f"{capture.location} is kept already as report {row.id}, which stays a report of its own. "
            f"{_again_as(row.id, named)}"
        )
        return (Problem("kept-apart", Severity.NOTE, text, row.id),)

    def _insert(
        self, report: Report, found: Given, capture: Capture, wish: Wish
    ) -> tuple[AddedReport, tuple[Problem, ...]]:
        db, at = self._db, self._now()
        place = reports.place_key(capture.location, found.beside, capture.stated.id)
        report = reports.with_id(report, reports.free_id(db, report))
        before, problems = self._before(report, place, wish)
        if before is None:
            root, turn = report.id, 1
            story, opened, why = self._story(report, wish)
        else:
            row = reports.rows(db, "r.id = ?", (before,))[0]
            root, turn, story, opened, why = row.root, row.turn + 1, row.story or "", False, ()
            report, kept = _keeping(report, row)
            problems += kept
        reports.insert(db, report, capture, root=root, turn=turn, at=at)
        if before is None and found.beside == "upload" and not problems:
            problems = self._under_its_name(report, capture.location)
        reports.add_location(db, report.id, capture.location, place)
        body: Json = {
            "by": wish.by, "report": report.id, "root": root, "turn": turn, "sha256": capture.sha256,
            "location": capture.location, "story": story, "why": [list(w) for w in why],
            "moves": [] if before else [[root, None, story]],
        }  # fmt: skip
        if opened:
            body["opens"] = [story, wish.story]
            stories.start(db, story, wish.story, at)
        number = log.append(
            db, "version" if before else "add", body, at=at, salt=self._salt(), reports=(report.id, root)
        )
        if before is None:
            stories.put(db, root, story, number)
        stories.refresh(db, story, at)
        came = Came.VERSION if before else Came.NEW
        done = AddedReport(report.id, came, story, capture.location, report.headline, report.language, before)
        return done, problems

    def _under_its_name(self, report: Report, name: str) -> tuple[Problem, ...]:
        """A note where a report of much the same words, by no other outlet, was dropped on a page under one name."""
        db = self._db
        found = db.rows(
            "SELECT r.id FROM reports r JOIN locations l ON l.report = r.id WHERE l.location = ? AND l.place IS NULL "
            "AND r.latest = 1 AND r.id <> ? AND coalesce(r.outlet = ?, 1) ORDER BY r.number DESC LIMIT ?",
            (name, report.id, report.outlet, SAME_NAME),
        )
        for (other,) in found:
            if alike(reports.text_of(db, other), report.text) >= ALIKE:
                text = (
                    f"Report {other} came under the same name with much the same words; this is kept as a report of "
                    f"its own. {_again_as(report.id, other)}"
                )
                return (Problem("same-name", Severity.NOTE, text, report.id),)
        return ()

    def _story(self, report: Report, wish: Wish) -> tuple[str, bool, tuple[tuple[str, float | None], ...]]:
        """The story a new report goes to, whether it is opened for it, and why."""
        if wish.story:
            named = stories.named(self._db, wish.story)
            return named or stories.new_id(self._db, report.id, wish.story), named is None, ()
        found, why = placing.place(self._db, report)
        return found or stories.new_id(self._db, report.id, None), found is None, why

    def _before(
        self, report: Report, place: str | None, wish: Wish
    ) -> tuple[str | None, tuple[Problem, ...]]:
        """The version that *report* is the next one of; a note where another report stood at its place."""
        db, other = self._db, None
        if wish.replaces:
            named = reports.find(db, wish.replaces)
            latest = reports.rows(
                db, "r.root = (SELECT root FROM reports WHERE id = ?) AND r.latest = 1", (named,)
            )
            return latest[0].id, ()
        for where, key in (
            ("r.url_key = ?", reports.address_key(report.url)),
            ("EXISTS (SELECT 1 FROM locations l WHERE l.report = r.id AND l.place = ?)", place),
        ):
            if key is None:
                continue
            found = reports.rows(db, f"{where} AND r.latest = 1", (key,), "r.number DESC")
            for row in found:
                elsewhere = place and reports.stands_elsewhere(db, row.id, place)
                if not elsewhere and alike(reports.text_of(db, row.id), report.text) >= ALIKE:
                    return row.id, ()
                other = other or row
        if other is None:
            return None, ()
        text = (
            f"Report {other.id} stood at the same place, but with mostly other words or in other places too, so this "
            f"is a report of its own. {_again_as(report.id, other.id)}"
        )
        return None, (Problem("same-place", Severity.NOTE, text, report.id),)


def _again_as(own: str, before: str) -> str:
    """How a report that was kept as one of its own becomes a later version."""
    return (
        f"If it is a later version: variorum forget {own} --yes, then add it again with --replaces {before} "
        "--even-forgotten"
    )


def _keeping(report: Report, before: ReportRow) -> tuple[Report, tuple[Problem, ...]]:
    """A later version with what it does not say itself of outlet, date and language, and a note that says what it kept.

    Its headline, byline and address are its own, and so is a date that cannot be read.
    """
    found = report
    kept: list[str] = []
    if found.outlet is None and before.outlet:
        found, kept = replace(found, outlet=before.outlet), [*kept, "outlet"]
    if before.published and any(p.code == "no-date" for p in found.problems):
        left = tuple(p for p in found.problems if p.code != "no-date")
        day = date.fromisoformat(before.published)
        found = replace(found, published=day, published_from=BEFORE, problems=left)
        kept.append("date")
    if found.language is None and before.language:
        foreign = tuple(replace(p, where=found.id) for p in before.problems if p.code == "not-english")
        found = replace(found, language=before.language, problems=(*found.problems, *foreign))
        kept.append("language")
    if not kept:
        return report, ()
    what = f"{', '.join(kept[:-1])} and {kept[-1]}" if len(kept) > 1 else kept[0]
    text = f"{found.locations[0]} keeps the {what} of the version before"
    return found, (Problem("kept", Severity.NOTE, f"{text}.", report.id),)
