"""Who is let in, what is refused, and that nothing a report holds becomes part of a page."""

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from variorum.web import guard
from variorum.web.desk import Door
from variorum.web.pages import SCRIPTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.testclient import TestClient

    from variorum.web.desk import Desk

HOST = "127.0.0.1:8123"
OURS = {"origin": f"http://{HOST}", "sec-fetch-site": "same-origin"}
OPENING = "The ferry Amsel burned off Port Ellery, officials said, and many saw it from the pier.\n\n"
PAGES = (
    "/", "/sources", "/source?name=x", "/search?q=ferry", "/judgements", "/help", "/add", "/progress", "/nothing",
    "/story/nothing", "/finding/nothing", "/report/nothing", "/static/desk.css", "/static/../x", "/api/stories",
)  # fmt: skip


@pytest.mark.parametrize("path", [*PAGES, "/?token=", "/?token=wrong", "/sources?token=wrong"])
def test_nothing_is_shown_without_the_key(stranger: "TestClient", path: str) -> None:
    """Every page but the style sheets asks for the key, and says no more than that."""
    answer = stranger.get(path)
    assert answer.status_code == (200 if path == "/static/desk.css" else 401)
    assert "set-cookie" not in answer.headers


def test_the_key_is_exchanged_for_a_cookie(stranger: "TestClient", desk: "Desk") -> None:
    """The token leaves the address at once; the cookie is HttpOnly, SameSite=Strict, and not the token."""
    answer = stranger.get("/", params={"token": desk.door.token})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert desk.door.token.lower() not in cookie
    assert stranger.get("/").status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8123", "127.0.0.1", "127.0.0.1:80", "localhost:8124", "192.168.1.4:8123", "", "[::1"],
)  # fmt: skip
def test_other_host_names_are_refused(browser: "TestClient", host: str) -> None:
    """A name that was made to point here opens nothing, even with the cookie."""
    assert browser.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:8123", "localhost:8123", "LOCALHOST:8123", "[::1]:8123"])
def test_our_own_names_are_known(browser: "TestClient", host: str) -> None:
    """The names of this machine are served."""
    assert browser.get("/help", headers={"host": host, "cookie": _cookie(browser)}).status_code == 200


def _cookie(browser: "TestClient") -> str:
    return "; ".join(f"{c.name}={c.value}" for c in browser.cookies.jar)


def test_a_server_for_others_answers_to_numbers_and_its_own_names() -> None:
    """Beyond this machine any number is known, no name but those that were given."""
    door = Door("0.0.0.0", 80, hosts=frozenset({"desk.example"}))
    assert [door.knows_host(h) for h in ("10.1.2.3", "10.1.2.3:80", "desk.example", "evil.example", "10.1.2.3:81")] == [
        True, True, True, False, False,
    ]  # fmt: skip


FORGED: tuple[dict[str, str | None], ...] = (
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": "none"},
    {"origin": "http://evil.example"},
    {"origin": "null", "sec-fetch-site": None},
    {"origin": "null", "sec-fetch-site": "cross-site"},
    {"origin": f"https://{HOST}"},
    {"origin": "http://127.0.0.1:9999"},
    {"origin": None, "sec-fetch-site": None},
)


@pytest.mark.parametrize("forged", FORGED, ids=str)
@pytest.mark.parametrize("path", ["/add", "/analyse", "/judge", "/undo", "/export", "/verify"])
def test_forms_of_other_pages_are_refused(
    stranger: "TestClient", desk: "Desk", path: str, forged: dict[str, str | None]
) -> None:
    """Whatever another site makes a browser send, even with the cookie, changes nothing."""
    stranger.get("/", params={"token": desk.door.token})
    headers = {k: v for k, v in {**OURS, **forged}.items() if v is not None}
    assert stranger.post(path, data={"text": "a report"}, headers=headers).status_code == 403
    assert desk.opened().status().entries == 0


def test_our_own_form_under_our_referrer_policy(browser: "TestClient") -> None:
    """A browser that writes *Origin: null* for our form, and says same-origin, is believed."""
    assert browser.post("/verify", headers={"origin": "null"}).status_code == 200


