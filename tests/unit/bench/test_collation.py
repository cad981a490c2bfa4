"""The collation benchmark: what it takes for a value, how it changes a report, and how it counts."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from variorum.bench.collation import ages, entailment
from variorum.bench.collation.labels import labels, places
from variorum.bench.collation.material import Document, documents, half, report, stories
from variorum.bench.collation.perturb import Perturbation, applied, outcome, perturbations, usable
from variorum.bench.collation.run import run
from variorum.bench.collation.values import shared, slots, values
from variorum.build import collate
from variorum.errors import UnreadableError

ONE = (
    "Two women were hurt on Tuesday when a tram left its rails near Corn Market in Ellery, police said.\n\n"
    "The driver, Odette Marlowe, 37, was treated in hospital and sent home, a spokesman for the tramway said."
)
TWO = (
    "A tram that left its rails near Corn Market in Ellery hurt two women on Tuesday.\n\n"
    "Its driver, Odette Marlowe, 37, was treated in hospital, the tramway said. Repairs will cost $40,000, and the line to the harbour stays shut for a week, it said on its page."
)


def doc(name: str, text: str) -> Document:
    """A document of an invented story."""
    return Document(name, "tram", text, "2026-03-11", "Ellery Gazette")


def change(kind: str, *edits: tuple[int, int, str], benign: bool = False) -> Perturbation:
    """A perturbation of the second invented report."""
    shas = (doc("a", ONE).sha256[:16], doc("b", TWO).sha256[:16])
    made = tuple((s, e, (new,)) for s, e, new in edits)
    return Perturbation(kind, benign, half("tram"), "tram", ("a", "b"), shas, (0, 1), made)


@pytest.mark.parametrize(
    ("text", "kind", "key", "value"),
    [
        ("The vote is on Monday.", "weekday", "", "Monday"),
        ("It happened on Feb. 3, 2026.", "date", "feb", "3"),
        ("It began at 10:30 p.m.", "clock", "", "10:30p"),
        ("Odette Marlowe, 37, was there.", "age", "marlowe", "37"),
        ("A 37-year-old Odette Marlowe came.", "age", "marlowe", "37"),
        ("Some three people came.", "count", "people", "3"),
        ("It cost $4.5 million in all.", "money", "", "$4.5 million"),
    ],
)
def test_values(text: str, kind: str, key: str, value: str) -> None:
    """Each kind of value is found by its letters, with what it is a value of."""
    assert (key, value) in {(v.key, v.value) for v in values(text) if v.kind == kind}


def test_slots_need_one_thing() -> None:
    """A value that both texts hold is a slot once, and only where the sentences share words beside it."""
    assert {(a.kind, a.value) for a, _ in shared(ONE, TWO)} >= {("weekday", "Tuesday"), ("age", "37")}
    assert slots("The vote is on Monday.", "A fair opened on Monday.") == 0
    assert (
        slots("The harbour vote was held on Monday.", "On Monday the harbour vote was held. Monday it was.")
        == 1
    )


def test_applied_shows_where() -> None:
    """Edits are made from left to right, and the changed words are where the spans say."""
    at = TWO.index("Tuesday")
    ordered, spans = applied(change("weekday", (0, 1, "One"), (at, at + 7, "Saturday")), doc("b", TWO))
    assert ordered.text.startswith("One tram that left")
    assert "women on Saturday." in ordered.text
    assert [s.of(ordered.text).strip() for s in spans] == ["One", "Saturday."]


def test_a_changed_age_is_seen_and_a_note_of_source_is_not() -> None:
    """A person's age changed in one report is seen on the changed words; *police said* added to it shows nothing."""
    pair = (doc("a", ONE), doc("b", TWO))
    at = TWO.index("37")
    seen = outcome(change("age", (at, at + 2, "52")), pair, collate)
    assert [f.part for f in seen.shown] == ["age"]
    end = TWO.index(" on Tuesday") + len(" on Tuesday")
    assert not outcome(change("attributed", (end, end, ", police said"), benign=True), pair, collate).seen


def test_other_texts_are_left_out() -> None:
    """A perturbation is not applied to a text with another hash, nor where a report is missing."""
    held = change("age", (0, 1, "x"))
    both = {"a": doc("a", ONE), "b": doc("b", TWO)}
    assert usable(held, both) == (both["a"], both["b"])
    assert usable(held, {**both, "b": doc("b", TWO + " ")}) is None
    assert usable(held, {"a": both["a"]}) is None


