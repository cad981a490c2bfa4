"""Which candidates of several names lie close to one another, though no name is certain by itself."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from variorum.annotate.place.gazetteer import Entry
from variorum.annotate.place.votes import prior

_SCALE = 40.0
"""Kilometres over which two towns named in one text speak for each other."""
_SHARE = 0.35
_FLAT = 1.5
_DEGREE = 111.2
"""Kilometres of a degree of latitude."""
_Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Member:
    name: str
    latitude: float
    longitude: float
    share: float


class Company:
    """The towns and counties that the names of a text may mean, by cells of one degree."""

    def __init__(self, found: Mapping[str, Sequence[Entry]]) -> None:
        """Take in the candidates of each name."""
        self._cells: defaultdict[_Cell, list[_Member]] = defaultdict(list)
        for name, some in found.items():
            top = max((prior(e) for e in some), default=0.0)
            for entry in some:
                if entry.kind in "PDN":
                    share = 10 ** (_SHARE * (prior(entry) - top))
                    self._cells[_cell(entry)].append(_Member(name, entry.latitude, entry.longitude, share))

    def of(self, name: str, entry: Entry) -> float:
        """How many other names may lie close to a candidate, each weighed by distance and likelihood, below 1."""
        if entry.kind not in "PDN":
            return 0.0
        best: defaultdict[str, float] = defaultdict(float)
        y, x = _cell(entry)
        shrink = math.cos(math.radians(entry.latitude))
        for dy in (-1, 0, 1):
            for dx in (-1, 0, 1):
                for one in self._cells.get((y + dy, x + dx), ()):
                    if one.name != name:
                        gap = _DEGREE * math.hypot(
                            one.latitude - entry.latitude, (one.longitude - entry.longitude) * shrink
                        )
                        best[one.name] = max(best[one.name], one.share * math.exp(-gap / _SCALE))
        return math.tanh(sum(best.values()) / _FLAT)


def _cell(entry: Entry) -> _Cell:
    return math.floor(entry.latitude), math.floor(entry.longitude)
