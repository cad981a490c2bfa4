"""Learn how surely two values that cannot both hold answer one question, from the written events, and write the weights.

    python tools/learn_differences.py [--cache FOLDER] [--unread FIELDS] [--rows FILE]

The pairs of values that ``collate/counterparts`` finds likely, and that cannot both hold (``collate/judge/difference``), are
labelled by the marks of the events (``tools/written.py``); those kept out are only counted. First a ridge-regularised logistic regression over the features of ``collate/judge/difference``; each weight whose
name says what it means is held to that sign. Then a second one over its log odds and those of the reader of pairs, learnt from
the events that the reader has not read (``--unread``: what their names begin with), since of events that it has read it is far
too sure. Prints by five folds over events how many would be right above some log odds, of the events kept out too. Writes
``collate/data/differences.tsv``: names and numbers only.
"""

import argparse
import pickle
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import gettempdir

import numpy as np
from numpy.typing import NDArray
from signed import FOLDS, Floats, fit, folded, table
from written import UNREAD, Event, annotated, events

from variorum.collate.counterparts.pairing import counterparts
from variorum.collate.judge.cases import Case
from variorum.collate.judge.counterparts import READ_FROM, later_is_more
from variorum.collate.judge.difference.features import compatible, doubted, features
from variorum.collate.judge.difference.model import SUREST
from variorum.collate.judge.difference.placed import placed_surely
from variorum.collate.together import hidden
from variorum.encode.pairs import PairReader, Question, chosen

OUT = Path(__file__).parents[1] / "src" / "variorum" / "collate" / "data" / "differences.tsv"
TEACHES_FROM = -1.0
"""Log odds by the rules from which pairs teach what the reader adds."""
LEVELS = (0.5, 0.75, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5)
FOR = ("same", "like", "one", "verbs of one class", "rarest", "words of", "alone", "both in", "word before", "word behind",
       "another value", "both tell")  # fmt: skip
AGAINST = ("doubt:", "other", "apart in", "part against", "size", "only one tells", "otherwise")
"""Words in the name of a feature that say which way it may weigh."""


@dataclass(frozen=True, slots=True)
class Example:
    """A pair: its event, its features, the reader's log odds, and whether both values answer one question.

    ``placed``: the surroundings alone place both surely, and nothing is doubted; ``grows``: the later report has more of what
    grows.
    """

    event: str
    kept_out: bool
    found: Mapping[str, float]
    placed: bool
    grows: bool
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
    placed = counterparts(ctx)
    mutual = {id(p) for p in placed.mutual}
    held, sides = [], []
    for pair in placed.apart:
        slots = [marked[x.report_id].slots(x.value.span) for x in (pair.one, pair.two)]
        case = Case(ctx, pair, placed.every)
        if all(slots) and not compatible(case):
            grows = later_is_more(ctx, pair)
            surely = placed_surely(case, mutual, grows=grows) and not doubted(case)
            right = bool(slots[0] & slots[1])
            held.append(
                Example(event.name, event.kept_out, features(case, placed=surely), surely, grows, 0.0, right)
            )
            sides.append((hidden(ctx, pair.one.report_id, pair.one.value.span),
                          hidden(ctx, pair.two.report_id, pair.two.value.span)))  # fmt: skip
    print(".", end="", file=sys.stderr, flush=True)
    if reader is None or not sides:
        return held
    answers = reader.read(sides, Question.VALUE)
    return [replace(e, answer=a) for e, a in zip(held, answers, strict=True)]


def learn(held: Sequence[Example], unread: tuple[str, ...]) -> str:
    """The table of weights; how good they are by folds, and on the events kept out, is printed."""
    names = sorted({n for e in held for n in e.found})
    rows = np.array([[1.0, *(e.found.get(n, 0.0) for n in names)] for e in held])
    right = np.array([float(e.right) for e in held])
    answers = np.clip([e.answer for e in held], -SUREST, SUREST)
    kept, placed, grows = (
        np.array(column) for column in zip(*((e.kept_out, e.placed, e.grows) for e in held), strict=True)
    )
    doubted_ = np.array([any(name.startswith("doubt:") for name in e.found) for e in held])
    unseen = np.array([e.event.startswith(unread) for e in held])
    order = {name: k for k, name in enumerate(sorted({e.event for e in held}))}
    fold = np.array([FOLDS if e.kept_out else order[e.event] % FOLDS for e in held])
    signs, ways = np.array([0, *map(sign, names)]), np.array([0, 1, 1])
    rules = folded(rows, right, signs, fold)
    asked = rules >= TEACHES_FROM
    both = np.column_stack([np.ones(len(held)), rules, answers])
    read = folded(both, right, ways, fold, asked & unseen)
    total = np.where((rules >= READ_FROM) | placed, read, -SUREST)
    _report(rules, total, right, (~kept, ~kept & unseen, kept), (grows, placed, doubted_))
    weights = dict(zip(["base", *names], fit(rows[~kept], right[~kept], signs), strict=True))
    teaches = asked & unseen & ~kept
    parts = ("read: base", "read: rules", "read: answer")
    weights |= dict(zip(parts, fit(both[teaches], right[teaches], ways), strict=True))
    count = len({e.event for e in held if not e.kept_out})
    head = ["Weights (log odds) of what speaks for and against two values' answering one question; made by",
            f"tools/learn_differences.py from {int((~kept).sum())} pairs of unlike values of {count} events",
            f"invented for this project, {int(right[~kept].sum())} of one question: numbers only, no text of them."]  # fmt: skip
    return table(head, weights)


def _report(
    rules: Floats, total: Floats, right: Floats, where: Sequence[NDArray[np.bool_]], kinds: Sequence[NDArray[np.bool_]],
) -> None:  # fmt: skip
    """Print how good the odds are: on events that teach, on those that the reader has not read, on those kept out."""
    grows, placed, doubted_ = kinds
    told("rules alone, folds", rules, right, where[0])
    for what, among in (
        ("folds of events that the reader has not read", where[1]),
        ("kept out", where[2]),
    ):
        told(f"with the reader, {what}", total, right, among)
        told("  where the later report has more", total, right, among & grows)
        told("  else, placed surely", total, right, among & ~grows & placed)
        told("  else, nothing doubted", total, right, among & ~grows & ~doubted_)
        told("  else, doubted", total, right, among & ~grows & doubted_)


def sign(name: str) -> int:
    """What a feature may say: 1 for one question, -1 against it, 0 either."""
    name = name.removeprefix("day: ")
    if name.startswith(AGAINST):
        return -1
    return 1 if name.startswith(FOR) else 0


def told(what: str, odds: Floats, right: Floats, among: NDArray[np.bool_]) -> None:
    """Print how many pairs stand above some log odds, and how many of them are right."""
    print(f"{what}: {int(right[among].sum())} of {int(among.sum())} are of one question")
    for level in LEVELS:
        over = among & (odds >= level)
        print(f"  {level}: {int(right[over].sum())} right, {int((1 - right[over]).sum())} wrong")


if __name__ == "__main__":
    main()
