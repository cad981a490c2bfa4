"""What one source tells and another says was no such thing, inside one report."""

from collections.abc import Callable

import pytest

Lines = Callable[..., list[str]]
OTHER = "The council of Brighton met for two hours. Nothing else was on its list, the clerk said."


@pytest.mark.parametrize(
    ("text", "told", "denied"),
    [
        (("Union leader Ilse Dorn said that Karl Winter had promised her in March to keep the yard open. "
         "A spokesman for Halden Ships, Olaf Reyn, said that Winter had given no such promise."),
         "promised", "no such promise"),
        (("The payments were bonuses that Alan Pym had agreed to, Ilse Dorn told the court. "
         "Pym told the jury that he had agreed to no such thing."), "agreed", "no such thing"),
        (("Mayor Ilse Dorn said that she had met the owner on Monday. "
         "Olaf Reyn, who owns the yard, said that no such meeting had taken place."), "met", "no such meeting"),
    ],
)  # fmt: skip
def test_no_such_thing_is_a_dispute(lines: Lines, text: str, told: str, denied: str) -> None:
    """*No such promise* answers another source's *promised*."""
    found = [f for f in lines(text, OTHER) if f.startswith("dispute polarity")]
    assert len(found) == 1
    one, two = found[0].removeprefix("dispute polarity: ").split(" | ")
    assert told in one
    assert denied in two


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Ilse Dorn said that she had met the owner on Monday. She said that no such meeting would be held again.",
        "The yard closed in March, Ilse Dorn said. Olaf Reyn said that there was no such place as home.",
        "Ilse Dorn said that Winter had promised to pay. She added that he had made no such promise to others.",
        "Winter promised to pay. There is no such promise in the contract.",
    ],
)
def test_no_such_without_two_sources_is_none(lines: Lines, text: str) -> None:
    """The same source, nobody, or a matter that nobody told of is no dispute."""
    assert not [f for f in lines(text, OTHER) if f.startswith(("dispute", "conflict"))]
