"""What forms do to whole stories: merge, split, note; and forgetting, which first shows what would go."""

from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse

from variorum.errors import UsageError, VariorumError
from variorum.store import Act, UnknownNameError
from variorum.web.errors import Fault, fault_of
from variorum.web.forgetting import TYPED, forget, would
from variorum.web.pages import page
from variorum.web.reading import desk_of, story_page, wrong
from variorum.web.writing import field_of, fields_of

if TYPE_CHECKING:
    from starlette.datastructures import FormData
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
            return f"/story/{quote(kept.story, safe='')}?done={kept.number}#judgements"

    try:
        where = await run_in_threadpool(changed)
    except (UsageError, UnknownNameError) as error:
        return await run_in_threadpool(_not_changed, request, fields, act, error)
    if act is not Act.NOTE:
        desk.work.start()
    return RedirectResponse(where, 303)


def _not_changed(request: "Request", fields: "FormData", act: Act, error: VariorumError) -> "Response":
    """The story again, with the field that is to be put right; the error itself if there is no such story."""
    story = field_of(fields, "story")
    with desk_of(request).opened() as ws:
        try:
            ws.story(story)
        except UnknownNameError:
            raise error from None
    field = {Act.MERGE: "with", Act.NOTE: "note"}.get(act, "to" if fields.getlist("report") else "leaving")
    held = {field: field_of(fields, "other"), "why": field_of(fields, "how")}
    return story_page(request, story, fault_of(error, field, held))


async def forget_form(request: "Request") -> "Response":
    """What forgetting a report or a name would erase, and the form that does it."""
    target = request.query_params.get("target", "").strip()[:400]
    try:
        return await run_in_threadpool(_asked, request, target)
    except (UsageError, UnknownNameError) as error:
        fault = fault_of(error, "target", {})
        return page(request, "forget.html", target=target, would=None, **wrong(fault))


def _asked(request: "Request", target: str, fault: Fault | None = None) -> "Response":
    """The list of what would go, and the form; without a target the question for one."""
    desk, found = desk_of(request), None
    if target:
        with desk.opened() as ws:
            found = would(ws, target)
    return page(request, "forget.html", target=target, would=found, by=desk.by, typed=TYPED, **wrong(fault))


async def forget_it(request: "Request") -> "Response":
    """Erase what the form showed, if the person typed the word."""
    fields, desk = await fields_of(request), desk_of(request)
    target = field_of(fields, "target")
    held = {name: field_of(fields, name) for name in ("how", "by")}
    if field_of(fields, "typed").casefold() != TYPED:
        fault = Fault("typed", f"Nothing was erased: to confirm, type the word {TYPED}.", 400, held)
        return await run_in_threadpool(_asked, request, target, fault)

    def done() -> object:
        with desk.opened() as ws:
            return forget(
                ws, target, field_of(fields, "confirm"), by=field_of(fields, "by") or desk.by,
                how=field_of(fields, "how"),
            )  # fmt: skip

    try:
        erased = await run_in_threadpool(done)
    except UnknownNameError:
        raise
    except UsageError as error:
        fault = fault_of(error, "how" if "(--how)" in str(error) else "by", held)
        return await run_in_threadpool(_asked, request, target, fault)
    desk.work.start()
    return page(request, "forgotten.html", erased=erased)
