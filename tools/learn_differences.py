"""Learn how surely two values that cannot both hold answer one question, from the written events, and write the weights.

    python tools/learn_differences.py BENCH [--cache FOLDER] [--unread FIELDS] [--rows FILE]

The pairs of values that ``collate/counterparts`` finds likely, and that cannot both hold (``collate/judge/difference``), are
labelled by the marks of the events (``tools/written.py``); those kept out are only counted. Beside them stand pairs of real reports
(``tools/real_values.py``, from the benchmark's folder BENCH), each counted ``TWICE``, with a base of their own, since how many of their pairs are
of one question is our doing. First a ridge-regularised logistic regression over the features of ``collate/judge/difference``; each weight
whose name says what it means is held to that sign. Then a second one over its log odds and those of the reader of pairs, learnt from
the events that the reader has not read (``--unread``: what their names begin with), since of events that it has read it is far
too sure. Prints by five folds over events how many would be right above some log odds, of the events kept out too. Writes
``collate/data/differences.tsv``: names and numbers only.
"""

import argparse
import pickle
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import gettempdir

import numpy as np
from numpy.typing import NDArray
from real_values import examples as examples_of_real_reports
from signed import FOLDS, Floats, fit, folded, table
from value_rows import Example, answered, row
from written import UNREAD, Event, annotated, events

from variorum.collate.counterparts.pairing import counterparts
from variorum.collate.judge.counterparts import READ_FROM
from variorum.collate.judge.difference.model import SUREST
from variorum.encode.pairs import PairReader, chosen

OUT = Path(__file__).parents[1] / "src" / "variorum" / "collate" / "data" / "differences.tsv"
TEACHES_FROM = -1.0
"""Log odds by the rules from which pairs teach what the reader adds."""
TWICE = 2
"""How often a pair of real reports counts."""
LEVELS = (0.5, 0.75, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5)
FOR = ("same", "like", "one", "verbs of one class", "rarest", "words of", "alone", "both in", "word before", "word behind",
       "another value", "both tell")  # fmt: skip
AGAINST = ("doubt:", "other", "apart in", "part against", "size", "only one tells", "otherwise")
"""Words in the name of a feature that say which way it may weigh."""


def main() -> None:
    """Learn and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path, help="the folder of the collation benchmark's sets")
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
        held = examples_of_real_reports(asked.bench, asked.cache / "stories", reader)
        held += [e for event in events() for e in examples(event, asked.cache, reader, tuple(asked.unread))]
        if asked.rows:
            asked.rows.write_bytes(pickle.dumps(held))
    OUT.write_text(learn(held), encoding="utf-8")


def examples(event: Event, cache: Path, reader: PairReader | None, unread: tuple[str, ...]) -> list[Example]:
    """The labelled pairs of an event."""
    ctx, marked = annotated(event, cache)
    placed = counterparts(ctx)
    rows = []
    for pair in placed.apart:
        slots = [marked[x.report_id].slots(x.value.span) for x in (pair.one, pair.two)]
        right = bool(slots[0] & slots[1])
        unseen = event.name.startswith(unread)
        example = Example(event.name, right, kept_out=event.kept_out, unread=unseen)
        made = row(ctx, pair, placed, example) if all(slots) else None
        rows += [made] if made is not None else []
    print(".", end="", file=sys.stderr, flush=True)
    return answered(rows, reader)


def learn(held: Sequence[Example]) -> str:
    """The table of weights; how good they are by folds, and on the events kept out, is printed."""
    names = sorted({n for e in held for n in e.found})
    rows = np.array([[1.0, *(e.found.get(n, 0.0) for n in names), float(e.real)] for e in held])
    right = np.array([float(e.right) for e in held])
    answers = np.clip([e.answer for e in held], -SUREST, SUREST)
    kept, unseen, real, placed, grows = (
        np.array(column)
        for column in zip(*((e.kept_out, e.unread, e.real, e.placed, e.grows) for e in held), strict=True)
    )
    doubted_ = np.array([any(name.startswith("doubt:") for name in e.found) for e in held])
    order = {name: k for k, name in enumerate(sorted({e.event for e in held}))}
    fold = np.array([FOLDS if e.kept_out else order[e.event] % FOLDS for e in held])
    signs, ways = np.array([0, *map(sign, names), 0]), np.array([0, 1, 1])
    times = np.where(real, TWICE, 1)
    rules = folded(rows, right, signs, fold, times=times, without=-1)
    asked = rules >= TEACHES_FROM
    both = np.column_stack([np.ones(len(held)), rules, answers])
    read = folded(both, right, ways, fold, asked & unseen)
    total = np.where((rules >= READ_FROM) | placed, read, -SUREST)
    among = (~kept & ~real, ~kept & unseen & ~real, kept, real)
    _report(rules, total, right, among, (grows, placed, doubted_))
    twice = np.repeat(np.flatnonzero(~kept), times[~kept])
    learnt = fit(rows[twice], right[twice], signs)[:-1]
    weights = dict(zip(["base", *names], learnt, strict=True))
    teaches = asked & unseen & ~kept
    parts = ("read: base", "read: rules", "read: answer")
    weights |= dict(zip(parts, fit(both[teaches], right[teaches], ways), strict=True))
    count = len({e.event for e in held if not (e.kept_out or e.real)})
    told_ = ~kept & ~real
    head = ["Weights (log odds) of what speaks for and against two values' answering one question; made by",
            f"tools/learn_differences.py from {int(told_.sum())} pairs of unlike values of {count} events invented for",
            f"this project, {int(right[told_].sum())} of one question, and from {int(real.sum())} of real reports, of",
            f"which {int(right[real].sum())} are: numbers only, no text of them."]  # fmt: skip
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
        ("real reports, folds (the reader has read four fifths of them)", where[3]),
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
