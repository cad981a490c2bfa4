"""The operations of the JSON API, as a table: what each takes, does and answers."""

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from variorum.errors import UsageError
from variorum.model import Metadata, Severity
from variorum.store import (
    Act,
    Added,
    FindingRow,
    Forgotten,
    Hit,
    Judged,
    ReportRow,
    Status,
    StoryRow,
    UnknownNameError,
    finding_today,
)
from variorum.web.errors import Refused, sentence
from variorum.web.forgetting import Would, forget, would
from variorum.web.work import State
from variorum.web.writing import keep

if TYPE_CHECKING:
    from variorum.store import Workspace
    from variorum.web.desk import Desk

Json = dict[str, Any]
MOST = 200
"""Entries of a list at once."""
_TEXT: Json = {"type": "string"}
WORD: Json = {"type": "string", "minLength": 1}


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """A request as an operation takes it: checked against the operation's parameters and body."""

    desk: "Desk"
    path: Mapping[str, str]
    query: Mapping[str, Any]
    body: Mapping[str, Any]


@dataclasses.dataclass(frozen=True, slots=True)
class Operation:
    """One method of one address.

    ``answers`` is the type of what it answers. ``body`` are the properties of the JSON it takes; ``needed`` those it
    must have; ``refuses`` further statuses that it may answer with.
    """

    method: str
    path: str
    name: str
    says: str
    does: Callable[[Asked], Any]
    answers: Any
    query: Mapping[str, Json] = dataclasses.field(default_factory=dict)
    body: Mapping[str, Json] | None = None
    needed: tuple[str, ...] = ()
    status: int = 200
    refuses: tuple[int, ...] = ()
    named: Json = dataclasses.field(default_factory=lambda: WORD)
    """The form of the name in its path."""


@dataclasses.dataclass(frozen=True, slots=True)
class Text:
    """A report's clean text."""

    id: str
    text: str


@dataclasses.dataclass(frozen=True, slots=True)
class SourceRow:
    """A source's name, with its attributions and the reports they stand in, counted."""

    name: str
    attributions: int
    reports: int


def _opened(read: "Callable[[Workspace, Asked], Any]") -> Callable[[Asked], Any]:
    def does(asked: Asked) -> Any:
        with asked.desk.opened() as ws:
            return read(ws, asked)

    return does


def _dossier(ws: "Workspace", asked: Asked) -> Any:
    found = ws.dossier_json(asked.path["story"])
    if found is None:
        msg = "That story was not analysed yet: POST /api/analysis begins it."
        raise Refused(409, msg)
    return found


def _text(ws: "Workspace", asked: Asked) -> Text:
    row = ws.report(asked.path["report"])
    return Text(row.id, ws.report_text(row.id))


def _sources(ws: "Workspace", asked: Asked) -> tuple[SourceRow, ...]:
    found = ws.sources(limit=asked.query["limit"], offset=asked.query["offset"])
    return tuple(SourceRow(*row) for row in found)


def _add(asked: Asked) -> Added:
    given = dict(asked.body)
    name, text = given.pop("name", "pasted.txt"), given.pop("text")
    options = {"story": given.pop("story", None), "by": given.pop("by", asked.desk.by)}
    ((_, added),) = keep(
        asked.desk, [(name, text.encode("utf-8", "replace"))], {**options, "stated": Metadata(**given)}
    )
    if not added.reports:
        lost = [p.message for p in added.problems if p.severity is Severity.ERROR]
        raise Refused(422, " ".join(lost) or "It holds no report.")
    asked.desk.work.start()
    return added


@contextmanager
def _as_things_are() -> Iterator[None]:
    """What the store refuses of a request that has the right form is a conflict with how things are."""
    try:
        yield
    except UnknownNameError:
        raise
    except UsageError as error:
        raise Refused(409, sentence(error)) from error


def _judge(key: str) -> "Callable[[Workspace, Asked], Judged]":
    def judge(ws: "Workspace", asked: Asked) -> Judged:
        given = {"by": asked.desk.by, "how": "", "other": None, "reports": (), **asked.body}
        target = finding_today(ws, asked.path[key]).id if key == "finding" else ws.story(asked.path[key]).id
        with _as_things_are():
            kept = ws.judge(
                target, Act(given["act"]), by=given["by"], how=given["how"], other=given["other"],
                reports=tuple(given["reports"]),
            )  # fmt: skip
        if ws.pending():
            asked.desk.work.start()
        return kept

    return judge


def _undo(ws: "Workspace", asked: Asked) -> Judged:
    given = {"by": asked.desk.by, "how": "", **asked.body}
    with _as_things_are():
        kept = ws.undo(int(asked.path["number"]), by=given["by"], how=given["how"])
    if ws.pending():
        asked.desk.work.start()
    return kept


def _forget(ws: "Workspace", asked: Asked) -> Forgotten:
    given = {"by": asked.desk.by, "how": "", **asked.body}
    with _as_things_are():
        done = forget(ws, given["target"], given["confirm"], by=given["by"], how=given["how"])
    asked.desk.work.start()
    return done


def _analyse(asked: Asked) -> State:
    asked.desk.work.start()
    return asked.desk.work.state()


