"""Denials that answer what another source says."""

from collections.abc import Callable

Lines = Callable[..., list[str]]


def test_a_denied_allegation_is_a_dispute_with_what_is_alleged(lines: Lines) -> None:
    """Who denies an allegation stands against the named source that made it, though the denial does not say it again."""
    found = lines(
        "Leona Corran claims that Mayor Pavel Stroud took money from a builder. Stroud has denied the allegation.",
        "The council of Merrow meets on Monday.",
    )
    assert (
        "dispute polarity: that Mayor Pavel Stroud took money from a builder | Stroud has denied the allegation"
        in found
    )


def test_a_request_that_is_denied_is_no_dispute(lines: Lines) -> None:
    """A judge who denies a request disputes nothing."""
    found = lines(
        "Leona Corran claims that Mayor Pavel Stroud took money. Judge Stroud denied the request on Monday.",
        "The council of Merrow meets on Monday.",
    )
    assert not any(f.startswith("dispute") for f in found)


def test_a_report_of_a_name_is_not_answered_by_a_later_denial_of_something_else(lines: Lines) -> None:
    """What an agency merely reports about somebody is no allegation that a denial of *the underlying claims* answers."""
    found = lines(
        "The Merrow Gazette reported that Pavel Stroud answered the door. Stroud denied the underlying claims.",
        "The council of Merrow meets on Monday.",
    )
    assert not any(f.startswith("dispute") for f in found)


def test_a_denied_allegation_that_is_told_again_is_a_dispute(lines: Lines) -> None:
    """An allegation that is named again in words of its own is still the one that was made."""
    found = lines(
        "Leona Corran accused Mayor Pavel Stroud of taking a bribe. Stroud denied the allegation of bribery.",
        "The council of Merrow meets on Monday.",
    )
    assert any(f.startswith("dispute polarity") for f in found)


def test_a_denial_against_oneself_is_of_what_was_said(lines: Lines) -> None:
    """*The allegations against him* name no other allegation."""
    found = lines(
        "Leona Corran claims that Mayor Pavel Stroud took money from a builder. "
        "Stroud denied the allegations against him.",
        "The council of Merrow meets on Monday.",
    )
    assert any(f.startswith("dispute polarity") for f in found)
