"""Words cut into pieces."""

import pytest

from variorum.encode.wordpiece import WordPieces

VOCABULARY = (
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "ferry",
    "fer",
    "##ries",
    "cafe",
    "'",
    "s",
    "-",
    "“",
    "a",
    "##b",
)


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("ferry", ("ferry",)),
        ("Ferry", ("ferry",)),
        ("ferries", ("fer", "##ries")),
        ("Café", ("cafe",)),
        ("ferry's", ("ferry", "'", "s")),
        ("ferry-a", ("ferry", "-", "a")),
        ("“", ("“",)),
        ("xyz", ("[UNK]",)),
        ("", ("[UNK]",)),
        ("\u200b", ("[UNK]",)),
        ("ab" * 40, ("[UNK]",)),
    ],
)
def test_words_are_cut_as_bert_cuts_them(word: str, pieces: tuple[str, ...]) -> None:
    """Lower case, no accents, apart at punctuation, then the longest known piece each time."""
    cutter = WordPieces(VOCABULARY)
    assert cutter.of(word) == tuple(VOCABULARY.index(p) for p in pieces)
    assert cutter.of(word) == cutter.of(word)
