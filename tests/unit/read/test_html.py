"""HTML: the article's own characters, traced to the page, and what the page says of itself."""

import hashlib
from datetime import date

import pytest

from variorum.errors import UnreadableError
from variorum.model import Capture, Metadata, Report
from variorum.read.html import read_html
from variorum.read.offsets import kept_runs

ONE = "A crane fell onto Orla Street in Port Velo on Monday morning, the fire service said."
TWO = "Nobody was hurt, it said, but the street will be closed until the end of the week."
THREE = "The crane belongs to Oakes Brothers, which has built two towers beside the street."


def page_report(data: str | bytes, stated: Metadata | None = None, *, as_is: bool = False) -> Report:
    """The report of a page."""
    raw = data.encode() if isinstance(data, str) else data
    return read_html(
        Capture(raw, "a.html", hashlib.sha256(raw).hexdigest(), "html", stated or Metadata(), as_is)
    )


def page(body: str, head: str = "") -> str:
    """A page with the given body and head."""
    return f"<!DOCTYPE html><html lang='en-GB'><head>{head}</head><body>{body}</body></html>"


def article(*paragraphs: str, head: str = "", h1: str = "Crane falls onto Orla Street") -> str:
    """A page with one article."""
    return page(f"<article><h1>{h1}</h1>" + "".join(f"<p>{p}</p>\n" for p in paragraphs) + "</article>", head)


def traced(report: Report, source: str) -> bool:
    """Whether each character that no edit made stands in the source where the edits say."""
    return all(
        report.text[text : text + length] == source[at : at + length]
        for text, at, length in kept_runs(report.edits, len(report.text), len(source))
    )


def test_headline_and_paragraphs() -> None:
    """The first heading opens the text, and the paragraphs follow, a blank line between two."""
    source = article(ONE, TWO)
    report = page_report(source)
    assert report.text == f"Crane falls onto Orla Street\n\n{ONE}\n\n{TWO}"
    assert report.headline_span is not None
    assert report.headline_span.of(report.text) == report.headline == "Crane falls onto Orla Street"
    assert report.language == "en"
    assert traced(report, source)


def test_json_ld() -> None:
    """JSON-LD gives date, headline, authors and outlet, as data: its characters are never text."""
    head = (
        '<script type="application/ld+json">{"@graph": [{"@type": "WebPage"}, {"@type": ["NewsArticle"], "headline": '
        '"Crane falls", "datePublished": "2026-03-03T23:30:00-05:00", "author": [{"name": "Ann Roe"}, {"name": "Tom Oakes"}], '
        '"publisher": {"name": "Harbour Post"}, "inLanguage": "en"}]}</script>'
        '<meta property="article:published_time" content="2026-03-09">'
    )
    report = page_report(article(ONE, TWO, head=head))
    assert (report.published, report.published_from) == (date(2026, 3, 3), "json-ld")
    assert (report.headline, report.byline, report.outlet) == (
        "Crane falls",
        "Ann Roe, Tom Oakes",
        "Harbour Post",
    )
    assert "NewsArticle" not in report.text


def test_opengraph() -> None:
    """OpenGraph gives date, headline, outlet and address."""
    head = (
        '<meta property="og:title" content="Crane falls onto Orla Street"><meta property="og:site_name" content="Post &amp; Mail">'
        '<meta property="article:published_time" content="2026-03-03T10:00:00Z"><meta property="og:url" content="https://example.org/a">'
    )
    report = page_report(article(ONE, TWO, head=head))
    assert (report.published, report.published_from, report.outlet) == (
        date(2026, 3, 3),
        "opengraph",
        "Post & Mail",
    )
    assert (report.url, report.headline_span is not None) == ("https://example.org/a", True)


def test_a_date_that_only_the_text_has() -> None:
    """A byline and a date above the first paragraph are read and go out of the text."""
    report = page_report(article("By Ann Roe", "Published: 3 March 2026", ONE, TWO))
    assert (report.published, report.published_from, report.byline) == (date(2026, 3, 3), "text", "Ann Roe")
    assert report.text == f"Crane falls onto Orla Street\n\n{ONE}\n\n{TWO}"


def test_scripts_in_every_place() -> None:
    """No character of a script, style, template or drawing is text, wherever it stands; escaped markup is text."""
    source = page(
        "<article onclick='x()'><h1>Crane <script>alert('one')</script>falls</h1>"
        f"<p>{ONE}<script>alert('two. three.')</script></p><style>p {{ color: red }}</style>"
        "<noscript>Turn it on, please, and load this page again now.</noscript><template><p>Four words of a template.</p></template>"
        f"<svg><text>five</text></svg><p>{TWO} &lt;script&gt;six&lt;/script&gt;</p></article>"
    )
    report = page_report(source)
    assert report.text == f"Crane falls\n\n{ONE}\n\n{TWO} <script>six</script>"
    assert traced(report, source)


