"""A claim is shown in words that stand alone, and only prose is."""

from collections.abc import Callable

import pytest

from variorum.model import Dossier

Collated = Callable[..., Dossier]
FIRST = "The weather in Corrin was dry all week. "  # what opens a report is no single
OTHER = "The council of Brighton met for two hours. Nothing else was on its list, the clerk said."


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("Mayor Ilse Brandt stayed away from the ceremony in Corrin on Tuesday.",
         "Mayor Ilse Brandt stayed away from the ceremony in Corrin on Tuesday"),
        ("Mayor Ilse Brandt attacked the plan of the Halden shipyard for a third dock in Corrin.",
         "Mayor Ilse Brandt attacked the plan of the Halden shipyard for a third dock in Corrin"),
        ("Corrin gave the owners of the Halden shipyard six months to repair the dock, which has been shut.",
         "Corrin gave the owners of the Halden shipyard six months to repair the dock"),
    ],
)  # fmt: skip
def test_a_claim_is_shown_whole(dossier: Collated, sentence: str, shown: str) -> None:
    """What a verb is not told without stands in the words that are shown; a relative clause behind them does not."""
    story = dossier(FIRST + sentence, OTHER)
    singles = [a.exact for f in story.findings if f.kind == "single" for r in f.readings for a in r.anchors]
    assert shown in singles


@pytest.mark.parametrize(
    "sentence",
    [
        "The report makes it less likely that the Corrin council will impeach Mayor Ilse Brandt.",
        "Many voters doubt that Mayor Ilse Brandt closed 14 schools in Corrin.",
        "The court did not say that Mayor Ilse Brandt fired the harbour master of Corrin.",
    ],
)
def test_what_is_only_weighed_is_no_single(dossier: Collated, sentence: str) -> None:
    """A clause that its governing verb weighs, doubts or does not say is not shown without that verb."""
    story = dossier(FIRST + sentence, OTHER)
    own = story.witnesses[0].report.id
    singles = [a.exact for f in story.findings if f.kind == "single" for r in f.readings for a in r.anchors
               if a.report_id == own]  # fmt: skip
    assert not [words for words in singles if "impeach" in words or "closed" in words or "fired" in words]


@pytest.mark.parametrize(
    ("sentence", "left_out"),
    [
        (
            (
                "Mayor Ilse Brandt called for Halden to approve a levy for the harbour and for the Corrin council to drop the "
                "rule that requires 60 votes to pass most laws."
            ),
            "the Corrin council to drop the rule",
        ),
        (
            "Karl Winter said the boat equipped to carry the Corrin ferry crew will be sold later this year.",
            "equipped to carry the Corrin ferry crew",
        ),
        (
            "Mayor Ilse Brandt agreed in Corrin on Sunday that the yard should close.",
            "agreed in Corrin on Sunday",
        ),
    ],
)
def test_a_fragment_is_no_single(dossier: Collated, sentence: str, left_out: str) -> None:
    """A clause without its finite verb, or broken off before its *that*, is not listed by itself."""
    story = dossier(FIRST + sentence, OTHER)
    singles = [a.exact for f in story.findings if f.kind == "single" for r in f.readings for a in r.anchors]
    assert not [words for words in singles if words.startswith(left_out) or words.endswith(left_out)]


def test_a_noun_keeps_its_purpose(dossier: Collated) -> None:
    """*Lacked the power to close the dock* is not *lacked the power*."""
    story = dossier(FIRST + "Mayor Ilse Brandt lost the power to close the dock in Corrin.", OTHER)
    singles = [a.exact for f in story.findings if f.kind == "single" for r in f.readings for a in r.anchors]
    assert "Mayor Ilse Brandt lost the power to close the dock in Corrin" in singles


def test_a_heading_is_no_single(dossier: Collated) -> None:
    """A line without a stop at its end, or in capitals, is a heading or a link, and is not listed."""
    story = dossier(
        "The weather was dry.\n\nKarl Winter wins the delayed race in Halden\n\n"
        "MAYOR ILSE BRANDT FIRED THE HARBOUR MASTER.\n\nPolice arrested 14 men in Corrin on Tuesday.",
        OTHER,
    )
    singles = [a.exact for f in story.findings if f.kind == "single" for r in f.readings for a in r.anchors
               if a.report_id == story.witnesses[0].report.id]  # fmt: skip
    assert singles == ["Police arrested 14 men in Corrin on Tuesday"]


def test_an_agreement_does_not_hide_a_conflict(dossier: Collated) -> None:
    """Where two reports differ in the day, the deed that they agree on is shown without it."""
    story = dossier(
        "Gunmen kidnapped 12 teachers in Corrin on Tuesday, the police said.",
        "Gunmen kidnapped 12 teachers in Corrin on Wednesday, the police said.",
    )
    agreed = [a.exact for f in story.findings if f.kind == "agreement" for r in f.readings for a in r.anchors]
    apart = [a.exact for f in story.findings if f.kind == "conflict" for r in f.readings for a in r.anchors]
    assert apart == ["on Tuesday", "on Wednesday"]
    assert not [words for words in agreed if "day" in words]
