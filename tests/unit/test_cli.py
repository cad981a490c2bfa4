"""The command line: what is typed, where results go, and what status comes back. The stages are stood in for."""

import io
import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from variorum.cli import main
from variorum.errors import ModelError, UsageError
from variorum.model import Metadata, Problem, Report, Severity


class Told(str):
    """A dossier that is a word, and has no problems."""

    __slots__ = ()
    problems: tuple[Problem, ...] = ()


class Stages:
    """Stand-ins for reading, building and exporting; they remember what they were given."""

    def __init__(self) -> None:
        self.reports: tuple[Report, ...] = (report("one"), report("two"))
        self.problems: tuple[Problem, ...] = ()
        self.raises: BaseException | None = None
        self.load: dict[str, Any] = {}
        self.collate: dict[str, Any] = {}

    def do_load(
        self, locations: Sequence[str], *, stated: Mapping[str, Metadata], as_is: bool, stdin: Any
    ) -> SimpleNamespace:
        """Remember the call; give the reports and problems that the test set."""
        if self.raises is not None:
            raise self.raises
        self.load = {"locations": list(locations), "stated": dict(stated), "as_is": as_is, "stdin": stdin}
        return SimpleNamespace(reports=self.reports, problems=self.problems)

    def do_collate(self, reports: Sequence[Report], **options: Any) -> Told:
        """Remember the call; a dossier is a word here."""
        self.collate = {"reports": tuple(reports), **options}
        return Told("dossier")

    def do_annotate(self, reports: Sequence[Report], **options: Any) -> tuple[tuple[Report, ...], tuple[()]]:
        """Remember the call; a witness is its report here."""
        self.collate = dict(options)
        return tuple(reports), ()


def report(name: str) -> Report:
    """A report of one word."""
    return Report(id=name, sha256="0" * 64, locations=(f"{name}.txt",), text=name, edits=())


def unreadable(name: str) -> Problem:
    """What stands beside the reports for one that could not be read."""
    return Problem("no-such-file", Severity.ERROR, "no such file", name)


@pytest.fixture
def stages(monkeypatch: pytest.MonkeyPatch) -> Stages:
    """The stand-ins, in place of the real stages."""
    made = Stages()
    modules: dict[str, dict[str, Callable[..., Any]]] = {
        "variorum.read.load": {"load": made.do_load},
        "variorum.build": {
            "collate": made.do_collate,
            "annotate": made.do_annotate,
            "sigil": "ABC".__getitem__,
        },
        "variorum.export.terminal": {
            "print_dossier": lambda dossier, console, *, every, **_: console.print(
                f"screen: {dossier}{' and all' if every else ''}"
            )
        },
        "variorum.export.html": {"to_html": lambda dossier: f"<p>{dossier}</p>"},
        "variorum.export.json": {
            "to_json": lambda dossier: json.dumps({"findings": dossier}),
            "from_json": parsed,
        },
        "variorum.export.jsonld": {"to_jsonld": lambda dossier: json.dumps({"@graph": dossier})},
        "variorum.export.markdown": {"to_markdown": lambda dossier: f"# {dossier}"},
        "variorum.export.csv": {"to_csv": lambda dossier: f"kind\n{dossier}\n"},
        "variorum.export.jsonl": {"report_line": lambda witness, _: f'{{"id": "{witness.id}"}}\n'},
        "variorum.export.explain": {"explain": lambda dossier, finding: f"{finding}: {sorted(dossier)}"},
    }
    for name, members in modules.items():
        module = ModuleType(name)
        for member, value in members.items():
            setattr(module, member, value)
        monkeypatch.setitem(sys.modules, name, module)
    return made


def parsed(text: str) -> dict[str, Any]:
    """A dossier from JSON, as the real reader gives it."""
    try:
        value: dict[str, Any] = json.loads(text)
    except ValueError as error:
        msg = "this is not a JSON file"
        raise UsageError(msg) from error
    return value


