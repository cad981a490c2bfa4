"""The workspace: adding, versions, analysis, stories, search and status."""

import os
import shlex
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from variorum.bench.store.plain import Plain
from variorum.build import Read
from variorum.errors import UsageError
from variorum.model import Metadata, Parse, Reference, Report, Severity
from variorum.store import (
    Act,
    Came,
    NoWorkspaceError,
    StoreError,
    UnknownNameError,
    Workspace,
    find_workspace,
)
from variorum.store.database import NAME, migrations

Write = Callable[[str, str], str]
HARBOUR = "Harbour Post\n\nThe ferry Amsel burned off Port Ellery, officials said, and many saw it from the pier.\n\n"


def kinds(workspace: Workspace, story: str = "Ferry") -> dict[str | None, str]:
    """The kind of the finding of each key."""
    return {f.part: f.kind for f in workspace.findings(story)}


def test_a_workspace_is_private_to_its_owner(workspace: Workspace, folder: Path) -> None:
    """Nobody but the owner may enter the folder, or read what is in it."""
    workspace.add_bytes("a.txt", b"toll: 2")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    files = [p for p in folder.rglob("*") if p.is_file()]
    assert len(files) >= 2
    assert [p.name for p in files if stat.S_IMODE(p.stat().st_mode) & 0o077] == []


def test_a_capture_is_kept_as_received(workspace: Workspace, folder: Path) -> None:
    """The bytes of a capture stand under their SHA-256, line ends and all."""
    data = b"toll: 2\r\nplace: Port Ellery\r\n"
    (one,) = workspace.add_bytes("a.txt", data).reports
    assert workspace.capture(one.id) == data
    sha256 = workspace.report(one.id).sha256
    assert (folder / "captures" / sha256[:2] / sha256).read_bytes() == data


def test_adding_twice_changes_nothing(workspace: Workspace, write: Write) -> None:
    """A second adding of the same files leaves reports, stories and log as they were."""
    paths = [write("a.txt", HARBOUR + "toll: 2"), write("b.txt", HARBOUR + "toll: 3")]
    first = workspace.add(paths, story="Ferry")
    workspace.analyse()
    before, log = workspace.status(), workspace.log()
    again = workspace.add([os.path.relpath(p) for p in paths], story="Ferry")
    assert [r.what for r in first.reports] == [Came.NEW, Came.NEW]
    assert [r.what for r in again.reports] == [Came.KNOWN, Came.KNOWN]
    assert [r.id for r in again.reports] == [r.id for r in first.reports]
    assert (workspace.status(), workspace.log()) == (before, log)
    assert workspace.pending() == ()
    assert [r.locations for r in workspace.reports("Ferry")] == [(p,) for p in paths]


def test_the_same_capture_elsewhere_is_one_location_more(workspace: Workspace, write: Write) -> None:
    """Identical captures are one report that lists both locations."""
    paths = [write("a.txt", HARBOUR + "toll: 2"), write("copy.txt", HARBOUR + "toll: 2")]
    workspace.add(paths, story="Ferry")
    assert [r.locations for r in workspace.reports("Ferry")] == [tuple(paths)]


def test_a_file_that_changed_is_a_version(workspace: Workspace, write: Write) -> None:
    """The same file with other words is the next version: the latest one is compared, the first one is kept."""
    path = write("a.txt", HARBOUR + "toll: 2")
    workspace.add([path, write("b.txt", HARBOUR + "And more.\n\ntoll: 2")], story="Ferry")
    workspace.analyse()
    assert kinds(workspace)["toll"] == "agreement"
    write("a.txt", HARBOUR + "toll: 3")
    (one,) = workspace.add([path]).reports
    workspace.analyse()
    assert (one.what, one.story) == (Came.VERSION, workspace.story("Ferry").id)
    assert kinds(workspace)["toll"] == "conflict"
    first, second = workspace.versions(one.id)
    assert (first.id, first.latest, second.id, second.latest) == (one.replaces, False, one.id, True)
    steps = [
        (s.what, s.old_text, s.new_text) for s in workspace.changes(first.id, second.id) if s.what != "kept"
    ]
    assert steps == [("reworded", "2", "3")]
    assert workspace.reports("Ferry")[0] == second


def test_a_copy_that_stayed_is_not_replaced(workspace: Workspace, write: Write) -> None:
    """Where two files held one report and one of them changed, the other one still holds it: both are compared."""
    path = write("a.txt", HARBOUR + "toll: 2")
    workspace.add([path, write("b.txt", HARBOUR + "toll: 2")], story="Ferry")
    write("a.txt", HARBOUR + "toll: 3")
    assert [r.what for r in workspace.add([path], story="Ferry").reports] == [Came.NEW]
    workspace.analyse()
    assert kinds(workspace)["toll"] == "conflict"
    write("a.txt", HARBOUR + "toll: 4")
    assert [r.what for r in workspace.add([path]).reports] == [Came.VERSION]


