"""What forms do: add, analyse, judge, undo, export, verify; and how far the analysis is."""

import asyncio
import json
import shutil
import tempfile
from collections.abc import AsyncIterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, RedirectResponse, StreamingResponse

from variorum.errors import UsageError, VariorumError
from variorum.model import Metadata, Problem, Severity
from variorum.store import Act, Added, Came
from variorum.web.errors import Refused
from variorum.web.pages import page
from variorum.web.reading import desk_of
from variorum.web.work import WorkError

if TYPE_CHECKING:
    from starlette.datastructures import FormData
    from starlette.requests import Request
    from starlette.responses import Response

    from variorum.web.desk import Desk

MOST_FILES = 100
MOST_FIELDS = 30
LONGEST_FIELD = 8 * 1024 * 1024
"""Bytes of a field of a form; a pasted report is one."""
WATCH = 15.0
"""Seconds after which a stream of events says that it is still there."""
MOST_WATCHERS = 8
"""Streams at once; each waits in a thread."""
CAME = {Came.NEW: "new", Came.VERSION: "a new version", Came.KNOWN: "was there", Came.REFUSED: "left out"}


def form(request: "Request") -> "Response":
    """The form by which reports are added."""
    with desk_of(request).opened() as ws:
        names = [s.name for s in ws.stories(limit=200) if s.name]
    return page(
        request, "add.html", names=names, by=desk_of(request).by, story=request.query_params.get("story", "")
    )


async def fields_of(request: "Request") -> "FormData":
    """The fields of a form.

    Raises:
        Refused: it cannot be read, or has too many or too large fields.
    """
    try:
        return await request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=LONGEST_FIELD)
    except HTTPException as error:  # what the parser of forms says
        raise Refused(400, f"That form cannot be read: {error.detail}") from error


def field_of(fields: "FormData", name: str) -> str:
    """A field without the white space around it; empty where the form has none."""
    value = fields.get(name)
    return value.strip() if isinstance(value, str) else ""


async def add(request: "Request") -> "Response":
    """Keep what was dropped or pasted; each report is on the disk before the next is begun."""
    fields = await fields_of(request)
    given: list[tuple[str, bytes]] = []
    for value in fields.getlist("files"):
        if isinstance(value, UploadFile) and (value.filename or value.size):
            given += [(_plain_name(value.filename or "upload.txt"), await value.read())]
    text = fields.get("text")
    if isinstance(text, str) and text.strip():
        given.append(("pasted.txt", text.encode("utf-8", "replace")))
    if not given:
        msg = "There is nothing to add: choose a file, drop one, or paste a text."
        raise UsageError(msg)
    stated = {k: field_of(fields, k) or None for k in ("headline", "outlet", "published", "byline", "url")}
    desk = desk_of(request)
    options = {"story": field_of(fields, "story") or None, "by": field_of(fields, "by") or desk.by}
    if len(given) == 1:
        options["stated"] = Metadata(**stated)  # type: ignore[assignment]  # a dictionary of options
    results = await run_in_threadpool(keep, desk, given, options)
    desk.work.start()
    return page(request, "added.html", results=results, came=CAME, wait=0, working=desk.work.state())


def _plain_name(name: str) -> str:
    """The last part of a file's name: a browser may send a path."""
    return name.replace("\\", "/").rsplit("/", 1)[-1][:200] or "upload.txt"


def keep(desk: "Desk", given: list[tuple[str, bytes]], options: dict[str, Any]) -> list[tuple[str, Added]]:
    """What became of each file; one that cannot be read is a problem and the others are kept."""
    results = []
    for name, data in given:
        try:
            results.append((name, desk.work.add(name, data, options)))
        except WorkError as error:
            results.append((name, Added((), (Problem("not-added", Severity.ERROR, str(error), name),))))
    return results


async def analyse(request: "Request") -> "Response":
    """Begin the analysis of what waits."""
    desk_of(request).work.start()
    return RedirectResponse("/progress", 303)


