"""Claims of one invented text, in plain words."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from variorum.build import annotate
from variorum.claims.extract import claims
from variorum.model import Claim, Layers, Report
from variorum.settings import Attributing, Settings

Tell = Callable[[str], list[dict[str, Any]]]


def plain(claim: Claim, layers: Layers) -> dict[str, Any]:
    """A claim with its indices as words: *roles*, *when*, *where* and *how many*."""
    text = layers.parse.text
    return {
        "predicate": claim.predicate,
        "classes": set(claim.classes),
        "roles": {(p.role, p.span.of(text)) for p in claim.participants},
        "when": {layers.timexes[t.timex].span.of(text): t.bound_to.value for t in claim.times},
        "where": {layers.places[k].span.of(text) for k in claim.places},
        "how_many": {layers.quantities[k].low for k in claim.quantities},
        "polarity": claim.polarity.value,
        "modality": claim.modality.value,
        "anchor": claim.anchors[0].exact,
        "attributions": claim.attributions,
        "nominal": claim.nominal,
    }


@pytest.fixture(scope="session")
def tell() -> Tell:
    """``tell(text)`` gives the claims of a report of 16 May 2031, a Friday, its attributions by rules."""

    def told(text: str) -> list[dict[str, Any]]:
        report = Report("r", "", (), text, (), published=date(2031, 5, 16))
        (witness,), said = annotate([report], settings=Settings(attributor=Attributing.RULES))
        return [plain(c, witness.layers) for c in claims(report, witness.layers, said)]

    return told


@pytest.fixture(scope="session")
def the(tell: Tell) -> Callable[[str, str], dict[str, Any]]:
    """``the(predicate, text)`` gives the only claim of that predicate."""

    def only(predicate: str, text: str) -> dict[str, Any]:
        found = [c for c in tell(text) if c["predicate"] == predicate]
        assert len(found) == 1, f"{len(found)} claims of {predicate!r} in {text!r}"
        return found[0]

    return only
