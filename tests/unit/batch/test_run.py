"""The engine from end to end, on small invented streams."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from variorum import build
from variorum.batch import tables
from variorum.batch.days import reports
from variorum.batch.job import Job, On
from variorum.batch.run import Outcome, run
from variorum.bench.newswire import newswire
from variorum.cli import main
from variorum.errors import UsageError
from variorum.export.json import dossier_json
from variorum.export.jsonl import dumped
from variorum.read.load import load
from variorum.settings import Attributing, Settings


def write(path: Path, lines: list[dict[str, str | None]]) -> None:
    """Make *path* hold *lines* as JSONL."""
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


RULES = Settings(attributor=Attributing.RULES)


def job(
    *inputs: Path | str, out: Path, engine: On = On.LOCAL, overlap: int = 2, seconds: float = 60.0
) -> Job:
    """A job by rules, with two workers."""
    names = tuple(map(str, inputs))
    return Job(names, out, engine, 2, seconds, overlap=overlap, settings=RULES)


def tree(out: Path) -> dict[str, bytes]:
    """Every file of a folder of results, with its bytes."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


def rows(out: Path, table: str, query: str) -> list[tuple[object, ...]]:
    """What *query* finds in a table of results."""
    return list(tables.read(sorted((out / table).rglob("*.parquet")), query))


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Outcome]:
    """A stream, the folder made from it, and what the batch said."""
    folder = tmp_path_factory.mktemp("batch")
    stream, out = folder / "stream.jsonl", folder / "out"
    write(stream, list(newswire(24, days=3, alone=0.6, seed=1)))
    return stream, out, run(job(stream, out=out))


def test_every_report_has_a_story(done: tuple[Path, Path, Outcome]) -> None:
    """Each report of the stream stands once in the table of stories, in the partition of its date."""
    stream, out, outcome = done
    lines = [json.loads(line) for line in stream.read_text(encoding="utf-8").splitlines()]
    found = rows(
        out,
        "stories",
        "SELECT id, published, regexp_extract(filename, 'date=([^/]+)', 1) FROM rows ORDER BY id",
    )
    assert [row[0] for row in found] == [line["id"] for line in lines]
    assert [row[1] for row in found] == [line["published"] for line in lines]
    assert all(row[2] == (row[1] or "undated") for row in found)
    assert dict(outcome.summary.counts)["reports"] == 24
    assert outcome.summary.failures == ()
    assert (out / "failed.jsonl").read_text(encoding="utf-8") == ""


def test_a_dossier_is_what_collate_makes(done: tuple[Path, Path, Outcome]) -> None:
    """The dossier of each story is, letter for letter, what collating its reports in their order makes."""
    _, out, _ = done
    known = {r.id: r for _, r in reports(sorted((out / "reports").rglob("*.parquet")))}
    made = rows(out, "dossiers", "SELECT story, reports, dossier FROM rows")
    assert len(made) >= 2
    for _, names, dossier in made:
        assert isinstance(names, list)
        assert dossier == dumped(dossier_json(build.collate([known[n] for n in names], settings=RULES)))


def test_the_tables_are_parts_of_the_dossiers(done: tuple[Path, Path, Outcome]) -> None:
    """Claims and findings stand in their tables as they stand in the dossiers."""
    _, out, _ = done
    dossiers = [json.loads(str(row[0])) for row in rows(out, "dossiers", "SELECT dossier FROM rows")]
    findings = [json.loads(str(row[0])) for row in rows(out, "findings", "SELECT finding FROM rows")]
    claims = [json.loads(str(row[0])) for row in rows(out, "claims", "SELECT claim FROM rows")]
    assert findings == [f for d in dossiers for f in d["findings"]]
    assert claims == [c for d in dossiers for c in d["claims"]]
    assert {f["kind"] for f in findings} >= {"agreement", "single"}


