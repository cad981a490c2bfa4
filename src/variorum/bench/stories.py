"""The benchmark of stories: B-cubed, pairs and adjusted Rand index, and reports a CPU-second.

Reads JSON lines ``{"id", "title", "text", "date", "source", "story"}`` (story optional, date or null), places them in
the order of their dates (those without come last, in the order of the file), and writes the same lines with the
predicted story in place of the gold.

B-cubed as in Bagga and Baldwin (1998), over reports; the adjusted Rand index is Hubert and Arabie's (1985).
"""

import hashlib
import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from variorum.bench.invented import SEED, invented
from variorum.bench.lineage import adjusted_rand
from variorum.errors import UnreadableError, UsageError
from variorum.model import Report
from variorum.stories import Stream, told

SECONDS_A_DAY = 86_400
LOADS = (1_000, 10_000, 30_000, 100_000)
"""Open stories at which the cost of a report is measured."""
TIMED = 2_000
"""Reports that are timed at each load."""
ROUNDS = 5
"""Rounds in which they are timed."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the set: the report, its time in days, its story if known, and the line as it stands."""

    report: Report
    at: float | None
    gold: str | None
    row: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Cost:
    """What one report costs while many stories are open."""

    held: int
    headlines_a_second: float
    texts_a_second: float


@dataclass(frozen=True, slots=True)
class Costs:
    """What one report costs at several loads."""

    costs: tuple[Cost, ...]

    def __str__(self) -> str:
        rows = [
            f"{c.held:>12,}  {c.headlines_a_second:>9,.0f}  {c.texts_a_second:>5,.0f}" for c in self.costs
        ]
        return "\n".join(
            [
                "reports a CPU-second, no embeddings; invented stream, half of the reports open a story",
                f"open stories  headlines  texts of {INVENTED_WORDS} words",
                *rows,
            ]
        )


