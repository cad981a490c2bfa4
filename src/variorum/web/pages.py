"""Templates, and what every one of them is given."""

import json
import re
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from starlette.responses import HTMLResponse

from variorum import __version__
from variorum.export.html import environment
from variorum.export.words import words

if TYPE_CHECKING:
    from jinja2 import Environment
    from starlette.requests import Request


HTMX = json.dumps({
    "allowEval": False, "allowScriptTags": False, "includeIndicatorStyles": False, "selfRequestsOnly": True,
    "historyEnabled": False, "historyCacheSize": 0, "reportValidityOfForms": True, "defaultSettleDelay": 0,
    "responseHandling": [{"code": "204", "swap": False}, {"code": "...", "swap": True}],
})  # fmt: skip
"""How htmx is set: it evaluates nothing, styles nothing, keeps nothing in the browser, and shows errors too."""
SCRIPTS = ("htmx.min.js", "sse.min.js", "desk.js")
"""The scripts of every page, in the order in which they run."""


@lru_cache(maxsize=1)
def _templates() -> "Environment":
    """The templates of the dossier's page, and the desk's own under ``desk/``."""
    from jinja2 import ChoiceLoader, PackageLoader  # noqa: PLC0415 - as in export

    base = environment()
    assert base.loader is not None
    made = base.overlay(loader=ChoiceLoader([base.loader, PackageLoader("variorum.web", "templates")]))
    made.filters = {**base.filters, "told_on_pages": told_on_pages}
    return made


@lru_cache(maxsize=1)
def _advice() -> tuple[tuple[re.Pattern[str], str], ...]:
    lines = resources.files("variorum.web").joinpath("on_pages.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return tuple((re.compile(pattern), said) for pattern, said in rows)


def told_on_pages(message: str) -> str:
    """A sentence whose advice is for this desk: a page has a field in the place of an option."""
    for pattern, said in _advice():
        message = pattern.sub(said, message)
    return message


def page(request: "Request", name: str, /, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A page of the desk.

    Args:
        request: what is answered; a page that stands before the door (401) shows no way further in.
        name: the template.
        status: over HTTP.
        values: what the template asks for.
    """
    given = {
        "nonce": request.state.nonce, "status": status, "version": __version__, "words": words(),
        "locked": status in {401, 421}, "path": request.url.path, "rules": "", "wait": 0, "asked": "",
        "over": False, "htmx": HTMX, "scripts": SCRIPTS, "here": _here(request), "told": "", "fault": None,
        "others_of": {},
    }  # fmt: skip
    html = _templates().get_template(f"desk/{name}").render({**given, **values})
    return HTMLResponse(html.encode("utf-8", "replace"), status)


def fragment(name: str, /, **values: Any) -> str:
    """A part of a page, as a stream of events sends it."""
    return _templates().get_template(f"desk/{name}").render(values)


def _here(request: "Request") -> str:
    """The page that is shown, as a form on it names where to come back to."""
    number = request.query_params.get("page", "")
    return request.url.path + (f"?page={number}" if number.isascii() and number.isdigit() else "")
