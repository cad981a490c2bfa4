"""What ``show``, ``status`` and ``judge`` print of a workspace."""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from variorum.cli.commands import in_format
from variorum.cli.options import format_for
from variorum.errors import UsageError
from variorum.export.answer import plural
from variorum.export.explain import explain
from variorum.export.jsonl import dumped
from variorum.export.visible import one_line, visible
from variorum.export.words import counted
from variorum.store import (
    Act,
    Judged,
    ReportRow,
    Standing,
    Status,
    StoryRow,
    UnknownNameError,
    Workspace,
    gone,
    story_today,
)

STORIES = 200
"""Stories that a list shows."""


def status(found: Status) -> str:
    """How much a workspace holds, a line each."""
    lines = [
        f"{one_line(found.folder)} (form {found.form})",
        f"{plural(found.reports, 'report')} in {plural(found.versions, 'version')}, {found.bytes:,} bytes of captures",
        f"{found.stories} {'story' if found.stories == 1 else 'stories'}, {found.pending} waiting for analysis",
        f"{plural(found.judgements, 'judgement')}, {plural(found.forgotten, 'capture')} forgotten",
        f"log: {found.entries} entries, the last {found.head[:16] if found.entries else '-'}",
    ]
    return "\n".join(lines) + "\n"


def shown(workspace: Workspace, options: argparse.Namespace) -> str:
    """What the options of ``show`` name, as text.

    Raises:
        UsageError: nothing goes by that name.
    """
    if options.what is None and options.format == "json":
        return dumped([asdict(row) for row in workspace.stories(limit=-1)], indent=2) + "\n"
    if options.what is None:
        return "".join(map(_story_line, workspace.stories(limit=STORIES))) or "no stories\n"
    for show in (_story, _finding, _report):
        try:
            return show(workspace, options)
        except UnknownNameError:
            continue
    lost = gone(workspace, options.what)
    if lost:
        text = f"{lost.kind} {lost.id} is not found any more ({lost.why}); it was: {lost.summary}"
        return one_line(text) + "\n" + "".join(map(judgement, lost.judged))
    msg = f"there is no story, finding or report {options.what!r}; variorum show lists the stories"
    raise UsageError(msg)


def _story_line(row: StoryRow) -> str:
    counts = ", ".join(counted(n, kind) for kind, n in row.counts)
    days = " to ".join(dict.fromkeys(d for d in (row.first, row.last) if d))
    facts = [plural(row.reports, "report"), days, counts, "waits for analysis" if row.pending else ""]
    parts = (row.name or row.id, row.headline or "", f"({'; '.join(f for f in facts if f)})")
    return "  ".join(one_line(part) for part in parts if part) + "\n"


def _story(workspace: Workspace, options: argparse.Namespace) -> str:
    row = workspace.story(story_today(workspace, options.what))
    dossier = workspace.dossier(row.id)
    try:
        chosen = format_for(options.format, options.output)
    except ValueError as error:
        raise UsageError(str(error)) from error
    if dossier is None:
        msg = f"story {row.name or row.id} was not analysed yet: variorum analyse"
        raise UsageError(msg)
    text = in_format(dossier, chosen, options, _marks(workspace, row))
    return text + "".join(_beside(workspace, row)) if chosen == "terminal" else text


def _marks(workspace: Workspace, row: StoryRow) -> dict[str, str]:
    """What people decided about findings of a story and holds today, in words, by the finding's id."""
    marks: dict[str, str] = {}
    for one in workspace.judgements(row.id):
        if one.act and one.now and one.standing in {Standing.APPLIES, Standing.GROWN}:
            said = f"{one.act.value} by {one.by or '(forgotten)'}"
            marks[one.now] = f"{marks[one.now]}; {said}" if one.now in marks else said
    return marks


