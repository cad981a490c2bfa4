"""Texts whose paragraphs were run together: each quotation keeps its own speaker. The events are invented."""

import pytest

from variorum.annotate.parse import parse
from variorum.claims.attribution import chosen
from variorum.claims.attribution.tagger import network
from variorum.model import Layers, Reference, Report
from variorum.settings import Attributing

NEXT_VOICE = {
    "no space": (
        '"It was quick," Carl Moss said. "It is a horrible tragedy.""I only knew them for a year," said Ada Quist.',
        "It is a horrible tragedy.",
    ),
    "one space": (
        "“He told me to go on,” said Carl Moss. “I went at once.” “I just saw smoke,” said Ada Quist, a baker.",
        "I went at once.",
    ),
    "a colon before": (
        'Carl Moss said: "We were lucky that night." "No, we were not," said Ada Quist.',
        "We were lucky that night.",
    ),
    "a question": (
        "“Who would do such a thing?” asked Carl Moss. “Who would do it?” “I have no idea at all,” Ada Quist said.",
        "Who would do it?",
    ),
    "narration between": (
        "“It was hard to bear,”said Carl Moss.“We lost the whole mill.”“He is a brave man,” said Ada Quist.",
        "We lost the whole mill.",
    ),
}


def _spoken(text: str, choice: Attributing) -> dict[str, list[str]]:
    """What is quoted of whom."""
    if choice is Attributing.TAGGER and not network.installed():
        pytest.skip("the tagger's weights (packages/variorum-tagger) are not installed")
    layers = Layers("r", parse(text), Reference(None, "none", "a test"), (), (), (), (), (), ())
    out: dict[str, list[str]] = {}
    for a in chosen(choice).attribute(Report("r", "", (), text, ()), layers):
        out.setdefault(a.source_name or "", []).extend(q.of(text) for q in a.quoted)
    return out


@pytest.mark.parametrize("choice", [Attributing.RULES, Attributing.TAGGER], ids=str)
@pytest.mark.parametrize("text", NEXT_VOICE)
def test_two_quotations_in_a_row_are_two_utterances(text: str, choice: Attributing) -> None:
    """Marks that close after a full stop and open again begin the words of the next speaker, whose cue follows."""
    whole, his = NEXT_VOICE[text]
    said = _spoken(whole, choice)
    assert his in said["Carl Moss"]
    assert len(said["Ada Quist"]) == 1
    assert his not in said["Ada Quist"]


@pytest.mark.parametrize("choice", [Attributing.RULES, Attributing.TAGGER], ids=str)
def test_a_comma_keeps_two_quotations_together(choice: Attributing) -> None:
    """Marks that close after a comma and open again are one speaker's, whose cue may follow both."""
    said = _spoken("“We heard a bang at noon,” “and then all the windows went,” said Ada Quist.", choice)
    assert said == {"Ada Quist": ["We heard a bang at noon,", "and then all the windows went,"]}
