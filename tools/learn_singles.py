"""Learn how probably a clause is told by one report only, from the written events, and write the weights.

    python tools/learn_singles.py [--cache FOLDER] [--rows FILE]

The candidates of ``collate/judge/singles.py`` in the written events (``tools/written.py``) are labelled by their marks:
right is one none of whose happenings another report tells; of the events kept out they are only counted. A ridge-regularised logistic regression over the features
of ``collate/sole``; each weight whose name says what it means is held to that sign. Then a second one over its log odds and the
highest log odds by the reader of pairs (the first ones are those of five folds over events), from the events that it has
not read (``tools/written.py``), since of those that it has read it is far too sure. Prints how many would be right above
some log odds, by those folds and of the events kept out. Writes ``collate/data/sole.tsv``: names and numbers only.
"""

import argparse
import pickle
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import gettempdir

import numpy as np
from signed import FOLDS, Floats, fit, folded, table
from written import UNREAD, Event, Marked, annotated, events

from variorum.collate.align import align
from variorum.collate.context import Context
from variorum.collate.counterparts.pairing import counterparts
from variorum.collate.findings import findings
from variorum.collate.judge.singles import LOWEST, candidates, sayable
from variorum.collate.together import occurrences_together
from variorum.encode.pairs import chosen
from variorum.model import FindingKind

OUT = Path(__file__).parents[1] / "src" / "variorum" / "collate" / "data" / "sole.tsv"
FOR = ("new", "nowhere")
AGAINST = ("elsewhere", "likest", "occurrence", "share in")
"""Words in the name of a feature that say which way it may weigh."""
LEVELS = (0.0, 0.3, 0.5, 0.7, 0.9, 1.1, 1.3, 1.5, 1.7, 2.0)


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate: its event, its features, the reader's highest log odds (``None`` without one), and whether it is right."""

    event: str
    kept_out: bool
    weight: float
    found: Mapping[str, float]
    highest: float | None
    right: bool


def main() -> None:
    """Learn and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cache", type=Path, default=Path(gettempdir()) / "variorum-written")
    parser.add_argument("--rows", type=Path, help="where the examples are kept between two runs")
    asked = parser.parse_args()
    if asked.rows and asked.rows.exists():
        held = pickle.loads(asked.rows.read_bytes())  # noqa: S301 - our own cache
    else:
        held = [e for each in events() for e in examples(each, *annotated(each, asked.cache))]
        if asked.rows:
            asked.rows.write_bytes(pickle.dumps(held))
    OUT.write_text(learn(held), encoding="utf-8")


def examples(event: Event, ctx: Context, marked: Mapping[str, Marked]) -> Iterator[Example]:
    """The labelled candidates of an event."""
    ctx = replace(ctx, reader=chosen().reader)
    said = tuple(ctx.attributions.values())
    shown, _ = findings(ctx.witnesses, ctx.claims, said)
    others = [f for f in shown if f.kind is not FindingKind.SINGLE]
    for candidate in (
        c for each in candidates(ctx, align(ctx), others, counterparts(ctx).mutual) for c in each
    ):
        claim = candidate.claim
        span = sayable(ctx, claim)
        own = marked[claim.report_id].told(span) if span else frozenset()
        if not own:
            continue
        elsewhere = {m.name for r, held in marked.items() if r != claim.report_id for m in held.facts}
        read = [occurrences_together(ctx, claim, c) for c in candidate.likest]
        odds = [o for o in read if o is not None]
        yield Example(event.name, event.kept_out, candidate.weight, candidate.features,
                      max([LOWEST, *odds]) if odds else None, not own & elsewhere)  # fmt: skip
    print(".", end="", file=sys.stderr, flush=True)


def learn(held: Sequence[Example]) -> str:
    """The table of weights; how good they are by folds is printed."""
    names = sorted({n for e in held for n in e.found})
    rows = np.array([[1.0, *(e.found.get(n, 0.0) for n in names)] for e in held])
    right = np.array([float(e.right) for e in held])
    signs = np.array([0, *map(sign, names)])
    order = {name: k for k, name in enumerate(sorted({e.event for e in held}))}
    fold = np.array([FOLDS if e.kept_out else order[e.event] % FOLDS for e in held])
    kept, unseen = np.array([e.kept_out for e in held]), np.array([e.event.startswith(UNREAD) for e in held])
    rules = folded(rows, right, signs, fold)
    print("rules alone, folds:", *told(rules[~kept], right[~kept]), sep="\n")
    print("rules alone, kept out:", *told(rules[kept], right[kept]), sep="\n")
    weights = dict(zip(["base", *names], fit(rows[~kept], right[~kept], signs), strict=True))
    reader = [e.highest for e in held]
    if None not in reader:
        both = np.column_stack([np.ones(len(held)), rules, np.array(reader, dtype=float)])
        ways = np.array([0, 1, -1])
        read = folded(both, right, ways, fold, unseen)
        for what, among in (("folds of events that it has not read", ~kept & unseen), ("kept out", kept)):
            print(f"with the reader, {what}:", *told(read[among], right[among]), sep="\n")
        parts = ("read: base", "read: rules", "read: highest")
        weights |= dict(zip(parts, fit(both[~kept & unseen], right[~kept & unseen], ways), strict=True))
    head = ["Weights (log odds) of what speaks for and against a clause's being told by one report only; made by",
            f"tools/learn_singles.py from {int((~kept).sum())} clauses of events invented for this project,",
            f"{int(right[~kept].sum())} of them told by one report only: numbers only, no text of them."]  # fmt: skip
    return table(head, weights)


def sign(name: str) -> int:
    """What a feature may say: 1 for a single, -1 against one, 0 either."""
    if any(w in name.split() for w in FOR):
        return 1
    return -1 if any(w in name for w in AGAINST) else 0


def told(odds: Floats, right: Floats) -> Iterator[str]:
    """How many candidates stand above some log odds, and how many of them are right."""
    for level in LEVELS:
        over = odds >= level
        yield f"  {level}: {int(over.sum())} listed, {right[over].mean() if over.any() else 0:.3f} of them right"


if __name__ == "__main__":
    main()
