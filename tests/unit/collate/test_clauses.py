"""A claim is shown in words that stand alone, and only prose is."""

from collections.abc import Callable

import pytest

from variorum.model import Dossier

Collated = Callable[..., Dossier]
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
    story = dossier(sentence + " The weather was dry.", OTHER)
    singles = [a.exact for f in story.findings if f.kind == "single" for r in f.readings for a in r.anchors]
    assert shown in singles


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
