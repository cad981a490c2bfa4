"""What the other names of a text say about where a name lies: votes for countries and first divisions."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from variorum.annotate.place.gazetteer import Entry, Via, countries, demonyms, preference, rows
from variorum.annotate.place.names import candidates

_LAND_SCALE, _DIVISION_SCALE = 1.8, 2.6
"""Votes at which the say of a country and of a division flattens out."""
_SHARE = 0.35
"""How much less a rarer candidate's share counts: shares are taken to this power."""
_HOME = {"US": 0.5, "GB": 0.3, "CA": 0.3, "AU": 0.2}
"""What English-language news leans to, before anything else is known, in orders of magnitude of population."""
_MINOR = -0.5
"""First divisions elsewhere are named less often than their cities."""
_KIND = {"C": 4.4, "R": 4.0, "A": 0.7, "D": -0.9, "P": 0.0, "N": -0.5}
_VIA = {Via.NAME: 0.0, Via.ALIAS: -1.0, Via.COUNTY: -0.5, Via.PART: -0.5, Via.FACILITY: -1.0}
_DOMAIN = re.compile(r"\.(?:co|com|org|net)?\.?([a-z]{2})\Z")
_OUTLET_CITY = 20_000
"""The least population of a town that an outlet's name speaks for."""
_CAPITAL_WORD = re.compile(r"(?<!\w)[A-Z][a-z]+(?:\s[A-Z][a-z]+)?")


@dataclass(frozen=True, slots=True)
class Votes:
    """How strongly the other names of a text speak for countries and first divisions.

    A name that can lie in few divisions speaks loudly for each; one that is everywhere hardly speaks.
    """

    countries: Mapping[str, float]
    admins: Mapping[str, float]

    def country(self, entry: Entry, own: "Votes") -> float:
        """The votes for a place's country by the names other than *own*."""
        return self.countries.get(entry.country, 0.0) - own.countries.get(entry.country, 0.0)

    def admin(self, entry: Entry, own: "Votes") -> float:
        """The votes for a place's first division by the names other than *own*."""
        return self.admins.get(entry.admin, 0.0) - own.admins.get(entry.admin, 0.0)

    def land(self, entry: Entry, own: "Votes") -> float:
        """``country``, flattened to below 1."""
        return math.tanh(self.country(entry, own) / _LAND_SCALE)

    def division(self, entry: Entry, own: "Votes") -> float:
        """``admin``, flattened to below 1."""
        return math.tanh(self.admin(entry, own) / _DIVISION_SCALE)


def prior(entry: Entry) -> float:
    """How often news names a place, in orders of magnitude: its population, and what its kind is worth."""
    home = _HOME.get(entry.country, 0.0) if entry.kind not in "CN" else 0.0
    minor = _MINOR if entry.kind == "A" and not home else 0.0
    return (
        math.log10(entry.population + 300)
        + _KIND[entry.kind]
        + _VIA[entry.via]
        + preference(entry)
        + home
        + minor
    )


def ballot(some: Iterable[Entry]) -> Votes:
    """What one name votes for: shares of its candidates' priors, countries and states more than once."""
    some = tuple(some)
    lands: defaultdict[str, float] = defaultdict(float)
    places: defaultdict[str, float] = defaultdict(float)
    if not some:
        return Votes(lands, places)
    priors = [10 ** (prior(e) - 4.0) for e in some]
    top = max(priors)
    weight = {"C": 2.0, "A": 1.5, "R": 1.0}.get(some[priors.index(top)].kind, 1.0)
    spread: defaultdict[str, float] = defaultdict(float)
    for entry, value in zip(some, priors, strict=True):
        share = (value / top) ** _SHARE
        spread[entry.admin or entry.country] = max(spread[entry.admin or entry.country], share)
    total = sum(spread.values())
    for where, share in spread.items():
        lands[where.partition(".")[0]] += weight * share / total
        if "." in where:
            places[where] += weight * share / total
    lands.pop("", 0.0)
    return Votes(lands, places)


def spoken(text: str) -> list[Votes]:
    """The votes of adjectives of nationality (*Peruvian police*), half a voice each kind."""
    codes = Counter(
        code
        for match in _CAPITAL_WORD.finditer(text)
        for code in [demonyms().get(match[0]) or demonyms().get(match[0].split()[0])]
        if code and not code.startswith("@")
    )
    return [
        Votes(
            {code.partition(".")[0]: min(2, count) * 0.75},
            {code: min(2, count) * 0.75} if "." in code else {},
        )
        for code, count in sorted(codes.items())
    ]


def dated(dateline: str | None) -> list[Votes]:
    """The votes of the dateline's places, three voices each."""
    out = []
    for part in re.split(r"[,(—–-]", dateline or ""):
        name = part.strip()
        some = candidates(name.title() if name.isupper() and len(name) > 3 else name)
        out += [ballot(some)] * 3
    return out


@lru_cache(maxsize=1)
def _national() -> frozenset[str]:
    """Outlets named after a city whose reports are from everywhere."""
    return frozenset(name for row in rows("national.tsv") for name in row)


def published(outlet: str | None) -> list[Votes]:
    """The votes of the outlet: the places in its name, one voice each, and the country of its address.

    ``The Duluth Echo`` speaks for Duluth, ``echo.co.uk`` for Britain; one that is read everywhere, for nothing.
    """
    if not outlet:
        return []
    land = _DOMAIN.search(outlet)
    if land:
        code = {"UK": "GB"}.get(land[1].upper(), land[1].upper())
        return [Votes({code: 1.0}, {})] if code in countries() else []
    if any(name in outlet for name in _national()):
        return []
    out = []
    for name in _CAPITAL_WORD.findall(outlet):
        for part in (name, *name.split()):
            some = tuple(e for e in candidates(part) if e.kind in "CAP" and e.via is Via.NAME)
            if any(e.kind in "CA" or e.population >= _OUTLET_CITY for e in some):
                out.append(ballot(some))
                break
    return out


def total(ballots: Iterable[Votes]) -> Votes:
    """The sum of several votes."""
    lands: defaultdict[str, float] = defaultdict(float)
    places: defaultdict[str, float] = defaultdict(float)
    for one in ballots:
        for code, weight in one.countries.items():
            lands[code] += weight
        for code, weight in one.admins.items():
            places[code] += weight
    return Votes(lands, places)
