"""Values of two reports that answer one question, in sentences that share no participant."""

from collections.abc import Callable

import pytest

from variorum.collate.counterparts.model import odds, weights

Lines = Callable[..., list[str]]


def apart(found: list[str]) -> list[str]:
    """What sends an editor to check: conflicts and disputes."""
    return [line for line in found if line.startswith(("conflict", "dispute"))]


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        pytest.param("The River Wattle topped out at 11.4 metres at the Fenwick Street gauge in Corrin.",
                     "The River Wattle peaked at 10.9 metres on the Fenwick Street gauge in Corrin.",
                     "conflict quantity: 11.4 metres | 10.9 metres", id="height"),
        pytest.param("The builder, Amsel & Sons, was fined £450,000 for breaching safety law.",
                     "Amsel & Sons was fined £540,000 and must pay the costs of the trial.",
                     "conflict quantity: £450,000 | £540,000", id="fine"),
        pytest.param("In a memorandum dated Sept. 5, Mayor Ina Dorn of Corrin told the parks office to buy no more "
                     "kites from the Amsel works.",
                     "Mayor Ina Dorn banned kites from the Amsel works in a leaked memorandum dated Sept. 3.",
                     "conflict time day: Sept. 5 | Sept. 3", id="date"),
    ],
)  # fmt: skip
def test_values_that_answer_one_question_and_differ_are_a_conflict(
    lines: Lines, one: str, two: str, expected: str
) -> None:
    """Values of like surroundings in two reports, which nothing explains, are set against one another."""
    assert apart(lines(one, two)) == [expected]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        pytest.param("The court in Corrin convicted Pavel Strand on eight counts of fraud.",
                     "The court in Corrin convicted Pavel Strand on five counts of fraud and three counts of theft.",
                     id="sum-of-parts"),
        pytest.param("The fire in Corrin destroyed 40 houses.", "The fire in Corrin destroyed two of the houses.",
                     id="part"),
        pytest.param("The company paid Ina Dorn $20,000 for the report.",
                     "The company paid Ina Dorn $9 million for the land.", id="orders-of-size"),
        pytest.param("Police were called to the Corrin bank at 9:40 a.m.",
                     "Police were called to the Corrin bank at 9:45 a.m.", id="minutes"),
        pytest.param("The council of Corrin will spend $2 billion on the tunnel.",
                     "The council of Corrin will spend $2.2 billion on the tunnel.", id="rounding"),
        pytest.param("The fire in Corrin destroyed 40 houses.",
                     "The previous fire in Corrin destroyed 31 houses.", id="another-occurrence"),
        pytest.param("Soldiers took the Corrin radio station at 6:15 a.m., the army said.",
                     "Loyal troops won the Corrin barracks back at 8:30 a.m., the army said.", id="hours-apart"),
        pytest.param("Pavel Strand was last seen at the Corrin quarry on 3 March, police said.",
                     "Pavel Strand had bought the Corrin house on 9 March, police said.", id="days-apart"),
        pytest.param("Corrin's population is four times larger than in 1950.",
                     "Corrin's population is three times larger than Amsel's.", id="times"),
    ],
)  # fmt: skip
def test_a_difference_that_something_explains_stays_silent(lines: Lines, one: str, two: str) -> None:
    """Parts, sums, roundings, orders of size and other occurrences make no conflict of two values."""
    assert apart(lines(one, two)) == []


def test_a_count_that_grew_between_two_days_is_an_update(lines: Lines) -> None:
    """What the later report has more of, and says has spread, is no conflict."""
    found = lines(
        "The Harrow fire had burned 6,000 acres near Corrin by dusk.",
        "The Harrow fire has now spread to 7,500 acres near Corrin.",
        published=("2031-05-14", "2031-05-15"),
    )
    assert apart(found) == []
    assert [line for line in found if line.startswith("update")] == [
        "update quantity: 6,000 acres | 7,500 acres"
    ]


def test_the_weights_do_not_see_the_values() -> None:
    """No feature is a number or a day: surroundings place a value, whatever it is."""
    assert all(not any(c.isdigit() for c in name) for name in weights())


def test_more_in_common_is_surer() -> None:
    """A rare word near both values and one verb raise the odds."""
    bare = {"sort money": 1.0}
    shared = bare | {"rarest word near both": 1.0, "same verb": 1.0}
    assert odds(shared) > odds(bare)
