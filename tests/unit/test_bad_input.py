"""What happens to reports that nobody should have given: each is named, and the others are collated all the same."""

import csv
import io
import json
import re
import subprocess
import sys
import tracemalloc
import unicodedata
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from variorum.cli import main

ONE = """A ferry with 41 people on board ran aground off Tarn Point on Monday, the coastguard said.

The ferry, the Marigold, struck rocks at about 6 a.m. Two passengers were injured.

"Nobody panicked," said its captain, Iven Doll.

All passengers were taken ashore by lifeboat before noon, the coastguard said in a statement.
"""
TWO = """The ferry Marigold ran aground off Tarn Point on Tuesday, officials said.

It struck rocks at about 6 a.m. and two passengers were injured.

The captain, Iven Doll, said: "Nobody panicked at all."

Every passenger was brought ashore by lifeboat.
"""
RATE = """The central bank of Ostravia raised its main rate to 4.5 percent, its governor said on Thursday.

Hana Vrbova said that inflation had proved stubborn. Markets had expected no change.
"""
GERMAN = """Eine Fähre mit 41 Menschen an Bord ist am Montag vor der Küste auf Grund gelaufen, teilte die \
Küstenwache mit. Zwei Passagiere wurden bei dem Unglück verletzt.

"Niemand ist in Panik geraten", sagte der Kapitän nach der Rettung. Alle Passagiere wurden noch vor dem Mittag \
mit Booten an Land gebracht.
"""
BARE_PAGE = (
    "<!doctype html><html><head><title>Harbour Post</title></head><body><nav><a href='/'>Home</a>"
    "<a href='/n'>News</a></nav><footer>All rights reserved</footer></body></html>"
)
HOSTILE_PAGE = """<!doctype html><html lang=en><head><title>Ferry <script>alert(1)</script> aground</title>
<meta property="og:title" content="Ferry aground &lt;script&gt;alert(2)&lt;/script&gt;">
<meta property="og:site_name" content="&lt;img src=x onerror=alert(3)&gt;Post">
<script>alert(4)</script><style>body{background:url(javascript:alert(5))}</style></head>
<body onload="alert(6)"><article><h1 onclick="alert(7)">Ferry aground &lt;script&gt;alert(2)&lt;/script&gt;</h1>
<p>The ferry Marigold ran aground off Tarn Point on Monday, the coastguard said &lt;script&gt;alert(8)&lt;/script&gt;.
Two passengers were injured when it struck rocks early in the day, and the sea was calm.</p>
<script>document.write("<p>written</p>"); alert(9)</script>
<p>The <b onmouseover=alert(10)>captain</b>, Iven Doll, said: "Nobody panicked
&lt;/script&gt;&lt;img src=x onerror=alert(11)&gt; here." <svg onload=alert(12)></svg><iframe
src="javascript:alert(13)"></iframe><a href="javascript:alert(14)">All passengers were taken ashore</a> by
lifeboat before noon, the coastguard said in a statement.</p>
<noscript><img src=x onerror=alert(15)></noscript></article></body></html>
"""
CONTROLLED = ONE.replace("Nobody panicked", "Nobody \x1b[2Jpanicked\x07 \u202ekcab\u202c").replace(
    "Marigold", "Mari\u2066gold\u2069\x9b1m"
)


def _docx() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("word/document.xml", "<w:document/>")
    return out.getvalue()


def _damaged() -> bytes:
    return ("The café — “naïve” — was première — shut. " * 5).encode() + b"then \xff\xfe and \xc3 broke."


UNREADABLE: dict[str, tuple[str, bytes | None, tuple[str, ...]]] = {
    "missing": ("gone.txt", None, ("no such file",)),
    "empty": ("void.txt", b"", ("empty",)),
    "blank": ("blank.txt", b" \n\t\r\n", ("empty",)),
    "binary": ("picture.txt", bytes(range(256)) * 40, ("binary", "not text", "utf-8")),
    "undecodable": ("damaged.txt", _damaged(), ("cannot be decoded", "tried utf-8", "Save it again")),
    "utf-16 cut short": ("half.txt", b"\xff\xfea\x00b", ("cannot be decoded", "utf-16-le")),
    "large": ("large.txt", b"word " * (4 * 1024 * 1024), ("too large", "20 MB", "one file a report")),
    "long": ("long.txt", b"and on it went " * 40_000, ("too long", "limit is 500,000", "one file a report")),
    "no article": ("front.html", BARE_PAGE.encode(), ("no article", "article's own page")),
    "pdf": ("a report.pdf", b"%PDF-1.7\n" + bytes(range(256)), ("PDF", "pdftotext")),
    "pdf named as text": ("scan.txt", b"%PDF-1.4\n" + bytes(range(256)), ("PDF", "pdftotext")),
    "docx": ("report.docx", _docx(), ("DOCX", "save it as text or HTML")),
    "url": ("https://harbour.example/ferry", None, ("no network", "Save the page")),
}
"""Name, bytes (none where the file is not there) and what must be said, in this case."""


