"""Every habit of quoting, from the marks to the source, by either attributor; on invented events."""

import pytest

from variorum.annotate.parse import parse
from variorum.claims.attribution import chosen
from variorum.claims.attribution.tagger import network
from variorum.model import Layers, Reference, Report, Speech
from variorum.settings import Attributing

HABITS = {
    "double": ("“The pier is gone for good,” Ada Brandt said on Sunday.", ["The pier is gone for good,"]),
    "single": (
        "‘The dockers’ families deserve better than this,’ Ada Brandt said.",
        ["The dockers’ families deserve better than this,"],
    ),
    "straight": ('"The pier is gone for good," Ada Brandt said.', ["The pier is gone for good,"]),
    "angles": ("«The pier is gone for good», Ada Brandt said.", ["The pier is gone for good"]),
    "low": ("„The pier is gone for good“, Ada Brandt said.", ["The pier is gone for good"]),
    "split": (
        "“The pier is gone,” Ada Brandt said, “and nobody has told the town.”",
        ["The pier is gone,", "and nobody has told the town."],
    ),
    "nickname": (
        "“We knew him as ‘Old Tom’ and we miss him,” Ada Brandt said.",
        ["We knew him as ‘Old Tom’ and we miss him,"],
    ),
    "paragraphs": (
        "Ada Brandt said: “The pier is gone for good.\n\n“Nobody has told the town anything.”",
        ["The pier is gone for good.", "Nobody has told the town anything."],
    ),
    "colon": ("Ada Brandt: “The pier is gone for good and nobody knows why.”", None),
    "dash": ("“The pier is gone for good and nobody knows why.” – Ada Brandt", None),
    "unbalanced": (
        "The mayor called it “a shame and left the hall.\n\n“The pier is gone for good,” Ada Brandt said.",
        ["The pier is gone for good,"],
    ),
}


@pytest.mark.parametrize("choice", [Attributing.RULES, Attributing.TAGGER], ids=str)
@pytest.mark.parametrize("habit", HABITS)
def test_a_habit_of_quoting_keeps_words_and_speaker(habit: str, choice: Attributing) -> None:
    """Whatever the marks, the words between them are Ada Brandt's direct speech, and no others are."""
    if choice is Attributing.TAGGER and not network.installed():
        pytest.skip("the tagger's weights (packages/variorum-tagger) are not installed")
    text, expected = HABITS[habit]
    nothing = Reference(None, "none", "a test")
    layers = Layers("r", parse(text), nothing, (), (), (), (), (), ())
    found = chosen(choice).attribute(Report("r", "", (), text, ()), layers)
    hers = [a for a in found if a.source_name == "Ada Brandt" and a.form is Speech.DIRECT]
    words = [q.of(text) for a in hers for q in a.quoted]
    assert words == (expected or ["The pier is gone for good and nobody knows why."])
