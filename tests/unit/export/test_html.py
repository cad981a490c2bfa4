"""The page: self-contained, escaped, every reading linked to its exact words."""

import base64
import hashlib
import re
import runpy
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from lxml import html

from variorum.export.html import GLANCED, SINGLES, to_html
from variorum.export.lookup import lookup
from variorum.export.segments import clipped, paragraphs
from variorum.export.sources import who_said_what
from variorum.export.timeline import in_words, timeline
from variorum.export.view import view
from variorum.export.visible import visible
from variorum.model import Interval, Reading, Slot
from variorum.text import Span

MADE = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("fixtures.py"))))


@pytest.fixture(scope="module")
def page() -> str:
    """The page of the hostile dossier."""
    return to_html(MADE.dossier())


@pytest.fixture(scope="module")
def tree(page: str) -> Any:
    """The same page parsed."""
    return html.fromstring(page)


def test_nothing_can_execute(tree: Any) -> None:
    """The page holds no script, frame, image, handler or style attribute, whatever the reports say."""
    assert not tree.xpath("//script|//iframe|//object|//embed|//img|//link|//form|//base")
    assert not [a for e in tree.iter() for a in e.attrib if a.startswith("on") or a == "style"]


def test_report_text_is_escaped(page: str) -> None:
    """Markup in a report is on the page as text."""
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script" not in page


def test_policy_admits_only_the_style_inside(page: str, tree: Any) -> None:
    """The content security policy forbids all but the one style sheet, whose hash it names."""
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_no_external_address_is_loaded(page: str, tree: Any) -> None:
    """Nothing on the page has an address to load; only links to follow go out, and only to the web."""
    assert not tree.xpath("//@src|//@srcset|//@data|//@poster|//@action")
    assert not re.search(r"url\(|@import", page)
    out = [h for h in tree.xpath("//a/@href") if not h.startswith("#")]
    assert out == ["https://courier.invalid/marigold"]


def test_ids_are_unique_and_links_lead_somewhere(tree: Any) -> None:
    """No id stands twice, and every link inside the page has its target."""
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {h[1:] for h in tree.xpath("//a/@href") if h.startswith("#")} <= set(ids)


def test_every_anchor_of_a_finding_has_its_target(tree: Any) -> None:
    """The place of every anchor of every finding is on the page, and the finding links to it."""
    links = set(tree.xpath("//section[@id='findings']//a/@href"))
    book = lookup(MADE.dossier())
    for finding in MADE.FINDINGS:
        for anchor in (a for r in finding.readings for a in r.anchors):
            name = f"{book.sigil(anchor.report_id)}-{anchor.span.start}-{anchor.span.end}"
            assert tree.xpath(f"//section[@id='reports']//*[@id='{name}']")
            assert f"#{name}" in links


def test_following_a_link_lights_exactly_its_words(page: str, tree: Any) -> None:
    """The style rule of a target names the segments whose text is the anchor's exact words, overlaps included."""
    rules: dict[str, set[str]] = {}
    for name, segment in re.findall(r"#([\w-]+):target\)?~(?:\.block )?\.(\w+)", page):
        rules.setdefault(name, set()).add(segment)
    for name, segments in rules.items():
        sigil, start, end = name.rsplit("-", 2)
        shown = tree.xpath("//div[@class='text']//*[@class]")
        lit = "".join(e.text for e in shown if set(e.get("class").split()) & segments and e.text)
        assert lit == visible(MADE.TEXTS[sigil][int(start) : int(end)])
    assert len(rules) > 30


def test_words_across_paragraphs_light_up_in_both() -> None:
    """A span that crosses a blank line has segments in both paragraphs, and rules for both."""
    whole = MADE.dossier()
    reading = Reading("x", (), (MADE.at("A", "it said.\n\n“Stay calm"),), ())
    page = to_html(replace(whole, findings=(replace(whole.findings[0], readings=(reading,)),)))
    name = f"A-{reading.anchors[0].span.start}-{reading.anchors[0].span.end}"
    assert f"#{name}:target~.A" in page
    assert f".block:has(#{name}:target)~.block .A" in page


def test_reports_are_whole(tree: Any) -> None:
    """The text of every report is on the page in full, paragraph by paragraph."""
    for n, sigil in enumerate("ABC", 1):
        shown = [p.text_content() for p in tree.xpath(f"//*[@id='report-{n}']//div[@class='block']/p[1]")]
        assert shown == [visible(p) for p in MADE.TEXTS[sigil].strip().split("\n\n")]


def test_report_says_its_language(tree: Any) -> None:
    """The text of a report carries the report's own language."""
    assert tree.xpath("//div[@class='text']/@lang") == ["en", "en", "en"]


