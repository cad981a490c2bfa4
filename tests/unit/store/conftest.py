"""A workspace whose stages are plain, so that what the store does with their results can be worked out by hand."""

import itertools
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from variorum.bench.store.plain import Plain
from variorum.store import Workspace


class Clock:
    """Tells a time that goes on by a minute whenever it is asked."""

    def __init__(self) -> None:
        self.at = datetime(2031, 5, 15, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        """The next minute."""
        self.at += timedelta(minutes=1)
        return self.at


def salts() -> Callable[[], bytes]:
    """Salts that count."""
    numbers = itertools.count(1)
    return lambda: next(numbers).to_bytes(16, "big")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the workspace of a test is."""
    return tmp_path / "desk"


@pytest.fixture
def stages() -> Plain:
    """The stages of the workspace, which count what they read."""
    return Plain()


@pytest.fixture
def workspace(folder: Path, stages: Plain) -> Iterator[Workspace]:
    """An empty workspace."""
    with Workspace.create(folder, clock=Clock(), salt=salts(), stages=stages) as made:
        yield made


Write = Callable[[str, str], str]
"""Writes a file, by its name and text, beside the workspace; its path."""


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """What writes reports for a test."""

    def put(name: str, text: str) -> str:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return put
