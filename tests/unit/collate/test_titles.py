"""What a number or a time is of, in words of a report."""

from collections.abc import Callable

from variorum.model import Dossier

Collated = Callable[..., Dossier]


def titles(story: Dossier) -> dict[str, str | None]:
    """What each agreement on a value is about, by the words of its first anchor."""
    valued = [
        f
        for f in story.findings
        if f.kind == "agreement" and f.slot in ("quantity", "time") and f.part != "age"
    ]
    return {f.readings[0].anchors[0].exact: f.about for f in valued}


def test_a_value_is_titled_by_the_clause_that_holds_it(dossier: Collated) -> None:
    """The shortest clause with the value, the value left out, says what it is of."""
    one = "The flood in Corrin hit farms. The consultation of the town attracted 5,214 responses, the clerk said."
    two = "The flood in Corrin hit farms. The consultation, which ran for weeks, attracted 5,214 responses."
    assert "The consultation of the town attracted …" in titles(dossier(one, two)).values()


def test_numbers_of_the_page_are_no_agreement(dossier: Collated) -> None:
    """A telephone number, its letters in figures, and the number in a gang's name count nothing."""
    text = "The Deuce 8 street gang met in Corrin. Call the hotline at 1-800-222-TIPS (8477) in Corrin."
    assert titles(dossier(text, text + " It was dry.")) == {}


def test_a_value_that_opens_its_clause_is_titled_by_it(dossier: Collated) -> None:
    """*On May 8, the boys walked home* titles the day with what the boys did."""
    one = "The flood in Corrin hit farms. At 9:40 p.m. on May 8, the boys were walking home from the dock."
    two = "The flood in Corrin hit farms. At 9:40 p.m. on May 8, the boys were walking home from the dock by the river."
    told = {t for t in titles(dossier(one, two)).values() if t}
    assert told == {"… the boys were walking home from the dock"}
