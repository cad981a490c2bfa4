"""Connections to addresses that were looked at: a name is resolved once, and just what was checked is connected to."""

import socket
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import httpcore

from variorum.fetch.addresses import why_refused
from variorum.fetch.limits import IDLE

if TYPE_CHECKING:
    import ssl

Resolver = Callable[[str, int], tuple[str, ...]]
"""The numeric addresses of a host."""
Refusal = Callable[[str], str | None]
"""Why a numeric address is refused; ``None`` where it is not."""


class RefusedAddressError(httpcore.ConnectError):
    """A host has an address that is not connected to."""


class DeadlineError(httpcore.TimeoutException):
    """The time for one address is over."""


def resolved(host: str, port: int) -> tuple[str, ...]:
    """The numeric addresses of a host, as this machine's resolver gives them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass
class Checked(httpcore.NetworkBackend):
    """Connects to public addresses alone, and gives up at a moment that no slow server can put off.

    Args:
        until: when all is to be over, on the monotonic clock.
        resolve: finds the addresses of a host.
        refuse: says why an address is not connected to.
        connected: the addresses that were connected to, as the sockets themselves tell.
    """

    until: float
    resolve: Resolver = resolved
    refuse: Refusal = why_refused
    connected: list[str] = field(default_factory=list)

    def connect_tcp(  # the pool's own time and address are not asked for
        self, host: str, port: int,
        timeout: float | None = None,  # noqa: ARG002
        local_address: str | None = None,  # noqa: ARG002
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:  # fmt: skip
        """A connection to the first address of *host*, if none of its addresses is refused.

        A host with one public and one private address is refused whole: no honest page needs it.
        """
        addresses = self._addresses(host, port)
        for address in addresses:
            why = self.refuse(address)
            if why is not None:
                msg = f"{host} leads to {address}, an address for {why}"
                raise RefusedAddressError(msg)
        failed: Exception | None = None
        for address in addresses[:3]:
            try:
                stream = httpcore.SyncBackend().connect_tcp(
                    address, port, self._left(), None, socket_options or ()
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
                continue
            self.connected.append(str(stream.get_extra_info("server_addr")[0]))
            return _Timed(stream, self.until)
        raise failed or httpcore.ConnectError(f"{host} has no address")

    def _left(self) -> float:
        return _left(self.until, IDLE)

    def _addresses(self, host: str, port: int) -> tuple[str, ...]:
        """The addresses of *host*; a resolver that hangs is left to itself."""
        found: list[tuple[str, ...] | OSError | UnicodeError] = []

        def ask() -> None:
            try:
                found.append(self.resolve(host, port))
            except (OSError, UnicodeError) as error:
                found.append(error)

        asking = threading.Thread(target=ask, daemon=True, name="variorum-resolver")
        asking.start()
        asking.join(self._left())
        if not found:
            msg = f"no answer where {host} is"
            raise DeadlineError(msg)
        if isinstance(found[0], Exception):
            msg = f"nobody knows where {host} is ({getattr(found[0], 'strerror', None) or found[0]})"
            raise httpcore.ConnectError(msg) from found[0]
        return found[0]


def _left(until: float, most: float | None) -> float:
    """The seconds that one step may take."""
    left = until - time.monotonic()
    if left <= 0:
        msg = "the time is over"
        raise DeadlineError(msg)
    return left if most is None else min(left, most)


class _Timed(httpcore.NetworkStream):
    """A stream none of whose steps goes on beyond *until*."""

    def __init__(self, inner: httpcore.NetworkStream, until: float) -> None:
        self._inner, self._until = inner, until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _left(self._until, IDLE if timeout is None else timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _left(self._until, IDLE if timeout is None else timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: "ssl.SSLContext", server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        most = IDLE if timeout is None else timeout
        inner = self._inner.start_tls(ssl_context, server_hostname, _left(self._until, most))
        return _Timed(inner, self._until)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
