"""A content that leaves a quotation begins where the quotation does."""

from variorum.claims.attribution.finish import _unbroken
from variorum.claims.attribution.quotes import quotes
from variorum.text import Span

TEXT = "“The inquiry did not establish that they met in Corrin,” the report concluded, according to Brandt."


def test_a_content_does_not_begin_inside_a_quotation_that_it_leaves() -> None:
    """*That they met* is not said without *did not establish*."""
    found = quotes(TEXT, (Span(0, len(TEXT)),))
    end = TEXT.index(", according")
    assert _unbroken(found, Span(TEXT.index("that they"), end)) == Span(0, end)


def test_a_content_inside_a_quotation_stays() -> None:
    """What ends inside the quotation too, or begins outside it, is left as it is."""
    found = quotes(TEXT, (Span(0, len(TEXT)),))
    inside = Span(TEXT.index("that they"), TEXT.index(",”"))
    outside = Span(TEXT.index("the report"), TEXT.index(", according"))
    assert [_unbroken(found, s) for s in (inside, outside)] == [inside, outside]
