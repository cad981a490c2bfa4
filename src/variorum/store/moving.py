"""Stories merged and split by people: reports move between them and keep their order of arrival."""

import json
from collections.abc import Iterable, Sequence

from variorum.errors import UsageError
from variorum.store import reports, stories
from variorum.store.database import Database
from variorum.store.records import Act, Json


def roots(db: Database, story: str) -> list[str]:
    """The roots of a story's reports, in their order of arrival."""
    found = db.rows("SELECT root FROM members WHERE story = ? ORDER BY position, root", (story,))
    return [row[0] for row in found]


def merged(db: Database, story: str, other: str | None) -> Json:
    """What the log keeps of merging *other* into *story*.

    Raises:
        UsageError: *other* is no other story, or holds no report.
    """
    second = stories.find(db, other or "")
    leaving = roots(db, second)
    if second == story or not leaving:
        msg = "merge needs another story (--with), whose reports join this one"
        raise UsageError(msg)
    return {"other": second, "moves": [[root, second, story] for root in leaving]}


def split(db: Database, story: str, other: str | None, leaving: Sequence[str]) -> Json:
    """What the log keeps of reports that leave *story* for the story *other*, or for a new one (of that name).

    Raises:
        UsageError: a report is not in the story, or all of them would leave it for a new one.
    """
    gone = _roots_of(db, leaving)
    inside = roots(db, story)
    if not gone or not set(gone) <= set(inside):
        msg = "split needs the reports of this story that leave it (--reports)"
        raise UsageError(msg)
    to = stories.named(db, other) if other else None
    if to == story or (to is None and set(gone) == set(inside)):
        msg = "a split leaves something behind, and goes somewhere else"
        raise UsageError(msg)
    opens = {} if to else {"opens": [stories.new_id(db, gone[0], other), other]}
    to = to or opens["opens"][0]
    return {"other": to, "reports": gone, "moves": [[root, story, to] for root in gone], **opens}


def _roots_of(db: Database, keys: Iterable[str]) -> list[str]:
    rows = (reports.rows(db, "r.id = ?", (reports.find(db, key),))[0] for key in keys)
    return list(dict.fromkeys(row.root for row in rows))


def again(
    db: Database, story: str, act: Act, body: Json, *, other: str | None, leaving: Sequence[str]
) -> int | None:
    """The number of a merge or split that did this already and still stands, if there is one."""
    if act not in {Act.MERGE, Act.SPLIT}:
        return None
    to = stories.named(db, other) if other else None
    gone = set(_roots_of(db, leaving)) if act is Act.SPLIT else set()
    for number, text in db.rows(
        "SELECT number, body FROM judgements WHERE target = ? AND act = ? AND undone IS NULL AND body IS NOT NULL",
        (story, act.value),
    ):
        said = json.loads(text)
        alike = (said["by"], said["how"]) == (body["by"], body["how"])
        same = gone == set(said.get("reports", ())) and (other is None or said["other"] == to)
        stands = all(
            db.first("SELECT 1 FROM members WHERE root = ? AND story = ?", (root, here))
            for root, _, here in said["moves"]
        )
        if alike and same and stands and not (act is Act.MERGE and roots(db, said["other"])):
            return int(number)
    return None


def move(db: Database, body: Json, at: str) -> None:
    """Move the reports as a body of the log says; inside the transaction that logged it."""
    if "opens" in body:
        story, name = body["opens"]
        stories.start(db, story, name, at)
    _remember(db, body.get("moves", ()))
    touched: dict[str, None] = {}
    for root, origin, story in body.get("moves", ()):
        db.run("UPDATE members SET story = ? WHERE root = ?", (story, root))
        touched.update({origin: None, story: None})
    for story in touched:
        stories.refresh(db, story, at)


def _remember(db: Database, moves: Iterable[Sequence[str]]) -> None:
    """Keep the findings that rest on reports which all move, until the story that they go to is analysed."""
    leaving: dict[str, set[str]] = {}
    for root, origin, _ in moves:
        leaving.setdefault(origin, set()).add(root)
    for origin, gone in leaving.items():
        for name, text in db.rows("SELECT id, body FROM findings WHERE story = ?", (origin,)):
            rests = {a["report_id"] for r in json.loads(text)["readings"] for a in r["anchors"]}
            roots_of = {
                row[0] for r in rests for row in db.rows("SELECT root FROM reports WHERE id = ?", (r,))
            }
            if roots_of <= gone:
                db.run(
                    "INSERT OR REPLACE INTO moved (finding, body, rests) VALUES (?, ?, ?)",
                    (name, text, json.dumps(sorted(rests))),
                )
