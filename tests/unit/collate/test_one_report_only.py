"""What only one report has where the other has something else: a negation, a day, a person, a town, a street."""

from collections.abc import Callable

import pytest

Lines = Callable[..., list[str]]


def apart(found: list[str]) -> list[str]:
    """The conflicts and disputes among lines."""
    return [line for line in found if line.startswith(("conflict", "dispute"))]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        pytest.param("All four victims of the Corrin shooting were treated at local hospitals for minor injuries.",
                     "All four were not treated at local hospitals for minor injuries.", id="a-number-for-the-noun"),
        pytest.param("The boy, who was shot in the chest and arm, was taken to Norrland Hospital.",
                     "The boy was not shot in the chest and the arm.", id="one-noun-and-its-wound"),
        pytest.param("Pavel Strand was charged with manslaughter and unlawful carry of a weapon.",
                     "They have not charged Strand with manslaughter and unlawful carry of a weapon.", id="active-and-passive"),
    ],
)  # fmt: skip
def test_a_negated_clause_contradicts_its_like(lines: Lines, one: str, two: str) -> None:
    """A clause with *not* and one without, of one verb and like participants, are a conflict of polarity."""
    found = apart(lines(one, two))
    assert [line.partition(":")[0] for line in found] == ["conflict polarity"]
    assert " not " in found[0]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        pytest.param("The driver was injured in the crash near Corrin.",
                     "The driver was not seriously injured in the crash near Corrin.", id="how"),
        pytest.param("Pavel Strand was charged in Corrin after the shooting.",
                     "Pavel Strand was not charged with murder in Corrin after the shooting.", id="with-what"),
        pytest.param("The victim of the Corrin shooting was identified as Nadia Voss.",
                     "The victim of the Corrin shooting has not been identified.", id="so-far"),
        pytest.param("The cadets who saluted in the photograph were dismissed by the Corrin academy.",
                     "Ten of the cadets were not dismissed by the Corrin academy.", id="a-part"),
        pytest.param("The boy from Corrin asked the court to let him die in peace.",
                     "The boy from Corrin did not die.", id="no-clause-of-its-own"),
    ],
)  # fmt: skip
def test_a_negation_of_something_else_contradicts_nothing(lines: Lines, one: str, two: str) -> None:
    """What is negated may be how, with what, so far, or of a part: no conflict."""
    assert not [line for line in apart(lines(one, two)) if "polarity" in line]


SHOT = "Police in Corrin are investigating a shooting at the Harbour Club {day} night. Nadia Voss, 31, was wounded."
HURT = "A gunman opened fire at the Harbour Club in Corrin {day} night. Nadia Voss, 31, is in hospital."


def test_the_one_day_that_each_report_gives_for_its_event_is_compared(lines: Lines) -> None:
    """Two reports of one shooting that date it to two days, and nothing else to either, contradict one another."""
    found = apart(lines(SHOT.format(day="Sunday"), HURT.format(day="Tuesday")))
    assert any(line.startswith("conflict time day") for line in found)


def test_a_day_that_both_reports_name_is_no_difference(lines: Lines) -> None:
    """Where a report has the other's day for anything, which day is whose stays open."""
    more = " On Sunday the club had been closed."
    found = apart(lines(SHOT.format(day="Sunday"), HURT.format(day="Tuesday") + more))
    assert not [line for line in found if "day" in line]


def test_a_person_of_one_age_and_one_part_under_two_names_is_a_conflict(lines: Lines) -> None:
    """One man of 24 was arrested for one shooting, and each report has another name for him."""
    one = "Oskar Dahl, 24, was arrested for the shooting of Nadia Voss at the Harbour Club in Corrin."
    two = "Pavel Strand, 24, was arrested for the shooting of Nadia Voss at the Harbour Club in Corrin."
    assert any(line.startswith("conflict participant who") for line in apart(lines(one, two)))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        pytest.param("Oskar Dahl, 24, was arrested for the robbery in Corrin.",
                     "Pavel Strand, 31, was arrested for the robbery in Corrin.", id="two-ages"),
        pytest.param("Two men were arrested for the robbery in Corrin. One, Oskar Dahl, 24, was arrested at home.",
                     "Pavel Strand, 24, was arrested for the robbery in Corrin.", id="two-arrested"),
        pytest.param("Sheriff Oskar Dahl told reporters about the robbery in Corrin.",
                     "Deputy Pavel Strand told reporters about the robbery in Corrin.", id="two-officials"),
    ],
)  # fmt: skip
def test_two_persons_stay_two(lines: Lines, one: str, two: str) -> None:
    """Other ages, several of the kind, and officials who speak make no conflict of names."""
    assert not [line for line in apart(lines(one, two)) if "participant who" in line]


def test_one_number_on_two_streets_is_a_conflict(lines: Lines) -> None:
    """*The 1300 block of Mill Street* and *the 1300 block of Harbour Street* are two places for one event."""
    one = "A man was shot in the 1300 block of Mill Street in Corrin on Tuesday."
    two = "A man was shot in the 1300 block of Harbour Street in Corrin on Tuesday."
    assert any(line.startswith("conflict place") for line in apart(lines(one, two)))


def test_two_numbers_on_two_streets_may_be_one_corner(lines: Lines) -> None:
    """Two streets without one number may meet at a corner: no conflict."""
    one = "A man was shot in the 1300 block of Mill Street in Corrin on Tuesday."
    two = "A man was shot in the 200 block of Harbour Street in Corrin on Tuesday."
    assert not [line for line in apart(lines(one, two)) if " place" in line]


def test_the_own_towns_of_two_reports_are_compared(lines: Lines) -> None:
    """*Denver police* and *Duluth police*, of one person on one street, are a conflict of place."""
    one = "Denver police are investigating the shooting of Nadia Voss on Harbour Street in Denver on Tuesday."
    two = "Duluth police are investigating the shooting of Nadia Voss on Harbour Street in Duluth on Tuesday."
    assert any(line.startswith("conflict place") for line in apart(lines(one, two)))


def test_a_date_of_no_stated_year_is_one_date(lines: Lines) -> None:
    """*The July 25 call* is one call, whichever year each report is read against."""
    one = "Ilse Brandt made the July 25 call to the minister in Corrin."
    two = "Ilse Brandt also spoke of the July 25 call when she met the minister in Corrin."
    found = lines(one, two, published=("2031-05-15", "2031-09-15"))
    assert not [line for line in apart(found) if "day" in line]


def test_just_before_an_hour_is_an_hour(lines: Lines) -> None:
    """*Just before 9:30 a.m.* tells when, and does not bound a stretch."""
    one = "The boy was shot just before 9:30 a.m. at a secluded home along Mill Road in Corrin."
    two = "It happened shortly before 11:30 a.m. at a secluded home along Mill Road in Corrin."
    assert any(line.startswith("conflict time clock") for line in apart(lines(one, two)))
