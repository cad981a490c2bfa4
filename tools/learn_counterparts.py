"""Learn which surroundings tell that two reports' values answer one question, and write the weights.

    python tools/learn_counterparts.py reports.jsonl [more.jsonl] --cache FOLDER

Each line is a report with ``id``, ``text``, ``story`` and, if known, ``headline``, ``published``, ``outlet``
(``doc``, ``content``, ``incident``, ``title``, ``dct`` are understood). Nothing is labelled by hand: a rare value
that two reports of one story share is taken for one answer in both, wherever their surroundings are most alike; a
value that has its equal in the other report is no counterpart of that report's other values. Near-copies are left
out, since they teach nothing. Writes ``collate/data/counterparts.tsv``: names and numbers only, no text.
"""

import argparse
import json
import pickle
import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from variorum.build import annotate
from variorum.claims.extract import claims
from variorum.collate.context import Context, context
from variorum.collate.counterparts.features import features, like_nouns
from variorum.collate.counterparts.loci import Locus, Sort, Standing, loci, standing
from variorum.model import Quantity
from variorum.read.load import load

OUT = Path(__file__).parents[1] / "src" / "variorum" / "collate" / "data" / "counterparts.tsv"
COPIED = 0.8
"""Share of words in common from which two sentences are copies of one another."""
ROUNDS = 4
SHRINK = 3.0
SHORT = 300
"""Characters below which a text is no report."""


@dataclass(frozen=True, slots=True)
class Example:
    """A pair of loci: its story, the pair of values that it is an example of, features and label."""

    story: int
    pair: tuple[object, ...]
    found: dict[str, float]
    same: bool


def stories(paths: Sequence[Path]) -> dict[str, list[dict[str, object]]]:
    """The reports of each story that has two or more."""
    held: dict[str, list[dict[str, object]]] = defaultdict(list)
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            text = row.get("text") or row.get("content") or ""
            told = {"id": row.get("id") or row.get("doc"), "text": text[:8000],
                    "headline": row.get("headline") or row.get("title"), "outlet": row.get("source"),
                    "published": (row.get("published") or row.get("date") or row.get("dct") or "")[:10]}  # fmt: skip
            if len(text) > SHORT:
                held[f"{path.stem}-{row.get('story') or row.get('incident')}"].append(
                    {k: v for k, v in told.items() if v}
                )
    return {k: v[:6] for k, v in sorted(held.items()) if len(v) > 1}


def contexts(paths: Sequence[Path], cache: Path) -> Iterator[Context]:
    """The context of each story, its annotation kept in *cache*."""
    cache.mkdir(parents=True, exist_ok=True)
    every = stories(paths)
    for n, (name, rows) in enumerate(every.items()):
        kept = cache / f"{name}.pickle"
        if not kept.exists():
            with TemporaryDirectory() as folder:
                file = Path(folder) / "reports.jsonl"
                file.write_text("\n".join(json.dumps(r) for r in rows) + "\n", encoding="utf-8")
                reports = [r for r in load([str(file)]).reports if (r.language or "en").startswith("en")]
            witnesses, said = annotate(reports) if len(reports) > 1 else ((), ())
            told = tuple(
                c
                for w in witnesses
                for c in claims(w.report, w.layers, [a for a in said if a.report_id == w.report.id])
            )
            kept.write_bytes(pickle.dumps((witnesses, told, said)))
        print(f"\r{n + 1} of {len(every)} stories", end="", file=sys.stderr)
        witnesses, told, said = pickle.loads(kept.read_bytes())  # noqa: S301 - our own cache
        if len(witnesses) > 1:
            yield context(witnesses, told, said)
    print(file=sys.stderr)


def rare(locus: Locus) -> bool:
    """Whether a value is rare enough that two reports hardly share it by chance."""
    if not isinstance(locus.value, Quantity):
        return locus.sort is not Sort.DAY or bool(locus.value.month)
    digits = f"{locus.value.stated:.6g}".replace(".", "").rstrip("0")
    return locus.sort is Sort.MONEY or (len(digits) >= 2 and locus.value.stated > 12)


def rivals(ctx: Context, own: Sequence[Locus], others: Sequence[Locus], one: Locus, two: Locus) -> int:
    """How many other values either report has that nothing in the other equals, of the same kin and noun."""
    free = [x for x in others if x is not two and _kin(one, x) and not _answered(ctx, x, own)]
    held = [x for x in own if x is not one and _kin(two, x) and not _answered(ctx, x, others)]
    return len(free) + len(held)


def _answered(ctx: Context, locus: Locus, others: Sequence[Locus]) -> bool:
    return any(
        standing(ctx, locus, y) is Standing.EQUAL
        for y in others
        if y.family == locus.family and like_nouns(y.noun, locus.noun)
    )


