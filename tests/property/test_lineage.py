"""Lineage: copies add no origin, and the order of reports plays no part."""

import random
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.lineage.origins import origins
from variorum.lineage.passages import PassageKind, passages
from variorum.lineage.words import words_of
from variorum.model import Act, Attribution, Report, Speech
from variorum.text import Anchor, Span, anchor

WORDS = [
    f"{a}{b}{c}" for a in "bdkmr" for b in ("al", "or", "in", "ut") for c in ("an", "ek", "is", "om", "ul")
]
SOURCES = [None, "Nora Kell", "Tom Rowe", "officials", "Harbour Office of Quillane"]

numbers = st.integers(0, 2**32)


def _sentence(dice: random.Random, least: int) -> str:
    return " ".join(dice.choice(WORDS) for _ in range(least + dice.randrange(8))) + "."


def _report(name: str, dice: random.Random) -> Report:
    paragraphs = [_sentence(dice, 20) for _ in range(2 + dice.randrange(3))]
    return Report(name, name, (), "\n\n".join(paragraphs), (), wire=dice.choice([None, "AP", "MNA"]))


def _attest(report: Report, dice: random.Random, shift: int = 0, length: int | None = None) -> Anchor:
    length = len(report.text) if length is None else length
    start = shift + dice.randrange(length - 12)
    return anchor(report.id, report.text, Span(start, start + 12))


def _said(report: Report, source: str | None, span: Span) -> Attribution:
    return Attribution(
        f"{report.id}-{span.start}", report.id, (), (), (span,), (), Speech.INDIRECT, Act.SPEECH, None, source
    )


def _world(seed: int) -> tuple[list[Report], list[Anchor], dict[str, tuple[Attribution, ...]]]:
    dice = random.Random(seed)
    reports = [_report(f"r{n}", dice) for n in range(1 + dice.randrange(4))]
    anchors = [_attest(r, dice) for r in reports for _ in range(1 + dice.randrange(2))]
    said = {
        r.id: tuple(
            _said(r, dice.choice(SOURCES), a.span)
            for a in anchors
            if a.report_id == r.id and dice.random() < 0.5
        )
        for r in reports
    }
    return reports, anchors, said


@settings(max_examples=60, deadline=None)
@given(numbers, numbers)
def test_a_copy_never_raises_the_number_of_origins(seed: int, how: int) -> None:
    """A report that copies another one, with paragraphs of its own around, adds no origin at either end."""
    reports, anchors, said = _world(seed)
    dice = random.Random(how)
    original = dice.choice(reports)
    before = (_sentence(dice, 5) + "\n\n") * dice.randrange(2)
    after = ("\n\n" + _sentence(dice, 5)) * dice.randrange(2)
    copy = Report("copy", "copy", (), before + original.text + after, (), outlet="The Copyist")
    kept = [a for a in anchors if a.report_id == original.id]
    copied = [anchor("copy", copy.text, a.span.shifted(len(before))) for a in kept]
    credited = tuple(_said(copy, s.source_name, s.content[0].shifted(len(before))) for s in said[original.id])
    low, high = origins(anchors, reports, passages(reports), said)
    both = [*reports, copy]
    new_low, new_high = origins([*anchors, *copied], both, passages(both), {**said, "copy": credited})
    assert new_low <= low
    assert new_high <= high


