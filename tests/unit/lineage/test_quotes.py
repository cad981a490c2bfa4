"""Masking quotations."""

import pytest

from variorum.lineage.quotes import quotations


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("She said: “Go home.” He went.", ["“Go home.”"]),
        ('"Go," she said, "home."', ['"Go,"', '"home."']),
        ("‘It’s the players’ room, and it’s shut,’ he said.", ["‘It’s the players’ room, and it’s shut,’"]),
        ("The players’ room wasn't open, and the boys' bags were gone.", []),
        ("'We can't go on,' said Orla, whose boys' bags were gone.", ["'We can't go on,'"]),
        ("They call it ‘the pit’ in Corlan.", ["‘the pit’"]),
        ("“First paragraph.\n\n“Second one,” she said.", ["“First paragraph.", "“Second one,”"]),
        ("He said “she cried ‘Stop’ twice” and left.", ["“she cried ‘Stop’ twice”"]),
        ("«Nie», she said.", ["«Nie»"]),
        (
            "He wrote:\n\nSo sad. — Ada Quist (@adaq) May 9, 2026\n\nNo reply.",
            ["So sad. — Ada Quist (@adaq) May 9, 2026"],
        ),
        ("Ada Quist (@adaq) posted on May 9, 2026 that she was sad.", []),
        ("Back in the '90s nobody locked a door.", []),
    ],
)
def test_quotations(text: str, quoted: list[str]) -> None:
    """Quoted stretches are found in every style of marks, and apostrophes are none."""
    assert [span.of(text) for span in quotations(text)] == quoted
