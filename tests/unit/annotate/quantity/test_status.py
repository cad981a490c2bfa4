"""What befell the counted, wholes and parts, and persons named one by one, in sentences about invented events."""

from functools import lru_cache

import pytest

from variorum.annotate.parse import parse
from variorum.annotate.quantity import quantities
from variorum.model import Measure, Quantity


@lru_cache(maxsize=256)
def read(text: str) -> tuple[Quantity, ...]:
    """The quantities of a sentence without time expressions."""
    return quantities(parse(text), ())


STATUSES = [
    ("A blast in Tamsel killed 12 people.", "killed"),
    ("Twelve people were found dead in Tamsel.", "killed"),
    ("Twelve villagers died in the flood.", "killed"),
    ("Eight guards were stabbed to death.", "killed"),
    ("Six sailors are believed to have died.", "killed"),
    ("The death toll in Tamsel rose to 63.", "killed"),
    ("The storm claimed 11 lives in Orlund.", "killed"),
    ("The fire caused the deaths of four policemen.", "killed"),
    ("Nine wounded soldiers reached Orlund.", "injured"),
    ("Three others sustained burns.", "injured"),
    ("Four passengers remain missing.", "missing"),
    ("Fifteen men are in custody.", "arrested"),
    ("Two drivers were taken to hospital.", "hospitalized"),
    ("Five miners were pulled from the rubble.", "rescued"),
    ("The quake left 4,000 homeless.", "displaced"),
    ("Air defences shot down 41 drones.", "destroyed"),
    ("A total of 57 people were killed.", "killed"),
    ("It cost the lives of 23 sailors.", "killed"),
    ("Of the dead, nine were children.", "killed"),
    ("Some 40 villages were burned.", "burned"),
    ("Three peacekeepers were not injured.", None),
    ("The firm released 12 songs.", None),
    ("Police executed 17 search warrants.", None),
    ("Twelve gunmen killed the mayor.", None),
    ("The mayor met 12 teachers.", None),
]


@pytest.mark.parametrize(("text", "status"), STATUSES)
def test_status(text: str, status: str | None) -> None:
    """A count says what befell the counted where its clause tells that, and not where they did it or it is denied."""
    (q,) = read(text)
    assert q.status == status


def test_roles() -> None:
    """Those who kill are agents, those who are killed are patients."""
    assert [q.role for q in read("Three gunmen killed 12 guards.")] == ["agent", "patient"]


PARTS = [
    ("Five people, two of them children, died.", 2, 5, "child", "killed"),
    ("Twelve people, including three firefighters, were hurt.", 3, 12, "firefighter", "injured"),
    ("Some 3,400 people were infected, 71 of whom died.", 71, 3400, "people", "killed"),
    ("Rebels took 28 hostages, of whom 11 were freed.", 11, 28, "hostage", "released"),
    ("Three men were hurt. One of them died.", 1, 3, "man", "killed"),
    ("Artillery destroyed three of the town's four bridges.", 3, 4, "bridge", "destroyed"),
    ("About 30 people were wounded, 12 seriously.", 12, 30, "people", "injured"),
    ("Ten of 12 people were killed.", 10, 12, "people", "killed"),
    ("The two men were taken to a hospital, where one died.", 1, 2, "man", "killed"),
    ("Of the 19 passengers, 16 were freed.", 16, 19, "passenger", "released"),
]


@pytest.mark.parametrize(("text", "number", "whole", "noun", "status"), PARTS)
def test_parts(text: str, number: float, whole: float, noun: str, status: str) -> None:
    """A part of a stated whole has the whole, its noun, and its own lot or else the whole's."""
    part = next(q for q in read(text) if q.stated == number)
    assert (part.subset_of, part.partial, part.noun, part.status) == (whole, True, noun, status)


def test_including_things_that_persons_are_not() -> None:
    """Planes are no part of the persons that they carry."""
    eight = next(q for q in read("The force of 100 soldiers, including eight planes, left.") if q.stated == 8)
    assert eight.subset_of is None


SUMS = [
    ("A man and a woman were killed in Tamsel.", 2),
    ("A mother and her two sons drowned.", 3),
    ("A couple and their three children were rescued.", 5),
    ("A pair of teenagers were arrested.", 2),
    ("Both brothers were arrested.", 2),
    ("Tarn Oldey and his brother were arrested.", 2),
]


