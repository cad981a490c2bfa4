"""What the commands of the workspace do."""

import argparse
import contextlib
import dataclasses
import functools
import getpass
import json
import os
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from variorum.cli import desk_fetch, desk_show, output
from variorum.cli.commands import settings_of, stated_of
from variorum.errors import UsageError
from variorum.export.answer import plural
from variorum.export.jsonl import dumped
from variorum.export.visible import one_line
from variorum.export.words import counted
from variorum.model import Problem, Severity
from variorum.read.reader import Apart
from variorum.store import NOT_ANALYSED, Act, Added, Came, Sheltered, Workspace, find_workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DONE, PARTLY, NOTHING = 0, 1, 3
WORDS = {Came.NEW: "new", Came.VERSION: "new version", Came.KNOWN: "known", Came.REFUSED: "refused"}


def run(options: argparse.Namespace) -> int:
    """Run the command that *options* name; its exit status."""
    commands: dict[str, Callable[[argparse.Namespace], int]] = {
        "init": _init, "add": _add, "analyse": _analyse, "status": _status, "show": _show, "judge": _judge,
        "undo": _undo, "log": _log, "search": _search, "export": _export, "verify": _verify, "forget": _forget,
        "serve": _serve, "mcp": _mcp, "fetch": _fetch,
    }  # fmt: skip
    return commands[options.command](options)


def _folder(options: argparse.Namespace) -> Path:
    named = options.workspace or os.environ.get("VARIORUM_WORKSPACE")
    return Path(named) if named else find_workspace(Path())


def _open(options: argparse.Namespace) -> Workspace:
    return Workspace.open(_folder(options))


@contextlib.contextmanager
def _analysing(options: argparse.Namespace, reader: Apart | None = None) -> "Iterator[Workspace]":
    """A workspace whose documents and reports are read in processes of their own."""
    stages = Sheltered(settings_of(options))
    try:
        with Workspace.open(_folder(options), stages=stages, reader=reader) as workspace:
            yield workspace
    finally:
        stages.close()


def _by(options: argparse.Namespace) -> str:
    named = options.by or os.environ.get("VARIORUM_BY")
    if named:
        return str(named)
    try:
        return getpass.getuser()
    except (OSError, KeyError) as error:
        msg = "who does it? Say so with --by"
        raise UsageError(msg) from error


def _init(options: argparse.Namespace) -> int:
    Workspace.create(Path(options.folder)).close()
    output.say(f"made: {Path(options.folder).resolve()}", quiet=options.quiet)
    return DONE


def _add(options: argparse.Namespace) -> int:
    with Apart() as reader, _analysing(options, reader) as workspace:
        with output.progress(hidden=options.quiet or options.plain) as step:
            added = workspace.add(
                options.reports, story=options.story, replaces=options.replaces, by=_by(options),
                stated=stated_of(options), forgotten_too=options.even_forgotten, progress=step,
                stdin=sys.stdin.buffer if "-" in options.reports else None,
            )  # fmt: skip
        lost = _tell(added, options)
        left = () if options.later else _bring_up_to_date(workspace, options)
    if not any(one.what is not Came.REFUSED for one in added.reports):
        return NOTHING
    return PARTLY if lost or left else DONE


def _fetch(options: argparse.Namespace) -> int:
    _open(options).close()  # say now that there is none
    kept: list[Added] = []

    def told(added: Added) -> None:
        kept.append(added)
        _tell(added, options)

    whole = desk_fetch.fetch(options, _folder(options), _by(options), told)
    if not any(one.what is not Came.REFUSED for added in kept for one in added.reports):
        return NOTHING
    if not options.later:
        with _analysing(options) as workspace:
            whole = not _bring_up_to_date(workspace, options) and whole
    return DONE if whole else PARTLY


