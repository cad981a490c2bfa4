"""RSS and Atom."""

import tracemalloc
from datetime import date
from pathlib import Path

import pytest

from variorum.read.limits import MOST_ENTRIES
from variorum.read.load import Loaded, load

SAID = "The ferry Calypso struck the northern pier on Tuesday, the port authority said."
RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Ellery Gazette</title><image><title>Logo</title></image>
<item><title>Ferry strikes pier</title><link>http://g.example/1</link><pubDate>Tue, 10 Mar 2026 09:00:00 GMT</pubDate>
<dc:creator>Ada Quist</dc:creator><description>Short.</description>
<content:encoded><![CDATA[<p>{SAID}</p><p>Two people of the crew &amp; a guest were hurt, it said.</p>]]></content:encoded></item>
<item><title>Harbour shut</title><description>The harbour was shut on Wednesday, the mayor said.</description></item>
<item><title>Nothing</title></item>
</channel></rss>"""
ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title><author><name>Desk</name></author>
<entry><title>One</title><link rel="self" href="http://self"/><link href="http://c.example/1"/>
<published>2026-03-11T10:00:00Z</published><author><name>Tom Rowe</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{SAID}</p><p>Nobody was hurt, it added later.</p></div></content></entry></feed>"""


def read(folder: Path, data: str, name: str = "feed.xml") -> Loaded:
    """What a feed gives."""
    (folder / name).write_text(data, encoding="utf-8")
    return load([str(folder / name)])


def test_rss(tmp_path: Path) -> None:
    """An entry's fullest text is the report, with its title, address, date, author, and the channel as outlet."""
    loaded = read(tmp_path, RSS)
    first, second = loaded.reports
    assert first.text == f"{SAID}\n\nTwo people of the crew & a guest were hurt, it said."
    assert (first.headline, first.url, first.byline) == (
        "Ferry strikes pier",
        "http://g.example/1",
        "Ada Quist",
    )
    assert (first.published, first.published_from, first.outlet) == (
        date(2026, 3, 10),
        "feed",
        "Ellery Gazette",
    )
    assert second.text == "The harbour was shut on Wednesday, the mayor said."
    assert [p.code for p in loaded.problems] == ["no-text"]


def test_atom(tmp_path: Path) -> None:
    """An Atom entry with XHTML gives its paragraphs, its own author and the link to its page."""
    (report,) = read(tmp_path, ATOM, "feed.atom").reports
    assert report.text == f"{SAID}\n\nNobody was hurt, it added later."
    assert (report.url, report.byline, report.outlet) == ("http://c.example/1", "Tom Rowe", "Courier")
    assert report.published == date(2026, 3, 11)


def with_entities(secret: Path, depth: int) -> str:
    """A feed that defines entities nested so deep, and one from a file, and uses both."""
    nested = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, depth + 1))
    head = f'<!DOCTYPE rss [<!ENTITY e0 "lolololol">{nested}<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    body = f"<item><title>T</title><description>{SAID} &e{depth}; &x;</description></item>"
    return f"{head}<rss><channel><title>G</title>{body}</channel></rss>"


def test_entities_are_never_expanded_and_nothing_is_fetched(tmp_path: Path) -> None:
    """Entities that a feed defines, nested or from a file, give no character of the report."""
    secret = tmp_path / "secret.txt"
    secret.write_text("the password is swordfish", encoding="utf-8")
    assert [report.text for report in read(tmp_path, with_entities(secret, 3)).reports] == [SAID]


def test_named_entities_of_html_are_their_characters(tmp_path: Path) -> None:
    """A feed that uses HTML's names for marks, which XML does not know, keeps the marks."""
    body = "<item><title>T</title><description>The mayor&rsquo;s boat sank at&nbsp;noon, it said.</description></item>"
    (report,) = read(tmp_path, f"<rss><channel><title>G</title>{body}</channel></rss>").reports
    assert report.text == "The mayor’s boat sank at noon, it said."


def test_a_billion_laughs_are_refused(tmp_path: Path) -> None:
    """A feed whose entities would grow to gigabytes is refused at once, with the reason."""
    tracemalloc.start()
    loaded = read(tmp_path, with_entities(tmp_path, 12))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [p.code for p in loaded.problems] == ["empty-feed"]
    assert "entity" in loaded.problems[0].message.lower()
    assert peak < 4 * 1024 * 1024


def test_a_feed_without_end_is_read_to_its_limit(tmp_path: Path) -> None:
    """Of a feed with more entries than any has, the first are read, and a warning says that the rest was not."""
    items = "".join(
        f"<item><title>T</title><description>Item {n % 7}. {SAID}</description></item>"
        for n in range(MOST_ENTRIES + 9)
    )
    loaded = read(tmp_path, f"<rss><channel><title>G</title>{items}")
    assert sum(len(report.locations) for report in loaded.reports) == MOST_ENTRIES
    assert loaded.problems[-1].code == "endless-feed"


@pytest.mark.parametrize("tail", ["<item><title>x", "<item></wrong><description>", "\0\0\0", "&undefined; <"])
def test_a_feed_broken_in_the_middle_gives_what_stands_before(tmp_path: Path, tail: str) -> None:
    """The entries before a broken place are read."""
    loaded = read(
        tmp_path,
        f"<rss><channel><title>G</title><item><title>T</title><description>{SAID}</description></item>{tail}",
    )
    assert loaded.reports[0].text == SAID


def test_no_feed(tmp_path: Path) -> None:
    """A feed without entries is an error; other XML is no feed."""
    assert [p.code for p in read(tmp_path, "<rss><channel><title>G</title></channel></rss>").problems] == [
        "empty-feed"
    ]
    assert (
        read(tmp_path, f"<html><body><article><p>{SAID}</p></article></body></html>", "page.xml")
        .reports[0]
        .text
        == SAID
    )
