"""Who did what to whom, in the syntactic forms of news, on invented events."""

from collections.abc import Callable
from typing import Any

import pytest

The = Callable[[str, str], dict[str, Any]]
Tell = Callable[[str], list[dict[str, Any]]]

AGENT, PATIENT = "agent", "patient"


@pytest.mark.parametrize(
    ("text", "predicate", "roles"),
    [
        ("A guard shot Daria Kolm.", "shoot", {(AGENT, "A guard"), (PATIENT, "Daria Kolm")}),
        ("Daria Kolm was shot by a guard.", "shoot", {(AGENT, "a guard"), (PATIENT, "Daria Kolm")}),
        ("The guard who shot Daria Kolm fled.", "shoot", {(AGENT, "The guard"), (PATIENT, "Daria Kolm")}),
        ("Daria Kolm, who was shot by a guard, survived.", "shoot", {(AGENT, "a guard"), (PATIENT, "Daria Kolm")}),
        ("Three men arrested by the army were freed.", "arrest", {(AGENT, "the army"), (PATIENT, "Three men")}),
        ("The woman seen leaving the mill was arrested.", "leave", {(AGENT, "The woman"), (PATIENT, "the mill")}),
        ("The woman seen leaving the mill was arrested.", "arrest", {(PATIENT, "The woman")}),
        ("Police said both of the men shot were gang members.", "shoot", {(PATIENT, "both of the men")}),
        ("The bridge collapsed.", "collapse", {(PATIENT, "The bridge")}),
        ("The plant will close.", "close", {(PATIENT, "The plant")}),
        ("The firm will close the plant.", "close", {(AGENT, "The firm"), (PATIENT, "the plant")}),
        ("At least 12 people were killed and 30 injured.", "injure", {(PATIENT, "30")}),
        ("He had a bullet in his leg and was hit in the arm.", "hit", {(PATIENT, "He"), ("in", "the arm")}),
        ("Parliament passed the law by a majority.", "pass", {(AGENT, "Parliament"), (PATIENT, "the law"), ("by", "a majority")}),
    ],
)  # fmt: skip
def test_roles(the: The, text: str, predicate: str, roles: set[tuple[str, str]]) -> None:
    """Voice, relative clauses and participles change the form of a sentence and not who does what to whom."""
    assert the(predicate, text)["roles"] == roles


@pytest.mark.parametrize(
    ("text", "predicate", "agent"),
    [
        ("The alarm prompted agents to pursue the van.", "pursue", "agents"),
        ("The guard blocked Daria Kolm from entering the hall.", "enter", "Daria Kolm"),
        ("Prosecutors accused officers of firing at the crowd.", "fire_at", "officers"),
        ("The union called on the minister to resign.", "resign", "the minister"),
        ("The court ordered the ministry to release the files.", "release", "the ministry"),
        ("Two men attempted to enter the embassy.", "attempt enter", "Two men"),
        ("Her attempt to enter the consulate was blocked.", "attempt enter", "Her"),
        ("The firm announced plans to lay off 300 workers.", "lay_off", "The firm"),
        ("The court on Friday convicted Kolm of killing Piet Hollen.", "kill", "Kolm"),
        ("Kolm pleaded guilty to stabbing Piet Hollen.", "stab", "Kolm"),
        ("Police opened fire on the marchers, wounding two.", "wound", "Police"),
        ("The hall was attacked by rebels, wounding three staff.", "wound", "rebels"),
        ("Rescuers found the man bleeding in a ditch.", "bleed", "the man"),
    ],
)
def test_the_doer_of_a_clause_without_a_subject(the: The, text: str, predicate: str, agent: str) -> None:
    """Who does what an infinitive or a participle tells of follows from the verb that governs it."""
    assert {name for role, name in the(predicate, text)["roles"] if role == AGENT} == {agent}


def test_no_doer_is_made_up(the: The) -> None:
    """The hall that was attacked did not wound anybody."""
    found = the("wound", "The hall was attacked at dawn, wounding three staff.")
    assert found["roles"] == {(PATIENT, "three staff")}


def test_the_object_of_two_verbs(the: The) -> None:
    """Whom police shot and killed they shot, too."""
    text = "Police shot and killed Daria Kolm."
    assert the("shoot", text)["roles"] == {(AGENT, "Police"), (PATIENT, "Daria Kolm")}
    assert the("kill", text)["roles"] == {(AGENT, "Police"), (PATIENT, "Daria Kolm")}


