"""The order of the stages, from files to findings, over partitions: what is there is not made again."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from variorum.batch import annotating, comparing, days, files, grouping, parts, reading, stitching, tables
from variorum.batch.child import peak
from variorum.batch.engine import Caps, Done, Engine, Task
from variorum.batch.failures import Failure
from variorum.batch.job import Job, On, cores
from variorum.batch.summary import Summary, summary, told_before
from variorum.batch.versions import versions
from variorum.model import Problem

Progress = Callable[[str, int, int], None]
"""Called with the stage, how many partitions are done, and how many are known of."""


@dataclass(slots=True)
class Cost:
    """What a stage took: CPU-seconds and the most memory of a process, in MiB; partitions made and found there."""

    cpu: float = 0.0
    peak: float = 0.0
    made: int = 0
    there: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a batch did."""

    summary: Summary
    notes: tuple[Problem, ...]
    costs: dict[str, Cost]
    new: tuple[Failure, ...]
    """The failures that no run before this one has told, and those of work that was tried again."""
    idle: bool
    """Whether all that it names was there."""


def run(job: Job, progress: Progress | None = None) -> Outcome:
    """Do what *job* asks, or what is left of it.

    Raises:
        UsageError: the folder for the results cannot be used, or something is not installed.
        ModelError: a model is missing.
    """
    tables.engine()
    version = versions(job.settings)
    files.ready(job.out)
    with files.alone(job.out), closing(engine_of(job)) as engine:
        return _Batch(job, engine, version, progress).run()


def engine_of(job: Job) -> Engine:
    """The engine that the job names.

    Raises:
        UsageError: it is not installed.
    """
    caps = Caps(job.seconds, job.megabytes)
    if job.engine is On.RAY:
        from variorum.batch.onray import OnRay  # noqa: PLC0415 - an extra, and a second to import

        return OnRay(job.workers, caps)
    from variorum.batch.local import Local  # noqa: PLC0415 - as above

    return Local(job.workers or cores(), caps, fresh=job.fresh)


@dataclass(slots=True)
class _Batch:
    job: Job
    engine: Engine
    version: dict[str, str]
    progress: Progress | None
    costs: dict[str, Cost] = field(default_factory=dict)
    kept: set[Path] = field(default_factory=set)
    lost: list[Failure] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    def run(self) -> Outcome:
        job, out = self.job, str(self.job.out)
        read = self._done("reading", self._captures(out), (files.READ,))
        blocks = self._by_day(
            self._done("days", days.tasks(read, out, self.version["days"]), (files.REPORTS,))
        )
        grouped = self._done(
            "grouping", grouping.tasks(blocks, job.overlap, out, self.version["grouping"]), (files.GROUPED,)
        )
        stories = self._stitched(grouped)
        chunks = list(parts.chunks(stories, blocks, job.most))
        told = self._done(
            "annotating",
            (annotating.task(c, out, job.settings, self.version["annotating"]) for c in chunks),
            (files.ANNOTATIONS,),
        )
        there = {path.stem: path for path in told}
        self._done("comparing", self._comparisons(chunks, there, out), files.COMPARED)
        found = summary(job.out, self.kept, self.lost)
        new = found.beside(told_before(job.out), self.lost)
        files.write_text(job.out / files.FAILED, found.failed_lines())
        files.write_text(job.out / files.MARK, found.mark(job, self.version))
        files.sweep(job.out, frozenset(self.kept))
        idle = not any(cost.made for cost in self.costs.values())
        return Outcome(found, tuple(self.notes), self.costs, new, idle)

    def _captures(self, out: str) -> Iterator[Task]:
        seen: set[str] = set()
        for chunk, problems in reading.chunks(reading.expanded(self.job.inputs)):
            self.notes += problems
            task = reading.task(chunk, out, self.version["reading"])
            if task.key not in seen and chunk.found:
                seen.add(task.key)
                yield task

    def _by_day(self, blocks: Sequence[Path]) -> dict[str, list[Path]]:
        by_day: dict[str, list[Path]] = {}
        for path in blocks:
            by_day.setdefault(day_of(path), []).append(path)
        return by_day

    def _stitched(self, grouped: Sequence[Path]) -> list[Path]:
        known: dict[str, dict[str, str]] = {}
        stories = []
        cost, began = self.costs.setdefault("stitching", Cost()), time.process_time()
        for path in grouped:
            day = day_of(path)
            held = {(d, r): story for d, told in known.items() for r, story in told.items()}
            at, told, made = stitching.stitch(self.job.out, path, day, held, self.version["stitching"])
            known[day] = told
            while len(known) > self.job.overlap:
                del known[next(iter(known))]
            stories.append(at)
            cost.made, cost.there = cost.made + made, cost.there + (not made)
        cost.cpu, cost.peak = time.process_time() - began, peak()
        self.kept.update(stories)
        return stories

    def _comparisons(self, chunks: Iterable[parts.Parts], there: dict[str, Path], out: str) -> Iterator[Task]:
        settings = self.job.settings
        for chunk in chunks:
            key = annotating.task(chunk, out, settings, self.version["annotating"]).key
            if key in there:
                yield comparing.task(chunk, there[key], out, settings, self.version["comparing"])

    def _done(self, stage: str, tasks: Iterable[Task], made: Sequence[str]) -> list[Path]:
        """The partitions of a stage, in the order of its tasks, after those that were missing are made."""
        cost = self.costs[stage] = Cost()
        every: list[tuple[str, str | None]] = []

        def missing() -> Iterator[Task]:
            for task in tasks:
                every.append((task.key, task.day))
                if all(files.partition(self.job.out, t, task.key, task.day).is_file() for t in made):
                    cost.there += 1
                else:
                    yield task

        for done in self.engine.map(missing()):
            self._count(stage, cost, done)
            if self.progress:
                self.progress(stage, cost.there + cost.made, len(every))
        paths = [[files.partition(self.job.out, t, key, day) for t in made] for key, day in every]
        whole = [each for each in paths if all(path.is_file() for path in each)]
        self.kept.update(path for each in whole for path in each)
        return [each[0] for each in whole]

    def _count(self, stage: str, cost: Cost, done: Done) -> None:
        cost.made += 1
        cost.cpu += done.cpu
        cost.peak = max(cost.peak, done.peak)
        if done.lost is not None:
            where = f"partition {done.task.day or 'of captures'} {done.task.key}"
            advice = "Run the same command again, with more --memory if it was that; all that is done stays"
            self.lost.append(Failure(stage, where, None, "partition", done.lost, advice))


def day_of(path: Path) -> str:
    """The day of a partition, from its folder."""
    return path.parent.name.removeprefix("date=")
