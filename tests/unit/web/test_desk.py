"""The whole path of an editor, through pages and forms alone."""

import io
import re
import threading
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from variorum.store.package import package_faults

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.testclient import TestClient

    from variorum.web.desk import Desk

OPENING = "The ferry Amsel burned off Port Ellery, officials said, and many saw it from the pier.\n\n"


def report(who: str, lines: str) -> str:
    """The text of an invented report."""
    return f"{OPENING}Told by {who}.\n\n{lines}"


def add(browser: "TestClient", settled: "Callable[[], None]", **texts: str) -> None:
    """Drop files on the form, and wait for the analysis."""
    files = [("files", (f"{name}.txt", report(name, lines).encode())) for name, lines in texts.items()]
    done = browser.post("/add", data={"story": "Ferry"}, files=files)
    assert done.status_code == 200, done.text
    settled()


def story_of(browser: "TestClient") -> str:
    """The address of the one story."""
    return str(re.findall(r'href="(/story/[^"]+)"', browser.get("/").text)[0])


def conflict_of(browser: "TestClient") -> str:
    """The address of the first finding of the story where reports differ."""
    glance = browser.get(story_of(browser)).text.split("Where they differ")[1]
    return str(re.findall(r'href="(/finding/[^"]+)"', glance)[0])


def test_the_whole_path(
    browser: "TestClient", desk: "Desk", settled: "Callable[[], None]", tmp_path: Path
) -> None:
    """Two reports, the conflict, a judgement, a third report, the judgement still there, a package that verifies."""
    add(browser, settled, a="toll: 2", b="toll: 3")
    story = browser.get(story_of(browser)).text
    assert "2 reports" in story
    assert re.search(r"<b>1</b> conflict", story)
    finding = conflict_of(browser)
    page = browser.get(finding).text
    assert ">2</a>" in page
    assert ">3</a>" in page
    name = finding.rsplit("/", 1)[1]
    done = browser.post(
        "/judge", data={"finding": name, "act": "verified", "how": "rang the harbour", "by": "Bo"}
    )
    assert (done.status_code, "rang the harbour" in done.text, "<b>verified</b> by" in done.text) == (
        200,
        True,
        True,
    )
    add(browser, settled, c="toll: 3")
    again = browser.get(finding)  # by its earlier id
    assert again.url.path != finding
    assert "rang the harbour" in again.text
    assert "further words have joined them" in again.text
    (judged,) = desk.opened().judgements()
    assert (judged.by, judged.how) == ("Bo", "rang the harbour")
    packed = browser.post("/export", data={"story": story_of(browser).rsplit("/", 1)[1]})
    zipfile.ZipFile(io.BytesIO(packed.content)).extractall(tmp_path / "out")
    (bag,) = (tmp_path / "out").iterdir()
    assert package_faults(bag) == ()
    assert "All holds" in browser.post("/verify").text


def test_undo(browser: "TestClient", desk: "Desk", settled: "Callable[[], None]") -> None:
    """A judgement is taken back, and both stay to be seen."""
    add(browser, settled, a="toll: 2", b="toll: 3")
    finding = conflict_of(browser)
    browser.post("/judge", data={"finding": finding.rsplit("/", 1)[1], "act": "dismissed"})
    (judged,) = desk.opened().judgements()
    done = browser.post("/undo", data={"number": str(judged.number), "back": finding})
    assert done.url.path == finding
    assert f"Taken back: dismissed, entry {judged.number} of the log." in done.text
    assert "data-undone" in done.text
    (judged,) = desk.opened().judgements()
    assert judged.undone is not None
    assert "undone" in browser.get("/judgements").text


@pytest.mark.parametrize(
    "back",
    ["", "//evil.example/", "https://evil.example", "/finding/../x", "/finding/0123456789ab", "/api/status"],
)
def test_an_undo_leads_back_to_pages_of_judgements_alone(
    browser: "TestClient", desk: "Desk", settled: "Callable[[], None]", back: str
) -> None:
    """Wherever a form says to lead back to, an undo leads to a page that is there and shows judgements."""
    add(browser, settled, a="toll: 2", b="toll: 3")
    browser.post("/judge", data={"finding": conflict_of(browser).rsplit("/", 1)[1], "act": "dismissed"})
    (judged,) = desk.opened().judgements()
    done = browser.post("/undo", data={"number": str(judged.number), "back": back})
    assert (done.url.host, done.url.path) == ("127.0.0.1", "/judgements")


