"""The dossier of a story: each fact once, each word anchored, ids that depend on content alone."""

from collections.abc import Callable

import pytest

from variorum.build import collate
from variorum.collate.align import align
from variorum.collate.context import Context, context
from variorum.collate.entities import parts
from variorum.collate.findings import findings
from variorum.model import Dossier, FindingKind

Lines = Callable[..., list[str]]
Collated = Callable[..., Dossier]

A = "Gunmen kidnapped 12 teachers in Corrin on Tuesday. “We will bring every one of them home,” Mayor Ilse Brandt said."
B = "Gunmen kidnapped 15 teachers in Corrin on Tuesday, police said. Their names were not immediately known."
C = "On Wednesday more than a dozen teachers were abducted in Corrin. “We will bring them all home,” Mayor Ilse Brandt said."


def test_every_anchor_holds(dossier: Collated) -> None:
    """Each anchor of each finding and claim is in its report, character for character."""
    story = dossier(A, B, C)
    texts = {w.report.id: w.report.text for w in story.witnesses}
    anchors = [a for f in story.findings for r in f.readings for a in r.anchors]
    anchors += [a for c in story.claims for a in c.anchors]
    assert len(anchors) > 10
    for anchor in anchors:
        anchor.check(texts[anchor.report_id])
        assert anchor.exact == texts[anchor.report_id][anchor.span.start : anchor.span.end]


def test_an_anchor_is_a_phrase(dossier: Collated) -> None:
    """No anchor of a finding runs over a paragraph or to more than forty words."""
    for found in dossier(A, B, C).findings:
        for anchor in (a for r in found.readings for a in r.anchors):
            assert "\n\n" not in anchor.exact
            assert len(anchor.exact.split()) <= 40


def test_ids_depend_on_no_file_name(dossier: Collated) -> None:
    """Renaming the files changes no id of a finding, claim or occurrence."""
    first, second = dossier(A, B, C), dossier(A, B, C, names=("late", "early", "wire"))
    assert [f.id for f in first.findings] == [f.id for f in second.findings]
    assert [c.id for c in first.claims] == [c.id for c in second.claims]
    assert [o.id for o in first.occurrences] == [o.id for o in second.occurrences]


def test_ids_depend_on_no_order(dossier: Collated) -> None:
    """Giving the reports in another order changes no id of any finding."""
    first = dossier(A, B, C)
    turned = collate([w.report for w in reversed(first.witnesses)])
    assert [w.sigil for w in turned.witnesses] == ["A", "B", "C"]
    assert {f.id: f.kind for f in turned.findings} == {f.id: f.kind for f in first.findings}


def test_ids_are_unique(dossier: Collated) -> None:
    """No two findings of a dossier have one id."""
    ids = [f.id for f in dossier(A, B, C).findings]
    assert len(ids) == len(set(ids))


def test_findings_stand_in_the_contracts_order(dossier: Collated) -> None:
    """Findings run from conflict to single, as the table lists the kinds."""
    order = list(FindingKind)
    places = [order.index(f.kind) for f in dossier(A, B, C).findings]
    assert places == sorted(places)
    assert len(set(places)) > 2


def test_three_reports_that_agree_make_one_finding(lines: Lines) -> None:
    """Three reports that agree make one finding a slot, with an anchor in each."""
    found = lines(
        "Gunmen kidnapped 12 teachers in Corrin on Tuesday.",
        "Gunmen abducted 12 teachers in Corrin on Tuesday.",
        "On Tuesday, 12 teachers were kidnapped by gunmen in Corrin.",
    )
    assert found == [
        "agreement quantity: 12 teachers = 12 teachers = 12 teachers",
        "agreement time day: on Tuesday = on Tuesday = On Tuesday",
        "agreement event: Gunmen kidnapped 12 teachers in Corrin on Tuesday = Gunmen abducted 12 teachers in Corrin on Tuesday = 12 teachers were kidnapped by gunmen in Corrin",
    ]


@pytest.mark.parametrize(
    ("reports", "line"),
    [
        (("Gunmen kidnapped 12 teachers in Corrin on Tuesday.", "Gunmen kidnapped 15 teachers in Corrin on Tuesday.",
          "Gunmen kidnapped more than a dozen teachers in Corrin on Tuesday."),
         "conflict quantity: 12 teachers | 15 teachers | more than a dozen teachers"),
        (("The ferry sank on Tuesday.", "The ferry sank on Wednesday.", "The ferry sank on Tuesday at 7 a.m."),
         "conflict time day: on Tuesday = on Tuesday at 7 a.m. | on Wednesday"),
        (("Gunmen kidnapped 12 teachers in Corrin on Tuesday.",
          "Mayor Ilse Brandt said gunmen kidnapped 15 teachers in Corrin on Tuesday.",
          "Police chief Tomas Werth said gunmen kidnapped 14 teachers in Corrin on Tuesday."),
         "conflict quantity: 12 teachers | 15 teachers | 14 teachers"),
    ],
    ids=["counts", "days", "voices"],
)  # fmt: skip
def test_mixed_readings_make_one_finding_of_the_strongest_kind(
    lines: Lines, reports: tuple[str, ...], line: str
) -> None:
    """Readings of one slot that conflict, agree and refine are listed once, as the conflict."""
    found = lines(*reports)
    slot = line.split(":", maxsplit=1)[0].removeprefix("conflict ")
    assert [other for other in found if f" {slot}:" in other] == [line]


