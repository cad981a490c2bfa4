"""Stories on a terminal, as JSON lines, and the reports of one story as JSON lines that ``collate -`` reads."""

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from variorum.export.answer import plural
from variorum.export.jsonl import dumped
from variorum.export.visible import one_line
from variorum.model import Report, Story, StoryEvent, StoryEventKind

if TYPE_CHECKING:
    from rich.console import Console

SHORT = 7
"""Digits of an id that are shown; ids of twelve digits are rarely alike in so many."""


def print_stories(stories: Sequence[Story], reports: Mapping[str, Report], console: "Console") -> None:
    """Print stories: the answer first, then each story of several reports, then reports alone and round-ups.

    Args:
        stories: in any order; the largest are shown first, and of equal ones the first told.
        reports: by id, all those of the stories.
        console: where to.
    """
    several = sorted((s for s in stories if len(s.reports) > 1), key=lambda s: -len(s.reports))
    alone = [s for s in stories if len(s.reports) == 1 and not s.roundup]
    roundups = [s for s in stories if s.roundup]
    _line(console, _answer(several, alone, roundups), "bold")
    for number, story in enumerate(several, 1):
        _line(console)
        _story(number, story, reports, console)
    for title, rest in (("Alone", alone), ("Round-ups, in no story", roundups)):
        if rest:
            _line(console)
            _line(console, title, "bold")
        for story in rest:
            _report(reports[story.reports[0]], console)
            if story.also:
                _line(console, f"     also of {', '.join(s[:SHORT] for s in story.also)}")


def _answer(several: Sequence[Story], alone: Sequence[Story], roundups: Sequence[Story]) -> str:
    held = sum(len(s.reports) for s in several)
    whole = held + len(alone) + len(roundups)
    stories = "1 story" if len(several) == 1 else f"{len(several)} stories"
    told = f"{stories} of several reports in {plural(whole, 'report')}"
    rest = [f"{plural(len(alone), 'report')} alone"] if alone else []
    rest += [plural(len(roundups), "round-up")] if roundups else []
    return "; ".join([told, *rest]) if several or rest else "no reports"


def _story(number: int, story: Story, reports: Mapping[str, Report], console: "Console") -> None:
    held = [reports[name] for name in story.reports]
    outlets = {r.outlet for r in held if r.outlet}
    dates = sorted(r.published.isoformat() for r in held if r.published)
    facts = [plural(len(held), "report")]
    facts += [plural(len(outlets), "outlet")] if outlets else []
    facts += [dates[0] if dates[0] == dates[-1] else f"{dates[0]} to {dates[-1]}"] if dates else []
    _line(console, f"{number}. {_headline(held[0])}", "bold")
    _line(console, f"   {', '.join(facts)} · story {story.id[:SHORT]}")
    for report in held:
        _report(report, console)


def _report(report: Report, console: "Console") -> None:
    day = report.published.isoformat() if report.published else "no date"
    outlet = f"{report.outlet}: " if report.outlet else ""
    _line(console, f"   {day:<10}  {outlet}{_headline(report)}  ({report.locations[0]})")


def _headline(report: Report) -> str:
    if report.headline:
        return report.headline
    words = report.text.split()
    return " ".join(words[:12]) + (" …" if len(words) > 12 else "")


def _line(console: "Console", text: str = "", style: str = "") -> None:
    from rich.text import Text  # noqa: PLC0415 - rich loads only when a terminal is written

    indent = text[: len(text) - len(text.lstrip())]
    console.print(Text(f"{indent}{one_line(text)}", style=style), soft_wrap=True)


def event_line(event: StoryEvent) -> str:
    """One event as a JSON line: a placing as the contract has it, the others with the key ``event``."""
    evidence = [{"feature": e.feature, "score": e.score, "detail": e.detail} for e in event.evidence]
    line: dict[str, object]
    if event.kind is StoryEventKind.PLACE:
        line = {"id": event.reports[0], "story": event.story, "also": list(event.also), "at": event.at}
        if event.roundup:
            line["roundup"] = True
    else:
        line = {"event": event.kind.value, "story": event.story, "from": event.origin,
                "reports": list(event.reports), "at": event.at}  # fmt: skip
    if event.undoes is not None:
        line["undoes"] = event.undoes
    return f"{dumped({**line, 'number': event.number, 'evidence': evidence})}\n"


def report_line(report: Report) -> str:
    """One report as a JSON line in the form that every command reads."""
    stated = {
        "id": report.id, "headline": report.headline, "outlet": report.outlet, "byline": report.byline,
        "published": report.published.isoformat() if report.published else None, "url": report.url,
        "language": report.language, "text": report.text,
    }  # fmt: skip
    return f"{json.dumps({k: v for k, v in stated.items() if v is not None}, ensure_ascii=True)}\n"
