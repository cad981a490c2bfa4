"""Draw the cost of a report against the number of open stories, as SVG.

    python tools/plot_stories.py docs/stories.svg

Runs ``variorum bench stories`` without data (an invented stream; minutes) and writes the picture; the figures go to
standard output. The vertical axis is milliseconds of CPU a report: flat is what it should be.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from variorum.bench.stories import INVENTED_WORDS, Cost, Costs, costs

WIDTH, HEIGHT, EDGE = 640, 300, 60
COLOURS = ("#1b6ca8", "#b3541e")


def drawn(measured: Sequence[Cost]) -> str:
    """The picture: one line for headlines, one for texts."""
    lines: tuple[tuple[str, list[float]], ...] = (
        ("headline alone", [1000 / c.headlines_a_second for c in measured]),
        (f"text of {INVENTED_WORDS} words", [1000 / c.texts_a_second for c in measured]),
    )
    most = max(value for _, values in lines for value in values) * 1.25
    step = (WIDTH - 2 * EDGE) / max(1, len(measured) - 1)

    def x(k: int) -> float:
        return EDGE + k * step

    def y(value: float) -> float:
        return HEIGHT - EDGE - value / most * (HEIGHT - 2 * EDGE)

    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
            'font-size="12">'
        ),
        "<title>Milliseconds of CPU a report against open stories</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<path d="M{EDGE} {EDGE}V{HEIGHT - EDGE}H{WIDTH - EDGE}" fill="none" stroke="#444"/>',
        f'<text x="{EDGE}" y="{EDGE - 20}">milliseconds of CPU a report</text>',
        f'<text x="{WIDTH - EDGE}" y="{HEIGHT - 15}" text-anchor="end">open stories</text>',
    ]
    parts += [
        f'<text x="{x(k):.1f}" y="{HEIGHT - EDGE + 18}" text-anchor="middle">{c.held:,}</text>'
        for k, c in enumerate(measured)
    ]
    for colour, (name, values) in zip(COLOURS, lines, strict=True):
        parts += _line(name, values, colour, x, y)
    return "\n".join([*parts, "</svg>", ""])


def _line(
    name: str, values: list[float], colour: str, x: Callable[[int], float], y: Callable[[float], float]
) -> list[str]:
    points = " ".join(f"{x(k):.1f},{y(v):.1f}" for k, v in enumerate(values))
    marks = [
        f'<circle cx="{x(k):.1f}" cy="{y(v):.1f}" r="3" fill="{colour}"/>'
        f'<text x="{x(k):.1f}" y="{y(v) - 8:.1f}" text-anchor="middle" fill="{colour}">{v:.2f}</text>'
        for k, v in enumerate(values)
    ]
    label = f'<text x="{x(0) + 12:.1f}" y="{y(values[0]) + 16:.1f}" fill="{colour}">{name}</text>'
    return [f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>', *marks, label]


def main() -> int:
    """Measure and draw."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path, help="the SVG to write")
    target = parser.parse_args().file
    measured = costs()
    target.write_text(drawn(measured), encoding="utf-8")
    print(Costs(measured))
    return 0


if __name__ == "__main__":
    sys.exit(main())
