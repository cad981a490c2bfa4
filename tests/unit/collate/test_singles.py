"""What is listed as said by one report only: whole clauses that stand alone, of the event, and told by no other."""

from collections.abc import Callable

import pytest

from variorum.model import Dossier

Collated = Callable[..., Dossier]
OTHER = "The council of Brighton met for two hours. Nothing else was on its list, the clerk said."
LEAD = "The weather in Corrin was dry all week. "


def singles(story: Dossier) -> list[str]:
    """The words of the singles of the first report."""
    own = story.witnesses[0].report.id
    return [
        a.exact
        for f in story.findings
        if f.kind == "single"
        for r in f.readings
        for a in r.anchors
        if a.report_id == own
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("It was stolen in Corrin on April 10.", id="pronoun"),
        pytest.param("The other three were found in Corrin on April 10.", id="the-other-three"),
        pytest.param("Three of them were found in Corrin on April 10.", id="of-them"),
        pytest.param("That charge stems from a fire in Corrin in April.", id="pointing"),
        pytest.param("Their health was hurt by the fire in Corrin in April.", id="owner"),
        pytest.param("More details of the fire in Corrin emerged on April 10.", id="nothing-said"),
        pytest.param("The chief criticised the move.", id="little-said"),
        pytest.param("When Judge Duke Arlen sentences Ilse Brandt on March 10, the prosecutor will speak.", id="when"),
        pytest.param("Three people in the area were injured, and the suspect was taken to a local hospital.", id="common-lot"),
        pytest.param("The row in Corrin started when Ilse Brandt pushed a man.", id="empty-verb"),
        pytest.param("Staff writer Ilse Brandt covers the Corrin council for the paper.", id="staff"),
        pytest.param("Council Backs New Dock For Corrin Harbour In May.", id="title"),
        pytest.param("Ilse Brandt asked people in Corrin to call the hotline at 1-800-555-0100.", id="hotline"),
        pytest.param("Follow Ilse Brandt on Twitter at @ilsebrandt for news of Corrin.", id="follow"),
        pytest.param("Ilse Brandt is seen in this booking photograph taken in Corrin on April 10.", id="caption"),
    ],
)  # fmt: skip
def test_what_does_not_stand_alone_is_no_single(dossier: Collated, sentence: str) -> None:
    """A clause that hangs on another sentence, says nothing, or is none of the report is not listed."""
    found = singles(dossier(LEAD + sentence, OTHER))
    assert not [words for words in found if words in sentence]


def test_a_caption_that_is_printed_twice_is_no_single(dossier: Collated) -> None:
    """A sentence that stands twice in a report is a caption or a teaser."""
    teaser = "Ilse Brandt robbed a bank in Halden on March 3."
    other = "Mayor Karl Winter opened the dock in Corrin on Monday."
    found = singles(dossier(f"{LEAD}\n\n{teaser}\n\n{teaser}\n\n{other}", OTHER))
    assert found == [other.rstrip(".")]


def test_what_opens_the_reports_of_one_day_is_no_single(dossier: Collated) -> None:
    """The first sentence of a report is what the reports of those days are about; a week later it is news."""
    first = "Mayor Karl Winter closed the dock in Corrin on Monday. The weather was dry."
    assert singles(dossier(first, OTHER)) == []
    later = singles(dossier(first, OTHER, published=("2031-05-15", "2031-05-22")))
    assert later == ["Mayor Karl Winter closed the dock in Corrin on Monday"]


def test_what_another_report_says_in_other_words_is_no_single(dossier: Collated) -> None:
    """Half of a clause's words in one sentence of another report show that it tells of it too."""
    one = (
        LEAD
        + "A wounded Mark Strand appeared at a house in the Shalako estate off Goat Creek Road early on Friday."
    )
    two = (
        "Nothing is known. Mark Strand managed to get to a house off Goat Creek Road at Shalako around dawn."
    )
    assert not [words for words in singles(dossier(one, two)) if "Strand" in words]


def test_a_clause_that_the_source_says_of_itself_is_kept(dossier: Collated) -> None:
    """*He was trying to …* stands alone where the single is from him."""
    one = LEAD + "Karl Winter said he fired 14 shots at a boat near the Halden dock."
    assert "he fired 14 shots at a boat near the Halden dock" in singles(dossier(one, OTHER))


def test_a_cue_is_no_single(dossier: Collated) -> None:
    """The verb of saying without what was said is not listed."""
    one = (
        LEAD
        + "“The dock is closed,” the lawyers of the town of Corrin wrote in their petition to the High Court."
    )
    assert not [words for words in singles(dossier(one, OTHER)) if "wrote" in words]
