"""When: days, clock times and lengths of one occurrence in two reports."""

from collections.abc import Callable

import pytest

Lines = Callable[..., list[str]]


def apart(found: list[str]) -> list[str]:
    """What sends an editor to check: conflicts and disputes."""
    return [line for line in found if line.startswith(("conflict", "dispute"))]


def compared(found: list[str]) -> bool:
    """Whether any finding has words of two reports."""
    return any(" = " in line or " | " in line for line in found)


@pytest.mark.parametrize(
    ("one", "two", "line"),
    [
        ("A warehouse burned down in Corrin on Tuesday.", "A warehouse burned down in Corrin on Wednesday.",
         "conflict time day: on Tuesday | on Wednesday"),
        ("The ferry sank off Port Amsel on May 12.", "The ferry sank off Port Amsel on May 13.",
         "conflict time day: on May 12 | on May 13"),
        ("The ferry sank at 7 a.m. on Tuesday.", "The ferry sank at 9 a.m. on Tuesday.",
         "conflict time clock: at 7 a.m. on Tuesday | at 9 a.m. on Tuesday"),
        ("The siege of the bank lasted six hours.", "The siege of the bank lasted nine hours.",
         "conflict time duration: six hours | nine hours"),
        ("The gunman fled Corrin on Tuesday, police said.", "The gunman fled Corrin on Wednesday, police said.",
         "conflict time day: on Tuesday | on Wednesday"),
        ("A judge sentenced Pavel Strand to 10 years in prison in Corrin on Tuesday.",
         "A judge sentenced Pavel Strand to 12 years in prison in Corrin on Tuesday.",
         "conflict time duration: 10 years | 12 years"),
    ],
    ids=["weekday", "date", "clock", "duration", "one-source-two-ways", "sentence"],
)  # fmt: skip
def test_a_time_that_cannot_be_the_other_is_a_conflict(lines: Lines, one: str, two: str, line: str) -> None:
    """Two days, two clock times or two lengths of one occurrence in the reports' own voices conflict."""
    assert apart(lines(one, two)) == [line]


SINKING = "The ferry sank off Port Amsel on Tuesday."
FIRE = "A warehouse burned down in Corrin on Tuesday."


