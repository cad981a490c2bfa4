"""Nothing is given to a source that it denied or did not say, and no two sources are made one."""

import json
import runpy
from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace

import pytest

from variorum.export.csv import to_csv
from variorum.export.cues import cue_words, withheld
from variorum.export.explain import explain
from variorum.export.html import to_html
from variorum.export.json import from_json, to_json
from variorum.export.jsonld import to_jsonld
from variorum.export.markdown import to_markdown
from variorum.export.sources import Source, who_said_what
from variorum.export.summary import summary
from variorum.export.view import view
from variorum.model import (
    Act,
    Attribution,
    Dossier,
    Entity,
    Finding,
    FindingKind,
    Kind,
    Layers,
    Reading,
    Reference,
    Report,
    Slot,
    Speech,
    Witness,
)
from variorum.text import Span, anchor

MADE = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("fixtures.py"))))

DENIAL = "Tarn Rail firmly denied that the signal had failed. The board has not yet commented on the delay."
SAYING = "The union said that the signal had failed. The inspector did not say that the driver was tired."


def place(text: str, words: str) -> Span:
    """Where *words* stand in *text*."""
    start = text.index(words)
    return Span(start, start + len(words))


def dossier(
    texts: dict[str, str],
    said: Iterable[tuple[str, str, str, str]],
    findings: tuple[Finding, ...] = (),
    people: tuple[str, ...] = (),
) -> Dossier:
    """A dossier of these reports by sigil; *said* holds (sigil, source, cue, content) by their words."""
    attributions = tuple(
        Attribution(
            f"a{n}", sigil, (place(texts[sigil], source),), (place(texts[sigil], cue),), (place(texts[sigil], content),), (),
            Speech.INDIRECT, Act.SPEECH, None, None,
        )
        for n, (sigil, source, cue, content) in enumerate(said)
    )  # fmt: skip
    entities = tuple(Entity(p, Kind.PERSON, p, (p,), (), None, plural=False) for p in people)
    witnesses = tuple(
        Witness(
            sigil, Report(sigil, "0" * 64, (f"{sigil}.txt",), text, ()),
            Layers(sigil, MADE.trivial_parse(text), Reference(None, "none", "no date"), (), entities, (), (), (), ()),
        )
        for sigil, text in texts.items()
    )  # fmt: skip
    return Dossier(witnesses, attributions, (), (), findings, (), (), "0")


def finding(kind: FindingKind, slot: Slot, *readings: tuple[str, str, str, str]) -> Finding:
    """A finding whose readings are (report, its text, words, attribution)."""
    made = tuple(Reading("", (), (anchor(r, t, place(t, words)),), (by,)) for r, t, words, by in readings)
    return Finding("f1", kind, slot, None, None, (), made, ())


def sources(made: Dossier) -> tuple[Source, ...]:
    """Who said what in a dossier."""
    shown = view(made)
    return who_said_what(shown.book, tuple(f for s in shown.sections for f in s.findings))


def denied(slot: Slot = Slot.EVENT) -> Dossier:
    """One report whose source denies what the other's source says."""
    words = "the signal had failed"
    return dossier(
        {"A": DENIAL, "B": SAYING},
        (("A", "Tarn Rail", "denied", words), ("B", "The union", "said", words)),
        (finding(FindingKind.DISPUTE, slot, ("A", DENIAL, words, "a0"), ("B", SAYING, words, "a1")),),
    )


@pytest.mark.parametrize(
    ("text", "cue", "content", "shown"),
    [
        (DENIAL, "denied", "that the signal had failed", "denied"),
        (DENIAL, "commented", "the delay", "has not yet commented on"),
        (SAYING, "say", "that the driver was tired", "did not say"),
        ("She hasn’t ever confirmed that it rang.", "confirmed", "that it rang", "hasn’t ever confirmed"),
        ("The club declined to say who paid.", "say", "who paid", "declined to say"),
        ("The club has yet to say who paid.", "say", "who paid", "has yet to say"),
        ("He had no car. She also said it rained.", "said", "it rained", "said"),
        ("The bus was late, she quickly said.", "said", "The bus was late", "said"),
    ],
)
def test_cue_takes_its_negation_along(text: str, cue: str, content: str, shown: str) -> None:
    """Auxiliaries and negations right before a cue are shown with it, other words are not."""
    assert cue_words(text, (place(text, cue),), (place(text, content),)) == shown


@pytest.mark.parametrize(
    ("words", "source", "expected"),
    [
        ("denied", "", True), ("has not yet commented on", "", True), ("couldn’t confirm", "", True),
        ("has yet to say", "", True), ("ruled out", "", True), ("said", "No official", True),
        ("said", "the officials", False), ("had told", "", False), ("according to", "", False),
        ("noted", "Norman", False),
    ],
)  # fmt: skip
def test_denials_and_negated_cues_are_known(words: str, source: str, *, expected: bool) -> None:
    """A cue that denies, refuses or is negated keeps the content from its source, and no other does."""
    assert withheld(words, source) is expected


def test_summary_does_not_give_a_denial_to_its_source() -> None:
    """A source that denies the words is shown with the report's word for it, never after *from*."""
    made = denied()
    assert summary(made.findings[0], made) == (
        "A: the signal had failed, Tarn Rail: “denied”; B: the signal had failed, from The union"
    )


