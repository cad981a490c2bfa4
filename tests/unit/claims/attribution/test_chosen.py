"""Which attributor is used, and what is said where the tagger cannot be."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from variorum.build import collate
from variorum.claims.attribution import RuleAttributor, chosen
from variorum.claims.attribution.tagger import network
from variorum.encode import pairs, weights
from variorum.errors import ModelError
from variorum.model import Report, Severity
from variorum.settings import Attributing, Settings


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Nothing that another test has chosen or loaded is left over, and nothing of these tests (the reader of pairs neither)."""
    held = (chosen, network.network, pairs.chosen, pairs.reader)
    for each in held:
        each.cache_clear()
    yield
    for each in held:
        each.cache_clear()


def test_the_rules_are_used_without_a_word_where_they_are_asked_for() -> None:
    """Who asks for rules gets rules, and no problem."""
    found = chosen(Attributing.RULES)
    assert isinstance(found.attribute, RuleAttributor)
    assert found.problem is None
    assert found.sha256 is None


def test_a_missing_package_is_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the package the rules are used, and a note says what that costs."""
    monkeypatch.setattr(network, "PACKAGE", "no_such_package_of_weights")
    found = chosen(Attributing.AUTO)
    assert found.name is Attributing.RULES
    assert found.problem is not None
    assert (found.problem.code, found.problem.severity) == ("no-tagger", Severity.NOTE)


def test_a_tagger_asked_for_in_vain_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asks for a tagger that is not there is told so, and still gets the rules."""
    monkeypatch.setattr(network, "PACKAGE", "no_such_package_of_weights")
    found = chosen(Attributing.TAGGER)
    assert isinstance(found.attribute, RuleAttributor)
    assert found.problem is not None
    assert found.problem.severity is Severity.WARNING
    assert "not installed" in found.problem.message


def test_damaged_weights_are_a_warning(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Weights that are not those of the recorded hash are refused, and the dossier's problems say so."""
    (tmp_path / "tagger.onnx").write_bytes(b"no graph")
    (tmp_path / "vocab.txt").write_text("[PAD]\n", encoding="utf-8")
    tables = {"steps": [], "near": [], "link": 2, "sha256": "0" * 64}
    (tmp_path / "tagger.json").write_text(json.dumps(tables), encoding="utf-8")
    monkeypatch.setattr(weights, "folder", lambda _package, _file: tmp_path)
    text = "“The ferry sank,” Ada Brandt said on Sunday, and the harbour was closed."
    reports = [Report("a", "", (), text, ()), Report("b", "", (), text.replace("Sunday", "Monday"), ())]
    dossier = collate(reports, settings=Settings(attributor=Attributing.TAGGER))
    assert [p.severity for p in dossier.problems if p.code == "no-tagger"] == [Severity.WARNING]
    assert dossier.attributions


@pytest.mark.parametrize("damage", ["tagger.onnx", "tagger.json", "vocab.txt"])
def test_a_missing_file_is_an_error_that_says_what_to_do(tmp_path: Path, damage: str) -> None:
    """Each file of the weights is needed, and its absence is named."""
    for name in {"tagger.onnx", "tagger.json", "vocab.txt"} - {damage}:
        (tmp_path / name).write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match="--attributor rules"):
        network.load(tmp_path)
