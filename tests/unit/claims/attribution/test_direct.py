"""Quotations and their cues, on invented events."""

from collections.abc import Callable

import pytest

from variorum.model import Attribution, Speech
from variorum.text import Span

Find = Callable[..., tuple[Attribution, ...]]


def words(text: str, spans: tuple[Span, ...]) -> str:
    """Spans as text, joined by a bar."""
    return " | ".join(s.of(text) for s in spans)


@pytest.mark.parametrize(
    ("text", "source", "cue", "quoted"),
    [
        ("“The ferry left early,” Ada Brandt said.", "Ada Brandt", "said", "The ferry left early,"),
        ("“The ferry left early,” said Ada Brandt.", "Ada Brandt", "said", "The ferry left early,"),
        ("Ada Brandt said: “The ferry left early.”", "Ada Brandt", "said", "The ferry left early."),
        ("Ada Brandt told reporters, “The ferry left early.”", "Ada Brandt", "told", "The ferry left early."),
        ("“The ferry,” Ada Brandt said, “left early.”", "Ada Brandt", "said", "The ferry, | left early."),
        (
            "“The ferry left early,” she added. “Nobody was told. It is a scandal.”",
            "she", "added", "The ferry left early, | Nobody was told. It is a scandal.",
        ),
        (
            '"You cannot moor here!" the warden can be heard shouting, as boats gather.',
            "the warden", "can be heard shouting", "You cannot moor here!",
        ),
        ("‘Step back from the rail,’ the warden was heard saying.", "the warden", "was heard saying", "Step back from the rail,"),
        ('The warden responds: “Calm, calm. I am leaving."', "The warden", "responds", "Calm, calm. I am leaving."),
        ("One sailor responded with a quiet, ‘Easy, easy,’ before the crowd moved.", "One sailor", "responded", "Easy, easy,"),
        ("The film shows a clerk running to the gate, shouting, ‘This is the mill.’", "a clerk running to the gate", "shouting", "This is the mill."),
        ("“Where is the key?” asked the warden’s deputy.", "the warden’s deputy", "asked", "Where is the key?"),
        ("Ada Brandt: “The ferry left early.”", "Ada Brandt", ":", "The ferry left early."),
        ("“The ferry left early and nobody was told.” — Ada Brandt", "Ada Brandt", "", "The ferry left early and nobody was told."),
    ],
)  # fmt: skip
def test_a_quotation_finds_its_cue_and_source(
    find: Find, text: str, source: str, cue: str, quoted: str
) -> None:
    """Before it, after it or in its middle, the cue of a quotation is found, with its source."""
    found = [a for a in find(text) if a.form is Speech.DIRECT]
    assert [(words(text, a.source), words(text, a.quoted)) for a in found] == [(source, quoted)]
    assert words(text, found[0].cue) in {cue, "—"}


def test_a_quotation_of_several_paragraphs_is_one_attribution(find: Find) -> None:
    """Parts that each open and close once share the source of the last."""
    text = "“We saw the wave,” Ada Brandt said.\n\n“We ran uphill.\n\n“Nobody slept that night.”"
    found = [a for a in find(text) if a.quoted]
    assert {words(text, a.source) for a in found} == {"Ada Brandt"}
    assert [len(a.quoted) for a in found] == [3]


def test_a_break_inside_a_quotation_keeps_it_together(find: Find) -> None:
    """A quotation that a stray paragraph break cuts is one utterance of one source."""
    text = "A clerk ran to the door, shouting, ‘This is the mill.\n\nYou’re not to come in.’ One rider replied with a calm, ‘Fine, fine,’ and left."
    found = [(words(text, a.source), words(text, a.quoted)) for a in find(text) if a.form is Speech.DIRECT]
    assert found == [("A clerk", "This is the mill. | You’re not to come in."), ("One rider", "Fine, fine,")]


def test_two_speakers_in_one_paragraph_keep_their_words(find: Find) -> None:
    """A new cue after a sentence of quotation starts a new attribution."""
    text = "“The ferry left early,” Ada Brandt said. “It was on time,” Karl Ruiz replied."
    found = [(words(text, a.source), words(text, a.quoted)) for a in find(text)]
    assert found == [("Ada Brandt", "The ferry left early,"), ("Karl Ruiz", "It was on time,")]


def test_scare_quotes_are_no_utterance(find: Find) -> None:
    """A word or two in quote marks inside the reporter's clause is nobody's direct speech."""
    text = 'The so-called "night ferry" sank near Karl "Stormy" Ruiz\'s pier on Monday.'
    assert not [a for a in find(text) if a.form is Speech.DIRECT]


def test_a_title_is_no_utterance(find: Find) -> None:
    """What a thing is called in quote marks is said by nobody."""
    text = "A group of fishermen staged a play called “The Last Night Ferry.” It was sold out."
    assert not [a for a in find(text) if a.form is Speech.DIRECT]


def test_a_quotation_inside_a_clause_is_mixed(find: Find) -> None:
    """A clause of indirect speech that holds quoted words is mixed, and the words are kept."""
    text = "Ada Brandt said the ferry was “never going to leave on time” in such weather."
    (found,) = find(text)
    assert found.form is Speech.MIXED
    assert words(text, found.quoted) == "never going to leave on time"
    assert words(text, found.content).startswith("the ferry was")


def test_a_half_clause_before_the_quotation_belongs_to_it(find: Find) -> None:
    """The subject that stands before a quotation whose cue follows is part of the content."""
    text = "The ministry “immediately sent a note to the embassy of Norland,” it said in a statement released to the Tolba Courier."
    (found,) = [a for a in find(text) if a.quoted]
    assert words(text, found.content).startswith("The ministry “immediately")
    assert (words(text, found.source), words(text, found.cue)) == ("it", "said")


def test_quoted_words_leave_their_marks_out(find: Find) -> None:
    """Every quoted span begins and ends inside its marks."""
    text = "«We saw it», Ada Brandt said. ‘It fell,’ Karl Ruiz said. „Gone“, said Ada Brandt."
    assert [words(text, a.quoted) for a in find(text)] == ["We saw it", "It fell,", "Gone"]


def test_a_dateline_is_no_source(find: Find) -> None:
    """The place and agency that open a report are not part of the first source."""
    text = "TOLBA, Norland (NPA) - Harbour Minister Ada Brandt said the ferry would return."
    (found,) = find(text)
    assert words(text, found.source) == "Harbour Minister Ada Brandt"
