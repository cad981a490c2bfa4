"""How many independent origins a reading has."""

from datetime import date

from variorum.lineage.direction import earlier
from variorum.lineage.origins import origins, reasons
from variorum.lineage.passages import passages
from variorum.model import Act, Attribution, Report, Speech
from variorum.text import Anchor, Span, anchor

TELEGRAM = (
    "A ferry carrying 84 people ran aground on a sandbank outside the harbour of Quillane after its "
    "steering failed in heavy fog, and lifeboats took off all passengers within two hours."
)


def report(name: str, text: str, *, wire: str | None = None, outlet: str | None = None) -> Report:
    """A report with an id, a text and what the test needs."""
    return Report(name, name, (), text, (), wire=wire, outlet=outlet)


def at(witness: Report, words: str) -> Anchor:
    """The anchor of *words* in a report."""
    start = witness.text.index(words)
    return anchor(witness.id, witness.text, Span(start, start + len(words)))


def said(witness: Report, source: str | None, content: str) -> Attribution:
    """An attribution of *content* to a source."""
    start = witness.text.index(content)
    span = Span(start, start + len(content))
    return Attribution(
        f"{witness.id}-{start}-{source}",
        witness.id,
        (),
        (),
        (span,),
        (),
        Speech.INDIRECT,
        Act.SPEECH,
        None,
        source,
    )


def count(reports: list[Report], anchors: list[Anchor], *attributions: Attribution) -> tuple[int, int]:
    """The origins of a reading with all the lineage that the reports show."""
    by_report = {r.id: tuple(a for a in attributions if a.report_id == r.id) for r in reports}
    return origins(anchors, reports, passages(reports), by_report)


def test_two_own_voices_are_two_origins() -> None:
    """Two reports that tell the same in words of their own have two origins."""
    a = report("a", "There were 84 people on the ferry.")
    b = report("b", "The boat, with 84 people on board, sat on the sand.")
    assert count([a, b], [at(a, "84 people"), at(b, "84 people")]) == (2, 2)


def test_copied_telegram_is_one_origin() -> None:
    """Reports that carry one telegram's sentence are one origin, whatever else they say."""
    a = report("a", TELEGRAM)
    b = report("b", f"Fog closed the bay on Friday.\n\n{TELEGRAM}\n\nOur reporter saw the bakery open early.")
    assert count([a, b], [at(a, "84 people"), at(b, "84 people")]) == (1, 1)


def test_own_addition_to_a_copy_is_an_origin() -> None:
    """A claim that a copying report adds outside the copied words is an origin of its own."""
    a = report("a", f"{TELEGRAM}\n\nThe captain is 51 years old.")
    b = report("b", f"{TELEGRAM}\n\nAt 51 years old, the captain had sailed here all his life.")
    assert count([a, b], [at(a, "51 years old"), at(b, "51 years old")]) == (2, 2)


def test_short_shared_prose_leaves_a_range() -> None:
    """Where only a short run of prose is shared, there may be one origin or two."""
    a = report(
        "a",
        "Witnesses wept. The ferry with 84 people ran aground after its steering failed in fog. Gulls cried.",
    )
    b = report(
        "b", "The ferry with 84 people ran aground after its steering failed in fog, and mist hid the shore."
    )
    assert count([a, b], [at(a, "84 people"), at(b, "84 people")]) == (1, 2)


def test_one_named_source_is_one_origin() -> None:
    """Reports that cite one person, with or without a title, have one origin."""
    a = report("a", "There were 84 people aboard, Inspector Nora Kell said.")
    b = report("b", "Nora Kell put the number at 84 people.")
    found = count(
        [a, b],
        [at(a, "84 people"), at(b, "84 people")],
        said(a, "Inspector Nora Kell", "There were 84 people aboard"),
        said(b, "Nora Kell", "the number at 84 people"),
    )
    assert found == (1, 1)


def test_general_sources_leave_a_range() -> None:
    """Officials in one report and officials in another may be the same or not."""
    a = report("a", "There were 84 people aboard, officials said.")
    b = report("b", "Officials put the number at 84 people.")
    found = count(
        [a, b],
        [at(a, "84 people"), at(b, "84 people")],
        said(a, "officials", "There were 84 people aboard"),
        said(b, "Officials", "the number at 84 people"),
    )
    assert found == (1, 2)


