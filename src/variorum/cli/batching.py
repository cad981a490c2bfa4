"""``variorum batch``: what is asked, and what is said of it."""

import argparse
from pathlib import Path

from variorum.batch.files import FAILED
from variorum.batch.job import Job, On
from variorum.batch.run import Outcome, run
from variorum.cli import output
from variorum.errors import UsageError
from variorum.model import Severity
from variorum.settings import Settings

DONE, PARTLY, NOTHING = 0, 1, 3


def batch(options: argparse.Namespace) -> int:
    """Do the batch that *options* describe; its exit status."""
    job = Job(
        tuple(options.inputs), Path(options.out), On(options.engine), options.workers, options.seconds,
        options.memory * 1024, options.overlap, options.most,
        settings=Settings(
            spacy_model=options.spacy_model, attributor=options.attributor, pairing=options.pairing
        ),
    )  # fmt: skip
    inside = [name for name in job.inputs if name != "-" and _within(Path(name), job.out)]
    if inside:
        msg = f"{inside[0]}: stands in the folder for the results; name another one with --out."
        raise UsageError(msg)
    with output.progress(hidden=options.quiet or options.plain) as step:
        outcome = run(job, step)
    return _say(outcome, job, quiet=options.quiet)


def _within(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


def _say(outcome: Outcome, job: Job, *, quiet: bool) -> int:
    for problem in outcome.notes:
        output.say(f"{problem.where}: {problem.message}", quiet=quiet or problem.severity is Severity.NOTE)
    output.write(f"{outcome.summary}\n", None)
    failed, new = outcome.summary.failures, outcome.new
    if outcome.idle and not new:
        output.say("nothing to do: everything was there.", quiet=quiet)
    if new:
        output.say(f"what failed, and what to do: {job.out / FAILED}")
    elif failed:
        output.say(f"no new failure; {len(failed):,} told before: {job.out / FAILED}", quiet=quiet)
    if not dict(outcome.summary.counts)["reports"]:
        output.say("there is no report to read.")
        return NOTHING
    return PARTLY if new else DONE