def test_only_reports_of_stories_are_annotated(done: tuple[Path, Path, Outcome]) -> None:
    """A report with nobody beside it is not annotated; all others are, once."""
    _, out, _ = done
    stories: dict[str, list[str]] = {}
    for name, story in rows(out, "stories", "SELECT id, story FROM rows"):
        stories.setdefault(str(story), []).append(str(name))
    expected = sorted(name for names in stories.values() if len(names) > 1 for name in names)
    assert sorted(str(row[0]) for row in rows(out, "annotations", "SELECT id FROM rows")) == expected
    assert 0 < len(expected) < 24


def test_a_repeated_run_does_nothing(done: tuple[Path, Path, Outcome]) -> None:
    """The same command again makes no partition and touches no file."""
    stream, out, first = done
    before = {
        path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file() and path.name != ".lock"
    }
    again = run(job(stream, out=out))
    assert {stage: cost.made for stage, cost in again.costs.items()} == dict.fromkeys(again.costs, 0)
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert again.summary == first.summary


def test_another_run_gives_the_same_bytes(done: tuple[Path, Path, Outcome], tmp_path: Path) -> None:
    """Another folder, one worker and another hash seed: the same files with the same bytes."""
    stream, out, _ = done
    command = [sys.executable, "-m", "variorum", "batch", "--in", str(stream), "--out", str(tmp_path / "other"), "--workers", "1",
               "--attributor", "rules", "--quiet"]  # fmt: skip
    env = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LC_ALL": "C"}
    subprocess.run(command, check=True, env=env, capture_output=True)
    assert tree(tmp_path / "other") == tree(out)


def test_killed_and_resumed_it_gives_the_same_bytes(done: tuple[Path, Path, Outcome], tmp_path: Path) -> None:
    """A run that is killed in the middle, and run again, ends with the files of one that was not."""
    stream, out, _ = done
    target = tmp_path / "out"
    command = [sys.executable, "-m", "variorum", "batch", "--in", str(stream), "--out", str(target), "--workers", "1",
               "--attributor", "rules", "--quiet"]  # fmt: skip
    running = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    ends = time.monotonic() + 120
    while not list((target / "annotations").rglob("*.parquet")) and time.monotonic() < ends:
        time.sleep(0.02)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    assert not list((target / "findings").rglob("*.parquet"))
    half = tree(target)
    assert half
    resumed = run(job(stream, out=target))
    assert resumed.costs["reading"].made == 0
    assert resumed.costs["annotating"].there >= 1
    assert tree(target) == tree(out)


