"""Judgements: kept apart from what the machine found, and looked at anew whenever that has changed."""

import json
from collections.abc import Iterable
from typing import Any

from variorum.errors import UsageError
from variorum.store import reports
from variorum.store.analysis import Versions, covered
from variorum.store.database import Database, Row
from variorum.store.errors import UnknownNameError
from variorum.store.records import Act, Json, Judged, Standing
from variorum.text import Span

_COLUMNS = (
    "SELECT j.number, l.at, j.act, j.target, j.story, j.body, j.undone FROM judgements j "
    "JOIN log l ON l.number = j.number"
)
NEEDS_HOW = frozenset({Act.VERIFIED, Act.NOTE})
OF_STORY = (
    "(j.story IN (WITH RECURSIVE joined (id) AS (SELECT ?1 UNION SELECT s.id FROM joined k JOIN judgements m "
    "ON m.story = k.id AND m.target = k.id AND m.act = 'merge' AND m.undone IS NULL "
    "JOIN stories s ON s.id = json_extract(m.body, '$.other') AND s.reports = 0) SELECT id FROM joined) "
    "OR (j.target <> j.story AND j.number IN (SELECT t.entry FROM touches t JOIN reports r ON r.id = t.report "
    "JOIN members b ON b.root = r.root WHERE b.story = ?1)))"
)
"""The judgements of a story: made in it, in one merged into it, or of findings in reports that are in it today."""


def find_finding(db: Database, key: str, story: str | None = None) -> tuple[str, str]:
    """Story and id of the finding that *key* names: its id, the beginning of one, or its number in *story*.

    Raises:
        UnknownNameError: there is none, or there are several.
    """
    if story and key.isdigit() and len(key) <= 3:
        row = db.first("SELECT story, id FROM findings WHERE story = ? AND number = ?", (story, int(key)))
        if row:
            return row[0], row[1]
    whole = db.first("SELECT story, id FROM findings WHERE id = ?", (key,))
    if whole:
        return whole[0], whole[1]
    name = reports.by_beginning(db, "findings", key, "finding")
    row = db.one("SELECT story, id FROM findings WHERE id = ?", (name,))
    return row[0], row[1]


def snapshot(db: Database, finding: str) -> Json:
    """What of a finding a judgement keeps: enough to find it again, and to show it when it is gone."""
    row = db.first("SELECT body FROM findings WHERE id = ?", (finding,))
    if row is None:
        msg = f"there is no finding {finding!r}"
        raise UnknownNameError(msg)
    body = json.loads(row[0])
    keep = ("report_id", "start", "end", "exact", "prefix", "suffix")
    return {
        "kind": body["kind"],
        "slot": body["slot"],
        "part": body["part"],
        "summary": body["summary"],
        "readings": [
            {"value": r["value"], "anchors": [{k: a[k] for k in keep} for a in r["anchors"]]}
            for r in body["readings"]
        ],
    }


def check(act: Act, how: str, by: str) -> None:
    """Hold if a judgement says what it has to.

    Raises:
        UsageError: it lacks who judges, or how it was verified.
    """
    if not by.strip():
        msg = "a judgement needs the name of who judges (--by)"
        raise UsageError(msg)
    if act in NEEDS_HOW and not how.strip():
        what = "what was done to verify it" if act is Act.VERIFIED else "the note itself"
        msg = f"{act.value} needs {what} (--how)"
        raise UsageError(msg)


def record(db: Database, number: int, act: Act, body: Json) -> None:
    """Keep a judgement at hand; inside the transaction that logged it."""
    db.run(
        "INSERT INTO judgements (number, story, target, act, body) VALUES (?, ?, ?, ?, ?)",
        (number, body["story"], body["target"], act.value, json.dumps(body)),
    )


def same(db: Database, act: Act, body: Json) -> int | None:
    """The number of a judgement that says this already, if there is one that was not undone."""
    for number, text in db.rows(
        "SELECT number, body FROM judgements WHERE target = ? AND act = ? AND undone IS NULL AND body IS NOT NULL",
        (body["target"], act.value),
    ):
        if json.loads(text) == body:
            return int(number)
    return None


