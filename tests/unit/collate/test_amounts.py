"""How many: counts, tolls, money and ages in two reports."""

from collections.abc import Callable

import pytest

Lines = Callable[..., list[str]]

DAYS_APART = ["2031-05-13", "2031-05-16"]
TAKEN = "Gunmen kidnapped 12 teachers in Corrin on Tuesday."
BOMB = "A bomb killed five people at a market in Corrin on Tuesday."


def apart(found: list[str]) -> list[str]:
    """What sends an editor to check: conflicts and disputes."""
    return [line for line in found if line.startswith(("conflict", "dispute"))]


@pytest.mark.parametrize(
    ("one", "two", "line"),
    [
        pytest.param(TAKEN, "Gunmen kidnapped 15 teachers in Corrin on Tuesday.",
                     "conflict quantity: 12 teachers | 15 teachers", id="count"),
        pytest.param("A bomb killed four people in Corrin on Tuesday.", "A bomb killed six people in Corrin on Tuesday.",
                     "conflict quantity: four people | six people", id="toll-of-one-day"),
        pytest.param("Thieves stole $40,000 from a bank in Corrin on Tuesday.",
                     "Thieves stole $65,000 from a bank in Corrin on Tuesday.",
                     "conflict quantity: $40,000 | $65,000", id="money"),
        pytest.param("Police in Corrin arrested Pavel Strand, 34, on Tuesday.",
                     "Police in Corrin arrested Pavel Strand, 37, on Tuesday.",
                     "conflict quantity age: Pavel Strand, 34 | Pavel Strand, 37", id="age"),
        pytest.param("A magnitude 6.1 earthquake struck Corrin on Tuesday.",
                     "A magnitude 7.2 earthquake struck Corrin on Tuesday.",
                     "conflict quantity: magnitude 6.1 | magnitude 7.2", id="magnitude"),
        pytest.param("Mayor Ilse Brandt said gunmen kidnapped 12 teachers in Corrin on Tuesday.",
                     "Mayor Ilse Brandt said gunmen kidnapped 15 teachers in Corrin on Tuesday.",
                     "conflict quantity: 12 teachers | 15 teachers", id="one-source-two-ways"),
        pytest.param(TAKEN, "Gunmen kidnapped 15 teachers in Corrin on Tuesday, Mayor Ilse Brandt said.",
                     "conflict quantity: 12 teachers | 15 teachers", id="own-voice-against-a-source"),
        pytest.param(TAKEN + " Police chief Tomas Werth said gunmen kidnapped 12 teachers in Corrin on Tuesday.",
                     "Mayor Ilse Brandt said gunmen kidnapped 15 teachers in Corrin on Tuesday.",
                     "conflict quantity: 12 teachers | 15 teachers", id="own-voice-beats-a-source"),
    ],
)  # fmt: skip
def test_two_amounts_of_one_thing_are_a_conflict(lines: Lines, one: str, two: str, line: str) -> None:
    """Amounts that exclude one another conflict unless two different named sources give them."""
    assert apart(lines(one, two)) == [line]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Police said 2,000 people marched through Corrin on Tuesday.",
         "Organizer Nadia Voss said 9,000 people marched through Corrin on Tuesday."),
        ("Army chief Tomas Werth said 12 rebels were killed in Corrin on Tuesday.",
         "A rebel spokesman, Karim Dost, said 4 rebels were killed in Corrin on Tuesday."),
    ],
    ids=["crowd", "toll"],
)  # fmt: skip
def test_two_named_sources_dispute_an_amount(lines: Lines, one: str, two: str) -> None:
    """Amounts that exclude one another and come from different named sources are a dispute, no conflict."""
    (line,) = apart(lines(one, two))
    assert line.startswith("dispute quantity")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        pytest.param("A bomb killed four people at a market in Corrin on Tuesday.",
                     "A bomb killed six people at a market in Corrin on Tuesday.", id="later-report"),
        pytest.param("A bomb killed four people at a market in Corrin on Tuesday.",
                     "The death toll from the bomb at a market in Corrin on Tuesday has risen to six.", id="has-risen"),
    ],
)  # fmt: skip
def test_a_toll_that_grew_between_reports_is_an_update(lines: Lines, one: str, two: str) -> None:
    """A higher toll in a report of a later day updates the lower one and does not contradict it."""
    found = lines(one, two, published=DAYS_APART)
    assert not apart(found)
    assert [line for line in found if line.startswith("update quantity")]


