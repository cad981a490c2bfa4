"""``variorum fetch``: addresses to reports of a workspace. The only command that opens a connection."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from variorum.cli import output
from variorum.errors import UnreadableError, UsageError
from variorum.export.visible import one_line
from variorum.model import Metadata, Problem, Severity

if TYPE_CHECKING:
    from variorum.fetch import Client, Fetched
    from variorum.store import Added, Workspace

MISSING = "fetching needs packages that are not installed: pip install 'variorum[desk,fetch]'"
FETCH = """URL is the address of a page, a feed (RSS or Atom), or a list of feeds; a list (OPML) may be a file too.
Only the public web is reached, over http and https: no address of this machine or of a private network, at no redirect.
No cookie is sent or kept. What comes is kept as received, like any other capture."""


def declare(command: argparse.ArgumentParser, by: Callable[[argparse.ArgumentParser], None]) -> None:
    """Declare the options of ``fetch``."""
    command.add_argument("urls", nargs="+", metavar="URL", help="an address, or a list of feeds (.opml)")
    command.add_argument("--story", metavar="NAME", help="the story they belong to; as for add")
    command.add_argument(
        "--linked", action="store_true", help="of a feed, fetch the pages that its entries lead to"
    )
    command.add_argument(
        "--later", action="store_true", help="keep them only; variorum analyse does the rest"
    )
    by(command)


def client() -> "Client":
    """What fetches; tests put another in its place.

    Raises:
        UsageError: the extra is not installed.
    """
    try:
        from variorum.fetch import Client  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise UsageError(MISSING) from error
    return Client()


def fetch(options: argparse.Namespace, folder: Path, by: str, tell: "Callable[[Added], None]") -> bool:
    """Fetch and keep what was asked for, one by one.

    Args:
        options: what was typed.
        folder: the workspace.
        by: who asks.
        tell: told what became of each.

    Returns:
        Whether all was kept.
    """
    asked = client()
    from variorum.fetch.run import fetched  # noqa: PLC0415 - an extra
    from variorum.read.reader import Apart  # noqa: PLC0415 - reads each document in a process with limits
    from variorum.store import Workspace  # noqa: PLC0415 - as the command's other half

    whole = True
    with Apart() as reader, Workspace.open(folder, reader=reader) as workspace:
        for one in fetched(options.urls, asked, linked=options.linked, reader=reader):
            if isinstance(one, UnreadableError):
                output.say(one_line(str(one)), quiet=False)
                whole = False
            elif isinstance(one, Problem):
                output.say(one_line(f"{one.where}: {one.message}"), quiet=options.quiet)
            else:
                added = _kept(one, workspace, options.story, by)
                tell(added)
                whole = whole and not any(p.severity is Severity.ERROR for p in added.problems)
    return whole


def _kept(one: "Fetched", workspace: "Workspace", story: str | None, by: str) -> "Added":
    from variorum.fetch.run import is_many  # noqa: PLC0415 - an extra

    stated = Metadata() if is_many(one.data) else Metadata(url=one.url)
    return workspace.add_bytes(one.url, one.data, story=story, by=by, stated=stated)
