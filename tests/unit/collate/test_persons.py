"""Who it was, and where: one person and one town under two names."""

from collections.abc import Callable

import pytest

Lines = Callable[..., list[str]]


def apart(found: list[str]) -> list[str]:
    """What sends an editor to check: conflicts and disputes."""
    return [line for line in found if line.startswith(("conflict", "dispute"))]


def test_the_one_person_killed_under_two_names_is_a_conflict(lines: Lines) -> None:
    """Each report names one person killed, of one age, by one named man, and neither has the other's name."""
    found = lines(
        "Joel Arden, 44, was shot dead by Victor Quill outside a bakery in Corrin on Tuesday.",
        "Victor Quill shot dead Peter Lund, 44, outside a bakery in Corrin on Tuesday.",
    )
    assert "conflict participant who: Joel Arden | Peter Lund" in apart(found)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        pytest.param("Two people were killed in Corrin on Tuesday. Joel Arden, 44, was shot dead by Victor Quill.",
                     "Victor Quill shot dead Peter Lund, 44, in Corrin on Tuesday.", id="several-victims"),
        pytest.param("Joel Arden, 44, was shot dead by Victor Quill in Corrin on Tuesday. Peter Lund saw it.",
                     "Victor Quill shot dead Peter Lund, 44, in Corrin on Tuesday.", id="the-other-is-named-too"),
        pytest.param("Joel Arden, 44, was shot dead in Corrin on Tuesday.",
                     "Peter Lund, 27, was shot dead in Amsel on Friday.", id="two-shootings"),
        pytest.param("José Muñoz, 44, was arrested in Corrin on Tuesday.",
                     "Jose Munoz, 44, was arrested in Corrin on Tuesday.", id="accents"),
    ],
)  # fmt: skip
def test_two_persons_are_no_conflict(lines: Lines, one: str, two: str) -> None:
    """Where a report knows of more than one, names both, or tells of another deed, who it was is not compared."""
    assert [line for line in apart(lines(one, two)) if "who" in line] == []
