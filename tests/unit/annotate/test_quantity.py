"""Quantities, in sentences about invented events."""

from functools import lru_cache

import pytest

from variorum.annotate.parse import parse
from variorum.annotate.quantity import quantities
from variorum.model import Measure, Parse, Quantity, Timex
from variorum.text import Span


@lru_cache(maxsize=256)
def parsed(text: str) -> Parse:
    """The parse of a sentence, made once."""
    return parse(text)


def read(text: str) -> tuple[Quantity, ...]:
    """The quantities of a sentence without time expressions."""
    return quantities(parsed(text), ())


def the(text: str) -> Quantity:
    """The one quantity of a sentence."""
    found = read(text)
    assert len(found) == 1, [q.span.of(text) for q in found]
    return found[0]


COUNTS = [
    ("Twelve people drowned near Orlund.", 12, 12, 12, "people"),
    ("A dozen Corvanians were detained.", 12, 12, 12, "Corvanian"),
    ("Three of the injured were flown to Tamsel.", 3, 3, 3, "injured"),
    ("The collapse left 14 dead.", 14, 14, 14, "dead"),
    ("In the village, 14 were killed.", 14, 14, 14, None),
    ("With 12 still missing, the search went on.", 12, 12, 12, "missing"),
    ("Over 3,000 individuals marched.", 3000, 3000, None, "individual"),
    ("More than a dozen homes burned.", 12, 12, None, "home"),
    ("At least 12 passengers survived.", 12, 12, None, "passenger"),
    ("Up to 40 boats sank.", 40, None, 40, "boat"),
    ("Some 300 firefighters came.", 300, 300, 300, "firefighter"),
    ("Dozens of protesters sat down.", 12, 24, None, "protester"),
    ("Tens of thousands of voters waited.", 10_000, 20_000, None, "voter"),
    ("Between 10 and 20 cabins burned.", 10, 10, 20, "cabin"),
    ("Officials counted 12–15 craters.", 12, 12, 15, "crater"),
    ("Police saw 12 to 15 trucks.", 12, 12, 15, "truck"),
    ("Two hundred and fifty-six soldiers left.", 256, 256, 256, "soldier"),
    ("Half a million residents fled.", 500_000, 500_000, 500_000, "resident"),
    ("A 12-member panel met.", 12, 12, 12, "member"),
    ("The storm displaced 2.5 million people.", 2.5e6, 2.5e6, 2.5e6, "people"),
    ("Only one man was hurt.", 1, 1, 1, "man"),
    ("Some 1.5m refugees crossed.", 1.5e6, 1.5e6, 1.5e6, "refugee"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "stated", "low", "high", "noun"), COUNTS)
def test_counts(text: str, stated: float, low: float | None, high: float | None, noun: str | None) -> None:
    """A count has its number, its inclusive bounds and the lemma of what it counts."""
    q = the(text)
    assert (q.measure, q.stated, q.low, q.high, q.noun) == (Measure.COUNT, stated, low, high, noun)


MEASURES = [
    ("The damage reached $1.2 million.", Measure.MONEY, 1.2e6, "USD"),
    ("The bridge cost £300m.", Measure.MONEY, 3e8, "GBP"),
    ("The fund lost 20 billion yen.", Measure.MONEY, 2e10, "JPY"),
    ("The firm paid A$5.5bn.", Measure.MONEY, 5.5e9, "AUD"),
    ("The fine was 90,000 leva.", Measure.MONEY, 90_000, "BGN"),
    ("Thieves took R5.6 million.", Measure.MONEY, 5.6e6, "ZAR"),
    ("He lost N420,000.", Measure.MONEY, 420_000, "NGN"),
    ("A ticket costs Tk 250.", Measure.MONEY, 250, "BDT"),
    ("They got five million CFA francs.", Measure.MONEY, 5e6, "CFA"),
    ("Debts of 1.8 million crowns remain.", Measure.MONEY, 1.8e6, "crown"),
    ("The car stopped more than a kilometre away.", Measure.UNIT, 1, "kilometre"),
    ("The queue is a mile long.", Measure.UNIT, 1, "mile"),
    ("The plant uses a third less sand.", Measure.PERCENT, 1 / 3, "fraction"),
    ("They asked for a cut of half.", Measure.PERCENT, 0.5, "fraction"),
    ("Grain came, of which a quarter has rotted.", Measure.PERCENT, 0.25, "fraction"),
    ("Oil fetched $75 a barrel.", Measure.MONEY, 75, "USD per barrel"),
    ("Turnout was 61.5 percent.", Measure.PERCENT, 61.5, "percent"),
    ("Two-thirds of voters agreed.", Measure.PERCENT, 2 / 3, "fraction"),
    ("One in five villagers left.", Measure.PERCENT, 0.2, "fraction"),
    ("The fire burned 200 acres.", Measure.UNIT, 200, "acre"),
    ("They drove 5km.", Measure.UNIT, 5, "kilometre"),
    ("A magnitude-6.2 quake struck.", Measure.UNIT, 6.2, "magnitude"),
    ("Gusts hit 80 mph.", Measure.UNIT, 80, "mile per hour"),
    ("Agents seized 30 pounds of cocaine.", Measure.UNIT, 30, "pound"),
    ("It was -5 degrees Celsius.", Measure.UNIT, -5, "degree celsius"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "measure", "stated", "unit"), MEASURES)
