"""What each command does. Stages and libraries are imported where they are first needed."""

import argparse
import dataclasses
import importlib
import importlib.resources
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from variorum.cli import output
from variorum.cli.options import format_for
from variorum.errors import UsageError, VariorumError
from variorum.model import Metadata, Problem, Report, Severity
from variorum.settings import Settings

if TYPE_CHECKING:
    from variorum.model import Dossier
    from variorum.read.load import Loaded

DONE, PARTLY, NOTHING = 0, 1, 3
_UNJUDGED: Mapping[str, str] = MappingProxyType({})
WORKSPACE = frozenset(
    (
        "init",
        "add",
        "analyse",
        "status",
        "show",
        "judge",
        "undo",
        "log",
        "search",
        "export",
        "verify",
        "forget",
        "serve",
        "fetch",
        "mcp",
    )
)
"""Commands of :mod:`variorum.cli.desk`."""


def run(options: argparse.Namespace) -> int:
    """Run the command that *options* name; its exit status.

    Raises:
        UsageError: the options do not fit one another or the reports.
        VariorumError: nothing could be done, and why.
    """
    if options.command in WORKSPACE:
        from variorum.cli import desk  # noqa: PLC0415 - brings the workspace with it

        return desk.run(options)
    commands: dict[str, Callable[[argparse.Namespace], int]] = {
        "collate": _collate,
        "annotate": _annotate,
        "stories": _stories,
        "batch": _batch,
        "explain": _explain,
        "demo": _demo,
        "bench": _bench,
    }
    return commands[options.command](options)


def _collate(options: argparse.Namespace) -> int:
    try:
        chosen = format_for(options.format, options.output)
    except ValueError as error:
        raise UsageError(str(error)) from error
    _ready(options)
    loaded = _load(options)
    if not loaded.reports:
        return _nothing(loaded)
    dossier = _dossier(loaded.reports, loaded.problems, options)
    output.write(in_format(dossier, chosen, options), options.output)
    from variorum.export.answer import SAID  # noqa: PLC0415 - as above

    if chosen != "terminal" or not output.on_screen(options.output):  # the screen has just shown them
        said = frozenset(loaded.problems)
        answered = SAID if chosen == "terminal" and options.output in (None, "-") else frozenset()
        unsaid = [p for p in dossier.problems if p not in said and p.code not in answered]
        _warn(loaded.reports, unsaid, options)
    if options.output not in (None, "-"):
        output.say(f"written: {options.output}", quiet=options.quiet)
    return PARTLY if _lost(loaded) else DONE


def _annotate(options: argparse.Namespace) -> int:
    _ready(options)
    loaded = _load(options, as_is=options.as_is)
    if not loaded.reports:
        return _nothing(loaded)
    from variorum.build import annotate  # noqa: PLC0415 - brings the stages with it
    from variorum.export.jsonl import report_line  # noqa: PLC0415 - as above

    with output.progress(hidden=options.quiet or options.plain) as step:
        witnesses, attributions = annotate(loaded.reports, settings=settings_of(options), progress=step)
    output.write("".join(report_line(w, attributions) for w in witnesses), options.output)
    _warn(loaded.reports, [p for r in loaded.reports for p in r.problems], options)
    return PARTLY if _lost(loaded) else DONE


def _stories(options: argparse.Namespace) -> int:
    jsonl = options.format == "jsonl" or (options.format is None and str(options.output).endswith(".jsonl"))
    if options.story is not None and options.format is not None:
        msg = "--story prints the reports of one story; leave --format out."
        raise UsageError(msg)
    _ready(options)
    loaded = _loaded(_read(options.reports, {}, as_is=False), options)
    if not loaded.reports:
        return _nothing(loaded)
    from variorum.cli import grouping  # noqa: PLC0415 - brings the stage with it

    with output.progress(hidden=options.quiet or options.plain) as step:
        events = grouping.events(loaded.reports, step)
    if options.story is not None:
        shown = grouping.reports_of(options.story, events, loaded.reports)
    elif jsonl:
        shown = grouping.lines(events)
    else:
        console = output.console(plain=options.plain, file=options.output not in (None, "-"))
        shown = grouping.printed(events, loaded.reports, console)
    output.write(shown, options.output)
    if options.output not in (None, "-"):
        output.say(f"written: {options.output}", quiet=options.quiet)
    elif options.story is None and not jsonl and grouping.several(events):
        output.say(grouping.advice(events), quiet=options.quiet)
    return PARTLY if _lost(loaded) else DONE


def _batch(options: argparse.Namespace) -> int:
    from variorum.cli import batching  # noqa: PLC0415 - brings the stages with it

    return batching.batch(options)


def _explain(options: argparse.Namespace) -> int:
    from variorum.export.explain import explain  # noqa: PLC0415 - only this command needs it
    from variorum.export.json import from_json  # noqa: PLC0415 - as above

    where = "standard input" if options.dossier == "-" else options.dossier
    data = sys.stdin.buffer.read() if options.dossier == "-" else Path(options.dossier).read_bytes()
    try:
        dossier = from_json(data.decode("utf-8"))
    except (UsageError, UnicodeDecodeError) as error:
        msg = f"{where}: {error}"
        raise VariorumError(msg) from error
    output.write(_ended(explain(dossier, options.finding)), None)
    return DONE