class Ran(NamedTuple):
    """What one command left behind."""

    status: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """A command in a folder that holds two good reports; what it prints is taken where the process prints it."""
    monkeypatch.chdir(tmp_path)
    Path("one.txt").write_text(ONE, encoding="utf-8")
    Path("two.txt").write_text(TWO, encoding="utf-8")

    def do(*words: str) -> Ran:
        capfd.readouterr()
        status = main(words)
        return Ran(status, *capfd.readouterr())

    return do


def _put(name: str, content: bytes | str | None) -> None:
    if isinstance(content, str):
        content = content.encode("utf-8")
    if content is not None:
        Path(name).write_bytes(content)


def _dossier(ran: Ran) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(ran.out)
    return made


def _reports_of(finding: dict[str, Any]) -> set[str]:
    return {a["report"] for r in finding["readings"] for a in r["anchors"]}


def _hidden(text: str, kept: str = "\n") -> list[str]:
    """The characters of *text* that a terminal would obey instead of printing."""
    return [c for c in text if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and c not in kept]


@pytest.mark.parametrize("case", UNREADABLE)
def test_one_bad_report_is_named_and_the_others_are_collated(run: Run, case: str) -> None:
    """Status 1, one line that names it and what to do, and a dossier of the two good reports that lists it."""
    name, content, says = UNREADABLE[case]
    _put(name, content)
    ran = run("collate", "one.txt", name, "two.txt", "--format", "json")
    assert ran.status == 1
    assert len(ran.err.splitlines()) == 1
    assert ran.err.startswith(f"{name}: ")
    assert [words for words in says if words not in ran.err] == []
    made = _dossier(ran)
    assert [r["locations"] for r in made["reports"]] == [["one.txt"], ["two.txt"]]
    assert any(_reports_of(f) == {"A", "B"} for f in made["findings"])
    assert [p["where"] for p in made["problems"] if p["severity"] == "error"] == [name]


def test_quiet_still_names_what_was_lost(run: Run) -> None:
    """With ``--quiet`` a report that cannot be read is said so all the same, and nothing else is."""
    _put("void.txt", b"")
    ran = run("--quiet", "collate", "one.txt", "void.txt", "one.txt", "--format", "csv")
    assert ran.status == 1
    assert [line.split(":")[0] for line in ran.err.splitlines()] == ["void.txt"]


def test_nothing_readable_is_status_3(run: Run) -> None:
    """Where every report is bad each is named, and standard output stays empty."""
    for name, content, _ in UNREADABLE.values():
        _put(name, content)
    names = [name for name, _, _ in UNREADABLE.values()]
    ran = run("collate", *names)
    assert (ran.status, ran.out) == (3, "")
    assert len(ran.err.splitlines()) == len(names)
    assert all(line.startswith(f"{name}: ") for name, line in zip(names, ran.err.splitlines(), strict=True))


def test_a_file_that_is_too_large_is_not_read(run: Run) -> None:
    """20 MB are refused without being taken into memory."""
    with Path("large.txt").open("wb") as file:
        file.truncate(20 * 1024 * 1024)
    run("collate", "gone.txt")  # what is imported on the way is no part of it
    tracemalloc.start()
    ran = run("collate", "large.txt")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert ran.status == 3
    assert "too large" in ran.err
    assert peak < 2 * 1024 * 1024


def test_annotate_treats_bad_reports_alike(run: Run) -> None:
    """``annotate`` gives a line for each good report and names the bad one, with status 1."""
    ran = run("annotate", "one.txt", "gone.txt", "two.txt")
    assert ran.status == 1
    assert [json.loads(line)["sigil"] for line in ran.out.splitlines()] == ["A", "B"]
    assert ran.err.startswith("gone.txt: ")


