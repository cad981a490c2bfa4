"""The same desk as JSON: the addresses under ``/api``, and the OpenAPI description made of the same table."""

import dataclasses
import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.routing import Route

from variorum import __version__
from variorum.errors import UsageError
from variorum.model import Metadata
from variorum.store import Act
from variorum.web.reading import desk_of
from variorum.web.writing import keep

if TYPE_CHECKING:
    from starlette.requests import Request

    from variorum.store import Workspace
    from variorum.web.desk import Desk

Json = dict[str, Any]
MOST = 200
"""Entries of a list at once."""
_TEXT: Json = {"type": "string"}
_WORD: Json = {"type": "string", "minLength": 1}


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """A request as an operation takes it: checked against the operation's parameters and body."""

    desk: "Desk"
    path: Mapping[str, str]
    query: Mapping[str, Any]
    body: Mapping[str, Any]


@dataclasses.dataclass(frozen=True, slots=True)
class Operation:
    """One method of one address. ``body`` are the properties of the JSON it takes; ``needed`` those it must have."""

    method: str
    path: str
    name: str
    says: str
    does: Callable[[Asked], Any]
    query: Mapping[str, Json] = dataclasses.field(default_factory=dict)
    body: Mapping[str, Json] | None = None
    needed: tuple[str, ...] = ()
    status: int = 200


def _opened(read: "Callable[[Workspace, Asked], Any]") -> Callable[[Asked], Any]:
    def does(asked: Asked) -> Any:
        with asked.desk.opened() as ws:
            return read(ws, asked)

    return does


def _dossier(ws: "Workspace", asked: Asked) -> Any:
    found = ws.dossier_json(asked.path["story"])
    if found is None:
        msg = "That story was not analysed yet: POST /api/analysis begins it."
        raise UsageError(msg)
    return found


def _add(asked: Asked) -> Any:
    given = dict(asked.body)
    name, text = given.pop("name", "pasted.txt"), given.pop("text")
    options = {"story": given.pop("story", None), "by": given.pop("by", asked.desk.by)}
    ((_, added),) = keep(
        asked.desk, [(name, text.encode("utf-8", "replace"))], {**options, "stated": Metadata(**given)}
    )
    asked.desk.work.start()
    return added


def _judge(ws: "Workspace", asked: Asked) -> Any:
    given = {"by": asked.desk.by, **asked.body}
    return ws.judge(asked.path["finding"], Act(given["act"]), by=given["by"], how=given.get("how", ""))


def _undo(ws: "Workspace", asked: Asked) -> Any:
    number = asked.path["number"]
    if not (number.isascii() and number.isdigit() and len(number) < 12):
        msg = "A judgement is named by the number of its entry in the log."
        raise UsageError(msg)
    return ws.undo(int(number), by=asked.body.get("by", asked.desk.by), how=asked.body.get("how", ""))


def _analyse(asked: Asked) -> Any:
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
_ACTS = [Act.VERIFIED.value, Act.DISMISSED.value, Act.NOT_THE_SAME.value, Act.NOTE.value]
_REPORT = {
    "text": _WORD, "name": {"type": "string", "pattern": r"^[^/\\]{1,200}$"}, "story": _WORD, "by": _BY["by"],
    "headline": _TEXT, "outlet": _TEXT, "byline": _TEXT, "published": _TEXT, "url": _TEXT, "language": _TEXT,
}  # fmt: skip

OPERATIONS = (
    Operation("GET", "/api/status", "status", "How much the workspace holds.", _opened(lambda ws, _: ws.status())),
    Operation(
        "GET", "/api/stories", "stories", "The stories, the one that changed last first.",
        _opened(lambda ws, q: ws.stories(limit=q.query["limit"], offset=q.query["offset"])), _PAGE,
    ),
    Operation("GET", "/api/stories/{story}", "story", "A story by name, id or beginning of an id.",
              _opened(lambda ws, q: ws.story(q.path["story"]))),
    Operation("GET", "/api/stories/{story}/dossier", "dossier", "Its dossier, as in CONTRACT.md.", _opened(_dossier)),
    Operation("GET", "/api/stories/{story}/findings", "findings", "Its findings with what was judged of them.",
              _opened(lambda ws, q: ws.findings(q.path["story"]))),
    Operation("GET", "/api/stories/{story}/reports", "reports", "Its reports, in the order of their sigils.",
              _opened(lambda ws, q: ws.reports(q.path["story"]))),
    Operation("GET", "/api/findings/{finding}", "finding", "A finding, by an id of today or of earlier.",
              _opened(lambda ws, q: ws.finding(q.path["finding"]))),
    Operation("POST", "/api/findings/{finding}/judgements", "judge", "Keep what a person decided about a finding.",
              _opened(_judge), body={"act": {"type": "string", "enum": _ACTS}, **_BY}, needed=("act",), status=201),
    Operation("GET", "/api/reports/{report}", "report", "A version of a report.",
              _opened(lambda ws, q: ws.report(q.path["report"]))),
    Operation("GET", "/api/reports/{report}/text", "text", "Its clean text, in which offsets count code points.",
              _opened(lambda ws, q: {"id": ws.report(q.path["report"]).id, "text": ws.report_text(q.path["report"])})),
    Operation("POST", "/api/reports", "add", "Keep a report; its analysis begins by itself.", _add, body=_REPORT,
              needed=("text",), status=201),
    Operation("GET", "/api/sources", "sources", "Names of sources, each with its attributions and reports, counted.",
              _opened(lambda ws, q: [dict(zip(("name", "attributions", "reports"), row, strict=True)) for row in
                                     ws.sources(limit=q.query["limit"], offset=q.query["offset"])]), _PAGE),
    Operation("GET", "/api/source", "source", "What is attributed to one source, across reports.",
              _opened(lambda ws, q: ws.source(q.query["name"])), {"name": {**_WORD, "maxLength": 1000}}),
    Operation("GET", "/api/search", "search", "What words find in reports, claims, sources and findings.",
              _opened(lambda ws, q: ws.search(q.query["q"], limit=q.query["limit"], offset=q.query["offset"])),
              {"q": {**_WORD, "maxLength": 400}, **_PAGE}),
    Operation("GET", "/api/judgements", "judgements", "All judgements, each with how it stands today.",
              _opened(lambda ws, _: ws.judgements())),
    Operation("POST", "/api/judgements/{number}/undo", "undo", "Take a judgement back.", _opened(_undo), body=_BY),
    Operation("GET", "/api/analysis", "progress", "How far the analysis is.", lambda q: q.desk.work.state()),
    Operation("POST", "/api/analysis", "analyse", "Begin the analysis of what waits.", _analyse, status=202),
)  # fmt: skip
"""All of the API; the routes and the description are made of it."""


