"""What holds of every dossier: order, copies, anchors and the bytes that come out."""

import os
import subprocess
import sys
from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.build import collate
from variorum.model import Capture, Dossier, Finding, FindingKind, Metadata, Reading, Report
from variorum.read.text import read_text

ROOT = Path(__file__).parents[2]
DIFFERENCES = frozenset({FindingKind.CONFLICT, FindingKind.DISPUTE})

_DAYS = ("on Monday", "on Tuesday", "on 3 March", "late on Monday", "early on Tuesday", "last week")
_COUNTS = ("two", "Three", "at least two", "14", "about a dozen", "more than ten")
_SAID = (
    "the coastguard said",
    "officials said",
    "according to the harbour office",
    "the police said in a statement",
)
_ENDS = (".", " before dawn.", ", which nobody had expected.")
_QUOTES = ("Nobody panicked", "Nobody panicked at all. We kept calm", "We all kept calm, nobody panicked")


def _sentences() -> tuple[st.SearchStrategy[str], ...]:
    """One strategy a matter, for a report that tells of a matter twice may contradict itself."""
    pick = st.sampled_from
    return (
        st.builds(
            "The ferry Marigold ran aground off Tarn Point {}, {}{}".format,
            pick(_DAYS), pick(_SAID), pick(_ENDS),
        ),
        st.builds("{} passengers were injured when the ferry struck rocks {}.".format, pick(_COUNTS), pick(_DAYS)),
        st.builds("{} people drowned, {}.".format, pick(_COUNTS), pick(_SAID)),
        st.builds('"{}," said Iven Doll, the captain of the Marigold.'.format, pick(_QUOTES)),
        st.builds("Iven Doll was arrested {} in {}.".format, pick(_DAYS), pick(("Tarn", "Port Vale", "Harwick"))),
        st.builds("All passengers were taken ashore by lifeboat {}{}".format, pick(_DAYS), pick(_ENDS)),
        st.builds("{} denied that the ferry had been overloaded.".format, pick(("Iven Doll", "The owner", "Mr Doll"))),
        st.just("The harbour office could not be reached for comment."),
        st.just("The Marigold's owner, Tarn Lines, said that the ship had not been overloaded."),
        st.just("The video could not be independently verified."),
    )  # fmt: skip


def _report(name: str, text: str, published: str | None) -> Report:
    data = text.encode("utf-8")
    stated = Metadata(published=published)
    return read_text(Capture(data, name, sha256(data).hexdigest(), "text", stated))


def _texts() -> st.SearchStrategy[str]:
    told = st.tuples(*_sentences())
    matters = st.lists(st.integers(0, len(_sentences()) - 1), min_size=1, max_size=6, unique=True)
    return st.tuples(told, matters).map(lambda pair: "\n\n".join(pair[0][k] for k in pair[1]))


def _stories(least: int = 2, most: int = 3) -> st.SearchStrategy[tuple[Report, ...]]:
    dated = st.sampled_from((None, "2026-03-03", "2026-03-04"))
    pairs = st.lists(st.tuples(_texts(), dated), min_size=least, max_size=most, unique_by=lambda p: p[0])
    return pairs.map(lambda ps: tuple(_report(f"{k}.txt", text, day) for k, (text, day) in enumerate(ps)))


def _reading(reading: Reading) -> tuple[Any, ...]:
    anchors = frozenset((a.report_id, a.span, a.exact) for a in reading.anchors)
    return reading.value, reading.normal, anchors, frozenset(reading.attributions), reading.origins


def _finding(f: Finding) -> tuple[Any, ...]:
    return (
        f.id,
        f.kind,
        f.slot,
        f.part,
        f.occurrence,
        frozenset(f.claims),
        frozenset(map(_reading, f.readings)),
        f.evidence,
        f.change,  # its word diff runs from the first sigil's words to the second's
    )


def _differences(dossier: Dossier) -> set[tuple[Any, ...]]:
    return {
        (f.kind, f.slot, f.part, frozenset(r.normal for r in f.readings))
        for f in dossier.findings
        if f.kind in DIFFERENCES
    }


