"""What a batch came to: how much there is of everything, and what failed and why."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from variorum import __version__
from variorum.batch import files, tables
from variorum.batch.failures import Failure
from variorum.batch.job import Job
from variorum.export.jsonl import dumped
from variorum.store import codec


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of rows, and the failures in the order of the stages."""

    counts: tuple[tuple[str, int], ...]
    failures: tuple[Failure, ...]

    def failed_lines(self) -> str:
        """One JSON object a failure, one a line."""
        return "".join(_line(failure) + "\n" for failure in self.failures)

    def beside(self, told: frozenset[bytes], again: Sequence[Failure]) -> tuple[Failure, ...]:
        """The failures that are not *told* yet, and those that happened *again* just now."""
        return tuple(f for f in self.failures if f in again or files.encoded(_line(f)) not in told)

    def mark(self, job: Job, version: dict[str, str]) -> str:
        """What the folder was made by: versions and settings, and no time or machine."""
        made = {
            "variorum": __version__, "settings": json.loads(job.settings.canonical()), "overlap": job.overlap,
            "most": job.most, "stages": version, "counts": dict(self.counts),
            "failures": dict(sorted(Counter(f.code for f in self.failures).items())),
        }  # fmt: skip
        return json.dumps(made, indent=2) + "\n"

    def __str__(self) -> str:
        width = max(len(name) for name, _ in self.counts)
        lines = [f"{name:<{width}}  {count:,}" for name, count in self.counts]
        why = Counter((f.stage, f.code) for f in self.failures)
        example = {(f.stage, f.code): f for f in reversed(self.failures)}
        lines.append(f"{'failed':<{width}}  {len(self.failures):,}")
        lines += [
            f"  {count:,} {stage}, {code}: {example[stage, code].what} (first: {example[stage, code].where})"
            for (stage, code), count in sorted(why.items(), key=lambda item: (-item[1], item[0]))
        ]
        return "\n".join(lines)


def _line(failure: Failure) -> str:
    return dumped(asdict(failure))


def told_before(out: Path) -> frozenset[bytes]:
    """The failures that the last whole run into this folder told, as lines."""
    path = out / files.FAILED
    return frozenset(path.read_bytes().split(b"\n")) if path.is_file() else frozenset()


def summary(out: Path, kept: Iterable[Path], lost: Sequence[Failure]) -> Summary:
    """The counts and failures that stand in the partitions *kept*, and those of partitions that were *lost*."""
    of = {table: [p for p in sorted(kept) if p.is_relative_to(out / table)] for table in files.TABLES}
    counts = [
        ("reports", _count(of[files.REPORTS], "count(*)")),
        ("stories", _count(of[files.STORIES], "count(DISTINCT story) FILTER (NOT roundup)")),
        ("stories of several reports", _count(
            of[files.STORIES],
            "(SELECT count(*) FROM (SELECT story FROM rows WHERE NOT roundup GROUP BY story HAVING count(*) > 1))")),
        ("annotated reports", _count(of[files.ANNOTATIONS], "count(told)")),
        ("claims", _count(of[files.CLAIMS], "count(*)")),
        ("shared passages", _count(of[files.LINEAGE], "count(*)")),
        ("dossiers", _count(of[files.DOSSIERS], "count(dossier)")),
        *((f"findings: {kind}", n) for kind, n in _kinds(of[files.FINDINGS])),
    ]  # fmt: skip
    found = [
        f
        for table in (files.READ, files.GROUPED, files.ANNOTATIONS, files.DOSSIERS)
        for f in _failures(of[table])
    ]
    return Summary(tuple(counts), (*sorted(dict.fromkeys(found), key=_order), *lost))


def _order(failure: Failure) -> tuple[int, str, str]:
    return STAGES.index(failure.stage), failure.where, failure.code


STAGES = ("read", "stories", "annotate", "compare")


def _count(paths: Sequence[Path], what: str) -> int:
    rows = list(tables.read(paths, f"SELECT {what} FROM rows LIMIT 1"))  # noqa: S608 - nothing from outside
    return int(rows[0][0]) if rows else 0


def _kinds(paths: Sequence[Path]) -> list[tuple[str, int]]:
    return [
        (kind, int(n))
        for kind, n in tables.read(paths, "SELECT kind, count(*) FROM rows GROUP BY kind ORDER BY kind")
    ]


def _failures(paths: Sequence[Path]) -> list[Failure]:
    found = tables.read(paths, "SELECT failure FROM rows WHERE failure IS NOT NULL")
    return [codec.loads(Failure, line) for (line,) in found]
