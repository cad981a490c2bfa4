"""Summaries: each witness with its own words, and nothing in our own voice."""

import re
import runpy
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from variorum.errors import AnchorError
from variorum.export.lookup import Link
from variorum.export.summary import from_whom, summary
from variorum.export.words import words
from variorum.model import Dossier, Finding, Modality, Polarity, Reading, Reference

MADE = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("fixtures.py"))))


def finding(key: str) -> Finding:
    """A finding of the dossier by its id."""
    made: dict[str, Finding] = {f.id: f for f in MADE.FINDINGS}
    return made[key]


def told(key: str) -> str:
    """The summary of a finding of the dossier."""
    return summary(finding(key), MADE.dossier())


def with_claim(key: str, modality: Modality, polarity: Polarity) -> Dossier:
    """The dossier with one claim put otherwise."""
    whole: Dossier = MADE.dossier()
    claims = tuple(
        replace(c, modality=modality, polarity=polarity) if c.id == key else c for c in whole.claims
    )
    return replace(whole, claims=claims)


def test_names_sigil_words_value_source_and_route() -> None:
    """A clause is the sigil, the exact words, what they resolve to, the source, then its route."""
    assert told("f01") == (
        "A: on Wednesday (4 March), from the Halden Coastguard, through the Strand Post; "
        "B: on Tuesday (3 March, by the date of another report), from witnesses"
    )


@pytest.mark.parametrize(
    ("origin", "shown"),
    [("published", "(3 March)"), ("story", "(3 March, by the date of another report)"),
     ("none", "(3 March, by the date of another report)")],
)  # fmt: skip
def test_a_day_by_a_borrowed_date_says_so(origin: str, shown: str) -> None:
    """A day is said to be read by another report's date where its own report has none."""
    whole: Dossier = MADE.dossier()
    one = whole.witnesses[1]
    layers = replace(one.layers, reference=Reference(one.layers.reference.date, origin, ""))
    made = replace(whole, witnesses=(whole.witnesses[0], replace(one, layers=layers), whole.witnesses[2]))
    assert f"B: on Tuesday {shown}, from witnesses" in summary(finding("f01"), made)


def test_a_day_that_the_words_state_is_nobody_elses() -> None:
    """Words that state their date need no other report's, whatever the report lacks."""
    whole: Dossier = MADE.dossier()
    one = whole.witnesses[1]
    timexes = tuple(replace(t, relative=False) for t in one.layers.timexes)
    layers = replace(one.layers, timexes=timexes)
    made = replace(whole, witnesses=(whole.witnesses[0], replace(one, layers=layers), whole.witnesses[2]))
    assert "B: on Tuesday (3 March), from witnesses" in summary(finding("f01"), made)


def test_innermost_source_comes_first() -> None:
    """In nested speech the speaker is named before the one who passes the words on."""
    assert told("f03").startswith(
        "A: Stay calm and walk, do not run, to the upper deck, from Ilse Varn, through a recording; B: "
    )


def test_value_that_adds_nothing_is_left_out() -> None:
    """A resolved value that only says the words again in figures is not printed."""
    assert told("f06") == "A: Nine passengers, from the Halden Coastguard; B: At least 14 people"
    assert told("f08") == "A: around 7 a.m. local time; B: at about 7 am; C: at 7 a.m."


def test_year_stays_where_readings_differ_in_it() -> None:
    """The year is printed when the readings of a finding are not of the same year."""
    first, second = finding("f01").readings
    changed = replace(finding("f01"), readings=(first, replace(second, value="Tuesday 4 March 2025")))
    assert "(4 March 2026)" in summary(changed, MADE.dossier())
    assert "(4 March 2025, by the date of another report)" in summary(changed, MADE.dossier())


def test_a_resolved_day_never_contradicts_the_words() -> None:
    """Words that name their weekday are not followed by another one, whatever the reading was joined from."""
    first, second = finding("f01").readings
    changed = replace(finding("f01"), readings=(first, replace(second, value="Friday 6 March 2026")))
    shown = summary(changed, MADE.dossier())
    assert "on Tuesday" in shown
    assert "Friday" not in shown


