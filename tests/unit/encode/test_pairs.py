"""The reader of pairs: what it is given, and what it says where it cannot be had."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from variorum.encode import pairs, weights
from variorum.encode.pairs import SIDE, Marked, PairReader, Question, chosen
from variorum.encode.wordpiece import WordPieces
from variorum.errors import ModelError
from variorum.model import Severity
from variorum.settings import Pairing

WORDS = ("the", "ferry", "sank", "off", "sorol", "at", "hotel", "burned")
VOCABULARY = ("[PAD]", "[unused0]", "[unused1]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS)


class Recorder:
    """A session that keeps what it is given and answers by the number of pieces."""

    def __init__(self) -> None:
        self.given: list[Mapping[str, Any]] = []

    def run(self, _names: None, given: Mapping[str, Any]) -> tuple[Any]:
        """Two log odds for one pair."""
        self.given.append(given)
        return (np.asarray([[given["ids"].shape[1], 0.126]], dtype=np.float32),)


def reader() -> tuple[PairReader, Recorder]:
    """A reader over a small vocabulary, with its recorder."""
    session = Recorder()
    return PairReader(session, WordPieces(VOCABULARY), "0" * 64), session


def read(given: Mapping[str, Any]) -> list[str]:
    """The pieces of one pair as words."""
    return [VOCABULARY[i] for i in given["ids"][0]]


SANK = Marked(("the", "ferry"), ("sank",), ("off", "sorol"))
GAP = Marked(("the", "hotel", "burned", "at"), (), ())


def test_a_pair_stands_as_two_marked_sides_in_one_sequence() -> None:
    """Each side is closed by a separator, the mark is fenced, and its place is told."""
    made, session = reader()
    made.read([(SANK, SANK)], Question.OCCURRENCE)
    side = ["the", "ferry", "[unused0]", "sank", "[unused1]", "off", "sorol", "[SEP]"]
    assert read(session.given[0]) == ["[CLS]", *side, *side]
    assert session.given[0]["sides"].tolist() == [[0] * 9 + [1] * 8]
    assert [read(session.given[0])[k] for k in session.given[0]["marks"][0]] == ["[unused0]"] * 2


def test_a_value_is_hidden() -> None:
    """Where nothing is marked, the reader sees a gap."""
    made, session = reader()
    made.read([(GAP, GAP)], Question.VALUE)
    assert read(session.given[0])[1:9] == [
        "the",
        "hotel",
        "burned",
        "at",
        "[unused0]",
        "[MASK]",
        "[unused1]",
        "[SEP]",
    ]


def test_the_order_of_a_pair_does_not_matter() -> None:
    """Both orders are read as one."""
    made, session = reader()
    made.read([(SANK, GAP), (GAP, SANK)], Question.VALUE)
    assert read(session.given[0]) == read(session.given[1])


def test_the_question_chooses_the_answer() -> None:
    """Each question has its own log odds, to two places."""
    made, _ = reader()
    assert made.read([(SANK, SANK)], Question.OCCURRENCE) == (17.0,)
    assert made.read([(SANK, SANK)], Question.VALUE) == (0.13,)


@pytest.mark.parametrize(("before", "after"), [(200, 0), (0, 200), (200, 200), (3, 200)])
def test_a_long_sentence_is_cut_around_its_mark(before: int, after: int) -> None:
    """No side is longer than there is room, the mark is always in it, and the room is filled."""
    made, session = reader()
    made.read([(Marked(("the",) * before, ("sank",), ("off",) * after), SANK)], Question.OCCURRENCE)
    pieces = read(session.given[0])
    sides = " ".join(pieces[1:]).split(" [SEP]")[:2]
    longest = max((s.split() for s in sides), key=len)
    assert len(longest) == SIDE
    assert "sank" in longest


def test_without_the_package_the_rules_are_alone_and_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing reader is a note; asked for in vain, a warning; not asked for, nothing."""
    monkeypatch.setattr(pairs, "PACKAGE", "no_such_package_of_weights")
    chosen.cache_clear()
    pairs.reader.cache_clear()
    try:
        auto, asked, rules = chosen(Pairing.AUTO), chosen(Pairing.READER), chosen(Pairing.RULES)
    finally:
        chosen.cache_clear()
        pairs.reader.cache_clear()
    assert (auto.reader, asked.reader, rules.reader) == (None, None, None)
    assert auto.problem is not None
    assert auto.problem.severity is Severity.NOTE
    assert asked.problem is not None
    assert asked.problem.severity is Severity.WARNING
    assert "not installed" in asked.problem.message
    assert rules.problem is None


def test_damaged_weights_are_refused(tmp_path: Path) -> None:
    """Weights that are not those of the recorded hash are an error that says what to do."""
    (tmp_path / "pairs.onnx").write_bytes(b"no graph")
    (tmp_path / "pairs.json").write_text(json.dumps({"sha256": "0" * 64}), encoding="utf-8")
    with pytest.raises(ModelError, match=r"Install .* again"):
        pairs.load(tmp_path)
    with pytest.raises(ModelError, match="cannot be loaded"):
        weights.load(tmp_path / "nowhere", "pairs")


def test_the_published_weights_tell_one_question_from_another() -> None:
    """A gap in two accounts of one collapse is filled by one value sooner than gaps in two unlike sentences."""
    if not pairs.installed():
        pytest.skip("the weights of the reader of pairs (packages/variorum-pairs) are not installed")
    told = Marked(("The", "bridge", "collapsed", "at", "noon", "and", "killed"), (), ("people", "."))
    texts = ("The old bridge fell at noon and killed", "The bakery opened in the spring and sold")
    one, two = (Marked(tuple(text.split()), (), ("people", ".")) for text in texts)
    same, other = pairs.reader().read([(told, one), (told, two)], Question.VALUE)
    assert same > other
