"""The contract's JSON of a dossier and of a report."""

import json
import os
import runpy
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from variorum.errors import AnchorError, UsageError
from variorum.export.json import from_json, to_json
from variorum.export.jsonl import dumped, moment, number, report_json, report_line
from variorum.model import FindingKind
from variorum.text import Span

HERE = Path(__file__).parent
MADE = SimpleNamespace(**runpy.run_path(str(HERE / "fixtures.py")))


@pytest.fixture(scope="module")
def made() -> Any:
    """The JSON of the hostile dossier, read back."""
    return json.loads(to_json(MADE.dossier()))


def test_top_level_is_the_contracts(made: Any) -> None:
    """The top level has the contract's fields, in its order, then ours."""
    assert list(made) == [
        "variorum", "provenance", "reports", "attributions", "occurrences", "claims", "findings", "problems",
        "ties",
    ]  # fmt: skip


def test_every_exact_equals_the_text(made: Any) -> None:
    """Each exact in the file equals the file's own text at its offsets."""
    texts = {r["sigil"]: r["text"] for r in made["reports"]}
    spans = [(a["report"], a) for f in made["findings"] for r in f["readings"] for a in r["anchors"]]
    spans += [(c["report"], a) for c in made["claims"] for a in c["anchors"]]
    spans += [
        (x["report"], s) for x in made["attributions"] for k in ("source", "cue", "content") for s in x[k]
    ]
    assert len(spans) > 40
    assert all(texts[sigil][s["start"] : s["end"]] == s["exact"] for sigil, s in spans)


def test_finding_has_every_field(made: Any) -> None:
    """A finding carries every field of the contract, its summary included."""
    conflict = made["findings"][0]
    assert set(conflict) == {
        "id", "kind", "slot", "part", "occurrence", "about", "claims", "summary", "readings", "change", "diff", "confidence", "evidence",
    }  # fmt: skip
    reading = conflict["readings"][0]
    assert set(reading) == {"value", "normal", "witnesses", "outlets", "origins", "attributions", "anchors"}
    assert reading["normal"] == {"earliest": "2026-03-04T00:00", "latest": "2026-03-05T00:00"}
    assert (reading["witnesses"], reading["outlets"], reading["origins"]) == (["A"], 1, [1, 1])
    assert conflict["evidence"][1]["score"] is None


def test_findings_come_in_the_contracts_order() -> None:
    """Kinds follow the contract whatever order the dossier has them in."""
    whole = MADE.dossier()
    kinds = [
        f["kind"] for f in json.loads(to_json(replace(whole, findings=whole.findings[::-1])))["findings"]
    ]
    assert kinds == sorted(kinds, key=[k.value for k in FindingKind].index)


def test_indices_of_claims_resolve_in_the_file(made: Any) -> None:
    """A claim's time, place and quantity indices lead to readings in the same file."""
    reports = {r["sigil"]: r for r in made["reports"]}
    lifeboats = next(c for c in made["claims"] if c["id"] == "ca3")
    assert reports["A"]["timexes"][lifeboats["times"][0]["timex"]]["exact"] == "around 7 a.m."


def test_diff_and_change(made: Any) -> None:
    """A variant tells how it changed, with steps from the one wording to the other."""
    variant = next(f for f in made["findings"] if f["kind"] == "variant")
    assert variant["change"] == "cut"
    assert {"op": "delete", "from": ", do not run,", "to": ""} in variant["diff"]


def test_wrong_anchor_is_never_written() -> None:
    """A dossier with an anchor that does not hold is an error, not a file."""
    whole = MADE.dossier()
    reading = whole.findings[0].readings[0]
    bad = replace(reading.anchors[0], span=Span(0, 12))
    finding = replace(whole.findings[0], readings=(replace(reading, anchors=(bad,)),))
    with pytest.raises(AnchorError, match="on Wednesday"):
        to_json(replace(whole, findings=(finding,)))


def test_same_dossier_same_bytes_under_any_hash_seed() -> None:
    """Every format gives the same bytes in processes with different hash seeds."""
    code = (
        "import hashlib, runpy, sys; m = runpy.run_path(sys.argv[1]); d = m['dossier']()\n"
        "from variorum.export.json import to_json; from variorum.export.html import to_html\n"
        "from variorum.export.csv import to_csv; from variorum.export.jsonld import to_jsonld\n"
        "from variorum.export.markdown import to_markdown\n"
        "made = [f(d) for f in (to_json, to_html, to_csv, to_jsonld, to_markdown)]\n"
        "print(hashlib.sha256('\\x00'.join(made).encode()).hexdigest())"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code, str(HERE / "fixtures.py")],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    ]  # fmt: skip
    assert len(runs[0].strip()) == 64
    assert runs[0] == runs[1]


