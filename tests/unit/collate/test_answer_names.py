"""What is said where nothing that one report says was found in another."""

from collections.abc import Callable

from variorum.export.answer import answer
from variorum.model import Dossier

Collated = Callable[..., Dossier]


def test_reports_that_share_names_are_not_said_to_tell_of_two_events(dossier: Collated) -> None:
    """Two reports that name the same persons tell of them in other words, and perhaps of one event."""
    story = dossier(
        "Ilse Brandt and Karl Winter quarrelled over the harbour.",
        "The yard will close, Karl Winter wrote. Ilse Brandt was not asked.",
    )
    assert any("name the same people or places" in line for line in answer(story))


def test_reports_that_share_nothing_may_tell_of_two_events(dossier: Collated) -> None:
    """Reports without a name in common may well tell of different events."""
    story = dossier(
        "Ilse Brandt quarrelled with the harbour master.", "Goats graze on the hills above the town."
    )
    assert any("may tell of different events" in line for line in answer(story))