def test_measures(text: str, measure: Measure, stated: float, unit: str) -> None:
    """Money has its currency's code, a measure its unit, a share its value from 0 to 1."""
    q = the(text)
    assert (q.measure, q.unit) == (measure, unit)
    assert q.stated == pytest.approx(stated)


AGES = [
    ("Tolland, 37, ran.", 37, 37, "Tolland"),
    ("Mara Quill (29) ran.", 29, 29, "Quill"),
    ("Dan Orr Jr., 24, ran.", 24, 24, "Orr"),
    ("Lena Marsh, now 19, left.", 19, 19, "Marsh"),
    ("A 17-year-old boy ran.", 17, 17, "boy"),
    ("A girl aged 4 ran.", 4, 4, "girl"),
    ("She is 37 years old.", 37, 37, "She"),
    ("The driver is 41.", 41, 41, "driver"),
    ("A man in his 40s ran.", 40, 49, "man"),
    ("A woman in her late 30s ran.", 36, 39, "woman"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "low", "high", "person"), AGES)
def test_ages(text: str, low: float, high: float, person: str) -> None:
    """An age is in years and points at the person whose age it is."""
    q = the(text)
    assert (q.measure, q.unit, q.low, q.high) == (Measure.AGE, "year", low, high)
    assert q.noun_token is not None
    assert parsed(text).tokens[q.noun_token].text == person


NOT_COUNTS = [
    "It happened in 2019.", "The mill opened in May 1987.", "Police closed Highway 61.", "He cited Section 230.",
    "The Boeing 737 landed.", "Flight 302 was late.", "An F-16 flew by.", "Orlund won 3-2.", "The court ruled 5-4.",
    "It happened in the 1200 block of Elm Street.", "He lives at 415 Elm Street.", "Call 555-123-4567 now.",
    "The Seven Network said so.", "The Group of Seven met.", "They met on Fifth Avenue.", "No one was hurt.",
    "The one who left was tall.", "He is number one.", "Shares on the FTSE 100 fell.",
    "The inquiry into the 2023 riots reopened.", "It is a 1641 landscape.", "He took the M25.", "He walked home a mile.",
    "A third man fled.", "It is half empty.", "He left in the second half.",
    "A man ran.", "Covid-19 spread.", "It fell on 9/11.", "They met at 7:45 p.m. there.", "Call 911.",
]  # fmt: skip


@pytest.mark.parametrize("text", NOT_COUNTS)
def test_numbers_that_count_nothing(text: str) -> None:
    """Years, roads, laws, aircraft, scores, addresses, telephone numbers, names and pronouns are no quantities."""
    assert [q.span.of(text) for q in read(text)] == []


def test_a_sum_and_a_measure_are_two() -> None:
    """A figure with its scale ends before *and six kilos*."""
    found = read("Police found $2.7 million and six kilos of gold.")
    assert [(q.stated, q.unit) for q in found] == [(2.7e6, "USD"), (6, "kilogram")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The damage is 58 million euros, of which 19 million is insured.", [(5.8e7, "EUR"), (1.9e7, "EUR")]),
        ("He asked for 14,600 euros and got 9,000 from the bank.", [(14_600, "EUR"), (9000, "EUR")]),
        ("The firm paid 5 million euros and hired 3,000 people.", [(5e6, "EUR"), (3000, None)]),
        ("They marched for 3,000 euros; 4,000 attended.", [(3000, "EUR"), (4000, None)]),
    ],
)
def test_a_bare_number_goes_on_a_sum(text: str, expected: list[tuple[float, str | None]]) -> None:
    """A number without a noun is money where it is a part of a sum just told, or is paid beside it."""
    assert [(q.stated, q.unit) for q in read(text)] == expected


def test_subset() -> None:
    """*Two of the five* is two, of a whole of five, and the five are there as well."""
    text = "Two of the five suspects fled."
    two, five = read(text)
    assert (two.stated, two.subset_of, two.noun) == (2, 5, "suspect")
    assert (five.stated, five.subset_of, five.span.of(text)) == (5, None, "five suspects")


def test_a_rise_from_one_number_to_another() -> None:
    """In *rose from 12 to 17* the 12 is marked as where the change starts, and the 17 is what there is."""
    twelve, seventeen = read("The toll rose from 12 to 17.")
    assert (twelve.stated, twelve.change) == (12, True)
    assert (seventeen.stated, seventeen.change) == (17, False)


@pytest.mark.parametrize("text", ["Deaths rose by 12.", "Shares were up 4%.", "Another 12 people were hurt."])
def test_amounts_of_change(text: str) -> None:
    """How much was added is not how much there is."""
    assert the(text).change