def test_a_report_at_the_address_of_another_is_its_version(workspace: Workspace) -> None:
    """Two captures of one address are versions of one report, whatever their files are called."""
    address = Metadata(url="https://www.harbour.example/ferry/")
    workspace.add_bytes("one.txt", (HARBOUR + "toll: 2").encode(), stated=address, story="Ferry")
    other = Metadata(url="http://harbour.example/ferry#top")
    (one,) = workspace.add_bytes("two.txt", (HARBOUR + "toll: 3").encode(), stated=other).reports
    assert (one.what, workspace.report(one.id).turn) == (Came.VERSION, 2)


def test_the_address_of_a_whole_site_names_no_report(workspace: Workspace) -> None:
    """Reports that state no more than their outlet's front page are reports of their own."""
    site = Metadata(url="https://harbour.example/")
    for toll in (2, 3):
        (one,) = workspace.add_bytes(f"{toll}.txt", f"{HARBOUR}toll: {toll}".encode(), stated=site).reports
        assert one.what is Came.NEW


def test_other_words_in_the_same_file_are_another_report(workspace: Workspace, write: Write) -> None:
    """A file that is used for another report is no version, unless that is said; and a note says so."""
    path = write("a.txt", HARBOUR + "toll: 2")
    workspace.add([path], story="Ferry")
    write("a.txt", "Council votes down budget; seven members walked out before midnight.\n\nvotes: 7")
    added = workspace.add([path], story="Council")
    assert [r.what for r in added.reports] == [Came.NEW]
    assert [p.code for p in added.problems] == ["same-place"]
    write("c.txt", "Nothing in common whatsoever.\n\nzero: 0")
    said = workspace.add([str(Path(path).with_name("c.txt"))], replaces=path)
    assert [r.what for r in said.reports] == [Came.VERSION]


def test_only_the_changed_story_is_compared_and_only_new_reports_are_read(
    workspace: Workspace, stages: Plain
) -> None:
    """One report more is read alone, and its story compared; nothing else is looked at again."""
    for story in ("One", "Two"):
        for number in range(3):
            workspace.add_bytes(f"{story}{number}.txt", f"{story}: {number}".encode(), story=story)
    workspace.analyse()
    assert (len(stages.read_alone), stages.compared) == (6, [3, 3])
    (added,) = workspace.add_bytes("more.txt", b"One: 9", story="One").reports
    workspace.analyse()
    assert stages.read_alone[6:] == [added.id]
    assert stages.compared[2:] == [4]


def test_another_recipe_reads_everything_again(workspace: Workspace, folder: Path, stages: Plain) -> None:
    """What was found with other settings or weights is not mixed with what is found now."""
    workspace.add_bytes("a.txt", b"toll: 2", story="Ferry")
    workspace.analyse()
    stages.recipe = "another"
    workspace.add_bytes("b.txt", b"toll: 3", story="Ferry")
    workspace.analyse()
    assert len(stages.read_alone) == 3


def test_what_cannot_be_read_is_said_and_the_rest_is_kept(workspace: Workspace, write: Write) -> None:
    """A missing and an empty file are problems; the report between them is added."""
    added = workspace.add(["missing.txt", write("a.txt", "toll: 2"), write("empty.txt", "")])
    assert [r.what for r in added.reports] == [Came.NEW]
    assert [p.code for p in added.problems if p.severity is Severity.ERROR] == ["missing", "empty"]
    assert workspace.status().reports == 1


def test_reports_of_one_event_find_one_another(workspace: Workspace, root: Path) -> None:
    """Without a name given, reports go to the story they are most like, and to a new one where there is none."""
    folders = ("kesh-bridge-strike", "sarrano-earthquake", "bellhaven-shooting")
    for number in range(3):
        for name in folders:
            path = root / "tests" / "golden" / "events" / name / f"{'ABC'[number]}.txt"
            workspace.add([str(path)])
    held = [
        {Path(x).parent.name for r in workspace.reports(s.id) for x in r.locations}
        for s in workspace.stories()
    ]
    assert sorted(map(sorted, held)) == sorted([name] for name in folders)


