"""Forgetting: nothing is left on the disk, and the log still verifies."""

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from variorum.errors import UsageError
from variorum.store import Act, Came, Standing, UnknownNameError, Workspace, WorkspaceBusyError
from variorum.store.database import Database

SECRET = "Wilhelmina Quorrestov"
TEXT = f"The ferry Amsel burned off Port Ellery.\n\nwitness: {SECRET}\n\ntoll: 2"


def traces(folder: Path, word: bytes) -> list[str]:
    """The files in which a word stands, as it is or compressed."""
    return [
        p.name
        for p in sorted(folder.rglob("*"))
        if p.is_file() and any(word in x for x in _inside(p.read_bytes()))
    ]


def _inside(data: bytes) -> Iterator[bytes]:
    yield data
    for start in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", data):
        unpacker = zlib.decompressobj()
        try:
            yield unpacker.decompress(data[start.start() :])
        except zlib.error:
            continue


def filled(workspace: Workspace) -> tuple[str, str, str]:
    """Two reports of one story and one of another; the ids of report, story and judged finding."""
    workspace.add_bytes("a.txt", TEXT.encode(), story="Ferry")
    (kept,) = workspace.add_bytes("b.txt", b"Another words, other hand.\n\ntoll: 3", story="Ferry").reports
    workspace.add_bytes("c.txt", b"votes: 7", story="Council")
    workspace.analyse()
    finding = next(f for f in workspace.findings("Ferry") if f.part == "toll")
    witness = next(f for f in workspace.findings("Ferry") if f.part == "witness")
    workspace.judge(finding.id, Act.NOTE, by="Ann", how="look again")
    workspace.judge(witness.id, Act.VERIFIED, by="Ann", how=f"rang {SECRET}")
    return workspace.reports("Ferry")[0].id, kept.id, finding.id


def test_the_traces_are_there_before(workspace: Workspace, folder: Path) -> None:
    """What the next tests look for is found while it is kept: in the database, compressed too, and in the captures."""
    filled(workspace)
    workspace.db.run("PRAGMA wal_checkpoint(TRUNCATE)")
    data = (folder / "variorum.sqlite3").read_bytes()
    assert SECRET.encode() in data
    assert any(SECRET.encode() in x for k, x in enumerate(_inside(data)) if k)
    assert len(traces(folder, SECRET.encode())) >= 2


@pytest.mark.parametrize("by_name", [True, False])
def test_nothing_is_left_of_what_was_forgotten(workspace: Workspace, folder: Path, *, by_name: bool) -> None:
    """After forgetting, no file of the workspace holds a word of the report, packed or not, index included."""
    report, kept, _ = filled(workspace)
    sha256 = workspace.report(report).sha256
    would = workspace.forget(SECRET if by_name else report, by="")
    assert (would.reports, would.done) == ((report,), False)
    assert workspace.report(report).id == report
    done = workspace.forget(SECRET if by_name else report, by="Ben", how="asked by letter", confirmed=True)
    assert (done.reports, done.captures, done.done) == ((report,), 1, True)
    for word in (SECRET, "Quorrestov", "quorrestov", "Amsel", "amsel", "look again"):
        assert traces(folder, word.encode()) == [], word
    assert not (folder / "captures" / sha256[:2] / sha256).exists()
    with pytest.raises(UnknownNameError):
        workspace.report(report)
    assert workspace.search("Quorrestov") == ()
    assert [r.id for r in workspace.reports("Ferry")] == [kept]
    assert workspace.verify() == ()


@pytest.mark.parametrize("said", [{"by": SECRET.upper()}, {"by": "Ben", "how": f"asked by {SECRET}"}])
def test_the_log_does_not_keep_the_name(workspace: Workspace, folder: Path, said: dict[str, str]) -> None:
    """A name is not forgotten by or for whoever bears it, as the log would keep it: nothing is erased until it is said without."""
    report, *_ = filled(workspace)
    with pytest.raises(UsageError, match="without that name"):
        workspace.forget(SECRET, confirmed=True, **said)
    assert workspace.report(report).id == report
    workspace.forget(report, by="Ben", how="asked by letter", confirmed=True)
    assert traces(folder, b"Quorrestov") == []


def test_nothing_is_left_of_findings_on_their_way(workspace: Workspace, folder: Path) -> None:
    """A report that was moved to another story, and forgotten before that was analysed, leaves nothing either."""
    report, _, _ = filled(workspace)
    workspace.judge("Ferry", Act.SPLIT, by="Ann", reports=[report], other="Quay")
    assert SECRET in str(workspace.db.rows("SELECT body FROM moved"))
    workspace.forget(report, by="Ben", confirmed=True)
    assert traces(folder, SECRET.encode()) == []
    assert workspace.verify() == ()


