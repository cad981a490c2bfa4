"""One address to the bytes that stand there: each redirect checked like the first, and nothing said about who asks."""

import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import certifi
import httpcore

from variorum import __version__
from variorum.errors import UnreadableError
from variorum.fetch.addresses import why_refused
from variorum.fetch.limits import BYTES, IDLE, PAUSE, PORTS, REDIRECTS, SECONDS
from variorum.fetch.network import Checked, DeadlineError, Refusal, RefusedAddressError, Resolver, resolved
from variorum.fetch.unpack import body_of
from variorum.fetch.urls import FetchError, Target, followed, target

_HEADERS = (
    (b"User-Agent", f"variorum/{__version__}".encode()),
    (b"Accept", b"text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.5"),
    (b"Accept-Encoding", b"gzip"),
    (b"Accept-Language", b"en"),
    (b"Connection", b"close"),
)  # fmt: skip
"""All that a server is told: no cookie, no referring page, nothing from the environment."""


def _headers(at: Target) -> list[tuple[bytes, bytes]]:
    return [(b"Host", at.origin.partition("//")[2].encode()), *_HEADERS]


_AWAY = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Fetched:
    """What stood at an address.

    ``url`` is where it stood in the end, ``asked`` what was asked for, ``addresses`` what was connected to on the way.
    """

    asked: str
    url: str
    data: bytes
    kind: str
    """The content type that the server states, without its parameters."""
    addresses: tuple[str, ...]


def _trust() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=certifi.where())


@dataclass
class Client:
    """Fetches addresses, one at a time.

    Args:
        resolve: finds the numeric addresses of a host.
        refuse: says why an address is not connected to. That and ``resolve`` are here for tests, whose server
            is on this machine; no option of a command changes them.
        ports: at which pages are served.
        trust: what certificates are checked against.
        most: bytes of an answer, as it comes and unpacked.
        seconds: for one address with all its redirects.
        pause: seconds between two requests to one host.
        sleep: waits.
    """

    resolve: Resolver = resolved
    refuse: Refusal = why_refused
    ports: frozenset[int] = PORTS
    trust: Callable[[], ssl.SSLContext] = _trust
    most: int = BYTES
    seconds: float = SECONDS
    pause: float = PAUSE
    sleep: Callable[[float], None] = time.sleep
    _asked: dict[str, float] = field(default_factory=dict, repr=False)

    def get(self, url: str) -> Fetched:
        """What stands at *url*.

        Raises:
            UnreadableError: it is not fetched, and why; a :class:`FetchError` where the network had a part in it.
        """
        at = target(url, ports=self.ports)
        network = Checked(time.monotonic() + self.seconds, self.resolve, self.refuse)
        for _ in range(REDIRECTS + 1):
            found = self._once(url, at, network)
            if isinstance(found, Fetched):
                return found
            at = found
        raise _failed(url, f"it leads on more than {REDIRECTS} times", "too-many-redirects")

    def _once(self, asked: str, at: Target, network: Checked) -> Fetched | Target:
        """The answer of one address, or where it leads."""
        self._wait(at.host, network)
        try:
            with (
                httpcore.ConnectionPool(ssl_context=self.trust(), network_backend=network, retries=0) as pool,
                pool.stream("GET", _asked_url(at), headers=_headers(at), extensions=_TIMES) as answer,
            ):
                return self._read(asked, at, answer, network)
        except RefusedAddressError as error:
            raise FetchError(
                at.url, str(error), "Only pages of the public web are fetched", code="refused-address"
            ) from error
        except DeadlineError as error:
            raise _failed(at.url, f"it took more than {self.seconds:.0f} seconds", "timeout") from error
        except httpcore.TimeoutException as error:
            raise _failed(at.url, f"nothing came for {IDLE:.0f} seconds", "timeout") from error
        except (httpcore.NetworkError, httpcore.ProtocolError, ssl.SSLError) as error:
            raise _failed(at.url, f"it cannot be reached ({error})", "unreachable") from error

    def _read(self, asked: str, at: Target, answer: httpcore.Response, network: Checked) -> Fetched | Target:
        headers = {name.lower(): value.decode("latin-1").strip() for name, value in reversed(answer.headers)}
        if answer.status in _AWAY and b"location" in headers:
            return followed(at, headers[b"location"], ports=self.ports)
        if answer.status != 200:
            raise _failed(at.url, f"the server answers {answer.status}, not with a page", "no-page")
        length = headers.get(b"content-length", "0")
        if length.isascii() and length.isdigit() and len(length) < 20 and int(length) > self.most:
            raise _large(at.url, self.most)
        packed = headers.get(b"content-encoding", "").lower()
        data = body_of(answer.iter_stream(), packed, at.url, most=self.most)
        kind = headers.get(b"content-type", "").partition(";")[0].strip().lower()
        return Fetched(asked, at.url, data, kind, tuple(network.connected))

    def _wait(self, host: str, network: Checked) -> None:
        """Wait until a host was left alone for a moment; the wait is not counted as the server's."""
        last = self._asked.get(host)
        if last is not None and (rest := last + self.pause - time.monotonic()) > 0:
            self.sleep(rest)
            network.until += rest
        self._asked[host] = time.monotonic()


_TIMES = {"timeout": {"connect": IDLE, "read": IDLE, "write": IDLE, "pool": IDLE}}


def _asked_url(at: Target) -> httpcore.URL:
    return httpcore.URL(
        scheme=at.scheme.encode(), host=at.host.encode(), port=at.port, target=at.path.encode()
    )


def _failed(url: str, why: str, code: str) -> FetchError:
    return FetchError(url, why, "Open it in a browser, save the page as HTML and give the file", code=code)


def _large(url: str, most: int) -> UnreadableError:
    return UnreadableError(
        url, f"it is too large for a report (more than {most // 1024 // 1024} MB)",
        "Save the part that is the report, and give the file", code="too-large",
    )  # fmt: skip
