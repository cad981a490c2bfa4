"""The benchmark's table: three ways to say which mentions are one occurrence, each scored against the gold chains."""

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np

from variorum.bench.events.clustering import average_linkage, by_class, by_lemma
from variorum.bench.events.coreference import Coreference, score
from variorum.bench.events.features import features
from variorum.bench.events.mentions import Mention, blocks, mentions
from variorum.bench.events.model import model
from variorum.bench.events.traits import Traits, traits
from variorum.encode.pairs import Marked, PairReader, Question, chosen
from variorum.errors import UnreadableError


@dataclass(frozen=True, slots=True)
class Mix:
    """How the log odds of the scorer and of the reader are added up; chosen on the development sets."""

    scorer: float
    reader: float
    base: float
    threshold: float
    """The least mean score at which clusters are joined."""
    asked: float
    """Log odds of the scorer above which the reader is asked."""


MIXES = {"ecbplus": Mix(1.0, 0.8, -0.5, 0.4, -3.5), "gvc": Mix(0.5, 1.0, 0.5, 0.4, -20.0)}
Way = Callable[[Sequence[Traits]], list[int]]
_KNOWN = ("ecbplus-dev/dev.jsonl", "gvc-dev/mentions.jsonl", "dev.jsonl", "mentions.jsonl")


@dataclass(frozen=True, slots=True)
class SetScores:
    """The scores of one file by way; empty where it has no gold."""

    name: str
    mentions: int
    chains: int
    ways: tuple[tuple[str, Coreference], ...]
    seconds: float
    sha256: str

    def lines(self) -> Iterator[str]:
        """The scores for people."""
        yield f"{self.name}: {self.mentions} mentions, {self.chains} chains, sha256 {self.sha256[:16]}"
        for way, told in self.ways:
            yield f"  {way:8} {told}"
        yield (
            f"  {self.mentions / self.seconds:.0f} mentions a CPU-second, parsing included"
            if self.seconds
            else ""
        )


@dataclass(frozen=True, slots=True)
class EventScores:
    """The scores of all files read."""

    sets: tuple[SetScores, ...]

    def __str__(self) -> str:
        return "\n".join(line for each in self.sets for line in each.lines() if line)


def run(data: Path, predictions: Path | None = None) -> EventScores:
    """Cluster the gold mentions of each file inside their subtopic or incident.

    Args:
        data: a JSONL of ECB+ documents or GVC mentions, or a folder that holds such files; mentions marked as the split
            ``train`` are left out.
        predictions: where the lines go with ``predicted_chain`` beside the gold.

    Raises:
        UnreadableError: no such file is there, or a line is of neither form.
        ModelError: the pipeline cannot be loaded.
    """
    out, lines = [], []
    for path in _files(data):
        began = time.process_time()
        found = tuple(m for m in mentions(path) if m.split != "train")
        told = of(found)
        clusters = {way: _clustered(told, make) for way, make in _ways(path).items()}
        seconds = time.process_time() - began
        gold = {m.id: f"{m.block} {m.chain}" for m in found if m.chain is not None}
        scored = tuple((way, score(gold, each)) for way, each in clusters.items()) if gold else ()
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        out.append(
            SetScores(
                f"{path.parent.name}/{path.name}",
                len(found),
                len(set(gold.values())),
                scored,
                seconds,
                digest,
            )
        )
        lines += list(_predicted(path, clusters["reader" if "reader" in clusters else "scorer"]))
    if predictions:
        predictions.write_text("".join(lines), encoding="utf-8")
    return EventScores(tuple(out))


def _files(data: Path) -> list[Path]:
    if data.is_file():
        return [data]
    found = [data / name for name in _KNOWN if (data / name).is_file()]
    if not found:
        advice = (
            "Name a JSONL of ECB+ documents or GVC mentions, or the folder that holds ecbplus-dev and gvc-dev"
        )
        raise UnreadableError(str(data), "no mentions of events are there", advice, code="no-data")
    return found


def _ways(path: Path) -> Mapping[str, Way]:
    with path.open(encoding="utf-8") as file:
        corpus = "gvc" if "mention_id" in json.loads(file.readline() or "{}") else "ecbplus"
    ways: dict[str, Way] = {
        "lemma": by_lemma,
        "class": by_class,
        "scorer": lambda block: scored(block, corpus),
    }
    held = chosen().reader
    return ways if held is None else {**ways, "reader": lambda block: together(block, corpus, held)}


def scored(block: Sequence[Traits], corpus: str) -> list[int]:
    """The clusters of a block by the trained scorer of a corpus."""
    if len(block) < 2:
        return [0] * len(block)
    held = model(corpus)
    return average_linkage(held.score(features(block, held.priors)), len(block), held.threshold)


def together(block: Sequence[Traits], corpus: str, reader: PairReader) -> list[int]:
    """The clusters of a block by the trained scorer and the reader of pairs, their log odds added."""
    if len(block) < 2:
        return [0] * len(block)
    held, mix = model(corpus), MIXES[corpus]
    odds = held.odds(features(block, held.priors))
    sides = [marked(t.mention) for t in block]
    pairs = list(combinations(range(len(block)), 2))
    asked = [k for k, each in enumerate(odds) if each > mix.asked]
    read = reader.read([(sides[i], sides[j]) for i, j in (pairs[k] for k in asked)], Question.OCCURRENCE)
    total = odds.copy()
    total[asked] = mix.scorer * odds[asked] + mix.reader * np.asarray(read) + mix.base
    return average_linkage(1 / (1 + np.exp(-total)), len(block), mix.threshold)


def marked(mention: Mention) -> Marked:
    """A mention as the reader of pairs sees it."""
    first, last = min(mention.tokens), max(mention.tokens) + 1
    return Marked(mention.words[:first], mention.words[first:last], mention.words[last:])


def _clustered(told: Mapping[str, Sequence[Traits]], way: Way) -> dict[str, str]:
    return {
        t.mention.id: f"{name} {number}"
        for name, block in told.items()
        for t, number in zip(block, way(block), strict=True)
    }


def _predicted(path: Path, clusters: Mapping[str, str]) -> Iterator[str]:
    """The lines of a file with the predicted cluster beside the gold one."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        row = json.loads(line)
        if "mention_id" in row:
            row["predicted_chain"] = clusters.get(row["mention_id"])
        else:
            for number, m in enumerate(row["event_mentions"]):
                m["predicted_chain"] = clusters.get(f"{row['doc']}.{number}")
        yield json.dumps(row, ensure_ascii=False) + "\n"


def of(found: Sequence[Mention]) -> dict[str, tuple[Traits, ...]]:
    """The traits of mentions by block."""
    return {name: tuple(traits(each)) for name, each in blocks(tuple(found)).items()}
