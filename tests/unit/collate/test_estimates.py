"""Numbers that two sources of one report put differently."""

from collections.abc import Callable

import pytest

Lines = Callable[..., list[str]]


def test_organisers_and_police_on_one_crowd(lines: Lines) -> None:
    """What organisers say and the police put at something else, in one report, is a dispute between them."""
    found = lines(
        "The Harbour Alliance said 40,000 people had marched in Corrin. The Corrin police put the crowd at 12,000.",
        "Corrin has a harbour.",
    )
    assert any(f.startswith("dispute quantity") and "40,000" in f and "12,000" in f for f in found)


def test_a_number_that_a_source_gives_of_something_else_is_no_estimate(lines: Lines) -> None:
    """A sum and a crowd, or two numbers of one source, are not set against one another."""
    found = lines(
        "The Harbour Alliance said 40,000 people had marched in Corrin. It put the cost at $12,000.",
        "Corrin has a harbour.",
    )
    assert not any(f.startswith("dispute") for f in found)


@pytest.mark.parametrize(
    "text",
    [
        "The Harbour Alliance said the stadium would cost $40 million. The Corrin council put the cost at $70 million.",
        "The Harbour Alliance said 140 people had died. The Corrin council put the number of dead at 160.",
        "The Harbour Alliance said 40,000 people had marched in Corrin. The council put the crowd in Corrin at 12,000.",
    ],
)
def test_what_is_put_at_a_number_and_was_counted_before(lines: Lines, text: str) -> None:
    """A cost that answers a cost, the dead the dead, a crowd in the same town: two sources differ."""
    found = lines(text, "Corrin has a harbour.")
    assert any(f.startswith("dispute quantity") for f in found)
