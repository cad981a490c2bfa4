"""Templates, and what every one of them is given."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from starlette.responses import HTMLResponse

from variorum import __version__
from variorum.export.html import environment
from variorum.export.words import words

if TYPE_CHECKING:
    from jinja2 import Environment
    from starlette.requests import Request


@lru_cache(maxsize=1)
def _templates() -> "Environment":
    """The templates of the dossier's page, and the desk's own under ``desk/``."""
    from jinja2 import ChoiceLoader, PackageLoader  # noqa: PLC0415 - as in export

    base = environment()
    assert base.loader is not None
    made = base.overlay(loader=ChoiceLoader([base.loader, PackageLoader("variorum.web", "templates")]))
    made.filters = dict(base.filters)
    return made


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
    }  # fmt: skip
    html = _templates().get_template(f"desk/{name}").render({**given, **values})
    return HTMLResponse(html.encode("utf-8", "replace"), status)
