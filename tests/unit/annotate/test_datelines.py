"""Datelines are parted from the sentence that they open."""

import pytest

from variorum.annotate.datelines import dateline_end
from variorum.annotate.parse import parse

OPENINGS = [
    ("CORRIN, July 13: ", "At least seven persons died when the river broke its bank."),
    ("HALDEN (TESSIA), June 10: ", "The ministry ordered three envoys to leave."),
    ("DEVANGAR: ", "A farmer died and several others were hurt on Tuesday."),
    ("Geneva, 24 July 2026 - ", "Medical teams have treated dozens of people."),
    ("Sathipuram (TN), Mar 27 (INW) ", "Nine workers were killed in the blast."),
    ("DRAVOGRAD, 15 January (DPB). ", "The authorities have expelled nine diplomats."),
    ("PORT HALVEN, Varkania, April 15 (MNA) — ", "A missile hit the bridge at dawn."),
    ("UPDATE: ", "The police have named the man who was hurt."),
]
PLAIN = [
    "Man dies - the police are looking for three others.",
    "Brenholm. When the last of them came home, nobody spoke.",
    "On Monday, June 12 the council voted for the plan.",
    "It was 10: the others had left long before midnight.",
    "NATO said on Monday that it had not been told of the flight.",
]


@pytest.mark.parametrize(("opening", "sentence"), OPENINGS)
def test_a_dateline_is_found(opening: str, sentence: str) -> None:
    """A place, a day and an agency in front of a sentence are its dateline."""
    assert dateline_end(opening + sentence) == len(opening)


@pytest.mark.parametrize("text", PLAIN)
def test_a_plain_sentence_has_none(text: str) -> None:
    """A sentence that opens with a name, a date or a dash has no dateline."""
    assert dateline_end(text) == 0


@pytest.mark.parametrize(("opening", "sentence"), OPENINGS)
def test_a_dateline_is_a_sentence_of_its_own(opening: str, sentence: str) -> None:
    """The sentence behind a dateline is parsed without it, and every token keeps its place."""
    parsed = parse(opening + sentence)
    assert any(parsed.sentence_span(k).of(parsed.text) == sentence for k in range(len(parsed.sentences)))
    assert all(parsed.text[t.start : t.end] == t.text for t in parsed.tokens)