def _tell(added: Added, options: argparse.Namespace) -> list[Problem]:
    """Say what became of what was added; the problems for which a capture gave no report."""
    lost = [p for p in added.problems if p.severity is Severity.ERROR]
    for problem in added.problems:
        said = f"{problem.where}: {problem.message}" if problem in lost else problem.message
        output.say(said, quiet=options.quiet and problem not in lost)
    for one in added.reports:
        what = WORDS[one.what] + (", its capture put back" if one.mended else "")
        where = (
            f"{what}: {one.id or one.location} in story {one.story}"
            if one.story
            else f"{what}: {one.location}"
        )
        output.write(
            f"{one_line(where)}{_titled(one.headline or (one.location if one.story else None))}\n", None
        )
    return lost


def _titled(headline: str | None) -> str:
    return f"  {one_line(headline)}" if headline else ""


def _bring_up_to_date(workspace: Workspace, options: argparse.Namespace) -> tuple[str, ...]:
    """Analyse what waits; the reports that had to be left out of it."""
    return tuple(left for story in workspace.pending() for left in _analysed(workspace, story, options))


def _analysed(workspace: Workspace, story: str, options: argparse.Namespace) -> list[str]:
    """Analyse a story; the reports that had to be left out, each with why."""
    with output.progress(hidden=options.quiet or options.plain) as step:
        workspace.analyse(story, progress=step)
    output.say(_counts(workspace, story), quiet=options.quiet)
    found = (workspace.dossier_json(story) or {"problems": ()})["problems"]
    left = [str(p["message"]) for p in found if p["code"] == NOT_ANALYSED]
    for message in left:
        output.say(one_line(message), quiet=False)
    return left


def _counts(workspace: Workspace, story: str) -> str:
    row = workspace.story(story)
    found = ", ".join(counted(n, kind) for kind, n in row.counts) or "no findings"
    named = row.name or row.id
    return f"story {named}: {plural(row.reports, 'report')}, {found}; variorum show {shlex.quote(named)}"


def _analyse(options: argparse.Namespace) -> int:
    with _analysing(options) as workspace:
        if options.story:
            left = tuple(_analysed(workspace, options.story, options))
        elif workspace.pending():
            left = _bring_up_to_date(workspace, options)
        else:
            left = ()
            output.say("every story is up to date.", quiet=options.quiet)
    return PARTLY if left else DONE


def _status(options: argparse.Namespace) -> int:
    with _open(options) as workspace:
        status = workspace.status()
    if options.format == "json":
        output.write(dumped(dataclasses.asdict(status), indent=2) + "\n", None)
    else:
        output.write(desk_show.status(status), None)
    return DONE


def _show(options: argparse.Namespace) -> int:
    output.ready(options.output)
    with _open(options) as workspace:
        output.write(desk_show.shown(workspace, options), options.output)
    if options.output not in (None, "-"):
        output.say(f"written: {options.output}", quiet=options.quiet)
    return DONE


def _judge(options: argparse.Namespace) -> int:
    with _open(options) as workspace:
        judged = workspace.judge(
            options.target, Act(options.act), by=_by(options), how=options.how, other=options.other,
            reports=options.reports, story=options.story,
        )  # fmt: skip
        output.write(desk_show.judgement(judged), None)
        waiting = workspace.pending()
    if waiting:
        output.say("stories wait for analysis: variorum analyse", quiet=options.quiet)
    return DONE


def _undo(options: argparse.Namespace) -> int:
    with _open(options) as workspace:
        undone = workspace.undo(options.number, by=_by(options), how=options.how)
        output.write(f"undone: {desk_show.judgement(undone)}", None)
        waiting = workspace.pending()
    if waiting:
        output.say("stories wait for analysis: variorum analyse", quiet=options.quiet)
    return DONE


