"""Judgements: apart from what the machine found, kept through every new analysis, and undone without a trace lost."""

import json
from collections.abc import Callable

import pytest

from variorum.errors import UsageError
from variorum.store import Act, FindingRow, Standing, UnknownNameError, Workspace, gone

Write = Callable[[str, str], str]
OPENING = "The ferry Amsel burned off Port Ellery, officials said, and many saw it from the pier.\n\n"


def ferry(workspace: Workspace, **tolls: str) -> None:
    """Reports of the story *Ferry*, each with lines of its own."""
    for name, lines in tolls.items():
        workspace.add_bytes(f"{name}.txt", f"{OPENING}Told by {name}.\n\n{lines}".encode(), story="Ferry")
    workspace.analyse()


def found(workspace: Workspace, key: str, story: str = "Ferry") -> FindingRow:
    """The finding of a key."""
    return next(f for f in workspace.findings(story) if f.part == key)


def test_verified_needs_how(workspace: Workspace) -> None:
    """Verified says how, a note says what, and everything says who; nothing is kept of what lacks it."""
    ferry(workspace, a="toll: 2", b="toll: 3")
    name = found(workspace, "toll").id
    for act, by, how in ((Act.VERIFIED, "Ann", ""), (Act.NOTE, "Ann", " "), (Act.DISMISSED, "", "")):
        with pytest.raises(UsageError):
            workspace.judge(name, act, by=by, how=how)
    assert workspace.judgements() == ()
    judged = workspace.judge(name, Act.VERIFIED, by="Ann", how="rang the harbour master")
    assert (judged.act, judged.by, judged.how) == (Act.VERIFIED, "Ann", "rang the harbour master")
    assert (judged.standing, judged.now, judged.at) == (Standing.APPLIES, name, "2031-05-15T09:04:00Z")


def test_a_number_that_names_nothing_is_helped(workspace: Workspace) -> None:
    """A finding's number counts in a story: without one it is said how to name it, with one which numbers there are."""
    ferry(workspace, a="toll: 2\n\nwind: 5", b="toll: 3\n\nwind: 5")
    most = len(workspace.findings("Ferry"))
    assert most > 1
    with pytest.raises(UnknownNameError, match="add --story NAME"):
        workspace.judge("1", Act.VERIFIED, by="Ann", how="x")
    for number in ("0", "99", "12345"):
        with pytest.raises(UnknownNameError, match=f"name one from 1 to {most}$"):
            workspace.judge(number, Act.VERIFIED, by="Ann", how="x", story="Ferry")
    workspace.add_bytes("alone.txt", b"Nothing was analysed here yet.", story="Alone")
    with pytest.raises(UnknownNameError, match="no findings"):
        workspace.judge("1", Act.VERIFIED, by="Ann", how="x", story="Alone")
    with pytest.raises(UnknownNameError) as said:
        workspace.judge("nothing", Act.VERIFIED, by="Ann", how="x", story="Ferry")
    assert "1 to" not in str(said.value)
    assert workspace.judge(str(most), Act.DISMISSED, by="Ann", story="Ferry").standing is Standing.APPLIES


def test_a_judgement_holds_when_the_story_is_analysed_again(workspace: Workspace) -> None:
    """After a report that says nothing of it, a judgement applies to the same finding by the same id."""
    ferry(workspace, a="toll: 2", b="toll: 3")
    judged = workspace.judge(found(workspace, "toll").id, Act.DISMISSED, by="Ann")
    ferry(workspace, c="place: the pier")
    (now,) = workspace.judgements("Ferry")
    assert now == judged
    assert [j.number for j in found(workspace, "toll").judged] == [judged.number]


def test_a_judgement_follows_a_finding_that_grew(workspace: Workspace) -> None:
    """When another report joins a reading, the judgement stands at the grown finding, and its old id still leads there."""
    ferry(workspace, a="toll: 2", b="toll: 3")
    old = found(workspace, "toll").id
    workspace.judge(old, Act.NOTE, by="Ann", how="ask again")
    ferry(workspace, c="toll: 3")
    new = found(workspace, "toll")
    (judged,) = workspace.judgements()
    assert new.id != old
    assert (judged.standing, judged.target, judged.now) == (Standing.GROWN, old, new.id)
    assert workspace.finding(old).id == new.id