class _Page(HTMLParser):
    """Elements, attributes and text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_nothing_of_a_hostile_page_executes(run: Run) -> None:
    """The page has no script, handler, frame or image of the report's; its text is escaped, its policy forbids all."""
    _put("hostile.html", HOSTILE_PAGE)
    ran = run("collate", "one.txt", "hostile.html", "--format", "html")
    assert (ran.status, ran.err) == (0, "")
    page = _Page(ran.out)
    active = {"script", "iframe", "object", "embed", "img", "base", "form", "link", "frame", "applet"}
    assert active & set(page.elements) == set()
    assert [a for a in page.attributes if a[0].startswith("on")] == []
    assert [a for a in page.attributes if a[0] in {"href", "src"} and not a[1].startswith("#")] == []
    text = "".join(page.words)
    assert "<script>alert(8)</script>" in text
    assert "<img src=x onerror=alert(11)>" in text
    assert [n for n in (4, 6, 7, 9, 10, 12, 13, 14, 15) if f"alert({n})" in ran.out] == []
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', ran.out)
    assert policy is not None
    assert "default-src 'none'" in policy[1]
    assert "unsafe" not in policy[1]
    assert "script-src" not in policy[1]


def test_a_hostile_page_cannot_mark_up_markdown(run: Run) -> None:
    """In Markdown no angle bracket of a report opens an element."""
    _put("hostile.html", HOSTILE_PAGE)
    ran = run("collate", "one.txt", "hostile.html", "--format", "markdown")
    assert "alert(11)" in ran.out
    assert re.findall(r"(?<!\\)<(?=[a-z/!])", ran.out) == []


def test_one_report_only_is_said(run: Run) -> None:
    """A single report gives single claims (and what nobody verified), and a sentence that says why."""
    ran = run("collate", "one.txt")
    assert (ran.status, ran.err) == (0, "")
    assert "One report only" in ran.out
    made = _dossier(run("collate", "one.txt", "--format", "json"))
    assert made["findings"]
    assert {f["kind"] for f in made["findings"]} <= {"single", "unverified"}
    assert "one-report" in {p["code"] for p in made["problems"]}


def test_the_same_report_twice_is_one_witness(run: Run) -> None:
    """Identical captures are one report that lists both locations, which a note says; nothing agrees with itself."""
    _put("again.txt", ONE)
    ran = run("collate", "one.txt", "again.txt", "--format", "json")
    assert ran.status == 0
    assert ran.err == "again.txt is the same as one.txt, byte for byte: they are one report.\n"
    made = _dossier(ran)
    assert [r["locations"] for r in made["reports"]] == [["one.txt", "again.txt"]]
    assert {f["kind"] for f in made["findings"]} <= {"single", "unverified"}


def test_two_reports_in_one_file_are_warned_of(run: Run) -> None:
    """A file with the heads of two reports is read as one, and a warning names it and says to split it."""
    head = "---\nheadline: {}\npublished: 2026-03-0{}\n---\n"
    _put(
        "both.txt", head.format("Ferry aground", 1) + ONE + "\n" + head.format("Ferry strikes rocks", 2) + TWO
    )
    ran = run("collate", "both.txt", "two.txt", "--format", "json")
    assert ran.status == 0
    assert (
        ran.err
        == "both.txt: The file seems to hold more than one report; split it, for they are read as one here.\n"
    )
    assert "several-reports" in {p["code"] for p in _dossier(ran)["problems"]}


@pytest.mark.parametrize("form", ["terminal", "markdown", "csv"])
def test_control_characters_are_printed_as_glyphs(run: Run, form: str) -> None:
    """Escape, bell, C1 and bidirectional controls of a report show, and none of them reaches the screen."""
    _put("controlled.txt", CONTROLLED)
    ran = run("collate", "controlled.txt", "two.txt", "--format", form)
    assert ran.status == 0
    assert _hidden(ran.out, kept="\r\n") == []
    assert "⟨U+2066⟩" in ran.out
    assert "cannot be seen" in ran.err
    assert _hidden(ran.err) == []


def test_json_keeps_the_very_characters(run: Run) -> None:
    """JSON escapes control characters and gives back the report's own words, for its offsets must hold."""
    _put("controlled.txt", CONTROLLED)
    ran = run("collate", "controlled.txt", "two.txt", "--format", "json")
    assert "\x1b" not in ran.out
    text = _dossier(ran)["reports"][0]["text"]
    assert "\x1b[2Jpanicked\x07 \u202ekcab\u202c" in text


