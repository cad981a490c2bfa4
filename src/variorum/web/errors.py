"""Errors as pages and as JSON: the sentence that the error brought, and a status."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from variorum.errors import UnreadableError, UsageError, VariorumError
from variorum.store import (
    DamagedError,
    NoWorkspaceError,
    UnknownNameError,
    WorkspaceBusyError,
    WorkspaceFullError,
    WorkspaceReadOnlyError,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

_STATUS: tuple[tuple[type[VariorumError], int], ...] = (
    (UnknownNameError, 404),
    (WorkspaceBusyError, 503),
    (WorkspaceFullError, 507),
    (WorkspaceReadOnlyError, 403),
    (NoWorkspaceError, 503),
    (DamagedError, 500),
    (UnreadableError, 422),
    (UsageError, 400),
)
"""What each error is over HTTP, the narrower before the wider."""
TITLES = {
    400: "That does not go together", 401: "This desk is locked", 403: "Not done", 404: "Not here",
    405: "Not done that way", 409: "Not any more",
    413: "Too large", 415: "Not JSON", 421: "Not this server", 422: "Not readable", 429: "Too many at once",
    500: "Something is wrong",
    503: "Not now", 507: "No room",
}  # fmt: skip
_OPTION = re.compile(r" \(--[a-z-]+\)")
"""The option of a command that a sentence names: a page has a field in its place."""


class Refused(VariorumError):  # noqa: N818 - a decision, said to whoever asked
    """A request that is not answered as asked.

    Args:
        status: the status over HTTP.
        message: a sentence that says why and what to do.
    """

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a form was not taken: the field to put right, the sentence, and what the form held."""

    field: str
    said: str
    status: int
    given: "Mapping[str, str]"


def fault_of(error: VariorumError, field: str, given: "Mapping[str, str]") -> Fault:
    """The fault of *field* that an error is."""
    return Fault(field, sentence(error), status_of(error), given)


def status_of(error: Exception) -> int:
    """The status over HTTP of an error."""
    if isinstance(error, Refused):
        return error.status
    if isinstance(error, HTTPException):
        return error.status_code
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)


def sentence(error: Exception) -> str:
    """What is said of an error; of one that is ours alone, only its kind."""
    if isinstance(error, HTTPException):
        known = {
            404: "There is no page of that address.",
            405: "This address is not asked in that way.",
        }
        return known.get(error.status_code, str(error.detail))
    if isinstance(error, VariorumError):
        return _OPTION.sub("", str(error))
    return f"An error in variorum itself ({type(error).__name__}). Nothing was changed by it; the terminal shows where."


def answer(request: "Request", error: Exception) -> "Response":
    """The page, or under ``/api`` the JSON, that says what went wrong."""
    status, said = status_of(error), sentence(error)
    headers: Mapping[str, str] = getattr(error, "headers", None) or {}
    if request.url.path.startswith("/api"):
        body = {"error": {"status": status, "message": said}}
        return JSONResponse(body, status, headers=dict(headers))
    from variorum.web.pages import page  # noqa: PLC0415 - the pages know of errors too

    made = page(request, "error.html", status=status, title=TITLES.get(status, "Not done"), said=said)
    made.headers.update({"HX-Retarget": "#fault", "HX-Reselect": "#wrong", "HX-Reswap": "innerHTML"})
    for name, value in headers.items():
        made.headers[name] = value
    return made
