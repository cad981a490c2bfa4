"""Pairs of values that cannot both hold, as rows to learn from: their features, the reader's answer, and the label."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from variorum.collate.context import Context
from variorum.collate.counterparts.pairing import Counterparts, Placed
from variorum.collate.judge.cases import Case
from variorum.collate.judge.counterparts import later_is_more
from variorum.collate.judge.difference.features import compatible, doubted, features
from variorum.collate.judge.difference.placed import placed_surely
from variorum.collate.together import hidden
from variorum.encode.pairs import Marked, PairReader, Question


@dataclass(frozen=True, slots=True)
class Example:
    """A pair: its event, its features, the reader's log odds, and whether both values answer one question.

    ``placed``: the surroundings alone place both surely, and nothing is doubted; ``grows``: the later report has more of what
    grows; ``unread``: the reader has not read the event; ``real``: two real reports, and no invented event.
    """

    event: str
    right: bool
    kept_out: bool = False
    found: Mapping[str, float] = field(default_factory=dict)
    placed: bool = False
    grows: bool = False
    answer: float = 0.0
    unread: bool = False
    real: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """An example and its two sides as the reader gets them."""

    example: Example
    sides: tuple[Marked, Marked]


def row(ctx: Context, pair: Counterparts, placed: Placed, example: Example) -> Row | None:
    """A pair as a row, or ``None`` where both values may hold; *example* has its event and its label."""
    case = Case(ctx, pair, placed.every)
    if compatible(case):
        return None
    grows = later_is_more(ctx, pair)
    surely = placed_surely(case, {id(p) for p in placed.mutual}, grows=grows) and not doubted(case)
    made = replace(example, found=features(case, placed=surely), placed=surely, grows=grows)
    one, two = (hidden(ctx, x.report_id, x.value.span) for x in (pair.one, pair.two))
    return Row(made, (one, two))


def answered(rows: Sequence[Row], reader: PairReader | None) -> list[Example]:
    """The examples of rows, with the reader's answers where there is one."""
    held = [r.example for r in rows]
    if reader is None or not rows:
        return held
    answers = reader.read([r.sides for r in rows], Question.VALUE)
    return [replace(e, answer=a) for e, a in zip(held, answers, strict=True)]