def test_a_later_version_is_added_by_hand(
    browser: "TestClient", desk: "Desk", settled: "Callable[[], None]"
) -> None:
    """A report's page leads to the form that adds its next version, whatever its words; a report that is not there is said at the field."""
    add(browser, settled, a="toll: 2", b="toll: 3")
    with desk.opened() as ws:
        report = ws.reports("Ferry")[0].id
    (address,) = re.findall(r'href="(/add\?replaces=[^"]+)"', browser.get(f"/report/{report}").text)
    assert f'name="replaces" value="{report}"' in browser.get(address).text
    refused = browser.post("/add", data={"text": "All is well.", "replaces": "0123456789ab"})
    assert (refused.status_code, 'id="fault-replaces"' in refused.text) == (404, True)
    done = browser.post("/add", data={"text": "All is well in Port Ellery.", "replaces": report})
    assert "Added: 1 as a new version." in done.text
    settled()
    with desk.opened() as ws:
        assert [(r.turn, r.latest) for r in ws.versions(report)] == [(1, False), (2, True)]


def test_a_later_version_by_hand_keeps_outlet_and_date(browser: "TestClient", desk: "Desk") -> None:
    """A version whose form says neither outlet nor date has those of the version before, and the page says so."""
    first = {"text": "The pier at Amsel is closed.", "outlet": "Amsel Post", "published": "2031-05-14"}
    browser.post("/add", data={**first, "story": "Pier"})
    with desk.opened() as ws:
        (report,) = ws.reports("Pier")
    done = browser.post("/add", data={"text": "All is well in Port Ellery.", "replaces": report.id})
    assert "keeps the outlet and date of the version before" in done.text
    with desk.opened() as ws:
        assert [(r.outlet, r.published) for r in ws.versions(report.id)] == [("Amsel Post", "2031-05-14")] * 2


def test_pages_name_no_option_of_a_command(browser: "TestClient", settled: "Callable[[], None]") -> None:
    """Advice on a page is for the page: a problem of the material names no option of a command."""
    said = ""
    for story in ("Ferry", "Pier"):  # the second time it is there already, in another story
        files = [("files", ("a.txt", report("a", "toll: 2").encode()))]
        said += browser.post("/add", data={"story": story}, files=files).text
    settled()
    assert "let it leave that story, on the page of that story" in said
    pages = said + browser.get(story_of(browser)).text
    assert re.findall(r">[^<]* --[a-z]+[^<]*<", pages) == []


def test_a_reading_leads_to_its_words(browser: "TestClient", settled: "Callable[[], None]") -> None:
    """Each link of a finding to a report names a place that is on the report's page."""
    add(browser, settled, a="toll: 2", b="toll: 3")
    links = set(re.findall(r'href="(/report/[^"#]+)#([^"]+)"', browser.get(conflict_of(browser)).text))
    assert len(links) == 2
    for address, place in links:
        assert f'id="{place}"' in browser.get(address).text


def test_every_link_of_every_page_leads_somewhere(
    browser: "TestClient", settled: "Callable[[], None]"
) -> None:
    """From the stories, whatever links lead to is there, and each fragment is on its page."""
    add(browser, settled, a="toll: 2\n\nharbour: closed", b="toll: 3\n\nwind: strong")
    waiting, pages = ["/", "/search?q=ferry", "/search?q=strong", "/source?name=toll"], {}
    fragments = set()
    while waiting:
        address = waiting.pop()
        if address in pages:
            continue
        answer = browser.get(address)
        assert answer.status_code == 200, (address, answer.text)
        pages[address] = answer.text
        for link in re.findall(r'href="([^"]*)"', answer.text):
            path, _, place = link.replace("&amp;", "&").partition("#")
            waiting.append(path or address)
            if place:
                fragments.add((path or address, place))
    assert len(pages) > 10
    assert [f for f in fragments if f'id="{f[1]}"' not in pages[f[0]]] == []


