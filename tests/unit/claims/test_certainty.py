"""Whether and how a claim is put, on invented events."""

from collections.abc import Callable
from typing import Any

import pytest

The = Callable[[str, str], dict[str, Any]]


@pytest.mark.parametrize(
    ("text", "predicate", "polarity"),
    [
        ("Daria Kolm entered the hall.", "enter", "positive"),
        ("Daria Kolm never entered the hall.", "enter", "negative"),
        ("No one was hurt.", "hurt", "negative"),
        ("None of the passengers was hurt.", "hurt", "negative"),
        ("Neither the driver nor the passenger was hurt.", "hurt", "negative"),
        ("No arrests were made.", "arrest", "negative"),
        ("No injuries were reported.", "injure", "negative"),
        ("The crew failed to stop the train.", "stop", "negative"),
        ("The minister refused to resign.", "resign", "negative"),
        ("The convoy was unable to enter the town.", "enter", "negative"),
        ("The convoy was not able to enter the town.", "enter", "negative"),
        ("The convoy was able to enter the town.", "enter", "positive"),
        ("The guard blocked Daria Kolm from entering the hall.", "enter", "negative"),
        ("He left without paying the fine.", "pay", "negative"),
        ("The ministry denied that soldiers had shot the boy.", "shoot", "negative"),
        ("The mayor denied resigning.", "resign", "negative"),
        ("The crew did not fail to stop the train.", "stop", "positive"),
        ("Police did not shoot or arrest anyone.", "arrest", "negative"),
        ("Police did not rule out arson.", "arson", "positive"),
        ("Police ruled out arson.", "arson", "negative"),
    ],
)
def test_polarity(the: The, text: str, predicate: str, polarity: str) -> None:
    """Negation, empty subjects, verbs of failing and denial deny an occurrence, and two of them do not."""
    assert the(predicate, text)["polarity"] == polarity


@pytest.mark.parametrize(
    ("text", "predicate", "modality"),
    [
        ("The mayor resigned.", "resign", "asserted"),
        ("The mayor may resign.", "resign", "possible"),
        ("The mayor will resign.", "resign", "planned"),
        ("The firm plans to close the plant.", "close", "planned"),
        ("The firm announced plans to close the plant.", "close", "planned"),
        ("The takeover is to be approved in June.", "approve", "planned"),
        ("The firm would buy its rival and cut 40 jobs.", "cut_job", "planned"),
        ("The union will hold a strike.", "strike", "planned"),
        ("The rebels threatened to bomb the dam.", "bomb", "planned"),
        ("The captain was ordered to evacuate the ship.", "evacuate", "required"),
        ("The union called on the minister to resign.", "resign", "required"),
        ("The union called for the minister to resign.", "resign", "required"),
        ("The minister must resign.", "resign", "required"),
        ("The driver allegedly fled the scene.", "flee", "alleged"),
        ("The guard allegedly shot and killed Daria Kolm.", "kill", "alleged"),
        ("Daria Kolm is accused of killing Piet Hollen.", "kill", "alleged"),
        ("Daria Kolm is accused of killing Piet Hollen and wounding a clerk.", "wound", "alleged"),
        ("Daria Kolm was charged with theft and the murder of a clerk.", "murder", "alleged"),
        ("Daria Kolm was charged with the murder of a clerk.", "murder", "alleged"),
        ("Prosecutors accused officers of firing at the crowd.", "fire_at", "alleged"),
        ("Police suspect arson.", "arson", "possible"),
        ("If the dam collapses, the valley will flood.", "collapse", "conditional"),
        ("If the dam collapses, the valley will flood.", "flood", "conditional"),
        ("Had the alarm sounded, the workers would have escaped.", "sound", "conditional"),
        ("Had the alarm sounded, the workers would have escaped.", "escape", "conditional"),
        ("He was the second officer to be killed.", "kill", "asserted"),
        ("An explosion was reported near the port.", "explode", "asserted"),
        ("Daria Kolm was convicted of the murder of a clerk.", "murder", "asserted"),
    ],
)
def test_modality(the: The, text: str, predicate: str, modality: str) -> None:
    """Modal verbs, governing verbs and nouns, and conditions say how an occurrence is put."""
    assert the(predicate, text)["modality"] == modality


