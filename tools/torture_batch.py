"""Try the engine on a large invented stream: both engines, one of them killed in the middle, must make the same files.

    python tools/torture_batch.py FOLDER --reports 30000

Makes the stream in FOLDER, runs it through on this machine without a break, then on Ray, where the run is killed (signal 9, it
and all its children) once a part of the reports is annotated, and run again. Then the two folders are compared, byte by
byte. Both are kept; a second call goes on where the first one stopped.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from variorum.bench.newswire import newswire

ALONE = 0.97
"""Chance that an event has one report; then an eighth of the reports are in stories of several."""


def main() -> int:
    """Run, kill, run again, compare."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, default=30_000)
    parser.add_argument(
        "--kill-at", type=int, default=20, help="partitions of annotations after which it is killed"
    )
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    stream = options.folder / "stream.jsonl"
    lines = (json.dumps(line) + "\n" for line in newswire(options.reports, alone=ALONE))
    stream.write_text("".join(lines), encoding="utf-8")
    whole, killed = options.folder / "local", options.folder / "ray"
    timed("local", [*command(stream, whole), "--engine", "local"])
    again = [*command(stream, killed), "--engine", "ray"]
    if not (killed / "failed.jsonl").exists():
        print(f"killed after {kill(again, killed, options.kill_at)} partitions of annotations")
    timed("ray, resumed", again)
    return compared(whole, killed)


def command(stream: Path, out: Path) -> list[str]:
    """The command line, without its engine."""
    return [sys.executable, "-m", "variorum", "batch", "--in", str(stream), "--out", str(out),
            "--attributor", "rules", "--quiet"]  # fmt: skip


def timed(name: str, words: list[str]) -> None:
    """Run a command to its end."""
    began = time.monotonic()
    done = subprocess.run(words, check=False, capture_output=True, text=True)
    print(
        f"{name}: status {done.returncode}, {time.monotonic() - began:.0f} s\n{done.stdout}{done.stderr}",
        flush=True,
    )


def kill(words: list[str], out: Path, least: int) -> int:
    """Start a command, and kill it with all its children once so many partitions are there; how many there were."""
    running = subprocess.Popen(
        words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    while (made := len(list((out / "annotations").rglob("*.parquet")))) < least and running.poll() is None:
        time.sleep(0.05)
    with_children = children(running.pid)
    for pid in (running.pid, *with_children):
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    running.wait()
    return made


def children(pid: int) -> list[int]:
    """All processes that come from one, as far as the system tells."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            after = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(stat.parent.name)] = int(after[1])
    found, more = [], [pid]
    while more:
        more = [child for child, parent in parents.items() if parent in more]
        found += more
    return found


def compared(one: Path, other: Path) -> int:
    """Say whether two folders hold the same files with the same bytes; 0 if they do."""
    trees = [
        {
            p.relative_to(out).as_posix(): p
            for p in sorted(out.rglob("*"))
            if p.is_file() and p.name != ".lock"
        }
        for out in (one, other)
    ]
    apart = sorted(trees[0].keys() ^ trees[1].keys())
    apart += [n for n, p in trees[0].items() if n in trees[1] and p.read_bytes() != trees[1][n].read_bytes()]
    print(
        f"{len(trees[0])} files, {sum(p.stat().st_size for p in trees[0].values()):,} bytes; {len(apart)} differ"
    )
    print("\n".join(apart[:20]))
    return int(bool(apart))


if __name__ == "__main__":
    sys.exit(main())
