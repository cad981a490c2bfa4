"""The benchmark of time expressions, on lines written for the test."""

import json
from pathlib import Path

import pytest

from variorum.bench.time import Expression, aligned, documents, files, run
from variorum.bench.timeml import held_out
from variorum.errors import UnreadableError

TEXT = "The mill at Orley burned on Tuesday. It was built in 1911."
LINE = {
    "doc": "orley",
    "dct": "2026-01-28",
    "text": TEXT,
    "timexes": [
        {"start": 28, "end": 35, "type": "DATE", "value": "2026-01-27"},
        {"start": 53, "end": 57, "type": "DATE", "value": "1912"},
    ],
}


def test_scores_are_those_of_tempeval(tmp_path: Path) -> None:
    """Two spans found, one with a wrong value: full detection, half the value score."""
    data, out = tmp_path / "set.jsonl", tmp_path / "out.jsonl"
    data.write_text(json.dumps(LINE) + "\n", encoding="utf-8")
    scores = run(data, out)
    assert (scores.strict_f1, scores.relaxed_f1, scores.value_f1) == (100.0, 100.0, 50.0)
    (written,) = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [t["value"] for t in written["timexes"]] == ["2026-01-27", "1911"]
    assert written["doc"] == "orley"


def test_gold_is_optional(tmp_path: Path) -> None:
    """A line without gold is read and written, and counts for no score."""
    data = tmp_path / "set.jsonl"
    data.write_text(json.dumps({"doc": "x", "text": TEXT}), encoding="utf-8")
    scores = run(data)
    assert (scores.documents, scores.gold, scores.value_f1) == (1, 0, 0.0)


def test_folder_gives_its_files_of_time_expressions(tmp_path: Path) -> None:
    """Of a folder, the JSONL files are read, those of other values left out."""
    for name in ("b.jsonl", "a.jsonl", "a_values.jsonl", "notes.txt"):
        (tmp_path / name).write_text("", encoding="utf-8")
    assert [p.name for p in files(tmp_path)] == ["a.jsonl", "b.jsonl"]


def test_bad_line_is_named(tmp_path: Path) -> None:
    """A line that is no document is refused with its file and number."""
    path = tmp_path / "bad.jsonl"
    path.write_text('{"doc": "x", "text": "y"}\n[1]\n', encoding="utf-8")
    with pytest.raises(UnreadableError, match=r"bad\.jsonl:2"):
        tuple(documents([path]))


def test_exact_spans_are_aligned_first() -> None:
    """A gold span goes to the prediction of the same extent, not to a longer one that covers it."""
    gold = [Expression(5, 9, "DATE", "2025")]
    long, same = Expression(0, 12, "DATE", "2024"), Expression(5, 9, "DATE", "2025")
    assert aligned(gold, [long, same]) == [(gold[0], same)]


TIMEML = """<TimeML><DOCID>orley</DOCID><DCT><TIMEX3 tid="t0" type="DATE" value="2026-01-28">28 January</TIMEX3></DCT>
<TEXT>The mill at Orley &amp; Sons <EVENT eid="e1">burned</EVENT> on <TIMEX3 tid="t1" type="DATE" value="2026-01-27">Tuesday</TIMEX3>.</TEXT>
</TimeML>
"""


def test_timeml_is_read(tmp_path: Path) -> None:
    """Of a folder of TimeML the text, the creation time and each expression with its offsets are read."""
    (tmp_path / "orley.tml").write_text(TIMEML, encoding="utf-8")
    (doc,) = documents(files(tmp_path))
    assert doc.text == "The mill at Orley & Sons burned on Tuesday."
    assert doc.gold == (Expression(35, 42, "DATE", "2026-01-27"),)
    assert run(tmp_path).value_f1 == 100.0


@pytest.mark.parametrize("text", ["<TimeML>", "<TimeML></TimeML>"])
def test_bad_timeml_is_named(tmp_path: Path, text: str) -> None:
    """A file that is no TimeML, or has no text, is refused by its name."""
    (tmp_path / "orley.tml").write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableError, match="TimeML"):
        run(tmp_path)


def test_documents_can_be_left_out(tmp_path: Path) -> None:
    """Only the documents that are asked for by name are read, and a name's part never changes."""
    (tmp_path / "orley.tml").write_text(TIMEML, encoding="utf-8")
    assert run(tmp_path, keep=lambda name: name != "orley").documents == 0
    assert [held_out(n) for n in ("wsj_0006", "wsj_0026")] == [True, False]
    assert sum(held_out(f"document {k}") for k in range(1000)) in range(250, 350)