def test_a_tombstone_stays(workspace: Workspace) -> None:
    """The log says that something was forgotten, by whom and why, and its chain holds; judgements say so too."""
    report, _, _ = filled(workspace)
    before = workspace.log()
    workspace.forget(report, by="Ben", how="asked by letter", confirmed=True)
    after = workspace.log()
    assert [e.hash for e in after[: len(before)]] == [e.hash for e in before]
    assert after[-1].act == "forget"
    assert "asked by letter" in (after[-1].body or "")
    erased = [e.number for e in after if e.body is None]
    assert erased == [1, 4, 5]
    assert [(j.standing, j.how, j.by) for j in workspace.judgements()] == [(Standing.FORGOTTEN, "", None)] * 2


def test_what_others_said_stays(workspace: Workspace) -> None:
    """The other reports of the story are compared again without the forgotten one, and other stories are untouched."""
    report, _, _ = filled(workspace)
    council = workspace.dossier_json("Council")
    workspace.forget(report, by="Ben", confirmed=True)
    assert workspace.dossier_json("Ferry") is None
    workspace.analyse()
    assert [(f.part, f.kind) for f in workspace.findings("Ferry")] == [("toll", "single")]
    assert workspace.dossier_json("Council") == council


def test_what_was_forgotten_is_not_added_again_by_itself(workspace: Workspace) -> None:
    """The same bytes are refused, with the reason, until it is said that they may come again."""
    report, _, _ = filled(workspace)
    workspace.forget(report, by="Ben", confirmed=True)
    added = workspace.add_bytes("again.txt", TEXT.encode())
    assert [r.what for r in added.reports] == [Came.REFUSED]
    assert [p.code for p in added.problems] == ["forgotten"]
    assert workspace.status().reports == 2
    (one,) = workspace.add_bytes("again.txt", TEXT.encode(), forgotten_too=True).reports
    assert one.what is Came.NEW


def test_all_versions_go(workspace: Workspace, tmp_path: Path, folder: Path) -> None:
    """Every version of a report is forgotten with it."""
    path = tmp_path / "a.txt"
    for toll in (2, 3):
        path.write_text(f"{TEXT}{toll}", encoding="utf-8")
        workspace.add([str(path)], story="Ferry")
    assert len(workspace.versions(str(path))) == 2
    workspace.analyse()
    workspace.forget(str(path), by="Ben", confirmed=True)
    assert traces(folder, b"Quorrestov") == []
    assert list((folder / "captures").glob("*/*")) == []
    assert workspace.stories() == ()
    assert workspace.verify() == ()


def test_a_judge_s_name_can_be_forgotten(workspace: Workspace, folder: Path) -> None:
    """The name of one who judged goes from the log and the judgements, and no report with it."""
    filled(workspace)
    workspace.judge(workspace.findings("Council")[0].id, Act.NOTE, by="Theodora Blix", how="seen")
    done = workspace.forget("Theodora Blix", by="Ben", confirmed=True)
    assert (done.reports, done.judgements) == ((), 1)
    assert traces(folder, b"Theodora") == []
    assert workspace.status().reports == 3
    assert workspace.verify() == ()


def test_forgetting_asks_for_what_exists_and_for_who_asks(workspace: Workspace) -> None:
    """A name that stands nowhere is an error, and so is forgetting by nobody; the beginning of an id may be a name."""
    report, _, _ = filled(workspace)
    for wrong in ("Nobody Known", "", " ", "-", "Wilhel", "Amse"):
        with pytest.raises(UnknownNameError):
            workspace.forget(wrong, by="Ben", confirmed=True)
    with pytest.raises(UsageError):
        workspace.forget(report, by=" ", confirmed=True)
    with pytest.raises(UnknownNameError):
        workspace.forget(report[:5], by="Ben", confirmed=True)
    assert workspace.status().reports == 3


def test_a_reader_in_the_way_is_named_and_the_rest_follows(workspace: Workspace, folder: Path) -> None:
    """While another process reads, old pages cannot go: that is said, and opening the workspace later erases them."""
    report, _, _ = filled(workspace)
    workspace.db._connection.set_busy_timeout(20)
    reader = Database(folder)
    with reader.snapshot():
        reader.rows("SELECT text FROM reports")
        with pytest.raises(WorkspaceBusyError):
            workspace.forget(report, by="Ben", confirmed=True)
        with pytest.raises(UnknownNameError):
            workspace.report(report)
    reader.close()
    workspace.close()
    with Workspace.open(folder) as again:
        assert traces(folder, b"Quorrestov") == []
        assert again.verify() == ()


def test_an_interrupted_forgetting_goes_on(
    workspace: Workspace, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the process dies after the decision is written, opening the workspace again erases the rest."""
    report, _, _ = filled(workspace)
    monkeypatch.setattr("variorum.store.forgetting.finish", lambda *_: None)
    workspace.forget(report, by="Ben", confirmed=True)
    assert traces(folder, b"Quorrestov") != []
    monkeypatch.undo()
    workspace.close()
    with Workspace.open(folder) as again:
        assert traces(folder, b"Quorrestov") == []
        assert again.verify() == ()