@settings(max_examples=60, deadline=None)
@given(numbers, numbers)
def test_half_a_telegram_with_a_claim_of_its_own_adds_one_origin_at_most(seed: int, how: int) -> None:
    """A report that copies half of another one and adds a claim adds at most that claim's origin, under any credit."""
    reports, anchors, said = _world(seed)
    dice = random.Random(how)
    original = dice.choice(reports)
    half = original.text[: original.text.index("\n\n")]
    own = " ".join(f"q{dice.randrange(9999)}" for _ in range(20))
    byline = dice.choice([None, "By PA Media", "Ada Quist and agencies"])
    copy = Report("copy", "copy", (), f"{half}\n\n{own}", (), byline=byline, outlet="The Copyist")
    kept = [a for a in anchors if a.report_id == original.id and a.span.end <= len(half)]
    copied = [anchor("copy", copy.text, a.span) for a in kept]
    credited = tuple(
        _said(copy, s.source_name, s.content[0]) for s in said[original.id] if s.content[0].end <= len(half)
    )
    added = anchor("copy", copy.text, Span(len(half) + 2, len(copy.text)))
    both, voices = [*reports, copy], {**said, "copy": credited}
    low, high = origins(anchors, reports, passages(reports), said)
    again_low, again_high = origins([*anchors, *copied], both, passages(both), voices)
    assert again_low <= low
    assert again_high <= high
    with_own_low, with_own_high = origins([*anchors, *copied, added], both, passages(both), voices)
    assert with_own_low <= low + 1
    assert with_own_high <= high + 1


@settings(max_examples=60, deadline=None)
@given(numbers, st.randoms(use_true_random=False))
def test_order_plays_no_part(seed: int, dice: random.Random) -> None:
    """Passages and origins are the same whatever the order of the reports and anchors."""
    reports, anchors, said = _world(seed)
    reports.append(Report("x", "x", (), reports[0].text[5:] + " And so on.", ()))
    shuffled, others = dice.sample(reports, len(reports)), dice.sample(anchors, len(anchors))
    assert passages(shuffled) == passages(reports)
    assert origins(others, shuffled, passages(shuffled), said) == origins(
        anchors, reports, passages(reports), said
    )


@settings(max_examples=60, deadline=None)
@given(numbers)
def test_origins_are_within_bounds(seed: int) -> None:
    """The least number is at least one and at most the greatest, which is at most the number of anchors."""
    reports, anchors, said = _world(seed)
    low, high = origins(anchors, reports, passages(reports), said)
    assert 1 <= low <= high <= len(anchors)


def _longest_common_run(one: list[str], two: list[str]) -> int:
    best, row = 0, [0] * (len(two) + 1)
    for word in one:
        last = 0
        for j, other in enumerate(two, 1):
            last, row[j] = row[j], last + 1 if word == other else 0
            best = max(best, row[j])
    return best


@settings(max_examples=40, deadline=None)
@given(numbers, st.integers(0, 14), st.integers(0, 30))
def test_every_long_run_of_equal_prose_is_found(seed: int, length: int, start: int) -> None:
    """A slow plain search for the longest common run of words agrees with the passages that are found."""
    dice = random.Random(seed)
    one = [dice.choice(WORDS) for _ in range(60)]
    two = [f"x{word}" for word in one[::-1]]
    two[20:20] = one[start : start + length]
    a, b = (Report(n, n, (), " ".join(w), ()) for n, w in (("a", one), ("b", two)))
    found = [p.words for p in passages([a, b]) if p.kind is PassageKind.PROSE]
    run = _longest_common_run(one, two)
    assert found == ([run] if run >= 8 else [])


@settings(max_examples=200, deadline=None)
@given(
    st.text(alphabet="aAb éÉß_9𝔸𐐨'’‘“”\".,\n", max_size=60),
    st.lists(st.tuples(st.integers(0, 58), st.integers(1, 9))),
)
def test_every_word_has_its_place(text: str, cuts: list[tuple[int, int]]) -> None:
    """However quotations and boilerplate cut a text, each word is counted once, in order, with its own place."""
    cut = tuple(Span(a, min(a + n, len(text))) for a, n in cuts if a < len(text))
    (words,) = words_of([Report("r", "r", (), text, (), boilerplate=cut)])
    plain = [found.span() for found in re.finditer(r"\w+(?:['’]\w+)*", text)]
    assert list(zip(words.starts.tolist(), words.ends.tolist(), strict=True)) == plain
    forms = [text[start:end].casefold().replace("’", "'") for start, end in plain]
    assert [forms[words.keys.index(key)] for key in words.keys] == forms
    assert len(set(words.keys)) == len(set(forms))
    assert [p[1] for p in words.pieces] == [p[0] for p in words.pieces[1:]] + [len(forms)] * bool(forms)
