"""Packages: what anybody can verify offline, and what is left out of excerpts."""

import csv
import errno
import hashlib
import json
import os
import subprocess
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from variorum.errors import UsageError, VariorumError
from variorum.store import Act, Workspace, bag
from variorum.store.errors import StoreError
from variorum.store.package import package_faults

LONG = (
    "The ferry Amsel burned off Port Ellery, officials said, and many saw it from the pier. Nobody could say why the "
    "pump had stopped, and the harbour office would not be drawn on it before the inquiry had met.\n\n"
)
EVIL = '=HYPERLINK("http://192.0.2.1","click")'


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    """A workspace with two stories, a judgement, and cells that could be formulas."""
    workspace.add_bytes("a.txt", f"{LONG}toll: 2\n\nclaim: {EVIL}".encode(), story="Ferry")
    workspace.add_bytes("b.txt", f"{LONG[::-1]}\n\ntoll: 3\n\nclaim: @SUM(1+9)".encode(), story="Ferry")
    workspace.add_bytes("c.txt", b"votes: 7", story="Council")
    workspace.analyse()
    workspace.judge("1", Act.VERIFIED, by="Ann", how="counted", story="Ferry")
    workspace.judge("1", Act.NOTE, by="Ann", how="of the council alone", story="Council")
    return workspace


def at(package: Path, story: str, name: str) -> Path:
    """A file of a story in a package."""
    return package / "data" / "stories" / story / name


