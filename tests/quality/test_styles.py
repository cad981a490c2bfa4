"""Attributions in seven styles of news that the development set has not, on invented events."""

import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from variorum.annotate.parse import parse_all
from variorum.bench.attribution import AttributionScores, Document, Triple, score
from variorum.claims.attribution import chosen
from variorum.claims.attribution.tagger import network
from variorum.model import Act, Attribution, Layers, Reference, Report
from variorum.settings import Attributing

FLOORS = {Attributing.RULES: (86.0, 0.92), Attributing.TAGGER: (87.0, 0.92)}
"""Triple F1, and the share of right acts among the cues found, of each attributor."""
Acts = dict[tuple[tuple[int, int], ...], Act]


def _styles() -> tuple[tuple[Document, Acts], ...]:
    path = Path(__file__).with_name("styles.py")
    spec = importlib.util.spec_from_file_location("labelled_styles", path)
    assert spec is not None
    assert spec.loader is not None
    module: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: tuple[tuple[Document, Acts], ...] = module.styles()
    return found


@pytest.fixture(scope="module", params=[Attributing.RULES, Attributing.TAGGER], ids=str)
def read(request: pytest.FixtureRequest) -> tuple[Attributing, Sequence[tuple[Attribution, ...]]]:
    """What each attributor finds in the styles."""
    if request.param is Attributing.TAGGER and not network.installed():
        pytest.skip("the tagger's weights (packages/variorum-tagger) are not installed")
    docs = [d for d, _ in _styles()]
    find = chosen(request.param).attribute
    nothing = Reference(None, "none", "a test")
    found = [
        find(Report(d.name, "", (), d.text, ()), Layers(d.name, p, nothing, (), (), (), (), (), ()))
        for d, p in zip(docs, parse_all(d.text for d in docs), strict=True)
    ]
    return request.param, found


def test_the_styles_are_whole() -> None:
    """Seven styles, every attribution with a cue and a content, no mark left in a text."""
    styles = _styles()
    assert len(styles) == 7
    assert all(t.cue and t.content for d, _ in styles for t in d.gold or ())
    assert not any(c in d.text for d, _ in styles for c in "{}|")


def test_every_style_is_read(read: tuple[Attributing, Sequence[tuple[Attribution, ...]]]) -> None:
    """Over the seven styles triples score at least what they scored when the floor was set."""
    name, found = read
    whole = _score([d for d, _ in _styles()], found)
    each = {d.name: round(_score([d], [f]).triple) for (d, _), f in zip(_styles(), found, strict=True)}
    assert whole.triple >= FLOORS[name][0], f"{whole.triple:.1f}: {each}"
    assert whole.recall_direct >= 95.0


def test_acts_are_told_apart(read: tuple[Attributing, Sequence[tuple[Attribution, ...]]]) -> None:
    """Speech, belief, intention and perception are told apart where the cue is found."""
    name, found = read
    right = total = 0
    for (_, acts), attributions in zip(_styles(), found, strict=True):
        for spans, act in acts.items():
            for a in attributions:
                if any(s.start < end and start < s.end for s in a.cue for start, end in spans):
                    total += 1
                    right += a.act is act
                    break
    assert right / total >= FLOORS[name][1], f"{right} of {total}"


def _score(docs: Sequence[Document], found: Sequence[tuple[Attribution, ...]]) -> AttributionScores:
    def spans(a: Attribution, role: str) -> tuple[tuple[int, int], ...]:
        return tuple((s.start, s.end) for s in getattr(a, role))

    triples = [
        tuple(Triple(spans(a, "source"), spans(a, "cue"), spans(a, "content")) for a in each)
        for each in found
    ]
    return score(docs, triples)
