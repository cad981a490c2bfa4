"""The benchmark of the engine: what each stage costs in time and memory; with gold, how good the stories are.

Reads what ``variorum batch`` reads; a JSONL line's ``story`` is its gold. Each stage gets new processes, so that the
most memory that one of them holds is that stage's own. Time is CPU time of the workers, without their starting.
"""

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path

from variorum.batch import tables
from variorum.batch.child import peak
from variorum.batch.job import Job
from variorum.batch.run import Cost
from variorum.batch.run import run as run_batch
from variorum.bench.newswire import newswire
from variorum.bench.stories import b_cubed
from variorum.errors import UsageError
from variorum.settings import Attributing, Settings

INVENTED = 2_000
"""Reports of the invented stream that is used without data."""
STAGES = {
    "reading": "read", "days": "by date", "grouping": "stories", "stitching": "one id",
    "annotating": "annotate, claims", "comparing": "lineage, findings",
}  # fmt: skip
HOURS = 3600.0


@dataclass(frozen=True, slots=True)
class BatchCosts:
    """What a batch took, stage by stage."""

    reports: int
    failed: int
    annotated: int
    stories: int
    size: int
    """Bytes of the results."""
    costs: tuple[tuple[str, Cost], ...]
    main: float
    """The most memory that the process which plans has held, in MiB."""
    f1: float | None
    """B-cubed F1 of the stories, where there is gold."""

    def __str__(self) -> str:
        lines = [
            f"reports      {self.reports:,} ({self.failed:,} failed)",
            f"stories      {self.stories:,} of several reports; {self.annotated:,} reports in them",
            f"results      {self.size / max(1, self.reports):,.0f} bytes a report",
            "",
            "stage              documents  CPU-seconds  a second  peak MiB  CPU-hours per million documents",
        ]
        for stage, cost in self.costs:
            count = self.annotated if stage in {"annotating", "comparing"} else self.reports
            rate = count / cost.cpu if cost.cpu else 0.0
            hours = cost.cpu / max(1, count) * 1e6 / HOURS
            lines.append(
                f"{STAGES[stage]:<18} {count:>9,}  {cost.cpu:>11.1f}  {rate:>8,.0f}  {cost.peak:>8.0f}  {hours:.2f}"
            )
        whole = sum(cost.cpu for _, cost in self.costs) / max(1, self.reports) * 1e6 / HOURS
        lines += [
            f"the whole stream, as many of its reports being in stories of several: {whole:.1f} CPU-hours per million",
            f"the process that plans held at most {self.main:.0f} MiB",
        ]
        if self.f1 is not None:
            lines.append(f"stories      B-cubed F1 {self.f1:.4f}")
        return "\n".join(lines)


def run(
    data: Path | None, predictions: Path | None = None, *, attributor: Attributing = Attributing.AUTO
) -> BatchCosts:
    """Run a batch and count what it takes.

    Args:
        data: what ``variorum batch`` reads; ``None`` takes an invented stream.
        predictions: must be ``None``; the tables of a batch are its predictions.
        attributor: who finds the attributions.

    Raises:
        UsageError: *predictions* is given, or DuckDB is not installed.
    """
    if predictions is not None:
        msg = "bench batch makes no predictions; run variorum batch for its tables."
        raise UsageError(msg)
    return measure(data, attributor=attributor)


def measure(
    data: Path | None,
    *,
    attributor: Attributing = Attributing.AUTO,
    overlap: int = 2,
    workers: int | None = None,
) -> BatchCosts:
    """Run a batch over *data* in a folder of its own, and count."""
    with tempfile.TemporaryDirectory() as folder:
        stream, out = data or Path(folder) / "stream.jsonl", Path(folder) / "out"
        if data is None:
            stream.write_text(
                "".join(json.dumps(line) + "\n" for line in newswire(INVENTED)), encoding="utf-8"
            )
        settings = Settings(attributor=attributor)
        done = run_batch(
            Job((str(stream),), out, workers=workers, overlap=overlap, fresh=True, settings=settings)
        )
        counts = dict(done.summary.counts)
        size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
        return BatchCosts(
            counts["reports"], len(done.summary.failures), counts["annotated reports"],
            counts["stories of several reports"], size, tuple(done.costs.items()), peak(), _f1(stream, out),
        )  # fmt: skip


def _f1(stream: Path, out: Path) -> float | None:
    """B-cubed F1 against the ``story`` of the lines; ``None`` where these have none."""
    if stream.suffix != ".jsonl" or not stream.is_file():
        return None
    gold = {}
    with stream.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            try:
                row = json.loads(line)
            except ValueError:
                continue
            if isinstance(row, dict) and row.get("id") is not None and row.get("story") is not None:
                gold[str(row["id"])] = str(row["story"])
    paths = sorted((out / "stories").rglob("*.parquet"))
    found = [(gold[i], s) for i, s in tables.read(paths, "SELECT id, story FROM rows") if i in gold]
    if not found:
        return None
    precision, recall = b_cubed([g for g, _ in found], [s for _, s in found])
    return 2 * precision * recall / (precision + recall)
