"""Pairs of mentions as numbers: named features, each in 0 to 1 or so, in a fixed order."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from variorum.bench.events.traits import Traits

Matrix = NDArray[np.float32]
NAMES = (
    "same lemma", "same root", "shared class", "no shared class", "head similarity", "head similarity squared",
    "same part of speech", "both verbs", "both nouns", "prior of the pair", "prior known", "share of the lemma",
    "words around", "words around, rare", "context similarity", "subjects shared", "subjects differ",
    "objects shared", "objects differ", "participants shared", "participants differ", "names shared",
    "names differ", "times shared", "times differ", "numbers shared", "numbers differ", "one negated",
    "same document", "same sentence", "both first", "one first", "far apart", "same lemma, words around",
    "same lemma, names differ", "same lemma, objects differ", "same root, participants shared",
    "shared class, words around", "same document, same lemma", "prior, words around",
    "same lemma twice in one sentence", "size of the block",
)  # fmt: skip
_WEIGHT = 4.0
"""Pairs that a prior counts for before any is seen."""
_ENOUGH = 10
"""Pairs of two roots, none of them one occurrence, that are kept as known."""


@dataclass(frozen=True, slots=True)
class Priors:
    """How often pairs of roots named one occurrence in training: ``(share, pairs)`` by both roots in order."""

    shares: Mapping[tuple[str, str], tuple[float, int]]
    same: float
    """The share among all pairs of equal roots."""
    other: float
    """The share among all pairs of different roots."""

    def of(self, one: str, two: str) -> tuple[float, bool]:
        """The prior of a pair of roots, smoothed, and whether the pair was seen at all."""
        base = self.same if one == two else self.other
        share, pairs = self.shares.get((min(one, two), max(one, two)), (base, 0))
        return (share * pairs + base * _WEIGHT) / (pairs + _WEIGHT), pairs > 0


def learnt(blocks: Sequence[Sequence[Traits]]) -> Priors:
    """The priors of gold mentions."""
    seen: Counter[tuple[str, str]] = Counter()
    joined: Counter[tuple[str, str]] = Counter()
    for block in blocks:
        for a, b in combinations(block, 2):
            key = (min(a.root, b.root), max(a.root, b.root))
            seen[key] += 1
            joined[key] += a.mention.chain == b.mention.chain
    same = [k for k in seen if k[0] == k[1]]
    other = [k for k in seen if k[0] != k[1]]
    return Priors(
        {k: (joined[k] / n, n) for k, n in seen.items() if joined[k] or n >= _ENOUGH},
        sum(joined[k] for k in same) / max(1, sum(seen[k] for k in same)),
        sum(joined[k] for k in other) / max(1, sum(seen[k] for k in other)),
    )


def features(block: Sequence[Traits], priors: Priors) -> Matrix:
    """The features of all pairs of a block, in the order of ``itertools.combinations``; shape (pairs, len(NAMES))."""
    documents = Counter(w for words in _by_document(block).values() for w in words)
    total = len(_by_document(block))
    rarity = {w: math.log((1 + total) / (1 + n)) + 0.3 for w, n in documents.items()}
    roots = Counter(t.root for t in block)
    rows = [
        _row(a, b, priors, rarity=rarity, roots=roots, size=len(block)) for a, b in combinations(block, 2)
    ]
    return np.asarray(rows, dtype=np.float32).reshape(len(rows), len(NAMES))


def _by_document(block: Sequence[Traits]) -> dict[str, set[str]]:
    out: dict[str, set[str]] = {}
    for t in block:
        out.setdefault(t.mention.doc, set()).update(t.words)
    return out


def _row(
    a: Traits, b: Traits, priors: Priors, *, rarity: Mapping[str, float], roots: Mapping[str, int], size: int
) -> list[float]:
    lemma, root = float(a.lemma == b.lemma), float(a.root == b.root)
    classes = float(bool(a.classes & b.classes))
    head, context = float(a.vector @ b.vector), float(a.context @ b.context)
    prior, known = priors.of(a.root, b.root)
    around, rare = _overlap(a.words, b.words), _weighed(a.words, b.words, rarity)
    subjects, objects, others = ((_overlap(x, y), _differ(x, y)) for x, y in
                                 ((a.subjects, b.subjects), (a.objects, b.objects), (a.others, b.others)))  # fmt: skip
    names, times, numbers = ((_overlap(x, y), _differ(x, y)) for x, y in
                             ((a.names, b.names), (a.times, b.times), (a.numbers, b.numbers)))  # fmt: skip
    document = float(a.mention.doc == b.mention.doc)
    sentence = float(a.mention.sentence == b.mention.sentence)
    verbs, nouns = a.pos == b.pos == "VERB", a.pos == b.pos == "NOUN"
    return [
        lemma, root, classes, float(bool(a.classes and b.classes) and not classes), head, head * head,
        float(a.pos == b.pos), float(verbs), float(nouns), prior, float(known), roots[a.root] / size * root,
        around, rare, context, *subjects, *objects, *others, *names, *times, *numbers,
        float(a.negated != b.negated), document, sentence, float(a.position == b.position == 0),
        float((a.position == 0) != (b.position == 0)), min(1.0, abs(a.position - b.position) / 10) * document,
        lemma * rare, lemma * names[1], lemma * objects[1], root * others[0], classes * rare, document * lemma,
        prior * rare, lemma * sentence, min(1.0, size / 150),
    ]  # fmt: skip


def _overlap(one: frozenset[str], two: frozenset[str]) -> float:
    """The share of the smaller set that both hold."""
    return len(one & two) / min(len(one), len(two)) if one and two else 0.0


def _differ(one: frozenset[str], two: frozenset[str]) -> float:
    """Whether both hold something and nothing in common."""
    return float(bool(one and two) and not one & two)


def _weighed(one: frozenset[str], two: frozenset[str], rarity: Mapping[str, float]) -> float:
    def weight(words: frozenset[str]) -> float:
        return sum(rarity.get(w, 1.0) for w in words)

    least = min(weight(one), weight(two))
    return weight(one & two) / least if least else 0.0
