"""``bench store``: invented reports by the thousand in a workspace, the language stages left out."""

import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from variorum.bench.store.pages import page_times
from variorum.bench.store.plain import Plain
from variorum.store import Act, Workspace
from variorum.stories.terms import background

SIZES = (100, 10_000)
MEASURED = 40
"""Reports that are added for the measurement at each size."""
WORDS = 300
RARE = 4_000
"""The rarest words of the background, of which each story has its own."""
A_STORY = 5
"""Reports of one story, on average."""


def run(data: Path | None = None, predictions: Path | None = None) -> str:
    """A table: the median cost of one more report, of what a page asks, and of each page, at 100 and at 10,000 reports.

    Args:
        data: where the workspace is made (a new folder); by default a temporary one.
        predictions: not used.
    """
    del predictions
    lines = [
        f"{'reports':>8} {'add, ms':>8} {'analyse, ms':>12}  what pages ask and pages, ms at the 95th percentile"
    ]
    with tempfile.TemporaryDirectory() as temporary:
        folder = data or Path(temporary) / "desk"
        with Workspace.create(folder, stages=Plain()) as workspace:
            reports = invented(random.Random(20310515))  # noqa: S311 - texts for a measurement
            for size in SIZES:
                have = workspace.status().reports
                for name, text in islice(reports, size - have):
                    workspace.add_bytes(name, text)
                workspace.analyse()
                lines.append(_measured(workspace, reports))
    return "\n".join(lines)


def _measured(workspace: Workspace, reports: Iterator[tuple[str, bytes]]) -> str:
    size = workspace.status().reports
    added, analysed = [], []
    for name, text in islice(reports, MEASURED):
        added.append(_took(lambda n=name, t=text: workspace.add_bytes(n, t)))  # type: ignore[misc]  # bound at once
        analysed.append(_took(workspace.analyse))
    pages = ", ".join(f"{name} {_percentile(times):.1f}" for name, times in _pages(workspace))
    served = ", ".join(f"{name} {took:.0f}" for name, took in page_times(workspace.folder).items())
    first = f"{size:>8} {statistics.median(added):>8.1f} {statistics.median(analysed):>12.1f}  asked: {pages}"
    return f"{first}\n{'':>31}pages: {served}"


def _pages(workspace: Workspace) -> Iterator[tuple[str, list[float]]]:
    story = max(workspace.stories(limit=200), key=lambda s: s.reports).id
    finding = workspace.findings(story)[0].id
    workspace.judge(finding, Act.NOTE, by="bench", how="for the measurement")
    report = workspace.reports(story)[0].id
    words = workspace.report_text(report).split()
    pages: dict[str, Callable[[], object]] = {
        "stories": workspace.stories,
        "story": lambda: (workspace.findings(story), workspace.dossier_json(story)),
        "finding": lambda: workspace.finding(finding),
        "report": lambda: (workspace.report(report), workspace.report_text(report)),
        "search": lambda: workspace.search(" ".join(words[40:42])),
        "source": lambda: workspace.source("toll"),
        "status": workspace.status,
    }
    for name, ask in pages.items():
        yield name, [_took(ask) for _ in range(MEASURED)]


def _took(do: Callable[[], object]) -> float:
    begun = time.perf_counter()
    do()
    return (time.perf_counter() - begun) * 1000


def _percentile(times: list[float]) -> float:
    return sorted(times)[round(0.95 * (len(times) - 1))]


def invented(dice: random.Random) -> Iterator[tuple[str, bytes]]:
    """Names and texts without end: stories of a few reports each, told in words of the background of ``stories``."""
    _, counts = background()
    terms, weights = [term for term, _ in counts], [count for _, count in counts]
    rare = [term for term, _ in sorted(counts, key=lambda c: (c[1], c[0]))[:RARE]]
    number = 0
    while True:
        own = dice.sample(rare, 40)
        day = 1 + number // 40 % 28
        for _ in range(dice.randint(1, 2 * A_STORY - 1)):
            number += 1
            common = dice.choices(terms, weights, k=WORDS - 60)
            words = common + dice.choices(own, k=60)
            dice.shuffle(words)
            headline = " ".join(dice.sample(own, 6)).title()
            toll = f"toll: {dice.randint(2, 4)}\nplace: {own[0]}\nsource{number}: {own[1]} {own[2]}"
            body = " ".join(words).capitalize()
            front = f"---\ntitle: {headline}\ndate: 2031-05-{day:02}\noutlet: Outlet {number % 40}\n---"
            yield f"r{number}.md", f"{front}\n\n{body}.\n\n{toll}\n".encode()