def test_a_page_that_holds_no_report_is_no_document_of_a_story() -> None:
    """A page that only asks its reader to sign in is left out, and the other two stay."""
    one, two = (
        doc("one", "A tram hit a bus in Corrin on Monday."),
        doc("two", "A tram and a bus collided in Corrin."),
    )
    page = doc("page", "Sign up for our newsletter\n\nClose")
    assert stories({d.name: d for d in (one, page, two)}) == {"tram": (one, two)}


def test_the_published_perturbations_are_sound() -> None:
    """Edits do not overlap, each story is on its own half, and no edit holds a passage: moved words are spans."""
    for p in perturbations():
        assert p.half == half(p.story)
        assert all(a[1] <= b[0] for a, b in zip(p.edits, p.edits[1:], strict=False))
        assert p.reports[0] != p.reports[1]
        assert all(len(part) <= 24 for _, _, new in p.edits for part in new if isinstance(part, str))


def test_places_count_in_the_text_of_the_set() -> None:
    """A finding's places are offsets of the given text, whatever cleaning cut out before them."""
    pair = [doc("a", "Read more: our trams\n\n" + ONE), doc("b", TWO.replace("37", "52"))]
    reports = [report(d) for d in pair]
    (found,) = (f for f in collate(reports).findings if f.part == "age")
    texts = {d.name: d.text for d in pair}
    assert [texts[name][start:end] for name, start, end in places(found, reports)] == [
        "Odette Marlowe, 37",
        "Odette Marlowe, 52",
    ]


def test_labels_are_of_three_kinds() -> None:
    """Every label is right, arguable or wrong, and has an anchor in it."""
    every = [one for each in labels().values() for one in each]
    assert every
    assert {one.label for one in every} <= {"right", "arguable", "wrong"}
    assert all(one.anchors for one in every)


def test_natural_ages() -> None:
    """A contradiction shown counts as found; an age that nobody listed counts apart."""
    later = replace(doc("b", TWO.replace("37", "52")), published="2026-03-12")
    dossier = collate([report(doc("a", ONE)), report(later)])
    person = ages.Person("tram", "marlowe", frozenset({"a", "b"}), "contradiction")
    assert ages.score([person], {"tram": dossier}) == ages.AgeScores(1, 1, 0, 0, 0, 0)
    assert ages.score([], {"tram": dossier}).others == 1


def test_couples_are_read_without_dates() -> None:
    """Two sentences that differ in an age contradict, two that agree do not, and each is counted on its side."""
    couples = [
        entailment.Couple(
            "1",
            "Odette Marlowe, 37, drove the tram.",
            "Odette Marlowe, 52, drove the tram.",
            contradicts=True,
        ),
        entailment.Couple(
            "2", "Odette Marlowe, 37, drove the tram.", "Odette Marlowe, 37, drove it.", contradicts=False
        ),
    ]
    made = entailment.score("invented", couples, collate)
    assert (made.contradictions, made.found, made.false) == (1, 1, 0)


def test_a_folder_of_incidents(tmp_path: Path) -> None:
    """Documents are read by incident, empty ones left out, and a run tells pairs, slots and what it could not read."""
    rows = [{"incident": "tram", "doc": n, "title": "", "dct": "2026-03-11", "uri": "https://ellery.example/1", "content": t}
            for n, t in (("a", ONE), ("b", TWO), ("c", "Nothing here."))]  # fmt: skip
    folder = tmp_path / "incidents"
    folder.mkdir()
    (folder / "reports.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    docs = documents(folder / "reports.jsonl")
    assert [len(t) > 200 for t in (ONE, TWO)] == [True, True]
    assert [d.name for d in stories(docs)["tram"]] == ["a", "b"]
    scores = run(tmp_path, tmp_path / "out.jsonl", halves=[half("tram")])
    told = scores.unchanged[0]
    assert (told.pairs, told.slots + told.names) == (1, slots(ONE, TWO))
    assert scores.missing == sum(p.half == half("tram") for p in perturbations())
    assert "1 pairs" in str(scores)


def test_a_folder_without_sets_is_refused(tmp_path: Path) -> None:
    """A folder that holds no set of the benchmark is refused with its name."""
    with pytest.raises(UnreadableError, match=tmp_path.name):
        run(tmp_path)
