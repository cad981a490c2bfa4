"""What is at hand of the log is as the log has it, whoever changed the database."""

import pytest

from variorum.store import Act, Workspace


def decided(workspace: Workspace) -> None:
    """Three reports, five judgements (4 to 6, 8 and 9); entry 7 undoes the sixth."""
    workspace.add_bytes("a.txt", b"The ferry burned.\n\nwitness: Ada Lom\n\ntoll: 2", story="Ferry")
    workspace.add_bytes("b.txt", b"Another words, other hand.\n\ntoll: 3", story="Ferry")
    workspace.add_bytes("c.txt", b"votes: 7", story="Council")
    workspace.analyse()
    first, second, *_ = workspace.findings("Ferry")
    workspace.judge(first.id, Act.VERIFIED, by="Ann", how="rang")
    workspace.judge(second.id, Act.DISMISSED, by="Ann", how="hearsay")
    note = workspace.judge(second.id, Act.NOTE, by="Ann", how="ask again")
    workspace.undo(note.number, by="Ben", how="was asked")
    workspace.judge("Ferry", Act.NOTE, by="Ann", how="of the quay")
    workspace.judge("Council", Act.NOTE, by="Ann", how="of the vote")
    assert [j.number for j in workspace.judgements()] == [4, 5, 6, 8, 9]
    assert workspace.verify() == ()


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ("DELETE FROM judgements WHERE number = 4", "judgement 4"),
        ("UPDATE judgements SET act = 'dismissed' WHERE number = 4", "judgement 4"),
        ("UPDATE judgements SET target = 'elsewhere' WHERE number = 4", "judgement 4"),
        ("UPDATE judgements SET story = 'elsewhere' WHERE number = 4", "judgement 4"),
        ("UPDATE judgements SET undone = NULL WHERE number = 6", "judgement 6"),
        ("UPDATE judgements SET undone = 7 WHERE number = 5", "judgement 5"),
        (
            "UPDATE log SET body = NULL, salt = NULL WHERE number = 4; UPDATE judgements SET body = NULL WHERE number = 4",
            "log entry 4",
        ),
        (f"INSERT INTO forgotten (sha256, entry) VALUES ('{'a' * 64}', 1)", f"capture {'a' * 12}"),
    ],
)
def test_a_judgement_does_not_vanish_or_change_unseen(workspace: Workspace, changed: str, where: str) -> None:
    """Rows that were removed, changed or emptied by hand part from the log, which verifying says."""
    decided(workspace)
    for statement in changed.split("; "):
        workspace.db.run(statement)
    assert [f.where for f in workspace.verify()] == [where]


def test_who_added_a_report_can_be_forgotten(workspace: Workspace) -> None:
    """The name of one who added a report, or that is in a story's name, goes, the report stays, and all verifies."""
    workspace.add_bytes("a.txt", b"toll: 2", story="Ferry", by="Theodora Blix")
    workspace.add_bytes("b.txt", b"votes: 7", story="The case of Theodora Blix", by="Ann")
    workspace.analyse()
    workspace.forget("Theodora Blix", by="Ben", confirmed=True)
    assert workspace.status().reports == 2
    assert [e.number for e in workspace.log() if e.body is None] == [1, 2]
    assert workspace.verify() == ()


def test_who_forgot_can_be_forgotten(workspace: Workspace) -> None:
    """An entry about forgetting whose body is forgotten itself leaves nothing in doubt that was emptied before it."""
    decided(workspace)
    workspace.forget("Ada Lom", by="Theodora Blix", confirmed=True)
    workspace.forget("Theodora Blix", by="Ben", confirmed=True)
    assert workspace.verify() == ()
