"""Make the outlines that maps are drawn on: Natural Earth's countries, coarser, in one small file.

    python tools/make_outlines.py countries-50m.json src/variorum/export/data/outlines.json

The input is that of the npm package world-atlas 2 (TopoJSON made of Natural Earth 1:50m, public domain).
"""

import json
import sys
from itertools import pairwise
from pathlib import Path

STEP = 0.02
"""Degrees of one unit of the output."""
FAR = 2.2
"""Units by which a line may pass a point that is left out."""
LEAST = 9.0
"""Square units of the smallest ring that is kept, unless it is the largest of its country."""
SOURCE = (
    "Natural Earth 1:50m admin 0 countries (public domain), from the npm package world-atlas 2.0.2 (ISC), "
    "made coarser by tools/make_outlines.py. arcs: first point, then steps, in units of 'step' degrees; "
    "shapes: rings of arcs, ~n is arc n backwards"
)

Point = tuple[int, int]


def decoded(topology: dict[str, object]) -> list[list[Point]]:
    """The arcs in units of STEP."""
    transform = topology["transform"]
    (kx, ky), (x0, y0) = transform["scale"], transform["translate"]  # type: ignore[index]
    arcs = []
    for arc in topology["arcs"]:  # type: ignore[attr-defined]
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((round((x * kx + x0) / STEP), round((y * ky + y0) / STEP)))
        arcs.append(points)
    return arcs


def thinned(points: list[Point]) -> list[Point]:
    """The points of a line that matter (Douglas and Peucker); its ends are always among them."""
    keep, waiting = {0, len(points) - 1}, [(0, len(points) - 1)]
    while waiting:
        a, b = waiting.pop()
        far, at = 0.0, 0
        for k in range(a + 1, b):
            if (distance := _off(points[k], points[a], points[b])) > far:
                far, at = distance, k
        if far > FAR:
            keep.add(at)
            waiting += [(a, at), (at, b)]
    return [points[k] for k in sorted(keep)]


def _off(point: Point, a: Point, b: Point) -> float:
    (x, y), (ax, ay), (bx, by) = point, a, b
    length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
    if not length:
        return float(((x - ax) ** 2 + (y - ay) ** 2) ** 0.5)
    return float(abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length)


def _area(ring: list[int], arcs: list[list[Point]]) -> float:
    points = [p for n in ring for p in (arcs[n] if n >= 0 else arcs[~n][::-1])]
    return (
        abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1], strict=True))) / 2
    )


def main() -> None:
    """Write the file."""
    topology = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    arcs = decoded(topology)
    shapes = []
    for country in topology["objects"]["countries"]["geometries"]:
        if "arcs" not in country:
            continue
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        rings = [ring for polygon in polygons for ring in polygon]
        largest = max(_area(ring, arcs) for ring in rings)
        shapes.append([r for r in rings if _area(r, arcs) >= min(LEAST, largest)])
    used = sorted({n if n >= 0 else ~n for shape in shapes for ring in shape for n in ring})
    new = {old: k for k, old in enumerate(used)}
    lines = []
    for old in used:
        points = thinned(arcs[old])
        flat = [*points[0]]
        for a, b in pairwise(points):
            flat += [b[0] - a[0], b[1] - a[1]]
        lines.append(flat)
    rings_of = [[[new[n] if n >= 0 else ~new[~n] for n in ring] for ring in shape] for shape in shapes]
    body = {"source": SOURCE, "step": STEP, "arcs": lines, "shapes": rings_of}
    Path(sys.argv[2]).write_text(json.dumps(body, separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    main()
