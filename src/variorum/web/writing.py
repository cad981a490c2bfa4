"""What forms do: add, analyse, judge, undo, export, verify; and how far the analysis is."""

import asyncio
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import suppress
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
from variorum.read.assemble import stated_date
from variorum.store import Act, Added, Came, UnknownNameError, gone
from variorum.web.errors import Fault, Refused, fault_of
from variorum.web.pages import fragment, page
from variorum.web.reading import desk_of, finding_page, wrong
from variorum.web.work import State, WorkError

if TYPE_CHECKING:
    from starlette.datastructures import FormData
    from starlette.requests import Request
    from starlette.responses import Response

    from variorum.store import Workspace
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

_SUMMED = {
    Came.NEW: "new",
    Came.VERSION: "as a new version",
    Came.KNOWN: "there before",
    Came.REFUSED: "left out",
}


def form(request: "Request") -> "Response":
    """The form by which reports are added."""
    asked = request.query_params
    return _form(request, story=asked.get("story", ""), replaces=asked.get("replaces", ""))


def _form(request: "Request", fault: Fault | None = None, **values: Any) -> "Response":
    desk = desk_of(request)
    with desk.opened() as ws:
        names = [s.name for s in ws.stories(limit=200) if s.name]
    given: dict[str, Any] = {
        "names": names,
        "by": desk.by,
        "story": "",
        "replaces": "",
        "results": (),
        "came": CAME,
        "state": desk.work.state(),
    }
    return page(request, "add.html", **given | values | wrong(fault))


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
    stated = {k: field_of(fields, k) or None for k in ("headline", "outlet", "published", "byline", "url")}
    fault = await run_in_threadpool(_not_to_be_added, desk_of(request), fields, given)
    if fault:
        return await run_in_threadpool(_form, request, fault)
    desk = desk_of(request)
    options = {"story": field_of(fields, "story") or None, "by": field_of(fields, "by") or desk.by}
    if len(given) == 1:
        options["stated"] = Metadata(**stated)  # type: ignore[assignment]  # a dictionary of options
        options["replaces"] = field_of(fields, "replaces") or None
    results = await run_in_threadpool(keep, desk, given, options)
    desk.work.start()
    kept: dict[str, Any] = {
        "results": results,
        "told": _sum_of(results),
        "story": options["story"] or "",
        "by": options["by"],
    }
    return await run_in_threadpool(_form, request, None, **kept)


def _not_to_be_added(desk: "Desk", fields: "FormData", given: list[tuple[str, bytes]]) -> Fault | None:
    """Why a form is not taken; the other fields keep what they hold."""
    held = {name: value for name, value in fields.items() if isinstance(value, str)}
    published = field_of(fields, "published")
    if not given:
        return Fault("files", "There is nothing to add: choose a file, drop one, or paste a text.", 400, held)
    if len(given) == 1 and published and stated_date(published) is None:
        return Fault("published", "That is no date; write it as YYYY-MM-DD, such as 2026-03-31.", 400, held)
    if len(given) == 1 and field_of(fields, "replaces"):
        with desk.opened() as ws:
            try:
                ws.report(field_of(fields, "replaces"))
            except (UnknownNameError, UsageError) as error:
                return fault_of(error, "replaces", held)
    return None


def _sum_of(results: list[tuple[str, Added]]) -> str:
    """How many reports were kept, by what each is, as a sentence."""
    kept = Counter(r.what for _, added in results for r in added.reports)
    problems = sum(p.severity is Severity.ERROR for _, added in results for p in added.problems)
    said = [f"{n} {_SUMMED[what]}" for what, n in kept.items()]
    said += [f"{problems} not kept"] if problems else []
    return f"Added: {', '.join(said)}." if kept else "Nothing was added; the reasons stand below."


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
    """How far the analysis is, as server-sent events until it is done: *state*, and at the end *done*."""
    desk, app = desk_of(request), request.app
    watching = getattr(app.state, "watching", 0)
    if watching >= MOST_WATCHERS:
        raise Refused(429, "Too many pages are watching; this one asks again by itself.")
    app.state.watching = watching + 1

    async def stream() -> AsyncIterator[str]:
        state = desk.work.state()
        try:
            while True:
                yield _event("state", state)
                if not state.busy:
                    yield _event("done", state, over=True)
                    return
                if await request.is_disconnected():
                    return
                state = await asyncio.to_thread(desk.work.news, state.turn, WATCH)
        finally:
            app.state.watching -= 1

    return StreamingResponse(stream(), media_type="text/event-stream")


def _event(name: str, state: State, *, over: bool = False) -> str:
    """A server-sent event whose data is the part of a page that says how far it is."""
    lines = fragment("state.html", state=state, over=over).strip().splitlines()
    return f"event: {name}\n" + "".join(f"data: {line}\n" for line in lines) + "\n"


async def judge(request: "Request") -> "Response":
    """Keep what a person decided about a finding."""
    fields = await fields_of(request)
    desk, target = desk_of(request), field_of(fields, "finding")
    try:
        act = Act(field_of(fields, "act"))
    except ValueError as error:
        msg = "What was decided? verified, dismissed, not-the-same, note, merge or split."
        raise UsageError(msg) from error

    def kept() -> str:
        with desk.opened() as ws:
            done = ws.judge(
                target, act, by=field_of(fields, "by") or desk.by, how=field_of(fields, "how"),
                other=field_of(fields, "other") or None if act is Act.MERGE else None,
            )  # fmt: skip
            return f"/finding/{quote(done.now or done.target, safe='')}?done={done.number}#h-judge"

    try:
        return RedirectResponse(await run_in_threadpool(kept), 303)
    except UsageError as error:
        held = {name: field_of(fields, name) for name in ("how", "by", "other")}
        field = "other" if act is Act.MERGE else "how"
        return await run_in_threadpool(finding_page, request, target, fault_of(error, field, held))


_BACK = re.compile(r"/(?:judgements|(?:story|finding)/(?P<key>[0-9a-f]{7,64}))(?:\?page=\d{1,6})?")
"""The pages that show judgements, and so the ones that an undo leads back to."""


async def undo(request: "Request") -> "Response":
    """Take a judgement back, and show the page again that it was done on."""
    fields = await fields_of(request)
    desk, number, back = desk_of(request), field_of(fields, "number"), field_of(fields, "back")
    if not (number.isascii() and number.isdigit() and len(number) < 12):
        msg = "Which judgement is to be undone? Name the number of its entry in the log."
        raise UsageError(msg)

    def undone() -> str:
        with desk.opened() as ws:
            done = ws.undo(int(number), by=desk.by, how=field_of(fields, "how"))
            if ws.pending():  # a story was put together or parted again
                desk.work.start()
            where = back if _BACK.fullmatch(back) and _stands(ws, back) else "/judgements"
        return f"{where}{'&' if '?' in where else '?'}done={done.number}#told"

    return RedirectResponse(await run_in_threadpool(undone), 303)


def _stands(ws: "Workspace", page_of: str) -> bool:
    """Whether there is still a page of the story or finding of an address."""
    _, kind, *key = page_of.partition("?")[0].split("/")
    try:
        if key:
            (ws.story if kind == "story" else ws.finding)(key[0])
    except UnknownNameError:
        with suppress(UnknownNameError):  # several that are gone begin so
            return kind == "finding" and gone(ws, key[0]) is not None
        return False
    return True


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
