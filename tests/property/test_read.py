"""Reading never loses or changes a word, and every offset leads back to the capture."""

import hashlib
import re

from hypothesis import given
from hypothesis import strategies as st

from variorum.errors import UnreadableError
from variorum.model import Capture
from variorum.read.clean import clean
from variorum.read.html import read_html
from variorum.read.markdown import without_marks
from variorum.read.offsets import composed, kept_runs
from variorum.read.page import parse_page
from variorum.read.spaces import SPACE
from variorum.read.text import read_text
from variorum.text import Edited, Span, edited

WORDS = st.sampled_from(
    [
        *(
            "the",
            "crane",
            "U.S.",
            "Mr.",
            "Oakes",
            "fell.",
            "“fell”",
            "a.m.",
            "Monday",
            "café",
            "𝄞",
            "e\u0301",
            "ﬁre",
            "10\u202f000",
        ),
        *(
            "By",
            "Ann",
            "Roe",
            "2026-03-03",
            "date",
            "Read more:",
            "Advertisement",
            "(AP)",
            "PORT VELO —",
            "Title:",
            "-",
            "—",
            "#",
            "\u200b",
        ),
    ]
)
GAPS = st.sampled_from(
    [
        " ",
        "  ",
        "\t",
        "\n",
        "\n\n",
        "\r\n",
        "\r\n\r\n",
        "\u00a0",
        "\u2028",
        " \n ",
        "\n\n\n",
        "\u2029",
        "\x0c",
    ]
)
TEXTS = st.lists(st.tuples(WORDS, GAPS), max_size=60).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)
ANY = st.one_of(TEXTS, st.text(max_size=200))
HTML = st.lists(
    st.one_of(
        WORDS,
        GAPS,
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<br>",
                "<b>",
                "</b>",
                "<div>",
                "</div>",
                "<script>",
                "</script>",
                "&amp;",
                "&nbsp;",
                "&#8212;",
                "&",
                "<",
                "<!--",
                "-->",
            ]
        ),
        st.just("A crane fell onto Orla Street on Monday, the fire service of Port Velo said. "),
    ),
    max_size=40,
).map("".join)


def bare(text: str) -> str:
    """*text* without white space."""
    return re.sub(f"[{SPACE}]", "", text)


def is_part(small: str, large: str) -> bool:
    """Whether *small* is a subsequence of *large*."""
    rest = iter(large)
    return all(character in rest for character in small)


