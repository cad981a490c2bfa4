"""Passage recall, grouping and speed of the lineage stage on syndication made from others' reports.

From the reports of a JSONL file (``text``; nothing of it is kept) telegrams are made and copied in five
ways, with a fixed seed: whole, abridged, edited, with noise in its characters, and as a passage inside an
unrelated report. Some reports that copy nothing share a quotation, set in words of their own. What was
copied from where is known, so that recall needs no label. A file of labelled pairs is scored by
:mod:`variorum.bench.pairs`.
"""

import gc
import hashlib
import json
import random
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from variorum.bench.pairs import PairScores, is_labelled
from variorum.bench.pairs import run as run_pairs
from variorum.errors import UnreadableError
from variorum.lineage.passages import Passage, PassageKind, passages
from variorum.model import Report

SEED = 20260101
COPIES = ("whole", "abridged", "edited", "noise", "embedded")
LEAST_SHARE = 0.3
"""Share of the shorter report's words that two reports hold in common if they are taken for one telegram."""
COVERED = 0.8
"""Share of a copied passage's characters that must be found for the passage to count as found."""

_SENTENCE = re.compile(r"[^.!?\n]{40,400}[.!?]")


@dataclass(frozen=True, slots=True)
class Copied:
    """A report made for the run: its telegram's number, how it was made, and where the copied words stand."""

    report: Report
    telegram: int
    how: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Scores:
    """Counts of one run; a share is ``(found, wanted)``."""

    data_sha256: str
    reports: int
    words: int
    recall: tuple[tuple[str, int, int], ...]
    quotes: tuple[int, int, int]
    """Shared quotations found as quotes, taken for prose, and how many there are."""
    adjusted_rand: float
    seconds: float

    def __str__(self) -> str:
        found, wanted = sum(row[1] for row in self.recall), sum(row[2] for row in self.recall)
        ways = ", ".join(f"{how} {some}/{all_}" for how, some, all_ in self.recall)
        return (
            f"lineage: passage recall {found / wanted:.4f}, adjusted Rand index {self.adjusted_rand:.4f}\n"
            f"  {self.reports} reports of {self.words / self.reports:.0f} words on average; {ways}\n"
            f"  of {self.quotes[2]} quotations that two reports share {self.quotes[0]} found as quotes, "
            f"{self.quotes[1]} taken for prose\n"
            f"  {self.reports / self.seconds:.0f} reports a CPU-second, "
            f"{self.words / self.seconds:.0f} words a CPU-second\n"
            f"  data sha256 {self.data_sha256[:16]}, seed {SEED}"
        )


def run(data: Path, predictions: Path | None = None) -> Scores | PairScores:
    """Score the passages on syndication made from *data*, or on labelled pairs if it holds such.

    Args:
        data: JSONL, one report with ``text`` a line; at least 20 of them.
        predictions: where to write the passages found, one object a line (ids and offsets, no text).

    Returns:
        The scores; recall is the share of copied stretches of which 80 % is found as prose shared with the
        telegram, grouping compares reports joined by 30 % of shared words with the telegrams they carry.

    Raises:
        UnreadableError: the data is no such file.
    """
    raw = data.read_bytes()
    if is_labelled(raw.partition(b"\n")[0].decode("utf-8", "replace")):
        return run_pairs(data, predictions)
    try:
        texts = [json.loads(line)["text"] for line in raw.decode("utf-8").splitlines() if line.strip()]
    except (ValueError, KeyError, TypeError) as error:
        advice = "Give a file with one JSON object a line, each with a text"
        raise UnreadableError(str(data), "this is no JSONL of reports", advice, code="not-jsonl") from error
    made = syndication(texts)
    if not made:
        reason = "too few sentences to make telegrams of"
        raise UnreadableError(str(data), reason, "Give more reports", code="too-small")
    reports = [copy.report for copy in made]
    found, seconds = _timed(reports)
    if predictions:
        predictions.write_text("".join(f"{_line(p)}\n" for p in found), encoding="utf-8")
    words = sum(len(r.text.split()) for r in reports)
    return Scores(
        hashlib.sha256(raw).hexdigest(),
        len(reports),
        words,
        _recall(made, found),
        _quotes(made, found),
        _rand(made, found),
        seconds,
    )


def _timed(reports: Sequence[Report]) -> tuple[tuple[Passage, ...], float]:
    gc.collect()
    gc.freeze()  # so that the collector does not walk through what made the reports while they are timed
    began = time.process_time()
    found = passages(reports)
    seconds = time.process_time() - began
    gc.unfreeze()
    return found, seconds


def syndication(texts: Sequence[str], *, seed: int = SEED) -> list[Copied]:
    """Telegrams of 8 to 14 sentences, the copies of each, and as many reports that copy nothing.

    Sentences are dealt out once only, without quotation marks, so that nothing else is shared by design.
    """
    dice = random.Random(seed)  # noqa: S311 - a repeatable draw, not a secret
    seen = dict.fromkeys(
        " ".join(m[0].split()) for t in texts for m in _SENTENCE.finditer(t) if not set(m[0]) & set("\"“”‘’'")
    )
    stock = list(seen)
    dice.shuffle(stock)
    made: list[Copied] = []
    number = 0
    while len(stock) > 60:
        telegram = [stock.pop() for _ in range(dice.randint(8, 14))]
        ways = ("telegram", *dice.sample(COPIES, dice.randint(1, 4)))
        made.extend([_copy(telegram, number, how, stock, dice) for how in ways])
        number += 1
        own = " ".join(stock.pop() for _ in range(8))
        made.append(_made(number, "own", "", own, ""))
        number += 1
    return _quoting(made, stock)


