"""What people do to a workspace: add, judge, merge, split, undo; each one transaction with its entry in the log."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import BinaryIO

from variorum.errors import UnreadableError, UsageError
from variorum.model import Metadata, Problem
from variorum.read.captures import Given, Received
from variorum.read.load import unreadable
from variorum.store import judging, log, moving, reports, stories
from variorum.store.adding import Adder, Wish
from variorum.store.database import Database
from variorum.store.errors import UnknownNameError
from variorum.store.records import Act, Added, AddedReport, FindingRow, Json, Judged
from variorum.text import sigil

Progress = Callable[[str, int, int], None]


def add(
    adder: Adder, locations: Sequence[str], wish: Wish, *, stated: Mapping[str, Metadata],
    stdin: BinaryIO | None = None, progress: Progress | None = None,
) -> Added:  # fmt: skip
    """Keep all that stands at some locations."""
    found = chain.from_iterable(adder.reader.received(location, stdin=stdin) for location in locations)
    return _kept(adder, found, {s.upper(): said for s, said in stated.items()}, progress, wish)


def add_bytes(adder: Adder, name: str, data: bytes, wish: Wish, progress: Progress | None = None) -> Added:
    """Keep what bytes hold."""
    return _kept(adder, adder.reader.received_bytes(data, name), {}, progress, wish)


def _kept(
    adder: Adder,
    found: Iterable[Received],
    stated: Mapping[str, Metadata],
    progress: Progress | None,
    wish: Wish,
) -> Added:
    done: list[AddedReport] = []
    problems: list[Problem] = []
    place = 0
    for one in found:
        if isinstance(one, Problem):
            problems.append(one)
            continue
        if progress:
            progress("adding", place, place + 1)
        label, place = sigil(place), place + 1
        if isinstance(one, UnreadableError):
            problems.append(unreadable(one))
            continue
        report, said = adder.add(one, _for(wish, stated.get(label), one, len(done)))
        problems += said
        if report is not None:
            done.append(report)
    left = sorted(set(stated) - {sigil(k) for k in range(place)})
    if left:
        msg = f"there is no report {left[0]}: {place} were given; the reports themselves were added"
        raise UsageError(msg)
    return Added(tuple(done), tuple(problems))


def _for(wish: Wish, said: Metadata | None, found: Given, before: int) -> Wish:
    if wish.replaces and before:
        msg = f"--replaces takes one report; {found.capture.location} is a second one"
        raise UsageError(msg)
    if said is None:
        return wish
    return Wish(wish.story, wish.replaces, wish.by, said, wish.forgotten_too)


def findings(db: Database, story: str) -> tuple[FindingRow, ...]:
    """The findings of a story with what was judged of them."""
    judged: dict[str | None, list[Judged]] = {}
    for one in judging.Judgements(db).all(judging.OF_STORY, (story,)):
        judged.setdefault(one.now, []).append(one)
    found = db.rows(
        "SELECT id, number, kind, slot, part, summary, body, changed FROM findings WHERE story = ? ORDER BY number",
        (story,),
    )
    return tuple(
        FindingRow(
            name, story, number, kind, slot, part, summary, json.loads(body), tuple(json.loads(changed)),
            tuple(judged.get(name, ())),
        )
        for name, number, kind, slot, part, summary, body, changed in found
    )  # fmt: skip


def todays(db: Database, key: str, story: str | None) -> tuple[str, str]:
    """Story and id today of the finding that *key* names, or named when it was judged or its report was replaced.

    Raises:
        UnknownNameError: there is none.
    """
    try:
        return judging.find_finding(db, key, story)
    except UnknownNameError:
        if len(key) < reports.SHORTEST:
            raise
        heir = _heir(db, key)
        if heir is None:
            raise
        return judging.find_finding(db, heir)


def _heir(db: Database, key: str) -> str | None:
    """The finding of today that the words of an earlier one led to, by its id or the beginning of that."""
    seen: set[str] = set()
    row = db.first("SELECT new FROM heirs WHERE old >= ? AND old < ? ORDER BY old", (key, f"{key}\U0010ffff"))
    while row and row[0] not in seen:
        name: str = row[0]
        if db.first("SELECT 1 FROM findings WHERE id = ?", (name,)):
            return name
        seen.add(name)
        row = db.first("SELECT new FROM heirs WHERE old = ?", (name,))
    return None


def judge(
    db: Database, target: str, act: Act, *, by: str, how: str, other: str | None, leaving: tuple[str, ...],
    story: str | None, at: Callable[[], str], salt: Callable[[], bytes],
) -> int:  # fmt: skip
    """Keep a judgement; the number of its entry. The same said twice by one person is one judgement."""
    judging.check(act, how, by)
    body: Json = {"by": by, "how": how}
    with db.transaction():
        within = stories.find(db, story) if story else None
        found = _finding(db, target, within)
        if found:
            said, touched = _of_finding(db, found, act, other, leaving)
        else:
            about = _story(db, target, act, within)
            before = moving.again(db, about, act, body, other=other, leaving=leaving)
            if before is not None:
                return before
            said, touched = _of_story(db, about, act, other, leaving)
        body |= said
        before = judging.same(db, act, body)
        if before is not None:
            return before
        number = log.append(db, act.value, body, at=at(), salt=salt(), reports=touched)
        judging.record(db, number, act, body)
        moving.move(db, body, at())
    return number


def _finding(db: Database, key: str, story: str | None) -> tuple[str, str] | None:
    try:
        return todays(db, key, story)
    except UnknownNameError:
        return None


def _story(db: Database, key: str, act: Act, within: str | None) -> str:
    try:
        found = stories.find(db, key)
    except UnknownNameError as error:
        msg = f"there is neither a finding nor a story {key!r}{_by_number(db, key, within)}"
        raise UnknownNameError(msg) from error
    if act not in {Act.NOTE, Act.MERGE, Act.SPLIT}:
        msg = f"{act.value} is said of a finding, and {key!r} is a story"
        raise UsageError(msg)
    return found


def _by_number(db: Database, key: str, within: str | None) -> str:
    """What helps where *key* is a number: to name a story, or which numbers there are in the story *within*."""
    if not (key.isascii() and key.isdigit()):
        return ""
    if within is None:
        return "; to name a finding by its number, add --story NAME"
    number = db.one("SELECT count(*) FROM findings WHERE story = ?", (within,))[0]
    return f"; name one from 1 to {number}" if number else "; the story has no findings"


def _of_finding(
    db: Database, found: tuple[str, str], act: Act, other: str | None, leaving: tuple[str, ...]
) -> tuple[Json, list[str]]:
    """What is kept of the judgement of a finding, and the reports that it says something of."""
    story, name = found
    if leaving:
        msg = "reports leave a story, not a finding; name the story"
        raise UsageError(msg)
    body: Json = {"story": story, "target": name, "finding": judging.snapshot(db, name)}
    if act is Act.MERGE:
        second = _finding(db, other or "", story)
        if second is not None and second[1] == name:
            msg = f"{other!r} is this finding itself; a merge needs another one (--with)"
            raise UsageError(msg)
        if second is None:
            msg = "merge needs another finding that this one is to be read with (--with)"
            raise UsageError(msg)
        body["other"] = second[1]
    return body, [a["report_id"] for r in body["finding"]["readings"] for a in r["anchors"]]


def _of_story(
    db: Database, story: str, act: Act, other: str | None, leaving: tuple[str, ...]
) -> tuple[Json, list[str]]:
    """What is kept of the judgement of a story, and the reports that it moves."""
    said: Json = {}
    if act is Act.MERGE:
        said = moving.merged(db, story, other)
    elif act is Act.SPLIT:
        said = moving.split(db, story, other, leaving)
    return {**said, "story": story, "target": story}, [root for root, *_ in said.get("moves", ())]


def _undoing(db: Database, number: int) -> str:
    """What helps where entry *number* is no judgement: an undo is not undone, but the judgement made again."""
    undone = db.first("SELECT number FROM judgements WHERE undone = ?", (number,))
    if undone is None:
        return "; variorum log lists the entries"
    return f": it took entry {undone[0]} back; to have that again, judge again"


def undo(
    db: Database, number: int, *, by: str, how: str, at: Callable[[], str], salt: Callable[[], bytes]
) -> int:
    """Take a judgement back; the number of the entry that does."""
    judging.check(Act.DISMISSED, how, by)
    with db.transaction():
        row = db.first("SELECT story, target, body, undone FROM judgements WHERE number = ?", (number,))
        if row is None:
            msg = f"entry {number} of the log is no judgement{_undoing(db, number)}"
            raise UnknownNameError(msg)
        story, target, text, undone = row
        if undone is not None:
            msg = f"entry {number} was undone before, by entry {undone}"
            raise UsageError(msg)
        body = json.loads(text) if text else {}
        moves = [[root, to, origin] for root, origin, to in body.get("moves", ())]
        for root, here, _ in moves:
            if db.first("SELECT 1 FROM members WHERE root = ? AND story = ?", (root, here)) is None:
                msg = f"report {root} was moved or forgotten since; undo the later moves first"
                raise UsageError(msg)
        said: Json = {
            "by": by,
            "how": how,
            "undoes": number,
            "story": story,
            "target": target,
            "moves": moves,
        }
        made = log.append(db, "undo", said, at=at(), salt=salt(), reports=[m[0] for m in moves])
        db.run("UPDATE judgements SET undone = ? WHERE number = ?", (made, number))
        moving.move(db, said, at())
    return made
