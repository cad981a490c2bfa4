"""``variorum serve``: the desk on a port of this machine."""

import functools
import os
import socket
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from variorum.errors import UsageError, VariorumError
from variorum.settings import Settings
from variorum.store import Workspace
from variorum.web.desk import Desk, Door, is_address, is_loopback

MISSING = "the web app needs packages that are not installed: pip install 'variorum[desk]'"


def serve(
    folder: Path, *, by: str, host: str = "127.0.0.1", port: int = 0, hosts: Iterable[str] = (),
    settings: Settings | None = None, say: Callable[[str], None] = print, tell: Callable[[str], None] = print,
) -> None:  # fmt: skip
    """Serve a workspace until interrupted.

    Args:
        folder: the workspace.
        by: who judges, unless a form says otherwise.
        host: what to listen on; anything but this machine itself is said loudly.
        port: 0 takes a free one.
        hosts: further names that the server goes by.
        settings: how reports are analysed.
        say: is told what to beware of.
        tell: is told the address, which holds the token.

    Raises:
        VariorumError: it cannot listen there, or a package is missing.
    """
    try:
        import uvicorn  # noqa: PLC0415 - with the application, only here

        from variorum.web.app import application  # noqa: PLC0415 - as above
        from variorum.web.work import Children, Work  # noqa: PLC0415 - as above
    except ImportError as error:
        raise VariorumError(MISSING) from error
    opened = functools.partial(Workspace.open, folder.resolve())
    opened().close()  # say now, not at the first page, that there is none
    listening = _listening(host, port)
    try:
        door = Door(
            host.strip("[]"), listening.getsockname()[1], hosts=frozenset(h.casefold() for h in hosts)
        )
        work = Work(Children(folder.resolve(), settings), opened)
        app = application(Desk(folder, by, door, work, opened))
        if not is_loopback(host):
            say(
                f"WARNING: this desk listens on {host}, beyond this machine, without encryption. Whoever has the "
                "address below, or listens on the network, can read and change everything in it."
            )
        tell(f"open: {door.address}")
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, lifespan="off"
        )
        try:
            uvicorn.Server(config).run(sockets=[listening])
        finally:
            work.close()
    finally:
        listening.close()


def _listening(host: str, port: int) -> socket.socket:
    if not 0 <= port < 65536:
        msg = f"{port} is not a port: it is between 0 and 65535."
        raise UsageError(msg)
    bare = "127.0.0.1" if host == "localhost" else host.strip("[]")
    if not is_address(bare):  # a name would have to be asked for
        msg = f"{host}: name the address to listen on by its number, such as 127.0.0.1."
        raise UsageError(msg)
    family = socket.AF_INET6 if ":" in bare else socket.AF_INET
    made = socket.socket(
        family, socket.SOCK_STREAM, socket.IPPROTO_TCP
    )  # so named, asyncio sends without Nagle's delay
    try:
        if os.name == "posix" and sys.platform != "cygwin":
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((bare, port))
        made.listen(128)  # from now on the printed address is answered
    except OSError as error:
        made.close()
        msg = f"cannot listen on {host}, port {port}: {error.strerror or error}; name another with --port."
        raise VariorumError(msg) from error
    return made
