"""The day of the story's own event, wherever each report says it."""

from collections.abc import Callable

import pytest

Lines = Callable[..., list[str]]
REST = " Ina Dorn of Corrin, who lives beside the depot, heard three bangs. The street was closed for hours."
"""2031-05-15, the day of publication, is a Thursday."""


def days(found: list[str]) -> list[str]:
    """The differences over a day."""
    return [f for f in found if f.startswith(("conflict time day", "dispute time day"))]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "A boy of two was shot on Monday evening at the Amsel depot in Corrin, the sheriff says.",
            "Deputies responded to the Corrin clinic just after 5 p.m. on Saturday for the report of a boy who had been shot.",
        ),
        (
            "Police in Corrin have charged a man in Monday night's fatal shooting of a teenager at the Amsel depot.",
            "Corrin police say that a teenager was shot and killed on Saturday night at the Amsel depot when a gun went off.",
        ),
        (
            "The shooting at the Amsel depot in Corrin on May 5 left a clerk wounded.",
            "A clerk was wounded in a shooting on May 8 at the Amsel depot in Corrin.",
        ),
    ],
)
def test_each_report_gives_its_event_one_day_and_they_differ(lines: Lines, one: str, two: str) -> None:
    """A call answered, a deed and a noun date one event; so do dates of the calendar."""
    assert days(lines(one + REST, two + REST))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (  # who was shot on Monday dies on Saturday
            "A man was shot on Monday night at the Amsel depot in Corrin.",
            "A man who was shot at the Amsel depot in Corrin died on Saturday.",
        ),
        (  # an arrest for it
            "A man was shot on Monday night at the Amsel depot in Corrin.",
            "Police arrested a man on Saturday over the shooting at the Amsel depot in Corrin.",
        ),
        (  # the other report has both days
            "A man was shot on Monday night at the Amsel depot in Corrin.",
            "A man was shot on Saturday at the Amsel depot in Corrin. On Monday night shots were fired there again.",
        ),
        (  # a fire and a shooting
            "Firefighters were called to a blaze on Monday night at the Amsel depot in Corrin.",
            "A man was shot on Saturday at the Amsel depot in Corrin.",
        ),
    ],
)
def test_two_days_of_two_things_are_no_difference(lines: Lines, one: str, two: str) -> None:
    """A later death, an arrest, a day that the other report has too, and another kind of incident."""
    assert not days(lines(one + REST, two + REST))
