"""How well pronouns are resolved, on pronouns of PolNeAR texts that were read by hand."""

import hashlib
import json
from pathlib import Path

from variorum.annotate.mentions import mentions
from variorum.annotate.parse import parse_all
from variorum.text import Span

LABELS = Path(__file__).parent / "data" / "pronouns.jsonl"
PRECISION = 0.93
RECALL = 0.85


def _labels() -> list[dict[str, object]]:
    return [row for row in map(json.loads, LABELS.read_text("utf-8").splitlines()) if "doc" in row]


def _pronouns() -> list[dict[str, object]]:
    """The rows that coreference is measured on; the rest are sources, for the attribution room."""
    return [row for row in _labels() if "source" not in row]


def _texts(bench_data: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in ("dev.jsonl", "train.jsonl"):
        for line in (bench_data / "polnear-dev" / name).read_text("utf-8").splitlines():
            row = json.loads(line)
            found[row["doc"]] = row["text"]
    return found


def test_resolved_pronouns_are_right_and_most_are_resolved(bench_data: Path) -> None:
    """Of the pronouns read by hand, those resolved go to the right referent, and most are resolved."""
    texts = _texts(bench_data)
    labels = _pronouns()
    docs = sorted({str(row["doc"]) for row in labels})
    right = wrong = left = 0
    for doc, parse in zip(docs, parse_all([texts[d] for d in docs]), strict=True):
        found = {m.span: m.entity for m in mentions(parse)[0]}
        for row in (r for r in labels if r["doc"] == doc):
            assert hashlib.sha256(parse.text.encode()).hexdigest() == row["sha256"]
            entity = found.get(Span(int(str(row["start"])), int(str(row["end"]))))
            same = _entity_at(found, row.get("same"))
            if entity is None:
                left += "same" in row
            elif "same" in row:
                right += entity == same
                wrong += entity != same
            else:
                wrong += entity == _entity_at(found, row["different"])
    precision = right / (right + wrong)
    recall = right / (right + left + wrong)
    assert precision >= PRECISION, (
        f"precision {precision:.3f} ({right} right, {wrong} wrong, {left} left out)"
    )
    assert recall >= RECALL, f"recall {recall:.3f} ({right} right, {wrong} wrong, {left} left out)"


def _entity_at(found: dict[Span, str], place: object) -> str | None:
    if not isinstance(place, list):
        return None
    wanted = Span(place[0], place[1])
    inside = (e for span, e in found.items() if wanted.contains(span))
    return found.get(wanted) or next(inside, None)