def test_a_dossier_goes_to_standard_output_and_nothing_else_does(
    stages: Stages, capsys: pytest.CaptureFixture[str]
) -> None:
    """Standard output holds the dossier alone; where all went well, standard error is empty."""
    assert main(["collate", "a.txt", "b.txt"]) == 0
    assert capsys.readouterr() == ("screen: dossier\n", "")
    assert stages.load == {"locations": ["a.txt", "b.txt"], "stated": {}, "as_is": False, "stdin": None}
    assert stages.collate["progress"] is None


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("out.html", "<p>"), ("out.json", '{"f'), ("out.jsonld", '{"@'), ("out.md", "# "),
        ("out.csv", "kind"), ("out.txt", "screen"), ("OUT.HTML", "<p>"),
    ],
)  # fmt: skip
def test_the_suffix_names_the_format(
    stages: Stages, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, start: str
) -> None:
    """With ``-o`` and no ``--format`` the file's suffix names the format; standard error says where it is."""
    target = tmp_path / name
    assert main(["collate", "a", "b", "-o", str(target)]) == 0
    assert target.read_text(encoding="utf-8").startswith(start)
    out, err = capsys.readouterr()
    assert (out, err) == ("", f"written: {target}\n")


def test_a_named_format_wins_over_the_suffix(stages: Stages, tmp_path: Path) -> None:
    """``--format`` decides, whatever the file is called."""
    assert main(["collate", "a", "b", "--format", "csv", "-o", str(tmp_path / "out.html")]) == 0
    assert (tmp_path / "out.html").read_text(encoding="utf-8").startswith("kind")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["collate", "a", "-o", "out.docx"], ".html"),
        (["collate", "a", "-o", "no/such/folder/out.html"], "there is no folder"),
        (["collate", "a", "-o", "."], "--format"),
        (["collate", "a", "--format", "html", "-o", "."], "is a folder"),
        (["bench", "speed", "--predictions"], "expected one argument"),
    ],
)  # fmt: skip
def test_wrong_use_is_status_2(
    stages: Stages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str], words: list[str], says: str,
) -> None:  # fmt: skip
    """Wrong use leaves with status 2, says what to do, and prints no result."""
    monkeypatch.chdir(tmp_path)
    try:
        status = main(words)
    except SystemExit as left:
        status = left.code  # type: ignore[assignment]  # argparse leaves with a number
    out, err = capsys.readouterr()
    assert (status, out) == (2, "")
    assert says in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "words",
    [
        [], ["collate"], ["colate", "a"], ["collate", "a", "--formt", "html"], ["collate", "a", "--form", "html"],
        ["collate", "a", "--published", "2026-01-28"], ["collate", "a", "--published", "A="],
        ["collate", "a", "--outlet", "1=Post"], ["collate", "a", "--outlet", "A="], ["annotate", "a", "--format", "html"],
        ["explain", "dossier.json"], ["bench", "poetry"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_what_cannot_be_typed_is_status_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Unknown commands, options, labels and dates are wrong use; no option can be cut short."""
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == 2
    assert capsys.readouterr().out == ""


def test_a_file_in_place_of_a_command_gets_a_hint(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Somebody who forgot the command is told which one."""
    (tmp_path / "a.txt").write_text("word", encoding="utf-8")
    with pytest.raises(SystemExit):
        main([str(tmp_path / "a.txt")])
    assert f"try: variorum collate {tmp_path / 'a.txt'}" in capsys.readouterr().err


def test_help_lists_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    """Help lists every command of the contract."""
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    told = capsys.readouterr().out
    assert [
        word
        for word in (
            "collate",
            "annotate",
            "stories",
            "explain",
            "demo",
            "bench",
            "serve",
            "batch",
            "init",
            "add",
            "show",
            "forget",
            "fetch",
        )
        if f"    {word} " not in told
    ] == []


def test_the_version_is_the_package_s(capsys: pytest.CaptureFixture[str]) -> None:
    """``--version`` prints name and version on standard output."""
    with pytest.raises(SystemExit) as left:
        main(["--version"])
    assert (left.value.code, capsys.readouterr().out) == (0, "variorum 0.1.0\n")


def test_a_report_that_cannot_be_read_is_status_1(stages: Stages, capsys: pytest.CaptureFixture[str]) -> None:
    """The others are collated; the lost one is named on standard error even with ``--quiet``."""
    stages.problems = (unreadable("gone.txt"),)
    assert main(["collate", "--quiet", "a", "gone.txt", "b"]) == 1
    assert capsys.readouterr() == ("screen: dossier\n", "gone.txt: no such file\n")
    assert stages.collate["problems"] == stages.problems


def test_no_report_at_all_is_status_3(stages: Stages, capsys: pytest.CaptureFixture[str]) -> None:
    """Where nothing could be read nothing is printed."""
    stages.reports, stages.problems = (), (unreadable("gone.txt"),)
    assert main(["collate", "gone.txt"]) == 3
    assert capsys.readouterr() == ("", "gone.txt: no such file\n")


def test_an_empty_folder_is_said_so(stages: Stages, capsys: pytest.CaptureFixture[str]) -> None:
    """Status 3 never comes without a sentence."""
    stages.reports = ()
    assert main(["annotate", "folder"]) == 3
    assert capsys.readouterr() == ("", "there is no report to read.\n")


def test_notes_are_advice(stages: Stages, capsys: pytest.CaptureFixture[str]) -> None:
    """A note about the material is no failure, and ``--quiet`` leaves it out."""
    stages.problems = (Problem("two-in-one", Severity.NOTE, "a.txt holds two reports", "a.txt"),)
    assert main(["collate", "a.txt"]) == 0
    assert capsys.readouterr().err == "a.txt holds two reports\n"
    assert main(["--quiet", "collate", "a.txt"]) == 0
    assert capsys.readouterr().err == ""


def test_what_the_options_say_reaches_the_reader(stages: Stages) -> None:
    """Dates and outlets by sigil, the pipeline's name and as-is are handed on as typed."""
    words = [
        "--published",
        "A=2026-01-28",
        "--outlet",
        "A=Harbour Post",
        "--published",
        "B=2026-01-28T09:30:00+01:00",
    ]
    assert main(["annotate", "-", "--as-is", *words, "--spacy-model", "some_pipeline"]) == 0
    assert stages.load["stated"] == {
        "A": Metadata(outlet="Harbour Post", published="2026-01-28"),
        "B": Metadata(published="2026-01-28T09:30:00+01:00"),
    }
    assert stages.load["as_is"] is True
    assert stages.load["stdin"] is sys.stdin.buffer
    assert stages.collate["settings"].spacy_model == "some_pipeline"


def test_annotate_gives_one_line_a_report(stages: Stages, capsys: pytest.CaptureFixture[str]) -> None:
    """Each line of ``annotate`` is one JSON object."""
    assert main(["annotate", "a", "b"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line) for line in lines] == [{"id": "one"}, {"id": "two"}]


def test_a_result_never_overwrites_a_report(
    stages: Stages, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An output file that is one of the reports is refused before anything is done, by whatever path it is named."""
    source = tmp_path / "a.html"
    source.write_text("<p>the report</p>", encoding="utf-8")
    (tmp_path / "b.html").symlink_to(source)
    assert main(["collate", str(source), "-o", str(tmp_path / "b.html")]) == 2
    assert source.read_text(encoding="utf-8") == "<p>the report</p>"
    assert stages.load == {}
    assert "is one of the reports" in capsys.readouterr().err


def test_a_file_is_whole_or_as_it_was(
    stages: Stages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """If writing fails half way, the older file stands unharmed and nothing is left beside it."""
    target = tmp_path / "out.json"
    target.write_text("old", encoding="utf-8")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device", str(target))

    monkeypatch.setattr(os, "fsync", full)
    assert main(["collate", "a", "b", "-o", str(target)]) == 3
    assert capsys.readouterr().err == f"variorum: {target}: No space left on device\n"
    assert [(p.name, p.read_text(encoding="utf-8")) for p in tmp_path.iterdir()] == [("out.json", "old")]


def test_a_written_file_has_ordinary_permissions(stages: Stages, tmp_path: Path) -> None:
    """A new file follows the umask; a replaced one keeps its mode."""
    (tmp_path / "kept.json").touch(mode=0o600)
    mask = os.umask(0o027)
    try:
        assert main(["collate", "a", "b", "-o", str(tmp_path / "new.json")]) == 0
        assert main(["collate", "a", "b", "-o", str(tmp_path / "kept.json")]) == 0
    finally:
        os.umask(mask)
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("new.json", "kept.json")]
    assert modes == [0o640, 0o600]


def test_a_broken_pair_of_surrogates_can_be_written(
    stages: Stages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a surrogate pair from broken JSON is written as its escape, which JSON reads back as it was."""
    monkeypatch.setattr(
        sys.modules["variorum.export.json"], "to_json", lambda _: '{"text": "\ud83d"}', raising=True
    )
    assert main(["collate", "a", "b", "-o", str(tmp_path / "out.json")]) == 0
    assert json.loads((tmp_path / "out.json").read_bytes()) == {"text": "\ud83d"}


def test_control_characters_of_a_name_are_made_visible(
    stages: Stages, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file name cannot move the cursor or ring the bell from an error message."""
    stages.problems = (unreadable("\x1b[2Jgone\x07.txt"),)
    assert main(["collate", "a"]) == 1
    assert capsys.readouterr().err == "␛[2Jgone␇.txt: no such file\n"


@pytest.mark.parametrize(
    ("error", "status", "says"),
    [
        (
            ModelError("no spaCy pipeline 'x' is installed."),
            3,
            "variorum: no spaCy pipeline 'x' is installed.\n",
        ),
        (UsageError("name the file."), 2, "variorum: name the file.\n"),
        (PermissionError(13, "Permission denied", "a.txt"), 3, "variorum: a.txt: Permission denied\n"),
        (KeyboardInterrupt(), 130, ""),
    ],
    ids=lambda value: type(value).__name__,
)
def test_errors_have_one_line_and_a_status(
    stages: Stages, capsys: pytest.CaptureFixture[str], error: BaseException, status: int, says: str
) -> None:
    """An exception that we raise on purpose is one line for the person, and a status for the program."""
    stages.raises = error
    assert main(["collate", "a"]) == status
    assert capsys.readouterr() == ("", says)


def test_our_own_mistake_is_said_to_be_ours(
    stages: Stages, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An error of ours is one line that names the way to its traceback, and the traceback where that is taken."""
    stages.raises = ZeroDivisionError("division by zero")
    monkeypatch.delenv("VARIORUM_TRACEBACK", raising=False)
    assert main(["collate", "a"]) == 3
    err = capsys.readouterr().err
    assert len(err.splitlines()) == 1
    assert "VARIORUM_TRACEBACK=1" in err
    monkeypatch.setenv("VARIORUM_TRACEBACK", "1")
    assert main(["collate", "a"]) == 3
    assert "Traceback (most recent call last)" in capsys.readouterr().err


def test_explain_names_the_file_that_is_no_dossier(
    stages: Stages, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The judgement is printed; of a file that is no dossier one reads which file and what was wrong."""
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text('{"findings": []}', encoding="utf-8")
    bad.write_text("<p>", encoding="utf-8")
    assert main(["explain", str(good), "f1"]) == 0
    assert capsys.readouterr() == ("f1: ['findings']\n", "")
    assert main(["explain", str(bad), "f1"]) == 3
    assert capsys.readouterr() == ("", f"variorum: {bad}: this is not a JSON file\n")
    assert main(["explain", str(tmp_path / "none.json"), "f1"]) == 3
    assert str(tmp_path / "none.json") in capsys.readouterr().err


def test_explain_reads_standard_input(
    stages: Stages, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """``-`` is standard input, so that collate can be piped into explain."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"findings": []}')))
    assert main(["explain", "-", "f1"]) == 0
    assert capsys.readouterr().out == "f1: ['findings']\n"


def test_the_demo_prints_and_writes_its_page(
    stages: Stages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The demo's dossier goes to standard output, its page into the current folder; standard error says where."""
    monkeypatch.chdir(tmp_path)
    assert main(["demo"]) == 0
    assert capsys.readouterr() == ("screen: dossier\n", f"written: {tmp_path / 'variorum-demo.html'}\n")
    assert (tmp_path / "variorum-demo.html").read_text(encoding="utf-8") == "<p>dossier</p>\n"
    assert [r.locations for r in stages.collate["reports"]] == [("one.txt",), ("two.txt",)]


def test_a_reader_who_leaves_is_no_error() -> None:
    """``variorum … | head`` ends quietly, with the status that a shell gives for a closed pipe."""
    code = (
        "import sys, types\n"
        "import variorum.cli.output as output\n"
        "from variorum.cli import main, commands\n"
        "commands.run = lambda options: output.write('word ' * 1_000_000, None) or 0\n"
        "sys.exit(main(['demo']))\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141
