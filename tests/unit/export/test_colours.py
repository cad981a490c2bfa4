"""Colours that can be told apart by people who see them otherwise, and that are never the only sign."""

import math
import re
from itertools import combinations
from pathlib import Path

import pytest

import variorum.export
from variorum.export.words import words
from variorum.model import FindingKind

Colour = tuple[float, float, float]
STYLE = (Path(variorum.export.__file__).parent / "templates" / "style.css").read_text(encoding="utf-8")
KINDS = tuple(kind.value for kind in FindingKind)
REPORTS = tuple(f"w{n}" for n in range(8))
EYES: dict[str, tuple[Colour, Colour, Colour]] = {
    "most": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.01182, 0.04294, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.3039),
    ),
}
"""How linear RGB looks to them: Machado, Oliveira and Fernandes, A physiologically-based model for simulation of color
vision deficiency (IEEE TVCG 15, 2009), severity 1."""
APART = 12.0
"""CIE76 difference of two colours in Lab; 2.3 is just noticeable."""


def themes() -> list[dict[str, str]]:
    """The named colours of the light, the dark and the printed page."""
    return [
        dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})", block))
        for block in re.findall(r":root\{([^}]*)\}", STYLE)
    ]


def linear(colour: str) -> Colour:
    """Linear RGB of a colour of the style sheet."""
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[k : k + 2], 16) / 255 for k in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return red, green, blue


def _product(row: Colour, colour: Colour) -> float:
    return sum(a * b for a, b in zip(row, colour, strict=True))


def seen(colour: Colour, eyes: str) -> Colour:
    """What a colour looks like."""
    red, green, blue = (min(1.0, max(0.0, _product(row, colour))) for row in EYES[eyes])
    return red, green, blue


def luminance(colour: Colour) -> float:
    """Relative luminance, as WCAG defines it."""
    return _product((0.2126, 0.7152, 0.0722), colour)


def lab(colour: Colour) -> Colour:
    """CIE Lab under D65."""
    rows: tuple[Colour, ...] = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    white = (0.9505, 1.0, 1.089)
    ratios = [_product(row, colour) / most for row, most in zip(rows, white, strict=True)]
    x, y, z = (r ** (1 / 3) if r > 0.008856 else 7.787 * r + 16 / 116 for r in ratios)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("names", [KINDS, REPORTS], ids=["kinds", "reports"])
def test_colours_are_told_apart(eyes: str, names: tuple[str, ...]) -> None:
    """In every theme the colours of two kinds, and of two reports, differ clearly to eyes of each sort."""
    assert len(themes()) == len(("light", "dark", "print"))
    near = [
        (one, other)
        for theme in themes()
        for one, other in combinations(names, 2)
        if math.dist(*(lab(seen(linear(theme[n]), eyes)) for n in (one, other))) < APART
    ]
    assert near == []


def test_colours_can_be_read() -> None:
    """Each of them has a contrast of at least 4.5 to what it stands on."""
    for theme in themes():
        for ground in ("page", "card", "tint"):
            for name in (*KINDS, *REPORTS):
                dark, light = sorted(luminance(linear(theme[n])) + 0.05 for n in (name, ground))
                assert light / dark >= 4.5, (name, ground)


def test_a_kind_has_a_mark_and_a_word_of_its_own() -> None:
    """No kind of finding is told by its colour alone: each has a mark and a word that no other has."""
    shown = [words()["kinds"][kind] for kind in FindingKind]
    assert len({one["mark"] for one in shown}) == len({one["one"] for one in shown}) == len(KINDS)