def test_a_body_and_its_spokesman_leave_a_range() -> None:
    """What police say and what a police spokesman says may come from one mouth: two outlets, one origin or two."""
    a = report("a", "There were 84 people aboard, police said.")
    b = report("b", "Police spokesman Daniel Orme put the number at 84 people.")
    pair = (at(a, "84 people"), at(b, "84 people"))
    police = said(a, "police", "There were 84 people aboard")
    assert count([a, b], [*pair], police, said(b, "Daniel Orme", "the number at 84 people")) == (1, 2)
    doctor = report("b", "Doctor Daniel Orme put the number at 84 people.")
    other = said(doctor, "Daniel Orme", "the number at 84 people")
    assert count([a, doctor], [pair[0], at(doctor, "84 people")], police, other) == (2, 2)


def test_two_outlets_that_quote_one_spokesman_are_one_origin() -> None:
    """Each outlet counts as an outlet, and their one spokesman as one origin, in whatever words each puts it."""
    a = report(
        "a", "There were 84 people aboard, said Daniel Orme, a spokesman for the port.", outlet="Courier"
    )
    b = report("b", "Port spokesman Daniel Orme put the number at 84 people.", outlet="Examiner")
    found = count(
        [a, b],
        [at(a, "84 people"), at(b, "84 people")],
        said(a, "Daniel Orme", "There were 84 people aboard"),
        said(b, "Daniel Orme", "the number at 84 people"),
    )
    assert found == (1, 1)


def test_an_unnamed_source_may_be_the_named_one() -> None:
    """Where one report does not name who said it, that may be whom the other report names."""
    a = report("a", "There were 84 people aboard, he said.")
    b = report("b", "Nora Kell put the number at 84 people.")
    found = count(
        [a, b],
        [at(a, "84 people"), at(b, "84 people")],
        said(a, None, "There were 84 people aboard"),
        said(b, "Nora Kell", "the number at 84 people"),
    )
    assert found == (1, 2)


def test_an_agency_cited_and_its_copy_that_cites_police_leave_a_range() -> None:
    """A report that cites an agency may have from it what the agency's own copy has from police."""
    a = report("a", "There were 84 people aboard, police said.", wire="AP")
    b = report("b", "The boat had 84 people on board, the Associated Press reported.")
    found = count(
        [a, b],
        [at(a, "84 people"), at(b, "84 people")],
        said(a, "police", "There were 84 people aboard"),
        said(b, "Associated Press", "The boat had 84 people on board"),
    )
    assert found == (1, 2)


def test_a_day_beside_what_was_said_is_of_its_source() -> None:
    """A day that stands after the words of a source, in their sentence, comes from that source; one elsewhere does not."""
    a = report("a", "Nora Kell said 84 people were saved on Monday.")
    b = report("b", "On Monday all were saved, Nora Kell said. It was Monday.")
    here, there = (
        said(a, "Nora Kell", "84 people were saved"),
        said(b, "Nora Kell", "On Monday all were saved"),
    )
    assert count([a, b], [at(a, "on Monday"), at(b, "On Monday")], here, there) == (1, 1)
    last = Span(len(b.text) - 7, len(b.text) - 1)
    assert count([a, b], [at(a, "on Monday"), anchor("b", b.text, last)], here, there) == (2, 2)


def test_innermost_source_counts() -> None:
    """In a chain the origin is the inner source: two papers that cite one ministry are one origin."""
    a = report("a", "The Courier reported that the Marine Rescue Office of Orlestan counted 84 people.")
    b = report("b", "The Examiner said that the Marine Rescue Office of Orlestan counted 84 people.")
    inner = "counted 84 people"
    chain = [said(a, "The Courier", a.text[21:]), said(b, "The Examiner", b.text[18:])]
    chain += [said(r, "Marine Rescue Office of Orlestan", inner) for r in (a, b)]
    assert count([a, b], [at(a, "84 people"), at(b, "84 people")], *chain) == (1, 1)


def test_one_wire_leaves_a_range() -> None:
    """Two reports with one agency's credit and no shared words are one origin at least, two at most."""
    a = report("a", "There were 84 people on the ferry.", wire="AP")
    b = report("b", "The boat, with 84 people on board, sat on the sand.", wire="The Associated Press")
    assert count([a, b], [at(a, "84 people"), at(b, "84 people")]) == (1, 2)


