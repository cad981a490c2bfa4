"""How surely one report only tells a clause: by what others say in other words, and by the reader of pairs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest

import variorum.build
from variorum.collate.judge.singles import AT_LEAST, EACH, QUESTIONS
from variorum.collate.sole.keys import held, keys
from variorum.collate.sole.model import odds, read, weights
from variorum.encode.pairs import Chosen, Marked, Question
from variorum.model import Dossier, FindingKind

Collated = Callable[..., Dossier]
OTHER = "The council of Brighton met for two hours. Nothing else was on its list, the clerk said."
LEAD = "The weather in Corrin was dry all week. "
ONE = "Karl Winter opened the new dock in Corrin on Monday"


@dataclass
class Answering:
    """A reader that gives one answer about occurrences, and keeps what it was asked of them."""

    odds: float
    asked: list[tuple[Marked, Marked]] = field(default_factory=list)
    sha256: str = "0" * 64

    def read(self, pairs: Sequence[tuple[Marked, Marked]], question: Question) -> tuple[float, ...]:
        """The one answer for each pair of occurrences; nothing is said of values."""
        if question is Question.VALUE:
            return (0.0,) * len(pairs)
        self.asked += pairs
        return (self.odds,) * len(pairs)


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Callable[[float | None], Answering]:
    """``answering(odds)`` makes every question be answered so; ``None`` leaves the rules alone."""

    def answer(odds: float | None) -> Answering:
        made = Answering(odds or 0.0)
        chosen = Chosen(None if odds is None else made)  # type: ignore[arg-type]
        monkeypatch.setattr(variorum.build, "pairing", lambda _choice: chosen)
        return made

    return answer


def singles(story: Dossier) -> list[str]:
    """The words of all singles."""
    told = (f for f in story.findings if f.kind is FindingKind.SINGLE)
    return [a.exact for f in told for r in f.readings for a in r.anchors]


@pytest.mark.parametrize(
    ("one", "two", "word", "met"),
    [
        pytest.param("The gate fell at 3.20 p.m.", "The gate fell at 15:20.", "clock 920", 1.0, id="clock"),
        pytest.param("It sold 24 boats.", "It sold two dozen boats.", "count 24", 1.0, id="number"),
        pytest.param("It sold 24 boats.", "It sold 42 boats.", "count 24", 0.0, id="other-number"),
        pytest.param("The boiler exploded.", "There was an explosion.", "explode", 0.8, id="noun"),
        pytest.param("The pilot died there.", "The crash killed the pilot.", "die", 0.5, id="class"),
        pytest.param("The pilot died there.", "The pilot sang there.", "die", 0.0, id="other-verb"),
    ],
)
def test_a_word_is_met_by_what_says_the_same(
    dossier: Collated, one: str, two: str, word: str, met: float
) -> None:
    """A time and a number are met by their equals in any form, a verb by its noun, and in part by one of its class."""
    layers = [w.layers for w in dossier(f"{one} It rained.", f"{two} It snowed.").witnesses]
    own, other = (keys(x, x.parse.tokens[slice(*x.parse.sentences[0])]) for x in layers)
    key = next(k for k in own if k.word == word)
    assert held(other).met(key) == met


def test_what_is_met_elsewhere_never_speaks_for_a_single() -> None:
    """The weights keep the sign that their names say."""
    for name, weight in weights().items():
        if any(w in name.split() for w in ("new", "nowhere")):
            assert weight >= 0, name
        elif any(w in name for w in ("elsewhere", "likest", "occurrence", "share in")):
            assert weight <= 0, name


def test_the_reader_lowers_what_it_knows_again() -> None:
    """The surer the reader is that another report tells the same, the less probably a clause is a single."""
    rules = odds({"new names": 1.0})
    assert read(rules, 4.0) < read(rules, 0.0) < read(rules, -4.0)
    assert odds({"likest claim": 1.0}) < odds({})


def test_what_the_reader_finds_elsewhere_is_no_single(
    dossier: Collated, answering: Callable[[float | None], Answering]
) -> None:
    """A clause is listed by the rules alone, and by a reader that knows it nowhere; not where it finds it elsewhere."""
    for said, listed in ((None, True), (-5.0, True), (5.0, False)):
        answering(said)
        assert (ONE in singles(dossier(f"{LEAD}{ONE}.", OTHER))) is listed


def test_the_reader_says_why(dossier: Collated, answering: Callable[[float | None], Answering]) -> None:
    """A single that was read beside others says how surely none of them tells of it."""
    answering(-5.0)
    story = dossier(f"{LEAD}{ONE}.", OTHER)
    (found,) = (f for f in story.findings if f.kind is FindingKind.SINGLE and ONE in f.readings[0].value)
    assert {e.feature for e in found.evidence} >= {"told by one report only", "read together"}


def test_few_questions_are_asked_of_one_report(
    dossier: Collated, answering: Callable[[float | None], Answering]
) -> None:
    """However long a report is, the reader is asked a fixed number of questions about it, some of each clause."""
    towns = (
        "Halden",
        "Merrow",
        "Ellery",
        "Tarn",
        "Brixley",
        "Osmond",
        "Pellow",
        "Quarne",
        "Ruddock",
        "Sandry",
    )
    things = ("dock", "school", "mill", "tower", "bridge", "pool", "road", "farm", "barn", "museum")
    own = " ".join(
        f"Mayor Karl Winter sold the old {what} in {town} for ${n}00." for n, (town, what) in
        enumerate(zip(towns, things, strict=True), 2)
    )  # fmt: skip
    reader = answering(-5.0)
    found = singles(dossier(LEAD + own, OTHER + " Anna Holm left. She won a prize. The band played a song."))
    assert len(found) >= AT_LEAST
    assert EACH < len(reader.asked) <= 2 * QUESTIONS
