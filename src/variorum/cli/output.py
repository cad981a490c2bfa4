"""Where results go: standard output or a file that is whole or not there; and what is said beside them."""

import contextlib
import io
import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from variorum.errors import UsageError
from variorum.export.visible import one_line

if TYPE_CHECKING:
    from rich.console import Console

WIDTH = 100
"""Columns of text for files and pipes, where no terminal says how wide it is."""


def ready(target: str | None) -> None:
    """Refuse, before any work is done, a file that could not be written in the end.

    Raises:
        UsageError: the file's folder does not exist, or the file is a folder.
    """
    if target is None or target == "-":
        return
    path = Path(target)
    if path.is_dir():
        msg = f"{target}: is a folder; name a file in it."
        raise UsageError(msg)
    if not path.parent.is_dir():
        msg = f"{target}: there is no folder {path.parent}; make it first."
        raise UsageError(msg)


def write(text: str, target: str | None) -> None:
    """Put *text* to standard output, or into the file *target*, in UTF-8.

    Raises:
        OSError: it cannot be written; an older file of that name is then as it was.
    """
    # Not representable in UTF-8: halves of surrogate pairs from broken JSON. They are written as \udXXX.
    data = text.encode("utf-8", "backslashreplace")
    if target is None or target == "-":
        _to_standard_output(data)
        return
    path = Path(target)
    if path.exists() and not path.is_file():  # a device or a pipe cannot be replaced
        path.write_bytes(data)
    else:
        _replace(path.resolve(), data)


def _to_standard_output(data: bytes) -> None:
    # Where Python runs unbuffered, one write may take a part only, and the text layer would drop the rest.
    sys.stdout.flush()
    left = memoryview(data)
    while left:
        left = left[sys.stdout.buffer.write(left) :]
    sys.stdout.buffer.flush()


def _replace(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(_mode(path))
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """The permissions an ordinary write would leave: those of the file that is replaced, else by the umask."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def say(message: str, *, quiet: bool = False) -> None:
    """One line to standard error, unless it is mere advice and the person wants quiet."""
    if not quiet:
        sys.stderr.write(f"{one_line(message)}\n")


def on_screen(target: str | None) -> bool:
    """Whether what is written to *target* comes before the person's eyes at once."""
    return target in (None, "-") and sys.stdout.isatty()


def console(*, plain: bool, file: bool = False) -> "Console":
    """The console a dossier is printed on: standard output, or a recording one for a file.

    ``NO_COLOR`` and *plain* turn colours off; *plain* also leaves out everything but text.
    """
    from rich.console import Console  # noqa: PLC0415 - a tenth of a second that --help need not wait for

    target = io.StringIO() if file else sys.stdout
    screen = not file and sys.stdout.isatty()
    bare = plain or not screen or "NO_COLOR" in os.environ
    return Console(
        file=target,
        width=None if screen else WIDTH,
        color_system=None if bare else "auto",
        force_terminal=False if plain else None,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
    )


@contextlib.contextmanager
def progress(*, hidden: bool) -> Iterator[Callable[[str, int, int], None] | None]:
    """A progress bar on standard error, one line a stage; ``None`` where that is no terminal or *hidden*."""
    if hidden or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415 - only where it is shown
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415 - as above

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:.0f}/{task.total:.0f}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, int] = {}

        def step(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = int(bar.add_task(stage, total=total))
            bar.update(tasks[stage], completed=done, total=total)  # type: ignore[arg-type]  # TaskID is an int by NewType

        yield step
