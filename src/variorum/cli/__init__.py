"""The command line: results to standard output, everything else to standard error.

Exit status: 0 done; 1 done, but some reports could not be read (each named); 2 wrong use; 3 nothing could be done.
Beside these, as shells count signals: 130 interrupted, 141 the reader of the output went away.
"""

import logging
import os
import sys
import traceback
from collections.abc import Sequence

from variorum.cli.options import parser
from variorum.errors import UsageError, VariorumError

DONE, PARTLY, WRONG_USE, NOTHING = 0, 1, 2, 3
INTERRUPTED, READER_GONE = 130, 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: the words after the program's name; ``None`` takes them from the process.

    Returns:
        The exit status. argparse itself leaves with 0 after ``--help`` and with 2 on wrong options.
    """
    _same_bytes_everywhere()
    try:
        options = parser().parse_args(arguments)
        from variorum.cli import commands  # noqa: PLC0415 - --help and --version need none of it

        status: int = commands.run(options)
        sys.stdout.flush()
    except UsageError as error:
        return _say(error, WRONG_USE)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # What is still buffered has nobody to go to; without this the interpreter complains as it exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_GONE
    except VariorumError as error:
        return _say(error, NOTHING)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return _say(f"{where}{error.strerror or error}", NOTHING)
    except Exception as error:  # noqa: BLE001 - the one place where an error of ours meets the person
        kind = type(error).__name__
        return _say(
            f"an error in variorum itself ({kind}: {error}). VARIORUM_TRACEBACK=1 shows where.", NOTHING
        )
    return status


def _say(what: Exception | str, status: int) -> int:
    if os.environ.get("VARIORUM_TRACEBACK") and isinstance(sys.exception(), Exception):
        traceback.print_exc()
    from variorum.export.visible import one_line  # noqa: PLC0415 - only where something went wrong

    sys.stderr.write(f"variorum: {one_line(str(what))}\n")
    return status


def _same_bytes_everywhere() -> None:
    """UTF-8 and bare line feeds on both streams, whatever the locale; no library logs to the screen."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    root = logging.getLogger()
    if not root.handlers:
        root.addHandler(logging.NullHandler())
