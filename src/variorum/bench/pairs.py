"""Precision and recall of shared passages on labelled pairs of passages from different outlets.

A line of the data names two passages of two reports and how they hang together: *same quote*, *copied prose*
(a clause's wording carried over, whoever wrote it first), *common source* (one statement told twice, or words
that names, charges and addresses dictate) or *chance*. It holds document ids, offsets and hashes, never text:
the reports are looked up in the sets that it names, which stand in a folder ``shared/bench`` beside the project or
in ``$VARIORUM_SHARED/bench``.
"""

import hashlib
import json
import os
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from variorum.errors import UnreadableError
from variorum.lineage.passages import Passage, PassageKind, passages
from variorum.model import Report
from variorum.text import Span

LABELS = ("same quote", "copied prose", "common source", "chance")
ANSWERS = {PassageKind.QUOTE: "same quote", PassageKind.PROSE: "copied prose"}
NOTHING = "nothing shared"


@dataclass(frozen=True, slots=True)
class PairScores:
    """How often each label got each answer, and the time that it took."""

    data_sha256: str
    answers: tuple[tuple[str, str, int], ...]
    missing: int
    seconds: float

    def count(self, label: str, answer: str) -> int:
        """How many pairs of a label got an answer."""
        return sum(n for one, other, n in self.answers if (one, other) == (label, answer))

    def precision(self, answer: str) -> float:
        """The share of an answer that is right; 0 where it was never given."""
        given = sum(self.count(label, answer) for label in LABELS)
        return self.count(answer, answer) / given if given else 0.0

    def recall(self, label: str) -> float:
        """The share of a label's pairs that got it as answer; 0 where there is none."""
        wanted = sum(n for one, _, n in self.answers if one == label)
        return self.count(label, label) / wanted if wanted else 0.0

    def __str__(self) -> str:
        lines = [
            f"lineage: {answer}: precision {self.precision(answer):.3f}, recall {self.recall(answer):.3f}"
            for answer in ANSWERS.values()
        ]
        for label in LABELS:
            told = ", ".join(
                f"{answer} {self.count(label, answer)}" for answer in (*ANSWERS.values(), NOTHING)
            )
            lines.append(f"  labelled {label}: {told}")
        return "\n".join(
            (*lines, f"  {self.missing} pairs without their texts; data sha256 {self.data_sha256[:16]}")
        )


def is_labelled(line: str) -> bool:
    """Whether a line of JSON is a labelled pair."""
    return '"label"' in line and '"sha256"' in line


def run(data: Path, predictions: Path | None = None) -> PairScores:
    """Score the passages on labelled pairs.

    Args:
        data: JSONL, one pair a line.
        predictions: where to write the pairs with ``predicted_label`` beside the label.

    Returns:
        The scores over the pairs whose texts were found as they were labelled. A pair's answer is the kind of
        the passage that shares most words between the two labelled stretches.

    Raises:
        UnreadableError: none of the texts is there.
    """
    raw = data.read_bytes()
    pairs = [json.loads(line) for line in raw.decode("utf-8").splitlines() if line.strip()]
    texts = dict(_texts(data, pairs))
    began = time.process_time()
    answers: Counter[tuple[str, str]] = Counter()
    lines = []
    for pair in pairs:
        if all(texts.get(pair[side]["sha256"]) is not None for side in "ab"):
            answer = _answer(pair, texts)
            answers[pair["label"], answer] += 1
            lines.append(json.dumps({**pair, "predicted_label": answer}))
    if not lines:
        advice = "Put the sets that it names into shared/bench beside the project, or name $VARIORUM_SHARED"
        raise UnreadableError(str(data), "none of its texts is there", advice, code="no-texts")
    if predictions:
        predictions.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    counted = tuple((label, answer, n) for (label, answer), n in sorted(answers.items()))
    seconds = time.process_time() - began
    return PairScores(hashlib.sha256(raw).hexdigest(), counted, len(pairs) - len(lines), seconds)


def _texts(data: Path, pairs: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    # The texts of the sets by their sha256.
    roots = [Path(os.environ["VARIORUM_SHARED"])] if "VARIORUM_SHARED" in os.environ else []
    roots += [folder / "shared" for folder in data.resolve().parents]
    for name in sorted({pair["set"] for pair in pairs}):
        path = next((root / "bench" / name for root in roots if (root / "bench" / name).is_file()), None)
        for line in path.read_text(encoding="utf-8").splitlines() if path else ():
            held = json.loads(line)
            text = held.get("text") or held.get("content") or ""
            yield hashlib.sha256(text.encode("utf-8")).hexdigest(), text


def _answer(pair: Mapping[str, Any], texts: Mapping[str, str]) -> str:
    sides = [pair["a"], pair["b"]]
    reports = [Report(side["sha256"], side["sha256"], (), texts[side["sha256"]], ()) for side in sides]
    spans = {side["sha256"]: Span(side["start"], side["end"]) for side in sides}
    found = [p for p in passages(reports) if all(_between(p, name, span) for name, span in spans.items())]
    best = max(found, key=lambda p: p.words, default=None)
    return ANSWERS[best.kind] if best else NOTHING


def _between(passage: Passage, name: str, span: Span) -> bool:
    # Whether half of the passage, or of the labelled stretch, lies in the other.
    here = passage.excerpt(name)
    if here is None:
        return False
    common = min(span.end, here.span.end) - max(span.start, here.span.start)
    return 2 * common >= min(len(span), len(here.span))
