"""The desk as JSON, and as tools over standard input and output."""

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from variorum.web.api import description
from variorum.web.mcp import TOOLS, serve
from variorum.web.operations import OPERATIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.testclient import TestClient

    from variorum.web.desk import Desk

OPENING = "The ferry Amsel burned off Port Ellery, officials said, and many saw it from the pier.\n\n"


@pytest.fixture
def client(stranger: "TestClient", desk: "Desk", settled: "Callable[[], None]") -> "TestClient":
    """A program with the token, and a workspace of two reports that conflict."""
    stranger.headers["authorization"] = f"Bearer {desk.door.token}"
    for who, toll in (("a", 2), ("b", 3)):
        text = f"{OPENING}Told by {who}.\n\ntoll: {toll}"
        done = stranger.post(
            "/api/reports", json={"text": text, "name": f"{who}.txt", "story": "Ferry", "outlet": who}
        )
        assert done.status_code == 201, done.text
    settled()
    return stranger


def test_a_program_judges_and_undoes(client: "TestClient") -> None:
    """With the token alone, and no cookie, a program reads a finding, judges it, and takes that back."""
    (finding,) = client.get("/api/stories/Ferry/findings").json()
    assert (finding["kind"], finding["judged"]) == ("conflict", [])
    judged = client.post(
        f"/api/findings/{finding['id']}/judgements", json={"act": "note", "how": "ask", "by": "Bo"}
    )
    assert (judged.status_code, judged.json()["by"]) == (201, "Bo")
    assert [j["how"] for j in client.get("/api/judgements").json()] == ["ask"]
    assert client.post(f"/api/judgements/{judged.json()['number']}/undo").json()["undone"] is not None


def test_the_dossier_is_that_of_the_workspace(client: "TestClient", desk: "Desk") -> None:
    """The dossier comes as it is kept, and a report's text as offsets count in it."""
    with desk.opened() as ws:
        assert client.get("/api/stories/Ferry/dossier").json() == ws.dossier_json("Ferry")
        for row in ws.reports("Ferry"):
            assert client.get(f"/api/reports/{row.id}/text").json()["text"] == ws.report_text(row.id)


def test_every_get_of_the_description_answers(client: "TestClient", desk: "Desk") -> None:
    """Each address that is described and only reads is there, and the description is served as it is made."""
    assert client.get("/api/openapi.json").json() == description()
    with desk.opened() as ws:
        names = {"story": "Ferry", "finding": ws.findings("Ferry")[0].id, "report": ws.reports("Ferry")[0].id}
    asks = {"q": "ferry", "name": "toll", "target": "toll"}
    asked = [o for o in OPERATIONS if o.method == "GET"]
    assert len(asked) > 10
    for one in asked:
        answer = client.get(
            one.path.format(**names), params={k: v for k, v in asks.items() if k in one.query}
        )
        assert answer.status_code == one.status, answer.text
        assert answer.json() not in (None, []) or one.name == "judgements"


WRONG: tuple[tuple[str, str, Any, int], ...] = (
    ("GET", "/api/stories/none", None, 404),
    ("GET", "/api/nothing", None, 404),
    ("GET", "/api/stories?limit=0", None, 400),
    ("GET", "/api/stories?limit=９", None, 400),
    ("GET", "/api/stories?offset=99999999999999999999", None, 400),
    ("GET", "/api/search", None, 400),
    ("DELETE", "/api/stories", None, 405),
    ("POST", "/api/reports", {}, 400),
    ("POST", "/api/reports", [], 400),
    ("POST", "/api/reports", {"text": 3}, 400),
    ("POST", "/api/reports", {"text": "x", "name": "../x"}, 400),
    ("POST", "/api/reports", {"text": "x", "other": "y"}, 400),
    ("POST", "/api/findings/none/judgements", {"act": "note", "how": "x"}, 404),
    ("POST", "/api/findings/none/judgements", {"act": "forget"}, 400),
    ("POST", "/api/stories/Ferry/judgements", {"act": "verified", "how": "x"}, 400),
    ("POST", "/api/stories/Ferry/judgements", {"act": "merge"}, 404),
    ("POST", "/api/stories/Ferry/judgements", {"act": "merge", "other": "Ferry"}, 409),
    ("POST", "/api/stories/Ferry/judgements", {"act": "split", "reports": []}, 409),
    ("POST", "/api/stories/Ferry/judgements", {"act": "note", "other": "Ferry"}, 409),
    ("POST", "/api/stories/Ferry/judgements", {"act": "split", "reports": "a"}, 400),
    ("GET", "/api/stories?page=2", None, 400),
    ("GET", "/api/source?name=a&name=b", None, 400),
    ("GET", "/api/forgetting?target=nobody", None, 404),
    ("POST", "/api/forgetting", {"target": "Ferry"}, 400),
    ("POST", "/api/forgetting", {"target": "Ferry", "confirm": "x"}, 409),
    ("POST", "/api/judgements/0/undo", {}, 404),
    ("POST", "/api/judgements/x/undo", {}, 400),
)


