"""Whether anyone: a denial of every case against a case."""

from collections.abc import Callable

import pytest

Lines = Callable[..., list[str]]
CRANE = "Three people were hurt when a crane fell on a house in Corrin."
MARCH = "Police arrested 14 people at a march in Corrin on Monday."


def _apart(found: list[str]) -> list[str]:
    return [f for f in found if f.startswith(("conflict", "dispute"))]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (CRANE, "A crane fell on a house in Corrin on Monday. Nobody was hurt, the police said."),
        (CRANE, "A crane fell on a house in Corrin on Monday. No injuries were reported."),
        (MARCH, "Thousands marched through Corrin on Monday. There were no arrests."),
        ("Two firefighters were injured in the blaze in Corrin.", "No one was injured in the blaze in Corrin."),
        ("Police fired shots at the crowd in Corrin on Monday.", "No shots were fired at the crowd in Corrin on Monday."),
    ],
)  # fmt: skip
def test_a_case_contradicts_none(lines: Lines, one: str, two: str) -> None:
    """One report tells of a case, the other says that there was none."""
    found = _apart(lines(one, two))
    assert len(found) == 1
    assert found[0].startswith("conflict polarity")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (CRANE, "A crane fell on a house in Corrin on Monday. No one else was hurt."),
        (CRANE, "A crane fell on a house in Corrin on Monday. No passers-by were hurt."),
        (CRANE, "A crane fell on a house in Corrin on Monday. No one in the house was hurt."),
        (CRANE, "A crane fell on a house in Corrin on Monday. No one was seriously hurt."),
        (CRANE, "A crane fell on a house in Corrin on Monday. No serious injuries were reported."),
        (CRANE, "A crane fell on a house in Corrin on Monday. None of the residents was hurt."),
        (CRANE, "A crane fell on a house in Corrin. Nobody was hurt in the second collapse on Tuesday."),
        (CRANE, "A painter was hurt in Corrin when he fell from a ladder. When the crane came down, nobody was hurt."),
        (MARCH, "Thousands marched through Corrin on Monday. No arrests had been made by noon."),
        (MARCH, "Thousands marched through Corrin on Monday. Nobody would be arrested, police had promised."),
        ("A police officer shot a dog in Corrin.", "No one was shot in Corrin."),
    ],
)  # fmt: skip
def test_some_who_were_spared_contradict_nothing(lines: Lines, one: str, two: str) -> None:
    """What is denied only of others, of some, of a degree, of another time or of another matter is no contradiction."""
    assert not _apart(lines(one, two))


def test_a_later_case_is_an_update(lines: Lines) -> None:
    """A day after nobody was said to be hurt, three are."""
    found = lines(
        "A crane fell on a house in Corrin on Monday. Nobody was hurt, the police said.", CRANE,
        published=("2031-05-13", "2031-05-14"),
    )  # fmt: skip
    assert not _apart(found)
    assert [f for f in found if f.startswith("update polarity")]
