"""Laws of the algebra of quantities, and of the number grammar."""

from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.annotate.parse import parse
from variorum.annotate.quantity import quantities
from variorum.annotate.quantity.numerals import numerals
from variorum.model import Measure, Quantity
from variorum.text import Span
from variorum.values.amounts import AmountRelation, compare

ENDS = st.one_of(st.none(), st.integers(0, 5000))


@st.composite
def counts(draw: st.DrawFn) -> Quantity:
    """Counts as the reader makes them: exact, bounded, ranged or approximate."""
    stated = draw(st.integers(0, 5000))
    shape = draw(st.sampled_from(["exact", "low", "high", "range"]))
    low = None if shape == "high" else stated
    high = {"exact": stated, "low": None, "high": stated, "range": stated + draw(st.integers(1, 500))}[shape]
    approx = draw(st.booleans()) if shape in {"exact", "high"} else False
    strict = draw(st.booleans()) if shape in {"low", "high"} else False
    return Quantity(Span(0, 1), Measure.COUNT, stated, low, high, approx, strict)


CONVERSE = {
    AmountRelation.CONTAINS: AmountRelation.WITHIN,
    AmountRelation.WITHIN: AmountRelation.CONTAINS,
}


@given(counts(), counts())
def test_comparing_the_other_way_round_gives_the_converse(a: Quantity, b: Quantity) -> None:
    """What *a* is to *b* tells what *b* is to *a*."""
    there, back = compare(a, b), compare(b, a)
    assert back is CONVERSE.get(there, there)


@given(counts())
def test_a_quantity_equals_itself(a: Quantity) -> None:
    """Nothing is in conflict with itself."""
    assert compare(a, a) is AmountRelation.EQUAL


@given(counts(), counts())
def test_disjoint_bounds_share_no_number(a: Quantity, b: Quantity) -> None:
    """Two quantities are disjoint only where no whole number satisfies both."""
    if compare(a, b) is AmountRelation.DISJOINT and not (a.approx or b.approx):
        low = max(-1 if q.low is None else q.low + q.strict for q in (a, b))
        high = min(10**9 if q.high is None else q.high - q.strict for q in (a, b))
        assert low > high


@given(st.integers(0, 999_999_999))
def test_a_figure_with_commas_is_one_number(number: int) -> None:
    """Any whole number, written with commas or without, is read as itself."""
    for written in (f"{number:,}", str(number)):
        found = numerals(f"about {written} people")
        assert [(n.value, n.start, n.end) for n in found] == [(number, 6, 6 + len(written))]


UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen".split()  # noqa: SIM905 - reads as it is counted
UNITS += "fifteen sixteen seventeen eighteen nineteen".split()  # noqa: SIM905 - reads as it is counted
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905 - reads as it is counted


def worded(number: int) -> str:
    """An independent spelling of a number below a million, as British papers write it."""
    if number < 20:
        return UNITS[number]
    if number < 100:
        return TENS[number // 10 - 2] + (f"-{UNITS[number % 10]}" if number % 10 else "")
    if number < 1000:
        tail = f" and {worded(number % 100)}" if number % 100 else ""
        return f"{UNITS[number // 100]} hundred{tail}"
    rest = number % 1000
    joint = " and " if 0 < rest < 100 else " "
    return f"{worded(number // 1000)} thousand" + (f"{joint}{worded(rest)}" if rest else "")


@given(st.integers(1, 999_999))
def test_a_spelled_number_is_one_number(number: int) -> None:
    """A number spelled out in words is read as itself, whole."""
    text = worded(number)
    assert [(n.value, n.end) for n in numerals(text)] == [(number, len(text))]


# Kept as sentences and cut at the blanks, for the eye.
LINES = (
    "12 1,000 3.4 $ £ % Rs million two dozen half third of in by to from - – ( ) , . ; people men killed were",
    "including them whom and or the between ages aged 5ft 6in x10^-3 past over about nearly first second 2019",
    "1/2 ½ § twofold hundreds both couple a an his more than last only",
)
PIECES = [piece for line in LINES for piece in line.split()]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from([*PIECES, "\n\n"]), max_size=20))
def test_any_words_are_read(pieces: list[str]) -> None:
    """Whatever words stand together, the quantities lie in the text in order, and no lower bound is above its upper one."""
    text = " ".join(pieces).strip()
    found = quantities(parse(text), ())
    assert all(0 <= q.span.start < q.span.end <= len(text) for q in found)
    assert [q.span.start for q in found] == sorted(q.span.start for q in found)
    assert all(q.low <= q.high for q in found if q.low is not None and q.high is not None)
