"""Stories in the database: opened, filled, renamed, found by name or id."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from variorum.store import reports
from variorum.store.database import Database, Row
from variorum.store.errors import UnknownNameError
from variorum.store.records import StoryRow
from variorum.text import content_id

if TYPE_CHECKING:
    from variorum.store.workspace import Workspace

_COLUMNS = "id, name, headline, language, reports, outlets, counts, first, last, pending, updated"


def find(db: Database, key: str) -> str:
    """The id of the story that *key* names: its name, its id, or the unique beginning of its id.

    Raises:
        UnknownNameError: there is none, or there are several.
    """
    found = db.first("SELECT id FROM stories WHERE name = ? OR id = ?", (key, key))
    if found:
        name: str = found[0]
        return name
    return reports.by_beginning(db, "stories", key, "story")


def named(db: Database, name: str) -> str | None:
    """The id of the story with this name or id, if there is one."""
    try:
        return find(db, name)
    except UnknownNameError:
        return None


def new_id(db: Database, founder: str, name: str | None) -> str:
    """The id of a story that is opened now: made of its name, or of the report that opens it."""
    made, turn = content_id("story", *(("named", name) if name else (founder,))), 1
    while db.first("SELECT 1 FROM stories WHERE id = ?", (made,)):
        turn += 1
        made = content_id("story", founder, turn)
    return made


def start(db: Database, story: str, name: str | None, at: str) -> None:
    """Open a story; inside a transaction."""
    db.run("INSERT INTO stories (id, name, updated) VALUES (?, ?, ?)", (story, name, at))


def put(db: Database, root: str, story: str, position: int) -> None:
    """Put a report into a story, out of any other; inside a transaction."""
    db.run(
        "INSERT INTO members (root, story, position) VALUES (?, ?, ?) "
        "ON CONFLICT (root) DO UPDATE SET story = excluded.story, position = excluded.position",
        (root, story, position),
    )


def refresh(db: Database, story: str, at: str) -> None:
    """Count a story's reports anew and mark that it waits for analysis; inside a transaction."""
    held = db.rows(
        "SELECT r.headline, r.outlet, r.published, r.id FROM members m "
        "JOIN reports r ON r.root = m.root AND r.latest = 1 WHERE m.story = ? ORDER BY m.position, m.root",
        (story,),
    )
    headline, named = next(((title, name) for title, _, _, name in held if title), (None, None))
    language = reports.rows(db, "r.id = ?", (named,))[0].language if named else None
    outlets = {outlet for _, outlet, _, _ in held if outlet}
    days = sorted(day for _, _, day, _ in held if day)
    db.run(
        "UPDATE stories SET reports = ?, outlets = ?, headline = ?, language = ?, pending = ?, updated = ?, "
        "first = ?, last = ? WHERE id = ?",
        (
            len(held), len(outlets), headline, language, int(bool(held)), at,
            days[0] if days else None, days[-1] if days else None, story,
        ),
    )  # fmt: skip
    if not held:
        empty(db, story)


def empty(db: Database, story: str) -> None:
    """Remove what was found in a story; inside a transaction."""
    db.run("DELETE FROM findings WHERE story = ?", (story,))
    db.run("DELETE FROM entries WHERE story = ?", (story,))
    db.run("UPDATE stories SET dossier = NULL, compared = NULL, counts = '[]' WHERE id = ?", (story,))


def rows(db: Database, where: str, values: Sequence[str | int] = (), tail: str = "") -> tuple[StoryRow, ...]:
    """The stories for which a condition holds, the one that changed last first."""
    found = db.rows(
        f"SELECT {_COLUMNS} FROM stories WHERE {where} ORDER BY updated DESC, number DESC {tail}",  # noqa: S608 - our own names
        values,
    )
    return tuple(map(_row, found))


def _row(row: Row) -> StoryRow:
    name, title, headline, language, held, outlets, counts, first, last, pending, updated = row
    kinds = tuple((kind, count) for kind, count in json.loads(counts))
    return StoryRow(
        name, title, headline, language, held, outlets, kinds, first, last, bool(pending), updated
    )


def stored_dossier(workspace: "Workspace", story: str) -> bytes | None:
    """The dossier of a story as it is stored, for who wants to know whether it is still the same; ``None`` before."""
    body = workspace.db.one("SELECT compared FROM stories WHERE id = ?", (find(workspace.db, story),))[0]
    return bytes(body) if body else None
