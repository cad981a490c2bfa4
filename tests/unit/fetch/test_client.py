"""Pages fetched from a server on this machine: what comes back, and everything that is refused on the way."""

import ssl
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from variorum.errors import UnreadableError
from variorum.fetch import Client, FetchError

if TYPE_CHECKING:
    from tests.unit.fetch.conftest import Web

PAGE_WORDS = b"Kesh bridge"


def refused(client: Client, url: str) -> str:
    """The code of the error with which an address is not fetched."""
    with pytest.raises(UnreadableError) as told:
        client.get(url)
    return told.value.code


def test_a_page_comes_as_it_stands(web: "Web") -> None:
    """The bytes are those of the page, packed on the way or not, under the address where they stood in the end."""
    page, moved = web.client().get(web.url("/page")), web.client().get(web.url("/moved"))
    assert (PAGE_WORDS in page.data, page.kind, page.addresses) == (True, "text/html", ("127.0.0.1",))
    assert (moved.data, moved.asked, moved.url) == (page.data, web.url("/moved"), web.url("/page"))
    assert web.client().get(web.url("/packed")).data == page.data


def test_a_server_is_told_nothing(web: "Web", monkeypatch: pytest.MonkeyPatch) -> None:
    """A request has five headers and the host; no cookie is sent back, and no proxy of the environment is asked."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    client = web.client()
    client.get(web.url("/moved"))
    client.get(web.url("/page"))
    assert [path for path, _ in web.asked] == ["/moved", "/page", "/page"]
    told = {"host", "user-agent", "accept", "accept-encoding", "accept-language", "connection"}
    assert [set(headers) for _, headers in web.asked] == [told] * 3


TRAPS = (
    "http://127.0.0.2/", "http://localhost.example/", "http://169.254.169.254/latest/meta-data/", "http://[::1]/",
    "http://[::ffff:127.0.0.1]/", "http://10.0.0.1/", "http://inside.example/", "http://mixed.example/", "http://0/",
    "//127.0.0.2/page", "http://[64:ff9b::7f00:1]/",
)  # fmt: skip


@pytest.mark.parametrize("place", TRAPS)
def test_no_redirect_leads_inside(web: "Web", place: str) -> None:
    """A redirect to an address of this machine or of a private network is refused before a connection is made."""
    web.names = {
        "localhost.example": ("127.0.0.2",), "inside.example": ("192.168.0.1",), "0": ("0.0.0.0",),
        "mixed.example": ("93.184.216.34", "10.0.0.1"),
    }  # fmt: skip
    web.answers["/trap"] = (302, {"Location": place}, b"")
    assert refused(web.client(), web.url("/trap")) == "refused-address"
    assert [path for path, _ in web.asked] == ["/trap"]


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://127.1/", "http://2130706433/"]
)
def test_without_the_test_s_hooks_this_machine_is_refused(url: str) -> None:
    """A client as the command makes it does not connect to this machine, however its address is written."""
    assert refused(Client(), url) in {"refused-address", "unreachable"}


def test_a_name_is_resolved_once_and_that_is_connected_to(web: "Web") -> None:
    """A name that leads elsewhere at the second question cannot bring a request there (DNS rebinding)."""
    answers = iter([("127.0.0.1",), ("10.0.0.1",), ("127.0.0.1",)])
    client = web.client(resolve=lambda *_: next(answers))
    assert client.get(web.url("/page")).addresses == ("127.0.0.1",)
    assert refused(client, web.url("/moved")) == "refused-address"
    assert client.get(web.url("/page")).addresses == ("127.0.0.1",)


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/large", "too-large"), ("/endless", "too-large"), ("/bomb", "too-large"), ("/half", "damaged"),
        ("/damaged", "damaged"), ("/odd", "packed"), ("/gone", "no-page"), ("/none", "no-page"),
        ("/round", "too-many-redirects"),
    ],
)  # fmt: skip
def test_too_much_or_too_broken(web: "Web", path: str, code: str) -> None:
    """Answers without an end, bombs, damaged and unknown packing, other answers and circles are refused, and why."""
    assert refused(web.client(most=1 << 20), web.url(path)) == code


@pytest.mark.parametrize("path", ["/drip-head", "/drip-body"])
def test_a_slow_server_is_given_up(web: "Web", path: str) -> None:
    """A server that sends a little now and then is left when the time for its address is over."""
    begun = time.monotonic()
    assert refused(web.client(seconds=0.7), web.url(path)) == "timeout"
    assert time.monotonic() - begun < 5


def test_a_resolver_that_hangs_is_given_up(web: "Web") -> None:
    """A name that nobody answers for is left when the time is over."""

    def hangs(*_: object) -> tuple[str, ...]:
        time.sleep(3)
        return ("127.0.0.1",)

    begun = time.monotonic()
    assert refused(web.client(resolve=hangs, seconds=0.4), web.url("/page")) == "timeout"
    assert time.monotonic() - begun < 2


def test_certificates_are_checked_against_the_name(locked: "Web", certificate: Path) -> None:
    """A page comes over TLS from a trusted server of that name; another name or an unknown certificate is refused."""

    def trust() -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(certificate) + ".crt")

    url = locked.url("/page", scheme="https")
    assert PAGE_WORDS in locked.client(trust=trust).get(url).data
    assert refused(locked.client(trust=trust), locked.url("/page", "other.example", "https")) == "unreachable"
    assert refused(locked.client(), url) == "unreachable"
    assert refused(locked.client(trust=trust), locked.url("/down", scheme="https")) == "bad-redirect"


def test_one_host_is_not_asked_at_once(web: "Web") -> None:
    """Between two requests to one host some time passes."""
    waits: list[float] = []
    client = web.client(pause=5.0, sleep=waits.append)
    client.get(web.url("/page"))
    client.get(web.url("/page", "other.example"))
    client.get(web.url("/page"))
    assert (len(waits), 4 < waits[0] <= 5) == (1, True)


def test_an_error_says_where_and_what_to_do(web: "Web") -> None:
    """The sentence of a refusal names the address and says what to do."""
    with pytest.raises(FetchError, match=r"/gone: the server answers 410.*save the page as HTML"):
        web.client().get(web.url("/gone"))