@pytest.mark.parametrize("forged", [*FORGED, {"sec-fetch-site": "cross-site", "origin": None}], ids=str)
def test_a_forged_header_of_htmx_opens_nothing(
    stranger: "TestClient", desk: "Desk", forged: dict[str, str | None]
) -> None:
    """A request that says it is htmx's, of another site or without the key, is refused like any other."""
    htmx = {
        "hx-request": "true",
        "hx-boosted": "true",
        "hx-current-url": f"http://{HOST}/",
        "hx-target": "judging",
    }
    assert stranger.get("/", headers=htmx).status_code == 401
    stranger.get("/", params={"token": desk.door.token})
    headers = {k: v for k, v in {**OURS, **htmx, **forged}.items() if v is not None}
    assert stranger.post("/judge", data={"finding": "x"}, headers=headers).status_code == 403
    assert stranger.options("/judge", headers=headers).status_code in {403, 405}


@pytest.mark.parametrize("path", ["/", "/search?q=ferry", "/judgements", "/add", "/nothing"])
def test_the_headers_of_htmx_change_no_answer(browser: "TestClient", path: str) -> None:
    """A page is the same, byte for byte but for its nonce, whether htmx asks for it or not."""
    plain, asked = browser.get(path), browser.get(path, headers={"hx-request": "true", "hx-target": "main"})
    bare = [re.sub(r'nonce="[\w-]+"', "", answer.text) for answer in (plain, asked)]
    assert bare[0] == bare[1]
    assert plain.status_code == asked.status_code


def test_our_own_requests_by_htmx_are_taken(browser: "TestClient", desk: "Desk") -> None:
    """What a browser sends for htmx, our own origin or null with same-origin, is believed."""
    for origin in (f"http://{HOST}", "null"):
        headers = {"origin": origin, "sec-fetch-site": "same-origin", "hx-request": "true"}
        assert (
            browser.post("/judge", data={"finding": "x", "act": "note"}, headers=headers).status_code == 404
        )


def test_every_answer_has_its_headers(browser: "TestClient", stranger: "TestClient") -> None:
    """Every page, error and asset forbids all but our own style and script, framing, sniffing and referrers."""
    answers = [browser.get(p) for p in PAGES] + [stranger.get(p) for p in PAGES]
    answers += [browser.get("/", headers={"host": "evil.example"}), browser.put("/"), browser.post("/judge")]
    nonces = []
    for answer in answers:
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; ")
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        nonces += re.findall(r"script-src 'nonce-([\w-]+)'", policy)
    assert len(set(nonces)) == len(answers)


def test_large_requests_are_refused(browser: "TestClient", monkeypatch: pytest.MonkeyPatch) -> None:
    """A form above the limit is refused by its length, and one that hides its length as soon as it is above."""
    monkeypatch.setattr(guard, "LARGEST", 1000)
    assert browser.post("/add", data={"text": "x" * 2000}).status_code == 413
    parts = (b"text=" + b"x" * 400 for _ in range(4))
    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert browser.post("/add", content=parts, headers=headers).status_code == 413


HOSTILE = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' onmouseover='alert(1)", "</textarea><script>",
    "{{ 7 * 7 }}", "{% raw %}", "javascript:alert(1)", "\u202egnirts\u202c", "\x1b[31mred", "<!--", "&lt;script&gt;",
    "</style><script>alert(1)</script>", "]]>", "<svg/onload=alert(1)>", "=HYPERLINK(1)",
)  # fmt: skip


def test_htmx_reads_nothing_in_the_words_of_reports(
    browser: "TestClient", desk: "Desk", settled: "Callable[[], None]"
) -> None:
    """Wherever a page shows words of reports, htmx is told to look for nothing there."""
    for toll in "23":
        text = f"{OPENING}toll: {toll}\n\nsaid: PROBE"
        browser.post("/add", data={"text": text, "story": "Ferry"})
    settled()
    with desk.opened() as ws:
        (story,) = ws.stories()
        finding, report = ws.findings(story.id)[-1].id, ws.reports(story.id)[0].id
    for path in (
        f"/story/{story.id}",
        f"/finding/{finding}",
        f"/report/{report}",
        "/search?q=PROBE",
        "/source?name=said",
    ):
        found = _Enabled(browser.get(path).text)
        assert (found.shown > 0, found.open) == (True, []), path