def test_an_age_a_year_later_is_an_update(lines: Lines) -> None:
    """A year between two reports explains an age that is one higher."""
    found = lines(
        "Police in Corrin arrested Pavel Strand, 34, on Tuesday.",
        "Pavel Strand, 35, was convicted in Corrin. Police in Corrin arrested Pavel Strand a year ago.",
        published=["2031-05-15", "2032-06-20"],
    )
    assert "update quantity age: Pavel Strand, 34 | Pavel Strand, 35" in found
    assert not apart(found)


@pytest.mark.parametrize(
    ("one", "two", "line"),
    [
        ("Gunmen kidnapped more than a dozen teachers in Corrin on Tuesday.",
         "Gunmen kidnapped 14 teachers in Corrin on Tuesday.",
         "refinement quantity: more than a dozen teachers | 14 teachers"),
        ("About 3,000 people marched through Corrin on Tuesday.", "2,950 people marched through Corrin on Tuesday.",
         "refinement quantity: About 3,000 people | 2,950 people"),
        ("Between 10 and 15 teachers were kidnapped in Corrin on Tuesday.", TAKEN,
         "refinement quantity: Between 10 and 15 teachers | 12 teachers"),
        ("At least four people were killed by a bomb in Corrin on Tuesday.",
         "Six people were killed by a bomb in Corrin on Tuesday.",
         "refinement quantity: At least four people | Six people"),
        ("Thieves stole about $40,000 from a bank in Corrin on Tuesday.",
         "Thieves stole $41,200 from a bank in Corrin on Tuesday.",
         "refinement quantity: about $40,000 | $41,200"),
    ],
    ids=["more-than", "about", "range", "at-least", "money"],
)  # fmt: skip
def test_an_exact_amount_refines_a_vague_one(lines: Lines, one: str, two: str, line: str) -> None:
    """An exact amount inside what a vague one allows refines it."""
    found = lines(one, two)
    assert line in found
    assert not apart(found)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        pytest.param("The council spent $1.2 million on the bridge in Corrin on Tuesday.",
                     "The council spent $1,203,400 on the bridge in Corrin on Tuesday.", id="rounded-money"),
        pytest.param("Some 3,000 people marched through Corrin on Tuesday.",
                     "Some 2,950 people marched through Corrin on Tuesday.", id="two-roundings"),
        pytest.param("Hundreds of people marched through Corrin on Tuesday.",
                     "About 700 people marched through Corrin on Tuesday.", id="hundreds"),
        pytest.param(TAKEN, "Gunmen kidnapped twelve teachers in Corrin on Tuesday.", id="words-and-digits"),
        pytest.param(TAKEN, "Gunmen kidnapped a dozen teachers in Corrin on Tuesday.", id="dozen"),
        pytest.param(BOMB, BOMB + " Three of the victims were killed at the gate.", id="three-of-the-victims"),
        pytest.param(BOMB + " Three of the five were students.", BOMB + " Two of the victims were children.",
                     id="parts-of-a-whole"),
        pytest.param(BOMB, "A bomb killed three adults and two children at a market in Corrin on Tuesday.",
                     id="parts-that-add-up"),
        pytest.param(TAKEN, TAKEN + " Five women were kidnapped.", id="women-among-them"),
        pytest.param("A blast in Corrin killed two people and injured three others on Tuesday.",
                     "A blast in Corrin on Tuesday left two dead and three people hurt.", id="dead-and-hurt"),
        pytest.param("Five people were injured in a blast in Corrin on Tuesday.",
                     "A man was badly injured and four others were injured in a blast in Corrin on Tuesday.",
                     id="others"),
        pytest.param("A gunman killed four people at a market in Corrin on Tuesday before killing himself.",
                     "Five people, including the gunman, died in a shooting at a market in Corrin on Tuesday.",
                     id="killer-included"),
        pytest.param("A blast in Corrin killed two people on Tuesday.",
                     "A blast in Corrin killed two people on Tuesday. In 2024 a blast in Corrin killed nine people.",
                     id="earlier-toll"),
        pytest.param("A bomb killed two people in Corrin on Tuesday.",
                     "A bomb killed two people in Corrin on Tuesday. Bombs have killed 60 people in Corrin this year.",
                     id="toll-of-a-year"),
        pytest.param("A bomb killed two people at a market in Corrin on Tuesday. A second bomb killed three at a school.",
                     "A bomb killed three people at a school in Corrin on Tuesday. Another bomb killed two at a market.",
                     id="two-bombs"),
        pytest.param("A bomb killed four people in Corrin on Tuesday. It could have killed 40 people, police said.",
                     "A bomb killed four people in Corrin on Tuesday.", id="could-have-killed"),
        pytest.param("Police initially said four people were killed by a bomb in Corrin but later said six were killed.",
                     "A bomb killed six people in Corrin on Tuesday.", id="toll-that-was-corrected"),
        pytest.param("The ferry, which can carry 200 passengers, sank off Port Amsel on Tuesday. It carried 80 passengers.",
                     "The ferry sank off Port Amsel on Tuesday with 80 passengers aboard.", id="capacity"),
        pytest.param("A bomb killed four people in Corrin on Tuesday. A bomb killed nine people in Corrin on Monday.",
                     "A bomb killed four people in Corrin on Tuesday.", id="toll-of-another-day"),
        pytest.param("Unemployment in Corrin rose to 6 percent, the bureau said on Tuesday.",
                     "Unemployment in Corrin rose by 2 percent, the bureau said on Tuesday.", id="rate-and-its-rise"),
        pytest.param("A blast in Corrin on Tuesday killed a man and a woman.",
                     "A blast in Corrin on Tuesday killed two people.", id="a-man-and-a-woman"),
        pytest.param("Four people were killed when a bomb went off in Corrin on Tuesday.",
                     "Nine people were injured when a bomb went off in Corrin on Tuesday.", id="killed-and-injured"),
        pytest.param("The ferry sank 10 miles off Port Amsel on Tuesday.",
                     "The ferry sank 16 kilometres off Port Amsel on Tuesday.", id="miles-and-kilometres"),
        pytest.param("Gunmen attacked a school in Corrin on Tuesday. It was the third attack in Corrin.",
                     "Gunmen attacked a school in Corrin on Tuesday. Two attacks were reported in May.",
                     id="ordinal"),
    ],
)  # fmt: skip
def test_amounts_that_can_both_be_true_stay_silent(lines: Lines, one: str, two: str) -> None:
    """Roundings, parts of a whole, others, another event's toll and other ways to write a number contradict nothing."""
    found = lines(one, two)
    assert not apart(found)
    assert any(" = " in line or " | " in line for line in found), "nothing was compared"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        pytest.param("Police in Corrin arrested Pavel Strand, 34, on Tuesday.",
                     "Police in Corrin arrested 34-year-old Pavel Strand on Tuesday.", id="before-the-name"),
        pytest.param("Two boys, aged 9 and 12, drowned in Lake Orrin on Tuesday.",
                     "A 12-year-old boy and a 9-year-old boy drowned in Lake Orrin on Tuesday.", id="two-boys"),
        pytest.param("A 9-year-old boy drowned in Lake Orrin on Tuesday. A 12-year-old boy was rescued.",
                     "A 12-year-old boy was rescued from Lake Orrin on Tuesday. A 9-year-old boy drowned.",
                     id="one-drowned-one-rescued"),
        pytest.param("Pavel Strand, 34, and his brother Tomas Strand, 29, were arrested in Corrin on Tuesday.",
                     "Tomas Strand, 29, was arrested in Corrin on Tuesday with Pavel Strand, 34.", id="two-brothers"),
        pytest.param("Jon Hale, 40, and his sister Joan Hale, 38, drowned in Lake Orrin on Tuesday.",
                     "Joan Hale, 38, drowned in Lake Orrin on Tuesday.", id="names-a-letter-apart"),
        pytest.param("A 34-year-old man was arrested in Corrin on Tuesday.",
                     "A 34-year-old man and a 29-year-old woman were arrested in Corrin on Tuesday.", id="two-people"),
    ],
)  # fmt: skip
def test_ages_of_different_people_stay_silent(lines: Lines, one: str, two: str) -> None:
    """The ages of two boys, two brothers or two suspects are not two ages of one person."""
    found = lines(one, two)
    assert not apart(found)
    assert any(" = " in line or " | " in line for line in found), "nothing was compared"
