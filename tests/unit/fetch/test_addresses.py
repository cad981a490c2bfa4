"""Which addresses are connected to, and which words are addresses at all."""

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.fetch.addresses import why_refused
from variorum.fetch.urls import FetchError, followed, target

if TYPE_CHECKING:
    import ipaddress

PRIVATE = (
    "127.0.0.1", "127.255.255.254", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "0.0.0.0", "0.1.2.3", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.9",
    "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1",
    "::ffff:169.254.169.254", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::",
    "2001::1", "2001:db8::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12:3456::1", "fec0::1", "ff02::1",
    "100::1", "3fff::1", "4000::1", "::ffff:0:127.0.0.1", "", "news.example", "127.0.0.1:80", "0x7f.1",
)  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_no_address_but_the_public_ones(address: str) -> None:
    """Addresses of this machine, of private networks, of many at once, and IPv4 hidden in IPv6 are refused."""
    assert why_refused(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.216.34", "172.32.0.1", "2606:4700::1111", "2a00:1450::1"]
)
def test_public_addresses(address: str) -> None:
    """Addresses of the public internet are not refused."""
    assert why_refused(address) is None


@given(st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6)))
def test_whatever_python_calls_private_is_refused(
    address: "ipaddress.IPv4Address | ipaddress.IPv6Address",
) -> None:
    """No address is let through that Python's own table does not call global, or that is for many at once."""
    if not address.is_global or address.is_multicast:
        assert why_refused(str(address))


WRONG = (
    "ftp://news.example/", "file:///etc/passwd", "gopher://news.example", "javascript:alert(1)", "data:text/html,x",
    "//news.example/", "news.example", "http://", "http:///x", "http://ann:secret@news.example/", "http://@news.example/",
    "http://news.example:22/", "http://news.example:0/", "http://news.example:99999/", "http://news.example:x/",
    "http://news.example/a b", "http://news.example\\@other.example/", "http://news.example/\r\nHost: x", "http://[::1/",
    "http://[fe80::1%25eth0]/", "http://-x.example/", "http://a..example/", "http://" + "a" * 64 + ".example/",
    "http://" + "a." * 200 + "example/", "http://news.example/" + "x" * 3000, "http://\u202enews.example/", "http://[v1.x]/",
)  # fmt: skip


@pytest.mark.parametrize("url", WRONG)
def test_what_is_no_address_of_a_page(url: str) -> None:
    """Other schemes, passwords, ports of other services and broken addresses are refused before anything is asked."""
    with pytest.raises(FetchError):
        target(url)


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("HTTP://News.Example", "http://news.example/"),
        ("https://news.example:443/a?b=c#d", "https://news.example/a?b=c"),
        ("http://news.example:8080/ä?ö", "http://news.example:8080/%C3%A4?%C3%B6"),
        ("http://münchen.example/", "http://xn--mnchen-3ya.example/"),
        ("http://[2606:4700::1111]/x", "http://[2606:4700::1111]/x"),
        ("http://news.example./x%20y", "http://news.example/x%20y"),
    ],
)
def test_an_address_as_it_is_asked(url: str, asked: str) -> None:
    """An address is asked in ASCII, without its fragment, its host in small letters."""
    assert target(url).url == asked


def test_a_redirect_never_leaves_encryption() -> None:
    """A redirect is read against the page it stands on; from https it does not lead to http."""
    at = target("https://news.example/a/b")
    assert followed(at, "../c").url == "https://news.example/c"
    with pytest.raises(FetchError, match="encrypted"):
        followed(at, "http://news.example/c")
    with pytest.raises(FetchError, match="only http"):
        followed(at, "file:///etc/passwd")
