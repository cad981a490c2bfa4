"""Terms read from a text, weighed, and added up."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.model import Report
from variorum.stories.reading import read
from variorum.stories.settings import settings
from variorum.stories.terms import TOKEN, Vocabulary, normal
from variorum.stories.vectors import SCALE, added


def plainly(words: Vocabulary, text: str) -> list[int]:
    """The terms of *text*, token by token over the whole text: the oracle."""
    terms = [normal(word) for word in TOKEN.findall(text)]
    return [words._numbers[term] for term in terms if term]


@given(st.text(alphabet="aSe5. ,'’“”()-\n\u00a0é_U", max_size=60))
def test_runs_between_spaces_give_the_terms_of_the_whole(text: str) -> None:
    """Reading run by run, marks taken off, finds what reading the whole text finds, a second time too."""
    words = Vocabulary()
    first = words.numbers(text)
    assert first == plainly(words, text)
    assert words.numbers(text) == first


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("“Ferries,” U.N. officials’ J.C. Moor's", ["ferry", "un", "official", "jc", "moor"]),
        ("the of and", []),
        ("((Caldmouth))", ["caldmouth"]),
    ],
)
def test_what_a_word_stands_for(text: str, terms: list[str]) -> None:
    """Plurals, possessives, initials and marks are taken off; words that say nothing are left out."""
    words = Vocabulary()
    assert words.numbers(text) == [words._numbers[term] for term in terms]


def test_the_weights_of_a_report_have_length_one() -> None:
    """The squares of a report's weights add up to 1, strongest first."""
    words = Vocabulary()
    text = "The ferry Sandry Maid burned off Port Ellery; the ferry had 84 aboard."
    member = read(Report("r", "r", (), text, (), headline="Ferry burns"), 0, None, words, settings()).member
    weights = member.weights.astype(np.float64) / SCALE
    assert abs(float(weights @ weights) - 1.0) < 1e-3
    assert (np.diff(weights) <= 0).all()


COLUMN = st.dictionaries(st.integers(0, 30), st.integers(0, SCALE), max_size=12)


@given(st.lists(COLUMN, min_size=1, max_size=5))
def test_columns_add_up_like_dictionaries(rows: list[dict[int, int]]) -> None:
    """The sum of columns is the sum term by term, in the order of the terms."""
    expected: dict[int, int] = {}
    for row in rows:
        for term, weight in row.items():
            expected[term] = expected.get(term, 0) + weight
    terms, sums = added(
        [np.array(list(row), np.uint32) for row in rows],
        [np.array(list(row.values()), np.uint16) for row in rows],
        1_000,
    )
    assert list(zip(terms.tolist(), sums.tolist(), strict=True)) == sorted(expected.items())


def test_a_long_sum_is_cut_to_its_stronger_half() -> None:
    """Of more terms than wanted the stronger half of so many is left."""
    terms, sums = added(
        [np.arange(10, dtype=np.uint32)], [np.array([5, 1, 9, 2, 8, 3, 7, 4, 6, 0], np.uint16)], 8
    )
    assert terms.tolist() == [2, 4, 6, 8]
    assert sums.tolist() == [9, 8, 7, 6]
