"""A process of our own that is asked: whatever it does, who asks is told at once."""

import time
from pathlib import Path

import pytest

from variorum.apart import child as asking
from variorum.apart.child import Child, DeadError, HungError
from variorum.errors import VariorumError

MEMORY = 4 * 1024**3
ODD = """
from variorum.apart.serving import serve
from variorum.errors import VariorumError


class OddError(VariorumError):
    pass


def odd():
    raise OddError("of the child alone")


serve({"odd": odd, "same": str})
"""


def test_an_answer_that_cannot_be_read_is_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer of a class that only the child has ends the child, and nobody waits until the time is over."""
    (tmp_path / "odd_child.py").write_text(ODD, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    child, began = Child("odd_child", seconds=60, memory=MEMORY), time.monotonic()
    with pytest.raises(DeadError) as error:
        child.ask("odd")
    assert not isinstance(error.value, HungError)
    assert time.monotonic() - began < 30
    assert child.ask("same", 5) == "5"  # a new one
    child.end()


def test_no_process_to_be_had_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system gives no process, that is said as other errors are, and no document is blamed."""

    def none(*_: str) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(asking, "started", none)
    with pytest.raises(VariorumError, match="temporarily unavailable") as error:
        Child("variorum.read.child", seconds=5, memory=MEMORY).ask("next")
    assert not isinstance(error.value, DeadError)
