"""The lineage benchmark: what it makes, and how it scores."""

import json
import random
from pathlib import Path

import pytest

from variorum.bench.lineage import Scores, adjusted_rand, run, syndication
from variorum.errors import UnreadableError


def invented(count: int) -> list[str]:
    """Texts of ten sentences of invented words, no two alike."""
    dice = random.Random(7)
    words = [
        f"{a}{b}{c}"
        for a in "bdfgkmprst"
        for b in ("al", "or", "in", "ut", "em")
        for c in ("an", "ek", "is", "om")
    ]
    return [
        " ".join(" ".join(dice.choice(words) for _ in range(14)) + "." for _ in range(10))
        for _ in range(count)
    ]


@pytest.mark.parametrize(
    ("gold", "found", "score"),
    [("aabb", "xxyy", 1.0), ("aabb", "xxxx", 0.0), ("aabb", "xxyz", 4 / 7), ("abcd", "wxyz", 1.0)],
)
def test_adjusted_rand(gold: str, found: str, score: float) -> None:
    """Groupings score 1 where they are equal, 0 at chance, and what the definition gives between."""
    assert adjusted_rand(gold, found) == pytest.approx(score)


def test_syndication_repeats_itself() -> None:
    """One seed makes the same reports each time, and another seed others."""
    texts = invented(30)
    assert syndication(texts) == syndication(texts)
    assert syndication(texts) != syndication(texts, seed=1)


def test_clean_copies_are_all_found(tmp_path: Path) -> None:
    """Whole, abridged, edited and embedded copies of telegrams are all found, and their groups are right."""
    data = tmp_path / "reports.jsonl"
    data.write_text("".join(json.dumps({"text": t}) + "\n" for t in invented(60)), encoding="utf-8")
    scores = run(data, tmp_path / "found.jsonl")
    assert isinstance(scores, Scores)
    assert all(found == wanted > 0 for how, found, wanted in scores.recall if how != "noise")
    assert scores.adjusted_rand > 0.99
    found_as_quotes, taken_for_prose, wanted = scores.quotes
    assert found_as_quotes == wanted > 0
    assert taken_for_prose == 0
    first = json.loads((tmp_path / "found.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert set(first) == {"a", "b", "kind", "words"}


def test_other_files_are_refused(tmp_path: Path) -> None:
    """A file that holds no reports is refused with its name."""
    data = tmp_path / "notes.txt"
    data.write_text("no reports here", encoding="utf-8")
    with pytest.raises(UnreadableError, match=r"notes\.txt"):
        run(data)
