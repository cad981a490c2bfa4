"""What people do to a workspace: add, judge, merge, split, undo; each one transaction with its entry in the log."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import BinaryIO

from variorum.errors import UnreadableError, UsageError
from variorum.model import Metadata, Problem
from variorum.read.captures import Given, Received, received, received_bytes
from variorum.read.load import unreadable
from variorum.store import judging, log, reports, stories
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
    found = chain.from_iterable(received(location, stdin=stdin) for location in locations)
    return _kept(adder, found, {s.upper(): said for s, said in stated.items()}, progress, wish)


def add_bytes(adder: Adder, name: str, data: bytes, wish: Wish) -> Added:
    """Keep what bytes hold."""
    return _kept(adder, received_bytes(data, name), {}, None, wish)


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
    for one in judging.Judgements(db).all(
        "j.story IN (SELECT ? UNION SELECT id FROM stories WHERE reports = 0)", (story,)
    ):
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
    except UnknownNameError as error:
        for one in judging.Judgements(db).all("j.target = ?", (key,)):
            if one.now:
                return judging.find_finding(db, one.now)
        row = db.first(
            "SELECT now FROM past WHERE finding = ? AND now IS NOT NULL ORDER BY number DESC", (key,)
        )
        if row and db.first("SELECT 1 FROM findings WHERE id = ?", (row[0],)):
            return judging.find_finding(db, row[0])
        raise UnknownNameError(str(error)) from error


def judge(
    db: Database, target: str, act: Act, *, by: str, how: str, other: str | None, leaving: tuple[str, ...],
    story: str | None, at: Callable[[], str], salt: Callable[[], bytes],
) -> int:  # fmt: skip
    """Keep a judgement; the number of its entry."""
    judging.check(act, how, by)
    with db.transaction():
        body: Json = {"by": by, "how": how}
        held = stories.find(db, story) if story else None
        finding = _finding(db, target, held)
        if finding is None:
            of, body, touched = _of_story(db, target, act, body, other=other, leaving=leaving)
            about = of
        else:
            of, about = finding
            if leaving:
                msg = "reports leave a story, not a finding; name the story"
                raise UsageError(msg)
            body["finding"] = judging.snapshot(db, about)
            touched = [a["report_id"] for r in body["finding"]["readings"] for a in r["anchors"]]
            if act is Act.MERGE:
                second = _finding(db, other or "", held)
                if second is None or second[1] == about:
                    msg = "merge needs another finding that this one is to be read with (--with)"
                    raise UsageError(msg)
                body["other"] = second[1]
        number = log.append(
            db, act.value, {**body, "target": about, "story": of}, at=at(), salt=salt(), reports=touched
        )
        judging.record(db, number, act, {**body, "target": about, "story": of})
        _move(db, body.get("moves", ()), at())
    return number


def _finding(db: Database, key: str, story: str | None) -> tuple[str, str] | None:
    try:
        return todays(db, key, story)
    except UnknownNameError:
        return None


def _of_story(
    db: Database, target: str, act: Act, body: Json, *, other: str | None, leaving: tuple[str, ...]
) -> tuple[str, Json, list[str]]:
    """The story, the body and the touched reports of a judgement that is about a story."""
    try:
        story = stories.find(db, target)
    except UnknownNameError as error:
        msg = f"there is neither a finding nor a story {target!r}"
        raise UnknownNameError(msg) from error
    if act is Act.NOTE:
        return story, body, []
    if act is Act.MERGE:
        second = stories.find(db, other or "")
        roots = _roots(db, second)
        if second == story or not roots:
            msg = "merge needs another story (--with), whose reports join this one"
            raise UsageError(msg)
        return story, {**body, "other": second, "moves": [[r, second, story] for r in roots]}, roots
    if act is Act.SPLIT:
        roots = [reports.rows(db, "r.id = ?", (reports.find(db, k),))[0].root for k in leaving]
        inside = _roots(db, story)
        if not roots or not set(roots) <= set(inside):
            msg = "split needs the reports of this story that leave it (--reports)"
            raise UsageError(msg)
        to = stories.named(db, other) if other else None
        if to is None:
            to = stories.new_id(db, roots[0], other)
            body = {**body, "opens": [to, other]}
        roots = list(dict.fromkeys(roots))
        return story, {**body, "other": to, "reports": roots, "moves": [[r, story, to] for r in roots]}, roots
    msg = f"{act.value} is said of a finding, and {target!r} is a story"
    raise UsageError(msg)


def _roots(db: Database, story: str) -> list[str]:
    found = db.rows("SELECT root FROM members WHERE story = ? ORDER BY position, root", (story,))
    return [row[0] for row in found]


def _move(db: Database, moves: Iterable[Sequence[str]], at: str) -> None:
    """Move reports between stories; they keep their order of arrival."""
    touched: dict[str, None] = {}
    for root, origin, story in moves:
        if not db.first("SELECT 1 FROM stories WHERE id = ?", (story,)):
            stories.start(db, story, None, at)
        db.run("UPDATE members SET story = ? WHERE root = ?", (story, root))
        touched.update({origin: None, story: None})
    for story in touched:
        stories.refresh(db, story, at)


def undo(
    db: Database, number: int, *, by: str, how: str, at: Callable[[], str], salt: Callable[[], bytes]
) -> int:
    """Take a judgement back; the number of the entry that does."""
    judging.check(Act.DISMISSED, how, by)
    with db.transaction():
        row = db.first("SELECT story, target, body, undone FROM judgements WHERE number = ?", (number,))
        if row is None:
            msg = f"entry {number} of the log is no judgement"
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
        _move(db, moves, at())
    return made