def test_ray_gives_the_same_bytes(
    done: tuple[Path, Path, Outcome], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a Ray cluster the same files with the same bytes come out."""
    pytest.importorskip("ray", reason="Ray is not installed")
    stream, out, _ = done
    monkeypatch.delenv("RAY_ADDRESS", raising=False)
    run(job(stream, out=tmp_path / "out", engine=On.RAY))
    assert tree(tmp_path / "out") == tree(out)


def test_new_reports_leave_what_they_do_not_touch(done: tuple[Path, Path, Outcome], tmp_path: Path) -> None:
    """A report of a later day makes its own day anew, and the result is that of a run over all at once."""
    stream, out, _ = done
    target, whole, late = tmp_path / "out", tmp_path / "whole", tmp_path / "late.jsonl"
    write(
        late,
        [
            {
                "id": "late",
                "headline": "A bridge opens",
                "text": "A bridge opened in Oderel.",
                "published": "2026-02-20",
            }
        ],
    )
    shutil.copytree(out, target)
    more = run(job(stream, late, out=target))
    assert {stage: more.costs[stage].made for stage in ("reading", "days", "grouping")} == {
        "reading": 1, "days": 1, "grouping": 1,
    }  # fmt: skip
    assert more.costs["annotating"].made == more.costs["comparing"].made == 0
    run(job(stream, late, out=whole))
    assert tree(target) == tree(whole)


FIRE = "Fire destroyed the Vadrel hotel in Lower Sandry on Monday and killed three guests, fire chief Ada Merrow said."


def told(
    name: str,
    day: str | None,
    more: str = "",
    headline: str = "Vadrel hotel fire in Lower Sandry kills three",
) -> dict[str, str | None]:
    """A report of the fire."""
    return {"id": name, "headline": headline, "text": f"{FIRE} {more}", "published": day}


def test_a_story_goes_on_over_midnight(tmp_path: Path) -> None:
    """Reports of one event on following days have one story, whose findings stand in the partition of its first day."""
    stream = tmp_path / "s.jsonl"
    write(
        stream,
        [
            told("a", "2026-01-05"),
            told("b", "2026-01-06", "More was known."),
            told("c", "2026-01-07", "It was over."),
        ],
    )
    run(job(stream, out=tmp_path / "out"))
    stories = rows(tmp_path / "out", "stories", "SELECT id, story FROM rows ORDER BY id")
    assert [row[0] for row in stories] == ["a", "b", "c"]
    assert len({row[1] for row in stories}) == 1
    made = rows(
        tmp_path / "out", "dossiers", "SELECT reports, regexp_extract(filename, 'date=([^/]+)', 1) FROM rows"
    )
    assert made == [(["a", "b", "c"], "2026-01-05")]


def test_without_overlap_days_stand_alone(tmp_path: Path) -> None:
    """With an overlap of no days each day has its own stories."""
    stream = tmp_path / "s.jsonl"
    write(stream, [told("a", "2026-01-05"), told("b", "2026-01-06", "More was known.")])
    run(job(stream, out=tmp_path / "out", overlap=0))
    assert len({row[0] for row in rows(tmp_path / "out", "stories", "SELECT story FROM rows")}) == 2


def test_reports_without_a_date_have_a_partition_of_their_own(tmp_path: Path) -> None:
    """Undated reports are grouped among themselves, in the order given."""
    stream = tmp_path / "s.jsonl"
    write(stream, [told("z", None), told("a", "2026-01-05"), told("b", None, "More was known.")])
    run(job(stream, out=tmp_path / "out"))
    found = rows(
        tmp_path / "out", "stories", "SELECT id, story, regexp_extract(filename, 'date=([^/]+)', 1) FROM rows"
    )
    assert [(row[0], row[2]) for row in found] == [("a", "2026-01-05"), ("z", "undated"), ("b", "undated")]
    assert found[1][1] == found[2][1] != found[0][1]


def test_a_large_story_is_parted(tmp_path: Path) -> None:
    """Of a story with more reports than are set side by side, consecutive ones are, and none is left alone."""
    stream = tmp_path / "s.jsonl"
    write(stream, [told(f"r{n}", "2026-01-05", f"Witness number {n} spoke.") for n in range(7)])
    run(replace(job(stream, out=tmp_path / "out"), most=3))
    assert len({row[0] for row in rows(tmp_path / "out", "stories", "SELECT story FROM rows")}) == 1
    made = rows(tmp_path / "out", "dossiers", "SELECT part, reports FROM rows ORDER BY part")
    assert made == [(0, ["r0", "r1", "r2"]), (1, ["r3", "r4", "r5", "r6"])]


def test_copies_and_ids_are_dealt_with_as_by_load(tmp_path: Path) -> None:
    """A capture found twice is one report with both locations; a second report with a taken id gets that of its content."""
    one, two = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    write(one, [told("a", "2026-01-05"), told("b", "2026-01-06", "More.")])
    write(two, [told("a", "2026-01-05"), told("b", "2026-01-05", "Less.")])
    run(job(tmp_path / "*.jsonl", out=tmp_path / "out"))
    expected = {r.id: r for r in load([str(one), str(two)]).reports}
    found = {r.id: r for _, r in reports(sorted((tmp_path / "out" / "reports").rglob("*.parquet")))}
    assert found == expected
    assert len(found) == 3
    assert found["a"].locations == (f"{one}:1", f"{two}:1")


@pytest.mark.parametrize(("word", "code"), [("ZZCRASH", "crashed"), ("ZZHANG", "hung"), ("ZZRAISE", "error")])
def test_a_document_that_fails_is_reported_alone(
    tmp_path: Path, sabotage: None, monkeypatch: pytest.MonkeyPatch, word: str, code: str
) -> None:
    """A document on which a worker crashes, hangs or fails is named with what to do; its story does without it."""
    monkeypatch.setenv("VARIORUM_SABOTAGE", "STAGES")
    stream, out = tmp_path / "s.jsonl", tmp_path / "out"
    write(
        stream,
        [told("a", "2026-01-05"), told("b", "2026-01-05", f"More. {word}"), told("c", "2026-01-05", "Less.")],
    )
    outcome = run(job(stream, out=out, seconds=5))
    (failure,) = outcome.summary.failures
    assert (failure.stage, failure.where, failure.report, failure.code) == (
        "annotate",
        f"{stream}:2",
        "b",
        code,
    )
    assert rows(out, "dossiers", "SELECT reports FROM rows") == [(["a", "c"],)]
    (line,) = (out / "failed.jsonl").read_text(encoding="utf-8").splitlines()
    assert set(json.loads(line)) == {"stage", "where", "report", "code", "what", "advice"}
    again = run(job(stream, out=out, seconds=5))
    assert again.summary == outcome.summary
    assert again.costs["annotating"].made == 0


def test_the_command_says_what_failed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line that is no report is named in failed.jsonl, the rest is done, and the status is 1."""
    stream, out = tmp_path / "s.jsonl", tmp_path / "out"
    write(stream, [told("a", "2026-01-05"), told("b", "2026-01-05", "More was known.")])
    with stream.open("a", encoding="utf-8") as file:
        file.write("no json\n")
    words = ["batch", "--in", str(stream), "--out", str(out), "--attributor", "rules", "--workers", "1"]
    assert main(words) == 1
    said = capsys.readouterr()
    assert "failed" in said.out
    assert "1 read, bad-line" in said.out
    assert str(out / "failed.jsonl") in said.err
    (line,) = (out / "failed.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["where"] == f"{stream}:3"


def test_a_repeated_run_has_nothing_new_to_say(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Run again, the command says that all was there and that the failure was told before, and its status is 0."""
    stream, out = tmp_path / "s.jsonl", tmp_path / "out"
    write(stream, [told("a", "2026-01-05"), told("b", "2026-01-05", "More was known.")])
    with stream.open("a", encoding="utf-8") as file:
        file.write("no json\n")
    words = ["batch", "--in", str(stream), "--out", str(out), "--attributor", "rules", "--workers", "1"]
    assert main(words) == 1
    before = tree(out)
    capsys.readouterr()
    assert main(words) == 0
    said = capsys.readouterr()
    assert "nothing to do" in said.err
    assert "1 told before" in said.err
    assert "1 read, bad-line" in said.out
    assert tree(out) == before
    with stream.open("a", encoding="utf-8") as file:
        file.write("no json either\n")
    assert main(words) == 1, "a new failure is told"
    assert str(out / "failed.jsonl") in capsys.readouterr().err


def test_nothing_to_read_is_status_3(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where no report could be read nothing was done."""
    stream = tmp_path / "s.jsonl"
    stream.write_text('{"id": "x"}\n', encoding="utf-8")
    assert main(["batch", "--in", str(stream), "--out", str(tmp_path / "out")]) == 3
    assert "no report" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--in", "none-*.jsonl", "--out", "OUT"], "no file has such a name"),
        (["--in", "OUT/reports", "--out", "OUT"], "in the folder for the results"),
    ],
)
def test_wrong_use_is_status_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], says: str
) -> None:
    """A pattern that nothing matches, and results as input, are refused."""
    typed = [word.replace("OUT", str(tmp_path / "out")) for word in words]
    assert main(["batch", *typed]) == 2
    assert says in capsys.readouterr().err


@pytest.mark.parametrize(
    "words", [["--workers", "0"], ["--seconds", "x"], ["--memory", "-1"], ["--most", "1"]]
)
def test_wrong_amounts_are_refused(words: list[str]) -> None:
    """Amounts that make no sense are refused before anything is done."""
    with pytest.raises(SystemExit) as left:
        main(["batch", "--in", "x", "--out", "y", *words])
    assert left.value.code == 2


def test_without_duckdb_there_is_advice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where DuckDB is not installed the message says how to install it."""
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(UsageError, match=r"variorum\[parquet\]"):
        run(job("x", out=tmp_path / "out"))
