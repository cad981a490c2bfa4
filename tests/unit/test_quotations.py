"""A span of shown words holds a quotation whole, or not at all."""

import pytest

from variorum.text import Span, whole_quotations


@pytest.mark.parametrize(
    ("text", "least", "shown"),
    [
        ('He was struck "from side', 13, "He was struck"),
        ("He was struck “from side", 13, "He was struck"),
        ("He was struck “from side”", 13, "He was struck “from side”"),
        ('He said, "from side', 19, 'He said, "from side'),
        ('"from side', 0, '"from side'),
    ],
)
def test_a_quotation_that_is_not_closed_is_left_out(text: str, least: int, shown: str) -> None:
    """Words are cut back to before the mark that opens, unless what has to be shown stands behind it."""
    assert whole_quotations(text, Span(0, len(text)), least).of(text) == shown
