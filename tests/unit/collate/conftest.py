"""Small invented stories: strings become files with sidecars, files become reports, reports become a dossier."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from variorum.build import collate
from variorum.model import Dossier, Finding
from variorum.read.load import load

OUTLETS = ("Harbour Courier", "Valley Ledger", "Inland Gazette")


@pytest.fixture
def dossier(tmp_path: Path) -> Callable[..., Dossier]:
    """``dossier(*texts)`` collates texts, each a report of an outlet of its own, of Thursday 15 May 2031.

    ``published`` gives other dates, one a report (``None``: a report without a date); ``names`` the files' names.
    """

    def collated(
        *texts: str,
        published: Sequence[str | None] = ("2031-05-15",) * 3,
        names: Sequence[str] = ("A", "B", "C"),
    ) -> Dossier:
        paths = []
        for text, name, outlet, day in zip(texts, names, OUTLETS, published, strict=False):
            path = tmp_path / f"{name}.txt"
            path.write_text(text + "\n", encoding="utf-8")
            said = {"outlet": outlet} | ({"published": day} if day else {})
            path.with_suffix(".meta.json").write_text(json.dumps(said), encoding="utf-8")
            paths.append(str(path))
        return collate(load(paths).reports)

    return collated


@pytest.fixture
def lines(dossier: Callable[..., Dossier]) -> Callable[..., list[str]]:
    """``lines(*texts)`` gives each finding as *kind slot part: words = words | words*.

    ``=`` stands between the anchors of one reading, ``|`` between readings.
    """

    def told(*texts: str, **options: Sequence[str | None]) -> list[str]:
        return [_line(f) for f in dossier(*texts, **options).findings]

    return told


def _line(finding: Finding) -> str:
    head = [finding.kind, finding.slot, finding.part, finding.change]
    readings = " | ".join(" = ".join(a.exact for a in r.anchors) for r in finding.readings)
    return f"{' '.join(h for h in head if h)}: {readings}"
