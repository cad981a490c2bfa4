"""Quotations by their marks, on invented sentences."""

import pytest

from variorum.annotate.parse import paragraphs
from variorum.claims.attribution.quotes import Quote, quotes


def found(text: str, depth: int = 0) -> list[str]:
    """The words between the marks, for quotations of one depth."""
    return [q.inner.of(text) for q in quotes(text, paragraphs(text)) if q.depth == depth]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“Shut the gate,” Ada Brandt said.", ["Shut the gate,"]),
        ('"Shut the gate," Ada Brandt said.', ["Shut the gate,"]),
        ("‘Shut the gate,’ Ada Brandt said.", ["Shut the gate,"]),
        ("'Shut the gate,' Ada Brandt said.", ["Shut the gate,"]),
        ("«Shut the gate», Ada Brandt said.", ["Shut the gate"]),
        ("„Shut the gate“, Ada Brandt said.", ["Shut the gate"]),
        ("``Shut the gate,'' Ada Brandt said.", ["Shut the gate,"]),
        ("''Shut the gate,'' Ada Brandt said.", ["Shut the gate,"]),
        ('She said: “Shut the gate. I’ve no key."', ["Shut the gate. I’ve no key."]),
    ],
)
def test_every_pair_of_marks_makes_a_quotation(text: str, inner: list[str]) -> None:
    """Each habit of quoting gives the same words, the marks left out."""
    assert found(text) == inner


@pytest.mark.parametrize(
    "text",
    [
        "The guards’ hut burned and the farmers’ barn did not.",
        "The guards' hut burned and the farmers' barn did not.",
        "It’s Ada’s boat, isn't it?",
        "They sailed in the ’90s with rock ’n’ roll on the radio.",
        'The plank is 6\'2" long and 3" thick.',
    ],
)
def test_an_apostrophe_opens_nothing(text: str) -> None:
    """Apostrophes, possessives, dropped letters and inches are no quotations."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("‘The guards’ hut is gone,’ she said.", ["The guards’ hut is gone,"]),
        ("'The guards' hut is gone and it's cold,' she said.", ["The guards' hut is gone and it's cold,"]),
        ("The mayors’ envoy said ‘stay calm’ to the villagers’ council.", ["stay calm"]),
    ],
)
def test_a_possessive_does_not_close_a_single_mark(text: str, inner: list[str]) -> None:
    """A trailing possessive inside or beside single marks leaves the quotation whole."""
    assert found(text) == inner


def test_a_quotation_inside_a_quotation_is_deeper() -> None:
    """A nickname or an inner quotation has depth 1 and does not end the outer one."""
    text = "“Old ‘Stormy’ Petrel told me ‘go home’, so I went,” Brandt said."
    assert found(text) == ["Old ‘Stormy’ Petrel told me ‘go home’, so I went,"]
    assert found(text, depth=1) == ["Stormy", "go home"]


def test_a_headline_in_single_marks_keeps_its_contraction() -> None:
    """A headline's single marks enclose a contraction."""
    assert found("Brandt: 'We won't leave the harbour'") == ["We won't leave the harbour"]


def test_an_unclosed_mark_ends_with_its_paragraph() -> None:
    """An unbalanced paragraph costs only its own quotations."""
    text = "“The dam is safe, Brandt said.\n\nThe lake rose.\n\n“We saw it,” Ruiz said."
    assert found(text)[-1] == "We saw it,"
    assert all("lake" not in inner for inner in found(text))


def test_paragraphs_that_each_open_are_one_chain() -> None:
    """A quotation over several paragraphs opens each and closes once; the later parts go on."""
    text = "“We saw the wave.\n\n“We ran uphill.\n\n“Nobody slept,” Brandt said."
    parts = quotes(text, paragraphs(text))
    assert [(q.continues, q.closed) for q in parts] == [(False, False), (True, False), (True, True)]


def test_a_stray_break_inside_a_quotation_is_bridged() -> None:
    """Where the next paragraph closes what it did not open, its beginning belongs to the quotation."""
    text = "She shouted, ‘This is the mill.\n\nYou’re not to come in.’ One rider stopped."
    parts = quotes(text, paragraphs(text))
    assert [q.inner.of(text) for q in parts] == ["This is the mill.", "You’re not to come in."]
    assert parts[1].continues


def test_a_balanced_paragraph_after_an_unclosed_one_is_untouched() -> None:
    """An open mark reaches into no paragraph whose own marks balance."""
    text = "He wrote “the bridge is out and left.\n\nThe inn is “closed for good”, a sign says."
    last: Quote = quotes(text, paragraphs(text))[-1]
    assert (last.inner.of(text), last.continues) == ("closed for good", False)
