"""The language of a report is told, or said not to be."""

import pytest

from variorum.read.language import detected


@pytest.mark.parametrize(
    "text",
    ["Полиция сообщила о пожаре.", "أعلنت الشرطة عن حريق كبير", "警察は火災があったと発表したと報じられた。"],
)
def test_another_script_is_told_however_short(text: str) -> None:
    """A short text in a script that English is not written in is said to be in another language."""
    assert detected(text) not in {None, "en"}


def test_a_short_latin_text_is_not_told() -> None:
    """A short text in Latin letters is in no language that can be told."""
    assert detected("Ein Mann starb.") is None