def test_a_package_is_a_bag(filled: Workspace, tmp_path: Path) -> None:
    """It has the files of RFC 8493, every payload file is listed with its hash, and sha256sum agrees."""
    bag = filled.export(tmp_path / "bag")
    assert (bag / "bagit.txt").read_bytes() == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    lines = [line.split("  ") for line in (bag / "manifest-sha256.txt").read_text().splitlines()]
    listed = {name: sha256 for sha256, name in lines}
    files = {p.relative_to(bag).as_posix(): p.read_bytes() for p in (bag / "data").rglob("*") if p.is_file()}
    assert listed == {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    size = sum(map(len, files.values()))
    assert f"Payload-Oxum: {size}.{len(files)}" in (bag / "bag-info.txt").read_text()
    tags = (bag / "tagmanifest-sha256.txt").read_text()
    assert sorted(line.split("  ")[1] for line in tags.splitlines()) == [
        "bag-info.txt",
        "bagit.txt",
        "manifest-sha256.txt",
    ]
    done = subprocess.run(["sha256sum", "-c", "--quiet", "manifest-sha256.txt"], cwd=bag, check=False)
    assert done.returncode == 0
    assert package_faults(bag) == ()


def test_a_package_holds_every_form(filled: Workspace, tmp_path: Path) -> None:
    """Each story is there as JSON, JSON-LD, CSV, XLSX, GeoJSON, HTML and Markdown, with judgements beside it."""
    bag = filled.export(tmp_path / "bag")
    for story in filled.stories():
        names = {p.name for p in at(bag, story.id, "").iterdir()}
        forms = {f"dossier.{e}" for e in ("json", "jsonld", "csv", "xlsx", "geojson", "html", "md")}
        assert names == forms | {"judgements.json", "past.json"}
        assert json.loads(at(bag, story.id, "dossier.json").read_text()) == filled.dossier_json(story.id)
    (judged,) = json.loads(at(bag, filled.story("Ferry").id, "judgements.json").read_text())
    assert (judged["by"], judged["how"], judged["standing"]) == ("Ann", "counted", "applies")
    assert {p.name.split(".")[0] for p in (bag / "data" / "captures").iterdir()} == filled.captures.kept()


def test_one_story_alone_tells_nothing_of_the_others(filled: Workspace, tmp_path: Path) -> None:
    """A package of one story has no word of another, and the chain of its log still holds."""
    bag = filled.export(tmp_path / "bag", stories=["Ferry"])
    assert package_faults(bag) == ()
    assert [s["name"] for s in json.loads((bag / "data" / "stories.json").read_text())] == ["Ferry"]
    for path in (p for p in bag.rglob("*") if p.is_file() and p.suffix != ".xlsx"):
        assert b"council" not in path.read_bytes().lower(), path
    entries = [json.loads(line) for line in (bag / "data" / "log.jsonl").read_text().splitlines()]
    assert [e["body"] is None for e in entries] == [False, False, True, False, True]


def test_the_same_workspace_gives_the_same_package(filled: Workspace, tmp_path: Path) -> None:
    """Two exports at one time are the same bytes, file for file."""
    noon = datetime(2031, 5, 15, 12, tzinfo=UTC)
    filled._clock = lambda: noon
    one, two = filled.export(tmp_path / "one"), filled.export(tmp_path / "two")
    files = sorted(p.relative_to(one) for p in one.rglob("*") if p.is_file())
    assert files == sorted(p.relative_to(two) for p in two.rglob("*") if p.is_file())
    assert [f for f in files if (one / f).read_bytes() != (two / f).read_bytes()] == []


def test_whatever_is_changed_is_found(filled: Workspace, tmp_path: Path) -> None:
    """A changed, missing, added or linked file is a fault, named by its path."""
    bag = filled.export(tmp_path / "bag")
    story = filled.story("Ferry").id
    for path in [p for p in bag.rglob("*") if p.is_file()]:
        data = path.read_bytes()
        path.write_bytes(data[:-2] + b"#\n")
        assert package_faults(bag) != (), path
        path.unlink()
        assert package_faults(bag) != (), path
        path.write_bytes(data)
    extra = bag / "data" / "more.txt"
    extra.write_text("more", encoding="utf-8")
    assert [f.where for f in package_faults(bag)] == ["data/more.txt"]
    extra.unlink()
    extra.symlink_to(at(bag, story, "dossier.json"))
    assert "data/more.txt" in [f.where for f in package_faults(bag)]
    extra.unlink()
    assert package_faults(bag) == ()


def rehashed(bag: Path) -> None:
    """Put the hashes of a forger into the manifests."""
    for name, under in (("manifest-sha256.txt", "data"), ("tagmanifest-sha256.txt", "")):
        lines = (bag / name).read_text().splitlines()
        names = [line.split("  ")[1] for line in lines]
        made = [f"{hashlib.sha256((bag / n).read_bytes()).hexdigest()}  {n}\n" for n in names]
        (bag / name).write_text("".join(made), encoding="utf-8")
        assert all(n.startswith(under) for n in names)


def test_a_forger_who_hashes_anew_is_found(filled: Workspace, tmp_path: Path) -> None:
    """With manifests made to fit, changed words of a text or a source hold no anchor, a changed log breaks its chain, a judgement is not the log's, a capture is not its name's."""
    bag = filled.export(tmp_path / "bag")
    story = filled.story("Ferry").id
    dossier, log = at(bag, story, "dossier.json"), bag / "data" / "log.jsonl"
    (capture,) = [p for p in (bag / "data" / "captures").iterdir() if b"toll: 2" in p.read_bytes()]
    judged = at(bag, story, "judgements.json")
    for path, old, new in (
        (dossier, b'"exact": "2"', b'"exact": "9"'),
        (dossier, b'"exact": "toll"', b'"exact": "role"'),
        (log, b"counted", b"guessed"),
        (judged, b"counted", b"guessed"),
        (capture, b"toll: 2", b"toll: 9"),
    ):
        data = path.read_bytes()
        assert old in data
        path.write_bytes(data.replace(old, new))
        rehashed(bag)
        assert package_faults(bag) != ()
        path.write_bytes(data)
        rehashed(bag)
        assert package_faults(bag) == ()


def test_a_manifest_leads_nowhere_else(filled: Workspace, tmp_path: Path) -> None:
    """A path in a manifest that leaves the package is a fault and is not followed."""
    bag = filled.export(tmp_path / "bag")
    (tmp_path / "secret").write_text("x", encoding="utf-8")
    digest = hashlib.sha256(b"x").hexdigest()
    for path in ("../secret", str(tmp_path / "secret"), "data/../../secret", "data\\..\\secret"):
        with (bag / "manifest-sha256.txt").open("a") as file:
            file.write(f"{digest}  {path}\n")
    found = [f.where for f in package_faults(bag)]
    assert len([w for w in found if w.startswith("manifest-sha256.txt:")]) == 4


def strings(value: object) -> list[str]:
    """All strings in a JSON value."""
    if isinstance(value, dict):
        return [s for v in value.values() for s in strings(v)]
    if isinstance(value, list):
        return [s for v in value for s in strings(v)]
    return [value] if isinstance(value, str) else []


def test_excerpts_hold_anchors_and_no_texts(filled: Workspace, tmp_path: Path) -> None:
    """No file of a package of excerpts has a sentence of a report, no capture is in it, and every anchor is."""
    bag = filled.export(tmp_path / "bag", excerpts=True)
    assert package_faults(bag) == ()
    assert not (bag / "data" / "captures").exists()
    sentence = "Nobody could say why the pump had stopped"
    for path in (p for p in bag.rglob("*") if p.is_file()):
        assert sentence.encode() not in path.read_bytes(), path
    story = filled.story("Ferry").id
    with zipfile.ZipFile(at(bag, story, "dossier.xlsx")) as sheet:
        assert not any(sentence.encode() in sheet.read(n) for n in sheet.namelist())
    cut, whole = json.loads(at(bag, story, "dossier.json").read_text()), filled.dossier_json("Ferry")
    assert whole is not None
    assert cut["findings"] == whole["findings"]
    assert max(map(len, strings(cut))) <= 201
    assert not at(bag, story, "dossier.html").exists()


def test_excerpts_hold_no_long_words_of_what_was_judged(workspace: Workspace, tmp_path: Path) -> None:
    """Words of a finding that are longer than an excerpt are cut in every file, an entry of the log that has them is there as its hash alone, a short one whole, and the chain still verifies."""
    long = " ".join(f"plank {number} of the pier was charred" for number in range(12))
    piece = long[:240].encode()
    workspace.add_bytes("a.txt", f"toll: 2\n\ntold: {long}".encode(), story="Ferry")
    workspace.add_bytes("b.txt", f"toll: 3\n\ntold: {long[::-1]}".encode(), story="Ferry")
    workspace.analyse()
    toll, told = workspace.findings("Ferry")
    workspace.judge(toll.id, Act.VERIFIED, by="Ann", how="counted")
    workspace.judge(told.id, Act.NOTE, by="Ann", how="look again " * 30)
    later = f"toll: 2\n\ntold: {long[:-9]}".encode()
    workspace.add_bytes("a2.txt", later, replaces=workspace.reports("Ferry")[0].id)
    workspace.analyse()
    assert [len(p.summary) > 240 for p in workspace.past("Ferry") if p.outcome == "orphan"] == [True]
    bag, whole = workspace.export(tmp_path / "bag", excerpts=True), workspace.export(tmp_path / "whole")
    for folder, held in ((bag, False), (whole, True)):
        with zipfile.ZipFile(at(folder, told.story, "dossier.xlsx")) as book:
            cells = [book.read(name) for name in book.namelist()]
        files = [p.read_bytes() for p in folder.rglob("*") if p.is_file()]
        assert any(piece in data for data in cells + files) == held
        assert package_faults(folder) == ()
    entries = [json.loads(line) for line in (bag / "data" / "log.jsonl").read_text().splitlines()]
    assert [(e["act"], e["body"] is None, e["salt"] is None) for e in entries] == [
        ("add", False, False), ("add", False, False), ("verified", False, False), ("note", True, True),
        ("version", False, False),
    ]  # fmt: skip
    judged = json.loads(at(bag, told.story, "judgements.json").read_text())
    assert [j["how"] for j in judged] == ["counted", "look again " * 30]
    rehashed(bag)
    log = bag / "data" / "log.jsonl"
    log.write_bytes(log.read_bytes().replace(b'"note"', b'"verified"'))
    rehashed(bag)
    assert "its hash is not that of its content" in [f.message for f in package_faults(bag)]


def test_no_cell_is_a_formula(filled: Workspace, tmp_path: Path) -> None:
    """What could be a formula opens with an apostrophe in CSV, and is text in XLSX, word for word."""
    bag = filled.export(tmp_path / "bag")
    story = filled.story("Ferry").id
    with at(bag, story, "dossier.csv").open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert f"'{EVIL}" in cells
    assert [c for c in cells if c[:1] in "=+-@\t\r" and c] == []
    with zipfile.ZipFile(at(bag, story, "dossier.xlsx")) as book:
        sheets = [book.read(n).decode() for n in book.namelist() if "worksheets/sheet" in n]
        shared = ET.fromstring(book.read("xl/sharedStrings.xml"))
    assert len(sheets) == 3
    assert [s for s in sheets if "<f>" in s or "hyperlink" in s] == []
    words = ["".join(t.itertext()) for t in shared]
    assert EVIL in words
    assert "@SUM(1+9)" in words


def test_geojson_is_of_rfc_7946(filled: Workspace, tmp_path: Path) -> None:
    """A dossier without places is an empty feature collection."""
    bag = filled.export(tmp_path / "bag")
    found = json.loads(at(bag, filled.story("Ferry").id, "dossier.geojson").read_text())
    assert found == {"type": "FeatureCollection", "features": []}


def test_nothing_is_written_over(filled: Workspace, tmp_path: Path) -> None:
    """An existing folder, a missing parent and a story that is none are errors, and nothing is left behind."""
    (tmp_path / "here").mkdir()
    for target, stories in (
        (tmp_path / "here", ()),
        (tmp_path / "no" / "bag", ()),
        (tmp_path / "bag", ("Nothing",)),
    ):
        with pytest.raises(UsageError):
            filled.export(target, stories=stories)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["desk", "here"]


def test_a_story_that_was_not_analysed_is_not_in_it(workspace: Workspace, tmp_path: Path) -> None:
    """Where nothing was analysed there is nothing to export, and that is said."""
    workspace.add_bytes("a.txt", b"toll: 2")
    with pytest.raises(VariorumError, match="analyse"):
        workspace.export(tmp_path / "bag")


def test_a_folder_that_is_no_package_is_said_to_be_none(tmp_path: Path) -> None:
    """Verifying something else gives one sentence, not an error of ours."""
    assert next(f.message for f in package_faults(tmp_path)) == "it is no package: it has no bagit.txt"


def test_no_folder_and_a_workspace_are_said_to_be_that(
    workspace: Workspace, folder: Path, tmp_path: Path
) -> None:
    """Where there is no folder, or a workspace, one sentence says so and what to do."""
    (missing,) = package_faults(tmp_path / "none")
    assert missing.message == "there is no such folder; check the name"
    workspace.add_bytes("a.txt", b"toll: 2")
    (other,) = package_faults(folder)
    assert other.message.endswith(f"variorum verify --workspace {folder}")


def test_a_package_that_cannot_be_written_names_its_folder(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a full disk the sentence has the folder and what to do, and nothing is left of the package."""
    ferry = b"The ferry Amsel burned off Port Ellery, officials said.\n\ntoll: 2"
    workspace.add_bytes("a.txt", ferry, story="Ferry")
    workspace.analyse()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(bag, "write", full)
    before = set(tmp_path.iterdir())
    with pytest.raises(StoreError, match=r"bag: .*Make room"):
        workspace.export(tmp_path / "bag")
    assert set(tmp_path.iterdir()) == before
