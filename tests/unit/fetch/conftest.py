"""A web of one server on this machine, which a client reaches by names that only the test's resolver knows."""

import gzip
import shutil
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("httpcore", reason="the extra fetch is not installed")

from variorum.fetch import Client
from variorum.fetch.addresses import why_refused

HERE = "127.0.0.1"
PAGE = b"<!doctype html><html><head><title>Bridge closed</title></head><body><article><p>Officials closed the Kesh bridge on Monday after a strike, they said.</p></article></body></html>"


@dataclass
class Web:
    """A server, what it answers by path, and what it was asked."""

    port: int
    answers: dict[str, Any]
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    resolved: list[str] = field(default_factory=list)

    def url(self, path: str, host: str = "news.example", scheme: str = "http") -> str:
        """An address of this web."""
        return f"{scheme}://{host}:{self.port}{path}"

    def client(self, **options: Any) -> Client:
        """A client that knows this web, and may go to this machine's one address and to no other that is not public."""

        def resolve(host: str, _: int) -> tuple[str, ...]:
            self.resolved.append(host)
            return self.names.get(host, (HERE,) if host.endswith(".example") else (host,))

        def refuse(address: str) -> str | None:
            return None if address == HERE else why_refused(address)

        given = {"resolve": resolve, "refuse": refuse, "ports": frozenset({self.port, 80, 443}), "pause": 0.0}
        return Client(**{**given, **options})


def _handler(web: Callable[[], Web]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            here = web()
            here.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
            answer = here.answers.get(self.path.partition("?")[0])
            try:
                if callable(answer):
                    answer(self)
                else:
                    status, headers, body = answer or (404, {}, b"none")
                    self.send_response(status)
                    for name, value in {
                        "Content-Length": str(len(body)),
                        "Connection": "close",
                        **headers,
                    }.items():
                        self.send_header(name, value)
                    self.end_headers()
                    self.wfile.write(body)
            except OSError:  # the client went away
                pass
            self.close_connection = True

        def log_message(self, *_: Any) -> None:
            """Nothing on the screen."""

    return Handler


def _serving(answers: dict[str, Any], trust: ssl.SSLContext | None = None) -> Iterator[Web]:
    made: list[Web] = []
    server = ThreadingHTTPServer((HERE, 0), _handler(lambda: made[0]))
    server.daemon_threads = True
    if trust:
        server.socket = trust.wrap_socket(server.socket, server_side=True)
    made.append(Web(server.server_address[1], answers))
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield made[0]
    server.shutdown()
    server.server_close()


def _drip_head(handler: BaseHTTPRequestHandler) -> None:
    for k in range(200):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" if k == 0 else b"X-%d: y\r\n" % k)
        handler.wfile.flush()
        time.sleep(0.1)


def _drip_body(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    for _ in range(200):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.1)


def _endless(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        handler.wfile.write(b"10000\r\n" + b"x" * 65536 + b"\r\n")


def _to(place: str, status: int = 302) -> tuple[int, dict[str, str], bytes]:
    return status, {"Location": place, "Set-Cookie": "id=1; Path=/"}, b""


@pytest.fixture
def web() -> Iterator[Web]:
    """A server of pages, good and bad."""
    bomb = gzip.compress(b"\0" * (64 << 20))
    packed = gzip.compress(PAGE)
    yield from _serving(
        {
            "/page": (200, {"Content-Type": "text/html; charset=utf-8", "Set-Cookie": "id=2"}, PAGE),
            "/packed": (200, {"Content-Encoding": "gzip"}, packed),
            "/half": (200, {"Content-Encoding": "gzip"}, packed[:-9]),
            "/damaged": (200, {"Content-Encoding": "gzip"}, b"\0" + packed),
            "/odd": (200, {"Content-Encoding": "br"}, packed),
            "/bomb": (200, {"Content-Encoding": "gzip"}, bomb),
            "/large": (200, {"Content-Length": str(1 << 40)}, b"x"),
            "/endless": _endless,
            "/drip-head": _drip_head,
            "/drip-body": _drip_body,
            "/gone": (410, {}, b"gone"),
            "/moved": _to("/page", 301),
            "/round": _to("/round"),
        }
    )


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of ``news.example`` with its key, made for this run."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    path = tmp_path_factory.mktemp("tls") / "news.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=news.example",
         "-addext", "subjectAltName=DNS:news.example", "-keyout", str(path), "-out", str(path) + ".crt"],
        check=True, capture_output=True,
    )  # fmt: skip
    path.write_bytes(path.read_bytes() + Path(str(path) + ".crt").read_bytes())
    return path


@pytest.fixture
def locked(certificate: Path) -> Iterator[Web]:
    """The same over TLS."""
    trust = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trust.load_cert_chain(certificate)
    yield from _serving({"/page": (200, {}, PAGE), "/down": _to("http://news.example/page")}, trust)
