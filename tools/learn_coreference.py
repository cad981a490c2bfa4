"""Learn how probably two claims of two reports tell of one occurrence, and write the weights.

    python tools/learn_coreference.py BENCH [--cache FOLDER]

Reads ``BENCH/ecbplus-dev/*.jsonl`` (gold chains of event mentions; CC BY 3.0), three documents of a subtopic at a time
taken for one story: two claims whose predicates are gold mentions of one chain are one occurrence, those of two
chains are two. Then reports of two different events of ``BENCH/incidents`` and ``BENCH/stories-dev`` are taken for
one story, in which no two claims of the two reports are one. A logistic regression whose weights are held to the sign
that their names say (what is shared never speaks against, what differs never for); five folds by topic for the figures
that are printed. Writes ``collate/data/coreference.tsv``: names and numbers only, no text. Same data, same weights.
"""

import argparse
import hashlib
import json
import pickle
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from variorum.build import annotate
from variorum.claims.extract import claims
from variorum.collate.align import candidates, rivals
from variorum.collate.context import Context, context
from variorum.collate.coreference.features import features
from variorum.model import Claim
from variorum.read.load import load

OUT = Path(__file__).parents[1] / "src" / "variorum" / "collate" / "data" / "coreference.tsv"
FOLDS = 5
GROUP = 3
"""Documents of a subtopic that are taken for one story."""
MIXED = 60
"""Pairs of unlike events from each of the two sets."""
WEIGHT = 0.5
"""Of a pair from two unlike events; there are more of them than gold pairs."""
SHRINK = 2.0
STEPS, RATE = 500, 0.05
SHORT, LONG = 600, 7000
"""Characters of a report that is used."""
AGAINST = ("differ", "unlike", "untold", "apart", "swapped", "other person", "other predicate")
MOST = {"both in the opening": 1.0}
"""Bounds of weights: ECB+ is annotated where its documents begin, so that openings say more there than in news."""
CLOSE_UP = frozenset(
    [
        ".",
        ",",
        ";",
        ":",
        "!",
        "?",
        ")",
        "]",
        "'s",
        "n't",
        "'re",
        "'ve",
        "'ll",
        "'d",
        "'m",
        "''",
        "%",
        "’s",
        "n’t",
    ]
)
OPENING = frozenset(["(", "[", "$", "``", "£", "€"])
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """Two claims: the fold that they are held out in, their features, whether they are one, and their weight."""

    fold: int
    found: dict[str, float]
    same: bool
    weight: float


