"""What the workspace rests on: comparing texts, carrying anchors, writing values, the chain of the log, searches."""

from dataclasses import replace
from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from variorum.model import Interval, Metadata, Problem, Quantity, Severity
from variorum.model.layers import Measure
from variorum.store import codec
from variorum.store.changes import changes, moved, touched
from variorum.store.log import BEGINNING, body_hash, canonical, chain_faults, entry_hash
from variorum.store.records import LogEntry
from variorum.store.searching import asked
from variorum.text import Span

WORDS = st.text(alphabet="ab \n.é\u2028", max_size=60)
ANY = st.text(max_size=40)


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, str]:
    """A text and what became of it: pieces kept, dropped, added."""
    pieces = draw(st.lists(st.tuples(WORDS, st.sampled_from("=-+"))))
    return "".join(p for p, op in pieces if op != "+"), "".join(p for p, op in pieces if op != "-")


@given(edits())
def test_steps_cover_both_texts(texts: tuple[str, str]) -> None:
    """The steps from one version to the next are both texts, without gaps, and what is kept is equal."""
    old, new = texts
    steps = changes(old, new)
    assert ("".join(s.old_text for s in steps), "".join(s.new_text for s in steps)) == texts
    at = to = 0
    for step in steps:
        assert step.old in {None, Span(at, at + len(step.old_text)) if step.old_text else None}
        assert step.new in {None, Span(to, to + len(step.new_text)) if step.new_text else None}
        assert (step.old is not None, step.new is not None) == (bool(step.old_text), bool(step.new_text))
        assert (step.old_text == step.new_text) == (step.what == "kept")
        at, to = at + len(step.old_text), to + len(step.new_text)


@given(edits(), st.data())
def test_a_carried_anchor_has_its_words(texts: tuple[str, str], data: st.DataObject) -> None:
    """An anchor that is carried into a new version stands at the same words, which no change touches."""
    old, new = texts
    if not old:
        return
    start = data.draw(st.integers(0, len(old) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(old))))
    steps = changes(old, new)
    there = moved(span, steps)
    if there is not None:
        assert there.of(new) == span.of(old)
        assert not touched(there, steps)
    if old == new:
        assert there == span


@given(st.builds(Problem, ANY, st.sampled_from(Severity), ANY, ANY, st.none() | st.just(Span(2, 9))))
def test_values_come_back(problem: Problem) -> None:
    """A value that was written comes back equal, lone surrogates and all, and is written the same again."""
    text = codec.unpacked(codec.packed(codec.dumps(problem)))
    assert codec.loads(Problem, text) == problem
    assert codec.dumps(codec.loads(Problem, text)) == text


@given(
    st.floats(allow_nan=False),
    st.none() | st.floats(allow_nan=False),
    st.datetimes(),
    st.sampled_from(Measure),
)
def test_numbers_times_and_choices_come_back(
    stated: float, low: float | None, moment: datetime, measure: Measure
) -> None:
    """Floats, dates and enumerations come back as what they were."""
    quantity = Quantity(Span(0, 1), measure, stated, low, None)
    assert codec.loads(Quantity, codec.dumps(quantity)) == quantity
    interval = Interval(moment, None)
    assert codec.loads(Interval, codec.dumps(interval)) == interval
    assert codec.loads(Metadata, codec.dumps(Metadata(id="x"))) == Metadata(id="x")


@st.composite
def chains(draw: st.DrawFn) -> list[LogEntry]:
    """A log as it is written, some of its bodies erased."""
    found: list[LogEntry] = []
    previous = BEGINNING
    for place, said in enumerate(draw(st.lists(ANY, min_size=1, max_size=6)), start=1):
        body, salt = canonical({"how": said}), draw(st.binary(min_size=4, max_size=4))
        inside = body_hash(body, salt)
        made = entry_hash(place, "2031", "note", inside, previous)
        kept = draw(st.booleans())
        found.append(
            LogEntry(
                place,
                "2031",
                "note",
                body if kept else None,
                salt.hex() if kept else None,
                inside,
                previous,
                made,
            )
        )
        previous = made
    return found


@given(chains(), st.data())
def test_any_change_of_a_log_is_seen(entries: list[LogEntry], data: st.DataObject) -> None:
    """A whole log holds, erased bodies or not; an entry changed, dropped from before the end, or moved is a fault."""
    assert chain_faults(entries) == []
    at = data.draw(st.integers(0, len(entries) - 1))
    one = entries[at]
    changed = [
        replace(one, at="2032"),
        replace(one, act="forget"),
        replace(one, number=one.number + 1),
        replace(one, body_sha256="0" * 64),
        replace(one, previous="1" * 64),
        replace(one, hash="2" * 64),
    ]
    changed += [replace(one, body=canonical({"how": f"{one.body}!"}))] if one.body is not None else []
    for other in changed:
        assert chain_faults([*entries[:at], other, *entries[at + 1 :]]) != []
    if at < len(entries) - 1:
        assert chain_faults([*entries[:at], *entries[at + 1 :]]) != []
        assert chain_faults([*entries[:at], entries[at + 1], one, *entries[at + 2 :]]) != []


@given(ANY)
def test_no_typing_is_syntax(typed: str) -> None:
    """Whatever is typed becomes quoted words joined by AND, or nothing."""
    query = asked(typed)
    if query is not None:
        parts = query.split('" AND "') if '" AND "' in query else [query]
        assert query.startswith('"')
        assert query.endswith(('"', '"*'))
        assert all('"' not in part.strip('"*') or '"* AND "' in part for part in parts)
