"""The clause that a predicate stands in, whole: what a claim is shown by when it is shown alone."""

import pytest

from variorum.annotate.parse import parse_all
from variorum.collate.whole import whole_clause


def clause(text: str, word: str) -> str | None:
    """The whole clause of the first token that is *word*."""
    parse = next(parse_all([text]))
    span = whole_clause(parse, next(t for t in parse.tokens if t.text == word))
    return None if span is None else span.of(text)


@pytest.mark.parametrize(
    ("text", "word", "shown"),
    [
        pytest.param("Another neighbour rushed to help her, police said.", "rushed",
                     "Another neighbour rushed to help her", id="purpose"),
        pytest.param("The ship will treat patients who do not have the fever.", "treat",
                     "The ship will treat patients who do not have the fever", id="restrictive"),
        pytest.param("Corrin sold the dock, which has been shut since May.", "sold",
                     "Corrin sold the dock", id="aside"),
        pytest.param("The driver ignored the officers and rammed a bus.", "rammed",
                     "The driver ignored the officers and rammed a bus", id="joined-verb"),
        pytest.param("The crash hit a bus, killing four people.", "killing",
                     "The crash hit a bus, killing four people", id="effect"),
        pytest.param("Police arrested Ilse Brandt on Saturday, May 21, 2031, for the fire in Corrin.", "arrested",
                     "Police arrested Ilse Brandt on Saturday, May 21, 2031, for the fire in Corrin", id="date"),
        pytest.param("UPDATE: Four men were arrested in Corrin.", "arrested",
                     "Four men were arrested in Corrin", id="label"),
        pytest.param("The incident has drawn sharp scrutiny from the council and the clerks of the town of Corrin this week, in light of Operation Gale, a campaign that has led to 300 arrests.", "led",
                     "Operation Gale, a campaign that has led to 300 arrests", id="apposition"),
        pytest.param("Ina Dorn has never worked at or run a school in Corrin.", "worked", None, id="hanging-preposition"),
        pytest.param("Strand, who worked for years as the mayor's fixer at the Amsel Kite Works, is reportedly under "
                     "investigation for bank fraud and breaches of the law on campaign money.", "is", None,
                     id="says-nothing-yet"),
        pytest.param("Leaving 40 people ashore, the boat sank.", "Leaving", None, id="before-its-verb"),
        pytest.param("Plans to close the dock.", "close", None, id="no-finite-verb"),
        pytest.param('The court heard three counts of "unlawfully, wilfully and', "heard", None, id="broken-quotation"),
    ],
)  # fmt: skip
def test_a_clause_is_whole_or_none(text: str, word: str, shown: str | None) -> None:
    """A clause runs from its subject to the last that its verb is not told without; what lacks either has none."""
    assert clause(text, word) == shown


def test_a_long_clause_loses_what_is_loose_at_its_end() -> None:
    """A clause of more than 25 words is shown without its last adverbials, never without its object."""
    long = (
        "The council of the town of Corrin sold the old dock of the Halden shipyard to a company of three brothers "
        "in a meeting behind the closed doors of the town hall on the evening of Tuesday."
    )
    shown = clause(long, "sold")
    assert shown is not None
    assert shown.startswith(
        "The council of the town of Corrin sold the old dock of the Halden shipyard to a company"
    )
    assert not shown.endswith("Tuesday")