def main() -> None:
    """Learn and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path)
    parser.add_argument("--cache", type=Path, help="keep annotations here")
    asked = parser.parse_args()
    examples = [*gold(asked.bench / "ecbplus-dev", asked.cache), *unlike(asked.bench, asked.cache)]
    names = ["base", *sorted({n for e in examples for n in e.found})]
    rows, same, weight = matrix(examples, names)
    signs = np.array([sign(n) for n in names])
    most = np.array([MOST.get(n, np.inf) for n in names])
    fold = np.array([e.fold for e in examples])
    held = np.zeros(len(examples))
    for f in range(FOLDS):
        inside = fold != f
        theta = fit(rows[inside], same[inside], weight[inside], signs, most)
        held[fold == f] = 1 / (1 + np.exp(-rows[fold == f] @ theta))
    for line in told(held, same, weight):
        print(line)
    theta = fit(rows, same, weight, signs, most)
    own = int((weight == 1).sum())
    top = ["# Weights (log odds) of what two claims share and in what they differ; made by tools/learn_coreference.py",
            f"# from {own} pairs of gold mentions of ECB+ (CC BY 3.0; {int(same.sum())} of them one occurrence) and",
            f"# {len(examples) - own} pairs of claims of two unlike events: numbers only, no text of them."]  # fmt: skip
    body = [f"{n}\t{t:.3f}" for n, t in zip(names, theta, strict=True) if n == "base" or abs(t) >= 0.005]
    OUT.write_text("\n".join([*top, *body]) + "\n", encoding="utf-8")


def sign(name: str) -> int:
    """What a feature may say: 1 for, -1 against one occurrence, 0 either."""
    if name == "base":
        return 0
    return -1 if any(a in name for a in AGAINST) or name.endswith("vague") else 1


def matrix(examples: Sequence[Example], names: Sequence[str]) -> tuple[Floats, Floats, Floats]:
    """Features as rows, labels, and weights."""
    column = {n: k for k, n in enumerate(names)}
    rows = np.zeros((len(examples), len(names)))
    rows[:, 0] = 1
    for row, e in zip(rows, examples, strict=True):
        for name, value in e.found.items():
            row[column[name]] = value
    return rows, np.array([float(e.same) for e in examples]), np.array([e.weight for e in examples])


def fit(rows: Floats, same: Floats, weight: Floats, signs: NDArray[np.int_], most: Floats) -> Floats:
    """Logistic regression by projected Adam (Kingma and Ba 2015), each weight kept to its sign."""
    count, width = rows.shape
    theta, first, second = np.zeros(width), np.zeros(width), np.zeros(width)
    for t in range(1, STEPS + 1):
        found = 1 / (1 + np.exp(-rows @ theta))
        step = rows.T @ ((found - same) * weight) / count
        step[1:] += SHRINK * theta[1:] / count
        first = 0.9 * first + 0.1 * step
        second = 0.999 * second + 0.001 * step * step
        theta = theta - RATE * (first / (1 - 0.9**t)) / (np.sqrt(second / (1 - 0.999**t)) + 1e-8)
        theta = np.clip(theta, -most, most)
        theta = np.where(signs > 0, np.maximum(theta, 0), np.where(signs < 0, np.minimum(theta, 0), theta))
    return theta


def told(held: Floats, same: Floats, weight: Floats) -> Iterator[str]:
    """Precision and recall on held-out folds, and false ones between unlike events, at some thresholds."""
    own = weight == 1
    for t in (0.3, 0.5, 0.7, 0.8, 0.85, 0.9, 0.95):
        over = held >= t
        right = (same[over & own]).sum()
        yield (f"{t}: precision {right / max((over & own).sum(), 1):.3f}, recall {right / same.sum():.3f} of "
               f"{int(same.sum())}; {int((over & ~own).sum())} of {int((~own).sum())} of unlike events")  # fmt: skip


def gold(folder: Path, cache: Path | None) -> Iterator[Example]:
    """Pairs of claims whose predicates are gold mentions."""
    for topic, rows, chains in _subtopics(folder):
        ctx = _context(rows, cache, as_is=True)
        label = {
            c.id: chain for c in ctx.claims if (chain := _chain(ctx, c, chains[c.report_id])) is not None
        }
        others = rivals(ctx)
        fold = int(hashlib.sha256(topic.encode()).hexdigest(), 16) % FOLDS
        for one, two in combinations([c for c in ctx.claims if c.id in label], 2):
            if one.report_id != two.report_id:
                found = features(ctx, one, two, rivals=others(one, two))
                yield Example(fold, found, label[one.id] == label[two.id], 1.0)


def _chain(ctx: Context, claim: Claim, held: Sequence[tuple[str, Sequence[tuple[int, int]]]]) -> str | None:
    start = ctx.trigger(claim).start
    return next((chain for chain, spans in held if any(a <= start < b for a, b in spans)), None)


def _subtopics(
    folder: Path,
) -> Iterator[tuple[str, list[dict[str, str]], dict[str, list[tuple[str, list[tuple[int, int]]]]]]]:
    docs = defaultdict(list)
    for part in sorted(folder.glob("*.jsonl")):
        for line in part.read_text(encoding="utf-8").splitlines():
            doc = json.loads(line)
            docs[doc["topic"], doc["subtopic"]].append(doc)
    for (topic, subtopic), held in sorted(docs.items()):
        ordered = sorted(held, key=lambda d: hashlib.sha256(d["doc"].encode()).hexdigest())
        for k in range(0, len(ordered) - 1, GROUP):
            rows, chains = [], {}
            for doc in ordered[k : k + GROUP]:
                text, at = _text(doc["sentences"])
                rows.append({"id": doc["doc"], "text": text})
                chains[doc["doc"]] = [
                    (m["chain"], [at[m["sentence"], t] for t in m["tokens"]]) for m in doc["event_mentions"]
                ]
            if len(rows) > 1:
                yield f"{topic} {subtopic}", rows, chains


def _text(sentences: dict[str, list[str]]) -> tuple[str, dict[tuple[int, int], tuple[int, int]]]:
    """Running text of tokens, a paragraph a sentence, and the offsets of each token."""
    text, at = "", {}
    for number in sorted(sentences, key=int):
        before = "("
        for k, token in enumerate(sentences[number]):
            word = '"' if token in ("``", "''") else token
            if before not in OPENING and token not in CLOSE_UP:
                text += " "
            at[int(number), k] = (len(text), len(text) + len(word))
            text, before = text + word, token
        text += "\n\n"
    return text.strip(), at


def unlike(bench: Path, cache: Path | None) -> Iterator[Example]:
    """Pairs of claims of reports of two different events that share a predicate or a class."""
    for file in (bench / "incidents" / "reports.jsonl", bench / "stories-dev" / "allsides_full.jsonl"):
        firsts: dict[str, dict[str, str]] = {}
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            text = row.get("text") or row.get("content") or ""
            if SHORT <= len(text) <= LONG:
                firsts.setdefault(str(row.get("story") or row.get("incident")), {
                    "id": str(row.get("id") or row.get("doc")), "text": text,
                    "published": (row.get("date") or row.get("dct") or "")[:10]})  # fmt: skip
        names = sorted(firsts)
        random.Random(0).shuffle(names)
        for k in range(0, 2 * MIXED, 2):
            rows = [{n: v for n, v in firsts[name].items() if v} for name in names[k : k + 2]]
            ctx = _context(rows, cache, as_is=False)
            others = rivals(ctx)
            for one, two in candidates(ctx):
                if one.report_id != two.report_id:
                    yield Example(
                        k // 2 % FOLDS,
                        features(ctx, one, two, rivals=others(one, two)),
                        same=False,
                        weight=WEIGHT,
                    )


def _context(rows: Sequence[dict[str, str]], cache: Path | None, *, as_is: bool) -> Context:
    lines = "\n".join(json.dumps(r, sort_keys=True) for r in rows) + "\n"
    kept = cache / f"{hashlib.sha256(lines.encode()).hexdigest()[:24]}.pickle" if cache else None
    if kept and kept.exists():
        witnesses, said = pickle.loads(kept.read_bytes())  # noqa: S301 - made by this very tool
    else:
        with TemporaryDirectory() as folder:
            file = Path(folder) / "reports.jsonl"
            file.write_text(lines, encoding="utf-8")
            witnesses, said = annotate(load([str(file)], as_is=as_is).reports)
        if kept:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(pickle.dumps((witnesses, said)))
    spoken = defaultdict(list)
    for a in said:
        spoken[a.report_id].append(a)
    every = tuple(c for w in witnesses for c in claims(w.report, w.layers, spoken[w.report.id]))
    return context(witnesses, every, said)


if __name__ == "__main__":
    main()