def test_pages_answer_while_a_story_is_analysed(
    browser: "TestClient", desk: "Desk", settled: "Callable[[], None]"
) -> None:
    """A page answers while an analysis goes on, and the stream of events tells how far it is until it is done."""
    begun, end, analyse = threading.Event(), threading.Event(), desk.work._runner.analyse

    def slow(story: str, progress: "Callable[[str, int, int], None]") -> None:
        progress("reading", 1, 2)
        begun.set()
        assert end.wait(30)
        analyse(story, progress)

    desk.work._runner.analyse = slow  # type: ignore[method-assign]  # stands in the way
    files = [("files", (f"{who}.txt", report(who, "toll: 2").encode())) for who in "ab"]
    assert browser.post("/add", data={"story": "Ferry"}, files=files).status_code == 200
    assert begun.wait(30)
    assert "reading" in browser.get("/progress").text
    assert browser.get(story_of(browser)).status_code == 200
    threading.Timer(0.3, end.set).start()
    stream = browser.get("/progress/events")  # until it is done
    told = [event.split("\ndata: ", 1) for event in stream.text.removesuffix("\n\n").split("\n\n")]
    settled()
    assert stream.headers["content-type"].startswith("text/event-stream")
    assert told[0][0] == "event: state"
    assert "reading, 1 of 2" in told[0][1]
    assert '<progress value="1" max="2"' in told[0][1]
    assert [name for name, _ in told[-2:]] == ["event: state", "event: done"]
    assert all("up to date" in said and "<progress" not in said for _, said in told[-2:])


def test_a_headline_has_its_language_and_direction_wherever_it_stands(
    browser: "TestClient", settled: "Callable[[], None]"
) -> None:
    """A story without a name goes by a headline, which carries the language of its report: added just now, in lists, on top and in links; a name that a person gave carries none."""
    text = "اندلع حريق في العبارة أمسل قبالة ميناء إليري يوم الثلاثاء، وقال مسؤولون إن كثيرين شاهدوه من الرصيف، ولم يصب أحد بأذى."
    headline, marked = "حريق في عبارة", ' dir="auto" lang="ar">حريق في عبارة<'
    added = browser.post("/add", data={"headline": headline, "text": text}).text
    assert marked in added
    settled()
    story = story_of(browser)
    report = re.findall(r'href="(/report/[0-9a-f]+)', browser.get(story).text)[0]
    pages = ("/", story, report, "/progress", "/search?q=اندلع")
    assert [browser.get(one).text.count(marked) > 0 for one in pages] == [True] * len(pages)
    assert f"<h1{marked}" in browser.get(story).text
    assert f'data-key="u"{marked}' in browser.get(report).text
    add(browser, settled, b="toll: 2")
    assert '<h2><a href="/story/' in (listed := browser.get("/").text)
    assert re.search(r'dir="auto">Ferry<', listed)


def test_a_report_has_its_language_and_direction(
    browser: "TestClient", settled: "Callable[[], None]"
) -> None:
    """Words of a report carry its language, and find their direction by themselves, on the page of its story and on its own."""
    text = "اندلع حريق في العبارة أمسل قبالة ميناء إليري يوم الثلاثاء، وقال مسؤولون إن كثيرين شاهدوه من الرصيف، ولم يصب أحد بأذى."
    given = {"story": "Ferry", "headline": "حريق في عبارة", "text": text}
    assert browser.post("/add", data=given).status_code == 200
    add(browser, settled, b="toll: 2")
    story = browser.get(story_of(browser)).text
    name = next(a for a in re.findall(r'href="(/report/[0-9a-f]+)', story) if "اندلع" in browser.get(a).text)
    assert re.search(r'<span class="headline" dir="auto" lang="ar">', story)
    assert re.search(
        r'<div class="text" lang="ar">\s*(?:<div[^>]*>\s*)?<p[^>]* dir="auto"', browser.get(name).text
    )


def test_a_page_says_that_an_upload_may_be_a_later_version(browser: "TestClient", desk: "Desk") -> None:
    """A file dropped again with other figures is told to have come before; the advice names no command that the page has."""
    text = "The ferry Amsel burned off Port Ellery, officials said.\n\ntoll: {}"
    for toll in (2, 3):
        files = {"files": ("a.txt", text.format(toll).encode(), "text/plain")}
        done = browser.post("/add", data={"story": "Ferry"}, files=files)
    assert "came under the same name" in done.text
    with desk.opened() as ws:
        first, _ = ws.reports("Ferry")
    assert (
        f"forget it on its page and add it again on the command line: variorum add FILE --replaces {first.id}"
        in (done.text)
    )
    assert "variorum forget" not in done.text
