"""A process that dies of an item is replaced, and the item is named."""

from contextlib import closing
from pathlib import Path

import pytest

from variorum.batch.annotating import Chunk
from variorum.batch.engine import Caps, Done, Task
from variorum.batch.local import Local
from variorum.batch.parts import Parts
from variorum.batch.worker import Worker
from variorum.errors import VariorumError
from variorum.settings import Settings


def run(
    tmp_path: Path, words: tuple[str, ...], *, seconds: float = 20.0, megabytes: float = 4000.0
) -> tuple[Done, str]:
    """What becomes of a task with these items, and which of them its result says were left out."""
    target = tmp_path / "result"
    worker = Worker(Caps(seconds, megabytes))
    try:
        done = worker.run(Task("faulty", str(target), "k", None, (words, 0)))
    finally:
        worker.close()
    return done, target.read_text(encoding="utf-8") if target.exists() else "none"


@pytest.mark.parametrize(
    ("word", "code", "says"),
    [
        ("ZZCRASH", "crashed", "signal 9"),
        ("ZZHANG", "hung", "more than 2 seconds"),
        ("ZZEAT", "memory", "more than 200 MB"),
        ("ZZRAISE", "error", "ValueError: cannot be told"),
    ],
)
def test_an_item_that_fails_is_left_out(
    tmp_path: Path, sabotage: None, word: str, code: str, says: str
) -> None:
    """An item that crashes, hangs, takes too much or raises is blamed, with what was wrong; all others are done."""
    seconds, megabytes = (2.0, 4000.0) if code == "hung" else (20.0, 200.0)
    done, left = run(tmp_path, ("one", word, "three"), seconds=seconds, megabytes=megabytes)
    assert left == "1"
    assert done.lost is None
    assert [(b.item, b.code) for b in done.task.without] == [(1, code)]
    assert says in done.task.without[0].what


def test_several_items_are_left_out_one_by_one(tmp_path: Path, sabotage: None) -> None:
    """Each of several items that fail is blamed for itself."""
    done, left = run(tmp_path, ("ZZRAISE", "two", "ZZCRASH", "four"))
    assert left == "0,2"
    assert [(b.item, b.code) for b in done.task.without] == [(0, "error"), (2, "crashed")]


def test_a_task_that_fails_outside_its_items_is_lost(tmp_path: Path, sabotage: None) -> None:
    """What goes wrong when no item is at work is not blamed on one: the task is lost, and says why."""
    worker = Worker(Caps(5, 4000))
    try:
        lost = worker.run(Task("faulty", str(tmp_path), "k", None, None))
    finally:
        worker.close()
    assert lost.lost is not None
    assert "TypeError" in lost.lost


def test_an_error_of_the_caller_ends_the_batch(tmp_path: Path) -> None:
    """A missing model is no document's fault: the batch stops and says so."""
    payload = Chunk(Parts((), ()), Settings(spacy_model="no_such_pipeline"))
    worker = Worker(Caps(20, 4000))
    try:
        with pytest.raises(VariorumError, match="no_such_pipeline"):
            worker.run(Task("annotating", str(tmp_path), "k", None, payload))
    finally:
        worker.close()


def test_outcomes_come_in_the_order_of_the_tasks(tmp_path: Path, sabotage: None) -> None:
    """A task that takes longer than those after it is still told of first."""
    waits = (0.6, 0.0, 0.3, 0.0, 0.0)
    tasks = [
        Task("faulty", str(tmp_path / str(n)), str(n), None, (("x",), wait)) for n, wait in enumerate(waits)
    ]
    with closing(Local(2, Caps(20, 4000))) as engine:
        assert [done.task.key for done in engine.map(tasks)] == ["0", "1", "2", "3", "4"]
    assert [(tmp_path / str(n)).exists() for n in range(5)] == [True] * 5
