"""Which place a name means: containment, population, and what else the text names."""

import math
import re
from collections import Counter
from dataclasses import dataclass, replace

from variorum.annotate.place.gazetteer import Entry, demonyms, division_name, lookup, state_marks
from variorum.text import Span

EARTH = 6371.0
"""Mean radius of the Earth in kilometres."""
_SURE = 0.9
"""The least lead over the next candidate elsewhere that makes a resolution sure."""
_SAME = 60.0
"""Kilometres within which two candidates are one and the same place."""
_KIND = {"C": 5.0, "R": 4.0, "A": 1.3, "D": -0.9, "P": 0.0}
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
class _Context:
    """What the text as a whole speaks of: shares of countries and of first divisions."""

    countries: Counter[str]
    admins: Counter[str]

    def bonus(self, entry: Entry) -> float:
        total = sum(self.countries.values()) or 1
        share = self.countries[entry.country] / total if entry.country else 0.0
        bonus = 2.4 * min(1.0, 2.0 * share)
        if entry.admin and self.admins:
            local = self.admins[entry.admin] / sum(self.admins.values())
            bonus += 2.2 * min(1.0, 2.0 * local)
        return bonus


def distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance in kilometres between two points in degrees (haversine formula)."""
    lat1, lon1, lat2, lon2 = (math.radians(x) for x in (*a, *b))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
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
    narrowed = [_inside(some, holder) if holder else some for some, holder in zip(found, holders, strict=True)]
    # A name that is once said to lie somewhere lies there throughout.
    said = {
        s.lower(): some for s, some, holder in zip(surfaces, narrowed, holders, strict=True) if holder and some
    }
    held = [bool(holder and some) or s.lower() in said for s, some, holder in zip(surfaces, narrowed, holders, strict=True)]
    narrowed = [
        some if holder and some else said.get(s.lower(), whole)
        for s, some, whole, holder in zip(surfaces, narrowed, found, holders, strict=True)
    ]
    context = _context(text, surfaces, narrowed, dateline)
    first = [_best(some, context, ()) for some in narrowed]
    anchors = _anchors(surfaces, first)
    out = []
    for span, surface, some, fixed in zip(spans, surfaces, narrowed, held, strict=True):
        near = tuple(point for name, point in anchors if name != surface.lower())
        entry, lead = _best(some, context, near)
        out.append(Named(span, surface, entry, entry is not None and (lead >= _SURE or (fixed and lead >= 0.2))))
    return tuple(out)


def candidates(surface: str) -> tuple[Entry, ...]:
    """What a name may mean; affixes such as *northern* and *County* are tried without."""
    mark = state_marks().get(surface)
    if mark:
        return _by_admin(mark)
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
    return tuple(e for e in found if e.kind == "A" and e.admin == code) or tuple(e for e in found if e.admin == code)


def _holder(text: str, spans: tuple[Span, ...], found: list[tuple[Entry, ...]], k: int) -> tuple[Entry, ...]:
    """What the words right after a name say it lies in: *Pandi, Bulacan*; *Quito (Ecuador)*; *Reno, Nev.*."""
    end = spans[k].end
    joint = _NEXT.match(text, end)
    if joint is None:
        return ()
    if k + 1 < len(spans) and 0 <= spans[k + 1].start - joint.end() <= 4:
        wider = tuple(e for e in found[k + 1] if e.kind in "CADR")
        listed = joint[0] == ", " and k + 2 < len(spans) and _listed(text, spans, k)
        return () if listed else wider
    mark = re.compile(r"[A-Z][A-Za-z.]*\.?(?:\s?[A-Z][a-z]*\.)?").match(text, joint.end())
    if mark:
        code = state_marks().get(mark[0]) or state_marks().get(mark[0].rstrip("."))
        if code and joint[0].startswith(","):
            return _by_admin(code)
    return ()


def _listed(text: str, spans: tuple[Span, ...], k: int) -> bool:
    # "in Peru, Chile and Bolivia" is a list, "in Lima, Peru, and …" is not told apart here.
    tail = text[spans[k + 1].end : spans[k + 2].start]
    return tail in {" and ", " or ", ", and ", " & "}


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


def _context(
    text: str, surfaces: list[str], found: list[tuple[Entry, ...]], dateline: str | None
) -> _Context:
    countries: Counter[str] = Counter()
    admins: Counter[str] = Counter()
    for surface, some in zip(surfaces, found, strict=True):
        del surface
        places = {(e.country, e.admin) for e in some}
        tops = [e for e in some if e.kind == "C"]
        if tops:
            countries[tops[0].country] += 2
            continue
        if not places:
            continue
        if len(places) == 1 or some[0].kind == "A" and some[0].country in {"US", "CA", "AU", "GB"}:
            countries[some[0].country] += 2
            admins[some[0].admin] += 2
        elif some[0].population > 1_000_000:
            countries[some[0].country] += 1
            admins[some[0].admin] += 1
    for match in _CAPITAL_WORD.finditer(text):
        code = demonyms().get(match[0]) or demonyms().get(match[0].split()[0])
        if code:
            countries[code] += 1
    if dateline:
        for part in re.split(r"[,(—–-]", dateline):
            some = candidates(part.strip().title() if part.strip().isupper() else part.strip())
            if some:
                countries[some[0].country] += 3
                admins[some[0].admin] += 3
    countries.pop("", None)
    admins.pop("", None)
    return _Context(countries, admins)


def _best(some: tuple[Entry, ...], context: _Context, near: tuple[tuple[float, float], ...]) -> tuple[Entry | None, float]:
    """The best candidate and its lead over the best one elsewhere."""
    if not some:
        return None, 0.0
    scored = sorted(
        ((_score(entry, context, near), -k, entry) for k, entry in enumerate(some)),
        key=lambda row: (row[0], row[1]),
        reverse=True,
    )
    top = scored[0]
    for score, _, entry in scored[1:]:
        if distance(_point(entry), _point(top[2])) > _SAME:
            return top[2], top[0] - score
    return top[2], math.inf


def _score(entry: Entry, context: _Context, near: tuple[tuple[float, float], ...]) -> float:
    score = math.log10(entry.population + 300) + _KIND[entry.kind] + context.bonus(entry)
    if near and entry.kind in "PD":
        pull = sum(math.exp(-distance(_point(entry), point) / 150) for point in near)
        score += min(2.5, 1.2 * pull)
    return score


def _anchors(
    surfaces: list[str], first: list[tuple[Entry | None, float]]
) -> tuple[tuple[str, tuple[float, float]], ...]:
    """The cities that are certain at first sight, once each."""
    out: dict[str, tuple[float, float]] = {}
    for surface, (entry, lead) in zip(surfaces, first, strict=True):
        if entry is not None and entry.kind in "PD" and lead > _SURE / 2:
            out.setdefault(surface.lower(), _point(entry))
    return tuple(out.items())


def nearest(named: Named, others: tuple[Named, ...]) -> Named:
    """*named* marked sure if it lies within 40 km of a sure place of the same text."""
    if named.sure or named.entry is None:
        return named
    point = _point(named.entry)
    close = any(o.sure and o.entry is not None and distance(point, _point(o.entry)) < 40 for o in others)
    return replace(named, sure=close)
