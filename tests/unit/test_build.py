"""The order of the stages: sigils, borrowed dates, progress and problems of a story."""

from datetime import date

import pytest

from variorum.build import annotate, collate
from variorum.claims.attribution import chosen
from variorum.encode.pairs import chosen as pairing
from variorum.model import Problem, Report, Severity
from variorum.text import sigil


def report(
    key: str, text: str, published: date | None = date(2031, 5, 15), language: str | None = None
) -> Report:
    """A report of an outlet named by its id."""
    return Report(key, "", (), text, (), outlet=key, published=published, language=language)


SANK = "A ferry sank off Port Amsel on Tuesday."


@pytest.mark.parametrize(
    ("index", "label"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (702, "AAA")]
)
def test_sigils_run_past_z(index: int, label: str) -> None:
    """Sigils run A to Z, then AA, AB and so on."""
    assert sigil(index) == label


def test_witnesses_stand_in_the_order_given() -> None:
    """Each report is a witness with the sigil of its place."""
    witnesses, _ = annotate([report("late", SANK), report("early", SANK + " Nobody died.")])
    assert [(w.sigil, w.report.id) for w in witnesses] == [("A", "late"), ("B", "early")]


def test_a_report_without_a_date_borrows_the_most_common() -> None:
    """A report without a date is read against the date most of the others have, and its reference says so."""
    days = [date(2031, 5, 14), date(2031, 5, 16), date(2031, 5, 16), None]
    witnesses, _ = annotate([report(str(k), SANK, day) for k, day in enumerate(days)])
    reference = witnesses[3].layers.reference
    assert (reference.date, reference.origin) == (date(2031, 5, 16), "story")
    assert [w.layers.reference.origin for w in witnesses[:3]] == ["published"] * 3
    assert witnesses[3].report.published is None


def test_of_equally_common_dates_the_first_is_borrowed() -> None:
    """Where two dates are as common, the earlier one is borrowed, in whichever order they are given."""
    days = [date(2031, 5, 16), date(2031, 5, 14), None]
    for given in (days, [days[1], days[0], None]):
        witnesses, _ = annotate([report(str(k), SANK, day) for k, day in enumerate(given)])
        assert witnesses[2].layers.reference.date == date(2031, 5, 14)


def test_no_date_anywhere_is_no_reference() -> None:
    """A story without any date has none to read relative days against."""
    (witness,), _ = annotate([report("a", SANK, None)])
    assert (witness.layers.reference.date, witness.layers.reference.origin) == (None, "none")


def test_another_language_keeps_its_text_without_layers() -> None:
    """A report in another language is a witness with its text, no claims and no attributions."""
    story = collate([report("a", SANK), report("b", "Le bac a coulé mardi.", language="fr")])
    foreign = story.witnesses[1]
    assert foreign.report.text == foreign.layers.parse.text == "Le bac a coulé mardi."
    assert not foreign.layers.parse.tokens
    assert {c.report_id for c in story.claims} == {"a"}


def test_progress_counts_every_report() -> None:
    """Progress tells each report as it is read, then the comparison, and ends complete."""
    told: list[tuple[str, int, int]] = []
    collate(
        [report("a", SANK), report("b", SANK + " Nobody died.")], progress=lambda *step: told.append(step)
    )
    assert told == [
        ("reading", 0, 2),
        ("reading", 1, 2),
        ("reading", 2, 2),
        ("comparing", 0, 1),
        ("comparing", 1, 1),
    ]


def test_problems_of_reading_are_kept_once() -> None:
    """What reading found wrong stands first in the dossier, and a problem given twice stands there once."""
    lost = Problem("unreadable", Severity.ERROR, "C.txt could not be read.", "C.txt")
    story = collate([report("a", SANK), report("b", SANK + " Nobody died.")], problems=[lost, lost])
    assert story.problems[0] == lost
    assert story.problems.count(lost) == 1


def test_reports_of_different_events_are_warned_of() -> None:
    """Reports that share no occurrence get a warning, and reports that share one do not."""
    apart = collate([report("a", SANK), report("b", "The council of Veldt raised its dog tax in April.")])
    alike = collate([report("a", SANK), report("b", SANK + " Nobody died.")])
    assert "nothing-aligned" in {p.code for p in apart.problems}
    assert "nothing-aligned" not in {p.code for p in alike.problems}


def test_each_stage_has_its_provenance() -> None:
    """A dossier names its stages in order, and the weights on which they rest."""
    story = collate([report("a", SANK)])
    assert [p.stage for p in story.provenance] == ["read", "annotate", "claims", "lineage", "collate"]
    resting = {
        "annotate": True,
        "claims": chosen().sha256 is not None,
        "collate": pairing().reader is not None,
    }
    held = [p.stage for p in story.provenance if p.model_sha256]
    assert held == [stage for stage, weighed in resting.items() if weighed]


def test_a_copied_report_is_two_outlets_and_one_origin() -> None:
    """Two outlets that print the same words have one origin between them."""
    body = "Gunmen kidnapped 12 teachers in Corrin on Tuesday and drove them across the dry river bed to the northern hills."
    story = collate([report("a", body), report("b", body + " Rain fell.")])
    shared = [r for f in story.findings for r in f.readings if len(r.reports) == 2]
    assert shared
    assert {r.origins for r in shared} == {(1, 1)}
