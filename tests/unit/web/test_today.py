"""Addresses that were right once: of stories that were merged, findings that are not found any more, words of old versions."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from variorum.bench.store.plain import Plain
from variorum.store import Act, Workspace

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from variorum.model import Dossier
    from variorum.store import FindingRow
    from variorum.web.desk import Desk

OPENING = "The ferry Amsel burned off Port Ellery, officials said, and many saw it from the pier."


def put(ws: "Workspace", story: str, **tolls: int) -> None:
    """Keep a report for each name, and compare."""
    for who, toll in tolls.items():
        ws.add_bytes(f"{who}.txt", f"{OPENING}\n\nTold by {who}.\n\ntoll: {toll}".encode(), story=story)
    ws.analyse()


def conflict(ws: "Workspace", story: str) -> "FindingRow":
    """The conflict of a story."""
    return next(f for f in ws.findings(story) if f.kind == "conflict")


def test_a_merged_story_leads_to_where_its_reports_are(browser: "TestClient", desk: "Desk") -> None:
    """The address of a story that was merged, and merged on, leads to the last; undone, it is its own again."""
    with desk.opened() as ws:
        put(ws, "Ferry", a=2)
        put(ws, "Pier", b=3)
        put(ws, "Quay", c=4)
        ferry, pier, quay = (ws.story(name).id for name in ("Ferry", "Pier", "Quay"))
        ws.judge(pier, Act.MERGE, by="Ann", other=quay)
        last = ws.judge(ferry, Act.MERGE, by="Ann", other=pier)
        ws.analyse()
    assert [browser.get(f"/story/{one}").url.path for one in (quay, pier)] == [f"/story/{ferry}"] * 2
    browser.post("/undo", data={"number": str(last.number)})
    assert browser.get(f"/story/{quay}").url.path == f"/story/{pier}"


def test_a_judgement_goes_with_its_words(browser: "TestClient", desk: "Desk") -> None:
    """What was judged in a story is listed where its reports are: on the page of the finding and of the story that they joined, or left for."""
    with desk.opened() as ws:
        put(ws, "Ferry", a=2, b=3)
        put(ws, "Pier", c=4)
        name = conflict(ws, "Ferry").id
        ws.judge(name, Act.VERIFIED, by="Ann", how="rang the harbour")
        ws.judge(ws.story("Ferry").id, Act.NOTE, by="Ann", how="ask again")
        ws.judge("Pier", Act.MERGE, by="Ann", other="Ferry")
        ws.analyse()
        pier = ws.story("Pier").id
        assert [j.how for j in ws.finding(name).judged] == ["rang the harbour"]
    for address in (f"/finding/{name}", f"/story/{pier}"):
        assert "rang the harbour" in browser.get(address).text
    assert "ask again" in browser.get(f"/story/{pier}").text
    with desk.opened() as ws:
        leaving = [r.id for r in ws.reports("Pier") if r.locations[0] != "c.txt"]
        ws.judge("Pier", Act.SPLIT, by="Ann", reports=leaving, other="Quay")
        ws.analyse()
        quay = ws.story("Quay").id
        assert [j.how for j in conflict(ws, "Quay").judged] == ["rang the harbour"]
    for address in (f"/finding/{name}", f"/story/{quay}"):
        assert "rang the harbour" in browser.get(address).text


def test_a_finding_is_merged_and_split_on_its_page(browser: "TestClient", desk: "Desk") -> None:
    """The form of a finding offers the other findings of its story, and takes a merge with one, and a split; a merge with none is put right at its field."""
    with desk.opened() as ws:
        ws.add_bytes("a.txt", b"toll: 2\n\nwind: 5", story="Ferry")
        ws.add_bytes("b.txt", b"toll: 3\n\nwind: 6", story="Ferry")
        ws.analyse()
        first, second = (f.id for f in ws.findings("Ferry"))
    page = browser.get(f"/finding/{first}").text
    form = page.split('action="/judge"')[1].split("</form>")[0]
    assert re.findall(r'<option value="([^"]*)"', form) == ["", second]
    assert re.findall(r'<button[^>]* value="(\w+)" data-act="([tw])"', form) == [
        ("split", "t"),
        ("merge", "w"),
    ]
    lacking = browser.post("/judge", data={"finding": first, "act": "merge", "other": "", "how": "one thing"})
    assert (lacking.status_code, 'id="fault-other"' in lacking.text) == (400, True)
    assert re.search(r'<select id="other"[^>]* aria-invalid="true"', lacking.text)
    assert "one thing</textarea>" in lacking.text
    for act in ("merge", "split"):
        done = browser.post(
            "/judge", data={"finding": first, "act": act, "other": second}, follow_redirects=True
        )
        assert f"Kept: {act}, entry" in done.text
    with desk.opened() as ws:
        made = [(str(j.act), j.other) for j in ws.finding(first).judged]
    assert made == [("merge", second), ("split", None)]


def test_a_merge_of_findings_says_with_which(browser: "TestClient", desk: "Desk") -> None:
    """Findings that are to be read together name one another."""
    with desk.opened() as ws:
        ws.add_bytes("a.txt", b"toll: 2\n\nwind: 5", story="Ferry")
        ws.add_bytes("b.txt", b"toll: 3\n\nwind: 6", story="Ferry")
        ws.analyse()
        first, second = (f.id for f in ws.findings("Ferry"))
        ws.judge(first, Act.MERGE, by="Ann", other=second)
    assert (
        f'<b>merge</b> with <a href="/finding/{second}" dir="auto">' in browser.get(f"/finding/{first}").text
    )


def test_a_finding_that_is_gone_says_what_it_was(browser: "TestClient", desk: "Desk") -> None:
    """The address of a finding whose words a later version changed says what it was, why it is gone, and what was judged; an unknown one is not found."""
    with desk.opened() as ws:
        put(ws, "Ferry", a=2, b=3)
        found = conflict(ws, "Ferry")
        judged = ws.judge(found.id, Act.VERIFIED, by="Ann", how="rang the harbour")
        text = f"{OPENING}\n\nTold by a.\n\ntoll: 3"
        ws.add_bytes("a.txt", text.encode(), replaces=ws.reports("Ferry")[0].id)
        ws.analyse()
        ferry = ws.story("Ferry").id
    page = browser.get(f"/finding/{found.id}")
    assert page.status_code == 410
    for said in (found.summary, "“2”", "rang the harbour", f'href="/story/{ferry}"'):
        assert said in page.text
    done = browser.post("/undo", data={"number": str(judged.number), "back": f"/finding/{found.id}"})
    assert (done.url.path, "Taken back: verified" in done.text) == (f"/finding/{found.id}", True)
    assert browser.get("/finding/0123456789ab").status_code == 404


def test_a_finding_that_vanished_as_another_report_joined_says_what_it_was(
    browser: "TestClient", desk: "Desk"
) -> None:
    """Also a finding that nobody judged, and whose words no version changed, is gone with what it was and why, on its page and in the API; forgetting takes that too."""

    class Fewer(Plain):
        """Stages that find nothing of a toll once a third report is there."""

        def compare(self, reports: Any, alone: Any, problems: Any = ()) -> "Dossier":
            """Without the findings of the toll."""
            made = super().compare(reports, alone, problems)
            kept = tuple(f for f in made.findings if f.part != "toll" or len(reports) < 3)
            return replace(made, findings=kept)

    with Workspace.open(desk.folder, stages=Fewer()) as ws:
        put(ws, "Ferry", a=2, b=3)
        found, first = conflict(ws, "Ferry"), ws.reports("Ferry")[0].id
        put(ws, "Ferry", c=4)
        ws.analyse()
        assert (ws.past("Ferry"), ws.verify()) == ((), ())
    page, answer = browser.get(f"/finding/{found.id}"), browser.get(f"/api/findings/{found.id}")
    assert (page.status_code, answer.status_code) == (410, 404)
    said = answer.json()["error"]["message"]
    for words in (found.summary, "since its story was compared anew"):
        assert (words in page.text, words in said) == (True, True)
    with desk.opened() as ws:
        ws.forget(first, by="Ann", confirmed=True)
    assert browser.get(f"/finding/{found.id}").status_code == 404
    assert found.summary not in browser.get(f"/api/findings/{found.id}").text


def test_words_of_an_earlier_version_keep_their_address(browser: "TestClient", desk: "Desk") -> None:
    """A link to the words of a reading leads to them also when their report has a later version, and no finding marks them."""
    with desk.opened() as ws:
        put(ws, "Ferry", a=2, b=3)
        name = conflict(ws, "Ferry").id
    links = re.findall(r'href="(/report/[^"#]+)#(w-[^"]+)"', browser.get(f"/finding/{name}").text)
    with desk.opened() as ws:
        for row in ws.reports("Ferry"):
            text = f"{ws.report_text(row.id)}\n\nIt was foggy."
            ws.add_bytes(row.locations[0], text.encode(), replaces=row.id)
        ws.analyse()
        assert all(row.turn == 2 for row in ws.reports("Ferry"))
    assert len({address for address, _ in links}) == 2
    for address, place in links:
        page = browser.get(address).text
        assert "This is an earlier version" in page
        assert f'id="{place}"' in page
