"""Errors that two reports share."""

import pytest

from variorum.lineage.misprints import shared_misprints
from variorum.lineage.passages import Excerpt, Passage, PassageKind
from variorum.model import Report
from variorum.text import Span


@pytest.mark.parametrize(
    ("shared", "elsewhere", "errors"),
    [
        ("Tomas Wrenfeld steered the the boat", "Rowe.", ("the the",)),
        ("Tomas Wrenfeld steered the boat", "Wrenfield is 41. Wrenfield wept.", ("Wrenfeld",)),
        ("Tomas Wrenfeld steered the boat", "Wrenfeld is 41. Wrenfeld wept.", ()),
        ("The harbours of Quillane", "A harbour.", ()),
        ("They organised the rescue", "To organized men.", ()),
        ("A biased report", "It was based on a count.", ()),
        ("The captian steered the boat", "The captain wept, captain Rowe.", ("captian",)),
    ],
)
def test_shared_misprints(shared: str, elsewhere: str, errors: tuple[str, ...]) -> None:
    """A word set twice, or spelled otherwise than both reports spell it elsewhere, is an error; inflections are none."""
    texts = [f"{shared}. {elsewhere}", f"Gulls. {elsewhere} {shared}."]
    reports = {n: Report(n, n, (), t, ()) for n, t in zip("ab", texts, strict=True)}
    sides = [
        Excerpt(n, Span(t.index(shared), t.index(shared) + len(shared)))
        for n, t in zip("ab", texts, strict=True)
    ]
    assert shared_misprints(Passage(sides[0], sides[1], PassageKind.PROSE, 5, 1.0), reports) == errors
