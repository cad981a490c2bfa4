"""What the reader of pairs may add to the rules, and what it may not."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest

import variorum.build
from variorum.encode.pairs import Chosen, Marked, Question

Lines = Callable[..., list[str]]


@dataclass
class Answering:
    """A reader that gives one answer to each question, and keeps what it was asked about values."""

    odds: float
    occurs: float = 9.0
    asked: list[tuple[Marked, Marked]] = field(default_factory=list)
    sha256: str = "0" * 64

    def read(self, pairs: Sequence[tuple[Marked, Marked]], question: Question) -> tuple[float, ...]:
        """The one answer for each pair."""
        if question is Question.OCCURRENCE:
            return (self.occurs,) * len(pairs)
        self.asked += pairs
        return (self.odds,) * len(pairs)


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Answering]:
    """``answering(odds)`` makes every pair of values be answered so; ``None`` leaves the rules alone.

    ``occurs`` is the answer for pairs of occurrences.
    """

    def answer(odds: float | None, occurs: float = 9.0) -> Answering:
        held = Answering(odds or 0.0, occurs)
        chosen = Chosen(None if odds is None else held)  # type: ignore[arg-type]
        monkeypatch.setattr(variorum.build, "pairing", lambda _choice: chosen)
        return held

    return answer


EQUAL = (
    "The sheriff of Corrin spoke on Monday. Two rival groups were involved in the brawl, he said.",
    "A brawl in Corrin left a man dead. Police blamed two groups of youths for it.",
)
APART = (
    "A bookkeeper stole £412,000 from a hospice in Corrin, a court was told.",
    "The bookkeeper of a hospice in Corrin stole £421,000, a court was told.",
)
DEED = (
    "Officers shot Pavel Strand in Corrin.",
    "Pavel Strand was shot by officers in Corrin.",
)
UNLIKE = (
    "Police arrested Pavel Strand in Corrin on Monday.",
    "A judge charged Pavel Strand in Corrin on Wednesday.",
)


def shown(lines: Lines, texts: tuple[str, str], kind: str, word: str) -> bool:
    """Whether a finding of a kind shows a word."""
    return any(f.startswith(kind) and word in f for f in lines(*texts))


def test_equal_values_are_one_where_the_two_sentences_ask_one_question(
    lines: Lines, answering: Callable[..., Answering]
) -> None:
    """A common number is an agreement where the reader is sure, and else only where the words around it are alike."""
    for odds, found in ((None, False), (-1.0, False), (3.0, True)):
        answering(odds)
        assert shown(lines, EQUAL, "agreement quantity", "groups") is found


def test_the_reader_objects_to_a_difference_of_joined_claims(
    lines: Lines, answering: Callable[..., Answering]
) -> None:
    """Two lengths of claims that the rules join are two things where the reader is sure of it, and only then."""
    texts = (
        "The jury in Corrin deliberated for nine hours on Tuesday.",
        "The jury in Corrin deliberated for six hours on Tuesday.",
    )
    for odds, found in ((None, True), (-1.0, True), (-4.0, False)):
        answering(odds)
        assert shown(lines, texts, "conflict time duration", "six hours") is found


def test_a_hesitant_reader_does_not_object_where_two_sentences_are_nearly_one(
    lines: Lines, answering: Callable[..., Answering]
) -> None:
    """Of sentences that differ in the day alone a reader has read few: it has to be sure."""
    texts = (
        "Nobody answered the door of the Strand home in Corrin when Ina Dorn called there on Monday.",
        "Nobody answered the door of the Strand home in Corrin when Ina Dorn called there on Friday.",
    )
    for odds, found in ((None, True), (-2.5, True), (-5.0, False)):
        answering(odds)
        assert shown(lines, texts, "conflict time day", "Monday") is found


def test_the_reader_objects_to_a_difference(lines: Lines, answering: Callable[..., Answering]) -> None:
    """Two sums that the rules set against one another are left apart where the reader takes them for two things."""
    for odds, found in ((None, True), (3.0, True), (-5.0, False)):
        answering(odds)
        assert shown(lines, APART, "conflict quantity", "£412,000") is found


def test_the_reader_makes_no_difference_by_itself(lines: Lines, answering: Callable[..., Answering]) -> None:
    """However sure it is, an arrest and a charge on two days are no conflict."""
    answering(9.0)
    assert not [f for f in lines(*UNLIKE) if f.startswith(("conflict", "dispute"))]


def test_the_reader_objects_to_an_occurrence_that_two_reports_are_said_to_share(
    lines: Lines, answering: Callable[..., Answering]
) -> None:
    """What the rules take for one deed in two reports is no agreement where the reader takes it for two."""
    for odds, found in ((9.0, True), (0.5, True), (-4.0, False)):
        answering(0.0, occurs=odds)
        assert shown(lines, DEED, "agreement event", "Pavel Strand") is found


def test_the_reader_never_sees_a_value(lines: Lines, answering: Callable[..., Answering]) -> None:
    """What is compared is hidden on both sides of every pair that is asked."""
    reader = answering(3.0)
    lines(*APART)
    assert reader.asked
    for pair in reader.asked:
        for side in pair:
            assert side.inside == ()
            assert not any("£4" in w or w.startswith(("412", "421")) for w in (*side.before, *side.after))
