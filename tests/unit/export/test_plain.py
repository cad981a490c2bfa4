"""Terminal, Markdown, CSV, the explanation, and text made visible."""

import csv
import io
import json
import re
import runpy
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from rich.console import Console

from variorum.annotate.parse import empty_parse
from variorum.build import collate
from variorum.errors import UsageError
from variorum.export.csv import safe, to_csv
from variorum.export.explain import explain
from variorum.export.json import from_json, to_json
from variorum.export.markdown import escaped, to_markdown
from variorum.export.terminal import SINGLES, print_dossier
from variorum.export.view import view
from variorum.export.visible import one_line, visible
from variorum.model import Dossier, FindingKind, Reading, Report, Slot, Witness
from variorum.read.load import load
from variorum.text import Span, anchor

MADE = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("fixtures.py"))))


def printed(dossier: Dossier, width: int = 80, **options: bool) -> str:
    """What a terminal of *width* columns shows of a dossier."""
    out = io.StringIO()
    print_dossier(dossier, Console(file=out, width=width, **options))  # type: ignore[arg-type]  # options are flags of Console
    return out.getvalue()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("\x1b[31m\x07\x00\x7f", "␛[31m␇␀␡"),
        ("a\u202eb\u2066c\u200fd", "a⟨U+202E⟩b⟨U+2066⟩c⟨U+200F⟩d"),
        ("\x9b\ud800\u2028\U000e0041", "⟨U+009B⟩⟨U+D800⟩⟨U+2028⟩⟨U+E0041⟩"),
        ("é “x” 東 👩\u200d🚒\n\t", "é “x” 東 👩\u200d🚒\n\t"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    """Controls become glyphs, and letters, joiners, line ends and tabs stay."""
    assert visible(text) == shown


def test_one_line_folds_white_space() -> None:
    """Line ends and runs of spaces are one space on one line."""
    assert one_line(" a\n\n b\tc ") == "a b c"


def test_terminal_answers_first() -> None:
    """The counts stand before the first finding."""
    text = printed(MADE.dossier(), 200)
    assert text.index("1 conflict · 1 dispute · 1 variant") < text.index("on Wednesday")


def test_terminal_orders_kinds() -> None:
    """Sections follow the contract's order of kinds."""
    text = printed(MADE.dossier(), 120)
    titles = [
        "Conflicts (",
        "Disputes (",
        "Variants (",
        "Unverified (",
        "Updates (",
        "Refinements (",
        "Agreements (",
        "Said by one",
    ]
    assert [text.index(t) for t in titles] == sorted(text.index(t) for t in titles)


@pytest.mark.parametrize("width", [40, 80, 160])
def test_terminal_keeps_to_its_width(width: int) -> None:
    """No line is longer than the terminal is wide, and no word of a conflict is lost."""
    text = printed(MADE.dossier(), width)
    assert max(map(len, text.splitlines())) <= width
    assert "“on Wednesday”" in text
    assert "“on Tuesday”" in text


def test_terminal_prints_no_control_character() -> None:
    """Plain output holds no escape, bidirectional or other control character of a report."""
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", printed(MADE.dossier()))


def test_terminal_reads_no_markup_from_reports() -> None:
    """Square brackets in a report are text, not styles."""
    whole = MADE.dossier()
    first = replace(whole.witnesses[0], report=replace(whole.witnesses[0].report, outlet="[bold red]Desk[/]"))
    assert "[bold red]Desk[/]" in printed(replace(whole, witnesses=(first, *whole.witnesses[1:])), 120)


def test_terminal_says_what_it_leaves_out() -> None:
    """A long list of singles is capped, and a line says how many more there are."""
    whole = MADE.dossier()
    single = next(f for f in whole.findings if f.kind is FindingKind.SINGLE)
    many = tuple(replace(single, id=f"s{n}") for n in range(SINGLES + 7))
    text = printed(replace(whole, findings=many), 120)
    assert text.count("harbour master allegedly left early") == SINGLES
    assert "and 7 more of report B alone (--all shows them)" in text


def test_one_report_is_said_so() -> None:
    """A dossier of one report says that there is nothing to compare."""
    assert "One report only" in printed(MADE.alone())
    assert "One report only" in to_markdown(MADE.alone())


def test_unrelated_reports_are_said_so() -> None:
    """When nothing aligns, a plain sentence says so."""
    whole = MADE.dossier()
    singles = tuple(f for f in whole.findings if f.kind is FindingKind.SINGLE)
    assert "they may tell of different events" in printed(replace(whole, findings=singles), 200)


def test_no_conflict_is_said_so() -> None:
    """When reports align without conflict or dispute, the answer says that."""
    whole = MADE.dossier()
    calm = tuple(f for f in whole.findings if f.kind is FindingKind.AGREEMENT)
    assert "No conflict and no dispute was found" in printed(replace(whole, findings=calm), 200)


def test_empty_dossier_prints() -> None:
    """A dossier without reports is a sentence, not an error."""
    empty = Dossier((), (), (), (), (), (), (), "0")
    assert "No report could be read." in printed(empty)


def test_ascii_terminal_gets_ascii_marks() -> None:
    """A terminal that has only ASCII gets marks and dashes that it can print."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="replace")
    print_dossier(MADE.dossier(), Console(file=out, width=100))
    out.seek(0)
    assert "!= Conflicts (1)" in out.read()


def test_support_counts_reports_outlets_and_origins() -> None:
    """An agreement says how many reports, outlets and independent origins attest it."""
    shown = view(MADE.dossier())
    agreement = next(f for s in shown.sections for f in s.findings if f.finding.id == "f08")
    assert agreement.readings[0].support == "3 reports, 3 outlets, 2 to 3 independent origins"


@pytest.mark.parametrize(
    ("urls", "count"),
    [
        ((None, None, None), 3),
        (("https://one.invalid/a", "https://WWW.one.invalid/b", None), 2),
        (("https://one.invalid/a", "http://two.invalid/a", "https://three.invalid/a"), 3),
    ],
)
def test_outlets_that_are_not_named_are_publishers_of_their_own(
    urls: tuple[str | None, ...], count: int
) -> None:
    """Reports without an outlet are one publisher each, those of one host one together."""
    whole = MADE.dossier()
    bare = tuple(
        replace(w, report=replace(w.report, outlet=None, url=url))
        for w, url in zip(whole.witnesses, urls, strict=True)
    )
    made = json.loads(to_json(replace(whole, witnesses=bare)))
    assert next(f for f in made["findings"] if f["id"] == "f08")["readings"][0]["outlets"] == count


def test_an_outlet_not_named_is_the_one_of_its_host() -> None:
    """A report without an outlet is counted with the one that names the outlet of the same host."""
    whole = MADE.dossier()
    second = replace(whole.witnesses[1].report, outlet=None, url="https://courier.invalid/other")
    made = replace(
        whole, witnesses=(whole.witnesses[0], replace(whole.witnesses[1], report=second), whole.witnesses[2])
    )
    found = json.loads(to_json(made))["findings"]
    assert next(f for f in found if f["id"] == "f08")["readings"][0]["outlets"] == 2


def untitled(key: str, about: str | None = None) -> str:
    """The title of a finding that belongs to no occurrence."""
    whole = MADE.dossier()
    made = replace(next(f for f in whole.findings if f.id == key), occurrence=None, about=about)
    return view(replace(whole, findings=(made,))).sections[0].findings[0].title


def test_a_scale_says_nothing_of_what_is_counted() -> None:
    """*$1 million* and *trillions* count nothing by name: without a parse the slot is the title, else what stands around."""
    for words, title in (
        ("$1 million", "how many"),
        ("trillions", "how many"),
        ("100 percent of its power", "its power"),
    ):
        whole = MADE.dossier()
        second = whole.witnesses[2]
        text = f"It came to {words}."
        report = replace(second.report, text=text, headline_span=None)
        span = Span(11, 11 + len(words))
        reading = Reading("x", (), (anchor(report.id, text, span),), ())
        found = next(f for f in whole.findings if f.id == "f08")
        made = replace(found, slot=Slot.QUANTITY, part=None, occurrence=None, claims=(), readings=(reading,))
        only = replace(
            whole, witnesses=(_unparsed(second, report),), findings=(made,), claims=(), occurrences=()
        )
        assert view(only).sections[0].findings[0].title == title


def _unparsed(witness: Witness, report: Report) -> Witness:
    return replace(witness, report=report, layers=replace(witness.layers, parse=empty_parse(report.text)))


def test_a_value_alone_is_titled_by_the_words_around_it(tmp_path: Path) -> None:
    """Where no occurrence is told, the words before a value title it, the value left out."""
    told = (
        "A ferry burned off Corrin. “We had boats alongside within twelve minutes,” said Ida Holm of the coastguard.",
        "A ferry burned off Corrin. “We had boats alongside within twelve minutes,” Ida Holm said on Monday.",
    )
    for name, text in zip("AB", told, strict=True):
        (tmp_path / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
    made = collate(load([str(tmp_path / f"{n}.txt") for n in "AB"]).reports)
    lone = replace(
        made, findings=tuple(replace(f, occurrence=None) for f in made.findings if f.part == "duration")
    )
    assert [f.title for s in view(lone).sections for f in s.findings] == ["We had boats alongside within …"]


def test_a_finding_without_an_occurrence_is_titled_by_what_is_counted() -> None:
    """What it is about is its title; else what is counted, without the number; a day never is."""
    assert untitled("f06", "passengers hurt") == "passengers hurt"
    assert untitled("f06") == "passengers"
    assert untitled("f01") == "when, the day"
    assert untitled("f09", " ") == "The fire began in the galley"


def test_the_synopsis_on_a_terminal_leaves_out_what_one_report_tells() -> None:
    """Only occurrences that two reports tell of are in the table; a line counts the others."""
    text = printed(MADE.dossier(), 160)
    synopsis = text[text.index("Synopsis") :]
    assert "Nine passengers were injured" in synopsis
    assert "The inquiry will open" not in synopsis
    assert "3 occurrences that only one report tells of: not in this table." in synopsis


def test_outlets_that_are_not_named_are_not_counted_for_people() -> None:
    """Where a report does not name its outlet, no number of outlets is shown."""
    whole = MADE.dossier()
    bare = replace(whole.witnesses[2], report=replace(whole.witnesses[2].report, outlet=None))
    text = printed(replace(whole, witnesses=(*whole.witnesses[:2], bare)), 200)
    assert "3 reports, 2 to 3 independent origins" in text
    assert "C C.txt, 2026-03-07" in text


def test_all_agreements_on_one_footing_are_said_once() -> None:
    """When every agreement rests alike, the answer says so in one clause."""
    whole = MADE.dossier()
    sure = tuple(f for f in whole.findings if f.id == "f08")
    assert "The agreement rests on two or more independent origins." in printed(
        replace(whole, findings=sure), 200
    )


def test_synopsis_cell_prefers_the_claim_nearest_to_the_name() -> None:
    """Of several claims of a report, the synopsis shows the one whose words are nearest to the occurrence's."""
    whole = MADE.dossier()
    vague = MADE.claim("cx", "B", "x", "hurt")
    rows = tuple(replace(o, claims=(*o.claims, "cx")) if o.id == "o1" else o for o in whole.occurrences)
    row = view(replace(whole, claims=(*whole.claims, vague), occurrences=rows)).synopsis[0]
    assert row.cells[1].words == "The ferry Marigold caught fire" if row.cells[1] else False


def test_synopsis_is_occurrences_by_reports() -> None:
    """A row has a cell for each report, empty where a report does not tell of the occurrence."""
    row = view(MADE.dossier()).synopsis[1]
    assert [c.words if c else None for c in row.cells] == [
        "Nine passengers were injured",
        "At least 14 people were hurt",
        None,
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*a* _b_ [c](d) <b> | `e` ~f~ &amp;", r"\*a\* \_b\_ \[c\](d) \<b\> \| \`e\` \~f\~ \&amp;"),
        ("# head", r"\# head"),
        ("- item", r"\- item"),
        ("7. item", r"7\. item"),
        ("see https://x.invalid and www.x.invalid", r"see https\://x.invalid and www\.x.invalid"),
        ("---", r"\---"),
        ("4 March, 9.5 (a)", "4 March, 9.5 (a)"),
    ],
)
def test_markdown_specials_are_escaped(text: str, expected: str) -> None:
    """Characters of a report that Markdown would read as markup are escaped, and no others."""
    assert escaped(text) == expected


def test_markdown_gives_every_reading_its_address() -> None:
    """Each quoted reading carries its sigil and offsets."""
    assert (
        "- **A** “on Wednesday” (4 March), from the Halden Coastguard, through the Strand Post `A:76-88`"
        in to_markdown(MADE.dossier())
    )


def test_markdown_gives_every_finding_its_id() -> None:
    """Each finding's id stands in the Markdown once, as on the terminal."""
    text = to_markdown(MADE.dossier())
    assert [f.id for f in MADE.FINDINGS if text.count(rf"\[{f.id}\]") != 1] == []


def test_markdown_holds_no_raw_html_of_a_report() -> None:
    """No angle bracket of a report opens a tag."""
    assert not re.search(r"(?<!\\)<", to_markdown(MADE.dossier()))


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", " =1", "＝1"])
def test_formula_cells_are_neutralised(cell: str) -> None:
    """A cell that a spreadsheet would compute opens with an apostrophe."""
    assert safe(cell) == f"'{cell}"


def test_csv_is_one_row_a_reading() -> None:
    """Each reading is a row with its first anchor's words and offsets, and no cell is a formula."""
    rows = list(csv.DictReader(io.StringIO(to_csv(MADE.dossier()), newline="")))
    assert len(rows) == sum(len(f.readings) for f in MADE.FINDINGS)
    assert (rows[0]["finding"], rows[0]["exact"], rows[0]["start"], rows[0]["end"]) == (
        "f01",
        "on Wednesday",
        "76",
        "88",
    )
    assert rows[0]["sources"] == "the Strand Post ← the Halden Coastguard"
    assert [row["number"] for row in rows[:3]] == ["1", "1", "2"]
    cells = [cell for row in rows for cell in row.values()]
    assert not [c for c in cells if c[:1] in tuple("=+-@\t\r")]
    assert "'=cmd|'/c calc'!A0" in cells


def test_explanation_goes_from_words_to_evidence() -> None:
    """The explanation gives words, resolved times, claims, reference dates and evidence, in that order."""
    text = explain(from_json(to_json(MADE.dossier())), "f01")
    steps = [
        "A [76, 88) “on Wednesday”", "earliest 2026-03-04T00:00", "in A from the Halden Coastguard, through the Strand Post",
        "“Wednesday” dates the event (2026-03-04)", "A Halden Courier: 2026-03-05", "2026-03-05 (borrowed from report A)",
        "same ferry and fire: both tell of the Marigold (0.91)", "days apart: 4 March against 3 March; <b>no overlap</b> (no score)",
        "not measured",
    ]  # fmt: skip
    assert [text.index(s) for s in steps] == sorted(text.index(s) for s in steps)


def test_explanation_says_the_evidence_in_plain_words() -> None:
    """A kind of evidence that has plain words stands in them, with its detail and score."""
    made = from_json(to_json(MADE.dossier()))
    made["findings"][0]["evidence"][0]["feature"] = "predicate"
    text = explain(made, "f01")
    assert "  one kind of deed: both tell of the Marigold (0.91)" in text


def test_explanation_takes_the_start_of_an_id() -> None:
    """The beginning of an id is enough where only one finding has it; more than one is asked back."""
    made = from_json(to_json(MADE.dossier()))
    made["findings"][0]["id"] = "abc"
    assert explain(made, "ab").startswith("abc  conflict")
    with pytest.raises(UsageError, match="12 findings begin with 'f'"):
        explain(made, "f")


@pytest.mark.parametrize("key", ["", "zzz", "\x1b"])
def test_explanation_names_the_findings_there_are(key: str) -> None:
    """An unknown id is answered with the ids that there are."""
    with pytest.raises(
        UsageError, match=r"Name a number from 1 to 13, or one of: f01, f02, .* f12 and 1 more\."
    ):
        explain(from_json(to_json(MADE.dossier())), key)


def test_explanation_takes_the_number_of_a_finding() -> None:
    """Up to three digits are the number under which every format lists the finding, even where ids begin so."""
    made = from_json(to_json(MADE.dossier()))
    made["findings"][4]["id"] = "2abc"
    assert explain(made, "2").startswith("f02  dispute: why\nfinding 2 of 13\n")
    assert explain(made, "2a").startswith("2abc  unverified: verification\nfinding 5 of 13\n")
    with pytest.raises(UsageError, match=r"no finding has the number 14. Name one from 1 to 13"):
        explain(made, "14")


def test_explanation_of_a_broken_dossier_is_advice() -> None:
    """A dossier that lacks a field is a wrong use, not a traceback."""
    made = from_json(to_json(MADE.dossier()))
    del made["claims"]
    with pytest.raises(UsageError, match="lacks a field"):
        explain(made, "f01")


def test_every_finding_can_be_explained() -> None:
    """Each finding of a dossier has an explanation that opens with its id and kind."""
    made = from_json(to_json(MADE.dossier()))
    for finding in made["findings"]:
        assert explain(made, finding["id"]).startswith(f"{finding['id']}  {finding['kind']}: ")


def test_a_number_that_an_agreement_says_elsewhere_stands_inside_it(tmp_path: Path) -> None:
    """*Three others* of one sentence stands inside *three others were hurt* of another on the same occurrence."""
    told = (
        "A blast in Corrin left one dead and three others injured. Three others were injured in Corrin, police said.",
        "One man was killed and three others were injured in a blast in Corrin.",
    )
    for name, text in zip("AB", told, strict=True):
        (tmp_path / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
    made = collate(load([str(tmp_path / f"{n}.txt") for n in "AB"]).reports)
    listed = [f for s in view(made).sections for f in s.findings if f.within is not None]
    assert [f.readings[0].reading.anchors[0].exact.lower() for f in listed if f.finding.slot is Slot.QUANTITY]
