"""Tolls: where they are named, what is a part of them, who is counted."""

from collections.abc import Callable

Lines = Callable[..., list[str]]
DAYS = ("2031-05-14", "2031-05-15")


def test_a_toll_is_read_where_it_is_named(lines: Lines) -> None:
    """*The death toll rose to 23* is a count of the dead, and a later one."""
    found = lines(
        "At least 17 people died when a ferry sank off Corrin on Tuesday.",
        "Divers found six more bodies in the ferry off Corrin, bringing the death toll to 23.",
        published=DAYS,
    )
    assert [f for f in found if f.startswith("update quantity") and "At least 17 people | 23" in f]


def test_those_who_died_under_care_are_a_part(lines: Lines) -> None:
    """A count of those who died of their injuries is not set against the toll."""
    found = lines(
        "At least 43 people were killed when bombs fell on the market of Corrin.",
        "Bombs fell on the market of Corrin. Six died of their injuries in our care.",
    )
    assert not [f for f in found if f.startswith(("conflict", "dispute"))]


def test_nationals_are_a_part_of_the_dead(lines: Lines) -> None:
    """A report that counts people and, among them, two of one nation gives the count of people."""
    found = lines(
        "A ferry sank off Corrin on Tuesday and 23 people died.",
        "Two Norwegians were killed when a ferry sank off Corrin on Tuesday. In all 23 people died.",
    )
    assert not [f for f in found if f.startswith(("conflict", "dispute"))]
    assert [f for f in found if f.startswith("agreement quantity: 23 people = 23 people")]


def test_men_arrested_are_counted_with_men(lines: Lines) -> None:
    """Where each report counts the men arrested, a later and higher count is an update."""
    found = lines(
        "Three men were arrested after the match in Corrin.",
        "Five men have been arrested since the match in Corrin.",
        published=DAYS,
    )
    assert [f for f in found if f.startswith("update quantity") and "Three men | Five men" in f]


def test_men_are_not_counted_with_people(lines: Lines) -> None:
    """Two men and three people arrested may well be two men and a woman."""
    found = lines(
        "Two men were arrested after the match in Corrin.",
        "Three people were arrested after the match in Corrin.",
    )
    assert not [f for f in found if f.startswith(("conflict", "dispute"))]


def test_two_parties_ask_for_two_sums(lines: Lines) -> None:
    """What the families demand and what a politician demands are two demands."""
    found = lines(
        "Relatives of the dead blocked the Corrin road for two hours demanding £200,000 as compensation.",
        "Opposition leader Karl Winter blamed the inspectors and demanded £250,000 for each family in compensation.",
    )
    assert not [f for f in found if f.startswith(("conflict", "dispute"))]


def test_a_crowd_of_another_party(lines: Lines) -> None:
    """The crowds at rallies of two parties are two crowds, in one town and on one day."""
    found = lines(
        "About 2,000 people attended a rally of the Green Party in Corrin on Tuesday.",
        "About 700 people attended a rally of the Blue Party in Corrin on Tuesday.",
    )
    assert not [f for f in found if f.startswith(("conflict", "dispute"))]
