"""Segments of a report's text, for any text and any spans."""

import re

from hypothesis import given
from hypothesis import strategies as st

from variorum.export.segments import paragraphs
from variorum.export.visible import visible
from variorum.text import Span

TEXTS = st.text(alphabet="ab \n\t\x1b\u202eé", min_size=1, max_size=60)


@st.composite
def text_and_spans(draw: st.DrawFn) -> tuple[str, list[Span]]:
    """A text with spans inside it."""
    text = draw(TEXTS)
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).filter(lambda x: x[0] != x[1])
    return text, [Span(min(x), max(x)) for x in draw(st.lists(ends, max_size=8))]


@given(text_and_spans())
def test_segments_join_to_the_text(made: tuple[str, list[Span]]) -> None:
    """The segments of a paragraph are its characters, and only white space lies between paragraphs."""
    text, spans = made
    blocks = paragraphs(text, spans)
    assert all("".join(s.text for s in p.segments) == p.span.of(text) for p in blocks)
    assert "".join("".join(p.span.of(text).split()) for p in blocks) == "".join(text.split())


@given(text_and_spans())
def test_covers_are_exact(made: tuple[str, list[Span]]) -> None:
    """The segments that a span covers are exactly its characters inside the paragraphs."""
    text, spans = made
    blocks = paragraphs(text, spans)
    for span in spans:
        covered = {
            k for p in blocks for s in p.segments if span in s.covers for k in range(s.span.start, s.span.end)
        }
        inside = {k for p in blocks for k in range(p.span.start, p.span.end)}
        assert covered == set(range(span.start, span.end)) & inside


@given(text_and_spans())
def test_each_span_is_a_target_once(made: tuple[str, list[Span]]) -> None:
    """A span with a character in a paragraph is the target of one segment: the first that it covers."""
    text, spans = made
    segments = [s for p in paragraphs(text, spans) for s in p.segments]
    for span in set(spans):
        first = next((s for s in segments if span in s.covers), None)
        assert [s for s in segments if span in s.targets] == ([first] if first else [])


@given(st.text())
def test_visible_text_holds_no_control(text: str) -> None:
    """Whatever the text, what is shown of it acts on nothing and can be encoded."""
    assert not re.search(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", visible(text)
    )
