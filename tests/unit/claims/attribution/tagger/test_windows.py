"""Texts cut into windows with features."""

import pytest

from variorum.annotate.parse import parse
from variorum.claims.attribution.tagger.features import OFFSETS, SIZES, features
from variorum.claims.attribution.tagger.windows import LENGTH, windows
from variorum.encode.wordpiece import WordPieces

PIECES = WordPieces(("[PAD]", "[UNK]", "[CLS]", "[SEP]"))
SENTENCE = "Ada Brandt said the ferry sank off Tolba on Sunday. "


@pytest.mark.parametrize(
    "text",
    ["Ada.", SENTENCE * 3, SENTENCE * 200, "\n\n".join([SENTENCE * 4] * 20), "word " * 900, "“" * 700],
    ids=("short", "one window", "one paragraph", "paragraphs", "one sentence", "marks"),
)
def test_every_token_belongs_to_one_window(text: str) -> None:
    """Windows follow one another without a gap, none longer than the network reads."""
    parsed = parse(text.strip())
    reached = 0
    for window in windows(parsed, PIECES):
        assert window.own == reached
        assert window.first <= window.own
        assert len(window.ids) == len(window.rows) <= LENGTH
        assert all(a < b < len(window.ids) for a, b in zip(window.words, window.words[1:], strict=False))
        reached = window.first + len(window.words)
    assert reached == len(parsed.tokens)


def test_features_stay_inside_the_table() -> None:
    """Every value of every feature has its own row of the table."""
    parsed = parse("TOLBA (NPA) — “I saw 12 boats,” Ada Brandt reportedly said, according to ‘friends’.")
    for row in features(parsed):
        assert all(o <= v < o + size for v, o, size in zip(row, OFFSETS, SIZES, strict=True))


def test_features_tell_what_stands_between_marks() -> None:
    """Opening mark, inside and closing mark are told apart from the words outside."""
    parsed = parse("“Go home,” Ada said.")
    states = [row[1] - OFFSETS[1] for row in features(parsed)]
    assert states == [4, 1, 1, 1, 5, 0, 0, 0]