def cut_up(source: str, seed: list[int]) -> Edited:
    """A cleaning of *source* at arbitrary places."""
    pieces: list[tuple[int, int, str | None]] = []
    at = 0
    for number in seed:
        end = min(len(source), at + number // 4)
        pieces.append((at, end, (None, "", " ", "\n\n")[number % 4]))
        at = end
    return edited(source, [*pieces, (at, len(source), None)])


@given(ANY)
def test_cleaning_keeps_every_word_in_order(source: str) -> None:
    """Between edits the characters are the source's; without white space the text is a part of the source."""
    cleaned = clean(source)
    if cleaned is None:
        return
    text = cleaned.edited.text
    for text_at, source_at, length in kept_runs(cleaned.edited.edits, len(text), len(source)):
        assert text[text_at : text_at + length] == source[source_at : source_at + length]
    assert is_part(bare(text), bare(source))
    for edit in cleaned.edited.edits:
        assert text[edit.text_start : edit.text_end] in {"", " ", "\n\n"}


@given(ANY)
def test_the_form_of_clean_text(source: str) -> None:
    """Clean text neither starts nor ends with white space, and parts paragraphs by exactly one blank line."""
    cleaned = clean(source)
    if cleaned is None:
        return
    text = cleaned.edited.text
    assert text.strip("\n ") == text
    assert re.search(r"[\r\x0b\x0c\x85\u2028\u2029\t]|\n\n\n|(?<!\n)\n(?!\n)|  ", text) is None


@given(ANY)
def test_cleaning_clean_text_changes_no_white_space_inside_paragraphs(source: str) -> None:
    """What is one paragraph of a clean text is never parted when it is cleaned again."""
    first = clean(source, blocks=True, guess=False)
    if first is None:
        return
    again = clean(first.edited.text, blocks=True, guess=False)
    if again is None:
        return
    paragraphs = bare(first.edited.text)
    assert is_part(bare(again.edited.text), paragraphs)
    assert again.edited.text.count("\n\n") <= first.edited.text.count("\n\n")


@given(
    st.text(alphabet="abcdé𝄞 ", max_size=40),
    st.lists(st.integers(0, 20), max_size=8),
    st.lists(st.integers(0, 20), max_size=8),
)
def test_two_cleanings_compose(source: str, one: list[int], two: list[int]) -> None:
    """The edits of two cleanings composed are true, and keep exactly the characters that both kept."""
    first = cut_up(source, one)
    second = cut_up(first.text, two)
    both = composed(first, second, len(source))
    assert both.text == second.text
    kept = set()
    for text_at, source_at, length in kept_runs(both.edits, len(both.text), len(source)):
        assert both.text[text_at : text_at + length] == source[source_at : source_at + length]
        kept |= {(text_at + n, source_at + n) for n in range(length)}
    under = {
        t + n: s + n
        for t, s, length in kept_runs(first.edits, len(first.text), len(source))
        for n in range(length)
    }
    over = {
        t + n: s + n
        for t, s, length in kept_runs(second.edits, len(second.text), len(first.text))
        for n in range(length)
    }
    assert kept == {(at, under[middle]) for at, middle in over.items() if middle in under}


@given(TEXTS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_edits_count_the_bytes_of_the_capture(source: str, encoding: str) -> None:
    """The bytes between two edits of a text report, decoded, are the text between them, in every encoding."""
    data = source.encode(encoding)
    try:
        report = read_text(Capture(data, "a.txt", hashlib.sha256(data).hexdigest(), "text"))
    except UnreadableError:
        return
    inside = "utf-16-le" if encoding == "utf-16" else "utf-8"
    text_at = source_at = 0
    for edit in report.edits:
        assert data[source_at : edit.source_start].decode(inside) == report.text[text_at : edit.text_start]
        text_at, source_at = edit.text_end, edit.source_end
    assert data[source_at:].decode(inside) == report.text[text_at:]
    if report.headline_span:
        assert report.headline_span.start == 0
        assert report.headline_span.of(report.text) == report.headline


@given(TEXTS)
def test_as_is_changes_nothing(source: str) -> None:
    """Taken as it is, every text comes back character for character, and what is listed lies inside it."""
    cleaned = clean(source, as_is=True)
    if cleaned is None:
        return
    assert cleaned.edited == Edited(source, ())
    assert all(span.end <= len(source) for span in cleaned.boilerplate)


@given(HTML)
def test_the_words_of_a_page_are_its_own(source: str) -> None:
    """Each run of a page's report that no edit made stands in the page where the edits say."""
    data = source.encode()
    try:
        report = read_html(Capture(data, "a.html", hashlib.sha256(data).hexdigest(), "html"))
    except UnreadableError:
        return
    for text_at, source_at, length in kept_runs(report.edits, len(report.text), len(source)):
        assert report.text[text_at : text_at + length] == source[source_at : source_at + length]


@given(HTML)
def test_tokens_of_a_page_are_in_order(source: str) -> None:
    """The text tokens of any page stand in order, without overlap, and inside it."""
    at = 0
    for event in parse_page(source).events:
        assert at <= event.start <= event.end <= len(source)
        at = event.end


@given(st.text(alphabet="ab *_#>[]()!\\\n`-<", max_size=80))
def test_taking_marks_out_adds_nothing(source: str) -> None:
    """Markdown without its marks is a part of the Markdown, and its edits are true."""
    plain = without_marks(source)
    assert is_part(plain.text, source)
    if plain.text:
        span = plain.source_span(Span(0, len(plain.text)))
        assert span.end <= len(source)