def _beside(workspace: Workspace, row: StoryRow) -> Iterator[str]:
    """What a workspace knows beside the dossier: judgements, changed words, what waits."""
    judged = workspace.judgements(row.id)
    numbers = {f.id: f.number for f in workspace.findings(row.id)}
    if row.pending:
        yield "\nThis story has changed since; variorum analyse brings it up to date.\n"
    if judged:
        yield "\nJudged by people\n"
    for one in judged:
        at = f" finding {numbers[one.now]}" if one.now in numbers else ""
        yield f"  {one_line(f'{_said(one)}{at}')}\n"
    changed = [f for f in workspace.findings(row.id) if f.changed]
    if changed:
        yield "\nRest on words that are new or reworded in the latest version of a report\n"
    for finding in changed:
        where = f"finding {finding.number} (report {', '.join(finding.changed)})"
        yield f"  {one_line(f'{where}: {finding.summary}')}\n"
    past = [p for p in workspace.past(row.id) if p.outcome != "exact"]
    if past:
        yield "\nFound before a report changed, and not any more\n"
    for lost in past:
        yield f"  {one_line(f'{lost.kind} {lost.finding}: {lost.summary} ({lost.detail})')}\n"


def _said(one: Judged) -> str:
    act = one.act.value if one.act else "?"
    words = f"{one.number}. {act} by {one.by or '(forgotten)'}, {one.at}"
    if one.other:
        said = {Act.SPLIT: f", {plural(len(one.reports), 'report')} to"}.get(one.act or Act.MERGE, ", with")
        words += f"{said} {one.other}"
    words += f": {one.how}" if one.how else ""
    if one.standing is not Standing.APPLIES:
        words += (
            f" [{one.detail if one.standing is Standing.UNDONE else f'{one.standing.value}: {one.detail}'}]"
        )
        words += f" was said of: {one.summary}" if one.now is None and one.summary else ""
    return words


def judgement(one: Judged) -> str:
    """A judgement on one line."""
    said, about = _said(one), one.summary or f"story {one.target}"
    return one_line(said if said.endswith(f": {about}") else f"{said} — {about}") + "\n"


def _finding(workspace: Workspace, options: argparse.Namespace) -> str:
    found = workspace.finding(options.what, options.story)
    dossier = workspace.dossier_json(found.story) or {}
    if options.format == "json":
        return (
            dumped(
                {**found.body, "changed": found.changed, "judged": [asdict(j) for j in found.judged]},
                indent=2,
            )
            + "\n"
        )
    return explain(dossier, found.id) + "".join(judgement(one) for one in found.judged)


def _report(workspace: Workspace, options: argparse.Namespace) -> str:
    row = workspace.report(options.what)
    versions = workspace.versions(row.id)
    if options.format == "json":
        text = workspace.report_text(row.id)
        return dumped({**asdict(row), "versions": [v.id for v in versions], "text": text}, indent=2) + "\n"
    return "".join(_about(workspace, row, versions)) + "\n" + visible(workspace.report_text(row.id)) + "\n"


def _about(workspace: Workspace, row: ReportRow, versions: Sequence[ReportRow]) -> Iterator[str]:
    for name, value in (
        ("report", row.id), ("version", f"{row.turn} of {len(versions)}"), ("story", row.story),
        ("headline", row.headline), ("outlet", row.outlet), ("published", row.published), ("url", row.url),
        ("sha256", row.sha256), ("found at", ", ".join(row.locations)), ("added", row.added),
    ):  # fmt: skip
        if value:
            yield one_line(f"{name}: {value}") + "\n"
    before = next((v for v in versions if v.turn == row.turn - 1), None)
    if before is None:
        return
    yield f"\nchanged since version {before.turn}\n"
    for step in workspace.changes(before.id, row.id):
        if step.what != "kept":
            words = {"added": step.new_text, "removed": step.old_text}.get(
                step.what, f"“{step.old_text}” → “{step.new_text}”"
            )
            yield f"  {step.what}: {one_line(words)}\n"