def test_a_story_is_found_by_name_and_by_the_beginning_of_its_id(workspace: Workspace) -> None:
    """A name, an id, and a beginning that no other id has name a story; anything else is an error."""
    workspace.add_bytes("a.txt", b"toll: 2", story="Ferry")
    found = workspace.story("Ferry")
    assert (found.name, found.reports, found.pending) == ("Ferry", 1, True)
    assert workspace.story(found.id[:6]) == workspace.story(found.id) == found
    for wrong in ("ferry", found.id[:3], "", "nothing"):
        with pytest.raises(UnknownNameError):
            workspace.story(wrong)


def test_words_are_found_in_reports_claims_sources_and_findings(workspace: Workspace) -> None:
    """A search finds whole words and phrases wherever they stand, and no typing breaks it."""
    workspace.add_bytes("a.txt", (HARBOUR + "cause: a leaking pump").encode(), story="Ferry")
    workspace.analyse()
    assert {h.kind for h in workspace.search("leaking pump")} == {"report", "claim", "finding"}
    assert [h.kind for h in workspace.search("cause", kinds=("source",))] == ["source"]
    (hit,) = workspace.search('"Port Ellery"', kinds=("report",))
    assert "off Port Ellery, officials" in hit.text
    assert workspace.search('"Ellery Port"') == workspace.search("leak") == ()
    assert workspace.search("leak*")
    for odd in ("", '"', "*", "a AND", "NEAR(", "(", "text:", "-", "'; DROP TABLE reports", "\0", "^x"):
        workspace.search(odd)
    assert [(h.kind, h.text) for h in workspace.source("CAUSE")] == [("source", "cause")]


class Unions(Plain):
    """Plain stages by which each report names one source, with the apostrophe of its outlet."""

    def read(self, report: Report, reference: Reference, parse: Parse | None) -> Read:
        """As plain stages; the source is a union."""
        one = super().read(report, reference, parse)
        mark = "\u2019" if "curly" in report.text else "'"
        said = tuple(replace(a, source_name=f"the Seafarers{mark} Union") for a in one.attributions)
        return replace(one, attributions=said)


def test_a_source_is_one_whatever_apostrophe_an_outlet_sets(tmp_path: Path) -> None:
    """A name with a straight and with a curly apostrophe is one source in the list, found by either."""
    with Workspace.create(tmp_path / "desk", stages=Unions()) as ws:
        ws.add_bytes("a.txt", (HARBOUR + "cause: curly").encode(), story="Ferry")
        ws.add_bytes("b.txt", (HARBOUR + "cause: straight").encode(), story="Ferry")
        ws.analyse()
        assert ws.sources() == (("the Seafarers' Union", 2, 2),)
        assert len(ws.source("the Seafarers\u2019 Union")) == len(ws.source("the Seafarers' Union")) == 2


def test_ids_are_those_of_collate(workspace: Workspace, write: Write) -> None:
    """A report has the id that collate gives it; the same bytes with another outlet are a report of their own."""
    path = write("a.txt", "toll: 2")
    (one,) = workspace.add([path]).reports
    assert one.id == workspace.report(path).sha256[:12]
    (two,) = workspace.add([path], stated={"A": Metadata(outlet="Other")}).reports
    assert (two.what, two.id == one.id) == (Came.VERSION, False)


def test_an_option_for_a_report_that_is_not_there_is_an_error(workspace: Workspace, write: Write) -> None:
    """What is stated of a report that was not given is wrong use."""
    with pytest.raises(UsageError, match="no report C"):
        workspace.add([write("a.txt", "toll: 2")], stated={"C": Metadata(outlet="X")})


def test_a_folder_with_files_is_no_place_for_a_workspace(folder: Path, tmp_path: Path) -> None:
    """A workspace is made in a new or empty folder, once, and opened where it is."""
    with pytest.raises(NoWorkspaceError):
        Workspace.open(folder)
    Workspace.create(folder).close()
    with pytest.raises(NoWorkspaceError, match="already"):
        Workspace.create(folder)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(NoWorkspaceError, match="empty"):
        Workspace.create(tmp_path / "other")
    (folder / "below").mkdir()
    assert find_workspace(folder / "below").resolve() == folder.resolve()
    with pytest.raises(NoWorkspaceError):
        find_workspace(tmp_path / "other")


