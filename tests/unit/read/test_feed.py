"""RSS and Atom."""

import io
import subprocess
import sys
import tracemalloc
from datetime import date
from html import escape
from pathlib import Path

import feedparser
import pytest

from variorum.errors import UnreadableError
from variorum.model import Capture, Metadata
from variorum.read import feed
from variorum.read.captures import Given
from variorum.read.limits import LARGEST, MOST_ENTRIES
from variorum.read.load import Loaded, load, read_capture

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


def test_a_feed_without_end_is_read_to_its_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a feed with more entries than any has, the first are read, and a warning says that the rest was not."""
    monkeypatch.setattr("variorum.read.feed.MOST_ENTRIES", most := MOST_ENTRIES // 20)
    items = "".join(
        f"<item><title>T</title><description>Item {n % 7}. {SAID}</description></item>"
        for n in range(most + 9)
    )
    loaded = read(tmp_path, f"<rss><channel><title>G</title>{items}")
    assert sum(len(report.locations) for report in loaded.reports) == most
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


def captures(data: str, location: str = "feed.xml") -> list[Capture]:
    """The captures of a feed, none of whose entries is without one."""
    found = list(feed.captures_of(io.BytesIO(data.encode()), location, as_is=False))
    assert not any(isinstance(one, UnreadableError) for one in found)
    return [one for one in found if isinstance(one, Capture)]


def item(fields: str, about: str = "") -> str:
    """An RSS feed of one entry that has a text."""
    return f"<rss version='2.0' {about}><channel><title>G</title><item>{fields}<description>{SAID}</description></item></channel></rss>"


def atom(fields: str, about: str = "") -> str:
    """An Atom feed of one entry."""
    return f"<feed xmlns='http://www.w3.org/2005/Atom' {about}><title>Courier</title><entry>{fields}</entry></feed>"


MARKED = f"<p>{SAID}</p><p>Nobody was hurt &amp; nothing sank.</p>"
RDF = f"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel rdf:about="http://g.example/"><title>Ellery Post</title></channel>
<item rdf:about="http://g.example/1"><title>Ferry</title><link>http://g.example/1</link><dc:date>2026-03-10T23:30:00-05:00</dc:date>
<dc:creator>Ada Quist</dc:creator><dc:creator>Tom Rowe</dc:creator><content:encoded>{escape(MARKED)}</content:encoded></item></rdf:RDF>"""
OLD_ATOM = f"""<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Ellery Post</title><entry><title>Ferry</title>
<issued>2026-03-10T23:30:00-05:00</issued><link rel="alternate" href="http://g.example/1"/><author><name>Ada Quist, Tom Rowe</name></author>
<content type="text/html" mode="escaped">{escape(MARKED)}</content></entry></feed>"""
UNDECLARED = f"""<rss version="2.0"><channel><title>Ellery Post</title><item><title>Ferry</title><guid>http://g.example/1</guid>
<dc:date>2026-03-10T23:30:00-05:00</dc:date><dc:creator>Ada Quist</dc:creator><dc:creator>Tom Rowe</dc:creator><x:y>z</x:y>
<description>Short.</description><content:encoded><![CDATA[{MARKED}]]></content:encoded></item></channel></rss>"""


@pytest.mark.parametrize(
    "data", [RDF, OLD_ATOM, UNDECLARED], ids=["RSS 1.0", "Atom 0.3", "undeclared prefixes"]
)
def test_other_forms_of_feed(data: str) -> None:
    """RSS 1.0, Atom 0.3 and a feed that declares no prefix state the same as RSS 2.0 and Atom 1.0; a date keeps the day of its place."""
    (capture,) = captures(data)
    assert capture.data.decode() == MARKED
    assert capture.stated == Metadata(
        headline="Ferry",
        outlet="Ellery Post",
        byline="Ada Quist, Tom Rowe",
        published="2026-03-10T23:30:00-05:00",
        url="http://g.example/1",
    )
    assert read_capture(Given(capture, "feed")).published == date(2026, 3, 10)


