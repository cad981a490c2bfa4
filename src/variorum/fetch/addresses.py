"""Which numeric addresses may be connected to: those of the public internet, and no others."""

import ipaddress
from functools import lru_cache
from importlib import resources

_PUBLIC = ipaddress.ip_network("2000::/3")
"""The only part of IPv6 that is given to anybody yet (RFC 4291)."""


@lru_cache(maxsize=1)
def _refused() -> tuple[tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, str], ...]:
    text = resources.files("variorum.fetch").joinpath("data", "refused.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple((ipaddress.ip_network(network), what) for network, what in rows)


def why_refused(address: str) -> str | None:
    """Why a numeric address is not connected to, or ``None`` for one of the public internet.

    Args:
        address: as a resolver gives it; what is no number is refused too, and so is one with a zone.
    """
    try:
        number = ipaddress.ip_address(address)
    except ValueError:
        return "no address"
    if isinstance(number, ipaddress.IPv6Address) and number.scope_id:
        return "the same cable (link-local)"
    for network, what in _refused():
        if number.version == network.version and number in network:
            return what
    if isinstance(number, ipaddress.IPv6Address) and number not in _PUBLIC:
        return "nobody (reserved)"
    return None