def test_halves_of_characters_break_nothing(workspace: Workspace, tmp_path: Path) -> None:
    """Lone surrogates in ids, headlines and names of files, stories and judges are kept as something that can be shown."""
    lines = tmp_path / "a.jsonl"
    lines.write_text(
        '{"id": "x\\ud800", "headline": "Ferry \\udfff", "outlet": "\\ud800", "text": "toll: 2"}\n',
        encoding="utf-8",
    )
    (one,) = workspace.add([str(lines)], story="S\ud800", by="\udcff").reports
    workspace.analyse()
    (row,) = workspace.reports("S\ud800")
    assert (row.headline, row.outlet) == ("Ferry \\udfff", "\\ud800")
    assert workspace.report(row.id).root == workspace.report(one.id).root
    assert workspace.search("x\ud800") == ()
    assert [r.what for r in workspace.add([str(lines)]).reports] == [Came.KNOWN]
    workspace.judge("1", Act.NOTE, by="\udcff", how="\ud800", story="S\ud800")
    with pytest.raises(UnknownNameError):
        workspace.report("\udcff")
    assert workspace.verify() == ()
    workspace.export(tmp_path / "bag")


def test_migrations_are_numbered_without_gaps(workspace: Workspace) -> None:
    """The scripts run from 1 on, and a new workspace has the form of the last."""
    numbers = [number for number, _ in migrations()]
    assert numbers == list(range(1, len(numbers) + 1))
    assert workspace.status().form == numbers[-1]


def test_an_older_workspace_is_brought_up_to_date(workspace: Workspace, folder: Path) -> None:
    """A workspace of the first form is migrated when it is opened, and nothing in it is lost."""
    workspace.add_bytes("a.txt", b"toll: 2", story="Ferry")
    workspace.add_bytes("d.txt", b"toll: 2", stated=Metadata(headline="Feuer", language="de"), story="Pier")
    workspace.analyse()
    before, pier = workspace.findings("Ferry"), workspace.story("Pier")
    assert pier.language == "de"
    workspace.db.run("ALTER TABLE stories DROP COLUMN language")
    workspace.db.run("DROP TABLE heirs")
    workspace.db.run("DROP TABLE moved")
    workspace.db.run("PRAGMA user_version = 1")
    workspace.close()
    with Workspace.open(folder, stages=Plain()) as again:
        assert again.status().form == migrations()[-1][0]
        assert again.findings("Ferry") == before
        assert again.story("Pier") == pier
        again.add_bytes("b.txt", b"toll: 3", story="Ferry")
        again.analyse()
        assert again.finding(before[0].id).kind == "conflict"
        assert again.verify() == ()


def test_a_workspace_of_a_newer_program_is_left_alone(workspace: Workspace, folder: Path) -> None:
    """A form that this program does not know is an error that says so."""
    workspace.db.run("PRAGMA user_version = 999")
    with pytest.raises(StoreError, match="newer variorum"):
        Workspace.open(folder)


def test_a_strange_database_is_left_alone(folder: Path) -> None:
    """An SQLite file of another program is not taken for a workspace; bytes that are none are said to be damaged."""
    import sqlite3  # noqa: PLC0415 - any SQLite will do here

    folder.mkdir()
    with sqlite3.connect(folder / NAME) as other:
        other.execute("CREATE TABLE theirs (x)")
    with pytest.raises(NoWorkspaceError, match="not of a workspace"):
        Workspace.open(folder)
    (folder / NAME).write_bytes(b"no database at all, but long enough to be looked at" * 40)
    with pytest.raises(StoreError, match="damaged"):
        Workspace.open(folder)


def test_a_later_version_keeps_what_it_does_not_say(workspace: Workspace, write: Write) -> None:
    """Outlet and date of the version before stand where the new file says none, one line says so; what it says counts."""
    first = write("a.txt", HARBOUR + "toll: 2")
    write(
        "a.meta.json", '{"outlet": "Amsel Post", "published": "2031-05-14", "headline": "Two lost off Amsel"}'
    )
    workspace.add([first], story="Ferry")
    late = workspace.add([write("late.txt", "Nothing in common whatsoever.\n\nzero: 0")], replaces=first)
    (added,) = late.reports
    row = workspace.report(added.id)
    assert (row.turn, row.outlet, row.published) == (2, "Amsel Post", "2031-05-14")
    assert row.headline != "Two lost off Amsel"
    assert [p.code for p in row.problems if p.code == "no-date"] == []
    (note,) = late.problems
    assert note.message.endswith("late.txt keeps the outlet and date of the version before.")
    write("later.meta.json", '{"outlet": "Evening Amsel", "published": "2031-05-16"}')
    own = workspace.add([write("later.txt", "Neither of the others.\n\nzero: 1")], replaces=added.id)
    row = workspace.report(own.reports[0].id)
    assert (row.turn, row.outlet, row.published, own.problems) == (3, "Evening Amsel", "2031-05-16", ())
    assert workspace.verify() == ()


