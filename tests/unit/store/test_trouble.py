"""Bad circumstances: a full disk, a folder that may not be written, a lock, damage; a clear error, and nothing lost."""

import errno
import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from variorum.store import (
    Act,
    Came,
    DamagedError,
    Workspace,
    WorkspaceBusyError,
    WorkspaceFullError,
    WorkspaceReadOnlyError,
    codec,
)
from variorum.store.database import Database

if TYPE_CHECKING:
    from collections.abc import Callable

BIG = "word: " + " ".join(f"w{n}" for n in range(20_000))


def test_a_full_disk_under_the_database_is_said(workspace: Workspace) -> None:
    """Where SQLite cannot grow, adding fails with an error that says so; what was added before stays, and room helps."""
    workspace.add_bytes("a.txt", b"toll: 2", story="Ferry")
    pages = workspace.db.one("PRAGMA page_count")[0]
    workspace.db.run(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(WorkspaceFullError, match="disk is full"):
        workspace.add_bytes("b.txt", BIG.encode(), story="Ferry")
    assert workspace.status().reports == len(workspace.captures.kept()) == 1
    assert workspace.verify() == ()
    workspace.db.run("PRAGMA max_page_count = 1000000")
    assert [r.what for r in workspace.add_bytes("b.txt", BIG.encode(), story="Ferry").reports] == [Came.NEW]
    assert workspace.verify() == ()


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_full_disk_under_the_captures_is_said(
    workspace: Workspace, folder: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    """Where a capture cannot be written, nothing of it is left behind and no report is added."""

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    workspace.add_bytes("a.txt", b"toll: 2")
    owner: Any = os if call == "fsync" else Path
    monkeypatch.setattr(owner, call, full)
    with pytest.raises(WorkspaceFullError, match="disk is full"):
        workspace.add_bytes("b.txt", b"toll: 3")
    monkeypatch.undo()
    assert len([p for p in (folder / "captures").rglob("*") if p.is_file()]) == 1
    assert workspace.status().reports == 1
    assert workspace.verify() == ()


def test_another_writer_is_waited_for_and_then_named(workspace: Workspace, folder: Path) -> None:
    """While another process writes, reading works; writing waits, and then says what is the matter."""
    workspace.add_bytes("a.txt", b"toll: 2", story="Ferry")
    other = Database(folder)
    workspace.db._connection.set_busy_timeout(50)
    with other.transaction():
        assert workspace.status().reports == 1
        with pytest.raises(WorkspaceBusyError, match="another process"):
            workspace.add_bytes("b.txt", b"toll: 3", story="Ferry")
    workspace.add_bytes("b.txt", b"toll: 3", story="Ferry")
    assert workspace.status().reports == 2
    other.close()


def test_a_workspace_without_the_right_to_write_is_read(
    workspace: Workspace, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Opened where nothing may be written, a workspace answers as before, and every change is refused."""
    (one,) = workspace.add_bytes("a.txt", b"toll: 2", story="Ferry").reports
    workspace.analyse()
    finding = workspace.findings("Ferry")[0]
    workspace.close()
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    monkeypatch.setattr("variorum.store.database.os.access", lambda *_: False)
    with Workspace.open(folder) as read:
        assert read.findings("Ferry") == (finding,)
        assert read.capture(one.id) == b"toll: 2"
        assert read.verify() == ()
        changes: tuple[Callable[[], object], ...] = (
            lambda: read.add_bytes("b.txt", b"toll: 3"),
            read.analyse,
            lambda: read.judge(finding.id, Act.DISMISSED, by="Ann"),
            lambda: read.forget(one.id, by="Ann", confirmed=True),
        )
        for change in changes:
            with pytest.raises(WorkspaceReadOnlyError):
                change()
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before


def test_a_damaged_capture_is_found_and_put_back(workspace: Workspace, folder: Path) -> None:
    """A capture that was changed or lost is named by verify; what was read of it stays; adding it again mends it."""
    (one,) = workspace.add_bytes("a.txt", b"toll: 2", story="Ferry").reports
    workspace.analyse()
    path = workspace.captures.path(workspace.report(one.id).sha256)
    for spoil in (lambda: path.write_bytes(b"toll: 9"), path.unlink, lambda: path.write_bytes(b"")):
        spoil()
        with pytest.raises(DamagedError):
            workspace.capture(one.id)
        (fault,) = workspace.verify()
        assert fault.where == f"capture {path.name[:12]}"
        assert fault.message.endswith("Restore it from a copy, or add the report again.")
        assert workspace.report_text(one.id) == "toll: 2"
        (again,) = workspace.add_bytes("a.txt", b"toll: 2").reports
        assert (again.what, again.mended) == (Came.KNOWN, True)
        assert workspace.capture(one.id) == b"toll: 2"
        assert workspace.verify() == ()


def test_changed_texts_and_findings_are_found(workspace: Workspace) -> None:
    """Verify names a text, an anchor, an index or a dossier that is not as it was written."""
    workspace.add_bytes("a.txt", b"toll: 2", story="Ferry")
    workspace.add_bytes("b.txt", b"toll: 3", story="Ferry")
    workspace.analyse()
    for change in (
        "UPDATE reports SET text = 'toll: 9' WHERE number = 1",
        "UPDATE reports SET latest = 0 WHERE number = 1",
        "UPDATE findings SET body = replace(body, '\"start\": 6', '\"start\": 5')",
        "DELETE FROM findings WHERE number = 1",
        "INSERT INTO findings SELECT story, 99, 'ffffffffffff', kind, slot, part, summary, body, changed FROM findings",
        "UPDATE findings SET summary = 'A: 4'",
        "UPDATE findings SET kind = 'agreement'",
        "UPDATE entries SET start = start + 1 WHERE kind = 'claim'",
        'UPDATE entries SET "end" = "end" + 1 WHERE kind = \'source\'',
        "UPDATE reports SET outlet = 'Another'",
        "UPDATE reports SET about = 'null'",
        "DELETE FROM touches",
        "UPDATE stories SET dossier = x'00'",
        "UPDATE stories SET compared = x'00'",
        "UPDATE annotations SET body = x'00'",
        "DELETE FROM members WHERE root = (SELECT root FROM reports LIMIT 1)",
        "INSERT INTO reports_words (reports_words, rowid, headline, outlet, text) VALUES ('delete', 1, NULL, NULL, 'toll: 2')",
    ):
        workspace.db.run("SAVEPOINT changed")
        workspace.db.run(change)
        assert workspace.verify() != (), change
        workspace.db.run("ROLLBACK TO changed")
    assert workspace.verify() == ()


def test_what_pages_are_made_of_is_read_again(workspace: Workspace) -> None:
    """Pages and packages are made of another form than the dossier: verify names a story in which the two part."""
    workspace.add_bytes("a.txt", b"toll: 2", story="Ferry")
    workspace.add_bytes("b.txt", b"toll: 3", story="Ferry")
    workspace.analyse()
    (held,) = workspace.db.one("SELECT compared FROM stories")
    forged = codec.packed(codec.unpacked(held).replace('"toll"', '"role"'))
    assert forged != held
    workspace.db.run("UPDATE stories SET compared = ?", (forged,))
    assert [f.message for f in workspace.verify()] == ["what its pages are made of is not its dossier"]


def test_an_open_folder_is_a_fault(workspace: Workspace, folder: Path) -> None:
    """Verify says when others may enter the folder."""
    folder.chmod(0o750)
    assert [f.where for f in workspace.verify()] == [str(folder)]


def test_nothing_opens_a_connection(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """No operation of a workspace makes a socket; an address is refused as a location."""
    tried: list[Any] = []
    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, lambda *given: tried.append(given))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *given, **_: tried.append(given))
    added = workspace.add(["https://harbour.example/a", "http://192.0.2.1/"])
    assert [p.code for p in added.problems] == ["url", "url"]
    page = b"<html><body><img src='http://192.0.2.1/x'><p>The ferry burned off Port Ellery on Monday.</p></body></html>"
    assert len(workspace.add_bytes("a.html", page, story="Ferry").reports) == 1
    workspace.analyse()
    workspace.export(tmp_path / "bag")
    assert workspace.verify() == ()
    assert tried == []