@pytest.mark.parametrize(
    ("one", "two"),
    [
        pytest.param(SINKING, "The ferry sank off Port Amsel, the coast guard said on Wednesday.", id="statement-day"),
        pytest.param("Gunmen attacked a police post in Corrin on Tuesday, killing four officers.",
                     "Gunmen attacked a police post in Corrin, killing four officers, the ministry said on Wednesday.",
                     id="statement-day-after-a-participle"),
        pytest.param("Captain Ilse Brandt said on Wednesday that the ferry had sunk off Port Amsel.",
                     "Captain Ilse Brandt said on Thursday that the ferry had sunk off Port Amsel.",
                     id="two-statement-days"),
        pytest.param("The mayor resigned on Tuesday.",
                     "The mayor resigned on Tuesday, she wrote in a message posted on Wednesday.", id="posting-day"),
        pytest.param("PORT AMSEL, May 14 (Courier) - The ferry sank off Port Amsel on Tuesday.", SINKING,
                     id="dateline"),
        pytest.param("A warehouse burned down in Corrin on Tuesday night.",
                     "A warehouse burned down in Corrin at 1 a.m. on Wednesday.", id="after-midnight"),
        pytest.param("A warehouse burned down in Corrin late on Tuesday.",
                     "A warehouse burned down in Corrin early on Wednesday.", id="late-and-early"),
        pytest.param("A warehouse burned down in Corrin overnight.",
                     "A warehouse burned down in Corrin on Wednesday.", id="overnight"),
        pytest.param("A warehouse burned down in Corrin this week.", FIRE, id="week-and-day"),
        pytest.param("The ferry sank at 7 p.m. on Tuesday.", "The ferry sank at 19:00 on Tuesday.", id="24-hour"),
        pytest.param("The ferry sank at noon on Tuesday.", "The ferry sank at 12 p.m. on Tuesday.", id="noon"),
        pytest.param("The ferry sank at about 7 a.m. on Tuesday.", "The ferry sank at 7:10 a.m. on Tuesday.",
                     id="about-a-clock-time"),
        pytest.param("The ferry sank on Tuesday morning.", "The ferry sank on Tuesday at 7:30 a.m.", id="daypart"),
        pytest.param("The ferry sank at 7 p.m. local time on Tuesday.", "The ferry sank at 1700 GMT on Tuesday.",
                     id="time-zone"),
        pytest.param(SINKING, "The ferry sank off Port Amsel on May 13.", id="weekday-and-date"),
        pytest.param("The siege lasted about six hours.", "The siege lasted nearly six hours.", id="about-a-length"),
        pytest.param("Gunmen attacked a school in Corrin on Monday. On Tuesday gunmen attacked a clinic in Corrin.",
                     "Gunmen attacked a clinic in Corrin on Tuesday.", id="two-attacks"),
        pytest.param("The trial of Pavel Strand was to begin on Monday.", "The trial of Pavel Strand began on Wednesday.",
                     id="was-to-begin"),
        pytest.param("President Karim Dost visited Corrin on Monday. Ilse Brandt visited Corrin on Tuesday.",
                     "Ilse Brandt visited Corrin on Tuesday.", id="two-visitors"),
        pytest.param("Pavel Strand died on Monday after the fire in Corrin.",
                     "Nadia Voss died on Wednesday after the fire in Corrin.", id="two-victims"),
        pytest.param("The quake struck Corrin at 6:12 a.m.",
                     "The quake struck Corrin at 6:12 a.m. local time (0412 GMT).", id="local-time"),
        pytest.param("If the ferry sank on Monday, nobody saw it. The ferry sank off Port Amsel.", SINKING,
                     id="condition"),
    ],
)  # fmt: skip
def test_times_that_can_both_be_true_stay_silent(lines: Lines, one: str, two: str) -> None:
    """A day of saying, posting or filing, a coarser time or another way to write it never contradicts an event's."""
    found = lines(one, two)
    assert not apart(found)
    assert compared(found), "nothing was compared"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "The council plans to close the Amsel bridge on Friday.",
            "The council closed the Amsel bridge on Tuesday.",
        ),
        (
            "Pavel Strand will be charged in Corrin on Friday.",
            "Pavel Strand was charged in Corrin on Wednesday.",
        ),
        (
            "Pavel Strand may be charged in Corrin on Friday.",
            "Pavel Strand was charged in Corrin on Wednesday.",
        ),
        (
            "Gunmen killed Pavel Strand in Corrin on Monday.",
            "Mourners buried Pavel Strand in Corrin on Wednesday.",
        ),
        (
            "Police arrested Pavel Strand in Corrin on Monday.",
            "A judge charged Pavel Strand in Corrin on Wednesday.",
        ),
        (
            "Police arrested Pavel Strand in Corrin on Monday.",
            "Police arrested Nadia Voss in Corrin on Tuesday.",
        ),
    ],
    ids=["plan", "future", "possibility", "aftermath", "charge-after-arrest", "another-person"],
)
def test_days_of_different_occurrences_are_not_compared(lines: Lines, one: str, two: str) -> None:
    """What is planned or possible, what came after, and what befell another are not the occurrence itself."""
    assert not [line for line in lines(one, two) if " time " in line]


def test_a_relative_day_is_read_against_its_own_report(lines: Lines) -> None:
    """*Yesterday* in a report of the 14th and *Tuesday* in one of the 15th are the same day."""
    found = lines(
        "The ferry sank on Tuesday.", "The ferry sank yesterday.", published=["2031-05-15", "2031-05-14"]
    )
    assert "agreement time day: on Tuesday = yesterday" in found


def test_a_borrowed_date_alone_makes_no_conflict(lines: Lines) -> None:
    """*Yesterday* in a report without a date contradicts nothing, for the date it is read against is borrowed."""
    found = lines(
        "The ferry sank off Port Amsel yesterday.",
        "The ferry sank off Port Amsel on May 12.",
        published=[None, "2031-05-15"],
    )
    assert not apart(found)
    assert compared(found)


def test_weekdays_conflict_whatever_the_reference(lines: Lines) -> None:
    """A weekday against another weekday is a conflict even where one report has no date of its own."""
    found = lines(
        "The ferry sank on Tuesday.", "The ferry sank on Wednesday.", published=[None, "2031-05-15"]
    )
    assert apart(found) == ["conflict time day: on Tuesday | on Wednesday"]


def test_a_day_refines_its_month(lines: Lines) -> None:
    """A day refines the month that holds it and contradicts nothing."""
    found = lines("The war began in March.", "The war began on March 3.")
    assert "refinement time day: in March | on March 3" in found
    assert not apart(found)


def test_what_befell_other_persons_is_no_looser_time(lines: Lines) -> None:
    """Two women who died on a day and nine people who died in that month are no time told more exactly."""
    found = lines(
        "Two women died of burns in Halden Hospital in Corrin on May 11.",
        "Nine people died in Halden Hospital in Corrin in May.",
    )
    assert not any(line.startswith("refinement time") for line in found)
