"""Spans joined into attributions."""

import numpy as np

from variorum.claims.attribution.tagger.decode import Tagged
from variorum.claims.attribution.tagger.link import Linked, Vectors, linked

NEAR = np.zeros((2, 25), dtype=np.float32)


def vectors(tokens: int, breaks: tuple[int, ...] = (0,), none: float = -5.0) -> Vectors:
    """What a network says that tells nothing of any token."""
    values = np.zeros((tokens, 9), dtype=np.float32)
    values[:, -1] = none
    return Vectors(values, NEAR, 2, breaks)


def test_without_any_hint_the_nearest_cue_takes_a_content() -> None:
    """Where the network is undecided, the words between decide."""
    first, second = Tagged("cue", 3, 4), Tagged("cue", 20, 21)
    near, far = Tagged("content", 5, 10), Tagged("content", 22, 30)
    assert linked([first, near, second, far], vectors(40)) == [
        Linked(first, None, (near,)),
        Linked(second, None, (far,)),
    ]


def test_the_network_s_word_outweighs_a_few_words_between() -> None:
    """A content whose tokens ask for the farther cue is given it."""
    near, far, piece = Tagged("cue", 4, 5), Tagged("cue", 0, 1), Tagged("content", 6, 9)
    other = Tagged("content", 2, 3)
    told = vectors(12)
    told.values[6:9, 0] = 9.0
    told.values[0, 2] = 9.0
    assert linked([far, other, near, piece], told) == [
        Linked(far, None, (piece,)),
        Linked(near, None, (other,)),
    ]


def test_a_cue_without_content_takes_one_from_a_cue_with_several() -> None:
    """No cue goes empty while another has two contents, if it costs little."""
    first, second = Tagged("cue", 5, 6), Tagged("cue", 9, 10)
    one, two = Tagged("content", 0, 4), Tagged("content", 6, 8)
    assert linked([one, first, two, second], vectors(12)) == [
        Linked(first, None, (one,)),
        Linked(second, None, (two,)),
    ]


def test_a_cue_may_have_no_source() -> None:
    """A cue whose own score for having none is the highest gets none."""
    cue, source, content = Tagged("cue", 3, 4), Tagged("source", 1, 2), Tagged("content", 5, 8)
    assert linked([source, cue, content], vectors(10, none=9.0))[0].source is None
    assert linked([source, cue, content], vectors(10))[0].source == source


def test_another_paragraph_costs_more_than_a_few_words() -> None:
    """A source in the cue's own paragraph wins over a slightly nearer one in the paragraph before."""
    before, cue, own = Tagged("source", 4, 5), Tagged("cue", 6, 7), Tagged("source", 9, 10)
    content = Tagged("content", 7, 9)
    assert linked([before, cue, content, own], vectors(12, (0, 5)))[0].source == own


def test_without_a_cue_there_is_no_attribution() -> None:
    """Contents and sources alone make nothing."""
    assert linked([Tagged("content", 0, 3), Tagged("source", 4, 5)], vectors(6)) == []
