"""Which place a name means: containment, population, and what else the text names."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from variorum.annotate.place.gazetteer import (
    Entry,
    countries,
    demonyms,
    division_name,
    lookup,
    preference,
    state_marks,
)
from variorum.text import Span

EARTH = 6371.0
"""Mean radius of the Earth in kilometres."""
_SURE = 0.9
"""The least lead over the next candidate elsewhere that makes a resolution sure."""
_LAND, _LAND_SCALE, _DIVISION, _DIVISION_SCALE = 1.6, 1.8, 4.8, 2.6
"""Weights of the votes, chosen on the even texts of the four public sets."""
_NEAR_MOST, _NEAR_SCALE, _NEAR_PULL = 1.9, 150.0, 2.4
_SHARE = 0.35
_HOME = {"US": 0.5, "GB": 0.3, "CA": 0.3, "AU": 0.2}
"""What English-language news leans to, before anything else is known."""
_MINOR = -0.5
"""First divisions elsewhere are named less often than their cities."""
_LAND_NEAR = 700.0
"""Kilometres over which the middle of one country still speaks for another."""
_KNOWN = 60_000
"""The least population of a town that is told without anything else in the text speaking for it."""
_SAME = 60.0
"""Kilometres within which two candidates are one and the same place."""
_KIND = {"C": 4.4, "R": 4.0, "A": 0.7, "D": -0.9, "P": 0.0}
_NEXT = re.compile(r"(?:'s|’s)?(?:,\s+|\s+\(|\s+in\s+(?:the\s+)?|\s+(?:in|of)\s+)")
_LEADING = re.compile(
    r"(?:the|greater|downtown|central|northern|southern|eastern|western|north|south|east|west|northeast|northwest|"
    r"southeast|southwest|northeastern|northwestern|southeastern|southwestern|upper|lower|inner|metro|mainland|"
    r"city of|town of|village of|state of|province of|region of|port of|republic of|county of|university of|"
    r"mid|old|rural|near|lake)[\s-]+",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:['’]s?|[\s-](?:city|county|province|state|region|district|prefecture|governorate|island|islands|town|"
    r"township|valley|area|metropolitan area|parish|municipality|oblast|department|borough|village|territory|airport|"
    r"international airport|river|bay|beach|proper|peninsula|coast|mainland|university|regency|division))\Z",
    re.IGNORECASE,
)
_CAPITAL_WORD = re.compile(r"(?<!\w)[A-Z][a-z]+(?:\s[A-Z][a-z]+)?")


@dataclass(frozen=True, slots=True)
class Named:
    """A name at a span with the place that it most likely means."""

    span: Span
    surface: str
    entry: Entry | None
    sure: bool


@dataclass(frozen=True, slots=True)
class _Votes:
    """How strongly the other names of a text speak for countries and first divisions.

    A name that can lie in few divisions speaks loudly for each; one that is everywhere hardly speaks.
    """

    countries: Mapping[str, float]
    admins: Mapping[str, float]

    def country(self, entry: Entry) -> float:
        """The votes for a place's country."""
        return self.countries.get(entry.country, 0.0)

    def admin(self, entry: Entry) -> float:
        """The votes for a place's first division."""
        return self.admins.get(entry.admin, 0.0)

    def bonus(self, entry: Entry, own: "_Votes") -> float:
        """What the names other than *own* add to a candidate's score."""
        land = self.country(entry) - own.country(entry)
        place = self.admin(entry) - own.admin(entry)
        return _LAND * math.tanh(land / _LAND_SCALE) + _DIVISION * math.tanh(place / _DIVISION_SCALE)


def distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance in kilometres between two points in degrees (haversine formula)."""
    lat1, lon1, lat2, lon2 = (math.radians(x) for x in (*a, *b))
    half = (
        math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(half)))


def resolve(text: str, spans: tuple[Span, ...], *, dateline: str | None = None) -> tuple[Named, ...]:
    """The most likely place of each name.

    Args:
        text: the text.
        spans: the names, in order and without overlaps.
        dateline: the report's dateline, if it has one.

    Returns:
        One for each span; ``entry`` is ``None`` where the gazetteer has no such name, and ``sure`` tells
        whether nothing elsewhere comes close.
    """
    surfaces = [span.of(text) for span in spans]
    found = [candidates(surface) for surface in surfaces]
    holders = [_holder(text, spans, found, k) for k in range(len(spans))]
    narrowed = [
        _inside(some, holder) if holder else some for some, holder in zip(found, holders, strict=True)
    ]
    # A name that is once said to lie somewhere lies there throughout.
    said = {
        s.lower(): some
        for s, some, holder in zip(surfaces, narrowed, holders, strict=True)
        if holder and some
    }
    held = [
        bool(holder and some) or s.lower() in said
        for s, some, holder in zip(surfaces, narrowed, holders, strict=True)
    ]
    narrowed = [
        some if holder and some else said.get(s.lower(), whole)
        for s, some, whole, holder in zip(surfaces, narrowed, found, holders, strict=True)
    ]
    ballots = {s.lower(): _ballot(some) for s, some in zip(surfaces, narrowed, strict=True)}
    votes = _sum([*ballots.values(), *_spoken(text), *_dated(dateline)])
    first = [_best(some, votes, ballots[s.lower()], ()) for s, some in zip(surfaces, narrowed, strict=True)]
    anchors = _anchors(surfaces, first)
    out = []
    for span, surface, some, fixed in zip(spans, surfaces, narrowed, held, strict=True):
        near = tuple(e for name, e in anchors if name != surface.lower())
        entry, lead = _best(some, votes, ballots[surface.lower()], near)
        backed = fixed or _backed(entry, votes, ballots[surface.lower()])
        out.append(
            Named(span, surface, entry, entry is not None and backed and lead >= (0.2 if fixed else _SURE))
        )
    return tuple(out)


def _backed(entry: Entry | None, votes: "_Votes", own: "_Votes") -> bool:
    """Whether a small town has anything in the text that speaks for its division or, abroad, its country."""
    if entry is None or entry.kind not in "PD" or entry.population >= _KNOWN:
        return True
    if entry.admin and votes.admin(entry) - own.admin(entry) >= 0.5:
        return True
    return entry.country not in _HOME and votes.country(entry) - own.country(entry) >= 0.5


def candidates(surface: str) -> tuple[Entry, ...]:
    """What a name may mean; affixes such as *northern* and *County* are tried without."""
    mark = state_marks().get(surface)
    if mark:
        return _by_admin(mark)
    people = demonyms().get(surface) or demonyms().get(surface.removesuffix("s"))
    if people:
        return country(people)
    found = lookup(surface)
    if found:
        return found
    rest = surface
    for _ in range(3):
        shorter = _TRAILING.sub("", _LEADING.sub("", rest, count=1) if _LEADING.match(rest) else rest)
        if shorter == rest or not shorter:
            break
        rest = shorter
        found = lookup(rest)
        if found:
            return found
    return ()


def _by_admin(code: str) -> tuple[Entry, ...]:
    found = lookup(division_name(code))
    return tuple(e for e in found if e.kind == "A" and e.admin == code) or tuple(
        e for e in found if e.admin == code
    )


def _holder(text: str, spans: tuple[Span, ...], found: list[tuple[Entry, ...]], k: int) -> tuple[Entry, ...]:
    """What the words right after a name say it lies in: *Pandi, Bulacan*; *Quito (Ecuador)*; *Reno, Nev.*."""
    end = spans[k].end
    joint = _NEXT.match(text, end)
    if joint is None:
        return ()
    if k + 1 < len(spans) and 0 <= spans[k + 1].start - joint.end() <= 4:
        wider = tuple(e for e in found[k + 1] if e.kind in "CADR")
        return () if joint[0] == ", " and _listed(text, spans, found, k) else wider
    mark = re.compile(r"[A-Z][A-Za-z.]*\.?(?:\s?[A-Z][a-z]*\.)?").match(text, joint.end())
    if mark:
        code = state_marks().get(mark[0]) or state_marks().get(mark[0].rstrip("."))
        if code and joint[0].startswith(","):
            return _by_admin(code)
    return ()


def _listed(text: str, spans: tuple[Span, ...], found: list[tuple[Entry, ...]], k: int) -> bool:
    """Whether a comma parts two items of a list (*in Peru, Chile and Bolivia*)."""
    if k + 2 < len(spans) and text[spans[k + 1].end : spans[k + 2].start] in {
        " and ",
        " or ",
        ", and ",
        " & ",
    }:
        return True
    # A country lies in no country, and a large place is not a village elsewhere: "China, Japan".
    inside = _inside(found[k], tuple(e for e in found[k + 1] if e.kind in "CADR"))
    most = max((_prior(e) for e in found[k]), default=0.0)
    kept = max((_prior(e) for e in inside), default=0.0)
    states = any(e.kind == "A" for e in found[k + 1])
    return most - kept > (5.5 if states else 3.0)


def _inside(some: tuple[Entry, ...], holder: tuple[Entry, ...]) -> tuple[Entry, ...]:
    kept = []
    for entry in some:
        for outer in holder:
            if entry == outer:
                continue
            country = outer.kind == "C" and entry.country == outer.country and entry.kind != "C"
            division = outer.kind == "A" and entry.admin == outer.admin and entry.kind in "DP"
            county = (
                outer.kind == "D" and entry.kind == "P" and entry.admin == outer.admin
                and distance(_point(entry), _point(outer)) < 120
            )  # fmt: skip
            region = outer.kind == "R" and (entry.country in outer.parts or entry.admin in outer.parts)
            if country or division or county or region:
                kept.append(entry)
                break
    return tuple(kept)


def _point(entry: Entry) -> tuple[float, float]:
    return entry.latitude, entry.longitude


def country(code: str) -> tuple[Entry, ...]:
    """The entry of a country by its code, of a region by ``@`` and its name."""
    if code.startswith("@"):
        return tuple(e for e in lookup(code[1:]) if e.kind == "R")
    return tuple(e for e in lookup(countries().get(code, "")) if e.kind == "C" and e.country == code)


def _ballot(some: tuple[Entry, ...]) -> _Votes:
    """What one name votes for: shares of its candidates' priors, countries and states twice."""
    lands: defaultdict[str, float] = defaultdict(float)
    places: defaultdict[str, float] = defaultdict(float)
    if not some:
        return _Votes(lands, places)
    priors = [10 ** (_prior(e) - 4.0) for e in some]
    top = max(priors)
    weight = {"C": 2.0, "A": 1.5, "R": 1.0}.get(some[priors.index(top)].kind, 1.0)
    spread: defaultdict[str, float] = defaultdict(float)
    for entry, prior in zip(some, priors, strict=True):
        share = (prior / top) ** _SHARE
        spread[entry.admin or entry.country] = max(spread[entry.admin or entry.country], share)
    total = sum(spread.values())
    for where, share in spread.items():
        lands[where.partition(".")[0]] += weight * share / total
        if "." in where:
            places[where] += weight * share / total
    lands.pop("", 0.0)
    return _Votes(lands, places)