class Judgements:
    """The judgements of a workspace, as they stand at this moment."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._versions = Versions(db)
        self._found: dict[str, list[tuple[str, str, Json]]] = {}

    def all(self, where: str = "1", values: Iterable[Any] = ()) -> tuple[Judged, ...]:
        """The judgements for which a condition holds, in the order in which they were made."""
        query = f"{_COLUMNS} WHERE {where} ORDER BY j.number"
        rows = self._db.rows(query, tuple(values))
        return tuple(map(self._judged, rows))

    def _judged(self, row: Row) -> Judged:
        number, at, act, target, story, body, undone = row
        said = json.loads(body) if body else {}
        found = said.get("finding") or {}
        standing, now, detail = self._standing(said, target, story, undone=undone)
        return Judged(
            number, at, said.get("by"), Act(act), target, story, said.get("how", ""), said.get("other"),
            tuple(said.get("reports", ())), found.get("kind"), found.get("summary"), standing, now, detail, undone,
        )  # fmt: skip

    def _standing(
        self, said: Json, target: str, story: str, *, undone: int | None
    ) -> tuple[Standing, str | None, str]:
        if not said:
            return Standing.FORGOTTEN, None, "what was judged was forgotten"
        if undone is not None:
            return Standing.UNDONE, None, f"undone by entry {undone}"
        if "finding" not in said:
            return Standing.APPLIES, None, ""
        return self._of_finding(said["finding"], target, story)

    def _of_finding(self, judged: Json, target: str, story: str) -> tuple[Standing, str | None, str]:
        readings: list[set[tuple[str, Span]]] = []
        lost = []
        for reading in judged["readings"]:
            here = set()
            for a in reading["anchors"]:
                latest = self._versions.latest(a["report_id"])
                if latest is None:
                    return Standing.FORGOTTEN, None, "a report that was judged was forgotten"
                place = self._versions.now(a["report_id"], Span(a["start"], a["end"]))
                if place is None:
                    lost.append(f"“{a['exact']}”")
                else:
                    here.add((latest, place))
            readings.append(here)
        if lost:
            detail = f"not in the latest version of its report: {'; '.join(dict.fromkeys(lost))}"
            return Standing.ORPHANED, None, detail
        return self._among(judged, target, self._where(readings, story), readings)

    def _where(self, readings: list[set[tuple[str, Span]]], story: str) -> str:
        """The story in which the judged reports are today."""
        for reading in readings:
            for report, _ in reading:
                row = self._db.first(
                    "SELECT m.story FROM reports r JOIN members m ON m.root = r.root WHERE r.id = ?",
                    (report,),
                )
                return row[0] if row else story
        return story

    def _among(
        self, judged: Json, target: str, story: str, readings: list[set[tuple[str, Span]]]
    ) -> tuple[Standing, str | None, str]:
        wanted = set().union(*readings)
        for name, kind, body in self._findings(story):
            held = [
                {(a["report_id"], Span(a["start"], a["end"])) for a in r["anchors"]} for r in body["readings"]
            ]
            inside = set().union(*held)
            same_slot = (body["slot"], body["part"]) == (judged["slot"], judged["part"])
            if name != target and not (
                same_slot and covered(wanted, inside) and _parted_alike(readings, held)
            ):
                continue
            if kind != judged["kind"]:
                return Standing.CHANGED, name, f"was: {judged['kind']}, is: {kind}"
            if wanted == inside:
                return Standing.APPLIES, name, ""
            return Standing.GROWN, name, "further words are set beside those that were judged"
        return (
            Standing.ABSENT,
            None,
            "the words stand, but the analysis does not set them side by side any more",
        )

    def _findings(self, story: str) -> list[tuple[str, str, Json]]:
        if story not in self._found:
            rows = self._db.rows(
                "SELECT id, kind, body FROM findings WHERE story = ? ORDER BY number", (story,)
            )
            self._found[story] = [(name, kind, json.loads(body)) for name, kind, body in rows]
        return self._found[story]


def _parted_alike(judged: list[set[tuple[str, Span]]], held: list[set[tuple[str, Span]]]) -> bool:
    """Whether words that stood in different readings still do."""
    places = [next((k for k, h in enumerate(held) if covered(reading, h)), None) for reading in judged]
    return None not in places and len(set(places)) == len(judged)
