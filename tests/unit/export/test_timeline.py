"""The timeline: which day a time is put to, and one sentence of several reports."""

from datetime import date

import pytest

from variorum.build import collate
from variorum.export.html import to_html
from variorum.export.lookup import lookup
from variorum.export.timeline import Dated, timeline
from variorum.model import Dossier, Report
from variorum.text import content_id

TEXT = (
    "A barn burned down at Tollgate Farm on Monday night, the fire service said. Crews were called at 11.30pm and left "
    "at dusk on Tuesday.\n\nTwo horses were rescued by neighbours before dawn."
)
OTHER = "A barn burned down at Tollgate Farm late on Monday 4 May. Its owner, Edda Lund, was away."


def report(outlet: str, published: date, text: str) -> Report:
    """A dated report."""
    key = content_id(outlet, text)
    return Report(
        key,
        key,
        (outlet,),
        text,
        (),
        outlet=outlet,
        published=published,
        published_from="sidecar",
        language="en",
    )


@pytest.fixture(scope="module")
def made() -> Dossier:
    """One text in a paper of Wednesday and in one of the week after, and another text."""
    return collate(
        [
            report("Late Post", date(2026, 5, 15), TEXT),
            report("Brack Post", date(2026, 5, 6), TEXT),
            report("Hollin Echo", date(2026, 5, 6), OTHER),
        ]
    )


def dated(made: Dossier, words: str) -> list[Dated]:
    """What the timeline has of a time expression."""
    return [d for line in timeline(lookup(made)).lines for d in line.dated if d.anchor.exact == words]


def test_one_sentence_of_two_reports_is_one_statement(made: Dossier) -> None:
    """The same sentence in two reports is drawn once, by the date of the earlier, and the other reading is said."""
    (night,) = dated(made, "Monday night")
    assert (night.sigil, night.also) == ("B", ("A",))
    assert night.when == (
        "4 May 2026, 18:00 to 5 May 2026, 06:00, the same sentence in A, where it could be read as 11 May 2026"
    )


def test_another_sentence_keeps_its_own_line(made: Dossier) -> None:
    """A report that says the same in its own words has its own bar."""
    assert [(d.sigil, d.also) for d in dated(made, "late on Monday 4 May")] == [("C", ())]


def test_a_part_of_a_day_goes_to_the_day_that_is_stated_with_it(made: Dossier) -> None:
    """*At dusk on Tuesday* is on Tuesday, and the day itself is not drawn beside it."""
    (dusk,) = (d for part in ("dusk", "dusk on Tuesday") for d in dated(made, part))  # read apart or as one
    assert dusk.when.startswith("5 May 2026, 17:00 to 6 May 2026")
    assert "the day by" not in dusk.when
    assert dated(made, "Tuesday") == []


def test_a_day_that_the_words_do_not_say_is_told_to_be_inferred(made: Dossier) -> None:
    """An hour alone is put to the day of the words before it, and the page says so."""
    (called,) = dated(made, "11.30pm")
    assert called.when.startswith("4 May 2026, 23:30, the day by the words before it")
    assert "the day by the words before it" in to_html(made)