def test_paragraphs_link_back_to_their_findings(tree: Any) -> None:
    """Beside a paragraph stand links to the findings that rest on it."""
    first = tree.xpath("//*[@id='report-1']//div[@class='block'][2]/p[@class='notes']/a/@href")
    assert first == ["#f-f01", "#f-f06", "#f-f07"]


def test_headings_do_not_skip_a_level(tree: Any) -> None:
    """Headings go down one level at a time."""
    levels = [int(e.tag[1]) for e in tree.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_chain_runs_from_outlet_to_origin(tree: Any) -> None:
    """The chain of a reading names the outlet, the newspaper it went through, then the source."""
    steps = tree.xpath("(//*[@id='f-f01']//p[@class='chain'])[1]/span[@class='step']/text()")
    assert steps == ["Halden Courier", "the Strand Post", "the Halden Coastguard"]


def test_chain_of_a_report_without_outlet_opens_with_its_source() -> None:
    """Where no outlet is known the chain does not name the report beside its badge; it starts at the source."""
    whole = MADE.dossier()
    bare = tuple(replace(w, report=replace(w.report, outlet=None)) for w in whole.witnesses)
    tree: Any = html.fromstring(to_html(replace(whole, witnesses=bare)))
    chain = tree.xpath("(//*[@id='f-f01']//p[@class='chain'])[1]")[0]
    assert chain.xpath("span[@class='step']/text()") == ["the Strand Post", "the Halden Coastguard"]
    assert chain.text_content().split() == [
        "←",
        "has",
        "it",
        "from",
        "the",
        "Strand",
        "Post",
        "←",
        "has",
        "it",
        "from",
        "the",
        "Halden",
        "Coastguard",
    ]
    assert not tree.xpath("//*[@id='f-f06']//div[@class='reading'][2]//p[@class='chain']")


def test_the_top_names_where_the_reports_differ(tree: Any) -> None:
    """Before any finding, each conflict and dispute stands with its readings and leads to its card."""
    top = tree.xpath("//header//section[@class='glance']//li")
    assert [li.xpath(".//a/@href") for li in top] == [["#f-f01"], ["#f-f02"]]
    sides = [" ".join(s.text_content().split()) for s in top[0].xpath(".//span[@class='side']")]
    assert sides == ["report A on Wednesday", "report B on Tuesday"]


def test_the_top_counts_what_it_does_not_name() -> None:
    """Beyond a few conflicts the others are counted at the top, with a link to the findings."""
    whole = MADE.dossier()
    many = tuple(replace(whole.findings[0], id=f"c{n}") for n in range(GLANCED + 4))
    tree: Any = html.fromstring(to_html(replace(whole, findings=many)))
    assert len(tree.xpath("//section[@class='glance']//li")) == GLANCED
    assert tree.xpath("//section[@class='glance']/p/a/text()") == ["and 4 more"]


def test_singles_stand_by_report_and_the_rest_are_folded() -> None:
    """Singles are listed below their report's name; those beyond the room of the page are in a fold, none is lost."""
    whole = MADE.dossier()
    single = next(f for f in whole.findings if f.id == "f11")
    many = tuple(replace(single, id=f"s{n}") for n in range(SINGLES + 5))
    tree: Any = html.fromstring(to_html(replace(whole, findings=many)))
    part = tree.xpath("//section[@id='single']")[0]
    assert [h.text_content().split() for h in part.xpath("h4")] == [["report", "C", "Isle", "Telegraph"]]
    assert len(part.xpath("ul/li")) == SINGLES
    assert part.xpath("details/summary/text()") == ["5 more of report C alone"]
    assert {li.get("id") for li in part.xpath(".//li")} == {f"f-s{n}" for n in range(SINGLES + 5)}


def test_an_agreement_inside_another_stands_in_its_row() -> None:
    """A place that stands inside the words of an agreed event is in that event's row, and can be linked to."""
    whole = MADE.dossier()
    event = next(f for f in whole.findings if f.id == "f09")
    anchors = (MADE.at("A", "the galley"), MADE.at("B", "the galley"))
    place = replace(event, id="in", slot=Slot.PLACE, readings=(replace(event.readings[0], anchors=anchors),))
    tree: Any = html.fromstring(to_html(replace(whole, findings=(event, place))))
    (row,) = tree.xpath("//section[@id='agreement']//li[contains(@class, 'row')]")
    assert row.get("id") == "f-f09"
    assert row.xpath(".//p[@id='f-in']//q/a/text()") == [
        "the galley",
        "the galley",
    ]  # A's own voice, B's source


def test_an_empty_synopsis_is_left_out() -> None:
    """Where no two reports tell of one occurrence the page has no synopsis, and no link to one."""
    whole = MADE.dossier()
    alone = tuple(o for o in whole.occurrences if o.id in {"o5", "o6", "o7"})
    page = to_html(replace(whole, findings=whole.findings[-4:], occurrences=alone))
    assert "synopsis" not in page.split("</style>")[1]


def test_diff_is_readable_without_sight(tree: Any) -> None:
    """What only one wording has is marked in words too, not by a line alone."""
    deleted = tree.xpath("//*[@id='f-f03']//div[@class='diff']/p[2]/del")[0].text_content()
    assert deleted == "[only in A: , do not run,]"


def test_words_with_their_own_marks_get_no_second_ones(tree: Any) -> None:
    """A quotation that opens with a quote mark is not put between marks again."""
    own = tree.xpath("//q[contains(@class, 'own')]")
    assert all(q.text_content()[0] in "“\"‘'«„" for q in own)
    assert not [q for q in tree.xpath("//q[not(contains(@class, 'own'))]") if q.text_content()[0] in '“"‘«„']


def test_hostile_addresses_are_no_links(page: str) -> None:
    """An address that is not of the web is text."""
    assert 'href="javascript' not in page
    assert "javascript:alert(4)" in page


def test_one_report_and_none_make_pages() -> None:
    """A single report, and no report at all, still give a whole page with a plain sentence."""
    empty = replace(
        MADE.dossier(), witnesses=(), attributions=(), claims=(), occurrences=(), findings=(), problems=()
    )
    assert "One report only" in to_html(MADE.alone())
    assert "No report could be read." in to_html(empty)


def test_sources_are_gathered_across_reports() -> None:
    """One person's utterances in two reports stand under one source, with their wordings side by side."""
    shown = view(MADE.dossier())
    sources = who_said_what(shown.book, tuple(f for s in shown.sections for f in s.findings))
    varn = next(s for s in sources if s.name == "Ilse Varn")
    assert varn.sigils == ("A", "B")
    assert [f.view.finding.id for f in varn.findings] == ["f03"]
    coastguard = next(s for s in sources if "Coastguard" in s.name)
    assert [(s.sigil, s.words) for s in coastguard.said] == [
        ("A", "A fire broke out on the ferry Marigold on Wednesday as it left Port Halden"),
        ("A", "Nine passengers were injured"),
        ("B", "the fire began in the galley"),
    ]


def test_timeline_draws_uncertain_times_as_wide_as_they_are() -> None:
    """A whole day is drawn wider than a minute in it, and both lie inside the axis."""
    line = next(x for x in timeline(lookup(MADE.dossier())).lines if x.name.startswith("A fire"))
    day, _, minute = line.dated
    assert (day.sigil, minute.sigil) == ("A", "C")
    assert day.left < minute.left < minute.left + minute.width < day.left + day.width <= 100


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ((2026, 3, 4), (2026, 3, 5), "4 March 2026"),
        ((2026, 4, 1), (2026, 5, 1), "April 2026"),
        ((2025, 12, 1), (2026, 1, 1), "December 2025"),
        ((2025, 1, 1), (2026, 1, 1), "2025"),
        ((2026, 3, 4), (2026, 3, 8), "4 March 2026 to 7 March 2026"),
        ((2026, 3, 4, 6, 30), (2026, 3, 4, 7, 30), "4 March 2026, 06:30 to 07:30"),
        ((2026, 3, 4, 6, 40), (2026, 3, 4, 6, 41), "4 March 2026, 06:40"),
        (None, (2026, 3, 4), "until 4 March 2026"),
        (None, None, "unknown"),
    ],
)
def test_intervals_in_words(
    start: tuple[int, ...] | None, end: tuple[int, ...] | None, expected: str
) -> None:
    """An interval reads as a person would say it, the exclusive end left out."""
    made = [datetime(*x) if x else None for x in (start, end)]  # type: ignore[arg-type]  # noqa: DTZ001 - tuples of date parts; civil times
    assert in_words(Interval(*made)) == expected


def test_crossing_spans_are_cut_where_they_cross() -> None:
    """Two spans that overlap give three segments, the middle one in both."""
    (paragraph,) = paragraphs("abcdef", [Span(0, 4), Span(2, 6)])
    assert [(s.text, s.covers) for s in paragraph.segments] == [
        ("ab", (Span(0, 4),)), ("cd", (Span(0, 4), Span(2, 6))), ("ef", (Span(2, 6),)),
    ]  # fmt: skip


def test_context_is_cut_between_words() -> None:
    """A long sentence is shown from word to word, cut ends marked."""
    text = "alpha beta gamma delta epsilon"
    assert clipped(text, Span(11, 16), Span(0, len(text)), around=7) == ("… beta ", "gamma", " delta …")
