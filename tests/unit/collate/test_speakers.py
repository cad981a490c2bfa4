"""Who said it: the same words given to two persons."""

from collections.abc import Callable

import pytest

Lines = Callable[..., list[str]]
SALE = "The harbour of Corrin is to be sold to Halden Ships in May."
WORDS = "“We will not let them take one stone from this harbour,”"


def test_two_persons_said_it(lines: Lines) -> None:
    """Two reports that name two persons in full beside the same words differ in the speaker."""
    found = lines(
        f"{SALE} {WORDS} said Ilse Dorn, who leads the union.",
        f"{SALE} {WORDS} Karl Winter told a crowd on Monday.",
    )
    assert "conflict participant speaker: Ilse Dorn | Karl Winter" in found


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (f"{WORDS} said Ilse Dorn.", f"{WORDS} she said."),
        (f"{WORDS} said Ilse Dorn.", f"{WORDS} said Dorn."),
        (
            f"{WORDS} said Ilse Dorn.",
            f"Karl Winter, who stood beside Ilse Dorn, liked it. {WORDS} said Karl Winter.",
        ),
        ("“It is a sad day,” said Ilse Dorn.", "“It is a sad day,” said Karl Winter."),
        (f"{WORDS} said Ilse Dorn.", f"{WORDS} said Ilse M. Dorn."),
    ],
)
def test_one_person_or_short_words_are_no_conflict(lines: Lines, one: str, two: str) -> None:
    """A pronoun, a surname, an initial, a speaker whom the other report names beside, and a common phrase differ in nothing."""
    assert not [
        f for f in lines(f"{SALE} {one}", f"{SALE} {two}") if f.startswith("conflict participant speaker")
    ]