def test_no_format_gives_a_denial_to_its_source() -> None:
    """In every format the source of denied words stands with the report's word."""
    made = denied()
    page, table = to_html(made), to_csv(made)
    assert '<span class="step" dir="auto">Tarn Rail: “denied”</span>' in page
    assert 'has it from </span> <span class="step" dir="auto">Tarn Rail' not in page  # fmt: skip
    assert "Tarn Rail: “denied”" in table
    assert "Tarn Rail: “denied”" in to_markdown(made)
    told = explain(from_json(to_json(made)), "f1")
    assert "in A Tarn Rail: “denied”" in told
    for text in (page, table, to_markdown(made), told, to_json(made)):
        assert "from Tarn Rail" not in text


def test_denied_words_are_nobodys_words() -> None:
    """A wording that its source denies is not titled as that source's words."""
    made = denied(Slot.WORDING)
    assert view(made).sections[0].findings[0].title == "words of The union"


def test_denied_quotation_has_no_creator() -> None:
    """Words between quote marks that a source denies have no creator in JSON-LD."""
    made = denied()
    direct = MADE.replace(made.attributions[0], form=Speech.DIRECT)
    graph = json.loads(to_jsonld(MADE.replace(made, attributions=(direct,), findings=())))["@graph"]
    quotation = next(n for n in graph if n["@type"] == "Quotation")
    assert "creator" not in quotation


def test_words_that_show_the_denial_need_no_source() -> None:
    """Where the quoted words hold the cue, nothing is added."""
    words = "The board has not yet commented on the delay"
    made = dossier(
        {"A": DENIAL},
        (("A", "The board", "has not yet commented", "the delay"),),
        (finding(FindingKind.UNVERIFIED, Slot.VERIFICATION, ("A", DENIAL, words, "a0")),),
    )
    assert summary(made.findings[0], made) == f"A: {words}"


def test_who_said_what_shows_the_cue() -> None:
    """A denial and a missing comment are listed with the report's own words for them."""
    made = dossier(
        {"A": DENIAL},
        (("A", "Tarn Rail", "denied", "that the signal had failed"), ("A", "The board", "commented", "the delay")),
    )  # fmt: skip
    said = {s.name: (s.said[0].cue, s.said[0].words, s.said[0].how) for s in sources(made)}
    assert said == {
        "Tarn Rail": ("denied", "that the signal had failed", ""),
        "“The board”": ("has not yet commented on", "the delay", ""),
    }
    page = to_html(made)
    assert '<q class="cue" dir="auto">has not yet commented on</q>' in page
    assert '<q class="cue" dir="auto">denied</q>' in page


def test_a_wording_is_shown_with_each_cue() -> None:
    """Under a source stand its own cue words, and another's clause is said to be another's."""
    worded = {
        s.name: [(w.cue, w.whose) for w in s.findings[0].clauses] for s in sources(denied(Slot.WORDING))
    }
    assert worded == {
        "Tarn Rail": [("denied", ""), ("", "from The union")],
        "“The union”": [("", "Tarn Rail: “denied”"), ("said", "")],
    }


def test_sources_named_differently_stay_apart() -> None:
    """Two names are two sources even where one finding sets their words side by side."""
    one, two = "Lena Moor said the bell rang.", "Northgate said the bell rang."
    made = dossier(
        {"A": one, "B": two},
        (("A", "Lena Moor", "said", "the bell rang"), ("B", "Northgate", "said", "the bell rang")),
        (finding(FindingKind.VARIANT, Slot.WORDING, ("A", one, "the bell rang", "a0"), ("B", two, "the bell rang", "a1")),),
    )  # fmt: skip
    assert [(s.name, s.also) for s in sources(made)] == [("Lena Moor", ()), ("Northgate", ())]
    assert view(made).sections[0].findings[0].title == "words of Lena Moor / Northgate"


@pytest.mark.parametrize(
    ("one", "two", "names"),
    [
        ("the Dockers' Guild", "The Dockers’ Guild", ["The Dockers’ Guild"]),
        ("Lena Moor", "Moor", ["Lena Moor"]),
        ("Lena Moor", "Lena K. Moor", ["Lena K. Moor"]),
        ("Sen. Lena Moor", "Moor", ["Sen. Lena Moor"]),
        ("Lena Moor", "Ada Moor", ["Ada Moor", "Lena Moor"]),
        ("the officer", "the officer", ["“the officer”", "“the officer”"]),
        ("a spokesperson for Tarn Rail", "a spokesperson for Tarn Rail",
         ["“a spokesperson for Tarn Rail”", "“a spokesperson for Tarn Rail”"]),
        ("he", "he", ["“he”", "“he”"]),
    ],
)  # fmt: skip
def test_what_is_one_source(one: str, two: str, names: list[str]) -> None:
    """Equal names and a last name with its full name are one source; what is only described never is."""
    texts = {"A": f"On Monday {one} said it rained.", "B": f"On Monday {two} said it snowed."}
    made = dossier(
        texts,
        (("A", one, "said", "it rained"), ("B", two, "said", "it snowed")),
        people=("Lena Moor", "Moor"),
    )
    assert [s.name for s in sources(made)] == names
