"""Two numbers, two deeds: a phrase that only one has, two phrases in one place, an owner and what is owned, two days."""

from collections.abc import Callable

import pytest

Lines = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        pytest.param(
            "Volta will cut 1,200 jobs.", "Volta will cut 300 jobs at its plant in Merrin.", id="plant"
        ),
        pytest.param(
            "Volta recalled 2.1 million cars over faulty belts.",
            "Volta recalled 340,000 cars in Norrland over faulty belts.",
            id="country",
        ),
        pytest.param(
            "Firefighters rescued four people from the roof of the hotel.",
            "Firefighters rescued two people from the lift of the hotel.",
            id="roof-lift",
        ),
        pytest.param(
            "Police arrested 40 people at a protest outside the parliament in Halden.",
            "Police arrested 12 people at a protest outside the embassy in Halden.",
            id="outside",
        ),
        pytest.param(
            "Police arrested 40 people at a rally for Gaza in London on Saturday.",
            "Police arrested 12 people at a rally against migrants in London on Saturday.",
            id="rallies",
        ),
        pytest.param(
            "About 3,000 people were evacuated from the east of Corrin.",
            "About 1,100 people were evacuated from the hospital in Corrin.",
            id="zones",
        ),
        pytest.param(
            "Two people died in hospital after the bus crash near Merrin.",
            "Five people died in the bus crash near Merrin.",
            id="in-hospital",
        ),
        pytest.param(
            "Three people died at the scene of the bus crash near Merrin.",
            "Five people died in the bus crash near Merrin.",
            id="at-the-scene",
        ),
        pytest.param(
            "Nine people were killed when shells hit a market in Derrin on Tuesday.",
            "Shells hit a market in Derrin on Tuesday. The ministry says the death toll from the war has reached 31,000.",
            id="toll-of-the-war",
        ),
        pytest.param(
            "Twelve people died when the ferry sank off Corrin.",
            "The ferry sank off Corrin. Rumours put the death toll at 200, which the coast guard called false.",
            id="rumoured",
        ),
        pytest.param(
            "Seven people were killed in the attack on the barracks in Derrin.",
            "The attack on the barracks in Derrin killed nine, including two attackers.",
            id="attackers",
        ),
        pytest.param(
            "Norrland and Sudland did not reach a deal on Monday.",
            "Norrland and Sudland reached a deal on Wednesday.",
            id="two-days",
        ),
        pytest.param(
            "The owner was not injured in the fire at the farm in Merrin.",
            "The owner's son was injured in the fire at the farm in Merrin.",
            id="son",
        ),
        pytest.param(
            "The church in Merrin was not damaged by the quake.",
            "The tower of the church in Merrin was damaged by the quake.",
            id="tower",
        ),
    ],
)
def test_two_things_are_no_conflict(lines: Lines, one: str, two: str) -> None:
    """What only one report narrows, or each narrows otherwise, may differ."""
    assert not [f for f in lines(one, two) if f.startswith(("conflict", "dispute"))]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "Officers recovered nine shell casings, the chief said.",
            "Investigators recovered 14 shell casings, she said.",
        ),
        (
            "Volta will cut 400 jobs at its plant in Merrin.",
            "The plant in Merrin is to shrink. Volta will cut 300 jobs there.",
        ),
        (
            "The Stella was carrying 143 passengers and crew when it sank off Corrin.",
            "The Stella was carrying 134 passengers and crew when it sank off Corrin.",
        ),
        ("The owner was not injured in the fire in Merrin.", "The owner was injured in the fire in Merrin."),
    ],
)
def test_one_thing_in_other_words_is_a_conflict(lines: Lines, one: str, two: str) -> None:
    """Other doers' names, and a place that the other report names too, explain nothing."""
    assert [f for f in lines(one, two) if f.startswith("conflict")]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("A federal judge blocked President Brandt's order on visas.", "A federal judge blocked President Brandt's order on tariffs."),
        ("Thieves stole three laptops from an office in Harlan.", "Thieves stole three paintings from a church in Merrin."),
        ("Police shot a man with a knife in Harlan.", "Police shot a man with a gun in Harlan."),
        ("The House passed the bill on schools.", "The Senate passed the bill on schools."),
    ],
)  # fmt: skip
def test_like_deeds_of_two_things_are_no_agreement(lines: Lines, one: str, two: str) -> None:
    """Orders on two matters, two hauls, two weapons and two chambers are not one occurrence."""
    assert not [f for f in lines(one, two) if f.startswith("agreement event")]
