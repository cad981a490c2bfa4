"""The log against what is at hand of it: judgements, where each report is, names of stories, what was forgotten."""

import json
from collections.abc import Iterator, Sequence

from variorum.store import log
from variorum.store.database import Database
from variorum.store.records import Act, Fault, Json, LogEntry

_JUDGED = frozenset(act.value for act in Act)


def log_faults(db: Database) -> Iterator[Fault]:
    """Where the chain of the log does not hold, and where something is not as the log has it."""
    found = log.entries(db)
    yield from log.chain_faults(found)
    bodies: dict[int, Json] = {e.number: json.loads(e.body) for e in found if e.body is not None}
    yield from _emptied(found, bodies)
    yield from _judged(db, found, bodies)
    yield from _undone(db, found, bodies)
    yield from _members(db, found, bodies)
    yield from _forgotten(db, found, bodies)


def _emptied(found: Sequence[LogEntry], bodies: dict[int, Json]) -> Iterator[Fault]:
    """Entries without a body that no forgetting names; one whose own body was forgotten may have named them."""
    forgot = [e for e in found if e.act == "forget"]
    named = {number for e in forgot for number in bodies.get(e.number, {}).get("entries", ())}
    last = max((e.number for e in forgot if e.number not in bodies), default=0)
    for e in found:
        if e.number not in bodies and e.number not in named and e.number > last:
            yield Fault(f"log entry {e.number}", "it has no body, and no entry says that it was forgotten")


def _judged(db: Database, found: Sequence[LogEntry], bodies: dict[int, Json]) -> Iterator[Fault]:
    have = {n: row for n, *row in db.rows("SELECT number, act, body, story, target FROM judgements")}
    for e in found:
        if e.act in _JUDGED and e.number not in have:
            yield Fault(
                f"judgement {e.number}", f"the log has it ({e.act}), but it is not among the judgements"
            )
    acts = {e.number: e.act for e in found}
    for number, (act, body, story, target) in have.items():
        said = bodies.get(number)
        kept = json.loads(body) if body is not None else None
        about = (story, target) if said is None else (said.get("story"), said.get("target"))
        if acts.get(number) != act or said != kept or about != (story, target):
            yield Fault(f"judgement {number}", f"it ({act}) is not as the log has it")


def _undone(db: Database, found: Sequence[LogEntry], bodies: dict[int, Json]) -> Iterator[Fault]:
    undone = {b["undoes"]: n for n, b in bodies.items() if "undoes" in b}
    emptied = {e.number for e in found if e.act == "undo" and e.number not in bodies}
    for number, by in db.rows("SELECT number, undone FROM judgements"):
        said = undone.get(number)
        if by == said or (said is None and by in emptied):
            continue
        what = (
            "it is marked as undone, but the log does not say so"
            if said is None
            else f"entry {said} of the log undoes it, but it is not so marked"
        )
        yield Fault(f"judgement {number}", what)


def _members(db: Database, found: Sequence[LogEntry], bodies: dict[int, Json]) -> Iterator[Fault]:
    """Where the log says each report is, against where it is; nothing is known of moves that were forgotten."""
    emptied = {e.number: e.act for e in found if e.number not in bodies}
    if any(act in {"merge", "split", "undo"} for act in emptied.values()):
        return
    added = {
        report
        for report, entry in db.rows("SELECT report, entry FROM touches")
        if emptied.get(entry) in {"add", "version"}
    }
    moves = (move for number in sorted(bodies) for move in bodies[number].get("moves", ()))
    said: dict[str, str] = {root: story for root, _, story in moves}  # the last one counts
    have: dict[str, str] = dict(db.rows("SELECT root, story FROM members"))
    for root, story in have.items():
        if said.get(root) != story and (root in said or root not in added):
            yield Fault(f"report {root}", f"it is in story {story}; the log says {said.get(root)}")
    for root in said.keys() - have.keys():
        if db.first("SELECT 1 FROM reports WHERE root = ?", (root,)):
            yield Fault(f"report {root}", "the log says that it is in a story, but it is in none")


def _forgotten(db: Database, found: Sequence[LogEntry], bodies: dict[int, Json]) -> Iterator[Fault]:
    """What is not added again, against what the log says was forgotten."""
    emptied = {e.number for e in found if e.act == "forget" and e.number not in bodies}
    for sha256, entry in db.rows("SELECT sha256, entry FROM forgotten"):
        if entry not in emptied and sha256 not in bodies.get(entry, {}).get("captures", ()):
            yield Fault(f"capture {sha256[:12]}", "it is kept out as forgotten, but the log does not say so")