@pytest.mark.parametrize(
    ("text", "predicate", "roles"),
    [
        ("The fatal shooting of Daria Kolm by two guards shocked the town.", "shoot",
         {(PATIENT, "Daria Kolm"), (AGENT, "two guards")}),
        ("The arrest of Daria Kolm drew protests.", "arrest", {(PATIENT, "Daria Kolm")}),
        ("Daria Kolm's arrest drew protests.", "arrest", {(PATIENT, "Daria Kolm")}),
        ("The army's attack on the depot was condemned.", "attack", {(AGENT, "The army"), ("on", "the depot")}),
        ("Rebels carried out an attack on the depot.", "attack", {(AGENT, "Rebels"), ("on", "the depot")}),
        ("Officers made an arrest in the case.", "arrest", {(AGENT, "Officers"), ("in", "the case")}),
        ("The town suffered an attack.", "attack", {(PATIENT, "The town")}),
    ],
)  # fmt: skip
def test_event_nouns(the: The, text: str, predicate: str, roles: set[tuple[str, str]]) -> None:
    """An event noun has the participants that the verb of the same occurrence has."""
    found = the(predicate, text)
    assert found["nominal"]
    assert found["roles"] == roles


def test_a_fatal_shooting_is_a_killing(the: The) -> None:
    """A fatal shooting, and whoever was shot dead or stabbed to death, belongs to the killings too."""
    assert "kill" in the("shoot", "The fatal shooting of Daria Kolm shocked the town.")["classes"]
    assert "kill" in the("stab_to_death", "Daria Kolm was stabbed to death.")["classes"]
    assert "kill" not in the("shoot", "The shooting of Daria Kolm shocked the town.")["classes"]


def test_a_claim_for_each_named_person(tell: Tell) -> None:
    """The deaths of two named people are two occurrences."""
    found = [
        c
        for c in tell("The deaths of Daria Kolm and Piet Hollen remain unexplained.")
        if c["predicate"] == "die"
    ]
    assert [c["roles"] for c in found] == [{(PATIENT, "Daria Kolm")}, {(PATIENT, "Piet Hollen")}]


@pytest.mark.parametrize(
    ("text", "predicate", "name"),
    [
        ("Two men were taken into custody.", "take_into_custody", "arrest"),
        ("The minister stepped down.", "step_down", "resign"),
        ("The rebels blew up the bridge.", "blow_up", "explode"),
        ("Three soldiers were found dead in a barn.", "find_dead", "find_dead"),
        ("Police opened fire on the marchers.", "open_fire", "shoot"),
        ("The soldier fired his rifle.", "fire", "shoot"),
        ("The firm fired its manager.", "fire", "lay_off"),
        ("The court released two prisoners.", "release", "release"),
        ("The court released the footage.", "release", "upload"),
        ("The envoy left the city.", "leave", "leave"),
    ],
)
def test_classes_of_phrases(the: The, text: str, predicate: str, name: str) -> None:
    """Particles and objects decide which kind of occurrence a verb tells of."""
    assert name in the(predicate, text)["classes"]


@pytest.mark.parametrize(
    ("text", "predicate", "name"),
    [
        ("The firm fired its manager.", "fire", "shoot"),
        ("Daria Kolm was found dead on Thursday.", "find_dead", "kill"),
        ("The court released the footage.", "release", "release"),
        ("Police searched for the boy.", "search", "search_raid"),
        ("The row left both nations on edge.", "leave", "leave"),
        ("The mayor dropped the idea.", "drop", "fall"),
        ("The firm gave up the plan.", "give_up", "donate"),
    ],
)
def test_classes_that_do_not_hold(the: The, text: str, predicate: str, name: str) -> None:
    """A verb is not of a class that its object rules out."""
    assert name not in the(predicate, text)["classes"]


@pytest.mark.parametrize(
    "text",
    [
        "“I saw the man run into the mill,” she said.",
        "“We will rebuild the bridge,” the mayor said.",
        "“You have to leave the hall,” a guard told them.",
    ],
)
def test_direct_speech_about_i_and_you(tell: Tell, text: str) -> None:
    """What a source says of itself or its hearers is an utterance and no claim."""
    assert tell(text) == []


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("Police fired three shots at the car.", "shoot"),
        ("Guards returned fire.", "fire"),
        ("She stood at the end of the street.", "end"),
        ("He will attend campaign events in the spring.", "event"),
    ],
)
def test_nouns_that_are_no_occurrence_of_their_own(tell: Tell, text: str, noun: str) -> None:
    """The object of a verb of its own kind, and *events* in general, make no further claim."""
    assert noun not in {c["predicate"] for c in tell(text)}


def test_who_without_an_antecedent_is_nobody(the: The) -> None:
    """A question names no doer."""
    assert the("fire", "It was not clear who fired the shots.")["roles"] == {(PATIENT, "the shots")}
