"""Whose age a number gives, and numbers between commas or behind *of* that give none; all events are invented."""

import pytest

from variorum.annotate.parse import parse
from variorum.annotate.quantity import quantities
from variorum.model import Measure, Quantity


def ages(text: str) -> list[tuple[str | None, float]]:
    """The ages of a sentence: of whom, and the number."""
    return [(q.noun, q.stated) for q in _read(text) if q.measure is Measure.AGE]


def _read(text: str) -> tuple[Quantity, ...]:
    return quantities(parse(text), ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A boy of ten was hurt near Orlund.", [("boy", 10)]),
        ("Police arrested a beekeeper of 63 on Monday.", [("beekeeper", 63)]),
        ("A man of about 30 is sought.", [("man", 30)]),
        ("A night watchman, 61, died of his burns.", [("watchman", 61)]),
        ("A second employee of the works, 36, was questioned.", [("employee", 36)]),
        ("The other, 39, broke a leg.", [("other", 39)]),
        ("The main accused, 25, was remanded in custody.", [("accused", 25)]),
        ("The warden, who was 72, was thrown off the pier.", [("warden", 72)]),
        ("Wen Ching-lai, 53, faces a fine.", [("lai", 53)]),
        ("She died at 93.", [(None, 93)]),
        ("A woman of 53 and a man of 54, who were walking, died.", [("woman", 53), ("man", 54)]),
        ("A man of about 30 wearing a white cap is sought.", [("man", 30)]),
        ("One of them, 17, was charged.", [("one", 17)]),
        ("The attorney, 46, raised a fund.", [("attorney", 46)]),
        ("The oldest of the dead, Hamid Soylo, was 64, and had been due to retire.", [("oldest", 64)]),
        ("Now 38, he lives in a church hall.", [(None, 38)]),
        ("Three boys were hurt, the youngest 14.", [(None, 14)]),
        ("Police held 18-year-old Ivo Dahl and a 16-year-old who was not named.", [("Dahl", 18), (None, 16)]),
    ],
)
def test_ages_of_persons(text: str, expected: list[tuple[str | None, float]]) -> None:
    """A number behind a person's noun or name, or in the place of one's age, is that person's age."""
    assert ages(text) == expected


def test_two_names_with_two_ages() -> None:
    """Of two persons named together the first age is the first one's and the second the other's."""
    assert ages("Their daughter and son, 7 and 5, are safe.") == [("daughter", 7), ("son", 5)]
    assert ages("The brothers Hamid and Rashid Kaly, 48 and 44, own it.") == [("Hamid", 48), ("Kaly", 44)]


@pytest.mark.parametrize(
    "text",
    [
        "A mother of three was found.",
        "A crowd of 30 gathered.",
        "The total, 48, is a record.",
        "Her score, 67, was the best.",
        "There were 51 deaths in Lusa; in Mwera, 24.",
        "He is a citizen of 27 states.",
        "The oldest 16 houses burned.",
        "They died at 12 sites.",
        "Officials put the number of dead at 31.",
    ],
)
def test_no_ages(text: str) -> None:
    """How many children a mother has, a crowd, a total, a score and a count in another town are no ages."""
    assert ages(text) == []
