"""A report that tells of two sums does not contradict one that tells of one of them."""

from collections.abc import Callable

Lines = Callable[..., list[str]]

OURS = "The league fined Karl Winter $2.5 million in Corrin on Monday."
THEIRS = "The league fined Karl Winter $25 million in Corrin on Monday."


def conflicts(found: list[str]) -> list[str]:
    """The conflicts among lines."""
    return [line for line in found if line.startswith("conflict")]


def test_two_sums_of_one_fine_are_a_conflict(lines: Lines) -> None:
    """Where each report has one sum, and they differ, an editor has to look."""
    assert conflicts(lines(OURS, THEIRS))


def test_a_report_that_has_both_sums_contradicts_neither(lines: Lines) -> None:
    """Where one report has the other's sum too, it tells of two fines."""
    both = (
        THEIRS
        + " It was dry. A year later Ida Holm of the league settled for $2.5 million with another owner."
    )
    assert conflicts(lines(OURS, both)) == []