def test_control_characters_are_escaped_and_come_back() -> None:
    """Nothing in the file acts on a terminal, and reading it gives the characters back."""
    hostile = "a\x1b\x7f\x9b\u202e\u2028\ufeff\ud800b"
    text = dumped({"t": hostile})
    assert text.isascii()
    assert text.isprintable()
    assert json.loads(text) == {"t": hostile}


def test_from_json_gives_what_was_written() -> None:
    """Reading a written dossier gives the same object."""
    text = to_json(MADE.dossier())
    assert dumped(from_json(text), indent=2) + "\n" == text


@pytest.mark.parametrize(
    "text", ["", "nonsense", "[]", "{}", '{"variorum": 1, "reports": [{}], "findings": []}', "[" * 5000]
)
def test_from_json_says_what_is_no_dossier(text: str) -> None:
    """What is not a dossier is refused with advice instead of a traceback."""
    with pytest.raises(UsageError, match=r"dossier|JSON"):
        from_json(text)


def test_from_json_checks_anchors_again(made: Any) -> None:
    """A file whose text was changed after it was written is not explained."""
    changed = json.loads(json.dumps(made))
    changed["reports"][0]["text"] = "x" + changed["reports"][0]["text"]
    with pytest.raises(AnchorError, match="does not stand at"):
        from_json(json.dumps(changed))


def test_report_object_has_the_contracts_fields() -> None:
    """The annotate object of a report has every field, and only its own attributions."""
    made = report_json(MADE.witness("A"), MADE.ATTRIBUTIONS)
    assert {
        "id", "sigil", "outlet", "headline", "published", "reference", "language", "text", "edits", "boilerplate",
        "sentences", "mentions", "timexes", "quantities", "places", "attributions", "problems",
    } <= made.keys()  # fmt: skip
    assert [a["id"] for a in made["attributions"]] == ["a1", "a2", "a3", "a4"]
    assert made["edits"] == [[0, 0, 0, 3]]
    start = MADE.TEXTS["A"].index("Ilse Varn")
    assert made["mentions"] == [
        {
            "start": start, "end": start + 9, "exact": "Ilse Varn",
            "kind": "person", "entity": "eA2", "name": "Ilse Varn", "form": "name",
        }
    ]  # fmt: skip


def test_report_readings() -> None:
    """Times, quantities and places have the contract's values, open bounds as null."""
    made = report_json(MADE.witness("B"), ())
    assert made["timexes"][0] | {"zone": None} == {
        "start": 34, "end": 41, "exact": "Tuesday", "type": "DATE", "value": "2026-03-03", "mod": None, "grain": "day",
        "earliest": "2026-03-03T00:00", "latest": "2026-03-04T00:00", "zone": None, "relative": True, "alternatives": [],
    }  # fmt: skip
    assert (made["quantities"][0]["low"], made["quantities"][0]["high"]) == (14, None)
    assert made["places"][0]["name"] == "Port Halden, Nordmark"
    assert made["published"] is None
    assert made["reference"] == {"date": "2026-03-05", "from": "story", "why": "borrowed from report A"}


def test_line_is_one_line_with_the_stated_id() -> None:
    """A report is one line, and an id that the input gave comes back unchanged."""
    line = report_line(MADE.witness("B"), (), stated_id="desk/7")
    assert line.count("\n") == 1
    assert json.loads(line)["id"] == "desk/7"


@pytest.mark.parametrize(
    ("value", "expected"),
    [(None, None), (3.0, 3), (2.5, 2.5), (float("inf"), None), (float("nan"), None), (0.0, 0)],
)
def test_numbers(value: float | None, expected: float | None) -> None:
    """Whole numbers have no fraction, and what is not finite is open."""
    assert number(value) == expected


def test_moments_show_seconds_only_where_there_are_some() -> None:
    """A civil time is written to the minute unless it has seconds."""
    assert moment(datetime(2026, 3, 4)) == "2026-03-04T00:00"  # noqa: DTZ001 - civil times carry no zone
    assert moment(datetime(2026, 3, 4, 1, 2, 3)) == "2026-03-04T01:02:03"  # noqa: DTZ001