def _demo(options: argparse.Namespace) -> int:
    target = options.output or "variorum-demo.html"
    output.ready(target)
    with importlib.resources.as_file(importlib.resources.files("variorum.demo") / "reports") as folder:
        loaded = _read([str(folder)], {}, as_is=False)
    # The example reads the same wherever the package is installed.
    reports = tuple(
        dataclasses.replace(r, locations=tuple(Path(x).name for x in r.locations)) for r in loaded.reports
    )
    dossier = _dossier(reports, loaded.problems, options)
    output.write(in_format(dossier, "terminal", options), None)
    output.write(in_format(dossier, "html", options), target)
    output.say(f"written: {Path(target).resolve()}", quiet=options.quiet)
    return DONE


def _bench(options: argparse.Namespace) -> int:
    if options.data is None and options.name not in {"speed", "stories", "store", "batch"}:
        msg = f"bench {options.name} needs --data PATH"
        raise UsageError(msg)
    if options.half is not None and options.name != "place":
        msg = f"--half is of bench place; bench {options.name} has no halves to choose from"
        raise UsageError(msg)
    if options.data is not None and options.name != "store" and not options.data.exists():
        msg = f"{options.data}: no such file or folder."
        raise VariorumError(msg)
    module = importlib.import_module(f"variorum.bench.{options.name}")
    more = {"attributor": options.attributor} if options.name in {"attribution", "speed", "batch"} else {}
    if options.half is not None:
        more = {"half": module.Half(options.half)}
    output.write(_ended(str(module.run(options.data, options.predictions, **more))), None)
    if options.predictions is not None:
        output.say(f"written: {options.predictions}", quiet=options.quiet)
    return DONE


def _load(options: argparse.Namespace, *, as_is: bool = False) -> "Loaded":
    return _loaded(_read(options.reports, stated_of(options), as_is=as_is), options)


def _loaded(loaded: "Loaded", options: argparse.Namespace) -> "Loaded":
    """What was loaded, after its problems were said."""
    for problem in loaded.problems:
        lost = problem.severity is Severity.ERROR
        at_file = lost or problem.code in {
            "bad-sidecar",
            "left-out",
        }  # the other messages name their files themselves
        output.say(
            f"{problem.where}: {problem.message}" if at_file else problem.message,
            quiet=options.quiet and not lost,
        )
    return loaded


def _read(locations: Sequence[str], stated: dict[str, Metadata], *, as_is: bool) -> "Loaded":
    from variorum.read.load import load  # noqa: PLC0415 - brings the HTML parser with it

    return load(locations, stated=stated, as_is=as_is, stdin=sys.stdin.buffer if "-" in locations else None)


def stated_of(options: argparse.Namespace) -> dict[str, Metadata]:
    """What the options say of each report, by sigil."""
    stated: dict[str, Metadata] = {}
    for name, pairs in (("published", options.published), ("outlet", options.outlet)):
        for label, value in pairs:
            stated[label] = dataclasses.replace(stated.get(label, Metadata()), **{name: value})
    return stated


def _ready(options: argparse.Namespace) -> None:
    """Refuse, before any work is done, an output file that cannot be written or that is one of the reports.

    Raises:
        UsageError: it is so.
    """
    target = options.output
    output.ready(target)
    if target in (None, "-") or not Path(target).exists():
        return
    if any(name != "-" and Path(name).exists() and Path(name).samefile(target) for name in options.reports):
        msg = f"{target}: is one of the reports; name another file with -o."
        raise UsageError(msg)


def _lost(loaded: "Loaded") -> tuple[Problem, ...]:
    """The problems of reports that could not be read."""
    return tuple(p for p in loaded.problems if p.severity is Severity.ERROR)


def _warn(reports: Sequence[Report], problems: Sequence[Problem], options: argparse.Namespace) -> None:
    """Say which reports a reader should not take as they are; what is wrong outside them was said before."""
    files = {r.id: r.locations[0] for r in reports}
    for problem in problems:
        if problem.severity is Severity.WARNING:
            where = f"{files[problem.where]}: " if problem.where in files else ""
            output.say(f"{where}{problem.message}", quiet=options.quiet)


def _nothing(loaded: "Loaded") -> int:
    if not _lost(loaded):
        output.say("there is no report to read.")
    return NOTHING


def settings_of(options: argparse.Namespace) -> Settings:
    """The settings that the options name."""
    return Settings(spacy_model=options.spacy_model, attributor=options.attributor, pairing=options.pairing)


def _dossier(
    reports: Sequence[Report], problems: Sequence[Problem], options: argparse.Namespace
) -> "Dossier":
    from variorum.build import collate  # noqa: PLC0415 - brings the stages with it

    with output.progress(hidden=options.quiet or options.plain) as step:
        return collate(reports, problems=problems, settings=settings_of(options), progress=step)


def in_format(
    dossier: "Dossier", chosen: str, options: argparse.Namespace, judged: Mapping[str, str] = _UNJUDGED
) -> str:
    """The dossier in the format *chosen*, as text that ends in a line end; on a terminal with what was judged."""
    if chosen == "terminal":
        return _printed(dossier, options, judged)
    made: str = getattr(importlib.import_module(f"variorum.export.{chosen}"), f"to_{chosen}")(dossier)
    return _ended(made)


def _printed(dossier: "Dossier", options: argparse.Namespace, judged: Mapping[str, str]) -> str:
    from variorum.export.terminal import print_dossier  # noqa: PLC0415 - brings rich with it

    console = output.console(
        plain=options.plain, file=options.output not in (None, "-") and options.command != "demo"
    )
    with console.capture() as printed:
        print_dossier(dossier, console, every=getattr(options, "all", False), judged=judged)
    lines = re.sub(r"[ \t]+$", "", printed.get(), flags=re.MULTILINE)
    return lines if console.color_system is None else printed.get()


def _ended(text: str) -> str:
    return text if text.endswith("\n") else f"{text}\n"