def test_a_finding_of_another_kind_is_told(workspace: Workspace) -> None:
    """Where what was agreement has become a conflict, the judgement is shown there and says so."""
    ferry(workspace, a="toll: 2", b="toll: 2")
    workspace.judge(found(workspace, "toll").id, Act.VERIFIED, by="Ann", how="counted")
    ferry(workspace, c="toll: 3")
    (judged,) = workspace.judgements()
    assert (judged.standing, judged.now) == (Standing.CHANGED, found(workspace, "toll").id)
    assert judged.detail == "was: agreement, is: conflict"


def test_changed_words_orphan_a_judgement(workspace: Workspace, write: Write) -> None:
    """When a later version has other words at the place, the judgement is an orphan and shown with what it was about."""
    path = write("a.txt", f"{OPENING}toll: 2")
    workspace.add([path, write("b.txt", f"{OPENING}toll: 3")], story="Ferry")
    workspace.analyse()
    judged = workspace.judge(found(workspace, "toll").id, Act.VERIFIED, by="Ann", how="counted")
    write("a.txt", f"{OPENING}toll: 4")
    workspace.add([path])
    workspace.analyse()
    (now,) = workspace.judgements()
    assert (now.standing, now.now) == (Standing.ORPHANED, None)
    assert "“2”" in now.detail
    assert (now.summary, now.kind) == (judged.summary, "conflict")
    new = found(workspace, "toll")
    assert new.judged == ()
    assert new.changed == (workspace.report(path).id,)
    (past,) = workspace.past("Ferry")
    assert (past.finding, past.outcome, past.now) == (judged.target, "orphan", None)


def test_words_that_changed_two_versions_ago_are_told(workspace: Workspace, write: Write) -> None:
    """Where two versions came before the next analysis, a finding says that it rests on words which the first of them changed."""
    path = write("a.txt", f"{OPENING}toll: 2")
    workspace.add([path, write("b.txt", f"{OPENING}toll: 3")], story="Ferry")
    workspace.analyse()
    write("a.txt", f"{OPENING}toll: 4")
    workspace.add([path])
    write("a.txt", f"{OPENING}toll: 4\n\nNobody else was hurt.")
    workspace.add([path])
    workspace.analyse()
    assert found(workspace, "toll").changed == (workspace.report(path).id,)


def test_a_finding_that_is_gone_though_its_words_stand_is_told(workspace: Workspace, write: Write) -> None:
    """Where a later version leaves the words and no finding sets them side by side any more, that is kept and said."""
    path, both = write("a.txt", f"{OPENING}toll: 2"), write("b.txt", f"{OPENING}toll: 3\n\nwind: 5")
    workspace.add([path, both], story="Ferry")
    workspace.analyse()
    name = found(workspace, "toll").id
    write("b.txt", f"{OPENING}It was the day after.\n\nvictims: 3\n\nwind: 5")
    workspace.add([both])
    write("a.txt", f"{OPENING}toll: 2\n\nNobody else was hurt.")
    workspace.add([path])
    workspace.analyse()
    outcomes = [p.outcome for p in workspace.past("Ferry") if p.finding == name]
    assert outcomes == ["absent", "orphan"]  # the words of a.txt stand, those of b.txt do not
    lost = gone(workspace, name[:6])
    assert lost is not None
    assert (lost.id, lost.kind, "“3”" in lost.why) == (name, "conflict", True)


