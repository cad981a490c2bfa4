"""What may explain that two values differ, question by question, and how it is weighed."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from variorum.build import annotate
from variorum.claims.extract import claims
from variorum.collate.context import context
from variorum.collate.counterparts.features import features as surroundings
from variorum.collate.counterparts.loci import Locus, Standing, loci, standing
from variorum.collate.counterparts.pairing import Counterparts
from variorum.collate.judge.cases import Case
from variorum.collate.judge.difference.features import (
    COMPATIBLE,
    DOUBTS,
    FURTHER,
    compatible,
    doubted,
    features,
)
from variorum.collate.judge.difference.model import evidence, odds, read, weights
from variorum.read.load import load

MakeCase = Callable[..., Case]


@pytest.fixture
def case(tmp_path: Path) -> MakeCase:
    """``case(one, two, value, other)``: two texts as two reports of May 2031, two of their values side by side."""

    def made(one: str, two: str, value: str, other: str, days: tuple[str, str] = ("2031-05-15",) * 2) -> Case:
        paths = []
        for name, text, day in zip("AB", (one, two), days, strict=True):
            path = tmp_path / f"{name}.txt"
            path.write_text(text + "\n", encoding="utf-8")
            path.with_suffix(".meta.json").write_text(json.dumps({"outlet": name, "published": day}))
            paths.append(str(path))
        witnesses, said = annotate(load(paths).reports)
        told = [c for w in witnesses for c in claims(w.report, w.layers,
                [a for a in said if a.report_id == w.report.id])]  # fmt: skip
        ctx = context(witnesses, told, said)
        every = loci(ctx)
        by_text = sorted(witnesses, key=lambda w: (one, two).index(w.report.text.strip()))
        held = [_of(every, w.report.id, words) for w, words in zip(by_text, (value, other), strict=True)]
        first, second = next((x, y) for x in held[0] for y in held[1]
                             if x.sort is y.sort and standing(ctx, x, y) is Standing.APART)  # fmt: skip
        found = tuple(sorted(surroundings(ctx, first, second).items()))
        return Case(ctx, Counterparts(first, second, Standing.APART, 0.0, found), every)

    return made


def _of(every: tuple[Locus, ...], report: str, words: str) -> list[Locus]:
    return [x for x in every if x.report_id == report and words in x.item.value]


@pytest.mark.parametrize(
    ("name", "one", "two", "value", "other"),
    [
        ("unlike things", "The blaze in Corrin destroyed 40 houses.", "The blaze in Corrin destroyed 31 cars.",
         "40", "31"),
        ("a kind and anybody", "Police in Corrin arrested four men.", "Police in Corrin arrested six people.",
         "four", "six"),
        ("killed in one only", "The blast in Corrin killed 12 people.", "The blast in Corrin injured 30 people.",
         "12", "30"),
        ("another order of size", "The firm paid Ina Dorn $20,000.", "The firm paid Ina Dorn $9 million.",
         "$20,000", "$9 million"),
        ("a rounding", "Corrin will spend $2 billion on the tunnel.", "Corrin will spend $2.2 billion on the tunnel.",
         "$2 billion", "$2.2 billion"),
        ("a part", "The fire in Corrin destroyed 40 houses.", "The fire in Corrin destroyed two of the houses.",
         "40", "two"),
        ("a sum of others", "Pavel Strand was convicted on eight counts.",
         "Pavel Strand was convicted on five counts of fraud and three counts of theft.", "eight", "five"),
        ("minutes rounded", "Police were called to the Corrin bank at 9:40 a.m.",
         "Police were called to the Corrin bank at 9:52 a.m.", "9:40", "9:52"),
        ("hours apart", "The Corrin bank was robbed at 1:40 a.m.", "The Corrin bank was robbed at 1:10 p.m.",
         "1:40", "1:10"),
        ("unlike deeds far off", "Soldiers took the Corrin radio station at 6:15 a.m.",
         "Loyal troops won the barracks back at 8:30 a.m.", "6:15", "8:30"),
        ("another stage", "Pavel Strand was shot at 8:15 p.m. in Corrin.",
         "Officers were called to Corrin at 9:50 p.m.", "8:15", "9:50"),
        ("from another moment", "The bridge of Corrin reopened three days after the flood.",
         "The bridge of Corrin reopened two days after the flood.", "three days", "two days"),
        ("of another scope", "In Corrin 40 people were robbed on Monday.",
         "On average 31 people are robbed in Corrin.", "40", "31"),
        ("another in a row", "The quake in Corrin killed 40 people.", "The second quake in Corrin killed 31 people.",
         "40", "31"),
        ("other persons", "Pavel Strand stole $20,000 from the bank.", "Ina Dorn stole $31,000 from the school.",
         "$20,000", "$31,000"),
        ("other holders", "The peak above Corrin is 6,480 metres high.", "The camp above Corrin is 3,900 metres high.",
         "6,480", "3,900"),
        ("both may hold", "Corrin had 140 millimetres of rain in 24 hours.",
         "Corrin had 310 millimetres of rain over the month.", "140", "310"),
        ("only expected in one", "Rain of 200 millimetres was forecast for Corrin.",
         "Rain of 130 millimetres fell in Corrin.", "200", "130"),
        ("only expected in one", "The ferry was licensed to carry 640 passengers.", "The ferry carried 412 passengers.",
         "640", "412"),
        ("first and last", "The last hostage was freed at 6.10 a.m.", "The first hostage was freed at 9 a.m.",
         "6.10", "9 a.m."),
        ("dated apart", "The climbers left Corrin at 5 a.m. on Tuesday.",
         "The climbers left Corrin at noon on Monday.", "5 a.m.", "noon"),
        ("long past in one only", "The landslide in Corrin buried 40 people.",
         "In March 2029 a landslide in Corrin buried 31 people.", "40", "31"),
        ("told in two modes", "The council of Corrin cut 40 jobs.", "The council of Corrin will cut 31 jobs.",
         "40", "31"),
    ],
)  # fmt: skip
def test_each_question_has_its_case(
    case: MakeCase, name: str, one: str, two: str, value: str, other: str
) -> None:
    """Each thing that may explain a difference is seen where it holds."""
    assert {**COMPATIBLE, **FURTHER, **DOUBTS}[name](case(one, two, value, other))


def test_an_open_bound_far_below_is_no_second_answer(case: MakeCase) -> None:
    """*More than $300,000* may be the $310,000 of the other report; *more than $1,000* fits whatever is more."""
    one = "The fair in Corrin raised $520,000 for the school. The school says that the fair raised {}."
    two = "The fair in Corrin raised $310,000 for the school."
    near, far = (
        case(one.format(also), two, "$520,000", "$310,000")
        for also in ("more than $300,000", "more than $1,000")
    )
    assert COMPATIBLE["given twice"](near)
    assert not COMPATIBLE["given twice"](far)


def test_a_bare_difference_has_no_explanation(case: MakeCase) -> None:
    """One sentence with one number changed is explained by nothing."""
    held = case(
        "The fire in Corrin destroyed 40 houses.", "The fire in Corrin destroyed 31 houses.", "40", "31"
    )
    assert not compatible(held)
    assert not doubted(held)


def test_just_before_an_hour_is_an_hour(case: MakeCase) -> None:
    """*Just before 9:30 a.m.* tells when, and does not bound a stretch; *before 9:30 a.m.* does."""
    one = "The boy was shot {} 9:30 a.m. at a home along Mill Road in Corrin."
    two = "It happened shortly before 11:30 a.m. at a home along Mill Road in Corrin."
    assert not COMPATIBLE["bounds"](case(one.format("just before"), two, "9:30", "11:30"))
    assert COMPATIBLE["bounds"](case(one.format("before"), two, "9:30", "11:30"))


@pytest.mark.parametrize(
    ("one", "two", "value", "other", "held"),
    [
        (
            "The shop stays shut until Tuesday.",
            "The shop will stay shut until Friday.",
            "Tuesday",
            "Friday",
            False,
        ),
        (
            "The pits have been shut since Monday.",
            "The pits were shut on Tuesday.",
            "Monday",
            "Tuesday",
            False,
        ),
        ("The shop shuts on Tuesday.", "The shop will stay shut until Friday.", "Tuesday", "Friday", True),
    ],
)
def test_two_bounds_of_one_end_are_two_dates(
    case: MakeCase, one: str, two: str, value: str, other: str, *, held: bool
) -> None:
    """*Until Tuesday* and *until Friday* cannot both hold; *on Tuesday* and *until Friday* can."""
    assert COMPATIBLE["bounds"](case(one, two, value, other)) is held


def test_hours_of_one_night_are_not_dated_apart(case: MakeCase) -> None:
    """Half an hour before midnight and half an hour past it are told with two days and lie an hour apart."""
    one, two = (
        "The riot in Corrin began at 11.30 p.m. on Monday.",
        "The riot in Corrin began at 12.30 a.m. on Tuesday.",
    )
    assert not DOUBTS["dated apart"](case(one, two, "11.30", "12.30"))


def test_noon_and_an_hour_are_vague_nearby_only(case: MakeCase) -> None:
    """*At noon* leaves room for half past twelve, not for three; *an hour* for two hours, not for ten minutes."""
    vague = COMPATIBLE["vague"]
    assert vague(case("They left Corrin at noon.", "They left Corrin at 12.45 p.m.", "noon", "12.45"))
    assert not vague(case("They left Corrin at noon.", "They left Corrin at 3 p.m.", "noon", "3 p.m."))
    assert vague(case("The siege lasted an hour.", "The siege lasted two hours.", "an hour", "two hours"))
    assert not vague(
        case("The siege lasted an hour.", "The siege lasted ten minutes.", "an hour", "ten minutes")
    )
    assert not vague(
        case("It lasted a year and a half.", "It lasted eight months.", "a year and a half", "eight months")
    )


def test_of_a_face_without_its_half_the_nearer_one_counts(case: MakeCase) -> None:
    """*Half past three* may be 15:30: it is half an hour from 3 p.m., not twelve and a half."""
    held = case(
        "The riot began at 3 p.m. in Corrin.",
        "The riot began at half past three in Corrin.",
        "3 p.m.",
        "half past",
    )
    assert not COMPATIBLE["hours apart"](held)


@pytest.mark.parametrize(
    ("one", "two", "value", "other"),
    [
        ("The largest of the bells weighs 310 kilos.", "Together the bells weigh 520 kilos.", "310", "520"),
        ("The gate weighs 45 tonnes.", "Each wing of the gate weighs 22 tonnes.", "45", "22"),
        (
            "The silo held 3,600 tonnes.",
            "Built to hold 5,000 tonnes, the silo was not full.",
            "3,600",
            "5,000",
        ),
        ("The shop sold 40 boats in May.", "The shop usually sold 25 boats in May.", "40", "25"),
    ],
)
def test_words_of_extent_tell_two_things_apart(
    case: MakeCase, one: str, two: str, value: str, other: str
) -> None:
    """The largest, each, all together, the usual and the most that may be are of one thing each."""
    assert DOUBTS["of another extent"](case(one, two, value, other))
    assert not DOUBTS["of another extent"](case(one, one.replace(value, "47"), value, "47"))


def test_weeks_between_two_reports_explain_a_difference(case: MakeCase) -> None:
    """Reports of two months may tell of two stages."""
    told = "The fire in Corrin destroyed {} houses."
    held = case(told.format(40), told.format(46), "40", "46", ("2031-05-15", "2031-07-20"))
    assert COMPATIBLE["weeks between the reports"](held)


@pytest.mark.parametrize(
    ("name", "one", "two", "value", "other"),
    [
        ("same digits in another order", "The fund paid $148 million.", "The fund paid $184 million.", "$148", "$184"),
        ("same hour", "The shop in Corrin was robbed at 10:30 p.m. on Monday.",
         "The shop in Corrin was robbed at 10:30 p.m. on Friday.", "Monday", "Friday"),
        ("another value in both", "The judge fined Ina Dorn $900 for 17 offences.",
         "The judge fined Ina Dorn $700 for 17 offences.", "$900", "$700"),
        ("word behind both", "The fire burnt 40 houses.", "The fire burnt 31 houses.", "40", "31"),
    ],
)  # fmt: skip
def test_what_ties_two_values_is_seen(
    case: MakeCase, name: str, one: str, two: str, value: str, other: str
) -> None:
    """Words, digits and other values that two sentences share speak for one question."""
    assert features(case(one, two, value, other))[name] == 1.0


def test_the_weights_hold_no_value_and_point_the_way_of_their_names() -> None:
    """No feature is a number or a day; what explains never speaks for a difference, and the reader's yes never against."""
    assert not any(c.isdigit() for name in weights() for c in name)
    assert all(w <= 0 for name, w in weights().items() if name.startswith("doubt"))
    assert weights()["read: answer"] > 0
    assert weights()["read: rules"] > 0


def test_what_explains_lowers_the_odds_and_the_reader_moves_them() -> None:
    """The odds are the sum that the evidence tells."""
    bare = {"sort money": 1.0, "same name": 1.0}
    part = bare | {"doubt: unlike things": 1.0}
    assert odds(part) < odds(bare)
    assert read(1.0, 3.0) > read(1.0, -3.0)
    assert "unlike things" in evidence(part, odds(part)).detail