def _quoting(made: list[Copied], stock: list[str]) -> list[Copied]:
    # Every two of the first reports that copy nothing end with one quotation, for which the leftover sentences serve.
    own = [at for at, copy in enumerate(made) if copy.how == "own"]
    for one, other, words in zip(own[::2], own[1::2], stock, strict=False):
        for at, frame in (
            (one, "“{}” the speaker told a crowd."),
            (other, "Asked about it, he replied: “{}”"),
        ):
            copy = made[at]
            text = f"{copy.report.text}\n\n{frame.format(words)}"
            start = text.rindex("“") + 1
            made[at] = _named(copy.telegram, "quoting", text, start, start + len(words))
    return made


def _copy(telegram: list[str], number: int, how: str, stock: list[str], dice: random.Random) -> Copied:
    before = after = ""
    kept = telegram
    if how == "abridged":
        kept = telegram[: max(3, len(telegram) // 2)]
    elif how == "edited":
        kept = [_edit(s, dice) if dice.random() < 0.25 else s for s in telegram]
    elif how == "noise":
        kept = [_noise(s, dice) for s in telegram]
    elif how == "embedded":
        kept = telegram[1:6]
        before, after = (" ".join(stock.pop() for _ in range(3)) for _ in range(2))
    return _made(number, how, before, " ".join(kept), after)


def _made(number: int, how: str, before: str, copied: str, after: str) -> Copied:
    start = len(before) + 2 if before else 0
    text = "\n\n".join(part for part in (before, copied, after) if part)
    return _named(number, how, text, start, start + len(copied))


def _named(number: int, how: str, text: str, start: int, end: int) -> Copied:
    name = f"{number:05}-{how}"
    return Copied(Report(name, name, (), text, ()), number, how, start, end)


def _edit(sentence: str, dice: random.Random) -> str:
    words = sentence.split()
    for _ in range(2):
        at = dice.randrange(len(words))
        words[at : at + 1] = dice.choice([[], ["meanwhile"], [words[at], "also"]])
    return " ".join(words)


def _noise(text: str, dice: random.Random) -> str:
    letters = "abcdefghijklmnopqrstuvwxyz"
    return "".join(dice.choice(letters) if c.isalpha() and dice.random() < 0.05 else c for c in text)


def _line(passage: Passage) -> str:
    sides = [{"id": e.report_id, "start": e.span.start, "end": e.span.end} for e in (passage.a, passage.b)]
    return json.dumps({"a": sides[0], "b": sides[1], "kind": passage.kind, "words": passage.words})


def _recall(made: Sequence[Copied], found: Sequence[Passage]) -> tuple[tuple[str, int, int], ...]:
    covered: dict[str, int] = {}
    for passage in found:
        for one, other in ((passage.a, passage.b), (passage.b, passage.a)):
            if other.report_id == f"{one.report_id[:5]}-telegram" and passage.kind is PassageKind.PROSE:
                covered[one.report_id] = covered.get(one.report_id, 0) + len(one.span)
    rows = []
    for how in COPIES:
        copies = [c for c in made if c.how == how]
        enough = sum(covered.get(c.report.id, 0) >= COVERED * (c.end - c.start) for c in copies)
        rows.append((how, enough, len(copies)))
    return tuple(rows)


def _quotes(made: Sequence[Copied], found: Sequence[Passage]) -> tuple[int, int, int]:
    quoting = [c for c in made if c.how == "quoting"]
    wanted = {(a.report.id, b.report.id): a for a, b in zip(quoting[::2], quoting[1::2], strict=True)}
    right: set[tuple[str, str]] = set()
    wrong: set[tuple[str, str]] = set()
    for passage in found:
        pair = (passage.a.report_id, passage.b.report_id)
        if pair in wanted:
            whole = len(passage.a.span) >= COVERED * (wanted[pair].end - wanted[pair].start)
            if passage.kind is PassageKind.PROSE:
                wrong.add(pair)
            elif whole:
                right.add(pair)
    return len(right), len(wrong), len(wanted)


def _rand(made: Sequence[Copied], found: Sequence[Passage]) -> float:
    sizes = {c.report.id: len(c.report.text.split()) for c in made}
    shared: dict[tuple[str, str], int] = {}
    for p in found:
        pair = (p.a.report_id, p.b.report_id)
        shared[pair] = shared.get(pair, 0) + p.words
    parent = {name: name for name in sizes}

    def root(name: str) -> str:
        while parent[name] != name:
            name = parent[name]
        return name

    for (a, b), words in shared.items():
        if words >= LEAST_SHARE * min(sizes[a], sizes[b]):
            parent[root(a)] = root(b)
    return adjusted_rand([str(c.telegram) for c in made], [root(c.report.id) for c in made])


def adjusted_rand(gold: Sequence[str], found: Sequence[str]) -> float:
    """The adjusted Rand index of two groupings of the same things (Hubert and Arabie, 1985)."""

    def pairs(keys: Sequence[object]) -> int:
        counts: dict[object, int] = {}
        for key in keys:
            counts[key] = counts.get(key, 0) + 1
        return sum(n * (n - 1) // 2 for n in counts.values())

    both, one, two = pairs(list(zip(gold, found, strict=True))), pairs(gold), pairs(found)
    chance = one * two / (len(gold) * (len(gold) - 1) / 2)
    most = (one + two) / 2
    return 1.0 if most == chance else (both - chance) / (most - chance)
