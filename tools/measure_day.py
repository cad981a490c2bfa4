"""Find the stories and the shared passages of an invented day of the web's news, and say what each stage takes.

    python tools/measure_day.py FOLDER [--reports 380000]

Three processes, one after the other: one writes the stream (JSONL, 1.3 GB for 380,000 reports of some 450 words), one
places its reports as a batch does, one looks for shared passages inside each story of several reports. Each says its
CPU time and the most memory that it held.

Nothing of the stream is news: words are drawn as often as news uses them; two of five reports open a story, the others
belong to one of the latest 5,000; three of ten print a passage of its telegram.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from variorum.batch.child import peak
from variorum.batch.grouping import MOST_HELD
from variorum.lineage.passages import passages
from variorum.model import Report
from variorum.stories import Stream, stories_of
from variorum.stories.settings import settings
from variorum.stories.terms import background

SEED = 20260102
NEW, COPIES, LATEST = 0.4, 0.3, 5_000
COMMON, OWN, NAMES, TELEGRAM = 290, 110, 20, 90
SYLLABLES = tuple(c + v for c in "bdfgklmnprstvz" for v in "aeiou")


def stream(count: int) -> Iterator[dict[str, str]]:
    """The lines of the stream."""
    dice = np.random.default_rng(SEED)
    counts = background()[1]
    usual = np.array([term.split(" ")[0] for term, _ in counts])
    often = np.cumsum([n for _, n in counts], dtype=np.float64)
    often /= often[-1]

    def words(n: int) -> list[str]:
        return [str(word) for word in usual[np.minimum(often.searchsorted(dice.random(n)), len(usual) - 1)]]

    latest: list[tuple[list[str], list[str], str]] = []
    for number in range(count):
        if not latest or dice.random() < NEW:
            names = [
                "".join(SYLLABLES[k] for k in dice.integers(0, len(SYLLABLES), 4)).capitalize()
                for _ in range(4)
            ]
            latest.append((names, words(25), " ".join(words(TELEGRAM))))
            if len(latest) > LATEST:
                del latest[0]
            names, own, telegram = latest[-1]
        else:
            names, own, telegram = latest[int(dice.integers(len(latest)))]
        title = " ".join(
            [
                names[int(dice.integers(4))],
                *words(4),
                own[int(dice.integers(25))],
                own[int(dice.integers(25))],
            ]
        )
        body = (
            words(COMMON)
            + [own[k] for k in dice.integers(0, 25, OWN)]
            + [names[k] for k in dice.integers(0, 4, NAMES)]
        )
        body = [body[k] for k in dice.permutation(len(body))]
        text = " ".join(body)
        if dice.random() < COPIES:
            text = f"{' '.join(body[:200])}.\n\n{telegram}.\n\n{' '.join(body[200:])}"
        yield {"id": f"{number:07d}", "headline": title, "text": f"{title}\n\n{text}."}


def report(line: dict[str, str]) -> Report:
    """The report of a line."""
    return Report(line["id"], line["id"], (), line["text"], (), headline=line["headline"])


def write(folder: Path, count: int) -> str:
    """Write the stream."""
    with (folder / "stream.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(line) + "\n" for line in stream(count))
    return f"{(folder / 'stream.jsonl').stat().st_size / 1e9:.2f} GB"


def place(folder: Path) -> str:
    """Find the stories, and write the places of the reports of each story of several."""
    found, spent = Stream(replace(settings(), most_held=MOST_HELD), reasons=False), 0.0
    at: dict[str, int] = {}
    with (folder / "stream.jsonl").open("rb") as file:
        while line := file.readline():
            row = json.loads(line)
            at[row["id"]] = file.tell() - len(line)
            began = time.process_time()
            found.place(report(row), 0.0)
            spent += time.process_time() - began
    began = time.process_time()
    found.settle()
    stories = stories_of(found.events)
    spent += time.process_time() - began
    several = [s for s in stories if len(s.reports) > 1]
    with (folder / "stories.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(json.dumps([at[r] for r in s.reports]) + "\n" for s in several)
    return (
        f"{len(at) / spent:,.0f} reports a CPU-second without reading; {found.held:,} stories open at the end, "
        f"{len(stories):,} in all, {len(several):,} of several reports"
    )


def compare(folder: Path) -> str:
    """Find the shared passages inside each story of several."""
    seen, pairs, spent = 0, 0, 0.0
    with (
        (folder / "stream.jsonl").open("rb") as texts,
        (folder / "stories.jsonl").open(encoding="utf-8") as stories,
    ):
        for line in stories:
            told = []
            for place_ in json.loads(line):
                texts.seek(place_)
                told.append(report(json.loads(texts.readline())))
            began = time.process_time()
            pairs += len(passages(told))
            spent += time.process_time() - began
            seen += len(told)
    return f"{seen:,} reports at {seen / spent:,.0f} a CPU-second without reading; {pairs:,} shared passages"


def main() -> int:
    """Do one stage, or all of them in processes of their own."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, default=380_000)
    parser.add_argument("--stage", choices=("write", "place", "compare"))
    options = parser.parse_args()
    if options.stage is None:
        options.folder.mkdir(parents=True, exist_ok=True)
        for stage in ("write", "place", "compare"):
            words = [
                sys.executable,
                __file__,
                str(options.folder),
                "--reports",
                str(options.reports),
                "--stage",
                stage,
            ]
            subprocess.run(words, check=True)
        return 0
    did = {"write": lambda: write(options.folder, options.reports), "place": lambda: place(options.folder),
           "compare": lambda: compare(options.folder)}  # fmt: skip
    what = did[options.stage]()
    print(
        f"{options.stage}: {what}; {time.process_time():,.0f} CPU-seconds, {peak():,.0f} MiB at most",
        flush=True,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
