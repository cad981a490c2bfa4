"""What a report says is without comment."""

from collections.abc import Callable

import pytest

Lines = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Mayor Ina Dorn refused to answer questions about the fire.", True),
        ("Mayor Ina Dorn declined to comment on the fire.", True),
        ("Mayor Ina Dorn didn’t just refuse to answer questions about the fire, she left.", False),
        ("Mayor Ina Dorn did not refuse to answer questions about the fire.", False),
    ],
)
def test_a_refusal_that_is_denied_is_no_silence(lines: Lines, said: str, expected: bool) -> None:  # noqa: FBT001 - a table
    """Who refuses to answer gives no comment; who *did not refuse*, or *didn't just refuse*, is not said to be silent."""
    found = lines(said, "A fire burned in Corrin on Tuesday.")
    assert any(line.startswith("unverified verification no-comment") for line in found) is expected
