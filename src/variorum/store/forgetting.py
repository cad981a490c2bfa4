"""Forgetting: captures, texts and readings are erased from the disk, and a tombstone in the log says that they were."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from variorum.errors import UsageError
from variorum.store import codec, log, reports, stories
from variorum.store.captures import Captures
from variorum.store.database import Database
from variorum.store.errors import StoreError, UnknownNameError, WorkspaceBusyError
from variorum.store.naming import Name
from variorum.store.records import Forgotten
from variorum.store.searching import asked

LEAST = 8
"""Characters of an id that name a report to be forgotten."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is to go: versions of reports (all of each), entries of the log, stories whose name says it."""

    reports: tuple[str, ...]
    entries: tuple[int, ...]
    stories: tuple[str, ...]


def choose(db: Database, captures: Captures, target: str) -> Chosen:
    """What *target* names: one report, or a name that stands in reports, judgements or names of stories.

    Raises:
        UnknownNameError: it names nothing that is kept.
    """
    if not any(c.isalnum() for c in target):
        msg = "forgetting needs a report or a name"
        raise UnknownNameError(msg)
    report = _report(db, target)
    found, name = ([report], None) if report else (_that_mention(db, captures, target), target)
    whole = _whole(db, found)
    entries = {
        row[0] for report in whole for row in db.rows("SELECT entry FROM touches WHERE report = ?", (report,))
    }
    titled = []
    if name:
        wanted = Name(name)
        entries |= {
            number
            for number, body in db.rows("SELECT number, body FROM log WHERE body IS NOT NULL")
            if wanted.stands_in(_said(json.loads(body)))
        }
        titled = [
            story
            for story, title in db.rows("SELECT id, name FROM stories WHERE name IS NOT NULL")
            if wanted.stands_in(title)
        ]
    entries |= _undoing(db, entries)
    if not whole and not entries and not titled:
        msg = f"there is no report {target!r}, and nothing that is kept mentions that name"
        raise UnknownNameError(msg)
    return Chosen(tuple(whole), tuple(sorted(entries)), tuple(titled))


def unnamed(db: Database, target: str, *, by: str, how: str) -> None:
    """Hold if the log's entry about forgetting *target* would not keep the name that is to be forgotten.

    Raises:
        UsageError: who forgets it, or why, would.
    """
    if _report(db, target):
        return
    wanted = Name(target)
    for said, what, option in ((by, "who forgets it", "--by"), (how, "why", "--how")):
        if wanted.stands_in(said):
            msg = (
                f"the log keeps {what}, and that would keep the name that is to be forgotten; "
                f"say it without that name ({option}). Nothing was erased"
            )
            raise UsageError(msg)


def _report(db: Database, target: str) -> str | None:
    """The report that *target* names beyond doubt: a short beginning of an id could be somebody's name."""
    try:
        found = reports.find(db, target)
    except UnknownNameError:
        return None
    by_beginning = found != target and found.startswith(target)
    return None if by_beginning and len(target) < LEAST else found


def _said(body: object) -> str:
    """All that a body of the log says, as one text."""
    if isinstance(body, dict):
        return "\n".join(_said(v) for v in body.values())
    if isinstance(body, list):
        return "\n".join(map(_said, body))
    return body if isinstance(body, str) else ""


def _that_mention(db: Database, captures: Captures, name: str) -> list[str]:
    """The reports in whose text or about which a name stands."""
    wanted = Name(name)
    query = asked(f'"{name}"')
    if query is None:
        return []
    found = [
        r[0]
        for r in db.rows(
            "SELECT r.id FROM reports_words w JOIN reports r ON r.number = w.rowid WHERE reports_words MATCH ?",
            (query,),
        )
    ]
    found += [
        r[0] for r in db.rows("SELECT id, about FROM reports") if wanted.stands_in(_said(json.loads(r[1])))
    ]
    found += [r[0] for r in db.rows("SELECT report, location FROM locations") if wanted.stands_in(r[1])]
    found += [r[0] for r in db.each("SELECT id, text FROM reports") if wanted.stands_in(r[1])]
    found += _received_with(db, captures, wanted)
    return list(dict.fromkeys(found))


def _received_with(db: Database, captures: Captures, wanted: Name) -> list[str]:
    """The reports in whose captures a name stands; one that is lost or damaged says nothing."""
    found = []
    for report, sha256 in db.rows("SELECT min(id), sha256 FROM reports GROUP BY sha256"):
        try:
            if wanted.stands_in_bytes(captures.get(sha256)):
                found.append(report)
        except StoreError:
            continue
    return found


def _undoing(db: Database, entries: Iterable[int]) -> set[int]:
    """The entries of the log that undo some of these."""
    return {
        row[0]
        for number in entries
        for row in db.rows(
            "SELECT l.number FROM judgements j JOIN log l ON l.number = j.undone "
            "WHERE j.number = ? AND l.body IS NOT NULL",
            (number,),
        )
    }


def _whole(db: Database, found: Iterable[str]) -> list[str]:
    """All versions of these reports, and all reports that were made of the same captures."""
    out: dict[str, None] = {}
    waiting = list(found)
    while waiting:
        report = waiting.pop()
        if report in out:
            continue
        out[report] = None
        waiting += [
            r[0]
            for r in db.rows(
                "SELECT b.id FROM reports a JOIN reports b ON b.root = a.root OR b.sha256 = a.sha256 WHERE a.id = ?",
                (report,),
            )
        ]
    return sorted(out)


