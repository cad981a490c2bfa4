"""The algebra of places: equal, contains, disjoint, or not comparable."""

import math
import unicodedata
from enum import StrEnum

from variorum.model import Place

EARTH = 6371.0
"""Mean radius of the Earth in kilometres."""
APART = 25.0
"""Kilometres beyond which two cities are disjoint; nearer ones may be one place in two words."""


class PlaceRelation(StrEnum):
    """How one place stands to another."""

    EQUAL = "equal"
    CONTAINS = "contains"
    WITHIN = "within"
    NEAR = "near"
    DISJOINT = "disjoint"
    UNKNOWN = "unknown"


def compare(a: Place, b: Place) -> PlaceRelation:
    """How *a* stands to *b*.

    Two places are equal where their GeoNames ids or their paths are. *a* contains *b* where *a*'s path is
    the tail of *b*'s: ``(Ecuador,)`` contains ``(Quito, Pichincha, Ecuador)``. They are disjoint only where
    both paths are known and end in different countries, or lie in different first divisions of one country
    and, being cities with coordinates, more than 25 km apart; or are different cities of one division more
    than 25 km apart. Cities closer than that are near. A facility is compared by its name first: facilities
    of one place and of different names are not comparable, since one building has many names; a facility lies
    within the place that its path starts with. A county contains the towns whose ``county`` it is.

    Returns:
        ``UNKNOWN`` where either path is empty, and where a county, a region or a park is set against a city of
        the same division whose county is not known or another: a region's extent is not known either.
    """
    if a.facility or b.facility:
        return _facilities(a, b)
    if a.geonames is not None and a.geonames == b.geonames:
        return PlaceRelation.EQUAL
    return _paths(a, b)


def _facilities(a: Place, b: Place) -> PlaceRelation:
    if a.facility and b.facility:
        if not (a.path and b.path):
            return PlaceRelation.UNKNOWN
        where = _paths(a, b)
        if where is PlaceRelation.DISJOINT:
            return where
        same = where is PlaceRelation.EQUAL and _plain(a.name) == _plain(b.name)
        return PlaceRelation.EQUAL if same else PlaceRelation.UNKNOWN
    if a.facility:
        found = _facilities(b, a)
        return PlaceRelation.WITHIN if found is PlaceRelation.CONTAINS else found
    if not (a.path and b.path):
        return PlaceRelation.UNKNOWN
    where = _paths(a, b)
    return (
        PlaceRelation.CONTAINS
        if where in {PlaceRelation.EQUAL, PlaceRelation.CONTAINS}
        else _apart_only(where)
    )


def _apart_only(where: PlaceRelation) -> PlaceRelation:
    return where if where in {PlaceRelation.DISJOINT, PlaceRelation.NEAR} else PlaceRelation.UNKNOWN


def _paths(a: Place, b: Place) -> PlaceRelation:
    one, two = tuple(map(_plain, a.path)), tuple(map(_plain, b.path))
    if not (one and two):
        return PlaceRelation.UNKNOWN
    if one == two:
        far = _far(a, b)
        return PlaceRelation.EQUAL if far is None or not far else PlaceRelation.UNKNOWN
    if two[-len(one) :] == one:
        return PlaceRelation.CONTAINS
    if one[-len(two) :] == two:
        return PlaceRelation.WITHIN
    if _in_county(b, two, one):
        return PlaceRelation.CONTAINS
    if _in_county(a, one, two):
        return PlaceRelation.WITHIN
    return _unlike(a, one, b, two)


def _in_county(town: Place, path: tuple[str, ...], county: tuple[str, ...]) -> bool:
    """Whether a path is that of a town's county (*Hennepin County, Minnesota* of *Minneapolis*)."""
    return bool(town.county) and county == (_plain(town.county), *path[1:])


def _unlike(a: Place, one: tuple[str, ...], b: Place, two: tuple[str, ...]) -> PlaceRelation:
    """Two paths of which neither is the other's tail."""
    far = _far(a, b)
    if far is False:
        return PlaceRelation.NEAR
    if one[-1] != two[-1]:
        # The last name is a country only where the place has a GeoNames id or lies in something.
        known = all(len(p) > 1 or place.geonames is not None for p, place in ((one, a), (two, b)))
        return PlaceRelation.DISJOINT if known else PlaceRelation.UNKNOWN
    if len(one) == 2 and len(two) == 2:
        # Two divisions of one country, or a division and a city that lies in none.
        return PlaceRelation.DISJOINT if far and one[0] not in two and _wide(a, b) else PlaceRelation.UNKNOWN
    if len(one) < 3 or len(two) < 3:
        division, city = (one, two) if len(one) < len(two) else (two, one)
        differs = len(city) > 2 and division[0] != city[-2]
        return PlaceRelation.DISJOINT if differs and far and _wide(a, b) else PlaceRelation.UNKNOWN
    return PlaceRelation.DISJOINT if far and not (_broad(a) or _broad(b)) else _divisions(one, two)


def _divisions(one: tuple[str, ...], two: tuple[str, ...]) -> PlaceRelation:
    return PlaceRelation.DISJOINT if one[-2] != two[-2] else PlaceRelation.UNKNOWN


_BROAD = (
    "county",
    "parish",
    "district",
    "province",
    "region",
    "department",
    "municipality",
    "valley",
    "borough",
)


def _broad(place: Place) -> bool:
    """Whether a place is a county or the like, which contains cities that its path does not name."""
    return _plain(place.path[0]).endswith(_BROAD)


def _wide(a: Place, b: Place) -> bool:
    """Whether the middles of two divisions lie too far apart for one to be a part of the other."""
    return (distance(a, b) or 0.0) > 200


def _far(a: Place, b: Place) -> bool | None:
    """Whether two places lie more than 25 km apart; ``None`` where a coordinate is missing."""
    gap = distance(a, b)
    return None if gap is None else gap > APART


def distance(a: Place, b: Place) -> float | None:
    """Great-circle distance in kilometres (haversine formula), or ``None`` without coordinates."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    lat1, lon1, lat2, lon2 = map(math.radians, (a.latitude, a.longitude, b.latitude, b.longitude))
    half = (
        math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(half)))


def _plain(name: str) -> str:
    marks = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in marks if c.isalnum() or c == " ").strip()