def test_unchanged_words_keep_a_judgement_through_a_version(workspace: Workspace, write: Write) -> None:
    """When a later version only adds words before the place, the judgement applies at the moved, exact words."""
    path = write("a.txt", f"{OPENING}toll: 2")
    workspace.add([path, write("b.txt", f"{OPENING}toll: 3")], story="Ferry")
    workspace.analyse()
    judged = workspace.judge(found(workspace, "toll").id, Act.VERIFIED, by="Ann", how="counted")
    write("a.txt", f"{OPENING}Smoke was seen for hours.\n\ntoll: 2")
    workspace.add([path])
    workspace.analyse()
    (now,) = workspace.judgements()
    new = found(workspace, "toll")
    assert (now.standing, now.now) == (Standing.APPLIES, new.id)
    assert new.id != judged.target
    assert new.changed == ()
    assert [(p.finding, p.outcome, p.now) for p in workspace.past("Ferry")] == [
        (judged.target, "exact", new.id)
    ]
    (anchor, _) = [a for r in new.body["readings"] for a in r["anchors"]]
    assert workspace.report_text(anchor["report_id"])[anchor["start"] : anchor["end"]] == "2"


def test_words_added_to_a_reading_keep_a_judgement(workspace: Workspace, write: Write) -> None:
    """When a later version says more at the same place, the judgement stands there as grown, and the finding says so."""
    path = write("a.txt", f"{OPENING}day: on Tuesday")
    workspace.add([path, write("b.txt", f"{OPENING}day: on Monday")], story="Ferry")
    workspace.analyse()
    judged = workspace.judge(found(workspace, "day").id, Act.VERIFIED, by="Ann", how="rang")
    write("a.txt", f"{OPENING}day: late on Tuesday")
    workspace.add([path])
    workspace.analyse()
    (now,) = workspace.judgements()
    new = found(workspace, "day")
    assert (now.standing, now.now) == (Standing.GROWN, new.id)
    assert new.changed == (workspace.report(path).id,)
    assert workspace.finding(judged.target).id == new.id


def test_an_old_id_leads_to_the_finding_of_today(workspace: Workspace) -> None:
    """The id of a finding that nobody judged still names it after two further reports have joined, one by one."""
    ferry(workspace, a="toll: 2", b="toll: 3")
    first = found(workspace, "toll").id
    ferry(workspace, c="toll: 3")
    second = found(workspace, "toll").id
    ferry(workspace, d="toll: 4")
    now = found(workspace, "toll").id
    assert len({first, second, now}) == 3
    assert [workspace.finding(key).id for key in (first, second, first[:8])] == [now] * 3


def test_an_old_id_leads_on_when_people_move_reports(workspace: Workspace) -> None:
    """The id of a finding leads to where its words are after its story was merged into another, and after that was undone."""
    workspace.add_bytes("a.txt", b"toll: 2", story="Fire")
    workspace.add_bytes("b.txt", b"toll: 3", story="Fire")
    ferry(workspace, c="toll: 3")
    name = found(workspace, "toll", "Fire").id
    merge = workspace.judge("Ferry", Act.MERGE, by="Ann", other="Fire")
    workspace.analyse()
    grown = found(workspace, "toll").id
    assert (workspace.finding(name).id, grown != name) == (grown, True)
    workspace.undo(merge.number, by="Ann")
    workspace.analyse()
    assert workspace.finding(name).id == found(workspace, "toll", "Fire").id == name
    assert workspace.db.rows("SELECT * FROM moved") == []
    assert workspace.verify() == ()


def test_the_same_said_twice_is_one_judgement(workspace: Workspace) -> None:
    """A second press of the button adds nothing; the same of another person does."""
    ferry(workspace, a="toll: 2", b="toll: 3")
    name = found(workspace, "toll").id
    one = workspace.judge(name, Act.DISMISSED, by="Ann")
    assert workspace.judge(name, Act.DISMISSED, by="Ann") == one
    assert workspace.judge(name, Act.DISMISSED, by="Ben").number == one.number + 1


