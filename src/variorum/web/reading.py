"""The pages that only show: stories, a story, a finding, a report, sources, search, judgements, help."""

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from starlette.responses import RedirectResponse

from variorum.export.explain import explain
from variorum.store import UnknownNameError, gone, story_today
from variorum.web.known import ready
from variorum.web.pages import page
from variorum.web.shown import hit_link, report_link, report_parts, shown, spans_asked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.requests import Request
    from starlette.responses import Response

    from variorum.store import Judged, Workspace
    from variorum.web.desk import Desk
    from variorum.web.errors import Fault
    from variorum.web.shown import Shown

A_PAGE = 50
SOURCES = 100
SAID = 100
HITS = 50
JUDGED = 100


def desk_of(request: "Request") -> "Desk":
    """The desk that a request is about."""
    desk: Desk = request.app.state.desk
    return desk


def _number(request: "Request", name: str = "page") -> int:
    given = request.query_params.get(name, "1")
    return int(given) if given.isascii() and given.isdigit() and 0 < len(given) < 7 and int(given) else 1


def enter(request: "Request") -> "Response":
    """The list of stories; with the token in the address, first the cookie in its place."""
    if getattr(request.state, "enters", False):
        door = desk_of(request).door
        gone = RedirectResponse("/", 303)
        gone.set_cookie(door.cookie, door.session, httponly=True, samesite="strict", path="/")
        return gone
    return stories(request)


def stories(request: "Request") -> "Response":
    """The stories, the one that changed last first."""
    at = _number(request)
    with desk_of(request).opened() as ws:
        rows = ws.stories(limit=A_PAGE, offset=(at - 1) * A_PAGE)
        status = ws.status()
    return page(
        request, "stories.html", rows=rows, status_of=status, at=at, last=-(-status.stories // A_PAGE) or 1,
        state=desk_of(request).work.state(),
    )  # fmt: skip


def dossier_of(ws: "Workspace", story: str) -> "Shown | None":
    """The dossier of a story for the templates; ``None`` until it was analysed."""
    found = ready(ws, story)
    return shown(found, ws.findings(story)) if found else None


def story(request: "Request") -> "Response":
    """A story, the answer first; one that was merged into another leads there."""
    key = request.path_params["key"]
    with desk_of(request).opened() as ws:
        named, today = ws.story(key).id, story_today(ws, key)
    return _elsewhere(request, "story", today) if named != today else story_page(request, key)


def _elsewhere(request: "Request", kind: str, name: str) -> "Response":
    asked = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"/{kind}/{quote(name, safe='')}{asked}", 302)


def story_page(request: "Request", key: str, fault: "Fault | None" = None) -> "Response":
    """A story; *fault* says why a form on it was not taken."""
    with desk_of(request).opened() as ws:
        row = ws.story(key)
        found = dossier_of(ws, row.id)
        judged = ws.judgements(row.id)
        given: dict[str, Any] = {
            "row": row, "reports_now": ws.reports(row.id), "judgements": judged,
            "others": [s for s in ws.stories(limit=200) if s.id != row.id],
            "past": ws.past(row.id), "changed": [f for f in ws.findings(row.id) if f.changed],
            "others_of": others_of(ws, judged),
        }  # fmt: skip
    given |= {"told": told(request, judged), "state": desk_of(request).work.state()}
    given["wait"] = (5 if row.pending else 0) if found else 3
    name, parts = ("story.html", found.parts) if found else ("waiting.html", {})
    return page(request, name, **parts, **given | wrong(fault))


def wrong(fault: "Fault | None") -> dict[str, Any]:
    """What a page is given where a form on it was not taken."""
    return {"fault": fault, "status": fault.status, "wait": 0} if fault else {}


def others_of(ws: "Workspace", judged: "Iterable[Judged]") -> dict[int, tuple[str, str, str | None]]:
    """What each merge and split names beside its target, by its number: the address, the name and its language."""
    found: dict[int, tuple[str, str, str | None]] = {}
    for j in judged:
        if j.other is None:
            continue
        try:
            if j.summary is None:
                row = ws.story(j.other)
                tongue = row.language if row.headline and not row.name else None
                name = row.name or row.headline or row.id
                found[j.number] = (f"/story/{quote(row.id, safe='')}", name, tongue)
            else:
                other = ws.finding(j.other)
                found[j.number] = (f"/finding/{quote(other.id, safe='')}", other.summary, None)
        except UnknownNameError:
            found[j.number] = ("", "a finding that is not found any more", None)
    return found


def told(request: "Request", judged: "Iterable[Judged]") -> str:
    """What became of the judgement that ``?done=NUMBER`` names, if it is among *judged*."""
    number = _number(request, "done") if "done" in request.query_params else 0
    one = next((j for j in judged if j.number == number), None)
    if one is None or one.act is None:
        return ""
    act = one.act.value.replace("-", " ")
    return f"{'Taken back' if one.undone else 'Kept'}: {act}, entry {one.number} of the log."


def finding(request: "Request") -> "Response":
    """A finding: the words side by side, why, and what people judge of it; an earlier id leads to today's.

    Of one that is not found any more it is said what it was, and why.
    """
    key = request.path_params["key"]
    with desk_of(request).opened() as ws:
        try:
            name = ws.finding(key).id
        except UnknownNameError:
            lost = gone(ws, key)
            if lost is None:
                raise
            whose, others = ws.story(story_today(ws, lost.story)), others_of(ws, lost.judged)
            return page(
                request, "gone.html", status=410, lost=lost, whose=whose, others_of=others,
                told=told(request, lost.judged),
            )  # fmt: skip
    return _elsewhere(request, "finding", name) if name != key else finding_page(request, key)