@pytest.mark.parametrize(
    ("kind", "content", "told"),
    [
        ("html", escape(MARKED), MARKED),
        ("xhtml", f"<h:div xmlns:h='http://www.w3.org/1999/xhtml'><h:p>{SAID}</h:p><h:br/>A &lt; B</h:div>", f"<div><p>{SAID}</p><br>A &lt; B</div>"),
        ("text", f"{SAID} Ada &amp;amp; Tom", f"{SAID} Ada &amp; Tom"),
    ],
)  # fmt: skip
def test_the_kinds_of_content_of_atom(kind: str, content: str, told: str) -> None:
    """Escaped HTML is its markup, XHTML too, whatever its prefix, and plain text the characters themselves."""
    (capture,) = captures(atom(f"<title>T</title><content type='{kind}'>{content}</content>"))
    assert capture.data.decode() == told


def test_markup_that_is_not_escaped_is_kept() -> None:
    """A feed that forgets to escape its HTML loses neither words nor paragraphs."""
    (capture,) = captures(
        "<rss><channel><title>G</title><item><title>A <b>bold</b> act</title><description>First. <p>Second.</p></description></item></channel></rss>"
    )
    assert capture.data == b"First. <p>Second.</p>"
    assert capture.stated.headline == "A bold act"


@pytest.mark.parametrize(
    ("fields", "byline"),
    [
        ("<author>ada@news.example (Ada Quist)</author>", "Ada Quist"),
        ("<author>Ada Quist &lt;ada@news.example&gt;</author>", "Ada Quist"),
        ("<author>desk@news.example</author>", None),
        ("<author>Ada Quist</author><author>Tom Rowe</author><author>Ada Quist</author>", "Ada Quist, Tom Rowe"),
    ],
)  # fmt: skip
def test_an_author_is_a_name(fields: str, byline: str | None) -> None:
    """The byline is the names of the authors, each once; an address of e-mail is none."""
    (capture,) = captures(item(fields))
    assert capture.stated.byline == byline


@pytest.mark.parametrize(
    ("fields", "published"),
    [
        ("<pubDate>Tue, 10 Mar 2026 23:30:00 -0500</pubDate>", date(2026, 3, 10)),
        ("<dc:date>2026-03-12</dc:date><pubDate>Tue, 10 Mar 2026 09:00:00 GMT</pubDate>", date(2026, 3, 10)),
        ("<updated>2026-03-10T09:00:00Z</updated>", date(2026, 3, 10)),
        ("<updated>2026-03-12T09:00:00Z</updated><published>2026-03-10T09:00:00Z</published>", date(2026, 3, 10)),
        ("<pubDate>2026-W11-2</pubDate>", None),
        ("<pubDate>03/04/2026</pubDate>", None),
    ],
)  # fmt: skip
def test_the_date_of_an_entry(fields: str, published: date | None) -> None:
    """Publication comes before changes; the day is that of the place; a form that can be read in two ways, or not, is no date."""
    (capture,) = captures(item(fields))
    report = read_capture(Given(capture, "feed"))
    assert report.published == published
    assert report.published_from == ("feed" if published else None)


def test_links_are_completed() -> None:
    """A link is completed by the feed's base, else by its own address, and left as it is where neither is known."""
    based = atom(f"<link href='b.html'/><summary>{SAID}</summary>", "xml:base='http://c.example/a/'")
    assert captures(based)[0].stated.url == "http://c.example/a/b.html"
    linked = item("<link>/b.html</link>")
    assert captures(linked, "http://g.example/feed.xml")[0].stated.url == "http://g.example/b.html"
    assert captures(linked)[0].stated.url == "/b.html"


