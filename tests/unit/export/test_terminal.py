"""The terminal: what is listed, what is counted, and how much is written of it."""

import io
import runpy
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

from rich.console import Console

from variorum.export.singles import by_report, weight
from variorum.export.terminal import AGREEMENTS, print_dossier
from variorum.export.view import view
from variorum.model import Dossier, Finding, FindingKind, Problem, Severity, Slot

MADE = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("fixtures.py"))))


def printed(dossier: Dossier, width: int = 120, *, every: bool = False) -> str:
    """What a terminal of *width* columns shows of a dossier."""
    out = io.StringIO()
    print_dossier(dossier, Console(file=out, width=width), every=every)
    return out.getvalue()


def found(key: str) -> Finding:
    """A finding of the fixture."""
    made: Finding = next(f for f in MADE.FINDINGS if f.id == key)
    return made


def singles() -> tuple[Finding, ...]:
    """The singles of the fixture."""
    return tuple(f for f in MADE.FINDINGS if f.kind is FindingKind.SINGLE)


def test_singles_stand_by_report() -> None:
    """Each report that alone says something is named once, its singles below it."""
    text = printed(MADE.dossier())
    part = text[text.index("Said by one report only") : text.index("Synopsis")]
    lines = [line.rstrip() for line in part.splitlines()]
    assert lines[2:] == [
        "B  =cmd|'/c calc'!A0",
        "10. “The harbour master allegedly left early”",
        '13. “=HYPERLINK("x") stay text”',
        "C  Isle Telegraph",
        "11. “The inquiry will open”",
        "12. “A passenger, Ona Brekk, 61, died on Friday”",
        "",
    ]


def test_the_weightiest_singles_are_shown() -> None:
    """Of a report's singles those with a name, a number and a day come before a bare phrase."""
    shown = view(MADE.dossier())
    own = next(s for s in shown.sections if s.kind is FindingKind.SINGLE).findings
    died, opens = (next(f for f in own if f.finding.id == key) for key in ("f12", "f11"))
    assert weight(died, shown.book) > weight(opens, shown.book)
    again = tuple(replace(opens, number=n) for n in range(20, 26))
    (group,) = by_report((*again, died), shown.book, most=2)
    assert [f.number for f in group.shown] == [20, died.number]
    assert len(group.rest) == 5


def test_words_said_twice_by_one_report_go_last() -> None:
    """A single whose words an earlier one has is the first to be left out."""
    shown = view(MADE.dossier())
    own = next(s for s in shown.sections if s.kind is FindingKind.SINGLE).findings
    died, opens = (next(f for f in own if f.finding.id == key) for key in ("f12", "f11"))
    (group,) = by_report((died, replace(died, number=30), opens), shown.book, most=2)
    assert [f.number for f in group.rest] == [30]


def test_all_shows_what_is_counted() -> None:
    """With --all nothing is left to count."""
    whole = MADE.dossier()
    many = tuple(replace(singles()[0], id=f"s{n}") for n in range(30))
    text = printed(replace(whole, findings=many), every=True)
    assert text.count("harbour master allegedly left early") == 30
    assert "--all" not in text


def test_an_agreement_on_a_slot_says_of_what() -> None:
    """An agreement about a time is headed by the occurrence, then the wordings; the rest of them are counted."""
    text = printed(replace(MADE.dossier(), findings=(found("f08"),)))
    lines = [line.strip() for line in text[text.index("= Agreements") :].splitlines()]
    assert lines[2:6] == [
        "1. Lifeboats were launched · when, the time of day",
        "A “around 7 a.m. local time”",
        "B “at about 7 am”",
        "C in other words; together 3 reports, 3 outlets, 2 to 3 independent origins",
    ]
    assert "C “at 7 a.m.”" in printed(replace(MADE.dossier(), findings=(found("f08"),)), every=True)


def test_an_agreement_inside_another_is_not_listed_twice() -> None:
    """A place that stands inside the words of an agreed event is counted, and shown with --all."""
    inner = replace(
        found("f09"), id="in", slot=Slot.PLACE,
        readings=(replace(found("f09").readings[0], anchors=(MADE.at("A", "the galley"), MADE.at("B", "the galley"))),),
    )  # fmt: skip
    made = replace(MADE.dossier(), findings=(found("f09"), inner))
    assert [f.within for s in view(made).sections for f in s.findings] == [None, 1]
    text = printed(made)
    assert "1 whose words stand inside others (--all shows them)" in text
    assert "“the galley”" not in text
    assert "“the galley”" in printed(made, every=True)


def test_a_long_list_of_agreements_is_counted() -> None:
    """Beyond a page of agreements the rest are counted."""
    made = tuple(replace(found("f09"), id=f"g{n}") for n in range(AGREEMENTS + 3))
    text = printed(replace(MADE.dossier(), findings=made))
    assert text.count("“The fire began in the galley”") == AGREEMENTS
    assert "and 3 more (--all shows them)" in text


def test_many_reports_get_a_synopsis_of_marks() -> None:
    """Where no words fit beside each other, a mark says which report tells of an occurrence."""
    text = printed(MADE.dossier(), 60)
    row = next(
        x for x in text[text.index("Synopsis") :].splitlines() if x.strip().startswith("Nine passengers")
    )
    assert row.split() == ["Nine", "passengers", "were", "injured", "•", "•"]


def test_no_synopsis_stands_empty() -> None:
    """Where no two reports tell of one occurrence there is no table and no heading for one."""
    whole = MADE.dossier()
    alone = tuple(o for o in whole.occurrences if o.id in {"o5", "o6", "o7"})
    assert "Synopsis" not in printed(replace(whole, findings=singles(), occurrences=alone))


def test_what_the_answer_says_is_no_problem_too() -> None:
    """That nothing was found in two reports stands in the answer, and not among the problems again."""
    problem = Problem("nothing-aligned", Severity.WARNING, "No occurrence was found …", "the reports")
    made = replace(MADE.dossier(), findings=singles(), problems=(problem,))
    text = printed(made)
    assert "they may tell of different events" in text
    assert "nothing-aligned" not in text


def test_the_speaker_is_named_once() -> None:
    """In a variant that is titled by its one speaker the wordings do not name the speaker again."""
    text = printed(MADE.dossier())
    part = text[text.index("Variants") : text.index("Unverified")]
    assert part.count("Ilse Varn") == 1 + part.count("from Ilse Varn, through")
