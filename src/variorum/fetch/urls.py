"""Addresses on the web as they may be fetched: http and https, a host, a usual port, and no password."""

import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

import idna

from variorum.errors import UnreadableError
from variorum.fetch.limits import ADDRESS, PORTS

_DEFAULT = {"http": 80, "https": 443}
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9_-]{1,63}(?<!-))*", re.ASCII)
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")
_KEPT = "!#$%&'()*+,/:;=?@[]~"
"""Signs of an address that are sent as they stand; RFC 3986."""


class FetchError(UnreadableError):
    """An address was not fetched, and why."""


@dataclass(frozen=True, slots=True)
class Target:
    """An address to ask. ``host`` is in ASCII; an IPv6 number stands without its brackets."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """Scheme, host and port, the port only where it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == _DEFAULT[self.scheme] else f":{self.port}")

    @property
    def url(self) -> str:
        """The whole address, as it is asked and as it is written down."""
        return f"{self.origin}{self.path}"


def target(url: str, *, ports: frozenset[int] = PORTS) -> Target:
    """What an address asks of whom.

    Raises:
        FetchError: it is no address that is fetched (``bad-address``).
    """
    if len(url) > ADDRESS or _UNSAFE.search(url):
        raise _wrong(url, "it is too long for an address, or holds white space or a backslash")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise _wrong(url, f"it is no address ({error})") from error
    if parts.scheme not in _DEFAULT:
        raise _wrong(url, "only http:// and https:// are fetched")
    if parts.username is not None or parts.password is not None:
        raise _wrong(url, "it holds a name or a password")
    port = port if port is not None else _DEFAULT[parts.scheme]
    if port not in ports:
        raise _wrong(url, f"port {port} is not one at which pages are served")
    path = quote(parts.path or "/", safe=_KEPT) + (
        f"?{quote(parts.query, safe=_KEPT)}" if parts.query else ""
    )
    return Target(parts.scheme, _ascii(url, host), port, path)


def _ascii(url: str, host: str) -> str:
    if "[" in url.split("/", 3)[2] or ":" in host:
        if not re.fullmatch(r"[0-9a-f:.]+", host):  # no zone
            raise _wrong(url, "its host is no number that is connected to")
        return host
    try:
        name = host if host.isascii() else idna.encode(host, uts46=True).decode()
    except idna.IDNAError as error:
        raise _wrong(url, f"its host is no name ({error})") from error
    name = name.removesuffix(".")
    if not _NAME.fullmatch(name) or len(name) > 253:
        raise _wrong(url, "its host is no name")
    return name


def followed(came_from: Target, location: str, *, ports: frozenset[int] = PORTS) -> Target:
    """Where a redirect leads.

    Raises:
        FetchError: it leads nowhere that is fetched, or from an encrypted page to one that is not (``bad-redirect``).
    """
    to = target(urljoin(came_from.url, location.strip()), ports=ports)
    if came_from.scheme == "https" and to.scheme == "http":
        raise FetchError(
            came_from.url, f"it leads from an encrypted page to one that is not ({to.url})",
            "Give the address of the page itself, if you trust it", code="bad-redirect",
        )  # fmt: skip
    return to


def _wrong(url: str, why: str) -> FetchError:
    return FetchError(
        url[:ADDRESS], why, "Give the address of one page, as a browser shows it", code="bad-address"
    )
