"""Shared passages: quotes and copied prose, told apart."""

from variorum.lineage.passages import PassageKind, passages
from variorum.model import Report
from variorum.text import Span

TELEGRAM = (
    "A ferry carrying 84 people ran aground on a sandbank outside the harbour of Quillane after its "
    "steering failed in heavy fog, and lifeboats took off all passengers within two hours."
)
OWN = "Nobody in the little town could remember such a night, and the bakery handed out bread until dawn."


def report(name: str, text: str, **fields: object) -> Report:
    """A report with nothing but an id and a text."""
    return Report(name, name, (), text, (), **fields)  # type: ignore[arg-type]  # a test names the fields it needs


def test_copied_prose_has_exact_spans_in_both() -> None:
    """A sentence carried over whole is one passage of prose whose spans hold the same words."""
    a, b = report("a", f"{TELEGRAM}\n\n{OWN}"), report("b", f"Fog again.\n\n{TELEGRAM}")
    (passage,) = passages([a, b])
    assert passage.kind is PassageKind.PROSE
    assert passage.identical_ratio == 1.0
    assert passage.a.span.of(a.text) == TELEGRAM.rstrip(".")
    assert passage.b.span.of(b.text) == TELEGRAM.rstrip(".")
    assert passage.words == len(TELEGRAM.split())


def test_small_edits_do_not_break_a_passage() -> None:
    """A replaced word, a cut and an addition leave one passage, with a share of equal words below one."""
    changed = TELEGRAM.replace("heavy", "dense").replace("all passengers", "all of its passengers")
    a, b = report("a", TELEGRAM), report("b", changed)
    (passage,) = passages([a, b])
    assert passage.a.span.of(a.text) == TELEGRAM.rstrip(".")
    assert 0.7 < passage.identical_ratio < 1.0


def test_misprints_do_not_break_a_passage() -> None:
    """A letter wrong in every few words leaves one passage, whose equal words are counted without them."""
    misprinted = TELEGRAM.replace("sandbank", "sandbenk").replace("harbour", "harbpur").replace("fog", "fug")
    (passage,) = passages([report("a", TELEGRAM), report("b", misprinted)])
    assert passage.a.span.of(TELEGRAM) == TELEGRAM.rstrip(".")
    assert passage.words == len(TELEGRAM.split()) - 3


def test_same_quote_is_no_copied_prose() -> None:
    """Two reports that bring the same words of a speaker share a quote and no prose."""
    a = report("a", "“We heard the engine stop and then nothing at all,” said Orla Dunne, a passenger.")
    b = report(
        "b", "Orla Dunne, 41, sat wrapped in a blanket. ‘We heard the engine stop and then nothing at all.’"
    )
    (passage,) = passages([a, b])
    assert passage.kind is PassageKind.QUOTE
    assert passage.a.span.of(a.text) == "We heard the engine stop and then nothing at all"
    assert passage.b.span.of(b.text) == "We heard the engine stop and then nothing at all"


def test_prose_around_a_shared_quote_is_reported_apart() -> None:
    """A copied paragraph with a quote in it gives the quote and the prose as separate passages."""
    text = f"“The wheel just spun and spun,” the mate said. {TELEGRAM}"
    kinds = [p.kind for p in passages([report("a", text), report("b", text)])]
    assert kinds == [PassageKind.QUOTE, PassageKind.PROSE]


def test_names_and_numbers_are_no_sign_of_copying() -> None:
    """A list of names and ages that the matter dictates is no passage."""
    a = report("a", "The dead are Marit Osei, 31; Jonas Pell, 45; Ada Quist, 8; and Tom Rowe, 77.")
    b = report("b", "Killed were Marit Osei, 31; Jonas Pell, 45; Ada Quist, 8; and Tom Rowe, 77.")
    assert passages([a, b]) == ()


def test_stock_phrases_are_no_passage() -> None:
    """A handful of words that any two reports may share is no passage."""
    a = report("a", "No one was injured, police said in a statement on Monday, and the road was reopened.")
    b = report("b", "Two were held, police said in a statement on Monday, after a quarrel about a goat.")
    assert passages([a, b]) == ()


def test_boilerplate_is_compared_with_nothing() -> None:
    """Words that are not the report's own make no passage."""
    a = report("a", TELEGRAM, boilerplate=(Span(0, len(TELEGRAM)),))
    assert passages([a, report("b", TELEGRAM)]) == ()


def test_a_report_given_twice_shares_nothing_with_itself() -> None:
    """The same report given twice is one report."""
    a = report("a", TELEGRAM)
    assert passages([a, a]) == ()


def test_many_holders_are_linked_in_a_chain() -> None:
    """A telegram carried by very many reports links each of them to another one."""
    many = [report(f"r{n:03}", f"{TELEGRAM} Edition {n}.") for n in range(100)]
    linked = {side.report_id for p in passages(many) for side in (p.a, p.b)}
    assert linked == {r.id for r in many}


def test_a_refrain_costs_little() -> None:
    """A text of one phrase repeated a thousand times is compared with itself in another report at once."""
    refrain = "the old ferry lay silent against a broken pier " * 1000
    found = passages([report("a", refrain), report("b", refrain)])
    assert any(p.words == len(refrain.split()) for p in found)


def test_a_quote_and_the_prose_after_it_on_one_diagonal_are_two_passages() -> None:
    """Where a short quote and copied prose follow one another at equal distances, neither hides the other."""
    text = f"{OWN} “We saw the mast go down,” she wrote. {TELEGRAM}"
    kinds = [p.kind for p in passages([report("a", text), report("b", f"Fog. {text}")])]
    assert kinds == [PassageKind.PROSE, PassageKind.QUOTE, PassageKind.PROSE]


def test_other_numbers_are_no_misprints() -> None:
    """A digit that differs is no misprint: such words are passed over as different ones."""
    a, b = report("a", TELEGRAM), report("b", TELEGRAM.replace("84", "86"))
    (passage,) = passages([a, b])
    assert passage.words == len(TELEGRAM.split()) - 1


def test_words_that_one_report_quotes_and_another_has_unmarked_are_a_quote() -> None:
    """A post or a block that stands without marks in one report is the same quote as the marked one in another."""
    words = TELEGRAM.rstrip(".")
    a, b = (
        report("a", f"The harbour master wrote:\n\n{TELEGRAM}\n\n{OWN}"),
        report("b", f"“{words},” he wrote."),
    )
    (passage,) = passages([a, b])
    assert passage.kind is PassageKind.QUOTE
    assert passage.a.span.of(a.text) == passage.b.span.of(b.text) == words


def test_a_few_quoted_words_in_another_reports_prose_are_nothing() -> None:
    """Four words that one report quotes may stand in any other by chance."""
    a = report("a", "“The harbour wall held,” she said.")
    assert passages([a, report("b", "Nobody thought that the harbour wall held anything back.")]) == ()


def test_what_is_charged_is_no_sign_of_copying() -> None:
    """The words of charges are dictated by the law, so that a run of them is no passage."""
    a = report(
        "a",
        "Rowe was charged with attempted murder and possession of a firearm by a convicted felon on Friday.",
    )
    b = report(
        "b", "Pell, charged with attempted murder and possession of a firearm by a convicted felon, wept."
    )
    assert passages([a, b]) == ()
