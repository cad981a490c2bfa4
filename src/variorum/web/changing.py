"""What forms do to whole stories: merge, split, note; and forgetting, which first shows what would go."""

from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse

from variorum.errors import UsageError
from variorum.store import Act
from variorum.web.errors import Refused
from variorum.web.forgetting import TYPED, forget, would
from variorum.web.pages import page
from variorum.web.reading import desk_of
from variorum.web.writing import field_of, fields_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

_ACTS = {Act.MERGE, Act.SPLIT, Act.NOTE}


async def change(request: "Request") -> "Response":
    """Merge a story with another one, let reports leave it, or keep a note of it."""
    fields, desk = await fields_of(request), desk_of(request)
    try:
        act = Act(field_of(fields, "act"))
    except ValueError:
        act = Act.VERIFIED
    if act not in _ACTS:
        msg = "What is to be done to the story? merge, split or note."
        raise UsageError(msg)
    story, other = field_of(fields, "story"), field_of(fields, "other") or None
    leaving = tuple(value for value in fields.getlist("report") if isinstance(value, str))

    def changed() -> str:
        with desk.opened() as ws:
            kept = ws.judge(
                ws.story(story).id, act, by=field_of(fields, "by") or desk.by, how=field_of(fields, "how"),
                other=other, reports=leaving if act is Act.SPLIT else (),
            )  # fmt: skip
            return kept.story

    where = await run_in_threadpool(changed)
    if act is not Act.NOTE:
        desk.work.start()
    return RedirectResponse(f"/story/{quote(where, safe='')}#judgements", 303)


async def forget_form(request: "Request") -> "Response":
    """What forgetting a report or a name would erase, and the form that does it."""
    target, desk = request.query_params.get("target", "").strip()[:400], desk_of(request)

    def asked() -> object:
        with desk.opened() as ws:
            return would(ws, target)

    found = await run_in_threadpool(asked) if target else None
    return page(request, "forget.html", target=target, would=found, by=desk.by, typed=TYPED)


async def forget_it(request: "Request") -> "Response":
    """Erase what the form showed, if the person typed the word."""
    fields, desk = await fields_of(request), desk_of(request)
    if field_of(fields, "typed").casefold() != TYPED:
        raise Refused(400, f"Nothing was erased: to confirm, type the word {TYPED}.")

    def done() -> object:
        with desk.opened() as ws:
            return forget(
                ws, field_of(fields, "target"), field_of(fields, "confirm"),
                by=field_of(fields, "by") or desk.by, how=field_of(fields, "how"),
            )  # fmt: skip

    erased = await run_in_threadpool(done)
    desk.work.start()
    return page(request, "forgotten.html", erased=erased)
