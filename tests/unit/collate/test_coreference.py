"""Event coreference across reports by learnt weights."""

from collections.abc import Callable

import pytest

from variorum.collate.coreference.features import CROSSED
from variorum.collate.coreference.model import probability, weights
from variorum.model import Dossier

Lines = Callable[..., list[str]]


def test_what_is_shared_never_speaks_against_and_what_differs_never_for() -> None:
    """The weights keep the sign that their names say, so that the evidence reads as it weighs."""
    against = ("differ", "unlike", "untold", "apart", "swapped", "other person", "other predicate")
    for name, weight in weights().items():
        if name != "base":
            hostile = any(a in name for a in against) or name.endswith("vague")
            assert weight <= 0 if hostile else weight >= 0, name


def test_more_in_common_is_more_probable() -> None:
    """One predicate, participants alike and rare words near raise the probability; other patients lower it."""
    least = probability({"same predicate": 1.0})
    more = probability({"same predicate": 1.0, "participants alike": 1.0, "same predicate: around": 0.8})
    other = probability({"same predicate": 1.0, "patient unlike": 1.0})
    assert other < least < more


def test_every_crossed_feature_is_a_feature() -> None:
    """A weight for one kind of pair is one of the crossed features."""
    crossed = {n.split(": ")[1] for n in weights() if n.startswith(("same predicate: ", "one class: "))}
    assert crossed <= CROSSED


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Kolm told reporters that the firm would prefer a deal, and that the tram had bypassed the council's veto.",
         "The tram bypassed the council's powers of veto, a lawyer for the firm said."),
        ("The two guards browsed the internet at their desk, the court heard.",
         "Instead of watching the cells, the guards browsed the internet for furniture."),
    ],
)  # fmt: skip
def test_a_rare_predicate_in_like_words_is_one_occurrence(lines: Lines, one: str, two: str) -> None:
    """A predicate that each report has once, in words that are alike, is told by both."""
    assert any(f.startswith("agreement event") for f in lines(one, two))


def test_another_target_is_another_occurrence(lines: Lines) -> None:
    """What is done to a depot in one report is not what is done to a wing of a hospital in another."""
    found = lines(
        "The army said that it had attacked a depot in Derrin. The target was destroyed.",
        "A hospital in Derrin was hit. One wing was destroyed.",
    )
    assert not any(f.startswith("agreement event") and "destroyed" in f for f in found)


def test_the_probability_is_told_in_the_evidence(dossier: Callable[..., Dossier]) -> None:
    """An agreement that the weights alone made says which features made it."""
    found = dossier(
        "The two guards browsed the internet at their desk, the court heard.",
        "Instead of watching the cells, the guards browsed the internet for furniture.",
    ).findings
    told = [e for f in found for e in f.evidence if e.feature == "one occurrence"]
    assert all("+" in e.detail and e.score is not None and e.score >= 0.85 for e in told)
