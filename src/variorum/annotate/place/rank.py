"""How well a place fits a name in its text: a few features, weighed by a learned table."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from variorum.annotate.place.company import Company
from variorum.annotate.place.context import Beside
from variorum.annotate.place.earth import apart
from variorum.annotate.place.gazetteer import Entry, Via, preference, rows
from variorum.annotate.place.votes import Votes

_NEAR_SCALE, _NEAR_PULL, _LAND_NEAR = 150.0, 2.4, 700.0
"""Kilometres over which a town speaks for a town, where that flattens out, and the same for countries."""
_HOME = ("US", "GB", "CA", "AU")
_PLAIN_STATES = frozenset({"US", "CA", "AU", "GB", "IN"})
"""Countries whose first divisions news names as readily as towns."""
_ADDED = {Via.ALIAS: "alias", Via.COUNTY: "county", Via.PART: "part", Via.FACILITY: "facility"}
_HUGE = 1_000_000
"""A population from which a city is known everywhere."""


@lru_cache(maxsize=1)
def facility_nouns() -> frozenset[str]:
    """Common nouns of buildings and venues (*consulate*, *airport*)."""
    return frozenset(row[0] for row in rows("facilities.txt"))


@lru_cache(maxsize=1)
def faiths() -> frozenset[str]:
    """Adjectives of faiths, which say what kind of building it is and do not name it (*a Christian school*)."""
    return frozenset(row[0] for row in rows("faiths.txt"))


@dataclass(frozen=True, slots=True)
class Scene:
    """What the rest of a text says about one name, and how it is spelled there."""

    votes: Votes
    own: Votes
    near: tuple[Entry, ...]
    beside: Beside
    name: str
    surface: str
    company: Company
    peers: tuple[tuple[Entry, ...], ...] = ()
    """The candidates of the names that it is listed with."""


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """The learned weight of each feature."""
    return {name: float(value) for name, value in rows("weights.tsv")}


def score(entry: Entry, scene: Scene) -> float:
    """How well a place fits, in units of log odds."""
    table = weights()
    return sum(table.get(name, 0.0) * value for name, value in features(entry, scene).items())


def strange(surface: str, scene: Scene) -> float:
    """How likely the gazetteer does not have what a name means, in units of log odds."""
    table = weights()
    return sum(table.get(name, 0.0) * value for name, value in strangeness(surface, scene).items())


def strangeness(surface: str, scene: Scene) -> dict[str, float]:
    """The features of a name that is in no gazetteer: what it looks like."""
    words = surface.split()
    return {
        "unknown": 1.0,
        "unknown, of words": min(3.0, len(words) - 1.0),
        "unknown facility": float(words[-1].lower().rstrip("s") in facility_nouns()),
        "unknown with article": float(scene.beside.article),
    }


def features(entry: Entry, scene: Scene) -> dict[str, float]:
    """The features of one candidate by name; what is left out is 0."""
    kind = entry.kind
    size = math.log10(entry.population + 300) - 4
    out = {f"kind {kind}": 1.0, "preferred": preference(entry)}
    if kind in "PD":
        out[f"size {kind}"] = size
        out["small"] = float(entry.population < 5000)
        out["huge"] = float(entry.population >= _HUGE)
    elif kind == "N":
        out["size N"] = size
    elif kind == "A":
        out["size A"] = size
        out["minor division"] = float(entry.country not in _PLAIN_STATES)
    if kind not in "CN" and entry.country in _HOME:
        out[f"home {entry.country}"] = 1.0
    if " " in scene.name and entry.via is Via.NAME:
        out[f"words {kind}"] = 1.0
    bare = re.sub(r"^(?:A[lrsznd]|Ash|El|Es|Ed|Er)[ -]", "", entry.name)
    if (
        kind in "AP"
        and entry.via is Via.NAME
        and scene.surface.casefold() not in {entry.name.casefold(), bare.casefold()}
    ):
        # "St. Louis" is not spelled "Saint-Louis", nor "Mexico" "México".
        out["other spelling"] = 1.0
    if entry.via in _ADDED:
        out[_ADDED[entry.via]] = 1.0
    if entry.country:
        out["country voted C" if kind == "C" else "country voted"] = scene.votes.land(entry, scene.own)
    if entry.admin:
        out["division voted A" if kind == "A" else "division voted"] = scene.votes.division(entry, scene.own)
    if kind in "PDN":
        out["company"] = scene.company.of(scene.name, entry)
    out.update(_pulls(entry, scene.near))
    out.update(_words(entry, scene.beside))
    if scene.peers:
        alike = sum(_alike(entry, peer) for peer in scene.peers) / len(scene.peers)
        out[f"listed with {kind}"] = alike
    return out


def _pulls(entry: Entry, near: Sequence[Entry]) -> dict[str, float]:
    """What places close by add: cities to a town, countries to a country."""
    if entry.kind in "PDN":
        some = [e for e in near if e.kind in "PD"]
        pull = sum(math.exp(-apart(entry, e) / _NEAR_SCALE) for e in some)
        return {"near towns": math.tanh(pull / _NEAR_PULL)}
    if entry.kind == "A" and near:
        return {
            "among countries A": sum(e.kind == "C" and e.country != entry.country for e in near) / len(near)
        }
    if entry.kind == "C":
        abroad = sum(e.kind == "C" for e in near) / len(near) if near else 0.0
        pull = sum(math.exp(-apart(entry, e) / _LAND_NEAR) for e in near if e.kind == "C")
        return {"near countries": math.tanh(pull / _NEAR_PULL), "among countries C": abroad}
    return {}


def _words(entry: Entry, beside: Beside) -> dict[str, float]:
    kind = entry.kind
    out: dict[str, float] = {}
    if beside.kinds:
        out[f"cue for {kind}" if kind in beside.kinds else f"cue against {kind}"] = 1.0
    if beside.article and kind in "PAN":
        out[f"article {kind}"] = 1.0
    if beside.capitals and kind == "P":
        out["capitals P"] = 1.0
    return out


def _alike(entry: Entry, peer: Sequence[Entry]) -> bool:
    """Whether a name in the same list may be a place of the same kind and, below countries, in the same country."""
    return any(
        e.kind == entry.kind
        and (e.kind in "CRN" or (e.country == entry.country if e.kind in "AP" else e.admin == entry.admin))
        and e.via in {Via.NAME, entry.via}
        for e in peer
    )
