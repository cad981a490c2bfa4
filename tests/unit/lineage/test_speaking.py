"""For which body a person speaks."""

import pytest

from variorum.lineage.speaking import offices


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It was arson, Quillane police spokesman Daniel Orme said.", ("Quillane police spokesman",)),
        ("It was arson, police chief Daniel Orme said.", ("police chief",)),
        (
            "Daniel Orme, a spokesman for the Quillane Fire Department, said so.",
            ("Quillane Fire Department spokesman",),
        ),
        ("Daniel Orme, the police chief, said so.", ("police chief",)),
        ("Daniel Orme said so. The police chief did not.", ()),
        ("Mayor Lena Tarrow and Daniel Orme met the police chief.", ()),
    ],
)
def test_offices(text: str, found: tuple[str, ...]) -> None:
    """Somebody's office is read before and after the name, and not from elsewhere in the report."""
    assert offices(text, "Daniel Orme") == found


def test_one_word_is_nobody() -> None:
    """A name of one word may be anybody's, and gives no office."""
    assert offices("Police spokesman Orme said so.", "Orme") == ()
