"""Equal sums are one reading only where the same is done with them."""

from collections.abc import Callable

import pytest

Lines = Callable[..., list[str]]


def agreed(found: list[str], words: str) -> bool:
    """Whether an agreement on a number shows some words."""
    return any(f.startswith("agreement quantity") and words in f for f in found)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        pytest.param("Inspectors fined the Halden mill £412,000.", "The governor promised the village of Halden £412,000.",
                     id="fined-promised"),
        pytest.param("The mayor of Corrin had asked the ministry for £412,000.", "The minister pledged Corrin £412,000.",
                     id="asked-pledged"),
        pytest.param("The painting from the Corrin museum was insured for £412,000.",
                     "The painting from the Corrin museum is valued at £412,000.", id="insured-valued"),
    ],
)  # fmt: skip
def test_two_things_done_with_equal_sums_are_two(lines: Lines, one: str, two: str) -> None:
    """A fine and a promise, what is asked and what is pledged, an insurance and a value are two sums."""
    assert not agreed(lines(one, two), "412,000")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        pytest.param("Inspectors fined the Halden mill £412,000.", "The Halden mill must pay £412,000.", id="fined-pay"),
        pytest.param("Kestrel bought the Halden mill for £412,000.", "The Halden mill was sold to Kestrel for £412,000.",
                     id="bought-sold"),
        pytest.param("The ministry promised Corrin £412,000.", "Corrin will be paid £412,000 by the ministry.", id="promised-paid"),
    ],
)  # fmt: skip
def test_one_sum_told_from_two_sides_is_one(lines: Lines, one: str, two: str) -> None:
    """A fine and what must be paid, a purchase and a sale, a promise and its payment are one sum."""
    assert agreed(lines(one, two), "412,000")