def test_characters_of_the_page_itself() -> None:
    """References are decoded, Unicode is not normalised, inline markup parts no word, and edits trace it all."""
    inner = "The cafe\u0301 of <i>Orla</i>&nbsp;Street lost its o\ufb03ce <b>win</b>dows &amp; its sign&#8212;a   \n bronze fox."
    source = article(ONE, inner)
    report = page_report(source)
    assert (
        report.text.split("\n\n")[2]
        == "The cafe\u0301 of Orla Street lost its o\ufb03ce windows & its sign—a bronze fox."
    )
    assert traced(report, source)


def test_repeated_paragraphs_stay() -> None:
    """A paragraph that stands twice in the article stands twice in the text."""
    assert page_report(article(ONE, TWO, ONE, THREE)).text.split("\n\n")[1:] == [ONE, TWO, ONE, THREE]


def test_what_stands_around_the_article_is_left_out() -> None:
    """Navigation, asides, captions, share bars, newsletter boxes and footers are no part of the text."""
    source = page(
        "<nav><a href='/'>Home</a><a href='/w'>World</a></nav><main><article><h1>Crane falls onto Orla Street</h1>"
        f"<div class='share-bar'>Share Facebook Twitter</div><p>{ONE}</p>"
        "<figure><img src='a.jpg'><figcaption>The crane on Monday. Photograph: Ann Roe/AP</figcaption></figure>"
        "<aside><p>Ten cranes that fell in the last ten years, and what became of them.</p></aside>"
        f"<p>{TWO}</p><p><strong>Read more:</strong> <a href='/x'>Why cranes fall</a></p>"
        f"<p>{THREE}</p><div class='newsletter'><p>Sign up for our newsletter and get the best of Velo.</p></div></article></main>"
        "<footer><p>© 2026 Harbour Post. All rights reserved.</p></footer>"
    )
    assert page_report(source).text.split("\n\n") == ["Crane falls onto Orla Street", ONE, TWO, THREE]


def test_as_is_lists_boilerplate_of_the_article() -> None:
    """Taken as it is, the article's boilerplate stays in the text and is listed."""
    report = page_report(article(ONE, "Advertisement", TWO), as_is=True)
    assert [span.of(report.text) for span in report.boilerplate] == ["Advertisement"]


def test_line_breaks_inside_a_paragraph() -> None:
    """Two br elements part paragraphs; one joins a broken sentence and parts whole ones."""
    source = page(
        f"<article><h1>Crane falls onto Orla Street</h1><div>{ONE}<br><br>{TWO} The<br>mayor came.<br>{THREE}</div></article>"
    )
    assert page_report(source).text.split("\n\n")[1:] == [ONE, f"{TWO} The mayor came.", THREE]


def test_unclosed_elements() -> None:
    """Paragraphs whose end tags are missing are still paragraphs."""
    assert page_report(page(f"<h1>Crane falls onto Orla Street</h1><p>{ONE}<p>{TWO}<p>{THREE}")).text.split(
        "\n\n"
    )[1:] == [ONE, TWO, THREE]


def test_a_short_page_without_structure() -> None:
    """Two bare paragraphs are a report."""
    assert page_report(f"<p>{ONE}</p><p>{TWO}</p>").text == f"{ONE}\n\n{TWO}"


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<nav><a>Home</a></nav>",
        "<ul><li><a href='a'>Crane falls onto Orla Street in Port Velo, says mayor.</a></li></ul>",
    ],
)
def test_a_page_without_an_article(body: str) -> None:
    """A page of nothing but links has no article, and the error says what to do."""
    with pytest.raises(UnreadableError, match="no article"):
        page_report(page(body))


def test_two_articles_in_one_page() -> None:
    """Two articles of comparable length are a warning."""
    one = f"<article><h2>Crane falls</h2><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p><p>{ONE}</p><p>{TWO}</p></article>"
    assert "several-reports" in {p.code for p in page_report(page(one + one)).problems}


def test_a_declared_encoding_is_named() -> None:
    """A page in another encoding is read as it declares, and a note says so."""
    source = article(ONE + " Café.", head='<meta charset="windows-1252">')
    report = page_report(source.encode("cp1252"))
    assert "Café." in report.text
    assert any(p.code == "encoding" and "cp1252" in p.message for p in report.problems)


def test_a_report_in_another_language_than_its_page_claims() -> None:
    """A page that declares English and holds Spanish prose is not English."""
    paragraph = "Una grúa cayó el lunes sobre la calle Orla de Puerto Velo, según informaron los bomberos de la ciudad en un comunicado."
    report = page_report(
        article(paragraph, paragraph.replace("lunes", "martes"), h1="Cae una grúa sobre la calle Orla")
    )
    assert report.language == "es"
    assert "not-english" in {p.code for p in report.problems}


def test_a_report_in_a_script_without_spaces() -> None:
    """A page in Japanese is read and said not to be English, for it has an article all the same."""
    paragraph = "月曜日の朝、ポートベロのオーラ通りにクレーンが倒れたと消防当局が発表した。けが人はいなかったが、通りは週末まで閉鎖される予定だという。"
    report = page_report(article(paragraph, paragraph, paragraph, paragraph))
    assert report.language == "ja"
    assert "not-english" in {p.code for p in report.problems}
