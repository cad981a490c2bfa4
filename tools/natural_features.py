"""Seas, lakes, rivers, mountains, islands and parks, from Natural Earth's 1:10m themes.

Natural Earth (public domain; CC0 as GeoJSON in ``martynafford/natural-earth-geojson``) is read as a folder of its
``.json`` files, of which ``features`` gives lines for the gazetteer.
"""

import json
import math
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

AREAS = (
    "geography_regions_polys", "geography_regions_points", "geography_regions_elevation_points",
    "geography_marine_polys", "lakes", "lakes_europe", "lakes_north_america", "parks_and_protected_lands_area",
    "parks_and_protected_lands_point",
)  # fmt: skip
RIVERS = ("rivers_lake_centerlines", "rivers_europe", "rivers_north_america")
SHORT = {
    "mts": "Mountains", "mtns": "Mountains", "mt": "Mount", "ra": "Range", "i": "Island", "is": "Islands",
    "pen": "Peninsula", "plat": "Plateau", "des": "Desert", "str": "Strait", "g": "Gulf", "pt": "Point",
    "arch": "Archipelago", "np": "National Park", "nm": "National Monument", "nhp": "National Historical Park",
    "nra": "National Recreation Area", "ns": "National Seashore", "nl": "National Lakeshore",
    "nmem": "National Memorial", "nhs": "National Historic Site",
}  # fmt: skip
SKIP = frozenset({"Dragons-be-here", "Continent", "Tundra", "Lowland"})
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class City:
    """A city that tells in which country and division a feature lies."""

    latitude: float
    longitude: float
    country: str
    admin: str


@dataclass(frozen=True, slots=True)
class Feature:
    """A natural feature under one of its names; ``weight`` stands where a city has its population."""

    name: str
    shown: str
    country: str
    admin: str
    weight: int
    latitude: float
    longitude: float


class Grid:
    """The cities near a point, by cells of one degree."""

    def __init__(self, cities: list[City]) -> None:
        self.cells: defaultdict[tuple[int, int], list[City]] = defaultdict(list)
        for city in cities:
            self.cells[math.floor(city.latitude), math.floor(city.longitude)].append(city)

    def holder(self, points: list[Point]) -> tuple[str, str]:
        """Country and first division around points, each empty unless all near cities agree."""
        lands: set[str] = set()
        places: set[str] = set()
        for latitude, longitude in points:
            near = sorted(
                (_gap((latitude, longitude), (c.latitude, c.longitude)), c.country, c.admin)
                for y in (-1, 0, 1)
                for x in (-1, 0, 1)
                for c in self.cells[math.floor(latitude) + y, math.floor(longitude) + x]
            )[:4]  # fmt: skip
            lands.update(land for _, land, _ in near)
            places.update(place for _, _, place in near)
        return (lands.pop() if len(lands) == 1 else ""), (places.pop() if len(places) == 1 else "")


def load(folder: Path, theme: str) -> list[dict[str, Any]]:
    """The features of one theme; none where the folder lacks it."""
    path = next(iter(sorted(folder.glob(f"ne_10m_{theme}.json"))), None)
    return json.loads(path.read_text("utf-8"))["features"] if path else []


def points(geometry: dict[str, Any]) -> Iterator[Point]:
    """All points of a geometry as latitude and longitude."""

    def walk(part: Any) -> Iterator[Point]:
        if isinstance(part[0], int | float):
            yield float(part[1]), float(part[0])
        else:
            for inner in part:
                yield from walk(inner)

    yield from walk(geometry["coordinates"])


def readable(name: str) -> str:
    """A map label in words: *SIERRA MADRE MTS.* as *Sierra Madre Mountains*."""
    words = []
    for word in re.sub(r"\s*[(/&].*", "", name.replace("--", " ")).split():
        full = SHORT.get(word.lower().rstrip("."))
        if full and (word.endswith(".") or word.isupper()):
            words.append(full)
        else:
            words.append(word.capitalize() if word.isupper() and len(word) > 2 else word)
    out = re.sub(r"^(?:Lago|Lac|Lagoa)\s", "Lake ", " ".join(words))
    return re.sub(r"\b(Of|The|And|De|La|Del)\b(?!^)", lambda m: m[0].lower() if m.start() else m[0], out)


