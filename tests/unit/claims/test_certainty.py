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
        ("The video shows that Pell robbed the bank.", "rob", "asserted"),
        ("The jury found that Pell robbed the bank.", "rob", "asserted"),
        ("She did not know that Pell robbed the bank.", "rob", "asserted"),
    ],
)
def test_what_is_not_proved_is_not_told(the: The, text: str, predicate: str, modality: str) -> None:
    """What could not be shown, or is called false, is supposed only; what is shown or not known is told."""
    assert the(predicate, text)["modality"] == modality