@pytest.mark.parametrize(("text", "number"), SUMS)
def test_persons_named_one_by_one(text: str, number: float) -> None:
    """Persons whom one thing befell are counted together, and the sum is marked as implied."""
    (q,) = [q for q in read(text) if q.implied]
    assert (q.stated, q.low, q.high, q.measure, q.partial) == (number, number, number, Measure.COUNT, False)


@pytest.mark.parametrize(
    "text",
    [
        "A man and a woman met in Tamsel.",
        "A man killed a woman in Tamsel.",
        "The victims include a man and a woman shot in Tamsel.",
        "A man and several women were killed.",
        "Two men and three women were killed.",
        "A man was killed.",
    ],
)
def test_no_sum(text: str) -> None:
    """Nothing is summed where some are not counted, where nothing befell them, or where each is counted already."""
    assert [q for q in read(text) if q.implied] == []


LABELS = [
    "See § 170.3 of the code.", "Paragraph (5) was struck.", "Look at pages 12 and 13.", "Image 2 of 7", "3.",
    "It ran in the 600 and 700 blocks of Elm Street.", "The 9-11 Commission met.", "The bottom three were sent home.",
    "He put no question to one who knew.", "The second half of the game was dull.", "Not one spoke.",
]  # fmt: skip


@pytest.mark.parametrize("text", LABELS)
def test_labels(text: str) -> None:
    """Numbers of paragraphs, pages, pictures, list items and blocks count nothing."""
    assert [q.span.of(text) for q in read(text)] == []


READINGS = [
    ("Just over 500 homes burned.", Measure.COUNT, 500, None, None),
    ("Just under 500 homes burned.", Measure.COUNT, None, 500, None),
    ("The rate rose in 2018 to 3.9 million cars.", Measure.COUNT, 3.9e6, 3.9e6, None),
    ("A six-figure sum was paid.", Measure.COUNT, 100_000, 999_999, None),
    ("The crowd was in the low hundreds.", Measure.COUNT, 100, 400, None),
    ("Exports grew twofold.", Measure.UNIT, 2, 2, "times"),
    ("He is 6ft 3in tall.", Measure.UNIT, 6.25, 6.25, "foot"),
    ("The suspect, 6-foot-3, ran.", Measure.UNIT, 6.25, 6.25, "foot"),
    ("They need three more weeks.", Measure.UNIT, 3, 3, "week"),
    ("A vast 27,000-square-mile park burned.", Measure.UNIT, 27_000, 27_000, "square mile"),
    ("They lost $12m a year ago.", Measure.MONEY, 12e6, 12e6, "USD"),
    ("Men between the ages of 18 and 23 were hurt.", Measure.AGE, 18, 23, "year"),
    ("They asked about one plan.", Measure.COUNT, 1, 1, None),
    ("It took two and a half miles of rope.", Measure.UNIT, 2.5, 2.5, "mile"),
]


@pytest.mark.parametrize(("text", "measure", "low", "high", "unit"), READINGS)
def test_readings(
    text: str, measure: Measure, low: float | None, high: float | None, unit: str | None
) -> None:
    """Bounds, ranges, compound measures and ages as news writes them."""
    (q,) = read(text)
    assert (q.measure, q.low, q.high, q.unit) == (measure, low, high, unit)


def test_ages_of_several() -> None:
    """The numbers behind *two men* and a comma are their ages, not further men."""
    found = read("A woman and two men, 25 and 31, were injured.")
    assert [(q.measure, q.stated) for q in found if not q.implied] == [
        (Measure.COUNT, 2), (Measure.AGE, 25), (Measure.AGE, 31),
    ]  # fmt: skip


def test_the_unit_of_a_change_is_that_of_its_partner() -> None:
    """In *to 340 million euros from 170 million* both are euros."""
    assert [q.unit for q in read("Profits doubled to 340 million euros from 170 million.")] == ["EUR", "EUR"]


def test_bare_numbers_have_the_noun_of_their_clause() -> None:
    """In *cases rose from 12 to 17* both numbers count cases."""
    assert [q.noun for q in read("Cases rose from 1,200 to 3,100.")] == ["case", "case"]


@pytest.mark.parametrize(
    ("text", "noun"),
    [("It was the third protest this week.", "protest"), ("It was the second to hit Orlund.", None)],
)
def test_ordinals_of_a_series(text: str, noun: str | None) -> None:
    """An ordinal counts where a time or a clause says in what series."""
    (q,) = [q for q in read(text) if q.measure is Measure.ORDINAL]
    assert q.noun == noun
