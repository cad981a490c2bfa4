"""Where what had an address is today: a story whose reports moved on, a finding that is not found any more."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.store import reports, stories
from variorum.store.database import Database
from variorum.store.errors import UnknownNameError
from variorum.store.judging import Judgements
from variorum.store.records import FindingRow, Judged

if TYPE_CHECKING:
    from variorum.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Gone:
    """A finding of an earlier analysis that no finding of today follows, why, and what was judged of it."""

    id: str
    story: str
    kind: str
    summary: str
    why: str
    judged: tuple[Judged, ...]


def story_today(workspace: "Workspace", key: str) -> str:
    """The id of the story that *key* names; of one that people emptied, of the story that its reports went to.

    Raises:
        UnknownNameError: there is none.
    """
    db, story, seen = workspace.db, stories.find(workspace.db, key), set[str]()
    while story not in seen and not db.one("SELECT reports FROM stories WHERE id = ?", (story,))[0]:
        seen.add(story)
        story = _left_for(db, story) or story
    return story


def _left_for(db: Database, story: str) -> str | None:
    """Where the last report that people took out of a story went."""
    for (body,) in db.each(
        "SELECT body FROM judgements WHERE act IN ('merge', 'split') AND undone IS NULL AND body IS NOT NULL "
        "ORDER BY number DESC"
    ):
        for _, origin, to in json.loads(body).get("moves", ()):
            if origin == story:
                return str(to)
    return None


def gone(workspace: "Workspace", key: str) -> Gone | None:
    """What is known of a finding that is not found any more, by its id or the beginning; ``None`` if nothing is.

    Raises:
        UnknownNameError: several that are gone begin so.
    """
    if len(key) < reports.SHORTEST:
        return None
    db, bounds = workspace.db, (key, f"{key}\U0010ffff")
    judged = Judgements(db).all(
        "j.target >= ? AND j.target < ? AND j.target <> j.story AND j.body IS NOT NULL", bounds
    )
    names = {j.target for j in judged} | {
        str(name)
        for (name,) in db.each("SELECT DISTINCT finding FROM past WHERE finding >= ? AND finding < ?", bounds)
    }
    if len(names) > 1 and key not in names:
        msg = f"several findings that are gone have ids that begin with {key!r}"
        raise UnknownNameError(msg)
    row = db.first(
        "SELECT finding, story, kind, summary, outcome, detail FROM past WHERE finding >= ? AND finding < ? "
        "ORDER BY outcome = 'exact', number DESC",
        bounds,
    )
    if row:
        name, story, kind, summary, _, why = row
    elif judged:
        last = judged[-1]
        name, story, kind, summary, why = (
            last.target, last.story, last.kind or "", last.summary or "", last.detail,
        )  # fmt: skip
    else:
        return None
    return Gone(name, story, kind, summary, why, tuple(j for j in judged if j.target == name))


def finding_today(workspace: "Workspace", key: str, story: str | None = None) -> FindingRow:
    """The finding that *key* names, as :meth:`Workspace.finding`; of one that is gone the error says what it was.

    Raises:
        UnknownNameError: there is none, or none any more.
    """
    try:
        return workspace.finding(key, story)
    except UnknownNameError as error:
        lost = gone(workspace, key)
        if lost is None:
            raise
        msg = f"{key} is not found any more. It was in story {lost.story}, {lost.kind}: {lost.summary} ({lost.why})"
        raise UnknownNameError(msg) from error
