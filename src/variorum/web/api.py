"""The same desk as JSON: the addresses under ``/api``, and the OpenAPI description made of the same table."""

import json
import re
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.convertors import PathConvertor, register_url_convertor
from starlette.responses import Response
from starlette.routing import Route

from variorum import __version__
from variorum.errors import UsageError
from variorum.web.errors import Refused
from variorum.web.operations import OPERATIONS, Asked, Json, Operation
from variorum.web.reading import desk_of
from variorum.web.schemas import Schemas, plain

if TYPE_CHECKING:
    from starlette.requests import Request

_REFUSALS = {
    400: "The request is not as described.", 401: "The token is not this server's.", 403: "It came from another page.",
    404: "There is no such thing.",
    409: "Things are not as the request takes them to be, or it lacks what the act needs.", 413: "Too large.",
    415: "The body is not said to be JSON.", 421: "The host is not this server.", 422: "The text cannot be read.",
    503: "Another process is writing.", 507: "The disk is full.",
}  # fmt: skip
_ALWAYS = (400, 401, 403, 404, 413, 421, 503, 507)
_SURROGATE = re.compile("[\ud800-\udfff]")


class _Any(PathConvertor):
    """A part of an address that may hold anything: slashes as a path does, and line ends, which that leaves out."""

    regex = r"[\s\S]*"


def routes() -> list[Route]:
    """The routes of the API."""
    register_url_convertor("any", _Any())
    paths: dict[str, dict[str, Operation]] = {}
    for one in OPERATIONS:
        paths.setdefault(one.path, {})[one.method] = one
    ordered = sorted(
        paths, key=lambda p: -p.count("/")
    )  # a name may hold a slash; what stands behind it is ours
    made = [Route(p.replace("}", ":any}"), _answers(paths[p]), methods=list(paths[p])) for p in ordered]
    return [Route("/api/openapi.json", _described), *made]


def _json(value: Any, status: int = 200) -> Response:
    body = json.dumps(plain(value), ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")
    return Response(body, status, media_type="application/json")


def _answers(by_method: dict[str, Operation]) -> Any:
    async def endpoint(request: "Request") -> Response:
        one = by_method["GET" if request.method == "HEAD" else request.method]
        unknown = set(request.query_params) - set(one.query)
        if unknown:
            msg = f"There is no parameter {min(unknown)!r} here."
            raise UsageError(msg)
        query = {k: _parameter(k, rule, request.query_params.getlist(k)) for k, rule in one.query.items()}
        body = await _body(request, one) if one.body is not None else {}
        path = {name: _checked(name, one.named, value) for name, value in request.path_params.items()}
        asked = Asked(desk_of(request), path, query, body)
        return _json(await run_in_threadpool(one.does, asked), one.status)

    return endpoint


def _parameter(name: str, rule: Json, given: list[str]) -> Any:
    if not given and "default" in rule:
        return rule["default"]
    if len(given) != 1:
        msg = f"?{name}= is needed, once."
        raise UsageError(msg)
    if rule["type"] == "integer":
        digits = given[0].isascii() and given[0].isdigit() and len(given[0]) < 10
        if not digits or not rule["minimum"] <= int(given[0]) <= rule["maximum"]:
            msg = f"?{name}= is a whole number from {rule['minimum']} to {rule['maximum']}."
            raise UsageError(msg)
        return int(given[0])
    return _checked(f"?{name}=", rule, given[0])


def _checked(name: str, rule: Json, given: Any) -> Any:
    """*given*, if it is as the rule says."""
    if rule["type"] == "array":
        if isinstance(given, list) and len(given) <= rule["maxItems"]:
            return [_checked(name, rule["items"], one) for one in given]
    elif isinstance(given, str) and _fits(rule, given):
        return given
    msg = f"{name} does not have the form that /api/openapi.json gives."
    raise UsageError(msg)


def _fits(rule: Json, given: str) -> bool:
    long_enough = rule.get("minLength", 0) <= len(given) <= rule.get("maxLength", len(given))
    chosen = given in rule.get("enum", (given,))
    patterns = [one["pattern"] for one in (rule, *rule.get("allOf", ())) if "pattern" in one]
    shaped = all(re.search(pattern, given, re.DOTALL) for pattern in patterns)
    return long_enough and chosen and shaped and not _SURROGATE.search(given)


async def _body(request: "Request", one: Operation) -> Json:
    assert one.body is not None
    raw = await request.body()
    if raw and request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise Refused(415, "The body is JSON: say so with Content-Type: application/json.")
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
    return {name: _checked(name, one.body[name], value) for name, value in body.items()}


def _described(_: "Request") -> Response:
    return _json(description())


def description() -> Json:
    """The API in OpenAPI 3.1."""
    paths: Json = {}
    schemas = Schemas()
    for one in OPERATIONS:
        paths.setdefault(one.path, {})[one.method.lower()] = _operation(one, schemas)
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
            "schemas": {"Error": _ERROR, **schemas.found},
        },
    }  # fmt: skip


_ERROR: Json = {
    "type": "object", "required": ["error"], "additionalProperties": False,
    "properties": {"error": {
        "type": "object", "required": ["status", "message"], "additionalProperties": False,
        "properties": {"status": {"type": "integer"}, "message": {"type": "string"}},
    }},
}  # fmt: skip


def _operation(one: Operation, schemas: Schemas) -> Json:
    named = [part.strip("{}") for part in one.path.split("/") if part.startswith("{")]
    parameters = [{"name": n, "in": "path", "required": True, "schema": one.named} for n in named]
    parameters += [
        {"name": n, "in": "query", "required": "default" not in rule, "schema": rule}
        for n, rule in one.query.items()
    ]
    done = {"description": "Done.", "content": {"application/json": {"schema": schemas.of(one.answers)}}}
    refusals = {*_ALWAYS, *one.refuses, *((415,) if one.body is not None else ())}
    made: Json = {
        "operationId": one.name, "summary": one.says, "parameters": parameters,
        "responses": {str(one.status): done, **{str(status): _refusal(status) for status in sorted(refusals)}},
    }  # fmt: skip
    if one.body is not None:
        schema = {
            "type": "object", "properties": dict(one.body), "required": list(one.needed), "additionalProperties": False
        }  # fmt: skip
        made["requestBody"] = {
            "required": bool(one.needed),
            "content": {"application/json": {"schema": schema}},
        }
    return made


def _refusal(status: int) -> Json:
    schema = {"$ref": "#/components/schemas/Error"}
    return {"description": _REFUSALS[status], "content": {"application/json": {"schema": schema}}}
