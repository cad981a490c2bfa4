"""Sources resolved to names, on invented events."""

from collections.abc import Callable

import pytest

from variorum.annotate.mentions import mentions
from variorum.annotate.parse import parse
from variorum.claims.attribution import attributions
from variorum.claims.attribution.names import Namer
from variorum.model import Attribution, Layers, Reference, Report
from variorum.settings import Attributing

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


@pytest.mark.parametrize(
    ("text", "head", "name"),
    [
        ("Rep. Ina Dorn notes that the dam is unsafe.", "Rep.", "Ina Dorn"),
        ("Lt. Gov. Leo Brandt notes that the dam is unsafe.", "Lt.", "Leo Brandt"),
        ("Tolba Shipping Co. said that Ina Dorn had left.", "Co.", "Tolba Shipping Co."),
    ],
)
def test_a_title_taken_for_the_source_gives_the_name_behind_it(text: str, head: str, name: str) -> None:
    """Where the parse makes an abbreviated title the subject, the source is who bears it; a firm's own *Co.* stays."""
    parsed = parse(text)
    named, entities = mentions(parsed)
    layers = Layers("r", parsed, Reference(None, "none", "a test"), named, entities, (), (), (), ())
    (at,) = (t.index for t in parsed.tokens if t.text == head)
    assert Namer(layers, frozenset()).source(at)[1] == name


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


def _named(text: str) -> dict[str, str | None]:
    """The name of each source of a text, by the words of the source; coreference included."""
    parsed = parse(text)
    named, entities = mentions(parsed)
    layers = Layers("r", parsed, Reference(None, "none", "a test"), named, entities, (), (), (), ())
    found = attributions(Report("r", "", (), text, ()), layers, Attributing.RULES)
    return {s.of(text): a.source_name for a in found for s in a.source}


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (
            ("Former candidate Bernard Salter, who backed the plan, arrived on Monday. The Norland senator said that he "
            "would stay."),
            "The Norland senator", "Bernard Salter",
        ),
        (
            "On one side of the quay are activists who doubt the plan. They say that the port was sold.",
            "They", "activists",
        ),
        (
            "The Ellery Rescue Centre is run by two nurses. The center said that its funds were spent.",
            "The center", "the Ellery Rescue Centre",
        ),
    ],
)  # fmt: skip
def test_another_way_of_naming_the_same(text: str, words: str, name: str) -> None:
    """An office not told before is that of the one just spoken of; *they* may be who stands behind the verb."""
    assert _named(text)[words] == name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            (
                "Bernard Salter met Ines Horal, the Norland senator. Salter spoke for an hour. The senator said that she "
                "would stay."
            ),
            "The senator",
        ),
        ("Ines Horal spoke for an hour. The businessman said that he would stay.", "The businessman"),
        (
            "Bernard Salter thanked the crew, and Ines Horal thanked the town. The candidate said that it was late.",
            "The candidate",
        ),
    ],
)
def test_an_office_of_another_is_not_given_away(text: str, words: str) -> None:
    """An office that the report gives to somebody else, or that two could hold, names no one of the last sentence."""
    assert _named(text)[words] not in {"Bernard Salter"} | (
        {"Ines Horal"} if words != "The senator" else set()
    )
