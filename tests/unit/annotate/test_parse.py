"""Texts that go through the pipeline together are read as each alone is."""

from collections.abc import Iterator

from variorum.annotate.parse import TOGETHER, parse, parse_all

TEXTS = (
    "CORRIN, March 3 (Amsel) — Two men were held after the fire.\n\nPolice said so on Tuesday.",
    "",
    "The mayor, Ina Dorn, left at 11 am.\n\n\n  She “may” return.",
    "\n\n",
    "One more report.",
)


def test_a_text_is_read_the_same_in_any_company() -> None:
    """Neither what else is read nor its order moves a parse."""
    assert list(parse_all(TEXTS)) == [parse(text) for text in TEXTS]
    assert list(parse_all(reversed(TEXTS))) == [parse(text) for text in reversed(TEXTS)]


def test_no_text_gives_no_parse() -> None:
    """An empty stream ends at once."""
    assert list(parse_all([])) == []


def test_texts_are_read_ahead_only_so_far() -> None:
    """The first parse needs no more texts than are read together."""
    taken: list[int] = []

    def given() -> Iterator[str]:
        for k in range(3 * TOGETHER):
            taken.append(k)
            yield "The dam broke."

    parses = parse_all(given())
    next(parses)
    assert len(taken) == TOGETHER