def state(db: Database) -> int:
    """A number that changes as another process writes."""
    return int(db.one("PRAGMA data_version")[0])


def forget(
    db: Database,
    captures: Captures,
    chosen: Chosen,
    *,
    by: str,
    how: str,
    now: str,
    salt: Callable[[], bytes],
    seen: int,
) -> Forgotten | None:
    """Erase what was chosen, and say in the log that it was; nothing if others have written since :func:`state`.

    Raises:
        WorkspaceBusyError: it is erased, but another process keeps old pages in use; opening the workspace again
            finishes the work.
    """
    with db.transaction():
        if state(db) != seen:
            return None
        shas = sorted(
            {
                row[0]
                for r in chosen.reports
                for row in db.rows("SELECT sha256 FROM reports WHERE id = ?", (r,))
            }
        )
        judged = _erase_rows(db, chosen, now)
        body = {
            "by": by,
            "how": how,
            "captures": shas,
            "reports": len(chosen.reports),
            "entries": list(chosen.entries),
        }
        entry = log.append(db, "forget", body, at=now, salt=salt())
        db.many("INSERT OR REPLACE INTO forgotten (sha256, entry) VALUES (?, ?)", [(s, entry) for s in shas])
        db.many("INSERT OR IGNORE INTO erasures (sha256) VALUES (?)", [(s,) for s in shas or ["0"]])
    finish(db, captures)
    return Forgotten(chosen.reports, len(shas), judged, done=True)


def _stories_of(db: Database, gone: set[str]) -> set[str]:
    """The stories that these reports are in, or were in when they were analysed last."""
    found = {
        row[0]
        for r in gone
        for row in db.rows(
            "SELECT m.story FROM reports r JOIN members m ON m.root = r.root WHERE r.id = ?", (r,)
        )
    }
    return found | {
        story
        for story, packed in db.rows(
            "SELECT id, dossier FROM stories WHERE pending = 1 AND dossier IS NOT NULL"
        )
        if gone & {r["id"] for r in json.loads(codec.unpacked(packed))["reports"]}
    }


def _erase_rows(db: Database, chosen: Chosen, now: str) -> int:
    gone = set(chosen.reports)
    of_stories = _stories_of(db, gone)
    log.erase(db, chosen.entries)
    judged: int = sum(
        db.one("SELECT count(*) FROM judgements WHERE number = ? AND body IS NOT NULL", (n,))[0]
        for n in chosen.entries
    )
    db.many("UPDATE judgements SET body = NULL WHERE number = ?", [(n,) for n in chosen.entries])
    db.many("DELETE FROM touches WHERE report = ?", [(r,) for r in gone])
    for table, key in (("past", "number"), ("moved", "finding")):
        resting = [
            (name,)
            for name, rests in db.rows(f"SELECT {key}, rests FROM {table}")  # noqa: S608 - our own names
            if gone & set(json.loads(rests))
        ]
        db.many(f"DELETE FROM {table} WHERE {key} = ?", resting)  # noqa: S608 - our own names
    db.many("DELETE FROM members WHERE root IN (SELECT root FROM reports WHERE id = ?)", [(r,) for r in gone])
    db.many("DELETE FROM reports WHERE id = ?", [(r,) for r in gone])
    db.run("DELETE FROM captures WHERE sha256 NOT IN (SELECT sha256 FROM reports)")
    db.many("UPDATE stories SET name = NULL WHERE id = ?", [(s,) for s in chosen.stories])
    for story in sorted(of_stories):
        db.run("DELETE FROM heirs WHERE story = ?", (story,))
        stories.empty(db, story)
        stories.refresh(db, story, now)
    return judged


def finish(db: Database, captures: Captures) -> None:
    """Erase from the disk what the database let go of: captures, free pages, the write-ahead log.

    Nothing to do is the usual case; a forgetting that was interrupted goes on here.
    """
    waiting = db.rows("SELECT sha256 FROM erasures")
    if not waiting or db.read_only:
        return
    for (sha256,) in waiting:
        if not db.first("SELECT 1 FROM captures WHERE sha256 = ?", (sha256,)) and len(sha256) == 64:
            captures.erase(sha256)
    captures.sweep()
    db.run("INSERT INTO reports_words (reports_words) VALUES ('optimize')")
    db.run("INSERT INTO entries_words (entries_words) VALUES ('optimize')")
    truncate(db)
    db.run("VACUUM")
    truncate(db)
    with db.transaction():
        db.run("DELETE FROM erasures")


def truncate(db: Database) -> None:
    """Bring the write-ahead log into the database and cut it to nothing.

    Raises:
        WorkspaceBusyError: another process is reading from it.
    """
    busy = db.one("PRAGMA wal_checkpoint(TRUNCATE)")[0]
    if busy:
        msg = (
            f"{db.path.parent}: what was to be forgotten is gone from the workspace, but another process holds old "
            "pages of it open. Close that one; the next command on this workspace erases them."
        )
        raise WorkspaceBusyError(msg)
