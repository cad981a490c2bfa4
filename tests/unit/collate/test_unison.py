"""Two claims of one occurrence agree only where their own words do not part."""

from collections.abc import Callable

import pytest

from variorum.model import Dossier

Lines = Callable[..., list[str]]


def agreed(found: list[str]) -> list[str]:
    """The agreements on what happened."""
    return [line for line in found if line.startswith("agreement event")]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        pytest.param("Voters in Corrin have opted to keep the mayor.", "Voters in Corrin have opted to drop the mayor.",
                     id="complement"),
        pytest.param("Officers in Corrin are investigating the motive of Ilse Brandt.",
                     "Officers in Corrin are investigating the report of Ilse Brandt.", id="goal"),
        pytest.param("Black cars in Corrin are six times more likely to be stopped.",
                     "Black cars in Corrin are seven times more likely to be stopped.", id="times"),
        pytest.param("Ilse Brandt could close the dock in Corrin.", "Ilse Brandt closed the dock in Corrin.", id="modal"),
        pytest.param("Pavel Strand was charged in Corrin.", "Pavel Strand has faced other charges in Corrin in the past.",
                     id="another-one"),
        pytest.param("The town wants information leading to the arrest of the suspects in Corrin.",
                     "A reward is paid for information leading to the arrest of the suspects in Corrin.", id="fragment"),
        pytest.param("Call 911 or contact the Corrin police at www.corrin.example.com with tips on the dock.",
                     "Please call 911 or contact the Corrin police at www.corrin.example.com with tips on the dock.",
                     id="tip-line"),
    ],
)  # fmt: skip
def test_words_that_part_are_no_agreement(lines: Lines, one: str, two: str) -> None:
    """Another complement, object, number or modal, another one of its kind, a fragment and a tip line agree in nothing."""
    assert agreed(lines(one, two)) == []


@pytest.mark.parametrize(
    ("one", "two"),
    [
        pytest.param("Calvera expelled 11 Tessian diplomats on Tuesday.", "Calvera expelled 11 Tessian diplomats on Tuesday, it said.",
                     id="same"),
        pytest.param("Pavel Strand was the last to leave the ship.", "Pavel Strand was the last to leave the ship, they said.",
                     id="predicate"),
        pytest.param("Officers shot Pavel Strand in Corrin.", "Pavel Strand was shot by officers in Corrin.", id="passive"),
        pytest.param("The shooting of Pavel Strand in Corrin was filmed.", "The shooting of Pavel Strand in Corrin was seen.",
                     id="event-noun"),
    ],
)  # fmt: skip
def test_words_that_do_not_part_agree(lines: Lines, one: str, two: str) -> None:
    """The same deed in the same or in other words is an agreement."""
    assert agreed(lines(one, two))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        pytest.param("A freighter of the Halden line sank on the way to Corrin with a load of coal.",
                     "In 2012 a freighter of the Halden line sank on the way to Corrin.", id="long-ago"),
        pytest.param("The opening of the Corrin bridge has been pushed back, the ministry said.",
                     "The Corrin bridge was opened by Ilse Brandt with a speech.", id="put-off"),
        pytest.param("Nine women were treated in Halden Hospital after the blast.",
                     "Fourteen people were treated in Halden Hospital after the blast.", id="persons"),
        pytest.param("Pavel Strand, who owns 34 percent, was in Corrin.",
                     "Pavel Strand, who owns 6 percent of the stock, was in Corrin.",
                     id="share"),
        pytest.param("Officers drove strikers out of Corrin on Monday night.", "She was driven out of Corrin on Monday night.",
                     id="one-and-many"),
        pytest.param("A second freighter sank off Corrin with a load of coal.", "The freighter sank off Corrin with a load of coal.",
                     id="second"),
    ],
)  # fmt: skip
def test_another_occurrence_of_the_kind_is_no_agreement(lines: Lines, one: str, two: str) -> None:
    """An earlier one, one put off, one of other persons and a second one are not what the other report tells."""
    assert agreed(lines(one, two)) == []


@pytest.mark.parametrize(
    ("one", "two"),
    [
        pytest.param("The freighter Halden sank off Corrin in 2012.", "The freighter Halden sank off Corrin.", id="the-ship"),
        pytest.param("Nine women were treated in Halden Hospital.", "Nine people were treated in Halden Hospital.", id="as-many"),
        pytest.param("The Corrin tunnel was opened by the ministry on Monday.",
                     "The opening of the Corrin tunnel by the ministry on Monday drew a crowd.", id="noun-that-was"),
    ],
)  # fmt: skip
def test_the_same_occurrence_told_with_less_agrees(lines: Lines, one: str, two: str) -> None:
    """A year that one alone gives, another noun for as many persons, and a noun for what happened part nothing."""
    assert agreed(lines(one, two))


def test_a_verb_without_its_subject_is_shown_in_its_clause(lines: Lines) -> None:
    """*Taken to hospital* is shown with who was."""
    found = agreed(lines("Four men were hurt in Corrin and taken to Halden Hospital.",
                         "Four men were taken to Halden Hospital from Corrin."))  # fmt: skip
    assert any("Four men were hurt in Corrin and taken to Halden Hospital" in line for line in found)