@pytest.mark.parametrize(("method", "path", "body", "status"), WRONG)
def test_what_is_wrong_is_said(client: "TestClient", method: str, path: str, body: Any, status: int) -> None:
    """A wrong request gets its status and a sentence, as JSON, and never an error of ours."""
    answer = client.request(method, path, json=body) if body is not None else client.request(method, path)
    assert (answer.status_code, answer.json()["error"]["status"]) == (status, status)
    assert answer.json()["error"]["message"]


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer wrong", "Basic eDp5"])
def test_a_wrong_token_opens_nothing(stranger: "TestClient", given: str) -> None:
    """Without the token there is no answer but that."""
    answer = stranger.get("/api/status", headers={"authorization": given})
    assert (answer.status_code, set(answer.json())) == (401, {"error"})


def test_a_token_in_a_header_does_not_open_the_pages(stranger: "TestClient", desk: "Desk") -> None:
    """The token in a header is for the API alone."""
    assert stranger.get("/", headers={"authorization": f"Bearer {desk.door.token}"}).status_code == 401


def ask(desk: "Desk", *messages: Any) -> list[Any]:
    """The answers of the tools' server."""
    lines = [m if isinstance(m, str) else json.dumps({"jsonrpc": "2.0", **m}) for m in messages]
    return [json.loads(answer) for answer in serve(lines, desk.opened)]


def call(desk: "Desk", tool: str, /, **given: str) -> Any:
    """What a tool answers."""
    (answer,) = ask(desk, {"id": 1, "method": "tools/call", "params": {"name": tool, "arguments": given}})
    return answer["result"]


def test_a_model_reads(client: "TestClient", desk: "Desk") -> None:
    """The tools list stories and read a story, a finding, a report, a source; a wrong name is said."""
    hello, listed = ask(
        desk, {"id": 1, "method": "initialize", "params": {"protocolVersion": "2025-06-18"}},
        {"method": "notifications/initialized"}, {"id": "x", "method": "tools/list"},
    )  # fmt: skip
    assert hello["result"]["protocolVersion"] == "2025-06-18"
    assert (listed["id"], {t["name"] for t in listed["result"]["tools"]}) == ("x", {t.name for t in TOOLS})
    (story,) = json.loads(call(desk, "list_stories")["content"][0]["text"])
    read = json.loads(call(desk, "read_story", story=story["id"])["content"][0]["text"])
    (finding,) = read["findings"]
    assert finding["kind"] == "conflict"
    assert "“3”" in call(desk, "read_finding", finding=finding["id"])["content"][0]["text"]
    assert call(desk, "read_report", report=read["reports"][0]["id"])["content"][0]["text"].startswith(
        "The ferry"
    )
    said = json.loads(call(desk, "read_source", name="toll")["content"][0]["text"])
    assert len(said) == 2
    assert all(re.fullmatch(r"toll: \d.*", one["words"]) for one in said)
    assert json.loads(call(desk, "search", words="ferry")["content"][0]["text"])
    assert call(desk, "read_story", story="none")["isError"] is True


def test_no_tool_writes(client: "TestClient", desk: "Desk") -> None:
    """Whatever is asked of the tools, the log gains no entry."""
    with desk.opened() as ws:
        before = ws.status()
    for tool in TOOLS:
        call(desk, tool.name, **({tool.takes: "Ferry"} if tool.takes else {}))
    with desk.opened() as ws:
        assert ws.status() == before


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("{", -32700), ("[]", -32600), ("3", -32600), ('{"id": 1}', -32600), ({"id": 1, "method": "x"}, -32601),
        ({"id": 1, "method": "ping", "params": [1]}, -32602),
        ({"id": 1, "method": "tools/call", "params": {"name": "none"}}, -32602),
        ({"id": 1, "method": "tools/call", "params": {"name": "search", "arguments": {"words": 3}}}, -32602),
        ({"id": 1, "method": "tools/call", "params": {"name": "search"}}, -32602), ("[" * 100_000, -32700),
    ],
)  # fmt: skip
def test_wrong_messages_are_answered(desk: "Desk", message: Any, code: int) -> None:
    """A line that is no request, or a wrong one, is answered with its error, and the next line is read."""
    wrong, pong = ask(desk, message, {"id": 2, "method": "ping"})
    assert (wrong["error"]["code"], pong["result"]) == (code, {})


