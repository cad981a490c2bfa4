"""How long a desk takes to answer each of its pages over HTTP, as a browser on this machine asks for them."""

import functools
import http.client
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from variorum.bench.store.plain import Plain
from variorum.store import Workspace

ASKED = 60
"""Times that each page is asked for; every second time another story, finding or report."""
STORIES = 20
"""Stories whose pages are asked for."""


def page_times(folder: Path) -> dict[str, float]:
    """Milliseconds at the 95th percentile, by page."""
    addresses = _addresses(folder)
    with _served(folder) as (port, cookie):
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        return {
            name: _percentile([_took(line, a, cookie) for a in _turn(every)])
            for name, every in addresses.items()
        }


def _turn(addresses: list[str]) -> list[str]:
    return [addresses[k // 2 % len(addresses)] for k in range(ASKED)]


def _addresses(folder: Path) -> dict[str, list[str]]:
    with Workspace.open(folder, stages=Plain()) as ws:
        stories = ws.stories(limit=STORIES)
        largest = max(ws.stories(limit=1000), key=lambda s: s.reports)
        findings = [f.id for s in (largest, *stories) for f in ws.findings(s.id)[:1]]
        reports = [ws.reports(s.id)[0].id for s in stories]
        sources = [name for name, *_ in ws.sources(limit=STORIES)]
        words = [" ".join(ws.report_text(r).split()[40:42]) for r in reports]
    return {
        "stories": ["/", "/?page=2"], "a story": [f"/story/{s.id}" for s in (largest, *stories)],
        "a finding": [f"/finding/{f}" for f in findings], "a report": [f"/report/{quote(r, safe='')}" for r in reports],
        "sources": ["/sources"], "a source": [f"/source?name={quote(n)}" for n in sources],
        "search": [f"/search?q={quote(w)}" for w in words], "judgements": ["/judgements"], "add": ["/add"],
        "progress": ["/progress"],
    }  # fmt: skip


@contextmanager
def _served(folder: Path) -> Iterator[tuple[int, str]]:
    """A server of the workspace in a thread of this process; its port, and the cookie that opens it."""
    import uvicorn  # noqa: PLC0415 - with the application, only here

    from variorum.web.app import application  # noqa: PLC0415 - as above
    from variorum.web.desk import Desk, Door  # noqa: PLC0415 - as above
    from variorum.web.work import Inside, Work  # noqa: PLC0415 - as above

    opened = functools.partial(Workspace.open, folder, stages=Plain())
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # as in web.serve
    listening.bind(("127.0.0.1", 0))
    listening.listen(16)
    door, work = Door("127.0.0.1", listening.getsockname()[1]), Work(Inside(opened), opened)
    app = application(Desk(folder, "bench", door, work, opened))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield door.port, f"{door.cookie}={door.session}"
    finally:
        server.should_exit = True
        thread.join()
        work.close()
        listening.close()


def _took(line: http.client.HTTPConnection, address: str, cookie: str) -> float:
    begun = time.perf_counter()
    line.request("GET", address, headers={"Cookie": cookie})
    answer = line.getresponse()
    answer.read()
    took = (time.perf_counter() - begun) * 1000
    if answer.status != 200:
        msg = f"{address} answered {answer.status}"
        raise RuntimeError(msg)
    return took


def _percentile(times: list[float]) -> float:
    return sorted(times)[round(0.95 * (len(times) - 1))]
