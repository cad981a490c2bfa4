"""Spaces that scraped text lost between sentences and quotations; the texts are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.annotate.parse import parse
from variorum.annotate.quantity import quantities
from variorum.annotate.spacing import lost_spaces, put_back, taken_out


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("They held Ben Hart, 26.All were let go.", "They held Ben Hart, 26. All were let go."),
        ("The quay is shut.A tug waits.", "The quay is shut. A tug waits."),
        ("Is it over?Nobody knows.", "Is it over? Nobody knows."),
        ('"It is a shame.""I saw it," Moss said.', '"It is a shame." "I saw it," Moss said.'),
        ("“It is a shame.”“I saw it,” Moss said.", "“It is a shame.” “I saw it,” Moss said."),
        ("Moss said.“I saw it.”", "Moss said. “I saw it.”"),
        ('"I saw it,"Moss said.', '"I saw it," Moss said.'),
        ('Moss left."I saw it," he said.', 'Moss left. "I saw it," he said.'),
    ],
)
def test_a_lost_space_is_read_as_one(written: str, read: str) -> None:
    """Between a full stop and a capital, and beside a mark that opens or closes, the parser reads a space."""
    assert put_back(written, lost_spaces(written)) == read


@pytest.mark.parametrize(
    "text",
    [
        "She works at Harbour.Com in Port Ellery.",
        "Write to Ada.Quist@gazette.example today.",
        "See www.gazette.example/News.Ferry for more.",
        "He holds a Ph.D in law and a U.S.Navy medal.",
        "The U.S. and the U.K. paid $3.5 million; J.R.R. Hale was not there.",
        'He is 6\'2" tall. "We saw him," said Moss, "at 3.15 p.m."',
        "‘The dockers’ families deserve better,’ she said (and left).",
    ],
)
def test_what_is_written_together_stays_so(text: str) -> None:
    """Web addresses, abbreviations, initials and numbers with a point have lost no space."""
    assert lost_spaces(text) == ()


@given(st.text(alphabet='ab.A ?"“”,1\n', max_size=60))
def test_offsets_survive(text: str) -> None:
    """Each character of a paragraph is found at its own offset again, wherever spaces were put back."""
    at = lost_spaces(text)
    read = put_back(text, at)
    added = {a + k for k, a in enumerate(at)}
    assert [taken_out(i, at) for i in range(len(read)) if i not in added] == list(range(len(text)))


def test_a_sentence_ends_where_the_space_is_lost() -> None:
    """The words on both sides are of two sentences, each at its place, and the age before the stop is read."""
    text = "Two men were held: Tom Rowe, 31, and Ben Hart, 26.All were let go on Monday."
    read = parse(text)
    sentences = [text[read.tokens[a].start : read.tokens[b - 1].end] for a, b in read.sentences]
    assert sentences[-1] == "All were let go on Monday."
    ages = {q.span.of(text) for q in quantities(read, ()) if q.measure.value == "age"}
    assert ages == {"Rowe, 31", "Hart, 26"}
