"""The API against its own description: requests made of it by schemathesis, right ones and wrong ones."""

import functools
import os
import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
import uvicorn
from hypothesis import HealthCheck, settings

from variorum.bench.store.plain import Plain
from variorum.store import Act, Workspace
from variorum.web.api import description
from variorum.web.app import application
from variorum.web.desk import Desk, Door
from variorum.web.operations import OPERATIONS
from variorum.web.work import Inside, Work

EXAMPLES = 150 if os.environ.get("VARIORUM_TORTURE") else 8
OPENING = "The ferry Amsel burned off Port Ellery, officials said, and many saw it from the pier.\n\n"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, str], dict[str, str]]]:
    """A desk of one story on a free port: its address, the header that opens it, and names of what is there."""
    folder = tmp_path_factory.mktemp("served") / "desk"
    Workspace.create(folder).close()
    opened = functools.partial(Workspace.open, folder, stages=Plain())
    with opened() as ws:
        for who, toll in (("a", 2), ("b", 3)):
            ws.add_bytes(f"{who}.txt", f"{OPENING}Told by {who}.\n\ntoll: {toll}".encode(), story="Ferry")
        ws.analyse()
        finding, report = ws.findings("Ferry")[0].id, ws.reports("Ferry")[0].id
        number = ws.judge(finding, Act.NOTE, by="Ann", how="ask").number
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen(64)
    door, work = Door("127.0.0.1", listening.getsockname()[1]), Work(Inside(opened), opened)
    app = application(Desk(folder, "Ann", door, work, opened))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    there = {"story": "Ferry", "finding": finding, "report": report, "number": str(number)}
    yield f"http://127.0.0.1:{door.port}", {"Authorization": f"Bearer {door.token}"}, there
    server.should_exit = True
    thread.join()
    work.close()
    listening.close()
    with opened() as ws:
        assert ws.verify() == ()


schema = schemathesis.openapi.from_dict(description())
tried = settings(
    max_examples=EXAMPLES, deadline=None, derandomize=EXAMPLES < 100, suppress_health_check=list(HealthCheck)
)


# `call_and_validate` raises where an answer breaks the description.
@schema.parametrize()
@tried
def test_every_answer_is_as_described(case: Any, served: Any) -> None:
    """Whatever is sent, the status, the type and the form of the answer are as described, and nothing breaks."""
    address, opens, _ = served
    assert case.call_and_validate(base_url=address, headers=opens).status_code < 500


@schema.parametrize()
@tried
def test_every_answer_about_what_is_there_is_as_described(case: Any, served: Any) -> None:
    """The same holds where the story, finding, report or judgement that is named is there."""
    address, opens, there = served
    if case.path_parameters and not _wrong(case):
        case.path_parameters = {name: there[name] for name in case.path_parameters}
    assert case.call_and_validate(base_url=address, headers=opens).status_code < 500


def _wrong(case: Any) -> bool:
    return bool(case.meta) and case.meta.generation.mode is schemathesis.GenerationMode.NEGATIVE


def _made(found: Any) -> Any:
    return found.ok()


def test_all_operations_are_tried() -> None:
    """The description that is tried holds every operation of the table."""
    found_in = {(_made(found).method.upper(), _made(found).path) for found in schema.get_all_operations()}
    assert found_in == {(one.method, one.path) for one in OPERATIONS}