def test_a_later_version_keeps_a_language_only_with_its_problem(workspace: Workspace) -> None:
    """A text too short to tell its language has that of the version before, and the problem that it is not read."""
    (first,) = workspace.add_bytes("a.txt", b"Moin.", stated=Metadata(language="de"), story="Ferry").reports
    (row,) = workspace.add_bytes("b.txt", b"Hm.", replaces=first.id).reports
    found = workspace.report(row.id)
    assert (found.language, [p.where for p in found.problems if p.code == "not-english"]) == ("de", [row.id])


def test_a_later_version_whose_date_cannot_be_read_has_none(workspace: Workspace) -> None:
    """A date that a new version says and that does not exist is not made good from the version before."""
    dated = Metadata(published="2031-05-14")
    (first,) = workspace.add_bytes("a.txt", HARBOUR.encode(), stated=dated).reports
    wrong = Metadata(published="2031-02-30")
    (later,) = workspace.add_bytes("b.txt", b"toll: 2", stated=wrong, replaces=first.id).reports
    assert workspace.report(later.id).published is None


def test_the_way_to_make_a_report_a_version_afterwards_works(workspace: Workspace, write: Write) -> None:
    """A later version of a file that was copied is a report of its own; what the note says makes it a version."""
    path = write("a.txt", HARBOUR + "toll: 2")
    (first,) = workspace.add([path, write("copy.txt", HARBOUR + "toll: 2")], story="Ferry").reports[:1]
    write("a.txt", HARBOUR + "toll: 3")
    added = workspace.add([path])
    own, advice = added.reports[0].id, f"--replaces {first.id} --even-forgotten"
    assert [advice in p.message and f"forget {own} --yes" in p.message for p in added.problems] == [True]
    again = workspace.add([path], replaces=first.id)
    assert [(r.what, r.id) for r in again.reports] == [(Came.KNOWN, own)]
    assert [(p.code, advice in p.message) for p in again.problems] == [("kept-apart", True)]
    workspace.forget(own, by="Ann", confirmed=True)
    (version,) = workspace.add([path], replaces=first.id, forgotten_too=True).reports
    assert (version.what, version.replaces) == (Came.VERSION, first.id)
    assert workspace.add([path], replaces=first.id).problems == ()
    with pytest.raises(UnknownNameError):
        workspace.add([path], replaces="none")


def test_the_way_to_move_a_report_can_be_typed(workspace: Workspace, write: Write) -> None:
    """The command that a note gives to move a report has the name of a story as one word of a shell."""
    path = write("a.txt", HARBOUR + "toll: 2")
    workspace.add([path], story="Ferry")
    (note,) = workspace.add([path], story="Fire at 'O'").problems
    assert shlex.split(note.message)[-2:] == ["--with", "Fire at 'O'"]


def test_blanks_are_no_name_of_a_story(workspace: Workspace, write: Write) -> None:
    """A story is named without the white space at its name's ends, and by blanks alone not at all."""
    workspace.add([write("a.txt", HARBOUR + "toll: 2")], story=" \n ")
    workspace.add([write("b.txt", "Council votes down budget.\n\nvotes: 7")], story="Council ")
    assert {s.name for s in workspace.stories()} == {None, "Council"}


def test_a_later_version_that_is_dropped_on_a_page_is_told(workspace: Workspace) -> None:
    """An upload has no folder: one of the same name and words is a report of its own, and a note names the other."""
    (first,) = workspace.add_bytes("a.txt", (HARBOUR + "toll: 2").encode(), story="Ferry").reports
    added = workspace.add_bytes("a.txt", (HARBOUR + "toll: 3").encode(), story="Ferry")
    assert [r.what for r in added.reports] == [Came.NEW]
    assert [(p.code, f"--replaces {first.id} " in p.message) for p in added.problems] == [("same-name", True)]
    for name, text in (("b.txt", HARBOUR + "toll: 4"), ("a.txt", "Council votes down budget.\n\nvotes: 7")):
        assert workspace.add_bytes(name, text.encode(), story="Ferry").problems == ()
    stated = [Metadata(outlet=outlet) for outlet in ("Amsel Post", "Ellery Gazette")]
    told = [
        workspace.add_bytes("c.txt", f"{HARBOUR}toll: {k}".encode(), stated=s).problems
        for k, s in enumerate(stated)
    ]
    assert told == [(), ()]
    said = workspace.add_bytes("a.txt", (HARBOUR + "toll: 5").encode(), replaces=first.id)
    assert [r.what for r in said.reports] == [Came.VERSION]
    assert "same-name" not in {p.code for p in said.problems}
