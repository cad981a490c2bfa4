"""Who has it from whom: reports, those they have it through, and the sources, as a graph and as a table."""

from dataclasses import dataclass, replace
from itertools import pairwise

from variorum.export.lookup import Lookup
from variorum.export.sources import attributed
from variorum.export.view import named
from variorum.export.visible import one_line
from variorum.text import Anchor, anchor, hull

MOST = 16
"""Sources that are drawn, those that most reports quote first; the table has all."""
ROW = 30
"""Height of a row, in CSS pixels."""
WIDE = 704
"""CSS pixels that the graph is wide at least."""
NARROW = 340
"""CSS pixels that it is wide at least where a phone shows it."""
LETTER, SIGIL, GAP = 7.8, 26, 40
"""CSS pixels of a letter, of a report's sigil before its name, and of the shortest line."""


@dataclass(frozen=True, slots=True)
class Chain:
    """One report's attributions to one source by one way, counted; ``anchor`` is what the first of them gives.

    ``through`` runs from the report to the source. ``withheld`` tells that the source denies it, or is not said to
    have said it.
    """

    sigil: str
    through: tuple[str, ...]
    source: str
    times: int
    withheld: bool
    anchor: Anchor
    cue: str


@dataclass(frozen=True, slots=True)
class Node:
    """A name in its column; ``y`` is in CSS pixels. ``sigil`` is set for a report."""

    column: int
    y: float
    name: str
    sigil: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """A line between two nodes of neighbouring columns, as an SVG path on a picture of 100 by the graph's height."""

    path: str
    times: int
    sigil: str
    withheld: bool


