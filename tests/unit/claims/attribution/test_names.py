"""Sources resolved to names, on invented events."""

from collections.abc import Callable

import pytest

from variorum.model import Attribution

Find = Callable[..., tuple[Attribution, ...]]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Witnesses said that the ferry sank.", "Witnesses"),
        ("The police said that the ferry sank.", "the police"),
        ("A source close to the inquiry said that the ferry sank.", "a source close to the inquiry"),
        ("Court documents say that the ferry sank.", "Court documents"),
        ("Ada Brandt, the harbour master, said that the ferry sank.", "Ada Brandt"),
        ("Ada Brandt spoke first. Brandt said that the ferry sank.", "Ada Brandt"),
        ("Karl Ruiz, who said that the ferry sank, was there.", "Karl Ruiz"),
        ("Ada Brandt and Karl Ruiz said that the ferry sank.", "Ada Brandt and Karl Ruiz"),
    ],
)
def test_a_source_is_named_without_coreference(find: Find, text: str, name: str) -> None:
    """Names, groups, documents and anonymous sources are named by their own words."""
    assert [a.source_name for a in find(text)] == [name]


def test_the_name_comes_from_the_entity(find: Find) -> None:
    """Where coreference knows who is meant, its fullest name is the source's name."""
    text = "She said that the ferry sank."
    (found,) = find(text, named={"She": "Ada Brandt"})
    assert (found.source_name, found.entity) == ("Ada Brandt", "e-Ada Brandt")


def test_a_source_is_never_named_by_a_pronoun(find: Find) -> None:
    """A pronoun that nothing resolves leaves the name empty."""
    (found,) = find("They said that the ferry sank.")
    assert found.source_name is None


def test_an_institution_named_only_later_is_recognised(find: Find) -> None:
    """*The ministry* is the one ministry that the report names, even further down."""
    text = "The ministry said that the ferry sank.\n\nNorland’s Harbour Ministry has no boats."
    assert find(text)[0].source_name == "Norland’s Harbour Ministry"


def test_two_ministries_leave_the_ministry_unresolved(find: Find) -> None:
    """With two candidates nothing is guessed."""
    text = "The ministry said that the ferry sank.\n\nThe Harbour Ministry and the Labour Ministry met."
    assert find(text)[0].source_name == "the ministry"


def test_it_repeats_the_subject_and_the_route_is_kept(find: Find) -> None:
    """*It said in a statement released to …* is the ministry, through the paper."""
    text = (
        "The ministry “immediately sent a note to the embassy of Norland,” it said in a statement released to "
        "the Tolba Courier.\n\nAccording to Norland’s Foreign Ministry, the ferry sank."
    )
    (found,) = [a for a in find(text) if a.quoted]
    assert (found.source_name, found.via) == ("Norland’s Foreign Ministry", ("the Tolba Courier",))


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("“The pier is gone,” Ada Brandt told the Tolba Courier.", ("the Tolba Courier",)),
        (
            "“The pier is gone,” Ada Brandt said in an interview with the Tolba Courier.",
            ("the Tolba Courier",),
        ),
        ("“The pier is gone,” Ada Brandt told reporters on Monday.", ()),
        ("“The pier is gone,” Ada Brandt told Karl Ruiz.", ()),
    ],
)
def test_the_route_is_an_outlet(find: Find, text: str, via: tuple[str, ...]) -> None:
    """Words given to an outlet came through it; words said to a person did not."""
    assert find(text)[0].via == via
