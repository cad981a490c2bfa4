"""``variorum stories`` as a person and a script meet it."""

import json
from pathlib import Path

import pytest

from variorum.cli import main

ROWS = (
    {"id": "a", "headline": "Sandry Maid ferry fire kills two", "outlet": "Ellery Gazette", "published": "2026-03-10",
     "text": "The ferry Sandry Maid burned off Port Ellery on Tuesday and two people died."},
    {"id": "b", "headline": "Two dead in Sandry Maid ferry fire", "outlet": "Caldmouth Courier", "published": "2026-03-11",
     "text": "Two people died on the burning ferry Sandry Maid off Port Ellery."},
    {"id": "c", "headline": "Caldmouth dockers\x1b[31m strike", "outlet": "Ellery Gazette", "published": "2026-03-10",
     "text": "Dockers in Caldmouth stopped work over their pay on Tuesday morning."},
)  # fmt: skip


@pytest.fixture
def stream(tmp_path: Path) -> str:
    """A JSONL file of three reports, the first two of one event."""
    path = tmp_path / "stream.jsonl"
    path.write_text("".join(f"{json.dumps(row)}\n" for row in ROWS), encoding="utf-8")
    return str(path)


def test_the_answer_comes_first(stream: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The first line says how many stories there are, of how many reports, and how many stand alone."""
    assert main(["stories", "--plain", stream]) == 0
    shown = capsys.readouterr()
    lines = shown.out.splitlines()
    assert lines[0] == "1 story of several reports in 3 reports; 1 report alone"
    assert lines[2] == "1. Sandry Maid ferry fire kills two"
    assert "2 reports, 2 outlets, 2026-03-10 to 2026-03-11 · story" in lines[3]
    assert "Alone" in lines
    assert "\x1b" not in shown.out
    assert "variorum collate -" in shown.err


def test_jsonl_has_a_line_a_report_in_the_order_placed(
    stream: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each line has the keys of the contract; reports of one day come in the order of their ids."""
    assert main(["stories", "--format", "jsonl", stream]) == 0
    shown = capsys.readouterr()
    rows = [json.loads(line) for line in shown.out.splitlines()]
    placed = [row for row in rows if "event" not in row]
    assert [row["id"] for row in placed] == ["a", "c", "b"]
    assert all({"id", "story", "also", "at"} <= row.keys() for row in placed)
    assert placed[0]["story"] == placed[2]["story"] != placed[1]["story"]
    assert placed[2]["at"] == "2026-03-11"
    assert shown.err == ""


def test_one_story_is_handed_on(stream: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``--story`` prints the reports of the story, and what it prints is read again as the same reports."""
    main(["stories", "--format", "jsonl", stream])
    story = json.loads(capsys.readouterr().out.splitlines()[0])["story"]
    assert main(["stories", stream, "--story", story[:7]]) == 0
    printed = capsys.readouterr().out
    assert [json.loads(line)["id"] for line in printed.splitlines()] == ["a", "b"]
    again = tmp_path / "again.jsonl"
    again.write_text(printed, encoding="utf-8")
    assert main(["stories", "--format", "jsonl", str(again)]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[1])["story"] == story


@pytest.mark.parametrize("words", [["--story", "zzz"], ["--story", "a", "--format", "jsonl"]])
def test_wrong_use_is_told(stream: str, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A story that does not exist, or a format beside ``--story``, is wrong use."""
    assert main(["stories", stream, *words]) == 2
    assert capsys.readouterr().out == ""


def test_unreadable_reports_are_named(
    stream: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What can be read is grouped, what cannot is named, and the status is 1; 3 where nothing can be read."""
    missing = str(tmp_path / "missing.txt")
    assert main(["stories", "--plain", stream, missing]) == 1
    shown = capsys.readouterr()
    assert "in 3 reports" in shown.out
    assert "missing.txt" in shown.err
    assert main(["stories", missing]) == 3


def test_a_file_is_written_by_its_suffix(
    stream: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """``-o FILE.jsonl`` writes JSONL there and nothing to standard output."""
    target = tmp_path / "stories.jsonl"
    assert main(["stories", stream, "-o", str(target)]) == 0
    assert capsys.readouterr().out == ""
    assert [json.loads(line)["id"] for line in target.read_text(encoding="utf-8").splitlines()] == [
        "a",
        "c",
        "b",
    ]
