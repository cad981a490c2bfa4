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


def test_a_title_says_nothing_that_reports_differ_over(dossier: Collated) -> None:
    """A day that both reports have is not titled with the sum that only one of them has."""
    told = "Ilse Brandt was fined {} on Tuesday for failing to report the fire in Corrin."
    other = " It was dry. In an earlier case she paid a fine of $40,000."
    found = titles(dossier(told.format("$40,000"), told.format("$400,000") + other))
    assert found["on Tuesday"] is not None
    assert "$" not in found["on Tuesday"]


def test_a_title_cut_from_a_longer_sentence_says_so(dossier: Collated) -> None:
    """Where no clause holds a value, the words before it stand for one, and what is left out before them is marked."""
    place = "at a small brick house on Vale Trail, in the Amsel subdivision, at 10:42 p.m."
    story = dossier(
        f"A man was shot in Corrin on Tuesday. A quiet evening {place}",
        f"A man was shot in Corrin on Tuesday. A patrol {place}",
    )
    clock = [f.about for f in story.findings if f.part == "clock"]
    assert clock == ["… Vale Trail, in the Amsel subdivision, …"]


def test_a_possessive_day_leaves_no_stray_ending(dossier: Collated) -> None:
    """*During Sunday's match* is titled *during … match*, and the day is shown without the small word of the match."""
    one = "Ilse Brandt was seen beside Pavel Strand during Sunday's match in Corrin, fans said."
    two = "On Sunday Ilse Brandt was seen beside Pavel Strand at the match in Corrin."
    story = dossier(one, two)
    (day,) = (f for f in story.findings if f.part == "day")
    assert {a.exact for r in day.readings for a in r.anchors} == {"Sunday", "On Sunday"}
    assert "'s" not in (day.about or "")
