"""The events benchmark: its measures against definitions, its clusterings, and what it reads and writes."""

import json
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.bench.events.clustering import average_linkage, by_class, by_lemma
from variorum.bench.events.coreference import assigned, score
from variorum.bench.events.features import NAMES, features, learnt
from variorum.bench.events.mentions import mentions
from variorum.bench.events.model import loaded, model
from variorum.bench.events.run import of, run
from variorum.encode import pairs
from variorum.errors import UnreadableError


def test_the_measures_on_a_worked_example() -> None:
    """MUC, B-cubed and CEAF-e are what their definitions give for one wrong join."""
    gold = {"a": 1, "b": 1, "c": 2}
    found = {"a": 1, "b": 1, "c": 1}
    told = score(gold, found)
    assert told.muc == pytest.approx(2 / 3)  # one link of two kept, all of one found
    assert told.b_cubed == pytest.approx(2 * (5 / 9) / (5 / 9 + 1))
    assert told.ceaf_e == pytest.approx(
        2 * 0.8 * 0.4 / 1.2
    )  # overlap 4/5: over one cluster found, over two of gold


def test_equal_clusters_score_one() -> None:
    """Clusters under other names are the same clusters."""
    told = score({"a": 1, "b": 1, "c": 2}, {"a": "x", "b": "x", "c": "y"})
    assert (told.muc, told.b_cubed, told.ceaf_e) == (1, 1, 1)


@given(st.integers(1, 4).flatmap(lambda n: st.lists(
    st.lists(st.integers(0, 9), min_size=4, max_size=4), min_size=n, max_size=n)))  # fmt: skip
def test_the_assignment_is_the_best(rows: list[list[int]]) -> None:
    """The sum found is that of the best of all assignments."""
    gain = np.asarray(rows, dtype=float)
    best = max(sum(gain[i, j] for i, j in enumerate(p)) for p in permutations(range(4), len(rows)))
    assert assigned(gain) == pytest.approx(best)


def test_average_linkage() -> None:
    """Clusters are joined while the mean over their pairs reaches the threshold, and not by one good pair."""
    pairs = np.asarray([0.9, 0.6, 0.1])  # ab, ac, bc
    assert average_linkage(pairs, 3, 0.5) == [0, 0, 2]
    assert len(set(average_linkage(pairs, 3, 0.3))) == 1
    assert len(set(average_linkage(pairs, 3, 0.95))) == 3


def lines() -> str:
    """Three mentions of an invented incident in the form of the Gun Violence Corpus, and one of an ECB+ document."""
    told = (
        ("x.t1.4", "A tram driver was shot in Ellery", 4, "shot", "c1"),
        ("x.b1.1", "The shooting began on Tuesday near the harbour", 1, "shooting", "c1"),
        ("y.b1.2", "She later died in hospital", 2, "died", "c2"),
    )
    return "".join(
        json.dumps({"mention_id": i, "doc": i[0], "incident": "7", "split": "dev", "chain": c, "part": "body", "token": w,
                    "lemma": w, "sentence": s, "tok_in_sent": t}) + "\n"
        for i, s, t, w, c in told
    )  # fmt: skip


def test_run_reads_scores_and_writes(tmp_path: Path) -> None:
    """A file is read, three ways are scored, and each line comes back with a predicted chain beside the gold."""
    data, out = tmp_path / "mentions.jsonl", tmp_path / "out.jsonl"
    data.write_text(lines(), encoding="utf-8")
    told = run(data, out).sets[0]
    assert (told.mentions, told.chains) == (3, 2)
    ways = ["lemma", "class", "scorer", *(["reader"] if pairs.installed() else [])]
    assert [way for way, _ in told.ways] == ways
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [r["chain"] for r in rows] == ["c1", "c1", "c2"]
    assert all(r["predicted_chain"] for r in rows)


def test_lemma_and_class(tmp_path: Path) -> None:
    """By lemma, *shot* and *shooting* are two occurrences; by class of predicate they are one, and *died* is another."""
    data = tmp_path / "mentions.jsonl"
    data.write_text(lines(), encoding="utf-8")
    (block,) = of(mentions(data)).values()
    assert len(set(by_lemma(block))) == 3
    first, second, third = by_class(block)
    assert first == second != third
    assert features(block, learnt([block])).shape == (3, len(NAMES))


def test_gold_is_optional_and_other_files_are_refused(tmp_path: Path) -> None:
    """A file without chains is clustered and not scored; a file of another kind is refused with its name."""
    data = tmp_path / "dev.jsonl"
    row = {"doc": "d", "topic": "1", "subtopic": "1a", "sentences": {"0": ["A", "tram", "burned"]},
           "event_mentions": [{"sentence": 0, "tokens": [2], "text": "burned"}]}  # fmt: skip
    data.write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert run(tmp_path).sets[0].ways == ()
    data.write_text('{"doc": "d"}\n', encoding="utf-8")
    with pytest.raises(UnreadableError, match=r"dev\.jsonl"):
        run(tmp_path)
    with pytest.raises(UnreadableError, match="no mentions"):
        run(tmp_path / "..")


@pytest.mark.parametrize("name", ["ecbplus", "gvc"])
def test_the_committed_weights_fit_the_features(name: str) -> None:
    """The weights are of the features of this version, and a model of other features is refused."""
    held = model(name)
    assert len(held.weights) == len(NAMES) == len(held.mean)
    assert 0 < held.threshold < 1
    with pytest.raises(ValueError, match="other features"):
        loaded({"names": ["one"]})