def test_undo_leaves_both_in_the_log(workspace: Workspace) -> None:
    """A judgement that was taken back counts no more, but it and the undoing are shown; it is undone once."""
    ferry(workspace, a="toll: 2", b="toll: 3")
    judged = workspace.judge(found(workspace, "toll").id, Act.DISMISSED, by="Ann")
    undone = workspace.undo(judged.number, by="Ben", how="too early")
    assert (undone.standing, undone.now, undone.undone) == (Standing.UNDONE, None, judged.number + 1)
    assert found(workspace, "toll").judged == ()
    assert [e.act for e in workspace.log()][-2:] == ["dismissed", "undo"]
    with pytest.raises(UsageError, match="before"):
        workspace.undo(judged.number, by="Ben")
    for number in (1, 99):  # an adding, and nothing
        with pytest.raises(UnknownNameError):
            workspace.undo(number, by="Ben")
    assert workspace.verify() == ()


def test_merged_stories_are_compared_as_one(workspace: Workspace) -> None:
    """After a merge the reports of both are witnesses of one story; undone, each is where it was."""
    workspace.add_bytes("a.txt", b"toll: 2", story="Ferry")
    workspace.add_bytes("b.txt", b"toll: 3", story="Fire")
    workspace.analyse()
    before = [(s.name, s.reports) for s in workspace.stories()]
    merge = workspace.judge("Ferry", Act.MERGE, by="Ann", other="Fire")
    assert workspace.judge("Ferry", Act.MERGE, by="Ann", other="Fire").number == merge.number
    workspace.analyse()
    assert found(workspace, "toll").kind == "conflict"
    assert [(s.name, s.reports) for s in workspace.stories()] == [("Ferry", 2)]
    workspace.undo(merge.number, by="Ann")
    workspace.analyse()
    assert sorted((s.name, s.reports) for s in workspace.stories()) == sorted(before)
    assert found(workspace, "toll").kind == "single"
    assert workspace.verify() == ()


def test_reports_that_leave_a_story_open_another(workspace: Workspace) -> None:
    """A split takes the named reports into a new story, of a name if one is given; all of them is no split."""
    ferry(workspace, a="toll: 2", b="toll: 3", c="toll: 4")
    leaving = [r.id for r in workspace.reports("Ferry")][1:]
    split = workspace.judge("Ferry", Act.SPLIT, by="Ann", reports=leaving, other="Fire")
    assert workspace.judge("Ferry", Act.SPLIT, by="Ann", reports=leaving, other="Fire").number == split.number
    workspace.analyse()
    assert [r.id for r in workspace.reports("Fire")] == leaving
    assert found(workspace, "toll").kind == "single"
    assert found(workspace, "toll", "Fire").kind == "conflict"
    with pytest.raises(UsageError):
        workspace.judge("Fire", Act.SPLIT, by="Ann", reports=leaving)
    with pytest.raises(UsageError):
        workspace.judge("Ferry", Act.SPLIT, by="Ann", reports=leaving, other="Flood")
    assert workspace.verify() == ()


def test_a_later_move_stands_in_the_way_of_undoing(workspace: Workspace) -> None:
    """A merge whose reports were moved on is undone only after that move is."""
    workspace.add_bytes("a.txt", b"toll: 2", story="Ferry")
    workspace.add_bytes("b.txt", b"toll: 3", story="Fire")
    workspace.add_bytes("c.txt", b"toll: 4", story="Flood")
    first = workspace.judge("Ferry", Act.MERGE, by="Ann", other="Fire")
    second = workspace.judge("Flood", Act.MERGE, by="Ann", other="Ferry")
    with pytest.raises(UsageError, match="later moves"):
        workspace.undo(first.number, by="Ann")
    workspace.undo(second.number, by="Ann")
    workspace.undo(first.number, by="Ann")
    assert [s.reports for s in workspace.stories()] == [1, 1, 1]


def test_acts_fit_their_targets(workspace: Workspace) -> None:
    """A story is not verified, a finding loses no reports, and nothing is merged with itself."""
    ferry(workspace, a="toll: 2", b="toll: 3")
    name = found(workspace, "toll").id
    report = workspace.reports("Ferry")[0].id
    with pytest.raises(UsageError):
        workspace.judge("Ferry", Act.VERIFIED, by="Ann", how="x")
    with pytest.raises(UsageError):
        workspace.judge("Ferry", Act.MERGE, by="Ann", other="Ferry")
    with pytest.raises(UsageError):
        workspace.judge(name, Act.MERGE, by="Ann", other=name)
    with pytest.raises(UsageError):
        workspace.judge(name, Act.SPLIT, by="Ann", reports=[report])
    with pytest.raises(UnknownNameError):
        workspace.judge("nothing", Act.NOTE, by="Ann", how="x")
    assert [e.act for e in workspace.log()] == ["add", "add"]