def test_no_cell_is_a_formula(run: Run) -> None:
    """Words that a spreadsheet would compute open with an apostrophe in CSV."""
    said = 'The firm owes more. "{} is all that we owe to anybody here," said Iven Doll on Monday.\n'
    _put("a.txt", said.format("=1+1"))
    _put("b.txt", said.format("=1+1 or so"))
    ran = run("collate", "a.txt", "b.txt", "--format", "csv")
    cells = [cell for row in csv.reader(io.StringIO(ran.out)) for cell in row]
    assert any(cell.startswith("'=1+1") for cell in cells)
    assert [cell for cell in cells if cell[:1] in set("=+-@\t\r")] == []


def test_unrelated_reports_are_said_to_be_so(run: Run) -> None:
    """Two events give no finding across their reports, and a plain sentence says so in the dossier and beside it."""
    _put("rate.txt", RATE)
    ran = run("collate", "one.txt", "rate.txt", "--format", "json")
    assert ran.status == 0
    made = _dossier(ran)
    assert [f for f in made["findings"] if len(_reports_of(f)) > 1] == []
    assert (
        ran.err
        == "No occurrence was found that two of these reports tell of: they may be about different events.\n"
    )
    assert "nothing-aligned" in {p["code"] for p in made["problems"]}
    assert "they may tell of different events" in run("collate", "one.txt", "rate.txt").out


def test_another_language_is_said_and_not_guessed_at(run: Run) -> None:
    """Of a report in German nothing is annotated, a warning names its language, and the English ones are collated."""
    _put("grund.txt", GERMAN)
    ran = run("collate", "one.txt", "grund.txt", "two.txt", "--format", "json")
    assert ran.status == 0
    assert ran.err.startswith("grund.txt: The report is not in English but in German")
    made = _dossier(ran)
    assert [c for c in made["claims"] if c["report"] == "B"] == []
    assert any(_reports_of(f) == {"A", "C"} for f in made["findings"])
    line = json.loads(run("annotate", "grund.txt").out)
    assert line["language"] == "de"
    assert [line[k] for k in ("mentions", "timexes", "quantities", "places", "attributions")] == [[]] * 5


def test_marks_and_figures_are_in_no_language(run: Run) -> None:
    """A file of punctuation and figures is not said to be in some language, and nothing is found in it."""
    _put("marks.txt", "--- 12,000 ... ??? 3 *** \n" * 60)
    ran = run("collate", "one.txt", "marks.txt", "--format", "json")
    assert ran.status == 0
    assert "language" not in ran.err
    assert "not in English" not in ran.err
    assert [f for f in _dossier(ran)["findings"] if "B" in _reports_of(f)] == []


def test_quiet_keeps_advice_to_itself(run: Run) -> None:
    """``--quiet`` leaves warnings and notes out of standard error and the result as it was."""
    _put("rate.txt", RATE)
    loud = run("collate", "one.txt", "rate.txt", "--format", "json")
    quiet = run("collate", "--quiet", "one.txt", "rate.txt", "--format", "json")
    assert quiet == Ran(0, loud.out, "")


class _Terminal(io.TextIOWrapper):
    """A standard output that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("words", "no_color", "colours"),
    [((), None, True), ((), "1", False), (("--plain",), None, False), (("--quiet",), None, True)],
    ids=["terminal", "NO_COLOR", "plain", "quiet"],
)
def test_colours_only_where_they_are_wanted(
    run: Run, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], no_color: str | None, *, colours: bool
) -> None:
    """A terminal gets colours unless ``NO_COLOR`` or ``--plain`` says no; the words are the same."""
    bare = run("collate", "one.txt", "two.txt").out
    assert "\x1b" not in bare
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("NO_COLOR", raising=False)
    if no_color:
        monkeypatch.setenv("NO_COLOR", no_color)
    under = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", _Terminal(under, encoding="utf-8"))
    assert main([*words, "collate", "one.txt", "two.txt"]) == 0
    shown = under.getvalue().decode("utf-8")
    assert ("\x1b[" in shown) is colours
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    if "--plain" not in words:
        assert [line.rstrip() for line in plain.splitlines()] == bare.splitlines()


@pytest.mark.parametrize(
    ("words", "status"), [((), 3), (("--format", "docx"), 2)], ids=["nothing", "wrong use"]
)
def test_the_process_leaves_with_the_status(tmp_path: Path, words: tuple[str, ...], status: int) -> None:
    """What the command line decides is what the shell sees, and standard output holds nothing."""
    command = [sys.executable, "-m", "variorum", "collate", str(tmp_path / "gone.txt"), *words]
    ran = subprocess.run(command, capture_output=True, check=False)
    assert (ran.returncode, ran.stdout) == (status, b"")
    assert b"gone.txt" in ran.stderr or b"docx" in ran.stderr
    assert b"Traceback" not in ran.stderr
