"""Which reports hang together as a whole."""

from variorum.lineage.passages import passages
from variorum.lineage.ties import ties
from variorum.model import Report

TELEGRAM = (
    "A ferry carrying 84 people ran aground on a sandbank outside the harbour of Quillane after its "
    "steering failed in heavy fog, and lifeboats took off all passengers within two hours."
)
OWN = (
    "Nobody in the village had slept. Old Marta Quenn stood on the pier with blankets over her arm and counted heads "
    "as they came up the steps, one by one, until the last boat was in and the bell of the chapel stopped ringing."
)


def report(name: str, text: str, wire: str | None = None) -> Report:
    """A report with an id and a text, and the agency it credits."""
    return Report(name, name, (), text, (), wire=wire)


def test_prose_that_two_reports_print_ties_them() -> None:
    """Two reports with one passage are tied by its words, in either order; the third is free."""
    three = [
        report("a", TELEGRAM),
        report("b", f"{OWN}\n\n{TELEGRAM}"),
        report("c", OWN.replace("Marta", "Ilse")[:60]),
    ]
    (tie,) = ties(three, passages(three))
    assert (tie.reports, tie.agency, tie.sure) == (("a", "b"), None, True)
    assert tie.words == len(TELEGRAM.split())
    assert ties(three[::-1], passages(three[::-1])) == (tie,)


def test_a_passage_in_two_long_reports_is_not_sure() -> None:
    """Where most of either report is its own, the tie says that it is not sure."""
    two = [report("a", f"{TELEGRAM}\n\n{OWN}"), report("b", f"{TELEGRAM}\n\n" + " ".join(OWN.split()[::-1]))]
    assert [t.sure for t in ties(two, passages(two))] == [False]


def test_one_agency_ties_reports_without_a_shared_word() -> None:
    """Two reports that credit one agency are tied, not for certain; another agency ties neither."""
    three = [report("a", TELEGRAM, "MNA"), report("b", OWN, "MNA"), report("c", "The sea was calm.", "QPA")]
    (tie,) = ties(three, passages(three))
    assert (tie.reports, tie.words, tie.agency, tie.sure) == (("a", "b"), 0, "MNA", False)


def test_a_few_shared_words_tie_nothing() -> None:
    """A shared line of ten words is no tie: a page's furniture has as much."""
    line = "The harbour office keeps a list of all the missing boats."
    two = [report("a", f"{TELEGRAM} {line}"), report("b", f"{OWN} {line}")]
    assert ties(two, passages(two)) == ()


def test_a_copy_is_tied_for_certain() -> None:
    """A report that is another's text, however short, is one with it, so that a copy never adds a report."""
    two = [report("a", "The sea was calm."), report("b", "The sea was calm.")]
    assert [(t.reports, t.sure) for t in ties(two, passages(two))] == [(("a", "b"), True)]
