"""What judging needs to look up: a story's reports, layers, attributions and entities by id."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.collate.entities import Cast, cast
from variorum.collate.furniture import furniture
from variorum.collate.traits import Traits, sentence_words, traits
from variorum.model import (
    Attribution,
    Claim,
    Layers,
    Modality,
    Parse,
    Polarity,
    Report,
    Timex,
    Token,
    Witness,
)

if TYPE_CHECKING:
    from variorum.encode.pairs import PairReader

FACTUAL = (Modality.ASSERTED, Modality.ALLEGED, Modality.POSSIBLE)
"""Modalities of what is said to have happened, however surely."""
LEAD = 4
"""Sentences at the start of a report that speak of its own event."""
SHORT = 5
"""Tokens up to which a sentence is a heading, and does not count."""


@dataclass(frozen=True, slots=True)
class Context:
    """Look-ups over one story; built once and only read."""

    witnesses: tuple[Witness, ...]
    claims: tuple[Claim, ...]
    attributions: dict[str, Attribution]
    layers: dict[str, Layers]
    reports: dict[str, Report]
    cast: Cast
    weights: dict[str, float]
    order: dict[str, int]
    lead: dict[str, int]
    """The last sentence of each report's opening."""
    traits: dict[str, Traits]
    """The traits of each claim, by its id."""
    sentences: dict[str, tuple[frozenset[str], ...]]
    """The content words of each sentence of each report."""
    mass: dict[frozenset[str], float]
    """The summed weights of the words of each sentence."""
    first: dict[str, int]
    """The first sentence of each report, headings and by-lines not counted: what it is about."""
    furniture: dict[str, frozenset[int]]
    """The sentences of each report that stand beside it: tip lines, links, notices, captions said twice."""
    told: dict[tuple[str, str], int]
    """How many claims of a report tell of a class of occurrence as having happened."""
    reader: "PairReader | None" = None
    """Who reads two sentences together, beside the rules."""

    def trigger(self, claim: Claim) -> Token:
        """The token of a claim's predicate."""
        return self.layers[claim.report_id].parse.tokens[claim.trigger]

    def beside(self, claim: Claim) -> bool:
        """Whether a claim stands on the page beside the report."""
        return self.trigger(claim).sentence in self.furniture[claim.report_id]

    def leads(self, claim: Claim) -> bool:
        """Whether a claim stands in the first sentences of its report, headings and by-lines not counted."""
        return self.trigger(claim).sentence <= self.lead[claim.report_id]

    def timexes(self, claim: Claim) -> tuple[Timex, ...]:
        """All times of a claim, whatever they date."""
        return tuple(self.layers[claim.report_id].timexes[t.timex] for t in claim.times)

    def words(self, claim: Claim) -> frozenset[str]:
        """The content words of a claim's sentence."""
        return self.traits[claim.id].words

    def weighed(self, found: frozenset[str]) -> float:
        """The summed weights of some words, rounded once so that the sum is the same in any order."""
        return _weighed(self.weights, found)

    def overlap(self, one: frozenset[str], two: frozenset[str]) -> float:
        """How much two sets of words share, weighted by rarity in the story (0 to 1)."""
        if not one or not two:
            return 0.0
        shared = self.weighed(one & two)
        least = min(self.mass.get(one) or self.weighed(one), self.mass.get(two) or self.weighed(two))
        return shared / least if least else 0.0


def _weighed(weights: dict[str, float], found: frozenset[str]) -> float:
    return math.fsum(weights.get(w, 1.0) for w in found)


def context(
    witnesses: Sequence[Witness], claims: Sequence[Claim], attributions: Sequence[Attribution],
    reader: "PairReader | None" = None,
) -> Context:  # fmt: skip
    """The look-ups of one story. Reports stand in the order of their ids: what is found does not depend on sigils."""
    witnesses = sorted(witnesses, key=lambda w: w.report.id)
    order = {w.report.id: k for k, w in enumerate(witnesses)}
    claims = sorted(claims, key=lambda c: (order[c.report_id], c.trigger, c.id))
    attributions = sorted(attributions, key=lambda a: order[a.report_id])
    sentences = {w.report.id: sentence_words(w.layers) for w in witnesses}
    seen = Counter(word for each in sentences.values() for held in each for word in held)
    total = sum(map(len, sentences.values()))
    weights = {word: math.log((total + 1) / (count + 0.5)) for word, count in seen.items()}
    told = Counter(
        (c.report_id, name)
        for c in claims
        if c.modality in FACTUAL and c.polarity is Polarity.POSITIVE and c.participants
        for name in c.classes
    )
    layers = {w.report.id: w.layers for w in witnesses}
    figures = cast([w.layers for w in witnesses])
    found = {c.id: traits(c, layers[c.report_id], figures, _around(c, layers, sentences)) for c in claims}
    mass = {held: _weighed(weights, held) for each in sentences.values() for held in each}
    return Context(
        tuple(witnesses), tuple(claims), {a.id: a for a in attributions}, layers,
        {w.report.id: w.report for w in witnesses}, figures, weights, order,
        {w.report.id: _opening(w.layers.parse) for w in witnesses}, found, sentences, mass,
        {w.report.id: next(iter(_full(w.layers.parse)), 0) for w in witnesses},
        {w.report.id: furniture(w.layers.parse) for w in witnesses}, dict(told), reader,
    )  # fmt: skip


def _around(
    claim: Claim, layers: dict[str, Layers], sentences: dict[str, tuple[frozenset[str], ...]]
) -> frozenset[str]:
    return sentences[claim.report_id][layers[claim.report_id].parse.tokens[claim.trigger].sentence]


def _opening(parse: Parse) -> int:
    full = _full(parse)
    return full[:LEAD][-1] if full else 0


def _full(parse: Parse) -> list[int]:
    """The sentences with a verb that are no headings."""
    return [k for k, (first, last) in enumerate(parse.sentences)
            if last - first > SHORT and any(t.pos in ("VERB", "AUX") for t in parse.tokens[first:last])]  # fmt: skip
