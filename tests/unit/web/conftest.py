"""A desk whose stages are plain and whose work is done in the server's own threads, and a browser that has its key."""

import functools
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from variorum.bench.store.plain import Plain
from variorum.store import Workspace
from variorum.web.app import application
from variorum.web.desk import Desk, Door
from variorum.web.work import Inside, Work

HOST = "127.0.0.1:8123"
OURS = {"origin": f"http://{HOST}", "sec-fetch-site": "same-origin"}
"""What a browser sends with a form of one of our own pages."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The desk of an empty workspace."""
    folder = tmp_path / "desk"
    Workspace.create(folder).close()
    opened = functools.partial(Workspace.open, folder, stages=Plain())
    work = Work(Inside(opened), opened)
    yield Desk(folder, "Ann", Door("127.0.0.1", 8123), work, opened)
    work.close()


@pytest.fixture
def stranger(desk: Desk) -> TestClient:
    """A browser without the key."""
    return TestClient(application(desk), base_url=f"http://{HOST}", follow_redirects=False)


@pytest.fixture
def browser(desk: Desk) -> TestClient:
    """A browser that has opened the printed address."""
    client = TestClient(application(desk), base_url=f"http://{HOST}", headers=OURS)
    client.get("/", params={"token": desk.door.token})
    return client


@pytest.fixture
def settled(desk: Desk) -> "Settled":
    """What waits until the analysis is done."""
    return Settled(desk)


class Settled:
    """Waits for the analysis of a desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __call__(self) -> None:
        """Wait, for half a minute at most."""
        end = time.monotonic() + 30
        while self._desk.work.state().busy:
            assert time.monotonic() < end, self._desk.work.state()
            self._desk.work.news(self._desk.work.state().turn, 1)
