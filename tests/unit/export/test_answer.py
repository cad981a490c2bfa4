"""The answer that every face opens with."""

import runpy
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from variorum.export.answer import answer, heading, independent
from variorum.model import Dossier, FindingKind, Problem, Severity, Tie

MADE = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("fixtures.py"))))


def tied(*pairs: tuple[str, str, bool], words: int = 40, agency: str | None = None) -> Dossier:
    """The dossier with these pairs of reports tied."""
    ties = tuple(Tie((MADE.IDS[a], MADE.IDS[b]), words, agency, sure) for a, b, sure in pairs)
    made: Dossier = replace(MADE.dossier(), ties=ties)
    return made


@pytest.mark.parametrize(
    ("pairs", "expected", "title"),
    [
        ((), (3, 3), "3 reports, no shared passages"),
        ((("A", "B", False),), (2, 3), "3 reports, 2 to 3 independent"),
        ((("A", "B", True),), (2, 2), "3 reports, 2 independent"),
        ((("A", "B", True), ("B", "C", False)), (1, 2), "3 reports, 1 to 2 independent"),
        ((("A", "C", True), ("B", "C", True), ("A", "B", True)), (1, 1), "3 reports, 1 independent"),
    ],
)
def test_reports_that_hang_together_are_counted_as_one(
    pairs: tuple[tuple[str, str, bool], ...], expected: tuple[int, int], title: str
) -> None:
    """A sure tie joins two reports, one that is not sure only in the least number; ties chain."""
    made = tied(*pairs)
    assert independent(made) == expected
    assert heading(made) == title


def test_the_readme_explains_the_first_line(root: Path) -> None:
    """What the first line says where no report is tied to another is explained in the README, word for word."""
    count, said = heading(tied()).split(", ")
    assert count == "3 reports"
    assert f"`{said}`" in (root / "README.md").read_text(encoding="utf-8")


def test_one_report_is_not_called_independent() -> None:
    """A dossier of one report, or none, counts it and says no more."""
    assert heading(MADE.alone()) == "1 report"
    assert heading(replace(MADE.alone(), witnesses=())) == "0 reports"


def test_the_answer_says_which_reports_share_words() -> None:
    """The pairs stand with their sigils, their words and their agency."""
    assert "B and C print the same 40 words: they may not be independent." in answer(tied(("B", "C", False)))
    assert "A and B carry AP copy: they may not be independent." in answer(
        tied(("A", "B", False), words=0, agency="AP")
    )


def test_many_pairs_are_counted() -> None:
    """Beyond a few pairs the others are counted, longest first."""
    made = tied(("A", "B", False), ("A", "C", False), ("B", "C", False))
    longer = tuple(replace(t, words=t.words + n) for n, t in enumerate(made.ties))
    told = " ".join(answer(replace(made, ties=(*longer, replace(longer[0], words=20)))))
    assert "B and C print the same 42 words; A and C print the same 41 words; A and B print" in told
    assert "1 further pair likewise: they may not be independent." in told


def test_agreements_on_several_footings_add_up() -> None:
    """The answer counts the agreements by what they rest on, and the parts make the whole."""
    whole = MADE.dossier()
    clock = next(f for f in whole.findings if f.id == "f08")
    lone = replace(clock, id="lone", readings=(replace(clock.readings[0], origins=(1, 1)),))
    kept = (*(f for f in whole.findings if f.kind is FindingKind.AGREEMENT), lone)
    assert (
        "Of 3 agreements, 1 rests on two or more independent origins, 1 on one or more (whether one report drew on "
        "another is not certain), 1 on a single origin."
    ) in answer(replace(whole, findings=kept))


def foreign(*sigils: str) -> Dossier:
    """The dossier with these reports in a language that is not read, and nothing found."""
    whole: Dossier = MADE.dossier()
    told = Problem("not-english", Severity.WARNING, "The report is not in English but in French.", "x")
    witnesses = tuple(
        replace(
            w,
            report=replace(w.report, problems=(told,)),
            layers=replace(w.layers, parse=replace(w.layers.parse, tokens=())),
        )
        if w.sigil in sigils
        else w
        for w in whole.witnesses
    )
    return replace(whole, witnesses=witnesses, findings=())


def test_a_report_in_another_language_is_not_said_to_tell_of_another_event() -> None:
    """The answer names the reports that were not compared, and counts those that were."""
    assert answer(foreign("B")) == (
        "Not in English, so not compared: B.",
        "Nothing that one of the 2 reports says was found in another: they may tell of different events.",
    )
    assert answer(foreign("A", "B")) == (
        "Not in English, so not compared: A, B.",
        "There is nothing to compare: 1 report in English.",
    )
