"""Everything of a workspace read again: hashes, texts, anchors, the chain of the log, and what the log says."""

import json
import stat
from collections.abc import Callable, Iterator

from variorum.store import codec, reports
from variorum.store.agreeing import report_faults, story_faults
from variorum.store.captures import Captures
from variorum.store.database import Database
from variorum.store.decided import log_faults
from variorum.store.errors import StoreError
from variorum.store.records import Fault, Json

Progress = Callable[[str, int, int], None]


def faults(db: Database, captures: Captures, progress: Progress | None = None) -> tuple[Fault, ...]:
    """All that does not hold; nothing if everything does."""
    found: list[Fault] = []
    for what, check in (
        ("the database", _database),
        ("the reports", _texts),
        ("the dossiers", _dossiers),
        ("the log", log_faults),
    ):
        if progress:
            progress(what, 0, 1)
        try:
            found += check(db)
        except StoreError as error:
            found.append(Fault(what, str(error)))
    found += _captures(db, captures, progress)
    found += _private(db)
    return tuple(found)


def _database(db: Database) -> Iterator[Fault]:
    for (said,) in db.rows("PRAGMA integrity_check"):
        if said != "ok":
            yield Fault(str(db.path), f"the database is damaged: {said}")
    for table, row, parent, _ in db.rows("PRAGMA foreign_key_check"):
        yield Fault(str(db.path), f"row {row} of {table} names a row of {parent} that is not there")
    if db.read_only:
        return
    for table in ("reports_words", "entries_words"):
        try:
            db.run(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")  # noqa: S608 - our own names
        except StoreError as error:
            yield Fault(str(db.path), f"the search index {table} does not agree with the rows: {error}")


def _captures(db: Database, captures: Captures, progress: Progress | None) -> Iterator[Fault]:
    kept = [r[0] for r in db.rows("SELECT sha256 FROM captures ORDER BY sha256")]
    for number, sha256 in enumerate(kept):
        if progress and number % 20 == 0:
            progress("the captures", number, len(kept))
        try:
            captures.get(sha256)
        except StoreError as error:
            yield Fault(f"capture {sha256[:12]}", str(error))
    for (sha256,) in db.rows(
        "SELECT DISTINCT sha256 FROM reports WHERE sha256 NOT IN (SELECT sha256 FROM captures)"
    ):
        yield Fault(f"capture {sha256[:12]}", "a report names it, but it is not listed")


def _texts(db: Database) -> Iterator[Fault]:
    for name, text, sha256 in db.each("SELECT id, text, text_sha256 FROM reports"):
        if reports.text_hash(text) != sha256:
            yield Fault(f"report {name}", "its text is not the one that was read")
    for root, versions, latest in db.rows("SELECT root, count(*), sum(latest) FROM reports GROUP BY root"):
        if latest != 1:
            yield Fault(f"report {root}", f"of its {versions} versions {latest} are the latest")
    for (root,) in db.rows("SELECT DISTINCT root FROM reports WHERE root NOT IN (SELECT root FROM members)"):
        yield Fault(f"report {root}", "it is in no story")
    yield from report_faults(db)
    for report, body in db.each("SELECT report, body FROM annotations"):
        try:
            json.loads(codec.unpacked(body))
        except (ValueError, codec.Broken) as error:
            yield Fault(f"report {report}", f"what was found in it cannot be read ({error})")


def _dossiers(db: Database) -> Iterator[Fault]:
    for story, packed, compared in db.rows(
        "SELECT id, dossier, compared FROM stories WHERE dossier IS NOT NULL ORDER BY number"
    ):
        where = f"story {story}"
        try:
            dossier = json.loads(codec.unpacked(packed))
        except (ValueError, codec.Broken) as error:
            yield Fault(where, f"its dossier cannot be read ({error})")
            continue
        texts = {r["sigil"]: (r["id"], r["text"]) for r in dossier["reports"]}
        for name, text in texts.values():
            row = db.first("SELECT text FROM reports WHERE id = ?", (name,))
            if row is None or row[0] != text:
                yield Fault(where, f"the text of report {name} is another one in its dossier")
        yield from anchor_faults(dossier, where)
        yield from story_faults(db, story, dossier, compared)


def anchor_faults(dossier: Json, where: str) -> Iterator[Fault]:
    """The anchors of a dossier's JSON whose exact words do not stand at their offsets."""
    texts = {r["sigil"]: r["text"] for r in dossier["reports"]}
    places = [(a["report"], a) for f in dossier["findings"] for r in f["readings"] for a in r["anchors"]]
    places += [(c["report"], a) for c in dossier["claims"] for a in c["anchors"]]
    parts = ("source", "cue", "content", "quoted")
    places += [(a["report"], s) for a in dossier["attributions"] for part in parts for s in a[part]]
    for sigil, a in places:
        if texts.get(sigil, "")[a["start"] : a["end"]] != a["exact"]:
            yield Fault(where, f"report {sigil}: {a['exact']!r} does not stand at [{a['start']}, {a['end']})")


def _private(db: Database) -> Iterator[Fault]:
    mode = stat.S_IMODE(db.path.parent.stat().st_mode)
    if mode & 0o077:
        yield Fault(str(db.path.parent), f"others may enter it (mode {mode:04o}); make it private: chmod 700")
