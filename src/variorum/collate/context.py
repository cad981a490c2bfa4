"""What judging needs to look up: a story's reports, layers, attributions and entities by id."""

import json
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from variorum.collate.entities import Cast, cast
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

FACTUAL = (Modality.ASSERTED, Modality.ALLEGED, Modality.POSSIBLE)
"""Modalities of what is said to have happened, however surely."""
LEAD = 4
"""Sentences at the start of a report that speak of its own event."""
SHORT = 5
"""Tokens up to which a sentence is a heading, and does not count."""
_CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "NUM")


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
    told: dict[tuple[str, str], int]
    """How many claims of a report tell of a class of occurrence as having happened."""

    def trigger(self, claim: Claim) -> Token:
        """The token of a claim's predicate."""
        return self.layers[claim.report_id].parse.tokens[claim.trigger]

    def leads(self, claim: Claim) -> bool:
        """Whether a claim stands in the first sentences of its report, headings and by-lines not counted."""
        return self.trigger(claim).sentence <= self.lead[claim.report_id]

    def timexes(self, claim: Claim) -> tuple[Timex, ...]:
        """All times of a claim, whatever they date."""
        return tuple(self.layers[claim.report_id].timexes[t.timex] for t in claim.times)

    def words(self, claim: Claim) -> frozenset[str]:
        """The content words of a claim's sentence."""
        parse = self.layers[claim.report_id].parse
        first, last = parse.sentences[parse.tokens[claim.trigger].sentence]
        return content_words(parse.tokens[first:last])

    def overlap(self, one: frozenset[str], two: frozenset[str]) -> float:
        """How much two sets of words share, weighted by rarity in the story (0 to 1)."""
        if not one or not two:
            return 0.0
        shared = sum(self.weights.get(w, 1.0) for w in sorted(one & two))
        least = min(
            sum(self.weights.get(w, 1.0) for w in sorted(one)),
            sum(self.weights.get(w, 1.0) for w in sorted(two)),
        )
        return shared / least if least else 0.0


def content_words(tokens: Sequence[Token]) -> frozenset[str]:
    """Lemmas of nouns, names, verbs, adjectives and numbers, lower case, the emptiest left out."""
    return frozenset(
        t.lemma.lower() for t in tokens if t.pos in _CONTENT and t.lemma.lower() not in words()["empty"]
    )


def context(
    witnesses: Sequence[Witness], claims: Sequence[Claim], attributions: Sequence[Attribution]
) -> Context:
    """The look-ups of one story. Reports stand in the order of their ids: what is found does not depend on sigils."""
    witnesses = sorted(witnesses, key=lambda w: w.report.id)
    order = {w.report.id: k for k, w in enumerate(witnesses)}
    claims = sorted(claims, key=lambda c: (order[c.report_id], c.trigger, c.id))
    attributions = sorted(attributions, key=lambda a: order[a.report_id])
    seen: Counter[str] = Counter()
    total = 0
    for w in witnesses:
        parse = w.layers.parse
        for first, last in parse.sentences:
            total += 1
            seen.update(content_words(parse.tokens[first:last]))
    weights = {word: math.log((total + 1) / (count + 0.5)) for word, count in seen.items()}
    told = Counter(
        (c.report_id, name)
        for c in claims
        if c.modality in FACTUAL and c.polarity is Polarity.POSITIVE and c.participants
        for name in c.classes
    )
    return Context(
        tuple(witnesses), tuple(claims), {a.id: a for a in attributions},
        {w.report.id: w.layers for w in witnesses}, {w.report.id: w.report for w in witnesses},
        cast([w.layers for w in witnesses]), weights, order,
        {w.report.id: _opening(w.layers.parse) for w in witnesses}, dict(told),
    )  # fmt: skip


def _opening(parse: Parse) -> int:
    full = [k for k, (first, last) in enumerate(parse.sentences)
            if last - first > SHORT and any(t.pos in ("VERB", "AUX") for t in parse.tokens[first:last])]  # fmt: skip
    return full[:LEAD][-1] if full else 0


@lru_cache(maxsize=1)
def words() -> dict[str, frozenset[str]]:
    """The small word lists of ``data/words.json`` by name."""
    table = json.loads((files("variorum.collate") / "data" / "words.json").read_text(encoding="utf-8"))
    return {name: frozenset(held) for name, held in table.items() if not name.startswith("_")}


@lru_cache(maxsize=1)
def noun_groups() -> dict[str, frozenset[int]]:
    """The groups of common nouns that stand for one another, by noun."""
    text = (files("variorum.collate") / "data" / "nouns.txt").read_text(encoding="utf-8")
    groups: dict[str, set[int]] = {}
    for number, line in enumerate(text.splitlines()):
        if line and not line.startswith("#"):
            for word in line.split():
                groups.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in groups.items()}
