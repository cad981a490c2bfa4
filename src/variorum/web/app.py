"""The application: which address leads to which page, behind the guard."""

from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route

from variorum.errors import VariorumError
from variorum.export.html import style_sheet
from variorum.web import api, changing, reading, writing
from variorum.web.errors import answer
from variorum.web.guard import Guard
from variorum.web.pages import SCRIPTS

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp

    from variorum.web.desk import Desk

_ASSETS = {
    "desk.css": "text/css", "icon.svg": "image/svg+xml", **dict.fromkeys(SCRIPTS, "text/javascript"),
}  # fmt: skip


def application(desk: "Desk") -> "ASGIApp":
    """The application of one desk."""
    app = Starlette(
        routes=[*_pages(), *_forms(), *api.routes()],
        exception_handlers={HTTPException: _failed, VariorumError: _failed, Exception: _failed},
    )
    app.state.desk = desk
    return Guard(app, desk.door)


def _pages() -> list[Route]:
    return [
        Route("/", reading.enter),
        Route("/story/{key:path}", reading.story),
        Route("/finding/{key:path}", reading.finding),
        Route("/report/{key:path}", reading.report),
        Route("/sources", reading.sources),
        Route("/source", reading.source),
        Route("/search", reading.search),
        Route("/judgements", reading.judgements),
        Route("/help", reading.keys),
        Route("/forget", changing.forget_form),
        Route("/add", writing.form),
        Route("/progress", writing.progress),
        Route("/progress/events", writing.events),
        Route("/static/{name}", _asset),
    ]


def _forms() -> list[Route]:
    return [
        Route("/add", writing.add, methods=["POST"]),
        Route("/analyse", writing.analyse, methods=["POST"]),
        Route("/judge", writing.judge, methods=["POST"]),
        Route("/undo", writing.undo, methods=["POST"]),
        Route("/change", changing.change, methods=["POST"]),
        Route("/forget", changing.forget_it, methods=["POST"]),
        Route("/export", writing.export, methods=["POST"]),
        Route("/verify", writing.verify, methods=["POST"]),
    ]


def _failed(request: "Request", error: Exception) -> Response:
    return answer(request, error)


@lru_cache(maxsize=8)
def _text(name: str) -> str:
    if name == "dossier.css":
        return style_sheet()
    return resources.files("variorum.web").joinpath("static", name).read_text("utf-8")


def _asset(request: "Request") -> Response:
    """A style sheet or a script."""
    name = request.path_params["name"]
    kind = "text/css" if name == "dossier.css" else _ASSETS.get(name)
    if kind is None:
        raise HTTPException(404)
    return Response(_text(name), media_type=kind, headers={"cache-control": "no-cache"})
