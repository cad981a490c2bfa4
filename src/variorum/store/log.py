"""The log: what was decided, by whom and when, each entry bound to the one before by its hash.

An entry's hash covers its number, time, act, the hash of its salted body, and the hash before. Forgetting empties a
body and its salt: the chain can still be followed, and what was in the body can no longer be guessed from its hash.
"""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from variorum.store.database import Database
from variorum.store.records import Fault, LogEntry

BEGINNING = "0" * 64
Json = dict[str, Any]


def canonical(value: Any) -> str:
    """*value* as JSON with sorted keys and no spaces."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


def body_hash(body: str, salt: bytes) -> str:
    """The hash of a salted body."""
    return hashlib.sha256(salt + body.encode("ascii")).hexdigest()


def entry_hash(number: int, at: str, act: str, body_sha256: str, previous: str) -> str:
    """The hash of an entry."""
    return hashlib.sha256(canonical([number, at, act, body_sha256, previous]).encode("ascii")).hexdigest()


def append(db: Database, act: str, body: Json, *, at: str, salt: bytes, reports: Iterable[str] = ()) -> int:
    """One entry more; inside a transaction.

    Args:
        db: the database.
        act: what was done.
        body: the rest, ``by`` among it.
        at: when.
        salt: random bytes, as many as make guessing hopeless.
        reports: ids of the reports that the body says something of, by which forgetting finds it.

    Returns:
        The number of the entry.
    """
    last = db.first("SELECT number, hash FROM log ORDER BY number DESC LIMIT 1")
    number, previous = (last[0] + 1, last[1]) if last else (1, BEGINNING)
    text = canonical(body)
    body_sha256 = body_hash(text, salt)
    made = entry_hash(number, at, act, body_sha256, previous)
    db.run(
        "INSERT INTO log (number, at, act, body, salt, body_sha256, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (number, at, act, text, salt, body_sha256, previous, made),
    )
    db.many("INSERT OR IGNORE INTO touches (report, entry) VALUES (?, ?)", [(r, number) for r in reports])
    return number


def entries(db: Database, *, limit: int = -1, offset: int = 0) -> tuple[LogEntry, ...]:
    """Entries in their order."""
    found = db.rows(
        "SELECT number, at, act, body, salt, body_sha256, previous, hash FROM log ORDER BY number LIMIT ? OFFSET ?",
        (limit, offset),
    )
    return tuple(
        LogEntry(number, at, act, body, salt.hex() if salt is not None else None, body_sha256, previous, made)
        for number, at, act, body, salt, body_sha256, previous, made in found
    )


def chain_faults(found: Iterable[LogEntry]) -> list[Fault]:
    """Where a chain does not hold; entries may be erased, none may be missing, changed or moved."""
    faults = []
    previous = BEGINNING
    for place, entry in enumerate(found, start=1):
        where = f"log entry {entry.number}"
        if entry.number != place:
            faults.append(Fault(where, f"entry {place} is missing"))
            return faults
        if entry.previous != previous:
            faults.append(Fault(where, "does not follow the entry before it"))
        made = entry_hash(entry.number, entry.at, entry.act, entry.body_sha256, entry.previous)
        if made != entry.hash:
            faults.append(Fault(where, "its hash is not that of its content"))
        if entry.body is not None:
            salt = bytes.fromhex(entry.salt or "")
            if body_hash(entry.body, salt) != entry.body_sha256:
                faults.append(Fault(where, "its body was changed"))
        previous = entry.hash
    return faults


def erase(db: Database, numbers: Iterable[int]) -> None:
    """Empty the bodies of entries."""
    db.many("UPDATE log SET body = NULL, salt = NULL WHERE number = ?", [(n,) for n in numbers])
