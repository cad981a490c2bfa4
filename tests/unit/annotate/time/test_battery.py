"""Invented news sentences of many styles, marked by hand before the stage was run on them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from variorum.annotate.parse import parse_all
from variorum.annotate.time import timexes
from variorum.bench.time import Document, Expression, score
from variorum.model import Reference, Timex

FIELDS = 4
PARTS = ("battery.tsv", "battery_fifth.tsv", "battery_sixth.tsv")


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence, its publication date, what a reader marks in it, and why that is not met, if it is not."""

    text: str
    published: date
    gold: tuple[tuple[str, str, str, str | None], ...]
    """Words, type, value and mod of each expression."""
    spans: tuple[tuple[int, int], ...]
    unmet: str


def _rows() -> Iterator[Row]:
    folder = Path(__file__).parent
    written = [(folder / name).read_text(encoding="utf-8") for name in PARTS]
    for line in "".join(written).splitlines():
        if not line or line.startswith("#"):
            continue
        _style, published, marked, *rest = line.split("\t")
        values = [v.split() for v in rest[0].split(" | ")] if rest and rest[0] else []
        text = re.sub(r"[\[\]]", "", marked)
        # Before the k-th expression stand k pairs of brackets and its opening one.
        found = [
            (m.start() - 2 * k, m.end() - 2 * k - 2) for k, m in enumerate(re.finditer(r"\[[^\]]*\]", marked))
        ]
        assert len(found) == len(values), line
        gold = tuple(
            (text[s:e], v[0], v[1], v[2] if len(v) > 2 else None)
            for (s, e), v in zip(found, values, strict=True)
        )
        unmet = rest[1] if len(rest) > 1 else ""
        yield Row(text, date.fromisoformat(published), gold, tuple(found), unmet)


ROWS = tuple(_rows())


@pytest.fixture(scope="module")
def read() -> dict[str, tuple[Timex, ...]]:
    """The expressions found in every sentence of the battery, by its text."""
    parses = parse_all(r.text for r in ROWS)
    return {
        r.text: timexes(p, Reference(r.published, "published", "stated"))
        for r, p in zip(ROWS, parses, strict=True)
    }


def _marks(row: Row) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason=row.unmet, strict=True)] if row.unmet else []


@pytest.mark.parametrize("row", [pytest.param(r, marks=_marks(r), id=r.text[:48]) for r in ROWS])
def test_sentence_is_read_as_by_a_reader(row: Row, read: dict[str, tuple[Timex, ...]]) -> None:
    """Each expression of a sentence is found whole, with its type, value and mod, and nothing else is."""
    found = tuple((t.span.of(row.text), t.type, t.value, t.mod) for t in read[row.text])
    assert found == row.gold


def test_battery_keeps_its_score(read: dict[str, tuple[Timex, ...]]) -> None:
    """Over the whole battery detection and values stay above what they have once reached."""
    docs = [
        Document(r.text, r.published, r.text, tuple(
            Expression(s, e, g[1], g[2]) for (s, e), g in zip(r.spans, r.gold, strict=True)
        ))
        for r in ROWS
    ]  # fmt: skip
    scores = score(docs, [read[r.text] for r in ROWS])
    assert scores.strict_f1 >= 98.8
    assert scores.relaxed_f1 >= 99.2
    assert scores.value_f1 >= 97.5
