"""What the reports of a story say, sentence by sentence, for asking how much of a clause another one has."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from variorum.collate.context import Context
from variorum.collate.counterparts.pairing import Counterparts
from variorum.collate.sole.keys import Held, Key, held, keys
from variorum.model import Claim
from variorum.text import Span
from variorum.values.predicates import lexicon

REACH = 8
"""Tokens on both sides of a predicate that stand near it."""
KIND, VALUE, FIGURE, PLACE = 0.15, 0.06, 0.1, 0.2
"""What one class of predicate, a shared value (by its rarity) and a shared figure add to likeness, and what standing at
the two ends of the reports takes from it; set by hand, where most of the labelled triggers came first."""


@dataclass(frozen=True, slots=True)
class Near:
    """A claim with the words around its predicate."""

    claim: Claim
    sentence: int
    around: Held
    figures: frozenset[str]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The sentences of all reports as keys, the weight of each key by its rarity, and the values that pair up."""

    ctx: Context
    weights: dict[str, float]
    sentences: dict[str, tuple[Held, ...]]
    couples: dict[str, tuple[Held, ...]]
    whole: dict[str, Held]
    claims: dict[str, Near]
    pairs: tuple[Counterparts, ...]

    def weighed(self, found: Sequence[Key]) -> float:
        """The summed weights of some keys."""
        return sum(self.weights.get(k.word, 1.0) for k in found)

    def share(self, own: Sequence[Key], other: Held) -> float:
        """How much of some keys is met by what is held elsewhere, by rarity (0 to 1)."""
        whole = self.weighed(own)
        met = sum(self.weights.get(k.word, 1.0) * other.met(k) for k in own)
        return met / whole if whole else 0.0

    def others(self, report_id: str) -> tuple[str, ...]:
        """The other reports."""
        return tuple(r for r in self.sentences if r != report_id)

    def likest(self, claim: Claim, own: Sequence[Key]) -> Iterator[tuple[float, Claim]]:
        """The claims of other reports that may tell the same, the likest first, the likest one of each sentence."""
        found = sorted(((self._like(claim, own, n), n.claim) for n in self.claims.values()
                        if n.claim.report_id != claim.report_id), key=lambda x: (-x[0], x[1].id))  # fmt: skip
        seen = set()
        for like, other in found:
            place = (other.report_id, self.claims[other.id].sentence)
            if place not in seen:
                seen.add(place)
                yield like, other

    def _like(self, claim: Claim, own: Sequence[Key], other: Near) -> float:
        sentence = self.sentences[other.claim.report_id][other.sentence]
        known = {c for c in claim.classes if not lexicon().has(c, "weak")}
        kind = claim.predicate == other.claim.predicate or bool(known & set(other.claim.classes))
        values = (
            self.weights.get(k.word, 1.0) for k in own if k.sort == "value" and k.word in sentence.words
        )
        figures = self.claims[claim.id].figures & other.figures
        apart = abs(self._at(claim) - self._at(other.claim))
        like = self.share(own, sentence) + self.share(own, other.around) + KIND * kind
        return like + VALUE * max(values, default=0.0) + FIGURE * bool(figures) - PLACE * apart

    def _at(self, claim: Claim) -> float:
        return self.claims[claim.id].sentence / len(self.sentences[claim.report_id])

    def paired(self, report_id: str, span: Span) -> Iterator[Counterparts]:
        """The values of a span with the values of other reports that they choose one another with."""
        for pair in self.pairs:
            if any(x.report_id == report_id and span.contains(x.value.span) for x in (pair.one, pair.two)):
                yield pair


def elsewhere(ctx: Context, pairs: Sequence[Counterparts]) -> Elsewhere:
    """The look-ups of one story, with its values that choose one another."""
    found = {
        w.report.id: [keys(w.layers, w.layers.parse.tokens[a:b]) for a, b in w.layers.parse.sentences]
        for w in ctx.witnesses
    }
    seen = Counter(word for each in found.values() for ks in each for word in {k.word for k in ks})
    total = sum(map(len, found.values()))
    return Elsewhere(
        ctx,
        {word: math.log((total + 1) / (count + 0.5)) for word, count in seen.items()},
        {r: tuple(held(ks) for ks in each) for r, each in found.items()},
        {r: tuple(held((*a, *b)) for a, b in pairwise(each)) for r, each in found.items()},
        {r: held([k for ks in each for k in ks]) for r, each in found.items()},
        {c.id: _near(ctx, c) for c in ctx.claims},
        tuple(pairs),
    )


def _near(ctx: Context, claim: Claim) -> Near:
    layers = ctx.layers[claim.report_id]
    token = ctx.trigger(claim)
    first, last = layers.parse.sentences[token.sentence]
    around = layers.parse.tokens[max(first, token.index - REACH) : min(last, token.index + REACH + 1)]
    figures = frozenset(f for each in ctx.traits[claim.id].figures.values() for f in each)
    return Near(claim, token.sentence, held(keys(layers, around)), figures)
