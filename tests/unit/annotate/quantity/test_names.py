"""Numbers that belong to a name, a road or a telephone count nothing. The sentences are invented."""

import pytest

from variorum.annotate.parse import parse
from variorum.annotate.quantity import quantities


@pytest.mark.parametrize(
    "text",
    [
        "The Deuce 8 street gang met in Tamsel.",
        "Call the line at 1-800-222-TIPS (8477) in Tamsel.",
        "It burned in the 500 section of County Road in Tamsel.",
    ],
)
def test_a_number_in_a_name_counts_nothing(text: str) -> None:
    """A gang's number, the figures of a telephone's letters and the section of a road are no quantities."""
    assert quantities(parse(text), ()) == ()


def test_a_number_behind_a_name_counts_what_follows() -> None:
    """A noun in the plural, and staff or crew, are counted behind a name too."""
    found = [
        q.stated
        for text in ("Halden 8 boats sank.", "At Halden Ships 40 staff left.")
        for q in quantities(parse(text), ())
    ]
    assert found == [8, 40]


@pytest.mark.parametrize(
    "text", ["Drivers face up to a $150 fine.", "They offered as much as a $150 reward."]
)
def test_a_bound_reaches_over_an_article(text: str) -> None:
    """*Up to a $150 fine* is at most $150."""
    assert [(q.low, q.high) for q in quantities(parse(text), ())] == [(None, 150)]
