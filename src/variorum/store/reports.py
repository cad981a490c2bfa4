"""Reports in the database: each version a row, found by id, address or place."""

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from variorum.model import Capture, Report
from variorum.store import codec
from variorum.store.database import Database, Row, whole
from variorum.store.errors import UnknownNameError
from variorum.store.records import ReportRow
from variorum.text import content_id

SHORTEST = 4
"""Characters that the beginning of an id has at least."""
_ADDRESS = re.compile(r"https?://(?:[^/?#@]*@)?(?:www\.)?([^/?#]+)(/[^?#]*)?(\?[^#]*)?", re.IGNORECASE)
_COLUMNS = (
    "r.id, r.root, r.turn, r.latest, r.sha256, r.media, r.headline, r.outlet, r.about, r.added, m.story "
    "FROM reports r LEFT JOIN members m ON m.root = r.root"
)


def identity(capture: Capture) -> str:
    """What makes a capture the same one: its bytes, how they are read, and what was stated beside them."""
    stated = sorted((k, v) for k, v in asdict(capture.stated).items() if v)
    said = json.dumps([capture.sha256, capture.media, capture.as_is, stated], separators=(",", ":"))
    return hashlib.sha256(said.encode("ascii")).hexdigest()


def address_key(url: str | None) -> str | None:
    """An address as it is compared, or ``None`` where it names a whole site and so no report."""
    found = _ADDRESS.match(url or "")
    if not found or not ((found[2] or "").strip("/") or found[3]):
        return None
    return f"{found[1].casefold()}{(found[2] or '').rstrip('/')}{found[3] or ''}"


def place_key(location: str, beside: str, stated_id: str | None) -> str | None:
    """Where a report was found, as it is compared: a file, or a report by its id in a file of many."""
    if location == "-" or beside == "upload":
        return None
    if beside == "sidecar":
        return str(Path(location).resolve())
    if beside == "jsonl" and stated_id:
        return f"{Path(location.rsplit(':', 1)[0]).resolve()}#{stated_id}"
    return None


def insert(db: Database, report: Report, capture: Capture, *, root: str, turn: int, at: str) -> None:
    """Keep a version of a report; inside a transaction."""
    about = codec.dumps(replace(report, text="", locations=()))
    db.run("INSERT OR IGNORE INTO captures (sha256, size) VALUES (?, ?)", (capture.sha256, len(capture.data)))
    db.run("UPDATE reports SET latest = 0 WHERE root = ?", (root,))
    db.run(
        "INSERT INTO reports (id, root, turn, latest, sha256, media, identity, url_key, headline, outlet, "
        "published, text, text_sha256, about, added) VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            report.id, root, turn, capture.sha256, capture.media, identity(capture), address_key(report.url),
            report.headline, report.outlet, report.published.isoformat() if report.published else None,
            report.text, text_hash(report.text), about, at,
        ),
    )  # fmt: skip


