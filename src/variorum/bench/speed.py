"""CPU time of the whole of collate against the spaCy pipeline alone, on the same reports, in one run.

The pipeline alone is the installed one, as spaCy loads it. A ratio, because seconds differ from machine to machine.
Both sides are warm: the pipeline is loaded and each
side has run once before it is timed. The sides take turns, so that a busy machine slows both alike.
"""

import importlib.resources
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from variorum.errors import UsageError
from variorum.model import Report
from variorum.settings import Attributing, Pairing, Settings

ROUNDS = 5
"""Timed runs of each side; the medians are compared."""
TARGET = 2.0
"""The ratio that the house aims at without neural stages."""
TARGET_WITH_WEIGHTS = 4.0
"""The same where the tagger finds the attributions."""


@dataclass(frozen=True, slots=True)
class Speed:
    """Medians over the rounds, in seconds of CPU and of the clock, warm."""

    reports: int
    words: int
    pipeline: str
    pipeline_cpu: float
    collate_cpu: float
    read_cpu: float
    collate_wall: float
    peak_mib: float
    tagged: bool = False
    """Whether the tagger took part."""

    @property
    def ratio(self) -> float:
        """CPU time of reading and collating over CPU time of the pipeline alone."""
        return (self.read_cpu + self.collate_cpu) / self.pipeline_cpu

    @property
    def target(self) -> float:
        """The ratio that the house aims at."""
        return TARGET_WITH_WEIGHTS if self.tagged else TARGET

    def table(self) -> str:
        """The figures, one a line."""
        rows = (
            ("reports", f"{self.reports} ({self.words} words)"),
            ("pipeline", self.pipeline),
            ("attributions", "by the tagger" if self.tagged else "by rules"),
            ("pipeline alone, CPU", f"{self.pipeline_cpu:.3f} s"),
            ("read, CPU", f"{self.read_cpu:.3f} s"),
            ("collate, CPU (parsing included)", f"{self.collate_cpu:.3f} s"),
            ("collate, clock", f"{self.collate_wall:.3f} s"),
            ("read and collate / pipeline", f"{self.ratio:.2f} (aim: at most {self.target:.0f})"),
            ("peak memory", f"{self.peak_mib:.0f} MiB"),
        )
        width = max(len(name) for name, _ in rows)
        return "\n".join(f"{name:<{width}}  {value}" for name, value in rows)

    def __str__(self) -> str:
        return self.table()


def run(
    data: Path | None, predictions: Path | None = None, *, attributor: Attributing = Attributing.AUTO
) -> Speed:
    """Time the two sides.

    Args:
        data: a folder of reports of one event, or a report; ``None`` takes the bundled example.
        predictions: must be ``None``; there are none.
        attributor: who finds the attributions; by rules, nothing else runs a network either.

    Raises:
        UsageError: *predictions* is given, or *data* holds no report that can be read.
    """
    if predictions is not None:
        msg = "bench speed makes no predictions; leave --predictions out."
        raise UsageError(msg)
    if data is not None:
        return measure(data, attributor=attributor)
    with importlib.resources.as_file(importlib.resources.files("variorum.demo") / "reports") as folder:
        return measure(folder, attributor=attributor)


def measure(data: Path, rounds: int = ROUNDS, *, attributor: Attributing = Attributing.AUTO) -> Speed:
    """Time the two sides on the reports at *data*, *rounds* times each.

    Raises:
        UsageError: *data* holds no report that can be read.
    """
    # What is timed is loaded first: imports and weights are no part of a warm run.
    from variorum import build  # noqa: PLC0415 - brings the stages with it
    from variorum.annotate.parse import as_installed, paragraphs, pipeline  # noqa: PLC0415 - brings spaCy with it
    from variorum.claims.attribution import chosen  # noqa: PLC0415 - as above
    from variorum.read.load import load  # noqa: PLC0415 - as above

    neural = attributor is not Attributing.RULES
    settings = Settings(attributor=attributor, pairing=Pairing.AUTO if neural else Pairing.RULES)
    _, title, _ = pipeline(settings.spacy_model)
    alone = as_installed(settings.spacy_model)

    def read() -> Sequence[Report]:
        return load([str(data)], stated={}, as_is=False, stdin=None).reports

    reports = read()
    if not reports:
        msg = f"{data}: holds no report that can be read."
        raise UsageError(msg)
    texts = [span.of(r.text).replace("\n", " ") for r in reports for span in paragraphs(r.text)]
    sides: dict[str, Callable[[], object]] = {
        "pipeline": lambda: list(alone.pipe(texts)),
        "read": read,
        "collate": lambda: build.collate(reports, problems=(), settings=settings, progress=None),
    }
    for side in sides.values():
        side()
    timed = [{name: _timed(side) for name, side in sides.items()} for _ in range(rounds)]
    cpu = {name: statistics.median(r[name][0] for r in timed) for name in sides}
    wall = statistics.median(r["collate"][1] for r in timed)
    tagged = chosen(attributor).sha256 is not None
    words = sum(len(r.text.split()) for r in reports)
    return Speed(
        len(reports), words, title, cpu["pipeline"], cpu["collate"], cpu["read"], wall, _peak(), tagged
    )


def _timed(side: Callable[[], object]) -> tuple[float, float]:
    """Seconds of CPU (all threads) and of the clock that one run takes."""
    cpu, wall = time.process_time(), time.perf_counter()
    side()
    return time.process_time() - cpu, time.perf_counter() - wall


def _peak() -> float:
    """The most memory that the process has held, in MiB; 0 where the system does not say."""
    try:
        import resource  # noqa: PLC0415 - there is none on Windows
    except ImportError:
        return 0.0

    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, KiB elsewhere
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20
