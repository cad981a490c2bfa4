"""Labels of tokens and their spans."""

from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from variorum.claims.attribution.tagger.decode import Tagged, best, spans, steps

MOVES = steps(np.zeros((7, 7), dtype=np.float32))


def test_spans_are_runs_of_one_role() -> None:
    """A span begins at *begin* and goes on while *inside* of its role follows."""
    labels = [0, 1, 2, 0, 3, 5, 6, 6, 5, 0]
    assert spans(labels) == [
        Tagged("source", 1, 3),
        Tagged("cue", 4, 5),
        Tagged("content", 5, 8),
        Tagged("content", 8, 9),
    ]


def test_an_inside_that_nothing_begins_still_begins_a_span() -> None:
    """Labels that no chain gives lose no words."""
    assert spans([6, 6, 2]) == [Tagged("content", 0, 2), Tagged("source", 2, 3)]


@given(st.lists(st.tuples(*[st.floats(-3, 3, width=32)] * 7), min_size=1, max_size=4))
def test_the_best_chain_is_the_best_of_all_chains(rows: list[tuple[float, ...]]) -> None:
    """Viterbi gives a chain as good as the best found by trying every one."""
    scores = np.array(rows, dtype=np.float32)

    def worth(chain: tuple[int, ...]) -> float:
        start = -1e4 if chain[0] in {2, 4, 6} else 0.0
        moved = sum(float(MOVES[a, b]) for a, b in pairwise(chain))
        return start + moved + sum(float(scores[t, label]) for t, label in enumerate(chain))

    found = best(scores, MOVES, (0,))
    expected = max(worth(chain) for chain in product(range(7), repeat=len(rows)))
    assert abs(worth(tuple(found)) - expected) < 1e-3


def test_no_chain_crosses_a_paragraph() -> None:
    """At the first token of a paragraph nothing goes on from the one before."""
    scores = np.zeros((4, 7), dtype=np.float32)
    scores[:, 6] = 5.0
    scores[0, 5] = 9.0
    scores[2, 5] = 1.0
    assert best(scores, MOVES, (0, 2)) == [5, 6, 5, 6]


def test_no_token_has_no_label() -> None:
    """An empty text has no labels."""
    assert best(np.zeros((0, 7), dtype=np.float32), MOVES, (0,)) == []