class _Enabled(HTMLParser):
    """How often a page shows the probe, and where htmx would read it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.shown, self.open = 0, list[str]()
        self._inside: list[tuple[str, bool]] = []
        self.feed(html.split("<main", 1)[1].split("</main>", maxsplit=1)[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Go in."""
        if tag not in {"br", "input", "option"}:
            self._inside.append((tag, any(name == "hx-disable" for name, _ in attrs)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Pass by."""

    def handle_endtag(self, tag: str) -> None:
        """Come out."""
        while self._inside and self._inside.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Look at it."""
        if "PROBE" in data:
            self.shown += 1
            self.open += [data] if not any(off for _, off in self._inside) else []


class _Tags(HTMLParser):
    """Every tag and attribute of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep it."""
        self.tags.append((tag, dict(attrs)))


def told_to(attribute: str) -> bool:
    """Whether htmx reads an attribute of this name."""
    return attribute.removeprefix("data-").startswith(("hx-", "sse-"))


def harmless(attribute: str, value: str) -> bool:
    """Whether an attribute is one that our templates write, with an address of our own."""
    if attribute in {"hx-get", "hx-post", "sse-connect"}:
        return re.fullmatch(r"/(?:[a-z/]*|story/[0-9a-f]+)", value) is not None
    return attribute in {
        "hx-disable", "hx-encoding", "hx-ext", "hx-preserve", "hx-select", "hx-select-oob", "hx-swap", "hx-sync",
        "hx-target", "hx-trigger", "sse-close", "sse-swap",
    }  # fmt: skip


def active(html: str) -> list[str]:
    """What would run in a page, or lead away from it, beside our own scripts and what they are told to do."""
    found = []
    for tag, attributes in _Tags(html).tags:
        if tag in {"img", "iframe", "object", "embed", "base", "style"} or any(
            a.startswith("on") for a in attributes
        ):
            found.append(f"{tag} {attributes}")
        if tag == "script" and (attributes.get("src") or "").removeprefix("/static/") not in SCRIPTS:
            found.append(f"{tag} {attributes}")
        found += [
            f"{tag} {a}" for a, value in attributes.items() if told_to(a) and not harmless(a, value or "")
        ]
        link = (attributes.get("href") or "").strip().lower()
        if link and not link.startswith(("/", "#", "?", "https://", "http://")):
            found.append(link)
    return found


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_in_a_report_becomes_part_of_a_page(
    browser: "TestClient", desk: "Desk", settled: "Callable[[], None]", hostile: str
) -> None:
    """A script in the text, headline, outlet, address, story, name of a file, judgement and search stays text."""
    texts = [f"{OPENING}{hostile}\n\ntoll: 2{hostile}\n\nsaid: {hostile}", f"{OPENING}toll: 3{hostile}"]
    for text in texts:
        stated = dict.fromkeys(("headline", "outlet", "url", "byline", "by", "story"), hostile)
        assert browser.post("/add", data={**stated, "text": text}).status_code in {200, 400}
    name = hostile.replace('"', "").replace("\x1b", "")
    added = browser.post(
        "/add", data={"story": hostile}, files=[("files", (name + ".txt", texts[0].encode()))]
    )
    settled()
    assert active(added.text) == []
    with desk.opened() as ws:
        (story,) = ws.stories()
        findings = ws.findings(story.id)
        reports = ws.reports(story.id)
    assert findings
    judged = browser.post(
        "/judge", data={"finding": findings[0].id, "act": "note", "how": hostile, "by": hostile}
    )
    assert judged.status_code == 200
    pages = [
        f"/story/{story.id}",
        *(f"/finding/{f.id}" for f in findings),
        *(f"/report/{r.id}" for r in reports),
    ]
    asked = [("/search", {"q": hostile}), ("/source", {"name": hostile}), ("/add", {"story": hostile})]
    for path, query in [*((p, {}) for p in pages), ("/", {}), ("/sources", {}), ("/judgements", {}), *asked]:
        answer = browser.get(path, params=query)
        assert answer.status_code == 200, (path, answer.text)
        html = re.sub(r"<style nonce=\"[\w-]+\">[^<]*</style>", "", answer.text)
        assert active(html) == []
        assert "\u202e" not in re.sub(r'value="[^"]*"', "", html)
        assert "\x1b" not in re.sub(r'value="[^"]*"', "", html)
    for path in ("/story/", "/finding/", "/report/", "/"):
        answer = browser.get(path + hostile.replace("/", "%2F").replace("\x1b", "%1b"))
        assert answer.status_code in {200, 404}
        assert active(answer.text) == []