def test_nearly_is_a_strict_and_approximate_upper_bound() -> None:
    """*Nearly 500* is below 500 and close to it."""
    q = the("Nearly 500 homes burned.")
    assert (q.low, q.high, q.strict, q.approx) == (None, 500, True, True)


def test_ordinals_that_count() -> None:
    """*The second citizen to be killed* counts; *the second floor* does not."""
    q = the("She is the second citizen to be killed.")
    assert (q.measure, q.stated, q.noun) == (Measure.ORDINAL, 2, "citizen")
    assert read("He fell from the second floor.") == ()


@pytest.mark.parametrize(
    ("text", "noun", "number"),
    [
        ("It is the third kidnapping in the gulf this year.", "kidnapping", 3),
        ("It was the second fatal crash in Marlow County this month.", "crash", 2),
        ("This is the third swap since the armistice.", "swap", 3),
        ("The fifth fire on the pier since March gutted a kiosk.", "fire", 5),
    ],
)
def test_ordinals_of_a_series(text: str, noun: str, number: int) -> None:
    """What *it is*, or what has happened *this year* or *since March*, counts wherever it happened."""
    q = the(text)
    assert (q.measure, q.stated, q.noun) == (Measure.ORDINAL, number, noun)


@pytest.mark.parametrize(
    "text", ["The third man, who is free, spoke this year.", "A second lorry stopped, it is said."]
)
def test_ordinals_of_no_series(text: str) -> None:
    """An ordinal that only tells one from another counts nothing."""
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shots fell in an ambush in which one soldier died.", [(1, "soldier")]),
        ("Six persons were stopped, of whom one fled.", [(6, "person"), (1, "person")]),
        ("Nobody knew which one was his.", []),
    ],
)
def test_one_behind_which(text: str, expected: list[tuple[float, str | None]]) -> None:
    """*One* behind *in which* and *of whom* counts; *which one* asks."""
    assert [(q.stated, q.noun) for q in read(text)] == expected


def test_casualties_after_a_verb() -> None:
    """*Killing one and injuring three* gives both numbers."""
    assert [q.stated for q in read("A shell hit Tamsel, killing one and injuring three.")] == [1, 3]


def test_numbers_in_time_expressions_are_left_out_except_ages() -> None:
    """A number inside a timex is no quantity, unless it is an age."""
    text = "A 17-year-old boy waited 30 minutes."
    spans = [text.index("17-year-old"), text.index("30 minutes")]
    times = tuple(
        Timex(Span(at, at + length), "DURATION", None, None, None, None)
        for at, length in zip(spans, (11, 10), strict=True)
    )
    found = quantities(parsed(text), times)
    assert [(q.measure, q.stated) for q in found] == [(Measure.AGE, 17)]


def test_span_is_the_whole_phrase() -> None:
    """The span runs from the bound to the counted noun."""
    text = "Police said more than 20 masked gunmen attacked."
    assert the(text).span.of(text) == "more than 20 masked gunmen"


def test_names_inside_capitals_of_a_headline_still_count() -> None:
    """In a headline in title case a capital number word is a number."""
    text = "Twelve Villagers Killed, Seven Homes Burned Near Orlund"
    assert [q.stated for q in read(text)] == [12, 7]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Three of the injured were flown to Tamsel.", [3]),
        ("Two of them drowned near Orlund.", [2]),
        ("Two of his sons drowned near Orlund.", [2]),
        ("Two of the five suspects fled.", [2]),
        ("The first 3 victims were named.", [3]),
        ("Five others were hurt.", [5]),
        ("Another 12 people were hurt.", [12]),
        ("Police found 12 more bodies.", [12]),
        ("The blaze killed his two children and four other people.", [2, 4]),
        ("The blaze killed two men and three women.", [2, 3]),
        ("One man was shot in Orlund, another was stabbed.", [1]),
        ("It was one of the best days.", [1]),
        ("Twelve people drowned near Orlund.", []),
        ("Dozens of people drowned near Orlund.", []),
        ("Some 300 firefighters came with 20 trucks and pumps.", []),
    ],
)
def test_counts_of_a_part_are_marked(text: str, parts: list[float]) -> None:
    """A count that leaves out others of its kind is partial, whether the whole is stated or not."""
    assert [q.stated for q in read(text) if q.partial] == parts


def test_plus_or_minus_is_not_negative() -> None:
    """The margin of *plus-or-minus 4 points* is 4."""
    assert [q.stated for q in read("The poll has a margin of plus-or-minus 4 points.")] == [4]
    assert [q.stated for q in read("The poll has a margin of plus or minus 4 points.")] == [4]


def test_plus_after_a_comma_bounds_nothing() -> None:
    """What is to be paid on top leaves the sum as it is."""
    q = the("He must pay $2.8 million, plus additional penalties.")
    assert (q.low, q.high) == (2.8e6, 2.8e6)
