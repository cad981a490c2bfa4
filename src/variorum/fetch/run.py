"""What a person asks to be fetched: pages, feeds with their entries or with the pages these lead to, lists of feeds."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urljoin

from variorum.errors import UnreadableError
from variorum.fetch.client import Client, Fetched
from variorum.fetch.limits import LINKED
from variorum.model import Problem, Severity
from variorum.read.captures import Given
from variorum.read.kinds import Media, by_content, by_name
from variorum.read.limits import refuse_large
from variorum.read.reader import Here, Reader

_WEB = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
Got = Fetched | UnreadableError | Problem
"""An answer, why there is none, or what is to be said beside the answers."""


def fetched(
    asked: Sequence[str], client: Client, *, linked: bool = False, reader: Reader | None = None
) -> Iterator[Got]:
    """What stands at some addresses, one after another; an address that fails is told and the others go on.

    Args:
        asked: addresses, and files that are lists of feeds (OPML).
        client: fetches.
        linked: of a feed, fetch the pages that its entries lead to, in place of what the feed says of them.
        reader: who reads lists and feeds.
    """
    reads = reader or Here()
    for word in asked:
        try:
            addresses = (word,) if _WEB.match(word) else reads.feeds_of(_file(word), word)
        except UnreadableError as error:
            yield error
            continue
        for address in addresses:
            yield from _one(address, client, reads, linked=linked, lists=True)


def is_many(data: bytes) -> bool:
    """Whether bytes hold many reports that each say where they are from."""
    return by_content(data[:4096]) in {Media.FEED, Media.WARC, Media.LINES}


def _file(word: str) -> bytes:
    try:
        with Path(word).open("rb") as file:
            data = file.read(1 + 10 * 1024 * 1024)
    except (OSError, ValueError) as error:
        why = f"it is no address, and no file that can be read ({getattr(error, 'strerror', None) or error})"
        raise UnreadableError(
            word, why, "Give an address with http:// or https://, or an OPML file", code="no-address"
        ) from error
    refuse_large(len(data), word)
    if by_name(word) is not Media.OPML and by_content(data[:4096]) is not Media.OPML:
        advice = "Give a report's file to variorum add; fetch takes addresses and lists of feeds (OPML)"
        raise UnreadableError(word, "it is no address and no list of feeds", advice, code="no-address")
    return data


def _one(address: str, client: Client, reader: Reader, *, linked: bool, lists: bool) -> Iterator[Got]:
    try:
        found = client.get(address)
        kind = by_content(found.data[:4096])
        if lists and kind is Media.OPML:
            for feed in reader.feeds_of(found.data, found.url):
                yield from _one(urljoin(found.url, feed), client, reader, linked=linked, lists=False)
            return
    except UnreadableError as error:
        yield error
        return
    if linked and kind is Media.FEED:
        yield from _linked(found, client, reader)
    else:
        yield found


def _linked(feed: Fetched, client: Client, reader: Reader) -> Iterator[Got]:
    """The pages that a feed's entries lead to."""
    entries = (
        one.capture.stated.url for one in reader.received_bytes(feed.data, feed.url) if isinstance(one, Given)
    )
    links = list(dict.fromkeys(urljoin(feed.url, url) for url in entries if url))
    if not links:
        yield UnreadableError(
            feed.url, "no entry of the feed leads to a page", "Fetch it without --linked", code="no-links"
        )
    for link in links[:LINKED]:
        yield from _one(link, client, reader, linked=False, lists=False)
    if len(links) > LINKED:
        message = f"The feed leads to {len(links)} pages; the first {LINKED} were asked for."
        yield Problem("many-links", Severity.WARNING, message, feed.url)