@dataclass(frozen=True, slots=True)
class Graph:
    """Columns of names and the lines between them. ``columns`` are the places of the columns in per cent."""

    chains: tuple[Chain, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    columns: tuple[float, ...]
    height: int
    left_out: int
    """Sources that only the table has."""
    narrow: "Graph | None" = None
    """The same for a phone: reports by their sigils alone."""


def source_graph(book: Lookup) -> Graph | None:
    """The graph of a dossier; ``None`` where no report names a source."""
    chains = _chains(book)
    if not chains:
        return None
    sources = _ranked(chains)
    shown = [c for c in chains if c.source in sources[:MOST]]
    depth = max(len(c.through) for c in shown)
    narrow = _drawn(chains, shown, depth, book, NARROW)
    return replace(_drawn(chains, shown, depth, book, WIDE), left_out=len(sources[MOST:]), narrow=narrow)


def _chains(book: Lookup) -> tuple[Chain, ...]:
    found: dict[tuple[str, tuple[str, ...], str, bool], Chain] = {}
    order = {w.report.id: n for n, w in enumerate(book.dossier.witnesses)}
    for name, own in attributed(book):
        for one in sorted(own, key=lambda a: (order[a.report_id], a.content[0])):
            link = book.link_of(one.id)
            through = tuple(dict.fromkeys(one_line(n) for n in reversed(link.names[1:])))
            withheld = bool(link.told) or book.withheld(one)
            key = (one.report_id, through, name, withheld)
            before = found.get(key)
            text = book.witness(one.report_id).report.text
            found[key] = Chain(
                book.sigil(one.report_id), through, name, 1 + (before.times if before else 0), withheld,
                before.anchor if before else anchor(one.report_id, text, hull(one.content)),
                before.cue if before else book.cue(one),
            )  # fmt: skip
    return tuple(found.values())


def _ranked(chains: tuple[Chain, ...]) -> list[str]:
    """The sources, those that most reports quote first, then those with a name, then the most quoted."""
    reports: dict[str, set[str]] = {}
    times: dict[str, int] = {}
    for chain in chains:
        reports.setdefault(chain.source, set()).add(chain.sigil)
        times[chain.source] = times.get(chain.source, 0) + chain.times
    return sorted(reports, key=lambda s: (-len(reports[s]), s.startswith("“"), -times[s], s))


def _drawn(chains: tuple[Chain, ...], shown: list[Chain], depth: int, book: Lookup, wide: int) -> Graph:
    """Nodes by column, each as near as can be to those that lead to it, and the lines between them."""
    hops = [(chain, _hops(chain, depth)) for chain in shown]
    reports = [w.sigil for w in book.dossier.witnesses if any(c.sigil == w.sigil for c in shown)]
    columns: list[list[str]] = [reports]
    for column in range(1, depth + 2):
        columns.append(_ordered(column, hops, columns))
    rows = max(map(len, columns))
    height = max(rows, 2) * ROW
    places = {
        (k, name): (n + 0.5) * height / len(names)
        for k, names in enumerate(columns)
        for n, name in enumerate(names)
    }
    titles = {w.sigil: named(w) if wide == WIDE else "" for w in book.dossier.witnesses}
    lefts = _lefts(depth, wide)
    room = [*(wide * (b - a) / 100 - GAP for a, b in pairwise(lefts)), wide * (100 - lefts[-1]) / 100]
    nodes = {
        (k, name): Node(k, round(y, 1), _short(titles[name], room[0] - SIGIL), name)
        if k == 0
        else Node(k, round(y, 1), _short(name, room[k]))
        for (k, name), y in places.items()
    }
    return Graph(chains, tuple(nodes.values()), _edges(hops, nodes, lefts, wide), lefts, height, 0)


def _lefts(depth: int, wide: int) -> tuple[float, ...]:
    """Where the columns begin, in per cent; the first takes little where it holds sigils alone."""
    if wide == WIDE:
        return tuple(round(1 + 61 * k / (depth + 1), 1) for k in range(depth + 2))
    first = 28.0 if depth else 38.0
    return (1.0, *(round(first + (62 - first) * k / max(depth, 1), 1) for k in range(depth + 1)))


def _hops(chain: Chain, depth: int) -> tuple[tuple[int, str], ...]:
    """The nodes of a chain by column: the report, those it goes through, and the source in the last column."""
    return ((0, chain.sigil), *((k, n) for k, n in enumerate(chain.through, 1)), (depth + 1, chain.source))


def _ordered(
    column: int, hops: list[tuple[Chain, tuple[tuple[int, str], ...]]], columns: list[list[str]]
) -> list[str]:
    """The names of a column by the mean place of what leads to them, so that few lines cross."""
    led: dict[str, list[float]] = {}
    for _, steps in hops:
        for before, here in pairwise(steps):
            if here[0] == column:
                names = columns[before[0]]
                led.setdefault(here[1], []).append(names.index(before[1]) / len(names))
    return sorted(led, key=lambda name: (sum(led[name]) / len(led[name]), name))


def _edges(
    hops: list[tuple[Chain, tuple[tuple[int, str], ...]]],
    nodes: dict[tuple[int, str], Node],
    lefts: tuple[float, ...],
    wide: int,
) -> tuple[Edge, ...]:
    found: dict[tuple[tuple[int, str], tuple[int, str], str, bool], int] = {}
    for chain, steps in hops:
        for a, b in pairwise(steps):
            key = (a, b, chain.sigil, chain.withheld)
            found[key] = found.get(key, 0) + chain.times
    return tuple(
        Edge(_path(nodes[a], nodes[b], lefts, wide), times, sigil, withheld)
        for (a, b, sigil, withheld), times in found.items()
    )


def _path(a: Node, b: Node, lefts: tuple[float, ...], wide: int) -> str:
    """A curve from the end of one name to the beginning of another."""
    long = LETTER * len(a.name) + (SIGIL if a.sigil else 0) + 6
    x, to_x = lefts[a.column] + 100 * long / wide, lefts[b.column] - 1.0
    bend = (to_x - x) / 2
    return f"M{x:.1f} {a.y:.1f}C{x + bend:.1f} {a.y:.1f} {to_x - bend:.1f} {b.y:.1f} {to_x:.1f} {b.y:.1f}"


def _short(name: str, room: float) -> str:
    most = int(room / LETTER)
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"
