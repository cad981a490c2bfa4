"""What stands before every page: host, size, token, origin, and the headers that tell a browser what to forbid.

Plain ASGI, so that a stream of events passes through it piece by piece.
"""

import secrets
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request

from variorum.web.errors import Refused, answer

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from variorum.web.desk import Door

LARGEST = 64 * 1024 * 1024
"""Bytes of one request: a report may have 50 MB (``variorum.read.limits``), and a form carries it with its fields."""
SAFE_METHODS = frozenset({"GET", "HEAD"})
_OPEN = "/static/"
_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


def policy(nonce: str) -> str:
    """The content security policy of a page: our own style sheets and scripts by nonce, and nothing else."""
    return (
        f"default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    )


@dataclass(frozen=True, slots=True)
class Guard:
    """Lets a request through, or answers it."""

    app: "ASGIApp"
    door: "Door"

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":  # no web sockets here
            return
        nonce = secrets.token_urlsafe(16)
        scope.setdefault("state", {})["nonce"] = nonce
        out = _sealed(send, nonce)
        request = Request(scope)
        try:
            self._check(request)
            await self.app(scope, _counted(receive), out)
        except Refused as refused:
            await answer(request, refused)(scope, receive, out)

    def _check(self, request: Request) -> None:
        headers = request.headers
        if len(headers.getlist("host")) != 1 or not self.door.knows_host(headers["host"]):
            raise Refused(421, "This server does not go by that name. Open the address that it printed.")
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdigit() or int(length) > LARGEST:
            raise Refused(413, f"That is too large: at most {LARGEST // 1024 // 1024} MB at a time.")
        path = request.url.path
        if path.startswith(_OPEN) and request.method in SAFE_METHODS:
            return
        token = request.query_params.get("token")
        if path == "/" and request.method == "GET" and token is not None and self.door.opens(token):
            request.state.enters = True
            return
        bearer = headers.get("authorization", "").removeprefix("Bearer ")
        if headers.get("authorization") is not None and path.startswith("/api/"):
            if not self.door.opens(bearer):
                raise Refused(401, "That token is not this server's.")
            by_cookie = False
        elif self.door.admits(_session(headers, self.door.cookie)):
            by_cookie = True
        else:
            raise Refused(401, "Open the address that variorum serve printed: it holds the key to this desk.")
        if request.method not in SAFE_METHODS:
            _check_origin(headers, by_cookie=by_cookie)


def _session(headers: Headers, name: str) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


def _check_origin(headers: Headers, *, by_cookie: bool) -> None:
    """Refuse a request that another site's page made.

    Under our referrer policy a browser writes ``Origin: null`` for our own forms; ``Sec-Fetch-Site`` then tells.
    A browser without that header has to send our origin. A program that shows the token needs neither.
    """
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    ours = f"http://{headers['host']}"
    wrong = (
        site not in {None, "same-origin"}
        or (origin is not None and origin != ours and not (origin == "null" and site == "same-origin"))
        or (by_cookie and site is None and origin is None)
    )
    if wrong:
        raise Refused(403, "That came from another page than this desk's own, so nothing was changed.")


def _counted(receive: "Receive") -> "Receive":
    """*receive*, until more than the largest request has come, whatever its length was said to be."""
    had = 0

    async def counted() -> "Message":
        nonlocal had
        message = await receive()
        had += len(message.get("body", b""))
        if had > LARGEST:
            raise Refused(413, f"That is too large: at most {LARGEST // 1024 // 1024} MB at a time.")
        return message

    return counted


def _sealed(send: "Send", nonce: str) -> "Send":
    """*send*, with the headers that every answer has."""

    async def sealed(message: "Message") -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["content-security-policy"] = policy(nonce)
            for name, value in _HEADERS.items():
                headers[name] = value
            headers.setdefault("cache-control", "no-store")
        await send(message)

    return sealed