@settings(max_examples=25)
@given(st.data())
def test_order_changes_sigils_and_nothing_else(data: st.DataObject) -> None:
    """Reports in another order give the same findings, occurrences, claims and problems, ids included."""
    reports = data.draw(_stories())
    turned = data.draw(st.permutations(reports))
    one, two = collate(reports), collate(turned)
    assert {_finding(f) for f in one.findings} == {_finding(f) for f in two.findings}
    assert {(o.id, o.name, frozenset(o.claims)) for o in one.occurrences} == {
        (o.id, o.name, frozenset(o.claims)) for o in two.occurrences
    }
    assert set(one.claims) == set(two.claims)
    assert set(one.attributions) == set(two.attributions)
    assert set(one.problems) == set(two.problems)


def _sides(dossier: Dossier, without: str) -> Iterable[tuple[tuple[Any, ...], frozenset[Any], Reading]]:
    for f in dossier.findings:
        for r in f.readings:
            places = frozenset((a.report_id, a.span) for a in r.anchors if a.report_id != without)
            yield (f.slot, f.part), places, r


@settings(max_examples=25)
@given(_stories(), st.integers(0, 2))
def test_a_copy_is_no_second_origin(reports: tuple[Report, ...], which: int) -> None:
    """A copy of a report, by another name and with other white space, makes no new difference and adds no origin."""
    whole = reports[which % len(reports)]
    day = whole.published.isoformat() if isinstance(whole.published, date) else None
    copy = _report("copy.txt", whole.text.replace("\n\n", "\n\n\n") + "\n", day)
    if copy.id in {r.id for r in reports}:
        copy = _report("copy.txt", whole.text + "\n\n\n", day)
    before, after = collate(reports), collate((*reports, copy))
    assert _differences(after) <= _differences(before)
    held = {(slot, places): r.origins[1] for slot, places, r in _sides(before, copy.id)}
    for slot, places, reading in _sides(after, copy.id):
        witnesses = {report for report, _ in places}
        assert reading.origins[1] <= held.get((slot, places), max(1, len(witnesses)))


@settings(max_examples=25)
@given(_stories(least=1))
def test_every_anchor_holds(reports: tuple[Report, ...]) -> None:
    """Every anchor of every claim and reading has exactly the words of its report at its offsets."""
    dossier = collate(reports)
    texts = {r.id: r.text for r in reports}
    anchors = [a for f in dossier.findings for r in f.readings for a in r.anchors]
    anchors += [a for c in dossier.claims for a in c.anchors]
    assert anchors or not dossier.findings
    assert [a for a in anchors if texts[a.report_id][a.span.start : a.span.end] != a.exact] == []


@settings(max_examples=25)
@given(_stories(least=1, most=1))
def test_a_report_alone_conflicts_with_no_other(reports: tuple[Report, ...]) -> None:
    """Of one report there is neither agreement, refinement, update nor variant."""
    kinds = {f.kind for f in collate(reports).findings}
    assert kinds <= {FindingKind.SINGLE, FindingKind.UNVERIFIED, *DIFFERENCES}


def _collated(seed: str, locale: str, zone: str) -> bytes:
    folder = next((ROOT / "tests" / "golden" / "events").glob("*/A.txt")).parent
    files = [str(p) for p in sorted(folder.glob("?.txt"))]
    env = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone, "OMP_NUM_THREADS": "1"}
    words = [sys.executable, "-m", "variorum", "collate", *files, "--format", "json"]
    ran = subprocess.run(words, env=env, cwd=ROOT, capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


@pytest.mark.parametrize(
    ("seed", "locale", "zone"), [("1", "C.UTF-8", "UTC"), ("2", "C", "Pacific/Kiritimati")]
)
def test_the_same_bytes_everywhere(seed: str, locale: str, zone: str) -> None:
    """A dossier is the same, byte for byte, whatever the hash seed, the locale and the time zone."""
    assert _collated(seed, locale, zone) == _collated("0", "C.UTF-8", "UTC")
