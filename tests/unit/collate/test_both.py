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
    """Where one report has the other's sum too, in words as near to the other's, it tells of two fines."""
    both = "Karl Winter was fined $25 million by the league in Corrin. It was dry. The league had fined Karl Winter $2.5 million."
    assert conflicts(lines(OURS, both)) == []


def test_one_sentence_with_two_sums_is_a_conflict_whatever_else_is_told(lines: Lines) -> None:
    """Where both print one sentence with two sums, the sum of a third matter in one of them explains nothing."""
    both = (
        THEIRS
        + " It was dry. A year later Ida Holm of the league settled for $2.5 million with another owner."
    )
    assert conflicts(lines(OURS, both))
