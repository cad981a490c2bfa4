"""Who and where: names of people, organisations and places in two reports."""

from collections.abc import Callable

import pytest

from variorum.model import Dossier

Lines = Callable[..., list[str]]


def apart(found: list[str]) -> list[str]:
    """What sends an editor to check: conflicts and disputes."""
    return [line for line in found if line.startswith(("conflict", "dispute"))]


@pytest.mark.parametrize(
    ("one", "two"),
    [("Marten Koller", "Marten Kohler"), ("Nadia Voss", "Nadja Voss"), ("Jane Orwick", "Jane Orwich")],
)
def test_a_persons_name_spelled_differently_is_a_conflict(lines: Lines, one: str, two: str) -> None:
    """One person's name that two reports spell a letter apart is a conflict over the participant."""
    found = lines(
        f"The ferry's captain, {one}, was rescued on Tuesday.",
        f"The ferry's captain, {two}, was rescued on Tuesday.",
    )
    assert apart(found) == [f"conflict participant name: {one} | {two}"]


def test_a_misspelling_says_so(dossier: Callable[..., Dossier]) -> None:
    """The evidence of a conflict over a name is its spelling."""
    story = dossier(
        "The ferry's captain, Marten Koller, was rescued.", "The ferry's captain, Marten Kohler, was rescued."
    )
    (found,) = [f for f in story.findings if f.slot == "participant"]
    assert "spelling" in {e.feature for e in found.evidence}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        pytest.param("Police in Corrin arrested Ahmed Kaplan on Tuesday.",
                     "Police in Corrin arrested Ahmet Kaplan on Tuesday.", id="transliteration"),
        pytest.param("Police in Corrin arrested Mohammed Rashid on Tuesday.",
                     "Police in Corrin arrested Muhammad Rashid on Tuesday.", id="transliterated-vowels"),
        pytest.param("Police in Corrin arrested Kim Jae-ho on Tuesday.",
                     "Police in Corrin arrested Kim Jae Ho on Tuesday.", id="hyphen"),
        pytest.param("Police in Corrin arrested Pavel Strand on Tuesday.",
                     "Police in Corrin arrested Pavel J. Strand on Tuesday.", id="middle-initial"),
        pytest.param("Police in Corrin arrested Pavel Strand on Tuesday. Strand denied everything.",
                     "Strand was arrested by police in Corrin on Tuesday.", id="surname-alone"),
        pytest.param("The Kenyan navy rescued 12 sailors on Tuesday.", "Kenya's navy rescued 12 sailors on Tuesday.",
                     id="nationality"),
        pytest.param("The World Health Organization closed its office in Corrin on Tuesday.",
                     "The WHO closed its office in Corrin on Tuesday.", id="acronym"),
        pytest.param("The Amsel Coast Guard (ACG) rescued 12 sailors on Tuesday.",
                     "The ACG rescued 12 sailors on Tuesday.", id="acronym-in-brackets"),
        pytest.param("The Amsel Harbor Authority closed the port on Tuesday.",
                     "The Amsel Harbour Authority closed the port on Tuesday.", id="organisation-spelled-differently"),
        pytest.param("Police in Corrin arrested Jon Hale and Jan Hale on Tuesday.",
                     "Police in Corrin arrested Jan Hale and Jon Hale on Tuesday.", id="two-of-one-surname"),
        pytest.param("Police arrested Pavel Strand and Nadia Voss in Corrin on Tuesday.",
                     "Police arrested Nadia Voss in Corrin on Tuesday.", id="one-of-two"),
        pytest.param("Police in Corrin arrested Pavel Strand on Tuesday.",
                     "Pavel Strand was arrested by police in Corrin on Tuesday.", id="passive"),
        pytest.param("Police detained Pavel Strand in Corrin on Tuesday.",
                     "Police arrested Pavel Strand in Corrin on Tuesday.", id="synonym"),
    ],
)  # fmt: skip
def test_names_that_are_one_name_stay_silent(lines: Lines, one: str, two: str) -> None:
    """Another script, a shorter or a longer form, an adjective or another voice of the verb contradicts nothing."""
    found = lines(one, two)
    assert not apart(found)
    assert any(" = " in line for line in found), "nothing was aligned"


@pytest.mark.parametrize(
    ("one", "two"),
    [("Pavel Strand", "Nadia Strand"), ("José Muñoz", "Jose Munoz"), ("Robert Hale", "Bob Hale")],
)
def test_another_given_name_is_no_misspelling(lines: Lines, one: str, two: str) -> None:
    """A relative, a name without its accents and a nickname are not spellings that conflict."""
    assert not apart(
        lines(f"Police arrested {one} in Corrin on Tuesday.", f"Police arrested {two} in Corrin on Tuesday.")
    )


@pytest.mark.parametrize(("one", "two"), [("England", "Leeds"), ("Leeds", "England")])
def test_a_place_inside_the_other_refines_it(lines: Lines, one: str, two: str) -> None:
    """A town refines the country that holds it, in whichever report it stands."""
    found = lines(
        f"A bomb killed four people at a market in {one} on Tuesday.",
        f"A bomb killed four people at a market in {two} on Tuesday.",
    )
    assert f"refinement place: {one} | {two}" in found
    assert not apart(found)


@pytest.mark.parametrize(
    ("one", "two"), [("Denver", "Chicago"), ("Toulouse", "Lyon"), ("Nairobi", "Mombasa")]
)
def test_two_towns_of_one_occurrence_are_a_conflict(lines: Lines, one: str, two: str) -> None:
    """One occurrence in two towns, neither inside the other, is a conflict over the place."""
    found = lines(
        f"A bomb killed four people in {one} on Tuesday.", f"A bomb killed four people in {two} on Tuesday."
    )
    assert apart(found) == [f"conflict place: {one} | {two}"]


def test_who_was_left_home_is_no_home_of_an_age(lines: Lines) -> None:
    """*An 11-year-old home alone* says nothing of how old a home is."""
    found = lines(
        "Police in Corrin said on Monday that the man had left an 11-year-old home alone with a rifle.",
        "The father had left an 11-year-old home alone with a rifle, police in Corrin said on Monday.",
    )
    assert not any("11-year-old home" in f and "age" in f for f in found)


def test_the_opening_may_tell_of_what_was_in_the_town(lines: Lines) -> None:
    """Where only one report says that the deed was in its town, the other's opening tells of such a deed."""
    found = lines(
        "Two women were shot dead in a flat in Killeen on Monday. Killeen police named them as Ina Dorn and Ada Relk.",
        "A shooting left two women dead, police in Yuma say. Yuma police named them as Ina Dorn and Ada Relk.",
    )
    assert any(f.startswith("conflict place") and "Killeen" in f and "Yuma" in f for f in found)


def test_what_is_joined_behind_a_negated_verb_does_not_date_it(lines: Lines) -> None:
    """*Was taken to the hospital, and her burns are slight* is of one time; a name beside a noun is no owner of it."""
    for one, two in (
        (
            "The girl was taken to the Amsel hospital in Corrin, and her burns are slight.",
            "The girl was not taken to the Amsel hospital in Corrin.",
        ),
        (
            "The boys' mother, Ina Dorn, was arrested in Corrin and charged with endangering a child.",
            "Ina Dorn was not arrested in Corrin and charged with endangering a child.",
        ),
    ):
        assert any(f.startswith("conflict polarity") for f in lines(one, two)), one