def _kin(one: Locus, two: Locus) -> bool:
    loose = one.noun is None or two.noun is None or like_nouns(one.noun, two.noun)
    return one.sort is two.sort and one.family == two.family and loose


def examples(ctx: Context, story: int) -> Iterator[Example]:
    """The labelled pairs of one story."""
    by: dict[tuple[str, Sort], list[Locus]] = defaultdict(list)
    for x in loci(ctx):
        by[x.report_id, x.sort].append(x)
    for (r, s), sort in ((p, k) for p in combinations(sorted({r for r, _ in by}), 2) for k in Sort):
        own, others = by.get((r, sort), []), by.get((s, sort), [])
        stand = {(i, j): standing(ctx, a, b) for i, a in enumerate(own) for j, b in enumerate(others)
                 if a.family == b.family}  # fmt: skip
        for (i, j), how in stand.items():
            a, b = own[i], others[j]
            alike = len(a.words & b.words) / max(1, len(a.words | b.words))
            equal = how is Standing.EQUAL and rare(a) and alike < COPIED
            settled = how is Standing.APART and (
                (rare(a) and any(stand.get((i, k)) is Standing.EQUAL for k in range(len(others))))
                or (rare(b) and any(stand.get((k, j)) is Standing.EQUAL for k in range(len(own))))
            )
            if equal or settled:
                found = features(ctx, a, b, rivals=rivals(ctx, own, others, a, b))
                pair = (story, r, s, sort, a.item.normal, b.item.normal)
                yield Example(story, pair, found, equal)


def fit(found: Sequence[Example], names: Sequence[str], chosen: Sequence[int]) -> np.ndarray:
    """Weights by ridge-regularised logistic regression (Newton's method); the first is the base."""
    x = np.array([[1.0, *(found[k].found.get(n, 0.0) for n in names)] for k in chosen])
    y = np.array([float(found[k].same) for k in chosen])
    w = np.zeros(x.shape[1])
    ridge = np.diag([1e-3, *([SHRINK] * len(names))])
    for _ in range(30):
        p = 1 / (1 + np.exp(-(x @ w)))
        w -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + ridge, x.T @ (p - y) + ridge @ w)
    return w


def best(found: Sequence[Example], score: np.ndarray, inside: set[int]) -> list[int]:
    """Of each pair of values, the example that scores highest: where both reports answer the same question."""
    top: dict[tuple[object, ...], int] = {}
    for k, e in enumerate(found):
        if e.story in inside and (e.pair not in top or score[k] > score[top[e.pair]]):
            top[e.pair] = k
    return sorted(top.values())


def learnt(found: Sequence[Example], names: Sequence[str], inside: set[int]) -> np.ndarray:
    """Weights learnt on some stories, the examples chosen anew each round."""
    x = np.array([[1.0, *(e.found.get(n, 0.0) for n in names)] for e in found])
    score = x[:, 1 + names.index("words of both sentences")] + x[:, 1 + names.index("rarest word near both")]
    w = np.zeros(x.shape[1])
    for _ in range(ROUNDS):
        w = fit(found, names, best(found, score, inside))
        score = x @ w
    return w


def main() -> None:
    """Learn, print what a quarter left out says of it, and write the weights."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("data", nargs="+", type=Path)
    options.add_argument("--cache", type=Path, required=True)
    given = options.parse_args()
    found = [e for k, ctx in enumerate(contexts(given.data, given.cache)) for e in examples(ctx, k)]
    names = sorted({n for e in found for n in e.found})
    every = sorted({e.story for e in found})
    random.Random(5).shuffle(every)
    scored: list[tuple[float, bool]] = []
    for part in range(4):
        out = set(every[part::4])
        w = learnt(found, names, set(every) - out)
        score = np.array([[1.0, *(e.found.get(n, 0.0) for n in names)] for e in found]) @ w
        scored += [(float(score[k]), found[k].same) for k in best(found, score, out)]
    scored.sort(reverse=True)
    total = sum(s for _, s in scored)
    print(f"{len(every)} stories, {total} shared values, {len(scored) - total} pairs of other values")
    for share in (0.1, 0.2, 0.3, 0.5, 0.7):
        hits = 0
        for n, (at, same) in enumerate(scored, 1):
            hits += same
            if hits >= share * total:
                print(f"recall {share:.1f}: precision {hits / n:.2f} from log odds {at:.2f}")
                break
    w = learnt(found, names, set(every))
    lines = [
        "# Weights (log odds) of what two values' surroundings share; made by tools/learn_counterparts.py.",
        f"# Learnt without labels from {total} values that reports of one story share ({len(every)} stories of the",
        "# development halves of the incidents and of allsides_full): numbers only, no text of them.",
        f"base\t{w[0]:.3f}",
        *(f"{n}\t{x:.3f}" for n, x in zip(names, w[1:], strict=True)),
    ]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
