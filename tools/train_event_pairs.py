"""Train the scorer of pairs of event mentions on the training halves of ECB+ and the Gun Violence Corpus.

    python tools/train_event_pairs.py BENCH

Reads ``BENCH/ecbplus-dev/train.jsonl`` and the mentions of ``BENCH/gvc-dev/mentions.jsonl`` marked ``train``, and writes
``src/variorum/bench/events/data/ecbplus.json`` and ``gvc.json``. Five folds by topic or incident: priors of the lemmas are
learnt outside a pair's own fold, and the threshold of the clustering is the one that is best on held-out folds. Plain
gradient descent (Adam; Kingma and Ba 2015) on the logistic loss; same data, same weights.
"""

import hashlib
import json
import sys
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from variorum.bench.events.clustering import average_linkage
from variorum.bench.events.coreference import score
from variorum.bench.events.features import NAMES, Priors, features, learnt
from variorum.bench.events.mentions import mentions
from variorum.bench.events.model import Model
from variorum.bench.events.run import of
from variorum.bench.events.traits import Traits

FOLDS = 5
EPOCHS = 12
STEP = 3e-3
BATCH = 512
DECAY = 1e-4
LARGE = 1770
"""Pairs of a block (of 60 mentions) above which its pairs weigh less, as the square root."""
THRESHOLDS = tuple(float(t) for t in np.arange(0.15, 0.7, 0.05))
SETS = {"ecbplus": "ecbplus-dev/train.jsonl", "gvc": "gvc-dev/mentions.jsonl"}
Floats = NDArray[np.float64]
Block = tuple[Traits, ...]


def main() -> None:
    """Train both scorers."""
    bench = Path(sys.argv[1])
    for name, file in SETS.items():
        found = tuple(m for m in mentions(bench / file) if m.split == "train")
        row, told = trained([b for b in of(found).values() if len(b) > 1])
        target = (
            Path(__file__).parent.parent / "src" / "variorum" / "bench" / "events" / "data" / f"{name}.json"
        )
        target.write_text(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
        print(f"{name}: {told:.1f} CoNLL on held-out folds at threshold {row['threshold']}")


def trained(blocks: list[Block]) -> tuple[dict[str, object], float]:
    """The JSON of a model, and its CoNLL F1 on held-out folds, in per cent."""
    folds = [_fold(b) for b in blocks]
    rows = [features(b, learnt([o for o, k in zip(blocks, folds, strict=True) if k != fold]))
            for b, fold in zip(blocks, folds, strict=True)]  # fmt: skip
    gold = [
        np.asarray([a.mention.chain == c.mention.chain for a, c in combinations(b, 2)], dtype=float)
        for b in blocks
    ]
    mean = np.concatenate(rows).mean(0).astype(float)
    scale = np.concatenate(rows).std(0).astype(float) + 1e-6
    held: list[Floats] = [np.empty(0)] * len(blocks)
    for fold in range(FOLDS):
        inside = [i for i, k in enumerate(folds) if k != fold]
        part = _fit([(rows[i] - mean) / scale for i in inside], [gold[i] for i in inside])
        for i in (i for i, k in enumerate(folds) if k == fold):
            held[i] = Model(mean, scale, *part, 0.0, Priors({}, 0.0, 0.0)).score(rows[i])
    results = [(_conll(blocks, held, t), t) for t in THRESHOLDS]
    best, threshold = max(results)
    final = _fit([(r - mean) / scale for r in rows], gold)
    return _json(final, mean, scale, threshold, learnt(blocks)), 100 * best


def _fold(block: Block) -> int:
    """By topic or incident, so that the two subtopics of one ECB+ topic stay together."""
    name = block[0].mention.block.removesuffix("ecb").removesuffix("ecbplus").removesuffix("ecb")
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % FOLDS


def _fit(rows: list[Floats], gold: list[Floats]) -> tuple[Floats, float]:
    """The weights and the bias."""
    x, y = np.concatenate(rows), np.concatenate(gold)
    w = np.concatenate([np.full(len(g), min(1.0, LARGE / len(g)) ** 0.5) for g in gold])
    x = np.concatenate([x, np.ones((len(x), 1))], axis=1)
    dice = np.random.default_rng(0)
    p, first, second, steps = np.zeros(x.shape[1]), np.zeros(x.shape[1]), np.zeros(x.shape[1]), 0
    for epoch in range(EPOCHS):
        order = dice.permutation(len(x))
        for start in range(0, len(x), BATCH):
            at = order[start : start + BATCH]
            steps += 1
            error = (1 / (1 + np.exp(-(x[at] @ p))) - y[at]) * w[at]
            g = x[at].T @ error / len(at) + DECAY * p
            first = 0.9 * first + 0.1 * g
            second = 0.999 * second + 0.001 * g * g
            unbiased = np.sqrt(second / (1 - 0.999**steps)) + 1e-8
            p = p - STEP * (1 - epoch / EPOCHS) * first / (1 - 0.9**steps) / unbiased
    return p[:-1], float(p[-1])


def _conll(blocks: list[Block], scores: list[Floats], threshold: float) -> float:
    gold, found = {}, {}
    for n, (block, pairs) in enumerate(zip(blocks, scores, strict=True)):
        for t, cluster in zip(block, average_linkage(pairs, len(block), threshold), strict=True):
            gold[t.mention.id], found[t.mention.id] = f"{n} {t.mention.chain}", f"{n} {cluster}"
    return score(gold, found).conll


def _json(
    fitted: tuple[Floats, float], mean: Floats, scale: Floats, threshold: float, priors: Priors
) -> dict[str, object]:
    def plain(array: Floats) -> list[float]:
        return [float(f"{a:.5g}") for a in array]

    pairs = [[*k, round(share, 3), n] for k, (share, n) in sorted(priors.shares.items())]
    return {
        "origin": "tools/train_event_pairs.py", "names": list(NAMES), "mean": plain(mean), "scale": plain(scale),
        "weights": plain(fitted[0]), "bias": float(f"{fitted[1]:.5g}"), "threshold": round(threshold, 2),
        "priors": {"same": round(priors.same, 4), "other": round(priors.other, 4), "pairs": pairs},
    }  # fmt: skip


if __name__ == "__main__":
    main()