def _spoken(text: str) -> list[_Votes]:
    """The votes of adjectives of nationality (*Peruvian police*), half a voice each kind."""
    codes = Counter(
        code
        for match in _CAPITAL_WORD.finditer(text)
        for code in [demonyms().get(match[0]) or demonyms().get(match[0].split()[0])]
        if code and not code.startswith("@")
    )
    return [_Votes({code: min(2, count) * 0.75}, {}) for code, count in sorted(codes.items())]


def _dated(dateline: str | None) -> list[_Votes]:
    """The votes of the dateline's places, three voices each."""
    out = []
    for part in re.split(r"[,(—–-]", dateline or ""):
        name = part.strip()
        some = candidates(name.title() if name.isupper() and len(name) > 3 else name)
        out += [_ballot(some)] * 3
    return out


def _sum(ballots: list[_Votes]) -> _Votes:
    lands: defaultdict[str, float] = defaultdict(float)
    places: defaultdict[str, float] = defaultdict(float)
    for one in ballots:
        for code, weight in one.countries.items():
            lands[code] += weight
        for code, weight in one.admins.items():
            places[code] += weight
    return _Votes(lands, places)


def _best(
    some: tuple[Entry, ...], votes: _Votes, own: _Votes, near: tuple[Entry, ...]
) -> tuple[Entry | None, float]:
    """The best candidate and its lead over the best one elsewhere."""
    if not some:
        return None, 0.0
    scored = sorted(
        (
            (_prior(entry) + votes.bonus(entry, own) + _pull(entry, near), -k, entry)
            for k, entry in enumerate(some)
        ),
        key=lambda row: (row[0], row[1]),
        reverse=True,
    )
    top = scored[0]
    chosen = _city(top[2], [row[2] for row in scored])
    for score, _, entry in scored[1:]:
        if distance(_point(entry), _point(chosen)) > _SAME and entry is not top[2]:
            return chosen, top[0] - score
    return chosen, math.inf


def _city(top: Entry, others: list[Entry]) -> Entry:
    """The city where a division of the same name around it scored best (*Lima*, *Kyiv*)."""
    if top.kind not in "AD" or top.country in {"US", "CA", "AU"}:
        return top
    inside = (e for e in others if e.kind == "P" and e.country == top.country)
    return next(
        (e for e in inside if distance(_point(e), _point(top)) < 150 and e.population * 8 > top.population),
        top,
    )


def _prior(entry: Entry) -> float:
    home = _HOME.get(entry.country, 0.0) if entry.kind != "C" else 0.0
    minor = _MINOR if entry.kind == "A" and not home else 0.0
    return math.log10(entry.population + 300) + _KIND[entry.kind] + preference(entry) + home + minor


def _pull(entry: Entry, near: tuple[Entry, ...]) -> float:
    """What places close by add: cities to a town, countries to a country."""
    if entry.kind in "PD":
        points, scale = [_point(e) for e in near if e.kind in "PD"], _NEAR_SCALE
    elif entry.kind == "C":
        points, scale = [_point(e) for e in near if e.kind == "C"], _LAND_NEAR
    else:
        return 0.0
    pull = sum(math.exp(-distance(_point(entry), point) / scale) for point in points)
    return _NEAR_MOST * math.tanh(pull / _NEAR_PULL)


def _anchors(surfaces: list[str], first: list[tuple[Entry | None, float]]) -> tuple[tuple[str, Entry], ...]:
    """The cities and countries that are certain at first sight, once each."""
    out: dict[str, Entry] = {}
    for surface, (entry, lead) in zip(surfaces, first, strict=True):
        if entry is not None and entry.kind in "PDC" and lead > _SURE / 2:
            out.setdefault(surface.lower(), entry)
    return tuple(out.items())


def nearest(named: Named, others: tuple[Named, ...]) -> Named:
    """*named* marked sure if it lies within 40 km of a sure place of the same text."""
    if named.sure or named.entry is None:
        return named
    point = _point(named.entry)
    close = any(o.sure and o.entry is not None and distance(point, _point(o.entry)) < 40 for o in others)
    return replace(named, sure=close)
