"""The phrase that a claim is anchored at, on invented events."""

from collections.abc import Callable
from typing import Any

import pytest

Tell = Callable[[str], list[dict[str, Any]]]
The = Callable[[str, str], dict[str, Any]]


@pytest.mark.parametrize(
    ("text", "predicate", "anchor"),
    [
        ("A guard shot Daria Kolm outside the mill.", "shoot", "A guard shot Daria Kolm outside the mill"),
        ("The minister stepped down.", "step_down", "The minister stepped down"),
        ("The death toll rose to 14.", "toll", "The death toll rose to 14"),
        ("The firm announced plans to close the plant.", "close", "plans to close the plant"),
        ("Rebels carried out an attack on the depot.", "attack", "Rebels carried out an attack on the depot"),
    ],
)
def test_the_anchor_holds_what_the_claim_says(the: The, text: str, predicate: str, anchor: str) -> None:
    """An anchor holds the predicate with its particle or carrier, its participants and its number."""
    assert the(predicate, text)["anchor"] == anchor


def test_an_anchor_is_short(tell: Tell) -> None:
    """An anchor has fifteen words at most, however long the sentence, and holds the patient."""
    text = (
        "The head of the office for the protection of the old harbour and of the mills along the northern shore of "
        "the bay, who had been in the post for eleven years, shot Daria Kolm, a clerk."
    )
    (shot,) = [c for c in tell(text) if c["predicate"] == "shoot"]
    assert len(shot["anchor"].split()) <= 15
    assert "shot Daria Kolm" in shot["anchor"]
