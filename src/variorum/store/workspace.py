"""The workspace: a folder with one SQLite file and the captures, and all that can be done with it.

One object a thread: opening is cheap, and several may be open at once, in this process and in others.
"""

import json
import os
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import BinaryIO, Self

from variorum.errors import UsageError
from variorum.model import Dossier, Metadata, Report
from variorum.read.reader import Here, Reader
from variorum.store import analysis, checking, codec, deciding, forgetting, log, reports, searching, stories
from variorum.store.adding import Adder, Wish
from variorum.store.captures import FOLDER, Captures, synced
from variorum.store.changes import changes
from variorum.store.database import NAME, Database
from variorum.store.errors import NoWorkspaceError, WorkspaceReadOnlyError
from variorum.store.judging import OF_STORY, Judgements
from variorum.store.records import (
    Act,
    Added,
    ChangeStep,
    Fault,
    FindingRow,
    Forgotten,
    Hit,
    Json,
    Judged,
    LogEntry,
    PastFinding,
    ReportRow,
    Status,
    StoryRow,
)
from variorum.store.stages import Built, Stages

Progress = Callable[[str, int, int], None]
Clock = Callable[[], datetime]
_NOTHING: Mapping[str, Metadata] = MappingProxyType({})
_UNSTATED = Metadata()


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _salt() -> bytes:
    return secrets.token_bytes(16)


