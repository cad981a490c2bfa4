"""Keys of a sidecar that are nearly right."""

import json
from pathlib import Path

from variorum.read.sidecar import sidecar


def test_a_misspelt_key_is_named(tmp_path: Path) -> None:
    """*headlne* is not read in silence; a key of somebody else's is."""
    report = tmp_path / "one.txt"
    said = {"headlne": "A crane falls", "outlet": "Harbour Courier", "wordcount": 300}
    report.with_suffix(".meta.json").write_text(json.dumps(said), encoding="utf-8")
    found, problems = sidecar(report)
    assert found is not None
    assert found.outlet == "Harbour Courier"
    assert [p.code for p in problems] == ["sidecar-key"]
    assert "'headlne'" in problems[0].message
    assert "'headline'" in problems[0].message
