"""Distances on the Earth."""

import math

from variorum.annotate.place.gazetteer import Entry

EARTH = 6371.0
"""Mean radius of the Earth in kilometres."""


def distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance in kilometres between two points in degrees (haversine formula)."""
    lat1, lon1, lat2, lon2 = (math.radians(x) for x in (*a, *b))
    half = (
        math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(half)))


def point(entry: Entry) -> tuple[float, float]:
    """The coordinates of a place, latitude first."""
    return entry.latitude, entry.longitude


def apart(a: Entry, b: Entry) -> float:
    """Kilometres between two places."""
    return distance(point(a), point(b))