def test_only_the_attributed_witness_gets_the_source() -> None:
    """A source that one report names is not given to another report's own voice."""
    assert (
        told("f09")
        == "A: The fire began in the galley; B: the fire began in the galley, from the Halden Coastguard"
    )


def test_equal_words_share_a_clause() -> None:
    """Witnesses with the same words from the same source stand together before them."""
    reading = Reading(
        "Marigold", (), (MADE.at("A", "Marigold"), MADE.at("B", "Marigold"), MADE.at("C", "Marigold")), ()
    )
    shared = replace(finding("f09"), readings=(replace(reading, normal=(), attributions=()),), claims=())
    assert summary(shared, MADE.dossier()) == "A, B, C: Marigold"


def test_words_alike_but_for_case_and_marks_share_a_clause() -> None:
    """Words that differ by case and punctuation alone stand once, those that differ by a number's mark do not."""
    made = replace(finding("f09"), claims=())
    first, *_ = made.readings
    one = replace(
        first, attributions=(), anchors=(MADE.at("A", "The fire began in the galley."), *first.anchors[1:])
    )
    assert summary(replace(made, readings=(one,)), MADE.dossier()) == "A, B: The fire began in the galley."
    two = replace(first, attributions=(), anchors=(MADE.at("A", "7 a.m"), MADE.at("C", "6.40 a.m")))
    assert summary(replace(made, readings=(two,)), MADE.dossier()) == "A: 7 a.m; C: 6.40 a.m"


def test_hedge_outside_the_words_is_kept() -> None:
    """A claim put as alleged says so when its quoted words do not."""
    dossier = with_claim("cb1", Modality.ALLEGED, Polarity.POSITIVE)
    assert "B: on Tuesday (3 March, by the date of another report) [as alleged], from witnesses" in summary(
        finding("f01"), dossier
    )


def test_negation_outside_the_words_is_kept() -> None:
    """A negative claim says so when its quoted words do not."""
    dossier = with_claim("ca1", Modality.ASSERTED, Polarity.NEGATIVE)
    assert "A: on Wednesday (4 March) [negated], from" in summary(finding("f01"), dossier)


def test_hedge_inside_the_words_is_not_repeated() -> None:
    """Words that show their hedge need no mark beside them."""
    assert told("f10") == "B: The harbour master allegedly left early"


def test_every_clause_opens_with_a_sigil() -> None:
    """Each part of a summary that a semicolon sets off names its witness first."""
    for made in MADE.FINDINGS:
        assert all(re.match(r"[A-C](, [A-C])*: ", part) for part in told(made.id).split("; "))


def test_our_own_words_never_judge() -> None:
    """None of the words that HOUSE rule 13 forbids stands in any text of ours."""
    own = str({k: v for k, v in words().items() if k != "_source"}).casefold()
    assert not re.search(
        r"\b(false|confirmed|admits?|claims?|refuses?|so-called|guilty|lies?|true story)\b", own
    )


def test_controls_become_glyphs() -> None:
    """A control character in the quoted words is visible in the summary."""
    reading = Reading("red", (), (MADE.at("B", "\x1b[31mred"),), ())
    assert summary(replace(finding("f10"), readings=(reading,), claims=()), MADE.dossier()) == "B: ␛[31mred"


def test_split_utterance_is_joined() -> None:
    """An utterance that its cue splits is quoted whole, the cue left out."""
    pieces = (MADE.at("A", "Stay calm and walk"), MADE.at("A", "to the upper deck"))
    split = replace(finding("f03"), readings=(replace(finding("f03").readings[0], anchors=pieces),))
    assert summary(split, MADE.dossier()).startswith(
        "A: Stay calm and walk … to the upper deck, from Ilse Varn"
    )


def test_unknown_report_raises() -> None:
    """An anchor of a report that the dossier lacks is an error, not an empty clause."""
    whole = MADE.dossier()
    with pytest.raises(AnchorError, match="not in the dossier"):
        summary(finding("f01"), replace(whole, witnesses=whole.witnesses[:1]))


def test_a_pronoun_that_names_nobody_is_quoted() -> None:
    """Where the report has no more than *he*, its word stands between quote marks."""
    assert from_whom(Link(("a1",), ("he", "The Strand Post"), ())) == "from “he”, through The Strand Post"