def test_a_verb_and_its_noun_agree(lines: Lines) -> None:
    """*Exploded* and *the explosion of* tell of one occurrence."""
    found = lines(
        "A warehouse in Corrin exploded on Tuesday.",
        "The explosion of a warehouse in Corrin on Tuesday woke the town.",
    )
    assert (
        "agreement event: A warehouse in Corrin exploded on Tuesday = The explosion of a warehouse in Corrin on Tuesday"
        in found
    )


def test_a_report_alone_has_singles_only(dossier: Collated) -> None:
    """One report alone agrees and conflicts with nothing, and the dossier says so."""
    story = dossier("Gunmen kidnapped 12 teachers in Corrin on Tuesday.")
    assert [f for f in story.findings if f.kind == "single"]
    assert {f.kind for f in story.findings} <= {FindingKind.SINGLE, FindingKind.UNVERIFIED}
    assert "one-report" in {p.code for p in story.problems}


def test_a_single_is_in_one_report(dossier: Collated) -> None:
    """A single is a claim that one report makes, and its only reading has anchors there alone."""
    story = dossier(
        "The bridge in Corrin collapsed on Tuesday. Gunmen kidnapped 12 teachers in Veldt on Monday.",
        "The bridge in Corrin collapsed on Tuesday.",
    )
    singles = [f for f in story.findings if f.kind == "single"]
    assert "Gunmen kidnapped 12 teachers in Veldt on Monday" in {
        f.readings[0].anchors[0].exact for f in singles
    }
    assert [len(r.reports) for f in singles for r in f.readings] == [1] * len(singles)


def seen(story: Dossier) -> Context:
    """What the stages of collation share about a story."""
    return context(story.witnesses, story.claims, story.attributions)


def test_every_claim_is_in_one_alignment(dossier: Collated) -> None:
    """Alignment puts no claim in two occurrences and drops none that another report shares."""
    story = dossier(A, B, C)
    placed = [c.id for a in align(seen(story)) for c in a.claims]
    assert len(placed) == len(set(placed))
    assert set(placed) <= {c.id for c in story.claims}


def test_one_kidnapping_is_one_alignment(dossier: Collated) -> None:
    """The same kidnapping by two synonyms, active and passive, is one alignment of three reports."""
    story = dossier(
        "Gunmen kidnapped 12 teachers in Corrin.",
        "Gunmen abducted 12 teachers in Corrin.",
        "12 teachers were kidnapped by gunmen in Corrin.",
    )
    (across,) = [a for a in align(seen(story)) if len(a.reports) > 1]
    assert set(across.reports) == {w.report.id for w in story.witnesses}


def test_a_person_of_two_reports_is_one_figure(dossier: Collated) -> None:
    """A full name and the surname alone are one figure across reports, and a namesake is another."""
    story = dossier(
        "Police arrested Pavel Strand in Corrin. Nadia Strand wept.",
        "Police arrested Pavel Strand in Corrin.",
    )
    figures = [f for f in seen(story).cast.figures if any("Strand" in m.entity.name for m in f.members)]
    assert sorted(sorted({m.entity.name for m in f.members}) for f in figures) == [
        ["Nadia Strand"],
        ["Pavel Strand"],
    ]
    assert parts("Pavel Strand") != parts("Nadia Strand")


def test_findings_are_a_function_of_the_layers(dossier: Collated) -> None:
    """The same witnesses, claims and attributions give the same findings again."""
    story = dossier(A, B, C)
    once, twice = (findings(story.witnesses, story.claims, story.attributions) for _ in range(2))
    assert once == twice


def test_one_number_in_two_words_is_listed_once(lines: Lines) -> None:
    """*Three injured* in two reports and *three other people* in two is one agreement of all three."""
    found = lines(
        "Three injured after a shooting at a motel in Corrin. One person died at the motel, the police said.",
        "A man was arrested in the shooting that killed one and wounded three other people at a motel in Corrin. It left "
        "one dead and three injured.",
        "A man was killed and three other people were wounded at a motel in Corrin, the police said.",
    )
    assert len([f for f in found if f.startswith("agreement quantity") and "hree" in f]) == 1


def test_two_sayings_that_begin_alike_are_two(lines: Lines) -> None:
    """*I don't want to hurt you* and *I do not want to blame you* are not one utterance."""
    found = lines(
        "The gunman walked up to a driver in Corrin. “I don't want to hurt you,” he said.",
        "The gunman lived with his parents in Corrin. “I do not want to blame you,” his father told the police.",
    )
    assert not [f for f in found if f.startswith("variant")]


def test_the_words_of_a_saying_may_be_few_of_the_other_report(lines: Lines) -> None:
    """*Many of us younger officers looked up to him* is another wording, however much else one report quotes."""
    found = lines(
        "“Many of us, the other officers, looked up to him,” Chief Ilse Dorn said in Corrin of Karl Winter.",
        "“Many of us younger officers looked up to him. It's a sad time for our agency,” Chief Ilse Dorn said in Corrin of "
        "Karl Winter.",
    )
    assert [f for f in found if f.startswith("variant wording")]
