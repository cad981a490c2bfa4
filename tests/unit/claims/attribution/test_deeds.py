"""Accounts told over several sentences: what was done is nobody's speech. The events are invented."""

import pytest

from variorum.annotate.mentions import mentions
from variorum.annotate.parse import parse
from variorum.claims.attribution import chosen
from variorum.claims.attribution.tagger import network
from variorum.model import Attribution, Layers, Reference, Report
from variorum.settings import Attributing

CHOICES = [Attributing.RULES, Attributing.TAGGER]
ACCOUNTS = {
    "knife": (
        (
            "Police said they were called to a flat on Kern Street early on Monday. The man then threatened an "
            "officer with a knife. He was shot once and died at the scene."
        ),
        ("Police", "they were called to a flat on Kern Street early on Monday"),
    ),
    "gun": (
        (
            "According to the complaint, Doran entered the shop at noon. He pointed a gun at the clerk. "
            " He fired two shots and fled in a red car."
        ),
        ("the complaint", "Doran entered the shop at noon"),
    ),
    "call": (
        (
            "Officers responded to a call about a fight behind the mill. They recovered a rifle, two knives and a bag. A "
            "neighbour called 911. The men had known each other, Lt. Sam Price said."
        ),
        ("Sam Price", "The men had known each other"),
    ),
    "clock": (
        (
            "Police Chief Marta Vell said the van left Harbour Street at about 9 a.m. The driver, a 41-year-old man, "
            "lost control near the fountain. Officers arrested him."
        ),
        ("Marta Vell", "the van left Harbour Street at about 9 a.m."),
    ),
}


def _found(text: str, choice: Attributing) -> tuple[Attribution, ...]:
    if choice is Attributing.TAGGER and not network.installed():
        pytest.skip("the tagger's weights (packages/variorum-tagger) are not installed")
    parsed = parse(text)
    named, entities = mentions(parsed)
    layers = Layers("r", parsed, Reference(None, "none", "a test"), named, entities, (), (), (), ())
    return chosen(choice).attribute(Report("r", "", (), text, ()), layers)


@pytest.mark.parametrize("choice", CHOICES, ids=str)
@pytest.mark.parametrize("name", ACCOUNTS)
def test_the_sentences_after_a_statement_get_no_source_that_is_none(name: str, choice: Attributing) -> None:
    """Only the sentence that names its source has one; what is done in the others is not taken for speech."""
    text, (source, told) = ACCOUNTS[name]
    found = _found(text, choice)
    assert [(a.source_name, " ".join(c.of(text) for c in a.content)) for a in found] == [(source, told)]


@pytest.mark.parametrize("choice", CHOICES, ids=str)
@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Ada Quist responded to the criticism of the council on Monday, saying that it was late.", "saying"),
        ("Ada Quist pointed out that the gun was never found.", "pointed"),
        ("Ada Quist called for a search of the mill by the police.", "called"),
        ("Ada Quist threatened to shut down the mill in May.", "threatened"),
    ],
)
def test_a_verb_that_can_also_be_a_deed_still_reports(text: str, cue: str, choice: Attributing) -> None:
    """Who responds to criticism, points out, calls on or threatens to do something says it."""
    found = [a for a in _found(text, choice) if a.source_name == "Ada Quist"]
    assert any(cue in c.of(text) for a in found for c in a.cue)


@pytest.mark.parametrize("title", ["Sgt.", "Det.", "Capt.", "Lt.", "Supt.", "Maj.", "Cpl."])
def test_a_title_with_its_stop_is_part_of_the_source(title: str) -> None:
    """An abbreviated title ends no sentence: the source is the officer, title and name."""
    text = f"Police {title} Ian Crowe told the paper that the quay was shut."
    found = _found(text, Attributing.RULES)
    assert [a.source_name for a in found] == ["Ian Crowe"]
    assert [s.of(text) for a in found for s in a.source] == [f"Police {title} Ian Crowe"]


@pytest.mark.parametrize("choice", CHOICES, ids=str)
@pytest.mark.parametrize(
    "text",
    [
        "Ada Quist and Ian Crowe are accused of shooting a boy after a chase on the quay in May.",
        "Ada Quist was charged with killing a boy after a chase on the quay in May.",
    ],
)
def test_who_is_accused_is_no_source(text: str, choice: Attributing) -> None:
    """What somebody is accused of, or charged with, is not told by that person."""
    assert [a.source_name for a in _found(text, choice) if a.source_name] == []


@pytest.mark.parametrize("choice", CHOICES, ids=str)
def test_what_claims_a_life_says_nothing(choice: Attributing) -> None:
    """A shooting that claimed a life is no source of it."""
    text = "A drive-by shooting that claimed the life of a girl in Corrin is being investigated for a link to a feud."
    assert not [a for a in _found(text, choice) if any("claimed" in c.of(text) for c in a.cue)]
