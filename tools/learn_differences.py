"""Learn how surely two values that cannot both hold answer one question, from the written events, and write the weights.

    python tools/learn_differences.py [--cache FOLDER] [--unread FIELDS] [--rows FILE]

The pairs of unlike values that ``collate/counterparts`` finds likely, and that nothing explains (``collate/difference``), are
labelled by the marks of the events (``tools/written.py``); those kept out are only counted. First a ridge-regularised logistic regression over the features of ``collate/difference``; each weight whose
name says what it means is held to that sign. Then a second one over its log odds and those of the reader of pairs, learnt from
the events that the reader has not read (``--unread``: what their names begin with), since of events that it has read it is far
too sure. Prints by five folds over events how many would be right above some log odds, of the events kept out too. Writes
``collate/data/differences.tsv``: names and numbers only.
"""

import argparse
import pickle
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir

import numpy as np
from learn_singles import FOLDS, Floats, fit
from numpy.typing import NDArray
from written import Event, Marked, annotated, events

from variorum.collate.context import Context
from variorum.collate.counterparts.pairing import counterparts
from variorum.collate.difference.features import explained, features
from variorum.collate.difference.model import SUREST
from variorum.collate.judge.cases import Case
from variorum.collate.together import hidden
from variorum.encode.pairs import Marked as Read
from variorum.encode.pairs import PairReader, Question, chosen

OUT = Path(__file__).parents[1] / "src" / "variorum" / "collate" / "data" / "differences.tsv"
READ_FROM = -1.0
"""Log odds by the rules from which pairs teach what the reader adds."""
UNREAD = (
    "conflict3",
    "crime3",
    "disaster3",
    "politics3",
    "life3",
    "conflict4",
    "crime4",
    "disaster4",
    "mixed4",
)
"""The series that the published reader has not read."""
LEVELS = (0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5)
FOR = ("same", "like", "one", "verbs of one class", "rarest", "words of", "alone", "both in", "word before", "word behind",
       "another value")  # fmt: skip
AGAINST = ("doubt:", "other", "apart in", "part against", "size")
"""Words in the name of a feature that say which way it may weigh."""


@dataclass(frozen=True, slots=True)
class Example:
    """A pair: its event, its features, the reader's log odds, and whether both values answer one question."""

    event: str
    kept_out: bool
    found: Mapping[str, float]
    answer: float
    right: bool


def main() -> None:
    """Learn and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cache", type=Path, default=Path(gettempdir()) / "variorum-written")
    parser.add_argument(
        "--unread", nargs="*", default=UNREAD, help="beginnings of the names of unread events"
    )
    parser.add_argument("--rows", type=Path, help="where the examples are kept between two runs")
    asked = parser.parse_args()
    if asked.rows and asked.rows.exists():
        held = pickle.loads(asked.rows.read_bytes())  # noqa: S301 - our own cache
    else:
        reader = chosen().reader
        held = [e for event in events() for e in examples(event, asked.cache, reader)]
        if asked.rows:
            asked.rows.write_bytes(pickle.dumps(held))
    OUT.write_text(learn(held, tuple(asked.unread)), encoding="utf-8")


def examples(event: Event, cache: Path, reader: PairReader | None) -> list[Example]:
    """The labelled pairs of an event."""
    ctx, marked = annotated(event, cache)
    found = list(_labelled(ctx, marked))
    print(".", end="", file=sys.stderr, flush=True)
    asked = [pair for _, pair, _ in found]
    answers = reader.read(asked, Question.VALUE) if reader and asked else [0.0] * len(found)
    return [Example(event.name, event.kept_out, f, a, right)
            for (f, _, right), a in zip(found, answers, strict=True)]  # fmt: skip


def _labelled(
    ctx: Context, marked: Mapping[str, Marked]
) -> Iterator[tuple[dict[str, float], tuple[Read, Read], bool]]:
    placed = counterparts(ctx)
    for pair in placed.apart:
        slots = [marked[x.report_id].slots(x.value.span) for x in (pair.one, pair.two)]
        case = Case(ctx, pair, placed.every)
        if all(slots) and not explained(case):
            one, two = (hidden(ctx, x.report_id, x.value.span) for x in (pair.one, pair.two))
            yield features(case), (one, two), bool(slots[0] & slots[1])


def learn(held: Sequence[Example], unread: tuple[str, ...]) -> str:
    """The table of weights; how good they are by folds, and on the events kept out, is printed."""
    names = sorted({n for e in held for n in e.found})
    rows = np.array([[1.0, *(e.found.get(n, 0.0) for n in names)] for e in held])
    right = np.array([float(e.right) for e in held])
    answers = np.clip([e.answer for e in held], -SUREST, SUREST)
    kept = np.array([e.kept_out for e in held])
    unseen = np.array([e.event.startswith(unread) for e in held])
    order = {name: k for k, name in enumerate(sorted({e.event for e in held}))}
    fold = np.array([FOLDS if e.kept_out else order[e.event] % FOLDS for e in held])
    signs = np.array([0, *map(sign, names)])
    rules = folded(rows, right, signs, fold)
    told("rules alone, folds", rules, right, ~kept)
    told("rules alone, kept out", rules, right, kept)
    both = np.column_stack([np.ones(len(held)), rules, answers])
    ways = np.array([0, 1, 1])
    asked = rules >= READ_FROM
    total = np.where(asked, folded(both, right, ways, fold, asked & unseen), -9.0)
    told("with the reader, folds of events that it has not read", total, right, ~kept & unseen)
    told("with the reader, kept out", total, right, kept)
    told("with the reader, kept out of the series it has not read", total, right, kept & unseen)
    weights = dict(zip(["base", *names], fit(rows[~kept], right[~kept], signs), strict=True))
    chosen_ = asked & unseen & ~kept
    parts = ("read: base", "read: rules", "read: answer")
    weights |= dict(zip(parts, fit(both[chosen_], right[chosen_], ways), strict=True))
    top = ["# Weights (log odds) of what speaks for and against two values' answering one question; made by",
           f"# tools/learn_differences.py from {int((~kept).sum())} pairs of unlike values of {len(order)} events invented for",
           f"# this project, {int(right[~kept].sum())} of one question: numbers only, no text of them."]  # fmt: skip
    body = [f"{n}\t{w:.3f}" for n, w in weights.items() if n == "base" or abs(w) >= 0.005]
    return "\n".join([*top, *body]) + "\n"


def sign(name: str) -> int:
    """What a feature may say: 1 for one question, -1 against it, 0 either."""
    name = name.removeprefix("day: ")
    if name.startswith(AGAINST):
        return -1
    return 1 if name.startswith(FOR) else 0


def folded(
    rows: Floats, right: Floats, signs: NDArray[np.int_], fold: NDArray[np.int_],
    among: NDArray[np.bool_] | None = None,
) -> Floats:  # fmt: skip
    """The log odds of each example by weights learnt without its fold; those kept out are in a fold of none."""
    out = np.zeros(len(right))
    for f in range(FOLDS + 1):
        inside = (fold != f) & (fold != FOLDS)
        if among is not None:
            inside &= among
        out[fold == f] = rows[fold == f] @ fit(rows[inside], right[inside], signs)
    return out


def told(what: str, odds: Floats, right: Floats, among: NDArray[np.bool_]) -> None:
    """Print how many pairs stand above some log odds, and how many of them are right."""
    print(f"{what}: {int(right[among].sum())} of {int(among.sum())} are of one question")
    for level in LEVELS:
        over = among & (odds >= level)
        print(f"  {level}: {int(right[over].sum())} right, {int((1 - right[over]).sum())} wrong")


if __name__ == "__main__":
    main()