def routes() -> list[Route]:
    """The routes of the API."""
    made = [Route(one.path, _answers(one), methods=[one.method]) for one in OPERATIONS]
    return [*made, Route("/api/openapi.json", _described)]


def plain(value: Any) -> Any:
    """A value of ours as JSON takes it."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {k: plain(one) for k, one in value.items()}
    return value


def _json(value: Any, status: int = 200) -> Response:
    body = json.dumps(plain(value), ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")
    return Response(body, status, media_type="application/json")


def _answers(one: Operation) -> Any:
    async def endpoint(request: "Request") -> Response:
        query = {k: _parameter(k, rule, request.query_params.get(k)) for k, rule in one.query.items()}
        body = await _body(request, one) if one.body is not None else {}
        asked = Asked(desk_of(request), request.path_params, query, body)
        return _json(await run_in_threadpool(one.does, asked), one.status)

    return endpoint


def _parameter(name: str, rule: Json, given: str | None) -> Any:
    if given is None:
        if "default" in rule:
            return rule["default"]
        msg = f"?{name}= is needed."
        raise UsageError(msg)
    if rule["type"] == "integer":
        digits = given.isascii() and given.isdigit() and len(given) < 10
        if not digits or not rule["minimum"] <= int(given) <= rule["maximum"]:
            msg = f"?{name}= is a whole number from {rule['minimum']} to {rule['maximum']}."
            raise UsageError(msg)
        return int(given)
    return _string(f"?{name}=", rule, given)


def _string(name: str, rule: Json, given: Any) -> str:
    fits = isinstance(given, str) and rule.get("minLength", 0) <= len(given) <= rule.get(
        "maxLength", len(given)
    )
    if not fits or given not in rule.get("enum", [given]) or ("pattern" in rule and set(given) & set("/\\")):
        msg = f"{name} does not have the form that /api/openapi.json gives."
        raise UsageError(msg)
    if "pattern" in rule and not 1 <= len(given) <= 200:
        msg = f"{name} has 1 to 200 characters."
        raise UsageError(msg)
    text: str = given
    return text


async def _body(request: "Request", one: Operation) -> Json:
    assert one.body is not None
    raw = await request.body()
    if raw and request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        msg = "The body is JSON: say so with Content-Type: application/json."
        raise UsageError(msg)
    try:
        body = json.loads(raw) if raw else {}
    except (ValueError, RecursionError) as error:
        msg = f"The body is not JSON: {error}"
        raise UsageError(msg) from error
    if not isinstance(body, dict) or set(body) - set(one.body) or set(one.needed) - set(body):
        msg = f"The body is an object of {', '.join(one.body)}" + (
            f"; {', '.join(one.needed)} is needed." if one.needed else "."
        )
        raise UsageError(msg)
    return {name: _string(name, one.body[name], value) for name, value in body.items()}


def _described(_: "Request") -> Response:
    return _json(description())


def description() -> Json:
    """The API in OpenAPI 3.1."""
    paths: Json = {}
    for one in OPERATIONS:
        paths.setdefault(one.path, {})[one.method.lower()] = _operation(one)
    return {
        "openapi": "3.1.0",
        "info": {"title": "variorum desk", "version": __version__, "license": {"name": "Apache-2.0"}},
        "servers": [{"url": "/"}],
        "security": [{"token": []}, {"cookie": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": "The token of the printed address."},
                "cookie": {"type": "apiKey", "in": "cookie", "name": "variorum_PORT"},
            },
            "schemas": {"Error": _ERROR},
        },
    }  # fmt: skip


_ERROR: Json = {
    "type": "object", "required": ["error"],
    "properties": {"error": {
        "type": "object", "required": ["status", "message"],
        "properties": {"status": {"type": "integer"}, "message": {"type": "string"}},
    }},
}  # fmt: skip


def _operation(one: Operation) -> Json:
    named = [part.strip("{}") for part in one.path.split("/") if part.startswith("{")]
    parameters = [{"name": n, "in": "path", "required": True, "schema": _WORD} for n in named]
    parameters += [
        {"name": n, "in": "query", "required": "default" not in rule, "schema": rule}
        for n, rule in one.query.items()
    ]
    answers = {
        str(one.status): {"description": "Done.", "content": {"application/json": {"schema": {}}}},
        "default": {
            "description": "Not done, and why.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
        },
    }
    made: Json = {
        "operationId": one.name,
        "summary": one.says,
        "parameters": parameters,
        "responses": answers,
    }
    if one.body is not None:
        schema = {
            "type": "object", "properties": dict(one.body), "required": list(one.needed), "additionalProperties": False
        }  # fmt: skip
        made["requestBody"] = {
            "required": bool(one.needed),
            "content": {"application/json": {"schema": schema}},
        }
    return made