_PAGE = {
    "limit": {"type": "integer", "minimum": 1, "maximum": MOST, "default": 50},
    "offset": {"type": "integer", "minimum": 0, "maximum": 1_000_000, "default": 0},
}
_BY = {
    "by": {"type": "string", "minLength": 1, "maxLength": 200},
    "how": {"type": "string", "maxLength": 4000},
}
_NUMBER = {"type": "string", "pattern": "^[0-9]{1,11}$"}
"""Of an entry in the log."""
_OTHER = {**WORD, "maxLength": 400}
_ACTS = [act.value for act in Act]
_OF_STORY = [Act.MERGE.value, Act.SPLIT.value, Act.NOTE.value]
_LEAVING = {"type": "array", "items": _OTHER, "maxItems": 1000}
_CONTROLS = r"\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f"
_PROSE: Json = {
    "type": "string", "minLength": 1,
    "allOf": [
        {"pattern": r"[0-9A-Za-z\u00c0-\u167f\u1681-\u1fff\u3040-\ud7ff]"},  # a letter or a digit
        {"pattern": f"^[^{_CONTROLS}]*(?:[{_CONTROLS}][^{_CONTROLS}]*){{0,3}}$"},
    ],
    "description": "A report: text or HTML with a letter or a digit in it, and at most three control characters.",
}  # fmt: skip
"""What is read as text, and no bytes that somebody took for text (:mod:`variorum.read.decode`)."""
_REPORT = {
    "text": _PROSE, "name": {"type": "string", "pattern": r"^[^/\\]{1,200}$"}, "story": WORD, "by": _BY["by"],
    "headline": _TEXT, "outlet": _TEXT, "byline": _TEXT, "published": _TEXT, "url": _TEXT, "language": _TEXT,
}  # fmt: skip
_TARGET = {"target": {**WORD, "maxLength": 400}}

OPERATIONS = (
    Operation("GET", "/api/status", "status", "How much the workspace holds.", _opened(lambda ws, _: ws.status()),
              Status),
    Operation(
        "GET", "/api/stories", "stories", "The stories, the one that changed last first.",
        _opened(lambda ws, q: ws.stories(limit=q.query["limit"], offset=q.query["offset"])), tuple[StoryRow, ...],
        _PAGE,
    ),
    Operation("GET", "/api/stories/{story}", "story", "A story by name, id or beginning of an id.",
              _opened(lambda ws, q: ws.story(q.path["story"])), StoryRow),
    Operation("GET", "/api/stories/{story}/dossier", "dossier", "Its dossier, as in CONTRACT.md.", _opened(_dossier),
              Json, refuses=(409,)),
    Operation("GET", "/api/stories/{story}/findings", "findings", "Its findings with what was judged of them.",
              _opened(lambda ws, q: ws.findings(q.path["story"])), tuple[FindingRow, ...]),
    Operation("GET", "/api/stories/{story}/reports", "reports", "Its reports, in the order of their sigils.",
              _opened(lambda ws, q: ws.reports(q.path["story"])), tuple[ReportRow, ...]),
    Operation("POST", "/api/stories/{story}/judgements", "change",
              "Merge a story with another one, let reports leave it for another or a new one, or keep a note of it.",
              _opened(_judge("story")), Judged,
              body={"act": {"type": "string", "enum": _OF_STORY}, "other": _OTHER, "reports": _LEAVING, **_BY},
              needed=("act",),
              status=201, refuses=(409,)),
    Operation("GET", "/api/findings/{finding}", "finding", "A finding, by an id of today or of earlier.",
              _opened(lambda ws, q: finding_today(ws, q.path["finding"])), FindingRow),
    Operation("POST", "/api/findings/{finding}/judgements", "judge",
              "Keep what a person decided about a finding; verified and note need how, merge another finding.",
              _opened(_judge("finding")), Judged,
              body={"act": {"type": "string", "enum": _ACTS}, "other": _OTHER, **_BY}, needed=("act",),
              status=201, refuses=(409,)),
    Operation("GET", "/api/reports/{report}", "report", "A version of a report.",
              _opened(lambda ws, q: ws.report(q.path["report"])), ReportRow),
    Operation("GET", "/api/reports/{report}/text", "text", "Its clean text, in which offsets count code points.",
              _opened(_text), Text),
    Operation("POST", "/api/reports", "add", "Keep a report; its analysis begins by itself.", _add, Added, body=_REPORT,
              needed=("text",), status=201, refuses=(422,)),
    Operation("GET", "/api/sources", "sources", "Names of sources, each with its attributions and reports, counted.",
              _opened(_sources), tuple[SourceRow, ...], _PAGE),
    Operation("GET", "/api/source", "source", "What is attributed to one source, across reports.",
              _opened(lambda ws, q: ws.source(q.query["name"])), tuple[Hit, ...],
              {"name": {**WORD, "maxLength": 1000}}),
    Operation("GET", "/api/search", "search", "What words find in reports, claims, sources and findings.",
              _opened(lambda ws, q: ws.search(q.query["q"], limit=q.query["limit"], offset=q.query["offset"])),
              tuple[Hit, ...], {"q": {**WORD, "maxLength": 400}, **_PAGE}),
    Operation("GET", "/api/judgements", "judgements", "All judgements, each with how it stands today.",
              _opened(lambda ws, _: ws.judgements()), tuple[Judged, ...]),
    Operation("POST", "/api/judgements/{number}/undo", "undo", "Take a judgement back.", _opened(_undo), Judged,
              body=_BY, status=201, refuses=(409,), named=_NUMBER),
    Operation("GET", "/api/forgetting", "would", "What forgetting a report or a name would erase; confirm names it.",
              _opened(lambda ws, q: would(ws, q.query["target"])), Would, _TARGET),
    Operation("POST", "/api/forgetting", "forget", "Erase it for good; confirm is the word that asking before gave.",
              _opened(_forget), Forgotten, body={**_TARGET, "confirm": WORD, **_BY}, needed=("target", "confirm"),
              refuses=(409,)),
    Operation("GET", "/api/analysis", "progress", "How far the analysis is.", lambda q: q.desk.work.state(), State),
    Operation("POST", "/api/analysis", "analyse", "Begin the analysis of what waits.", _analyse, State, status=202),
)  # fmt: skip
"""All of the API; the routes and the description are made of it."""
