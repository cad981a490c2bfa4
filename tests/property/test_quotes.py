"""Quote marks in any order: spans stay inside, and a broken paragraph costs no other."""

from hypothesis import given
from hypothesis import strategies as st

from variorum.annotate.parse import paragraphs
from variorum.claims.attribution.quotes import quotes

WORDS = st.sampled_from(
    [
        "gate",
        "the",
        "guards’",
        "it's",
        "“",
        "”",
        '"',
        "'",
        "‘",
        "’",
        "«",
        "»",
        "„",
        "said,",
        "run.",
        "6'2\"",
        "``",
        "''",
    ]
)
PARAGRAPH = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)
BALANCED = "“The gate is shut,” Ada Brandt said, ‘for good’."


@given(st.lists(PARAGRAPH, max_size=5).map("\n\n".join))
def test_every_quotation_lies_in_its_paragraph(text: str) -> None:
    """Inner spans lie inside outer ones, outer ones inside their paragraph, in order of their beginnings."""
    spans = paragraphs(text)
    found = quotes(text, spans)
    assert all(spans[q.paragraph].contains(q.outer) and q.outer.contains(q.inner) for q in found)
    assert [q.outer.start for q in found] == sorted(q.outer.start for q in found)


@given(PARAGRAPH)
def test_a_balanced_paragraph_survives_any_other(broken: str) -> None:
    """Whatever the marks of the paragraph before, a balanced paragraph keeps its own quotations."""
    text = f"{broken}\n\nA plain line.\n\n{BALANCED}"
    last = len(paragraphs(text)) - 1
    inner = [q.inner.of(text) for q in quotes(text, paragraphs(text)) if q.paragraph == last and q.depth == 0]
    assert inner == ["The gate is shut,", "for good"]
