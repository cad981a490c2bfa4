"""What holds of the claims of any text."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.build import annotate
from variorum.claims.anchors import LONGEST
from variorum.claims.extract import claims
from variorum.model import Claim, Layers, Report

_WHO = st.sampled_from(
    ["A guard", "Daria Kolm", "Twelve people", "No one", "The mayor of Lyon", "They", "Rebels", "It"]
)
_DID = st.sampled_from(
    ["was shot", "resigned", "tried to enter the hall", "shot and killed Piet Hollen", "may close the plant",
     "carried out an attack", "left 12 dead", "was accused of arson", "said the bridge fell", "is to be tried"]
)  # fmt: skip
_WHEN = st.sampled_from(
    ["", " on Monday", " in Lyon", ", police said Tuesday", " two days after the fire", " by Friday"]
)
_SENTENCE = st.builds(lambda who, did, when: f"{who} {did}{when}.", _WHO, _DID, _WHEN)
_NOISE = st.text(alphabet="ab ,.;“”'\n1é-", max_size=20)
_TEXT = st.lists(st.one_of(_SENTENCE, _NOISE), min_size=1, max_size=4).map(" ".join).filter(str.strip)

Told = tuple[Report, Layers, tuple[Claim, ...]]


@pytest.fixture(scope="module")
def tell() -> Callable[[str], Told]:
    """``tell(text)`` gives a report, its layers and its claims."""

    def told(text: str) -> Told:
        report = Report("r", "", (), text, ())
        (witness,), said = annotate([report])
        return report, witness.layers, claims(report, witness.layers, said)

    return told


@given(text=_TEXT)
def test_claims_hold(tell: Callable[[str], Told], text: str) -> None:
    """Every anchor holds and is short, every index exists, and the claims stand in text order."""
    report, layers, found = tell(text)
    triggers = [c.trigger for c in found]
    assert triggers == sorted(triggers)
    for claim in found:
        (anchor,) = claim.anchors
        anchor.check(report.text)
        inside = layers.parse.tokens_in(anchor.span)
        assert sum(t.pos != "PUNCT" for t in inside) <= LONGEST
        assert claim.trigger in {t.index for t in inside}
        assert all(t.timex < len(layers.timexes) for t in claim.times)
        assert all(k < len(layers.places) for k in claim.places)
        assert all(k < len(layers.quantities) for k in claim.quantities)


@given(text=_TEXT)
def test_the_same_text_gives_the_same_claims(tell: Callable[[str], Told], text: str) -> None:
    """Reading a text twice gives equal claims with equal ids, and no id stands for two claims."""
    first, second = tell(text)[2], tell(text)[2]
    assert first == second
    assert len({c.id for c in first}) == len(first)
