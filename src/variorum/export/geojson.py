"""The places of a dossier as GeoJSON (RFC 7946): a feature a place, with every mention of it."""

from typing import TYPE_CHECKING

from variorum.export.jsonl import Json, dumped

if TYPE_CHECKING:
    from variorum.model import Dossier, Place


def to_geojson(dossier: "Dossier") -> str:
    """A feature collection of the places that have coordinates, in the order in which they are first mentioned."""
    found: dict[tuple[float, float, str], tuple[Place, list[Json]]] = {}
    for witness in dossier.witnesses:
        for place in witness.layers.places:
            if place.latitude is None or place.longitude is None:
                continue
            key = (place.longitude, place.latitude, _full(place))
            mention = {
                "report": witness.sigil,
                "start": place.span.start,
                "end": place.span.end,
                "exact": place.span.of(witness.report.text),
            }
            found.setdefault(key, (place, []))[1].append(mention)
    features = [_feature(place, mentions) for place, mentions in found.values()]
    return dumped({"type": "FeatureCollection", "features": features}, indent=2) + "\n"


def _full(place: "Place") -> str:
    return ", ".join((place.name, *place.path) if place.facility else place.path) or place.name


def _feature(place: "Place", mentions: list[Json]) -> Json:
    named = place.geonames is not None and not place.facility
    return {
        "type": "Feature",
        **({"id": f"geonames:{place.geonames}"} if named else {}),
        "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]},
        "properties": {
            "name": _full(place),
            "geonames": place.geonames,
            "facility": place.facility,
            "mentions": mentions,
        },
    }