class Workspace:
    """An open workspace.

    Args:
        folder: where it is.
        clock: says what time it is.
        salt: gives random bytes for the entries of the log.
        stages: how reports are annotated and compared.
        reader: who reads what is added.

    Raises:
        NoWorkspaceError: there is none.
        StoreError: it cannot be opened, and why.
    """

    def __init__(
        self, folder: Path | str, *, clock: Clock = _utc_now, salt: Callable[[], bytes] = _salt,
        stages: Stages | None = None, reader: Reader | None = None, _create: bool = False,
    ) -> None:  # fmt: skip
        self.folder = Path(folder)
        self.stages, self.reader = stages or Built(), reader or Here()
        self._clock, self._salt = clock, salt
        self.db = Database(self.folder, create=_create)
        self.captures = Captures(self.folder)
        forgetting.finish(self.db, self.captures)

    @classmethod
    def create(cls, folder: Path | str, **options: object) -> Self:
        """Make a workspace in a new or empty folder, private to its owner; options as for opening.

        Raises:
            NoWorkspaceError: the folder holds a workspace already, or other files.
            WorkspaceReadOnlyError: the folder cannot be made there.
        """
        path = Path(folder)
        if (path / NAME).exists():
            msg = f"{path} holds a workspace already."
            raise NoWorkspaceError(msg)
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            msg = f"{path} is not an empty folder; name a new one."
            raise NoWorkspaceError(msg)
        try:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.chmod(0o700)
            (path / FOLDER).mkdir(mode=0o700)
            mask = os.umask(0o077)
            try:
                made = cls(path, _create=True, **options)  # type: ignore[arg-type]  # passed on as given
            finally:
                os.umask(mask)
            synced(path)
        except PermissionError as error:
            msg = f"{path}: cannot be made there ({error.strerror})."
            raise WorkspaceReadOnlyError(msg) from error
        return made

    @classmethod
    def open(cls, folder: Path | str, **options: object) -> Self:
        """Open a workspace; options as for the class."""
        return cls(folder, **options)  # type: ignore[arg-type]  # passed on as given

    def close(self) -> None:
        """Close it; everything acknowledged is kept."""
        self.db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self.close()

    def now(self) -> str:
        """The time as the workspace writes it: UTC, to the second."""
        return self._clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    # --- adding and analysing

    def add(
        self, locations: Sequence[str], *, story: str | None = None, replaces: str | None = None,
        by: str | None = None, stated: Mapping[str, Metadata] = _NOTHING, stdin: BinaryIO | None = None,
        forgotten_too: bool = False, progress: Progress | None = None,
    ) -> Added:  # fmt: skip
        """Keep the reports at *locations*, one by one; each is on the disk before the next is begun.

        Args:
            locations: files, folders, files of many reports, or ``-``.
            story: name or id of the story they belong to; it is opened if there is none of that name.
                Without it each report goes to the story that it is most like, or to a new one.
            replaces: the report that the one given is a later version of.
            by: who adds them.
            stated: what the caller states, by sigil in the order given.
            stdin: what ``-`` reads.
            forgotten_too: add again what was forgotten.
            progress: told how far the work is.
        """
        return deciding.add(
            self._adder(), locations, Wish(_name(story), replaces, by, forgotten_too=forgotten_too),
            stated=stated, stdin=stdin, progress=progress,
        )  # fmt: skip

    def add_bytes(
        self, name: str, data: bytes, *, story: str | None = None, replaces: str | None = None,
        stated: Metadata = _UNSTATED, by: str | None = None, forgotten_too: bool = False,
        progress: Progress | None = None,
    ) -> Added:  # fmt: skip
        """Keep what was dropped on a page or pasted; *name*'s ending says what it is."""
        wish = Wish(_name(story), replaces, by, stated, forgotten_too)
        return deciding.add_bytes(self._adder(), name, data, wish, progress)

    def _adder(self) -> Adder:
        self._writable()
        return Adder(self.db, self.captures, self.now, self._salt, self.reader)

    def _writable(self) -> None:
        if self.db.read_only:
            msg = f"{self.folder}: the workspace may not be written (permission denied)."
            raise WorkspaceReadOnlyError(msg)

    def pending(self) -> tuple[str, ...]:
        """The ids of the stories whose analysis is not up to date."""
        return analysis.pending(self.db)

    def analyse(self, story: str | None = None, *, progress: Progress | None = None) -> tuple[str, ...]:
        """Analyse a story, or all that wait for it; the ids of those analysed.

        What was found in a report before is not looked for again. It can be interrupted at any time.
        """
        self._writable()
        chosen = (stories.find(self.db, story),) if story else self.pending()
        for one in chosen:
            analysis.analyse(self.db, self.stages, one, self.now, progress)
        return chosen

    # --- reading

    def status(self) -> Status:
        """How much it holds."""
        with self.db.snapshot():

            def count(what: str) -> int:
                return int(self.db.one(f"SELECT count(*) FROM {what}")[0])  # noqa: S608 - conditions are ours

            last = self.db.first("SELECT number, hash FROM log ORDER BY number DESC LIMIT 1")
            return Status(
                str(self.folder), count("reports WHERE latest = 1"), count("reports"),
                count("stories WHERE reports > 0"), count("stories WHERE pending = 1"),
                count("judgements WHERE undone IS NULL"), count("forgotten"),
                last[0] if last else 0, last[1] if last else log.BEGINNING,
                int(self.db.one("PRAGMA user_version")[0]),
                int(self.db.one("SELECT coalesce(sum(size), 0) FROM captures")[0]),
            )  # fmt: skip

    def count_stories(self) -> int:
        """How many stories hold a report."""
        return int(self.db.one("SELECT count(*) FROM stories WHERE reports > 0")[0])

    def stories(self, *, limit: int = 50, offset: int = 0) -> tuple[StoryRow, ...]:
        """The stories, the one that changed last first."""
        return stories.rows(self.db, "reports > 0", (limit, offset), "LIMIT ? OFFSET ?")

    def story(self, key: str) -> StoryRow:
        """The story of this name, id or unique beginning of an id.

        Raises:
            UnknownNameError: there is none.
        """
        return stories.rows(self.db, "id = ?", (stories.find(self.db, key),))[0]

    def dossier_json(self, story: str) -> Json | None:
        """The dossier of a story as in CONTRACT.md; ``None`` until it was analysed."""
        body = self.db.one("SELECT dossier FROM stories WHERE id = ?", (stories.find(self.db, story),))[0]
        found: Json | None = json.loads(codec.unpacked(body)) if body else None
        return found

    def dossier(self, story: str) -> Dossier | None:
        """The dossier of a story as the exporters take it; ``None`` until it was analysed."""
        body = self.db.one("SELECT compared FROM stories WHERE id = ?", (stories.find(self.db, story),))[0]
        return codec.loads(Dossier, codec.unpacked(body)) if body else None

    def findings(self, story: str) -> tuple[FindingRow, ...]:
        """The findings of a story in the contract's order, with what people judged of them."""
        with self.db.snapshot():
            return deciding.findings(self.db, stories.find(self.db, story))

    def finding(self, key: str, story: str | None = None) -> FindingRow:
        """The finding that *key* names: an id of today or of earlier, its beginning, or its number in *story*.

        Raises:
            UnknownNameError: there is none, or none any more.
        """
        with self.db.snapshot():
            where, name = deciding.todays(self.db, key, stories.find(self.db, story) if story else None)
            return next(f for f in deciding.findings(self.db, where) if f.id == name)

    def reports(self, story: str) -> tuple[ReportRow, ...]:
        """The latest versions of a story's reports, in the order of their sigils."""
        return reports.rows(
            self.db, "m.story = ? AND r.latest = 1", (stories.find(self.db, story),), "m.position, r.root"
        )

    def report(self, key: str) -> ReportRow:
        """The version of a report that *key* names: an id, the beginning of one, or a location."""
        return reports.rows(self.db, "r.id = ?", (reports.find(self.db, key),))[0]

    def report_text(self, key: str) -> str:
        """The clean text of a report."""
        return reports.text_of(self.db, reports.find(self.db, key))

    def report_object(self, key: str) -> Report:
        """The report as the stages take it."""
        return reports.full(self.db, (reports.find(self.db, key),))[0]

    def capture(self, key: str) -> bytes:
        """The bytes of a report as they were received, hashed again."""
        return self.captures.get(self.report(key).sha256)

    def versions(self, key: str) -> tuple[ReportRow, ...]:
        """All versions of a report, first to last."""
        return reports.rows(self.db, "r.root = ?", (self.report(key).root,), "r.turn")

    def changes(self, old: str, new: str) -> tuple[ChangeStep, ...]:
        """The steps from one version to another; they cover both texts."""
        return changes(self.report_text(old), self.report_text(new))

    def past(self, story: str) -> tuple[PastFinding, ...]:
        """Findings of earlier analyses that rested on a report which has a later version since."""
        found = self.db.rows(
            "SELECT finding, kind, summary, outcome, detail, now, report, version FROM past WHERE story = ? "
            "AND version <> report ORDER BY number",
            (stories.find(self.db, story),),
        )
        return tuple(PastFinding(*row) for row in found)

    def search(
        self, words: str, *, kinds: Sequence[str] = searching.KINDS, limit: int = 50, offset: int = 0
    ) -> tuple[Hit, ...]:
        """What *words* find in reports, claims, sources and findings."""
        return searching.search(self.db, words, kinds=kinds, limit=limit, offset=offset)

    def source(self, name: str, *, limit: int = 500) -> tuple[Hit, ...]:
        """What is attributed to one source, across reports."""
        return searching.of_source(self.db, name, limit=limit)

    def sources(self, *, limit: int = 100, offset: int = 0) -> tuple[tuple[str, int, int], ...]:
        """Names of sources, each with its attributions and reports, counted; the most quoted first."""
        return searching.sources(self.db, limit=limit, offset=offset)

    # --- judging

    def judge(
        self, target: str, act: Act, *, by: str, how: str = "", other: str | None = None,
        reports: Iterable[str] = (), story: str | None = None,
    ) -> Judged:  # fmt: skip
        """Keep what a person decided.

        Args:
            target: a finding (id, beginning, or number in *story*), or a story for merge, split and note.
            act: what was decided.
            by: who did.
            how: how it was verified; the note; or why.
            other: the story or finding to merge with; for split, the story that the reports go to.
            reports: for the split of a story, the reports that leave it.
            story: the story in which numbers of findings count.

        Raises:
            UsageError: something is missing or does not go together.
        """
        self._writable()
        number = deciding.judge(
            self.db, target, act, by=by, how=how, other=other, leaving=tuple(reports), story=story,
            at=self.now, salt=self._salt,
        )  # fmt: skip
        return Judgements(self.db).all("j.number = ?", (number,))[0]

    def undo(self, number: int, *, by: str, how: str = "") -> Judged:
        """Take a judgement back; both it and the undoing stay in the log.

        Raises:
            UsageError: there is no such judgement, it was undone before, or later moves stand in the way.
        """
        self._writable()
        deciding.undo(self.db, number, by=by, how=how, at=self.now, salt=self._salt)
        return Judgements(self.db).all("j.number = ?", (number,))[0]

    def judgements(self, story: str | None = None) -> tuple[Judged, ...]:
        """The judgements of a story and of what is in it today, or all, each with how it stands today."""
        with self.db.snapshot():
            if story is None:
                return Judgements(self.db).all()
            return Judgements(self.db).all(OF_STORY, (stories.find(self.db, story),))

    def log(self, *, limit: int = -1, offset: int = 0) -> tuple[LogEntry, ...]:
        """Entries of the log, the oldest first."""
        return log.entries(self.db, limit=limit, offset=offset)

    # --- the whole

    def forget(self, target: str, *, by: str, how: str = "", confirmed: bool = False) -> Forgotten:
        """Erase a report, or all that mentions a name; without *confirmed* only say what would go.

        Raises:
            UnknownNameError: nothing that is kept goes by that name.
            UsageError: it is not said who asks for it, or the log would keep the name.
        """
        while True:
            seen = forgetting.state(self.db)
            chosen = forgetting.choose(self.db, self.captures, target)
            if not confirmed:
                return Forgotten(chosen.reports, 0, len(chosen.entries), done=False)
            self._writable()
            if not by.strip():
                msg = "forgetting needs the name of who asks for it (--by)"
                raise UsageError(msg)
            forgetting.unnamed(self.db, target, by=by, how=how)
            done = forgetting.forget(
                self.db, self.captures, chosen, by=by, how=how, now=self.now(), salt=self._salt, seen=seen
            )
            if done is not None:  # else another report may have come that is to go too
                return done

    def verify(self, *, progress: Progress | None = None) -> tuple[Fault, ...]:
        """Read everything again; all that does not hold."""
        return checking.faults(self.db, self.captures, progress)

    def export(self, folder: Path | str, *, stories: Sequence[str] = (), excerpts: bool = False) -> Path:
        """Write a package of stories (all by default) into a new folder: BagIt, which anybody verifies offline.

        Args:
            folder: it must not exist yet.
            stories: names or ids.
            excerpts: the words that findings rest on in place of whole texts and captures.
        """
        from variorum.store.package import export  # noqa: PLC0415 - brings all exporters

        with self.db.snapshot():
            return export(self, Path(folder), keys=tuple(stories), excerpts=excerpts, made=self._clock())


def _name(given: str | None) -> str | None:
    """The name of a story without white space at its ends; blanks alone are no name."""
    return (given or "").strip() or None