@dataclass(frozen=True, slots=True)
class StoryScores:
    """Scores (ratios between 0 and 1) over the lines with gold, and the speed of the stage over all."""

    sha256: str
    reports: int
    stories: int
    found: int
    precision: float
    recall: float
    pairs: float
    adjusted_rand: float
    seconds: float

    @property
    def f1(self) -> float:
        """B-cubed F1."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __str__(self) -> str:
        lines = [
            f"reports      {self.reports}, stories {self.stories} (gold), {self.found} (found)",
            f"B-cubed      F1 {self.f1:.4f}, precision {self.precision:.4f}, recall {self.recall:.4f}",
            f"pairs F1     {self.pairs:.4f}",
            f"adj. Rand    {self.adjusted_rand:.4f}",
            f"speed        {self.reports / self.seconds:.0f} reports a CPU-second, repairs included, no embeddings",
        ]
        return "\n".join([*lines, f"data         sha256 {self.sha256[:16]}"])


def run(data: Path | None, predictions: Path | None = None) -> "StoryScores | Costs":
    """Find the stories of a set and score them; without a set, time the stage while many stories are open.

    Args:
        data: a JSONL file.
        predictions: where the lines go with the predictions as ``story``.

    Raises:
        UnreadableError: the data cannot be read.
        UsageError: predictions are asked for without data.
    """
    if data is None:
        if predictions is not None:
            msg = "bench stories makes no predictions without --data PATH."
            raise UsageError(msg)
        return Costs(costs())
    raw = data.read_bytes() if data.is_file() else b""
    read = tuple(lines(raw, str(data)))
    found, seconds = place_all(read)
    if predictions is not None:
        predictions.write_text("".join(predicted(read, found)), encoding="utf-8")
    scored = [(line.gold, found[line.report.id]) for line in read if line.gold is not None]
    gold, mine = [g for g, _ in scored], [m for _, m in scored]
    precision, recall = b_cubed(gold, mine)
    return StoryScores(
        hashlib.sha256(raw).hexdigest(), len(read), len(set(gold)), len(set(mine)), precision, recall,
        pairs_f1(gold, mine), adjusted_rand(gold, mine) if len(gold) > 1 else 1.0, seconds,
    )  # fmt: skip


def lines(raw: bytes, where: str) -> Iterator[Line]:
    """The lines of a set.

    Raises:
        UnreadableError: there is none, or one is no JSON object with an id and a text.
    """
    kept = [(n, line) for n, line in enumerate(raw.decode("utf-8", "replace").split("\n"), 1) if line.strip()]
    advice = "Give a file of JSON objects, one a line, with id, title, text, date and story"
    if not kept:
        raise UnreadableError(where, "no line is there", advice, code="no-data")
    for number, line in kept:
        try:
            yield _line(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            reason = f"not a report of this benchmark ({error})"
            place = f"{where}:{number}"
            raise UnreadableError(place, reason, advice, code="bad-line") from error


def _line(row: dict[str, Any]) -> Line:
    name, text, date, gold = str(row["id"]), str(row["text"]), row.get("date"), row.get("story")
    at = None
    if date:
        when = datetime.fromisoformat(str(date))
        at = (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp() / SECONDS_A_DAY
    report = Report(name, name, (), text, (), headline=row.get("title") or None, outlet=row.get("source"))
    return Line(report, at, None if gold is None else str(gold), row)


def place_all(read: Sequence[Line]) -> tuple[dict[str, str], float]:
    """The story of each report, and the CPU-seconds that finding them took, the last repair included."""
    dated = sorted((line for line in read if line.at is not None), key=lambda x: (x.at, x.report.id))
    stream = Stream()
    began = time.process_time()
    for line in (*dated, *(line for line in read if line.at is None)):
        stream.place(line.report, line.at)
    stream.settle()
    seconds = time.process_time() - began
    return told(stream.events), seconds


def predicted(read: Iterable[Line], found: dict[str, str]) -> Iterator[str]:
    """The lines of the set with the predictions as ``story``."""
    for line in read:
        yield json.dumps({**line.row, "story": found[line.report.id]}, ensure_ascii=False) + "\n"


def b_cubed(gold: Sequence[str], mine: Sequence[str]) -> tuple[float, float]:
    """B-cubed precision and recall of one grouping against another."""
    if not gold:
        return 0.0, 0.0
    stories, found = Counter(gold), Counter(mine)
    both = Counter(zip(gold, mine, strict=True))
    precision = sum(n * n / found[m] for (_, m), n in both.items()) / len(gold)
    recall = sum(n * n / stories[g] for (g, _), n in both.items()) / len(gold)
    return precision, recall


def pairs_f1(gold: Sequence[str], mine: Sequence[str]) -> float:
    """F1 over pairs of reports that are in one story."""

    def pairs(counts: Iterable[int]) -> int:
        return sum(n * (n - 1) // 2 for n in counts)

    right = pairs(Counter(zip(gold, mine, strict=True)).values())
    whole = pairs(Counter(gold).values()) + pairs(Counter(mine).values())
    return 2 * right / whole if whole else 1.0


def costs(loads: Sequence[int] = LOADS, *, timed: int = TIMED) -> tuple[Cost, ...]:
    """What a report costs while so many stories are open, on an invented stream in which none is closed."""
    rates = [_rates(sorted(loads), words, timed) for words in (0, INVENTED_WORDS)]
    return tuple(Cost(*row) for row in zip(sorted(loads), *rates, strict=True))


INVENTED_WORDS = 400
"""Words of the texts of the invented stream."""


def _rates(loads: Sequence[int], words: int, timed: int) -> list[float]:
    """Reports a CPU-second at each load: the best of several rounds.

    The loads take turns, so that what else the machine does falls on all of them alike.
    """
    fill = invented(words, new=1.0)
    streams = [Stream() for _ in loads]
    while any(stream.held < load for stream, load in zip(streams, loads, strict=True)):
        report = next(fill)
        for stream, load in zip(streams, loads, strict=True):
            if stream.held < load:
                stream.place(report, 0.0)
    source, best = invented(words, seed=SEED + 1), [0.0] * len(loads)
    for _ in range(ROUNDS):
        batch = [next(source) for _ in range(max(1, timed // ROUNDS))]
        for k, stream in enumerate(streams):
            began = time.process_time()
            for report in batch:
                stream.place(report, 0.0)
            best[k] = max(best[k], len(batch) / (time.process_time() - began))
    return best
