"""The scorer of attributions, by hand-counted cases."""

from pathlib import Path

import pytest

from variorum.bench.attribution import Document, Triple, documents, kind, score
from variorum.errors import UnreadableError

TEXT = "Ada Brandt said the old ferry sank. Karl Ruiz denied it."
SAID = Triple(((0, 10),), ((11, 15),), ((16, 34),))
DENIED = Triple(((36, 45),), ((46, 52),), ((53, 55),))


def test_equal_predictions_score_in_full() -> None:
    """The gold itself, as predictions, has every score at 100."""
    scores = score([Document("d", TEXT, (SAID, DENIED))], [(SAID, DENIED)])
    assert (scores.triple, scores.content_tokens, scores.source_exact, scores.recall_indirect) == (
        100,
        100,
        100,
        100,
    )


def test_half_of_a_content_is_a_pair_and_less_is_none() -> None:
    """A content of four words of which three are found pairs (Dice 6/7); one of four (Dice 2/5) does not."""
    near, far = Triple(SAID.source, SAID.cue, ((16, 29),)), Triple(SAID.source, SAID.cue, ((30, 34),))
    docs = [Document("d", TEXT, (SAID,))]
    assert score(docs, [(near,)]).content_half == 100
    assert score(docs, [(far,)]).content_half == 0


def test_a_wrong_source_costs_the_triple_alone() -> None:
    """A content with another's source pairs, and is no triple."""
    scores = score([Document("d", TEXT, (SAID,))], [(Triple(DENIED.source, SAID.cue, SAID.content),)])
    assert (scores.content_half, scores.triple) == (100, 0)


def test_no_source_matches_only_no_source() -> None:
    """An attribution whose source is absent wants a prediction without one."""
    docs = [Document("d", TEXT, (Triple((), SAID.cue, SAID.content),))]
    assert score(docs, [(Triple((), SAID.cue, SAID.content),)]).triple == 100
    assert score(docs, [(SAID,)]).triple == 0


@pytest.mark.parametrize(
    ("content", "expected"),
    [("“It sank,”", "direct"), ("that “it sank” early", "mixed"), ("that it sank", "indirect")],
)
def test_the_type_follows_the_marks(content: str, expected: str) -> None:
    """Contents are direct, mixed or indirect by their quote marks."""
    assert kind(content, ((0, len(content)),)) == expected


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    """A line that is no document raises with its file and number."""
    path = tmp_path / "x.jsonl"
    path.write_text('{"doc": "a", "text": "b"}\n{"doc": 1}\n', "utf-8")
    with pytest.raises(UnreadableError, match=r"x\.jsonl:2"):
        tuple(documents(path))
