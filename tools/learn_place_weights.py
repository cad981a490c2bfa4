"""Learn ``src/variorum/annotate/place/data/weights.tsv``: which place a name means, from gold places.

    python tools/learn_place_weights.py FOLDER [--folds]

FOLDER holds the four sets of ``milangritta/Pragmatic-Guide-to-Geoparsing-Evaluation`` (see ``variorum bench place``).
Only their even-numbered texts are read. A conditional logistic model: the probability of a candidate is the softmax of
its weighted features among the candidates of its name; what is maximised is the log probability of the candidates
within 161 km of the gold point, less a ridge penalty. Names with no such candidate teach nothing, and each set weighs
the same. Three rounds, since the features *near …* rest on a first resolution by the weights. ``--folds`` prints what
five-fold cross-validation over texts gives instead of writing.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from variorum.annotate.place import rank
from variorum.annotate.place.earth import distance
from variorum.annotate.place.rank import features, strangeness
from variorum.annotate.place.resolve import best, guessed, narrowed, staged
from variorum.bench.place import FILES, WITHIN, GoldText, read

RIDGE, ROUNDS, STEPS, RATE = 3.0, 3, 400, 0.05
TARGET = Path(__file__).parent.parent / "src" / "variorum" / "annotate" / "place" / "data" / "weights.tsv"
HEADER = (
    "# Learned by tools/learn_place_weights.py on the even texts of GeoVirus, TR-News, LGL and GWN. "
    "feature (place/rank.py)\tweight in log odds\n"
)


@dataclass(frozen=True, slots=True)
class Case:
    """One gold name: a row of features for each candidate, and which of them are right."""

    group: str
    text: int
    rows: tuple[dict[str, float], ...]
    right: tuple[bool, ...]


def cases(texts: Sequence[tuple[str, int, GoldText]]) -> Iterator[Case]:
    """The gold names of some texts with their candidates."""
    for group, number, text in texts:
        spans = tuple(p.span for p in text.places)
        surfaces = [span.of(text.text) for span in spans]
        some, outer, _ = narrowed(text.text, spans, surfaces)
        scenes = staged(text.text, spans, surfaces, some)
        choices = [best(c, scene) for c, scene in zip(some, scenes, strict=True)]
        for k, (gold, found, scene) in enumerate(zip(text.places, some, scenes, strict=True)):
            guess = guessed(spans, surfaces, choices, outer, k)
            at = (gold.latitude, gold.longitude)
            right = [distance(at, (e.latitude, e.longitude)) <= WITHIN for e in found]
            rows = [features(e, scene) for e in found]
            if guess is not None:
                # A guess is right for want of a candidate, not where one is right as well.
                close = distance(at, (guess.latitude, guess.longitude)) <= WITHIN
                right.append(close and not any(right))
                rows.append(strangeness(surfaces[k], scene))
            if rows:
                yield Case(group, number, tuple(rows), tuple(right))


def learn(train: Sequence[Case]) -> dict[str, float]:
    """Weights of the highest penalised likelihood, by Adam."""
    train = [c for c in train if any(c.right) and not all(c.right)]
    names = sorted({name for c in train for row in c.rows for name in row})
    column = {name: k for k, name in enumerate(names)}
    lines = sum(len(c.rows) for c in train)
    x = np.zeros((lines, len(names)))
    owner = np.zeros(lines, dtype=int)
    right = np.zeros(lines, dtype=bool)
    at = 0
    for number, case in enumerate(train):
        for row, good in zip(case.rows, case.right, strict=True):
            for name, value in row.items():
                x[at, column[name]] = value
            owner[at], right[at] = number, good
            at += 1
    sizes = {g: sum(c.group == g for c in train) for g in {c.group for c in train}}
    share = np.array([len(train) / len(sizes) / sizes[c.group] for c in train])
    w = np.array([rank.weights().get(name, 0.0) for name in names])
    first = second = np.zeros(len(names))
    for step in range(1, STEPS + 1):
        z = x @ w
        top = np.full(len(train), -np.inf)
        np.maximum.at(top, owner, z)
        e = np.exp(z - top[owner])
        whole = np.bincount(owner, e, len(train))
        good = np.bincount(owner, e * right, len(train))
        p_all = e / whole[owner]
        p_good = np.where(right, e / np.maximum(good[owner], 1e-12), 0.0)
        gradient = x.T @ ((p_all - p_good) * share[owner]) + RIDGE * w
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        w = w - RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return dict(zip(names, (float(v) for v in w), strict=True))


def accuracy(test: Sequence[Case], table: dict[str, float]) -> dict[str, tuple[int, int]]:
    """Right and all names of each set, under some weights."""
    out: dict[str, tuple[int, int]] = {}
    for case in test:
        scores = [sum(table.get(n, 0.0) * v for n, v in row.items()) for row in case.rows]
        good, total = out.get(case.group, (0, 0))
        out[case.group] = (good + case.right[scores.index(max(scores))], total + 1)
    return out


def use(table: dict[str, float]) -> None:
    """Let the ranking use other weights."""
    rank.weights.cache_clear()
    rank.weights = lambda: table  # type: ignore[assignment]
    rank.weights.cache_clear = lambda: None  # type: ignore[attr-defined]


def main() -> None:
    """Learn and write, or cross-validate and print."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("folder", type=Path)
    options.add_argument("--folds", action="store_true")
    given = options.parse_args()
    texts = [
        (path.stem, number, text)
        for name in FILES
        for path in sorted(given.folder.rglob(name))
        for number, text in enumerate(read(path))
        if number % 2 == 0
    ]
    table = dict(rank.weights())
    for _ in range(ROUNDS):
        data = list(cases(texts))
        table = learn(data)
        use(table)
    data = list(cases(texts))
    if given.folds:
        totals: dict[str, tuple[int, int]] = {}
        for fold in range(5):
            part = learn([c for c in data if c.text // 2 % 5 != fold])
            for group, (good, total) in accuracy([c for c in data if c.text // 2 % 5 == fold], part).items():
                old = totals.get(group, (0, 0))
                totals[group] = (old[0] + good, old[1] + total)
        print("five folds:", {g: f"{good / total:.3f} of {total}" for g, (good, total) in totals.items()})
        print("on all:", {g: f"{good / total:.3f}" for g, (good, total) in accuracy(data, table).items()})
        return
    lines = (f"{name}\t{value:.3f}\n" for name, value in sorted(table.items()))
    TARGET.write_text(HEADER + "".join(lines), "utf-8")


if __name__ == "__main__":
    main()
