"""Where an anchor stands in a new version: at its own words, or nowhere."""

import pytest

from variorum.store.changes import changes, moved
from variorum.text import Span


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("Officials said 12 people died in the fire.", "Rescuers pulled 12 survivors from the water.", "12"),
        (
            "The mayor said on Tuesday that the bridge was safe.",
            "Police arrested nine men on Tuesday after a raid in the port.",
            "on Tuesday",
        ),
        ("12 people died in the fire.", "12 boats were sent to the pier.", "12"),
        ("12 died.", "Rescue crews searched for hours; 12 boats came.", "12"),
        (
            "Two people died. Three people were hurt.",
            "Three people died. Two people were hurt.",
            "Two people",
        ),
    ],
)
def test_words_of_another_sentence_are_not_the_same(old: str, new: str, words: str) -> None:
    """A number or a day that a wholly reworded sentence holds too is an orphan: it is not moved into that sentence."""
    start = old.index(words)
    assert moved(Span(start, start + len(words)), changes(old, new)) is None


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("The fire killed 12 people on Monday.", "The blaze killed 12 people on Friday.", "12 people"),
        ("The fire killed 12 people on Monday.", "The fire killed 12 men late on Sunday.", "12"),
        ("Police said on Tuesday that 12 were hurt.", "Police said late on Tuesday that 14 were hurt.", "Tuesday"),
        ("Two died.", "It was cold. Two died. Nobody saw it happen.", "Two"),
        ("It was cold. Two died. Nobody saw it happen.", "Two died.", "Two"),
        ("toll: 2", "toll: 2 dead", "2"),
    ],
)  # fmt: skip
def test_words_whose_sentence_stands_are_the_same(old: str, new: str, words: str) -> None:
    """Where the sentence around it was kept, or another was put before or behind it, an anchor is carried."""
    place = moved(Span(old.index(words), old.index(words) + len(words)), changes(old, new))
    assert place == Span(new.index(words), new.index(words) + len(words))