def _log(options: argparse.Namespace) -> int:
    with _open(options) as workspace:
        entries = workspace.log()
    if options.format == "jsonl":
        output.write("".join(dumped(dataclasses.asdict(e)) + "\n" for e in entries), None)
        return DONE
    for entry in entries:
        body = json.loads(entry.body) if entry.body else {}
        rest = ", ".join(
            f"{k}: {v}" for k, v in sorted(body.items()) if isinstance(v, str) and k != "by" and v
        )
        said = rest if body else "(forgotten)"
        output.write(
            one_line(f"{entry.number} {entry.at} {body.get('by') or '-'} {entry.act} {said}") + "\n", None
        )
    return DONE


def _search(options: argparse.Namespace) -> int:
    with _open(options) as workspace:
        kinds = (options.kind,) if options.kind else ("report", "claim", "source", "finding")
        hits = workspace.search(" ".join(options.words), kinds=kinds, limit=options.most)
    for hit in hits:
        place = f" [{hit.start}, {hit.end})" if hit.start is not None else ""
        output.write(one_line(f"{hit.kind} {hit.id}{place} in story {hit.story}: {hit.text}") + "\n", None)
    if not hits:
        output.say("nothing found.", quiet=options.quiet)
    return DONE


def _export(options: argparse.Namespace) -> int:
    with _open(options) as workspace:
        waiting = set(workspace.pending())
        path = workspace.export(Path(options.output), stories=options.stories, excerpts=options.excerpts)
    if waiting:
        output.say("some stories wait for analysis; the package says which.", quiet=options.quiet)
    output.say(f"written: {path}; anybody verifies it with: variorum verify {path}", quiet=options.quiet)
    return DONE


def _verify(options: argparse.Namespace) -> int:
    if options.package:
        from variorum.store.package import package_faults  # noqa: PLC0415 - only here

        faults, what = package_faults(Path(options.package)), options.package
    else:
        with _open(options) as workspace:
            with output.progress(hidden=options.quiet or options.plain) as step:
                faults = workspace.verify(progress=step)
            what = str(workspace.folder.resolve())
    for fault in faults:
        output.write(one_line(f"{fault.where}: {fault.message}") + "\n", None)
    if not faults:
        output.write(one_line(f"all holds: {what}") + "\n", None)
    return PARTLY if faults else DONE


def _forget(options: argparse.Namespace) -> int:
    with _open(options) as workspace:
        would = workspace.forget(options.target, by="", confirmed=False)
        rows = [workspace.report(r) for r in would.reports]
        for row in rows:
            where = ", ".join(row.locations)
            output.write(
                one_line(f"report {row.id}, version {row.turn}: {where}") + _titled(row.headline) + "\n", None
            )
        if not options.yes:
            what = (
                f"{plural(len(rows), 'report')} and {plural(would.judgements, 'entry')} of the log".replace(
                    "entrys", "entries"
                )
            )
            msg = f"this would erase {what} for good; add --yes to do it"
            raise UsageError(msg)
        done = workspace.forget(options.target, by=_by(options), how=options.how, confirmed=True)
        waits = "; stories wait for analysis: variorum analyse" if workspace.pending() else ""
        output.say(
            f"erased: {plural(len(done.reports), 'report')} with {plural(done.captures, 'capture')} and what was found "
            f"in them{waits}",
            quiet=options.quiet,
        )
    return DONE


def _serve(options: argparse.Namespace) -> int:
    from variorum.web.serve import serve  # noqa: PLC0415 - brings the server with it

    serve(
        _folder(options), by=_by(options), host=options.host, port=options.port, hosts=options.hosts,
        settings=settings_of(options), say=output.say, tell=lambda line: output.write(f"{one_line(line)}\n", None),
    )  # fmt: skip
    return DONE


def _mcp(options: argparse.Namespace) -> int:
    from variorum.web.mcp import serve  # noqa: PLC0415 - as above

    _open(options).close()  # say now that there is none
    for answer in serve(sys.stdin, functools.partial(_open, options)):
        output.write(answer, None)
        sys.stdout.flush()
    return DONE