def progress(request: "Request") -> "Response":
    """How far the analysis is; without JavaScript the page asks again by itself."""
    desk = desk_of(request)
    state = desk.work.state()
    with desk.opened() as ws:
        pending = [ws.story(s) for s in ws.pending()]
        recent = ws.stories(limit=5)
    return page(
        request, "progress.html", state=state, pending=pending, recent=recent, wait=2 if state.busy else 0
    )


async def events(request: "Request") -> "Response":
    """How far the analysis is, as server-sent events until it is done."""
    desk, app = desk_of(request), request.app
    watching = getattr(app.state, "watching", 0)
    if watching >= MOST_WATCHERS:
        raise Refused(429, "Too many pages are watching; this one asks again by itself.")
    app.state.watching = watching + 1

    async def stream() -> AsyncIterator[str]:
        state = desk.work.state()
        try:
            while True:
                yield f"data: {json.dumps(asdict(state))}\n\n"
                if not state.busy or await request.is_disconnected():
                    return
                state = await asyncio.to_thread(desk.work.news, state.turn, WATCH)
        finally:
            app.state.watching -= 1

    return StreamingResponse(stream(), media_type="text/event-stream")


async def judge(request: "Request") -> "Response":
    """Keep what a person decided about a finding."""
    fields = await fields_of(request)
    desk, target = desk_of(request), field_of(fields, "finding")
    try:
        act = Act(field_of(fields, "act"))
    except ValueError as error:
        msg = "What was decided? verified, dismissed, not-the-same or note."
        raise UsageError(msg) from error

    def kept() -> str:
        with desk.opened() as ws:
            done = ws.judge(target, act, by=field_of(fields, "by") or desk.by, how=field_of(fields, "how"))
            return done.now or done.target

    now = await run_in_threadpool(kept)
    return RedirectResponse(f"/finding/{quote(now, safe='')}#h-judge", 303)


async def undo(request: "Request") -> "Response":
    """Take a judgement back."""
    fields = await fields_of(request)
    desk, number = desk_of(request), field_of(fields, "number")
    if not (number.isascii() and number.isdigit() and len(number) < 12):
        msg = "Which judgement is to be undone? Name the number of its entry in the log."
        raise UsageError(msg)

    def undone() -> str:
        with desk.opened() as ws:
            done = ws.undo(int(number), by=desk.by, how=field_of(fields, "how"))
            if ws.pending():  # a story was put together or parted again
                desk.work.start()
            return f"/finding/{quote(done.now, safe='')}#h-judge" if done.now else "/judgements"

    return RedirectResponse(await run_in_threadpool(undone), 303)


async def export(request: "Request") -> "Response":
    """A package of a story, packed."""
    fields = await fields_of(request)
    desk, story, excerpts = desk_of(request), field_of(fields, "story"), bool(field_of(fields, "excerpts"))

    def made() -> tuple[Path, str]:
        folder = Path(tempfile.mkdtemp(prefix="variorum-"))
        try:
            with desk.opened() as ws:
                row = ws.story(story)
                if ws.dossier_json(row.id) is None:
                    raise Refused(
                        409,
                        "That story was not analysed yet, so there is nothing to hand on. Try again soon.",
                    )
                bag = ws.export(folder / f"variorum-{row.id}", stories=(row.id,), excerpts=excerpts)
            packed = shutil.make_archive(str(folder / "package"), "zip", folder, bag.name)
        except (OSError, VariorumError):
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return Path(packed), f"{bag.name}.zip"

    path, name = await run_in_threadpool(made)
    gone = BackgroundTask(shutil.rmtree, path.parent, ignore_errors=True)
    return FileResponse(path, media_type="application/zip", filename=name, background=gone)


async def verify(request: "Request") -> "Response":
    """Read everything again, and say what does not hold."""
    desk = desk_of(request)

    def found() -> tuple[Any, ...]:
        with desk.opened() as ws:
            return ws.verify()

    return page(request, "verified.html", faults=await run_in_threadpool(found))
