"""What days, places and numbers belong to, on invented events."""

from collections.abc import Callable
from typing import Any

import pytest

The = Callable[[str, str], dict[str, Any]]
Tell = Callable[[str], list[dict[str, Any]]]


@pytest.mark.parametrize(
    "text",
    [
        "Police said on Tuesday that the man was shot.",
        "Police said Tuesday the man was shot.",
        "Police told reporters Tuesday the man was shot.",
        "The man was shot, police said Tuesday.",
        "The man was shot, according to police on Tuesday.",
        "In a statement late Tuesday, the police said the man was shot.",
        "Police said the man was shot in a statement on Tuesday.",
        "He wrote in a post on Tuesday that the man was shot.",
        "At a news conference on Tuesday, the mayor said the man was shot.",
        "Police confirmed on Tuesday that the man was shot.",
        "“The man was shot by a guard,” she wrote on Tuesday.",
        "The video, posted Tuesday, shows guards shooting a man.",
        "According to a report published Tuesday, the man was shot.",
        "By Tuesday, the man was shot and buried.",
    ],
)
def test_the_day_of_a_statement_is_not_the_day_of_the_event(the: The, text: str) -> None:
    """A day that dates the saying, the posting or the publication never dates what is told."""
    assert the("shoot", text)["when"] == {}


@pytest.mark.parametrize(
    ("text", "predicate", "day"),
    [
        ("The man was shot on Monday, police said Tuesday.", "shoot", "Monday"),
        ("Police said the man was shot Monday.", "shoot", "Monday"),
        ("Police say around 9 p.m. Monday, officers shot the man.", "shoot", "around 9 p.m. Monday"),
        ("On Monday, the bridge collapsed.", "collapse", "Monday"),
        ("On Monday, the bridge collapsed, killing four people.", "kill", "Monday"),
        ("Monday's collapse stunned the town.", "collapse", "Monday"),
        ("The Monday attack killed five people.", "attack", "Monday"),
        ("The Monday attack killed five people.", "kill", "Monday"),
        ("The strike, which on Monday destroyed the depot, was condemned.", "strike", "Monday"),
        ("The shooting happened on Monday night.", "shoot", "Monday night"),
        ("The blast, on Monday, injured ten people.", "injure", "Monday"),
        ("A blast that killed one man and injured ten people on Monday led to protests.", "blast", "Monday"),
        ("A blast that killed one man and injured ten people on Monday led to protests.", "kill", "Monday"),
        ("The man was shot on Monday and died on Wednesday.", "shoot", "Monday"),
        ("The man was shot on Monday and died on Wednesday.", "die", "Wednesday"),
        ("Kolm, who was arrested Monday, appeared in court Wednesday.", "arrest", "Monday"),
        ("Kolm, who was arrested Monday, appeared in court Wednesday.", "appear_in_court", "Wednesday"),
        ("Kolm was arrested on Friday over Monday's shooting of Piet Hollen.", "arrest", "Friday"),
        ("Kolm was arrested on Friday over Monday's shooting of Piet Hollen.", "shoot", "Monday"),
        ("Police arrested Kolm on Friday, two days after the shooting.", "arrest", "Friday"),
        ("The firm announced Monday that it will close the plant in March.", "close", "March"),
        ("Officials confirmed Wednesday that four died in Tuesday's collapse.", "collapse", "Tuesday"),
    ],
)
def test_the_day_of_an_event(the: The, text: str, predicate: str, day: str) -> None:
    """A day dates the occurrence of its own clause or noun, and that alone."""
    assert the(predicate, text)["when"] == {day: "event"}


def test_a_possessive_day_after_that(the: The) -> None:
    """The day of *Monday's strike* dates the strike where *that* goes before it, too."""
    assert list(the("strike", "The army said that Monday's strike failed.")["when"].values()) == ["event"]


def test_the_day_of_a_posting(the: The) -> None:
    """The day of an upload is bound to the publication."""
    assert the("upload", "The video was uploaded on Wednesday.")["when"] == {"Wednesday": "publication"}


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("Kolm read the Sunday paper and resigned.", "resign"),
        ("The current crisis forced the mayor to resign.", "resign"),
    ],
)
def test_a_day_inside_a_noun_phrase(the: The, text: str, predicate: str) -> None:
    """A time that is part of another noun's name dates no occurrence."""
    assert the(predicate, text)["when"] == {}


@pytest.mark.parametrize(
    ("text", "predicate", "places"),
    [
        ("The man was arrested in Lyon.", "arrest", {"Lyon"}),
        ("The man was arrested in the city of Lyon.", "arrest", {"Lyon"}),
        ("A gunman killed six people in a queue in Lyon on Monday.", "kill", {"Lyon"}),
        ("Thousands marched in Berlin and Vienna.", "march", {"Berlin", "Vienna"}),
        ("The fire in Lyon killed two people.", "kill", {"Lyon"}),
        ("The shooting took place in Lyon.", "shoot", {"Lyon"}),
        ("The envoy flew to Lyon, where rebels had shot a guard.", "shoot", {"Lyon"}),
        ("A man from Lyon was arrested.", "arrest", set()),
        ("The mayor of Lyon resigned.", "resign", set()),
        ("Lyon police arrested a man.", "arrest", set()),
        ("A man was arrested by Lyon police.", "arrest", set()),
        ("The troops withdrew from Lyon.", "withdraw", set()),
        ("Police in Lyon said a gunman killed six people.", "kill", set()),
    ],
)
def test_places(the: The, text: str, predicate: str, places: set[str]) -> None:
    """A place is where something happened only if a word of place says so."""
    assert the(predicate, text)["where"] == places


@pytest.mark.parametrize(
    ("text", "predicate", "low"),
    [
        ("The quake killed at least 12 people.", "kill", {12}),
        ("12 people, including three children, were killed.", "kill", {12}),
        ("The strike left 12 dead and 30 injured.", "die", {12}),
        ("The strike left 12 dead and 30 injured.", "injure", {30}),
        ("The blast left three people critically injured.", "injure", {3}),
        ("The death toll rose to 14.", "toll", {14}),
        ("Officials put the death toll at 31.", "toll", {31}),
        ("The number of people killed in the quake rose to 1,200.", "number", {1200}),
        ("There were 47 deaths.", "die", {47}),
        ("The authorities counted 47 deaths.", "die", {47}),
        ("Seventeen people were unaccounted for.", "be unaccounted", {17}),
        ("Police put the turnout at 18,000.", "turnout", {18000}),
        ("Organisers put the number of marchers at 40,000.", "number", {40000}),
        ("More than 1,200 people have been killed, with another 300 missing.", "go_missing", {300}),
        ("Five of the 12 dead were children.", "die", {12}),
        ("One of the people killed in the crash was a nurse.", "kill", set()),
        ("The firm cut 300 jobs.", "cut_job", {300}),
    ],
)
def test_numbers(the: The, text: str, predicate: str, low: set[float]) -> None:
    """A number belongs to the occurrence whose participants it counts, and a subset's is not the toll."""
    assert the(predicate, text)["how_many"] == low


def test_a_toll_is_told_once(tell: Tell) -> None:
    """The verb that moves a toll, and the verb *leave* before the dead, make no claim beside it."""
    assert [c["predicate"] for c in tell("The death toll rose to 14.")] == ["toll"]
    assert [c["predicate"] for c in tell("The fire left 12 dead.")] == ["fire", "die"]
