"""What every page of one server shares: which workspace, who judges, who may come in, and who does long work."""

import hmac
import ipaddress
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from variorum.store import Workspace

if TYPE_CHECKING:
    from variorum.web.work import Work


def _secret() -> str:
    return secrets.token_urlsafe(32)


def is_address(host: str) -> bool:
    """Whether a host is written as a number, which no name server can point elsewhere."""
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach *host*."""
    return host == "localhost" or (is_address(host) and ipaddress.ip_address(host.strip("[]")).is_loopback)


@dataclass(frozen=True, slots=True)
class Door:
    """Who may come in.

    ``token`` stands in the address that is printed; ``session`` is what a browser that opened it keeps in a cookie,
    which is named for the port, since browsers do not tell ports apart. ``hosts`` are further names of the server.
    """

    host: str
    port: int
    token: str = field(default_factory=_secret, repr=False)
    session: str = field(default_factory=_secret, repr=False)
    hosts: frozenset[str] = frozenset()

    @property
    def cookie(self) -> str:
        """The name of the cookie."""
        return f"variorum_{self.port}"

    def knows_host(self, given: str) -> bool:
        """Whether a ``Host`` header names this server.

        Names other than our own are refused, for any name can be made to point here (DNS rebinding). A server that is
        reached from other machines answers to any number too.
        """
        host, _, port = given.rpartition(":") if not given.endswith("]") else (given, "", "")
        if not host:
            host, port = given, ""
        if (port or "80") != str(self.port):
            return False
        host = host.casefold()
        if host in {"127.0.0.1", "localhost", "[::1]", self.host, f"[{self.host}]", *self.hosts}:
            return True
        return not is_loopback(self.host) and is_address(host)

    def opens(self, token: str) -> bool:
        """Whether *token* is the printed one."""
        return hmac.compare_digest(token.encode("utf-8", "replace"), self.token.encode())

    def admits(self, session: str) -> bool:
        """Whether *session* is what the door gave."""
        return hmac.compare_digest(session.encode("utf-8", "replace"), self.session.encode())

    @property
    def address(self) -> str:
        """The address to open, with the token."""
        wild = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 - read, not bound
        host = wild.get(self.host, f"[{self.host}]" if ":" in self.host else self.host)
        return f"http://{host}:{self.port}/?token={self.token}"


@dataclass(frozen=True, slots=True)
class Desk:
    """One server's workspace. ``opened`` opens it anew for each request; ``by`` is who judges unless a form says."""

    folder: Path
    by: str
    door: Door
    work: "Work"
    opened: Callable[[], Workspace]