def test_findings_are_named_by_number_in_a_story(workspace: Workspace) -> None:
    """A number counts in the story that is named beside it."""
    ferry(workspace, a="toll: 2\n\nplace: pier", b="toll: 3")
    judged = workspace.judge("2", Act.NOTE, by="Ann", how="look", story="Ferry")
    assert judged.target == workspace.findings("Ferry")[1].id
    with pytest.raises(UsageError):
        workspace.judge("2", Act.NOTE, by="Ann", how="look")


def test_the_log_shows_every_change_to_it(workspace: Workspace) -> None:
    """Whoever changes, removes or inserts an entry breaks the chain, and verify names the place."""
    ferry(workspace, a="toll: 2", b="toll: 3")
    workspace.judge(found(workspace, "toll").id, Act.NOTE, by="Ann", how="true")
    assert workspace.verify() == ()
    for change in (
        "UPDATE log SET body = replace(body, 'true', 'false') WHERE number = 3",
        "UPDATE log SET at = '2000-01-01T00:00:00Z' WHERE number = 2",
        "DELETE FROM touches; DELETE FROM log WHERE number = 1",
        "UPDATE judgements SET body = replace(body, 'true', 'false')",
        "INSERT INTO stories (id, updated) VALUES ('other', ''); UPDATE members SET story = 'other'",
    ):
        workspace.db.run("SAVEPOINT changed")
        workspace.db.run(change)
        assert workspace.verify() != (), change
        workspace.db.run("ROLLBACK TO changed")
    assert workspace.verify() == ()


def test_judgements_are_apart_from_the_dossier(workspace: Workspace) -> None:
    """No judgement stands in the machine's own output."""
    ferry(workspace, a="toll: 2", b="toll: 3")
    before = json.dumps(workspace.dossier_json("Ferry"))
    workspace.judge(found(workspace, "toll").id, Act.VERIFIED, by="Ann", how="counted")
    workspace.analyse("Ferry")
    assert json.dumps(workspace.dossier_json("Ferry")) == before


def test_the_beginning_of_two_ids_that_are_gone_names_neither(workspace: Workspace) -> None:
    """As of findings that are there: a beginning that two have names none, the whole id names its own."""
    ferry(workspace, a="toll: 2", b="toll: 3")
    report, story = workspace.reports("Ferry")[0].id, workspace.story("Ferry").id
    for name in ("feed00000001", "feed00000002"):
        workspace.db.run(
            "INSERT INTO past (story, finding, kind, summary, outcome, detail, now, report, version, rests) "
            "VALUES (?, ?, 'conflict', ?, 'absent', 'why', NULL, ?, ?, '[]')",
            (story, name, f"what {name} was", report, report),
        )
    with pytest.raises(UnknownNameError, match="several"):
        gone(workspace, "feed")
    lost = gone(workspace, "feed00000002")
    assert lost is not None
    assert lost.summary == "what feed00000002 was"


def test_what_is_no_judgement_is_told_apart(workspace: Workspace) -> None:
    """An undo is not undone but judged again; any other entry sends to the log; nothing is merged with itself."""
    ferry(workspace, a="toll: 2", b="toll: 3")
    name = found(workspace, "toll").id
    judged = workspace.judge(name, Act.DISMISSED, by="Ann")
    undone = workspace.undo(judged.number, by="Ann")
    with pytest.raises(UnknownNameError, match=f"took entry {judged.number} back"):
        workspace.undo(undone.undone or 0, by="Ann")
    with pytest.raises(UnknownNameError, match="variorum log"):
        workspace.undo(1, by="Ann")
    with pytest.raises(UsageError, match="itself"):
        workspace.judge(name, Act.MERGE, by="Ann", other=name)