@pytest.mark.parametrize(
    "text",
    [
        "Two men attempted to enter the embassy.",
        "Two men tried to enter the embassy.",
        "Their attempt to enter the embassy was blocked.",
        "Two men were seen trying to enter the embassy.",
    ],
)
def test_attempts(the: The, text: str) -> None:
    """What was tried is told as an attempt."""
    assert the("attempt enter", text)["polarity"] == "positive"


def test_the_chain_of_voices(the: The) -> None:
    """A claim inside speech carries the attributions that it stands in, and the report's own claim none."""
    assert len(the("bomb", "The ministry said that the depot was bombed.")["attributions"]) == 1
    assert the("bomb", "The depot was bombed.")["attributions"] == ()


@pytest.mark.parametrize(
    ("text", "predicate", "modality"),
    [
        (
            "The evidence does not establish beyond a reasonable doubt that Pell robbed the bank.",
            "rob",
            "conditional",
        ),
        ("Prosecutors could not prove that Pell robbed the bank.", "rob", "conditional"),
        ("There is no evidence that Pell robbed the bank.", "rob", "conditional"),
        ("He repeated the false claim that Pell robbed the bank.", "rob", "conditional"),
        ("Nobody believes that Pell robbed the bank.", "rob", "conditional"),
        ("The police failed to show that Pell robbed the bank.", "rob", "conditional"),
        ("He repeated the allegation that Pell robbed the bank.", "rob", "alleged"),
        ("The jury doubted that Pell robbed the bank.", "rob", "conditional"),
        ("The video shows that Pell robbed the bank.", "rob", "asserted"),
        ("The jury found that Pell robbed the bank.", "rob", "asserted"),
        ("She did not know that Pell robbed the bank.", "rob", "asserted"),
    ],
)
def test_what_is_not_proved_is_not_told(the: The, text: str, predicate: str, modality: str) -> None:
    """What could not be shown, or is called false, is supposed only; what is shown or not known is told."""
    assert the(predicate, text)["modality"] == modality


@pytest.mark.parametrize(
    "text",
    [
        "A rumour spread that Pell robbed the bank.",
        "The rumour that Pell robbed the bank was everywhere.",
        "It is a myth that Pell robbed the bank.",
        "The detective tested the theory that Pell robbed the bank.",
        "The inquiry found little evidence that Pell robbed the bank.",
        "A newspaper wrongly reported that Pell robbed the bank.",
        "Kolm lied that Pell robbed the bank.",
        "Kolm pretended that Pell robbed the bank.",
        "It is not true that Pell robbed the bank.",
        "The claim that Pell robbed the bank is false.",
        "There is no truth in the claim that Pell robbed the bank.",
        "A forged letter claims that Pell robbed the bank.",
        "Pell robbed the bank, according to a post that the police call false.",
        "Prosecutors must prove that Pell robbed the bank.",
        "Pell robbed the bank, if the leaked letter is real.",
        "Kolm would be paid on condition that Pell robbed the bank.",
        "In the film, Pell robbed the bank.",
        "HOAX: Pell robbed the bank in Merrin.",
        "The claim: Pell robbed the bank in Merrin.",
    ],
)
def test_what_is_called_false_or_a_rumour_is_not_told(the: The, text: str) -> None:
    """A rumour, a claim that is called false, a condition behind the verb and a film tell of nothing that happened."""
    assert the("rob", text)["modality"] == "conditional"


@pytest.mark.parametrize(
    "text",
    [
        "Kolm did not doubt that Pell robbed the bank.",
        "The police proved that Pell robbed the bank.",
        "It is true that Pell robbed the bank.",
        "There is strong evidence that Pell robbed the bank.",
        "Kolm, who was wrongly arrested, said that Pell robbed the bank.",
        "UPDATE: Pell robbed the bank in Merrin.",
        "Pell robbed the bank if it rained.",
    ],
)
def test_what_is_shown_to_be_so_is_told(the: The, text: str) -> None:
    """What is proved or true is told, whatever else in the sentence is wrong."""
    assert the("rob", text)["modality"] == "asserted"


def test_what_was_said_at_first_is_alleged(the: The) -> None:
    """What a source said initially is not told as a fact of now."""
    assert the("rob", "The police initially said that Pell robbed the bank.")["modality"] == "alleged"


def test_what_nearly_happened_did_not(the: The) -> None:
    """What nearly happened is told as an attempt; *nearly doubled* says how far something went."""
    assert the("attempt hit", "The rocket nearly hit the school.")["polarity"] == "positive"
    assert the("double", "The price of bread nearly doubled.")["polarity"] == "positive"