def test_the_synopsis_holds_no_claims_whose_words_part(dossier: Callable[..., Dossier]) -> None:
    """Two claims that are aligned but say two things make no row of the synopsis."""
    story = dossier("Officers in Corrin are investigating the motive of Ilse Brandt.",
                    "Officers in Corrin are investigating the report of Ilse Brandt.")  # fmt: skip
    reports = {c.id: c.report_id for c in story.claims}
    assert all(len({reports[c] for c in o.claims}) == 1 for o in story.occurrences)


def test_a_sentence_that_both_print_agrees_with_itself(lines: Lines) -> None:
    """Where both reports print a sentence, its claim is told there, and agrees with no other of its kind."""
    hill = "The Hill militia of Corrin, a close ally of the governor, condemned the bombing."
    found = agreed(
        lines(f"The council of Halden condemned the bombing. {hill}", f"{hill} It was dry in Corrin.")
    )
    assert not [line for line in found if "council of Halden" in line]
    assert any(
        "The Hill militia of Corrin, a close ally of the governor, condemned the bombing = The Hill" in line
        for line in found
    )


def test_two_bodies_that_did_one_thing_each_are_no_agreement(lines: Lines) -> None:
    """What one named body did, another did in the other report, though both reports name both."""
    both = "The Halden Harbour Authority met the Corrin Seamen's Union."
    found = agreed(lines(f"{both} The Halden Harbour Authority condemned the bombing in Corrin on Monday.",
                         f"{both} The Corrin Seamen's Union condemned the bombing in Corrin on Monday."))  # fmt: skip
    assert not [line for line in found if "condemned" in line]


def test_the_stamp_of_a_tweet_is_no_agreement(lines: Lines) -> None:
    """The day that stands under a tweet says nothing of the event."""
    stamp = "“The dock burns!” — Ilse Brandt (@ilsebrandt) May 12, 2031"
    found = lines(
        f"A warehouse burned in Corrin.\n\n{stamp}", f"A warehouse burned in Corrin. It was dry.\n\n{stamp}"
    )
    assert not [line for line in found if line.startswith("agreement time")]


def test_a_verb_that_is_cut_from_its_clause_is_no_agreement(lines: Lines) -> None:
    """*The judges had concluded* says nothing without what they concluded, where that is too long to show."""
    long = ("that the harbour office of the town of Corrin and the owners of the Halden shipyard and the council of the "
            "island had never met to talk about the third dock or the fourth")  # fmt: skip
    found = agreed(lines(f"The judges of the High Court had concluded {long}, it said.",
                         f"On Monday the judges of the High Court had concluded {long}."))  # fmt: skip
    assert not [line for line in found if line.endswith("concluded")]


def test_words_are_not_shown_with_numbers_that_part(lines: Lines) -> None:
    """Where one report has the other's share elsewhere, the deed they agree on is shown without its share."""
    lead = "The ferry Osprey sank off Tarn on Sunday, the coastguard said. The ferry company's shares fell "
    one, two = f"{lead}12 percent.", f"{lead}21 percent. The shares had fallen 12 percent in April."
    assert not [line for line in agreed(lines(one, two)) if "12" in line or "21" in line]


def test_a_most_and_a_least_do_not_agree(lines: Lines) -> None:
    """*Up to* a sum and *at least* that sum are two things to say of it."""
    told = "Halden Ferries will pay {} 30 million euros in Corrin."
    assert agreed(lines(told.format("up to"), told.format("at least"))) == []
    assert agreed(lines(told.format("at least"), told.format("at least")))


@pytest.mark.parametrize(
    "dateline",
    ["Corrin, 3 March 2026 — ", "Corrin, 3 March 2026 - ", "CORRIN, March 3 - ", "Corrin (AN) — ", ""],
)
def test_a_toll_behind_a_dateline_is_read(lines: Lines, dateline: str) -> None:
    """Two dead and three dead are a dispute of the two services, whatever the report opens with, and never agree."""
    found = lines(
        f"{dateline}Two people died when fire swept a block of flats in Vale Street on Monday night, police said.",
        "Three people died when fire tore through flats in Vale Street on Monday night, the fire service said.",
    )
    assert any(f.startswith("dispute quantity") and "Three people" in f for f in found)
    assert not any(f.startswith("agreement") and "Three people" in f for f in found)


@pytest.mark.parametrize(
    ("house", "agree"), [("Corrin Hospital", True), ("Amsel Children's Hospital", False)]
)
def test_two_houses_of_one_kind_are_no_agreement(lines: Lines, house: str, agree: bool) -> None:  # noqa: FBT001
    """Taken to one hospital in one report and to another in the other is nothing that both tell."""
    found = lines(
        "A boy was shot in Vale Street on Monday. An ambulance took the boy to Corrin Hospital.",
        f"A boy was shot in Vale Street on Monday. The boy was taken to {house}.",
    )
    assert any(f.startswith("agreement") and "Corrin Hospital" in f for f in found) is agree
