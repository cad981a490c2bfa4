"""How much of an article, and nothing else, is read out of pages: the article-extraction benchmark.

The measure is that of ``scrapinghub/article-extraction-benchmark``: shingles of four words of the article's body, each
page weighing the same, precision and recall averaged over the pages. The headline is no part of the body there, so it
is left out of the report's text here.
"""

import gzip
import hashlib
import json
import re
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from variorum.errors import UnreadableError
from variorum.model import Capture, Report
from variorum.read.html import read_html
from variorum.read.kinds import Media

SHINGLE = 4
_TOKEN = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Scores:
    """Precision, recall and speed over the pages of a benchmark; ``empty`` pages gave no report."""

    data_sha256: str
    pages: int
    empty: int
    precision: float
    recall: float
    seconds: float

    @property
    def f1(self) -> float:
        """The harmonic mean of the two averages, as the benchmark has it."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)

    def __str__(self) -> str:
        return (
            f"pages: F1 {self.f1:.4f}, precision {self.precision:.4f}, recall {self.recall:.4f}\n"
            f"  {self.pages} pages, {self.empty} of them without a report; "
            f"{self.pages / self.seconds:.0f} pages a CPU-second\n"
            f"  data sha256 {self.data_sha256[:16]}"
        )


def run(data: Path, predictions: Path | None = None) -> Scores:
    """Score the reports read from pages.

    Args:
        data: the benchmark's folder, with ``ground-truth.json`` and ``html/NAME.html.gz``.
        predictions: where to write ``{NAME: {"articleBody": …}}``, which the benchmark's own script reads.

    Raises:
        UnreadableError: the folder is no such thing.
    """
    truth_file = data / "ground-truth.json"
    if not truth_file.is_file():
        advice = "Give a clone of scrapinghub/article-extraction-benchmark"
        raise UnreadableError(str(data), "it has no ground-truth.json", advice, code="missing")
    raw = truth_file.read_bytes()
    truth = {name: page["articleBody"] for name, page in sorted(json.loads(raw).items())}
    pages = {name: gzip.decompress((data / "html" / f"{name}.html.gz").read_bytes()) for name in truth}
    _body(next(iter(pages.values())))  # what loads with the first page is not timed
    began = time.process_time()
    bodies = {name: _body(page) for name, page in pages.items()}
    seconds = time.process_time() - began
    if predictions:
        told = {name: {"articleBody": body} for name, body in bodies.items()}
        predictions.write_text(json.dumps(told), encoding="utf-8")
    pairs = [_matches(truth[name], bodies[name]) for name in truth]
    precisions = [
        hit / found if found else float(not wanted) for hit, wanted, found in pairs if found or wanted
    ]
    recalls = [
        hit / wanted if wanted else float(not found) for hit, wanted, found in pairs if found or wanted
    ]
    return Scores(
        hashlib.sha256(raw).hexdigest(),
        len(truth),
        sum(not body for body in bodies.values()),
        sum(precisions) / len(precisions),
        sum(recalls) / len(recalls),
        seconds,
    )


def _body(page: bytes) -> str:
    digest = hashlib.sha256(page).hexdigest()
    try:
        report = read_html(Capture(page, digest, digest, Media.HTML.value))
    except UnreadableError:
        return ""
    return body_of(report)


def body_of(report: Report) -> str:
    """The text of a report without the headline that opens it."""
    return report.text[report.headline_span.end :].strip() if report.headline_span else report.text


def _matches(true: str, found: str) -> tuple[int, int, int]:
    # How many shingles the two have in common, and how many each has.
    one, other = _shingles(true), _shingles(found)
    return (one & other).total(), one.total(), other.total()


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _TOKEN.findall(text)
    if not words:
        return Counter()
    return Counter(tuple(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1)))
