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
HIDDEN = 24
EPOCHS = 12
STEP = 3e-3
BATCH = 512
DECAY = 1e-4
LARGE = 1770
"""Pairs of a block (of 60 mentions) above which its pairs weigh less, as the square root."""
KEPT = 3
"""Pairs of two roots that must have been seen for their prior to be kept."""
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
        target = Path(__file__).parent.parent / "src" / "variorum" / "bench" / "events" / "data" / f"{name}.json"
        target.write_text(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
        print(f"{name}: {told:.1f} CoNLL on held-out folds at threshold {row['threshold']}")


def trained(blocks: list[Block]) -> tuple[dict[str, object], float]:
    """The JSON of a model, and its CoNLL F1 on held-out folds, in per cent."""
    folds = [_fold(b) for b in blocks]
    rows = [features(b, learnt([o for o, k in zip(blocks, folds, strict=True) if k != fold]))
            for b, fold in zip(blocks, folds, strict=True)]  # fmt: skip
    gold = [np.asarray([a.mention.chain == c.mention.chain for a, c in combinations(b, 2)], dtype=float) for b in blocks]
    mean = np.concatenate(rows).mean(0).astype(float)
    scale = np.concatenate(rows).std(0).astype(float) + 1e-6
    held: list[Floats] = [np.empty(0)] * len(blocks)
    for fold in range(FOLDS):
        inside = [i for i, k in enumerate(folds) if k != fold]
        part = _fit([(rows[i] - mean) / scale for i in inside], [gold[i] for i in inside])
        for i in (i for i, k in enumerate(folds) if k == fold):
            held[i] = _model(part, mean, scale).score(rows[i])
    results = [(_conll(blocks, held, t), t) for t in THRESHOLDS]
    best, threshold = max(results)
    final = _fit([(r - mean) / scale for r in rows], gold)
    return _json(final, mean, scale, threshold, learnt(blocks)), 100 * best


def _fold(block: Block) -> int:
    """By topic or incident, so that the two subtopics of one ECB+ topic stay together."""
    name = block[0].mention.block.removesuffix("ecb").removesuffix("ecbplus").removesuffix("ecb")
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % FOLDS


def _fit(rows: list[Floats], gold: list[Floats]) -> list[Floats]:
    """Weights of the hidden layer, its biases, weights of the output, its bias."""
    x, y = np.concatenate(rows), np.concatenate(gold)
    w = np.concatenate([np.full(len(g), min(1.0, LARGE / len(g)) ** 0.5) for g in gold])
    dice = np.random.default_rng(0)
    size = x.shape[1]
    p = [dice.normal(0, size**-0.5, (size, HIDDEN)), np.zeros(HIDDEN), dice.normal(0, HIDDEN**-0.5, HIDDEN), np.zeros(1)]
    first, second, steps = [np.zeros_like(a) for a in p], [np.zeros_like(a) for a in p], 0
    for epoch in range(EPOCHS):
        order = dice.permutation(len(x))
        for start in range(0, len(x), BATCH):
            at = order[start : start + BATCH]
            steps += 1
            for k, g in enumerate(_gradient(p, x[at], y[at], w[at])):
                first[k] = 0.9 * first[k] + 0.1 * g
                second[k] = 0.999 * second[k] + 0.001 * g * g
                unbiased = np.sqrt(second[k] / (1 - 0.999**steps)) + 1e-8
                p[k] = p[k] - STEP * (1 - epoch / EPOCHS) * first[k] / (1 - 0.9**steps) / unbiased
    return p


def _gradient(p: list[Floats], x: Floats, y: Floats, w: Floats) -> list[Floats]:
    h = np.tanh(x @ p[0] + p[1])
    g = (1 / (1 + np.exp(-(h @ p[2] + p[3]))) - y) * w / len(y)
    back = np.outer(g, p[2]) * (1 - h * h)
    return [x.T @ back + DECAY * p[0], back.sum(0), h.T @ g + DECAY * p[2], np.asarray([g.sum()])]


def _model(p: list[Floats], mean: Floats, scale: Floats) -> Model:
    return Model(mean, scale, p[0], p[1], p[2], float(p[3][0]), 0.0, Priors({}, 0.0, 0.0))


def _conll(blocks: list[Block], scores: list[Floats], threshold: float) -> float:
    gold, found = {}, {}
    for n, (block, pairs) in enumerate(zip(blocks, scores, strict=True)):
        for t, cluster in zip(block, average_linkage(pairs, len(block), threshold), strict=True):
            gold[t.mention.id], found[t.mention.id] = f"{n} {t.mention.chain}", f"{n} {cluster}"
    return score(gold, found).conll


def _json(p: list[Floats], mean: Floats, scale: Floats, threshold: float, priors: Priors) -> dict[str, object]:
    def plain(array: Floats) -> list[object]:
        return [plain(a) if a.ndim else float(f"{a:.5g}") for a in array]

    pairs = [[*k, round(share, 3), n] for k, (share, n) in sorted(priors.shares.items()) if n >= KEPT]
    return {
        "origin": "tools/train_event_pairs.py", "names": list(NAMES), "mean": plain(mean), "scale": plain(scale),
        "hidden": plain(p[0]), "hidden_bias": plain(p[1]), "out": plain(p[2]), "out_bias": float(f"{p[3][0]:.5g}"),
        "threshold": round(threshold, 2),
        "priors": {"same": round(priors.same, 4), "other": round(priors.other, 4), "pairs": pairs},
    }  # fmt: skip


if __name__ == "__main__":
    main()