def test_the_titles_of_pictures_are_no_headlines() -> None:
    """What Media RSS says of a picture is not said of the report."""
    about = "xmlns:media='http://search.yahoo.com/mrss/'"
    picture = "<media:content url='http://i.example/1.jpg'><media:title>A boat</media:title></media:content>"
    (capture,) = captures(
        item(f"{picture}<media:title>A pier</media:title><title>Ferry &amp;amp; pier</title>", about)
    )
    assert capture.stated.headline == "Ferry & pier"


def test_the_edits_of_an_entry_lead_back_to_its_text() -> None:
    """Between two edits a report's text is the very characters of the entry's own HTML."""
    (capture,) = captures(RDF)
    report = read_capture(Given(capture, "feed"))
    source, text_at, source_at, kept = capture.data.decode(), 0, 0, ""
    for edit in report.edits:
        assert report.text[text_at : edit.text_start] == source[source_at : edit.source_start]
        kept += report.text[text_at : edit.text_start]
        text_at, source_at = edit.text_end, edit.source_end
    assert kept.startswith(SAID)


def test_feedparser_is_given_bytes_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """The parser gets a stream of one clean entry, never a string, which it could take for an address or a file."""
    given: list[bytes] = []
    parse = feedparser.parse

    def watched(stream: object, **options: object) -> object:
        assert isinstance(stream, io.BytesIO)
        given.append(stream.getvalue())
        return parse(stream, **options)

    monkeypatch.setattr(feedparser, "parse", watched)
    captures(item("<title>&copy; One</title>") + "<!-- end -->")
    captures(
        "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY x 'y'>]>" + item("<title>http://g.example/&x;</title>")
    )
    assert len(given) == 2
    assert all(b"DOCTYPE" not in one and b"ENTITY" not in one and b"&x;" not in one for one in given)
    assert "© One" in given[0].decode()


@pytest.mark.parametrize("name", ["author", "pubDate", "title", "link", "dc:creator"])
def test_a_field_of_megabytes_is_left_out(name: str) -> None:
    """A field that no feed has so long is not read, and costs its entry nothing else."""
    (capture,) = captures(item(f"<{name}>{'a' * 3_000_000}</{name}>"))
    assert capture.stated == Metadata(outlet="G")


def test_an_entry_too_large_for_a_report_is_named() -> None:
    """An entry of more text than a report can have is an error, and the next one is read."""
    large = "".join(
        f"<{n}>{'word ' * (LARGEST // 15)}</{n}>" for n in ("description", "summary", "encoded", "content")
    )
    data = f"<rss><channel><item>{large}</item><item><description>{SAID}</description></item></channel></rss>"
    first, second = feed.captures_of(io.BytesIO(data.encode()), "f", as_is=False)
    assert getattr(first, "code", None) == "no-text"
    assert "too large" in str(first)
    assert isinstance(second, Capture)


def test_what_cannot_stand_in_xml_costs_itself_only() -> None:
    """Control characters, names without a namespace and names that are none leave the entry's words."""
    (capture,) = captures(item("<a:b:c x:y='z'>1</a:b:c><title>T&#x1;\ufffe</title>"))
    assert capture.data.decode() == SAID
    assert capture.stated.headline == "T"


def test_the_readers_libraries_load_when_they_are_needed(tmp_path: Path) -> None:
    """Nothing that reads archives, feeds or Word documents is loaded for a text; for a feed no module is looked for beside it."""
    (tmp_path / "drv_libxml2.py").write_text("raise SystemExit('loaded')", encoding="utf-8")
    (tmp_path / "a.txt").write_text(SAID, encoding="utf-8")
    (tmp_path / "a.rss").write_text(item(""), encoding="utf-8")
    code = """if True:
        import sys
        sys.path.insert(0, "")
        from variorum.read.load import load
        assert load(["a.txt"]).reports
        print(sorted({"fastwarc", "feedparser", "docx"} & set(sys.modules)))
        assert load(["a.rss"]).reports
        print(sorted({"fastwarc", "feedparser", "docx"} & set(sys.modules)))"""
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ran.stderr == ""
    assert ran.stdout.split("\n")[:2] == ["[]", "['feedparser']"]