def test_a_program_merges_splits_and_undoes(client: "TestClient", desk: "Desk") -> None:
    """Reports leave a story for one of their own, come back by an undo, and another story's join it."""
    rows = client.get("/api/stories/Ferry/reports").json()
    split = client.post(
        "/api/stories/Ferry/judgements", json={"act": "split", "reports": [rows[1]["id"]], "other": "Pier"}
    )
    assert (split.status_code, split.json()["act"]) == (201, "split")
    assert [r["id"] for r in client.get("/api/stories/Pier/reports").json()] == [rows[1]["id"]]
    client.post(f"/api/judgements/{split.json()['number']}/undo")
    assert len(client.get("/api/stories/Ferry/reports").json()) == 2
    again = client.post(f"/api/judgements/{split.json()['number']}/undo")
    assert (again.status_code, "undone before" in again.json()["error"]["message"]) == (409, True)
    client.post(
        "/api/stories/Ferry/judgements", json={"act": "split", "reports": [rows[0]["id"]], "other": "Quay"}
    )
    merged = client.post(
        "/api/stories/Ferry/judgements", json={"act": "merge", "other": "Quay", "how": "one fire"}
    )
    assert (merged.status_code, merged.json()["how"]) == (201, "one fire")
    assert {r["id"] for r in client.get("/api/stories/Ferry/reports").json()} == {r["id"] for r in rows}


def test_a_program_forgets_only_what_it_was_shown(client: "TestClient", desk: "Desk") -> None:
    """Forgetting needs the word that names exactly what would go; a report more, and the word is no good."""
    would = client.get("/api/forgetting", params={"target": "Amsel"}).json()
    assert len(would["reports"]) == 2
    text = f"{OPENING}Told by c, who was on the pier that night.\n\ntoll: 4"
    client.post("/api/reports", json={"text": text, "name": "c.txt", "story": "Ferry"})
    asked = {"target": "Amsel", "confirm": would["confirm"], "how": "asked to"}
    assert client.post("/api/forgetting", json=asked).status_code == 409
    assert len(client.get("/api/stories/Ferry/reports").json()) == 3
    asked["confirm"] = client.get("/api/forgetting", params={"target": "Amsel"}).json()["confirm"]
    gone = client.post("/api/forgetting", json=asked)
    assert (gone.status_code, len(gone.json()["reports"]), gone.json()["done"]) == (200, 3, True)
    assert client.get("/api/search", params={"q": "Amsel"}).json() == []
    with desk.opened() as ws:
        assert ws.verify() == ()


def test_names_may_hold_any_sign(
    client: "TestClient", browser: "TestClient", settled: "Callable[[], None]"
) -> None:
    """A story and a report whose names hold slashes, question marks and tags have their pages and their JSON."""
    name = "a/b?c#d <i>/text"
    line = json.dumps({"id": name, "text": f"{OPENING}Told by d.\n\ntoll: 5"})
    browser.post("/add", data={"story": name}, files={"files": ("x.jsonl", line.encode())})
    settled()
    address = quote(name, safe="")
    assert client.get(f"/api/stories/{address}").json()["name"] == name
    assert client.get(f"/api/reports/{address}").json()["id"] == name
    assert "Told by d" in client.get(f"/api/reports/{address}/text").json()["text"]
    assert browser.get(f"/report/{address}").status_code == 200
    assert browser.get(f"/story/{address}").status_code == 200


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Two\0 died\x01 at\x7f sea.", 201),
        ("Two\0 died\x01 at\x7f sea\x02.", 400),
        ("\n \u00a0", 400),
        ("…", 400),
        ("2", 201),
        ("Два", 201),
    ],
)
def test_what_is_no_text_is_refused_as_described(client: "TestClient", text: str, status: int) -> None:
    """A text with a letter or a digit and at most three control characters is taken, others are refused by their form."""
    assert client.post("/api/reports", json={"text": text}).status_code == status


def test_a_name_may_end_in_anything(client: "TestClient") -> None:
    """A line end in an address belongs to the name that is asked for, of which there is none."""
    assert [client.get(f"/api/reports/{name}").status_code for name in ("%0A", "a%0A", "a%0Ab", "a/b")] == [
        404
    ] * 4