def test_agency_cited_and_agency_itself_are_one_origin() -> None:
    """A report that says an agency reported it adds no origin to the agency's own report."""
    a = report("a", "There were 84 people on the ferry.", outlet="Reuters")
    b = report("b", "Reuters reported that the boat had 84 people on board.")
    attribution = said(b, "Reuters", "the boat had 84 people on board")
    assert count([a, b], [at(a, "84 people"), at(b, "84 people")], attribution) == (1, 1)


def test_own_voice_does_not_join_two_sources() -> None:
    """A report that cites two sources and says it in its own voice too has two origins."""
    a = report("a", "At least 84 were aboard. Nora Kell counted 84. Tom Rowe spoke of 84 people.")
    found = count(
        [a],
        [at(a, "At least 84"), at(a, "counted 84"), at(a, "84 people")],
        said(a, "Nora Kell", "counted 84"),
        said(a, "Tom Rowe", "spoke of 84 people"),
    )
    assert found == (2, 2)


def test_same_quote_is_one_origin() -> None:
    """Reports that bring one speaker's words are one origin, though one of them leaves out the name."""
    a = report("a", "“I counted every one of the 84 people myself,” Nora Kell said.")
    b = report("b", "An officer said: “I counted every one of the 84 people myself.”")
    found = count(
        [a, b], [at(a, "the 84 people"), at(b, "the 84 people")], said(a, "Nora Kell", a.text[1:45])
    )
    assert found == (1, 1)


def test_short_report_copied_whole_is_one_origin() -> None:
    """A report too short for a passage and its copy are one origin."""
    a, b = report("a", "Ferry aground: 84 saved."), report("b", "Ferry aground: 84 saved.")
    assert count([a, b], [at(a, "84"), at(b, "84")]) == (1, 1)


def test_two_reports_that_cite_one_paper_are_one_origin() -> None:
    """Reports whose sentences name one paper as where they have it from are one origin without any attribution."""
    a = report("a", "The ferry had 84 people aboard, according to the Washington Post.")
    b = report("b", "On the boat there were 84 people, the Washington Post reported.")
    assert count([a, b], [at(a, "84 people"), at(b, "84 people")]) == (1, 1)


def test_with_agencies_leaves_a_range() -> None:
    """A report made *with agencies* may have it from the agency that another one credits."""
    a = report("a", "There were 84 people on the ferry.\n\nWith agencies")
    b = report("b", "The boat, with 84 people on board, sat on the sand.", wire="AP")
    assert count([a, b], [at(a, "84 people"), at(b, "84 people")]) == (1, 2)


SHORT = "The ferry with 84 people ran aground off the the Corlan lighthouse in heavy fog"


def test_a_shared_misprint_makes_a_short_copy_sure() -> None:
    """A short run of shared prose that holds the same error in both reports is a copy for certain."""
    a, b = report("a", f"{SHORT}. Gulls cried."), report("b", f"Witnesses wept. {SHORT}, and mist hid it.")
    assert count([a, b], [at(a, "84 people"), at(b, "84 people")]) == (1, 1)
    clean = [report(r.id, r.text.replace("the the", "the")) for r in (a, b)]
    assert count(clean, [at(clean[0], "84 people"), at(clean[1], "84 people")]) == (1, 2)


def test_reasons_name_the_shared_words_and_the_likely_holder() -> None:
    """What joins two reports is told with the number of words and the earlier of them."""
    a = Report("a", "a", (), TELEGRAM, (), published=date(2026, 3, 11))
    b = Report("b", "b", (), f"Fog.\n\n{TELEGRAM}", (), published=date(2026, 3, 10))
    anchors = [at(a, "84 people"), at(b, "84 people")]
    (why,) = reasons(anchors, [a, b], passages([a, b]), {})
    assert (why.feature, why.score) == ("copied prose", 1.0)
    assert why.detail == f"a and b, {len(TELEGRAM.split())} words (b is the earlier, 2026-03-10)"


def test_an_agency_stands_before_the_report_that_credits_it() -> None:
    """The agency whose copy a report says it carries is the likely first holder, whatever the dates."""
    a = Report("a", "a", (), TELEGRAM, (), outlet="Reuters", published=date(2026, 3, 11))
    b = Report("b", "b", (), TELEGRAM, (), wire="Reuters", published=date(2026, 3, 10))
    told = earlier(b, a)
    assert told is not None
    assert told.report_id == "a"
    assert earlier(a, report("c", TELEGRAM)) is None


def test_no_anchor_no_origin() -> None:
    """Without an anchor there is no origin."""
    assert count([report("a", TELEGRAM)], []) == (0, 0)