def area_names(properties: dict[str, Any], theme: str) -> set[str]:
    """The names of an area, with and without the word for its kind."""
    shown = readable(str(properties["name"]))
    others = (properties.get("namealt"), properties.get("name_alt"))
    names = {shown, *(readable(str(other)) for other in others if other)}
    kind = str(properties.get("featurecla") or "").lower()
    for name in tuple(names):
        if theme.startswith("lakes") and "lake" not in name.lower() and "reservoir" not in name.lower():
            names |= {f"Lake {name}", f"{name} Lake"}
            names.discard(name)
        elif kind == "island" and "island" not in name.lower():
            names.add(f"{name} Island")
        elif kind == "mountain" and not re.search(r"\b(Mount|Mt|Mountain|Peak|Pico|Cerro|Volcano)\b", name):
            names |= {f"Mount {name}"}
        elif "desert" in kind and "desert" not in name.lower():
            names.add(f"{name} Desert")
    return names


def features(folder: Path, cities: list[City]) -> Iterator[Feature]:
    """The natural features of the themes, a line for each of their names."""
    grid = Grid(cities)
    for theme in AREAS:
        for one in load(folder, theme):
            properties = {k.lower(): v for k, v in one["properties"].items()}
            if theme.startswith("parks"):
                properties["name"] = properties.get("unit_name") or properties["name"]
            if not properties.get("name") or properties.get("featurecla") in SKIP:
                continue
            corners = list(points(one["geometry"]))
            latitudes, longitudes = [p[0] for p in corners], [p[1] for p in corners]
            middle = ((min(latitudes) + max(latitudes)) / 2, (min(longitudes) + max(longitudes)) / 2)
            country, admin = grid.holder([middle, *corners[:: max(1, len(corners) // 12)]])
            rank = float(properties.get("scalerank") or 0)
            shown = readable(str(properties["name"]))
            for name in sorted(area_names(properties, theme)):
                yield Feature(name, shown, country, admin, weight(rank), *middle)
    yield from rivers(folder, grid)


def rivers(folder: Path, grid: Grid) -> Iterator[Feature]:
    """Rivers, the pieces of one name within five degrees taken together; great ones also by the bare name."""
    pieces: defaultdict[str, list[tuple[float, list[Point]]]] = defaultdict(list)
    for theme in RIVERS:
        for one in load(folder, theme):
            name = one["properties"].get("name")
            if name and one["geometry"]:
                rank = float(one["properties"].get("scalerank") or 0)
                pieces[readable(str(name))].append((rank, list(points(one["geometry"]))))
    for name, parts in sorted(pieces.items()):
        groups: list[list[tuple[float, list[Point]]]] = []
        for rank, line in parts:
            group = next(
                (g for g in groups if any(_close(line[0], p) for _, ps in g for p in (ps[0], ps[-1]))), None
            )
            if group is None:
                groups.append([(rank, line)])
            else:
                group.append((rank, line))
        for group in groups:
            line = [p for _, ps in group for p in ps]
            middle = (median(p[0] for p in line), median(p[1] for p in line))
            country, admin = grid.holder([middle, *line[:: max(1, len(line) // 12)]])
            rank = min(r for r, _ in group)
            bare = re.sub(r"\s+(River|Creek|Fork)$|^(River|Rio)\s+", "", name)
            names = {name, f"{bare} River"} if bare == name else {name}
            if rank > 4:
                names.discard(bare)
            shown = f"{bare} River" if bare == name else name
            for one_name in sorted(names):
                yield Feature(one_name, shown, country, admin, weight(rank), *middle)


def _gap(a: Point, b: Point) -> float:
    """Degrees between two points, a degree of longitude as short as it is there."""
    return math.hypot(a[0] - b[0], (a[1] - b[1]) * math.cos(math.radians(a[0])))


def _close(a: Point, b: Point) -> bool:
    return abs(a[0] - b[0]) + abs(a[1] - b[1]) < 5


def weight(rank: float) -> int:
    """What stands where a city has its population, by the rank at which maps show a feature."""
    return int(10 ** (6 - 0.35 * rank))