def text_hash(text: str) -> str:
    """The SHA-256 of a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def add_location(db: Database, report: str, location: str, place: str | None) -> bool:
    """One more place where a report was found; whether it was not known."""
    if db.first("SELECT 1 FROM locations WHERE report = ? AND location = ?", (report, location)):
        return False
    known = place and db.first("SELECT 1 FROM locations WHERE report = ? AND place = ?", (report, place))
    if known:
        return False
    db.run("INSERT INTO locations (report, location, place) VALUES (?, ?, ?)", (report, location, place))
    return True


def stands_elsewhere(db: Database, report: str, place: str) -> bool:
    """Whether a report was found in other files too, which then still hold it."""
    other = "SELECT 1 FROM locations WHERE report = ? AND place IS NOT NULL AND place <> ?"
    return db.first(other, (report, place)) is not None


def free_id(db: Database, report: Report) -> str:
    """The id that a new report goes by: its own, unless another report has it."""
    made = content_id(report.sha256, report.outlet, report.headline, report.published, report.url, report.id)
    for candidate in (whole(report.id), report.sha256[:12], made):
        if not db.first("SELECT 1 FROM reports WHERE id = ?", (candidate,)):
            return candidate
    return content_id(made, db.one("SELECT count(*) FROM reports")[0])


def with_id(report: Report, own: str) -> Report:
    """*report* under another id."""
    if own == report.id:
        return report
    problems = tuple(replace(p, where=own) if p.where == report.id else p for p in report.problems)
    return replace(report, id=own, problems=problems)


def known(db: Database, capture: Capture) -> str | None:
    """The id of the report that a capture was kept as."""
    found = db.first("SELECT id FROM reports WHERE identity = ?", (identity(capture),))
    return found[0] if found else None


def rows(
    db: Database, where: str, values: Sequence[str] = (), order: str = "r.number"
) -> tuple[ReportRow, ...]:
    """The versions for which a condition holds."""
    found = db.rows(f"SELECT {_COLUMNS} WHERE {where} ORDER BY {order}", values)
    return tuple(_row(db, r) for r in found)


def _row(db: Database, row: Row) -> ReportRow:
    number, root, turn, latest, sha256, media, headline, outlet, about, added, story = row
    report = codec.loads(Report, about)
    return ReportRow(
        number, root, turn, bool(latest), sha256, media, headline, outlet, report.byline,
        report.published.isoformat() if report.published else None, report.url, report.language,
        locations(db, number), added, story, report.problems,
    )  # fmt: skip


def locations(db: Database, report: str) -> tuple[str, ...]:
    """Where a report was found, in the order in which that was said."""
    found = db.rows("SELECT location FROM locations WHERE report = ? ORDER BY number", (report,))
    return tuple(r[0] for r in found)


def full(db: Database, ids: Iterable[str]) -> tuple[Report, ...]:
    """The reports with these ids, as the stages take them, in this order."""
    out = []
    for name in ids:
        about, text = db.one("SELECT about, text FROM reports WHERE id = ?", (name,))
        out.append(replace(codec.loads(Report, about), text=text, locations=locations(db, name)))
    return tuple(out)


def text_of(db: Database, report: str) -> str:
    """The clean text of one version."""
    text: str = db.one("SELECT text FROM reports WHERE id = ?", (report,))[0]
    return text


def current(db: Database, story: str) -> tuple[str, ...]:
    """The ids of a story's reports in their latest versions, in the order of their sigils."""
    found = db.rows(
        "SELECT r.id FROM members m JOIN reports r ON r.root = m.root AND r.latest = 1 WHERE m.story = ? "
        "ORDER BY m.position, m.root",
        (story,),
    )
    return tuple(r[0] for r in found)


def find(db: Database, key: str) -> str:
    """The id of the version that *key* names: an id, the unique beginning of one, or a location.

    Raises:
        UnknownNameError: none, or several.
    """
    if db.first("SELECT 1 FROM reports WHERE id = ?", (key,)):
        return key
    by_place = db.rows(
        "SELECT r.id FROM reports r JOIN locations l ON l.report = r.id WHERE l.location = ? OR l.place = ? "
        "ORDER BY r.latest DESC, r.number DESC",
        (key, _resolved(key)),
    )
    if by_place:
        name: str = by_place[0][0]
        return name
    return by_beginning(db, "reports", key, "report")


def _resolved(key: str) -> str:
    return key if "\0" in key else str(Path(key).resolve())


def by_beginning(db: Database, table: str, key: str, what: str) -> str:
    """The one id in a table that begins with *key*.

    Raises:
        UnknownNameError: none does, or several do.
    """
    begins = db.rows(
        f"SELECT DISTINCT id FROM {table} WHERE id >= ? AND id < ? LIMIT 2",  # noqa: S608 - tables are ours
        (key, f"{key}\U0010ffff"),
    )
    if len(begins) == 1 and len(key) >= SHORTEST:
        name: str = begins[0][0]
        return name
    several = len(begins) > 1 and len(key) >= SHORTEST
    msg = f"several {what}s have ids that begin with {key!r}" if several else f"there is no {what} {key!r}"
    raise UnknownNameError(msg)