def finding_page(request: "Request", key: str, fault: "Fault | None" = None) -> "Response":
    """A finding; *fault* says why it was not judged."""
    with desk_of(request).opened() as ws:
        row = ws.finding(key)
        dossier = ready(ws, row.story)
        assert dossier is not None  # it has a finding
        found = shown(dossier, ws.findings(row.story))
        steps, whose = explain(dossier.json, row.id), ws.story(row.story)
        changed = tuple(ws.report(r) for r in row.changed)
        judged = tuple(j for j in ws.judgements(row.story) if j.now == row.id or _once_of(ws, j) == row.id)
        others = others_of(ws, judged)
    order = list(found.findings.values())
    at = order.index(found.findings[row.id])
    given: dict[str, Any] = {
        "row": row, "finding": order[at], "told_steps": steps, "whose": whose, "changed": changed,
        "beside": order[:at] + order[at + 1 :],
        "before": order[at - 1] if at else None, "after": order[at + 1] if at + 1 < len(order) else None,
        "by": desk_of(request).by, "judgements": judged, "told": told(request, judged), "others_of": others,
    }  # fmt: skip
    return page(request, "finding.html", **found.parts, **given | wrong(fault))


def _once_of(ws: "Workspace", judged: "Judged") -> str | None:
    """The finding of today that a judgement was of, which was undone since."""
    if judged.undone is None or judged.act is None:
        return None
    try:
        return ws.finding(judged.target).id
    except UnknownNameError:
        return None


def report(request: "Request") -> "Response":
    """A report with its findings marked, its versions, and what changed since the one before."""
    with desk_of(request).opened() as ws:
        row = ws.report(request.path_params["key"])
        whole = ws.report_object(row.id)
        versions = ws.versions(row.id)
        found = dossier_of(ws, row.story) if row.story and row.latest else None
        before = next((v for v in versions if v.turn == row.turn - 1), None)
        changes = [c for c in ws.changes(before.id, row.id) if c.what != "kept"] if before else []
        whose = ws.story(row.story) if row.story else None
    asked = spans_asked(request.query_params.get("at"), whole.text)
    made, parts = report_parts(found, whole, asked)
    return page(
        request, "report.html", **{**parts, "reports": (made,)}, row=row, versions=versions, before=before,
        changes=changes, whose=whose, rules=made.rules, link=report_link,
    )  # fmt: skip


def sources(request: "Request") -> "Response":
    """The names of sources, the most quoted first."""
    at = _number(request)
    with desk_of(request).opened() as ws:
        rows = ws.sources(limit=SOURCES + 1, offset=(at - 1) * SOURCES)
    return page(request, "sources.html", rows=rows[:SOURCES], at=at, more=len(rows) > SOURCES)


def source(request: "Request") -> "Response":
    """What one source is given as saying, across reports."""
    name = request.query_params.get("name", "")
    with desk_of(request).opened() as ws:
        found = ws.source(name, limit=SAID + 1)
        hits = found[:SAID]
        reports = {h.report: ws.report(h.report) for h in hits if h.report}
        texts = {r: ws.report_text(r) for r in reports}
        named = {s: ws.story(s) for s in dict.fromkeys(h.story for h in hits) if s}
    said = [(h, reports[h.report], texts[h.report]) for h in hits if h.report]
    return page(
        request, "source.html", name=name, said=said, link=hit_link, reports=len(reports),
        more=len(found) > SAID, named=named,
    )  # fmt: skip


def search(request: "Request") -> "Response":
    """What words find in reports, claims, sources and findings."""
    words, at = request.query_params.get("q", "")[:400], _number(request)
    with desk_of(request).opened() as ws:
        hits = ws.search(words, limit=HITS + 1, offset=(at - 1) * HITS) if words.strip() else ()
        rows = {r: ws.report(r) for r in dict.fromkeys(h.report for h in hits[:HITS]) if r}
        named = {s: ws.story(s) for s in dict.fromkeys(h.story for h in hits[:HITS]) if s}
    return page(
        request, "search.html", asked=words, hits=hits[:HITS], at=at, more=len(hits) > HITS, link=hit_link,
        rows=rows, named=named, whole=_whole, told=_found(words, len(hits), at),
    )  # fmt: skip


def _found(words: str, hits: int, at: int) -> str:
    """How much a search found, as a sentence."""
    if not words.strip():
        return "Type what to look for: reports, claims, sources and findings are searched."
    if at > 1:
        return f"Page {at}."
    if hits > HITS:
        return f"The first {HITS} are shown; there are more."
    return f"{hits} found." if hits else "Nothing found."


def _whole(snippet: str) -> str:
    """What surrounds a hit, without the halves of words at its ends."""
    begun = re.sub(r"^…\S*\s+", "… ", snippet)
    return re.sub(r"\s+\S*…$", " …", begun)


def judgements(request: "Request") -> "Response":
    """All judgements, the latest first, each with how it stands today."""
    at = _number(request)
    with desk_of(request).opened() as ws:
        made = ws.judgements()[::-1]
        status = ws.status()
        others = others_of(ws, made[(at - 1) * JUDGED : at * JUDGED])
    return page(
        request, "judgements.html", judgements=made[(at - 1) * JUDGED : at * JUDGED], status_of=status, at=at,
        more=len(made) > at * JUDGED, by=desk_of(request).by, told=told(request, made), others_of=others,
    )  # fmt: skip


def keys(request: "Request") -> "Response":
    """The help sheet."""
    return page(request, "help.html")
